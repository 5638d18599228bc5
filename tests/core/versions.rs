//! Versions of a document: how they differ and how they become one, by example.

use std::time::{Duration, Instant};

use prescient::model::{Essay, Seminar, Theory};
use prescient::store::{Document, canonical, content_hash};
use prescient::versions::{
    Change, Difference, Mark, Merged, Resolution, Resolutions, Run, diff, marks, merge,
};
use serde_json::{Value, json};

use crate::versions_laws::held;

const THEORY: &str = include_str!("files/theory.json");
const ESSAY: &str = include_str!("files/essay.json");
const SEMINAR: &str = include_str!("files/seminar.json");

/// The text with its one `from` replaced.
#[track_caller]
fn with(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}\n{text}");
    text.replace(from, to)
}

/// The differences between two texts, each as `word place`.
#[track_caller]
fn told<T: Document>(before: &str, after: &str) -> Vec<String> {
    let tell = |found: Difference| format!("{} {}", found.change.word(), found.place);
    diff::<T>(&held(before), &held(after)).unwrap().into_iter().map(tell).collect()
}

#[track_caller]
fn merged<T: Document>(base: Option<&str>, mine: &str, theirs: &str) -> Merged<T> {
    let base = base.map(held::<T>);
    merge(base.as_ref(), &held(mine), &held(theirs), &Resolutions::default()).unwrap()
}

/// What a merge without a conflict makes.
#[track_caller]
fn clean<T: Document>(base: &str, mine: &str, theirs: &str) -> String {
    let merged = merged::<T>(Some(base), mine, theirs);
    assert!(merged.conflicts.is_empty(), "{:#?}", merged.conflicts);
    canonical(&merged.document)
}

/// The places of the conflicts, and what each version has there: base, mine, theirs.
fn conflicts<T>(merged: &Merged<T>) -> Vec<(String, [Value; 3])> {
    let conflict = |conflict: &prescient::versions::Conflict| {
        let versions = [&conflict.base, &conflict.mine, &conflict.theirs];
        let values = versions.map(|v| v.as_ref().map_or(json!("absent"), |version| version.value.clone()));
        (conflict.place.to_string(), values)
    };
    merged.conflicts.iter().map(conflict).collect()
}

fn expectation(outcome: &str) -> String {
    format!("{{ \"outcome\": \"{outcome}\", \"value\": \"occurs\" }}")
}

/// The example with these expectations in its first prediction.
fn expecting(outcomes: &[&str]) -> String {
    let mut theory: Value = serde_json::from_str(THEORY).unwrap();
    let expects = outcomes.iter().map(|id| expectation(id)).collect::<Vec<_>>().join(",");
    theory["predictions"][0]["expects"] = serde_json::from_str(&format!("[{expects}]")).unwrap();
    theory.to_string()
}

fn expected(document: &str) -> Vec<String> {
    let theory: Value = serde_json::from_str(document).unwrap();
    let expects = theory["predictions"][0]["expects"].as_array().unwrap();
    expects.iter().map(|entry| entry["outcome"].as_str().unwrap().to_owned()).collect()
}

// Differences.

#[test]
fn a_difference_names_its_place_for_people_and_its_path_in_each_version() {
    let after = with(THEORY, "\"weight\": 1.0", "\"weight\": 2.5");
    let after = with(
        &after,
        "\"predictions\": [",
        "\"predictions\": [{ \"id\": \"new\", \"statement\": \"\", \"kind\": \"forecast\", \"made\": \"1990\", \"attribution\": { \"work\": \"book\" } },",
    );
    let found = diff::<Theory>(&held(THEORY), &held(&after)).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].place.to_string(), "prediction \"new\"");
    assert_eq!(found[0].path_before, None);
    assert_eq!(found[0].path_after.as_ref().unwrap().to_string(), "$.predictions[0]");
    assert_eq!(found[1].place.to_string(), "prediction \"first\" › expectation \"rain\" › weight");
    assert_eq!(found[1].path_before.as_ref().unwrap().to_string(), "$.predictions[0].expects[0].weight");
    assert_eq!(found[1].path_after.as_ref().unwrap().to_string(), "$.predictions[1].expects[0].weight");
    let Change::Changed { before, after } = &found[1].change else { panic!("{found:#?}") };
    assert_eq!((before.to_string(), after.to_string()), ("1.0".to_owned(), "2.5".to_owned()));
}

