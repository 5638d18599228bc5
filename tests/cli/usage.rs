//! Arguments and exit codes.

use crate::support::{Desk, THEORY};

#[track_caller]
fn is_wrong_usage(arguments: &[&str]) {
    let run = Desk::with(&[("t.json", THEORY)]).run(arguments);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.err.contains("--help"), "{}", run.err);
}

#[test]
fn contradictory_or_unknown_arguments_are_wrong_usage() {
    is_wrong_usage(&["compare", "--only-built-in", "--theory", "t.json"]);
    is_wrong_usage(&["compare", "--only-built-in", "--no-built-in"]);
    is_wrong_usage(&["compare", "--only-built-in", "--no-built-in", "--theory", "t.json"]);
    is_wrong_usage(&["compare", "--no-built-in"]);
    is_wrong_usage(&["compare", "t.json"]);
    is_wrong_usage(&["compare", "--format", "xml"]);
    is_wrong_usage(&["compare", "--attribution", "work"]);
    is_wrong_usage(&["compare", "--theory"]);
    is_wrong_usage(&["analyse", "--format", "csv"]);
    is_wrong_usage(&["analyse", "--only-built-in", "--theory", "t.json"]);
    is_wrong_usage(&["analyse", "t.json"]);
    is_wrong_usage(&["check"]);
    is_wrong_usage(&["check", "t.json", "--format", "csv"]);
    is_wrong_usage(&["format"]);
    is_wrong_usage(&["import", "t.json"]);
    is_wrong_usage(&["diff", "t.json"]);
    is_wrong_usage(&["diff", "t.json", "t.json", "t.json"]);
    is_wrong_usage(&["diff", "t.json", "t.json", "--format", "csv"]);
    is_wrong_usage(&["merge", "t.json", "t.json", "-o", "o.json"]);
    is_wrong_usage(&["merge", "t.json", "t.json", "t.json"]);
    is_wrong_usage(&["merge", "t.json", "t.json", "t.json", "-o", "o.json", "--prefer", "ours"]);
    is_wrong_usage(&["schema"]);
    is_wrong_usage(&["schema", "novel"]);
    is_wrong_usage(&["new", "theory"]);
    is_wrong_usage(&["--no-such-option"]);
}

#[test]
fn help_and_version_go_to_standard_output() {
    let desk = Desk::new();
    let run = desk.run(&["--version"]);
    let version = concat!("prescient ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), version, ""));
    for arguments in [
        &["--help"][..],
        &["compare", "--help"],
        &["analyse", "-h"],
        &["check", "-h"],
        &["format", "--help"],
        &["import", "-h"],
        &["diff", "-h"],
        &["merge", "--help"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(run.out.contains("Examples:"), "{}", run.out);
    }
}
