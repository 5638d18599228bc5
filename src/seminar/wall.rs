//! What is on the wall: a [`ProjectorView`] holds what has been revealed, and nothing else.
//!
//! What the projector draws is a function of this value. Up to the reveal of an item no vote has any part in making
//! it, so that what is not revealed is not there.

use super::boards::{Boards, Standing};
use super::course::{Course, Place};
use super::figures::{Consistency, Figures};
use super::subject::{Compared, Subject, is_put, statement, subject_of};
use crate::assess::Stance;
use crate::assess::votes::{Counts, Dice, RoomReading};
use crate::model::{Asked, Item, Manner, Reported, Room, Round, Stage};
use crate::words;

/// How many theories stand on the wall at most.
const MOST_THEORIES: usize = 16;

/// What the wall shows.
#[derive(Debug, Clone, PartialEq)]
pub enum ProjectorView {
    /// Nothing.
    Blank,
    /// What the seminar is about.
    Title {
        /// The essay's title.
        essay: String,
        /// How many items there are to talk about.
        items: usize,
    },
    /// An item.
    Item(Box<ItemOnWall>),
    /// The scoreboards.
    Scoreboards {
        /// A row for each theory, from the first by the essay to the last.
        rows: Vec<BoardRow>,
        /// How many more theories there are: more could not be read.
        more: usize,
        /// How many readings of the room have been revealed, and count.
        readings: usize,
    },
}

/// An item on the wall.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemOnWall {
    /// Its number, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    /// The stage that the room is at.
    pub stage: Stage,
    /// What is asked.
    pub asked: Asked,
    /// The statement.
    pub statement: String,
    /// Whose prediction it is, once that may be seen.
    pub theory: Option<String>,
    /// Whether the statement is the negation of that.
    pub is_negation: bool,
    /// What the theories expect, while that is discussed, in the order that the lot has given.
    pub stances: Vec<(String, Stance)>,
    /// How many more theories expect something: more could not be read.
    pub more_stances: usize,
    /// The time that is left.
    pub countdown: Option<Countdown>,
    /// The result, once it is revealed.
    pub revealed: Option<Revealed>,
}

/// The time that is left for a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Countdown {
    /// In seconds; 0 when it is up.
    pub seconds: u32,
    /// Whether it runs.
    pub is_running: bool,
}

/// A result on the wall.
#[derive(Debug, Clone, PartialEq)]
pub struct Revealed {
    /// The votes, in order.
    pub rounds: Vec<RoundOnWall>,
    /// What the room makes of it.
    pub reading: RoomReading,
    /// What the essay reports of the outcome, or how the prediction fares by it, in words. A control keeps it until
    /// what it negates is revealed: the room would vote on that knowing the answer.
    pub essay: Option<String>,
    /// Whether the statement and its negation are answered consistently, once both are revealed.
    pub control: Option<Consistency>,
}

/// A vote on the wall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoundOnWall {
    /// Which vote.
    pub round: Round,
    /// How many gave each answer.
    pub counts: Counts,
}

/// A theory on the scoreboards.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardRow {
    /// What it is called.
    pub theory: String,
    /// By the essay.
    pub essay: Standing,
    /// By what the room reads, as far as that is revealed.
    pub room: Standing,
    /// How often its predictions were defended.
    pub rescues: usize,
}

impl ProjectorView {
    /// What the wall shows where the room stands.
    pub fn of(
        room: &Room,
        course: &Course,
        compared: &Compared<'_>,
        boards: Option<&Boards>,
        countdown: Option<Countdown>,
    ) -> Self {
        match course.place {
            Place::Before => Self::title(room, compared),
            Place::At { item, stage } => match room.items().get(item) {
                Some(own) => {
                    Self::Item(Box::new(item_on_wall(room, course, compared, (item, own, stage), countdown)))
                }
                None => Self::title(room, compared),
            },
            Place::Scoreboards => {
                let (rows, more) = boards.map(|boards| rows(boards, compared)).unwrap_or_default();
                let readings = boards.map_or(0, |boards| boards.revealed_readings);
                Self::Scoreboards { rows, more, readings }
            }
        }
    }

    fn title(room: &Room, compared: &Compared<'_>) -> Self {
        Self::Title { essay: compared.essay.title.clone(), items: room.items().len() }
    }
}

/// The first theories by the essay, and how many more there are.
fn rows(boards: &Boards, compared: &Compared<'_>) -> (Vec<BoardRow>, usize) {
    let standing = |at: &usize| boards.essay.all.get(*at).and_then(|standing| standing.rank);
    let mut order: Vec<usize> = (0..compared.names.len()).collect();
    order.sort_by_key(|at| standing(at).unwrap_or(usize::MAX));
    let rows = order.iter().take(MOST_THEORIES).filter_map(|at| {
        Some(BoardRow {
            theory: compared.names[*at].clone(),
            essay: *boards.essay.all.get(*at)?,
            room: *boards.revealed.all.get(*at)?,
            rescues: *boards.rescues.get(*at)?,
        })
    });
    (rows.collect(), order.len().saturating_sub(MOST_THEORIES))
}

