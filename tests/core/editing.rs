//! Edits: what each does at each kind of place, and what holds for any edit of any document.

use std::sync::Arc;

use prescient::model::json::{Progress, Shared};
use prescient::model::shape::Shape;
use prescient::model::{Dimensions, Edit, EditProblem, Essay, JsonPath, Operation, Step, Theory};
use prescient::store::{Document, canonical, parse};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

use crate::versions_laws::{example, held};

const THEORIES: [&str; 3] = [
    include_str!("files/theory.json"),
    include_str!("../corpus/load/theory-unknown-fields-everywhere"),
    include_str!("../corpus/load/theory-odd-texts"),
];
const ESSAYS: [&str; 3] = [
    include_str!("files/essay.json"),
    include_str!("../corpus/load/essay-unknown-fields-everywhere"),
    include_str!("../corpus/load/essay-odd-texts"),
];

/// A path as it is written, without names that need quotes.
fn at(path: &str) -> JsonPath {
    path.split('.').filter(|step| !step.is_empty()).fold(JsonPath::default(), |path, step| {
        step.parse::<usize>().map_or_else(|_| path.key(step), |index| path.index(index))
    })
}

// Random edits.

/// An edit whose place and value a document says.
#[derive(Debug, Clone)]
struct Draft {
    place: Index,
    operation: usize,
    from: usize,
    to: usize,
    value: usize,
    text: &'static str,
}

fn drafts(most: usize) -> impl Strategy<Value = Vec<Draft>> {
    let texts = select(vec![
        "",
        "a",
        "rain",
        "two\nlines",
        "שלום 🧭",
        "\u{202e}abc",
        "1990",
        "\u{0}👩🏽\u{200d}🚀e\u{301}",
    ]);
    let draft = (any::<Index>(), 0..8_usize, 0..4_usize, 0..4_usize, 0..12_usize, texts);
    let draft = draft.prop_map(|(place, operation, from, to, value, text)| Draft {
        place,
        operation,
        from,
        to,
        value,
        text,
    });
    proptest::collection::vec(draft, 1..=most)
}

/// The places of a value, those included where something could stand, and those where nothing can.
fn places(value: &Value, shape: Option<Shape>, at: &JsonPath, found: &mut Vec<(JsonPath, Option<Shape>)>) {
    found.push((at.clone(), shape));
    match (shape, value) {
        (Some(Shape::Record(record)), Value::Object(fields)) => {
            for field in record.fields {
                match fields.get(field.key) {
                    Some(value) => places(value, Some((field.shape)()), &at.key(field.key), found),
                    None => found.push((at.key(field.key), Some((field.shape)()))),
                }
            }
            let unknown = fields.keys().map(String::as_str).filter(|key| record.field(key).is_none());
            found.extend(unknown.chain(["no-such-field"]).map(|key| (at.key(key), None)));
        }
        (Some(Shape::List(entry)), Value::Array(entries)) => {
            for (index, value) in entries.iter().enumerate() {
                places(value, Some(entry()), &at.index(index), found);
            }
            found.push((at.index(entries.len()), Some(entry())));
        }
        (Some(Shape::Texts { known }), Value::Object(texts)) => {
            let keys = texts.keys().map(String::as_str).chain(known.iter().copied()).chain(["x"]);
            found.extend(keys.map(|key| (at.key(key), Some(Shape::Text))));
        }
        _ => {}
    }
}

impl Draft {
    fn edit(&self, document: &Value, shape: Shape) -> Edit {
        let mut found = Vec::new();
        places(document, Some(shape), &JsonPath::default(), &mut found);
        let (place, shape) = found.swap_remove(self.place.index(found.len()));
        let entry = match shape {
            Some(Shape::List(entry)) => Some(entry()),
            _ => None,
        };
        let operation = match self.operation {
            0..3 => Operation::Set(self.value(shape)),
            3 => Operation::Unset,
            4 => Operation::Insert(self.to, self.value(entry)),
            5 => Operation::Remove(self.from),
            6 => Operation::Move { from: self.from, to: self.to },
            _ => Operation::Rename(self.text.to_owned()),
        };
        Edit { place, operation }
    }

