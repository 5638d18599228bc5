//! What tables and handouts say in words, the same in all.

use super::comparison::{Column, Comparison, Row};
use crate::assess::{AttributionFilter, MIN_RANKED, PredictionTiming, Scorecard};
use crate::model::choice::Choice as _;
use crate::model::{Attribution, Essay, Source, Theory};
use crate::words::{count, figure as number};

/// The heads of the scoreboard's columns.
pub(crate) const SCOREBOARD: [&str; 7] =
    ["Rank", "Theory", "Score", "Coverage", "Foretold (n)", "Boldness (n)", ""];

/// What the numbers of the scoreboard mean.
pub(crate) const LEGEND: [&str; 5] = [
    "Score: the mean over the scored forecasts, from 0 (disconfirmed) to 1 (confirmed).",
    "Coverage: how many of the forecasts could be scored. Silence is no success.",
    "Foretold: the same mean over those n that were made before their outcomes.",
    "Boldness: the share of the n scored claims that another theory contradicts.",
    "Prescriptions are matched too, but count in none of these.",
];

/// A theory's line in the scoreboard.
pub(crate) fn scoreboard_row(column: Column<'_>, essay: &Essay) -> [String; 7] {
    let card = &column.judged.scorecard;
    [
        rank(column, essay),
        column.name.to_owned(),
        number(card.score),
        format!("{} of {}", card.scored, card.forecasts),
        number_of(card.foretold, card.foretold_n),
        number_of(card.boldness, card.scored_expectations),
        remark(column, essay),
    ]
}

fn rank(column: Column<'_>, essay: &Essay) -> String {
    let mark = if column.theory.is_advocated_by(essay.id.as_str()) { "*" } else { "" };
    match column.judged.scorecard.rank {
        Some(rank) => format!("{rank}{mark}"),
        None => format!("-{mark}"),
    }
}

/// What one must know about a rank, or why there is none.
pub(crate) fn remark(column: Column<'_>, essay: &Essay) -> String {
    let card = &column.judged.scorecard;
    let own_essay =
        column.theory.is_advocated_by(essay.id.as_str()).then(|| "* judged by its own essay".to_owned());
    let unranked = card.rank.is_none().then(|| format!("not ranked: {}", too_quiet(card)));
    own_essay.into_iter().chain(unranked).collect::<Vec<_>>().join("; ")
}

/// Why a theory has no rank.
pub(crate) fn too_quiet(card: &Scorecard) -> String {
    format!("{}, {MIN_RANKED} are needed", count(card.scored, "scored forecast"))
}

fn number_of(value: Option<f64>, n: usize) -> String {
    format!("{} ({n})", number(value))
}

/// A theory's name, its author and its year.
pub(crate) fn citation(theory: &Theory) -> String {
    format!("{} ({}, {})", theory.name, theory.theorist, theory.year)
}

/// Who published the essay, and when.
pub(crate) fn imprint(essay: &Essay) -> String {
    let publisher = essay.publisher.iter().map(|publisher| format!("{publisher}, "));
    format!("{}{}", publisher.collect::<String>(), essay.published.label())
}

/// Whose verdicts these are.
pub(crate) fn viewpoint(essay: &Essay) -> String {
    let viewpoint = essay.viewpoint.as_deref().unwrap_or("its file states none.");
    format!("Verdicts are as the essay reports. Its viewpoint: {viewpoint}")
}

/// Which predictions of which theories the numbers are over.
pub(crate) fn scope(comparison: &Comparison) -> String {
    let (loaded, their, them) = match comparison.theories.len() {
        0 => return "No theory is loaded.".to_owned(),
        1 => ("the one theory".to_owned(), "its", "it"),
        n => (format!("the {n} theories"), "their", "them"),
    };
    let predictions = match comparison.lens.attribution {
        AttributionFilter::All => format!("all {their} predictions"),
        AttributionFilter::Essay => format!("the predictions that this essay attributes to {them}"),
    };
    format!("Every number is over {loaded} loaded and {predictions}.")
}

/// What is read otherwise than the essay does, and what is off.
pub(crate) fn what_if(comparison: &Comparison) -> Vec<String> {
    crate::words::what_if::told(&comparison.essay, &comparison.lens)
}

/// How little a rank means.
pub(crate) fn caution(comparison: &Comparison) -> Option<String> {
    let cards = comparison.columns().map(|column| &column.judged.scorecard);
    let ranked: Vec<usize> = cards.filter(|card| card.rank.is_some()).map(|card| card.scored).collect();
    let fewest = ranked.iter().min().filter(|_| ranked.len() > 1)?;
    Some(format!(
        "The ranks rest on as few as {}: `prescient analyse` says how little would change their order.",
        count(*fewest, "scored forecast")
    ))
}

/// Where a prediction comes from: `essay par. 10`, `fa-1997, p. 59`.
pub(crate) fn source(attribution: &Attribution, essay: &Essay) -> String {
    match attribution.source() {
        Source::Work { work, locator } => {
            locator.map_or_else(|| work.to_string(), |locator| format!("{work}, {locator}"))
        }
        Source::Essay { paragraphs, of } => {
            let other = of.filter(|of| **of != essay.id).map(|of| format!(" {of}")).unwrap_or_default();
            let numbers: Vec<String> = paragraphs.iter().map(u32::to_string).collect();
            let place =
                if numbers.is_empty() { String::new() } else { format!(" par. {}", numbers.join(", ")) };
            format!("essay{other}{place}")
        }
    }
}

/// Whether a prediction came before its outcomes.
pub(crate) fn timing(row: Row<'_>) -> &'static str {
    match row.judged.timing {
        Some(PredictionTiming::Mixed) => "partly foresight",
        Some(timing) => timing.word(),
        None => "not dated",
    }
}

/// How much of a prediction could be judged, where it is not all.
pub(crate) fn partly(row: Row<'_>) -> String {
    let judged = row.judged.judged;
    if row.judged.verdict.score().is_some() && judged.scored < judged.expectations {
        format!("partly judged, {} of {}", judged.scored, judged.expectations)
    } else {
        String::new()
    }
}

/// A prediction's score, where it has one.
pub(crate) fn score(row: Row<'_>) -> String {
    row.judged.verdict.score().map(|score| number(Some(score))).unwrap_or_default()
}

/// By when it should have come true, where it says so.
pub(crate) fn due(row: Row<'_>) -> String {
    row.prediction.due.as_ref().map(|due| format!(", due {}", due.label())).unwrap_or_default()
}
