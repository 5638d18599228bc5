//! Does the formula matter? The same forecasts ranked by five other formulas.

use super::super::result::{Assessment, Scorecard, TheoryAssessment};
use super::super::rules::{EPSILON, Grade, MIN_RANKED};
use super::super::scorecard::rank_of;
use super::scored::{Forecast, Scored};
use crate::model::Basis;
use crate::model::choice::{Choice as _, choices};

choices! {
    /// A formula that theories can be ranked by. All rank only theories that the score ranks.
    pub enum Formula {
        /// The mean score of the scored forecasts (rule 7).
        Score = "score",
        /// The mean score of those made before their outcomes; three of them are needed.
        Foretold = "foretold",
        /// The inconsistency of ACH, the analysis of competing hypotheses (R. J. Heuer, Psychology of
        /// Intelligence Analysis, 1999, chapter 8): two points for a claim whose match is at most
        /// 0.125, one below 0.5. The fewest points lead.
        Inconsistency = "inconsistency",
        /// The same, each point times the credibility and the relevance of PARC ACH 2.0: the square
        /// root of two for a fact and for a weight above one, its inverse for a basis other than fact
        /// and judgement and for a weight below one.
        WeightedInconsistency = "weighted-inconsistency",
        /// The number of forecasts that are confirmed or largely confirmed.
        Confirmed = "confirmed",
        /// The mean score of the scored forecasts and prescriptions together.
        WithPrescriptions = "with-prescriptions",
    }
}

/// The theories ranked by a formula.
#[derive(Debug, Clone, PartialEq)]
pub struct FormulaRanking {
    /// The formula.
    pub formula: Formula,
    /// What the formula gives each theory; `None` for one that it does not rank.
    pub values: Vec<Option<f64>>,
    /// Each theory's rank.
    pub ranks: Vec<Option<usize>>,
    /// The theories that stand elsewhere than by the score, in order.
    pub moves: Vec<Move>,
}

/// A theory that a formula ranks otherwise than the score does, and what that hangs on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// The theory.
    pub theory: usize,
    /// The theory whose forecast contributes most: itself, or one whose order with it has changed.
    pub by: usize,
    /// The position of that forecast, or that prescription, in its theory's file.
    pub prediction: usize,
}

/// What the score and a formula make of one prediction.
struct Part {
    prediction: usize,
    /// What it contributes by the formula less what it contributes by the score, each in units of the
    /// distance between the first and the last theory.
    shift: f64,
}

impl Formula {
    /// Whether the least value leads.
    pub fn is_lower_better(self) -> bool {
        matches!(self, Self::Inconsistency | Self::WeightedInconsistency)
    }

    /// Whether it counts where others average, so that a theory with few scored forecasts has less to
    /// count: the coverage then stands beside the number.
    pub fn is_count(self) -> bool {
        matches!(self, Self::Inconsistency | Self::WeightedInconsistency | Self::Confirmed)
    }

    /// What each scored prediction of a theory contributes to its value, more being better, with its
    /// position; predictions that the formula passes over are left out.
    fn parts(self, scored: &Scored<'_>, theory: usize, judged: &TheoryAssessment) -> Vec<(usize, f64)> {
        let forecasts = scored.forecasts(theory);
        let mean = |kept: Vec<(usize, f64)>| {
            let n = kept.len() as f64;
            kept.into_iter().map(|(position, score)| (position, score / n)).collect()
        };
        let marks = |keep: fn(&Forecast) -> bool| {
            forecasts.iter().filter(|f| keep(f)).map(|f| (f.position, f.score)).collect::<Vec<_>>()
        };
        let each = |points: &dyn Fn(Forecast) -> f64| {
            forecasts.iter().map(|forecast| (forecast.position, points(*forecast))).collect()
        };
        match self {
            Self::Score => mean(marks(|_| true)),
            Self::Foretold => mean(marks(|forecast| forecast.is_foresight)),
            Self::Inconsistency => each(&|forecast| -inconsistency(scored, theory, forecast, |_, _| 1.0)),
            Self::WeightedInconsistency => {
                each(&|forecast| -inconsistency(scored, theory, forecast, parc_weight))
            }
            Self::Confirmed => each(&|forecast| f64::from(u8::from(is_confirmed(forecast.score)))),
            Self::WithPrescriptions => {
                let all = judged.predictions.iter();
                mean(all.filter_map(|p| Some((p.position(), p.verdict.score()?))).collect())
            }
        }
    }

