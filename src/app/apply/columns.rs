//! The columns of the theories: hidden, moved, widened.

use crate::app::comparison::Member;
use crate::app::session::DocId;
use crate::app::state::State;

/// How much wider or narrower one step makes a column, in points.
const WIDTH_STEP: f32 = 24.0;

/// The width from which a column is made wider or narrower by keys, if it had an even share, in points.
const FIRST_WIDTH: f32 = 200.0;

/// Hides the selected theory's column.
pub(super) fn hide_selected(state: &mut State) {
    if let Some(doc) = state.selected_theory() {
        set_hidden(state, doc, true);
    }
}

pub(super) fn set_hidden(state: &mut State, doc: DocId, is_hidden: bool) {
    if is_hidden {
        state.view.hidden.insert(doc);
    } else {
        state.view.hidden.remove(&doc);
    }
}

pub(super) fn move_selected(state: &mut State, by: isize) {
    let Some(doc) = state.selected_theory() else { return };
    let shown = shown_docs(state);
    if let Some(to) = shown.iter().position(|d| *d == doc).and_then(|at| at.checked_add_signed(by)) {
        move_column(state, doc, to);
    }
}

/// Makes the selected theory's column so many steps wider.
pub(super) fn widen_selected(state: &mut State, steps: f32) {
    if let Some(doc) = state.selected_theory() {
        *state.view.widths.entry(doc).or_insert(FIRST_WIDTH) += steps * WIDTH_STEP;
    }
}

pub(super) fn shown_docs(state: &State) -> Vec<DocId> {
    state.columns().into_iter().map(|member| state.comparison.members[member].doc).collect()
}

pub(super) fn move_column(state: &mut State, doc: DocId, to: usize) {
    let mut shown = shown_docs(state);
    let Some(from) = shown.iter().position(|d| *d == doc) else { return };
    shown.remove(from);
    shown.insert(to.min(shown.len()), doc);
    let mut shown = shown.into_iter();
    let hidden = &state.view.hidden;
    let comparison = &state.comparison;
    let is_shown = |doc: &DocId| !hidden.contains(doc) && comparison.member(*doc).is_some();
    let order = state.view.order.iter().map(|d| if is_shown(d) { shown.next().unwrap_or(*d) } else { *d });
    state.view.order = order.collect();
}

/// Where in the order of columns a new member goes: behind the member before it.
pub(super) fn column_of(order: &[DocId], members: &[Member], at: usize) -> usize {
    let before =
        members[..at].iter().rev().find_map(|member| order.iter().position(|doc| *doc == member.doc));
    if at + 1 == members.len() { order.len() } else { before.map_or(0, |before| before + 1) }
}
