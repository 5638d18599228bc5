//! `prescient compare` with a user's own files.

use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::support::{Desk, ESSAY, PROGRAM, THEORY, ids, json, list, with};

const BUILT_IN: [&str; 5] = ["mackinder", "brzezinski", "huntington", "kissinger-late", "multipolarity"];

#[test]
fn own_theories_follow_the_built_in_ones_in_argument_order() {
    let other = with(THEORY, r#""id": "spykman""#, r#""id": "a-second""#);
    let desk = Desk::with(&[("spykman.json", THEORY), ("other.json", &other)]);
    let comparison = desk.compare(&["--theory", "spykman.json", "--theory", "other.json"], 0);
    assert_eq!(ids(&comparison), [&BUILT_IN[..], &["spykman", "a-second"]].concat());
    assert_eq!(comparison["theories"][5]["predictions"][0]["verdict"], "confirmed");
}

#[test]
fn the_built_in_theories_can_be_left_out_or_stand_alone() {
    let desk = Desk::with(&[("spykman.json", THEORY)]);
    assert_eq!(ids(&desk.compare(&["--no-built-in", "--theory", "spykman.json"], 0)), ["spykman"]);
    assert_eq!(ids(&desk.compare(&["--only-built-in"], 0)), BUILT_IN);
}

#[test]
fn a_theory_with_a_built_in_id_takes_that_ones_column_and_says_so() {
    let desk = Desk::with(&[("mine.json", &with(THEORY, r#""id": "spykman""#, r#""id": "huntington""#))]);
    let run = desk.run(&["compare", "--format", "json", "--theory", "mine.json"]);
    assert_eq!(run.code, Some(0));
    let comparison = json(&run.out);
    assert_eq!(ids(&comparison), BUILT_IN);
    assert_eq!(comparison["theories"][2]["name"], "The Geography of the Peace");
    assert_eq!(run.err, "mine.json: notice: this theory takes the place of the built-in \"huntington\"\n");
}

#[test]
fn further_theories_with_an_id_join_under_numbered_names_and_keep_their_files() {
    let desk = Desk::with(&[("a.json", THEORY), ("b.json", THEORY), ("c.json", THEORY)]);
    let arguments = ["compare", "--format", "json", "--no-built-in"];
    let theories = ["--theory", "a.json", "--theory", "b.json", "--theory", "c.json"];
    let run = desk.run(&[&arguments[..], &theories].concat());
    assert_eq!(run.code, Some(0), "a warning, no error");
    assert_eq!(ids(&json(&run.out)), ["spykman", "spykman~2", "spykman~3"]);
    assert!(
        run.err.starts_with("b.json: warning[id-taken]: the id \"spykman\" is already taken"),
        "{}",
        run.err
    );
    assert_eq!(run.err.lines().count(), 2);
    assert_eq!(desk.read("b.json"), THEORY);
    let table = desk.run(&[&["compare", "--no-built-in"], &theories[..]].concat()).out;
    assert!(table.contains("Spykman [spykman~2]"), "{table}");
}

#[test]
fn the_same_path_twice_is_one_document() {
    let desk = Desk::with(&[("spykman.json", THEORY)]);
    let run = desk.run(&[
        "compare",
        "--format",
        "json",
        "--no-built-in",
        "--theory",
        "spykman.json",
        "--theory",
        "./spykman.json",
    ]);
    assert_eq!(ids(&json(&run.out)), ["spykman"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}

#[test]
fn another_essay_judges_by_its_own_outcomes() {
    let desk = Desk::with(&[("essay.json", ESSAY), ("spykman.json", THEORY)]);
    let comparison = desk.compare(&["--essay", "essay.json", "--no-built-in", "--theory", "spykman.json"], 0);
    assert_eq!(comparison["essay"]["title"], "Another Essay");
    assert_eq!(comparison["theories"][0]["predictions"][0]["verdict"], "disconfirmed");
    assert_eq!(list(&comparison, "outcomes").len(), 1);
}

#[test]
fn an_outcome_that_the_essay_lacks_is_not_addressed() {
    let desk = Desk::with(&[("t.json", &with(THEORY, "china-is-main-adversary", "mars-is-settled"))]);
    let run = desk.run(&["compare", "--format", "json", "--no-built-in", "--theory", "t.json"]);
    assert_eq!(run.code, Some(0));
    assert!(
        run.err.contains("warning[unknown-outcome] at $.predictions[0].expects[0].outcome"),
        "{}",
        run.err
    );
    let prediction = &json(&run.out)["theories"][0]["predictions"][0];
    assert_eq!(prediction["reason"], "not-addressed");
    assert_eq!(prediction["timing"], serde_json::Value::Null);
    assert_eq!(
        prediction["expectations"][0].to_string(),
        r#"{"outcome":"mars-is-settled","expects":"occurs","reported":null,"match":null,"timing":null}"#
    );
}

#[test]
fn a_lone_theory_has_no_boldness_and_a_silent_one_no_score() {
    let silent = with(THEORY, "china-is-main-adversary", "mars-is-settled");
    let desk = Desk::with(&[("spykman.json", THEORY), ("silent.json", &silent)]);
    let comparison = desk.compare(&["--no-built-in", "--theory", "spykman.json"], 0);
    assert!(comparison["theories"][0]["boldness"].is_null());
    let comparison = desk.compare(&["--theory", "silent.json"], 0);
    let silent = &comparison["theories"][5];
    assert!(
        silent["score"].is_null() && silent["rank"].is_null() && silent["boldness"].is_null(),
        "{silent}"
    );
    assert_eq!(silent["foretold"].to_string(), r#"{"score":null,"n":0}"#);
}

#[test]
fn a_bad_theory_is_left_out_and_the_rest_is_printed() {
    let desk = Desk::with(&[("bad.json", "{"), ("spykman.json", THEORY)]);
    let run = desk.run(&["compare", "--format", "json", "--theory", "bad.json", "--theory", "spykman.json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(ids(&json(&run.out)).len(), 6);
    assert!(
        run.err.starts_with("bad.json:1:2: error[syntax] at $: found the end of the file"),
        "{}",
        run.err
    );
}

#[test]
fn when_no_theory_is_left_the_result_is_still_whole() {
    let desk = Desk::with(&[("bad.json", "{")]);
    let comparison = desk.compare(&["--no-built-in", "--theory", "bad.json"], 1);
    assert_eq!((ids(&comparison).len(), list(&comparison, "outcomes").len()), (0, 41));
    for format in ["table", "markdown", "csv"] {
        let run = desk.run(&["compare", "--no-built-in", "--theory", "bad.json", "--format", format]);
        assert_eq!(run.code, Some(1));
        assert!(!run.out.is_empty());
    }
}

#[test]
fn a_bad_essay_leaves_nothing_to_print() {
    let desk = Desk::with(&[("essay.json", &with(ESSAY, "\"2025\"", "\"soon\"")), ("old.json", "kept")]);
    let run = desk.run(&["compare", "--essay", "essay.json", "-o", "old.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("essay.json:5:16: error[bad-date] at $.published"), "{}", run.err);
    assert!(run.err.contains("the essay essay.json cannot be used"), "{}", run.err);
    assert_eq!(desk.read("old.json"), "kept");
}

#[test]
fn a_theory_in_place_of_an_essay_is_told_apart() {
    let desk = Desk::with(&[("spykman.json", THEORY)]);
    let run = desk.run(&["compare", "--essay", "spykman.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("this file is a theory"), "{}", run.err);
}

#[test]
fn an_essay_attribution_counts_only_for_the_essay_it_names() {
    let of = |essay: &str| {
        with(
            THEORY,
            "\"work\": \"peace\",\n        \"locator\": \"p. 43\"",
            &format!("\"essay\": [1]{essay}"),
        )
    };
    let theories = [
        ("any", of("")),
        ("this", of(r#", "of": "another-essay""#)),
        ("that", of(r#", "of": "that-essay""#)),
    ];
    let desk = Desk::with(&[("essay.json", ESSAY), ("work.json", THEORY)]);
    for (name, theory) in &theories {
        desk.write(&format!("{name}.json"), with(theory, "\"spykman\"", &format!("\"{name}\"")));
    }
    let comparison = desk.compare(
        &[
            "--essay",
            "essay.json",
            "--attribution",
            "essay",
            "--no-built-in",
            "--theory",
            "any.json",
            "--theory",
            "this.json",
            "--theory",
            "that.json",
            "--theory",
            "work.json",
        ],
        0,
    );
    let kept: Vec<_> =
        list(&comparison, "theories").iter().map(|theory| list(theory, "predictions").len()).collect();
    assert_eq!(kept, [1, 1, 0, 0]);
}

#[test]
fn a_result_in_a_file_replaces_it_whole_and_nothing_is_printed() {
    let desk = Desk::with(&[("result.json", "old")]);
    let printed = desk.run(&["compare", "--format", "json"]).out;
    let run = desk.run(&["compare", "--format", "json", "-o", "result.json"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    assert_eq!(desk.read("result.json"), printed);
    assert_eq!(
        std::fs::read_dir(desk.folder()).map(Iterator::count).ok(),
        Some(1),
        "no temporary file stays"
    );
}

#[test]
fn a_result_that_cannot_be_written_says_why() {
    let desk = Desk::new();
    let run = desk.run(&["compare", "-o", "missing/result.txt"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("missing does not exist"), "{}", run.err);
    let run = desk.run(&["compare", "-o", "."]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("is a folder"), "{}", run.err);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    for format in ["table", "json", "markdown", "csv"] {
        let mut child = Command::new(PROGRAM)
            .args(["compare", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("text");
        assert_eq!((child.wait().expect("it ends").code(), err.as_str()), (Some(0), ""), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let output =
        Command::new(PROGRAM).arg("compare").stdout(full).stderr(Stdio::piped()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not be printed"));
}

#[test]
fn a_spreadsheet_takes_no_text_for_a_formula() {
    let theory = with(THEORY, "Who controls the rimland rules Eurasia", "=HYPERLINK(\\\"http://x\\\")");
    let theory = with(&theory, "The Geography of the Peace\",", "@SUM(A1)\",");
    let theory = with(&theory, "\"made\": \"1944\"", "\"made\": \"-0431\"");
    let theory = with(&theory, "\"id\": \"rimland\"", "\"id\": \"-rimland\"");
    let desk = Desk::with(&[("t.json", &theory)]);
    let run = desk.run(&["compare", "--no-built-in", "--theory", "t.json", "--format", "csv"]);
    let row = csv::Reader::from_reader(run.out.as_bytes()).records().next().expect("a row").expect("whole");
    for cell in ["'=HYPERLINK(\"http://x\")", "'@SUM(A1)", "'-0431", "'-rimland"] {
        assert!(row.iter().any(|found| found == cell), "{cell} in {row:?}");
    }
}

#[test]
fn a_handout_shows_a_users_marks_as_they_are() {
    let theory = with(THEORY, "Who controls the rimland", "a | b *c* <script> [x](y)");
    let desk = Desk::with(&[("t.json", &theory)]);
    let run = desk.run(&["compare", "--no-built-in", "--theory", "t.json", "--format", "markdown"]);
    assert!(run.out.contains(r"a \| b \*c\* \<script\> \[x\](y)"), "{}", run.out);
}

#[test]
fn a_terminal_obeys_no_text_of_a_file() {
    let theory = with(THEORY, "Who controls", "\\u001b[2Jtwo\\nlines");
    let desk = Desk::with(&[("t.json", &theory)]);
    for format in ["table", "markdown"] {
        let run = desk.run(&["compare", "--no-built-in", "--theory", "t.json", "--format", format]);
        assert!(!run.out.contains('\u{1b}'), "{}", run.out);
        assert!(run.out.contains("2J") && run.out.contains("two lines the rimland"), "{}", run.out);
    }
}

#[test]
fn columns_stay_aligned_beside_wide_characters() {
    let theory = with(THEORY, "\"short_name\": \"Spykman\"", "\"short_name\": \"斯皮克曼\"");
    let desk = Desk::with(&[("t.json", &theory)]);
    let table = desk.run(&["compare", "--theory", "t.json"]).out;
    assert!(table.contains("   -  斯皮克曼          1.00   1 of 1"), "{table}");
}
