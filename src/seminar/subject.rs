//! What an item is about, in the documents that are compared.

use std::collections::HashMap;
use std::sync::Arc;

use super::course::Course;
use crate::assess::Assessment;
use crate::model::{Essay, Item, Manner, Outcome, Prediction, PredictionRef, Room, Theory};
use crate::words;

/// The documents that a seminar is about, as they are compared.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The essay that judges.
    pub essay: &'a Essay,
    /// The theories.
    pub theories: &'a [Arc<Theory>],
    /// What they are called, in the same order.
    pub names: &'a [String],
    /// Verdicts and numbers, as the window shows them. Stances are taken from it, which hang on no reading.
    pub assessment: &'a Assessment,
    /// Verdicts as the essay has it, once they are there.
    pub by_essay: Option<&'a Assessment>,
}

/// What an item is about.
#[derive(Clone, Copy)]
pub enum Subject<'a> {
    /// An outcome.
    Outcome {
        /// Its position in the essay.
        position: usize,
        /// The outcome.
        outcome: &'a Outcome,
    },
    /// A prediction.
    Prediction {
        /// The position of its theory.
        theory: usize,
        /// Its position in the theory's file.
        position: usize,
        /// The prediction.
        prediction: &'a Prediction,
    },
}

/// What an item is about; `None` where the documents do not have it.
pub fn subject_of<'a>(item: &Item, compared: &Compared<'a>) -> Option<Subject<'a>> {
    if let Some(id) = &item.outcome {
        let mut outcomes = compared.essay.outcomes.iter().enumerate();
        let (position, outcome) = outcomes.find(|(_, outcome)| outcome.id == *id)?;
        return Some(Subject::Outcome { position, outcome });
    }
    let (theory, position) = prediction_at(item.prediction.as_ref()?, compared.theories)?;
    let prediction = &compared.theories[theory].predictions[position];
    Some(Subject::Prediction { theory, position, prediction })
}

/// Where a prediction stands: the position of its theory, and its own in the theory's file.
pub fn prediction_at(prediction: &PredictionRef, theories: &[Arc<Theory>]) -> Option<(usize, usize)> {
    let mut places = theories.iter().enumerate().filter(|(_, theory)| theory.id == prediction.theory);
    places.find_map(|(theory, document)| {
        let position = document.predictions.iter().position(|own| own.id == prediction.id)?;
        Some((theory, position))
    })
}

/// Where all predictions stand, by the ids of theory and prediction, like [`prediction_at`].
pub fn predictions_by_id(theories: &[Arc<Theory>]) -> HashMap<(&str, &str), (usize, usize)> {
    let mut places = HashMap::new();
    for (theory, document) in theories.iter().enumerate() {
        for (position, prediction) in document.predictions.iter().enumerate() {
            places.entry((document.id.as_str(), prediction.id.as_str())).or_insert((theory, position));
        }
    }
    places
}

impl Subject<'_> {
    /// The statement of the document.
    pub fn statement(&self) -> &str {
        match self {
            Self::Outcome { outcome, .. } => &outcome.statement,
            Self::Prediction { prediction, .. } => &prediction.statement,
        }
    }
}

/// The statement that is put to the room: as the lecturer words it, else the document's. A control that has no words
/// of its own is the negation of what is put for the item that it negates.
pub fn statement(room: &Room, course: &Course, item: usize, compared: &Compared<'_>) -> String {
    let Some(own) = room.items().get(item) else { return String::new() };
    if let Some(wording) = own.worded() {
        return wording.to_owned();
    }
    let negated = course.negated(item).and_then(|negated| room.items()[negated].worded());
    let subject = subject_of(own, compared);
    match negated.or_else(|| subject.as_ref().map(Subject::statement)) {
        None => format!("The documents do not have what item {} is about", own.id),
        Some(statement) if own.negates.is_some() => words::seminar::negation(statement),
        Some(statement) => statement.to_owned(),
    }
}

/// Whether an item is put to the room in a manner. A control is put as what it negates.
pub fn is_put(room: &Room, course: &Course, item: usize, manner: Manner) -> bool {
    let items = [Some(item), course.negated(item)];
    items.into_iter().flatten().filter_map(|item| room.items().get(item)).any(|item| item.is(manner))
}
