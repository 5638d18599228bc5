//! Diagnostics as text.

use std::path::Path;

use crate::store::{Diagnostic, Diagnostics, Severity};
use crate::words::count;
use crate::words::text::visible;

/// The diagnostics of a file: a line each, and its hint on a line of its own below it.
pub(super) fn diagnostics(file: &Path, diagnostics: &Diagnostics) -> String {
    let mut text: String = diagnostics.list.iter().map(|diagnostic| line(file, diagnostic)).collect();
    let listed =
        |severity| diagnostics.list.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    for (severity, all) in [(Severity::Error, diagnostics.errors), (Severity::Warning, diagnostics.warnings)]
    {
        let unlisted = all - listed(severity);
        if unlisted > 0 {
            let more = count(unlisted, &format!("more {severity}"));
            text.push_str(&format!("{}: and {more}\n", name(file)));
        }
    }
    text
}

fn line(file: &Path, diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, code, line, column, path, found, expected, hint, fix: _ } = diagnostic;
    let place: String = [line, column].into_iter().flatten().map(|number| format!(":{number}")).collect();
    let file = name(file);
    let path = path.to_string();
    let (path, found, expected) = (visible(&path), visible(found), visible(expected));
    let mut text =
        format!("{file}{place}: {severity}[{code}] at {path}: found {found}, expected {expected}\n");
    if let Some(hint) = hint {
        text.push_str(&format!("    hint: {}\n", visible(hint)));
    }
    text
}

/// A file's name for people.
pub(super) fn name(file: &Path) -> String {
    visible(&file.display().to_string()).into_owned()
}
