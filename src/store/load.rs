//! From bytes to a document and its diagnostics.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeSeed;

use super::diagnostic::{Code, Diagnostic, Diagnostics, Finding, Findings};
use super::path::Path as JsonPath;
use super::read::{ReadProblem, read_file};
use super::{check, faults, locate, syntax};
use crate::model::json::{FromJson, Progress, Seed};
use crate::model::{Essay, Theory, essay, theory};

/// A kind of document that has a file format.
pub trait Document: FromJson + Serialize + Sized {
    /// The value of its field `format`, in this version.
    const FORMAT: &'static str;

    /// The value of `format` that this document states.
    fn format(&self) -> &str;

    /// Looks for what is held but cannot be meant. `essay` is the one that theories are compared by.
    #[doc(hidden)]
    fn check(&self, essay: Option<&Essay>) -> Checked;
}

/// What checking a document has found, before its places are known.
pub struct Checked(pub(super) Findings);

impl Document for Theory {
    const FORMAT: &'static str = theory::FORMAT;

    fn format(&self) -> &str {
        &self.format
    }

    fn check(&self, essay: Option<&Essay>) -> Checked {
        Checked(check::theory(self, essay))
    }
}

impl Document for Essay {
    const FORMAT: &'static str = essay::FORMAT;

    fn format(&self) -> &str {
        &self.format
    }

    fn check(&self, _: Option<&Essay>) -> Checked {
        Checked(check::essay(self))
    }
}

/// What came of loading a file.
#[derive(Debug)]
pub struct Loaded<T> {
    /// The document, if the model can hold it; with errors among the diagnostics it can be shown,
    /// mended and saved, but stays out of every comparison.
    pub document: Option<T>,
    /// Everything that is wrong with it.
    pub diagnostics: Diagnostics,
}

impl<T> Loaded<T> {
    /// The document, if nothing is wrong with it that would falsify a comparison.
    pub fn comparable(self) -> Option<T> {
        self.document.filter(|_| self.diagnostics.errors == 0)
    }

    fn map<U>(self, wrap: impl FnOnce(T) -> U) -> Loaded<U> {
        Loaded { document: self.document.map(wrap), diagnostics: self.diagnostics }
    }
}

/// A document of any kind, as its file said.
#[derive(Debug)]
pub enum AnyDocument {
    /// A theory.
    Theory(Theory),
    /// An essay.
    Essay(Essay),
}

/// Loads the document in the file at `path`; a theory is checked against `essay`.
pub fn load_file<T: Document>(path: &Path, essay: Option<&Essay>, progress: &Progress) -> Loaded<T> {
    match read_file(path, progress) {
        Ok(bytes) => parse(&bytes, essay, progress),
        Err(problem) => unreadable(&problem),
    }
}

/// Loads the file at `path` as the kind of document that it says it is; a theory is checked
/// against `essay`. What names no kind is taken for a theory, the kind that people write.
pub fn load_any(path: &Path, essay: Option<&Essay>, progress: &Progress) -> Loaded<AnyDocument> {
    match read_file(path, progress) {
        Err(problem) => unreadable(&problem),
        Ok(bytes) => {
            let format = decode(&bytes).ok().and_then(faults::stated_format);
            if format.is_some_and(|format| format.starts_with("prescient-essay/")) {
                parse(&bytes, essay, progress).map(AnyDocument::Essay)
            } else {
                parse(&bytes, essay, progress).map(AnyDocument::Theory)
            }
        }
    }
}

/// Loads a document from the bytes of its file; a theory is checked against `essay`.
pub fn parse<T: Document>(bytes: &[u8], essay: Option<&Essay>, progress: &Progress) -> Loaded<T> {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(diagnostic) => return Loaded { document: None, diagnostics: alone(*diagnostic) },
    };
    let mut input = serde_json::Deserializer::from_str(text);
    let parsed =
        Seed::<T>::new(progress).deserialize(&mut input).and_then(|document| input.end().map(|()| document));
    match parsed {
        Ok(document) if document.format() == T::FORMAT => {
            let Checked(findings) = document.check(essay);
            Loaded { document: Some(document), diagnostics: locate::place(findings, text) }
        }
        Ok(_) => Loaded { document: None, diagnostics: faults::wrong_format(text, T::FORMAT) },
        Err(_) if progress.is_cancelled() => unreadable(&ReadProblem::Cancelled),
        Err(error) => {
            let diagnostics = faults::list::<T>(text, &error, progress);
            if progress.is_cancelled() {
                return unreadable(&ReadProblem::Cancelled);
            }
            Loaded { document: None, diagnostics }
        }
    }
}

/// The text in `bytes`, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|error| Box::new(syntax::invalid_utf8(bytes, error)))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn alone(diagnostic: Diagnostic) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    diagnostics
}

fn unreadable<T>(problem: &ReadProblem) -> Loaded<T> {
    let finding = Finding::new(Code::Unreadable, JsonPath::default(), problem.to_string(), "a JSON file")
        .hint(problem.hint().to_owned());
    Loaded { document: None, diagnostics: alone(finding.at(None)) }
}
