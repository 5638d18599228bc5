//! The scored forecasts, and what a change of one outcome makes of each theory's score.
//!
//! A score is a mean of means of matches, and a match is a value or one minus a value. So scores are
//! linear in the values of outcomes, and a question of the form "what if" needs no new assessment.

use std::ops::Range;

use super::super::index::{Claim, Index};
use super::super::result::{Assessment, PredictionAssessment, PredictionTiming};
use super::super::rules::MIN_RANKED;
use crate::model::{Basis, Essay, Expects, Reported};

/// The forecasts that make up the scores, theory by theory, and how the outcomes are read.
pub(super) struct Scored<'a> {
    index: &'a Index,
    essay: &'a Essay,
    forecasts: Vec<Forecast>,
    /// The forecasts of each theory.
    of_theory: Vec<Range<usize>>,
    /// The value of each outcome, where it has one.
    values: Vec<Option<f64>>,
}

/// A forecast that has a score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Forecast {
    /// Its position in the theory's file.
    pub(super) position: usize,
    pub(super) score: f64,
    /// Whether it was made before all of its outcomes.
    pub(super) is_foresight: bool,
    /// The weight of its claims that have a match.
    weight: f64,
}

/// A theory's standing after a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shifted {
    pub(super) theory: usize,
    /// The new score; `None` where too few forecasts are still scored for a rank.
    pub(super) score: Option<f64>,
}

/// A score as a function of outcomes: the sum of these shares of their values, and a constant.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    pub(super) constant: f64,
    /// Outcomes by position, in ascending order, each with its share.
    pub(super) shares: Vec<(u32, f64)>,
}

impl<'a> Scored<'a> {
    pub(super) fn new(index: &'a Index, essay: &'a Essay, assessment: &Assessment) -> Self {
        let values: Vec<Option<f64>> =
            assessment.outcomes.iter().map(|outcome| outcome.reported.and_then(Reported::value)).collect();
        let (mut forecasts, mut of_theory) = (Vec::new(), Vec::with_capacity(assessment.theories.len()));
        for (theory, judged) in index.theories().iter().zip(&assessment.theories) {
            let start = forecasts.len();
            let own = judged.predictions.iter().filter(|p| theory.is_forecast(p.position()));
            forecasts.extend(own.filter_map(|p| Forecast::new(p, theory.claims(p.position()), &values)));
            of_theory.push(start..forecasts.len());
        }
        Self { index, essay, forecasts, of_theory, values }
    }

    /// The scored forecasts of a theory, in file order.
    pub(super) fn forecasts(&self, theory: usize) -> &[Forecast] {
        &self.forecasts[self.of_theory[theory].clone()]
    }

    /// The value of an outcome, where it has one.
    pub(super) fn value(&self, outcome: usize) -> Option<f64> {
        self.values[outcome]
    }

    /// The id of an outcome.
    pub(super) fn outcome_id(&self, outcome: usize) -> &str {
        self.essay.outcomes[outcome].id.as_str()
    }

    /// On what ground the essay reports an outcome.
    pub(super) fn basis(&self, outcome: usize) -> Basis {
        self.essay.outcomes[outcome].basis
    }

    /// What a theory's claims on outcomes with a value are, in one of its scored forecasts.
    pub(super) fn claims(&self, theory: usize, forecast: Forecast) -> impl Iterator<Item = (usize, Claim)> {
        let claims = self.index.theories()[theory].claims(forecast.position).iter();
        claims.filter_map(|claim| {
            let outcome = claim.outcome? as usize;
            self.values[outcome].map(|_| (outcome, *claim))
        })
    }

    /// The mean score of a theory's forecasts that pass `keep`, as a function of outcomes.
    pub(super) fn form(&self, theory: usize, keep: impl Fn(&Forecast) -> bool) -> Form {
        let kept: Vec<Forecast> = self.forecasts(theory).iter().filter(|f| keep(f)).copied().collect();
        let mut form = Form { constant: 0.0, shares: Vec::new() };
        for forecast in &kept {
            for (outcome, claim) in self.claims(theory, *forecast) {
                let share = claim.weight / forecast.weight / kept.len() as f64;
                form.add(outcome, claim.expects, share);
            }
        }
        form.gather();
        form
    }

