//! A comparison as CSV: one row a prediction.

use super::verdicts_json::verdict;
use crate::export::comparison::{Column, Comparison, Row};
use crate::export::words;
use crate::model::choice::Choice as _;
use crate::model::{Basis, Essay};
use crate::store;

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

/// Further columns that a what-if brings: what the essay itself reports, beside what counts in
/// `expects`, and the what-if in every row, so that rows of several can stand in one sheet.
const WHAT_IF_HEADER: [&str; 2] = ["essay_reported", "what_if"];

pub(crate) fn print(comparison: &Comparison) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let essay = &comparison.essay;
    let what_if = comparison.has_what_if.then(|| what_if(comparison));
    let rows = comparison.columns().flat_map(|column| column.rows().map(move |row| (column, row)));
    // Writing to memory cannot fail.
    let header = HEADER.iter().chain(WHAT_IF_HEADER.iter().filter(|_| what_if.is_some()));
    let _ = writer.write_record(header);
    for (column, row) in rows {
        let further = what_if.iter().flat_map(|what_if| [essay_reported(comparison, row), what_if.clone()]);
        let _ = writer.write_record(cells(essay, column, row).into_iter().chain(further));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn cells(essay: &Essay, column: Column<'_>, row: Row<'_>) -> [String; HEADER.len()] {
    let prediction = row.prediction;
    let (verdict, reason) = verdict(row.judged.verdict);
    let judged = row.judged.judged;
    [
        cell(essay.id.as_str()),
        cell(&column.judged.id),
        cell(&column.theory.name),
        cell(prediction.id.as_str()),
        prediction.kind.word().to_owned(),
        cell(&prediction.statement),
        cell(prediction.made.text()),
        cell(prediction.due.as_ref().map_or("", |due| due.text())),
        cell(&words::source(&prediction.attribution, essay)),
        verdict.to_owned(),
        reason.unwrap_or_default().to_owned(),
        row.judged.verdict.score().map(|score| score.to_string()).unwrap_or_default(),
        row.judged.timing.map_or("", |timing| timing.word()).to_owned(),
        judged.scored.to_string(),
        judged.expectations.to_string(),
        cell(&expects(row)),
    ]
}

/// A text from a file as a cell.
fn cell(text: &str) -> String {
    store::cell(text).into_owned()
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

/// The what-if in the words of the arguments: `a=mixed; without b; basis fact,judgement`.
fn what_if(comparison: &Comparison) -> String {
    let lens = &comparison.lens;
    let readings = lens.readings.iter().map(|(outcome, reading)| format!("{outcome}={reading}"));
    let without = lens.off_outcomes.iter().map(|outcome| format!("without {outcome}"));
    let bases = Basis::ALL.iter().filter(|basis| !lens.off_bases.contains(basis)).map(|basis| basis.word());
    let bases =
        (!lens.off_bases.is_empty()).then(|| format!("basis {}", bases.collect::<Vec<_>>().join(",")));
    readings.chain(without).chain(bases).collect::<Vec<_>>().join("; ")
}
