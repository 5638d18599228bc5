//! How far a room agrees over many items: Krippendorff's alpha.

use super::coincidences::Coincidences;
use super::counts::Counts;
use crate::model::choice::choices;

choices! {
    /// What counts as a distance between two grades.
    pub enum Metric {
        /// Any two grades are equally far apart.
        Nominal = "nominal",
        /// The more votes lie between two grades, the further they are apart.
        Ordinal = "ordinal",
        /// The number of steps from one to the other.
        Interval = "interval",
    }
}

/// How far a room agrees, and how that came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Krippendorff's alpha: 1 where all agree on every item, about 0 where the votes are as if drawn by
    /// lot from one urn for all items, below it where people differ more than that. `None` where no vote
    /// has a partner, and where all that have one are for the same grade: whether people agree cannot be
    /// told from what does not vary.
    pub alpha: Option<f64>,
    /// Its working.
    pub working: Working,
}

impl Agreement {
    /// Alpha where it tells anything. Over one item it is 0 whatever the votes are, since what is observed on that
    /// item is all that can be expected.
    pub fn telling(&self) -> Option<f64> {
        self.alpha.filter(|_| self.working.units > 1)
    }
}

/// What alpha was computed from: it is 1 - `observed` / `expected`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Working {
    /// Items with at least two votes on grades; the others have no part in it.
    pub units: usize,
    /// The votes on grades that those have.
    pub pairable: u64,
    /// The mean squared distance between two votes on the same item; 0 where there are none. By the
    /// nominal metric from 0 to 1, by the interval metric from 0 to 16, by the ordinal one in votes,
    /// squared.
    pub observed: f64,
    /// The mean squared distance between two of all these votes, in the same unit.
    pub expected: f64,
}

/// How far people agree over items, of which each has its votes in one of `units`. "Cannot decide" is a
/// missing value, and an item with fewer than two votes on grades drops out.
///
/// By the coincidence matrix (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011): with
/// `o[c][k]` how often c meets k, `n[c]` the votes for c and n all of them, alpha is
/// 1 - (n - 1) Σ `o[c][k]` d² / Σ `n[c]` `n[k]` d². Squared distances d² are 1 (nominal), the square of
/// the votes from c to k less half of those at both ends (ordinal), or the square of the steps from c to
/// k (interval). Who gave which vote does not enter it.
pub fn agreement(units: &[Counts], metric: Metric) -> Agreement {
    let paired: Vec<Coincidences> = units.iter().filter_map(Coincidences::of).collect();
    let votes = units.iter().map(Counts::on_grades).filter(|votes| *votes >= 2);
    let coincidences = Coincidences::sum(&paired);
    let (observed, expected) = coincidences.disagreement(metric);
    Agreement {
        alpha: coincidences.alpha(metric),
        working: Working {
            units: paired.len(),
            pairable: votes.fold(0, u64::saturating_add),
            observed,
            expected,
        },
    }
}
