//! The course of a seminar: where the room stands, and what it has voted, by what has happened.

use std::collections::HashMap;

use crate::assess::votes::{Counts, RoomReading, room_reading};
use crate::model::{Answer, Asked, Ballot, Entry, Reported, Room, Round, Stage, Vote, Votes};

/// Where the room stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Before the first item.
    #[default]
    Before,
    /// At a stage of an item.
    At {
        /// The position of the item in the agenda, from 0.
        item: usize,
        /// The stage.
        stage: Stage,
    },
    /// After the last item.
    Scoreboards,
}

/// A vote as it stands closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    /// How many gave each answer.
    pub counts: Counts,
    /// The position in the log of the vote, or of its last correction.
    pub entry: usize,
    /// How often it was corrected.
    pub corrections: usize,
}

/// What going on does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The hands that were counted become the vote.
    Close {
        /// The position of the item, from 0.
        item: usize,
        /// Which vote.
        round: Round,
    },
    /// The room goes to another place.
    To(Place),
}

/// Why the room cannot go on or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// There is no agenda.
    NoAgenda,
    /// Hands are counted in the vote that is open, and would be lost.
    Counted,
    /// The result waits for being revealed.
    NotRevealed,
    /// This is the end.
    AtEnd,
    /// This is the beginning.
    AtBeginning,
}

/// Where the room stands and what it has voted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// Where the room stands.
    pub place: Place,
    items: Vec<ItemCourse>,
}

/// How far an item has come.
#[derive(Debug, Clone, PartialEq)]
struct ItemCourse {
    asked: Asked,
    stages: Vec<Stage>,
    /// The position of the item that this one asks the negation of.
    negated: Option<usize>,
    /// The position of the first item that asks the negation of this one.
    control: Option<usize>,
    votes: [Option<Closed>; 2],
    is_revealed: bool,
    /// The stage that the room was last at.
    last: Option<Stage>,
}

impl Course {
    /// The course that the log of a room tells. What it says of items that are not in the agenda, and of stages and
    /// votes that they do not have, is passed over.
    pub fn of(room: &Room) -> Self {
        let mut course = Self { place: Place::Before, items: Vec::new() };
        course.items.extend(room.items().iter().map(|item| ItemCourse {
            asked: item.asked(),
            stages: item.stages().collect(),
            negated: None,
            control: None,
            votes: [None, None],
            is_revealed: false,
            last: None,
        }));
        let positions: HashMap<&str, usize> =
            room.items().iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
        for (at, item) in room.items().iter().enumerate() {
            let negated = item.negates.as_ref().and_then(|id| positions.get(id.as_str()).copied());
            if let Some(negated) = negated.filter(|negated| item.is_control_of(&room.items()[*negated])) {
                course.items[at].negated = Some(negated);
                course.items[negated].control.get_or_insert(at);
            }
        }
        for (at, entry) in room.entries().iter().enumerate() {
            let item = entry.item.as_ref().and_then(|id| positions.get(id.as_str()).copied());
            course.take(at, entry, item);
        }
        course
    }

    fn take(&mut self, at: usize, entry: &Entry, item: Option<usize>) {
        if entry.stage == Some(Stage::Scoreboards) {
            self.place = Place::Scoreboards;
        }
        let Some(item) = item else { return };
        let is_on_wall = self.place == Place::At { item, stage: Stage::Reveal };
        let course = &mut self.items[item];
        if let Some(stage) = entry.stage.filter(|stage| course.stages.contains(stage)) {
            self.place = Place::At { item, stage };
            course.last = Some(stage);
            course.is_revealed |= stage == Stage::Reveal;
        }
        if let Some(vote) = entry.vote.as_ref().filter(|vote| course.stages.contains(&vote.round.stage())) {
            let closed = &mut course.votes[vote.round as usize];
            let is_correction = closed.is_some();
            let corrections = closed.as_ref().map_or(0, |before| before.corrections + 1);
            *closed = Some(Closed { counts: counts(vote, course.asked), entry: at, corrections });
            // The room sees a correction of what is on the wall. A vote that was never there waits to be revealed.
            course.is_revealed &= is_on_wall && is_correction;
            if is_on_wall && !course.is_revealed {
                self.place = Place::At { item, stage: Stage::Voted };
                course.last = Some(Stage::Voted);
            }
        }
    }

    /// A vote on an item, if it is closed.
    pub fn vote(&self, item: usize, round: Round) -> Option<&Closed> {
        self.items.get(item)?.votes[round as usize].as_ref()
    }

