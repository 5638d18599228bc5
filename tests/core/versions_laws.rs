//! What holds for any versions of any document.

use std::collections::BTreeSet;

use prescient::model::json::Progress;
use prescient::model::shape::{Record, Shape};
use prescient::model::{Essay, Seminar, Theory};
use prescient::store::{Document, canonical, parse};
use prescient::versions::{Change, Mark, Merged, Place, Resolution, Resolutions, diff, marks, merge};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

const THEORY: &str = include_str!("files/theory.json");
const ESSAY: &str = include_str!("files/essay.json");
const SEMINAR: &str = include_str!("files/seminar.json");

/// The document in a text, whether or not it means something.
#[track_caller]
pub fn held<T: Document>(text: &str) -> T {
    let loaded = parse::<T>(text.as_bytes(), None, &Progress::default());
    loaded.document.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics.list))
}

// Versions: what random edits make of an example.

/// A change to some value of a document: which one, what is done to it, and with what.
#[derive(Debug, Clone)]
struct Edit {
    site: Index,
    deed: Index,
    text: String,
}

fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    let text = select(vec!["", "a", "b", "rain", "It will rain", "two\nlines", "שלום 🧭", "1990", "1.50"]);
    let edit = (any::<Index>(), any::<Index>(), text);
    let edit = edit.prop_map(|(site, deed, text)| Edit { site, deed, text: text.to_owned() });
    proptest::collection::vec(edit, 0..=most)
}

