//! Texts from files, made harmless for where they are shown.

use std::borrow::Cow;

/// A text without the control characters that a terminal would obey and that XML forbids, and without those that
/// turn the direction of what follows.
pub fn visible(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_no_character = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    let goes = |c: char| turns(c) || is_no_character(c);
    // Nearly every text is in order as it is, and there may be a hundred megabytes of it.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || !text.chars().any(|c| goes(c) || c.is_control()) {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|c| !goes(*c));
    Cow::Owned(seen.map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// The same on one line.
pub fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_not_passed_on() {
        assert_eq!(visible("a\u{1b}[31mb\nc"), "a [31mb c");
        assert_eq!(one_line(" a\n\tb "), "a b");
        assert_eq!(visible("a\u{202e}b\u{2066}c\u{ffff}"), "abc");
    }
}
