//! The worksheet: the predictions without their verdicts, to be filled in; and its key.

use super::parts;
use crate::assess::Grade;
use crate::export::comparison::{Column, Comparison, Row};
use crate::export::page::{Block, Cell, Place, Table};
use crate::export::words;
use crate::look::marks::monograms;
use crate::model::Kind;
use crate::words as told;

/// The answers that can be ticked: the grades, and that the essay does not say.
const ANSWERS: [&str; 6] = [
    Grade::Confirmed.label(),
    Grade::LargelyConfirmed.label(),
    Grade::Mixed.label(),
    Grade::LargelyDisconfirmed.label(),
    Grade::Disconfirmed.label(),
    "The essay does not say",
];

/// The sheet to fill in.
pub(crate) fn worksheet(comparison: &Comparison) -> Vec<Block> {
    const COLUMNS: [(&str, Place); 4] = [
        ("No.", Place::Right),
        ("Prediction", Place::Left),
        ("How did it fare?", Place::Left),
        ("What in the essay says so (paragraph)?", Place::Left),
    ];
    let essay = &comparison.essay;
    let mut page = parts::top(comparison, "Worksheet: which theory saw it coming?");
    page.truncate(1);
    page.push(Block::Paragraph(format!(
        "Read “{}”. Then judge each prediction by what the essay reports, whatever you think of the essay: tick one \
         answer, and name the paragraph that decides it. A claim made after the event explains; it does not foretell.",
        essay.title
    )));
    page.push(Block::Paragraph("Name and date:".to_owned()));
    page.push(Block::Lines(1));
    for (column, numbered) in numbered(comparison) {
        page.push(Block::Heading(column.name.to_owned()));
        page.push(Block::Paragraph(words::citation(column.theory)));
        let rows = numbered.into_iter().map(|(number, row)| {
            let statement = Cell::Lines(vec![row.prediction.statement.clone(), made(row)]);
            vec![number.into(), statement, Cell::Boxes(ANSWERS.to_vec()), Cell::Blank]
        });
        page.push(table(&COLUMNS, rows.collect()));
    }
    page
}

/// Its key.
pub(crate) fn key(comparison: &Comparison) -> Vec<Block> {
    const COLUMNS: [(&str, Place); 4] = [
        ("No.", Place::Right),
        ("Prediction", Place::Left),
        ("Verdict", Place::Left),
        ("What decides it", Place::Left),
    ];
    let mut page = parts::top(comparison, "Answer key to the worksheet");
    for (column, numbered) in numbered(comparison) {
        page.push(Block::Heading(column.name.to_owned()));
        let rows = numbered.into_iter().map(|(number, row)| {
            let statement = Cell::Lines(vec![row.prediction.statement.clone(), made(row)]);
            let verdict = parts::verdict(row, &[words::timing(row).to_owned()]);
            vec![number.into(), statement, verdict, Cell::Lines(decisive(comparison, row))]
        });
        page.push(table(&COLUMNS, rows.collect()));
    }
    page
}

fn table(columns: &[(&str, Place)], rows: Vec<Vec<Cell>>) -> Block {
    if rows.is_empty() {
        return Block::Paragraph("None of its predictions takes part.".to_owned());
    }
    Block::Table(Table::new(columns, 0, rows))
}

/// The predictions of each theory with their numbers, the same on the sheet and in its key: `Br 2`.
fn numbered(comparison: &Comparison) -> Vec<(Column<'_>, Vec<(String, Row<'_>)>)> {
    let letters = monograms(comparison.theories.iter().map(|theory| theory.short_name.as_str()));
    let columns = comparison.columns().zip(letters);
    let numbered = columns.map(|(column, letters)| {
        let rows = [Kind::Forecast, Kind::Prescription].into_iter().flat_map(|kind| column.rows_of(kind));
        let rows = rows.enumerate().map(|(at, row)| (format!("{letters}\u{a0}{}", at + 1), row));
        (column, rows.collect())
    });
    numbered.collect()
}

fn made(row: Row<'_>) -> String {
    format!("{}, made {}{}", told::kind(row.prediction.kind), row.prediction.made.label(), words::due(row))
}

/// What the essay reports of that which is expected, and where.
fn decisive(comparison: &Comparison, row: Row<'_>) -> Vec<String> {
    let expected = row.expectations().map(|(expectation, judged)| {
        let Some(position) = judged.outcome else {
            return format!("{}: not in this essay", expectation.outcome);
        };
        let outcome = &comparison.essay.outcomes[position as usize];
        let reported = judged.reported.map_or("Switched off", told::reported);
        format!(
            "{}: {} ({})",
            reported,
            outcome.statement.trim_end_matches('.'),
            told::paragraphs(outcome.paragraphs())
        )
    });
    let mut lines: Vec<String> = expected.collect();
    if let crate::assess::Verdict::Unscored(reason) = row.judged.verdict {
        lines.push(told::unscored(reason).to_owned());
    }
    lines
}