    /// Most often a value that can stand there.
    fn value(&self, shape: Option<Shape>) -> Value {
        match (self.value, shape) {
            (0, _) => json!(null),
            (1, _) => json!([self.text]),
            (2, _) => json!({ self.text: 1 }),
            (3, _) => json!(self.to),
            (_, Some(Shape::Text | Shape::Id | Shape::Date) | None) => json!(self.text),
            (value, Some(Shape::Choice(words))) => json!(words[value % words.len()]),
            (_, Some(shape)) => {
                let mut value = example(shape);
                if let (Some(fields), Shape::Record(_)) = (value.as_object_mut(), shape) {
                    fields.insert(
                        "x-new".to_owned(),
                        serde_json::from_str("{\"🧭\": [1.50, null, -0]}").unwrap(),
                    );
                }
                value
            }
        }
    }
}

// What an edit means, said of plain JSON.

/// The value after an operation at a place within it; `None` where there is no such place.
fn after(value: &Value, shape: Shape, steps: &[Step], operation: &Operation) -> Option<Value> {
    let [step, rest @ ..] = steps else { return done(value, shape, operation) };
    let mut value = value.clone();
    match (step, shape, &mut value) {
        (Step::Index(index), Shape::List(entry), Value::Array(entries)) => {
            let place = entries.get_mut(*index)?;
            *place = after(place, entry(), rest, operation)?;
        }
        (Step::Key(key), Shape::Texts { .. }, Value::Object(texts)) => {
            edit_text(texts, key, rest, operation)?;
        }
        (Step::Key(key), Shape::Record(record), Value::Object(fields)) => {
            let field = record.field(key)?;
            match (rest, operation, fields.get(&**key)) {
                ([], Operation::Set(new), _) => drop(fields.insert(key.to_string(), new.clone())),
                ([], Operation::Unset, there) => {
                    there.filter(|_| !field.required)?;
                    fields.shift_remove(&**key);
                }
                (_, _, there) => {
                    let empty = match (field.shape)() {
                        Shape::List(_) => json!([]),
                        _ => json!({}),
                    };
                    let there = there.cloned().or_else(|| (!field.required).then_some(empty))?;
                    fields.insert(key.to_string(), after(&there, (field.shape)(), rest, operation)?);
                }
            }
        }
        _ => return None,
    }
    Some(value)
}

fn edit_text(texts: &mut Map<String, Value>, key: &str, rest: &[Step], operation: &Operation) -> Option<()> {
    match (rest, operation) {
        ([], Operation::Set(new)) => drop(texts.insert(key.to_owned(), new.clone())),
        ([], Operation::Unset) => drop(texts.shift_remove(key)?),
        ([], Operation::Rename(to)) => {
            texts.get(key).filter(|_| !texts.contains_key(to))?;
            let renamed = |(name, text): (&String, &Value)| {
                (if name == key { to.clone() } else { name.clone() }, text.clone())
            };
            *texts = texts.iter().map(renamed).collect();
        }
        _ => return None,
    }
    Some(())
}

/// What comes of an operation on the value itself.
fn done(value: &Value, shape: Shape, operation: &Operation) -> Option<Value> {
    let mut value = value.clone();
    match (operation, shape, &mut value) {
        (Operation::Set(new), _, value) => *value = new.clone(),
        (Operation::Insert(at, new), Shape::List(_), Value::Array(entries)) => {
            (*at <= entries.len()).then(|| entries.insert(*at, new.clone()))?;
        }
        (Operation::Remove(at), Shape::List(_), Value::Array(entries)) => {
            (*at < entries.len()).then(|| entries.remove(*at))?;
        }
        (Operation::Move { from, to }, Shape::List(_), Value::Array(entries)) => {
            moved(entries, *from, *to)?;
        }
        (Operation::Move { from, to }, Shape::Texts { .. }, Value::Object(texts)) => {
            let mut entries: Vec<_> = std::mem::take(texts).into_iter().collect();
            moved(&mut entries, *from, *to)?;
            texts.extend(entries);
        }
        _ => return None,
    }
    Some(value)
}

fn moved<T>(entries: &mut Vec<T>, from: usize, to: usize) -> Option<()> {
    let is_there = from.max(to) < entries.len();
    is_there.then(|| {
        let entry = entries.remove(from);
        entries.insert(to, entry);
    })
}

/// The document that a value describes, if it describes one.
fn described<T: Document>(value: &Value) -> Option<T> {
    parse(value.to_string().as_bytes(), None, &Progress::default()).document
}

// The laws.

/// A document whose main entries are shared with its copies.
trait Entries: Document + Clone {
    fn addresses(&self) -> Vec<usize>;
}

fn address<T>(entry: &Shared<T>) -> usize {
    Arc::as_ptr(&entry.0).addr()
}

