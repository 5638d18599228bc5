//! What came of a discussion: how the second vote differs from the first.

use super::counts::{Answer, Counts, GRADES, PLACES, count_one};
use super::reading::median;
use super::spread::spread;

/// Two votes on one question, told apart by their counts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shift {
    /// Before the discussion.
    pub first: Counts,
    /// After it.
    pub second: Counts,
}

impl Shift {
    /// By how many grades the median has moved, from -4 (from the worst to the best) to 4; `None` unless
    /// both votes have one.
    pub fn median_change(&self) -> Option<i32> {
        let position = |counts| i32::try_from(median(counts)?).ok();
        Some(position(&self.second)? - position(&self.first)?)
    }

    /// Whether enough voted both times that their medians and spreads can be compared.
    pub fn is_comparable(&self) -> bool {
        self.first.is_comparable() && self.second.is_comparable()
    }

    /// By how much the spread has grown, in grades, from -2 to 2; `None` unless both votes have one.
    pub fn spread_change(&self) -> Option<f64> {
        Some(spread(&self.second)? - spread(&self.first)?)
    }

    /// By how many votes each grade has gained, and last "cannot decide".
    pub fn net(&self) -> [i64; PLACES] {
        let (first, second) = (self.first.places(), self.second.places());
        std::array::from_fn(|at| i64::from(second[at]) - i64::from(first[at]))
    }
}

/// How many persons went from which answer to which. Places from 0 to 4 are the grades, place 5 is
/// "cannot decide".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swing {
    /// Those who voted both times: `moved[from][to]`, those who stayed on the diagonal.
    pub moved: [[u32; PLACES]; PLACES],
    /// Those who voted the second time alone, by what they then answered.
    pub came: [u32; PLACES],
    /// Those who voted the first time alone, by what they then answered.
    pub left: [u32; PLACES],
}

/// Who moved where, from what each person answered the first time and the second time; an outer `None` is
/// a person who did not vote that time.
pub fn swing(pairs: impl IntoIterator<Item = (Option<Answer>, Option<Answer>)>) -> Swing {
    let mut swing = Swing::default();
    for (first, second) in pairs {
        match (first.and_then(place), second.and_then(place)) {
            (Some(from), Some(to)) => count_one(&mut swing.moved[from][to]),
            (None, Some(to)) => count_one(&mut swing.came[to]),
            (Some(from), None) => count_one(&mut swing.left[from]),
            (None, None) => {}
        }
    }
    swing
}

impl Swing {
    /// How many answered the same both times.
    pub fn stayed(&self) -> u64 {
        self.count(|from, to| from == to)
    }

    /// How many went from a grade to a better one.
    pub fn up(&self) -> u64 {
        self.count(|from, to| to < from && from < GRADES)
    }

    /// How many went from a grade to a worse one.
    pub fn down(&self) -> u64 {
        self.count(|from, to| from < to && to < GRADES)
    }

    /// How many went from a grade to "cannot decide".
    pub fn to_undecided(&self) -> u64 {
        self.count(|from, to| from < GRADES && to == GRADES)
    }

    /// How many went from "cannot decide" to a grade.
    pub fn from_undecided(&self) -> u64 {
        self.count(|from, to| from == GRADES && to < GRADES)
    }

    fn count(&self, keep: impl Fn(usize, usize) -> bool) -> u64 {
        let cells = self.moved.iter().enumerate();
        let cells = cells.flat_map(|(from, row)| row.iter().enumerate().map(move |(to, n)| (from, to, *n)));
        cells.filter(|(from, to, _)| keep(*from, *to)).map(|(_, _, n)| u64::from(n)).sum()
    }
}

/// The place of an answer where "cannot decide" stands after the grades: from 0 to 5.
fn place(answer: Answer) -> Option<usize> {
    match answer {
        Some(grade) => (grade < GRADES).then_some(grade),
        None => Some(GRADES),
    }
}
