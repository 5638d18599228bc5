//! Opening, saving and closing a seminar.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{forget_closed, identity, load, remember, take_in};
use super::judge::judge;
use super::room::take_place;
use super::save::{go_on_leaving, leave, obstacle};
use crate::app::action::{Effect, SeenFile};
use crate::app::leaving::Leaving;
use crate::app::seminar::{Aside, Draft, ENDING, OpenSeminar, Saved, Source, Waiting};
use crate::app::session::{Body, Document, Origin, file_name};
use crate::app::state::{Dialog, State, Tab, View};
use crate::assess::Lens;
use crate::model::Seminar;
use crate::store::{Diagnostics, OnDisk, SaveProblem, Stamp, lens_of, room_of};
use crate::words::count;

/// Takes over a seminar whose file has been read without an error. What was asked for before it is set
/// aside, also what stood beside another seminar. Readings that another one's file does not hold are not
/// given up for it without a question.
pub(super) fn opened(
    state: &mut State,
    path: &Path,
    asked: u64,
    seminar: Seminar,
    diagnostics: Diagnostics,
    stamp: Option<Stamp>,
) -> Vec<Effect> {
    // It may have been listed as a file with errors until now.
    state.session.documents.retain(|document| document.path() != Some(path) || document.is_dirty);
    remember(state);
    let name = file_name(path);
    if let Some(open) = state.session.seminar.as_ref().filter(|open| open.path == path) {
        // What was read before the last step was written is older than what the room has done.
        if state.is_saving_seminar {
            let text = format!("{name}: not read again, since it is being written: reload when that is done");
            state.tell(text, false, None);
            return Vec::new();
        }
        if asked <= open.written {
            return load(state, path.to_owned()).into_iter().collect();
        }
    }
    if let Some(open) = &mut state.session.seminar {
        if open.path == path && *open.saved == seminar {
            // A room that has gone another way than its file is not written over it.
            if state.session.room.goes_on_from(&room_of(&seminar)) {
                open.stamp = stamp;
            }
            state.tell(format!("{name}: nothing in the seminar has changed"), false, None);
            return Vec::new();
        }
        if open.path != path && open.asked > asked {
            let text = format!("{name}: not opened, since {} was opened after it", open.name());
            state.tell(text, false, None);
            return Vec::new();
        }
    }
    state.waiting = Some(Box::new(Waiting { path: path.to_owned(), asked, seminar, diagnostics, stamp }));
    if state.session.seminar.is_some() { leave(state, Leaving::ForSeminar) } else { open_waiting(state) }
}

/// Opens the seminar that waits until nothing is lost by it.
pub(super) fn open_waiting(state: &mut State) -> Vec<Effect> {
    let Some(waiting) = state.waiting.take() else { return Vec::new() };
    let Waiting { path, asked, seminar, diagnostics, stamp } = *waiting;
    let name = file_name(&path);
    let seminar = Arc::new(seminar);
    let warnings = diagnostics.warnings;
    let differences = replace_documents(state, &path, asked, &seminar, diagnostics);
    if let Some(open) = &mut state.session.seminar {
        open.stamp = stamp;
    }
    let essay = state.session.documents.first().map(|document| document.id);
    let extent = if warnings > 0 { format!(", with {}", count(warnings, "warning")) } else { String::new() };
    state.tell(format!("{name}: opened the seminar{extent}"), false, essay);
    remember(state);
    forget_closed(state);
    let mut effects = judge(state);
    effects.push(differences);
    effects
}

