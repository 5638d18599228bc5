//! How far the ranking hangs on single outcomes: each is left out, and each is moved by one grade.

use std::cmp::Ordering;

use super::super::result::Assessment;
use super::super::rules::EPSILON;
use super::scored::{Scored, Shifted};
use crate::model::Reported;

/// A change of a single outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The outcome's position in the essay.
    pub outcome: usize,
    /// What becomes of it.
    pub nudge: Nudge,
}

/// What becomes of an outcome in a [`Change`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudge {
    /// It is as if the essay lacked it.
    LeftOut,
    /// It is read one grade up or down: this way.
    Reads(Reported),
}

/// The ranks that a theory can take when any one outcome is left out or moved by one grade.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RankRange {
    /// The best of them, and the first change in the essay's order that leads there; no change where
    /// it is the rank as things stand.
    pub low: Option<(usize, Option<Change>)>,
    /// The worst of them, likewise.
    pub high: Option<(usize, Option<Change>)>,
    /// The outcomes without which the theory would not be ranked, by position. What ranks it would
    /// lose so are not in the range.
    pub drops_out_without: Vec<usize>,
}

/// What single changes do to the ranking.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Robustness {
    /// For each theory, the ranks that it can take.
    pub ranges: Vec<RankRange>,
    /// For each theory, those that it is not separated from, in order, and why.
    pub unsettled: Vec<Vec<(usize, Unsettled)>>,
}

/// Why two theories are not separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsettled {
    /// Their scores are level as things stand.
    Level,
    /// This single change reverses or levels their order.
    By(Change),
}

impl Robustness {
    /// Why two ranked theories are not separated; `None` where no single change can reverse or level
    /// their order, or where one of them is not ranked.
    pub fn unsettled_by(&self, one: usize, other: usize) -> Option<Unsettled> {
        let others = self.unsettled.get(one)?;
        let at = others.binary_search_by_key(&other, |(theory, _)| *theory).ok()?;
        Some(others[at].1)
    }

    /// The theories that a ranked theory is not separated from, in order.
    pub fn not_separated_from(&self, theory: usize) -> impl Iterator<Item = usize> {
        self.unsettled.get(theory).into_iter().flatten().map(|(other, _)| *other)
    }
}

/// Tries every change of a single outcome.
pub(super) fn robustness(scored: &Scored<'_>, assessment: &Assessment) -> Robustness {
    let mut trial = Trial::new(assessment);
    for (outcome, judged) in assessment.outcomes.iter().enumerate() {
        let Some(reported) = judged.reported else { continue };
        trial.apply(Change { outcome, nudge: Nudge::LeftOut }, &scored.without(outcome));
        for reading in neighbours(reported).into_iter().flatten() {
            let value = reading.value().unwrap_or_default();
            trial.apply(Change { outcome, nudge: Nudge::Reads(reading) }, &scored.with_value(outcome, value));
        }
    }
    trial.finish()
}

/// The grades next to this one; none for a reading without a grade.
fn neighbours(reported: Reported) -> [Option<Reported>; 2] {
    let at = Reported::GRADES.iter().position(|grade| *grade == reported);
    let next = |by: isize| at?.checked_add_signed(by).and_then(|at| Reported::GRADES.get(at).copied());
    [next(-1), next(1)]
}

/// The ranking as it stands, and what the changes tried so far have done to it.
struct Trial {
    /// The scores of the ranked theories.
    scores: Vec<Option<f64>>,
    /// The same from high to low, without gaps.
    sorted: Vec<f64>,
    ranges: Vec<RankRange>,
    /// For each theory, the others whose order with it is not settled, and why.
    unsettled: Vec<Vec<(usize, Unsettled)>>,
}

