//! The meaning of a seminar: its documents by their own rules, and what it says of their outcomes.

use std::collections::HashSet;

use serde::Serialize;

use super::{KnownOutcomes, essay, theory};
use crate::model::{EmbeddedEssay, EmbeddedTheory, JsonPath, Reading, Seminar};
use crate::store::diagnostic::{Code, Finding, Findings};
use crate::store::hash::content_hash;

/// What comes of a change to an outcome that the essay lacks.
pub(super) const NO_EFFECT: &str = "as it stands this changes nothing: remove it, or correct the id";

/// Checks a seminar and the documents within it, the theories against its own essay.
pub(in crate::store) fn seminar(seminar: &Seminar, findings: &mut Findings) {
    let top = JsonPath::default();
    findings.extra(&seminar.extra, &Seminar::RECORD, || top.clone());
    let judge = &seminar.essay;
    let at = top.key("essay");
    findings.extra(&judge.extra, &EmbeddedEssay::RECORD, || at.clone());
    findings.hash(&judge.hash, &judge.document, &at);
    essay(&judge.document, &at.key("document"), findings);
    let known = KnownOutcomes::of(&judge.document);
    for (index, embedded) in seminar.theories.iter().enumerate() {
        let at = top.key("theories").index(index);
        findings.extra(&embedded.extra, &EmbeddedTheory::RECORD, || at.clone());
        findings.hash(&embedded.hash, &embedded.document, &at);
        theory(&embedded.document, Some(&known), &at.key("document"), findings);
    }
    lens(seminar, &known, findings);
    if let Some(room) = &seminar.room {
        super::room::room(room, seminar, &known, &top.key("room"), findings);
    }
}

/// Checks what is read otherwise and what is switched off.
fn lens(seminar: &Seminar, known: &KnownOutcomes<'_>, findings: &mut Findings) {
    let mut outcomes = HashSet::new();
    for (index, reading) in seminar.readings.iter().flatten().enumerate() {
        let at = || JsonPath::default().key("readings").index(index);
        findings.extra(&reading.extra, &Reading::RECORD, at);
        findings.id(&reading.outcome, || at().key("outcome"));
        findings.known_outcome(&reading.outcome, known, NO_EFFECT, || at().key("outcome"));
        if !outcomes.insert(&reading.outcome) {
            findings.duplicate_outcome(&reading.outcome, || at().key("outcome"));
        }
    }
    for (index, outcome) in seminar.off_outcomes.iter().flatten().enumerate() {
        let at = || JsonPath::default().key("off_outcomes").index(index);
        findings.id(outcome, at);
        findings.known_outcome(outcome, known, NO_EFFECT, at);
    }
}

impl Findings {
    /// Warns if a stated hash is not that of the document beside it.
    fn hash(&mut self, stated: &str, document: &impl Serialize, at: &JsonPath) {
        let actual = content_hash(document);
        if stated != actual {
            self.add(Code::HashMismatch, || {
                let found = format!("\"{stated}\"");
                let expected = format!("\"{actual}\", the hash of the document beside it");
                Finding::new(Code::HashMismatch, at.key("hash"), found, expected)
                    .hint("the copy was changed by hand after it was saved; it stands as it is".to_owned())
            });
        }
    }
}
