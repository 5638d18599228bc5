//! The scoreboard with the ranges of ranks, and their working.

use super::Analysed;
use crate::export::comparison::Column;
use crate::export::page::{Block, Cell, Place, Table, cells};
use crate::export::words;
use crate::words::analysis::{LEAD, RANGE, Told, lead};
use crate::words::capitalised;

/// The board, what its numbers mean, and what leads to the ends of the ranges of ranks.
pub(crate) fn section(analysed: &Analysed<'_>) -> Vec<Block> {
    let mut section = board(analysed);
    for (theory, column) in analysed.comparison.columns().enumerate() {
        let working = working(analysed, theory, column);
        if !working.is_empty() {
            section.push(Block::Subheading(column.name.to_owned()));
            section.push(Block::Items(working));
        }
    }
    section
}

/// The board, and what its numbers mean.
pub(crate) fn board(analysed: &Analysed<'_>) -> Vec<Block> {
    let rows = analysed.comparison.columns().enumerate();
    let rows = rows.map(|(theory, column)| row(analysed, theory, column)).collect();
    let legend = words::LEGEND.into_iter().chain([RANGE, LEAD]).map(str::to_owned);
    vec![
        Block::Heading("Scoreboard".to_owned()),
        Block::Table(Table { caption: String::new(), columns: columns(), rows, named_by: 2 }),
        Block::Items(legend.collect()),
    ]
}

fn columns() -> Vec<(String, Place)> {
    let [rank, theory, score, coverage, foretold, boldness, _] = words::SCOREBOARD;
    let heads = [rank, "Range", theory, score, coverage, foretold, boldness, "Lead time"];
    let place = |head| if head == rank { Place::Right } else { Place::Left };
    heads.into_iter().map(|head| (head.to_owned(), place(head))).collect()
}

fn row(analysed: &Analysed<'_>, theory: usize, column: Column<'_>) -> Vec<Cell> {
    let standing = words::scoreboard_row(column, &analysed.comparison.essay);
    let [rank, name, score, coverage, foretold, boldness, _] = standing;
    let range = Told::ranks(&analysed.analysis.robustness.ranges[theory]);
    let lead = lead(analysed.analysis.lead_years[theory]);
    cells([rank, range, name, score, coverage, foretold, boldness, lead])
}

/// What one must know about a theory's rank, what leads to the ends of its range, and which theories it
/// is not separated from.
fn working(analysed: &Analysed<'_>, theory: usize, column: Column<'_>) -> Vec<String> {
    let (told, robustness) = (analysed.told(), &analysed.analysis.robustness);
    let remark = words::remark(column, &analysed.comparison.essay);
    let remark = (!remark.is_empty()).then(|| format!("{}.", capitalised(&remark)));
    let others = robustness.not_separated_from(theory);
    let unsettled = others.filter_map(|other| {
        let unsettled = robustness.unsettled_by(theory, other)?;
        Some(told.unsettled(other, unsettled))
    });
    let range = told.range_working(theory);
    remark.into_iter().chain(range).chain(unsettled).collect()
}
