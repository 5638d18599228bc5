//! What is lit up: what is selected or under the pointer, in any view, and what belongs to it.

use std::collections::BTreeSet;

use eframe::egui::{Id, Ui};

use crate::app::{Comparison, Selection, State};

/// How brightly something is lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// Not at all.
    Off,
    /// It is under the pointer, or belongs to what is lit.
    Hovered,
    /// It is selected.
    Selected,
}

/// What is lit up.
#[derive(Debug, Default)]
pub struct Focus<'a> {
    selected: Option<&'a Selection>,
    hovered: Option<&'a Selection>,
    /// The outcomes that belong to it, by position.
    outcomes: BTreeSet<usize>,
    /// The predictions that belong to it, by member and position.
    predictions: BTreeSet<(usize, usize)>,
}

impl<'a> Focus<'a> {
    /// What is lit up in this state.
    pub fn of(state: &'a State) -> Self {
        let (selected, hovered) = (state.view.selection.as_ref(), state.view.hovered.as_ref());
        let mut focus = Self { selected, hovered, ..Self::default() };
        for selection in selected.into_iter().chain(hovered) {
            focus.add_relations(&state.comparison, selection);
        }
        focus
    }

    fn add_relations(&mut self, comparison: &Comparison, selection: &Selection) {
        match selection {
            Selection::Theory(_) => {}
            Selection::Prediction(doc, position) => {
                let Some(member) = comparison.member(*doc) else { return };
                let judged = comparison.judged(member);
                let Some(prediction) = judged.prediction(*position) else { return };
                let outcomes = judged.expectations(prediction).iter().filter_map(|e| e.outcome);
                self.outcomes.extend(outcomes.map(|outcome| outcome as usize));
            }
            Selection::Outcome(id) => {
                let Some((position, _)) = comparison.outcome(id) else { return };
                let bets = comparison.bets(position);
                self.predictions.extend(bets.map(|bet| (bet.theory as usize, bet.prediction as usize)));
            }
        }
    }

    /// How brightly a thing is lit by itself.
    pub fn on(&self, selection: &Selection) -> Light {
        if self.selected == Some(selection) {
            Light::Selected
        } else if self.hovered == Some(selection) {
            Light::Hovered
        } else {
            Light::Off
        }
    }

    /// How brightly a prediction is lit, by itself or by an outcome that it bets on.
    pub fn on_prediction(&self, comparison: &Comparison, member: usize, position: usize) -> Light {
        let own = self.on(&Selection::Prediction(comparison.members[member].doc, position));
        if self.predictions.contains(&(member, position)) { own.max(Light::Hovered) } else { own }
    }

    /// How brightly an outcome is lit, by itself or by a prediction that bets on it.
    pub fn on_outcome(&self, comparison: &Comparison, position: usize) -> Light {
        let own = self.on(&outcome(comparison, position));
        if self.outcomes.contains(&position) { own.max(Light::Hovered) } else { own }
    }
}

/// Whether the selection is another one than `who` has followed last; from now on it is the one.
pub fn is_new(ui: &Ui, who: &str, selection: Option<&Selection>) -> bool {
    let id = Id::unique(("selection followed", who));
    let is_new = ui.data(|data| data.get_temp::<Option<Selection>>(id)).flatten().as_ref() != selection;
    if is_new {
        ui.data_mut(|data| data.insert_temp(id, selection.cloned()));
    }
    is_new
}

/// The outcome at this position, to select.
pub fn outcome(comparison: &Comparison, position: usize) -> Selection {
    Selection::Outcome(comparison.essay.outcomes[position].id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, apply};

    /// The predictions that are lit in this state, by their ids.
    fn lit(state: &State) -> Vec<(&str, Light)> {
        let focus = Focus::of(state);
        let members = state.comparison.members.iter().enumerate();
        let all = members.flat_map(|(member, m)| {
            m.theory
                .predictions
                .iter()
                .enumerate()
                .map(move |(position, p)| (member, position, p.id.as_str()))
        });
        all.map(|(member, position, id)| (id, focus.on_prediction(&state.comparison, member, position)))
            .filter(|(_, light)| *light != Light::Off)
            .collect()
    }

    #[test]
    fn an_outcome_lights_those_who_bet_on_it() {
        let mut state = State::default();
        apply(&mut state, Action::Select(Selection::Outcome("crimea-annexed".to_owned())));
        assert_eq!(lit(&state), [("ukraine-is-the-hinge", Light::Hovered)]);
    }

    #[test]
    fn a_prediction_lights_its_outcomes_and_a_selection_outshines_the_pointer() {
        let mut state = State::default();
        let doc = state.comparison.members[1].doc;
        let hinge = Selection::Prediction(doc, 2);
        apply(&mut state, Action::Hover(Some(hinge.clone())));
        assert_eq!(lit(&state), [("ukraine-is-the-hinge", Light::Hovered)]);
        apply(&mut state, Action::Select(hinge));
        assert_eq!(lit(&state), [("ukraine-is-the-hinge", Light::Selected)]);
        let focus = Focus::of(&state);
        let outcomes = &state.comparison.essay.outcomes;
        let lit = (0..outcomes.len()).filter(|p| focus.on_outcome(&state.comparison, *p) != Light::Off);
        let lit: Vec<&str> = lit.map(|position| outcomes[position].id.as_str()).collect();
        assert_eq!(lit, ["crimea-annexed", "russia-ukraine-war"]);
    }

    #[test]
    fn another_view_leaves_nothing_under_the_pointer() {
        let mut state = State::default();
        apply(&mut state, Action::Hover(Some(Selection::Outcome("crimea-annexed".to_owned()))));
        apply(&mut state, Action::Command(crate::app::Command::ShowCompare));
        assert_eq!(state.view.hovered, None);
    }
}
