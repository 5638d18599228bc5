//! What must come out of the built-in essay and theories.

use serde_json::Value;

use crate::support::{Desk, list, text};

/// theory, score, scored, forecasts, foretold score, foretold n, rank.
type Line<'a> = (&'a str, f64, u64, u64, Option<f64>, u64, Option<u64>);

const ALL: [Line<'static>; 5] = [
    ("mackinder", 0.75, 3, 4, Some(0.75), 3, Some(3)),
    ("brzezinski", 0.417, 3, 5, Some(0.417), 3, Some(4)),
    ("huntington", 0.8, 5, 6, Some(0.8), 5, Some(2)),
    ("kissinger-late", 0.5, 2, 2, None, 0, None),
    ("multipolarity", 0.817, 5, 9, None, 0, Some(1)),
];

const ESSAY_ONLY: [Line<'static>; 5] = [
    ("mackinder", 0.625, 2, 2, Some(0.625), 2, None),
    ("brzezinski", 0.125, 2, 2, Some(0.125), 2, None),
    ("huntington", 1.0, 4, 4, Some(1.0), 4, Some(1)),
    ("kissinger-late", 0.5, 2, 2, None, 0, None),
    ("multipolarity", 0.817, 5, 9, None, 0, Some(2)),
];

/// theory, prediction, kind, verdict (or the reason for none), scored and all expectations.
const VERDICTS: [(&str, &str, &str, &str, [u64; 2]); 33] = [
    ("mackinder", "pivot-stays-central", "forecast", "confirmed", [1, 1]),
    ("mackinder", "pivot-is-the-rival", "forecast", "largely-disconfirmed", [1, 1]),
    ("mackinder", "pivot-with-a-coastal-power", "forecast", "conditions-not-met", [1, 1]),
    ("mackinder", "land-routes-knit-the-interior", "forecast", "confirmed", [1, 2]),
    ("mackinder", "keep-pivot-and-coast-apart", "prescription", "largely-disconfirmed", [1, 1]),
    ("brzezinski", "china-stays-regional", "forecast", "disconfirmed", [1, 1]),
    ("brzezinski", "russia-is-the-challenger", "forecast", "largely-disconfirmed", [1, 1]),
    ("brzezinski", "ukraine-is-the-hinge", "forecast", "confirmed", [2, 2]),
    ("brzezinski", "antihegemonic-coalition", "forecast", "too-vague", [1, 1]),
    ("brzezinski", "china-leads-russia-follows", "forecast", "contested", [0, 1]),
    ("brzezinski", "america-stays-arbiter", "prescription", "largely-disconfirmed", [1, 1]),
    ("brzezinski", "russia-in-three-parts", "prescription", "disconfirmed", [1, 1]),
    ("huntington", "china-becomes-the-adversary", "forecast", "confirmed", [2, 2]),
    ("huntington", "modern-without-western", "forecast", "confirmed", [1, 1]),
    ("huntington", "power-moves-from-the-west", "forecast", "confirmed", [2, 2]),
    ("huntington", "west-must-accommodate", "prescription", "largely-disconfirmed", [1, 1]),
    ("huntington", "no-universal-civilisation", "forecast", "confirmed", [1, 1]),
    ("huntington", "kin-do-not-fight", "forecast", "disconfirmed", [1, 1]),
    ("huntington", "rest-balances-the-west", "forecast", "too-vague", [1, 1]),
    ("huntington", "keep-western-strength", "prescription", "confirmed", [1, 1]),
    ("kissinger-late", "china-is-the-power-to-contain", "forecast", "confirmed", [2, 2]),
    ("kissinger-late", "russia-can-be-won", "forecast", "disconfirmed", [2, 2]),
    ("kissinger-late", "washington-reverses-course", "prescription", "disconfirmed", [1, 1]),
    ("kissinger-late", "court-russia", "prescription", "mixed", [1, 1]),
    ("multipolarity", "not-a-junior-partner", "forecast", "contested", [0, 1]),
    ("multipolarity", "partners-align", "forecast", "confirmed", [1, 2]),
    ("multipolarity", "not-a-military-axis", "forecast", "confirmed", [2, 3]),
    ("multipolarity", "new-rules-of-governance", "forecast", "confirmed", [2, 2]),
    ("multipolarity", "trade-withstands-sanctions", "forecast", "largely-disconfirmed", [4, 4]),
    ("multipolarity", "pipeline-will-come", "forecast", "pending", [0, 1]),
    ("multipolarity", "no-joint-war", "forecast", "pending", [0, 1]),
    ("multipolarity", "finance-goes-multipolar", "forecast", "pending", [0, 2]),
    ("multipolarity", "unipolar-moment-ends", "forecast", "largely-confirmed", [3, 3]),
];

