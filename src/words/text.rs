//! Texts from files, made harmless for where they are shown.

/// A text without the control characters that a terminal would obey and that XML forbids, and without those that
/// turn the direction of what follows.
pub fn visible(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_no_character = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    let seen = text.chars().filter(|c| !turns(*c) && !is_no_character(*c));
    seen.map(|c| if c.is_control() { ' ' } else { c }).collect()
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
