//! The meaning of what a room does: its agenda, its votes and its defences.

use std::collections::{HashMap, HashSet};

use super::{Ids, KnownOutcomes, Names};
use crate::model::choice::Choice;
use crate::model::{
    Answer, Asked, Ballot, Entry, Item, JsonPath, PredictionRef, Rescue, Room, Seminar, Stage, Vote, Votes,
};
use crate::store::diagnostic::{Code, Finding, Findings, meant};

/// What comes of an item about something that is not there.
const NOT_ASKED: &str = "as it stands it cannot be put to the room: remove it, or correct the id";

/// What comes of a step that makes no sense.
const PASSED_OVER: &str = "as it stands it is passed over";

/// Checks what the room does against the documents of its seminar.
pub(super) fn room(
    room: &Room,
    seminar: &Seminar,
    known: &KnownOutcomes<'_>,
    at: &JsonPath,
    findings: &mut Findings,
) {
    findings.extra(&room.extra, &Room::RECORD, || at.clone());
    let predictions = Predictions::of(seminar);
    let items = Names::of(room.items().iter().map(|item| item.id.as_str()));
    let mut ids = Ids::of(room.items().iter().map(|item| &item.id));
    for (index, item) in room.items().iter().enumerate() {
        let at = || at.key("agenda").index(index);
        findings.unique_id(&item.id, &mut ids, || at().key("id"));
        findings.item(item, known, &predictions, &items, at);
    }
    let mut by_id: HashMap<&str, &Item> = HashMap::new();
    for item in room.items() {
        by_id.entry(item.id.as_str()).or_insert(item);
    }
    for (index, item) in room.items().iter().enumerate() {
        findings.control(item, &by_id, || at.key("agenda").index(index).key("negates"));
    }
    for (index, entry) in room.entries().iter().enumerate() {
        findings.entry(entry, &by_id, &items, || at.key("log").index(index));
    }
    findings.counting(room, at);
    for (index, outcome) in room.replaces.iter().flatten().enumerate() {
        let at = || at.key("replaces").index(index);
        findings.id(outcome, at);
        findings.known_outcome(outcome, known, super::seminar::NO_EFFECT, at);
    }
    for (index, rescue) in room.defences().iter().enumerate() {
        let at = || at.key("rescues").index(index);
        findings.extra(&rescue.extra, &Rescue::RECORD, at);
        findings.prediction_ref(&rescue.prediction, &predictions, || at().key("prediction"));
    }
}

/// The predictions of the seminar's theories, by the ids of both.
struct Predictions<'a>(HashMap<&'a str, Names<'a>>);

impl<'a> Predictions<'a> {
    fn of(seminar: &'a Seminar) -> Self {
        let theories = seminar.theories.iter().map(|embedded| &*embedded.document);
        let named = theories.map(|theory| {
            let predictions = theory.predictions.iter().map(|prediction| prediction.id.as_str());
            (theory.id.as_str(), Names::of(predictions))
        });
        Self(named.collect())
    }
}

impl Findings {
    fn item(
        &mut self,
        item: &Item,
        known: &KnownOutcomes<'_>,
        predictions: &Predictions<'_>,
        items: &Names<'_>,
        at: impl Fn() -> JsonPath + Copy,
    ) {
        self.extra(&item.extra, &Item::RECORD, at);
        if let Some(outcome) = &item.outcome {
            self.id(outcome, || at().key("outcome"));
            self.known_outcome(outcome, known, NOT_ASKED, || at().key("outcome"));
        }
        if let Some(prediction) = &item.prediction {
            self.prediction_ref(prediction, predictions, || at().key("prediction"));
        }
        if let Some(negated) = &item.negates {
            self.known_item(negated.as_str(), items, || at().key("negates"));
        }
    }

    fn prediction_ref(
        &mut self,
        prediction: &PredictionRef,
        predictions: &Predictions<'_>,
        at: impl Fn() -> JsonPath + Copy,
    ) {
        self.extra(&prediction.extra, &PredictionRef::RECORD, at);
        self.id(&prediction.theory, || at().key("theory"));
        self.id(&prediction.id, || at().key("id"));
        let of_theory = predictions.0.get(prediction.theory.as_str());
        if !of_theory.is_some_and(|names| names.contains(prediction.id.as_str())) {
            self.add(Code::UnknownPrediction, || {
                let found = format!("\"{}\" of \"{}\"", prediction.id, prediction.theory);
                let near = of_theory.and_then(|names| names.near(prediction.id.as_str()));
                Finding::new(Code::UnknownPrediction, at(), found, "a prediction of one of the theories")
                    .hint(near.map_or_else(|| NOT_ASKED.to_owned(), meant))
            });
        }
    }

    fn known_item(&mut self, item: &str, items: &Names<'_>, at: impl FnOnce() -> JsonPath) {
        if !items.contains(item) {
            self.add(Code::UnknownItem, || {
                let found = format!("\"{item}\"");
                let hint = items.near(item).map_or_else(|| PASSED_OVER.to_owned(), meant);
                Finding::new(Code::UnknownItem, at(), found, "the id of an item of the agenda").hint(hint)
            });
        }
    }

