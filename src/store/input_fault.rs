//! What is wrong with a file that people bring which is no document of ours: a sheet, a matrix. And where.

use std::fmt;

use super::faults::quoted;

/// A fault of such a file, with its place. Shown, it is a sentence: `line 3, column 2: found "ocurred", expected ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFault {
    /// The line, from 1; `None` where the fault is the whole file's.
    pub line: Option<usize>,
    /// The column, from 1, in cells where the file is a sheet; `None` where the fault is the whole line's.
    pub column: Option<usize>,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What may be meant, or what to do next.
    pub hint: Option<String>,
}

impl InputFault {
    /// A fault of the whole file, until it is given its place.
    pub(crate) fn new(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { line: None, column: None, found: found.into(), expected: expected.into(), hint: None }
    }

    pub(crate) fn hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    pub(crate) fn on(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// At a column, counted from 0 as the program counts.
    pub(crate) fn at(self, line: usize, column: usize) -> Self {
        Self { line: Some(line), column: Some(column + 1), ..self }
    }
}

impl fmt::Display for InputFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, _) => {}
        }
        write!(f, "found {}, expected {}", self.found, self.expected)?;
        self.hint.iter().try_for_each(|hint| write!(f, "; {hint}"))
    }
}

/// A text on one line: so the lines of a blank sheet's file are its rows, and a fault is a sentence.
pub(crate) fn on_one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What stands in a place, for people.
pub(crate) fn shown(text: &str) -> String {
    quoted(&on_one_line(text))
}

/// The faults of such a file. Shown, they stand on a line each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputFaults {
    /// The first [`InputFaults::LISTED`] faults, in the order in which they were found.
    pub list: Vec<InputFault>,
    /// How many there are, unlisted ones included.
    pub count: usize,
}

impl InputFaults {
    /// How many faults are listed: nobody reads more.
    pub const LISTED: usize = 100;

    /// How many faults are counted but not listed.
    pub fn unlisted(&self) -> usize {
        self.count - self.list.len()
    }

    /// Counts a fault; `fault` is asked for it only if it will be listed.
    pub(crate) fn add(&mut self, fault: impl FnOnce() -> InputFault) {
        self.count += 1;
        if self.count <= Self::LISTED {
            self.list.push(fault());
        }
    }
}

impl From<InputFault> for InputFaults {
    fn from(fault: InputFault) -> Self {
        Self { list: vec![fault], count: 1 }
    }
}

impl fmt::Display for InputFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.list.iter().map(ToString::to_string).collect();
        if self.unlisted() > 0 {
            lines.push(format!("and {} more", self.unlisted()));
        }
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for InputFault {}
impl std::error::Error for InputFaults {}