#[test]
fn what_the_version_before_lacks_has_a_place_near_which_it_would_stand_there() {
    let before = with(THEORY, "\"weight\": 1.0,", "");
    let after =
        with(THEORY, "\"expects\": [", "\"expects\": [{ \"outcome\": \"hail\", \"value\": \"occurs\" },");
    let found = diff::<Theory>(&held(&before), &held(&after)).unwrap();
    let near: Vec<String> = found.iter().map(|found| found.near_before.to_string()).collect();
    assert_eq!(near, ["$.predictions[0].expects", "$.predictions[0].expects[0].weight"]);
}

#[test]
fn differences_stand_in_the_order_of_the_document() {
    let after = with(THEORY, "\"note\": \"\",", "");
    let after = with(&after, "\"year\": \"1990\"", "\"year\": \"1991\"");
    let after = with(&after, "\"russia\": \"Россия\",", "\"russia\": \"Россия!\", \"china\": \"中国\",");
    let after = with(&after, "\"citation\": \"A book, 1990\"", "\"citation\": \"A book\"");
    let after = with(&after, "\"locator\": \"p. 1\"", "\"locator\": \"p. 2\", \"x\": null");
    assert_eq!(
        told::<Theory>(THEORY, &after),
        [
            "changed year",
            "changed work \"book\" › citation",
            "changed dimensions › russia",
            "added dimensions › china",
            "removed prediction \"first\" › note",
            "changed prediction \"second\" › attribution › locator",
            "added prediction \"second\" › attribution › x",
        ]
    );
}

#[test]
fn what_only_one_version_has_stands_in_the_schemas_order_among_the_rest() {
    let theory = |more: &str| {
        format!(
            "{{ \"format\": \"prescient-theory/1\", \"id\": \"a\", \"name\": \"\", \"short_name\": \"\", \"theorist\": \"\", \
             \"year\": \"\", \"predictions\": [], {more} }}"
        )
    };
    let many = theory("\"summary\": \"\", \"works\": [], \"advocated_by\": []");
    let few = theory("\"$schema\": \"\", \"dimensions\": {}");
    assert_eq!(
        told::<Theory>(&many, &few),
        ["added $schema", "removed summary", "removed works", "removed advocated_by", "added dimensions"]
    );
}

#[test]
fn the_way_a_file_is_laid_out_is_no_difference_and_a_digit_of_an_unknown_field_is_one() {
    let loose = THEORY.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(told::<Theory>(THEORY, &loose), [""; 0]);
    let digit = with(THEORY, "1.10", "1.1");
    assert_eq!(told::<Theory>(THEORY, &digit), ["changed prediction \"first\" › x-unknown"]);
    let stated = with(THEORY, "{\n  \"format\"", "{ \"$schema\": \"s.json\", \"format\"");
    assert_eq!(told::<Theory>(THEORY, &stated), ["added $schema"]);
}

#[test]
fn the_order_of_fields_within_an_unknown_one_is_a_difference() {
    let one = with(THEORY, "\"year\"", "\"x\": { \"a\": 1, \"b\": 2 }, \"year\"");
    let other = with(THEORY, "\"year\"", "\"x\": { \"b\": 2, \"a\": 1 }, \"year\"");
    assert_eq!(told::<Theory>(&one, &other), ["changed x"]);
}

#[test]
fn an_entry_that_stands_elsewhere_has_moved_and_the_others_have_not() {
    let before = expecting(&["a", "b", "c", "d", "e"]);
    let after = expecting(&["e", "a", "b", "new", "c", "d"]);
    let found = diff::<Theory>(&held(&before), &held(&after)).unwrap();
    let told: Vec<_> = found.iter().map(|d| (d.place.to_string(), d.change.clone())).collect();
    let place = |id: &str| format!("prediction \"first\" › expectation \"{id}\"");
    assert_eq!(told[0], (place("new"), Change::Added(serde_json::from_str(&expectation("new")).unwrap())));
    assert_eq!(told[1], (place("e"), Change::Moved { from: 4, to: 0 }));
    assert_eq!(told.len(), 2);
}

