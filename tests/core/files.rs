//! Files in and files out: nothing dropped on the way, and a clear word about what cannot be read.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use prescient::model::json::Progress;
use prescient::model::{Essay, Seminar, Theory};
use prescient::store::{
    AnyDocument, Code, Document, Loaded, MAX_BYTES, ReadProblem, Severity, canonical, load_any, load_file,
    parse, read_file,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::hostile::holds::{SHAPE_CODES, load_as};

const THEORY: &str = include_str!("files/theory.json");
const ESSAY: &str = include_str!("files/essay.json");
const SEMINAR: &str = include_str!("files/seminar.json");

fn load<T: Document>(text: &str) -> Loaded<T> {
    parse(text.as_bytes(), None, &Progress::default())
}

/// The canonical text of what a text holds.
#[track_caller]
fn resaved<T: Document>(text: &str) -> String {
    let loaded = load::<T>(text);
    let Some(document) = loaded.document else { panic!("{:#?}\n{text}", loaded.diagnostics.list) };
    canonical(&document)
}

// Round trips.

/// A JSON value whose numbers are as they were typed.
#[derive(Debug, Clone)]
enum Json {
    Word(&'static str),
    Number(String),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// As a careless hand would write it: on one line, with odd spaces.
    fn loose(&self) -> String {
        let list = |items: Vec<String>| items.join(" ,\t");
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Number(number) => number.clone(),
            Self::Text(text) => quoted(text),
            Self::Array(items) => format!("[{}]", list(items.iter().map(Self::loose).collect())),
            Self::Object(entries) => {
                let entries =
                    entries.iter().map(|(key, value)| format!("{}: {}", quoted(key), value.loose()));
                format!("{{ {}\r\n}}", list(entries.collect()))
            }
        }
    }

    /// As the program must write it, with two spaces a level.
    fn canonical(&self, depth: usize) -> String {
        let (inner, outer) = ("  ".repeat(depth + 1), "  ".repeat(depth));
        let list = |items: Vec<String>| format!("\n{inner}{}\n{outer}", items.join(&format!(",\n{inner}")));
        match self {
            Self::Array(items) if items.is_empty() => "[]".to_owned(),
            Self::Object(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Array(items) => {
                format!("[{}]", list(items.iter().map(|item| item.canonical(depth + 1)).collect()))
            }
            Self::Object(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", quoted(key), value.canonical(depth + 1)));
                format!("{{{}}}", list(entries.collect()))
            }
            plain => plain.loose(),
        }
    }
}

/// A text in quotes with the escapes that JSON asks for, and no others.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c < ' ' => quoted.push_str(&format!("\\u{:04x}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        select(vec![
            "",
            " ",
            "plain",
            "two\nlines",
            "tab\there",
            "\"quoted\"",
            "back\\slash",
            "\u{0}\u{1f}\u{7f}",
            "אבג עברית",
            "\u{202e}right to left\u{202c}",
            "👩🏽‍🚀 and 🇺🇳",
            "e\u{301} is not é",
            "中国与俄罗斯",
            "\u{feff}\u{ffff}\u{10ffff}",
            "$serde_json::private::Number",
            "$serde_json::private::RawValue",
            "NaN",
            "null",
            "</script>",
            "\u{2028}",
        ])
        .prop_map(str::to_owned),
    ]
}

fn numbers() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,40})",
        "-?(0|[1-9][0-9]{0,30})\\.[0-9]{1,60}",
        // An exponent is written with its sign and a small e; its digits stay.
        "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,20})?e[+-][0-9]{1,2}",
        select(vec!["-0", "0.0", "1.0", "1.10", "18446744073709551616", "1e-400", "0e+999"])
            .prop_map(str::to_owned),
    ]
}

fn values() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        select(vec!["null", "true", "false"]).prop_map(Json::Word),
        numbers().prop_map(Json::Number),
        texts().prop_map(Json::Text),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            entries(texts(), inner, 4).prop_map(Json::Object),
        ]
    })
}

/// Up to `most` entries under keys that differ.
fn entries(
    keys: impl Strategy<Value = String>,
    values: impl Strategy<Value = Json>,
    most: usize,
) -> impl Strategy<Value = Vec<(String, Json)>> {
    proptest::collection::vec((keys, values), 0..=most).prop_map(|mut entries| {
        let mut seen = std::collections::HashSet::new();
        entries.retain(|(key, _)| seen.insert(key.clone()));
        entries
    })
}

/// Unknown fields: no field of ours starts with an `x`, or with an emoji.
fn unknown() -> impl Strategy<Value = Vec<(String, Json)>> {
    let keys = prop_oneof![
        texts().prop_map(|text| format!("x{text}")),
        texts().prop_map(|text| format!("🧭{text}")),
        select(vec!["", "Id", " id", "nаme", "format ", "extra", "$serde_json::private::Number"])
            .prop_map(str::to_owned),
    ];
    entries(keys, values(), 3)
}

