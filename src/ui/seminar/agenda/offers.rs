//! What could be put on the agenda: outcomes and predictions, those first that are most worth discussing.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{Button, Role, Ui};

use crate::app::room::RoomAction;
use crate::app::{Action, Actions, Command, State};
use crate::model::{Item, PredictionRef};
use crate::seminar::{Offer, Worth, offered_outcomes, offered_predictions};
use crate::ui::tokens::{Palette, Size, size, small, space};
use crate::ui::{marks, parts};

/// All outcomes, and all predictions, each from the most to the least worth discussing.
struct Offers {
    outcomes: Vec<Offer>,
    predictions: Vec<Offer>,
}

/// Draws what could be put on the agenda.
pub fn offers_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    let offers_predictions = state.view.cockpit.offers_predictions;
    parts::heading(ui, "What is worth discussing", Size::Body.bold_format(palette.text));
    parts::note(
        ui,
        "Each has three figures, from 0 to 1: how evenly it divides the theories, how open the essay leaves it, and over \
         how many pairs of theories it lies between. The list follows their mean.",
    );
    ui.horizontal_wrapped(|ui| {
        for (name, is_of_predictions) in [("Outcomes", false), ("Predictions", true)] {
            let is_chosen = offers_predictions == is_of_predictions;
            if ui.add(Button::selectable(is_chosen, small(name))).clicked() {
                actions.push(Action::Room(RoomAction::OfferPredictions(is_of_predictions)));
            }
        }
        if !state.session.room.items().is_empty() {
            parts::command_button(ui, state, Command::AddMostWorth, actions);
        }
    });
    let offers = offers(ui, state);
    let (name, list) = if offers_predictions {
        ("Predictions to discuss", &offers.predictions)
    } else {
        ("Outcomes to discuss", &offers.outcomes)
    };
    let asked = Asked::of(state);
    parts::region(ui, Role::List, name, |ui| {
        parts::long_list(ui, name, list.len(), |ui, at| offer_ui(ui, state, &list[at], &asked, actions));
    });
}

/// What there is to offer, made anew when the comparison is.
fn offers(ui: &Ui, state: &State) -> Arc<Offers> {
    parts::cached(ui, "offers for the agenda", state.comparison.generation, || {
        let compared = state.compared();
        let (outcomes, predictions) = (offered_outcomes(&compared), offered_predictions(&compared));
        Arc::new(Offers { outcomes, predictions })
    })
}

/// What is on the agenda already, and where.
struct Asked<'a> {
    outcomes: HashMap<&'a str, usize>,
    predictions: HashMap<(&'a str, &'a str), usize>,
}

impl<'a> Asked<'a> {
    fn of(state: &'a State) -> Self {
        let items = || state.session.room.items().iter().enumerate();
        let outcome = |(at, item): (usize, &'a Item)| Some((item.outcome.as_ref()?.as_str(), at));
        let prediction = |(at, item): (usize, &'a Item)| Some((item.prediction.as_ref()?.ids(), at));
        Self {
            outcomes: items().filter_map(outcome).collect(),
            predictions: items().filter_map(prediction).collect(),
        }
    }
}

fn offer_ui(ui: &mut Ui, state: &State, offer: &Offer, asked: &Asked<'_>, actions: &mut Actions) {
    let comparison = &*state.comparison;
    ui.add_space(space::WITHIN);
    parts::hairline(ui);
    let (statement, asked, add) = match offer.theory {
        None => {
            let outcome = &comparison.essay.outcomes[offer.position];
            let add = RoomAction::AddOutcome(outcome.id.clone());
            (outcome.statement.as_str(), asked.outcomes.get(outcome.id.as_str()), add)
        }
        Some(theory) => {
            let theory = &comparison.theories[theory];
            let prediction = &theory.predictions[offer.position];
            let add = PredictionRef::new(theory.id.clone(), prediction.id.clone());
            let at = asked.predictions.get(&(theory.id.as_str(), prediction.id.as_str()));
            (prediction.statement.as_str(), at, RoomAction::AddPrediction(add))
        }
    };
    let mark = |ui: &mut Ui| {
        if let Some(theory) = offer.theory {
            let name = &comparison.names[theory];
            marks::monogram(ui, &comparison.members[theory].monogram, name, theory, size::MONOGRAM);
        }
    };
    parts::beside(ui, mark, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        parts::prose(ui, statement);
        ui.horizontal_wrapped(|ui| {
            worth_ui(ui, offer.worth);
            if offer.is_hidden {
                parts::note(ui, "Another theory with the same id has the same prediction: add that one.");
            } else {
                add_ui(ui, statement, asked.copied(), add, actions);
            }
        });
    });
}

/// The button that puts it on the agenda, and then leads to it there: one button, so that the keyboard stays.
fn add_ui(ui: &mut Ui, statement: &str, asked: Option<usize>, add: RoomAction, actions: &mut Actions) {
    let (text, name, action) = match asked {
        None => ("Add", format!("Add {statement}"), add),
        Some(at) => ("On the agenda", format!("On the agenda: {statement}"), RoomAction::ShowItem(Some(at))),
    };
    let response = ui.add(Button::selectable(asked.is_some(), small(text)).frame_when_inactive(true));
    if response.accessible_name(name).clicked() {
        actions.push(Action::Room(action));
    }
}

/// The three figures, with what they mean.
fn worth_ui(ui: &mut Ui, worth: Worth) {
    let Worth { diagnosticity, basis, disagreement } = worth;
    let text = format!("{diagnosticity:.2} divides, {basis:.2} open, {disagreement:.2} disputed");
    parts::note(ui, text).on_hover_text(format!(
        "Diagnosticity {diagnosticity:.2}: how evenly it divides the theories that take a stance. Basis {basis:.2}: how open \
         the essay leaves it, 0 for a fact and 1 for a judgement. Disagreement {disagreement:.2}: the share of all pairs of \
         theories that stand on opposite sides of it. Mean {:.2}.",
        worth.total()
    ));
}
