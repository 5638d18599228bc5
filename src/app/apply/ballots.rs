//! Ballots on paper: blank sheets go out, and come back filled in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::room;
use super::save::obstacle;
use crate::app::action::Effect;
use crate::app::room::{BallotsFor, RoomFile, WaitingBallots};
use crate::app::session::file_name;
use crate::app::state::{Dialog, State};
use crate::model::json::Extra;
use crate::model::{Ballot, Round, Vote};
use crate::store::{SaveProblem, Sheet, blank_sheet};
use crate::words::{self, count};

/// A name to begin with for a blank sheet.
const SHEET: &str = "ballots.csv";

/// Asks for a file in the system's dialog.
pub(super) fn ask(wanted: RoomFile) -> Vec<Effect> {
    vec![Effect::AskForRoomFile { wanted, name: SHEET.to_owned() }]
}

/// Does with a file what it was asked for.
pub(super) fn file_chosen(state: &mut State, wanted: RoomFile, path: PathBuf, replaces: bool) -> Vec<Effect> {
    match wanted {
        RoomFile::Ballots => {
            vec![Effect::ReadBallots { path, asked: BallotsFor::open(state) }]
        }
        RoomFile::OtherRoom => vec![Effect::ReadOtherRoom(path)],
        RoomFile::BlankSheet => {
            if let Some(problem) = obstacle(state, None, &path, replaces) {
                let text = path.display().to_string();
                state.dialog = Some(Dialog::RoomFile { wanted, text, problem: Some(problem) });
                return Vec::new();
            }
            let statement = |item| state.statement(item);
            let bytes = blank_sheet(&state.session.room, statement, state.view.cockpit.persons);
            vec![Effect::SaveSheet { path, bytes }]
        }
    }
}

/// Takes note of what came of writing a blank sheet.
pub(super) fn sheet_saved(state: &mut State, path: &Path, result: Result<(), SaveProblem>) {
    match result {
        Ok(()) => {
            state.dialog = None;
            state.tell(format!("Saved a blank ballot sheet as {}", path.display()), false, None);
        }
        Err(problem) => {
            let problem = Some(format!("Not saved: {problem}."));
            let text = path.display().to_string();
            state.dialog = Some(Dialog::RoomFile { wanted: RoomFile::BlankSheet, text, problem });
        }
    }
}

/// Takes over ballots that have been read. What is closed is closed: where they would change that, they wait for a
/// reason.
pub(super) fn read(
    state: &mut State,
    path: PathBuf,
    asked: &BallotsFor,
    result: Result<Sheet, Vec<String>>,
) -> Vec<Effect> {
    let name = file_name(&path);
    let now = BallotsFor::open(state);
    if now.seminar.is_none() || now.seminar != asked.seminar {
        let text = format!("{name}: not taken, since it was chosen for another seminar: import it again");
        state.tell(text, true, None);
        return Vec::new();
    }
    if now.room.agenda != asked.room.agenda {
        // They stand for items by their positions, and those are others now.
        return vec![Effect::ReadBallots { path, asked: now }];
    }
    let sheet = match result {
        Ok(sheet) => sheet,
        Err(faults) => {
            state.dialog = Some(Dialog::Ballots { name, faults });
            return Vec::new();
        }
    };
    if let Some(fault) = counted_by_hands(state, &sheet) {
        state.dialog = Some(Dialog::Ballots { name, faults: vec![fault] });
        return Vec::new();
    }
    state.dialog = None;
    for column in &sheet.passed_over {
        state.tell(format!("{name}: {column}"), false, None);
    }
    let is_there =
        |(item, round, ballots): &(usize, Round, Vec<Ballot>)| is_held(state, *item, *round, ballots);
    let new: Vec<_> = sheet.votes.into_iter().filter(|vote| !is_there(vote)).collect();
    let (closed, open): (Vec<_>, Vec<_>) =
        new.into_iter().partition(|(item, round, _)| state.course.vote(*item, *round).is_some());
    if !open.is_empty() {
        let text = format!("{name}: {} of {}", count(open.len(), "vote"), count(sheet.persons, "person"));
        state.tell(text, false, None);
    } else if closed.is_empty() {
        state.tell(format!("{name}: every vote in it stands here already"), false, None);
    }
    let effects = take(state, open, None);
    if !closed.is_empty() {
        let items = state.session.room.items();
        let votes = closed.into_iter().map(|(item, round, ballots)| (items[item].id.clone(), round, ballots));
        state.ballots = Some(WaitingBallots { name, votes: votes.collect() });
        state.dialog = Some(Dialog::CorrectByBallots { reason: String::new() });
    }
    effects
}

/// Why ballots are not taken for the vote that is open: hands are counted in it, and would be lost.
fn counted_by_hands(state: &State, sheet: &Sheet) -> Option<String> {
    let (item, round) = state.course.open_vote().filter(|_| state.has_counted())?;
    let is_open = |(of, own, _): &(usize, Round, Vec<Ballot>)| *of == item && *own == round;
    sheet.votes.iter().any(is_open).then(|| {
        format!(
            "The {} on item {} is open, and hands are counted in it: close it, or take the hands back.",
            words::seminar::round(round).to_lowercase(),
            item + 1
        )
    })
}

/// Whether these ballots are what an item's vote holds.
fn is_held(state: &State, item: usize, round: Round, ballots: &[Ballot]) -> bool {
    state.course.ballots(&state.session.room, item, round) == Some(ballots)
}

/// Takes the ballots that waited for a reason.
pub(super) fn take_waiting(state: &mut State, reason: &str) -> Vec<Effect> {
    if reason.trim().is_empty() {
        return Vec::new();
    }
    state.dialog = None;
    let Some(waiting) = state.ballots.take() else { return Vec::new() };
    let room = Arc::clone(&state.session.room);
    let votes = waiting.votes.into_iter();
    let votes = votes.filter_map(|(item, round, ballots)| Some((room.item(&item)?, round, ballots)));
    take(state, votes.collect(), Some(reason))
}

fn take(state: &mut State, votes: Vec<(usize, Round, Vec<Ballot>)>, correction: Option<&str>) -> Vec<Effect> {
    let taken = votes.into_iter().flat_map(|(item, round, ballots)| {
        let vote = Vote {
            round,
            tally: None,
            ballots: Some(ballots),
            correction: correction.map(str::to_owned),
            extra: Extra::default(),
        };
        room::close(state, item, vec![vote])
    });
    let effects = taken.collect();
    if state.course.open_vote().is_none() {
        room::forget_counting(state);
    }
    effects
}
