//! Looking at things: tabs and selections.

use crate::app::session::DocId;
use crate::app::state::{Selection, State, Tab};
use crate::arrange::rows;

/// How many selections are kept to go back to.
const MAX_BACK: usize = 50;

/// Opens a view. What the pointer was over in another one is no longer under it.
pub(super) fn open_tab(state: &mut State, tab: Tab) {
    state.view.tab = tab;
    state.view.hovered = None;
}

/// Shows or hides the inspector. What the pointer was over in it is no longer under it.
pub(super) fn toggle_inspector(state: &mut State) {
    state.view.shows_inspector = !state.view.shows_inspector;
    state.view.hovered = None;
}

pub(super) fn select(state: &mut State, selection: Selection) {
    let view = &mut state.view;
    view.shows_inspector = true;
    if let Some(before) = view.selection.replace(selection)
        && view.selection.as_ref() != Some(&before)
    {
        view.back.push(before);
        if view.back.len() > MAX_BACK {
            view.back.remove(0);
        }
    }
}

pub(super) fn back(state: &mut State) {
    if let Some(before) = state.view.back.pop() {
        state.view.selection = Some(before);
    }
}

pub(super) fn reveal(state: &mut State, selection: Selection) {
    match &selection {
        Selection::Theory(doc) => {
            open_tab(state, Tab::Compare);
            state.view.hidden.remove(doc);
        }
        Selection::Prediction(doc, position) => {
            open_tab(state, Tab::Compare);
            state.view.hidden.remove(doc);
            turn_to(state, *doc, *position);
        }
        Selection::Outcome(_) => open_tab(state, Tab::Essay),
    }
    state.view.scroll_to = Some(selection.clone());
    select(state, selection);
}

/// Turns to the page of Compare on which a prediction stands.
pub(super) fn turn_to(state: &mut State, doc: DocId, position: usize) {
    let Some(member) = state.comparison.member(doc) else { return };
    for (group, topic) in state.comparison.topics.iter().enumerate() {
        if let Some(row) = topic.columns[member].iter().position(|p| *p as usize == position) {
            state.view.pages.insert(group, row / rows::PAGE);
        }
    }
}
