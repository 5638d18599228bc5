//! Ballot sheets: what a lecturer hands out blank, and reads back filled in.
//!
//! A sheet is CSV with a row a person, who goes by a pseudonym. Its first column is headed `person`; then each
//! item of the agenda has two, one for each vote, headed by the item's id, the vote, and for people the
//! statement: `china-leads / first / China is the main adversary`. The first row is nobody's: its person is
//! `(answers)`, and under each heading it says which answers there are, so that whoever fills in a cell has
//! them in sight, in a printed sheet too, and the headings stay short. Reading it back passes over that row.

mod answers;
mod headings;
mod import;
mod sheet;

pub use import::{MAX_SHEET_BYTES, Sheet, read_ballots};
pub use sheet::blank_sheet;

/// What heads the column of pseudonyms.
const PERSON: &str = "person";

/// The person of the row that says which answers there are.
const ANSWERS: &str = "(answers)";

/// What stands between the parts of a heading, and between the answers that there are.
const BETWEEN: &str = " / ";
