//! A file that is read again, or that another program has changed: its state and ours.

use std::sync::Arc;

use super::edit::{change_body, recheck};
use super::files::{remember, tell_of};
use super::judge::judge;
use crate::app::action::Effect;
use crate::app::session::{Body, DocId};
use crate::app::state::{Dialog, State, Theirs};
use crate::model::JsonPath;
use crate::store::Diagnostics;

/// Takes in what a document's file holds now. Where there are changes that are not saved, the user says
/// what becomes of them.
pub(super) fn read_again(state: &mut State, doc: DocId, body: Body, diagnostics: Diagnostics) -> Vec<Effect> {
    let Some(document) = state.session.document(doc) else { return Vec::new() };
    if !document.is_dirty {
        return take_theirs(state, doc, Theirs { body, diagnostics });
    }
    let name = document.name();
    if body == document.saved {
        let text = format!("{name}: its file is as it was; your changes are not saved yet");
        state.tell(text, false, Some(doc));
        return Vec::new();
    }
    state.theirs.insert(doc, Theirs { body, diagnostics });
    state.dialog = Some(Dialog::Changed(doc));
    Vec::new()
}

/// Lets a document hold what its file holds. That can be undone.
fn take_theirs(state: &mut State, doc: DocId, theirs: Theirs) -> Vec<Effect> {
    let Theirs { body, diagnostics } = theirs;
    let before = state.session.essay();
    let mut effects = change_body(state, doc, body.clone(), "reload".to_owned(), None, JsonPath::default());
    let Some(document) = state.session.document_mut(doc) else { return effects };
    document.is_saved_as(body);
    // These name lines.
    document.diagnostics = Arc::new(diagnostics);
    let can_judge = document.can_judge();
    let name = document.path().map(crate::app::session::file_name).unwrap_or_default();
    remember(state);
    tell_of(state, doc, &name);
    if can_judge {
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
    let name = document.name();
    state.tell(format!("{name}: yours is kept, and not saved yet"), false, Some(doc));
    Vec::new()
}
