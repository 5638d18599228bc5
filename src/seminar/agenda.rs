//! What is worth putting on the agenda.

use std::collections::HashSet;

use super::subject::{Compared, predictions_by_id};
use crate::assess::Stance;
use crate::model::id::FreeIds;
use crate::model::json::Extra;
use crate::model::{Basis, Id, Item, PredictionRef, Room};

/// The length to which a new id is cut: an id has 64 characters at most.
const LONGEST_ID: usize = 64;

/// What makes something worth discussing, each part from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Worth {
    /// How evenly the outcome divides the theories that take a stance (rule 9).
    pub diagnosticity: f64,
    /// How far its basis leaves it open: nothing for a fact, one half for what the essay attributes or
    /// forecasts, all for what it judges or implies.
    pub basis: f64,
    /// The share of the pairs of all theories loaded that stand on opposite sides of it.
    pub disagreement: f64,
}

impl Worth {
    /// The mean of the three, from 0 to 1.
    pub fn total(self) -> f64 {
        (self.diagnosticity + self.basis + self.disagreement) / 3.0
    }

    /// The mean of several; nothing where there is none.
    fn mean(all: &[Self]) -> Self {
        let n = all.len().max(1) as f64;
        let mean = |part: fn(&Self) -> f64| all.iter().map(part).sum::<f64>() / n;
        Self {
            diagnosticity: mean(|worth| worth.diagnosticity),
            basis: mean(|worth| worth.basis),
            disagreement: mean(|worth| worth.disagreement),
        }
    }
}

/// How far each outcome of the essay is worth discussing, in the essay's order.
fn worth_of_outcomes(compared: &Compared<'_>) -> Vec<Worth> {
    let outcomes = compared.essay.outcomes.iter().zip(&compared.assessment.outcomes).enumerate();
    let worth = outcomes.map(|(position, (outcome, assessed))| Worth {
        diagnosticity: assessed.diagnosticity.unwrap_or(0.0),
        basis: openness(outcome.basis),
        disagreement: disagreement(position, compared),
    });
    worth.collect()
}

fn openness(basis: Basis) -> f64 {
    match basis {
        Basis::Fact => 0.0,
        Basis::Attributed | Basis::Forecast => 0.5,
        Basis::Judgement | Basis::Implied => 1.0,
    }
}

fn disagreement(outcome: usize, compared: &Compared<'_>) -> f64 {
    let stances = compared.assessment.theories.iter().map(|theory| theory.stance(outcome));
    let count = |wanted| stances.clone().filter(|stance| *stance == Some(wanted)).count() as f64;
    let n = compared.theories.len() as f64;
    let pairs = n * (n - 1.0) / 2.0;
    if pairs > 0.0 { count(Stance::Occurs) * count(Stance::DoesNotOccur) / pairs } else { 0.0 }
}

/// How far the predictions of a theory are worth discussing, in file order: as its outcomes are, on average,
/// of those that the essay reports.
fn worth_of_predictions(theory: usize, compared: &Compared<'_>, outcomes: &[Worth]) -> Vec<Worth> {
    let Some(judged) = compared.assessment.theories.get(theory) else { return Vec::new() };
    let mut worth = vec![Worth::default(); compared.theories[theory].predictions.len()];
    for prediction in &judged.predictions {
        let expected = judged.expectations(prediction).iter().filter_map(|expectation| expectation.outcome);
        let expected: Vec<Worth> =
            expected.filter_map(|outcome| outcomes.get(outcome as usize).copied()).collect();
        worth[prediction.position()] = Worth::mean(&expected);
    }
    worth
}

/// Something that could be put on the agenda.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// The position of its theory, for a prediction.
    pub theory: Option<usize>,
    /// Its own position in the essay, or in the theory's file.
    pub position: usize,
    /// How far it is worth discussing.
    pub worth: Worth,
    /// Whether its ids lead to the prediction of another theory, which has the same id and comes before it.
    pub is_hidden: bool,
}

/// All outcomes, the one that is most worth discussing first. Of those that are worth the same, the one that the essay
/// reports first.
pub fn offered_outcomes(compared: &Compared<'_>) -> Vec<Offer> {
    let worth = worth_of_outcomes(compared).into_iter().enumerate();
    let offer = |(position, worth)| Offer { theory: None, position, worth, is_hidden: false };
    sorted(worth.map(offer).collect())
}

