//! Gaps: what nobody bet on, what the essay cannot judge, and who is too quiet to rank.

use std::sync::Arc;

use eframe::egui::{Role, Ui};

use super::{View, measure, section};
use crate::app::{Action, Actions, Selection};
use crate::assess::Verdict;
use crate::ui::tokens::{Size, size, space};
use crate::ui::{marks, parts};
use crate::words;

pub(super) const NAME: &str = "Gaps";

pub(super) fn gaps_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    section(ui, NAME);
    measure(ui, |ui| {
        outcomes_ui(ui, view, actions);
        predictions_ui(ui, view, actions);
        theories_ui(ui, view, actions);
    });
}

fn list_ui(ui: &mut Ui, name: &str, none: &str, len: usize, entry: impl FnMut(&mut Ui, usize)) {
    ui.add_space(space::BETWEEN);
    ui.label(Size::Body.bold(format!("{name}: {len}")));
    if len == 0 {
        parts::note(ui, none);
    }
    parts::region(ui, Role::List, name, |ui| {
        ui.spacing_mut().item_spacing.y = space::WITHIN;
        parts::long_list(ui, name, len, entry);
    });
}

fn outcomes_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    let comparison = view.comparison;
    let outcomes = parts::cached(ui, "outcomes without bets", comparison.generation, || {
        Arc::new(comparison.assessment.outcomes_without_bets(&comparison.index).collect::<Vec<_>>())
    });
    let none = "Every outcome has a theory that bets on it.";
    list_ui(ui, "Outcomes on which nobody bet", none, outcomes.len(), |ui, i| {
        parts::outcome_link(ui, view.state, &comparison.essay.outcomes[outcomes[i]], actions);
    });
}

fn predictions_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    let comparison = view.comparison;
    let unjudged = parts::cached(ui, "predictions without a verdict", comparison.generation, || {
        Arc::new(comparison.assessment.unjudged().collect::<Vec<_>>())
    });
    let none = "Every prediction has a verdict.";
    list_ui(ui, "Predictions that the essay cannot judge", none, unjudged.len(), |ui, i| {
        let (theory, position, reason) = unjudged[i];
        let member = &comparison.members[theory];
        let mark = |ui: &mut Ui| {
            marks::verdict(ui, Verdict::Unscored(reason), size::MARK);
        };
        parts::beside(ui, mark, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let action = Action::Select(Selection::Prediction(member.doc, position));
            parts::link_to(ui, &member.theory.predictions[position].statement, action, actions);
            parts::note(ui, format!("{}. {}", view.told.name(theory), reason.label()));
        });
    });
}

fn theories_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    let comparison = view.comparison;
    let quiet: Vec<usize> = comparison.assessment.too_quiet().collect();
    list_ui(ui, "Theories too quiet to rank", "Every theory has a rank.", quiet.len(), |ui, i| {
        let theory = quiet[i];
        let doc = comparison.members[theory].doc;
        parts::link_to(ui, view.told.name(theory), Action::Select(Selection::Theory(doc)), actions);
        parts::note(ui, words::rank(&comparison.judged(theory).scorecard, comparison.members.len()));
    });
}
