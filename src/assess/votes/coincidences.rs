//! The coincidence matrix: how often each grade meets each other within the items.

use std::array::from_fn;

use super::agreement::Metric;
use super::counts::{Counts, GRADES};

/// How often each pair of grades was given to the same item, as Krippendorff 2011 counts it: each
/// ordered pair of votes on an item with m votes weighs 1 / (m - 1), so that each vote weighs one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Coincidences([[f64; GRADES]; GRADES]);

impl Coincidences {
    /// The pairs within one item; `None` where fewer than two voted for a grade, so that there is none.
    pub(super) fn of(unit: &Counts) -> Option<Self> {
        let others = unit.on_grades().checked_sub(1).filter(|others| *others > 0)? as f64;
        let votes = unit.grades.map(f64::from);
        let pairs = |one: usize, other: usize| {
            // A vote makes no pair with itself.
            let partners = if one == other { votes[other] - 1.0 } else { votes[other] };
            votes[one] * partners / others
        };
        Some(Self(from_fn(|one| from_fn(|other| pairs(one, other)))))
    }

    /// Adds the pairs within other items.
    pub(super) fn add(&mut self, more: &Self) {
        for (row, more) in self.0.iter_mut().zip(&more.0) {
            for (pairs, more) in row.iter_mut().zip(more) {
                *pairs += more;
            }
        }
    }

    /// The pairs within all of these.
    pub(super) fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        all.into_iter().for_each(|one| sum.add(one));
        sum
    }

    /// The mean squared distance of the votes within items, and of all votes whatever their item; 0
    /// where there are no pairs. The second is 0 only where all votes are for one grade.
    pub(super) fn disagreement(&self, metric: Metric) -> (f64, f64) {
        let votes: [f64; GRADES] = self.0.map(|row| row.iter().sum());
        let total: f64 = votes.iter().sum();
        let (mut observed, mut expected) = (0.0, 0.0);
        for (one, row) in self.0.iter().enumerate() {
            for (other, pairs) in row.iter().enumerate() {
                let distance = metric.squared_distance(&votes, one, other);
                observed += pairs * distance;
                expected += votes[one] * votes[other] * distance;
            }
        }
        if total > 0.0 { (observed / total, expected / (total * (total - 1.0))) } else { (0.0, 0.0) }
    }

    /// Krippendorff's alpha; `None` where the votes do not vary.
    pub(super) fn alpha(&self, metric: Metric) -> Option<f64> {
        let (observed, expected) = self.disagreement(metric);
        (expected > 0.0).then(|| 1.0 - observed / expected)
    }
}

impl Metric {
    /// How far two grades are apart, squared; 0 for a grade and itself. `votes` is how often each grade
    /// was given, in votes that have a partner.
    fn squared_distance(self, votes: &[f64; GRADES], one: usize, other: usize) -> f64 {
        if one == other {
            return 0.0;
        }
        let (low, high) = (one.min(other), one.max(other));
        let distance = match self {
            Self::Nominal => 1.0,
            Self::Ordinal => votes[low..=high].iter().sum::<f64>() - f64::midpoint(votes[low], votes[high]),
            Self::Interval => (high - low) as f64,
        };
        distance * distance
    }
}