impl Entries for Theory {
    fn addresses(&self) -> Vec<usize> {
        self.predictions.iter().map(address).collect()
    }
}

impl Entries for Essay {
    fn addresses(&self) -> Vec<usize> {
        self.outcomes.iter().map(address).collect()
    }
}

/// How many of the main entries an edit may touch.
fn touched(edit: &Edit, count: usize) -> usize {
    match (&edit.place.0[..], &edit.operation) {
        ([], _) => count,
        ([Step::Key(list)], Operation::Set(_)) if matches!(&**list, "predictions" | "outcomes") => count,
        ([Step::Key(list)], Operation::Insert(..)) if matches!(&**list, "predictions" | "outcomes") => 1,
        ([Step::Key(list), Step::Index(_), ..], _) if matches!(&**list, "predictions" | "outcomes") => 1,
        _ => 0,
    }
}

/// Makes an edit, holds it to what it means, and says whether it could be made.
fn check_edit<T: Entries>(document: &mut T, draft: &Draft) -> bool {
    let (before, value) = (document.clone(), serde_json::to_value(&*document).unwrap());
    let edit = draft.edit(&value, T::shape());
    let expected = after(&value, T::shape(), &edit.place.0, &edit.operation);
    let expected = expected.and_then(|value| described::<T>(&value));
    let problem = edit.make(document).err();
    assert_eq!(problem.is_none(), expected.is_some(), "{edit:?}: {problem:?}");
    assert_eq!(canonical(&before), canonical(&described::<T>(&value).unwrap()), "a copy is as it was");
    let saved = canonical(document);
    match &expected {
        Some(expected) => assert_eq!(saved, canonical(expected), "{edit:?}"),
        None => assert_eq!(saved, canonical(&before), "{edit:?} cannot be made, and changes nothing"),
    }
    assert_eq!(canonical(&held::<T>(&saved)), saved);
    let (old, new) = (before.addresses(), document.addresses());
    let own = new.iter().filter(|address| !old.contains(address)).count();
    assert!(own <= touched(&edit, new.len()), "{edit:?} copies {own} entries");
    expected.is_some()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn an_edit_of_a_theory_does_what_it_says_or_nothing(text in select(&THEORIES[..]), drafts in drafts(12)) {
        let mut theory: Theory = held(text);
        for draft in &drafts {
            check_edit(&mut theory, draft);
            for prediction in &theory.predictions {
                let attribution = serde_json::to_value(&prediction.attribution).unwrap();
                let sources = ["essay", "work"].map(|key| usize::from(attribution.get(key).is_some()));
                prop_assert_eq!(sources.iter().sum::<usize>(), 1, "one source, neither both nor none");
            }
        }
    }

    #[test]
    fn an_edit_of_an_essay_does_what_it_says_or_nothing(text in select(&ESSAYS[..]), drafts in drafts(12)) {
        let mut essay: Essay = held(text);
        for draft in &drafts {
            check_edit(&mut essay, draft);
        }
    }
}

#[test]
fn random_edits_can_be_made_and_cannot() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut made, mut refused) = ([0; 8], [0; 8]);
    for _ in 0..400 {
        let mut theory: Theory = held(THEORIES[0]);
        for draft in drafts(12).new_tree(&mut runner).unwrap().current() {
            let is_made = check_edit(&mut theory, &draft);
            let count = if is_made { &mut made } else { &mut refused };
            count[draft.operation] += 1;
        }
    }
    println!("made {made:?}, refused {refused:?}");
    assert!(made.iter().chain(&refused).all(|count| *count >= 3), "made {made:?}, refused {refused:?}");
}

// Examples.

/// Makes an edit in the example; what comes of it is another one with `from` replaced by `to`.
#[track_caller]
fn check<T: Document>(example: &str, place: &str, operation: Operation, from: &str, to: &str) {
    let mut document: T = held(example);
    Edit { place: at(place), operation }.make(&mut document).unwrap();
    assert_eq!(example.matches(from).count(), 1, "{from}");
    assert_eq!(canonical(&document), canonical(&held::<T>(&example.replacen(from, to, 1))));
}

/// Tries an edit in the example, which cannot be made.
#[track_caller]
fn check_refused<T: Document>(example: &str, place: &str, operation: Operation) -> EditProblem {
    let mut document: T = held(example);
    let problem = Edit { place: at(place), operation }.make(&mut document).unwrap_err();
    assert_eq!(canonical(&document), example, "nothing has changed");
    problem
}

