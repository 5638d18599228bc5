//! How many gave each answer to one question.

use super::super::rules::Grade;
use crate::model::choice::Choice as _;

/// How many grades there are.
pub(super) const GRADES: usize = Grade::ALL.len();

/// The position of the grade in the middle.
pub(super) const MIXED: usize = Grade::Mixed as usize;

/// What one person answered: the position of a grade, from 0 to 4, or `None` for "cannot decide". A
/// position past 4 is no answer, and nothing counts it.
pub type Answer = Option<usize>;

/// With fewer votes for grades there is no median to compare, and nobody to agree with.
pub const FEWEST_TO_COMPARE: u64 = 2;

/// How many answers there are: the grades, then "cannot decide".
pub(super) const PLACES: usize = GRADES + 1;

/// How many gave each answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Votes for each grade, from the best to the worst.
    pub grades: [u32; GRADES],
    /// Votes for "cannot decide".
    pub cannot_decide: u32,
}

/// One more, but never past what 32 bits hold.
pub(super) fn count_one(n: &mut u32) {
    *n = n.saturating_add(1);
}

impl Counts {
    /// Counts these answers.
    pub fn of(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut counts = Self::default();
        for answer in answers {
            match answer {
                Some(grade) => counts.grades.get_mut(grade).into_iter().for_each(count_one),
                None => count_one(&mut counts.cannot_decide),
            }
        }
        counts
    }

    /// How many gave the answer at a place: from 0 to 4 the grades, and after them "cannot decide".
    pub fn at(&self, place: usize) -> u32 {
        self.grades.get(place).copied().unwrap_or(self.cannot_decide)
    }

    /// How many gave each answer, "cannot decide" last.
    pub fn places(&self) -> [u32; PLACES] {
        std::array::from_fn(|place| self.at(place))
    }

    /// Whether enough voted for grades that median and spread can be compared with others.
    pub fn is_comparable(&self) -> bool {
        self.on_grades() >= FEWEST_TO_COMPARE
    }

    /// How many voted for a grade.
    pub fn on_grades(&self) -> u64 {
        self.grades.iter().map(|n| u64::from(*n)).sum()
    }

    /// How many voted, "cannot decide" included.
    pub fn total(&self) -> u64 {
        self.on_grades() + u64::from(self.cannot_decide)
    }

    /// The share, from 0.2 to 1, that the most frequent grade has of the votes on grades; `None` where
    /// there are none.
    pub fn modal_share(&self) -> Option<f64> {
        let (most, votes) = (self.grades.iter().max()?, self.on_grades());
        (votes > 0).then(|| f64::from(*most) / votes as f64)
    }
}