    /// What each person answered, where a vote was closed by ballots; `room` is the one that this is the course of.
    pub fn ballots<'a>(&self, room: &'a Room, item: usize, round: Round) -> Option<&'a [Ballot]> {
        room.entries()[self.vote(item, round)?.entry].vote.as_ref()?.ballots.as_deref()
    }

    /// The last vote on an item that is closed, and which that is.
    pub fn latest(&self, item: usize) -> Option<(Round, &Closed)> {
        let vote = |round| Some((round, self.vote(item, round)?));
        vote(Round::Second).or_else(|| vote(Round::First))
    }

    /// What the room makes of an item, by the last vote on it; `None` where none is closed.
    pub fn reading(&self, item: usize) -> Option<RoomReading> {
        self.latest(item).map(|(_, closed)| room_reading(&closed.counts))
    }

    /// Whether the result of an item, as it stands, has been on the wall.
    pub fn is_revealed(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| item.is_revealed)
    }

    /// The position of the item that a control asks the negation of; `None` for an item that is no control, or one of
    /// nothing that could have one.
    pub fn negated(&self, item: usize) -> Option<usize> {
        self.items.get(item)?.negated
    }

    /// The position of the control of an item; of several the first.
    pub fn control(&self, item: usize) -> Option<usize> {
        self.items.get(item)?.control
    }

    /// A statement and its negation, by their positions, of which `item` is one.
    pub fn statement_and_negation(&self, item: usize) -> Option<(usize, usize)> {
        let as_negation = self.negated(item).map(|negated| (negated, item));
        as_negation.or_else(|| Some((item, self.control(item)?)))
    }

    /// Whether the room has voted on a statement, or on its negation: then neither is put otherwise afterwards.
    pub fn is_voted_on(&self, item: usize) -> bool {
        let statement = self.negated(item).unwrap_or(item);
        let is_of_it = |at: &usize| *at == statement || self.negated(*at) == Some(statement);
        (0..self.items.len()).filter(is_of_it).any(|at| self.latest(at).is_some())
    }

    /// Whether the room has been at an item.
    pub fn is_begun(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| item.last.is_some())
    }

    /// The stage at which an item is taken up: the one that the room was last at, but a result only if it is as it was
    /// revealed.
    pub fn stage_of(&self, item: usize) -> Option<Stage> {
        let item = self.items.get(item)?;
        let last = item
            .last
            .map(|last| if last == Stage::Reveal && !item.is_revealed { Stage::Voted } else { last });
        last.or_else(|| item.stages.first().copied())
    }

    /// The vote that is open now: its stage has come, and it is not closed.
    pub fn open_vote(&self) -> Option<(usize, Round)> {
        let Place::At { item, stage } = self.place else { return None };
        let round = stage.round()?;
        self.vote(item, round).is_none().then_some((item, round))
    }

    /// What going on does. Hands that were counted are closed first; what was voted is revealed by nothing but
    /// [`Self::reveal`].
    ///
    /// # Errors
    /// Why the room cannot go on.
    pub fn next(&self, has_counted: bool) -> Result<Next, Hindrance> {
        if let Some((item, round)) = self.open_vote().filter(|_| has_counted) {
            return Ok(Next::Close { item, round });
        }
        let place = match self.place {
            Place::Before => self.first_of(0).ok_or(Hindrance::NoAgenda)?,
            Place::At { stage: Stage::Voted, item } if self.latest(item).is_some() => {
                return Err(Hindrance::NotRevealed);
            }
            Place::At { item, stage } => {
                let stages = &self.items[item].stages;
                let after = stages.iter().skip_while(|own| **own != stage).nth(1);
                // Without a vote there is nothing to reveal.
                match after.filter(|after| **after != Stage::Reveal) {
                    Some(stage) => Place::At { item, stage: *stage },
                    None => self.first_of(item + 1).unwrap_or(Place::Scoreboards),
                }
            }
            Place::Scoreboards => return Err(Hindrance::AtEnd),
        };
        Ok(Next::To(place))
    }

    /// The stage before this one; of the first one the last of the item before. Hands that are counted are closed
    /// first, or set back.
    ///
    /// # Errors
    /// Why the room cannot go back.
    pub fn back(&self, has_counted: bool) -> Result<Place, Hindrance> {
        match self.place {
            _ if has_counted => Err(Hindrance::Counted),
            Place::Before => Err(Hindrance::AtBeginning),
            Place::At { item, stage } => {
                let stages = &self.items[item].stages;
                let before = stages.iter().take_while(|own| **own != stage).last();
                match before {
                    Some(stage) => Ok(Place::At { item, stage: *stage }),
                    None => {
                        item.checked_sub(1).and_then(|item| self.last_of(item)).ok_or(Hindrance::AtBeginning)
                    }
                }
            }
            Place::Scoreboards => {
                let last = self.items.len().checked_sub(1).and_then(|item| self.last_of(item));
                last.ok_or(Hindrance::AtBeginning)
            }
        }
    }

    /// Where the result of the item stands on the wall; `None` where there is nothing to reveal, or it is there.
    pub fn reveal(&self) -> Option<Place> {
        match self.place {
            Place::At { item, stage: Stage::Voted } if self.latest(item).is_some() => {
                Some(Place::At { item, stage: Stage::Reveal })
            }
            _ => None,
        }
    }

    fn first_of(&self, item: usize) -> Option<Place> {
        let stage = *self.items.get(item)?.stages.first()?;
        Some(Place::At { item, stage })
    }

    /// Where an item ends: at its result if that was on the wall, else before it.
    fn last_of(&self, item: usize) -> Option<Place> {
        let stage = if self.items.get(item)?.is_revealed { Stage::Reveal } else { Stage::Voted };
        Some(Place::At { item, stage })
    }
}

/// How many gave each answer to what is asked; answers to another question are passed over.
pub(super) fn counts(vote: &Vote, asked: Asked) -> Counts {
    tallied(vote.answers(), asked)
}

/// How many hands each answer has so far.
pub fn counted(counting: &[Votes], asked: Asked) -> Counts {
    tallied(counting.iter().map(|votes| (votes.answer, votes.votes)), asked)
}

fn tallied(answers: impl Iterator<Item = (Answer, u32)>, asked: Asked) -> Counts {
    let mut counts = Counts::default();
    for (answer, votes) in answers {
        let Some(place) = asked.place(answer) else { continue };
        let count = counts.grades.get_mut(place).unwrap_or(&mut counts.cannot_decide);
        *count = count.saturating_add(votes);
    }
    counts
}

/// What a person answered, as a place from 0 on the scale, or `None` for "cannot decide".
pub(super) fn grade(ballot: &Ballot, asked: Asked) -> Option<usize> {
    asked.place(ballot.answer).filter(|place| *place < Reported::GRADES.len())
}
