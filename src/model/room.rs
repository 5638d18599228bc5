//! What a room does in a seminar: its agenda, what has happened, its votes, and the defences of predictions.

use super::choice::choices;
use super::id::Id;
use super::json::{Extra, Shared, record};

record! {
    /// What the room does: what it talks about, how it has voted, and what it makes of that.
    pub struct Room {
        /// What chance decides in this seminar comes from this number: the order of theories, and the resamples
        /// behind an interval.
        optional seed: u32,
        /// What the room talks about, in order.
        optional agenda: Vec<Item>,
        /// What has happened, in order. It is only added to: a correction is an entry of its own.
        optional log: Vec<Shared<Entry>>,
        /// The hands counted so far in the vote that is open.
        optional counting: Vec<Votes>,
        /// The ids of outcomes for which the room's reading counts in place of the essay's.
        optional replaces: Vec<Id>,
        /// How predictions that failed were defended.
        optional rescues: Vec<Rescue>,
        /// The lecturer's notes on the seminar.
        optional notes: String,
    }
}

record! {
    /// Something that the room talks about and votes on: how an outcome is read, or how a prediction fared.
    pub struct Item exactly_one_of ["outcome", "prediction"] {
        /// The item's id within the agenda, 1 to 64 of `a-z 0-9 -`.
        required id: Id,
        /// The id of the outcome whose reading is voted on.
        optional outcome: Id,
        /// The prediction whose verdict is voted on.
        optional prediction: PredictionRef,
        /// The id of another item: this one asks for its negation, as a control.
        optional negates: Id,
        /// The statement in the lecturer's words, in place of the document's.
        optional wording: String,
        /// How it is put to the room.
        optional manner: Vec<Manner>,
        /// How many minutes the discussion is to take.
        optional minutes: u32,
        /// The lecturer's notes, for the lecturer alone.
        optional notes: String,
    }
}

record! {
    /// A prediction, by its theory and its id in it.
    pub struct PredictionRef {
        /// The id of the theory.
        required theory: Id,
        /// The id of the prediction.
        required id: Id,
    }
}

choices! {
    /// How an item is put to the room.
    pub enum Manner {
        /// Whose prediction it is shows when the item is revealed.
        TheoryHidden = "theory-hidden",
        /// In the discussion everybody argues for the other side.
        SidesSwapped = "sides-swapped",
    }
}

record! {
    /// Something that has happened.
    pub struct Entry exactly_one_of ["stage", "vote"] {
        /// When, in UTC, such as `2026-11-26T10:15:00Z`.
        required at: String,
        /// The id of the item that it is about.
        optional item: Id,
        /// The stage that the room has gone to.
        optional stage: Stage,
        /// The vote that was closed, or corrected.
        optional vote: Vote,
    }
}

choices! {
    /// The stages of an item, in order, and what follows the last item.
    pub enum Stage {
        /// Everybody commits to an answer, alone.
        Alone = "alone",
        /// Two by two they compare.
        Pairs = "pairs",
        /// The first vote.
        FirstVote = "first-vote",
        /// The room discusses.
        Discussion = "discussion",
        /// The room goes on with sides swapped.
        SwappedSides = "swapped-sides",
        /// The second vote.
        SecondVote = "second-vote",
        /// The votes are in, and nothing is shown yet.
        Voted = "voted",
        /// The result is on the wall.
        Reveal = "reveal",
        /// The scoreboards are on the wall: the essay's and the room's.
        Scoreboards = "scoreboards",
    }
}

choices! {
    /// Which vote on an item.
    pub enum Round {
        /// Before the discussion.
        First = "first",
        /// After it.
        Second = "second",
    }
}

record! {
    /// A vote as it was closed: hands or ballots.
    pub struct Vote exactly_one_of ["tally", "ballots"] {
        /// Which vote on the item.
        required round: Round,
        /// How many hands each answer got; an answer that is absent got none.
        optional tally: Vec<Votes>,
        /// What each person answered.
        optional ballots: Vec<Ballot>,
        /// Why this takes the place of what was closed before.
        optional correction: String,
    }
}

