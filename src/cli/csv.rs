//! A comparison as CSV: one row a prediction.

use std::borrow::Cow;

use super::comparison::{Column, Comparison, Row};
use super::{json, words};
use crate::model::Essay;
use crate::model::choice::Choice as _;

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

pub(super) fn print(comparison: &Comparison) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let essay = &comparison.essay;
    let rows =
        comparison.columns().flat_map(|column| column.rows().map(move |row| cells(essay, column, row)));
    // Writing to memory cannot fail.
    let _ = writer.write_record(HEADER);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn cells(essay: &Essay, column: Column<'_>, row: Row<'_>) -> [String; HEADER.len()] {
    let prediction = row.prediction;
    let (verdict, reason) = json::verdict(row.judged.verdict);
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

/// The working of a verdict in a cell: each outcome, what was expected of it and what is reported.
fn expects(row: Row<'_>) -> String {
    let each = row.expectations().map(|(expectation, judged)| {
        let reported = judged.reported.map_or("not in this essay", |reported| reported.word());
        format!("{} {} ({reported})", expectation.outcome, expectation.value)
    });
    each.collect::<Vec<_>>().join("; ")
}

/// A text from a file as a cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    };
    text.into_owned()
}