/// The scoreboard of a comparison, scores to three decimals.
fn scoreboard(comparison: &Value) -> Vec<Line<'_>> {
    let rounded = |number: &Value| number.as_f64().map(|number| (number * 1000.0).round() / 1000.0);
    let line = |theory| {
        let theory: &Value = theory;
        let (coverage, foretold) = (&theory["coverage"], &theory["foretold"]);
        (
            text(theory, "id"),
            rounded(&theory["score"]).expect("every built-in theory has a score"),
            coverage["scored"].as_u64().unwrap_or_default(),
            coverage["forecasts"].as_u64().unwrap_or_default(),
            rounded(&foretold["score"]),
            foretold["n"].as_u64().expect("n is always given"),
            theory["rank"].as_u64(),
        )
    };
    list(comparison, "theories").iter().map(line).collect()
}

#[test]
fn the_scoreboard_is_the_one_worked_out_by_hand() {
    let comparison = Desk::new().compare(&[], 0);
    assert_eq!(comparison["attribution"], "all");
    assert_eq!(comparison["essay"]["id"], "beijing-moscow-axis");
    assert_eq!(comparison["essay"]["title"], "A Beijing-Moscow Axis?");
    assert_eq!(scoreboard(&comparison), ALL);
}

#[test]
fn by_the_essays_own_attributions_huntington_leads_and_two_are_unranked() {
    let comparison = Desk::new().compare(&["--attribution", "essay"], 0);
    assert_eq!(comparison["attribution"], "essay");
    assert_eq!(scoreboard(&comparison), ESSAY_ONLY);
}

#[test]
fn each_of_the_33_verdicts_is_the_one_worked_out_by_hand() {
    let comparison = Desk::new().compare(&[], 0);
    let mut found = Vec::new();
    for theory in list(&comparison, "theories") {
        for prediction in list(theory, "predictions") {
            let is_unscored = text(prediction, "verdict") == "unscored";
            assert_eq!(is_unscored, prediction["score"].is_null(), "{prediction}");
            assert_eq!(is_unscored, prediction["reason"].is_string(), "{prediction}");
            let judged = |key: &str| prediction["judged"][key].as_u64().unwrap_or(u64::MAX);
            found.push((
                text(theory, "id"),
                text(prediction, "id"),
                text(prediction, "kind"),
                text(prediction, if is_unscored { "reason" } else { "verdict" }),
                [judged("scored"), judged("expectations")],
            ));
        }
    }
    assert_eq!(found, VERDICTS);
}

#[test]
fn a_verdict_comes_with_its_working() {
    let comparison = Desk::new().compare(&[], 0);
    let prediction = &comparison["theories"][0]["predictions"][3];
    let expected = serde_json::json!({
        "id": "land-routes-knit-the-interior", "kind": "forecast", "verdict": "confirmed", "reason": null,
        "score": 1.0, "timing": "foresight", "judged": { "scored": 1, "expectations": 2 },
        "expectations": [
            { "outcome": "border-region-integration", "expects": "occurs", "reported": "occurred",
              "match": 1.0, "timing": "foresight" },
            { "outcome": "power-of-siberia-2-signed", "expects": "occurs", "reported": "pending",
              "match": null, "timing": "foresight" },
        ],
    });
    assert_eq!(prediction.to_string(), expected.to_string(), "with the keys in this order");
}

