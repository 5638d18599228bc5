//! `prescient import`: a matrix that people have comes in, and is compared like any other.

use std::fs;
use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::support::{Desk, Run, entry, ids, list, text};

/// A matrix as a program for analysing competing hypotheses saves it, once unpacked.
const ACH: &str = r#"<?xml version="1.0" encoding="UTF-16"?>
<ACH>
  <PROJECT-TITLE>Iraqi retaliation</PROJECT-TITLE>
  <AUTHOR>N. N.</AUTHOR>
  <MATRIX>
    <HYPOTHESIS><NAME>H1: Iraq will not retaliate</NAME></HYPOTHESIS>
    <HYPOTHESIS><NAME>H2: It will sponsor minor actions</NAME></HYPOTHESIS>
    <HYPOTHESIS><NAME>H3: It plans a major attack</NAME></HYPOTHESIS>
    <EVIDENCE>
      <NAME>Saddam says that he will not retaliate</NAME>
      <NOTES>A public statement.</NOTES>
      <TYPE>Statement</TYPE>
      <DATE>6/27/1993</DATE>
      <CREDIBILITY>LOW</CREDIBILITY>
      <VALUES>C,C,C</VALUES>
    </EVIDENCE>
    <EVIDENCE>
      <NAME>No offensives during the war of 1991</NAME>
      <TYPE>History</TYPE>
      <DATE>1991</DATE>
      <CREDIBILITY>HIGH</CREDIBILITY>
      <VALUES>C,C,II</VALUES>
    </EVIDENCE>
    <EVIDENCE>
      <NAME>Agents are told to watch embassies</NAME>
      <VALUES>I,C,N</VALUES>
    </EVIDENCE>
    <EVIDENCE>
      <NAME>Embassies send more messages</NAME>
      <DATE>last week</DATE>
      <VALUES>I,C,C</VALUES>
    </EVIDENCE>
  </MATRIX>
</ACH>
"#;

const SHEET: &str = "What happened;reported;Mackinder's;Spykman's\n\
    Rail beats ship;did-not-occur;C;I\n\
    The rim decides;mostly-occurred;I;CC\n\
    Air changes all;mixed;;both\n";

