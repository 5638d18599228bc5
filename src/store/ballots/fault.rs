//! What is wrong with a filled in sheet, and where.

use std::fmt;

use super::on_one_line;
use crate::store::faults::quoted;

/// A fault of a sheet, with its place. Shown, it is a sentence: `line 3, column 2: found "ocurred", expected ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BallotFault {
    /// The line, from 1; `None` where the fault is the whole file's.
    pub line: Option<usize>,
    /// The column of the sheet, in cells from 1; `None` where the fault is the whole line's.
    pub column: Option<usize>,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What may be meant, or what to do next.
    pub hint: Option<String>,
}

impl BallotFault {
    /// A fault of the whole file, until it is given its place.
    pub(super) fn new(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { line: None, column: None, found: found.into(), expected: expected.into(), hint: None }
    }

    pub(super) fn hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    pub(super) fn on(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }

    /// At a column, counted from 0 as the program counts.
    pub(super) fn at(self, line: usize, column: usize) -> Self {
        Self { line: Some(line), column: Some(column + 1), ..self }
    }
}

impl fmt::Display for BallotFault {
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

/// What stands in a cell, for people.
pub(super) fn shown(text: &str) -> String {
    quoted(&on_one_line(text))
}

/// The faults of a sheet. Shown, they stand on a line each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BallotFaults {
    /// The first [`BallotFaults::LISTED`] faults, in the order in which they were found.
    pub list: Vec<BallotFault>,
    /// How many there are, unlisted ones included.
    pub count: usize,
}

impl BallotFaults {
    /// How many faults are listed: nobody reads more.
    pub const LISTED: usize = 100;

    /// How many faults are counted but not listed.
    pub fn unlisted(&self) -> usize {
        self.count - self.list.len()
    }

    /// Counts a fault; `fault` is asked for it only if it will be listed.
    pub(super) fn add(&mut self, fault: impl FnOnce() -> BallotFault) {
        self.count += 1;
        if self.count <= Self::LISTED {
            self.list.push(fault());
        }
    }
}

impl From<BallotFault> for BallotFaults {
    fn from(fault: BallotFault) -> Self {
        Self { list: vec![fault], count: 1 }
    }
}

impl fmt::Display for BallotFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.list.iter().map(ToString::to_string).collect();
        if self.unlisted() > 0 {
            lines.push(format!("and {} more", self.unlisted()));
        }
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for BallotFault {}
impl std::error::Error for BallotFaults {}
