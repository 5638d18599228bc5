//! The lens: what the user looks at, and what they read otherwise than the essay does.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AttributionFilter, Basis, Essay, Outcome, Prediction, Reported, Source};

/// How the essay and the theories are looked at. The default changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Lens {
    /// Which predictions take part.
    pub attribution: AttributionFilter,
    /// Readings in place of what the essay reports, by outcome id.
    pub readings: BTreeMap<String, Reported>,
    /// What the room reads in place of what the essay reports, by outcome id, where the room's reading counts.
    pub room: BTreeMap<String, Reported>,
    /// Outcomes that are as if the essay lacked them, by id (rule 12).
    pub off_outcomes: BTreeSet<String>,
    /// Bases whose outcomes are as if the essay lacked them.
    pub off_bases: BTreeSet<Basis>,
}

/// Who says what counts for an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The essay.
    Essay,
    /// The room, whose reading counts in place of the essay's.
    Room,
    /// The user, with a what-if.
    User,
}

impl Default for Lens {
    fn default() -> Self {
        Self {
            attribution: AttributionFilter::All,
            readings: BTreeMap::new(),
            room: BTreeMap::new(),
            off_outcomes: BTreeSet::new(),
            off_bases: BTreeSet::new(),
        }
    }
}

impl Lens {
    /// Whether a prediction takes part (rule 10).
    pub fn keeps(&self, prediction: &Prediction, essay: &Essay) -> bool {
        self.attribution == AttributionFilter::All
            || match prediction.attribution.source() {
                Source::Essay { of, .. } => of.is_none_or(|of| *of == essay.id),
                Source::Work { .. } => false,
            }
    }

    /// Whether anything is read otherwise than the essay reports it, by the user, or switched off.
    pub fn has_what_if(&self) -> bool {
        self.changes() > 0
    }

    /// Whether anything may count for an outcome in place of what the essay reports, whoever says so.
    pub fn reads_otherwise(&self) -> bool {
        self.has_what_if() || !self.room.is_empty()
    }

    /// How much is read otherwise by the user, or switched off.
    pub fn changes(&self) -> usize {
        self.readings.len() + self.off_outcomes.len() + self.off_bases.len()
    }

    /// Whether an outcome is as if the essay lacked it (rule 12).
    pub fn hides(&self, outcome: &Outcome) -> bool {
        self.off_bases.contains(&outcome.basis) || self.off_outcomes.contains(outcome.id.as_str())
    }

    /// Who says what counts for an outcome.
    pub fn origin(&self, outcome: &Outcome) -> Origin {
        let id = outcome.id.as_str();
        if self.readings.contains_key(id) {
            Origin::User
        } else if self.room.contains_key(id) {
            Origin::Room
        } else {
            Origin::Essay
        }
    }

    /// The value that counts for an outcome: the user's reading, else the room's, else the essay's.
    pub fn reading(&self, outcome: &Outcome) -> Reported {
        let id = outcome.id.as_str();
        self.readings.get(id).or_else(|| self.room.get(id)).copied().unwrap_or(outcome.reported)
    }
}
