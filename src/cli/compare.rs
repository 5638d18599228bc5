//! `prescient compare`: theories side by side, judged by the outcomes that an essay reports.

use std::process::ExitCode;

use super::args::{CompareFormat, CompareOptions};
use super::{inputs, table};
use crate::export::Comparison;
use crate::export::handout::summary;
use crate::export::page::markdown::markdown;
use crate::export::table::{verdicts_csv, verdicts_json};

pub(super) fn run(options: &CompareOptions) -> ExitCode {
    inputs::show(
        &options.inputs,
        match options.format {
            CompareFormat::Table => table::print,
            CompareFormat::Json => verdicts_json::print,
            CompareFormat::Markdown => |comparison: &Comparison| markdown(&summary::page(comparison)),
            CompareFormat::Csv => verdicts_csv::print,
        },
    )
}
