//! The answers, as sheets ask for them and as people write them.

use super::BETWEEN;
use crate::model::choice::Choice as _;
use crate::model::{Answer, Asked};
use crate::store::diagnostic::did_you_mean;
use crate::store::input_fault::{InputFault, shown};
use crate::words;

/// The answers that there are, for people: `1 Occurred / 2 Mostly occurred / ... / ? Cannot decide`.
pub(super) fn listed(asked: Asked) -> String {
    let listed = asked.answers().into_iter().enumerate().map(|(place, answer)| match answer {
        Answer::CannotDecide => format!("? {}", words::answer(answer)),
        _ => format!("{} {}", place + 1, words::answer(answer)),
    });
    listed.collect::<Vec<_>>().join(BETWEEN)
}

/// The answer that a text means: a word of the format, or what people call it, in any case; 1 to 5 from best to
/// worst; `?` or 0 for who cannot decide.
pub(super) fn parse(text: &str, asked: Asked) -> Option<Answer> {
    let answers = asked.answers();
    match as_word(text).as_str() {
        "1" => Some(answers[0]),
        "2" => Some(answers[1]),
        "3" => Some(answers[2]),
        "4" => Some(answers[3]),
        "5" => Some(answers[4]),
        "?" | "0" => Some(Answer::CannotDecide),
        word => Answer::from_word(word).filter(|answer| asked.place(*answer).is_some()),
    }
}

/// What is wrong with a text that means no answer to what is asked; still without its place.
pub(super) fn fault(text: &str, asked: Asked) -> InputFault {
    let word = as_word(text);
    let words = asked.answers().map(Answer::word);
    let what = match (Answer::from_word(&word), asked) {
        (None, _) => "an answer",
        (Some(_), Asked::Reading) => "an answer to how the outcome is read",
        (Some(_), Asked::Verdict) => "an answer to how the prediction fared",
    };
    let expected = format!("{what} ({}, 1 to 5, or ?)", words.join(", "));
    InputFault::new(shown(text), expected).hint(did_you_mean(&word, words))
}

/// A text as the format would write it. What people call an answer is the format's word with spaces.
fn as_word(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| matches!(c, '-' | '_') || c.is_whitespace());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
