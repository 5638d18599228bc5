//! Small files that would be much work to a careless reader.

use serde_json::{Map, Value, json};

use super::{ESSAY, SEMINAR, THEORY};

/// A file, and what it is.
pub type Bomb = (&'static str, Vec<u8>);

/// Files of about so many bytes.
pub fn bombs(bytes: usize) -> Vec<Bomb> {
    let mut bombs = vec![
        ("nothing but brackets", "[".repeat(bytes).into_bytes()),
        ("nothing but objects", r#"{"x":"#.repeat(bytes / 5).into_bytes()),
        ("nothing but quotes", "\"".repeat(bytes).into_bytes()),
        ("nothing but backslashes", format!("\"{}", "\\".repeat(bytes)).into_bytes()),
        ("nothing but NUL", vec![0; bytes]),
        ("nothing but byte order marks", "\u{feff}".repeat(bytes / 3).into_bytes()),
        ("a long number", "1".repeat(bytes).into_bytes()),
        ("a theory with a long number", with_unknown(&"7".repeat(bytes))),
        ("a theory with a long fraction", with_unknown(&format!("0.{}", "7".repeat(bytes)))),
        ("arrays as deep as may be, and a long one within", with_unknown(&deep("[", "]", bytes))),
        ("objects as deep as may be, and a long one within", with_unknown(&deep("{\"x\":", "}", bytes))),
        ("arrays that are too deep", with_unknown(&("[".repeat(bytes / 2) + &"]".repeat(bytes / 2)))),
        ("many faults under a long key", long_key(bytes)),
        ("long keys within long keys", long_keys(bytes)),
        ("one key again and again", one_key(bytes)),
        ("escapes", with_unknown(&format!("\"{}\"", "\\ud83e\\udded".repeat(bytes / 12)))),
        ("halves of pairs", with_unknown(&format!("[{}0]", "\"\\ud83e\",".repeat(bytes / 9)))),
    ];
    bombs.extend(documents(bytes).into_iter().map(|(name, value)| (name, value.to_string().into_bytes())));
    bombs
}

fn with_unknown(value: &str) -> Vec<u8> {
    THEORY.replacen('{', &format!("{{\"x\":{value},"), 1).into_bytes()
}

fn deep(open: &str, close: &str, bytes: usize) -> String {
    // As it is saved, each number has a line that is indented as deep.
    let (depth, payload) = (127, format!("[0{}]", ",0".repeat(bytes / 30)));
    format!("{}{payload}{}", open.repeat(depth), close.repeat(depth))
}

fn long_key(bytes: usize) -> Vec<u8> {
    let faults = "0,".repeat(bytes / 4) + "1e999";
    THEORY.replacen('{', &format!("{{\"{}\":[{faults}],", "k".repeat(bytes / 2)), 1).into_bytes()
}

fn long_keys(bytes: usize) -> Vec<u8> {
    let open = format!("{{\"{}\":", "k".repeat(bytes / 100));
    with_unknown(&format!("{}[1e999{}]{}", open.repeat(50), ",1e999".repeat(bytes / 12), "}".repeat(50)))
}

fn one_key(bytes: usize) -> Vec<u8> {
    THEORY.replacen('{', &format!("{{{}", "\"k\":0,".repeat(bytes / 6)), 1).into_bytes()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("the example is JSON")
}

fn prediction(id: &str, outcome: &str) -> Value {
    json!({
        "id": id, "statement": "", "kind": "forecast", "made": "1990", "attribution": { "work": "a" },
        "expects": [{ "outcome": outcome, "value": "occurs" }],
    })
}

fn theory(works: Vec<Value>, predictions: Vec<Value>) -> Value {
    let mut theory = parsed(THEORY);
    theory["works"] = Value::Array(works);
    theory["predictions"] = Value::Array(predictions);
    theory
}

fn essay(topics: Value, outcomes: Vec<Value>) -> Value {
    let mut essay = parsed(ESSAY);
    essay["topics"] = topics;
    essay["outcomes"] = Value::Array(outcomes);
    essay
}

/// A seminar of many small theories, each held against its essay.
fn many_theories(bytes: usize) -> Value {
    let mut all = seminar(
        essay(json!({}), (0..bytes / 200).map(|i| outcome(&format!("{i}"), "")).collect()),
        theory(vec![], vec![]),
    );
    let one = &all["theories"][0];
    all["theories"] = (0..bytes / 800).map(|_| one.clone()).collect();
    all
}

fn outcome(id: &str, topic: &str) -> Value {
    json!({ "id": id, "statement": "", "reported": "occurred", "basis": "fact", "topic": topic })
}

fn seminar(essay: Value, theory: Value) -> Value {
    let mut seminar = parsed(SEMINAR);
    seminar["essay"]["document"] = essay;
    seminar["theories"][0]["document"] = theory;
    seminar
}

/// Documents that can be held, but are full of what would have to be looked for among much.
fn documents(bytes: usize) -> Vec<(&'static str, Value)> {
    let n = bytes / 150;
    let numbered = |i: usize| format!("an-outcome-with-a-number-{i}");
    let one_id = |i: usize| if i < n / 2 { "a".to_owned() } else { format!("a-{}", 2 + i - n / 2) };
    let topics: Map<String, Value> =
        (0..bytes / 80).map(|i| (format!("a-topic-with-a-number-{i}"), json!(""))).collect();
    let long = "w".repeat(bytes / 2);
    let named_long = {
        let mut essay = essay(json!({}), vec![]);
        essay["id"] = json!(long);
        essay
    };
    let dated_long = {
        let mut prediction = prediction("a", "rain");
        prediction["made"] = json!("1990/".repeat(bytes / 5));
        prediction
    };
    let predictions = |outcome: &dyn Fn(usize) -> String| {
        (0..n / 2).map(|i| prediction(&i.to_string(), &outcome(i))).collect::<Vec<_>>()
    };
    vec![
        ("one id again and again", theory(vec![], (0..n).map(|i| prediction(&one_id(i), "rain")).collect())),
        (
            "outcomes that nearly are what the essay reports",
            seminar(
                essay(json!({}), (0..n / 2).map(|i| outcome(&numbered(i), "")).collect()),
                theory(vec![], predictions(&|i| numbered(i + n))),
            ),
        ),
        (
            "works that nearly are what is listed",
            theory(
                (0..n).map(|i| json!({ "id": format!("work-{i}"), "citation": "" })).collect(),
                predictions(&|_| "rain".to_owned()),
            ),
        ),
        (
            "topics that nearly are what is listed",
            essay(
                Value::Object(topics),
                (0..n / 2).map(|i| outcome("a", &format!("a-topic-with-a-number-x{i}"))).collect(),
            ),
        ),
        (
            "a long topic that nearly is the listed one",
            essay(json!({ format!("{long}a"): "" }), vec![outcome("a", &format!("{long}b"))]),
        ),
        (
            "an essay with a long id, and outcomes that it does not report",
            seminar(named_long, theory(vec![], predictions(&|_| "snow".to_owned()))),
        ),
        ("a long date", theory(vec![], vec![dated_long])),
        ("many theories, each held against one essay", many_theories(bytes)),
    ]
}
