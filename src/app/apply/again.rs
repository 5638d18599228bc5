//! A file that is read again, or that another program has changed: its state and ours.

use std::sync::Arc;

use super::edit::{change_body, recheck};
use super::files::{load, remember, tell_of};
use super::judge::judge;
use crate::app::action::{Effect, SeenFile};
use crate::app::session::{Body, DocId, file_name};
use crate::app::state::{Dialog, State, Theirs};
use crate::model::JsonPath;
use crate::store::OnDisk;

/// Looks whether other programs have changed the open files.
pub(super) fn look(state: &State) -> Vec<Effect> {
    let files = state
        .session
        .every_document()
        .filter_map(|document| Some((document.id, document.path()?.to_owned(), document.stamp?)));
    let files: Vec<_> = files.collect();
    let open = state.session.seminar.as_ref();
    let seminar = open.and_then(|seminar| Some((seminar.path.clone(), seminar.stamp?)));
    if files.is_empty() && seminar.is_none() {
        return Vec::new();
    }
    vec![Effect::LookAtFiles { files, seminar }]
}

/// Takes note of what has become of files: one that has changed is read, one that is gone is no longer saved.
pub(super) fn seen(state: &mut State, seen: Vec<(DocId, SeenFile)>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (doc, SeenFile { path, stamp, on_disk }) in seen {
        let Some(document) = state.session.document_mut(doc) else { continue };
        if document.path() != Some(&*path) || document.stamp != Some(stamp) {
            // It was saved meanwhile.
            continue;
        }
        let name = file_name(&path);
        match on_disk {
            OnDisk::Same(stamp) => document.stamp = Some(stamp),
            OnDisk::Changed(_) => {
                state.noticed.insert(doc);
                effects.extend(load(state, path));
            }
            OnDisk::Gone => {
                document.stamp = None;
                document.is_saved_as(Body::Nothing);
                state.tell(format!("{name} is no longer there: saving makes it again"), true, Some(doc));
            }
            OnDisk::Unreadable(problem) => {
                let text = format!("{name} is {problem} now; {}", problem.hint());
                if state.messages.last().is_none_or(|last| last.text != text) {
                    state.tell(text, true, Some(doc));
                }
            }
        }
    }
    effects
}

/// Takes in what a document's file holds now. Where there are changes that are not saved, or another program
/// has changed the file, the user says what becomes of both.
pub(super) fn read_again(state: &mut State, doc: DocId, theirs: Theirs) -> Vec<Effect> {
    let is_noticed = state.noticed.remove(&doc);
    let Some(document) = state.session.document_mut(doc) else { return Vec::new() };
    let is_as_it_was = theirs.body == document.saved;
    if is_noticed && is_as_it_was {
        document.stamp = theirs.stamp;
        return Vec::new();
    }
    if !is_noticed && !document.is_dirty {
        return take_theirs(state, doc, theirs);
    }
    if is_as_it_was {
        document.stamp = theirs.stamp;
        let name = document.name();
        state.tell(
            format!("{name}: its file is as it was; your changes are not saved yet"),
            false,
            Some(doc),
        );
        return Vec::new();
    }
    state.theirs.insert(doc, theirs);
    if state.dialog.is_none() {
        state.dialog = Some(Dialog::Changed(doc));
    }
    Vec::new()
}

/// Asks about the next file that has changed, once no other dialog is open.
pub(super) fn ask_next(state: &mut State) {
    if state.dialog.is_none()
        && let Some(doc) = state.theirs.keys().next()
    {
        state.dialog = Some(Dialog::Changed(*doc));
    }
}

/// Lets a document hold what its file holds. That can be undone.
fn take_theirs(state: &mut State, doc: DocId, theirs: Theirs) -> Vec<Effect> {
    let Theirs { body, diagnostics, stamp } = theirs;
    let before = state.session.essay();
    let mut effects = change_body(state, doc, body.clone(), "reload".to_owned(), None, JsonPath::default());
    let Some(document) = state.session.document_mut(doc) else { return effects };
    document.is_saved_as(body);
    document.stamp = stamp;
    // These name lines.
    document.diagnostics = Arc::new(diagnostics);
    let can_judge = document.can_judge();
    let name = document.path().map(file_name).unwrap_or_default();
    remember(state);
    tell_of(state, doc, &name);
    if can_judge && state.session.documents.iter().any(|document| document.id == doc) {
        state.session.essay = doc;
    }
    recheck(state, &before);
    effects.extend(judge(state));
    effects
}

/// Gives up what is not saved for what the file holds.
pub(super) fn reload(state: &mut State, doc: DocId) -> Vec<Effect> {
    state.dialog = None;
    let theirs = state.theirs.remove(&doc);
    theirs.map_or_else(Vec::new, |theirs| take_theirs(state, doc, theirs))
}

/// Keeps what is not saved; saving will replace what the file holds.
pub(super) fn keep_mine(state: &mut State, doc: DocId) -> Vec<Effect> {
    state.dialog = None;
    let Some(theirs) = state.theirs.remove(&doc) else { return Vec::new() };
    let Some(document) = state.session.document_mut(doc) else { return Vec::new() };
    document.is_saved_as(theirs.body);
    document.stamp = theirs.stamp;
    let name = document.name();
    state.tell(format!("{name}: yours is kept, and not saved yet"), false, Some(doc));
    Vec::new()
}
