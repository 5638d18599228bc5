//! What sheets and ACH files have in common: outcomes in rows, theories in columns, and what each expects.

use std::collections::BTreeMap;

use super::cells::Stance;
use crate::model::{Basis, Date, Expects, Reported};
use crate::store::InputFault;

/// The most outcomes: a matrix is filled in by people.
const MAX_ROWS: usize = 10_000;
/// The most theories.
const MAX_COLUMNS: usize = 1_000;
/// The most cells, those included that say nothing.
const MAX_CELLS: usize = 1_000_000;
/// The longest statement or name, in bytes: notes may be longer.
const MAX_NAME: usize = 2_000;
/// How large the predictions may become, in bytes: each repeats the statement of its outcome.
const MAX_PREDICTIONS: usize = 64 << 20;
/// How large one is, beside its statement.
const PREDICTION: usize = 400;

/// What to do with a matrix that is too large.
const IN_PARTS: &str = "import it in parts";

/// A matrix, whatever it was read from.
#[derive(Debug, Default)]
pub(super) struct Matrix {
    pub(super) title: Option<String>,
    pub(super) rows: Vec<Row>,
    pub(super) columns: Vec<Column>,
    /// What is expected, row by row.
    pub(super) cells: Vec<Cell>,
    pub(super) told: Told,
}

/// An outcome.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) id: Option<String>,
    pub(super) statement: String,
    pub(super) topic: Option<String>,
    pub(super) reported: Option<Reported>,
    pub(super) basis: Option<Basis>,
    pub(super) paragraphs: Vec<u32>,
    pub(super) when: Option<When>,
    pub(super) summary: Option<String>,
    pub(super) relevance: Grade,
}

/// When an outcome came out.
#[derive(Debug)]
pub(super) enum When {
    Date(Date),
    /// A text that cannot be read as a date, or as more than one.
    Text(String),
}

/// How relevant an outcome is, or how credible, as ACH programs say.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) enum Grade {
    High,
    #[default]
    Medium,
    Low,
}

impl Grade {
    fn factor(self) -> f64 {
        match self {
            Self::High => 2.0,
            Self::Medium => 1.0,
            Self::Low => 0.5,
        }
    }
}

/// A theory.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) summary: Option<String>,
}

/// A theory expects something of an outcome.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) expects: Expects,
    pub(super) is_strong: bool,
}

/// What the report tells of the reading.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// How many cells say nothing.
    pub(super) silent: usize,
    /// What was passed over since it follows from the rest.
    pub(super) follows: Vec<String>,
    /// What could not be carried over, and how often it was there.
    pub(super) lost: BTreeMap<String, usize>,
    /// Further sentences.
    pub(super) sentences: Vec<String>,
}

impl Told {
    /// Counts something that cannot be carried over.
    pub(super) fn lose(&mut self, what: impl Into<String>) {
        *self.lost.entry(what.into()).or_default() += 1;
    }
}

impl Matrix {
    /// Notes what a cell says.
    pub(super) fn hold(&mut self, row: usize, column: usize, stance: Stance) {
        let mut expect = |expects, is_strong| self.cells.push(Cell { row, column, expects, is_strong });
        match stance {
            Stance::Silent => self.told.silent += 1,
            Stance::One { expects, is_strong } => expect(expects, is_strong),
            Stance::Both => {
                expect(Expects::Occurs, false);
                expect(Expects::DoesNotOccur, false);
            }
        }
    }

    /// How much a cell counts.
    pub(super) fn weight(&self, cell: Cell) -> f64 {
        self.rows[cell.row].relevance.factor() * if cell.is_strong { 2.0 } else { 1.0 }
    }

    /// Looks for what no documents can be made of.
    pub(super) fn check(&self) -> Result<(), InputFault> {
        check_size(self.rows.len(), self.columns.len())?;
        if self.columns.is_empty() {
            return Err(InputFault::new("no theory", "at least one")
                .hint("give each theory a column, or each hypothesis an element, of its own".to_owned()));
        }
        if self.rows.is_empty() {
            return Err(InputFault::new("no outcome", "at least one").hint(
                "give each outcome a row, or each piece of evidence an element, of its own".to_owned(),
            ));
        }
        self.check_texts()
    }

    fn check_texts(&self) -> Result<(), InputFault> {
        let statements = self.rows.iter().map(|row| row.statement.len());
        let longest = statements.chain(self.columns.iter().map(|column| column.name.len())).max();
        if let Some(longest) = longest.filter(|longest| *longest > MAX_NAME) {
            return Err(InputFault::new(format!("a name of {longest} bytes"), format!("at most {MAX_NAME}"))
                .hint("shorten it, and put the rest into the notes".to_owned()));
        }
        let sizes = self.cells.iter().map(|cell| self.rows[cell.row].statement.len() + PREDICTION);
        if sizes.sum::<usize>() > MAX_PREDICTIONS {
            let expected = format!("at most {} MiB", MAX_PREDICTIONS >> 20);
            return Err(
                InputFault::new("predictions that are too large in all", expected).hint(IN_PARTS.to_owned())
            );
        }
        Ok(())
    }
}

/// Looks whether a matrix is larger than people fill in.
pub(super) fn check_size(rows: usize, columns: usize) -> Result<(), InputFault> {
    let sizes = [
        (rows, MAX_ROWS, "outcomes"),
        (columns, MAX_COLUMNS, "theories"),
        (rows.saturating_mul(columns), MAX_CELLS, "cells"),
    ];
    let Some((_, most, what)) = sizes.into_iter().find(|(size, most, _)| size > most) else { return Ok(()) };
    Err(InputFault::new(format!("more than {most} {what}"), "a matrix that people fill in")
        .hint(IN_PARTS.to_owned()))
}
