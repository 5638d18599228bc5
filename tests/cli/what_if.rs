//! What if? Outcomes read otherwise, left out, or counted by their basis alone.

use serde_json::{Value, json};

use crate::support::{Desk, ESSAY, THEORY, entry, keys, list, text, texts, with};

const BUILT_IN_ESSAY: &str = include_str!("../../assets/beijing-moscow-axis.json");

/// The expectation on an outcome, wherever a theory of the comparison has it first.
fn expectation<'a>(comparison: &'a Value, outcome: &str) -> &'a Value {
    let theories = list(comparison, "theories").iter();
    let predictions = theories.flat_map(|theory| list(theory, "predictions"));
    let mut expectations = predictions.flat_map(|prediction| list(prediction, "expectations"));
    expectations.find(|expectation| expectation["outcome"] == outcome).expect("somebody expects it")
}

/// Takes out every field that only a what-if brings.
fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| key != "essay_reported" && key != "what_if");
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn stripped(mut value: Value) -> Value {
    strip(&mut value);
    value
}

/// The built-in essay without the outcomes that `drop` is true of.
fn essay_without(drop: impl Fn(&Value) -> bool) -> String {
    let mut essay: Value = serde_json::from_str(BUILT_IN_ESSAY).expect("the built-in essay");
    essay["outcomes"].as_array_mut().expect("outcomes").retain(|outcome| !drop(outcome));
    serde_json::to_string(&essay).expect("JSON")
}

#[test]
fn another_reading_changes_the_verdict_and_what_the_essay_reports_stands_beside_it() {
    let comparison = Desk::new().compare(&["--reading", "russia-is-main-challenger=occurred"], 0);
    let outcome = entry(&comparison, "outcomes", "id", "russia-is-main-challenger");
    assert_eq!(
        (&outcome["reported"], &outcome["essay_reported"]),
        (&json!("occurred"), &json!("mostly-not"))
    );
    let expectation = expectation(&comparison, "russia-is-main-challenger");
    assert_eq!(
        expectation.to_string(),
        r#"{"outcome":"russia-is-main-challenger","expects":"occurs","reported":"occurred","essay_reported":"mostly-not","match":1.0,"timing":"foresight"}"#
    );
    let mackinder = entry(&comparison, "theories", "id", "mackinder");
    assert_eq!((&mackinder["rank"], &mackinder["score"]), (&json!(1), &json!(1.0)));
    let other = entry(&comparison, "outcomes", "id", "georgia-crisis");
    assert_eq!(other["reported"], other["essay_reported"], "what is not read otherwise is as reported");
}

#[test]
fn without_a_what_if_no_field_and_no_line_speaks_of_one() {
    let desk = Desk::with(&[("essay.json", ESSAY), ("spykman.json", THEORY)]);
    let inputs = ["compare", "--essay", "essay.json", "--no-built-in", "--theory", "spykman.json"];
    let printed = desk.print(&[&inputs[..], &["--format", "json"]].concat());
    let expected = r#"{
  "essay": {
    "id": "another-essay",
    "title": "Another Essay"
  },
  "attribution": "all",
  "theories": [
    {
      "id": "spykman",
      "name": "The Geography of the Peace",
      "rank": null,
      "score": 0.0,
      "coverage": {
        "scored": 1,
        "forecasts": 1
      },
      "foretold": {
        "score": 0.0,
        "n": 1
      },
      "boldness": null,
      "predictions": [
        {
          "id": "rimland",
          "kind": "forecast",
          "verdict": "disconfirmed",
          "reason": null,
          "score": 0.0,
          "timing": "foresight",
          "judged": {
            "scored": 1,
            "expectations": 1
          },
          "expectations": [
            {
              "outcome": "china-is-main-adversary",
              "expects": "occurs",
              "reported": "did-not-occur",
              "match": 0.0,
              "timing": "foresight"
            }
          ]
        }
      ]
    }
  ],
  "outcomes": [
    {
      "id": "china-is-main-adversary",
      "reported": "did-not-occur",
      "diagnosticity": null,
      "n": 1
    }
  ]
}
"#;
    assert_eq!(printed, expected);
    for format in ["table", "markdown", "csv"] {
        let printed = desk.print(&[&inputs[..], &["--format", format]].concat());
        assert!(!printed.contains("What-if") && !printed.contains("essay_reported"), "{printed}");
    }
}

