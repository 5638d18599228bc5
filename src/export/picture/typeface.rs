//! How wide text is, and where it breaks into lines.
//!
//! A reader's program may set the text in another font than ours. So widths are reckoned for the widest of the usual
//! ones: what fits here is nowhere clipped.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use crate::look::fonts::fonts;

/// How much wider than Noto Sans the widest of the usual fonts is, DejaVu Sans, which is as wide as Verdana: in regular
/// and in bold.
const WIDEST: [f32; 2] = [1.14, 1.22];

/// The distance from one line to the next, in sizes of the font.
const LINE_HEIGHT: f32 = 1.4;

/// Where the letters stand within their line, in sizes of the font from its top.
const BASELINE: f32 = 1.05;

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// The size of the font, in points.
    pub(super) size: f32,
    /// Whether it is bold.
    pub(super) is_bold: bool,
}

/// Notes, sources and figures.
pub(super) const SMALL: Type = Type { size: 13.0, is_bold: false };
/// The same in bold.
pub(super) const SMALL_BOLD: Type = Type { size: 13.0, is_bold: true };
/// What is read.
pub(super) const BODY: Type = Type { size: 15.0, is_bold: false };
/// The same in bold.
pub(super) const BODY_BOLD: Type = Type { size: 15.0, is_bold: true };
/// The picture's title.
pub(super) const TITLE: Type = Type { size: 24.0, is_bold: true };

/// The fonts of a text: its own, and the one that has what the own one lacks.
pub(super) struct Fonts {
    own: FontRef<'static>,
    fallback: FontRef<'static>,
}

impl Fonts {
    /// The fonts of regular or of bold text.
    pub(super) fn of(is_bold: bool) -> &'static Self {
        static ALL: LazyLock<[Fonts; 2]> = LazyLock::new(|| [Fonts::new(false), Fonts::new(true)]);
        &ALL[usize::from(is_bold)]
    }

    fn new(is_bold: bool) -> Self {
        let fonts = fonts();
        let read = |font: &'static [u8]| {
            FontRef::new(font).expect("our own fonts can be read: the tests draw with them")
        };
        let own = if is_bold { &fonts.bold } else { &fonts.regular };
        Self { own: read(own), fallback: read(&fonts.fallback) }
    }

    /// Whether any of them has a letter.
    pub(super) fn have(&self, letter: char) -> bool {
        [&self.own, &self.fallback].iter().any(|font| font.charmap().map(letter).is_some())
    }

    /// A text in runs, each with the font that has its letters; the own one for what none has.
    pub(super) fn runs<'a>(&'static self, text: &'a str) -> Vec<(&'static FontRef<'static>, &'a str)> {
        let is_own = |letter: char| {
            self.own.charmap().map(letter).is_some() || self.fallback.charmap().map(letter).is_none()
        };
        let mut runs = Vec::new();
        let (mut start, mut now) = (0, true);
        for (at, letter) in text.char_indices() {
            let own = is_own(letter);
            if own != now && at > start {
                runs.push((now, &text[start..at]));
                start = at;
            }
            now = own;
        }
        runs.push((now, &text[start..]));
        let font = |own| if own { &self.own } else { &self.fallback };
        runs.into_iter().map(|(own, run)| (font(own), run)).collect()
    }
}

/// How far a letter reaches in a font, in sizes of the font; `None` where the font lacks it.
fn advance(font: &FontRef<'_>, letter: char) -> Option<f32> {
    let glyph = font.charmap().map(letter)?;
    font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph)
}

/// How far a letter reaches, in sizes of the font.
fn reach(letter: char, is_bold: bool) -> f32 {
    let fonts = Fonts::of(is_bold);
    // What no font of ours has is as wide as it is high, as Chinese is.
    let own = advance(&fonts.own, letter).map(|reach| reach * WIDEST[usize::from(is_bold)]);
    own.or_else(|| advance(&fonts.fallback, letter)).unwrap_or(1.0)
}

/// The same for the letters that nearly all text is of, in regular and in bold.
static COMMON: LazyLock<[Vec<f32>; 2]> = LazyLock::new(|| {
    let of = |is_bold| (0..0x250).map(|code| reach(char::from_u32(code).unwrap_or(' '), is_bold)).collect();
    [of(false), of(true)]
});

impl Type {
    /// The distance from one line to the next, in points.
    pub(super) fn line_height(self) -> f32 {
        LINE_HEIGHT * self.size
    }

    /// Where the letters stand within their line, in points from its top.
    pub(super) fn baseline(self) -> f32 {
        BASELINE * self.size
    }

    /// The greatest width that a text takes, in points.
    pub(super) fn width(self, text: &str) -> f32 {
        text.chars().map(|letter| self.reach(letter)).sum()
    }

    fn reach(self, letter: char) -> f32 {
        let common = COMMON[usize::from(self.is_bold)].get(letter as usize).copied();
        self.size * common.unwrap_or_else(|| reach(letter, self.is_bold))
    }

    /// A text in lines no wider than `width`. It breaks between words, and within a word that is too long for a line.
    pub(super) fn lines(self, text: &str, width: f32) -> Vec<String> {
        let space = self.reach(' ');
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        let breaks = |letter: char| letter.is_whitespace() && letter != NO_BREAK;
        for word in text.split(breaks).filter(|word| !word.is_empty()) {
            for piece in self.pieces(word, width) {
                let needed = self.width(piece);
                if !line.is_empty() && used + space + needed > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    used += space;
                }
                line.push_str(piece);
                used += needed;
            }
        }
        lines.push(line);
        lines
    }

    /// The same in at most so many lines; what is left out shows as an ellipsis.
    pub(super) fn at_most(self, most: usize, text: &str, width: f32) -> Vec<String> {
        let mut lines = self.lines(text, width);
        if lines.len() <= most {
            return lines;
        }
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let dots = self.reach('…');
            while !last.is_empty() && self.width(last) + dots > width {
                last.pop();
            }
            *last = format!("{}…", last.trim_end());
        }
        lines
    }

    /// A word in pieces that fit: scripts without spaces are one long word.
    fn pieces(self, word: &str, width: f32) -> Vec<&str> {
        let mut pieces = Vec::new();
        let (mut start, mut used) = (0, 0.0);
        for (at, letter) in word.char_indices() {
            let next = self.reach(letter);
            if used + next > width && at > start {
                pieces.push(&word[start..at]);
                (start, used) = (at, 0.0);
            }
            used += next;
        }
        pieces.push(&word[start..]);
        pieces
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_breaks_between_words_and_within_one_that_is_too_long() {
        assert_eq!(SMALL.lines("one two", 40.0), ["one", "two"]);
        assert!(SMALL.lines("中国与俄罗斯", 30.0).len() == 3);
        assert_eq!(SMALL.lines("", 40.0), [""]);
        assert!(SMALL.at_most(1, "one two three", 60.0)[0].ends_with('…'));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_for_and_no_word_is_lost(text in "\\PC{0,200}", width in 40.0..400.0_f32) {
            let lines = BODY.lines(&text, width);
            let joined: String = lines.concat().split_whitespace().collect();
            prop_assert_eq!(joined, text.split_whitespace().collect::<String>());
            for line in &lines {
                prop_assert!(BODY.width(line) <= width + 0.1, "{line:?}");
            }
        }
    }
}
