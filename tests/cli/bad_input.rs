//! Files that are broken in every way that files break. Each names its fault and its place, and each
//! leaves the good file beside it alone.

use serde_json::Value;

use crate::support::{Desk, ESSAY, THEORY, ids, list, place_of, with};

/// What is expected of a bad file: the code of its first error, its place, its path.
struct Fault<'a> {
    code: &'a str,
    place: Option<(usize, usize)>,
    path: &'a str,
}

impl Fault<'_> {
    fn diagnostic(&self) -> Value {
        let (line, column) = self.place.unzip();
        serde_json::json!({ "code": self.code, "line": line, "column": column, "path": self.path })
    }
}

/// A diagnostic's code, place and path.
fn brief(diagnostic: &Value) -> Vec<&Value> {
    ["code", "line", "column", "path"].iter().map(|key| &diagnostic[*key]).collect()
}

/// The theory that stands beside the bad one.
fn good() -> String {
    with(THEORY, "\"spykman\"", "\"good\"")
}

/// Checks `bytes`, then compares them with a good theory beside them.
#[track_caller]
fn is_bad(bytes: impl AsRef<[u8]>, expected: &Fault<'_>) {
    let desk = Desk::with(&[("good.json", &good())]);
    desk.write("bad.json", bytes);
    is_bad_on(&desk, expected);
}

