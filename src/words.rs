//! The words of the field, as the window and the command line say them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::assess::{Assessment, AttributionFilter, EPSILON, Grade, Reason, Scorecard, Timing};
use crate::model::{
    Answer, Basis, DateRange, Essay, Expects, Judgeable, Kind, Outcome, Prediction, Reported, Source, Theory,
};

use crate::store::Diagnostic;

pub mod analysis;
pub mod edit;
pub mod seminar;
pub mod text;
pub mod versions;
pub mod what_if;

/// What the theories of a comparison are called: each by its short name, with its id behind it where
/// another has that name too, or where its own id was taken; by the id alone where the name is blank.
pub fn names(theories: &[Arc<Theory>], assessment: &Assessment) -> Vec<String> {
    let mut namesakes: HashMap<&str, usize> = HashMap::new();
    for theory in theories {
        *namesakes.entry(&theory.short_name).or_default() += 1;
    }
    let name = |(theory, id): (&Arc<Theory>, &str)| {
        let short_name = theory.short_name.as_str();
        if short_name.trim().is_empty() {
            id.to_owned()
        } else if namesakes[short_name] == 1 && id == theory.id.as_str() {
            short_name.to_owned()
        } else {
            format!("{short_name} [{id}]")
        }
    };
    theories.iter().zip(assessment.theories.iter().map(|judged| judged.id.as_str())).map(name).collect()
}

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

/// An answer in a vote, as one chooses it.
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Occurred => reported(Reported::Occurred),
        Answer::MostlyOccurred => reported(Reported::MostlyOccurred),
        Answer::Confirmed => Grade::Confirmed.label(),
        Answer::LargelyConfirmed => Grade::LargelyConfirmed.label(),
        Answer::Mixed => reported(Reported::Mixed),
        Answer::MostlyNot => reported(Reported::MostlyNot),
        Answer::DidNotOccur => reported(Reported::DidNotOccur),
        Answer::LargelyDisconfirmed => Grade::LargelyDisconfirmed.label(),
        Answer::Disconfirmed => Grade::Disconfirmed.label(),
        Answer::CannotDecide => "Cannot decide",
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

/// On what ground, in a word.
pub fn basis_in_short(basis: Basis) -> &'static str {
    match basis {
        Basis::Fact => "Fact",
        Basis::Judgement => "Judgement",
        Basis::Implied => "Implied",
        Basis::Attributed => "Attributed",
        Basis::Forecast => "Forecast",
    }
}

/// Outcomes on this ground, in the middle of a sentence.
pub fn basis_plural(basis: Basis) -> &'static str {
    match basis {
        Basis::Fact => "facts",
        Basis::Judgement => "judgements",
        Basis::Implied => "implied",
        Basis::Attributed => "attributed",
        Basis::Forecast => "forecasts",
    }
}

/// What a prediction expects of an outcome.
pub fn expects(expects: Expects) -> &'static str {
    match expects {
        Expects::Occurs => "expects it",
        Expects::DoesNotOccur => "expects it not to occur",
    }
}

/// What a prediction expects of an outcome, as one chooses it.
pub fn expects_in_short(expects: Expects) -> &'static str {
    match expects {
        Expects::Occurs => "It occurs",
        Expects::DoesNotOccur => "It does not occur",
    }
}

/// Whether anything could count against a prediction, as one chooses it.
pub fn judgeable(judgeable: Judgeable) -> &'static str {
    match judgeable {
        Judgeable::Yes => "Yes",
        Judgeable::TooVague => "Too vague",
        Judgeable::ConditionsNotMet => "Conditions not met",
    }
}

/// The beginning of a text, where it is long.
pub fn excerpt(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// So many of a thing: `1 error`, `2 errors`.
pub fn count(n: impl TryInto<usize>, what: &str) -> String {
    let n = n.try_into().unwrap_or(usize::MAX);
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// What is wrong at a place, and what to do about it, where the place is in sight.
pub fn problem(diagnostic: &Diagnostic) -> String {
    let Diagnostic { found, expected, hint, .. } = diagnostic;
    let hint = hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("Found {found}, expected {expected}{hint}.").replace("?.", "?")
}

/// Where a problem is: its line where the file has one, and its path.
pub fn place(diagnostic: &Diagnostic) -> String {
    match diagnostic.line {
        Some(line) => format!("line {line}, {}", diagnostic.path),
        None => diagnostic.path.to_string(),
    }
}

/// The days that a date can mean: `From 1 January 2013 to 31 December 2014`.
pub fn date_range(range: DateRange) -> String {
    let DateRange { earliest, latest } = range;
    if earliest == latest {
        return day(earliest);
    }
    format!("From {} to {}", day(earliest), day(latest))
}

/// A day as people say it: `24 February 2022`, `15 March 44 BCE`.
fn day(day: jiff::civil::Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month()).ok().and_then(|month| MONTHS.get(month - 1)).unwrap_or(&"");
    match day.year() {
        year if year > 0 => format!("{} {month} {year}", day.day()),
        year => format!("{} {month} {} BCE", day.day(), 1 - year),
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
    format!("{reported} · {}", grounds(outcome, when))
}

/// On what basis an outcome is reported, where and when.
pub fn grounds(outcome: &Outcome, when: &str) -> String {
    format!("{} · {} · {when}", basis(outcome.basis), paragraphs(outcome.paragraphs()))
}

/// A number from 0 to 1 in two digits.
pub fn degree(value: f64) -> String {
    format!("{value:.2}")
}

/// A number from 0 to 1 in two digits, or that there is none.
pub fn degree_or_none(value: Option<f64>) -> String {
    value.map_or_else(|| "none".to_owned(), degree)
}

/// A number from 0 to 1 with two decimals, or three where the third says something: many scores are
/// eighths, and 0.125 rounded to two would not mirror 0.875.
pub fn figure(value: Option<f64>) -> String {
    let Some(value) = value else { return "none".to_owned() };
    let text = format!("{value:.3}");
    text.strip_suffix('0').map(str::to_owned).unwrap_or(text)
}

/// A theory's place: `Rank 2 of 6`, or why it has none.
pub fn rank(card: &Scorecard, loaded: usize) -> String {
    match card.rank {
        Some(rank) => format!("Rank {rank} of {loaded} loaded"),
        None => format!("Unranked: {} of {} needed", card.scored, crate::assess::MIN_RANKED),
    }
}

/// Whether it foretells or advises.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Forecast => "Forecast",
        Kind::Prescription => "Prescription",
    }
}