/// A record: known fields in schema order (absent ones are `None`), then unknown ones.
fn record(known: Vec<(&'static str, BoxedStrategy<Option<Json>>)>) -> BoxedStrategy<Json> {
    let (keys, values): (Vec<_>, Vec<_>) = known.into_iter().unzip();
    let stated = (values, unknown()).prop_map(move |(values, unknown)| {
        let known = keys.iter().zip(values).filter_map(|(key, value)| Some(((*key).to_owned(), value?)));
        Json::Object(known.chain(unknown).collect())
    });
    stated.boxed()
}

fn required(value: impl Strategy<Value = Json> + 'static) -> BoxedStrategy<Option<Json>> {
    value.prop_map(Some).boxed()
}

fn optional(value: impl Strategy<Value = Json> + 'static) -> BoxedStrategy<Option<Json>> {
    proptest::option::of(value).boxed()
}

fn text() -> impl Strategy<Value = Json> {
    texts().prop_map(Json::Text)
}

fn words(words: &'static [&'static str]) -> impl Strategy<Value = Json> {
    select(words).prop_map(|word| Json::Text(word.to_owned()))
}

fn list(item: impl Strategy<Value = Json> + 'static) -> impl Strategy<Value = Json> {
    proptest::collection::vec(item, 0..3).prop_map(Json::Array)
}

fn counts() -> impl Strategy<Value = Json> {
    list(any::<u32>().prop_map(|count| Json::Number(count.to_string())))
}

/// A weight as the program writes it; a finite one that is out of bounds is an error of meaning.
fn weight() -> impl Strategy<Value = Json> {
    let finite = any::<f64>().prop_filter("finite", |weight| weight.is_finite());
    prop_oneof![finite, 0.001..1000.0, Just(1.0)]
        .prop_map(|weight: f64| Json::Number(serde_json::to_string(&weight).unwrap()))
}

fn expectation() -> BoxedStrategy<Json> {
    record(vec![
        ("outcome", required(text())),
        ("value", required(words(&["occurs", "does-not-occur"]))),
        ("weight", optional(weight())),
        ("because", optional(text())),
    ])
}

fn attribution() -> BoxedStrategy<Json> {
    let absent = || Just(None).boxed();
    prop_oneof![
        record(vec![("essay", required(counts())), ("of", optional(text())), ("locator", optional(text()))]),
        record(vec![("essay", absent()), ("work", required(text())), ("locator", optional(text()))]),
    ]
    .boxed()
}

fn prediction() -> BoxedStrategy<Json> {
    record(vec![
        ("id", required(text())),
        ("statement", required(text())),
        ("kind", required(words(&["forecast", "prescription"]))),
        ("made", required(text())),
        ("due", optional(text())),
        ("attribution", required(attribution())),
        ("judgeable", optional(words(&["yes", "too-vague", "conditions-not-met"]))),
        ("expects", optional(list(expectation()))),
        ("note", optional(text())),
    ])
}

fn dimensions() -> BoxedStrategy<Json> {
    let known = ["actors", "driver", "rivalry", "russia", "china", "america", "order", "blind_spot"];
    let known: Vec<_> = known.into_iter().map(|key| (key, optional(text()))).collect();
    let own = texts().prop_map(|key| format!("x{key}"));
    (record(known), entries(own, text(), 3))
        .prop_map(|(known, own)| {
            let Json::Object(mut rows) = known else { unreachable!() };
            rows.retain(|(_, value)| matches!(value, Json::Text(_)));
            rows.retain(|(key, _)| !own.iter().any(|(other, _)| other == key));
            rows.extend(own);
            Json::Object(rows)
        })
        .boxed()
}

fn theories() -> BoxedStrategy<Json> {
    record(vec![
        ("$schema", optional(text())),
        ("format", required(words(&["prescient-theory/1"]))),
        ("id", required(text())),
        ("name", required(text())),
        ("short_name", required(text())),
        ("theorist", required(text())),
        ("year", required(text())),
        ("summary", optional(text())),
        ("works", optional(list(record(vec![("id", required(text())), ("citation", optional(text()))])))),
        ("advocated_by", optional(list(text()))),
        ("dimensions", optional(dimensions())),
        ("predictions", required(list(prediction()))),
    ])
}

const REPORTED: &[&str] = &[
    "occurred",
    "mostly-occurred",
    "mixed",
    "mostly-not",
    "did-not-occur",
    "pending",
    "contested",
    "not-addressed",
];
const BASES: &[&str] = &["fact", "judgement", "implied", "attributed", "forecast"];

fn essays() -> BoxedStrategy<Json> {
    let outcome = record(vec![
        ("id", required(text())),
        ("topic", optional(text())),
        ("statement", required(text())),
        ("reported", required(words(REPORTED))),
        ("basis", required(words(BASES))),
        ("paragraphs", optional(counts())),
        ("when", optional(text())),
        ("summary", optional(text())),
    ]);
    record(vec![
        ("$schema", optional(text())),
        ("format", required(words(&["prescient-essay/1"]))),
        ("id", required(text())),
        ("title", required(text())),
        ("publisher", optional(text())),
        ("published", required(text())),
        ("viewpoint", optional(text())),
        ("paragraphs", optional(any::<u32>().prop_map(|count| Json::Number(count.to_string())))),
        ("topics", optional(entries(texts(), text(), 3).prop_map(Json::Object))),
        ("outcomes", required(list(outcome))),
    ])
}