/// Puts the seminar's documents in the place of those that are open.
fn replace_documents(
    state: &mut State,
    path: &Path,
    asked: u64,
    seminar: &Arc<Seminar>,
    diagnostics: Diagnostics,
) -> Effect {
    let read = asked;
    let before = state.session.seminar.take();
    let is_reload = before.as_ref().is_some_and(|open| open.path == path);
    let asked = before.as_ref().filter(|_| is_reload).map_or(asked, |open| open.asked);
    let is_beside = |document: &Document| match &before {
        Some(open) if is_reload => open.is_beside(document),
        Some(_) | None => document.asked > asked,
    };
    let mut open = embedded(state, seminar, diagnostics);
    let (beside, others): (Vec<Document>, Vec<Document>) =
        std::mem::take(&mut state.session.documents).into_iter().partition(is_beside);
    set_aside_when_read(state, &others, read);
    let is_made = before.as_ref().is_some_and(|open| open.aside.is_none());
    if is_made {
        // How it was read, and what its room has done, stays in its file.
        state.session.lens = Lens { attribution: state.session.lens.attribution, ..Lens::default() };
        state.session.room = Arc::default();
    }
    let aside = match before.and_then(|open| open.aside) {
        Some(aside) => with_files_of(aside, others),
        None => set_aside(state, others),
    };
    if !beside.iter().any(|document| document.id == state.session.essay) {
        state.session.essay = open[0].id;
    }
    open.extend(beside);
    state.session.documents = open;
    state.session.lens = lens_of(seminar);
    take_place(state, room_of(seminar));
    if state.has_begun() {
        state.view.tab = Tab::Seminar;
    }
    state.session.forget_steps(false);
    let documents = aside.documents.clone();
    let saved = Arc::clone(seminar);
    state.session.seminar = Some(OpenSeminar {
        stamp: None,
        path: path.to_owned(),
        saved,
        aside: Some(aside),
        asked,
        copied: BTreeSet::new(),
        written: 0,
    });
    Effect::FindDifferences { documents, seminar: Arc::clone(seminar) }
}

/// The seminar's documents, its essay first. What is wrong with the file is told with the essay.
fn embedded(state: &mut State, seminar: &Seminar, diagnostics: Diagnostics) -> Vec<Document> {
    let essay = Body::Essay(Arc::clone(&seminar.essay.document.0));
    let theories = seminar.theories.iter().map(|embedded| Body::Theory(Arc::clone(&embedded.document.0)));
    let theories = theories.map(|theory| (theory, Arc::default()));
    let documents = std::iter::once((essay, Arc::new(diagnostics))).chain(theories);
    let session = &mut state.session;
    documents.map(|(body, faults)| session.document_of(Origin::Seminar, body, faults, 0)).collect()
}

/// What is set aside, and was asked for again before the seminar was, is set aside too when it has been read.
fn set_aside_when_read(state: &mut State, documents: &[Document], asked: u64) {
    let is_aside = |path: &Path| documents.iter().any(|document| document.path() == Some(path));
    let reading = state.loading.iter_mut().filter(|loading| loading.asked < asked && is_aside(&loading.path));
    reading.for_each(|loading| loading.asked = 0);
}

/// What is open now, to come back later. The view begins anew but for what is no matter of documents.
fn set_aside(state: &mut State, documents: Vec<Document>) -> Box<Aside> {
    let view = &state.view;
    let anew = View {
        tab: view.tab,
        hides_theories: view.hides_theories,
        shows_inspector: view.shows_inspector,
        lists_changes: view.lists_changes,
        shows_problems: view.shows_problems,
        editor: view.editor.clone(),
        cockpit: view.cockpit.clone(),
        essay_order: view.essay_order,
        matrix: view.matrix.clone(),
        find: view.find.clone(),
        // Until the new comparison is made, the last one is shown.
        order: view.order.clone(),
        ..View::default()
    };
    let view = std::mem::replace(&mut state.view, anew);
    // An essay that was asked for later judges beside the seminar, not before it.
    let active = state.session.essay;
    let before = documents.iter().rfind(|document| document.can_judge()).map(|document| document.id);
    let is_before = documents.iter().any(|document| document.id == active);
    let essay = before.filter(|_| !is_before).unwrap_or(active);
    let (lens, room) = (state.session.lens.clone(), Arc::clone(&state.session.room));
    Box::new(Aside { documents, essay, lens, room, view })
}