#[test]
fn a_moved_entry_that_has_changed_is_told_as_both() {
    let before = expecting(&["a", "b", "c"]);
    let after = with(
        &expecting(&["c", "a", "b"]),
        "{\"outcome\":\"c\",\"value\":\"occurs\"",
        "{\"outcome\":\"c\",\"value\":\"does-not-occur\"",
    );
    let place = "prediction \"first\" › expectation \"c\"";
    assert_eq!(
        told::<Theory>(&before, &after),
        [format!("moved {place}"), format!("changed {place} › value")]
    );
}

#[test]
fn unknown_fields_and_own_dimensions_that_change_places_have_moved() {
    let one = with(THEORY, "\"own-row\": \"שלום\"", "\"own-row\": \"שלום\", \"z\": \"\"");
    let other = with(THEORY, "\"own-row\": \"שלום\"", "\"z\": \"\", \"own-row\": \"שלום\"");
    assert_eq!(told::<Theory>(&one, &other), ["moved dimensions › z"]);
    let one = with(THEORY, "\"year\"", "\"x\": 1, \"y\": 2, \"year\"");
    let other = with(THEORY, "\"year\"", "\"y\": 2, \"x\": 1, \"year\"");
    assert_eq!(told::<Theory>(&one, &other), ["moved y"]);
    let known = with(THEORY, "\"year\": \"1990\",", "");
    let known = with(&known, "\"summary\": \"\",", "\"summary\": \"\", \"year\": \"1990\",");
    assert_eq!(told::<Theory>(THEORY, &known), [""; 0], "known fields are written in the schema's order");
}

#[test]
fn of_ids_that_stand_twice_the_first_is_matched_with_the_first() {
    let before = expecting(&["a", "b", "a"]);
    let after = expecting(&["a", "b", "a", "a"]);
    assert_eq!(told::<Theory>(&before, &after), ["added prediction \"first\" › expectation \"a\" (no. 3)"]);
    assert_eq!(
        told::<Theory>(&after, &expecting(&["b"])),
        ["", " (no. 2)", " (no. 3)"].map(|n| format!("removed prediction \"first\" › expectation \"a\"{n}"))
    );
}

#[test]
fn essays_and_seminars_are_compared_by_the_same_rules() {
    let essay = with(ESSAY, "\"weather\": \"Погода 🌧\"", "\"weather\": \"طقس\"");
    let essay = essay.replacen("\"mostly-occurred\"", "\"mixed\"", 1);
    let essay = essay.replacen("1,\n        3", "1", 1);
    assert_eq!(
        told::<Essay>(ESSAY, &essay),
        [
            "changed topics › weather",
            "changed outcome \"rain\" › reported",
            "changed outcome \"rain\" › paragraphs"
        ]
    );
    let seminar: Value = serde_json::from_str(SEMINAR).unwrap();
    let mut after = seminar.clone();
    after["theories"][0]["document"]["predictions"][0]["statement"] = json!("It will snow");
    after["readings"][0]["value"] = json!("pending");
    after["off_outcomes"] = json!(["a", "b"]);
    let theory = after["theories"][0]["document"]["id"].as_str().unwrap();
    let outcome = after["readings"][0]["outcome"].as_str().unwrap();
    assert_eq!(
        told::<Seminar>(&seminar.to_string(), &after.to_string()),
        [
            format!("changed theory \"{theory}\" › document › prediction \"first\" › statement"),
            format!("changed reading \"{outcome}\" › value"),
            "changed off_outcomes".to_owned(),
        ]
    );
}

// Words.

fn run(mark: Mark, text: &str) -> Run {
    Run { mark, text: text.to_owned() }
}

#[test]
fn words_are_marked_and_what_is_removed_stands_before_what_is_added() {
    use Mark::{Added, Removed, Same};
    assert_eq!(
        marks("The heartland rules the world.", "The rimland rules the old world."),
        [
            run(Same, "The "),
            run(Removed, "heartland"),
            run(Added, "rimland"),
            run(Same, " rules the"),
            run(Added, " old"),
            run(Same, " world."),
        ]
    );
    assert_eq!(marks("same", "same"), [run(Same, "same")]);
    assert_eq!(marks("", "new"), [run(Added, "new")]);
    assert_eq!(marks("old", ""), [run(Removed, "old")]);
    assert_eq!(marks("", ""), []);
}

