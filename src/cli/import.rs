//! `prescient import`: an essay and theories from a matrix that people have.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::ImportOptions;
use super::text::{item, wrapped};
use super::{output, report};
use crate::import::{self, Imported};
use crate::model::json::Progress;
use crate::model::{Date, Id};
use crate::store::{InputFaults, ReadProblem, canonical, day_of, read_file, save_bytes};
use crate::words::count;
use crate::words::text::visible;

pub(super) fn run(options: &ImportOptions) -> ExitCode {
    match import(options) {
        Ok(told) => output::deliver(told.as_bytes(), None, ExitCode::SUCCESS),
        Err(problem) => output::fail(&problem),
    }
}

/// Reads the argument of `--dated`.
///
/// # Errors
/// Why it is no date.
pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    let date = Date::new(text);
    date.range().map(|_| ()).map_err(|problem| problem.to_string())?;
    Ok(date)
}

/// Imports the file, and tells what came of it.
fn import(options: &ImportOptions) -> Result<String, String> {
    let ImportOptions { file, output, dated } = options;
    let bytes = read_file(file, &Progress::default()).map_err(|problem| {
        format!("{}: found {problem}, expected a matrix; {}", report::name(file), problem.hint())
    })?;
    let dated = dated.clone().unwrap_or_else(|| day_of(file));
    let name = file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let imported = import::import(&name, &bytes, &dated).map_err(|faults| explain(file, &faults))?;
    let files = files(&imported, output);
    let new = not_there_yet(&files)?;
    fs::create_dir_all(output).map_err(|error| cannot_create(output, &error))?;
    for file in &new {
        save_bytes(&file.path, file.text.as_bytes()).map_err(|problem| problem.to_string())?;
    }
    Ok(tell(options, &imported, &files, new.len()))
}

fn explain(file: &Path, faults: &InputFaults) -> String {
    let lines: String = faults.to_string().lines().map(|line| format!("\n    {}", visible(line))).collect();
    format!("{} cannot be imported:{lines}", report::name(file))
}

fn cannot_create(folder: &Path, error: &std::io::Error) -> String {
    format!("the folder {} cannot be created ({error}): name another one", report::name(folder))
}

/// A document, and the file that it is written to.
struct File {
    path: PathBuf,
    text: String,
}

/// The files: first the essay's, then the theories'.
fn files(imported: &Imported, folder: &Path) -> Vec<File> {
    let path = |id: &Id| folder.join(format!("{id}.json"));
    let essay = File { path: path(&imported.essay.id), text: canonical(&imported.essay) };
    let theories = imported.theories.iter();
    let theories = theories.map(|theory| File { path: path(&theory.id), text: canonical(theory) });
    std::iter::once(essay).chain(theories).collect()
}

/// The files that are still to be written. One that is there with another content is in the way of all.
fn not_there_yet(files: &[File]) -> Result<Vec<&File>, String> {
    let mut new = Vec::new();
    for file in files {
        match read_file(&file.path, &Progress::default()) {
            Err(ReadProblem::NotFound) => new.push(file),
            Ok(bytes) if bytes == file.text.as_bytes() => {}
            Ok(_) | Err(_) => {
                let name = report::name(&file.path);
                return Err(format!(
                    "{name} is there already, with another content: move it away, or choose another folder; \
                     nothing was written"
                ));
            }
        }
    }
    Ok(new)
}

fn tell(options: &ImportOptions, imported: &Imported, files: &[File], written: usize) -> String {
    let title = &imported.essay.title;
    let mut text = wrapped(&format!("Imported \"{title}\" from {}.", options.file.display()), 0);
    text.push_str(&format!("\n{} written", count(written, "file")));
    if written < files.len() {
        text.push_str(&format!(", {} there already", files.len() - written));
    }
    text.push_str(":\n");
    for (file, what) in files.iter().zip(std::iter::once("the essay").chain(std::iter::repeat("a theory"))) {
        text.push_str(&format!("  {}  ({what})\n", report::name(&file.path)));
    }
    text.push('\n');
    text.push_str(&imported.report.iter().map(|sentence| item(sentence)).collect::<String>());
    text.push_str(&format!("\nTo compare them:\n  {}\n", command(files)));
    text
}

/// The command that compares the files, of which the first is the essay's.
fn command(files: &[File]) -> String {
    let mut command = "prescient compare --no-built-in".to_owned();
    for (place, file) in files.iter().enumerate() {
        let kind = if place == 0 { "essay" } else { "theory" };
        command.push_str(&format!(" --{kind} {}", quoted(&file.path)));
    }
    command
}

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let path = report::name(path);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ':' | '\\');
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
