//! `prescient format`, `schema` and `new`.

use std::time::SystemTime;

use serde_json::Value;

use crate::support::{Desk, ESSAY, THEORY, json, list, with};

#[test]
fn a_messy_file_is_rewritten_in_its_canonical_form() {
    let messy: String = THEORY.split_whitespace().collect::<Vec<_>>().join(" ");
    let desk = Desk::with(&[("t.json", &format!("\u{feff}{messy}"))]);
    let run = desk.run(&["format", "t.json"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    assert_eq!(desk.read("t.json"), THEORY);
}

#[test]
fn known_fields_take_the_schemas_order_and_a_stated_default_stays() {
    let moved = with(THEORY, "  \"id\": \"spykman\",\n", "");
    let moved = with(&moved, "  \"predictions\": [", "  \"id\": \"spykman\",\n  \"predictions\": [");
    let moved = with(&moved, "\"expects\": [", "\"judgeable\": \"yes\",\n      \"expects\": [");
    let desk = Desk::with(&[("t.json", &moved)]);
    assert_eq!(desk.run(&["format", "t.json"]).code, Some(0));
    let expected = with(THEORY, "\"expects\": [", "\"judgeable\": \"yes\",\n      \"expects\": [");
    assert_eq!(desk.read("t.json"), expected);
}

#[test]
fn unknown_fields_keep_their_order_and_every_digit() {
    let unknown = r#""zeta": 3.14159265358979323846264338327950288,
        "alpha": { "z": [1.50, -0, 1e+300, "\u00e9"], "a": null, "m": 12345678901234567890123 }, "year""#;
    let theory = with(THEORY, "\"year\"", unknown);
    let theory = with(&theory, "\"weight\": 1.0", "\"mood\": [ ], \"weight\": 1.0");
    let desk = Desk::with(&[("t.json", &theory)]);
    let run = desk.run(&["format", "t.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.err.matches("warning[unknown-field]").count(), 3, "{}", run.err);
    let saved = desk.read("t.json");
    let compact: String = saved.split_whitespace().collect();
    let zeta = r#"],"zeta":3.14159265358979323846264338327950288,"#;
    let alpha = r#""alpha":{"z":[1.50,-0,1e+300,"é"],"a":null,"m":12345678901234567890123}}"#;
    assert!(compact.ends_with(&format!("{zeta}{alpha}")), "{saved}");
    assert!(compact.contains(r#""weight":1.0,"mood":[]"#), "{saved}");
    desk.run(&["format", "t.json", "-o", "again.json"]);
    assert_eq!(desk.read("again.json"), saved, "a second save changes no byte");
}

#[test]
fn what_is_canonical_already_is_not_written() {
    let desk = Desk::with(&[("t.json", THEORY)]);
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let file = std::fs::File::options().write(true).open(desk.path("t.json")).expect("it is there");
    file.set_modified(long_ago).expect("its time can be set");
    drop(file);
    assert_eq!(desk.run(&["format", "t.json"]).code, Some(0));
    let modified = desk.path("t.json").metadata().and_then(|file| file.modified()).expect("it has a time");
    assert_eq!(modified, long_ago);
}

#[test]
fn an_output_leaves_the_input_as_it_is() {
    let messy = THEORY.replace("\n  ", "\n\t");
    let desk = Desk::with(&[("t.json", &messy)]);
    assert_eq!(desk.run(&["format", "t.json", "-o", "tidy.json"]).code, Some(0));
    assert_eq!((desk.read("t.json"), desk.read("tidy.json")), (messy, THEORY.to_owned()));
}

#[test]
fn essays_have_a_canonical_form_too() {
    let desk = Desk::with(&[("essay.json", &ESSAY.replace('\n', " "))]);
    assert_eq!(desk.run(&["format", "essay.json"]).code, Some(0));
    assert_eq!(desk.read("essay.json"), ESSAY);
}

#[test]
fn a_file_that_cannot_be_held_is_left_untouched() {
    let bad = with(THEORY, "\"forecast\"", "\"guess\"").replace('\n', " ");
    let desk = Desk::with(&[("t.json", &bad)]);
    let run = desk.run(&["format", "t.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("error[unknown-value]"), "{}", run.err);
    assert_eq!(desk.read("t.json"), bad);
    let run = desk.run(&["format", "t.json", "-o", "tidy.json"]);
    assert_eq!(run.code, Some(1));
    assert!(!desk.path("tidy.json").exists());
}

#[test]
fn a_number_beyond_all_bounds_in_an_unknown_field_is_an_error_and_not_lost() {
    let bad = with(THEORY, "\"year\"", "\"mood\": 1e400, \"year\"");
    let desk = Desk::with(&[("t.json", &bad)]);
    let run = desk.run(&["format", "t.json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("error[number-out-of-range] at $.mood"), "{}", run.err);
    assert_eq!(desk.read("t.json"), bad);
}

#[test]
fn a_file_with_a_wrong_value_is_tidied_and_the_value_named() {
    let draft = with(THEORY, "\"made\": \"1944\"", "\"made\": \"to be looked up\"");
    let desk = Desk::with(&[("t.json", &draft.replace('\n', " "))]);
    let run = desk.run(&["format", "t.json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("error[bad-date] at $.predictions[0].made"), "{}", run.err);
    assert_eq!(desk.read("t.json"), draft);
}

#[test]
fn the_built_in_files_are_canonical() {
    let root = env!("CARGO_MANIFEST_DIR");
    let desk = Desk::new();
    for file in BUILT_IN {
        let path = format!("{root}/{file}");
        assert_eq!(desk.run(&["format", &path, "-o", "copy.json"]).code, Some(0));
        let original = std::fs::read_to_string(&path).expect("it is there");
        assert_eq!(desk.read("copy.json"), original, "{file}");
    }
}

const BUILT_IN: [&str; 7] = [
    "theories/mackinder.json",
    "theories/brzezinski.json",
    "theories/huntington.json",
    "theories/kissinger-late.json",
    "theories/multipolarity.json",
    "assets/theory-template.json",
    "assets/beijing-moscow-axis.json",
];

fn committed(file: &str) -> String {
    std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).expect("it is there")
}

fn schema(kind: &str) -> Value {
    json(&Desk::new().run(&["schema", kind]).out)
}

#[test]
fn the_committed_schemas_are_current() {
    for (kind, file) in [
        ("theory", "theories/theory.schema.json"),
        ("essay", "assets/essay.schema.json"),
        ("seminar", "assets/seminar.schema.json"),
    ] {
        let run = Desk::new().run(&["schema", kind]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        assert!(run.out == committed(file), "write it anew: prescient schema {kind} > {file}");
    }
}

#[test]
fn every_built_in_file_follows_its_schema() {
    let (theory, essay) = (schema("theory"), schema("essay"));
    for file in BUILT_IN {
        let document = json(&committed(file));
        let schema = if document["outcomes"].is_array() { &essay } else { &theory };
        if let Err(error) = jsonschema::validate(schema, &document) {
            panic!("{file}: {error} at {}", error.instance_path());
        }
    }
}

#[test]
fn what_the_program_refuses_the_schema_refuses_too() {
    let schema = schema("theory");
    assert!(jsonschema::is_valid(&schema, &json(THEORY)));
    for (from, to) in [
        ("\"year\": \"1944\"", "\"year\": null"),
        ("\"weight\": 1.0", "\"weight\": null"),
        ("  \"theorist\": \"Nicholas Spykman\",\n", ""),
        ("      \"made\": \"1944\",\n", ""),
        ("\"forecast\"", "\"forcast\""),
        ("\"occurs\"", "\"maybe\""),
        ("prescient-theory/1", "prescient-theory/2"),
        ("\"spykman\"", "\"Spykman!\""),
        ("\"made\": \"1944\"", "\"made\": \"soon\""),
        ("\"weight\": 1.0", "\"weight\": 0"),
        ("\"locator\": \"p. 43\"", "\"essay\": [1]"),
    ] {
        assert!(!jsonschema::is_valid(&schema, &json(&with(THEORY, from, to))), "{to:?}");
    }
}

#[test]
fn a_new_theory_passes_the_check_and_joins_a_comparison() {
    let desk = Desk::new();
    let run = desk.run(&["new", "theory", "Spykman 1944.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    assert!(run.err.contains("prescient check"), "{}", run.err);
    let result = desk.check(&["Spykman 1944.json"], 0);
    assert_eq!((&result["errors"], &result["warnings"]), (&0.into(), &0.into()), "{result}");
    let comparison = desk.compare(&["--theory", "Spykman 1944.json"], 0);
    let own = &comparison["theories"][5];
    assert_eq!(own["id"], "spykman-1944", "two theories started from the template differ by file name");
    assert_eq!(own["coverage"].to_string(), r#"{"scored":2,"forecasts":2}"#);
    let text = desk.read("Spykman 1944.json");
    let theory = json(&text);
    assert_eq!(theory["dimensions"].as_object().map(serde_json::Map::len), Some(8));
    let predictions = list(&theory, "predictions");
    assert!(predictions.iter().any(|p| p["kind"] == "prescription"));
    assert!(predictions.iter().any(|p| p["attribution"]["work"].is_string()));
    assert!(predictions.iter().any(|p| p["attribution"]["essay"].is_array()));
    assert!(text.contains("\"weight\"") && text.contains("count against"), "{text}");
    desk.run(&["format", "Spykman 1944.json"]);
    assert_eq!(desk.read("Spykman 1944.json"), text, "it is canonical");
}

#[test]
fn a_new_theory_replaces_nothing() {
    let desk = Desk::with(&[("mine.json", "my work")]);
    let run = desk.run(&["new", "theory", "mine.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("mine.json exists already"), "{}", run.err);
    assert_eq!(desk.read("mine.json"), "my work");
    let run = desk.run(&["new", "theory", "missing/mine.json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("folder"), "{}", run.err);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere.json", desk.path("link.json")).expect("a link");
        assert_eq!(desk.run(&["new", "theory", "link.json"]).code, Some(1));
        assert!(!desk.path("nowhere.json").exists());
    }
}
