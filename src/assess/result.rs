//! What an assessment holds.

use std::ops::Range;

use super::rules::{Grade, Verdict};
use crate::model::Reported;
use crate::model::choice::choices;

/// The result of [`super::assess`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assessment {
    /// The theories, in the order given.
    pub theories: Vec<TheoryAssessment>,
    /// The outcomes, in the essay's order.
    pub outcomes: Vec<OutcomeAssessment>,
}

/// A theory's verdicts and numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct TheoryAssessment {
    /// Its name in this comparison: its id, or `id~2` where another theory before it has that id.
    pub id: String,
    /// Its numbers.
    pub scorecard: Scorecard,
    /// The predictions that take part, in file order.
    pub predictions: Vec<PredictionAssessment>,
    /// Their expectations, one prediction's after another's: see [`Self::expectations`].
    pub(super) expectations: Vec<ExpectationAssessment>,
    /// Its stances, by position of the outcome, in ascending order.
    pub(super) stances: Vec<(u32, Stance)>,
}

impl TheoryAssessment {
    /// The expectations of one of its predictions, in file order.
    pub fn expectations(&self, prediction: &PredictionAssessment) -> &[ExpectationAssessment] {
        let Range { start, end } = prediction.expectations;
        &self.expectations[start as usize..end as usize]
    }

    /// Its stance on the outcome at this position in the essay (rule 9).
    pub fn stance(&self, outcome: usize) -> Option<Stance> {
        let at = self.stances.binary_search_by_key(&outcome, |(position, _)| *position as usize).ok()?;
        Some(self.stances[at].1)
    }

    /// What it says of the prediction at this position in the theory's file, if that takes part.
    pub fn prediction(&self, position: usize) -> Option<&PredictionAssessment> {
        let at = self.predictions.binary_search_by_key(&position, PredictionAssessment::position).ok()?;
        Some(&self.predictions[at])
    }
}

/// A prediction's verdict and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct PredictionAssessment {
    pub(super) position: u32,
    pub(super) expectations: Range<u32>,
    /// Its result.
    pub verdict: Verdict,
    /// Whether it was made before its outcomes; `None` where the essay has none of them.
    pub timing: Option<PredictionTiming>,
    /// How many of its expectations have a match.
    pub judged: Judged,
}

impl PredictionAssessment {
    /// Its position in the theory's file, from 0.
    pub fn position(&self) -> usize {
        self.position as usize
    }
}

/// How much of a prediction could be judged (rule 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Expectations that have a match.
    pub scored: u32,
    /// All expectations, those on outcomes that the essay lacks too.
    pub expectations: u32,
}

/// An expectation against what is reported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExpectationAssessment {
    /// The position of its outcome in the essay; `None` where the essay lacks it.
    pub outcome: Option<u32>,
    /// What counts as reported, a reading in place of the essay's included.
    pub reported: Option<Reported>,
    /// The match, from 0 to 1 (rule 1); `None` where nothing can be matched.
    pub degree: Option<f64>,
    /// Whether it was made before the outcome.
    pub timing: Option<Timing>,
}

choices! {
    /// When an expectation was made, against its outcome.
    pub enum Timing {
        /// Before it.
        Foresight = "foresight",
        /// At the time or after it.
        Hindsight = "hindsight",
    }
}

choices! {
    /// When a prediction was made, against its outcomes.
    pub enum PredictionTiming {
        /// Before all of them.
        Foresight = "foresight",
        /// Before none of them.
        Hindsight = "hindsight",
        /// Before some of them.
        Mixed = "mixed",
    }
}

impl From<Timing> for PredictionTiming {
    fn from(timing: Timing) -> Self {
        match timing {
            Timing::Foresight => Self::Foresight,
            Timing::Hindsight => Self::Hindsight,
        }
    }
}

impl PredictionTiming {
    pub(super) fn join(self, other: Self) -> Self {
        if self == other { self } else { Self::Mixed }
    }
}

/// A theory's numbers, over its forecasts alone (rules 7 and 8).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scorecard {
    /// The mean score of its scored forecasts, from 0 to 1.
    pub score: Option<f64>,
    /// How many of its forecasts are scored.
    pub scored: usize,
    /// How many forecasts it has.
    pub forecasts: usize,
    /// The mean score of the scored forecasts made before their outcomes, from 0 to 1.
    pub foretold: Option<f64>,
    /// How many those are.
    pub foretold_n: usize,
    /// The share of its scored expectations that a forecast of another theory contradicts, from 0
    /// to 1; `None` where it has none, or where no other theory is loaded.
    pub boldness: Option<f64>,
    /// How many scored expectations are contradicted: the numerator of `boldness`.
    pub contradicted: usize,
    /// How many scored expectations its scored forecasts have: the denominator of `boldness`.
    pub scored_expectations: usize,
    /// Its place from 1; `None` where fewer than [`super::MIN_RANKED`] forecasts are scored.
    pub rank: Option<usize>,
    /// Its forecasts by verdict.
    pub tally: Tally,
}

/// Forecasts counted by verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    grades: [usize; 5],
    /// Those without a score.
    pub unscored: usize,
}

impl Tally {
    pub(super) fn add(&mut self, verdict: Verdict) {
        match verdict.grade() {
            Some(grade) => self.grades[grade as usize] += 1,
            None => self.unscored += 1,
        }
    }

    /// How many have this grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.grades[grade as usize]
    }
}

/// What a theory's forecasts expect of an outcome (rule 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// That it occurs.
    Occurs,
    /// That it does not.
    DoesNotOccur,
    /// Both.
    Split,
}

/// How an outcome divides the theories (rule 9).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeAssessment {
    /// What counts as reported; `None` where the outcome is switched off.
    pub reported: Option<Reported>,
    /// 4p(1 - p), p being the share of "occurs" among the theories with a stance, a split one
    /// counting one half; from 0 to 1, `None` for fewer than two.
    pub diagnosticity: Option<f64>,
    /// How many theories have a stance.
    pub n: usize,
    /// Whether the theories stand evenly on both sides, at least one wholly on each.
    pub is_crucial: bool,
}
