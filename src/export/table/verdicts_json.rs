//! A comparison as JSON. Other programs read it: fields may be added, never renamed.

use serde::{Serialize, Serializer};

use crate::assess::{AttributionFilter, PredictionTiming, Scorecard, Timing, Verdict};
use crate::export::comparison::{Column, Comparison, Row};
use crate::model::choice::Choice as _;
use crate::model::{Basis, Expects, Kind, Reported};
use crate::store::canonical;

pub(crate) fn print(comparison: &Comparison) -> String {
    canonical(&Object {
        essay: essay(comparison),
        attribution: comparison.lens.attribution,
        what_if: what_if(comparison),
        theories: comparison.columns().map(|column| theory(comparison, column)).collect(),
        outcomes: outcomes(comparison),
    })
}

#[derive(Serialize)]
struct Object<'a> {
    essay: Essay<'a>,
    attribution: AttributionFilter,
    #[serde(skip_serializing_if = "Option::is_none")]
    what_if: Option<WhatIf<'a>>,
    theories: Vec<Theory<'a>>,
    outcomes: Vec<Outcome<'a>>,
}

/// Which essay judges.
#[derive(Serialize)]
pub(crate) struct Essay<'a> {
    id: &'a str,
    title: &'a str,
}

/// What is read otherwise than the essay does, what is left out, and the bases that count.
#[derive(Serialize)]
pub(crate) struct WhatIf<'a> {
    readings: Map<'a, Reported>,
    without: Vec<&'a str>,
    bases: Vec<Basis>,
}

/// An object with these keys, in this order.
pub(crate) struct Map<'a, T>(pub(crate) Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Map<'_, T> {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        output.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
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

/// How many of the forecasts are scored.
#[derive(Serialize)]
pub(crate) struct Coverage {
    scored: usize,
    forecasts: usize,
}

/// The score of what was made before its outcomes.
#[derive(Serialize)]
pub(crate) struct Foretold {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    essay_reported: Option<EssayReported>,
    r#match: Option<f64>,
    timing: Option<Timing>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    id: &'a str,
    reported: Option<Reported>,
    #[serde(skip_serializing_if = "Option::is_none")]
    essay_reported: Option<EssayReported>,
    diagnosticity: Option<f64>,
    n: usize,
}

/// What the essay itself reports, where it reports the outcome. It is given with a what-if alone.
#[derive(Serialize)]
struct EssayReported(Option<Reported>);

pub(crate) fn essay(comparison: &Comparison) -> Essay<'_> {
    Essay { id: comparison.essay.id.as_str(), title: &comparison.essay.title }
}

pub(crate) fn what_if(comparison: &Comparison) -> Option<WhatIf<'_>> {
    let lens = &comparison.lens;
    let outcomes = || comparison.essay.outcomes.iter().map(|outcome| outcome.id.as_str());
    let readings = comparison.read_otherwise().map(|outcome| (outcome.id.as_str(), lens.reading(outcome)));
    comparison.has_what_if.then(|| WhatIf {
        readings: Map(readings.collect()),
        without: outcomes().filter(|id| lens.off_outcomes.contains(*id)).collect(),
        bases: Basis::ALL.iter().filter(|basis| !lens.off_bases.contains(basis)).copied().collect(),
    })
}

/// The outcomes that count: those that are switched off are as if the essay lacked them.
fn outcomes(comparison: &Comparison) -> Vec<Outcome<'_>> {
    let outcomes = comparison.essay.outcomes.iter().zip(&comparison.assessment.outcomes);
    let counting = outcomes.filter(|(_, judged)| judged.reported.is_some());
    let outcome = counting.map(|(outcome, judged)| Outcome {
        id: outcome.id.as_str(),
        reported: judged.reported,
        essay_reported: comparison.has_what_if.then_some(EssayReported(Some(outcome.reported))),
        diagnosticity: judged.diagnosticity,
        n: judged.n,
    });
    outcome.collect()
}

pub(crate) fn coverage(card: &Scorecard) -> Coverage {
    Coverage { scored: card.scored, forecasts: card.forecasts }
}

pub(crate) fn foretold(card: &Scorecard) -> Foretold {
    Foretold { score: card.foretold, n: card.foretold_n }
}

fn theory<'a>(comparison: &'a Comparison, column: Column<'a>) -> Theory<'a> {
    let card = &column.judged.scorecard;
    Theory {
        id: &column.judged.id,
        name: &column.theory.name,
        rank: card.rank,
        score: card.score,
        coverage: coverage(card),
        foretold: foretold(card),
        boldness: card.boldness,
        predictions: column.rows().map(|row| prediction(comparison, row)).collect(),
    }
}

fn prediction<'a>(comparison: &Comparison, row: Row<'a>) -> Prediction<'a> {
    let (verdict, reason) = verdict(row.judged.verdict);
    let judged = row.judged.judged;
    let expectations = row.expectations().map(|(expectation, judged)| Expectation {
        outcome: expectation.outcome.as_str(),
        expects: expectation.value,
        reported: judged.reported,
        essay_reported: comparison.has_what_if.then(|| EssayReported(comparison.essay_reported(judged))),
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
pub(crate) fn verdict(verdict: Verdict) -> (&'static str, Option<&'static str>) {
    match verdict {
        Verdict::Scored { grade, .. } => (grade.word(), None),
        Verdict::Unscored(reason) => ("unscored", Some(reason.word())),
    }
}