#[test]
fn a_what_if_that_changes_nothing_only_adds_what_the_essay_reports() {
    let desk = Desk::new();
    let all = "fact,judgement,implied,attributed,forecast";
    let plain = desk.print(&["compare", "--format", "json"]);
    let what_if = desk.print(&["compare", "--format", "json", "--basis", all]);
    let has_field = |line: &&str| !line.trim_start().starts_with("\"essay_reported\"");
    let without: Vec<_> = what_if.lines().filter(has_field).collect();
    let start = without.iter().position(|line| line.contains("\"what_if\"")).expect("the what-if");
    let end = without.iter().position(|line| line.contains("\"theories\"")).expect("the theories");
    let without = [&without[..start], &without[end..]].concat();
    assert_eq!(without, plain.lines().collect::<Vec<_>>());
    assert_eq!(stripped(desk.analyse(&["--basis", all])), desk.analyse(&[]));
}

#[test]
fn an_outcome_that_is_left_out_is_in_no_list_and_matches_nothing() {
    let comparison = Desk::new().compare(&["--without", "crimea-annexed"], 0);
    assert_eq!(list(&comparison, "outcomes").len(), 40);
    assert!(list(&comparison, "outcomes").iter().all(|outcome| outcome["id"] != "crimea-annexed"));
    assert_eq!(
        expectation(&comparison, "crimea-annexed").to_string(),
        r#"{"outcome":"crimea-annexed","expects":"occurs","reported":null,"essay_reported":null,"match":null,"timing":null}"#
    );
}

#[test]
fn to_leave_out_an_outcome_is_as_if_the_essay_lacked_it() {
    let desk = Desk::new();
    let essay: Value = serde_json::from_str(BUILT_IN_ESSAY).expect("the built-in essay");
    let outcomes = list(&essay, "outcomes").iter().map(|outcome| text(outcome, "id"));
    for outcome in outcomes.step_by(4) {
        desk.write("essay.json", essay_without(|other| other["id"] == outcome));
        let lacking = ["--essay", "essay.json"];
        assert_eq!(
            stripped(desk.compare(&["--without", outcome], 0)),
            desk.compare(&lacking, 0),
            "{outcome}"
        );
        assert_eq!(stripped(desk.analyse(&["--without", outcome])), desk.analyse(&lacking), "{outcome}");
    }
}

#[test]
fn facts_only_is_as_if_the_essay_reported_nothing_else() {
    let desk = Desk::new();
    desk.write("facts.json", essay_without(|outcome| outcome["basis"] != "fact"));
    desk.write("both.json", essay_without(|o| o["basis"] != "fact" && o["basis"] != "judgement"));
    for (bases, essay) in
        [(&["--basis", "fact"][..], "facts.json"), (&["--basis", "judgement,fact"], "both.json")]
    {
        let lacking = ["--essay", essay];
        assert_eq!(stripped(desk.compare(bases, 0)), desk.compare(&lacking, 0), "{bases:?}");
        assert_eq!(stripped(desk.analyse(bases)), desk.analyse(&lacking), "{bases:?}");
    }
    let apart = ["--basis", "fact", "--basis", "judgement"];
    assert_eq!(desk.compare(&apart, 0), desk.compare(&["--basis", "fact,judgement"], 0));
}

#[test]
fn a_reading_is_as_if_the_essay_reported_it_so() {
    let desk = Desk::new();
    let mut essay: Value = serde_json::from_str(BUILT_IN_ESSAY).expect("the built-in essay");
    for outcome in essay["outcomes"].as_array_mut().expect("outcomes") {
        if outcome["id"] == "offensive-military-axis" {
            outcome["reported"] = json!("mixed");
        }
    }
    desk.write("essay.json", serde_json::to_string(&essay).expect("JSON"));
    let reading = ["--reading", "offensive-military-axis=mixed"];
    let other = ["--essay", "essay.json"];
    assert_eq!(stripped(desk.compare(&reading, 0)), desk.compare(&other, 0));
    assert_eq!(stripped(desk.analyse(&reading)), desk.analyse(&other));
}

#[test]
fn a_pending_outcome_that_is_read_otherwise_stays_foresight() {
    let comparison = Desk::new().compare(&["--reading", "power-of-siberia-2-signed=did-not-occur"], 0);
    let multipolarity = entry(&comparison, "theories", "id", "multipolarity");
    let pipeline = entry(multipolarity, "predictions", "id", "pipeline-will-come");
    assert_eq!((text(pipeline, "verdict"), text(pipeline, "timing")), ("disconfirmed", "foresight"));
}

