//! Where results and messages go.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::store::save_bytes;

/// Writes a result to standard output, or to the file `output` in its place. On success the program
/// ends with `code`.
pub(super) fn deliver(result: &[u8], output: Option<&Path>, code: ExitCode) -> ExitCode {
    put(result, output).map_or_else(|problem| fail(&problem), |()| code)
}

/// The same for a command whose exit code 1 says something of the result: it ends with 2 on failure.
pub(super) fn deliver_or_trouble(result: &[u8], output: Option<&Path>, code: ExitCode) -> ExitCode {
    put(result, output).map_or_else(|problem| trouble(&problem), |()| code)
}

fn put(result: &[u8], output: Option<&Path>) -> Result<(), String> {
    match output {
        Some(path) => save_bytes(path, result).map_err(|problem| problem.to_string()),
        None => print(result).map_err(|error| format!("the result could not be printed ({error})")),
    }
}

/// A reader that has seen enough closes its end of the pipe: no failure.
fn print(result: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match output.write_all(result).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes a message to standard error. If even that is closed, nobody is there to be told.
pub(super) fn tell(message: &str) {
    let _ = io::stderr().lock().write_all(message.as_bytes());
}

/// Says what failed; the program ends with exit code 1.
pub(super) fn fail(problem: &str) -> ExitCode {
    tell(&format!("prescient: {problem}\n"));
    ExitCode::FAILURE
}

/// Says what failed; the program ends with exit code 2.
pub(super) fn trouble(problem: &str) -> ExitCode {
    tell(&format!("prescient: {problem}\n"));
    ExitCode::from(2)
}

/// Says what is wrong with the arguments, in the form of clap's own messages; the program ends with exit
/// code 2.
pub(super) fn wrong_usage(problem: &str) -> ExitCode {
    tell(&format!("error: {problem}\n\nFor more information, try '--help'.\n"));
    ExitCode::from(2)
}

/// 0 if all is well, else 1.
pub(super) fn code(is_well: bool) -> ExitCode {
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
