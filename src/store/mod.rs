//! Bytes to model and back: loading, checking, saving, and errors with places.
//!
//! Loading never panics and never gives up halfway: it returns what it could, and diagnostics that
//! name file, line, column, path, what was found, what was expected and what to do. The fast path is
//! one typed parse ([`load`]); only on trouble does a second scan look for places ([`scan`]).

mod ballots;
pub mod builtin;
mod cell;
mod check;
mod compose;
pub mod crash;
mod diagnostic;
mod faults;
mod formats;
mod hash;
mod input_fault;
mod load;
mod locate;
mod mend;
mod read;
mod recovery;
mod rows;
mod save;
mod scan;
pub mod schema;
mod seminar;
mod stamp;
mod syntax;

pub use ballots::{MAX_SHEET_BYTES, Sheet, blank_sheet, read_ballots};
pub(crate) use cell::{cell, text_of};
pub use compose::{Composed, Notice, compose};
pub(crate) use diagnostic::did_you_mean;
pub use diagnostic::{Code, Diagnostic, Diagnostics, Faults, Fix, Severity};
pub use hash::content_hash;
pub use input_fault::{InputFault, InputFaults};
pub(crate) use input_fault::{on_one_line, shown};
pub use load::{
    AnyDocument, Document, Loaded, check, load_any, load_any_stamped, load_file, not_held, parse, parse_any,
};
pub use locate::id_taken;
pub use mend::with_format;
pub use read::{MAX_BYTES, ReadProblem, day_of, read_file};
pub use recovery::{
    Abandoned, AbandonedCopy, DocumentKind, OtherProcess, RecoveryCopy, RecoveryFolder, abandoned,
    others_with,
};
pub(crate) use rows::{Rows, beginning, is_workbook, sheet_text};
pub use save::{SaveProblem, canonical, save_bytes, save_over};
pub use seminar::{lens_of, room_of, seminar_of, with_room};
pub use stamp::{OnDisk, Stamp};
