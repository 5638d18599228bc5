//! How sure an agreement is: what alpha would have been, had other items come up.

use super::agreement::Metric;
use super::coincidences::Coincidences;
use super::counts::Counts;
use super::dice::Dice;

/// How often the items are drawn anew.
pub const RESAMPLES: usize = 1000;

/// Between which values 95 percent of the resamples lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Percentile 2.5 of the alphas of the resamples.
    pub low: f64,
    /// Percentile 97.5.
    pub high: f64,
    /// How often the items were drawn anew: [`RESAMPLES`].
    pub resamples: usize,
    /// How many of these had an alpha. The others did not vary, and are left out.
    pub defined: usize,
}

/// A bootstrap interval of [`super::agreement()`] over items: as many items as there are with at least two
/// votes on grades are drawn from these with replacement, [`RESAMPLES`] times, and the alpha of each
/// resample is taken (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
///
/// Percentile p is by nearest rank: of N alphas in ascending order the one at place p N / 100, rounded
/// up, from 1. `None` where fewer than two items have two votes on grades, and where fewer than half of
/// the resamples vary. It hangs on the seed and on the order of the items, but whatever the metric the
/// same items are drawn.
pub fn interval(units: &[Counts], metric: Metric, seed: u64) -> Option<Interval> {
    let paired: Vec<Coincidences> = units.iter().filter_map(Coincidences::of).collect();
    if paired.len() < 2 {
        return None;
    }
    let mut dice = Dice::new(seed);
    let resamples = (0..RESAMPLES).map(|_| resample(&paired, &mut dice));
    let mut alphas: Vec<f64> = resamples.filter_map(|drawn| drawn.alpha(metric)).collect();
    if 2 * alphas.len() < RESAMPLES {
        return None;
    }
    alphas.sort_by(f64::total_cmp);
    Some(Interval {
        low: percentile(&alphas, 25),
        high: percentile(&alphas, 975),
        resamples: RESAMPLES,
        defined: alphas.len(),
    })
}

/// As many items as there are, drawn with replacement.
fn resample(paired: &[Coincidences], dice: &mut Dice) -> Coincidences {
    Coincidences::sum(paired.iter().map(|_| &paired[dice.below(paired.len())]))
}

/// The value at a share, in thousandths above 0, of sorted values, of which there is at least one.
fn percentile(sorted: &[f64], per_mille: usize) -> f64 {
    sorted[(per_mille * sorted.len()).div_ceil(1000) - 1]
}