/// Puts what stood beside the last seminar among what was open before it, to come back together. The last
/// seminar's own copies stay in its file.
fn with_files_of(mut aside: Box<Aside>, documents: Vec<Document>) -> Box<Aside> {
    let is_own = |document: &Document| matches!(document.origin, Origin::File(_) | Origin::New);
    for document in documents.into_iter().filter(is_own) {
        take_in(&mut aside.documents, document);
    }
    aside
}

/// Puts a file that was asked for before the seminar, and read after it, among what is set aside.
pub(super) fn loaded_late(state: &mut State, document: Document) -> Vec<Effect> {
    let Some(open) = &mut state.session.seminar else { return Vec::new() };
    let Some(aside) = &mut open.aside else { return Vec::new() };
    let differences =
        Effect::FindDifferences { documents: vec![document.clone()], seminar: Arc::clone(&open.saved) };
    let is_dirty = |other: &Document| other.is_dirty && other.path() == document.path();
    if aside.documents.iter().any(is_dirty) {
        // What is not saved stays; the file is compared with it before it is written over.
        return Vec::new();
    }
    let can_judge = document.can_judge();
    let doc = take_in(&mut aside.documents, document);
    if can_judge {
        aside.essay = doc;
    }
    remember(state);
    vec![differences]
}

/// Names what was open and differs from the seminar's copy of it.
pub(super) fn tell_of_differences(state: &mut State, names: Vec<String>) {
    for name in names {
        let stands = "the copy in the seminar stands until the seminar is closed";
        state.tell(
            format!("{name} was open before and differs from the seminar's copy: {stands}"),
            false,
            None,
        );
    }
}

/// Closes the seminar: what was open before it is back. Where nothing was, the documents stay, and the next room begins
/// anew: what this one has done belongs to its file.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    let Some(open) = state.session.seminar.take() else { return Vec::new() };
    let name = open.name();
    if let Some(aside) = open.aside {
        bring_back(state, *aside);
        state.tell(format!("{name} is closed: what was open before is back"), false, None);
    } else {
        take_place(state, Arc::default());
        let text = format!("{name} is closed: the documents and how they are read stand as they stood in it");
        state.tell(text, false, None);
    }
    state.session.forget_steps(false);
    remember(state);
    judge(state)
}

fn bring_back(state: &mut State, aside: Aside) {
    let Aside { documents, essay, lens, room, view } = aside;
    let beside = std::mem::replace(&mut state.session.documents, documents);
    // What is not saved does not go with the seminar.
    for document in beside.into_iter().filter(|document| document.is_dirty) {
        take_in(&mut state.session.documents, document);
    }
    state.session.essay = essay;
    state.session.lens = lens;
    take_place(state, room);
    let now = std::mem::take(&mut state.view);
    state.view = View {
        tab: now.tab,
        hides_theories: now.hides_theories,
        shows_inspector: now.shows_inspector,
        lists_changes: now.lists_changes,
        shows_problems: now.shows_problems,
        editor: now.editor,
        cockpit: now.cockpit,
        essay_order: now.essay_order,
        matrix: now.matrix,
        find: now.find,
        ..view
    };
}

/// Writes the seminar to its file, or asks for one.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    match &state.session.seminar {
        Some(open) => {
            let path = open.path.clone();
            save_as(state, path)
        }
        None => vec![ask_where_to_save(state)],
    }
}

/// Asks where to write the seminar.
pub(super) fn ask_where_to_save(state: &State) -> Effect {
    Effect::AskWhereToSaveSeminar { name: format!("{}{ENDING}", state.session.essay().id) }
}