#[test]
fn words_that_were_replaced_one_by_one_are_one_replacement() {
    assert_eq!(
        marks("He saw a big red fox there", "He saw the small grey fox there"),
        [
            run(Mark::Same, "He saw "),
            run(Mark::Removed, "a big red"),
            run(Mark::Added, "the small grey"),
            run(Mark::Same, " fox there"),
        ]
    );
    let [old, new] = [run(Mark::Removed, "old"), run(Mark::Added, "new")];
    assert_eq!(marks("old ", "new "), [old, new, run(Mark::Same, " ")], "that is no space between two");
}

#[test]
fn scripts_without_spaces_have_words_and_no_sign_is_taken_apart() {
    assert_eq!(
        marks("中国与俄罗斯", "中国和俄罗斯"),
        [
            run(Mark::Same, "中国"),
            run(Mark::Removed, "与"),
            run(Mark::Added, "和"),
            run(Mark::Same, "俄罗斯"),
        ]
    );
    let found = marks("שלום 👩🏽\u{200d}🚀 עולם", "שלום 👩🏽\u{200d}🔬 עולם");
    assert_eq!(
        found,
        [
            run(Mark::Same, "שלום "),
            run(Mark::Removed, "👩🏽\u{200d}🚀"),
            run(Mark::Added, "👩🏽\u{200d}🔬"),
            run(Mark::Same, " עולם"),
        ]
    );
}

