//! The analysis as a page and as JSON: where the theories part ways, and what their order hangs on.

pub(crate) mod formulas;
pub(crate) mod gaps;
mod json;
pub(crate) mod outcomes;
pub(crate) mod scoreboard;

use super::comparison::Comparison;
use super::page::Block;
use super::words;
use crate::assess::{Analysis, Formula, analyse};
use crate::words::analysis::{PAIRS, Told};

pub(crate) use json::print as json;

/// A comparison and its analysis.
pub(crate) struct Analysed<'a> {
    pub(crate) comparison: &'a Comparison,
    pub(crate) analysis: Analysis,
}

impl<'a> Analysed<'a> {
    pub(crate) fn new(comparison: &'a Comparison) -> Self {
        let Comparison { essay, theories, index, assessment, .. } = comparison;
        Self { comparison, analysis: analyse(index, essay, theories, assessment) }
    }

    pub(crate) fn told(&self) -> Told<'_> {
        let Comparison { essay, theories, names, assessment, .. } = self.comparison;
        Told { essay, theories, names, assessment, analysis: &self.analysis }
    }

    /// Every pair of theories, the earlier one first.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let n = self.comparison.theories.len();
        (0..n).flat_map(move |one| (one + 1..n).map(move |other| (one, other)))
    }
}

/// The whole analysis on a page.
pub(crate) fn handout(analysed: &Analysed<'_>) -> Vec<Block> {
    let mut page = top(analysed);
    page.extend(scoreboard::section(analysed));
    page.extend(outcomes::section(analysed));
    page.extend(pairs(analysed));
    page.extend(flips(analysed));
    page.extend(formulas::section(analysed, usize::MAX));
    page.extend(gaps::section(analysed));
    page
}

/// What is analysed, on whose word, and the headline.
fn top(analysed: &Analysed<'_>) -> Vec<Block> {
    let (comparison, told) = (analysed.comparison, analysed.told());
    let essay = &comparison.essay;
    let mut top = vec![
        Block::Title(essay.title.clone(), words::imprint(essay)),
        Block::Quote(words::viewpoint(essay)),
        Block::Paragraph(words::scope(comparison)),
    ];
    top.extend(words::what_if(comparison).into_iter().map(Block::Paragraph));
    top.push(Block::Heading("In short".to_owned()));
    top.push(Block::Items(told.headline()));
    top
}

/// Where each pair of theories parts ways, if anywhere.
pub(crate) fn pairs(analysed: &Analysed<'_>) -> [Block; 3] {
    let told = analysed.told();
    let pair = |(one, other)| format!("{}: {}", told.list_of(&[one, other]), told.pair(one, other));
    let none = "There are no two theories to tell apart.";
    let items = Block::items_or(analysed.pairs().map(pair).collect(), none);
    [Block::Heading("Pairs".to_owned()), Block::Paragraph(PAIRS.to_owned()), items]
}

/// The smallest sets of changed readings that put another theory first.
pub(crate) fn flips(analysed: &Analysed<'_>) -> Vec<Block> {
    let (told, flips) = (analysed.told(), &analysed.analysis.flips);
    let mut section = vec![Block::Heading("What would change the leader".to_owned())];
    section.push(Block::Paragraph(told.how_little(Formula::Score)));
    if !flips.sets.is_empty() {
        section.push(Block::Items(flips.sets.iter().map(|flip| format!("{}.", told.flip(flip))).collect()));
    }
    section.extend(Told::more_flips(flips).map(Block::Paragraph));
    section
}