fn seminars() -> BoxedStrategy<Json> {
    let embedded = |document| record(vec![("hash", required(text())), ("document", required(document))]);
    let reading = record(vec![("outcome", required(text())), ("value", required(words(REPORTED)))]);
    record(vec![
        ("$schema", optional(text())),
        ("format", required(words(&["prescient-seminar/1"]))),
        ("attribution", optional(words(&["all", "essay"]))),
        ("essay", required(embedded(essays()))),
        ("theories", required(list(embedded(theories())))),
        ("readings", optional(list(reading))),
        ("off_outcomes", optional(list(text()))),
        ("off_bases", optional(list(words(BASES)))),
    ])
}

/// The same record with its known fields in another order, as a file may have them; unknown ones
/// keep theirs.
fn reordered(value: &Json, schema: &[&str]) -> Json {
    let Json::Object(entries) = value else { panic!("a record") };
    let (mut known, unknown): (Vec<_>, Vec<_>) =
        entries.iter().cloned().partition(|(key, _)| schema.contains(&key.as_str()));
    known.reverse();
    Json::Object(unknown.into_iter().chain(known).collect())
}

fn check_round_trip<T: Document>(value: &Json) -> Result<(), TestCaseError> {
    let expected = value.canonical(0) + "\n";
    let saved = resaved::<T>(&value.loose());
    prop_assert_eq!(&saved, &expected);
    prop_assert_eq!(&resaved::<T>(&saved), &expected);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn a_theory_is_saved_as_it_was_with_every_unknown_field(theory in theories()) {
        check_round_trip::<Theory>(&theory)?;
        let known = ["$schema", "format", "id", "name", "short_name", "theorist", "year", "summary", "works",
            "advocated_by", "dimensions", "predictions"];
        prop_assert_eq!(resaved::<Theory>(&reordered(&theory, &known).loose()), theory.canonical(0) + "\n");
    }

    #[test]
    fn an_essay_is_saved_as_it_was_with_every_unknown_field(essay in essays()) {
        check_round_trip::<Essay>(&essay)?;
    }

    #[test]
    fn a_seminar_is_saved_as_it_was_with_every_unknown_field(seminar in seminars()) {
        check_round_trip::<Seminar>(&seminar)?;
    }
}

#[test]
fn what_is_stated_is_written_even_at_its_default_and_what_is_absent_stays_absent() {
    let saved = resaved::<Theory>(THEORY);
    assert_eq!(saved, THEORY, "the example is canonical");
    for stated in
        ["\"judgeable\": \"yes\"", "\"weight\": 1.0", "\"works\": []", "\"summary\": \"\"", "\"note\": \"\""]
    {
        let text = THEORY.replace(
            "\"works\": [\n    {\n      \"id\": \"book\",\n      \"citation\": \"A book, 1990\"\n    }\n  ]",
            "\"works\": []",
        );
        let text = if stated == "\"works\": []" { text } else { THEORY.to_owned() };
        assert!(resaved::<Theory>(&text).contains(stated), "{stated}");
    }
    let bare = r#"{"format":"prescient-theory/1","id":"t","name":"","short_name":"","theorist":"","year":"","predictions":[]}"#;
    let expected = "{\n  \"format\": \"prescient-theory/1\",\n  \"id\": \"t\",\n  \"name\": \"\",\n  \"short_name\": \"\",\n  \"theorist\": \"\",\n  \"year\": \"\",\n  \"predictions\": []\n}\n";
    assert_eq!(resaved::<Theory>(bare), expected);
}

#[test]
fn an_exponent_keeps_its_digits() {
    let text = THEORY.replacen('{', "{\"x\":[1E5,1.50e007,-2E-3],", 1);
    assert!(resaved::<Theory>(&text).contains("1e+5,\n    1.50e+007,\n    -2e-3\n"));
}

#[test]
fn a_byte_order_mark_is_accepted_and_not_written() {
    assert_eq!(resaved::<Theory>(&format!("\u{feff}{THEORY}")), THEORY);
}

// Bad input.

