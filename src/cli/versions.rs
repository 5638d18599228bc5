//! What `diff` and `merge` share: versions from files, and their values as text.

use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

use super::text::{WIDTH, wrapped};
use super::{output, report};
use crate::model::json::Progress;
use crate::store::{AnyDocument, load_any};
use crate::versions::{Mark, Run};
use crate::words::text::visible;

/// The documents in these files. Only what cannot be held is trouble: a version may be wrong in meaning.
pub(super) fn load<const N: usize>(files: [&Path; N]) -> Result<[AnyDocument; N], ExitCode> {
    let mut held = Vec::new();
    for file in files {
        let loaded = load_any(file, None, &Progress::default());
        match loaded.document {
            Some(document) => held.push(document),
            None => output::tell(&report::diagnostics(file, &loaded.diagnostics)),
        }
    }
    held.try_into().map_err(|_| ExitCode::from(2))
}

/// Says that the files are of different kinds.
pub(super) fn different_kinds(files: &[&Path], documents: &[AnyDocument]) -> ExitCode {
    let kind = |document: &AnyDocument| match document {
        AnyDocument::Theory(_) => "a theory",
        AnyDocument::Essay(_) => "an essay",
        AnyDocument::Seminar(_) => "a seminar",
    };
    let kinds = files.iter().zip(documents);
    let kinds: Vec<String> =
        kinds.map(|(file, document)| format!("{} is {}", report::name(file), kind(document))).collect();
    output::trouble(&format!("{}: versions of one document are of one kind", kinds.join(", ")))
}

/// The deepest indent of a value's lines; what is deeper stands there too.
const MOST_INDENT: usize = WIDTH / 2;

/// A value in wrapped lines, each with `sign` in the first column.
pub(super) fn signed(sign: char, value: &Value) -> String {
    let text = match value {
        Value::String(text) if !text.trim().is_empty() => return lines(sign, text, 0),
        Value::Object(_) | Value::Array(_) => serde_json::to_string_pretty(value).unwrap_or_default(),
        plain => plain.to_string(),
    };
    let line = |line: &str| lines(sign, line, line.len() - line.trim_start().len());
    text.lines().map(line).collect()
}

/// A text in wrapped lines, each with `sign` in the first column.
pub(super) fn lines(sign: char, text: &str, indent: usize) -> String {
    let sign = sign.to_string();
    let wrapped = wrapped(text, 2 + indent.min(MOST_INDENT));
    wrapped.lines().map(|line| format!("{}\n", line.replacen(' ', &sign, 1))).collect()
}

/// A value on one line.
pub(super) fn compact(value: &Value) -> String {
    match value {
        Value::String(text) if !text.trim().is_empty() => visible(text).into_owned(),
        plain => visible(&plain.to_string()).into_owned(),
    }
}

/// Both texts in one line, with signs around what only one of them has.
pub(super) fn marked(runs: &[Run]) -> String {
    let run = |run: &Run| match run.mark {
        Mark::Same => run.text.clone(),
        Mark::Removed => format!("[-{}-]", run.text),
        Mark::Added => format!("{{+{}+}}", run.text),
    };
    runs.iter().map(run).collect()
}