/// The text as an ACH program packs it: UTF-16 with its mark, the most significant byte first.
fn packed(text: &str) -> Vec<u8> {
    let bytes: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    gzip(&bytes)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// A desk with both matrices.
fn desk() -> Desk {
    let desk = Desk::with(&[("sheet.csv", SHEET)]);
    desk.write("iraq.achz", packed(ACH));
    desk
}

/// The files in a folder, in order.
#[track_caller]
fn files_in(desk: &Desk, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(desk.path(folder)).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

/// Checks the imported files against their essay: there is no error and no warning, and they are in canonical form.
#[track_caller]
fn check_clean(desk: &Desk, folder: &str, essay: &str) {
    let essay = format!("{folder}/{essay}.json");
    let files: Vec<String> = files_in(desk, folder).iter().map(|name| format!("{folder}/{name}")).collect();
    let arguments: Vec<&str> = files.iter().map(String::as_str).chain(["--essay", &essay]).collect();
    let result = desk.check(&arguments, 0);
    assert_eq!((&result["errors"], &result["warnings"]), (&0.into(), &0.into()), "{result}");
    for file in &files {
        let before = desk.read(file);
        desk.print(&["format", file]);
        assert_eq!(desk.read(file), before);
    }
}

/// The command that the program suggests at the end, as arguments, with JSON asked for.
#[track_caller]
fn compare_as_told(desk: &Desk, told: &str) -> Value {
    let command = told.lines().last().expect("a last line").trim();
    let arguments: Vec<&str> = command.split(' ').skip(2).collect();
    assert!(command.starts_with("prescient compare "), "{command}");
    desk.compare(&arguments, 0)
}

/// The verdicts of a theory, prediction by prediction.
fn verdicts<'a>(comparison: &'a Value, theory: &str) -> Vec<(&'a str, &'a str)> {
    let theory = entry(comparison, "theories", "id", theory);
    list(theory, "predictions").iter().map(|p| (text(p, "id"), text(p, "verdict"))).collect()
}

#[test]
fn the_file_of_an_ach_program_comes_in_and_is_compared() {
    let desk = desk();
    let told = desk.print(&["import", "iraq.achz", "-o", "iraq"]);
    let theories =
        ["h1-iraq-will-not-retaliate", "h2-it-will-sponsor-minor-actions", "h3-it-plans-a-major-attack"];
    let files = [theories[0], theories[1], theories[2], "iraqi-retaliation"].map(|id| format!("{id}.json"));
    assert_eq!(files_in(&desk, "iraq"), files);
    check_clean(&desk, "iraq", "iraqi-retaliation");

    let comparison = compare_as_told(&desk, &told);
    assert_eq!(comparison["essay"]["title"], "Iraqi retaliation");
    assert_eq!(ids(&comparison), theories);
    assert_eq!(
        verdicts(&comparison, theories[0]),
        [
            ("saddam-says-that-he-will-not-retaliate", "confirmed"),
            ("no-offensives-during-the-war-of-1991", "confirmed"),
            ("not-agents-are-told-to-watch-embassies", "disconfirmed"),
            ("not-embassies-send-more-messages", "disconfirmed"),
        ]
    );
    assert_eq!(
        verdicts(&comparison, theories[2]),
        [
            ("saddam-says-that-he-will-not-retaliate", "confirmed"),
            ("not-no-offensives-during-the-war-of-1991", "disconfirmed"),
            ("embassies-send-more-messages", "confirmed"),
        ]
    );
    let first = &entry(&comparison, "theories", "id", theories[0])["predictions"][0];
    assert_eq!(first["timing"], "hindsight");
    for part in [
        "Imported \"Iraqi retaliation\" from iraq.achz.\n\n4 files written:\n  iraq/iraqi-retaliation.json  (the essay)\n",
        "4 outcomes and 3 theories came in, with 11 predictions",
        "- 1 cell without an expectation (blank, N or NA)",
        "- Weights are 1, but doubled for CC, II, ++ or -- (1).",
        "The essay is dated 1993-06-27, the latest date of an outcome",
        "embassies-send-more-messages (\"last week\")",
        "how often they were there: AUTHOR (1).",
    ] {
        assert!(told.contains(part), "{part:?} in\n{told}");
    }
    assert!(told.lines().rev().skip(1).all(|line| line.chars().count() <= 100), "{told}");
}

#[test]
fn a_sheet_comes_in_and_is_compared() {
    let desk = desk();
    let told = desk.print(&["import", "sheet.csv", "--output", "a/new folder", "--dated", "1943-07"]);
    assert_eq!(files_in(&desk, "a/new folder"), ["mackinder-s.json", "sheet.json", "spykman-s.json"]);
    check_clean(&desk, "a/new folder", "sheet");
    assert!(told.ends_with(
        "  prescient compare --no-built-in --essay 'a/new folder/sheet.json' --theory 'a/new folder/mackinder-s.json' \
         --theory 'a/new folder/spykman-s.json'\n"
    ));
    let essay: Value = crate::support::json(&desk.read("a/new folder/sheet.json"));
    assert_eq!((&essay["title"], &essay["published"]), (&"sheet".into(), &"1943-07".into()));

    desk.print(&["import", "sheet.csv", "-o", "b"]);
    let arguments =
        ["--no-built-in", "--essay", "b/sheet.json", "--theory", "b/mackinder-s.json", "--theory"];
    let comparison = desk.compare(&[&arguments[..], &["b/spykman-s.json"]].concat(), 0);
    assert_eq!(
        verdicts(&comparison, "mackinder-s"),
        [("rail-beats-ship", "disconfirmed"), ("not-the-rim-decides", "largely-disconfirmed")]
    );
    assert_eq!(
        verdicts(&comparison, "spykman-s"),
        [
            ("not-rail-beats-ship", "confirmed"),
            ("the-rim-decides", "largely-confirmed"),
            ("air-changes-all", "mixed"),
            ("not-air-changes-all", "mixed"),
        ]
    );
}

#[test]
fn the_essay_is_dated_by_the_file_where_nothing_else_dates_it() {
    let desk = desk();
    let file = fs::File::options().write(true).open(desk.path("sheet.csv")).expect("a file");
    file.set_modified(std::time::UNIX_EPOCH + Duration::from_hours(24 * 365))
        .expect("a time that can be set");
    desk.print(&["import", "sheet.csv", "-o", "out"]);
    assert_eq!(crate::support::json(&desk.read("out/sheet.json"))["published"], "1971-01-01");
}

#[test]
fn files_with_the_same_content_are_left_and_others_are_never_written_over() {
    let desk = desk();
    let import = ["import", "sheet.csv", "-o", "out", "--dated", "1943"];
    assert!(desk.print(&import).contains("3 files written:"));
    assert!(desk.print(&import).contains("0 files written, 3 there already:"));

    desk.write("out/spykman-s.json", "mine");
    fs::remove_file(desk.path("out/sheet.json")).expect("a file");
    let run = desk.run(&import);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    assert!(
        run.err.contains("out/spykman-s.json is there already, with another content: move it away"),
        "{run:?}"
    );
    assert_eq!(files_in(&desk, "out"), ["mackinder-s.json", "spykman-s.json"], "nothing was written");
    assert_eq!(desk.read("out/spykman-s.json"), "mine");
}

#[test]
fn what_cannot_be_a_folder_or_a_matrix_is_named() {
    let desk = desk();
    let fails = |arguments: &[&str], part: &str| {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.err.starts_with("prescient: ") && run.err.contains(part), "{part:?} in {}", run.err);
    };
    fails(&["import", "sheet.csv", "-o", "iraq.achz"], "iraq.achz");
    fails(
        &["import", "none.csv", "-o", "out"],
        "none.csv: found no such file, expected a matrix; check the name",
    );
    fails(&["import", ".", "-o", "out"], "found a folder");
    desk.write("bad.csv", "event,A\nRain,ocurs\u{1b}\n");
    fails(
        &["import", "bad.csv", "-o", "out"],
        "bad.csv cannot be imported:\n    line 2, column 2: found \"ocurs\"",
    );
    assert!(!desk.path("out").exists(), "nothing was written");
}

