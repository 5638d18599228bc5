//! The ranks that theories can take, and what moves them.

use super::{Told, joined};
use crate::assess::{Change, MIN_RANKED, Nudge, RankRange, Unsettled};

impl Told<'_> {
    /// The ranks that a theory can take: `1`, `1 to 3`, or `none`.
    pub fn ranks(range: &RankRange) -> String {
        match (range.low, range.high) {
            (Some((low, _)), Some((high, _))) if low == high => low.to_string(),
            (Some((low, _)), Some((high, _))) => format!("{low} to {high}"),
            _ => "none".to_owned(),
        }
    }

    /// What leads to the ends of a range of ranks, and what would leave the theory unranked.
    pub fn range_working(&self, theory: usize) -> Vec<String> {
        let range = &self.analysis.robustness.ranges[theory];
        let end = |end: Option<(usize, Option<Change>)>| {
            let (rank, change) = end?;
            let change = change?;
            Some(format!(
                "Rank {rank} with {}{}.",
                self.change(change),
                self.leaving_unranked(theory, change)
            ))
        };
        let drops: Vec<String> =
            range.drops_out_without.iter().map(|outcome| format!("“{}”", self.outcome(*outcome))).collect();
        let dropped = (!drops.is_empty()).then(|| {
            format!("May drop out: without {}, fewer than {MIN_RANKED} forecasts are scored.", either(drops))
        });
        end(range.low).into_iter().chain(end(range.high)).chain(dropped).collect()
    }

    /// Which theories above this one a change leaves unranked: they make room.
    fn leaving_unranked(&self, theory: usize, change: Change) -> String {
        let rank = |theory: usize| self.assessment.theories[theory].scorecard.rank;
        let ranges = self.analysis.robustness.ranges.iter().enumerate();
        let dropped = ranges.filter(|(other, range)| {
            change.nudge == Nudge::LeftOut
                && rank(*other) < rank(theory)
                && range.drops_out_without.binary_search(&change.outcome).is_ok()
        });
        let dropped: Vec<usize> = dropped.map(|(other, _)| other).collect();
        if dropped.is_empty() {
            return String::new();
        }
        format!(", which leaves {} unranked", self.list_of(&dropped))
    }

    /// A change of a single outcome.
    pub fn change(&self, change: Change) -> String {
        match change.nudge {
            Nudge::LeftOut => format!("“{}” left out", self.outcome(change.outcome)),
            Nudge::Reads(reading) => self.changed(change.outcome, reading),
        }
    }

    /// Why two theories are not separated.
    pub fn unsettled(&self, other: usize, unsettled: Unsettled) -> String {
        let name = self.name(other);
        match unsettled {
            Unsettled::Level => format!("Not separated from {name}: their scores are level."),
            Unsettled::By(change) => {
                format!("Not separated from {name}: {} reverses or levels their order.", self.change(change))
            }
        }
    }
}

/// A lead time: `22.0 years`.
pub fn lead(years: Option<f64>) -> String {
    years.map_or_else(|| "none".to_owned(), |years| format!("{years:.1} years"))
}

fn either(items: Vec<String>) -> String {
    joined(items, "or")
}

/// What the range of ranks says.
pub const RANGE: &str =
    "Range: the ranks that a theory can take when any one outcome is left out or read one grade otherwise.";

/// What the lead time says.
pub const LEAD: &str = "Lead time: how many years before its outcomes a theory spoke: the median over its claims that were made before outcomes with a grade, whether or not the forecast can be judged.";