/// A score from 0 to 1, in two digits or as many as it takes to see on which side of a threshold it
/// lies.
pub fn score(value: f64) -> String {
    let says_it = |text: &String, digits: usize| {
        text.parse::<f64>().is_ok_and(|rounded| {
            (rounded - value).abs() < EPSILON || (digits > 2 && Grade::of(rounded) == Grade::of(value))
        })
    };
    let mut texts = (2..9).map(|digits| (format!("{value:.digits$}"), digits));
    texts.find(|(text, digits)| says_it(text, *digits)).map_or_else(|| value.to_string(), |(text, _)| text)
}

/// The rule that turns a score into a grade: `0.50 is above 0.375 and below 0.625: Mixed`.
pub fn rule(grade: Grade, value: f64) -> String {
    let bounds = match grade {
        Grade::Confirmed => "at least 0.875",
        Grade::LargelyConfirmed => "at least 0.625 and below 0.875",
        Grade::Mixed => "above 0.375 and below 0.625",
        Grade::LargelyDisconfirmed => "above 0.125 and at most 0.375",
        Grade::Disconfirmed => "at most 0.125",
    };
    format!("{} is {bounds}: {}", score(value), grade.label())
}

/// Why a prediction has no score, in a sentence.
pub fn unscored(reason: Reason) -> &'static str {
    match reason {
        Reason::TooVague => "It is worded so that nothing could count against it, so it is not scored.",
        Reason::ConditionsNotMet => "It holds under conditions that have not been met, so it is not scored.",
        Reason::NotAddressed => "The essay does not speak of what it expects, so it is not scored.",
        Reason::Contested => {
            "What it expects is disputed, and the essay does not settle it, so it is not scored."
        }
        Reason::Pending => "What it expects is still open when the essay is written, so it is not scored.",
    }
}

/// A weighted mean written out: `(1 × 1.00 + 1 × 0.00) / 2 = 0.50`. `terms` are weights and matches.
pub fn weighted_mean(terms: &[(f64, f64)], mean: f64) -> String {
    let weights: f64 = terms.iter().map(|(weight, _)| weight).sum();
    if terms.len() > MOST_TERMS {
        let sum: f64 = terms.iter().map(|(weight, degree)| weight * degree).sum();
        let terms = terms.len();
        let (sum, weights) = (number(sum), number(weights));
        return format!("{terms} products of weight and match: {sum} / {weights} = {}", score(mean));
    }
    let products: Vec<String> = terms
        .iter()
        .map(|(weight, degree)| format!("{} × {}", number(*weight), self::degree(*degree)))
        .collect();
    format!("({}) / {} = {}", products.join(" + "), number(weights), score(mean))
}

/// How many terms of a sum are written out.
const MOST_TERMS: usize = 12;

/// Scores for people, the first of them if they are many: `1.00, 0.50 and 3 more`.
pub fn scores(values: &[f64]) -> String {
    let shown: Vec<String> = values.iter().take(MOST_TERMS).map(|value| score(*value)).collect();
    let shown = shown.join(", ");
    if values.len() > MOST_TERMS { format!("{shown} and {} more", values.len() - MOST_TERMS) } else { shown }
}

/// A number in as few digits as it takes, at most three after the point.
pub fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Why an expectation is foresight or hindsight: `made 1997, before 2020`.
pub fn timing_reason(prediction: &Prediction, outcome: &Outcome, essay: &Essay, timing: Timing) -> String {
    timing_since(&prediction.made.label(), timing, &timing_when(outcome, essay))
}

/// The same of what was made then, and of an outcome with this [`timing_when`].
pub fn timing_since(made: &str, timing: Timing, when: &str) -> String {
    match timing {
        _ if when.is_empty() => "pending in the essay".to_owned(),
        Timing::Foresight => format!("made {made}, before {when}"),
        Timing::Hindsight => format!("made {made}, not before {when}"),
    }
}

/// When an outcome came out, as its timing is told; empty where it is still open.
pub fn timing_when(outcome: &Outcome, essay: &Essay) -> String {
    if outcome.reported == Reported::Pending {
        return String::new();
    }
    let whose = if outcome.when.is_none() { ", when the essay was published" } else { "" };
    format!("{}{whose}", outcome.date(essay).label())
}

/// How many hits a search has: `3 hits`, `The first 60 hits; 12 more`.
pub fn hits(listed: usize, unlisted: usize) -> String {
    match (listed, unlisted) {
        (1, 0) => "1 hit".to_owned(),
        (n, 0) => format!("{n} hits"),
        (n, more) => format!("The first {n} hits; {more} more"),
    }
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