#[test]
fn huge_texts_are_marked_in_no_time_and_as_replaced_where_they_differ_too_much() {
    let started = Instant::now();
    let huge = "word ".repeat(2_000_000);
    let found = marks(&format!("{huge}one {huge}"), &format!("{huge}two {huge}"));
    assert_eq!(found.len(), 4);
    assert_eq!((found[1].clone(), found[2].clone()), (run(Mark::Removed, "one"), run(Mark::Added, "two")));
    let (many, others) = (numbers(0, 3), numbers(1, 7));
    assert_eq!(
        marks(many.trim(), others.trim()),
        [run(Mark::Removed, many.trim()), run(Mark::Added, others.trim()),]
    );
    let unbroken = |c: &str| c.repeat(3_000_000);
    assert_eq!(marks(&unbroken("a"), &unbroken("b")).len(), 2);
    // The most that is compared word by word, all of it different or all of it alike.
    let (one, other): (String, String) = (0..1_499).map(|n| (format!("a{n} "), format!("b{n} "))).unzip();
    assert!(marks(&one, &other).len() <= 3);
    marks(&"a b c ".repeat(490), &"b a d ".repeat(490));
    marks(&numbers(0, 3)[..7_000], &numbers(1, 7)[..7_000]);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

/// Many words, with a few in common for two seeds.
fn numbers(start: u64, step: u64) -> String {
    (0..20_000_u64).map(|n| format!("{} ", (start + n * step) % 9_973)).collect()
}

#[test]
fn a_changed_text_has_marks_and_nothing_else_has() {
    let after = with(THEORY, "It will rain", "It may rain");
    let after = with(&after, "\"weight\": 1.0", "\"weight\": 2.0");
    let found = diff::<Theory>(&held(THEORY), &held(&after)).unwrap();
    let marks: Vec<_> = found.iter().map(|found| found.change.marks()).collect();
    assert_eq!(marks[0].as_ref().unwrap().len(), 4);
    assert_eq!(marks[1..], [None]);
}

// Merging.

#[test]
fn what_only_one_side_has_changed_is_taken_from_it() {
    let mine = with(THEORY, "It will rain", "It will pour");
    let mine = with(&mine, "\"note\": \"\",", "");
    let mine = with(&mine, "\"year\": \"1990\"", "\"year\": \"1991\", \"mine\": [1.10]");
    let theirs = with(THEORY, "Carry umbrellas", "Stay in");
    let theirs = with(&theirs, "\"weight\": 1.0", "\"weight\": 2, \"x\": {}");
    let both = with(&mine, "Carry umbrellas", "Stay in");
    let both = with(&both, "\"weight\": 1.0", "\"weight\": 2, \"x\": {}");
    assert_eq!(clean::<Theory>(THEORY, &mine, &theirs), canonical(&held::<Theory>(&both)));
}

#[test]
fn what_both_have_changed_otherwise_is_a_conflict_and_what_both_have_changed_alike_is_none() {
    let mine = with(THEORY, "It will rain", "It will pour").replace("\"1989/1990-06\"", "\"1988\"");
    let theirs = with(THEORY, "It will rain", "It will snow").replace("\"1989/1990-06\"", "\"1988\"");
    let merged = merged::<Theory>(Some(THEORY), &mine, &theirs);
    assert_eq!(
        conflicts(&merged),
        [(
            "prediction \"first\" › statement".to_owned(),
            [json!("It will rain"), json!("It will pour"), json!("It will snow")]
        )]
    );
    assert_eq!(merged.unresolved().count(), 1);
    assert_eq!(canonical(&merged.document), canonical(&held::<Theory>(&mine)), "mine until it is resolved");
}

#[test]
fn an_entry_changed_here_and_removed_there_is_a_conflict_over_all_of_it() {
    let mine = expecting(&["a", "c"]);
    let base = expecting(&["a", "b", "c"]);
    let theirs = with(&base, "\"outcome\":\"b\",", "\"outcome\":\"b\",\"because\":\"So\",");
    let merged = merged::<Theory>(Some(&base), &mine, &theirs);
    let [conflict] = &merged.conflicts[..] else { panic!("{:#?}", merged.conflicts) };
    assert_eq!(conflict.place.to_string(), "prediction \"first\" › expectation \"b\"");
    assert_eq!((&conflict.mine, conflict.resolution), (&None, None));
    let theirs_there = conflict.theirs.as_ref().unwrap();
    assert_eq!(theirs_there.path.to_string(), "$.predictions[0].expects[1]");
    assert_eq!(theirs_there.value["because"], "So");
    assert_eq!(expected(&canonical(&merged.document)), ["a", "c"]);

    let mut resolutions = Resolutions::default();
    resolutions.set(conflict.place.clone(), Some(Resolution::Theirs));
    let resolved = merge::<Theory>(Some(&held(&base)), &held(&mine), &held(&theirs), &resolutions).unwrap();
    assert_eq!(resolved.unresolved().count(), 0);
    assert_eq!(expected(&canonical(&resolved.document)), ["a", "b", "c"], "it comes back to its place");
}

#[test]
fn conflicts_are_resolved_one_by_one_and_opened_again() {
    let mine = with(THEORY, "It will rain", "It will pour").replace("Carry umbrellas", "Stay in");
    let theirs = with(THEORY, "It will rain", "It will snow").replace("Carry umbrellas", "Go away");
    let [base, mine, theirs] = [THEORY, &mine, &theirs].map(held::<Theory>);
    let mut resolutions = Resolutions::default();
    let open = merge(Some(&base), &mine, &theirs, &resolutions).unwrap();
    let places: Vec<_> = open.conflicts.iter().map(|conflict| conflict.place.clone()).collect();
    assert_eq!(places.len(), 2);

    resolutions.set(places[1].clone(), Some(Resolution::Theirs));
    let one = merge(Some(&base), &mine, &theirs, &resolutions).unwrap();
    assert_eq!(
        one.conflicts.iter().map(|c| c.resolution).collect::<Vec<_>>(),
        [None, Some(Resolution::Theirs)]
    );
    assert_eq!(one.document.predictions[0].statement, "It will pour");
    assert_eq!(one.document.predictions[1].statement, "Go away");

    resolutions.set(places[0].clone(), Some(Resolution::Mine));
    assert_eq!(merge(Some(&base), &mine, &theirs, &resolutions).unwrap().unresolved().count(), 0);
    resolutions.set(places[1].clone(), None);
    let again = merge(Some(&base), &mine, &theirs, &resolutions).unwrap();
    assert_eq!(again.unresolved().map(|c| &c.place).collect::<Vec<_>>(), [&places[1]]);
    assert_eq!(again.document.predictions[1].statement, "Stay in");
}

#[test]
fn an_attribution_is_one_value_so_that_no_half_of_it_is_lost_or_doubled() {
    let work = "\"attribution\": { \"work\": \"book\", \"locator\": \"p. 1\" }";
    let base = with(
        THEORY,
        "\"attribution\": {\n        \"work\": \"book\",\n        \"locator\": \"p. 1\"\n      }",
        work,
    );
    let mine = with(&base, work, "\"attribution\": { \"work\": \"book\", \"locator\": \"p. 2\" }");
    let theirs = with(&base, work, "\"attribution\": { \"essay\": [3] }");
    let merged = merged::<Theory>(Some(&base), &mine, &theirs);
    assert_eq!(conflicts(&merged)[0].0, "prediction \"second\" › attribution");
    assert_eq!(conflicts(&merged).len(), 1);
    let kept = canonical(&merged.document);
    assert!(kept.contains("p. 2") && !kept.contains("3\n"), "{kept}");
    assert_eq!(clean::<Theory>(&base, &base, &theirs), canonical(&held::<Theory>(&theirs)));
}

#[test]
fn without_a_base_what_one_side_has_is_taken_and_what_differs_is_a_conflict() {
    let mine = with(&expecting(&["a", "mine", "b"]), "\"name\":\"Example\"", "\"name\":\"Mine\"");
    let theirs = expecting(&["a", "theirs", "b"]).replace("\"note\":\"\",", "");
    let theirs = with(&theirs, "\"due\":\"2000\"", "\"due\":\"2001\"");
    let theirs = with(&theirs, "\"year\":\"1990\"", "\"year\":\"1990\",\"x\":1");
    let merged = merged::<Theory>(None, &mine, &theirs);
    assert_eq!(
        conflicts(&merged),
        [
            ("name".to_owned(), [json!("absent"), json!("Mine"), json!("Example")]),
            ("prediction \"first\" › due".to_owned(), [json!("absent"), json!("2000"), json!("2001")]),
        ]
    );
    let kept = canonical(&merged.document);
    assert_eq!(expected(&kept), ["a", "mine", "theirs", "b"]);
    assert!(kept.contains("\"note\": \"\"") && kept.contains("\"x\": 1"), "{kept}");
}

#[test]
fn an_entry_that_both_have_added_is_merged_field_by_field() {
    let base = expecting(&["a"]);
    let added = |more: &str| {
        with(
            &expecting(&["a", "new"]),
            "\"outcome\":\"new\",\"value\":\"occurs\"",
            &format!("\"outcome\":\"new\",{more}"),
        )
    };
    let mine = added("\"value\":\"occurs\",\"weight\":2");
    let theirs = added("\"value\":\"does-not-occur\",\"because\":\"So\"");
    let merged = merged::<Theory>(Some(&base), &mine, &theirs);
    assert_eq!(
        conflicts(&merged),
        [(
            "prediction \"first\" › expectation \"new\" › value".to_owned(),
            [json!("absent"), json!("occurs"), json!("does-not-occur")]
        )]
    );
    let new = &merged.document.predictions[0].expects()[1];
    assert_eq!((new.weight.unwrap().0, new.because.as_deref()), (2.0, Some("So")));
}

#[test]
fn the_order_is_mine_unless_theirs_alone_has_changed_it() {
    let order = |base: &[&str], mine: &[&str], theirs: &[&str]| {
        expected(&clean::<Theory>(&expecting(base), &expecting(mine), &expecting(theirs)))
    };
    let base = ["a", "b", "c"];
    assert_eq!(order(&base, &base, &["c", "a", "b"]), ["c", "a", "b"]);
    assert_eq!(order(&base, &["c", "a", "b"], &base), ["c", "a", "b"]);
    assert_eq!(order(&base, &["c", "a", "b"], &["b", "a", "c"]), ["c", "a", "b"], "mine stands");
    assert_eq!(order(&base, &["a", "m", "b", "c"], &["a", "t", "b", "c"]), ["a", "m", "t", "b", "c"]);
    assert_eq!(order(&base, &["c", "b", "a"], &["a", "t", "b", "c", "u"]), ["c", "u", "b", "a", "t"]);
    assert_eq!(order(&base, &["a", "m", "b", "c"], &["c", "b", "a"]), ["c", "b", "a", "m"]);
    assert_eq!(order(&base, &["a", "c"], &["t", "a", "b", "u", "c"]), ["t", "a", "u", "c"]);
}

#[test]
fn lists_of_plain_values_are_one_value() {
    let mine = with(ESSAY, "1,\n        3", "1");
    let theirs = with(ESSAY, "1,\n        3", "1, 3, 5");
    let merged = merged::<Essay>(Some(ESSAY), &mine, &theirs);
    assert_eq!(
        conflicts(&merged),
        [("outcome \"rain\" › paragraphs".to_owned(), [json!([1, 3]), json!([1]), json!([1, 3, 5])])]
    );
}

#[test]
fn the_hash_of_a_document_within_a_seminar_follows_from_what_it_has_become() {
    let base: Value = serde_json::from_str(SEMINAR).unwrap();
    let change = |field: &str, value: &str| {
        let mut seminar = base.clone();
        seminar["theories"][0]["document"]["predictions"][0][field] = json!(value);
        let theory: Theory = held(&seminar["theories"][0]["document"].to_string());
        seminar["theories"][0]["hash"] = json!(content_hash(&theory));
        seminar.to_string()
    };
    let (mine, theirs) = (change("statement", "It will snow"), change("note", "So it will"));
    let merged: Seminar = held(&clean::<Seminar>(&base.to_string(), &mine, &theirs));
    let embedded = &merged.theories[0];
    assert_eq!(embedded.document.predictions[0].statement, "It will snow");
    assert_eq!(embedded.document.predictions[0].note.as_deref(), Some("So it will"));
    assert_eq!(embedded.hash, content_hash(&*embedded.document));
    assert_eq!(
        clean::<Seminar>(&base.to_string(), &base.to_string(), &theirs),
        canonical(&held::<Seminar>(&theirs))
    );

    let other = change("statement", "It will hail");
    let preferred = merge::<Seminar>(
        Some(&held(&base.to_string())),
        &held(&mine),
        &held(&other),
        &Resolutions::all(Resolution::Theirs),
    )
    .unwrap();
    assert_eq!(preferred.conflicts.len(), 1, "the hash is no conflict of its own");
    assert_eq!(canonical(&preferred.document), canonical(&held::<Seminar>(&other)));
}

#[test]
fn values_nested_as_deep_as_can_be_are_compared_and_merged() {
    let deep = |inner: &str| {
        let (open, close) = ("[".repeat(128), "]".repeat(128));
        with(THEORY, "\"weight\": 1.0", &format!("\"deep\": {open}{inner}{close}, \"weight\": 1.0"))
    };
    let place = "prediction \"first\" › expectation \"rain\" › deep";
    assert_eq!(told::<Theory>(&deep("1"), &deep("2")), [format!("changed {place}")]);
    assert_eq!(conflicts(&merged::<Theory>(Some(&deep("1")), &deep("2"), &deep("3")))[0].0, place);
    let theirs = with(&deep("1"), "\"summary\": \"\"", "\"summary\": \"New\"");
    assert_eq!(clean::<Theory>(&deep("1"), &deep("1"), &theirs), canonical(&held::<Theory>(&theirs)));
}

#[test]
fn a_weight_that_is_no_number_is_told_and_breaks_nothing() {
    let mut theory = held::<Theory>(THEORY);
    let expects = theory.predictions[0].expects.as_mut().unwrap();
    expects[0].weight = Some(prescient::model::theory::Weight(f64::NAN));
    let found = merge(None, &theory, &held(THEORY), &Resolutions::default());
    assert!(found.unwrap_err().to_string().contains("no file can hold"));
}

#[test]
fn long_lists_take_no_time_that_grows_with_their_square() {
    let ids = |ids: &mut dyn Iterator<Item = u32>| {
        let ids: Vec<String> = ids.map(|n| format!("id-{n}")).collect();
        expecting(&ids.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let [base, mine, theirs] =
        [ids(&mut (0..30_000)), ids(&mut (0..30_000).rev()), ids(&mut (0..60_000).step_by(2))]
            .map(|text| held::<Theory>(&text));
    let started = Instant::now();
    assert_eq!(diff(&base, &mine).unwrap().len(), 29_999);
    let merged = merge(Some(&base), &mine, &theirs, &Resolutions::default()).unwrap();
    assert_eq!(merged.document.predictions[0].expects().len(), 30_000);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
