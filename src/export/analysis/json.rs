//! The analysis as JSON. Other programs read it: fields may be added, never renamed.

use serde::Serialize;

use super::Analysed;
use crate::assess::{AttributionFilter, Change, Flip, FormulaRanking, Nudge, Reason};
use crate::export::table::verdicts_json::{self as json, Coverage, Essay, Foretold, Map, WhatIf};
use crate::model::Reported;
use crate::store::canonical;
use crate::words::analysis::{formula, letter};

pub(crate) fn print(analysed: &Analysed<'_>) -> String {
    let comparison = analysed.comparison;
    let crucial = comparison.assessment.crucial_tests();
    canonical(&Object {
        essay: json::essay(comparison),
        attribution: comparison.lens.attribution,
        what_if: json::what_if(comparison),
        headline: analysed.told().headline(),
        scoreboard: (0..comparison.theories.len()).map(|theory| analysed.standing(theory)).collect(),
        crucial: analysed.outcome_ids(crucial),
        outcomes: analysed.outcomes(),
        pairs: analysed.pairs().map(|(a, b)| analysed.pair(a, b)).collect(),
        flips: analysed.flips(),
        formulas: analysed.analysis.formulas.iter().map(|ranking| analysed.formula(ranking)).collect(),
        gaps: analysed.gaps(),
    })
}

#[derive(Serialize)]
struct Object<'a> {
    essay: Essay<'a>,
    attribution: AttributionFilter,
    #[serde(skip_serializing_if = "Option::is_none")]
    what_if: Option<WhatIf<'a>>,
    headline: Vec<String>,
    scoreboard: Vec<Standing<'a>>,
    crucial: Vec<&'a str>,
    outcomes: Vec<Outcome<'a>>,
    pairs: Vec<Pair<'a>>,
    flips: Flips<'a>,
    formulas: Vec<Formula<'a>>,
    gaps: Gaps<'a>,
}

/// A theory in the scoreboard.
#[derive(Serialize)]
struct Standing<'a> {
    id: &'a str,
    name: &'a str,
    rank: Option<usize>,
    rank_low: Option<usize>,
    rank_high: Option<usize>,
    rank_low_by: Option<Nudged<'a>>,
    rank_high_by: Option<Nudged<'a>>,
    may_drop_out: bool,
    drops_out_without: Vec<&'a str>,
    not_separated_from: Vec<&'a str>,
    score: Option<f64>,
    coverage: Coverage,
    foretold: Foretold,
    boldness: Option<f64>,
    lead_years: Option<f64>,
}

/// The change of one outcome that leads to a rank: another value, or `null` where it is left out.
#[derive(Serialize)]
struct Nudged<'a> {
    outcome: &'a str,
    value: Option<Reported>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    id: &'a str,
    diagnosticity: Option<f64>,
    n: usize,
}

/// Where two theories part ways, and which of these outcomes have a grade.
#[derive(Serialize)]
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    outcomes: Vec<&'a str>,
    decided: Vec<&'a str>,
}

#[derive(Serialize)]
struct Flips<'a> {
    size: Option<usize>,
    sets: Vec<Vec<Reading<'a>>>,
    more: usize,
    more_is_at_least: bool,
}

#[derive(Serialize)]
struct Reading<'a> {
    outcome: &'a str,
    value: Reported,
}

#[derive(Serialize)]
struct Formula<'a> {
    id: &'static str,
    name: &'static str,
    ranks: Map<'a, Option<usize>>,
    values: Map<'a, Option<f64>>,
    moves: Vec<Move<'a>>,
}

/// A theory that stands elsewhere than by the score, and the prediction that contributes most to it.
#[derive(Serialize)]
struct Move<'a> {
    theory: &'a str,
    by: Prediction<'a>,
}

#[derive(Serialize)]
struct Prediction<'a> {
    theory: &'a str,
    id: &'a str,
}

#[derive(Serialize)]
struct Gaps<'a> {
    outcomes: Vec<&'a str>,
    predictions: Vec<Unjudged<'a>>,
    theories: Vec<&'a str>,
}

/// A prediction that the essay cannot judge.
#[derive(Serialize)]
struct Unjudged<'a> {
    #[serde(flatten)]
    prediction: Prediction<'a>,
    reason: Reason,
}

