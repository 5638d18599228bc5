//! The control with the sign turned: a statement is asked in one place, its negation in another.
//!
//! Who means what they say of the statement gives the mirror image of that grade to its negation, 4 less
//! its position. Who leans to the same side both times says yes, or no, to whatever is asked.

use super::counts::{Counts, GRADES, MIXED};

/// How many persons lean to the same side of mixed on the statement and on its negation, from the
/// positions of the two grades that each gave.
pub fn inconsistent(pairs: impl IntoIterator<Item = (usize, usize)>) -> u32 {
    let is_same = |(statement, negation): &(usize, usize)| {
        let both = |side: fn(usize) -> bool| side(*statement) && side(*negation);
        both(is_yes) || both(is_no)
    };
    pairs.into_iter().filter(is_same).fold(0, |n, _| n.saturating_add(1))
}

/// Whether a grade is better than mixed.
fn is_yes(grade: usize) -> bool {
    grade < MIXED
}

/// Whether a grade is worse than mixed.
fn is_no(grade: usize) -> bool {
    (MIXED + 1..GRADES).contains(&grade)
}

/// How many persons at least are [`inconsistent`], where only the votes on the statement and those on its
/// negation are known: max(0, yes + yes' - N) + max(0, no + no' - N), with N the larger number of votes.
///
/// If no more than N persons voted at all, yes + yes' votes on the better side come from at most N of
/// them, so that what is over was given by persons who gave two; likewise for the worse side, and nobody
/// is inconsistent on both. The premise holds where everyone who voted on the one also voted on the
/// other, or the smaller vote was among those of the larger. Where some answered only the first and
/// others only the second, there were more persons than N, and the bound may be too high.
pub fn at_least_inconsistent(statement: &Counts, negation: &Counts) -> u64 {
    let persons = statement.total().max(negation.total());
    let side = |is_on: fn(usize) -> bool| {
        let votes = [statement, negation].map(|counts| on_side(counts, is_on));
        (votes[0] + votes[1]).saturating_sub(persons)
    };
    side(is_yes) + side(is_no)
}

/// How many votes are for grades on one side.
fn on_side(counts: &Counts, is_on: fn(usize) -> bool) -> u64 {
    let grades = counts.grades.iter().enumerate();
    grades.filter(|(grade, _)| is_on(*grade)).map(|(_, n)| u64::from(*n)).sum()
}
