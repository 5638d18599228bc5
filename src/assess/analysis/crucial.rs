//! Crucial tests, and the other outcomes by how evenly they divide the theories.

use super::super::result::{Assessment, Stance};
use super::super::rules::EPSILON;

impl Assessment {
    /// The positions of the crucial tests (rule 9), in the essay's order.
    pub fn crucial_tests(&self) -> impl Iterator<Item = usize> {
        let outcomes = self.outcomes.iter().enumerate();
        outcomes.filter(|(_, outcome)| outcome.is_crucial).map(|(outcome, _)| outcome)
    }

    /// The positions of all outcomes that are not switched off: by diagnosticity, the highest first and
    /// those without one last, and in the essay's order where it is the same.
    pub fn by_diagnosticity(&self) -> Vec<usize> {
        let seen = self.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.reported.is_some());
        let mut outcomes: Vec<usize> = seen.map(|(outcome, _)| outcome).collect();
        // In steps of what the rules tell apart: thirds of one side and of the other give the same.
        let step = |outcome: usize| {
            let diagnosticity = self.outcomes[outcome].diagnosticity;
            diagnosticity.map_or(-1.0, |diagnosticity| (diagnosticity / EPSILON).round())
        };
        outcomes.sort_by(|a, b| step(*b).total_cmp(&step(*a)));
        outcomes
    }

    /// The theories with a stance on the outcome at this position, in order (rule 9).
    pub fn stances_on(&self, outcome: usize) -> impl Iterator<Item = (usize, Stance)> {
        let theories = self.theories.iter().enumerate();
        theories.filter_map(move |(theory, judged)| Some((theory, judged.stance(outcome)?)))
    }
}
