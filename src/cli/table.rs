//! A comparison as text for a terminal.

use unicode_width::UnicodeWidthStr;

use super::text::Align::{Left, Right};
use super::text::{align, wrapped};
use crate::export::comparison::{Column, Comparison, Row};
use crate::export::words;
use crate::model::{Essay, Kind};
use crate::words::text::one_line;

pub(super) fn print(comparison: &Comparison) -> String {
    let essay = &comparison.essay;
    let mut text = wrapped(&format!("{} ({})", essay.title, words::imprint(essay)), 0);
    text.push('\n');
    text.push_str(&wrapped(&words::viewpoint(essay), 0));
    text.push_str(&wrapped(&words::scope(comparison), 0));
    for line in words::what_if(comparison) {
        text.push_str(&wrapped(&line, 0));
    }
    text.push('\n');
    text.push_str(&scoreboard(comparison));
    text.push_str(&theories(comparison));
    text.push_str("\nThe working of every verdict: prescient compare --format json\n");
    text
}

fn scoreboard(comparison: &Comparison) -> String {
    let head = words::SCOREBOARD.map(str::to_owned);
    let rows = comparison
        .columns()
        .map(|column| words::scoreboard_row(column, &comparison.essay).map(|cell| one_line(&cell)));
    let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
    let mut text = lines(align(&rows, &[Right, Left, Left, Left, Left, Left, Left]));
    text.push('\n');
    for line in words::LEGEND.iter().map(|line| (*line).to_owned()).chain(words::caution(comparison)) {
        text.push_str(&wrapped(&line, 0));
    }
    text
}

fn lines(lines: Vec<String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

/// Each theory with its predictions, forecasts apart from prescriptions.
fn theories(comparison: &Comparison) -> String {
    // The first lines of all predictions are aligned together, so that the eye can run down them.
    let rows = comparison.columns().flat_map(|column| groups(column).into_iter().flat_map(|(_, rows)| rows));
    let heads: Vec<_> = rows.map(|row| head(row, &comparison.essay)).collect();
    let mut heads = align(&heads, &[Left; 5]).into_iter();
    let mut text = String::new();
    for column in comparison.columns() {
        text.push_str(&theory(column));
        for (title, rows) in groups(column) {
            text.push_str(&format!("\n  {title}\n"));
            for (row, head) in rows.into_iter().zip(&mut heads) {
                let statement = format!("{} [{}]", row.prediction.statement, row.prediction.id);
                text.push_str(&format!("    {head}\n{}", wrapped(&statement, 6)));
            }
        }
    }
    text
}

/// A theory's predictions under their titles, in the order of printing.
fn groups(column: Column<'_>) -> Vec<(&'static str, Vec<Row<'_>>)> {
    let kinds = [("Forecasts", Kind::Forecast), ("Prescriptions (not counted)", Kind::Prescription)];
    let groups = kinds.map(|(title, kind)| (title, column.rows_of(kind).collect::<Vec<_>>()));
    groups.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
}

fn theory(column: Column<'_>) -> String {
    let theory = column.theory;
    let heading = wrapped(&format!("{}: {}", column.name, words::citation(theory)), 0);
    let rule = "-".repeat(heading.lines().map(UnicodeWidthStr::width).max().unwrap_or(0));
    let mut text = format!("\n{heading}{rule}\n");
    for work in theory.works() {
        let citation = work.citation.as_deref().unwrap_or("(no citation)");
        text.push_str(&wrapped(&format!("{}: {citation}", work.id), 2));
    }
    if column.rows().next().is_none() {
        text.push_str("\n  None of its predictions takes part.\n");
    }
    text
}

/// The first line of a prediction: everything but the statement.
fn head(row: Row<'_>, essay: &Essay) -> [String; 5] {
    [
        row.judged.verdict.label(),
        words::score(row),
        words::timing(row).to_owned(),
        one_line(&format!("{}{}", words::source(&row.prediction.attribution, essay), words::due(row))),
        words::partly(row),
    ]
}
