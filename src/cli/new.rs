//! `prescient new`: files to start from.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use super::args::NewDocument;
use super::{output, report};
use crate::model::{Id, Theory, id};
use crate::store::{builtin, canonical};

pub(super) fn run(document: &NewDocument) -> ExitCode {
    let NewDocument::Theory { output } = document;
    match create(output, &theory_for(output)) {
        Ok(()) => {
            let name = report::name(output);
            output::tell(&format!("{name} is ready: fill it in, then run `prescient check {name}`\n"));
            ExitCode::SUCCESS
        }
        Err(error) => output::fail(&explain(output, &error)),
    }
}

/// The template, with an id after the file's name, so that two theories started from it differ.
fn theory_for(file: &Path) -> String {
    match id_after(file) {
        Some(id) => canonical(&Theory { id, ..builtin::theory_template() }),
        None => builtin::THEORY_TEMPLATE.to_owned(),
    }
}

fn id_after(file: &Path) -> Option<Id> {
    let stem = file.file_stem()?.to_str()?.to_ascii_lowercase();
    let text: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let text = text.trim_matches('-');
    let id = Id::from(&text[..text.len().min(id::MAX_LENGTH)]);
    id.is_valid().then_some(id)
}

/// Creates the file, or fails if there is one: the system decides, so nothing can come in between.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

fn explain(path: &Path, error: &io::Error) -> String {
    let name = report::name(path);
    match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{name} exists already: choose another name"),
        io::ErrorKind::NotFound => format!("the folder of {name} does not exist: create it first"),
        io::ErrorKind::PermissionDenied => format!("you may not write {name}: choose another folder"),
        _ => format!("{name} could not be written ({error})"),
    }
}
