//! What the votes of a room say, over all items and for each.

use std::collections::HashMap;

use super::course::{Course, grade};
use crate::assess::votes::{
    self, Agreement, Counts, Interval, Metric, Shift, Swing, agreement, fleiss, interval, swing,
};
use crate::model::choice::Choice as _;
use crate::model::{Ballot, Room, Round};

/// How far the room agrees by one metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricFigure {
    /// What counts as a distance between two grades.
    pub metric: Metric,
    /// Alpha and its working.
    pub agreement: Agreement,
    /// Where 95 percent of the resamples lie, where that can be told.
    pub interval: Option<Interval>,
}

/// How far the room agreed in one of the two votes.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundFigures {
    /// Which vote.
    pub round: Round,
    /// On how many items it was taken, controls apart.
    pub items: usize,
    /// Alpha by each metric.
    pub metrics: Vec<MetricFigure>,
    /// Fleiss' kappa, where each item has the same number of votes.
    pub kappa: Option<f64>,
}

/// How far the room agrees over the items, vote by vote.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementFigures {
    /// The first votes, then the second ones.
    pub rounds: [RoundFigures; 2],
}

impl AgreementFigures {
    /// What the votes of a room say. This draws all items anew some thousand times.
    pub fn of(room: &Room, course: &Course) -> Self {
        let seed = u64::from(room.seed.unwrap_or_default());
        let figures = |round| {
            let units = units(room, course, round);
            let metrics = Metric::ALL.iter().map(|metric| MetricFigure {
                metric: *metric,
                agreement: agreement(&units, *metric),
                interval: interval(&units, *metric, seed),
            });
            RoundFigures { round, items: units.len(), metrics: metrics.collect(), kappa: fleiss(&units) }
        };
        Self { rounds: [figures(Round::First), figures(Round::Second)] }
    }
}

impl AgreementFigures {
    /// The last vote that was taken on any item.
    pub fn latest(&self) -> Option<&RoundFigures> {
        self.rounds.iter().rev().find(|round| round.items > 0)
    }
}

impl RoundFigures {
    /// Alpha by one metric.
    pub fn by(&self, metric: Metric) -> Option<&MetricFigure> {
        self.metrics.iter().find(|figure| figure.metric == metric)
    }
}

/// The votes on each item that was voted on, in the order of the agenda. A control asks a second time for what
/// another item asks, and is none of them.
pub fn units(room: &Room, course: &Course, round: Round) -> Vec<Counts> {
    let items = room.items().iter().enumerate().filter(|(_, item)| item.negates.is_none());
    items.filter_map(|(at, _)| Some(course.vote(at, round)?.counts)).collect()
}

/// What the votes on one item say.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// From the first vote to the second.
    pub shift: Option<Shift>,
    /// Who moved where, where both votes are ballots.
    pub swing: Option<Swing>,
    /// Whether the statement and its negation are answered consistently, where both were voted on.
    pub control: Option<Consistency>,
}

/// Whether the room answers a statement and its negation consistently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consistency {
    /// By ballots: so many of so many persons lean to the same side on both.
    Counted {
        /// Persons who lean to the same side of "mixed" on both.
        inconsistent: u32,
        /// Persons who gave a grade to both.
        of: u32,
    },
    /// By hands: at least so many must have.
    AtLeast {
        /// The least number of persons that lean to the same side on both.
        inconsistent: u64,
        /// The larger number of votes.
        of: u64,
    },
}

impl Figures {
    /// What the votes on an item say.
    pub fn of(room: &Room, course: &Course, item: usize) -> Self {
        let counts = |round| course.vote(item, round).map(|closed| closed.counts);
        let shift =
            counts(Round::First).zip(counts(Round::Second)).map(|(first, second)| Shift { first, second });
        Self { shift, swing: swing_of(room, course, item), control: consistency(room, course, item) }
    }
}

/// The ballots of a vote, by person; `None` where it was by hands.
fn ballots<'a>(
    room: &'a Room,
    course: &Course,
    item: usize,
    round: Round,
) -> Option<HashMap<&'a str, &'a Ballot>> {
    let ballots = course.ballots(room, item, round)?;
    Some(ballots.iter().map(|ballot| (ballot.person.as_str(), ballot)).collect())
}

fn swing_of(room: &Room, course: &Course, item: usize) -> Option<Swing> {
    let asked = room.items().get(item)?.asked();
    let first = ballots(room, course, item, Round::First)?;
    let second = ballots(room, course, item, Round::Second)?;
    let stayed = first.iter().map(|(person, ballot)| {
        (Some(grade(ballot, asked)), second.get(person).map(|ballot| grade(ballot, asked)))
    });
    let came = second.iter().filter(|(person, _)| !first.contains_key(*person));
    Some(swing(stayed.chain(came.map(|(_, ballot)| (None, Some(grade(ballot, asked)))))))
}

/// A statement against its negation, each by its last vote.
fn consistency(room: &Room, course: &Course, item: usize) -> Option<Consistency> {
    let (item, control) = course.statement_and_negation(item)?;
    let own = room.items().get(item)?;
    let (round, closed) = course.latest(item)?;
    let (control_round, control_closed) = course.latest(control)?;
    let both = ballots(room, course, item, round).zip(ballots(room, course, control, control_round));
    let Some((ballots, negated)) = both else {
        return Some(Consistency::AtLeast {
            inconsistent: votes::at_least_inconsistent(&closed.counts, &control_closed.counts),
            of: closed.counts.total().max(control_closed.counts.total()),
        });
    };
    let asked = own.asked();
    let pairs: Vec<(usize, usize)> = ballots
        .iter()
        .filter_map(|(person, ballot)| Some((grade(ballot, asked)?, grade(negated.get(person)?, asked)?)))
        .collect();
    let of = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    Some(Consistency::Counted { inconsistent: votes::inconsistent(pairs), of })
}
