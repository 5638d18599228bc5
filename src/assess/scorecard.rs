//! Rules 7 to 9: a theory's numbers, ranks, and how outcomes divide the theories.

use super::index::IndexedTheory;
use super::result::{
    OutcomeAssessment, PredictionAssessment, PredictionTiming, Scorecard, Stance, TheoryAssessment,
};
use super::rules::{EPSILON, MIN_RANKED};
use crate::model::{Expects, Reported};

/// How many theories expect an outcome, and how many expect that it does not come; a theory that
/// does both counts on both sides.
#[derive(Debug, Clone, Copy, Default)]
struct Sides {
    occurs: usize,
    does_not: usize,
    split: usize,
}

/// Fills in the scorecards and stances of `judged`, and tells how each outcome divides them;
/// `reported` is what counts for each outcome, `None` for one that is switched off.
pub(super) fn fill(
    theories: &[IndexedTheory],
    judged: &mut [TheoryAssessment],
    reported: impl ExactSizeIterator<Item = Option<Reported>>,
) -> Vec<OutcomeAssessment> {
    let mut sides = vec![Sides::default(); reported.len()];
    for (theory, assessment) in theories.iter().zip(&mut *judged) {
        assessment.stances = stances(theory, assessment);
        for (outcome, stance) in &assessment.stances {
            sides[*outcome as usize].add(*stance);
        }
    }
    for (theory, assessment) in theories.iter().zip(&mut *judged) {
        assessment.scorecard = scorecard(theory, assessment, &sides);
        if theories.len() < 2 {
            assessment.scorecard.boldness = None;
        }
    }
    rank(judged);
    sides.into_iter().zip(reported).map(|(sides, reported)| sides.divide(reported)).collect()
}

/// A theory's forecasts that take part.
fn forecasts<'a>(
    theory: &'a IndexedTheory,
    assessment: &'a TheoryAssessment,
) -> impl Iterator<Item = &'a PredictionAssessment> {
    assessment.predictions.iter().filter(|p| theory.is_forecast(p.position()))
}

/// Rule 9: what the theory's forecasts expect of each outcome, whatever their `judgeable`.
fn stances(theory: &IndexedTheory, assessment: &TheoryAssessment) -> Vec<(u32, Stance)> {
    let mut stances: Vec<(u32, Stance)> = Vec::new();
    for forecast in forecasts(theory, assessment) {
        let claims = theory.claims(forecast.position());
        for (claim, expectation) in claims.iter().zip(assessment.expectations(forecast)) {
            if let Some(outcome) = expectation.outcome {
                stances.push((outcome, claim.expects.into()));
            }
        }
    }
    stances.sort_by_key(|(outcome, _)| *outcome);
    stances.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same && next.1 != kept.1 {
            kept.1 = Stance::Split;
        }
        same
    });
    stances.shrink_to_fit();
    stances
}

impl From<Expects> for Stance {
    fn from(expects: Expects) -> Self {
        match expects {
            Expects::Occurs => Self::Occurs,
            Expects::DoesNotOccur => Self::DoesNotOccur,
        }
    }
}

impl Sides {
    fn add(&mut self, stance: Stance) {
        self.occurs += usize::from(stance != Stance::DoesNotOccur);
        self.does_not += usize::from(stance != Stance::Occurs);
        self.split += usize::from(stance == Stance::Split);
    }

    /// Whether a theory other than the one with this stance expects the opposite.
    fn contradict(self, expects: Expects, own: Option<Stance>) -> bool {
        let (opposite, own_opposite) = match expects {
            Expects::Occurs => (self.does_not, own.is_some_and(|own| own != Stance::Occurs)),
            Expects::DoesNotOccur => (self.occurs, own.is_some_and(|own| own != Stance::DoesNotOccur)),
        };
        opposite > usize::from(own_opposite)
    }

    fn divide(self, reported: Option<Reported>) -> OutcomeAssessment {
        let n = self.occurs + self.does_not - self.split;
        let diagnosticity = (n >= 2).then(|| {
            // Twice the number on the side of "occurs", to count a split theory as one half.
            let p = (2 * self.occurs - self.split) as f64 / (2 * n) as f64;
            4.0 * p * (1.0 - p)
        });
        let unsplit_on_each_side = self.occurs > self.split && self.does_not > self.split;
        let is_crucial = unsplit_on_each_side && diagnosticity.is_some_and(|d| d >= 1.0 - EPSILON);
        OutcomeAssessment { reported, diagnosticity, n, is_crucial }
    }
}

/// Rule 7.
fn scorecard(theory: &IndexedTheory, assessment: &TheoryAssessment, sides: &[Sides]) -> Scorecard {
    let mut card = Scorecard::default();
    let (mut sum, mut foretold_sum) = (0.0, 0.0);
    for forecast in forecasts(theory, assessment) {
        card.forecasts += 1;
        card.tally.add(forecast.verdict);
        let Some(score) = forecast.verdict.score() else { continue };
        card.scored += 1;
        sum += score;
        if forecast.timing == Some(PredictionTiming::Foresight) {
            card.foretold_n += 1;
            foretold_sum += score;
        }
        let claims = theory.claims(forecast.position());
        for (claim, expectation) in claims.iter().zip(assessment.expectations(forecast)) {
            let (Some(outcome), Some(_)) = (expectation.outcome, expectation.degree) else { continue };
            card.scored_expectations += 1;
            let own = assessment.stance(outcome as usize);
            card.contradicted += usize::from(sides[outcome as usize].contradict(claim.expects, own));
        }
    }
    card.score = mean(sum, card.scored);
    card.foretold = mean(foretold_sum, card.foretold_n);
    card.boldness = mean(card.contradicted as f64, card.scored_expectations);
    card
}

/// The mean of so many values with this sum.
pub(super) fn mean(sum: f64, n: usize) -> Option<f64> {
    (n > 0).then(|| sum / n as f64)
}

/// Rule 8: one more than the number of ranked theories that are better by more than [`EPSILON`].
fn rank(judged: &mut [TheoryAssessment]) {
    let cards = judged.iter().map(|theory| &theory.scorecard);
    let scores: Vec<Option<f64>> =
        cards.map(|card| card.score.filter(|_| card.scored >= MIN_RANKED)).collect();
    for (theory, rank) in judged.iter_mut().zip(rank_of(&scores)) {
        theory.scorecard.rank = rank;
    }
}

/// The rank of each value, the greatest first: one more than the number of values that are greater by
/// more than [`EPSILON`].
pub(super) fn rank_of(values: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut sorted: Vec<f64> = values.iter().copied().flatten().collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let rank = |own: f64| 1 + sorted.partition_point(|better| better - own > EPSILON);
    values.iter().map(|value| value.map(rank)).collect()
}
