//! `prescient check`: what is wrong with files.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::args::{CheckFormat, CheckOptions};
use super::{output, report};
use crate::model::json::Progress;
use crate::model::{Essay, Id};
use crate::store::{
    AnyDocument, Diagnostic, Diagnostics, Loaded, builtin, canonical, id_taken, load_any, load_file,
};
use crate::words::count;

/// A file and what is wrong with it.
struct Checked<'a> {
    file: &'a Path,
    diagnostics: Diagnostics,
}

pub(super) fn run(options: &CheckOptions) -> ExitCode {
    let checked = check(options);
    let errors: usize = checked.iter().map(|file| file.diagnostics.errors).sum();
    let warnings: usize = checked.iter().map(|file| file.diagnostics.warnings).sum();
    let result = match options.format {
        CheckFormat::Text => text(&checked, errors, warnings),
        CheckFormat::Json => json(&checked, errors, warnings),
    };
    output::deliver(result.as_bytes(), None, output::code(errors == 0))
}

/// Checks each file once. An essay that cannot be used comes first, and the theories are then checked
/// without one.
fn check(options: &CheckOptions) -> Vec<Checked<'_>> {
    let mut checked = Vec::new();
    let essay = match options.essay.as_deref() {
        None => Some(builtin::essay()),
        Some(file) => {
            let Loaded { document, diagnostics } = load_file::<Essay>(file, None, &Progress::default());
            let is_usable = diagnostics.errors == 0;
            if !is_usable {
                output::tell(&format!(
                    "prescient: the essay {} cannot be used: theories are checked without one\n",
                    report::name(file)
                ));
                checked.push(Checked { file, diagnostics });
            }
            document.filter(|_| is_usable).map(Arc::new)
        }
    };
    let unusable = checked.first().map(|essay: &Checked<'_>| identity(essay.file));
    let mut owners: HashMap<Id, &Path> = HashMap::new();
    for file in distinct(&options.files).filter(|file| Some(identity(file)) != unusable) {
        let Loaded { document, mut diagnostics } = load_any(file, essay.as_deref(), &Progress::default());
        if let Some(AnyDocument::Theory(theory)) = document {
            match owners.get(&theory.id) {
                Some(owner) => diagnostics.push(id_taken(file, &theory.id, owner)),
                None => drop(owners.insert(theory.id, file)),
            }
        }
        checked.push(Checked { file, diagnostics });
    }
    checked
}

/// The files without those that another path before them names too.
pub(super) fn distinct(files: &[PathBuf]) -> impl Iterator<Item = &Path> {
    let mut seen = HashSet::new();
    files.iter().map(PathBuf::as_path).filter(move |file| seen.insert(identity(file)))
}

/// The same for two paths to one file.
fn identity(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}

fn text(checked: &[Checked<'_>], errors: usize, warnings: usize) -> String {
    let mut text: String =
        checked.iter().map(|file| report::diagnostics(file.file, &file.diagnostics)).collect();
    let files = count(checked.len(), "file");
    let (errors, warnings) = (count(errors, "error"), count(warnings, "warning"));
    text.push_str(&format!("{files} checked: {errors}, {warnings}\n"));
    text
}

fn json(checked: &[Checked<'_>], errors: usize, warnings: usize) -> String {
    #[derive(Serialize)]
    struct File<'a> {
        file: String,
        diagnostics: &'a [Diagnostic],
    }
    #[derive(Serialize)]
    struct Result<'a> {
        files: Vec<File<'a>>,
        errors: usize,
        warnings: usize,
    }
    let files = checked
        .iter()
        .map(|file| File { file: file.file.display().to_string(), diagnostics: &file.diagnostics.list });
    canonical(&Result { files: files.collect(), errors, warnings })
}
