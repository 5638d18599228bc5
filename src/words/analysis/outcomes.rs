//! Outcomes as tests: who stands where.

use super::Told;
use crate::assess::Stance;

impl Told<'_> {
    /// Who stands where on an outcome: `Huntington expects it; Brzezinski expects it not to occur`.
    pub fn standing(&self, outcome: usize) -> String {
        let sides =
            [(Stance::Occurs, "it"), (Stance::DoesNotOccur, "it not to occur"), (Stance::Split, "both")];
        let told = sides.iter().filter_map(|(side, what)| {
            let stances = self.assessment.stances_on(outcome).filter(|(_, stance)| stance == side);
            let theories: Vec<usize> = stances.map(|(theory, _)| theory).collect();
            let verb = match theories.len() {
                0 => return None,
                1 => "expects",
                _ => "expect",
            };
            Some(format!("{} {verb} {what}", self.list_of(&theories)))
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

/// What diagnosticity says of an outcome.
pub const DIAGNOSTICITY: &str = "Diagnosticity: from 0, where all n theories with a stance expect the same, to 1, where they stand evenly on both sides. A crucial test has 1, with at least one theory wholly on each side.";

/// What it means that an essay cannot separate two theories.
pub const PAIRS: &str = "An essay separates two theories where they expect the opposite of an outcome that it grades. The ranks say nothing of that: scores can differ without it.";

/// That no outcome is a crucial test.
pub const NO_CRUCIAL_TEST: &str = "There is no crucial test: on no outcome do the theories stand evenly on both sides, with one wholly on each.";

/// That no outcome but the crucial tests has a diagnosticity.
pub const NO_OTHER_TEST: &str = "There is no other outcome on which two theories have a stance.";
