//! What a file says that it is, where that is not what is read.

use super::diagnostic::{Code, Finding, did_you_mean};
use super::faults::quoted;
use super::scan::Cursor;
use crate::model::{Essay, HasFormat as _, JsonPath, Seminar, Theory};

/// The value of `format` at the top of a text, if it can be found.
pub(super) fn stated(text: &str) -> Option<String> {
    let mut entries = Cursor::new(text).entries();
    Some(entries.find(|entry| entry.key.as_deref() == Some("format"))?.value.string()?.into_owned())
}

/// The fault of a document that states another format, in a file of its own or within a seminar.
pub(super) fn mismatch(path: JsonPath, found: &str, expected: &str) -> Finding {
    if is_newer(found, expected) {
        return Finding::new(Code::NewerFormat, path, quoted(found), quoted(expected)).hint(
            "the file was written by a newer Prescient: update this one, or ask for an older file".to_owned(),
        );
    }
    let is_whole_file = path.0.len() == 1;
    let hint = remedy(found).filter(|_| is_whole_file).map(str::to_owned);
    let hint = hint.or_else(|| did_you_mean(found, [Theory::FORMAT, Essay::FORMAT, Seminar::FORMAT]));
    Finding::new(Code::WrongFormat, path, quoted(found), quoted(expected)).hint(hint)
}

/// Whether a newer version of the same kind of document is stated.
fn is_newer(found: &str, expected: &str) -> bool {
    let (kind, version) = expected.split_once('/').unwrap_or((expected, ""));
    found.split_once('/').is_some_and(|(found_kind, found_version)| {
        found_kind == kind && found_version.parse::<u32>().ok() > version.parse::<u32>().ok()
    })
}

/// What to do with a file of this format where one of another kind was asked for.
fn remedy(found: &str) -> Option<&'static str> {
    match found {
        Essay::FORMAT => Some("this file is an essay: open it as one (on the command line with --essay)"),
        Theory::FORMAT => Some("this file is a theory: open it as one (on the command line with --theory)"),
        Seminar::FORMAT => Some(
            "this file is a seminar, with an essay and theories in it: open it in the window (prescient FILE)",
        ),
        _ => None,
    }
}