impl Analysed<'_> {
    fn theory_id(&self, theory: usize) -> &str {
        &self.comparison.assessment.theories[theory].id
    }

    fn theory_ids(&self, theories: impl IntoIterator<Item = usize>) -> Vec<&str> {
        theories.into_iter().map(|theory| self.theory_id(theory)).collect()
    }

    fn outcome_id(&self, outcome: usize) -> &str {
        self.comparison.essay.outcomes[outcome].id.as_str()
    }

    fn outcome_ids(&self, outcomes: impl IntoIterator<Item = usize>) -> Vec<&str> {
        outcomes.into_iter().map(|outcome| self.outcome_id(outcome)).collect()
    }

    fn prediction(&self, theory: usize, position: usize) -> Prediction<'_> {
        let id = self.comparison.theories[theory].predictions[position].id.as_str();
        Prediction { theory: self.theory_id(theory), id }
    }

    fn standing(&self, theory: usize) -> Standing<'_> {
        let card = &self.comparison.assessment.theories[theory].scorecard;
        let robustness = &self.analysis.robustness;
        let range = &robustness.ranges[theory];
        let nudged = |end: Option<(usize, Option<Change>)>| {
            end.and_then(|(_, change)| change).map(|change| self.nudged(change))
        };
        Standing {
            id: self.theory_id(theory),
            name: &self.comparison.theories[theory].name,
            rank: card.rank,
            rank_low: range.low.map(|(rank, _)| rank),
            rank_high: range.high.map(|(rank, _)| rank),
            rank_low_by: nudged(range.low),
            rank_high_by: nudged(range.high),
            may_drop_out: !range.drops_out_without.is_empty(),
            drops_out_without: self.outcome_ids(range.drops_out_without.iter().copied()),
            not_separated_from: self.theory_ids(robustness.not_separated_from(theory)),
            score: card.score,
            coverage: json::coverage(card),
            foretold: json::foretold(card),
            boldness: card.boldness,
            lead_years: self.analysis.lead_years[theory],
        }
    }

    fn nudged(&self, change: Change) -> Nudged<'_> {
        let value = match change.nudge {
            Nudge::LeftOut => None,
            Nudge::Reads(reading) => Some(reading),
        };
        Nudged { outcome: self.outcome_id(change.outcome), value }
    }

    fn outcomes(&self) -> Vec<Outcome<'_>> {
        let assessment = &self.comparison.assessment;
        let outcome = |outcome| {
            let judged = &assessment.outcomes[outcome];
            Outcome { id: self.outcome_id(outcome), diagnosticity: judged.diagnosticity, n: judged.n }
        };
        assessment.by_diagnosticity().into_iter().map(outcome).collect()
    }

    fn pair(&self, one: usize, other: usize) -> Pair<'_> {
        let assessment = &self.comparison.assessment;
        Pair {
            a: self.theory_id(one),
            b: self.theory_id(other),
            outcomes: self.outcome_ids(assessment.disagreements(one, other)),
            decided: self.outcome_ids(assessment.decided_disagreements(one, other)),
        }
    }

    fn flips(&self) -> Flips<'_> {
        let flips = &self.analysis.flips;
        let set = |flip: &Flip| {
            let readings = flip.readings.iter();
            readings
                .map(|(outcome, value)| Reading { outcome: self.outcome_id(*outcome), value: *value })
                .collect()
        };
        Flips {
            size: flips.size,
            sets: flips.sets.iter().map(set).collect(),
            more: flips.more,
            more_is_at_least: flips.is_more_at_least,
        }
    }

    fn formula(&self, ranking: &FormulaRanking) -> Formula<'_> {
        let moves = ranking.moves.iter().map(|moved| Move {
            theory: self.theory_id(moved.theory),
            by: self.prediction(moved.by, moved.prediction),
        });
        Formula {
            id: letter(ranking.formula),
            name: formula(ranking.formula),
            ranks: self.by_theory(&ranking.ranks),
            values: self.by_theory(&ranking.values),
            moves: moves.collect(),
        }
    }

    /// Values by theory, in order.
    fn by_theory<T: Copy>(&self, values: &[T]) -> Map<'_, T> {
        Map(values.iter().enumerate().map(|(theory, value)| (self.theory_id(theory), *value)).collect())
    }

    fn gaps(&self) -> Gaps<'_> {
        let assessment = &self.comparison.assessment;
        let unjudged = assessment.unjudged().map(|(theory, position, reason)| Unjudged {
            prediction: self.prediction(theory, position),
            reason,
        });
        Gaps {
            outcomes: self.outcome_ids(assessment.outcomes_without_bets(&self.comparison.index)),
            predictions: unjudged.collect(),
            theories: self.theory_ids(assessment.too_quiet()),
        }
    }
}