fn set(value: impl Into<Value>) -> Operation {
    Operation::Set(value.into())
}

fn rename(name: &str) -> Operation {
    Operation::Rename(name.to_owned())
}

#[test]
fn a_value_is_set_at_each_kind_of_place() {
    let check = |place, value: Value, from, to| check::<Theory>(THEORIES[0], place, set(value), from, to);
    check("name", json!("שלום 🧭"), "\"name\": \"Example\"", "\"name\": \"שלום 🧭\"");
    check("id", json!("no id!"), "\"id\": \"example\"", "\"id\": \"no id!\"");
    check(
        "predictions.0.made",
        json!("some day"),
        "\"made\": \"1990\",\n      \"due\"",
        "\"made\": \"some day\",\n      \"due\"",
    );
    check(
        "predictions.0.judgeable",
        json!("too-vague"),
        "\"judgeable\": \"yes\"",
        "\"judgeable\": \"too-vague\"",
    );
    check("predictions.0.expects.0.weight", json!(2.5), "\"weight\": 1.0", "\"weight\": 2.5");
    check(
        "predictions.0.expects.1.because",
        json!("so"),
        "\"does-not-occur\"",
        "\"does-not-occur\", \"because\": \"so\"",
    );
    check("predictions.0.attribution.essay", json!([3]), "[\n          1,\n          2\n        ]", "[3]");
    check("dimensions.own-row", json!(""), "\"שלום\"", "\"\"");
    check("dimensions.new", json!("x"), "\"own-row\": \"שלום\"", "\"own-row\": \"שלום\", \"new\": \"x\"");
    check(
        "works.0",
        json!({ "id": "a", "citation": "", "x": 1 }),
        "\"id\": \"book\",\n      \"citation\": \"A book, 1990\"",
        "\"id\": \"a\", \"citation\": \"\", \"x\": 1",
    );
    check(
        "advocated_by.0",
        json!("other"),
        "\"advocated_by\": [\n    \"essay\"",
        "\"advocated_by\": [\n    \"other\"",
    );
}

#[test]
fn what_cannot_stand_at_a_place_is_refused_with_a_reason() {
    let refused = |place, value: Value| check_refused::<Theory>(THEORIES[0], place, set(value));
    for (place, value) in [
        ("name", json!(null)),
        ("predictions.0.judgeable", json!("maybe")),
        ("predictions.0.expects.0.weight", json!("1")),
        ("predictions.0.attribution.essay", json!([-1])),
        ("predictions", json!([{}])),
        ("dimensions.x", json!(1)),
        ("format", json!("prescient-theory/2")),
        ("", json!({})),
    ] {
        assert!(matches!(refused(place, value), EditProblem::WrongValue(_)), "{place}");
    }
    for place in [
        "no-such-field",
        "predictions.9",
        "predictions.x",
        "name.x",
        "predictions.0.x-unknown.a",
        "dimensions.x.y",
    ] {
        assert_eq!(refused(place, json!("a")), EditProblem::NoSuchPlace, "{place}");
    }
}

#[test]
fn what_is_optional_is_taken_out_and_nothing_else() {
    check::<Theory>(THEORIES[0], "summary", Operation::Unset, "\"summary\": \"\",", "");
    check::<Theory>(THEORIES[0], "predictions.0.due", Operation::Unset, "\"due\": \"2000\",", "");
    check::<Theory>(THEORIES[0], "dimensions.russia", Operation::Unset, "\"russia\": \"Россия\",", "");
    for place in
        ["name", "predictions", "predictions.0", "$schema", "predictions.0.x-unknown", "dimensions.china", ""]
    {
        let problem = check_refused::<Theory>(THEORIES[0], place, Operation::Unset);
        assert_eq!(problem, EditProblem::NoSuchPlace, "{place}");
    }
}

