//! What a comparison is made of: the documents that the arguments name, and how they are looked at.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::args::Inputs;
use super::check::distinct;
use super::{output, report, what_if};
use crate::assess::Lens;
use crate::export::Comparison;
use crate::model::json::Progress;
use crate::model::{Essay, Room, Seminar, Theory};
use crate::seminar::{Course, counting_readings};
use crate::store::{self, Document, Loaded, Notice, builtin};

/// What the arguments name, compared.
pub(super) struct Compared {
    pub(super) comparison: Comparison,
    /// What the seminar's room has done, where a seminar is named.
    pub(super) room: Option<Arc<Room>>,
    /// Whether all files that are named can be used.
    pub(super) is_well: bool,
}

/// Loads what the arguments name, compares it, and delivers what `print` makes of it. A theory that
/// cannot be used is left out.
pub(super) fn show(inputs: &Inputs, print: impl FnOnce(&Comparison) -> String) -> ExitCode {
    match compared(inputs, None) {
        Ok(compared) => {
            let text = print(&compared.comparison);
            output::deliver(text.as_bytes(), inputs.output.as_deref(), output::code(compared.is_well))
        }
        Err(code) => code,
    }
}

/// Loads what the arguments name, and compares it; the seminar's documents, if one is named, in place of the built-in
/// ones.
///
/// # Errors
/// There is nothing to compare: what is wrong has been said, and this is how the program ends.
pub(super) fn compared(inputs: &Inputs, seminar: Option<&Path>) -> Result<Compared, ExitCode> {
    let room_file = seminar;
    let seminar = room_file.map(|file| usable::<Seminar>(file, "seminar")).transpose()?;
    let essay = match (inputs.essay.as_deref(), &seminar) {
        (Some(file), _) => usable::<Essay>(file, "essay")?,
        (None, Some(seminar)) => Arc::clone(&seminar.essay.document.0),
        (None, None) => builtin::essay(),
    };
    let lens = lens(inputs, seminar.as_deref(), &essay).map_err(|problem| output::wrong_usage(&problem))?;
    let files: Vec<&Path> = distinct(&inputs.theories).collect();
    let own: Vec<_> =
        files.iter().filter_map(|file| Some((Some(*file), load::<Theory>(file, Some(&essay))?))).collect();
    let is_well = own.len() == files.len();
    let theories = theories(inputs, room_file.zip(seminar.as_deref()), own);
    let room = seminar.as_deref().map(store::room_of);
    let has_what_if = inputs.what_if.is_given() || lens.reads_otherwise();
    Ok(Compared { comparison: Comparison::new(essay, theories, lens, has_what_if), room, is_well })
}

/// How the documents are looked at: as the seminar does, if there is one, and on top of that as the arguments say.
fn lens(inputs: &Inputs, seminar: Option<&Seminar>, essay: &Essay) -> Result<Lens, String> {
    let given = what_if::lens(&inputs.what_if, inputs.attribution.unwrap_or_default().into(), essay)?;
    let Some(seminar) = seminar else { return Ok(given) };
    let mut lens = store::lens_of(seminar);
    let room = store::room_of(seminar);
    lens.room = counting_readings(&room, &Course::of(&room));
    if inputs.attribution.is_some() {
        lens.attribution = given.attribution;
    }
    lens.readings.extend(given.readings);
    lens.off_outcomes.extend(given.off_outcomes);
    if !inputs.what_if.bases.is_empty() {
        lens.off_bases = given.off_bases;
    }
    Ok(lens)
}

/// The document in `file`, without which there is nothing to compare.
fn usable<T: Document>(file: &Path, kind: &str) -> Result<Arc<T>, ExitCode> {
    load::<T>(file, None)
        .ok_or_else(|| output::fail(&format!("the {kind} {} cannot be used", report::name(file))))
}

/// The document in `file`, if it can take part; its diagnostics go to standard error.
fn load<T: Document>(file: &Path, essay: Option<&Essay>) -> Option<Arc<T>> {
    let loaded: Loaded<T> = store::load_file(file, essay, &Progress::default());
    output::tell(&report::diagnostics(file, &loaded.diagnostics));
    loaded.comparable().map(Arc::new)
}

/// The theories in the order of their columns; what became of taken ids goes to standard error.
fn theories(
    inputs: &Inputs,
    seminar: Option<(&Path, &Seminar)>,
    own: Vec<(Option<&Path>, Arc<Theory>)>,
) -> Vec<Arc<Theory>> {
    let built_in = if inputs.no_built_in || seminar.is_some() { Vec::new() } else { builtin::theories() };
    let embedded = seminar.into_iter().flat_map(|(file, seminar)| {
        seminar.theories.iter().map(move |theory| (Some(file), Arc::clone(&theory.document.0)))
    });
    let built_in = built_in.into_iter().map(|theory| (None, theory)).collect();
    let composed = store::compose(built_in, embedded.chain(own).collect());
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