fn item_on_wall(
    room: &Room,
    course: &Course,
    compared: &Compared<'_>,
    (at, item, stage): (usize, &Item, Stage),
    countdown: Option<Countdown>,
) -> ItemOnWall {
    let is_revealed = stage == Stage::Reveal && course.is_revealed(at);
    // Of what a faulty control negates nobody knows whether it is to be hidden.
    let is_hidden = is_put(room, course, at, Manner::TheoryHidden) || is_faulty(course, at, item);
    let is_told = !is_hidden || (is_revealed && tells_of_documents(course, at, item));
    let is_discussed = matches!(stage, Stage::Discussion | Stage::SwappedSides);
    let (stances, more_stances) =
        if is_discussed && is_told { stances(item, compared, lot(room, at)) } else { (Vec::new(), 0) };
    ItemOnWall {
        number: at + 1,
        of: room.items().len(),
        stage,
        asked: item.asked(),
        statement: statement(room, course, at, compared),
        theory: is_told.then(|| theory(item, compared)).flatten(),
        is_negation: item.negates.is_some(),
        stances,
        more_stances,
        countdown: countdown.filter(|_| !is_revealed),
        revealed: is_revealed.then(|| revealed(room, course, compared, at, item)),
    }
}

/// Whether the result of an item tells what the documents say of it: that of a control does so once what it negates
/// is revealed.
fn tells_of_documents(course: &Course, at: usize, item: &Item) -> bool {
    !is_faulty(course, at, item) && course.negated(at).is_none_or(|negated| course.is_revealed(negated))
}

/// Whether an item is a control of nothing that could have one.
fn is_faulty(course: &Course, at: usize, item: &Item) -> bool {
    item.negates.is_some() && course.negated(at).is_none()
}

/// The name of the theory whose prediction it is.
fn theory(item: &Item, compared: &Compared<'_>) -> Option<String> {
    match subject_of(item, compared)? {
        Subject::Outcome { .. } => None,
        Subject::Prediction { theory, .. } => compared.names.get(theory).cloned(),
    }
}

/// The dice for what chance decides about an item.
fn lot(room: &Room, item: usize) -> Dice {
    Dice::new((u64::from(room.seed.unwrap_or_default()) << 32) | item as u64)
}

/// What the theories expect of an outcome, and of how many that is not shown. Who is named, and who first, is left to
/// the lot: the order could sway.
fn stances(item: &Item, compared: &Compared<'_>, mut dice: Dice) -> (Vec<(String, Stance)>, usize) {
    let Some(Subject::Outcome { position, .. }) = subject_of(item, compared) else { return (Vec::new(), 0) };
    let theories = compared.names.iter().zip(&compared.assessment.theories);
    let mut stances: Vec<(String, Stance)> =
        theories.filter_map(|(name, theory)| Some((name.clone(), theory.stance(position)?))).collect();
    dice.shuffle(&mut stances);
    let more = stances.len().saturating_sub(MOST_THEORIES);
    stances.truncate(MOST_THEORIES);
    (stances, more)
}

fn revealed(room: &Room, course: &Course, compared: &Compared<'_>, at: usize, item: &Item) -> Revealed {
    let rounds = [Round::First, Round::Second]
        .into_iter()
        .filter_map(|round| Some(RoundOnWall { round, counts: course.vote(at, round)?.counts }));
    // What an item says beside its negation would tell of votes on that: both are revealed first.
    let is_told = course
        .statement_and_negation(at)
        .is_some_and(|(one, other)| course.is_revealed(one) && course.is_revealed(other));
    Revealed {
        rounds: rounds.collect(),
        reading: course.reading(at).unwrap_or(RoomReading::None),
        essay: tells_of_documents(course, at, item).then(|| by_the_essay(item, compared)),
        control: is_told.then(|| Figures::of(room, course, at).control).flatten(),
    }
}

/// What the essay says of it, in words: what it reports of the outcome, or how the prediction fares by it. Of a
/// negation the mirror image.
pub fn by_the_essay(item: &Item, compared: &Compared<'_>) -> String {
    let is_negated = item.negates.is_some();
    match subject_of(item, compared) {
        Some(Subject::Outcome { outcome, .. }) => {
            words::reported(mirrored(outcome.reported, is_negated)).to_owned()
        }
        Some(Subject::Prediction { theory, position, .. }) => {
            let Some(by_essay) = compared.by_essay else { return "Being judged".to_owned() };
            let judged = by_essay.theories.get(theory).and_then(|theory| theory.prediction(position));
            judged
                .map_or("Not judged".to_owned(), |judged| words::seminar::verdict(judged.verdict, is_negated))
        }
        None => "Not in the documents".to_owned(),
    }
}

fn mirrored(reported: Reported, is_negated: bool) -> Reported {
    let grade = words::seminar::reported_answer(reported).filter(|_| is_negated);
    grade.map_or(reported, |grade| Reported::GRADES[Reported::GRADES.len() - 1 - grade])
}
