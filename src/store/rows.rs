//! The rows of a sheet as CSV, whichever way a spreadsheet has written them.

use csv::StringRecord;

use super::input_fault::InputFault;

/// What a spreadsheet may put between cells; Europeans have the comma in their numbers.
const SEPARATORS: [u8; 3] = *b",;\t";

/// How many headings are looked at to find out which of them it is.
const MOST_HEADINGS: usize = 1_000;

/// Stands alone in a row behind the last. Where a quotation mark is never closed it stands in a cell instead.
/// No text that is read holds it.
const END: &str = "\0";

/// The text of a sheet without a byte order mark and carriage returns, and [`END`] behind it.
pub(crate) fn sheet_text(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n") + "\n" + END
}

/// So much of a sheet's text as headings take.
pub(crate) fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(1 << 20)]
}

/// Whether a file is a workbook and no text: an archive, as .xlsx and .ods are, or an old .xls.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// The rows of a sheet, one after another.
pub(crate) struct Rows<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    cells: StringRecord,
    unclosed: Option<InputFault>,
}

impl<'a> Rows<'a> {
    /// The rows of `text`, which is from [`sheet_text`], as the separator has it that makes most headings known.
    pub(crate) fn of(text: &'a str, is_known: impl Fn(&str) -> bool) -> Self {
        let known = |separator: u8| {
            let mut rows = Self::separated(beginning(text), separator);
            rows.next();
            (rows.cells.iter().take(MOST_HEADINGS).filter(|cell| is_known(cell)).count(), rows.cells.len())
        };
        // The last is taken of those that fare alike.
        let separator = SEPARATORS.into_iter().rev().max_by_key(|separator| known(*separator));
        Self::separated(text, separator.unwrap_or(b','))
    }

    fn separated(text: &'a str, separator: u8) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(separator);
        let reader = builder.from_reader(text.as_bytes());
        Self { text, reader, cells: StringRecord::new(), unclosed: None }
    }

    /// Goes to the next row with something in it, and says on which line it begins.
    pub(crate) fn next(&mut self) -> Option<usize> {
        loop {
            let line = self.next_of_any()?;
            if !self.cells.iter().all(|cell| cell.trim().is_empty()) {
                return Some(line);
            }
        }
    }

    fn next_of_any(&mut self) -> Option<usize> {
        let line = self.next_line();
        // Reading from memory cannot fail.
        let is_read = self.reader.read_record(&mut self.cells).unwrap_or(false);
        if !is_read || self.cells.iter().eq([END]) {
            return None;
        }
        if self.cells.iter().next_back().is_some_and(|cell| cell.ends_with(END)) {
            let fault =
                InputFault::new("a quotation mark that nothing closes", "a second one behind the cell");
            self.unclosed = Some(fault.at(line, self.cells.len() - 1));
            return None;
        }
        Some(line)
    }

    /// The line on which the next row begins, behind any empty ones.
    fn next_line(&self) -> usize {
        let position = self.reader.position();
        let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let rest = self.text.as_bytes().get(number(position.byte())..).unwrap_or_default();
        number(position.line()) + rest.iter().take_while(|byte| **byte == b'\n').count()
    }

    /// The cells of the row that was gone to.
    pub(crate) fn cells(&self) -> &StringRecord {
        &self.cells
    }

    /// What has ended the rows before the end of the file. Its line is that on which its row begins.
    pub(crate) fn unclosed(self) -> Option<InputFault> {
        self.unclosed
    }
}