#[test]
fn outcomes_come_in_file_order_with_how_they_divide_the_theories() {
    let comparison = Desk::new().compare(&[], 0);
    let outcomes = list(&comparison, "outcomes");
    assert_eq!(outcomes.len(), 41);
    assert_eq!(
        outcomes[0].to_string(),
        r#"{"id":"russia-is-junior-partner","reported":"contested","diagnosticity":1.0,"n":2}"#
    );
    assert_eq!(
        outcomes[1].to_string(),
        r#"{"id":"agreements-2024","reported":"occurred","diagnosticity":null,"n":0}"#
    );
    let challenger = outcomes.iter().find(|outcome| outcome["id"] == "russia-is-main-challenger");
    // Mackinder and Brzezinski expect it, Kissinger does not: p = 2/3.
    let challenger = challenger.expect("the outcome is there");
    assert!((challenger["diagnosticity"].as_f64().unwrap_or_default() - 8.0 / 9.0).abs() < 1e-9);
}

#[test]
fn the_table_names_the_viewpoint_and_says_what_its_ranks_are_worth() {
    let table = Desk::new().run(&["compare"]).out;
    for words in [
        "Verdicts are as the essay reports. Its viewpoint:",
        "Every number is over the 5 theories loaded",
        "   3  Mackinder         0.75   3 of 4    0.75 (3) ",
        "   -  Kissinger (late)  0.50   2 of 2    none (0) ",
        "not ranked: 2 scored forecasts, 3 are needed",
        "* judged by its own essay",
        "The ranks rest on as few as 3 scored forecasts: `prescient analyse` says how little would change",
        "Confirmed                     1.00   foresight  gj-1904, p. 434          partly judged, 1 of 2",
        "Unscored: Conditions not met         foresight  gj-1904, p. 436",
        "foresight  essay par. 11, due 2020",
    ] {
        assert!(table.contains(words), "{words:?} in\n{table}");
    }
    let ranked_first = table.lines().find(|line| line.starts_with("  1*  Multipolarity"));
    assert!(ranked_first.is_some_and(|line| line.ends_with("* judged by its own essay")), "{table}");
    let too_wide =
        table.lines().skip_while(|line| !line.starts_with("Score:")).find(|l| l.chars().count() > 100);
    assert_eq!(too_wide, None);
}

#[test]
fn the_handout_has_the_same_words_in_markdown() {
    let handout = Desk::new().run(&["compare", "--format", "markdown"]).out;
    for words in [
        "# A Beijing-Moscow Axis?\n",
        "> Verdicts are as the essay reports. Its viewpoint:",
        "| 3 | Mackinder | 0.75 | 3 of 4 | 0.75 (3) |",
        r"| 1\* | Multipolarity | 0.817 | 5 of 9 | none (0) |",
        r"\* judged by its own essay |",
        "| Confirmed (partly judged, 1 of 2) | 1.00 | foresight | forecast | gj-1904, p. 434 |",
    ] {
        assert!(handout.contains(words), "{words:?} in\n{handout}");
    }
}

#[test]
fn the_spreadsheet_has_one_row_a_prediction() {
    let run = Desk::new().run(&["compare", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let at = |name: &str| head.iter().position(|field| field == name).expect("the column is there");
    let rows: Vec<_> = reader.records().map(|row| row.expect("a whole row")).collect();
    let found: Vec<_> = rows.iter().map(|row| (&row[at("theory")], &row[at("prediction")])).collect();
    assert_eq!(found, VERDICTS.map(|(theory, prediction, ..)| (theory, prediction)));
    assert_eq!(&rows[1][at("verdict")], "largely-disconfirmed");
    assert_eq!(&rows[1][at("score")], "0.25");
    assert_eq!(&rows[2][at("reason")], "conditions-not-met");
}
