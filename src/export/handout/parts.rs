//! What several handouts have in common.

use crate::export::comparison::{Column, Comparison, Row};
use crate::export::page::{Block, Cell, Place, Table, cells};
use crate::export::words;
use crate::model::Essay;
use crate::words::capitalised;

/// What is compared, and on whose word.
pub(super) fn top(comparison: &Comparison, title: &str) -> Vec<Block> {
    let essay = &comparison.essay;
    let beside = if title == essay.title {
        words::imprint(essay)
    } else {
        format!("{}, {}", essay.title, words::imprint(essay))
    };
    let mut top = vec![
        Block::Title(title.to_owned(), beside),
        Block::Quote(words::viewpoint(essay)),
        Block::Paragraph(words::scope(comparison)),
    ];
    top.extend(words::what_if(comparison).into_iter().map(Block::Paragraph));
    top
}

/// The scoreboard.
pub(super) fn scoreboard(comparison: &Comparison) -> Table {
    let heads: Vec<(&str, Place)> = words::SCOREBOARD
        .into_iter()
        .enumerate()
        .map(|(at, head)| (head, if at == 0 { Place::Right } else { Place::Left }))
        .collect();
    let rows = comparison.columns().map(|column| cells(words::scoreboard_row(column, &comparison.essay)));
    Table::new(&heads, 1, rows.collect())
}

/// What the numbers mean, and how little a rank does.
pub(super) fn legend(comparison: &Comparison) -> Block {
    let legend = words::LEGEND.iter().map(|line| (*line).to_owned());
    Block::Items(legend.chain(words::caution(comparison)).collect())
}

/// Who a theory is by, what it says, and in which works.
pub(super) fn imprint(column: Column<'_>) -> Vec<Block> {
    let theory = column.theory;
    let mut blocks = vec![Block::Paragraph(words::citation(theory))];
    blocks.extend(theory.summary.iter().cloned().map(Block::Paragraph));
    let works = theory.works().iter().map(|work| {
        let citation = work.citation.as_deref().unwrap_or("(no citation)");
        format!("{}: {citation}", work.id)
    });
    let works: Vec<String> = works.collect();
    if !works.is_empty() {
        blocks.push(Block::Items(works));
    }
    blocks
}

/// A verdict, and what is said beside it: `0.75, partly judged, 2 of 3`.
pub(super) fn verdict(row: Row<'_>, further: &[String]) -> Cell {
    let beside = [words::score(row), words::partly(row)].into_iter().chain(further.iter().cloned());
    let beside: Vec<String> = beside.filter(|text| !text.is_empty()).collect();
    Cell::Verdict(row.judged.verdict, beside.join(", "))
}

/// When a prediction was made, for when, and where it stands: `Forecast, made 1997, due 2020; essay par. 11`.
pub(super) fn origin(row: Row<'_>, essay: &Essay) -> String {
    let prediction = row.prediction;
    let source = words::source(&prediction.attribution, essay);
    let kind = capitalised(&prediction.kind.to_string());
    format!("{kind}, made {}{}; {source}", prediction.made.label(), words::due(row))
}
