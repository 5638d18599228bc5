//! The headless commands: the same core as the window, for scripts, handouts and other programs.
//!
//! Standard output holds a command's result alone; everything else goes to standard error. Exit
//! codes: 0 done, 1 something is wrong with a file, 2 wrong usage; but `diff` and `merge` end with 1 if the
//! versions differ or are in conflict, and with 2 on any trouble, as other programs of their kind do.

mod analyse;
mod args;
mod check;
mod compare;
mod diff;
mod export;
mod format;
mod import;
mod inputs;
mod merge;
mod new;
mod output;
mod page;
mod report;
mod schema;
mod table;
mod text;
mod versions;
mod what_if;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};

/// What the arguments ask for.
#[derive(Debug)]
pub enum Invocation {
    /// The window, with these files open.
    Window(Vec<PathBuf>),
    /// A headless command, which has run; the program ends with this code.
    Done(ExitCode),
}

/// Reads the arguments, the program's name first, and runs the headless command among them.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Invocation {
    match Arguments::try_parse_from(arguments) {
        Err(error) => Invocation::Done(explain(&error)),
        Ok(Arguments { command: None, files }) => Invocation::Window(files),
        Ok(Arguments { command: Some(command), .. }) => Invocation::Done(run_command(&command)),
    }
}

/// Says that this program has no window, and ends with exit code 1.
pub fn no_window(why: &str) -> ExitCode {
    output::fail(why)
}

fn run_command(command: &Command) -> ExitCode {
    match command {
        Command::Compare(options) => compare::run(options),
        Command::Analyse(options) => analyse::run(options),
        Command::Export(options) => export::run(options),
        Command::Check(options) => check::run(options),
        Command::Format(options) => format::run(options),
        Command::Import(options) => import::run(options),
        Command::Diff(options) => diff::run(options),
        Command::Merge(options) => merge::run(options),
        Command::Schema { kind } => schema::run(*kind),
        Command::New { document } => new::run(document),
    }
}

/// Prints a usage error, the help or the version. A closed pipe is no reason to complain.
fn explain(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
