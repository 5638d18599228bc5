//! What stands in a cell: what a theory expects of an outcome.

use crate::model::Expects;
use crate::store::{InputFault, did_you_mean, shown};

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stance {
    /// Nothing.
    Silent,
    /// One thing.
    One { expects: Expects, is_strong: bool },
    /// That the outcome occurs, and that it does not.
    Both,
}

/// What can stand in a cell, as it is listed for people.
const WORDS: [&str; 13] =
    ["occurs", "does-not-occur", "both", "C", "CC", "I", "II", "N", "NA", "yes", "no", "+", "-"];

/// Reads a cell; `None` where it says what cannot be understood.
pub(super) fn read(text: &str) -> Option<Stance> {
    use Expects::{DoesNotOccur, Occurs};
    let one = |expects, is_strong| Some(Stance::One { expects, is_strong });
    match as_word(text).as_str() {
        "" | "n" | "na" | "n/a" => Some(Stance::Silent),
        "occurs" | "c" | "+" | "yes" => one(Occurs, false),
        "cc" | "++" => one(Occurs, true),
        "does-not-occur" | "i" | "-" | "no" => one(DoesNotOccur, false),
        "ii" | "--" => one(DoesNotOccur, true),
        "both" => Some(Stance::Both),
        _ => None,
    }
}

/// What is wrong with a text that means nothing; still without its place.
pub(super) fn fault(text: &str) -> InputFault {
    let expected = format!("what the theory expects ({}, ++, -- or nothing)", WORDS.join(", "));
    InputFault::new(shown(text), expected).hint(did_you_mean(&as_word(text), WORDS))
}

/// A text as the formats would write it: in small letters, with hyphens for spaces.
pub(super) fn as_word(text: &str) -> String {
    let text = text.to_lowercase().replace('_', " ");
    text.split_whitespace().collect::<Vec<_>>().join("-")
}
