//! Saving documents, and leaving without losing one.

use std::path::{Path, PathBuf};

use super::files::{close_document, identity, load, remember};
use super::seminar;
use crate::app::action::Effect;
use crate::app::leaving::{Answer, Leaving, Unsaved};
use crate::app::session::{Body, DocId, Document, Origin, file_name};
use crate::app::state::{Dialog, InHand, State};
use crate::store::{SaveProblem, Stamp};

/// Saves what is in hand.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    match state.in_hand() {
        InHand::Document(doc) => save_document(state, doc),
        InHand::Seminar => seminar::save(state),
    }
}

/// Asks where to save what is in hand.
pub(super) fn save_as(state: &mut State) -> Vec<Effect> {
    match state.in_hand() {
        InHand::Document(doc) => ask_where(state, doc).into_iter().collect(),
        InHand::Seminar => vec![seminar::ask_where_to_save(state)],
    }
}

/// Asks in a dialog of our own where to save what is in hand.
pub(super) fn save_by_path(state: &mut State) {
    state.dialog = Some(match state.in_hand() {
        InHand::Document(doc) => {
            let document = state.session.document(doc);
            let text = document.and_then(Document::path).map(|path| path.display().to_string());
            let text = text.or_else(|| Some(suggested_name(document?))).unwrap_or_default();
            Dialog::SaveAs { doc, text, problem: None }
        }
        InHand::Seminar => {
            let open = state.session.seminar.as_ref();
            let text = open.map(|seminar| seminar.path.display().to_string());
            Dialog::SaveSeminar { text: text.unwrap_or_default(), problem: None }
        }
    });
}

/// Saves every document that holds what its file does not, and the seminar; the first without a file is
/// asked for one. What is set aside stays there.
pub(super) fn save_all(state: &mut State) -> Vec<Effect> {
    let mut unsaved = state.unsaved(Leaving::Window);
    unsaved.retain(|what| *what != Unsaved::Aside);
    save_these(state, &unsaved)
}

fn save_these(state: &mut State, unsaved: &[Unsaved]) -> Vec<Effect> {
    let has_file = |state: &State, what: &Unsaved| match what {
        Unsaved::Document(doc) => state.session.document(*doc).is_some_and(|d| d.path().is_some()),
        Unsaved::Readings => state.session.seminar.is_some(),
        Unsaved::Aside => false,
    };
    let (known, new): (Vec<Unsaved>, Vec<Unsaved>) = unsaved.iter().partition(|what| has_file(state, what));
    let mut effects = Vec::new();
    for what in known.iter().chain(new.first()) {
        effects.extend(match what {
            Unsaved::Document(doc) => save_document(state, *doc),
            Unsaved::Readings => seminar::save(state),
            Unsaved::Aside if unsaved.len() == 1 => save_set_aside(state),
            // It comes when the seminar in front of it is saved.
            Unsaved::Aside => Vec::new(),
        });
    }
    effects
}

/// Brings back what was open before the seminar, which nothing is lost by any more, and asks where to save it.
fn save_set_aside(state: &mut State) -> Vec<Effect> {
    let mut effects = seminar::close(state);
    effects.push(seminar::ask_where_to_save(state));
    effects
}

/// Saves a document to its file, or asks for one.
pub(super) fn save_document(state: &mut State, doc: DocId) -> Vec<Effect> {
    let Some(document) = state.session.document(doc) else { return Vec::new() };
    let Some(path) = document.path().map(Path::to_owned) else {
        return ask_where(state, doc).into_iter().collect();
    };
    if !document.is_dirty {
        let name = file_name(&path);
        state.tell(format!("{name}: nothing has changed since it was saved"), false, Some(doc));
        return Vec::new();
    }
    write(state, doc, path)
}

/// Asks where to save a document.
fn ask_where(state: &State, doc: DocId) -> Option<Effect> {
    let name = suggested_name(state.session.document(doc)?);
    Some(Effect::AskWhereToSave { doc, name, is_copy: false })
}

/// The name of a file for a document: its file's, or one made of its id.
fn suggested_name(document: &Document) -> String {
    match (document.path(), document.body.id()) {
        (Some(path), _) => file_name(path),
        (None, Some(id)) if id.is_valid() => format!("{id}.json"),
        (None, _) => "untitled.json".to_owned(),
    }
}

/// Writes a document to a file that the user has named.
pub(super) fn save_to(state: &mut State, doc: DocId, path: PathBuf, replaces: bool) -> Vec<Effect> {
    if let Some(problem) = obstacle(state, Some(doc), &path, replaces) {
        ask_again(state, doc, &path, problem);
        return Vec::new();
    }
    write(state, doc, path)
}

