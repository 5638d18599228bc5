//! The program: arguments, then the window or a headless command; nothing else.

use std::process::ExitCode;

use prescient::cli::{self, Invocation};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Invocation::Done(code) => code,
        Invocation::Window(files) => open(&files),
    }
}

#[cfg(feature = "gui")]
fn open(files: &[std::path::PathBuf]) -> ExitCode {
    match prescient::app::shell::run(files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => cli::no_window(&problem.to_string()),
    }
}

#[cfg(not(feature = "gui"))]
fn open(_: &[std::path::PathBuf]) -> ExitCode {
    cli::no_window("this build has no window: `prescient compare` needs none")
}
