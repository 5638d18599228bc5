//! The votes of a seminar: one row an answer to a vote.

use serde::Serialize;

use super::csv;
use crate::assess::votes::{Counts, median, spread};
use crate::export::comparison::Comparison;
use crate::model::choice::Choice as _;
use crate::model::{Answer, Id, Item, PredictionRef, Room, Round};
use crate::seminar::{Compared, Course, statement};
use crate::store::canonical;

/// A vote on an item.
struct Vote<'a> {
    item: &'a Item,
    statement: String,
    round: Round,
    counts: Counts,
}

/// All votes that were closed, by item, then by round.
fn votes<'a>(comparison: &Comparison, room: &'a Room) -> Vec<Vote<'a>> {
    let Comparison { essay, theories, names, assessment, .. } = comparison;
    let compared = Compared { essay, theories, names, assessment, by_essay: None };
    let course = Course::of(room);
    let rounds = room
        .items()
        .iter()
        .enumerate()
        .flat_map(|(at, item)| Round::ALL.iter().map(move |round| (at, item, *round)));
    let votes = rounds.filter_map(|(at, item, round)| {
        let counts = course.vote(at, round)?.counts;
        Some(Vote { item, statement: statement(room, &course, at, &compared), round, counts })
    });
    votes.collect()
}

impl Vote<'_> {
    /// The answers, each with how many gave it.
    fn answers(&self) -> impl Iterator<Item = (Answer, u32)> {
        self.item.asked().answers().into_iter().zip(self.counts.places())
    }

    fn median(&self) -> Option<Answer> {
        median(&self.counts).map(|grade| self.item.asked().answers()[grade])
    }

    /// What the item is about, by ids: the outcome, or the theory and the prediction.
    fn about(&self) -> (Option<&str>, Option<&str>, Option<&str>) {
        let outcome = self.item.outcome.as_ref().map(Id::as_str);
        let prediction = self.item.prediction.as_ref().map(PredictionRef::ids);
        (outcome, prediction.map(|(theory, _)| theory), prediction.map(|(_, id)| id))
    }
}

/// As CSV.
pub(crate) fn as_csv(comparison: &Comparison, room: &Room) -> String {
    let head =
        ["item", "outcome", "theory", "prediction", "negates", "statement", "round", "answer", "votes"];
    let votes = votes(comparison, room);
    let rows = votes.iter().flat_map(|vote| {
        vote.answers().map(|(answer, votes)| {
            let (outcome, theory, prediction) = vote.about();
            let ids = [Some(vote.item.id.as_str()), outcome, theory, prediction];
            let negates = vote.item.negates.as_ref().map(Id::as_str);
            let mut row: Vec<String> =
                ids.into_iter().chain([negates]).map(|id| id.unwrap_or_default().to_owned()).collect();
            let rest = [vote.statement.as_str(), vote.round.word(), answer.word()];
            row.extend(rest.map(str::to_owned));
            row.push(votes.to_string());
            row
        })
    });
    csv(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows))
}

/// As JSON.
pub(crate) fn as_json(comparison: &Comparison, room: &Room) -> String {
    let votes = votes(comparison, room);
    canonical(&Object { votes: votes.iter().map(object).collect() })
}

#[derive(Serialize)]
struct Object<'a> {
    votes: Vec<VoteObject<'a>>,
}

#[derive(Serialize)]
struct VoteObject<'a> {
    item: &'a str,
    outcome: Option<&'a str>,
    theory: Option<&'a str>,
    prediction: Option<&'a str>,
    negates: Option<&'a str>,
    statement: &'a str,
    round: Round,
    answers: super::verdicts_json::Map<'a, u32>,
    median: Option<Answer>,
    spread: Option<f64>,
}

fn object<'a>(vote: &'a Vote<'a>) -> VoteObject<'a> {
    let (outcome, theory, prediction) = vote.about();
    VoteObject {
        item: vote.item.id.as_str(),
        outcome,
        theory,
        prediction,
        negates: vote.item.negates.as_ref().map(Id::as_str),
        statement: &vote.statement,
        round: vote.round,
        answers: super::verdicts_json::Map(
            vote.answers().map(|(answer, votes)| (answer.word(), votes)).collect(),
        ),
        median: vote.median(),
        spread: spread(&vote.counts),
    }
}
