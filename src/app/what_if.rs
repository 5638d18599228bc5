//! What-if: outcomes read otherwise than the essay reports them, or switched off.

use std::collections::BTreeSet;

use super::state::{Selection, State};
use crate::assess::Lens;
use crate::model::choice::Choice as _;
use crate::model::{Basis, Outcome, Reported};

/// A change to how the essay is read. Each is undone by its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Reads an outcome so; `None` as it is read without the user.
    Reading(String, Option<Reported>),
    /// Reads several outcomes otherwise at once.
    Readings(Vec<(String, Reported)>),
    /// Switches an outcome off, or on again.
    Off(String, bool),
    /// Switches all outcomes on a basis off, or on again.
    BasisOff(Basis, bool),
    /// Lets only the outcomes on this basis count.
    OnlyBasis(Basis),
    /// Lets the outcomes on every basis count.
    EveryBasis,
    /// Undoes every change.
    Nothing,
}

impl Change {
    /// What it does, after "Undo" and "Redo".
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Reading(..) => "change of a reading",
            Self::Readings(_) => "change of readings",
            Self::Off(_, true) => "switching an outcome off",
            Self::Off(_, false) => "switching an outcome on",
            Self::BasisOff(..) | Self::OnlyBasis(_) | Self::EveryBasis => "change of the bases that count",
            Self::Nothing => "return to the essay's own readings",
        }
    }
}

/// The lens after a change. The attribution filter is no what-if, and stays.
pub(super) fn changed(state: &State, change: Change) -> Lens {
    let essay = state.session.essay();
    let mut changed = state.session.lens.clone();
    let lens = &mut changed;
    let room = lens.room.clone();
    let without_user = |id: &str| {
        let reported = || essay.outcomes.iter().find(|o| o.id.as_str() == id).map(|o| o.reported);
        room.get(id).copied().or_else(reported)
    };
    match change {
        Change::Reading(outcome, reading) => read(lens, outcome, reading, &without_user),
        Change::Readings(readings) => {
            for (outcome, reading) in readings {
                read(lens, outcome, Some(reading), &without_user);
            }
        }
        Change::Off(outcome, is_off) => set(&mut lens.off_outcomes, outcome, is_off),
        Change::BasisOff(basis, is_off) => set(&mut lens.off_bases, basis, is_off),
        Change::OnlyBasis(only) => {
            lens.off_bases = Basis::ALL.iter().copied().filter(|basis| *basis != only).collect();
        }
        Change::EveryBasis => lens.off_bases.clear(),
        Change::Nothing => *lens = Lens { attribution: lens.attribution, room, ..Lens::default() },
    }
    changed
}

/// A reading that would count without the user is none of the user's.
fn read(
    lens: &mut Lens,
    outcome: String,
    reading: Option<Reported>,
    without_user: &impl Fn(&str) -> Option<Reported>,
) {
    match reading.filter(|reading| without_user(&outcome) != Some(*reading)) {
        Some(reading) => drop(lens.readings.insert(outcome, reading)),
        None => drop(lens.readings.remove(&outcome)),
    }
}

fn set<T: Ord>(all: &mut BTreeSet<T>, one: T, is_in: bool) {
    if is_in {
        all.insert(one);
    } else {
        all.remove(&one);
    }
}

impl State {
    /// Whether anything is read otherwise than the essay reports it, or switched off.
    pub fn has_what_if(&self) -> bool {
        self.session.lens.has_what_if()
    }

    /// The outcome that is selected, if the essay reports it.
    pub fn selected_outcome(&self) -> Option<&Outcome> {
        match self.view.selection.as_ref()? {
            Selection::Outcome(id) => self.comparison.outcome(id).map(|(_, outcome)| outcome),
            Selection::Theory(_) | Selection::Prediction(..) => None,
        }
    }

    /// The selected outcome read as the essay reports it.
    pub fn as_essay_reports(&self) -> Option<Change> {
        let outcome = self.selected_outcome()?;
        Some(Change::Reading(outcome.id.to_string(), Some(outcome.reported)))
    }

    /// The selected outcome switched off, or on again.
    pub fn switched(&self) -> Option<Change> {
        let id = self.selected_outcome()?.id.to_string();
        let is_on = !self.session.lens.off_outcomes.contains(&id);
        Some(Change::Off(id, is_on))
    }

    /// The selected outcome read one grade up (-1) or down (1); from a reading without a grade the way
    /// leads to the middle of the scale. `None` at the end of the scale.
    pub fn next_grade(&self, by: isize) -> Option<Change> {
        let outcome = self.selected_outcome()?;
        let now = self.session.lens.reading(outcome);
        let next = match Reported::GRADES.iter().position(|grade| *grade == now) {
            Some(at) => *Reported::GRADES.get(at.checked_add_signed(by)?)?,
            None => Reported::Mixed,
        };
        Some(Change::Reading(outcome.id.to_string(), Some(next)))
    }
}
