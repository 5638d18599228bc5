//! The program: arguments, then the window or a headless command; nothing else.

use std::process::ExitCode;

use prescient::cli::{self, Invocation};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Invocation::Done(code) => code,
        Invocation::Window(_) => cli::no_window(),
    }
}
