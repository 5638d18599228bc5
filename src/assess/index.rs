//! Ids resolved to positions, once per change of a document.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::lens::Lens;
use super::result::{Assessment, ExpectationAssessment, Judged, PredictionAssessment, TheoryAssessment};
use super::{rules, scorecard};
use crate::model::{
    DateProblem, DateRange, Essay, Expects, Judgeable, Kind, Outcome, Prediction, Reported, Theory,
};

/// Which expectation speaks of which outcome: what depends on the documents alone, not on the lens.
#[derive(Debug, Clone, Default)]
pub struct Index {
    theories: Vec<IndexedTheory>,
    /// Who bets on each outcome, by the outcome's position.
    bets: Vec<Vec<Bet>>,
}

/// What the rules need of a theory, side by side in memory: the documents of a large comparison lie
/// scattered, and fetching them again for every rule would take most of the time.
#[derive(Debug, Clone)]
pub(super) struct IndexedTheory {
    id: String,
    predictions: Vec<IndexedPrediction>,
    claims: Vec<Claim>,
}

#[derive(Debug, Clone)]
struct IndexedPrediction {
    kind: Kind,
    judgeable: Judgeable,
    made: Result<DateRange, DateProblem>,
    claims: Range<u32>,
}

/// An expectation with its outcome resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    /// The position of the outcome in the essay; `None` where the essay lacks it.
    pub(super) outcome: Option<u32>,
    pub(super) expects: Expects,
    pub(super) weight: f64,
}

impl Claim {
    /// The degree from 0 to 1 to which it comes true where the outcome has this value (rule 1).
    pub(super) fn degree(self, value: f64) -> f64 {
        rules::match_of(self.expects, value)
    }
}

impl IndexedTheory {
    /// All but the positions of outcomes, whose ids are returned in the order of the claims. Two
    /// short loops wait for less memory than one long one.
    fn unresolved(id: String, theory: &Theory) -> (Self, Vec<&str>) {
        let mut predictions = Vec::with_capacity(theory.predictions.len());
        let (mut claims, mut outcomes) = (Vec::new(), Vec::new());
        for p in &theory.predictions {
            let start = count(claims.len());
            for e in p.expects() {
                claims.push(Claim { outcome: None, expects: e.value, weight: e.weight() });
                outcomes.push(e.outcome.as_str());
            }
            predictions.push(IndexedPrediction {
                kind: p.kind,
                judgeable: p.judgeable(),
                made: p.made.range(),
                claims: start..count(claims.len()),
            });
        }
        claims.shrink_to_fit();
        (Self { id, predictions, claims }, outcomes)
    }

    /// Whether the prediction at this position foretells.
    pub(super) fn is_forecast(&self, position: usize) -> bool {
        self.predictions[position].kind == Kind::Forecast
    }

    /// What the prediction at this position expects.
    pub(super) fn claims(&self, position: usize) -> &[Claim] {
        let Range { start, end } = self.predictions[position].claims;
        &self.claims[start as usize..end as usize]
    }
}

/// An outcome as the lens shows it.
struct SeenOutcome {
    /// What counts as reported.
    reading: Reported,
    /// What the essay itself reports.
    reported: Reported,
    when: Result<DateRange, DateProblem>,
}

