//! From bytes to a document and its diagnostics.

use std::path::Path;
use std::thread;

use serde::Serialize;
use serde::de::DeserializeSeed;

use super::diagnostic::{Code, Diagnostic, Diagnostics, Finding, Findings};
use super::read::{ReadProblem, read_file, read_seen};
use super::stamp::Stamp;
use super::{check as meaning, faults, formats, locate, syntax};
use crate::model::json::{FromJson, Progress, Seed};
use crate::model::{Essay, HasFormat, JsonPath, Seminar, Theory};

/// A kind of document that is read from files.
pub trait Document: FromJson + Serialize + HasFormat {
    /// Looks for what is held but cannot be meant. `essay` is the one that theories are compared by.
    #[doc(hidden)]
    fn check(&self, essay: Option<&Essay>) -> Checked;
}

/// What checking a document has found, before its places are known.
pub struct Checked(pub(super) Findings);

impl Checked {
    fn by(check: impl FnOnce(&mut Findings)) -> Self {
        let mut findings = Findings::default();
        check(&mut findings);
        Self(findings)
    }
}

impl Document for Theory {
    fn check(&self, essay: Option<&Essay>) -> Checked {
        let known = essay.map(meaning::KnownOutcomes::of);
        Checked::by(|findings| meaning::theory(self, known.as_ref(), &JsonPath::default(), findings))
    }
}

impl Document for Essay {
    fn check(&self, _: Option<&Essay>) -> Checked {
        Checked::by(|findings| meaning::essay(self, &JsonPath::default(), findings))
    }
}

impl Document for Seminar {
    /// Its theories are checked against its own essay.
    fn check(&self, _: Option<&Essay>) -> Checked {
        Checked::by(|findings| meaning::seminar(self, findings))
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
    /// A seminar.
    Seminar(Seminar),
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
        Ok(bytes) => parse_any(&bytes, essay, progress),
    }
}

/// Loads the file at `path` as [`load_any`] does, with the stamp of the very bytes that were parsed; none if
/// the file could not be read.
pub fn load_any_stamped(
    path: &Path,
    essay: Option<&Essay>,
    progress: &Progress,
) -> (Loaded<AnyDocument>, Option<Stamp>) {
    let (bytes, seen) = match read_seen(path, progress) {
        Ok(read) => read,
        Err(problem) => return (unreadable(&problem), None),
    };
    let stamp = || Stamp::of_bytes(&bytes, seen);
    // A large file is hashed while it is parsed, which takes longer, so that it opens no later for it.
    thread::scope(|scope| {
        let hashing = thread::Builder::new().spawn_scoped(scope, stamp);
        let loaded = parse_any(&bytes, essay, progress);
        let stamp = hashing.map_or_else(|_| Some(stamp()), |hashing| hashing.join().ok());
        (loaded, stamp)
    })
}

/// Loads a document from the bytes of a file as the kind that it says it is, as
/// [`load_any`] does.
pub fn parse_any(bytes: &[u8], essay: Option<&Essay>, progress: &Progress) -> Loaded<AnyDocument> {
    let format = decode(bytes).ok().and_then(formats::stated);
    match format.as_deref().and_then(|format| format.split('/').next()) {
        Some("prescient-essay") => parse(bytes, essay, progress).map(AnyDocument::Essay),
        Some("prescient-seminar") => parse(bytes, essay, progress).map(AnyDocument::Seminar),
        _ => parse(bytes, essay, progress).map(AnyDocument::Theory),
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
        Ok(document) => {
            let Checked(findings) = document.check(essay);
            Loaded { document: Some(document), diagnostics: locate::place(findings, text) }
        }
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

/// What is wrong with a document that is not in a file, or not as it is in its file: there are no lines to
/// name. A theory is checked against `essay`.
pub fn check<T: Document>(document: &T, essay: Option<&Essay>) -> Diagnostics {
    let Checked(findings) = document.check(essay);
    findings.with_list(|listed| listed.into_iter().map(|finding| finding.at(None)).collect())
}

/// What is said of a document that was not held, once its file's own diagnostics are gone.
pub fn not_held() -> Diagnostics {
    let finding =
        Finding::new(Code::Unreadable, JsonPath::default(), "nothing that can be held", "a document")
            .hint("mend its file and reload it".to_owned());
    alone(finding.at(None))
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