record! {
    /// How many gave an answer.
    pub struct Votes {
        /// The answer.
        required answer: Answer,
        /// How many.
        required votes: u32,
    }
}

record! {
    /// What a person answered.
    pub struct Ballot {
        /// A pseudonym. No names, no addresses.
        required person: String,
        /// The answer.
        required answer: Answer,
    }
}

choices! {
    /// An answer: a reading of an outcome, a verdict on a prediction, or neither.
    pub enum Answer {
        /// The outcome occurred.
        Occurred = "occurred",
        /// It mostly occurred.
        MostlyOccurred = "mostly-occurred",
        /// The prediction is confirmed.
        Confirmed = "confirmed",
        /// It is largely confirmed.
        LargelyConfirmed = "largely-confirmed",
        /// The outcome occurred in part; the prediction is confirmed in part.
        Mixed = "mixed",
        /// The outcome mostly did not occur.
        MostlyNot = "mostly-not",
        /// It did not occur.
        DidNotOccur = "did-not-occur",
        /// The prediction is largely disconfirmed.
        LargelyDisconfirmed = "largely-disconfirmed",
        /// It is disconfirmed.
        Disconfirmed = "disconfirmed",
        /// The person cannot decide.
        CannotDecide = "cannot-decide",
    }
}

/// What an item asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asked {
    /// How an outcome is to be read.
    Reading,
    /// How a prediction fared.
    Verdict,
}

/// How many answers can be given: five grades, and that one cannot decide.
pub const ANSWERS: usize = 6;

impl Asked {
    /// The answers that can be given: the five grades from best to worst, then "cannot decide".
    pub fn answers(self) -> [Answer; ANSWERS] {
        match self {
            Self::Reading => [
                Answer::Occurred,
                Answer::MostlyOccurred,
                Answer::Mixed,
                Answer::MostlyNot,
                Answer::DidNotOccur,
                Answer::CannotDecide,
            ],
            Self::Verdict => [
                Answer::Confirmed,
                Answer::LargelyConfirmed,
                Answer::Mixed,
                Answer::LargelyDisconfirmed,
                Answer::Disconfirmed,
                Answer::CannotDecide,
            ],
        }
    }

    /// The place of an answer among those that can be given, from 0; `None` for one that answers another
    /// question.
    pub fn place(self, answer: Answer) -> Option<usize> {
        self.answers().iter().position(|own| *own == answer)
    }
}

choices! {
    /// The classic defences of a prediction that failed (Tetlock, *Expert Political Judgment*, 2005, ch. 4).
    pub enum Defence {
        /// The conditions of the prediction were not met.
        ConditionsNotMet = "conditions-not-met",
        /// Something from outside came between.
        ExogenousShock = "exogenous-shock",
        /// It almost happened.
        AlmostHappened = "almost-happened",
        /// It is still to come: only the timing is off.
        OnlyTimingOff = "only-timing-off",
        /// Politics is cloud-like: nothing in it can be foretold.
        CloudLike = "cloud-like",
        /// It was the right mistake to make.
        RightMistake = "right-mistake",
        /// Unlikely things happen.
        UnlikelyThingsHappen = "unlikely-things-happen",
    }
}

record! {
    /// A defence of a prediction that failed.
    pub struct Rescue {
        /// The prediction.
        required prediction: PredictionRef,
        /// The kind of defence.
        required defence: Defence,
        /// The defence in a sentence.
        required sentence: String,
    }
}

impl Default for Room {
    /// A room that has done nothing yet.
    fn default() -> Self {
        Self {
            seed: None,
            agenda: None,
            log: None,
            counting: None,
            replaces: None,
            rescues: None,
            notes: None,
            extra: Extra::default(),
        }
    }
}

impl Room {
    /// What the room talks about, in order.
    pub fn items(&self) -> &[Item] {
        self.agenda.as_deref().unwrap_or_default()
    }