/// The same for a `bad.json` that is on the desk already.
#[track_caller]
fn is_bad_on(desk: &Desk, expected: &Fault<'_>) {
    let result = desk.check(&["bad.json", "good.json"], 1);
    let error = first_error(&result);
    assert_eq!(brief(error), brief(&expected.diagnostic()), "{error}");
    assert!(!error["found"].is_null() && !error["expected"].is_null(), "{error}");
    assert_eq!(list(&result["files"][1], "diagnostics").len(), 0, "{result}");

    let run = desk.run(&["compare", "--format", "json", "--theory", "bad.json", "--theory", "good.json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(ids(&crate::support::json(&run.out)).last(), Some(&"good"), "the good file is compared");
    let place = expected.place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
    let line = format!("bad.json{place}: error[{}] at {}: found ", expected.code, expected.path);
    assert!(run.err.contains(&line), "{line:?} in {}", run.err);
}

#[track_caller]
fn first_error(result: &Value) -> &Value {
    let diagnostics = list(&result["files"][0], "diagnostics");
    diagnostics.iter().find(|diagnostic| diagnostic["severity"] == "error").expect("an error")
}

/// Breaks the good theory in one place; the error stands at `needle` in the broken text.
#[track_caller]
fn breaks(from: &str, to: &str, code: &str, needle: &str, path: &str) {
    let text = with(THEORY, from, to);
    is_bad(&text, &Fault { code, place: Some(place_of(&text, needle)), path });
}

#[test]
fn what_is_not_json() {
    is_bad("Dear colleague,", &Fault { code: "syntax", place: Some((1, 1)), path: "$" });
    is_bad("{\n  \"id\": «x»\n}", &Fault { code: "syntax", place: Some((2, 9)), path: "$" });
    breaks("\"1944\",\n  \"works\"", "\"1944\"\n  \"works\"", "syntax", "\"works\"", "$");
    breaks("\"h\"\n", "\"h\",\n", "syntax", "},\n  \"predictions\"", "$");
    breaks("\"h\"\n", "\"h\" // done\n", "syntax", "// done", "$");
}

#[test]
fn columns_count_characters_and_not_bytes() {
    breaks("\"a\",", "\"中国与俄罗斯\", oops", "syntax", "oops", "$");
}

#[test]
fn an_empty_file() {
    is_bad("", &Fault { code: "syntax", place: Some((1, 1)), path: "$" });
    is_bad(" \n \n", &Fault { code: "syntax", place: Some((3, 1)), path: "$" });
}

#[test]
fn a_file_that_was_cut_off() {
    let half = &THEORY[..THEORY.find("\"dimensions\"").expect("it is there")];
    let place = (1 + half.matches('\n').count(), 3);
    is_bad(half, &Fault { code: "syntax", place: Some(place), path: "$" });
    let in_a_text = &THEORY[..THEORY.find("rimland rules").expect("it is there")];
    let (line, column) = place_of(THEORY, "rimland rules");
    is_bad(in_a_text, &Fault { code: "syntax", place: Some((line, column)), path: "$" });
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = THEORY.as_bytes().to_vec();
    bytes[THEORY.find("Nicholas").expect("it is there")] = 0xff;
    let place = Some(place_of(THEORY, "Nicholas"));
    is_bad(bytes, &Fault { code: "invalid-utf8", place, path: "$" });
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(THEORY.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    is_bad(utf16, &Fault { code: "invalid-utf8", place: Some((1, 1)), path: "$" });
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let desk = Desk::with(&[("t.json", &format!("\u{feff}{THEORY}"))]);
    let result = desk.check(&["t.json"], 0);
    assert_eq!(result["warnings"], 0, "{result}");
    let bad = with(THEORY, "\"forecast\"", "\"forcast\"");
    let place = Some(place_of(&bad, "\"forcast\""));
    is_bad(format!("\u{feff}{bad}"), &Fault { code: "unknown-value", place, path: "$.predictions[0].kind" });
}

#[test]
fn another_format_or_a_newer_version() {
    breaks("prescient-theory/1", "recipe/1", "wrong-format", "\"recipe/1\"", "$.format");
    breaks("prescient-theory/1", "prescient-theory/2", "newer-format", "\"prescient-theory/2\"", "$.format");
    breaks("prescient-theory/1", "prescient-theory/x", "wrong-format", "\"prescient-theory/x\"", "$.format");
}

#[test]
fn a_newer_version_is_told_apart_even_where_its_fields_differ() {
    let text = with(&with(THEORY, "prescient-theory/1", "prescient-theory/7"), "\"forecast\"", "7");
    let place = Some(place_of(&text, "\"prescient-theory/7\""));
    is_bad(&text, &Fault { code: "newer-format", place, path: "$.format" });
}

#[test]
fn values_of_another_type() {
    breaks("\"1944\",\n  \"works\"", "1944,\n  \"works\"", "wrong-type", "1944,\n  \"works\"", "$.year");
    breaks(
        "\"weight\": 1.0",
        "\"weight\": \"1\"",
        "wrong-type",
        "\"1\"\n",
        "$.predictions[0].expects[0].weight",
    );
    breaks("\"works\": [", "\"works\": 7, \"x\": [", "wrong-type", "7, ", "$.works");
    breaks("\"actors\": \"a\"", "\"actors\": [\"a\"]", "wrong-type", "[\"a\"]", "$.dimensions.actors");
    is_bad("[1, 2]", &Fault { code: "wrong-type", place: Some((1, 1)), path: "$" });
    is_bad("7", &Fault { code: "wrong-type", place: Some((1, 1)), path: "$" });
}

#[test]
fn a_null_wherever_it_stands() {
    breaks("\"year\": \"1944\"", "\"year\": null", "wrong-type", "null", "$.year");
    breaks("\"weight\": 1.0", "\"weight\": null", "wrong-type", "null", "$.predictions[0].expects[0].weight");
    let summary = "\"summary\": null,\n  \"works\": [";
    breaks("\"works\": [", summary, "wrong-type", "null", "$.summary");
}

#[test]
fn words_that_are_not_in_the_list() {
    breaks("\"forecast\"", "\"Forecast\"", "unknown-value", "\"Forecast\"", "$.predictions[0].kind");
    breaks("\"occurs\"", "\"maybe\"", "unknown-value", "\"maybe\"", "$.predictions[0].expects[0].value");
}

#[test]
fn fields_that_are_not_there() {
    let text = with(THEORY, "  \"theorist\": \"Nicholas Spykman\",\n", "");
    is_bad(&text, &Fault { code: "missing-field", place: Some((1, 1)), path: "$.theorist" });
    let text = with(THEORY, "      \"made\": \"1944\",\n", "");
    let place = Some(place_of(&text, "{\n      \"id\": \"rimland\""));
    is_bad(&text, &Fault { code: "missing-field", place, path: "$.predictions[0].made" });
}

#[test]
fn an_attribution_to_both_or_to_neither() {
    let at = "{\n        \"work\"";
    let path = "$.predictions[0].attribution";
    breaks("\"locator\": \"p. 43\"", "\"essay\": [1]", "not-exactly-one", at, path);
    let text = with(THEORY, "\"work\": \"peace\",\n        ", "");
    let place = Some(place_of(&text, "{\n        \"locator\""));
    is_bad(&text, &Fault { code: "not-exactly-one", place, path });
}

#[test]
fn ids_that_stand_twice() {
    let works = "\"works\": [\n    { \"id\": \"peace\" },";
    let text = with(THEORY, "\"works\": [", works);
    let place = Some(place_of(&text, "\"peace\",\n      \"citation\""));
    is_bad(&text, &Fault { code: "duplicate-id", place, path: "$.works[1].id" });

    let start = THEORY.find("    {\n      \"id\": \"rimland\"").expect("it is there");
    let prediction = THEORY[start..THEORY.rfind("\n  ]\n").expect("it is there")].to_owned();
    let text = with(THEORY, &prediction, &format!("{prediction},\n{prediction}"));
    let (line, column) = place_of(THEORY, "\"rimland\"");
    let place = Some((line + prediction.lines().count(), column));
    is_bad(&text, &Fault { code: "duplicate-id", place, path: "$.predictions[1].id" });
}

#[test]
fn an_outcome_that_stands_twice_in_a_prediction() {
    let first = "\"expects\": [\n        { \"outcome\": \"china-is-main-adversary\", \"value\": \"does-not-occur\" },";
    let text = with(THEORY, "\"expects\": [", first);
    let place = Some(place_of(&text, "\"china-is-main-adversary\",\n"));
    let path = "$.predictions[0].expects[1].outcome";
    is_bad(&text, &Fault { code: "duplicate-outcome", place, path });
}

#[test]
fn ids_dates_weights_and_works_that_cannot_be_meant() {
    breaks("\"spykman\"", "\"Nicholas Spykman!\"", "bad-id", "\"Nicholas Spykman!\"", "$.id");
    breaks("\"rimland\"", "\"\"", "bad-id", "\"\"", "$.predictions[0].id");
    breaks("\"made\": \"1944\"", "\"made\": \"in 1944\"", "bad-date", "\"in 1944\"", "$.predictions[0].made");
    breaks(
        "\"weight\": 1.0",
        "\"weight\": 0",
        "bad-weight",
        "0\n        }",
        "$.predictions[0].expects[0].weight",
    );
    breaks("\"weight\": 1.0", "\"weight\": -2", "bad-weight", "-2", "$.predictions[0].expects[0].weight");
    breaks(
        "\"weight\": 1.0",
        "\"weight\": 1000.5",
        "bad-weight",
        "1000.5",
        "$.predictions[0].expects[0].weight",
    );
    breaks(
        "\"work\": \"peace\"",
        "\"work\": \"pace\"",
        "unknown-work",
        "\"pace\"",
        "$.predictions[0].attribution.work",
    );
}

#[test]
fn keys_that_stand_twice() {
    breaks(
        "\"year\": \"1944\"",
        "\"id\": \"again\", \"year\": \"1944\"",
        "duplicate-key",
        "\"id\": \"again\"",
        "$.id",
    );
    let twice = "\"actors\": \"a\", \"actors\": \"z\"";
    breaks("\"actors\": \"a\"", twice, "duplicate-key", "\"actors\": \"z\"", "$.dimensions.actors");
    let unknown = "\"mood\": 1, \"mood\": 2, \"year\": \"1944\"";
    breaks("\"year\": \"1944\"", unknown, "duplicate-key", "\"mood\": 2", "$.mood");
    let inside = "\"mood\": [{ \"a\": { \"b\": 1, \"b\": 2 } }], \"year\": \"1944\"";
    breaks("\"year\": \"1944\"", inside, "duplicate-key", "\"b\": 2", "$.mood[0].a.b");
    let escaped = "\"mood\": { \"b\": 1, \"\\u0062\": 2 }, \"year\": \"1944\"";
    breaks("\"year\": \"1944\"", escaped, "duplicate-key", "\"\\u0062\"", "$.mood.b");
}

#[test]
fn numbers_that_are_none_or_beyond_all_bounds() {
    let weight = "$.predictions[0].expects[0].weight";
    breaks("\"weight\": 1.0", "\"weight\": NaN", "syntax", "NaN", "$");
    breaks("\"weight\": 1.0", "\"weight\": -Infinity", "syntax", "Infinity", "$");
    breaks("\"weight\": 1.0", "\"weight\": 1e999", "number-out-of-range", "1e999", weight);
    let unknown = "\"mood\": [0, -1e999], \"year\": \"1944\"";
    breaks("\"year\": \"1944\"", unknown, "number-out-of-range", "-1e999", "$.mood[1]");
    let text =
        with(THEORY, "\"work\": \"peace\",\n        \"locator\": \"p. 43\"", "\"essay\": [99999999999]");
    let place = Some(place_of(&text, "99999999999"));
    is_bad(&text, &Fault { code: "wrong-type", place, path: "$.predictions[0].attribution.essay[0]" });
}

#[test]
fn ten_thousand_levels_of_nesting() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let known = with(THEORY, "\"year\": \"1944\"", &format!("\"year\": {deep}"));
    is_bad(&known, &Fault { code: "wrong-type", place: Some(place_of(&known, "[[[")), path: "$.year" });

    let unknown = with(THEORY, "\"year\": \"1944\"", &format!("\"mood\": {deep}, \"year\": \"1944\""));
    let (line, column) = place_of(&unknown, "[[[");
    is_bad(&unknown, &Fault { code: "too-deep", place: Some((line, column + 128)), path: "$.mood" });

    let objects = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    let unknown = with(THEORY, "\"weight\": 1.0", &format!("\"mood\": {objects}"));
    let (line, column) = place_of(&unknown, "{\"a\":");
    let path = "$.predictions[0].expects[0].mood";
    is_bad(&unknown, &Fault { code: "too-deep", place: Some((line, column + 128 * 5)), path });

    is_bad(&deep, &Fault { code: "wrong-type", place: Some((1, 1)), path: "$" });
    is_bad("[".repeat(10_000), &Fault { code: "syntax", place: Some((1, 10_001)), path: "$" });
}

#[test]
fn as_much_nesting_as_is_allowed_is_kept() {
    let deep = format!("{}{}", "[".repeat(128), "]".repeat(128));
    let desk = Desk::with(&[("t.json", &with(THEORY, "\"year\"", &format!("\"mood\": {deep}, \"year\"")))]);
    assert_eq!(desk.check(&["t.json"], 0)["errors"], 0);
    assert_eq!(desk.run(&["format", "t.json"]).code, Some(0));
    let kept: String = desk.read("t.json").split_whitespace().collect();
    assert!(kept.contains(&deep), "{kept}");
}

#[test]
fn a_folder_and_a_file_that_is_not_there() {
    let unreadable = Fault { code: "unreadable", place: None, path: "$" };
    let desk = Desk::with(&[("good.json", &good())]);
    is_bad_on(&desk, &unreadable);
    std::fs::create_dir(desk.path("bad.json")).expect("a folder");
    is_bad_on(&desk, &unreadable);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let desk = Desk::with(&[("good.json", &good())]);
    let made = std::process::Command::new("mkfifo").arg(desk.path("bad.json")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of every Unix");
    is_bad_on(&desk, &Fault { code: "unreadable", place: None, path: "$" });
    let run = desk.run(&["compare", "--essay", "bad.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
}

#[test]
fn an_essay_is_held_to_the_same() {
    for (from, to, code, needle, path) in [
        ("\"did-not-occur\"", "\"no\"", "unknown-value", "\"no\"", "$.outcomes[0].reported"),
        ("\"2025\"", "\"2025-13\"", "bad-date", "\"2025-13\"", "$.published"),
        (
            "\"viewpoint\": \"It doubts everything.\"",
            "\"viewpoint\": null",
            "wrong-type",
            "null",
            "$.viewpoint",
        ),
        ("prescient-essay/1", "prescient-essay/2", "newer-format", "\"prescient-essay/2\"", "$.format"),
        ("\"title\"", "\"id\": \"again\", \"title\"", "duplicate-key", "\"id\": \"again\"", "$.id"),
    ] {
        let text = with(ESSAY, from, to);
        let desk = Desk::with(&[("essay.json", &text)]);
        let result = desk.check(&["essay.json"], 1);
        let error = first_error(&result);
        let expected = Fault { code, place: Some(place_of(&text, needle)), path };
        assert_eq!(brief(error), brief(&expected.diagnostic()), "{error}");
        let run = desk.run(&["compare", "--essay", "essay.json"]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    }
}

/// What an unprivileged user meets. Root may read everything, so as root the program is run as nobody.
#[cfg(unix)]
mod permission {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use assert_cmd::Command;

    use crate::support::{Desk, PROGRAM, Run, THEORY, run};

    fn set_mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
            .expect("permissions can be set");
    }

    /// The program as an unprivileged user; `None`, said aloud, where that cannot be done.
    fn run_unprivileged(desk: &Desk, arguments: &[&str]) -> Option<Run> {
        let probe = desk.path("probe");
        std::fs::write(&probe, "").expect("a file");
        set_mode(&probe, 0);
        if std::fs::read(&probe).is_err() {
            return Some(desk.run(arguments));
        }
        // Whoever cannot reach the build folder cannot run the program from there.
        let copy = desk.path("prescient-copy");
        std::fs::copy(PROGRAM, &copy).expect("the program can be copied");
        set_mode(&copy, 0o755);
        let user = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let can_drop = std::process::Command::new("setpriv").args(user).arg("true").status();
        if !can_drop.is_ok_and(|status| status.success()) {
            eprintln!("SKIPPED: this user may read everything, and setpriv cannot drop that");
            return None;
        }
        let start = || {
            let mut command = Command::new("setpriv");
            run(command.args(user).arg(&copy).args(arguments).current_dir(desk.folder()))
        };
        // Another test may be starting a program at this moment, which for an instant holds the copy open.
        let is_busy = |run: &Run| run.err.contains("Text file busy");
        std::iter::repeat_with(start).take(100).find(|run| !is_busy(run))
    }

    #[test]
    fn a_file_that_the_user_may_not_read() {
        let desk = Desk::with(&[("bad.json", THEORY), ("good.json", THEORY)]);
        set_mode(desk.folder(), 0o755);
        set_mode(&desk.path("bad.json"), 0);
        set_mode(&desk.path("good.json"), 0o644);
        let arguments = ["compare", "--format", "json", "--theory", "bad.json", "--theory", "good.json"];
        let Some(run) = run_unprivileged(&desk, &arguments) else { return };
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(
            run.err.contains("bad.json: error[unreadable] at $: found a file that you may not read"),
            "{run:?}"
        );
        assert!(run.out.contains("\"spykman\""), "the good file is compared");
    }

    #[test]
    fn a_folder_that_the_user_may_not_write_in() {
        let desk = Desk::with(&[("messy.json", &THEORY.replace('\n', ""))]);
        set_mode(&desk.path("messy.json"), 0o644);
        set_mode(desk.folder(), 0o555);
        for arguments in
            [&["format", "messy.json"][..], &["compare", "-o", "out.txt"], &["new", "theory", "new.json"]]
        {
            let result = run_unprivileged_in_read_only(&desk, arguments);
            let Some(run) = result else { return };
            assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
            assert!(run.err.contains("may not write"), "{run:?}");
        }
        assert_eq!(desk.read("messy.json"), THEORY.replace('\n', ""));
    }

    /// The probe and the copy of the program need a folder of their own.
    fn run_unprivileged_in_read_only(desk: &Desk, arguments: &[&str]) -> Option<Run> {
        let tools = Desk::new();
        set_mode(tools.folder(), 0o755);
        let absolute: Vec<String> = arguments
            .iter()
            .map(|word| {
                let is_file = std::path::Path::new(word).extension().is_some();
                if is_file { desk.path(word).display().to_string() } else { (*word).to_owned() }
            })
            .collect();
        run_unprivileged(&tools, &absolute.iter().map(String::as_str).collect::<Vec<_>>())
    }
}
