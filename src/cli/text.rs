//! Text for terminals: width, wrapping, alignment.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::words::text::visible;

/// The widest line of wrapped text, in terminal columns.
pub(super) const WIDTH: usize = 100;

/// A text from a file in lines of at most [`WIDTH`] columns, each starting with `indent` spaces.
pub(super) fn wrapped(text: &str, indent: usize) -> String {
    let lines = wrap(&visible(text), WIDTH - indent);
    lines.iter().map(|line| format!("{:indent$}{line}\n", "")).collect()
}

/// A text from a file as an item of a list: a dash before it, and its further lines below the first.
pub(super) fn item(text: &str) -> String {
    wrapped(text, 2).replacen("  ", "- ", 1)
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// A word in pieces that fit: scripts without spaces are one long word.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, c) in word.char_indices() {
        let next = c.width().unwrap_or(0);
        if used + next > width {
            pieces.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += next;
    }
    pieces.push(&word[start..]);
    pieces
}

/// Which edge of its column a cell keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// Rows of cells as lines, two spaces between columns, none at the end of a line. `edges` has one for
/// each column.
pub(super) fn align(rows: &[impl AsRef<[String]>], edges: &[Align]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.as_ref().get(column));
        cells.map(|cell| cell.width()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..edges.len()).map(width).collect();
    let line = |row: &[String]| {
        let cells = row.iter().zip(edges).zip(&widths).map(|((cell, edge), width)| {
            let gap = " ".repeat(width - cell.width());
            if *edge == Align::Left { format!("{cell}{gap}") } else { format!("{gap}{cell}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(|row| line(row.as_ref())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_between_words_and_within_a_word_that_is_too_long() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh ij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn a_wide_character_takes_two_columns() {
        assert_eq!(wrap("中国与俄罗斯", 4), ["中国", "与俄", "罗斯"]);
        let rows = [["中国", "1"], ["Russia", "22"]].map(|row| row.map(str::to_owned));
        assert_eq!(align(&rows, &[Align::Left, Align::Right]), ["中国     1", "Russia  22"]);
    }
}
