//! Ids resolved to positions, once per change of a document.

use std::collections::HashMap;
use std::sync::Arc;

use super::lens::Lens;
use super::result::{Assessment, ExpectationAssessment, Judged, PredictionAssessment, TheoryAssessment};
use super::{rules, scorecard};
use crate::model::{Essay, Prediction, Theory};

/// Which expectation speaks of which outcome: what depends on the documents alone, not on the lens.
#[derive(Debug, Clone, Default)]
pub struct Index {
    theories: Vec<IndexedTheory>,
    /// Who bets on each outcome, by the outcome's position.
    bets: Vec<Vec<Bet>>,
}

#[derive(Debug, Clone)]
struct IndexedTheory {
    id: String,
    /// The position of each expectation's outcome in the essay, all predictions' one after another.
    outcomes: Vec<Option<u32>>,
}

/// An expectation, by positions: which theory, which of its predictions, which expectation of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bet {
    /// The theory's position in the comparison.
    pub theory: u32,
    /// The prediction's position in the theory's file.
    pub prediction: u32,
    /// The expectation's position in the prediction.
    pub expectation: u32,
}

impl Index {
    /// Resolves every expectation of `theories` against `essay`.
    pub fn new(essay: &Essay, theories: &[Arc<Theory>]) -> Self {
        let positions: HashMap<&str, u32> =
            (0..).zip(&essay.outcomes).map(|(position, outcome)| (outcome.id.as_str(), position)).collect();
        let mut bets = vec![Vec::new(); essay.outcomes.len()];
        let mut indexed = Vec::with_capacity(theories.len());
        for ((number, theory), id) in (0..).zip(theories).zip(comparison_ids(theories)) {
            let mut outcomes = Vec::new();
            for (prediction, p) in (0..).zip(&theory.predictions) {
                for (expectation, e) in (0..).zip(p.expects()) {
                    let position = positions.get(e.outcome.as_str()).copied();
                    outcomes.push(position);
                    if let Some(position) = position {
                        bets[position as usize].push(Bet { theory: number, prediction, expectation });
                    }
                }
            }
            outcomes.shrink_to_fit();
            indexed.push(IndexedTheory { id, outcomes });
        }
        Self { theories: indexed, bets }
    }

    /// Who bets on the outcome at this position, in order of theory, prediction and expectation;
    /// the lens is not applied.
    pub fn bets(&self, outcome: usize) -> &[Bet] {
        &self.bets[outcome]
    }

    /// Judges every prediction: [`super::assess`] for documents that have not changed since this
    /// index was made of them.
    pub fn assess(&self, essay: &Essay, theories: &[Arc<Theory>], lens: &Lens) -> Assessment {
        let mut judged: Vec<TheoryAssessment> = self
            .theories
            .iter()
            .zip(theories)
            .map(|(indexed, theory)| judge_theory(essay, theory, indexed, lens))
            .collect();
        let outcomes = scorecard::fill(essay, theories, &mut judged, lens);
        Assessment { theories: judged, outcomes }
    }
}

/// A name for each theory that no other in the comparison has: the second theory with an id is
/// `id~2`, the third `id~3`.
fn comparison_ids(theories: &[Arc<Theory>]) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    let numbered = theories.iter().map(|theory| {
        let id = theory.id.as_str();
        let time = times.entry(id).or_default();
        *time += 1;
        if *time == 1 { id.to_owned() } else { format!("{id}~{time}") }
    });
    numbered.collect()
}

fn judge_theory(essay: &Essay, theory: &Theory, indexed: &IndexedTheory, lens: &Lens) -> TheoryAssessment {
    let mut predictions = Vec::with_capacity(theory.predictions.len());
    let mut expectations = Vec::with_capacity(indexed.outcomes.len());
    let mut outcomes = indexed.outcomes.as_slice();
    for (position, prediction) in (0..).zip(&theory.predictions) {
        let (own, rest) = outcomes.split_at(prediction.expects().len());
        outcomes = rest;
        if lens.keeps(prediction, essay) {
            let start = expectations.len();
            expectations.extend(judge_expectations(essay, prediction, own, lens));
            predictions.push(judge_prediction(prediction, position, start, &expectations[start..]));
        }
    }
    TheoryAssessment {
        id: indexed.id.clone(),
        scorecard: super::Scorecard::default(),
        predictions,
        expectations,
        stances: Vec::new(),
    }
}

fn judge_expectations<'a>(
    essay: &'a Essay,
    prediction: &'a Prediction,
    outcomes: &'a [Option<u32>],
    lens: &'a Lens,
) -> impl Iterator<Item = ExpectationAssessment> + 'a {
    prediction.expects().iter().zip(outcomes).map(move |(expectation, position)| {
        let outcome = position.map(|position| &essay.outcomes[position as usize]).filter(|o| !lens.hides(o));
        let reported = outcome.map(|outcome| lens.reading(outcome));
        ExpectationAssessment {
            outcome: outcome.and(*position),
            reported,
            degree: reported.and_then(|reported| rules::match_degree(expectation.value, reported)),
            timing: outcome.and_then(|o| rules::timing(&prediction.made, o.reported, o.date(essay))),
        }
    })
}

fn judge_prediction(
    prediction: &Prediction,
    position: u32,
    start: usize,
    expectations: &[ExpectationAssessment],
) -> PredictionAssessment {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    PredictionAssessment {
        position,
        expectations: count(start)..count(start + expectations.len()),
        verdict: rules::verdict(prediction.judgeable(), expectations, |i| prediction.expects()[i].weight()),
        timing: rules::prediction_timing(expectations),
        judged: Judged {
            scored: count(expectations.iter().filter(|e| e.degree.is_some()).count()),
            expectations: count(expectations.len()),
        },
    }
}
