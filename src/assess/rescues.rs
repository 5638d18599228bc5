//! The ranking without what was rescued: predictions that only a further assumption saves from the facts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::result::{Assessment, TheoryAssessment};
use super::rules::MIN_RANKED;
use super::scorecard::{mean, rank_of};
use crate::model::{Kind, Theory};

/// A theory's numbers when its rescued predictions are left out, over its forecasts alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rescored {
    /// The mean score of the scored forecasts that are left, from 0 to 1 (rule 7).
    pub score: Option<f64>,
    /// How many those are.
    pub scored: usize,
    /// Its place from 1 among all theories so rescored (rule 8); `None` where fewer than
    /// [`MIN_RANKED`] scored forecasts are left.
    pub rank: Option<usize>,
    /// How many scored forecasts were left out. A rescued prediction that is no forecast, has no score or
    /// takes no part would not have counted anyway.
    pub left_out: usize,
}

/// The theories of an assessment without the predictions in `rescued`, each given by the position of its
/// theory in the comparison and its own position in the theory's file.
pub fn without(
    assessment: &Assessment,
    theories: &[Arc<Theory>],
    rescued: &BTreeSet<(usize, usize)>,
) -> Vec<Rescored> {
    let all = assessment.theories.iter().zip(theories).enumerate();
    let mut rescored: Vec<Rescored> = all
        .map(|(at, (judged, theory))| rescore(judged, theory, |position| rescued.contains(&(at, position))))
        .collect();
    let scores: Vec<Option<f64>> =
        rescored.iter().map(|theory| theory.score.filter(|_| theory.scored >= MIN_RANKED)).collect();
    for (theory, rank) in rescored.iter_mut().zip(rank_of(&scores)) {
        theory.rank = rank;
    }
    rescored
}

/// A theory's numbers without its rescued predictions, and without a rank.
fn rescore(judged: &TheoryAssessment, theory: &Theory, is_rescued: impl Fn(usize) -> bool) -> Rescored {
    let (mut sum, mut scored, mut left_out) = (0.0, 0, 0);
    for prediction in &judged.predictions {
        let is_forecast = theory.predictions[prediction.position()].kind == Kind::Forecast;
        let Some(score) = prediction.verdict.score().filter(|_| is_forecast) else { continue };
        if is_rescued(prediction.position()) {
            left_out += 1;
        } else {
            sum += score;
            scored += 1;
        }
    }
    Rescored { score: mean(sum, scored), scored, rank: None, left_out }
}
