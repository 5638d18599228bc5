//! `prescient analyse`: where the theories part ways, and what their order hangs on.

use std::process::ExitCode;

use super::args::{AnalyseFormat, AnalyseOptions};
use super::{inputs, page};
use crate::export::analysis::{self, Analysed};
use crate::export::page::markdown::markdown;

pub(super) fn run(options: &AnalyseOptions) -> ExitCode {
    inputs::show(&options.inputs, |comparison| {
        let analysed = Analysed::new(comparison);
        match options.format {
            AnalyseFormat::Table => page::text(&analysis::handout(&analysed)),
            AnalyseFormat::Json => analysis::json(&analysed),
            AnalyseFormat::Markdown => markdown(&analysis::handout(&analysed)),
        }
    })
}
