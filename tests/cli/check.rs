//! `prescient check`.

use crate::support::{Desk, ESSAY, THEORY, json, list, text, with};

#[test]
fn clean_files_are_counted_and_nothing_else() {
    let desk = Desk::with(&[("spykman.json", THEORY), ("essay.json", ESSAY)]);
    let run = desk.run(&["check", "spykman.json", "essay.json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out, "2 files checked: 0 errors, 0 warnings\n");
    let run = desk.run(&["check", "spykman.json", "--format", "json"]);
    assert_eq!(
        json(&run.out).to_string(),
        r#"{"files":[{"file":"spykman.json","diagnostics":[]}],"errors":0,"warnings":0}"#
    );
}

#[test]
fn the_files_that_the_program_is_built_with_are_clean() {
    let root = env!("CARGO_MANIFEST_DIR");
    let names = ["mackinder", "brzezinski", "huntington", "kissinger-late", "multipolarity"];
    let mut files: Vec<_> = names.map(|name| format!("{root}/theories/{name}.json")).to_vec();
    files.push(format!("{root}/assets/beijing-moscow-axis.json"));
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let result = Desk::new().check(&files, 0);
    assert_eq!((&result["errors"], &result["warnings"]), (&0.into(), &0.into()), "{result}");
}

#[test]
fn an_error_names_its_place_what_was_found_what_was_expected_and_what_to_do() {
    let desk = Desk::with(&[("t.json", &with(THEORY, "\"forecast\"", "\"forcast\""))]);
    let run = desk.run(&["check", "t.json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    assert_eq!(
        run.out,
        "t.json:28:15: error[unknown-value] at $.predictions[0].kind: found \"forcast\", \
         expected one of forecast, prescription\n    hint: did you mean \"forecast\"?\n\
         1 file checked: 1 error, 0 warnings\n"
    );
    let result = desk.check(&["t.json"], 1);
    assert_eq!(
        result["files"][0]["diagnostics"][0].to_string(),
        r#"{"severity":"error","code":"unknown-value","line":28,"column":15,"path":"$.predictions[0].kind","found":"\"forcast\"","expected":"one of forecast, prescription","hint":"did you mean \"forecast\"?"}"#
    );
}

#[test]
fn warnings_are_allowed() {
    let desk = Desk::with(&[("t.json", &with(THEORY, "\"year\"", "\"mood\": \"grim\",\n  \"year\""))]);
    let run = desk.run(&["check", "t.json"]);
    assert_eq!(run.code, Some(0));
    assert!(
        run.out.starts_with("t.json:7:3: warning[unknown-field] at $.mood: found \"mood\""),
        "{}",
        run.out
    );
    assert!(run.out.ends_with("1 file checked: 0 errors, 1 warning\n"), "{}", run.out);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let desk = Desk::with(&[
        ("a.json", "nonsense"),
        ("b.json", &with(THEORY, "\"1944\",\n  \"works\"", "1944,\n  \"works\"")),
    ]);
    let result = desk.check(&["a.json", "b.json", "missing.json"], 1);
    let codes: Vec<_> =
        list(&result, "files").iter().map(|file| text(&file["diagnostics"][0], "code").to_owned()).collect();
    assert_eq!(codes, ["syntax", "wrong-type", "unreadable"]);
    assert_eq!(result["errors"], 3);
}

#[test]
fn more_faults_than_anybody_reads_are_counted() {
    let field = |i| format!("\"field-{i}\": 1,\n");
    let fields: String = (0..1012).map(field).collect();
    let desk = Desk::with(&[("t.json", &with(THEORY, "\"year\"", &format!("{fields}\"year\"")))]);
    let run = desk.run(&["check", "t.json"]);
    assert_eq!(run.code, Some(0));
    assert!(
        run.out.ends_with("t.json: and 12 more warnings\n1 file checked: 0 errors, 1012 warnings\n"),
        "{}",
        run.out
    );
    let result = desk.check(&["t.json"], 0);
    assert_eq!(list(&result["files"][0], "diagnostics").len(), 1000);
    assert_eq!(result["warnings"], 1012);
}

#[test]
fn the_later_of_two_theories_with_one_id_is_warned_about() {
    let desk = Desk::with(&[("a.json", THEORY), ("b.json", THEORY)]);
    let result = desk.check(&["a.json", "b.json"], 0);
    assert_eq!(list(&result["files"][0], "diagnostics").len(), 0);
    let warning = &result["files"][1]["diagnostics"][0];
    assert_eq!(
        (&warning["code"], &warning["line"], &warning["column"], &warning["path"]),
        (&"id-taken".into(), &3.into(), &9.into(), &"$.id".into())
    );
    assert!(text(warning, "found").contains("a.json"), "{warning}");
    assert_eq!(result["warnings"], 1);
}

#[test]
fn the_same_path_twice_is_checked_once() {
    let desk = Desk::with(&[("a.json", THEORY)]);
    let result = desk.check(&["a.json", "./a.json"], 0);
    assert_eq!((list(&result, "files").len(), &result["warnings"]), (1, &0.into()));
}

#[test]
fn outcomes_are_those_of_the_essay_given() {
    let theory = with(THEORY, "china-is-main-adversary", "china-is-main-adversry");
    let desk = Desk::with(&[("t.json", &theory), ("good.json", THEORY), ("essay.json", ESSAY)]);
    let result = desk.check(&["t.json", "--essay", "essay.json"], 0);
    let warning = &result["files"][0]["diagnostics"][0];
    assert_eq!(warning["code"], "unknown-outcome");
    assert!(text(warning, "expected").contains("another-essay"), "{warning}");
    assert_eq!(warning["hint"], "did you mean \"china-is-main-adversary\"?");
    assert_eq!(desk.check(&["good.json", "--essay", "essay.json"], 0)["warnings"], 0);
}

#[test]
fn an_essay_that_cannot_be_used_is_reported_and_the_files_are_checked_all_the_same() {
    let desk = Desk::with(&[("t.json", &with(THEORY, "\"1944\",\n      \"attr", "\"44\",\n      \"attr"))]);
    let run = desk.run(&["check", "t.json", "--essay", "missing.json", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("the essay missing.json cannot be used"), "{}", run.err);
    let result = json(&run.out);
    assert_eq!(result["files"][0]["diagnostics"][0]["code"], "unreadable");
    assert_eq!(result["files"][1]["diagnostics"][0]["code"], "bad-date");
    assert_eq!(result["errors"], 2);
}

#[test]
fn an_essay_among_the_files_is_checked_as_one() {
    let bad = with(ESSAY, "\"judgement\"", "\"judgment\"");
    let twice = with(
        ESSAY,
        "  \"outcomes\": [",
        "  \"paragraphs\": 3,\n  \"outcomes\": [\n    {\n      \"id\": \"china-is-main-adversary\",\n      \"topic\": \"chna\",\n      \"statement\": \"x\",\n      \"reported\": \"pending\",\n      \"basis\": \"fact\",\n      \"paragraphs\": [4]\n    },",
    );
    let desk = Desk::with(&[("bad.json", &bad), ("twice.json", &twice)]);
    let result = desk.check(&["bad.json", "twice.json"], 1);
    let codes = |file: usize| -> Vec<String> {
        let diagnostics = list(&result["files"][file], "diagnostics");
        diagnostics.iter().map(|diagnostic| text(diagnostic, "code").to_owned()).collect()
    };
    assert_eq!(codes(0), ["unknown-value"]);
    assert_eq!(codes(1), ["unknown-topic", "paragraph-out-of-range", "duplicate-id"]);
}