/// A slip of the hand, somewhere in a text.
#[derive(Debug, Clone)]
enum Slip {
    Delete(Index, usize),
    Repeat(Index, usize),
    Insert(Index, &'static str),
    Byte(Index, u8),
    DeleteToken(Index),
    RepeatToken(Index),
    ReplaceToken(Index, &'static str),
    SwapTokens(Index, Index),
}

fn slips() -> impl Strategy<Value = Slip> {
    let tokens = || {
        select(vec![
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999",
            "4294967296",
            "\"\"",
            "\"yes\"",
            "\"1990\"",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "[]",
            "{}",
            "\"id\"",
            "\"weight\"",
            "\"essay\"",
            "\"work\"",
            "\"format\"",
            "\"\\ud800\"",
            "\"\\u00e9\"",
            "\"é🧭\"",
            "NaN",
            "'",
            "//",
            "{\"a\":1,\"a\":2}",
            "[[[[[[]]]]]]",
            "\"occurs\"",
            "\"prescient-essay/1\"",
            "\"prescient-seminar/1\"",
            "\"hash\"",
            "\u{feff}",
        ])
    };
    let at = any::<Index>;
    prop_oneof![
        (at(), 1_usize..20).prop_map(|(at, n)| Slip::Delete(at, n)),
        (at(), 1_usize..20).prop_map(|(at, n)| Slip::Repeat(at, n)),
        (at(), tokens()).prop_map(|(at, token)| Slip::Insert(at, token)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Slip::Byte(at, byte)),
        at().prop_map(Slip::DeleteToken),
        at().prop_map(Slip::RepeatToken),
        (at(), tokens()).prop_map(|(at, token)| Slip::ReplaceToken(at, token)),
        (at(), at()).prop_map(|(one, other)| Slip::SwapTokens(one, other)),
    ]
}

/// The tokens of a JSON text, roughly: strings, signs, and what stands between.
fn tokens(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut tokens = Vec::new();
    let mut token: Vec<u8> = Vec::new();
    let mut in_string = false;
    for &byte in bytes {
        let ends = if in_string { byte == b'"' } else { b"{}[]:, \n".contains(&byte) };
        if !in_string && (ends || byte == b'"') && !token.is_empty() {
            tokens.push(std::mem::take(&mut token));
        }
        token.push(byte);
        in_string = (byte == b'"') != in_string;
        if ends {
            tokens.push(std::mem::take(&mut token));
        }
    }
    tokens.push(token);
    tokens
}

impl Slip {
    fn make(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let range =
            |at: &Index, n: usize| at.index(bytes.len())..(at.index(bytes.len()) + n).min(bytes.len());
        match self {
            Self::Delete(at, n) => drop(bytes.drain(range(at, *n))),
            Self::Repeat(at, n) => {
                let part = bytes[range(at, *n)].to_vec();
                let at = at.index(bytes.len());
                bytes.splice(at..at, part);
            }
            Self::Insert(at, token) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, token.bytes());
            }
            Self::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            _ => {
                let mut tokens = tokens(bytes);
                let last = tokens.len();
                match self {
                    Self::DeleteToken(at) => drop(tokens.remove(at.index(last))),
                    Self::RepeatToken(at) => tokens.insert(at.index(last), tokens[at.index(last)].clone()),
                    Self::ReplaceToken(at, token) => tokens[at.index(last)] = token.as_bytes().to_vec(),
                    Self::SwapTokens(one, other) => tokens.swap(one.index(last), other.index(last)),
                    _ => unreachable!(),
                }
                *bytes = tokens.concat();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn whatever_slips_into_a_theory_is_told_with_its_place(slips in proptest::collection::vec(slips(), 1..4)) {
        let mut bytes = THEORY.as_bytes().to_vec();
        for slip in &slips {
            slip.make(&mut bytes);
        }
        load_as::<Theory>(&bytes, None);
    }

    #[test]
    fn whatever_slips_into_an_essay_is_told_with_its_place(slips in proptest::collection::vec(slips(), 1..4)) {
        let mut bytes = ESSAY.as_bytes().to_vec();
        for slip in &slips {
            slip.make(&mut bytes);
        }
        load_as::<Essay>(&bytes, None);
    }

    #[test]
    fn whatever_slips_into_a_seminar_is_told_with_its_place(slips in proptest::collection::vec(slips(), 1..4)) {
        let mut bytes = SEMINAR.as_bytes().to_vec();
        for slip in &slips {
            slip.make(&mut bytes);
        }
        load_as::<Seminar>(&bytes, None);
    }

    #[test]
    fn any_bytes_are_refused_with_a_place(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        load_as::<Theory>(&bytes, None);
    }

    #[test]
    fn any_json_signs_are_refused_with_a_place(signs in "[\\[\\]{}:,\"\\\\0-9eE+.tfnu \\n-]{0,80}") {
        load_as::<Theory>(signs.as_bytes(), None);
    }
}

#[test]
fn a_text_cut_short_anywhere_is_told_with_its_place() {
    for end in 0..THEORY.len() - 2 {
        load_as::<Theory>(&THEORY.as_bytes()[..end], None);
    }
    for end in 0..SEMINAR.len() - 2 {
        load_as::<Seminar>(&SEMINAR.as_bytes()[..end], None);
    }
}

/// Loads a text that is refused, and compares what is said of it: code, line, column and path.
#[track_caller]
fn check_faults<T: Document>(text: &str, expected: &[(Code, usize, usize, &str)]) {
    let loaded = load::<T>(text);
    let errors = loaded.diagnostics.list.iter().filter(|fault| fault.severity == Severity::Error);
    let found: Vec<_> =
        errors.map(|f| (f.code, f.line.unwrap_or(0), f.column.unwrap_or(0), f.path.to_string())).collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(code, line, column, path)| (*code, *line, *column, (*path).to_owned()))
        .collect();
    assert_eq!(found, expected, "{text}");
    assert!(loaded.document.is_none() || expected.iter().all(|(code, ..)| !SHAPE_CODES.contains(code)));
}

#[test]
fn every_shape_fault_of_a_file_is_listed_at_its_line_and_character() {
    let text = r#"{ "format": "prescient-theory/1", "id": "t", "short_name": "Ж", "theorist": "中国", "year": 1904,
  "summary": "👩🏽‍🚀 שלום", "x": {"y": 1, "y": 2, "z": [1e999]}, "works": [{"id": "w"}, {"citation": "é"}],
  "dimensions": { "actors": null }, "predictions": [
    { "id": "p", "statement": "é🧭", "kind": "forcast", "made": "1904", "attribution": {} },
    { "id": "q", "statement": "", "kind": "forecast", "made": "1904", "attribution": { "essay": [1, -2] },
      "expects": [{ "outcome": "o", "value": "occurs", "weight": 1e999 }] } ] }"#;
    check_faults::<Theory>(
        text,
        &[
            (Code::MissingField, 1, 1, "$.name"),
            (Code::WrongType, 1, 91, "$.year"),
            (Code::DuplicateKey, 2, 41, "$.x.y"),
            (Code::NumberOutOfRange, 2, 55, "$.x.z[0]"),
            (Code::MissingField, 2, 87, "$.works[1].id"),
            (Code::WrongType, 3, 29, "$.dimensions.actors"),
            (Code::UnknownValue, 4, 45, "$.predictions[0].kind"),
            (Code::NotExactlyOne, 4, 87, "$.predictions[0].attribution"),
            (Code::WrongType, 5, 101, "$.predictions[1].attribution.essay[1]"),
            (Code::NumberOutOfRange, 6, 66, "$.predictions[1].expects[0].weight"),
        ],
    );
}

#[test]
fn what_an_unknown_field_would_lose_is_refused() {
    #[track_caller]
    fn check(value: &str, expected: (Code, usize, usize, &str)) {
        check_faults::<Theory>(&THEORY.replacen("1.10", value, 1), &[expected]);
    }
    check("1e999", (Code::NumberOutOfRange, 53, 11, "$.predictions[0].x-unknown.a[0]"));
    check("-1e999", (Code::NumberOutOfRange, 53, 11, "$.predictions[0].x-unknown.a[0]"));
    check("{\"b\": 1, \"\\u0062\": 2}", (Code::DuplicateKey, 53, 20, "$.predictions[0].x-unknown.a[0].b"));
    let text = THEORY.replacen("\"x-unknown\": {", "\"x-unknown\": 1, \"x-unknown\": {", 1);
    check_faults::<Theory>(&text, &[(Code::DuplicateKey, 51, 23, "$.predictions[0].x-unknown")]);
    let text = THEORY.replacen("\"year\"", "\"year\": \"1\", \"year\"", 1);
    check_faults::<Theory>(&text, &[(Code::DuplicateKey, 7, 16, "$.year")]);
    let text = THEORY.replacen("\"own-row\"", "\"russia\"", 1);
    check_faults::<Theory>(&text, &[(Code::DuplicateKey, 21, 5, "$.dimensions.russia")]);
}

#[test]
fn an_error_of_meaning_leaves_the_document_open_for_repair() {
    #[track_caller]
    fn check(from: &str, to: &str, expected: &[(Code, usize, usize, &str)]) {
        assert!(THEORY.contains(from), "{from}");
        let text = THEORY.replacen(from, to, 1);
        check_faults::<Theory>(&text, expected);
        let loaded = load::<Theory>(&text);
        assert_eq!(canonical(loaded.document.as_ref().expect("the document is held")), text);
        assert!(loaded.comparable().is_none(), "it stays out of comparisons");
    }
    check("\"made\": \"1990\"", "\"made\": \"soon\"", &[(Code::BadDate, 28, 15, "$.predictions[0].made")]);
    check(
        "\"made\": \"1990\"",
        "\"made\": \"2023-02-30\"",
        &[(Code::BadDate, 28, 15, "$.predictions[0].made")],
    );
    check("\"due\": \"2000\"", "\"due\": \"2000?\"", &[(Code::BadDate, 29, 14, "$.predictions[0].due")]);
    check("\"id\": \"example\"", "\"id\": \"Ex ample\"", &[(Code::BadId, 3, 9, "$.id")]);
    check("\"id\": \"second\"", "\"id\": \"first\"", &[(Code::DuplicateId, 59, 13, "$.predictions[1].id")]);
    check(
        "\"weight\": 1.0",
        "\"weight\": 0.0",
        &[(Code::BadWeight, 42, 21, "$.predictions[0].expects[0].weight")],
    );
    check(
        "\"weight\": 1.0",
        "\"weight\": 1000.5",
        &[(Code::BadWeight, 42, 21, "$.predictions[0].expects[0].weight")],
    );
    check(
        "\"work\": \"book\"",
        "\"work\": \"boook\"",
        &[(Code::UnknownWork, 64, 17, "$.predictions[1].attribution.work")],
    );
    check(
        "\"outcome\": \"snow\"",
        "\"outcome\": \"rain\"",
        &[(Code::DuplicateOutcome, 46, 22, "$.predictions[0].expects[1].outcome")],
    );
}

#[test]
fn a_warning_has_its_place_and_remedy_and_keeps_nothing_out() {
    let essay: Essay = load(ESSAY).document.unwrap();
    #[track_caller]
    fn check<T: Document>(
        essay: &Essay,
        text: &str,
        from: &str,
        to: &str,
        expected: (Code, usize, usize, &str, &str),
    ) {
        assert!(text.contains(from), "{from}");
        let load = |text: &str| parse::<T>(text.as_bytes(), Some(essay), &Progress::default());
        let before = load(text).diagnostics.list;
        let loaded = load(&text.replacen(from, to, 1));
        let new: Vec<_> = loaded.diagnostics.list.iter().filter(|fault| !before.contains(fault)).collect();
        let [new] = new[..] else { panic!("{new:#?}") };
        let (code, line, column, path, hint) = expected;
        assert_eq!(
            (new.code, new.line, new.column, &*new.path.to_string()),
            (code, Some(line), Some(column), path)
        );
        assert!(new.hint.as_deref().unwrap_or_default().contains(hint), "{new:?}");
        assert_eq!(new.severity, Severity::Warning);
        assert!(loaded.comparable().is_some());
    }
    let theory = |from, to, expected| check::<Theory>(&essay, THEORY, from, to, expected);
    theory("\"year\"", "\"éra\": [1], \"year\"", (Code::UnknownField, 7, 3, "$.éra", "kept"));
    theory("\"summary\"", "\"sumary\"", (Code::UnknownField, 8, 3, "$.sumary", "did you mean \"summary\"?"));
    theory(
        "\"outcome\": \"rain\"",
        "\"outcome\": \"rainy\"",
        (Code::UnknownOutcome, 40, 22, "$.predictions[0].expects[0].outcome", "did you mean \"rain\"?"),
    );
    theory(
        "          1,\n",
        "          4,\n",
        (Code::ParagraphOutOfRange, 32, 11, "$.predictions[0].attribution.essay[0]", ""),
    );
    theory(
        "\"due\": \"2000\"",
        "\"due\": \"1989\"",
        (Code::DueBeforeMade, 29, 14, "$.predictions[0].due", ""),
    );
    theory(
        "\"judgeable\": \"too-vague\"",
        "\"judgeable\": \"too-vague\", \"expects\": []",
        (Code::NoExpectations, 67, 44, "$.predictions[1].expects", "never be judged"),
    );
    theory("\"russia\": ", "\"roissa\": ", (Code::MissingDimension, 18, 17, "$.dimensions", "empty"));
    let on_essay = |from, to, expected| check::<Essay>(&essay, ESSAY, from, to, expected);
    on_essay(
        "\"topic\": \"weather\"",
        "\"topic\": \"wether\"",
        (Code::UnknownTopic, 15, 16, "$.outcomes[0].topic", "did you mean \"weather\"?"),
    );
    on_essay(
        "        1,\n",
        "        0,\n",
        (Code::ParagraphOutOfRange, 20, 9, "$.outcomes[0].paragraphs[0]", ""),
    );
}

#[test]
fn paragraphs_of_another_essay_are_not_held_against_this_one() {
    let essay: Essay = load(ESSAY).document.unwrap();
    let text = THEORY.replacen("          1,\n", "          400,\n", 1).replacen(
        "\"of\": \"essay\"",
        "\"of\": \"another\"",
        1,
    );
    let loaded = parse::<Theory>(text.as_bytes(), Some(&essay), &Progress::default());
    assert!(loaded.diagnostics.list.iter().all(|fault| fault.code != Code::ParagraphOutOfRange));
}

#[test]
fn what_is_no_json_is_told_where_it_stops_being_so() {
    #[track_caller]
    fn check(text: &str, line: usize, column: usize) {
        check_faults::<Theory>(text, &[(Code::Syntax, line, column, "$")]);
    }
    check("", 1, 1);
    check("\n\n", 3, 1);
    check("<html>", 1, 1);
    check("{\"é\": 1,}", 1, 9);
    check("{\n  \"中国\": 'x'\n}", 2, 9);
    check("{\"a\": 1} {\"b\": 2}", 1, 10);
    check("{\"a\": NaN}", 1, 7);
    check("{\"a\": \"b", 1, 9);
}

#[test]
fn half_of_a_surrogate_pair_is_told_where_its_text_stands() {
    let text = THEORY
        .replacen("\"theorist\": \"", "\"x\": [{\"é\": \"\\udc00\"}],\n  \"theorist\": \"\\ud800", 1)
        .replacen("\"own-row\"", "\"\\ud83e\"", 1);
    check_faults::<Theory>(
        &text,
        &[
            (Code::Syntax, 6, 15, "$.x[0].é"),
            (Code::Syntax, 7, 15, "$.theorist"),
            (Code::Syntax, 22, 5, "$.dimensions"),
        ],
    );
    assert_eq!(
        resaved::<Theory>(&THEORY.replacen("🧭", "\\ud83e\\udded", 1)),
        THEORY,
        "a whole pair is a character"
    );
}

#[test]
fn a_file_of_another_kind_says_so_once() {
    #[track_caller]
    fn check<T: Document>(text: &str, code: Code, hint: &str) {
        let loaded = load::<T>(text);
        let [fault] = &loaded.diagnostics.list[..] else { panic!("{:#?}", loaded.diagnostics.list) };
        assert_eq!((fault.code, fault.path.to_string().as_str()), (code, "$.format"));
        assert!(fault.hint.as_deref().is_some_and(|found| found.contains(hint)), "{fault:?}");
    }
    check::<Theory>(ESSAY, Code::WrongFormat, "essay");
    check::<Essay>(THEORY, Code::WrongFormat, "theory");
    check::<Theory>(SEMINAR, Code::WrongFormat, "this file is a seminar");
    check::<Seminar>(THEORY, Code::WrongFormat, "theory");
    check::<Seminar>(&SEMINAR.replace("seminar/1", "seminar/2"), Code::NewerFormat, "newer");
    check::<Theory>(&THEORY.replace("theory/1", "theory/2"), Code::NewerFormat, "newer");
    check::<Theory>(&THEORY.replace("theory/1", "theory/02"), Code::NewerFormat, "newer");
    check::<Theory>(
        &THEORY.replace("prescient-theory/1", "prescient-teory/1"),
        Code::WrongFormat,
        "did you mean",
    );
    check::<Theory>(r#"{"format":"prescient-theory/9"}"#, Code::NewerFormat, "newer");
}

#[test]
fn a_file_is_loaded_as_the_kind_that_it_states() {
    let folder = tempfile::tempdir().unwrap();
    let load = |text: &str| {
        let path = folder.path().join("file.json");
        fs::write(&path, text).unwrap();
        load_any(&path, None, &Progress::default()).document
    };
    assert!(matches!(load(THEORY), Some(AnyDocument::Theory(_))));
    assert!(matches!(load(ESSAY), Some(AnyDocument::Essay(_))));
    assert!(matches!(load(SEMINAR), Some(AnyDocument::Seminar(_))));
    assert!(load("{}").is_none());
}

/// A value that nests `depth` arrays or objects.
fn nested(depth: usize, open: &str, close: &str) -> String {
    format!("{}1{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn deep_nesting_is_refused_with_its_place_and_never_overflows() {
    for depth in [10_000, 300_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = nested(depth, open, close);
            let started = Instant::now();
            load_as::<Theory>(deep.as_bytes(), None);
            load_as::<Theory>(open.repeat(depth).as_bytes(), None);
            load_as::<Theory>(THEORY.replacen("\"Example\"", &deep, 1).as_bytes(), None);
            let unknown = THEORY.replacen("\"note\": ", &format!("\"x\": {deep}, \"note\": "), 1);
            let loaded = load::<Theory>(&unknown);
            let codes: Vec<_> = loaded
                .diagnostics
                .list
                .iter()
                .map(|fault| fault.code)
                .filter(|c| c.severity() == Severity::Error)
                .collect();
            assert_eq!((codes, loaded.document.is_none()), (vec![Code::TooDeep], true));
            let too_deep = loaded.diagnostics.list.iter().find(|fault| fault.code == Code::TooDeep).unwrap();
            let expected = unknown.lines().nth(49).unwrap().find(open).unwrap() + 128 * open.len() + 1;
            assert_eq!((too_deep.line, too_deep.column), (Some(50), Some(expected)));
            assert_eq!(too_deep.path.to_string(), "$.predictions[0].x");
            assert!(
                started.elapsed() < Duration::from_secs(5),
                "{depth} levels take {:?}",
                started.elapsed()
            );
        }
    }
}

#[test]
fn nesting_is_held_up_to_its_limit() {
    #[track_caller]
    fn check(depth: usize, is_held: bool) {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
            let depth = depth / (open.matches(['[', '{']).count());
            let text = THEORY.replacen(
                "\"note\": ",
                &format!("\"x\": {}, \"note\": ", nested(depth, open, close)),
                1,
            );
            let loaded = load::<Theory>(&text);
            assert_eq!(loaded.document.is_some(), is_held, "{depth} of {open}");
            load_as::<Theory>(text.as_bytes(), None);
        }
    }
    check(128, true);
    check(130, false);
}

#[test]
fn a_million_faults_are_counted_and_the_first_thousand_listed() {
    let entry = r#"{"id":1},"#.repeat(200_000);
    let text = format!(
        r#"{{"format":"prescient-theory/1","id":"t","name":"","short_name":"","theorist":"","year":"","predictions":[{}]}}"#,
        entry.trim_end_matches(',')
    );
    let diagnostics = load::<Theory>(&text).diagnostics;
    assert_eq!(
        (diagnostics.errors, diagnostics.list.len(), diagnostics.unlisted()),
        (1_000_000, 1000, 999_000)
    );
}

// Reading and cancelling.

#[track_caller]
fn check_refused(path: &Path, is_expected: impl Fn(&ReadProblem) -> bool) {
    let problem = read_file(path, &Progress::default()).expect_err("it is refused");
    assert!(is_expected(&problem), "{problem:?}");
    let loaded = load_file::<Theory>(path, None, &Progress::default());
    let [fault] = &loaded.diagnostics.list[..] else { panic!("{:#?}", loaded.diagnostics.list) };
    assert_eq!((fault.code, fault.line), (Code::Unreadable, None));
    assert!(fault.hint.is_some());
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    check_refused(folder.path(), |problem| matches!(problem, ReadProblem::IsFolder));
    check_refused(&folder.path().join("missing.json"), |problem| matches!(problem, ReadProblem::NotFound));
    fs::write(folder.path().join("file"), "{}").unwrap();
    check_refused(&folder.path().join("file/in-a-file.json"), |problem| {
        matches!(problem, ReadProblem::NotFound)
    });
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.json")).unwrap();
        check_refused(&folder.path().join("dangling.json"), |problem| {
            matches!(problem, ReadProblem::NotFound)
        });
        check_refused(Path::new("/dev/null"), |problem| matches!(problem, ReadProblem::NotAFile));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_without_waiting_for_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: no mkfifo here");
        return;
    }
    check_refused(&pipe, |problem| matches!(problem, ReadProblem::NotAFile));
}