    /// What the formula gives a theory with these parts, more being better; `None` for one that it does
    /// not rank. The scorecard's numbers stand as they are: their parts add up to them but for rounding,
    /// which would show where both are read to three decimals.
    fn value(self, parts: &[(usize, f64)], card: &Scorecard) -> Option<f64> {
        card.rank?;
        match self {
            Self::Score => card.score,
            Self::Foretold => card.foretold.filter(|_| card.foretold_n >= MIN_RANKED),
            _ => Some(parts.iter().map(|(_, part)| part).sum()),
        }
    }
}

fn is_confirmed(score: f64) -> bool {
    matches!(Grade::of(score), Grade::Confirmed | Grade::LargelyConfirmed)
}

/// The points of ACH for a forecast, each times what `weight` says of its outcome's basis and its own
/// weight.
fn inconsistency(
    scored: &Scored<'_>,
    theory: usize,
    forecast: Forecast,
    weight: impl Fn(Basis, f64) -> f64,
) -> f64 {
    let claims = scored.claims(theory, forecast);
    let points = claims.map(|(outcome, claim)| {
        let degree = claim.degree(scored.value(outcome).unwrap_or_default());
        let points = if degree <= 0.125 {
            2.0
        } else if degree < 0.5 {
            1.0
        } else {
            0.0
        };
        points * weight(scored.basis(outcome), claim.weight)
    });
    points.sum()
}

/// Credibility times relevance, as PARC ACH 2.0 has them.
fn parc_weight(basis: Basis, weight: f64) -> f64 {
    use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2};
    let credibility = match basis {
        Basis::Fact => SQRT_2,
        Basis::Judgement => 1.0,
        Basis::Implied | Basis::Attributed | Basis::Forecast => FRAC_1_SQRT_2,
    };
    let relevance = if weight > 1.0 {
        SQRT_2
    } else if weight < 1.0 {
        FRAC_1_SQRT_2
    } else {
        1.0
    };
    credibility * relevance
}

/// Ranks the theories by every formula, the score first.
pub(super) fn formulas(scored: &Scored<'_>, assessment: &Assessment) -> Vec<FormulaRanking> {
    let by_score = Field::new(Formula::Score, scored, assessment);
    let names: Vec<&str> = assessment.theories.iter().map(|theory| theory.id.as_str()).collect();
    let each = Formula::ALL.iter().map(|formula| {
        let field = Field::new(*formula, scored, assessment);
        let moves = field.moves(&by_score, &names);
        let sign = if formula.is_lower_better() { -1.0 } else { 1.0 };
        // Adding zero turns the sum of no points, which is -0, into 0.
        let values = field.values.iter().map(|value| value.map(|value| sign * value + 0.0)).collect();
        FormulaRanking { formula: *formula, values, ranks: field.ranks, moves }
    });
    each.collect()
}

/// All theories by one formula.
struct Field {
    /// What each prediction contributes, theory by theory.
    parts: Vec<Vec<(usize, f64)>>,
    /// What the ranked theories have; more is better.
    values: Vec<Option<f64>>,
    ranks: Vec<Option<usize>>,
    /// From the last to the first, and 1 where all are level.
    spread: f64,
}

impl Field {
    fn new(formula: Formula, scored: &Scored<'_>, assessment: &Assessment) -> Self {
        let theories = assessment.theories.iter().enumerate();
        let parts: Vec<Vec<(usize, f64)>> =
            theories.map(|(theory, judged)| formula.parts(scored, theory, judged)).collect();
        let ranked = assessment.theories.iter().zip(&parts);
        let values: Vec<Option<f64>> =
            ranked.map(|(judged, parts)| formula.value(parts, &judged.scorecard)).collect();
        let best = values.iter().copied().flatten().fold(f64::NEG_INFINITY, f64::max);
        let worst = values.iter().copied().flatten().fold(f64::INFINITY, f64::min);
        let spread = if best - worst > EPSILON { best - worst } else { 1.0 };
        Self { ranks: rank_of(&values), parts, values, spread }
    }