    /// Each theory that leaving an outcome out would touch, as it would then stand.
    pub(super) fn without(&self, outcome: usize) -> Vec<Shifted> {
        self.shifted(outcome, |theory, forecast| {
            let rest = self.claims(theory, forecast).filter(|(other, _)| *other != outcome);
            let (mut sum, mut weights) = (0.0, 0.0);
            for (other, claim) in rest {
                sum += claim.weight * claim.degree(self.values[other].unwrap_or_default());
                weights += claim.weight;
            }
            (weights > 0.0).then(|| sum / weights)
        })
    }

    /// Each theory that another value of an outcome would touch, as it would then stand.
    pub(super) fn with_value(&self, outcome: usize, value: f64) -> Vec<Shifted> {
        let now = self.values[outcome].unwrap_or_default();
        self.shifted(outcome, |theory, forecast| {
            let own = self.claims(theory, forecast).filter(|(other, _)| *other == outcome);
            let change: f64 =
                own.map(|(_, claim)| claim.weight * (claim.degree(value) - claim.degree(now))).sum();
            Some(forecast.score + change / forecast.weight)
        })
    }

    /// The theories with scored forecasts on an outcome, with the scores of these forecasts replaced;
    /// `None` for one that would have none.
    fn shifted(&self, outcome: usize, replace: impl Fn(usize, Forecast) -> Option<f64>) -> Vec<Shifted> {
        let bets = self.index.bets(outcome);
        bets.chunk_by(|one, other| one.theory == other.theory)
            .filter_map(|own| {
                let theory = own[0].theory as usize;
                let touched = own.iter().filter_map(|bet| self.forecast(theory, bet.prediction as usize));
                let all = self.forecasts(theory);
                let (mut sum, mut n) = (all.iter().map(|f| f.score).sum::<f64>(), all.len());
                let mut is_touched = false;
                for forecast in touched {
                    is_touched = true;
                    let score = replace(theory, forecast);
                    sum += score.unwrap_or_default() - forecast.score;
                    n -= usize::from(score.is_none());
                }
                let score = (n >= MIN_RANKED).then(|| sum / n as f64);
                is_touched.then_some(Shifted { theory, score })
            })
            .collect()
    }

    fn forecast(&self, theory: usize, position: usize) -> Option<Forecast> {
        let own = self.forecasts(theory);
        own.binary_search_by_key(&position, |forecast| forecast.position).ok().map(|at| own[at])
    }
}

impl Forecast {
    fn new(prediction: &PredictionAssessment, claims: &[Claim], values: &[Option<f64>]) -> Option<Self> {
        let has_value =
            |claim: &&Claim| claim.outcome.is_some_and(|outcome| values[outcome as usize].is_some());
        Some(Self {
            position: prediction.position(),
            score: prediction.verdict.score()?,
            is_foresight: prediction.timing == Some(PredictionTiming::Foresight),
            weight: claims.iter().filter(has_value).map(|claim| claim.weight).sum(),
        })
    }
}

impl Form {
    fn add(&mut self, outcome: usize, expects: Expects, share: f64) {
        #[expect(clippy::cast_possible_truncation, reason = "positions of outcomes have 32 bits")]
        let outcome = outcome as u32;
        match expects {
            Expects::Occurs => self.shares.push((outcome, share)),
            Expects::DoesNotOccur => {
                self.constant += share;
                self.shares.push((outcome, -share));
            }
        }
    }

    /// One entry an outcome, in ascending order.
    fn gather(&mut self) {
        self.shares.sort_by_key(|(outcome, _)| *outcome);
        self.shares.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
    }

    /// This function less another.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let negated = other.shares.iter().map(|(outcome, share)| (*outcome, -share));
        let shares = self.shares.iter().copied().chain(negated).collect();
        let mut difference = Self { constant: self.constant - other.constant, shares };
        difference.gather();
        difference
    }

    /// The value of the function.
    pub(super) fn at(&self, value: impl Fn(usize) -> Option<f64>) -> f64 {
        let terms = self.shares.iter();
        let sum: f64 =
            terms.map(|(outcome, share)| share * value(*outcome as usize).unwrap_or_default()).sum();
        self.constant + sum
    }
}
