//! `prescient merge`: one file of two versions.

use crate::support::{Desk, ESSAY, Run, THEORY, with};

/// A desk with the three versions, and `merge` run on them.
fn merge(base: &str, mine: &str, theirs: &str, options: &[&str]) -> (Desk, Run) {
    let desk = Desk::with(&[("base.json", base), ("mine.json", mine), ("theirs.json", theirs)]);
    let files = ["merge", "base.json", "mine.json", "theirs.json", "-o", "out.json"];
    let run = desk.run(&[&files, options].concat());
    (desk, run)
}

fn year(year: &str) -> String {
    with(THEORY, "\"year\": \"1944\"", &format!("\"year\": \"{year}\""))
}

#[test]
fn changes_of_both_sides_stand_in_one_file() {
    let mine = with(&year("1942"), "\"weight\": 1.0", "\"weight\": 1.0, \"x\": 1.10");
    let theirs = with(THEORY, "\"rivalry\": \"c\"", "\"rivalry\": \"sea and land\"");
    let loose = theirs.split_whitespace().collect::<Vec<_>>().join(" ");
    let (desk, run) = merge(THEORY, &mine, &loose, &[]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    let expected = with(&mine, "\"rivalry\": \"c\"", "\"rivalry\": \"sea and land\"");
    let expected = with(&expected, "1.0, \"x\"", "1.0,\n          \"x\"");
    assert_eq!(desk.read("out.json"), expected);
    assert_eq!(desk.read("mine.json"), mine, "the versions stay");
}

#[test]
fn a_conflict_is_named_with_all_three_values_and_nothing_is_written() {
    let mine = with(&year("1942"), "rules Eurasia", "decides");
    let theirs = with(THEORY, ",\n          \"weight\": 1.0", "");
    let theirs = with(&theirs, "\"1944\",\n  \"works\"", "\"1943\",\n  \"works\"");
    let mine = with(&mine, "\"weight\": 1.0", "\"weight\": 3");
    let (desk, run) = merge(THEORY, &mine, &theirs, &[]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert_eq!(
        run.err,
        "\
conflict: year
    base: 1944
    mine: 1942
    theirs: 1943
conflict: prediction \"rimland\" › expectation \"china-is-main-adversary\" › weight
    base: 1.0
    mine: 3.0
    theirs: (not there)
prescient: 2 conflicts, and nothing is written: make the versions agree, or take one side with --prefer mine or --prefer theirs
"
    );
    assert!(!desk.path("out.json").exists());
    desk.write("out.json", "what was there");
    let run = desk.run(&["merge", "base.json", "mine.json", "theirs.json", "--output", "out.json"]);
    assert_eq!((run.code, desk.read("out.json").as_str()), (Some(1), "what was there"));
}

#[test]
fn a_preferred_side_is_taken_and_that_is_said() {
    for (side, taken) in [("mine", "1942"), ("theirs", "1943")] {
        let (desk, run) = merge(THEORY, &year("1942"), &year("1943"), &["--prefer", side]);
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
        let conflict =
            format!("conflict, {side} taken: year\n    base: 1944\n    mine: 1942\n    theirs: 1943\n");
        assert_eq!(run.err, conflict);
        assert_eq!(desk.read("out.json"), year(taken));
    }
}

#[test]
fn a_long_text_in_conflict_is_shown_where_it_differs() {
    let (start, end) = ("A beginning of no interest. ".repeat(20), " An end of none.".repeat(20));
    let name = |word: &str| {
        let name = format!("{start}It is {word} here.{end}");
        with(THEORY, "\"name\": \"The Geography of the Peace\"", &format!("\"name\": \"{name}\""))
    };
    let (_, run) = merge(&name("quiet"), &name("loud"), &name("\\u001b[31mred"), &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("It is [-quiet-]{+loud+} here."), "{}", run.err);
    assert!(run.err.contains("]{+ [31mred+} here."), "{:?}", run.err);
    assert!(run.err.len() < 900, "{}", run.err);
    assert!(run.err.lines().all(|line| line.starts_with("prescient") || line.chars().count() <= 100));
}

#[test]
fn the_result_may_replace_a_version_and_is_not_written_where_it_stands_already() {
    let desk = Desk::with(&[("base.json", THEORY), ("mine.json", THEORY), ("theirs.json", &year("1942"))]);
    let merge =
        |desk: &Desk| desk.run(&["merge", "base.json", "mine.json", "theirs.json", "-o", "mine.json"]);
    assert_eq!(merge(&desk).code, Some(0));
    assert_eq!(desk.read("mine.json"), year("1942"));
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let file = std::fs::File::options().write(true).open(desk.path("mine.json")).expect("it is there");
    file.set_modified(long_ago).expect("its time can be set");
    drop(file);
    assert_eq!(merge(&desk).code, Some(0));
    let modified = desk.path("mine.json").metadata().and_then(|file| file.modified()).expect("it has a time");
    assert_eq!(modified, long_ago);
}

#[test]
fn what_is_wrong_in_meaning_is_merged_and_the_errors_of_the_result_are_told() {
    let mine = with(THEORY, "\"made\": \"1944\"", "\"made\": \"soon\", \"x\": 1");
    let (desk, run) = merge(THEORY, &mine, &year("1942"), &[]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    let told = "prescient: warning: the result has errors, which keep it out of comparisons\nout.json:29:";
    assert!(run.err.starts_with(told), "{}", run.err);
    assert!(run.err.contains("error[bad-date] at $.predictions[0].made"), "{}", run.err);
    assert!(!run.err.contains("unknown-field"), "{}", run.err);
    assert!(desk.read("out.json").contains("\"made\": \"soon\""));
}

#[test]
fn essays_are_merged_too() {
    let mine = with(ESSAY, "did-not-occur", "mixed");
    let theirs = with(ESSAY, "It doubts everything.", "It believes everything.");
    let (desk, run) = merge(ESSAY, &mine, &theirs, &[]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let expected = with(&mine, "It doubts everything.", "It believes everything.");
    assert_eq!(desk.read("out.json"), expected);
}

#[test]
fn trouble_ends_with_2_and_nothing_is_written() {
    let (desk, run) = merge(THEORY, ESSAY, THEORY, &["--prefer", "mine"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert_eq!(
        run.err,
        "prescient: base.json is a theory, mine.json is an essay, theirs.json is a theory: versions of one \
         document are of one kind\n"
    );
    assert!(!desk.path("out.json").exists());

    let (desk, run) = merge("", THEORY, &with(THEORY, "\"forecast\"", "\"guess\""), &[]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("base.json:1:1: error[syntax]"), "{}", run.err);
    assert!(run.err.contains("theirs.json") && run.err.contains("error[unknown-value]"), "{}", run.err);
    assert!(!desk.path("out.json").exists());

    let desk = Desk::with(&[("t.json", THEORY)]);
    let run = desk.run(&["merge", "t.json", "t.json", "t.json", "-o", "none/out.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("does not exist"), "{}", run.err);
}
