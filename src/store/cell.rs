//! Texts as cells of a sheet that no spreadsheet takes for formulas.

use std::borrow::Cow;

/// What begins a formula, in one spreadsheet or another.
const SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text as a cell: where it would be taken for a formula, a spreadsheet's own mark of a text stands before it.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(SIGNS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell, without that mark and without the spaces around it.
pub(crate) fn text_of(cell: &str) -> &str {
    let text = cell.trim();
    text.strip_prefix('\'').filter(|text| text.starts_with(SIGNS)).unwrap_or(text)
}
