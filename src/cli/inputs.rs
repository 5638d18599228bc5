//! What a comparison is made of: the documents that the arguments name, and how they are looked at.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::args::Inputs;
use super::check::distinct;
use super::comparison::Comparison;
use super::{output, report, what_if};
use crate::model::json::Progress;
use crate::model::{Essay, Theory};
use crate::store::{self, Document, Loaded, Notice, builtin};

/// Loads what the arguments name, compares it, and delivers what `print` makes of it. A theory that
/// cannot be used is left out.
pub(super) fn show(inputs: &Inputs, print: impl FnOnce(&Comparison) -> String) -> ExitCode {
    let essay = match inputs.essay.as_deref() {
        None => builtin::essay(),
        Some(file) => match load::<Essay>(file, None) {
            Some(essay) => essay,
            None => return output::fail(&format!("the essay {} cannot be used", report::name(file))),
        },
    };
    let lens = match what_if::lens(&inputs.what_if, inputs.attribution.into(), &essay) {
        Ok(lens) => lens,
        Err(problem) => return output::wrong_usage(&problem),
    };
    let files: Vec<&Path> = distinct(&inputs.theories).collect();
    let own: Vec<_> =
        files.iter().filter_map(|file| Some((Some(*file), load::<Theory>(file, Some(&essay))?))).collect();
    let is_well = own.len() == files.len();
    let theories = theories(own, !inputs.no_built_in);
    let comparison = Comparison::new(essay, theories, lens, inputs.what_if.is_given());
    output::deliver(&print(&comparison), inputs.output.as_deref(), output::code(is_well))
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