#[test]
fn a_file_over_one_gibibyte_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.json");
    File::create(&path).unwrap().set_len(MAX_BYTES + 1).unwrap();
    let progress = Progress::default();
    let problem = read_file(&path, &progress).expect_err("it is refused");
    assert!(matches!(problem, ReadProblem::TooLarge { bytes } if bytes == MAX_BYTES + 1), "{problem:?}");
    assert_eq!(progress.bytes_read(), 0);
    check_refused(&path, |problem| matches!(problem, ReadProblem::TooLarge { .. }));
}

/// A theory of so many predictions, about 150 bytes each.
fn large_theory(predictions: usize) -> String {
    let mut text = THEORY[..THEORY.find("\"predictions\"").unwrap()].to_owned() + "\"predictions\": [";
    for number in 0..predictions {
        let comma = if number == 0 { "" } else { "," };
        text += &format!(
            r#"{comma}{{"id":"p{number}","statement":"So it will be","kind":"forecast","made":"1990","attribution":{{"essay":[1]}},"expects":[{{"outcome":"rain","value":"occurs"}}]}}"#
        );
    }
    text + "]}"
}

#[test]
fn progress_tells_the_bytes_and_entries_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theory.json");
    let text = large_theory(20_000);
    fs::write(&path, &text).unwrap();
    let progress = Progress::default();
    let loaded = load_file::<Theory>(&path, None, &progress);
    assert_eq!(loaded.diagnostics.errors, 0);
    assert_eq!(progress.bytes_read(), text.len() as u64);
    assert!(progress.entries_read() >= 40_000, "{} predictions and expectations", progress.entries_read());
}

