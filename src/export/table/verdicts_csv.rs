//! A comparison as CSV: one row a prediction.

use super::verdicts_json::verdict;
use super::{csv, number};
use crate::assess::AttributionFilter;
use crate::export::comparison::{Column, Comparison, Row};
use crate::export::words;
use crate::model::choice::Choice as _;
use crate::model::{Basis, Essay};

const HEADER: [&str; 16] = [
    "essay",
    "theory",
    "theory_name",
    "prediction",
    "kind",
    "statement",
    "made",
    "due",
    "source",
    "verdict",
    "reason",
    "score",
    "timing",
    "scored",
    "expectations",
    "expects",
];

/// Further columns where the essay is not read as it stands: what it reports itself, beside what counts in
/// `expects`, and how it is read in every row, so that rows of several readings can stand in one sheet.
const WHAT_IF_HEADER: [&str; 2] = ["essay_reported", "what_if"];

pub(crate) fn print(comparison: &Comparison) -> String {
    let told = what_if(comparison);
    let head = HEADER.iter().chain(WHAT_IF_HEADER.iter().filter(|_| told.is_some()));
    let head = head.map(|name| (*name).to_owned()).collect();
    let rows = comparison.columns().flat_map(|column| column.rows().map(move |row| (column, row)));
    let rows = rows.map(|(column, row)| {
        let mut cells = cells(&comparison.essay, column, row);
        cells.extend(told.iter().flat_map(|told| [essay_reported(comparison, row), told.clone()]));
        cells
    });
    csv(std::iter::once(head).chain(rows))
}

fn cells(essay: &Essay, column: Column<'_>, row: Row<'_>) -> Vec<String> {
    let prediction = row.prediction;
    let (verdict, reason) = verdict(row.judged.verdict);
    let judged = row.judged.judged;
    vec![
        essay.id.to_string(),
        column.judged.id.clone(),
        column.theory.name.clone(),
        prediction.id.to_string(),
        prediction.kind.word().to_owned(),
        prediction.statement.clone(),
        prediction.made.text().to_owned(),
        prediction.due.as_ref().map_or("", |due| due.text()).to_owned(),
        words::source(&prediction.attribution, essay),
        verdict.to_owned(),
        reason.unwrap_or_default().to_owned(),
        number(row.judged.verdict.score()),
        row.judged.timing.map_or("", |timing| timing.word()).to_owned(),
        judged.scored.to_string(),
        judged.expectations.to_string(),
        expects(row),
    ]
}

/// The working of a verdict in a cell: each outcome, what was expected of it and what is reported.
fn expects(row: Row<'_>) -> String {
    let each = row.expectations().map(|(expectation, judged)| {
        let reported = judged.reported.map_or("not in this essay", |reported| reported.word());
        format!("{} {} ({reported})", expectation.outcome, expectation.value)
    });
    each.collect::<Vec<_>>().join("; ")
}

/// What the essay itself reports of the outcomes that count.
fn essay_reported(comparison: &Comparison, row: Row<'_>) -> String {
    let each = row.expectations().filter_map(|(expectation, judged)| {
        let reported = comparison.essay_reported(judged)?;
        Some(format!("{} ({reported})", expectation.outcome))
    });
    each.collect::<Vec<_>>().join("; ")
}

/// How the essay is read, in the words of the arguments: `a=mixed; without b; basis fact,judgement; attribution essay`.
/// Nothing where all of it counts as it stands.
pub(super) fn what_if(comparison: &Comparison) -> Option<String> {
    let lens = &comparison.lens;
    let readings =
        comparison.read_otherwise().map(|outcome| format!("{}={}", outcome.id, lens.reading(outcome)));
    let without = lens.off_outcomes.iter().map(|outcome| format!("without {outcome}"));
    let bases = Basis::ALL.iter().filter(|basis| !lens.off_bases.contains(basis)).map(|basis| basis.word());
    let bases =
        (!lens.off_bases.is_empty()).then(|| format!("basis {}", bases.collect::<Vec<_>>().join(",")));
    let attribution = (lens.attribution != AttributionFilter::All)
        .then(|| format!("attribution {}", lens.attribution.word()));
    comparison
        .is_read_otherwise()
        .then(|| readings.chain(without).chain(bases).chain(attribution).collect::<Vec<_>>().join("; "))
}