#[test]
fn the_json_says_which_what_if_it_holds_in_the_essays_order() {
    let arguments = [
        "--reading",
        "brics-expands=mixed",
        "--reading",
        "borders-settled=contested",
        "--without",
        "kazan-shows-economic-multipolarity",
        "--without",
        "agreements-2024",
        "--basis",
        "judgement,fact",
    ];
    let expected = json!({
        "readings": {"borders-settled": "contested", "brics-expands": "mixed"},
        "without": ["agreements-2024", "kazan-shows-economic-multipolarity"],
        "bases": ["fact", "judgement"],
    });
    let desk = Desk::new();
    for output in [desk.compare(&arguments, 0), desk.analyse(&arguments)] {
        assert_eq!(output["what_if"].to_string(), expected.to_string());
        assert_eq!(keys(&output)[..3], ["essay", "attribution", "what_if"]);
    }
    let reading_alone = desk.analyse(&["--reading", "brics-expands=mixed"]);
    assert_eq!(texts(&reading_alone["what_if"], "bases").len(), 5, "all bases count");
}

#[test]
fn the_table_and_the_handout_say_near_the_top_what_is_read_otherwise_and_what_is_off() {
    let desk = Desk::with(&[("essay.json", ESSAY), ("spykman.json", THEORY)]);
    let inputs = ["--essay", "essay.json", "--no-built-in", "--theory", "spykman.json"];
    let printed = |command: &str, format: &str, what_if: &[&str]| {
        let printed = desk.print(&[&[command, "--format", format], &inputs[..], what_if].concat());
        printed.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let outcome = "What-if: “China is the main adversary of the United States”";
    for (command, format) in
        [("compare", "table"), ("compare", "markdown"), ("analyse", "table"), ("analyse", "markdown")]
    {
        let says = |what_if: &[&str], told: &str| {
            let printed = printed(command, format, what_if);
            let at = printed.find(told).unwrap_or_else(|| panic!("{told:?} in\n{printed}"));
            assert!(at < printed.find("Rank").expect("a scoreboard"), "{printed}");
        };
        says(
            &["--reading", "china-is-main-adversary=mostly-occurred"],
            &format!("{outcome} is read as mostly occurred; the essay reports did not occur."),
        );
        says(
            &["--without", "china-is-main-adversary"],
            &format!("{outcome} is switched off, as if the essay lacked it."),
        );
        says(
            &["--reading", "china-is-main-adversary=mixed", "--without", "china-is-main-adversary"],
            &format!("{outcome} would be read as mixed, but is switched off, as if the essay lacked it."),
        );
        says(
            &["--basis", "fact,implied"],
            "What-if: 1 outcome is switched off by its basis (the essay's judgement, attributed to others and the essay's forecast). What still counts: fact and implied by the essay.",
        );
    }
}

#[test]
fn a_spreadsheet_gets_the_value_that_counts_and_two_further_columns_for_a_what_if() {
    let desk = Desk::new();
    let rows = |arguments: &[&str]| {
        let printed = desk.print(&[&["compare", "--format", "csv"], arguments].concat());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(printed.as_bytes());
        reader.deserialize().map(|record| record.expect("a whole row")).collect::<Vec<Vec<String>>>()
    };
    let plain = rows(&[]);
    let what_if = rows(&["--reading", "crimea-annexed=mixed", "--without", "russia-ukraine-war"]);
    assert_eq!(what_if[0][..16], plain[0], "the columns that were there before stay");
    assert_eq!(what_if[0][16..], ["essay_reported", "what_if"]);
    let row = what_if.iter().find(|row| row[3] == "ukraine-is-the-hinge").expect("its row");
    assert_eq!(row[0], "beijing-moscow-axis", "the essay is the same");
    assert_eq!(row[15], "crimea-annexed occurs (mixed); russia-ukraine-war occurs (not in this essay)");
    assert_eq!(row[16], "crimea-annexed (occurred)");
    assert!(what_if[1..].iter().all(|row| row[17] == "crimea-annexed=mixed; without russia-ukraine-war"));
}

#[test]
fn the_analysis_follows_the_what_if() {
    let desk = Desk::new();
    let analysis = desk.analyse(&["--reading", "russia-is-main-challenger=occurred"]);
    assert!(texts(&analysis, "headline")[0].starts_with("Mackinder leads with 1.00"), "{analysis}");
    let without = desk.analyse(&["--without", "russia-ukraine-war"]);
    assert!(!texts(&without, "crucial").contains(&"russia-ukraine-war"));
    assert_eq!(list(&without, "outcomes").len(), 40);
    assert!(!texts(&without["gaps"], "outcomes").contains(&"russia-ukraine-war"), "it is off, no gap");
}

/// Wrong usage of `compare` and `analyse` alike; the message has all of `told`.
#[track_caller]
fn is_refused(arguments: &[&str], told: &[&str]) {
    for command in ["compare", "analyse"] {
        let desk = Desk::with(&[("old.json", "kept")]);
        let run = desk.run(&[&[command, "-o", "old.json"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        for part in told.iter().chain(&["error: ", "For more information, try '--help'."]) {
            assert!(run.err.contains(part), "{part:?} in\n{}", run.err);
        }
        assert_eq!(desk.read("old.json"), "kept");
    }
}

#[test]
fn an_unknown_outcome_is_wrong_usage_and_a_near_one_is_named() {
    for (argument, value) in [("--reading", "crimea-anexed=mixed"), ("--without", "crimea-anexed")] {
        let unknown = format!("unknown outcome \"crimea-anexed\" for '{argument}'");
        is_refused(
            &[argument, value],
            &[
                &unknown,
                "A Beijing-Moscow Axis?",
                "[possible outcomes: russia-is-junior-partner, ",
                "tip: did you mean \"crimea-annexed\"?",
            ],
        );
    }
    is_refused(&["--without", ""], &["unknown outcome \"\""]);
}

#[test]
fn an_outcome_counts_as_known_by_the_essay_that_is_loaded() {
    let desk = Desk::with(&[("essay.json", ESSAY)]);
    let run = desk.run(&["compare", "--essay", "essay.json", "--without", "crimea-annexed"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("[possible outcomes: china-is-main-adversary]"), "{}", run.err);
}

#[test]
fn an_unknown_value_or_basis_is_wrong_usage_and_what_is_allowed_is_listed() {
    is_refused(
        &["--reading", "crimea-annexed=ocurred"],
        &[
            "unknown value \"ocurred\"",
            "[possible values: occurred, mostly-occurred, mixed, mostly-not, did-not-occur, pending, contested, not-addressed]",
            "did you mean \"occurred\"?",
        ],
    );
    is_refused(&["--reading", "crimea-annexed"], &["\"=\" is missing", "china-matches-us-by-2020=mixed"]);
    is_refused(&["--reading", "crimea-annexed="], &["unknown value \"\""]);
    is_refused(
        &["--basis", "fact,judgment"],
        &["judgment", "[possible values: fact, judgement, implied, attributed, forecast]", "'judgement'"],
    );
    is_refused(&["--basis", ""], &["[possible values: fact"]);
}

#[test]
fn two_readings_of_one_outcome_are_wrong_usage_and_one_given_twice_is_one() {
    is_refused(
        &["--reading", "crimea-annexed=mixed", "--reading", "crimea-annexed=pending"],
        &["\"crimea-annexed\" is given two readings, mixed and pending"],
    );
    let desk = Desk::new();
    let once = desk.compare(&["--reading", "crimea-annexed=mixed"], 0);
    let twice = ["--reading", "crimea-annexed=mixed", "--reading", "crimea-annexed=mixed"];
    assert_eq!(desk.compare(&twice, 0), once);
}

#[test]
fn every_value_of_a_reading_counts() {
    let desk = Desk::new();
    let values = ["occurred", "mostly-occurred", "mixed", "mostly-not", "did-not-occur"];
    for (value, degree) in values.into_iter().zip([1.0, 0.75, 0.5, 0.25, 0.0]) {
        let comparison = desk.compare(&["--reading", &format!("crimea-annexed={value}")], 0);
        assert_eq!(expectation(&comparison, "crimea-annexed")["match"], degree);
    }
    for value in ["pending", "contested", "not-addressed"] {
        let comparison = desk.compare(&["--reading", &format!("crimea-annexed={value}")], 0);
        let expectation = expectation(&comparison, "crimea-annexed");
        assert_eq!((text(expectation, "reported"), &expectation["match"]), (value, &Value::Null));
    }
}

#[test]
fn a_long_essay_is_not_listed_whole_in_a_message() {
    let outcome = r#"{
      "id": "china-is-main-adversary",
      "statement": "China is the main adversary of the United States",
      "reported": "did-not-occur",
      "basis": "judgement"
    }"#;
    let many: Vec<_> =
        (0..100).map(|n| outcome.replace("china-is-main-adversary", &format!("outcome-{n}"))).collect();
    let desk = Desk::with(&[("essay.json", &with(ESSAY, outcome, &many.join(", ")))]);
    let run = desk.run(&["analyse", "--essay", "essay.json", "--without", "something-else"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("and 40 more]") && !run.err.contains("outcome-60"), "{}", run.err);
}
