//! What is wrong with a file, where, and what to do about it.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::choice::choices;
use crate::model::{Edit, JsonPath};

choices! {
    /// Whether a document with this fault can take part in a comparison.
    pub enum Severity {
        /// It cannot.
        Error = "error",
        /// It can, but something in it may not be meant.
        Warning = "warning",
    }
}

choices! {
    /// What kind of fault it is.
    pub enum Code {
        /// The file cannot be read.
        Unreadable = "unreadable",
        /// The bytes are not UTF-8.
        InvalidUtf8 = "invalid-utf8",
        /// The text is not JSON.
        Syntax = "syntax",
        /// A value of another type was expected.
        WrongType = "wrong-type",
        /// A word that is none of those expected.
        UnknownValue = "unknown-value",
        /// A required field is not there.
        MissingField = "missing-field",
        /// Two fields that exclude each other, or neither.
        NotExactlyOne = "not-exactly-one",
        /// One object names a key twice.
        DuplicateKey = "duplicate-key",
        /// A number that no 64-bit floating point number can hold.
        NumberOutOfRange = "number-out-of-range",
        /// Objects and arrays nested too deep to be held.
        TooDeep = "too-deep",
        /// The file is of another kind.
        WrongFormat = "wrong-format",
        /// The file was written by a newer version.
        NewerFormat = "newer-format",
        /// An id that breaks the rule for ids.
        BadId = "bad-id",
        /// An id that stands twice.
        DuplicateId = "duplicate-id",
        /// An outcome that stands twice among a prediction's expectations.
        DuplicateOutcome = "duplicate-outcome",
        /// A text that is no date.
        BadDate = "bad-date",
        /// A weight out of bounds.
        BadWeight = "bad-weight",
        /// An attribution to a work that the theory does not list.
        UnknownWork = "unknown-work",
        /// A field that this version does not know.
        UnknownField = "unknown-field",
        /// An outcome that the essay does not report.
        UnknownOutcome = "unknown-outcome",
        /// A topic that the essay does not list.
        UnknownTopic = "unknown-topic",
        /// A paragraph that the essay does not have.
        ParagraphOutOfRange = "paragraph-out-of-range",
        /// One or more of the eight dimensions are not there.
        MissingDimension = "missing-dimension",
        /// A prediction that expects nothing.
        NoExpectations = "no-expectations",
        /// Another theory has this id.
        IdTaken = "id-taken",
        /// A prediction that is due before it was made.
        DueBeforeMade = "due-before-made",
        /// An answer to another question than the item asks.
        WrongAnswer = "wrong-answer",
        /// A person or an answer that stands twice in one vote.
        DuplicateVote = "duplicate-vote",
        /// An item that the agenda does not have.
        UnknownItem = "unknown-item",
        /// A step of the room that does not say which item it is about.
        MissingItem = "missing-item",
        /// A stage, or a vote, that its item does not have.
        WrongStage = "wrong-stage",
        /// A control of itself, of another control, or of what is about something else.
        WrongControl = "wrong-control",
        /// A prediction that no theory of the seminar makes.
        UnknownPrediction = "unknown-prediction",
        /// A hash that is not that of the document beside it.
        HashMismatch = "hash-mismatch",
    }
}

impl Code {
    /// Whether this fault keeps a document out of comparisons.
    pub fn severity(self) -> Severity {
        match self {
            Self::UnknownField
            | Self::UnknownOutcome
            | Self::UnknownTopic
            | Self::ParagraphOutOfRange
            | Self::MissingDimension
            | Self::NoExpectations
            | Self::IdTaken
            | Self::DueBeforeMade
            | Self::UnknownItem
            | Self::MissingItem
            | Self::WrongStage
            | Self::WrongControl
            | Self::UnknownPrediction
            | Self::HashMismatch => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// A fault of a file, with its place and its remedy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diagnostic {
    /// Whether it keeps the document out of comparisons.
    pub severity: Severity,
    /// What kind of fault it is.
    pub code: Code,
    /// The line, from 1; `None` where the fault is the whole file's.
    pub line: Option<usize>,
    /// The column, in characters from 1; `None` where the fault is the whole file's.
    pub column: Option<usize>,
    /// The JSON path, such as `$.predictions[3].made`.
    #[serde(serialize_with = "as_text")]
    pub path: JsonPath,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do next.
    pub hint: Option<String>,
    /// The remedy, where it is certain.
    #[serde(skip)]
    pub fix: Option<Fix>,
}

/// A remedy that can be applied as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, in a word or two.
    pub label: String,
    /// The edit.
    pub edit: Edit,
}

fn as_text<S: Serializer>(path: &JsonPath, output: S) -> Result<S::Ok, S::Error> {
    output.collect_str(path)
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, code, path, found, expected, .. } = self;
        write!(f, "{severity} ({code}) at {path}: found {found}, expected {expected}")?;
        self.hint.iter().try_for_each(|hint| write!(f, "; {hint}"))
    }
}

