//! `prescient format`: a file in its canonical form.

use std::process::ExitCode;

use super::args::FormatOptions;
use super::{output, report};
use crate::model::json::Progress;
use crate::store::{AnyDocument, canonical, load_any, read_file};

pub(super) fn run(options: &FormatOptions) -> ExitCode {
    // Without an essay: whether outcomes are known changes nothing in how a file is written.
    let loaded = load_any(&options.file, None, &Progress::default());
    output::tell(&report::diagnostics(&options.file, &loaded.diagnostics));
    let text = match &loaded.document {
        Some(AnyDocument::Theory(theory)) => canonical(theory),
        Some(AnyDocument::Essay(essay)) => canonical(essay),
        Some(AnyDocument::Seminar(seminar)) => canonical(seminar),
        None => return ExitCode::FAILURE,
    };
    let code = output::code(loaded.diagnostics.errors == 0);
    let target = options.output.as_deref().unwrap_or(&options.file);
    let is_current = read_file(target, &Progress::default()).is_ok_and(|bytes| bytes == text.as_bytes());
    if is_current { code } else { output::deliver(text.as_bytes(), Some(target), code) }
}
