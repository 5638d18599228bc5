//! Changes to documents and readings, and their way back.

use std::sync::Arc;

use super::files::forget_closed;
use super::judge::judge;
use super::room::plan_as;
use crate::app::action::Effect;
use crate::app::editor::Part;
use crate::app::history::{Key, Touched};
use crate::app::session::{Body, DocId};
use crate::app::state::{Selection, State, Tab};
use crate::assess::Lens;
use crate::model::{Edit, Essay, JsonPath, Operation};
use crate::words;

/// Makes edits in a document, as one step. If one of them cannot be made, none is.
pub(super) fn edit(state: &mut State, doc: DocId, edits: &[Edit]) -> Vec<Effect> {
    let Some(document) = state.session.document(doc).filter(|document| document.is_editable()) else {
        return Vec::new();
    };
    let Some(first) = edits.first() else { return Vec::new() };
    let mut body = document.body.clone();
    for edit in edits {
        if let Err(problem) = body.edit(edit) {
            let name = document.name();
            state.tell(format!("{name}: not changed, since {problem}"), true, Some(doc));
            return Vec::new();
        }
    }
    let is_typing = edits.len() == 1 && matches!(first.operation, Operation::Set(_));
    let key = is_typing.then(|| (Some(doc), first.place.clone()));
    change_body(state, doc, body, words::edit::edit(first), key, first.place.clone())
}

/// Lets a document hold something else, as a step that can be undone.
pub(super) fn change_body(
    state: &mut State,
    doc: DocId,
    after: Body,
    label: String,
    key: Option<Key>,
    place: JsonPath,
) -> Vec<Effect> {
    let Some(before) = state.session.document(doc).map(|document| document.body.clone()) else {
        return Vec::new();
    };
    if before == after {
        return Vec::new();
    }
    let touched = Touched::Document { doc, before, after: after.clone(), place };
    state.session.history.push(label, key, touched, state.now);
    hold(state, doc, after)
}

/// Changes how the essay is read, as a step that can be undone.
pub(super) fn change_lens(state: &mut State, after: Lens, label: &str) -> Vec<Effect> {
    let before = state.session.lens.clone();
    if before == after {
        return Vec::new();
    }
    let touched = Touched::Readings { before, after: after.clone() };
    state.session.history.push(label.to_owned(), None, touched, state.now);
    state.session.lens = after;
    judge(state)
}

/// Takes back the last step.
pub(super) fn undo(state: &mut State) -> Vec<Effect> {
    let Some(step) = state.session.history.undo() else { return Vec::new() };
    state.tell(format!("Undone: {}", step.label), false, None);
    match step.touched {
        Touched::Document { doc, before, place, .. } => go_to(state, doc, before, place),
        Touched::Readings { before, .. } => read_as(state, before),
        Touched::Room { before, .. } => plan_as(state, &before),
    }
}

/// Does the last step again that was undone.
pub(super) fn redo(state: &mut State) -> Vec<Effect> {
    let Some(step) = state.session.history.redo() else { return Vec::new() };
    state.tell(format!("Done again: {}", step.label), false, None);
    match step.touched {
        Touched::Document { doc, after, place, .. } => go_to(state, doc, after, place),
        Touched::Readings { after, .. } => read_as(state, after),
        Touched::Room { after, .. } => plan_as(state, &after),
    }
}

/// The attribution filter is no reading, what the room reads follows from its votes, and both stay.
fn read_as(state: &mut State, lens: Lens) -> Vec<Effect> {
    let now = std::mem::take(&mut state.session.lens);
    state.session.lens = Lens { attribution: now.attribution, room: now.room, ..lens };
    judge(state)
}

/// Lets a document hold something else, and the editor, if it is open, show where.
fn go_to(state: &mut State, doc: DocId, body: Body, place: JsonPath) -> Vec<Effect> {
    if state.view.tab == Tab::Editor {
        state.view.editor.doc = Some(doc);
        state.view.editor.part = Part::of(&place, &body);
        state.view.editor.focus = Some(place);
    }
    hold(state, doc, body)
}

/// Lets a document hold something else. What is selected in it stays selected, if it is still there.
pub(super) fn hold(state: &mut State, doc: DocId, body: Body) -> Vec<Effect> {
    let essay = state.session.essay();
    let Some(document) = state.session.document_mut(doc) else { return Vec::new() };
    let before = std::mem::replace(&mut document.body, Body::Nothing);
    let selection = |selection: &Selection| followed(selection, doc, &before, &body);
    let view = &mut state.view;
    view.selection = view.selection.as_ref().and_then(selection);
    view.hovered = view.hovered.as_ref().and_then(selection);
    view.back = view.back.iter().filter_map(selection).collect();
    view.editor.stay_in(doc, &body);
    if view.picker.take_if(|picker| picker.doc == doc).is_some() {
        // The expectation that an outcome is chosen for may stand elsewhere now.
        view.outcomes.is_open = false;
    }
    document.hold(body, &essay);
    recheck(state, &essay);
    forget_closed(state);
    judge(state)
}

/// Checks the user's theories again where another essay judges them than `before`, or one with other outcomes.
pub(super) fn recheck(state: &mut State, before: &Arc<Essay>) {
    let essay = state.session.essay();
    if Arc::ptr_eq(&essay, before) || knows_the_same(&essay, before) {
        return;
    }
    for document in &mut state.session.documents {
        if document.is_editable() && matches!(document.body, Body::Theory(_)) {
            document.diagnostics = Arc::new(document.body.check(&essay));
        }
    }
}

/// Whether theories fare alike when they are checked against both.
fn knows_the_same(one: &Essay, other: &Essay) -> bool {
    let ids = |essay: &'_ Essay| essay.outcomes.iter().map(|outcome| outcome.id.clone()).collect::<Vec<_>>();
    one.id == other.id && one.paragraphs == other.paragraphs && ids(one) == ids(other)
}

/// A selection after its document has changed; `None` if what was selected is no longer there.
fn followed(selection: &Selection, doc: DocId, before: &Body, after: &Body) -> Option<Selection> {
    let (Selection::Prediction(of, position), Body::Theory(before)) = (selection, before) else {
        return Some(selection.clone());
    };
    if *of != doc {
        return Some(selection.clone());
    }
    let Body::Theory(after) = after else { return None };
    let was = before.predictions.get(*position)?;
    let at = |is: &dyn Fn(usize) -> bool| (0..after.predictions.len()).find(|at| is(*at));
    let same = at(&|at| Arc::ptr_eq(&after.predictions[at].0, &was.0));
    // One whose text was changed stays where it was; else it is known by its id.
    let stays =
        || after.predictions.get(*position).filter(|_| before.predictions.len() == after.predictions.len());
    let position = same
        .or_else(|| stays().map(|_| *position))
        .or_else(|| at(&|at| after.predictions[at].id == was.id))?;
    Some(Selection::Prediction(doc, position))
}
