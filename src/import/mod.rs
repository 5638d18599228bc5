//! Matrices that people have already, as an essay and theories: bytes in, documents out.
//!
//! A sheet (CSV, outcomes in rows and theories in columns) or the file of a program for analysing competing
//! hypotheses (ACH) becomes a `Matrix`, and the matrix becomes documents. What kind a file is follows from what is in
//! it, never from its name. Whatever cannot be carried over is told in the report: nothing is lost in silence.

mod ach;
mod cells;
mod csv;
mod dates;
mod documents;
mod matrix;
mod report;
mod unpack;

use crate::model::{Date, Essay, Theory};
use crate::store::InputFaults;

/// What a matrix has become.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Its outcomes.
    pub essay: Essay,
    /// Its theories, in the order of its columns.
    pub theories: Vec<Theory>,
    /// What was assumed, and what could not be carried over: sentences for people.
    pub report: Vec<String>,
}

/// Makes an essay and theories of the bytes of a file. `name` is what the file is called, without its ending: the
/// essay's title where the matrix has none. `dated` is a date for the essay where no outcome has one.
///
/// # Errors
/// What is wrong with the file, with places where there are any; then nothing of it counts.
pub fn import(name: &str, bytes: &[u8], dated: &Date) -> Result<Imported, InputFaults> {
    let text = unpack::text_of(bytes)?;
    let matrix = if text.trim_start().starts_with('<') { ach::read(&text)? } else { csv::read(&text)? };
    matrix.check()?;
    Ok(documents::of(&matrix, name, dated))
}