/// Why nothing is written to a file that the user has named. A file that is there already is replaced only
/// when that has been said (the system's dialog has asked already), and never that of the open seminar, or one that is
/// open as another document; `doc` is the document that is saved there.
pub(super) fn obstacle(state: &State, doc: Option<DocId>, path: &Path, replaces: bool) -> Option<String> {
    let file = identity(path.to_owned());
    if let Some(seminar) = state.session.seminar.as_ref().filter(|seminar| seminar.path == file) {
        return Some(format!("{} is the seminar that is open. Choose another name.", seminar.name()));
    }
    let open = state.session.every_document().find(|document| document.path() == Some(&*file));
    match open {
        Some(open) if Some(open.id) == doc => None,
        Some(open) => Some(format!("{} is open from this file. Choose another name.", open.name())),
        None if !replaces && path.exists() => {
            Some(format!("{} exists already. Confirm it to replace the file.", file_name(path)))
        }
        None => None,
    }
}

fn ask_again(state: &mut State, doc: DocId, path: &Path, problem: String) {
    let text = path.display().to_string();
    state.dialog = Some(Dialog::SaveAs { doc, text, problem: Some(problem) });
}

/// Writes a document, one write at a time for each, so that an older state never comes last.
fn write(state: &mut State, doc: DocId, path: PathBuf) -> Vec<Effect> {
    let Some(document) = state.session.document(doc) else { return Vec::new() };
    let (name, body) = (document.name(), document.body.clone());
    if matches!(body, Body::Nothing) {
        return Vec::new();
    }
    let is_own = document.path() == Some(&*identity(path.clone()));
    let expected = document.stamp.filter(|_| is_own);
    if is_own && expected.is_none() && path.exists() {
        // It was gone, or never read: what stands there now is another's.
        state.noticed.insert(doc);
        return load(state, path).into_iter().collect();
    }
    if !state.saving.insert(doc) {
        state.tell(format!("{name} is still being saved: save again when that is done"), true, Some(doc));
        return Vec::new();
    }
    state.session.history.seal();
    vec![Effect::SaveDocument { doc, path, body, expected }]
}

/// Takes note of what came of saving a document. What was typed meanwhile is not saved yet.
pub(super) fn saved(
    state: &mut State,
    doc: DocId,
    path: PathBuf,
    body: Body,
    result: Result<Stamp, SaveProblem>,
) -> Vec<Effect> {
    state.saving.remove(&doc);
    let stamp = match result {
        Ok(stamp) => stamp,
        Err(problem) => return not_saved(state, doc, path, &problem),
    };
    state.dialog.take_if(|dialog| matches!(dialog, Dialog::SaveAs { doc: of, .. } if *of == doc));
    state.tell(format!("Saved {}", path.display()), false, Some(doc));
    if let Some(document) = state.session.document_mut(doc) {
        document.origin = Origin::File(identity(path));
        document.is_saved_as(body);
        document.stamp = Some(stamp);
    }
    remember(state);
    go_on_leaving(state)
}

/// Says why a document was not saved, and asks for another place; a file that another program has changed is
/// read, to be compared.
fn not_saved(state: &mut State, doc: DocId, path: PathBuf, problem: &SaveProblem) -> Vec<Effect> {
    state.leaving = None;
    if let SaveProblem::ChangedOnDisk(_) = problem {
        state.tell(format!("Not saved: {problem}"), true, Some(doc));
        state.noticed.insert(doc);
        return load(state, path).into_iter().collect();
    }
    ask_again(state, doc, &path, format!("Not saved: {problem}."));
    Vec::new()
}

/// Leaves, if nothing would be lost; else asks once, with a list.
pub(super) fn leave(state: &mut State, leaving: Leaving) -> Vec<Effect> {
    if state.unsaved(leaving).is_empty() {
        if leaving != Leaving::Window {
            return leave_now(state, leaving);
        }
        // What is being written is written first.
        state.leaving = Some(leaving);
        return go_on_leaving(state);
    }
    state.dialog = Some(Dialog::Unsaved(leaving));
    Vec::new()
}

/// What the user wants done with what is not saved.
pub(super) fn answer(state: &mut State, leaving: Leaving, answer: Answer) -> Vec<Effect> {
    state.dialog = None;
    match answer {
        Answer::Discard => leave_now(state, leaving),
        Answer::Save => {
            state.leaving = Some(leaving);
            let unsaved = state.unsaved(leaving);
            // While the question was open, what the room did may have been written.
            if unsaved.is_empty() { go_on_leaving(state) } else { save_these(state, &unsaved) }
        }
    }
}

/// Leaves once everything is saved that was to be saved first; asks for the next file until then.
pub(super) fn go_on_leaving(state: &mut State) -> Vec<Effect> {
    let is_done = state.saving.is_empty() && !state.is_saving_seminar;
    let Some(leaving) = state.leaving.filter(|_| is_done) else { return Vec::new() };
    let unsaved = state.unsaved(leaving);
    if unsaved.is_empty() {
        state.leaving = None;
        return leave_now(state, leaving);
    }
    save_these(state, &unsaved)
}

fn leave_now(state: &mut State, leaving: Leaving) -> Vec<Effect> {
    match leaving {
        Leaving::Window => {
            state.may_quit = true;
            vec![Effect::Quit]
        }
        Leaving::Document(doc) => close_document(state, doc),
        Leaving::Seminar => seminar::close(state),
        Leaving::ForSeminar => seminar::open_waiting(state),
    }
}