impl SeenOutcome {
    /// `None` where the lens hides it.
    fn new(outcome: &Outcome, essay: &Essay, lens: &Lens) -> Option<Self> {
        let seen = || Self {
            reading: lens.reading(outcome),
            reported: outcome.reported,
            when: outcome.date(essay).range(),
        };
        (!lens.hides(outcome)).then(seen)
    }
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
            let (mut theory, outcome_ids) = IndexedTheory::unresolved(id, theory);
            for (prediction, p) in (0..).zip(&theory.predictions) {
                let claims = p.claims.start as usize..p.claims.end as usize;
                let claims = theory.claims[claims.clone()].iter_mut().zip(&outcome_ids[claims]);
                for (expectation, (claim, outcome)) in (0..).zip(claims) {
                    claim.outcome = positions.get(outcome).copied();
                    if let Some(outcome) = claim.outcome {
                        bets[outcome as usize].push(Bet { theory: number, prediction, expectation });
                    }
                }
            }
            indexed.push(theory);
        }
        Self { theories: indexed, bets }
    }

    /// Whether the prediction of a bet foretells.
    pub(super) fn is_forecast(&self, bet: Bet) -> bool {
        self.theories[bet.theory as usize].is_forecast(bet.prediction as usize)
    }

    /// What a bet expects of its outcome.
    pub(super) fn expects(&self, bet: Bet) -> Expects {
        self.theories[bet.theory as usize].claims(bet.prediction as usize)[bet.expectation as usize].expects
    }

    /// The theories, with what the rules need of them.
    pub(super) fn theories(&self) -> &[IndexedTheory] {
        &self.theories
    }

    /// Who bets on the outcome at this position, in order of theory, prediction and expectation;
    /// the lens is not applied.
    pub fn bets(&self, outcome: usize) -> &[Bet] {
        &self.bets[outcome]
    }

    /// Judges every prediction: [`super::assess`] for documents that have not changed since this
    /// index was made of them.
    pub fn assess(&self, essay: &Essay, theories: &[Arc<Theory>], lens: &Lens) -> Assessment {
        let seen: Vec<_> =
            essay.outcomes.iter().map(|outcome| SeenOutcome::new(outcome, essay, lens)).collect();
        let keeps = |prediction: &Prediction| lens.keeps(prediction, essay);
        let theories = self.theories.iter().zip(theories);
        let mut judged: Vec<TheoryAssessment> =
            theories.map(|(indexed, theory)| judge_theory(&seen, theory, indexed, keeps)).collect();
        let reported = seen.iter().map(|seen| seen.as_ref().map(|seen| seen.reading));
        let outcomes = scorecard::fill(&self.theories, &mut judged, reported);
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

fn judge_theory(
    seen: &[Option<SeenOutcome>],
    theory: &Theory,
    indexed: &IndexedTheory,
    keeps: impl Fn(&Prediction) -> bool,
) -> TheoryAssessment {
    let mut predictions = Vec::with_capacity(indexed.predictions.len());
    let mut expectations = Vec::with_capacity(indexed.claims.len());
    for (position, prediction) in indexed.predictions.iter().enumerate() {
        if keeps(&theory.predictions[position]) {
            let (start, claims) = (expectations.len(), indexed.claims(position));
            expectations.extend(claims.iter().map(|claim| judge_claim(seen, prediction, *claim)));
            let own = &expectations[start..];
            predictions.push(PredictionAssessment {
                position: count(position),
                expectations: count(start)..count(expectations.len()),
                verdict: rules::verdict(prediction.judgeable, own, |i| claims[i].weight),
                timing: rules::prediction_timing(own),
                judged: Judged {
                    scored: count(own.iter().filter(|e| e.degree.is_some()).count()),
                    expectations: count(own.len()),
                },
            });
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

fn judge_claim(
    seen: &[Option<SeenOutcome>],
    prediction: &IndexedPrediction,
    claim: Claim,
) -> ExpectationAssessment {
    let outcome = claim.outcome.and_then(|position| Some((position, seen[position as usize].as_ref()?)));
    ExpectationAssessment {
        outcome: outcome.map(|(position, _)| position),
        reported: outcome.map(|(_, seen)| seen.reading),
        degree: outcome.and_then(|(_, seen)| rules::match_degree(claim.expects, seen.reading)),
        timing: outcome.and_then(|(_, seen)| rules::timing(prediction.made, seen.reported, seen.when)),
    }
}

/// Positions and counts in an assessment have 32 bits: no file that is read holds more entries.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