/// The predictions that take part in the comparison, the one that is most worth discussing first.
pub fn offered_predictions(compared: &Compared<'_>) -> Vec<Offer> {
    let outcomes = worth_of_outcomes(compared);
    let places = predictions_by_id(compared.theories);
    let of_theory = |theory: usize| {
        let (judged, document) = (&compared.assessment.theories[theory], &compared.theories[theory]);
        let worth = worth_of_predictions(theory, compared, &outcomes).into_iter().enumerate();
        let worth = worth.filter(|(position, _)| judged.prediction(*position).is_some());
        let offers = worth.map(|(position, worth)| {
            let id = document.predictions[position].id.as_str();
            let is_hidden = places.get(&(document.id.as_str(), id)) != Some(&(theory, position));
            Offer { theory: Some(theory), position, worth, is_hidden }
        });
        offers.collect::<Vec<_>>()
    };
    sorted((0..compared.theories.len()).flat_map(of_theory).collect())
}

fn sorted(mut offers: Vec<Offer>) -> Vec<Offer> {
    offers.sort_by(|a, b| b.worth.total().total_cmp(&a.worth.total()));
    offers
}

/// The `n` outcomes that are most worth discussing and that no item is about yet, the best first.
pub fn most_worth(compared: &Compared<'_>, room: &Room, n: usize) -> Vec<Id> {
    let asked: HashSet<&Id> = room.items().iter().filter_map(|item| item.outcome.as_ref()).collect();
    let ids = offered_outcomes(compared).into_iter().map(|offer| &compared.essay.outcomes[offer.position].id);
    ids.filter(|id| !asked.contains(id)).take(n).cloned().collect()
}

/// The same of predictions.
pub fn most_worth_predictions(compared: &Compared<'_>, room: &Room, n: usize) -> Vec<PredictionRef> {
    let asked = room.items().iter().filter_map(|item| item.prediction.as_ref());
    let asked: HashSet<(&str, &str)> = asked.map(PredictionRef::ids).collect();
    let offers = offered_predictions(compared).into_iter().filter(|offer| !offer.is_hidden);
    let offered = offers.filter_map(|offer| {
        let theory = &compared.theories[offer.theory?];
        Some(PredictionRef::new(theory.id.clone(), theory.predictions[offer.position].id.clone()))
    });
    offered.filter(|own| !asked.contains(&own.ids())).take(n).collect()
}

/// An id that no item of the agenda has, like the id of what the item is about.
pub fn free_item_id(room: &Room, like: &str) -> Id {
    let like: String = like.chars().take(LONGEST_ID).collect();
    let mut free = FreeIds::beside(room.items().iter().map(|item| &item.id));
    Id::from(free.like(&Id::from(like.as_str())).as_str())
}

impl Item {
    /// An item about an outcome.
    pub fn about_outcome(id: Id, outcome: Id) -> Self {
        Self::about(id, Some(outcome), None)
    }

    /// An item about a prediction.
    pub fn about_prediction(id: Id, prediction: PredictionRef) -> Self {
        Self::about(id, None, Some(prediction))
    }

    fn about(id: Id, outcome: Option<Id>, prediction: Option<PredictionRef>) -> Self {
        Self {
            id,
            outcome,
            prediction,
            negates: None,
            wording: None,
            manner: None,
            minutes: None,
            notes: None,
            extra: Extra::default(),
        }
    }
}

/// The control of an item: the negation of its statement, put in the same manner.
pub fn control_of(room: &Room, item: &Item) -> Item {
    let id = free_item_id(room, &format!("not-{}", item.id));
    let mut control = Item::about(id, item.outcome.clone(), item.prediction.clone());
    control.negates = Some(item.id.clone());
    control
}

/// Where a control stands in an agenda of so many items, when what it negates stands at `item`: as far from it as
/// can be, so that the answer given there is not remembered.
pub fn place_of_control(item: usize, items: usize) -> usize {
    if item < items / 2 { items } else { 0 }
}