impl Trial {
    fn new(assessment: &Assessment) -> Self {
        let cards = assessment.theories.iter().map(|theory| &theory.scorecard);
        let scores: Vec<Option<f64>> = cards.clone().map(|card| card.rank.and(card.score)).collect();
        let mut sorted: Vec<f64> = scores.iter().copied().flatten().collect();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let ranges = cards.map(|card| {
            let now = card.rank.map(|rank| (rank, None));
            RankRange { low: now, high: now, drops_out_without: Vec::new() }
        });
        let mut trial =
            Self { ranges: ranges.collect(), unsettled: vec![Vec::new(); scores.len()], scores, sorted };
        trial.note_level_scores();
        trial
    }

    fn note_level_scores(&mut self) {
        for one in 0..self.scores.len() {
            for other in one + 1..self.scores.len() {
                if let (Some(a), Some(b)) = (self.scores[one], self.scores[other])
                    && order(a, b) == Ordering::Equal
                {
                    self.note_unsettled(one, other, Unsettled::Level);
                }
            }
        }
    }

    /// Notes what a change does that leaves the theories in `shifted` as given, and the others as they
    /// are.
    fn apply(&mut self, change: Change, shifted: &[Shifted]) {
        let shifted: Vec<Shifted> =
            shifted.iter().filter(|shifted| self.scores[shifted.theory].is_some()).copied().collect();
        if shifted.is_empty() {
            return;
        }
        for Shifted { theory, .. } in shifted.iter().filter(|shifted| shifted.score.is_none()) {
            self.ranges[*theory].drops_out_without.push(change.outcome);
        }
        let mut next = shifted.iter().peekable();
        for theory in 0..self.scores.len() {
            let own = next.next_if(|shifted| shifted.theory == theory);
            let score = own.map_or(self.scores[theory], |shifted| shifted.score);
            if let Some(score) = score {
                let rank = self.rank(score, &shifted);
                self.ranges[theory].take(rank, change);
            }
        }
        self.compare(change, &shifted);
    }

    /// The rank of a score among the theories as they would then stand.
    fn rank(&self, score: f64, shifted: &[Shifted]) -> usize {
        let is_better = |other: f64| other - score > EPSILON;
        let mut better = self.sorted.partition_point(|other| is_better(*other));
        for Shifted { theory, score: new } in shifted {
            better -= usize::from(self.scores[*theory].is_some_and(is_better));
            better += usize::from(new.is_some_and(is_better));
        }
        1 + better
    }

    /// Looks for pairs whose order the change reverses or levels: one of the two at least has shifted.
    fn compare(&mut self, change: Change, shifted: &[Shifted]) {
        for one in shifted {
            let (Some(before), Some(after)) = (self.scores[one.theory], one.score) else { continue };
            for other in 0..self.scores.len() {
                let Some(other_before) = self.scores[other] else { continue };
                let own = shifted.binary_search_by_key(&other, |shifted| shifted.theory);
                let other_after = own.map_or(Some(other_before), |at| shifted[at].score);
                let Some(other_after) = other_after.filter(|_| other != one.theory) else { continue };
                if order(before, other_before) != order(after, other_after) {
                    self.note_unsettled(one.theory, other, Unsettled::By(change));
                }
            }
        }
    }

    /// Keeps the first reason that is given, on both sides.
    fn note_unsettled(&mut self, one: usize, other: usize, why: Unsettled) {
        for (theory, other) in [(one, other), (other, one)] {
            let known = &mut self.unsettled[theory];
            if let Err(at) = known.binary_search_by_key(&other, |(theory, _)| *theory) {
                known.insert(at, (other, why));
            }
        }
    }

    fn finish(self) -> Robustness {
        Robustness { ranges: self.ranges, unsettled: self.unsettled }
    }
}

impl RankRange {
    fn take(&mut self, rank: usize, change: Change) {
        if self.low.is_some_and(|(low, _)| rank < low) {
            self.low = Some((rank, Some(change)));
        }
        if self.high.is_some_and(|(high, _)| rank > high) {
            self.high = Some((rank, Some(change)));
        }
    }
}

/// Which of two scores is the greater, level within [`EPSILON`].
fn order(a: f64, b: f64) -> Ordering {
    if a - b > EPSILON {
        Ordering::Greater
    } else if b - a > EPSILON {
        Ordering::Less
    } else {
        Ordering::Equal
    }
}
