//! `prescient compare`: theories side by side, judged by the outcomes that an essay reports.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::args::{CompareFormat, CompareOptions};
use super::check::distinct;
use super::comparison::Comparison;
use super::{csv, json, markdown, output, report, table};
use crate::model::json::Progress;
use crate::model::{Essay, Theory};
use crate::store::{self, Document, Loaded, Notice, builtin};

pub(super) fn run(options: &CompareOptions) -> ExitCode {
    let essay = match options.essay.as_deref() {
        None => builtin::essay(),
        Some(file) => match load::<Essay>(file, None) {
            Some(essay) => essay,
            None => return output::fail(&format!("the essay {} cannot be used", report::name(file))),
        },
    };
    let files: Vec<&Path> = distinct(&options.theories).collect();
    let own: Vec<_> =
        files.iter().filter_map(|file| Some((Some(*file), load::<Theory>(file, Some(&essay))?))).collect();
    let is_well = own.len() == files.len();
    let comparison = Comparison::new(essay, theories(own, !options.no_built_in), options.attribution.into());
    let result = match options.format {
        CompareFormat::Table => table::print(&comparison),
        CompareFormat::Json => json::print(&comparison),
        CompareFormat::Markdown => markdown::print(&comparison),
        CompareFormat::Csv => csv::print(&comparison),
    };
    output::deliver(&result, options.output.as_deref(), output::code(is_well))
}

/// The document in `file`, if it can take part; its diagnostics go to standard error.
fn load<T: Document>(file: &Path, essay: Option<&Essay>) -> Option<Arc<T>> {
    let loaded: Loaded<T> = store::load_file(file, essay, &Progress::default());
    output::tell(&report::diagnostics(file, &loaded.diagnostics));
    loaded.comparable().map(Arc::new)
}

/// The theories in the order of their columns; what became of taken ids goes to standard error.
fn theories(own: Vec<(Option<&Path>, Arc<Theory>)>, with_built_in: bool) -> Vec<Arc<Theory>> {
    let built_in = if with_built_in { builtin::theories() } else { Vec::new() };
    let composed = store::compose(built_in.into_iter().map(|theory| (None, theory)).collect(), own);
    for notice in &composed.notices {
        let severity = match notice {
            Notice::Replaces { .. } => "notice",
            Notice::JoinsAs { .. } => "warning[id-taken]",
        };
        let file = notice.source().map(report::name).unwrap_or_default();
        output::tell(&format!("{file}: {severity}: {notice}\n"));
    }
    composed.theories.into_iter().map(|(_, theory)| theory).collect()
}
