//! `prescient schema`: the JSON Schema of a file format.

use std::process::ExitCode;

use super::args::DocumentKind;
use super::output;
use crate::model::{Essay, Seminar, Theory};
use crate::store::{canonical, schema};

pub(super) fn run(kind: DocumentKind) -> ExitCode {
    let schema = match kind {
        DocumentKind::Theory => schema::of::<Theory>(),
        DocumentKind::Essay => schema::of::<Essay>(),
        DocumentKind::Seminar => schema::of::<Seminar>(),
    };
    output::deliver(canonical(&schema).as_bytes(), None, ExitCode::SUCCESS)
}
