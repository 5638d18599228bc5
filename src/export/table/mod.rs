//! Tables for spreadsheets and for other programs: as CSV and as JSON.

pub(crate) mod matrix;
pub(crate) mod scoreboard;
pub(crate) mod verdicts_csv;
pub(crate) mod verdicts_json;
pub(crate) mod votes;

use serde::Serialize;

use super::comparison::Comparison;
use crate::assess::AttributionFilter;
use crate::store;

/// Rows as CSV. What a spreadsheet would take for a formula is marked as text.
fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| store::cell(cell).into_owned()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A number in a cell: to the last digit, and nothing where there is none.
fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// What a table in JSON says first: by which essay, and how that is read.
#[derive(Serialize)]
struct Told<'a> {
    essay: verdicts_json::Essay<'a>,
    attribution: AttributionFilter,
    #[serde(skip_serializing_if = "Option::is_none")]
    what_if: Option<verdicts_json::WhatIf<'a>>,
}

impl<'a> Told<'a> {
    fn of(comparison: &'a Comparison) -> Self {
        Self {
            essay: verdicts_json::essay(comparison),
            attribution: comparison.lens.attribution,
            what_if: verdicts_json::what_if(comparison),
        }
    }
}