#[test]
fn entries_are_inserted_removed_and_moved_within_their_list() {
    let expects = "predictions.0.expects";
    let snow = json!({ "outcome": "hail", "value": "occurs" });
    let first = "\"expects\": [\n        {\n          \"outcome\": \"rain\",\n          \"value\": \"occurs\",\n          \"weight\"";
    let with = first.replacen('[', &format!("[{snow},"), 1);
    check::<Theory>(THEORIES[0], expects, Operation::Insert(0, snow.clone()), first, &with);
    let mut moved: Theory = held(THEORIES[0]);
    let places = |theory: &Theory| {
        theory.predictions[0].expects().iter().map(|e| e.outcome.to_string()).collect::<Vec<_>>()
    };
    let mut make =
        |operation| Edit { place: at(expects), operation }.make(&mut moved).map(|()| places(&moved));
    assert_eq!(make(Operation::Insert(2, snow)), Ok(vec!["rain".into(), "snow".into(), "hail".into()]));
    assert_eq!(
        make(Operation::Move { from: 0, to: 2 }),
        Ok(vec!["snow".into(), "hail".into(), "rain".into()])
    );
    assert_eq!(
        make(Operation::Move { from: 2, to: 1 }),
        Ok(vec!["snow".into(), "rain".into(), "hail".into()])
    );
    assert_eq!(make(Operation::Remove(0)), Ok(vec!["rain".into(), "hail".into()]));
    for operation in [
        Operation::Insert(3, json!({ "outcome": "a", "value": "occurs" })),
        Operation::Remove(2),
        Operation::Move { from: 0, to: 2 },
        Operation::Move { from: 2, to: 0 },
        rename("a"),
    ] {
        assert_eq!(make(operation), Err(EditProblem::NoSuchPlace));
    }
}

#[test]
fn a_list_or_a_table_that_is_absent_begins_with_its_first_entry() {
    let bare = r#"{"format":"prescient-theory/1","id":"t","name":"","short_name":"","theorist":"","year":"","predictions":[]}"#;
    let mut theory: Theory = held(bare);
    let work = json!({ "id": "a", "citation": "" });
    let mut make = |place: &str, operation| Edit { place: at(place), operation }.make(&mut theory);
    assert_eq!(make("works", Operation::Remove(0)), Err(EditProblem::NoSuchPlace));
    assert_eq!(make("dimensions.x", Operation::Unset), Err(EditProblem::NoSuchPlace));
    assert_eq!(make("works", Operation::Insert(0, work)), Ok(()));
    assert_eq!(make("dimensions.x", set("y")), Ok(()));
    let with = r#""works":[{"id":"a","citation":""}],"dimensions":{"x":"y"},"predictions""#;
    assert_eq!(canonical(&theory), canonical(&held::<Theory>(&bare.replace(r#""predictions""#, with))));
}

#[test]
fn named_texts_are_renamed_and_moved_in_their_order() {
    check::<Theory>(THEORIES[0], "dimensions.russia", rename("Россия 🧭"), "\"russia\"", "\"Россия 🧭\"");
    let taken = check_refused::<Theory>(THEORIES[0], "dimensions.russia", rename("own-row"));
    assert_eq!(taken, EditProblem::NameTaken("own-row".to_owned()));
    for place in ["dimensions.no-such-row", "dimensions", "name"] {
        let problem = check_refused::<Theory>(THEORIES[0], place, rename("a"));
        assert_eq!(problem, EditProblem::NoSuchPlace, "{place}");
    }
    let mut theory: Theory = held(THEORIES[0]);
    Edit::set(at("dimensions.weather"), "fair").make(&mut theory).unwrap();
    let mut moved = |from, to| {
        Edit { place: at("dimensions"), operation: Operation::Move { from, to } }.make(&mut theory).unwrap();
        theory.dimensions.iter().flat_map(Dimensions::keys).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(moved(3, 2), ["actors", "russia", "weather", "own-row"]);
    assert_eq!(moved(2, 0), ["actors", "russia", "weather", "own-row"], "the eight stand first");
    assert_eq!(moved(1, 0), ["actors", "russia", "weather", "own-row"], "and in their order");
}

#[test]
fn an_attribution_never_has_both_sources_or_none() {
    let place = "predictions.0.attribution";
    let check_refused = |place, operation| {
        let problem = check_refused::<Theory>(THEORIES[0], place, operation);
        assert!(matches!(problem, EditProblem::WrongValue(_)), "{problem:?}");
    };
    check_refused("predictions.0.attribution.essay", Operation::Unset);
    check_refused("predictions.0.attribution.work", set("book"));
    check_refused(place, set(json!({})));
    check_refused(place, set(json!({ "essay": [1], "work": "book" })));
    let mut theory: Theory = held(THEORIES[0]);
    Edit::set(at(place), json!({ "work": "book" })).make(&mut theory).unwrap();
    assert_eq!(serde_json::to_value(&theory.predictions[0].attribution).unwrap(), json!({ "work": "book" }));
}
