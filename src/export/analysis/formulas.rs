//! Does the formula matter? One row a formula, and why ranks part.

use super::Analysed;
use crate::assess::FormulaRanking;
use crate::export::page::{Block, Cell, Place, Table};
use crate::words::analysis::{formula, formula_explained, formula_value, letter};

/// The section, with at most so many theories beside one another in a table.
pub(crate) fn section(analysed: &Analysed<'_>, beside: usize) -> Vec<Block> {
    let rankings = &analysed.analysis.formulas;
    let explained =
        rankings.iter().map(|ranking| format!("{}: {}", name(ranking), formula_explained(ranking.formula)));
    let mut section = vec![
        Block::Heading("Does the formula matter?".to_owned()),
        Block::Paragraph(
            "Each cell has a theory's rank and what the formula gives it; for (c) to (e) also how many of its forecasts are scored. All rank only theories that the score ranks."
                .to_owned(),
        ),
    ];
    let all: Vec<usize> = (0..analysed.comparison.theories.len()).collect();
    let tables = all.chunks(beside.max(1)).map(|theories| Block::Table(table(analysed, theories)));
    section.extend(tables);
    section.push(Block::Items(explained.collect()));
    for ranking in rankings.iter().filter(|ranking| !ranking.moves.is_empty()) {
        let moves = ranking.moves.iter().map(|moved| analysed.told().moved(ranking, moved));
        section.push(Block::Subheading(format!("Where ranks part by {}", name(ranking))));
        section.push(Block::Items(moves.collect()));
    }
    section
}

/// A formula's letter and name: `(a) Score`.
fn name(ranking: &FormulaRanking) -> String {
    format!("({}) {}", letter(ranking.formula), formula(ranking.formula))
}

fn table(analysed: &Analysed<'_>, theories: &[usize]) -> Table {
    let told = analysed.told();
    let heads = theories.iter().map(|theory| (told.name(*theory).to_owned(), Place::Left));
    let row = |ranking: &FormulaRanking| {
        let cells = theories.iter().map(|theory| cell(analysed, ranking, *theory));
        std::iter::once(name(ranking)).chain(cells).map(Cell::Text).collect()
    };
    Table {
        caption: String::new(),
        columns: std::iter::once(("Formula".to_owned(), Place::Left)).chain(heads).collect(),
        rows: analysed.analysis.formulas.iter().map(row).collect(),
        named_by: 0,
    }
}

/// A theory's rank and value, and beside a count the coverage.
fn cell(analysed: &Analysed<'_>, ranking: &FormulaRanking, theory: usize) -> String {
    let Some(rank) = ranking.ranks[theory] else { return "-".to_owned() };
    let card = &analysed.comparison.assessment.theories[theory].scorecard;
    let value = formula_value(ranking.formula, ranking.values[theory]);
    if ranking.formula.is_count() {
        format!("{rank}: {value}, {}/{}", card.scored, card.forecasts)
    } else {
        format!("{rank}: {value}")
    }
}