    /// A control asks for the negation of another item, about the same thing, that is no control itself.
    fn control(&mut self, item: &Item, items: &HashMap<&str, &Item>, at: impl FnOnce() -> JsonPath) {
        let Some(negated) = item.negates.as_ref().and_then(|id| items.get(id.as_str())) else { return };
        if !item.is_control_of(negated) {
            self.add(Code::WrongControl, || {
                let expected = "another item, about the same thing, that is no control itself";
                Finding::new(Code::WrongControl, at(), format!("\"{}\"", negated.id), expected).hint(
                    "as it stands its answers show no inconsistency: correct the id, or remove the item"
                        .to_owned(),
                )
            });
        }
    }

    fn entry(
        &mut self,
        entry: &Entry,
        by_id: &HashMap<&str, &Item>,
        items: &Names<'_>,
        at: impl Fn() -> JsonPath + Copy,
    ) {
        self.extra(&entry.extra, &Entry::RECORD, at);
        match &entry.item {
            Some(item) => self.known_item(item.as_str(), items, || at().key("item")),
            None if entry.stage == Some(Stage::Scoreboards) => {}
            None => self.add(Code::MissingItem, || {
                Finding::new(Code::MissingItem, at(), "no item", "the id of an item of the agenda")
                    .hint(PASSED_OVER.to_owned())
            }),
        }
        let Some(item) = entry.item.as_ref().and_then(|id| by_id.get(id.as_str())) else { return };
        if let Some(stage) = entry.stage.filter(|stage| *stage != Stage::Scoreboards) {
            self.taken(stage, item.stages(), || at().key("stage"));
        }
        if let Some(vote) = &entry.vote {
            self.taken(vote.round, item.rounds(), || at().key("vote").key("round"));
            self.vote(vote, item.asked(), || at().key("vote"));
        }
    }

    /// An item has the stages, and takes the votes, that follow from what it is and how it is put.
    fn taken<T: Choice + PartialEq>(
        &mut self,
        own: T,
        all: impl Iterator<Item = T>,
        at: impl FnOnce() -> JsonPath,
    ) {
        let all: Vec<T> = all.collect();
        if !all.contains(&own) {
            self.add(Code::WrongStage, || {
                let words: Vec<&str> = all.into_iter().map(T::word).collect();
                let expected = format!("what this item has: {}", words.join(", "));
                Finding::new(Code::WrongStage, at(), format!("\"{}\"", own.word()), expected)
                    .hint(PASSED_OVER.to_owned())
            });
        }
    }

    fn vote(&mut self, vote: &Vote, asked: Asked, at: impl Fn() -> JsonPath + Copy) {
        self.extra(&vote.extra, &Vote::RECORD, at);
        self.tally(vote.tally.iter().flatten(), asked, || at().key("tally"));
        let mut persons = HashSet::new();
        for (index, ballot) in vote.ballots.iter().flatten().enumerate() {
            let at = || at().key("ballots").index(index);
            self.extra(&ballot.extra, &Ballot::RECORD, at);
            self.answer(ballot.answer, asked, || at().key("answer"));
            if !persons.insert(ballot.person.as_str()) {
                self.add(Code::DuplicateVote, || {
                    let found = format!("\"{}\" a second time", ballot.person);
                    Finding::new(Code::DuplicateVote, at().key("person"), found, "each person at most once")
                });
            }
        }
    }

    fn tally<'a>(
        &mut self,
        tally: impl Iterator<Item = &'a Votes>,
        asked: Asked,
        at: impl Fn() -> JsonPath + Copy,
    ) {
        let mut answers = HashSet::new();
        for (index, votes) in tally.enumerate() {
            let at = || at().index(index);
            self.extra(&votes.extra, &Votes::RECORD, at);
            self.answer(votes.answer, asked, || at().key("answer"));
            if !answers.insert(votes.answer) {
                self.add(Code::DuplicateVote, || {
                    let found = format!("\"{}\" a second time", votes.answer);
                    Finding::new(Code::DuplicateVote, at().key("answer"), found, "each answer at most once")
                });
            }
        }
    }

    /// Whatever is being counted, it is counted for one question.
    fn counting(&mut self, room: &Room, at: &JsonPath) {
        let counting = || room.counting.iter().flatten();
        let is_for = |asked: Asked| counting().all(|votes| asked.place(votes.answer).is_some());
        let asked = if is_for(Asked::Verdict) { Asked::Verdict } else { Asked::Reading };
        self.tally(counting(), asked, || at.key("counting"));
    }

    fn answer(&mut self, answer: Answer, asked: Asked, at: impl FnOnce() -> JsonPath) {
        if asked.place(answer).is_none() {
            self.add(Code::WrongAnswer, || {
                let answers: Vec<&str> = asked.answers().into_iter().map(Answer::word).collect();
                let expected = format!("an answer to what the item asks: {}", answers.join(", "));
                Finding::new(Code::WrongAnswer, at(), format!("\"{answer}\""), expected)
            });
        }
    }
}
