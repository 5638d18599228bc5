//! Where two theories part ways.

use std::cmp::Ordering;

use super::super::result::{Assessment, Stance};

impl Assessment {
    /// The positions of the outcomes on which two theories disagree: one expects it to occur, and the
    /// other that it does not. A theory that expects both disagrees with nobody.
    pub fn disagreements(&self, one: usize, other: usize) -> Vec<usize> {
        let (ours, theirs) = (&self.theories[one].stances, &self.theories[other].stances);
        let (mut i, mut j, mut outcomes) = (0, 0, Vec::new());
        while let (Some((a, our)), Some((b, their))) = (ours.get(i), theirs.get(j)) {
            match a.cmp(b) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    if our.is_opposed_to(*their) {
                        outcomes.push(*a as usize);
                    }
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        outcomes
    }

    /// Those of them that the essay gives a grade: only they can tell the two theories apart.
    pub fn decided_disagreements(&self, one: usize, other: usize) -> Vec<usize> {
        let has_value =
            |outcome: &usize| self.outcomes[*outcome].reported.is_some_and(|r| r.value().is_some());
        self.disagreements(one, other).into_iter().filter(has_value).collect()
    }
}

impl Stance {
    fn is_opposed_to(self, other: Self) -> bool {
        matches!((self, other), (Self::Occurs, Self::DoesNotOccur) | (Self::DoesNotOccur, Self::Occurs))
    }
}
