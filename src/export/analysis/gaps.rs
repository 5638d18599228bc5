//! Gaps: outcomes on which nobody bets, predictions that the essay cannot judge, theories too quiet to
//! rank.

use super::Analysed;
use crate::export::page::Block;
use crate::export::words;

pub(crate) fn section(analysed: &Analysed<'_>) -> Vec<Block> {
    let part = |title: &str, items: Vec<String>, none: &str| {
        [Block::Subheading(title.to_owned()), Block::items_or(items, none)]
    };
    let parts = [
        part(
            "Outcomes on which nobody bets",
            outcomes(analysed),
            "Somebody bets on every outcome that counts.",
        ),
        part("Predictions that the essay cannot judge", predictions(analysed), "It can judge them all."),
        part("Theories too quiet to rank", theories(analysed), "All are ranked."),
    ];
    std::iter::once(Block::Heading("Gaps".to_owned())).chain(parts.into_iter().flatten()).collect()
}

fn outcomes(analysed: &Analysed<'_>) -> Vec<String> {
    let comparison = analysed.comparison;
    let outcomes = comparison.assessment.outcomes_without_bets(&comparison.index);
    let outcomes = outcomes.map(|outcome| &comparison.essay.outcomes[outcome]);
    outcomes.map(|outcome| format!("{} [{}]", outcome.statement, outcome.id)).collect()
}

fn predictions(analysed: &Analysed<'_>) -> Vec<String> {
    let (comparison, told) = (analysed.comparison, analysed.told());
    let unjudged = comparison.assessment.unjudged().map(|(theory, position, reason)| {
        let prediction = &comparison.theories[theory].predictions[position];
        let (name, reason) = (told.name(theory), reason.label());
        format!("{name}: {} [{}]. {reason}.", prediction.statement, prediction.id)
    });
    unjudged.collect()
}

fn theories(analysed: &Analysed<'_>) -> Vec<String> {
    let assessment = &analysed.comparison.assessment;
    let quiet = assessment.too_quiet().map(|theory| {
        let card = &assessment.theories[theory].scorecard;
        format!("{}: {}.", analysed.told().name(theory), words::too_quiet(card))
    });
    quiet.collect()
}
