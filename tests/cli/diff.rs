//! `prescient diff`: two versions of a file, told apart.

use serde_json::{Value, json};

use crate::support::{Desk, ESSAY, Run, THEORY, json, keys, with};

/// `diff a.json b.json` with these options.
fn diff(a: &str, b: &str, options: &[&str]) -> Run {
    Desk::with(&[("a.json", a), ("b.json", b)]).run(&[&["diff", "a.json", "b.json"], options].concat())
}

/// What is printed of versions that differ.
#[track_caller]
fn told(a: &str, b: &str) -> String {
    let run = diff(a, b, &[]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""), "{run:?}");
    run.out
}

#[test]
fn the_same_version_in_another_layout_is_the_same() {
    let loose = THEORY.split_whitespace().collect::<Vec<_>>().join(" ");
    let moved = with(&loose, "\"id\": \"spykman\",", "");
    let moved = with(&moved, "\"predictions\": [", "\"id\": \"spykman\", \"predictions\": [");
    for same in [THEORY, &loose, &moved, &format!("\u{feff}{THEORY}")] {
        let run = diff(THEORY, same, &[]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    }
    assert_eq!(diff(THEORY, &loose, &["--format", "json"]).out, "[]\n");
}

#[test]
fn each_difference_is_a_block_with_its_place_and_both_values() {
    let after = with(THEORY, "\"year\": \"1944\"", "\"year\": \"1945\"");
    let after = with(&after, "\"weight\": 1.0", "\"weight\": 2");
    let after = with(&after, "\"locator\": \"p. 43\"", "\"locator\": \"p. 43\", \"x\": [1.10]");
    let after = with(&after, "    \"china\": \"e\",\n", "");
    assert_eq!(
        told(THEORY, &after),
        "\
year
- 1944
+ 1945

dimensions › china
- e

prediction \"rimland\" › attribution › x
+ [
+   1.10
+ ]

prediction \"rimland\" › expectation \"china-is-main-adversary\" › weight
- 1.0
+ 2.0
"
    );
}

#[test]
fn a_long_text_stands_once_with_marks_and_is_wrapped() {
    let long = |word: &str| {
        let statement = format!(
            "Who controls the {word} rules Eurasia, and who rules Eurasia controls the destinies of the world, as he put it"
        );
        with(THEORY, "Who controls the rimland rules Eurasia", &statement)
    };
    assert_eq!(
        told(&long("rimland"), &long("whole rimland")),
        "\
prediction \"rimland\" › statement
  Who controls the{+ whole+} rimland rules Eurasia, and who rules Eurasia controls the destinies of
  the world, as he put it
"
    );
    assert_eq!(
        told(&long("rimland"), &long("heartland")),
        "\
prediction \"rimland\" › statement
  Who controls the [-rimland-]{+heartland+} rules Eurasia, and who rules Eurasia controls the
  destinies of the world, as he put it
"
    );
}

#[test]
fn what_looks_alike_is_spelt_out_and_nothing_reaches_the_terminal_that_it_would_obey() {
    let spaces = with(THEORY, "rimland rules", "rimland  rules");
    assert_eq!(
        told(THEORY, &spaces),
        "\
prediction \"rimland\" › statement
- \"Who␣controls␣the␣rimland␣rules␣Eurasia\"
+ \"Who␣controls␣the␣rimland␣␣rules␣Eurasia\"
"
    );
    let turned = with(THEORY, "\"1944\",\n  \"works\"", "\"19\\u202e44\",\n  \"works\"");
    assert_eq!(told(THEORY, &turned), "year\n- \"1944\"\n+ \"19\\u{202e}44\"\n");
    let hostile = with(THEORY, "\"id\": \"rimland\"", "\"id\": \"rim\\u001b[31m\\u202eland\\u009b\"");
    let out = told(THEORY, &hostile) + &told(&hostile, THEORY);
    assert!(out.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{out:?}");
}

#[test]
fn right_to_left_text_and_emoji_come_through() {
    let after = with(THEORY, "\"name\": \"The Geography of the Peace\"", "\"name\": \"שלום 👩🏽\u{200d}🚀\"");
    assert_eq!(told(THEORY, &after), "name\n- The Geography of the Peace\n+ שלום 👩🏽\u{200d}🚀\n");
}

#[test]
fn an_added_entry_is_shown_whole_and_a_moved_one_by_its_places() {
    let work = "{\n      \"id\": \"peace\",\n      \"citation\": \"The Geography of the Peace, Harcourt, 1944\"\n    }";
    let two = with(THEORY, work, &format!("{work}, {{ \"id\": \"\", \"citation\": \"\" }}"));
    assert_eq!(told(THEORY, &two), "work \"\"\n+ {\n+   \"id\": \"\",\n+   \"citation\": \"\"\n+ }\n");
    let turned = with(THEORY, work, &format!("{{ \"id\": \"\", \"citation\": \"\" }}, {work}"));
    assert_eq!(told(&two, &turned), "work \"\"\n  moved from place 2 to place 1\n");
}

#[test]
fn json_has_places_paths_and_whole_values() {
    let after = with(THEORY, "\"year\": \"1944\"", "\"year\": \"\\u001b19\"");
    let after = with(&after, "\"weight\": 1.0", "\"x\": 1.10");
    let work = "{\n      \"id\": \"peace\",";
    let after = with(&after, work, &format!("{{ \"id\": \"new\" }}, {work}"));
    let run = diff(THEORY, &after, &["--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    assert!(run.out.contains("1.10"), "every digit: {}", run.out);
    let found = json(&run.out);
    let found = found.as_array().expect("a list");
    assert_eq!(keys(&found[0]), ["place", "path_a", "path_b", "kind", "before", "after"]);
    let expectation = "prediction \"rimland\" › expectation \"china-is-main-adversary\"";
    let path = "$.predictions[0].expects[0]";
    let row = |place: &str, path_a: Value, path_b: Value, kind: &str, before: Value, after: Value| json!({ "place": place, "path_a": path_a, "path_b": path_b, "kind": kind, "before": before, "after": after });
    let new = json!({ "id": "new" });
    assert_eq!(
        found[0],
        row("year", json!("$.year"), json!("$.year"), "changed", json!("1944"), json!("\u{1b}19"))
    );
    assert_eq!(found[1], row("work \"new\"", Value::Null, json!("$.works[0]"), "added", Value::Null, new));
    let weight = format!("{expectation} › weight");
    assert_eq!(
        found[2],
        row(&weight, json!(format!("{path}.weight")), Value::Null, "removed", json!(1.0), Value::Null)
    );
    assert_eq!(found[3]["place"], format!("{expectation} › x"));
    assert_eq!(found.len(), 4);
}

#[test]
fn what_is_wrong_in_meaning_is_compared_all_the_same() {
    let wrong = with(THEORY, "\"made\": \"1944\"", "\"made\": \"soon\"");
    assert_eq!(told(THEORY, &wrong), "prediction \"rimland\" › made\n- 1944\n+ soon\n");
}

#[test]
fn essays_and_seminars_are_compared_too() {
    let after = with(ESSAY, "did-not-occur", "mixed");
    assert_eq!(
        told(ESSAY, &after),
        "outcome \"china-is-main-adversary\" › reported\n- did-not-occur\n+ mixed\n"
    );
    let seminar = |reading: &str| {
        format!(
            "{{ \"format\": \"prescient-seminar/1\", \"essay\": {{ \"hash\": \"\", \"document\": {ESSAY} }}, \
             \"theories\": [], \"readings\": [{{ \"outcome\": \"x\", \"value\": \"{reading}\" }}] }}"
        )
    };
    assert_eq!(told(&seminar("mixed"), &seminar("pending")), "reading \"x\" › value\n- mixed\n+ pending\n");
}

#[test]
fn trouble_ends_with_2_and_says_what_it_is() {
    let run = diff(THEORY, ESSAY, &[]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert_eq!(
        run.err,
        "prescient: a.json is a theory, b.json is an essay: versions of one document are of one kind\n"
    );
    let run = diff("{", &with(THEORY, "\"year\": \"1944\",", ""), &[]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("a.json:1:2: error[syntax]"), "{}", run.err);
    assert!(run.err.contains("b.json") && run.err.contains("error[missing-field]"), "both: {}", run.err);
    let desk = Desk::with(&[("a.json", THEORY)]);
    let run = desk.run(&["diff", "a.json", "none.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("none.json: error[unreadable]"), "{}", run.err);
}
