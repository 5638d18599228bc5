//! Texts as cells of a sheet that no spreadsheet takes for formulas.

use std::borrow::Cow;

/// What begins a formula, in one spreadsheet or another.
const SIGNS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// A text as a cell: where it would be taken for a formula, a spreadsheet's own mark of a text stands before it. Where the
/// decimal point is a comma, spreadsheets part cells by semicolons, whatever quotation marks say: a sign behind one begins
/// a cell there, as it does on a new line.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    let begins = |at: usize| at == 0 || text[..at].ends_with([';', '\t', '\r', '\n']);
    let signs = text.match_indices(SIGNS).map(|(at, _)| at).filter(|at| begins(*at));
    let mut safe = Cow::Borrowed(text);
    for (marks, at) in signs.enumerate() {
        safe.to_mut().insert(at + marks, '\'');
    }
    safe
}

/// The text of a cell, without that mark at its beginning and without the spaces around it.
pub(crate) fn text_of(cell: &str) -> &str {
    let text = cell.trim();
    text.strip_prefix('\'').filter(|text| text.starts_with(SIGNS)).unwrap_or(text)
}
