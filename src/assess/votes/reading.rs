//! What a room reads: the median of its votes.

use std::cmp::Ordering;

use super::counts::{Counts, MIXED};

/// With fewer votes on grades than this, a room reads nothing.
pub const FEWEST_FOR_READING: u64 = 3;

/// What a room reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomReading {
    /// Nothing: too few voted for a grade.
    None,
    /// That it is contested: more than half cannot decide.
    Contested,
    /// The grade at this position, from 0 to 4.
    Grade(usize),
}

/// What a room with these votes reads: "contested" if more than half of all votes are "cannot decide";
/// else nothing if fewer than [`FEWEST_FOR_READING`] are on grades; else their [`median`].
pub fn room_reading(counts: &Counts) -> RoomReading {
    if 2 * u64::from(counts.cannot_decide) > counts.total() {
        return RoomReading::Contested;
    }
    let median = median(counts).filter(|_| counts.on_grades() >= FEWEST_FOR_READING);
    median.map_or(RoomReading::None, RoomReading::Grade)
}

/// The median of the votes on grades, as a position from 0 to 4; `None` where there are none.
///
/// Of an even number of votes where the two in the middle differ, it is the one nearer to mixed, and
/// mixed where both are equally far: a room that is divided in two claims no more than it must, and the
/// mirror image of its votes has the mirror image of its median.
pub fn median(counts: &Counts) -> Option<usize> {
    let (better, worse) = middles(counts)?;
    Some(match better.abs_diff(MIXED).cmp(&worse.abs_diff(MIXED)) {
        Ordering::Less => better,
        Ordering::Greater => worse,
        Ordering::Equal if better == worse => better,
        Ordering::Equal => MIXED,
    })
}

/// The two votes in the middle of those on grades, the better first, as positions from 0 to 4. Of an odd
/// number both are the one in the middle; `None` where there are none.
pub fn middles(counts: &Counts) -> Option<(usize, usize)> {
    let votes = counts.on_grades();
    let last = votes.checked_sub(1)?;
    Some((grade_at(counts, last / 2)?, grade_at(counts, votes / 2)?))
}

/// The grade of the vote at this place, from 0, when the votes on grades stand in order.
fn grade_at(counts: &Counts, place: u64) -> Option<usize> {
    let mut passed = 0;
    counts.grades.iter().position(|n| {
        passed += u64::from(*n);
        place < passed
    })
}