    /// The theories that stand elsewhere than in the field `before`.
    fn moves(&self, before: &Self, names: &[&str]) -> Vec<Move> {
        let moved: Vec<usize> =
            (0..self.ranks.len()).filter(|theory| self.ranks[*theory] != before.ranks[*theory]).collect();
        if moved.is_empty() {
            return Vec::new();
        }
        let shifts: Vec<Vec<Part>> =
            (0..self.ranks.len()).map(|theory| self.shifts(before, theory)).collect();
        moved.into_iter().filter_map(|theory| self.explain(before, &shifts, names, theory)).collect()
    }

    /// What each prediction of a theory contributes to its move between the two fields.
    fn shifts(&self, before: &Self, theory: usize) -> Vec<Part> {
        let own = &self.parts[theory];
        if self.values[theory].is_none() {
            // What the formula still counts did not cost the theory its rank: what it passes over did.
            let is_passed_over = |prediction| own.binary_search_by_key(prediction, |part| part.0).is_err();
            let lost = before.parts[theory].iter().filter(|(prediction, _)| is_passed_over(prediction));
            return lost
                .map(|(prediction, part)| Part { prediction: *prediction, shift: -part / before.spread })
                .collect();
        }
        let mut parts: Vec<Part> = own
            .iter()
            .map(|(prediction, part)| Part { prediction: *prediction, shift: part / self.spread })
            .collect();
        for (prediction, part) in &before.parts[theory] {
            let lost = part / before.spread;
            match parts.binary_search_by_key(prediction, |part| part.prediction) {
                Ok(at) => parts[at].shift -= lost,
                Err(at) => parts.insert(at, Part { prediction: *prediction, shift: -lost }),
            }
        }
        parts
    }

    /// Which prediction contributes most to a theory's move: of its own, or of the theories whose order
    /// with it has changed. The contributions of all of these add up to the move. For a theory that is
    /// ranked no longer it is one of its own.
    fn explain(&self, before: &Self, shifts: &[Vec<Part>], names: &[&str], theory: usize) -> Option<Move> {
        let rank = before.ranks[theory];
        let is_gone = self.ranks[theory].is_none();
        let mut others: Vec<usize> =
            (0..shifts.len()).filter(|other| self.has_order_changed(before, theory, *other)).collect();
        // Of equal contributions the first is named: that must not hang on the order of loading. A theory
        // that is ranked no longer made room by that alone, so it comes first, then the theory itself.
        others.sort_by_key(|other| (self.ranks[*other].is_some(), names[*other]));
        let gone = others.partition_point(|other| self.ranks[*other].is_none());
        let towards = if is_gone || self.ranks[theory] > rank { -1.0 } else { 1.0 };
        let terms_of = |by: usize, times: f64| {
            shifts[by].iter().map(move |part| (by, part.prediction, times * part.shift))
        };
        let own = terms_of(theory, towards * others.len().max(1) as f64);
        let theirs = |others: &[usize]| {
            let others = if is_gone { Vec::new() } else { others.to_vec() };
            others.into_iter().flat_map(|other| terms_of(other, -towards))
        };
        let terms = theirs(&others[..gone]).chain(own).chain(theirs(&others[gone..]));
        let most = terms.reduce(|most, next| if next.2 > most.2 + EPSILON { next } else { most });
        most.map(|(by, prediction, _)| Move { theory, by, prediction })
    }

    /// Whether two theories stand otherwise to one another than in the field `before`. One that is ranked
    /// no longer has made room if it stood above.
    fn has_order_changed(&self, before: &Self, one: usize, other: usize) -> bool {
        let (Some(one_before), Some(other_before)) = (before.ranks[one], before.ranks[other]) else {
            return false;
        };
        if one == other {
            return false;
        }
        match (self.ranks[one], self.ranks[other]) {
            (Some(one_now), Some(other_now)) => one_before.cmp(&other_before) != one_now.cmp(&other_now),
            (Some(_), None) => other_before < one_before,
            (None, _) => false,
        }
    }
}