/// The faults of one file: the first [`Faults::LISTED`] of each severity, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Faults<T> {
    /// The faults in the order in which they stand in the file.
    pub list: Vec<T>,
    /// How many errors there are, unlisted ones included.
    pub errors: usize,
    /// How many warnings there are, unlisted ones included.
    pub warnings: usize,
}

/// The faults of one file, with their places.
pub type Diagnostics = Faults<Diagnostic>;

/// The faults of one document, before their places are known.
pub(super) type Findings = Faults<Finding>;

impl<T> Default for Faults<T> {
    fn default() -> Self {
        Self { list: Vec::new(), errors: 0, warnings: 0 }
    }
}

impl<T> Faults<T> {
    /// How many faults of each severity are listed: nobody reads more, and a large file written for
    /// another essay may have a million.
    pub const LISTED: usize = 1000;

    /// How many faults are counted but not listed.
    pub fn unlisted(&self) -> usize {
        self.errors + self.warnings - self.list.len()
    }

    /// Counts a fault; `fault` is asked for it only if it will be listed.
    pub(super) fn add(&mut self, code: Code, fault: impl FnOnce() -> T) {
        let count = match code.severity() {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= Self::LISTED {
            self.list.push(fault());
        }
    }

    /// The same faults with each listed one turned into something else.
    pub(super) fn with_list<U>(self, turn: impl FnOnce(Vec<T>) -> Vec<U>) -> Faults<U> {
        Faults { list: turn(self.list), errors: self.errors, warnings: self.warnings }
    }
}

impl Diagnostics {
    /// Adds a fault that has its place.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic.code, || diagnostic);
    }
}

/// A fault before its place in the text is known.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) path: JsonPath,
    pub(super) spot: Spot,
    pub(super) found: String,
    pub(super) expected: String,
    pub(super) hint: Option<String>,
    pub(super) fix: Option<Fix>,
}

/// What of a path's end a finding points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// The value.
    Value,
    /// The key before it.
    Key,
}

impl Finding {
    pub(super) fn new(
        code: Code,
        path: JsonPath,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            code,
            path,
            spot: Spot::Value,
            found: found.into(),
            expected: expected.into(),
            hint: None,
            fix: None,
        }
    }

    pub(super) fn at_key(self) -> Self {
        Self { spot: Spot::Key, ..self }
    }

    pub(super) fn hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// With the remedy that this value stands there instead.
    pub(super) fn mended_by(self, value: Option<&str>) -> Self {
        let fix = value.map(|value| Fix {
            label: format!("Use \"{value}\""),
            edit: Edit::set(self.path.clone(), value),
        });
        Self { fix, ..self }
    }

    /// The diagnostic of this finding at a place in the text.
    pub(super) fn at(self, place: Option<(usize, usize)>) -> Diagnostic {
        Diagnostic {
            severity: self.code.severity(),
            code: self.code,
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            path: self.path,
            found: self.found,
            expected: self.expected,
            hint: self.hint,
            fix: self.fix,
        }
    }
}

/// Two words are compared in a time that grows with the product of their lengths: nobody means a longer one.
const LONGEST_WORD: usize = 100;

/// The candidate that `word` was probably meant to be.
pub(super) fn near_match<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    // One slip in a short word, a few in a long one.
    let allowed = (word.chars().count() / 4).clamp(1, 4);
    let near = candidates.into_iter().filter(|candidate| candidate.len().abs_diff(word.len()) <= 2 * allowed);
    near.map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, _)| (1..=allowed).contains(distance))
        .min()
        .map(|(_, candidate)| candidate)
}

/// "did you mean ...?" where there is a near match.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    near_match(word, candidates).map(meant)
}

/// Asks whether a near match is meant.
pub(super) fn meant(near: &str) -> String {
    format!("did you mean \"{near}\"?")
}
