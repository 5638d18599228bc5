//! A comparison as JSON. Other programs read it: fields may be added, never renamed.

use serde::Serialize;

use super::comparison::{Column, Comparison, Row};
use crate::assess::{AttributionFilter, PredictionTiming, Timing, Verdict};
use crate::model::choice::Choice as _;
use crate::model::{Expects, Kind, Reported};
use crate::store::canonical;

pub(super) fn print(comparison: &Comparison) -> String {
    let essay = &comparison.essay;
    let outcomes = essay.outcomes.iter().zip(&comparison.assessment.outcomes);
    canonical(&Object {
        essay: Essay { id: essay.id.as_str(), title: &essay.title },
        attribution: comparison.attribution,
        theories: comparison.columns().map(theory).collect(),
        outcomes: outcomes
            .map(|(outcome, judged)| Outcome {
                id: outcome.id.as_str(),
                reported: judged.reported,
                diagnosticity: judged.diagnosticity,
                n: judged.n,
            })
            .collect(),
    })
}

#[derive(Serialize)]
struct Object<'a> {
    essay: Essay<'a>,
    attribution: AttributionFilter,
    theories: Vec<Theory<'a>>,
    outcomes: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Essay<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Theory<'a> {
    id: &'a str,
    name: &'a str,
    rank: Option<usize>,
    score: Option<f64>,
    coverage: Coverage,
    foretold: Foretold,
    boldness: Option<f64>,
    predictions: Vec<Prediction<'a>>,
}

#[derive(Serialize)]
struct Coverage {
    scored: usize,
    forecasts: usize,
}

#[derive(Serialize)]
struct Foretold {
    score: Option<f64>,
    n: usize,
}

#[derive(Serialize)]
struct Prediction<'a> {
    id: &'a str,
    kind: Kind,
    verdict: &'static str,
    reason: Option<&'static str>,
    score: Option<f64>,
    timing: Option<PredictionTiming>,
    judged: Judged,
    expectations: Vec<Expectation<'a>>,
}

#[derive(Serialize)]
struct Judged {
    scored: u32,
    expectations: u32,
}

#[derive(Serialize)]
struct Expectation<'a> {
    outcome: &'a str,
    expects: Expects,
    reported: Option<Reported>,
    r#match: Option<f64>,
    timing: Option<Timing>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    id: &'a str,
    reported: Option<Reported>,
    diagnosticity: Option<f64>,
    n: usize,
}

fn theory(column: Column<'_>) -> Theory<'_> {
    let card = &column.judged.scorecard;
    Theory {
        id: &column.judged.id,
        name: &column.theory.name,
        rank: card.rank,
        score: card.score,
        coverage: Coverage { scored: card.scored, forecasts: card.forecasts },
        foretold: Foretold { score: card.foretold, n: card.foretold_n },
        boldness: card.boldness,
        predictions: column.rows().map(prediction).collect(),
    }
}

fn prediction(row: Row<'_>) -> Prediction<'_> {
    let (verdict, reason) = verdict(row.judged.verdict);
    let judged = row.judged.judged;
    let expectations = row.expectations().map(|(expectation, judged)| Expectation {
        outcome: expectation.outcome.as_str(),
        expects: expectation.value,
        reported: judged.reported,
        r#match: judged.degree,
        timing: judged.timing,
    });
    Prediction {
        id: row.prediction.id.as_str(),
        kind: row.prediction.kind,
        verdict,
        reason,
        score: row.judged.verdict.score(),
        timing: row.judged.timing,
        judged: Judged { scored: judged.scored, expectations: judged.expectations },
        expectations: expectations.collect(),
    }
}

/// A verdict in two words for programs: the grade or `unscored`, and the reason for the latter.
pub(super) fn verdict(verdict: Verdict) -> (&'static str, Option<&'static str>) {
    match verdict {
        Verdict::Scored { grade, .. } => (grade.word(), None),
        Verdict::Unscored(reason) => ("unscored", Some(reason.word())),
    }
}