/// Writes the seminar to a file that the user has named.
pub(super) fn save_to(state: &mut State, path: PathBuf, replaces: bool) -> Vec<Effect> {
    let is_own = state.session.seminar.as_ref().is_some_and(|open| open.path == identity(path.clone()));
    let obstacle = if is_own { None } else { obstacle(state, None, &path, replaces) };
    match obstacle {
        Some(problem) => {
            let text = path.display().to_string();
            state.dialog = Some(Dialog::SaveSeminar { text, problem: Some(problem) });
            Vec::new()
        }
        None => save_as(state, path),
    }
}

/// Writes the seminar to a file, one at a time, so that an older one never comes last.
pub(super) fn save_as(state: &mut State, path: PathBuf) -> Vec<Effect> {
    if state.is_saving_seminar {
        state.tell("The seminar is still being saved: save again when that is done".to_owned(), true, None);
        return Vec::new();
    }
    state.is_saving_seminar = true;
    vec![Effect::SaveSeminar { path, draft: Draft::of(state) }]
}

/// Takes note of what came of saving. A file that another session was written to is not the open one's:
/// saving again would put this one in its place.
pub(super) fn saved(
    state: &mut State,
    path: PathBuf,
    source: Source,
    result: Result<Saved, SaveProblem>,
) -> Vec<Effect> {
    state.is_saving_seminar = false;
    let is_open = source.is_open(&state.session);
    match result {
        Ok(Saved { seminar, stamp, is_unchanged }) => {
            let written = format!("Saved the seminar as {}", path.display());
            let unchanged =
                || format!("{}: nothing in the seminar has changed since it was saved", file_name(&path));
            if !source.is_quiet {
                state.tell(if is_unchanged { unchanged() } else { written }, false, None);
                state.dialog.take_if(|dialog| matches!(dialog, Dialog::SaveSeminar { .. }));
            }
            if is_open {
                keep_to(state, path, source, seminar, stamp);
            }
            return go_on_leaving(state);
        }
        // A dialog that is open is answered first: what it asks is not given up for what nobody asked for.
        Err(problem) if is_open && !(source.is_quiet && state.dialog.is_some()) => {
            let problem = Some(format!("Not saved: {problem}."));
            state.dialog = Some(Dialog::SaveSeminar { text: path.display().to_string(), problem });
        }
        Err(problem) => state.tell(format!("{} was not saved: {problem}", file_name(&path)), true, None),
    }
    state.leaving = None;
    Vec::new()
}

/// From now on the session is the seminar in this file.
fn keep_to(state: &mut State, path: PathBuf, source: Source, saved: Arc<Seminar>, stamp: Option<Stamp>) {
    let before = state.session.seminar.take();
    let (aside, asked) = match before.map(|open| (open.aside, open.asked)) {
        // What was asked for before it was opened has been set aside already.
        Some((Some(aside), asked)) => (Some(aside), asked),
        Some((None, _)) | None => (None, source.asked),
    };
    let (path, copied, written) = (identity(path), source.files, state.asked);
    state.session.seminar = Some(OpenSeminar { path, saved, stamp, aside, asked, copied, written });
    remember(state);
}

/// Takes note of what has become of the open seminar's file: what another program has changed is told, and is
/// not written over.
pub(super) fn seen(state: &mut State, seen: SeenFile) {
    let SeenFile { path, stamp, on_disk } = seen;
    let open = state.session.seminar.as_mut();
    let Some(open) = open.filter(|open| open.path == path && open.stamp == Some(stamp)) else { return };
    let name = open.name();
    let text = match on_disk {
        OnDisk::Same(stamp) => {
            open.stamp = Some(stamp);
            return;
        }
        OnDisk::Changed(_) => {
            format!(
                "{name} has been changed by another program: reload files (F5), or save under another name"
            )
        }
        OnDisk::Gone => {
            open.stamp = None;
            format!("{name} is no longer there: saving makes it again")
        }
        OnDisk::Unreadable(problem) => format!("{name} is {problem} now; {}", problem.hint()),
    };
    if state.messages.last().is_none_or(|last| last.text != text) {
        state.tell(text, true, None);
    }
}
