//! What keeps a text from being JSON, in the words of the people who wrote it.

use std::str::Utf8Error;

use serde::de::IgnoredAny;

use super::diagnostic::{Code, Diagnostic, Finding};
use super::scan::Places;
use crate::model::JsonPath;

/// The first place at which `text` is no JSON.
pub(super) fn first_fault(text: &str) -> Option<Diagnostic> {
    serde_json::from_str::<IgnoredAny>(text).err().map(|error| fault(text, &error))
}

/// A fault that `serde_json` has found, with its place counted in characters.
pub(super) fn fault(text: &str, error: &serde_json::Error) -> Diagnostic {
    let offset = offset_of(text, error);
    let rest = &text[offset..];
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Finding::new(Code::Syntax, JsonPath::default(), found(text, rest), expected(message))
        .hint(hint(text, offset, message).map(str::to_owned))
        .at(Some(Places::new(text).of(offset)))
}

/// The bytes up to the first one that is no UTF-8 are; so the place can be told.
pub(super) fn invalid_utf8(bytes: &[u8], error: Utf8Error) -> Diagnostic {
    let (valid, rest) = bytes.split_at(error.valid_up_to());
    let text = String::from_utf8_lossy(valid);
    let byte = rest.first().copied().unwrap_or_default();
    let hint = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16: save it as UTF-8",
        [0x1f, 0x8b, ..] => "the file is compressed: unpack it first",
        [b'P', b'K', ..] => "the file is a ZIP archive or an office document: save it as JSON text",
        _ => "save the file as UTF-8",
    };
    Finding::new(Code::InvalidUtf8, JsonPath::default(), format!("the byte 0x{byte:02x}"), "text in UTF-8")
        .hint(hint.to_owned())
        .at(Some(Places::new(&text).of(text.len())))
}

/// `serde_json` counts columns in bytes, from 1, at the byte that it could not use.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let is_end = error.is_eof();
    let column = if is_end { error.column() } else { error.column().saturating_sub(1) };
    text.floor_char_boundary((before + column).min(text.len()))
}

fn found(text: &str, rest: &str) -> String {
    match rest.chars().next() {
        _ if text.trim().is_empty() => "an empty file".to_owned(),
        None => "the end of the file".to_owned(),
        Some('\n' | '\r') => "the end of the line".to_owned(),
        Some(c) if c.is_control() => format!("the control character U+{:04X}", c as u32),
        Some(_) => {
            let word: String = rest.chars().take_while(|c| !c.is_whitespace()).take(20).collect();
            format!("`{word}`")
        }
    }
}

/// What `serde_json`'s message asks for.
fn expected(message: &str) -> String {
    match message {
        "trailing comma" => "another entry after the comma".to_owned(),
        "trailing characters" => "nothing after the end of the document".to_owned(),
        "key must be a string" => "a key in double quotes".to_owned(),
        "EOF while parsing a value" | "expected value" | "expected ident" => "a JSON value".to_owned(),
        "EOF while parsing an object" => "the rest of an object, up to its `}`".to_owned(),
        "EOF while parsing a list" => "the rest of an array, up to its `]`".to_owned(),
        "EOF while parsing a string" => "the rest of a text, up to its closing quote".to_owned(),
        "invalid escape" => "one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u".to_owned(),
        "invalid number" => "a number such as 1, 0.5 or 2e3".to_owned(),
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "the second half of a \\u pair".to_owned()
        }
        message if message.starts_with("control character") => {
            "a text without raw control characters".to_owned()
        }
        message => message.strip_prefix("expected ").unwrap_or(message).to_owned(),
    }
}

/// The remedy for the slips that people make when they write JSON by hand.
fn hint(text: &str, offset: usize, message: &str) -> Option<&'static str> {
    let before = text[..offset].trim_end();
    let rest = &text[offset..];
    Some(match rest.chars().next() {
        _ if text.trim().is_empty() => "start from the template: prescient new theory FILE",
        None => "the file ends too early: was it copied whole?",
        Some('\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}') => "use straight double quotes: \"",
        Some('\'') => "use double quotes: \"",
        Some('/' | '#') => "JSON has no comments: remove it, or put it in a field \"note\"",
        Some('}' | ']') if before.ends_with(',') => "remove the comma before it",
        Some('"') if message.starts_with("expected `,`") => "put a comma between the two entries",
        Some('N' | 'I' | '-') if rest.contains("NaN") || rest.contains("Infinity") => {
            "JSON has finite numbers only"
        }
        Some(c) if c.is_control() && message.starts_with("control character") => {
            "write a line break in a text as \\n, or close the quote before it"
        }
        Some(_) if message == "key must be a string" => "put the key in double quotes",
        Some(_) if message == "trailing characters" => "remove it, or put two documents into two files",
        Some(_) => return None,
    })
}
