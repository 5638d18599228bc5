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
    pub fn range_working(&self, range: &RankRange) -> Vec<String> {
        let end = |end: Option<(usize, Option<Change>)>| {
            let (rank, change) = end?;
            change.map(|change| format!("Rank {rank} with {}.", self.change(change)))
        };
        let drops: Vec<String> =
            range.drops_out_without.iter().map(|outcome| format!("“{}”", self.outcome(*outcome))).collect();
        let dropped = (!drops.is_empty()).then(|| {
            format!("May drop out: without {}, fewer than {MIN_RANKED} forecasts are scored.", either(drops))
        });
        end(range.low).into_iter().chain(end(range.high)).chain(dropped).collect()
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
pub const LEAD: &str = "Lead time: how many years before its outcomes a theory spoke: the median over the judged claims that it made before them.";
