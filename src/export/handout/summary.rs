//! The comparison in short: the scoreboard, and each theory with the verdicts on its predictions.

use super::parts;
use crate::export::comparison::{Column, Comparison, Row};
use crate::export::page::{Block, Cell, Place, Table};
use crate::export::words;
use crate::model::{Essay, Kind};

/// The page.
pub(crate) fn page(comparison: &Comparison) -> Vec<Block> {
    let mut page = parts::top(comparison, &comparison.essay.title);
    page.push(Block::Table(parts::scoreboard(comparison)));
    page.push(parts::legend(comparison));
    for column in comparison.columns() {
        page.push(Block::Heading(column.name.to_owned()));
        page.extend(parts::imprint(column));
        page.push(predictions(column, &comparison.essay));
    }
    page
}

fn predictions(column: Column<'_>, essay: &Essay) -> Block {
    const COLUMNS: [(&str, Place); 6] = [
        ("Verdict", Place::Left),
        ("Score", Place::Left),
        ("Timing", Place::Left),
        ("Kind", Place::Left),
        ("Source", Place::Left),
        ("Prediction", Place::Left),
    ];
    if column.rows().next().is_none() {
        return Block::Paragraph("None of its predictions takes part.".to_owned());
    }
    let rows = [Kind::Forecast, Kind::Prescription].into_iter().flat_map(|kind| column.rows_of(kind));
    Block::Table(Table::new(&COLUMNS, 5, rows.map(|row| cells(row, essay)).collect()))
}

fn cells(row: Row<'_>, essay: &Essay) -> Vec<Cell> {
    vec![
        Cell::Verdict(row.judged.verdict, words::partly(row)),
        words::score(row).into(),
        words::timing(row).into(),
        row.prediction.kind.to_string().into(),
        format!("{}{}", words::source(&row.prediction.attribution, essay), words::due(row)).into(),
        row.prediction.statement.clone().into(),
    ]
}