/// The JSON pointers to all values that have a shape, and to unknown ones.
fn sites(value: &Value, shape: Option<Shape>, at: &str, found: &mut Vec<(String, Option<Shape>)>) {
    found.push((at.to_owned(), shape));
    match (shape, value) {
        (Some(Shape::Record(record)), Value::Object(fields)) => {
            for (key, value) in fields {
                let shape = record.field(key).map(|field| (field.shape)());
                sites(value, shape, &format!("{at}/{key}"), found);
            }
        }
        (Some(Shape::List(entry)), Value::Array(entries)) => {
            for (index, value) in entries.iter().enumerate() {
                sites(value, Some(entry()), &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn edited<T: Document>(mut document: Value, edits: &[Edit]) -> T {
    for edit in edits {
        let mut found = Vec::new();
        sites(&document, Some(T::shape()), "", &mut found);
        let (at, shape) = &found[edit.site.index(found.len())];
        apply(document.pointer_mut(at).unwrap(), *shape, edit);
    }
    held(&document.to_string())
}

fn apply(value: &mut Value, shape: Option<Shape>, edit: &Edit) {
    let Edit { deed, text, .. } = edit;
    match (shape, &mut *value) {
        (Some(Shape::Record(record)), Value::Object(fields)) => edit_record(fields, record, edit),
        (Some(Shape::List(entry)), Value::Array(entries)) => edit_list(entries, entry(), edit),
        (Some(Shape::Texts { known }), Value::Object(texts)) => edit_texts(texts, known, edit),
        (Some(Shape::Text | Shape::Id | Shape::Date), _) => *value = json!(text),
        (Some(Shape::Choice(words)), _) => *value = json!(words[deed.index(words.len())]),
        (Some(Shape::Count), _) => *value = json!(deed.index(9)),
        (Some(Shape::Number { .. }), _) => *value = json!([0.5, 1.0, 2.0][deed.index(3)]),
        (Some(_), _) => {}
        (None, _) => *value = unknown(edit),
    }
}

fn unknown(Edit { deed, text, .. }: &Edit) -> Value {
    let more = serde_json::from_str("{ \"b\": 1.10, \"a\": [null, -0, 1e+300] }").unwrap();
    [json!(text), json!([text]), more, json!(null)][deed.index(4)].clone()
}

fn edit_record(fields: &mut Map<String, Value>, record: &Record, edit: &Edit) {
    if let [one, other] = record.exactly_one_of {
        let (from, to) = if fields.contains_key(*one) { (*one, *other) } else { (*other, *one) };
        fields.shift_remove(from);
        let field = record.field(to).expect("a record knows the fields of which it states one");
        fields.insert(to.to_owned(), example((field.shape)()));
        return;
    }
    let optional: Vec<_> = record.fields.iter().filter(|field| !field.required).collect();
    match optional.get(edit.deed.index(optional.len() + 4)) {
        Some(field) if fields.shift_remove(field.key).is_none() => {
            fields.insert(field.key.to_owned(), example((field.shape)()));
        }
        Some(_) => {}
        None => {
            let key = format!("x-{}", edit.site.index(3));
            if fields.shift_remove(&key).is_none() {
                fields.insert(key, unknown(edit));
            }
        }
    }
}

fn edit_list(entries: &mut Vec<Value>, shape: Shape, edit: &Edit) {
    let at = edit.deed.index(entries.len() + 1);
    match edit.site.index(5) {
        0 if at < entries.len() => drop(entries.remove(at)),
        1 if at < entries.len() => entries.insert(0, entries[at].clone()),
        2 => entries.insert(at, example(shape)),
        _ if at < entries.len() => {
            let entry = entries.remove(at);
            entries.insert(edit.site.index(entries.len() + 1), entry);
        }
        _ => entries.reverse(),
    }
}

fn edit_texts(texts: &mut Map<String, Value>, known: &[&str], edit: &Edit) {
    let keys: Vec<&str> = known.iter().copied().chain(["x", "y", "own-row", "weather"]).collect();
    let key = keys[edit.deed.index(keys.len())];
    // What is taken away may come back at the end.
    if texts.shift_remove(key).is_none() || edit.site.index(2) == 0 {
        texts.insert(key.to_owned(), json!(edit.text));
    }
}

/// The least value of a shape.
pub fn example(shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::Id | Shape::Date => json!("new"),
        Shape::Format(format) => json!(format),
        Shape::Count | Shape::Number { .. } => json!(1),
        Shape::Choice(words) => json!(words[0]),
        Shape::List(_) => json!([]),
        Shape::Texts { .. } => json!({}),
        Shape::Record(record) => {
            let is_stated = |key: &str| record.exactly_one_of.first() == Some(&key);
            let stated = record.fields.iter().filter(|field| field.required || is_stated(field.key));
            stated.map(|field| (field.key.to_owned(), example((field.shape)()))).collect()
        }
    }
}

/// A base and two versions of it.
#[derive(Debug)]
struct Three<T> {
    base: T,
    mine: T,
    theirs: T,
}

fn three<T: Document + std::fmt::Debug>(example: &'static str) -> impl Strategy<Value = Three<T>> {
    (edits(4), edits(8), edits(8)).prop_map(move |(before, mine, theirs)| {
        let base: T = edited(serde_json::from_str(example).unwrap(), &before);
        let value = || serde_json::from_str(&canonical(&base)).unwrap();
        Three { mine: edited(value(), &mine), theirs: edited(value(), &theirs), base }
    })
}

// The laws.

fn unresolved<T: Document>(base: Option<&T>, mine: &T, theirs: &T) -> Merged<T> {
    merge(base, mine, theirs, &Resolutions::default()).unwrap()
}

fn places<T>(merged: &Merged<T>) -> BTreeSet<&Place> {
    merged.conflicts.iter().map(|conflict| &conflict.place).collect()
}

/// A document with its lists of records and its objects sorted, and without the hashes, which mind the order.
fn unordered(value: Value) -> Value {
    match value {
        Value::Array(entries) => {
            let mut entries: Vec<Value> = entries.into_iter().map(unordered).collect();
            if entries.first().is_some_and(Value::is_object) {
                entries.sort_by_key(Value::to_string);
            }
            Value::Array(entries)
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.into_iter().filter(|(key, _)| key != "hash").collect();
            fields.sort_by(|one, other| one.0.cmp(&other.0));
            fields.into_iter().map(|(key, value)| (key, unordered(value))).collect()
        }
        plain => plain,
    }
}

fn content(document: &impl serde::Serialize) -> Value {
    unordered(serde_json::to_value(document).unwrap())
}

fn differences_are_told<T: Document>(Three { base, mine, theirs }: &Three<T>) {
    assert_eq!(diff(mine, mine).unwrap(), []);
    for (before, after) in [(base, mine), (base, theirs), (mine, theirs)] {
        let found = diff(before, after).unwrap();
        assert_eq!(found.is_empty(), canonical(before) == canonical(after));
        let mut seen = BTreeSet::new();
        for found in found {
            assert!(seen.insert((found.place.clone(), found.change.word())), "{found:?} twice");
            let at = |document: &T, path: &Option<_>| {
                path.as_ref().map(|path| value_at(&serde_json::to_value(document).unwrap(), path))
            };
            let there = (at(before, &found.path_before), at(after, &found.path_after));
            match found.change {
                Change::Added(value) => assert_eq!(there, (None, Some(value))),
                Change::Removed(value) => assert_eq!(there, (Some(value), None)),
                Change::Changed { before, after } => assert_eq!(there, (Some(before), Some(after))),
                Change::Moved { .. } => assert!(there.0.is_some() && there.1.is_some()),
            }
        }
    }
}

fn value_at(value: &Value, path: &prescient::model::JsonPath) -> Value {
    use prescient::model::Step;
    let step = |value: &Value, step: &Step| match step {
        Step::Key(key) => value[&**key].clone(),
        Step::Index(index) => value[index].clone(),
    };
    path.0.iter().fold(value.clone(), |value, next| step(&value, next))
}

fn a_merge_with_an_unchanged_side_is_the_other<T: Document>(Three { base, mine, theirs }: &Three<T>) {
    for (merged, expected) in [
        (unresolved(Some(base), base, theirs), theirs),
        (unresolved(Some(base), mine, base), mine),
        (unresolved(Some(base), mine, mine), mine),
        (unresolved(None, mine, mine), mine),
    ] {
        assert!(merged.conflicts.is_empty());
        assert_eq!(canonical(&merged.document), canonical(expected));
    }
}

/// Whether a key stands twice in a list: when one of the entries goes, the next is the first of them.
fn has_twins<T: Document>(document: &T) -> bool {
    fn look(value: &Value) -> bool {
        let Value::Array(entries) = value else {
            return value.as_object().is_some_and(|fields| fields.values().any(look));
        };
        let key = |entry: &Value| {
            let ways = ["/id", "/outcome", "/document/id"];
            ways.iter().find_map(|way| entry.pointer(way)).map(Value::to_string)
        };
        let keys: Vec<String> = entries.iter().filter_map(key).collect();
        keys.iter().collect::<BTreeSet<_>>().len() < keys.len() || entries.iter().any(look)
    }
    look(&serde_json::to_value(document).unwrap())
}

/// Of a merge everything is mine or theirs, and it is so to both sides.
fn merges_are_fair<T: Document>(Three { base, mine, theirs }: &Three<T>) {
    for base in [Some(base), None] {
        let (one, other) = (unresolved(base, mine, theirs), unresolved(base, theirs, mine));
        assert_eq!(places(&one), places(&other));
        assert_eq!(places(&one).len(), one.conflicts.len(), "no place twice");
        if one.conflicts.is_empty() {
            assert_eq!(content(&one.document), content(&other.document));
        }
        for (taken, swapped) in
            [(Resolution::Mine, Resolution::Theirs), (Resolution::Theirs, Resolution::Mine)]
        {
            let taken = merge(base, mine, theirs, &Resolutions::all(taken)).unwrap();
            let swapped = merge(base, theirs, mine, &Resolutions::all(swapped)).unwrap();
            assert_eq!(taken.unresolved().count(), 0);
            assert_eq!(places(&taken), places(&one), "resolving changes no conflict");
            assert_eq!(content(&taken.document), content(&swapped.document));
            held::<T>(&canonical(&taken.document));
            if [mine, theirs].into_iter().chain(base).any(has_twins) {
                continue;
            }
            let changed = |side: &T| {
                let found = diff(side, &taken.document).unwrap().into_iter();
                let changed = found.filter(|found| matches!(found.change, Change::Changed { .. }));
                changed.map(|found| found.place).collect::<BTreeSet<_>>()
            };
            let neither: Vec<_> = changed(mine).intersection(&changed(theirs)).cloned().collect();
            assert!(neither.iter().all(|place| place.to_string().ends_with("hash")), "{neither:?}");
        }
    }
}

/// Without a base and in favour of mine, theirs only adds. With a base, what it adds or changes is what
/// theirs has changed.
fn what_is_preferred_is_kept<T: Document>(Three { base, mine, theirs }: &Three<T>) {
    if [base, mine, theirs].into_iter().any(has_twins) {
        return;
    }
    let prefer_mine = Resolutions::all(Resolution::Mine);
    let merged = merge(None, mine, theirs, &prefer_mine).unwrap();
    for found in diff(mine, &merged.document).unwrap() {
        let is_hash = found.place.to_string().ends_with("hash");
        assert!(is_hash || matches!(found.change, Change::Added(_)), "{found:?}");
    }
    for gone in diff(theirs, &merged.document).unwrap() {
        // Records of which exactly one of some fields stands are one value.
        let place = format!("{:?}", gone.place);
        let is_one_value = ["attribution", "agenda", "log"]
            .iter()
            .any(|part| place.contains(&format!("Field(\"{part}\"), ")));
        assert!(is_one_value || !matches!(gone.change, Change::Removed(_)), "{gone:?}");
    }
    let merged = merge(Some(base), mine, theirs, &prefer_mine).unwrap();
    let theirs_changed = diff(base, theirs).unwrap();
    let is_near = |one: &Place, other: &Place| one.0.starts_with(&other.0) || other.0.starts_with(&one.0);
    for found in diff(mine, &merged.document).unwrap() {
        let is_theirs = theirs_changed.iter().any(|change| is_near(&change.place, &found.place));
        let is_hash = found.place.to_string().ends_with("hash");
        assert!(is_theirs || is_hash || matches!(found.change, Change::Moved { .. }), "{found:?}");
    }
}

fn conflicts_are_resolved_one_by_one<T: Document>(Three { base, mine, theirs }: &Three<T>) {
    let open = unresolved(Some(base), mine, theirs);
    let mut resolutions = Resolutions::default();
    for (at, conflict) in open.conflicts.iter().enumerate() {
        let before = merge(Some(base), mine, theirs, &resolutions).unwrap();
        assert_eq!(before.unresolved().count(), open.conflicts.len() - at);
        resolutions.set(conflict.place.clone(), Some(Resolution::Theirs));
    }
    let one_by_one = merge(Some(base), mine, theirs, &resolutions).unwrap();
    let at_once = merge(Some(base), mine, theirs, &Resolutions::all(Resolution::Theirs)).unwrap();
    assert_eq!(canonical(&one_by_one.document), canonical(&at_once.document));
    let as_mine = merge(Some(base), mine, theirs, &Resolutions::all(Resolution::Mine)).unwrap();
    assert_eq!(canonical(&open.document), canonical(&as_mine.document));
}

fn all<T: Document>(versions: &Three<T>) {
    differences_are_told(versions);
    a_merge_with_an_unchanged_side_is_the_other(versions);
    merges_are_fair(versions);
    what_is_preferred_is_kept(versions);
    conflicts_are_resolved_one_by_one(versions);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn the_laws_hold_for_theories(versions in three::<Theory>(THEORY)) {
        all(&versions);
    }

    #[test]
    fn the_laws_hold_for_essays(versions in three::<Essay>(ESSAY)) {
        all(&versions);
    }

    #[test]
    fn the_laws_hold_for_seminars(versions in three::<Seminar>(SEMINAR)) {
        all(&versions);
    }

    #[test]
    fn both_texts_can_be_read_from_the_marks(
        before in texts(),
        after in texts(),
    ) {
        let runs = marks(&before, &after);
        let without = |mark: Mark| {
            runs.iter().filter(|run| run.mark != mark).map(|run| run.text.as_str()).collect::<String>()
        };
        prop_assert_eq!(without(Mark::Added), &*before);
        prop_assert_eq!(without(Mark::Removed), &*after);
        prop_assert!(runs.iter().all(|run| !run.text.is_empty()));
        for pair in runs.windows(2) {
            prop_assert_ne!(pair[0].mark, pair[1].mark);
            prop_assert!((pair[0].mark, pair[1].mark) != (Mark::Added, Mark::Removed));
        }
    }
}

fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => select(vec!["a", "b", "rain", " ", "  ", "\n", ".", "שלום", "中国", "👩🏽\u{200d}🚀", "e\u{301}", "\r\n"])
            .prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(word, 0..20).prop_map(|words| words.concat())
}

#[test]
fn edits_reach_every_kind_of_difference_and_conflicts() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut words, mut clean, mut disputed) = (BTreeSet::new(), 0, 0);
    for _ in 0..200 {
        let versions = three::<Theory>(THEORY).new_tree(&mut runner).unwrap().current();
        words.extend(diff(&versions.mine, &versions.theirs).unwrap().iter().map(|found| found.change.word()));
        let merged = unresolved(Some(&versions.base), &versions.mine, &versions.theirs);
        if merged.conflicts.is_empty() { clean += 1 } else { disputed += 1 }
    }
    assert_eq!(words.len(), 4, "{words:?}");
    assert!(clean > 30 && disputed > 30, "{clean} without a conflict, {disputed} with");
}
