//! `prescient diff`: how two versions of a document differ.

use std::process::ExitCode;

use serde::Serialize;
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use super::args::{DiffFormat, DiffOptions};
use super::text::{WIDTH, wrapped};
use super::{output, versions};
use crate::model::JsonPath;
use crate::store::{AnyDocument, canonical};
use crate::versions::{Change, Difference, diff, share_words};
use crate::words::text::one_line;

pub(super) fn run(options: &DiffOptions) -> ExitCode {
    let files = [options.before.as_path(), options.after.as_path()];
    let differences = match versions::load(files) {
        Err(code) => return code,
        Ok([AnyDocument::Theory(before), AnyDocument::Theory(after)]) => diff(&before, &after),
        Ok([AnyDocument::Essay(before), AnyDocument::Essay(after)]) => diff(&before, &after),
        Ok([AnyDocument::Seminar(before), AnyDocument::Seminar(after)]) => diff(&before, &after),
        Ok(documents) => return versions::different_kinds(&files, &documents),
    };
    differences
        .map_or_else(|error| output::trouble(&error.to_string()), |found| print(&found, options.format))
}

fn print(differences: &[Difference], format: DiffFormat) -> ExitCode {
    let result = match format {
        DiffFormat::Text => differences.iter().map(block).collect::<Vec<_>>().join("\n"),
        DiffFormat::Json => canonical(&differences.iter().map(Entry::of).collect::<Vec<_>>()),
    };
    output::deliver_or_trouble(result.as_bytes(), None, output::code(differences.is_empty()))
}

/// The place, and what has become of it.
fn block(difference: &Difference) -> String {
    wrapped(&difference.place.to_string(), 0) + &change(&difference.change)
}

fn change(change: &Change) -> String {
    match change {
        Change::Added(value) => versions::signed('+', value),
        Change::Removed(value) => versions::signed('-', value),
        Change::Moved { from, to } => {
            wrapped(&format!("moved from place {} to place {}", from + 1, to + 1), 2)
        }
        Change::Changed { before: Value::String(before), after: Value::String(after) } => {
            changed_text(change, before, after)
        }
        Change::Changed { before, after } => versions::signed('-', before) + &versions::signed('+', after),
    }
}

fn changed_text(change: &Change, before: &str, after: &str) -> String {
    let shown = [seen(before), seen(after)];
    if shown[0] == shown[1] {
        return versions::lines('-', &spelt(before), 0) + &versions::lines('+', &spelt(after), 0);
    }
    let is_long = shown.iter().any(|text| text.width() + 2 > WIDTH);
    if let Some(runs) = change.marks().filter(|runs| is_long && share_words(runs)) {
        return versions::lines(' ', &versions::marked(&runs), 0);
    }
    let text = |text: &str| Value::String(text.to_owned());
    versions::signed('-', &text(before)) + &versions::signed('+', &text(after))
}

/// What a reader sees of a text.
fn seen(text: &str) -> String {
    one_line(text).replace(is_unseen, "")
}

/// A text that another looks like: the spaces and signs that cannot be seen are spelt out.
fn spelt(text: &str) -> String {
    let spelt = text.chars().map(|c| match c {
        ' ' => '␣'.to_string(),
        c if c.is_whitespace() || c.is_control() || is_unseen(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    });
    format!("\"{}\"", spelt.collect::<String>())
}

/// Signs without width, and those that turn the direction of what follows.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A difference for programs.
#[derive(Serialize)]
struct Entry<'a> {
    place: String,
    path_a: Option<String>,
    path_b: Option<String>,
    kind: &'static str,
    before: Option<&'a Value>,
    after: Option<&'a Value>,
}

impl<'a> Entry<'a> {
    fn of(difference: &'a Difference) -> Self {
        let (before, after) = match &difference.change {
            Change::Added(value) => (None, Some(value)),
            Change::Removed(value) => (Some(value), None),
            Change::Changed { before, after } => (Some(before), Some(after)),
            Change::Moved { .. } => (None, None),
        };
        let text = |path: &Option<JsonPath>| path.as_ref().map(ToString::to_string);
        Self {
            place: difference.place.to_string(),
            path_a: text(&difference.path_before),
            path_b: text(&difference.path_after),
            kind: difference.change.word(),
            before,
            after,
        }
    }
}
