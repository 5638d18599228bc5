//! Judging: another lens or another essay, a new comparison, and its analysis.

use std::sync::Arc;

use super::columns::column_of;
use super::edit::{change_lens, recheck};
use super::find;
use crate::app::action::Effect;
use crate::app::comparison::{Comparison, Ingredients};
use crate::app::session::{DocId, Document};
use crate::app::state::{Analysed, State, Tab};
use crate::app::what_if::{self, Change};
use crate::assess::AttributionFilter;

/// With more predictions than this a worker judges them, and views show the last result meanwhile.
const JUDGED_AT_ONCE: usize = 20_000;

/// Up to this many cells of the matrix and predictions an analysis is made at once.
const ANALYSED_AT_ONCE: usize = 10_000;

pub(super) fn set_attribution(state: &mut State, filter: AttributionFilter) -> Vec<Effect> {
    state.session.lens.attribution = filter;
    judge(state)
}

pub(super) fn use_essay(state: &mut State, doc: DocId) -> Vec<Effect> {
    let before = state.session.essay();
    state.session.essay = doc;
    recheck(state, &before);
    judge(state)
}

pub(super) fn change_readings(state: &mut State, change: Change) -> Vec<Effect> {
    let label = change.label();
    let lens = what_if::changed(state, change);
    change_lens(state, lens, label)
}

pub(super) fn change_readings_if(state: &mut State, change: Option<Change>) -> Vec<Effect> {
    change.map_or_else(Vec::new, |change| change_readings(state, change))
}

/// Makes the comparison anew: at once where that is quick, else on a worker.
pub(super) fn judge(state: &mut State) -> Vec<Effect> {
    state.generation += 1;
    let before = Arc::clone(&state.comparison);
    let ingredients = Ingredients::of(&state.session, state.generation, Some(before));
    if ingredients.predictions() > JUDGED_AT_ONCE {
        state.is_updating = true;
        return vec![Effect::Compare(ingredients)];
    }
    compared(state, ingredients.compare());
    Vec::new()
}

pub(super) fn compared(state: &mut State, comparison: Comparison) {
    if comparison.generation != state.generation {
        return;
    }
    state.is_updating = false;
    state.comparison = Arc::new(comparison);
    tell_of_ids(state);
    let order = &mut state.view.order;
    let members = &state.comparison.members;
    let documents = &state.session.documents;
    order.retain(|doc| documents.iter().any(|document| document.id == *doc));
    for (at, member) in members.iter().enumerate() {
        if !order.contains(&member.doc) {
            // A theory that takes a built-in one's place stands where that one stood.
            order.insert(column_of(order, members, at), member.doc);
        }
    }
    find::ask_again(state);
}

/// Analyses the comparison if its analysis is looked at and not there yet: at once where that is quick,
/// else on a worker. One worker at a time: when its analysis arrives, the next is begun if it is outdated.
pub(super) fn analyse_if_shown(state: &mut State) -> Option<Effect> {
    let comparison = &state.comparison;
    let generation = comparison.generation;
    let is_there =
        state.analysis.as_ref().is_some_and(|analysed| analysed.comparison.generation == generation);
    if state.view.tab != Tab::Analysis || is_there {
        return None;
    }
    let predictions: usize = comparison.theories.iter().map(|theory| theory.predictions.len()).sum();
    if predictions + comparison.theories.len() * comparison.essay.outcomes.len() <= ANALYSED_AT_ONCE {
        state.analysis = Some(Arc::new(Analysed::of(Arc::clone(comparison))));
        return None;
    }
    let is_free = !std::mem::replace(&mut state.is_analysing, true);
    is_free.then(|| Effect::Analyse(Arc::clone(comparison)))
}

pub(super) fn analysis_arrived(state: &mut State, analysed: Analysed) {
    state.is_analysing = false;
    let generation = |analysed: &Analysed| analysed.comparison.generation;
    if state.analysis.as_deref().is_none_or(|before| generation(before) < generation(&analysed)) {
        state.analysis = Some(Arc::new(analysed));
    }
}

/// Says what became of ids that were taken, once for each.
pub(super) fn tell_of_ids(state: &mut State) {
    let comparison = Arc::clone(&state.comparison);
    for notice in &comparison.notices {
        let doc = *notice.source();
        let name = state.session.document(doc).map(Document::name).unwrap_or_default();
        let text = format!("{name}: {notice}");
        if !state.messages.iter().any(|message| message.text == text) {
            state.tell(text, false, Some(doc));
        }
    }
}
