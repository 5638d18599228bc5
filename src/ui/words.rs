//! The words of the field, as views say them.

use crate::assess::{AttributionFilter, Scorecard};
use crate::model::{Basis, Expects, Outcome, Prediction, Reported, Source, Theory};

/// How the essay reports an outcome.
pub fn reported(reported: Reported) -> &'static str {
    match reported {
        Reported::Occurred => "Occurred",
        Reported::MostlyOccurred => "Mostly occurred",
        Reported::Mixed => "Mixed",
        Reported::MostlyNot => "Mostly not",
        Reported::DidNotOccur => "Did not occur",
        Reported::Pending => "Pending",
        Reported::Contested => "Contested",
        Reported::NotAddressed => "Not addressed",
    }
}

/// On what ground the essay says so.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Fact => "Fact",
        Basis::Judgement => "The essay's judgement",
        Basis::Implied => "Implied by the essay",
        Basis::Attributed => "Attributed to others",
        Basis::Forecast => "The essay's forecast",
    }
}

/// What a prediction expects of an outcome.
pub fn expects(expects: Expects) -> &'static str {
    match expects {
        Expects::Occurs => "expects it",
        Expects::DoesNotOccur => "expects it not to occur",
    }
}

/// Which predictions take part.
pub fn attribution(filter: AttributionFilter) -> &'static str {
    match filter {
        AttributionFilter::All => "All predictions",
        AttributionFilter::Essay => "Only those in the essay",
    }
}

/// Paragraphs of the essay: `par. 10, 11`.
pub fn paragraphs(numbers: &[u32]) -> String {
    if numbers.is_empty() {
        return "no paragraph named".to_owned();
    }
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    format!("par.\u{a0}{}", numbers.join(",\u{a0}"))
}

/// Where a prediction comes from, in short: `Essay, par. 10, 11` or `Own work, p. 59`.
pub fn source_in_short(prediction: &Prediction) -> String {
    match prediction.attribution.source() {
        Source::Essay { paragraphs: numbers, .. } => format!("Essay, {}", paragraphs(numbers)),
        Source::Work { locator: Some(locator), .. } => format!("Own work, {}", unbroken(locator)),
        Source::Work { locator: None, .. } => "Own work".to_owned(),
    }
}

/// A place in a work, such as `p. 59`, that is not broken over two lines.
fn unbroken(locator: &str) -> String {
    locator.replace(' ', "\u{a0}")
}

/// Where a prediction comes from, in full: the work as a bibliography names it.
pub fn source_in_full(theory: &Theory, prediction: &Prediction) -> String {
    match prediction.attribution.source() {
        Source::Essay { .. } => source_in_short(prediction),
        Source::Work { work, locator } => {
            let citation = theory.works().iter().find(|w| w.id == *work).and_then(|w| w.citation.clone());
            let work = citation.unwrap_or_else(|| work.to_string());
            locator.map_or(work.clone(), |locator| format!("{work}; {}", unbroken(locator)))
        }
    }
}

/// How an outcome is reported, on what basis, where and when.
pub fn report(outcome: &Outcome, effective: Option<Reported>, when: &str) -> String {
    let reported = effective.map_or("Switched off", reported);
    format!("{reported} · {} · {} · {when}", basis(outcome.basis), paragraphs(outcome.paragraphs()))
}

/// A number from 0 to 1 in two digits.
pub fn degree(value: f64) -> String {
    format!("{value:.2}")
}

/// A number from 0 to 1 in two digits, or that there is none.
pub fn degree_or_none(value: Option<f64>) -> String {
    value.map_or_else(|| "none".to_owned(), degree)
}

/// A theory's place: `Rank 2 of 6`, or why it has none.
pub fn rank(card: &Scorecard, loaded: usize) -> String {
    match card.rank {
        Some(rank) => format!("Rank {rank} of {loaded} loaded"),
        None => format!("Not ranked: {} of {} needed", card.scored, crate::assess::MIN_RANKED),
    }
}