#[test]
fn hostile_files_are_refused_at_once() {
    let desk = desk();
    let refused = |bytes: &[u8], part: &str| {
        desk.write("hostile", bytes);
        let begun = Instant::now();
        let Run { code, out, err } = desk.run(&["import", "hostile", "-o", "out"]);
        let took = begun.elapsed();
        assert_eq!((code, out.as_str()), (Some(1), ""), "{part}: {err}");
        assert!(err.contains(part), "{part:?} in {err}");
        assert!(took < Duration::from_secs(1), "{part}: {took:?}");
        assert!(!desk.path("out").exists());
    };
    let expansion = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
    refused(expansion.as_bytes(), "found a document type");
    refused(&packed(expansion), "found a document type");
    refused(b"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "found a document type");
    refused("<a>".repeat(100_000).as_bytes(), "XML that is damaged or cut short");
    refused(
        format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)).as_bytes(),
        "nest more than 64 deep",
    );
    refused(&gzip(&vec![0; 256 << 20]), "more text than a matrix has");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    refused(format!("<a{attributes}/>").as_bytes(), "a great many attributes");
    let whole = packed(ACH);
    refused(&whole[..whole.len() - 20], "a packed file that is damaged or cut short");
    refused(&gzip(b"<a>\xe9</a>"), "bytes that are not UTF-8");
}

#[test]
fn wrong_usage() {
    let desk = desk();
    for arguments in [
        &["import"][..],
        &["import", "sheet.csv"],
        &["import", "-o", "out"],
        &["import", "sheet.csv", "iraq.achz", "-o", "out"],
        &["import", "sheet.csv", "-o", "out", "--dated", "soon"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains("--help"), "{}", run.err);
    }
    let help = desk.print(&["import", "--help"]);
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
}
