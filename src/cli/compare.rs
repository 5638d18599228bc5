//! `prescient compare`: theories side by side, judged by the outcomes that an essay reports.

use std::process::ExitCode;

use super::args::{CompareFormat, CompareOptions};
use super::{csv, inputs, json, markdown, table};

pub(super) fn run(options: &CompareOptions) -> ExitCode {
    inputs::show(
        &options.inputs,
        match options.format {
            CompareFormat::Table => table::print,
            CompareFormat::Json => json::print,
            CompareFormat::Markdown => markdown::print,
            CompareFormat::Csv => csv::print,
        },
    )
}
