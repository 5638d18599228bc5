//! How far a room's votes lie apart, and whether that is worth a discussion.

use super::super::rules::EPSILON;
use super::counts::Counts;
use super::reading::median;

/// With fewer votes on grades than this, chance alone makes a room look agreed or split.
pub const FEWEST_FOR_DISCUSSION: u64 = 10;

/// The share of the most frequent grade from which a room with little spread is agreed.
const AGREED_SHARE: f64 = 0.6;

/// The spread from which a room with a frequent grade is split, and below which it can be agreed.
const WIDE: f64 = 1.0;

/// The share from which a grade is frequent.
const FREQUENT_SHARE: f64 = 0.4;

/// Up to this spread a room is of one mind whatever its most frequent grade: half in one place and half beside it.
const NARROW: f64 = 0.5;

/// The spread from which a room is split whatever its most frequent grade.
const VERY_WIDE: f64 = 1.5;

/// Whether a question is worth discussing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discussion {
    /// Too few voted for a grade.
    CannotTell,
    /// No: the room is of one mind.
    Agreed,
    /// Yes: there are camps to hear.
    Split,
    /// The room is neither of one mind nor in two camps: first clear up what was asked.
    Scattered,
}

/// The mean distance of the votes on grades from their [`median`], in grades, from 0 to 2; `None` where
/// there are none.
///
/// The distances add up to the same from any value between the two votes in the middle, so that the
/// rule by which the median chooses among them changes no spread.
pub fn spread(counts: &Counts) -> Option<f64> {
    let median = median(counts)?;
    let distances = counts.grades.iter().enumerate().map(|(grade, n)| u64::from(*n) * apart(grade, median));
    Some(distances.sum::<u64>() as f64 / counts.on_grades() as f64)
}

/// The distance between two positions, in grades.
fn apart(one: usize, other: usize) -> u64 {
    one.abs_diff(other) as u64
}

/// Whether a question with these votes is worth discussing.
///
/// Fewer than [`FEWEST_FOR_DISCUSSION`] votes on grades cannot tell. *Agreed*: the most frequent grade
/// has at least 60 percent and the spread is below 1, or the spread is at most one half. *Split*: the spread is at least 1.5, or at least 1
/// while the most frequent grade has at least 40 percent. Else *scattered*.
///
/// So a large majority does not silence a minority that is far away: three quarters at one end of the
/// scale and a quarter at the other have a spread of 1, and are split. Votes spread evenly over all five
/// grades have a spread of 1.2, but no grade with more than 20 percent, and so no camps: they are
/// scattered. Half at each end, a spread of 2, is as split as can be.
pub fn worth_discussing(counts: &Counts) -> Discussion {
    let (Some(share), Some(spread)) = (counts.modal_share(), spread(counts)) else {
        return Discussion::CannotTell;
    };
    let (has_share, is_spread) = (|least| share >= least - EPSILON, |least| spread >= least - EPSILON);
    if counts.on_grades() < FEWEST_FOR_DISCUSSION {
        Discussion::CannotTell
    } else if !is_spread(NARROW + 2.0 * EPSILON) || (has_share(AGREED_SHARE) && !is_spread(WIDE)) {
        Discussion::Agreed
    } else if is_spread(VERY_WIDE) || (is_spread(WIDE) && has_share(FREQUENT_SHARE)) {
        Discussion::Split
    } else {
        Discussion::Scattered
    }
}