    /// What has happened, in order.
    pub fn entries(&self) -> &[Shared<Entry>] {
        self.log.as_deref().unwrap_or_default()
    }

    /// How predictions that failed were defended.
    pub fn defences(&self) -> &[Rescue] {
        self.rescues.as_deref().unwrap_or_default()
    }

    /// Whether this room has done all that `earlier` had done, in the same order: the log is only added to.
    pub fn goes_on_from(&self, earlier: &Self) -> bool {
        self.entries().starts_with(earlier.entries())
    }

    /// The position of an item in the agenda.
    pub fn item(&self, id: &Id) -> Option<usize> {
        self.items().iter().position(|item| item.id == *id)
    }
}

impl Item {
    /// What it asks.
    pub fn asked(&self) -> Asked {
        if self.prediction.is_some() { Asked::Verdict } else { Asked::Reading }
    }

    /// The statement in the lecturer's words, if there are any.
    pub fn worded(&self) -> Option<&str> {
        self.wording.as_deref().filter(|wording| !wording.trim().is_empty())
    }

    /// Whether it is put to the room in this manner.
    pub fn is(&self, manner: Manner) -> bool {
        self.manner.iter().flatten().any(|own| *own == manner)
    }

    /// Its stages, in order. A control is answered once and not talked about: that is left to what it negates.
    pub fn stages(&self) -> impl Iterator<Item = Stage> {
        let is_control = self.negates.is_some();
        let is_swapped = self.is(Manner::SidesSwapped);
        let stages = [
            Stage::Alone,
            Stage::Pairs,
            Stage::FirstVote,
            Stage::Discussion,
            Stage::SwappedSides,
            Stage::SecondVote,
            Stage::Voted,
            Stage::Reveal,
        ];
        stages.into_iter().filter(move |stage| match stage {
            Stage::Pairs | Stage::Discussion | Stage::SecondVote => !is_control,
            Stage::SwappedSides => is_swapped && !is_control,
            _ => true,
        })
    }

    /// Whether it can be a control of another item: that is about the same thing, and no control itself.
    pub fn is_control_of(&self, other: &Self) -> bool {
        let predictions = [self, other].map(|item| item.prediction.as_ref().map(PredictionRef::ids));
        let is_about_the_same = predictions[0] == predictions[1] && self.outcome == other.outcome;
        self.negates.as_ref() == Some(&other.id) && other.negates.is_none() && is_about_the_same
    }

    /// The votes that are taken on it, in order.
    pub fn rounds(&self) -> impl Iterator<Item = Round> {
        self.stages().filter_map(Stage::round)
    }
}

impl Stage {
    /// The vote that is taken in this stage.
    pub fn round(self) -> Option<Round> {
        match self {
            Self::FirstVote => Some(Round::First),
            Self::SecondVote => Some(Round::Second),
            _ => None,
        }
    }
}

impl PredictionRef {
    /// A prediction, by the ids of its theory and its own.
    pub fn new(theory: Id, id: Id) -> Self {
        Self { theory, id, extra: Extra::default() }
    }

    /// The ids by which it is known: of its theory, and its own.
    pub fn ids(&self) -> (&str, &str) {
        (self.theory.as_str(), self.id.as_str())
    }
}

impl Rescue {
    /// Whether anything is said in defence: a kind alone is none.
    pub fn is_said(&self) -> bool {
        !self.sentence.trim().is_empty()
    }
}

impl Round {
    /// The stage in which the vote is taken.
    pub fn stage(self) -> Stage {
        match self {
            Self::First => Stage::FirstVote,
            Self::Second => Stage::SecondVote,
        }
    }
}

impl Vote {
    /// The answers, each with how many gave it; by hands or by ballots.
    pub fn answers(&self) -> impl Iterator<Item = (Answer, u32)> {
        let tally = self.tally.iter().flatten().map(|votes| (votes.answer, votes.votes));
        tally.chain(self.ballots.iter().flatten().map(|ballot| (ballot.answer, 1)))
    }
}
