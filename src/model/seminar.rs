//! Seminars: what one room compared, and what it read otherwise than the essay does.

use super::essay::{Basis, Essay, Reported};
use super::format::{Format, HasFormat};
use super::id::Id;
use super::json::{Shared, record};
use super::room::Room;
use super::theory::{AttributionFilter, Theory};

record! {
    /// A seminar: an essay and the theories that it judges, as they were used, and how they were looked at.
    pub struct Seminar {
        /// Where the JSON Schema of this format is.
        optional schema as "$schema": String,
        /// The format of this document.
        required format: Format<Seminar>,
        /// Which predictions take part; `all` where absent.
        optional attribution: AttributionFilter,
        /// The essay that judges.
        required essay: EmbeddedEssay,
        /// The theories in the order of their columns.
        required theories: Vec<EmbeddedTheory>,
        /// Readings in place of what the essay reports, each outcome at most once.
        optional readings: Vec<Reading>,
        /// The ids of outcomes that are as if the essay lacked them.
        optional off_outcomes: Vec<Id>,
        /// Bases whose outcomes are as if the essay lacked them.
        optional off_bases: Vec<Basis>,
        /// What the room does: its agenda, its votes, and what it makes of them.
        optional room: Shared<Room>,
    }
}

record! {
    /// The essay as the seminar used it.
    pub struct EmbeddedEssay {
        /// `sha256:` and the hash, in hex, of the document's canonical save without `$schema`.
        required hash: String,
        /// The whole essay.
        required document: Shared<Essay>,
    }
}

record! {
    /// A theory as the seminar used it.
    pub struct EmbeddedTheory {
        /// `sha256:` and the hash, in hex, of the document's canonical save without `$schema`.
        required hash: String,
        /// The whole theory.
        required document: Shared<Theory>,
    }
}

record! {
    /// A reading: a value for an outcome in place of the essay's.
    pub struct Reading {
        /// The id of the outcome.
        required outcome: Id,
        /// How it is read.
        required value: Reported,
    }
}

impl HasFormat for Seminar {
    const FORMAT: &'static str = "prescient-seminar/1";
}
