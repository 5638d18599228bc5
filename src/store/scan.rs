//! The second scan: a cursor over a JSON text that knows where it is.
//!
//! It reads what `serde_json` has already found to be JSON. On anything else it ends early; it never
//! panics, and it needs no more stack for deeper nesting.

use std::borrow::Cow;

/// A place in a JSON text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// What kind of value stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Text,
    Number,
    Object,
    Array,
    Bool,
    Null,
}

impl Token {
    /// The kind for people.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Bool => "true or false",
            Self::Null => "null",
        }
    }
}

/// An entry of an object.
pub(super) struct Entry<'t> {
    /// The key, decoded; `None` where it holds half of a surrogate pair, which is no text.
    pub(super) key: Option<Cow<'t, str>>,
    pub(super) key_at: usize,
    pub(super) value: Cursor<'t>,
}

impl<'t> Cursor<'t> {
    /// At the first value of a text.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }.past_space()
    }

    /// The byte at which the value starts.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// What kind of value stands here.
    pub(super) fn token(self) -> Option<Token> {
        Some(match self.byte()? {
            b'"' => Token::Text,
            b'{' => Token::Object,
            b'[' => Token::Array,
            b't' | b'f' => Token::Bool,
            b'n' => Token::Null,
            b'-' | b'0'..=b'9' => Token::Number,
            _ => return None,
        })
    }

    /// The text of the value that stands here.
    pub(super) fn raw(self) -> &'t str {
        self.end().map_or("", |end| &self.text[self.at..end])
    }

    /// The string that stands here, decoded; `None` where it holds half of a surrogate pair, which is
    /// JSON but no text.
    pub(super) fn string(self) -> Option<Cow<'t, str>> {
        let raw = self.raw();
        match raw.strip_prefix('"')?.strip_suffix('"')? {
            plain if !plain.contains('\\') => Some(Cow::Borrowed(plain)),
            _ => serde_json::from_str(raw).ok().map(Cow::Owned),
        }
    }

    /// The entries of the object that stands here.
    pub(super) fn entries(self) -> impl Iterator<Item = Entry<'t>> {
        let mut next = self.past(b'{');
        std::iter::from_fn(move || {
            let key = next.filter(|cursor| cursor.byte() == Some(b'"'))?;
            let value = key.after()?.past(b':')?;
            next = value.after().and_then(|cursor| cursor.past(b','));
            Some(Entry { key: key.string(), key_at: key.at, value })
        })
    }

    /// The values of the array that stands here.
    pub(super) fn values(self) -> impl Iterator<Item = Self> {
        let mut next = self.past(b'[');
        std::iter::from_fn(move || {
            let value = next.filter(|cursor| cursor.token().is_some())?;
            next = value.after().and_then(|cursor| cursor.past(b','));
            Some(value)
        })
    }

    fn byte(self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn past_space(self) -> Self {
        let rest = &self.text.as_bytes()[self.at..];
        let space = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        Self { at: self.at + space, ..self }
    }

    /// Past this byte and the space behind it, if it stands here.
    fn past(self, byte: u8) -> Option<Self> {
        (self.byte() == Some(byte)).then(|| Self { at: self.at + 1, ..self }.past_space())
    }

    /// Past the value that stands here and the space behind it.
    fn after(self) -> Option<Self> {
        self.end().map(|at| Self { at, ..self }.past_space())
    }

    /// The byte at which the value that stands here ends.
    fn end(self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        let mut at = self.at;
        loop {
            match bytes.get(at)? {
                b'"' => at = end_of_string(bytes, at)?,
                b'{' | b'[' => {
                    depth += 1;
                    at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    at += 1;
                }
                b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth > 0 => at += 1,
                _ => at = end_of_word(bytes, at),
            }
            if depth == 0 {
                return Some(at);
            }
        }
    }
}

fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// The end of a number, `true`, `false` or `null`; at least one byte on, so that a scan of what is
/// no JSON ends too.
fn end_of_word(bytes: &[u8], start: usize) -> usize {
    let is_word =
        |byte: &u8| !matches!(byte, b',' | b':' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r' | b'"');
    let length = bytes[start..].iter().take_while(|byte| is_word(byte)).count();
    start + length.max(1)
}

/// Lines and columns (both from 1, columns in characters) of byte offsets in a text.
///
/// Offsets are asked for in ascending order, so that a whole list costs one pass.
pub(super) struct Places<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// The line and column of the character at `offset`, which is not before the last one asked for.
    pub(super) fn of(&mut self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.max(self.at));
        let passed = &self.text[self.at..offset];
        match passed.rfind('\n') {
            Some(newline) => {
                self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
                self.column = 1 + passed[newline + 1..].chars().count();
            }
            None => self.column += passed.chars().count(),
        }
        self.at = offset;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_walks_what_is_json() {
        let text = r#" { "a" : [1, {"b": "x\"]"}, true], "c\u0301": null } "#;
        let entries: Vec<_> = Cursor::new(text).entries().collect();
        assert_eq!(entries.len(), 2);
        assert_eq!(
            entries[0].value.values().map(Cursor::raw).collect::<Vec<_>>(),
            ["1", r#"{"b": "x\"]"}"#, "true"]
        );
        assert_eq!(entries[1].key.as_deref(), Some("c\u{301}"));
        assert_eq!(entries[1].value.token(), Some(Token::Null));
    }

    #[test]
    fn the_cursor_ends_on_what_is_not() {
        for text in ["", "{", "[1,", r#"{"a"#, r#"{"a":"#, "]", "{]", "\"\\", "[,,,]", "{\"a\":\"b\\"] {
            let cursor = Cursor::new(text);
            assert!(cursor.entries().count() + cursor.values().count() <= 1, "{text}");
            cursor.raw();
        }
    }

    #[test]
    fn places_count_characters() {
        let text = "ab\nçd\r\n→x";
        let mut places = Places::new(text);
        assert_eq!(places.of(1), (1, 2));
        assert_eq!(places.of(text.find('d').unwrap()), (2, 2));
        assert_eq!(places.of(text.find('x').unwrap()), (3, 2));
        assert_eq!(places.of(1000), (3, 3));
    }
}
