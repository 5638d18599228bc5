//! Crucial tests, and the other outcomes by diagnosticity, with who stands where.

use super::Analysed;
use crate::export::page::{Block, Cell, Place, Table, cells};
use crate::words;
use crate::words::analysis::{DIAGNOSTICITY, NO_CRUCIAL_TEST, NO_OTHER_TEST};

pub(crate) fn section(analysed: &Analysed<'_>) -> Vec<Block> {
    let assessment = &analysed.comparison.assessment;
    let divided = assessment.by_diagnosticity().into_iter();
    let divided = divided.filter(|outcome| assessment.outcomes[*outcome].diagnosticity.is_some());
    let (crucial, others): (Vec<_>, Vec<_>) =
        divided.partition(|outcome| assessment.outcomes[*outcome].is_crucial);
    vec![
        Block::Heading("Crucial tests".to_owned()),
        Block::Paragraph(DIAGNOSTICITY.to_owned()),
        table_or(analysed, &crucial, NO_CRUCIAL_TEST),
        Block::Subheading("Other outcomes by diagnosticity".to_owned()),
        table_or(analysed, &others, NO_OTHER_TEST),
    ]
}

fn table_or(analysed: &Analysed<'_>, outcomes: &[usize], none: &str) -> Block {
    if outcomes.is_empty() {
        return Block::Paragraph(none.to_owned());
    }
    let columns = [
        ("Diagnosticity", Place::Right),
        ("n", Place::Right),
        ("Reported", Place::Left),
        ("Outcome", Place::Below),
        ("Who stands where", Place::Below),
    ];
    let rows = outcomes.iter().map(|outcome| row(analysed, *outcome)).collect();
    Block::Table(Table::new(&columns, 3, rows))
}

fn row(analysed: &Analysed<'_>, outcome: usize) -> Vec<Cell> {
    let judged = &analysed.comparison.assessment.outcomes[outcome];
    cells([
        words::figure(judged.diagnosticity),
        judged.n.to_string(),
        judged.reported.map_or("", words::reported).to_owned(),
        format!("{} [{}]", analysed.told().outcome(outcome), analysed.comparison.essay.outcomes[outcome].id),
        format!("{}.", analysed.told().standing(outcome)),
    ])
}
