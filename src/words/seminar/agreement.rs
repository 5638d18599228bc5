//! How far a room agrees, in sentences.

use super::signed;
use crate::assess::votes::{RESAMPLES, Working};
use crate::seminar::MetricFigure;
use crate::words::count;

/// What stands where there is no number.
pub const NONE: &str = "n/a";

/// How to take the number.
pub const RULES_OF_THUMB: &str = "Rules of thumb, with caution: in content analysis, Krippendorff wants 0.80 for firm \
     conclusions and 0.667 for tentative ones. There, coders ought to see the same. On a contested question a room need \
     not agree, and a low alpha is no fault.";

/// Below so many items an interval over them is told to be wide.
const FEW_ITEMS: usize = 10;

/// What the number means, and what it rests on.
pub fn rests_on(working: &Working) -> String {
    format!(
        "Alpha is 1 where all agree on every item, 0 where the votes are as if drawn by lot, and below 0 where people \
         are further apart than that. It rests on {} on {} that have two or more each.",
        count(working.pairable, "vote"),
        count(working.units, "item"),
    )
}

/// Where the interval comes from, and how far to trust it.
pub fn drawn_anew(seed: u32, units: usize) -> String {
    format!(
        "The interval is over items: they were drawn anew {RESAMPLES} times (seed {seed}), and 95 percent of the \
         alphas lie in it, by percentiles. {}",
        how_wide(units)
    )
}

/// How far the room agrees, in a line.
pub fn headline(figure: &MetricFigure) -> String {
    match (figure.agreement.telling(), figure.interval) {
        (Some(alpha), Some(interval)) => format!(
            "How far the room agrees: alpha {}, from {} to {}",
            signed(alpha),
            signed(interval.low),
            signed(interval.high)
        ),
        (Some(alpha), None) => {
            format!("How far the room agrees: alpha {}, without an interval", signed(alpha))
        }
        (None, _) => format!("Alpha: {NONE}"),
    }
}

/// Why there is no alpha.
pub fn why_none(figure: &MetricFigure) -> String {
    let working = &figure.agreement.working;
    if working.units == 0 {
        return "No item has two votes on the five grades, and a single vote can be compared with no other."
            .to_owned();
    }
    if figure.agreement.alpha.is_some() {
        return "With one item alpha would be 0 whatever the votes are. It takes two items with two votes each."
            .to_owned();
    }
    format!(
        "All {} that can be compared are for one and the same grade. What does not vary cannot tell whether people \
         differ.",
        count(working.pairable, "vote")
    )
}

/// What can be said of the number, given its interval.
pub fn interval_told(figure: &MetricFigure) -> &'static str {
    match figure.interval {
        None => "There is no interval: fewer than half of the resamples vary.",
        Some(interval) if interval.low > 0.0 => {
            "The interval lies above 0: over other items like these, too, the votes would be closer together than votes drawn by lot."
        }
        Some(interval) if interval.high < 0.0 => {
            "The interval lies below 0: over other items like these, too, the votes would be further apart than votes drawn by lot."
        }
        Some(_) => {
            "The interval holds 0: over other items like these the votes might be no closer together than votes drawn by lot."
        }
    }
}

fn how_wide(units: usize) -> String {
    if units < FEW_ITEMS {
        format!("With few items, here {units}, it is wide, and itself rough.")
    } else {
        "With other items it could be another one.".to_owned()
    }
}
