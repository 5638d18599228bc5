//! The arguments that read an essay otherwise, turned into a lens.

use std::collections::BTreeMap;

use super::args::WhatIf;
use super::text::wrapped;
use crate::assess::{AttributionFilter, Lens};
use crate::model::choice::Choice as _;
use crate::model::{Basis, Essay, Reported};
use crate::store::did_you_mean;
use crate::words::text::one_line;

/// How many ids of outcomes a message lists.
const MOST_LISTED: usize = 60;

/// An outcome's id and another value for it: `OUTCOME=VALUE`.
#[derive(Debug, Clone)]
pub(super) struct ReadingArgument {
    outcome: String,
    value: Reported,
}

/// Reads `OUTCOME=VALUE`.
///
/// # Errors
/// What is wrong with it, and what is allowed. Whether the essay reports the outcome is not known yet.
pub(super) fn parse_reading(text: &str) -> Result<ReadingArgument, String> {
    let Some((outcome, word)) = text.split_once('=') else {
        return Err("\"=\" is missing; write it like china-matches-us-by-2020=mixed".to_owned());
    };
    let value = Reported::from_word(word).ok_or_else(|| {
        let hint = did_you_mean(word, Reported::WORDS.iter().copied());
        let allowed = Reported::WORDS.join(", ");
        format!("unknown value \"{word}\"\n  [possible values: {allowed}]{}", on_a_line(hint))
    })?;
    Ok(ReadingArgument { outcome: outcome.to_owned(), value })
}

impl WhatIf {
    /// Whether any of these arguments is given, even to no effect.
    pub(super) fn is_given(&self) -> bool {
        !(self.readings.is_empty() && self.without.is_empty() && self.bases.is_empty())
    }
}

/// The lens that the arguments ask for.
///
/// # Errors
/// What is wrong with them, and what is allowed.
pub(super) fn lens(what_if: &WhatIf, attribution: AttributionFilter, essay: &Essay) -> Result<Lens, String> {
    let known = |outcome: &str| essay.outcomes.iter().any(|other| other.id.as_str() == outcome);
    let mut readings = BTreeMap::new();
    for ReadingArgument { outcome, value } in &what_if.readings {
        if !known(outcome) {
            return Err(unknown_outcome(outcome, "--reading", essay));
        }
        if let Some(other) = readings.insert(outcome.clone(), *value).filter(|other| other != value) {
            return Err(format!(
                "\"{outcome}\" is given two readings, {other} and {value}: '--reading' takes one for each outcome"
            ));
        }
    }
    if let Some(outcome) = what_if.without.iter().find(|outcome| !known(outcome)) {
        return Err(unknown_outcome(outcome, "--without", essay));
    }
    let off_bases = Basis::ALL.iter().filter(|basis| is_off(what_if, **basis)).copied().collect();
    let off_outcomes = what_if.without.iter().cloned().collect();
    Ok(Lens { attribution, readings, off_outcomes, off_bases, ..Lens::default() })
}

fn is_off(what_if: &WhatIf, basis: Basis) -> bool {
    !what_if.bases.is_empty() && !what_if.bases.contains(&basis)
}

fn unknown_outcome(outcome: &str, argument: &str, essay: &Essay) -> String {
    let ids = || essay.outcomes.iter().map(|outcome| outcome.id.as_str());
    let listed = ids().take(MOST_LISTED).collect::<Vec<_>>().join(", ");
    let more = essay.outcomes.len().saturating_sub(MOST_LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let allowed = wrapped(&format!("[possible outcomes: {listed}{more}]"), 2);
    let (outcome, title) = (one_line(outcome), one_line(&essay.title));
    let problem = format!("unknown outcome \"{outcome}\" for '{argument}': \"{title}\" does not report it");
    format!("{problem}\n{}{}", allowed.trim_end(), on_a_line(did_you_mean(&outcome, ids())))
}

/// A hint on a line of its own, set apart from what stands above it.
fn on_a_line(hint: Option<String>) -> String {
    hint.map_or_else(String::new, |hint| format!("\n\n  tip: {hint}"))
}
