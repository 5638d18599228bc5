//! What an item is about, in the documents that are compared.

use std::sync::Arc;

use crate::assess::Assessment;
use crate::model::{Essay, Item, Outcome, Prediction, PredictionRef, Theory};
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

impl Subject<'_> {
    /// The statement of the document.
    pub fn statement(&self) -> &str {
        match self {
            Self::Outcome { outcome, .. } => &outcome.statement,
            Self::Prediction { prediction, .. } => &prediction.statement,
        }
    }
}

/// The statement that is put to the room: as the lecturer words it, else the document's or its negation.
pub fn statement(item: &Item, compared: &Compared<'_>) -> String {
    if let Some(wording) = item.wording.as_ref().filter(|wording| !wording.trim().is_empty()) {
        return wording.clone();
    }
    let Some(subject) = subject_of(item, compared) else {
        return format!("The documents do not have what item {} is about", item.id);
    };
    match item.negates {
        Some(_) => words::seminar::negation(subject.statement()),
        None => subject.statement().to_owned(),
    }
}
