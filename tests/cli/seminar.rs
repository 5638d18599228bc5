//! Seminar files on the command line.

use prescient::model::json::Progress;
use prescient::model::{Essay, Theory};
use prescient::store::{Document, content_hash, parse};

use crate::support::{Desk, ESSAY, THEORY, ids, json, place_of, text, with};

fn hash<T: Document>(text: &str) -> String {
    content_hash(&parse::<T>(text.as_bytes(), None, &Progress::default()).document.expect("it is in order"))
}

/// A seminar of the one theory and the one essay, with a reading; in canonical form.
fn seminar() -> String {
    let (essay_hash, theory_hash) = (hash::<Essay>(ESSAY), hash::<Theory>(THEORY));
    let within = |text: &str, indent: &str| text.trim_end().replace('\n', &format!("\n{indent}"));
    let (essay, theory) = (within(ESSAY, "    "), within(THEORY, "      "));
    format!(
        r#"{{
  "format": "prescient-seminar/1",
  "essay": {{
    "hash": "{essay_hash}",
    "document": {essay}
  }},
  "theories": [
    {{
      "hash": "{theory_hash}",
      "document": {theory}
    }}
  ],
  "readings": [
    {{
      "outcome": "china-is-main-adversary",
      "value": "contested"
    }}
  ]
}}
"#
    )
}

#[test]
fn a_seminar_is_checked_against_its_own_essay() {
    let desk = Desk::with(&[("x.seminar.json", &seminar())]);
    let run = desk.run(&["check", "x.seminar.json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out, "1 file checked: 0 errors, 0 warnings\n");
}

#[test]
fn a_copy_that_was_changed_by_hand_is_a_warning_and_a_fault_in_it_an_error() {
    let changed = with(&seminar(), "Who controls the rimland", "Who holds the rimland");
    let desk = Desk::with(&[("x.seminar.json", &changed)]);
    let warning = &desk.check(&["x.seminar.json"], 0)["files"][0]["diagnostics"][0];
    assert_eq!((text(warning, "code"), text(warning, "path")), ("hash-mismatch", "$.theories[0].hash"));
    assert!(text(warning, "hint").contains("changed by hand"), "{warning}");

    let broken = with(&seminar(), "\"made\": \"1944\"", "\"made\": \"soon\"");
    desk.write("x.seminar.json", &broken);
    let run = desk.run(&["check", "x.seminar.json"]);
    assert_eq!(run.code, Some(1));
    let (line, column) = place_of(&broken, "\"soon\"");
    let place = format!("x.seminar.json:{line}:{column}: error[bad-date]");
    let path = "at $.theories[0].document.predictions[0].made";
    assert!(run.out.contains(&format!("{place} {path}")), "{}", run.out);
}

#[test]
fn a_seminar_has_a_canonical_form() {
    let messy = seminar().replace('\n', " ");
    let desk = Desk::with(&[("x.seminar.json", &messy)]);
    let run = desk.run(&["format", "x.seminar.json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(desk.read("x.seminar.json"), seminar());
}

#[test]
fn a_seminar_given_as_a_theory_or_an_essay_is_said_to_be_one() {
    let desk = Desk::with(&[("x.seminar.json", &seminar()), ("spykman.json", THEORY)]);
    let files = ["--theory", "x.seminar.json", "--theory", "spykman.json"];
    let run = desk.run(&[&["compare", "--format", "json"], &files[..]].concat());
    assert_eq!(run.code, Some(1));
    let found =
        "error[wrong-format] at $.format: found \"prescient-seminar/1\", expected \"prescient-theory/1\"";
    assert!(run.err.contains(found) && run.err.contains("this file is a seminar"), "{}", run.err);
    assert_eq!(ids(&json(&run.out)).len(), 6, "the rest is compared");
    let run = desk.run(&["compare", "--essay", "x.seminar.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("this file is a seminar"), "{}", run.err);
}

#[test]
fn what_the_program_refuses_in_a_seminar_the_schema_refuses_too() {
    let schema = json(&Desk::new().run(&["schema", "seminar"]).out);
    let is_valid = |text: &str| jsonschema::is_valid(&schema, &json(text));
    assert!(is_valid(&seminar()));
    for (from, to) in [
        ("prescient-seminar/1", "prescient-seminar/2"),
        ("prescient-essay/1", "prescient-theory/1"),
        ("prescient-theory/1", "prescient-theory/2"),
        ("\"contested\"", "\"disputed\""),
        ("\"forecast\"", "\"forcast\""),
        ("\"readings\": [", "\"off_outcomes\": [\"No id\"], \"readings\": ["),
        ("\"readings\": [", "\"off_bases\": [\"rumour\"], \"readings\": ["),
        ("\"readings\": [", "\"attribution\": \"none\", \"readings\": ["),
        ("\"theories\"", "\"theorys\""),
    ] {
        let text = with(&seminar(), from, to);
        assert!(!is_valid(&text), "{to}");
        let desk = Desk::with(&[("x.json", &text)]);
        assert_eq!(desk.run(&["check", "x.json"]).code, Some(1), "{to}");
    }
}
