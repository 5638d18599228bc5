//! Exporting: a dialog with a preview, a file that is made in the background, and the way to stop it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Effect;
use super::save::obstacle;
use crate::app::export::{ExportAction, Exporting, Material, path_for};
use crate::app::session::file_name;
use crate::app::state::{Dialog, State};
use crate::export::{Export, Work};

/// Opens the dialog with what was chosen last.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let export = state.settings.export.export();
    let path = path_for(export, state.settings.export.folder().as_deref());
    state.exporting =
        Some(Exporting { export, path, problem: None, to_replace: None, preview: None, running: None });
    state.dialog = Some(Dialog::Export);
    preview(state, export)
}

/// Does what is asked for.
pub(super) fn request(state: &mut State, action: ExportAction) -> Vec<Effect> {
    match action {
        ExportAction::Choose(export) => choose(state, export),
        ExportAction::Type(path) => with(state, |exporting| {
            exporting.path = path;
            exporting.problem = None;
            exporting.to_replace = None;
        }),
        ExportAction::Ask => {
            let exporting = state.exporting.as_ref();
            exporting.map(|exporting| Effect::AskWhereToExport(exporting.export)).into_iter().collect()
        }
        ExportAction::NoDialog => with(state, |exporting| {
            exporting.problem = Some("The system has no dialog for files: type the path.".to_owned());
        }),
        ExportAction::Make { path, replaces } => make(state, path, replaces),
        ExportAction::Cancel => {
            stop(state);
            Vec::new()
        }
        ExportAction::Previewed { export, preview } => with(state, |exporting| {
            if (exporting.export.what, exporting.export.form) == (export.what, export.form) {
                exporting.preview = Some(Arc::new(preview));
            }
        }),
        ExportAction::Made { work, path, result } => {
            made(state, &work, &path, result);
            Vec::new()
        }
    }
}

/// A job has failed: what was being made is not.
pub(super) fn failed(state: &mut State) {
    if let Some(exporting) = &mut state.exporting
        && exporting.running.take().is_some()
    {
        exporting.problem = Some("Not exported: something failed in the background.".to_owned());
    }
}

/// Closes the dialog; what is being made is stopped.
pub(super) fn close(state: &mut State) {
    stop(state);
    state.exporting = None;
}

fn with(state: &mut State, change: impl FnOnce(&mut Exporting)) -> Vec<Effect> {
    if let Some(exporting) = &mut state.exporting {
        change(exporting);
    }
    Vec::new()
}

fn preview(state: &State, export: Export) -> Vec<Effect> {
    vec![Effect::PreviewExport { export, material: Material::of(state) }]
}

/// Takes over another choice. A path that the user has typed stays, but for its ending.
fn choose(state: &mut State, export: Export) -> Vec<Effect> {
    let folder = state.settings.export.folder();
    let Some(exporting) = &mut state.exporting else { return Vec::new() };
    let before = exporting.export;
    exporting.path = if exporting.path == path_for(before, folder.as_deref()) {
        path_for(export, folder.as_deref())
    } else {
        PathBuf::from(&exporting.path).with_extension(export.form.to_string()).display().to_string()
    };
    exporting.problem = None;
    exporting.to_replace = None;
    exporting.export = export;
    state.settings.export.keep(export);
    // A scale changes the file, and not what it shows.
    if (before.what, before.form) == (export.what, export.form) {
        return Vec::new();
    }
    exporting.preview = None;
    preview(state, export)
}

fn make(state: &mut State, path: PathBuf, replaces: bool) -> Vec<Effect> {
    let (material, problem) = (Material::of(state), obstacle(state, None, &path, replaces));
    let is_there = problem.is_some() && obstacle(state, None, &path, true).is_none();
    let Some(exporting) = &mut state.exporting else { return Vec::new() };
    if exporting.running.is_some() {
        return Vec::new();
    }
    exporting.path = path.display().to_string();
    exporting.to_replace = is_there.then(|| path.clone());
    if problem.is_some() {
        exporting.problem = problem;
        return Vec::new();
    }
    let work = Arc::new(Work::default());
    exporting.problem = None;
    exporting.running = Some(Arc::clone(&work));
    state.settings.export.folder = path.parent().filter(|folder| folder.is_absolute()).map(Path::to_owned);
    vec![Effect::Export { export: exporting.export, material, path, work }]
}

fn stop(state: &mut State) {
    if let Some(running) = state.exporting.as_mut().and_then(|exporting| exporting.running.take()) {
        running.stop();
        state.tell("The export is cancelled".to_owned(), false, None);
    }
}

/// Takes note of what came of an export, unless it was given up meanwhile.
fn made(state: &mut State, work: &Arc<Work>, path: &Path, result: Result<Option<String>, String>) {
    let is_awaited =
        |exporting: &Exporting| exporting.running.as_ref().is_some_and(|own| Arc::ptr_eq(own, work));
    let Some(exporting) = state.exporting.as_mut().filter(|exporting| is_awaited(exporting)) else {
        if result.is_ok() {
            state.tell(format!("Exported to {}: it was too late to cancel", path.display()), false, None);
        }
        return;
    };
    exporting.running = None;
    match result {
        Ok(warning) => {
            state.exporting = None;
            state.dialog = None;
            state.tell(format!("Exported to {}", path.display()), false, None);
            if let Some(warning) = warning {
                state.tell(format!("In {}: {warning}", file_name(path)), true, None);
            }
        }
        Err(problem) => exporting.problem = Some(format!("Not exported: {problem}.")),
    }
}