#[track_caller]
fn check_cancelled(loaded: &Loaded<Theory>) {
    let [fault] = &loaded.diagnostics.list[..] else { panic!("{:#?}", loaded.diagnostics.list) };
    assert_eq!((fault.code, loaded.document.is_none()), (Code::Unreadable, true));
    assert!(fault.found.contains("cancelled"), "{fault:?}");
}

#[test]
fn loading_cancelled_before_it_starts_reads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theory.json");
    fs::write(&path, large_theory(1000)).unwrap();
    let progress = Progress::default();
    progress.cancel();
    check_cancelled(&load_file(&path, None, &progress));
    assert_eq!((progress.bytes_read(), progress.entries_read()), (0, 0));
    check_cancelled(&parse(large_theory(1000).as_bytes(), None, &progress));
    assert_eq!(progress.entries_read(), 0);
}

#[test]
fn loading_cancelled_midway_ends_soon() {
    let text = large_theory(400_000);
    let progress = Arc::new(Progress::default());
    let (loaded, since_cancelled) = std::thread::scope(|scope| {
        let worker = scope.spawn(|| parse::<Theory>(text.as_bytes(), None, &progress));
        while progress.entries_read() < 1000 {
            std::thread::yield_now();
        }
        progress.cancel();
        let cancelled = Instant::now();
        (worker.join().unwrap(), cancelled.elapsed())
    });
    check_cancelled(&loaded);
    assert!(progress.entries_read() < 400_000, "{} entries read", progress.entries_read());
    assert!(since_cancelled < Duration::from_secs(1), "{since_cancelled:?}");
}

#[test]
fn looking_for_every_fault_of_a_large_file_can_be_cancelled_too() {
    // The reader stops at the first prediction; the look for all faults takes long.
    let text = large_theory(400_000).replacen("\"predictions\": [", "\"predictions\": [1,", 1);
    let progress = Progress::default();
    let loaded = std::thread::scope(|scope| {
        let worker = scope.spawn(|| parse::<Theory>(text.as_bytes(), None, &progress));
        while progress.entries_read() == 0 {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_millis(20));
        progress.cancel();
        worker.join().unwrap()
    });
    check_cancelled(&loaded);
}
