//! `prescient export`: handouts, pictures and tables for paper, papers and spreadsheets.

use std::process::ExitCode;

use super::args::ExportOptions;
use super::{inputs, output};
use crate::export::{Export, ExportProblem, Work};

pub(super) fn run(options: &ExportOptions) -> ExitCode {
    let export = Export { what: options.what, form: options.form, scale: options.scale };
    let wrong_usage = |problem| output::wrong_usage(&advised(problem));
    if let Err(problem) = export.check(options.seminar.is_some()) {
        return wrong_usage(problem);
    }
    let compared = match inputs::compared(&options.inputs, options.seminar.as_deref()) {
        Ok(compared) => compared,
        Err(code) => return code,
    };
    match export.make(&compared.comparison, compared.room.as_deref(), &Work::default()) {
        Ok(made) => {
            if let Some(warning) = &made.warning {
                output::tell(&format!("warning: {warning}\n"));
            }
            output::deliver(&made.bytes, options.inputs.output.as_deref(), output::code(compared.is_well))
        }
        Err(problem) => wrong_usage(problem),
    }
}

/// What is wrong, and the argument that mends it.
fn advised(problem: ExportProblem) -> String {
    match problem {
        ExportProblem::NoSeminar(_) => format!("{problem}: add '--seminar FILE'"),
        ExportProblem::TooManyPixels { .. } => format!("{problem} (the argument is '--scale')"),
        ExportProblem::NoSuchForm { .. } | ExportProblem::Cancelled => problem.to_string(),
    }
}
