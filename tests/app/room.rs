//! A lecturer runs a seminar: the room votes, what is closed stays closed, and every step is in the file.

use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use prescient::app::room::{ItemEdit, Page, Reckoned, RoomAction, RoomFile};
use prescient::app::what_if::Change;
use prescient::app::{Action, Command, Dialog, Effect, Selection, State, apply};
use prescient::assess::Origin;
use prescient::assess::votes::Counts;
use prescient::model::json::Progress;
use prescient::model::{Manner, PredictionRef, Reported, Room, Round, Stage};
use prescient::seminar::{Course, Place};
use prescient::store::{AnyDocument, load_any, room_of};
use tempfile::TempDir;

use crate::window::Window;

pub const CHINA: &str = "china-is-main-adversary";
pub const SPLIT: &str = "split-still-possible";

/// Does what a hand or a worker asks for. What is reckoned in the background is reckoned at once.
pub fn does(window: &mut Window, action: Action) {
    let state = window.harness.state_mut().state_mut();
    for effect in apply(state, action) {
        if let Effect::Reckon { comparison, room, other } = effect {
            apply(state, Action::Room(RoomAction::Reckoned(Box::new(Reckoned::of(comparison, room, other)))));
        }
    }
    window.harness.run_ok();
}

pub fn room(window: &mut Window, action: RoomAction) {
    does(window, Action::Room(action));
}

pub fn command(window: &mut Window, command: Command) {
    does(window, Action::Command(command));
}

pub fn press(window: &mut Window, key: Key) {
    window.keys(Modifiers::NONE, key);
}

/// The room as its seminar's file has it.
pub fn in_file(path: &Path) -> Room {
    match load_any(path, None, &Progress::default()).document {
        Some(AnyDocument::Seminar(seminar)) => Room::clone(&room_of(&seminar)),
        other => panic!("a seminar should be in the file: {other:?}"),
    }
}

/// Opens a window with these outcomes on the agenda, and saves the seminar.
pub fn with_agenda(folder: &TempDir, outcomes: &[&str]) -> (Window, PathBuf) {
    let path = folder.path().join("week-1.seminar.json");
    let mut window = Window::open();
    command(&mut window, Command::ShowSeminar);
    for outcome in outcomes {
        room(&mut window, RoomAction::AddOutcome((*outcome).into()));
    }
    save(&mut window, &path);
    (window, path)
}

pub fn save(window: &mut Window, path: &Path) {
    let dialog = Dialog::SaveSeminar { text: path.display().to_string(), problem: None };
    does(window, Action::Show(dialog));
    window.click("Save");
    window.wait(|state| state.session.seminar.is_some());
}

/// Waits until the file has all that the room has done.
#[track_caller]
pub fn wait_for_file(window: &mut Window) {
    window.wait(|state| {
        let saved = state.session.seminar.as_ref().map(|open| room_of(&open.saved)).unwrap_or_default();
        saved.log == state.session.room.log && saved.counting == state.session.room.counting
    });
}

/// Goes on until the room is at a stage.
#[track_caller]
pub fn go_to(window: &mut Window, stage: Stage) {
    for _ in 0..10 {
        if matches!(window.state().course.place, Place::At { stage: now, .. } if now == stage) {
            return;
        }
        press(window, Key::PageDown);
    }
    panic!("the room never came to {stage:?}: {:?}", window.state().course.place);
}

/// Types hands as a lecturer does: digits, then Enter.
pub fn count(window: &mut Window, hands: &[u32]) {
    for number in hands {
        for digit in number.to_string().chars() {
            window.harness.event(Event::Text(digit.to_string()));
            window.harness.run_ok();
        }
        press(window, Key::Enter);
    }
}

/// Votes in the present stage, and closes the vote.
fn vote(window: &mut Window, hands: &[u32; 6]) {
    count(window, hands);
    press(window, Key::PageDown);
}

fn counts(state: &State, item: usize, round: Round) -> Option<Counts> {
    state.course.vote(item, round).map(|closed| closed.counts)
}

#[test]
fn a_room_votes_by_keys_alone_and_every_step_is_in_the_file() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[12, 5, 3]);
    assert!(window.shows("20 hands counted"));
    wait_for_file(&mut window);
    assert_eq!(in_file(&path).counting.unwrap().len(), 3, "hands are kept while they are counted");
    count(&mut window, &[0, 2, 4]);
    // Behind the last number stands the button that closes the vote.
    press(&mut window, Key::Enter);
    let expected = Counts { grades: [12, 5, 3, 0, 2], cannot_decide: 4 };
    assert_eq!(counts(window.state(), 0, Round::First), Some(expected));
    wait_for_file(&mut window);
    let kept = in_file(&path);
    assert_eq!(Course::of(&kept).vote(0, Round::First).unwrap().counts, expected);
    assert_eq!(kept.counting, None);

    // Opened again, it stands where it stood.
    let again = Window::with_files(&[path]);
    assert!(again.shows("Item 1 of 1") && again.shows("Stage: First vote"));
    assert_eq!(counts(again.state(), 0, Round::First), Some(expected));
}

#[test]
fn hands_that_are_typed_faster_than_the_window_draws_go_where_they_belong() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    // All of it comes between two frames, but for the second half of a number.
    for key in "1 9|3|2|0|5|1".chars() {
        match key {
            '|' => window.harness.key_press(Key::Enter),
            ' ' => window.harness.run_ok().map_or((), drop),
            digit => window.harness.event(Event::Text(digit.to_string())),
        }
    }
    window.harness.run_ok();
    assert!(window.shows("30 hands counted"), "{:?}", window.state().session.room.counting);
    press(&mut window, Key::Enter);
    press(&mut window, Key::Enter);
    assert_eq!(counts(window.state(), 0, Round::First).map(|counts| counts.grades), Some([19, 3, 2, 0, 5]));
}

#[test]
fn nothing_begins_before_there_is_a_file() {
    let mut window = Window::open();
    command(&mut window, Command::ShowSeminar);
    room(&mut window, RoomAction::AddOutcome(CHINA.into()));
    room(&mut window, RoomAction::ShowPage(Page::Run));
    press(&mut window, Key::PageDown);
    assert_eq!(window.state().course.place, Place::Before);
    assert!(window.shows("Save the seminar first"));
    assert_eq!(
        window.state().obstacle(Command::NextStage),
        Some("Save the seminar first: each step is kept in its file")
    );
}

#[test]
fn a_closed_vote_is_corrected_with_a_reason_and_both_are_kept() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    vote(&mut window, &[3, 0, 0, 0, 0, 0]);
    count(&mut window, &[9]);
    assert_eq!(counts(window.state(), 0, Round::First).unwrap().grades[0], 3, "closed is closed");

    window.click("Correct the first vote…");
    assert!(window.shows("What was closed stays in the log"));
    let correct = |hands: &[&str], reason: &str| Dialog::Correct {
        item: CHINA.into(),
        round: Round::First,
        hands: hands.iter().map(|hands| (*hands).to_owned()).collect(),
        reason: reason.to_owned(),
    };
    does(&mut window, Action::Show(correct(&["2", "1", "0", "0", "0", "x"], "A hand went up late")));
    assert!(window.shows("Each answer needs a whole number"));
    does(&mut window, Action::Show(correct(&["2", "1", "0", "0", "0", "0"], " ")));
    window.click("Correct");
    assert!(window.state().dialog.is_some(), "not without a reason");
    does(&mut window, Action::Show(correct(&["2", "1", "0", "0", "0", "0"], "A hand went up late")));
    window.click("Correct");
    assert_eq!(counts(window.state(), 0, Round::First).unwrap().grades, [2, 1, 0, 0, 0]);
    assert!(window.shows("First vote: corrected 1 time."));
    wait_for_file(&mut window);
    let log = in_file(&path).log.unwrap();
    let votes: Vec<_> = log.iter().filter_map(|entry| entry.vote.as_ref()).collect();
    assert_eq!(votes.len(), 2, "what was closed is still there");
    assert_eq!(votes[1].correction.as_deref(), Some("A hand went up late"));
}

#[test]
fn the_rooms_reading_counts_when_it_is_let_and_its_origin_is_shown() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    let score = |window: &Window| window.state().comparison.assessment.theories[2].scorecard.score.unwrap();
    let by_essay = score(&window);
    go_to(&mut window, Stage::FirstVote);
    vote(&mut window, &[0, 0, 0, 1, 9, 0]);
    assert!((score(&window) - by_essay).abs() < 1e-9, "a vote alone changes no verdict");
    window.harness.get_by_label("The room's reading counts in place of the essay's").scroll_to_me();
    window.harness.run_ok();
    window.click("The room's reading counts in place of the essay's");
    assert!(score(&window) < by_essay, "Huntington was confirmed by it");
    assert!(window.shows("and the room reads 1 outcome"));

    let outcome = window.state().comparison.outcome(CHINA).unwrap().1.clone();
    let origin = |window: &Window| window.state().session.lens.origin(&outcome);
    assert_eq!(origin(&window), Origin::Room);
    does(&mut window, Action::Select(Selection::Outcome(CHINA.to_owned())));
    assert!(
        window
            .harness
            .query_all_by_value("Did not occur, as the room reads it; the essay reports occurred")
            .next()
            .is_some()
    );

    // A what-if comes before the room; what is read as the room does is none.
    does(&mut window, Action::WhatIf(Change::Reading(CHINA.to_owned(), Some(Reported::Occurred))));
    assert_eq!(origin(&window), Origin::User);
    assert!((score(&window) - by_essay).abs() < 1e-9);
    does(&mut window, Action::WhatIf(Change::Reading(CHINA.to_owned(), Some(Reported::DidNotOccur))));
    assert_eq!(origin(&window), Origin::Room);
    does(&mut window, Action::WhatIf(Change::Nothing));
    assert_eq!(origin(&window), Origin::Room, "the room's reading is no what-if");
}

#[test]
fn undo_leads_back_through_the_plan_and_never_behind_what_has_happened() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA, SPLIT]);
    room(&mut window, RoomAction::EditItem(1, ItemEdit::Manner(Manner::SidesSwapped, true)));
    command(&mut window, Command::Undo);
    assert!(!window.state().session.room.items()[1].is(Manner::SidesSwapped));
    command(&mut window, Command::Redo);
    assert!(window.state().session.room.items()[1].is(Manner::SidesSwapped));
    does(&mut window, Action::WhatIf(Change::Off(SPLIT.to_owned(), true)));

    go_to(&mut window, Stage::FirstVote);
    vote(&mut window, &[5, 0, 0, 0, 0, 0]);
    room(&mut window, RoomAction::SetNotes("They laughed".to_owned()));
    command(&mut window, Command::Undo);
    assert_eq!(window.state().session.room.notes, None);
    command(&mut window, Command::Undo);
    assert!(window.state().session.lens.off_outcomes.is_empty(), "the what-if is undone");
    for _ in 0..5 {
        command(&mut window, Command::Undo);
    }
    let state = window.state();
    assert_eq!(state.session.room.items().len(), 2, "the agenda that was voted on stays");
    assert_eq!(counts(state, 0, Round::First).unwrap().grades[0], 5);
}

#[test]
fn the_stages_of_an_item_that_has_begun_stay() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::Alone);
    room(&mut window, RoomAction::EditItem(0, ItemEdit::Manner(Manner::SidesSwapped, true)));
    assert!(told(&window, "its stages stay as they are"));
    assert!(!window.state().session.room.items()[0].is(Manner::SidesSwapped));
}

#[test]
fn what_the_room_has_been_at_stays_on_the_agenda() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA, SPLIT]);
    go_to(&mut window, Stage::Pairs);
    room(&mut window, RoomAction::RemoveItem(0));
    assert_eq!(window.state().session.room.items().len(), 2);
    room(&mut window, RoomAction::RemoveItem(1));
    assert_eq!(window.state().session.room.items().len(), 1);
    room(&mut window, RoomAction::AddControl(0));
    let control = &window.state().session.room.items()[1];
    assert_eq!(control.negates.as_ref(), Some(&window.state().session.room.items()[0].id));
}

#[test]
fn hands_that_are_counted_are_not_lost_by_looking_elsewhere() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA, SPLIT]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[7]);
    press(&mut window, Key::PageUp);
    room(&mut window, RoomAction::GoTo(1));
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::FirstVote });
    assert!(told(&window, "Hands are counted: close the vote first"));
    assert!(window.state().has_counted());
    room(&mut window, RoomAction::Count { place: 0, hands: None });
    press(&mut window, Key::PageUp);
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::Pairs });
}

#[test]
fn what_was_voted_on_is_not_worded_otherwise_afterwards() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    room(&mut window, RoomAction::EditItem(0, ItemEdit::Wording("China is first".to_owned())));
    go_to(&mut window, Stage::FirstVote);
    vote(&mut window, &[7, 0, 0, 0, 0, 0]);
    room(&mut window, RoomAction::EditItem(0, ItemEdit::Wording("China is last".to_owned())));
    assert_eq!(window.state().session.room.items()[0].wording.as_deref(), Some("China is first"));
    assert!(told(&window, "its statement and its manner stay as they were"));
}

#[test]
fn keys_of_the_room_write_in_a_text_field_and_do_nothing_in_another_view() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::Alone);
    window.click("Notes on this item");
    for (key, text) in [(Key::R, "r"), (Key::B, "b"), (Key::T, "t")] {
        window.harness.key_press(key);
        window.harness.event(Event::Text(text.to_owned()));
        window.harness.run_ok();
    }
    assert_eq!(window.state().session.room.items()[0].notes.as_deref(), Some("rbt"));
    assert!(!window.state().timer.is_started());
    command(&mut window, Command::ShowCompare);
    press(&mut window, Key::PageDown);
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::Alone });
}

/// A key goes down, or repeats while it is held.
fn down(window: &mut Window, key: Key) {
    let (pressed, repeat) = (true, false);
    window.harness.event(Event::Key { key, physical_key: None, pressed, repeat, modifiers: Modifiers::NONE });
    window.harness.run_ok();
}

#[test]
fn a_key_that_is_held_down_moves_the_room_once() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    for _ in 0..5 {
        down(&mut window, Key::PageDown);
    }
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::Alone });
    command(&mut window, Command::Projector);
    for _ in 0..4 {
        down(&mut window, Key::B);
    }
    assert!(window.state().projector.is_blank);
}

#[test]
fn a_remote_control_moves_the_room_while_the_lecturer_writes() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::Alone);
    window.click("Notes on this item");
    window.harness.event(Event::Text("a".to_owned()));
    press(&mut window, Key::PageDown);
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::Pairs });
    press(&mut window, Key::PageUp);
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::Alone });
    assert_eq!(window.state().session.room.items()[0].notes.as_deref(), Some("a"));
}

#[test]
fn a_room_goes_on_by_enter_alone() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[4, 0, 2, 0, 0, 1]);
    // The button that closes the vote has the keyboard, and keeps it though the fields above it are gone.
    for _ in 0..2 {
        press(&mut window, Key::Enter);
    }
    assert_eq!(counts(window.state(), 0, Round::First).unwrap().total(), 7);
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::Discussion });
}

#[test]
fn a_number_typed_just_before_the_room_goes_on_is_counted() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    // Both within one frame.
    window.harness.event(Event::Text("7".to_owned()));
    window.harness.key_press(Key::PageDown);
    window.harness.run_ok();
    assert_eq!(counts(window.state(), 0, Round::First).map(|counts| counts.grades[0]), Some(7));
}

#[test]
fn a_timer_without_time_does_not_start() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    press(&mut window, Key::T);
    assert!(!window.state().timer.is_started(), "a dead 0:00 would be on the wall");
    window.click("+1 min");
    press(&mut window, Key::T);
    assert!(window.state().timer.is_started());
}

#[test]
fn what_is_counted_is_closed_where_it_is_seen() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[4]);
    for look_away in
        [Action::Room(RoomAction::ShowPage(Page::Figures)), Action::Command(Command::ShowCompare)]
    {
        does(&mut window, look_away);
        // The key of the projector's window, or a clicker.
        command(&mut window, Command::NextStage);
        assert_eq!(counts(window.state(), 0, Round::First), None, "half of the room is counted");
        assert!(window.shows("4 hands counted"), "the page comes up first");
    }
    press(&mut window, Key::PageDown);
    assert_eq!(counts(window.state(), 0, Round::First).unwrap().grades[0], 4);
}

#[test]
fn a_vote_that_comes_up_again_takes_the_keyboard_and_each_number_begins_anew() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    let type_digit = |window: &mut Window, digit: &str| {
        window.harness.event(Event::Text(digit.to_owned()));
        window.harness.run_ok();
    };
    let first = |window: &Window| {
        let counting = window.state().session.room.counting.clone().unwrap_or_default();
        counting.first().map(|votes| votes.votes)
    };
    go_to(&mut window, Stage::FirstVote);
    type_digit(&mut window, "1");
    // The keyboard is elsewhere for a while.
    window.click("Notes on this item");
    type_digit(&mut window, "9");
    window.click("Hands for Occurred");
    type_digit(&mut window, "2");
    assert_eq!(first(&window), Some(2), "not 12");
    room(&mut window, RoomAction::ShowPage(Page::Agenda));
    room(&mut window, RoomAction::ShowPage(Page::Run));
    type_digit(&mut window, "7");
    assert_eq!(first(&window), Some(7), "one can count on at once");
}

#[test]
fn the_timer_runs_stops_and_begins_anew_with_each_stage() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    room(&mut window, RoomAction::EditItem(0, ItemEdit::Minutes(7)));
    go_to(&mut window, Stage::Discussion);
    assert!(window.shows("Time left: 7:00"));
    let seconds = |window: &Window| window.state().timer.countdown(window.state().now()).seconds;
    command(&mut window, Command::Timer);
    assert!(window.state().timer.is_running(window.state().now()));
    let until = window.state().now() + 2.5;
    while window.state().now() < until {
        window.harness.step();
    }
    let left = seconds(&window);
    assert!((410..=418).contains(&left), "{left}");
    command(&mut window, Command::Timer);
    let stopped = seconds(&window);
    for _ in 0..20 {
        window.harness.step();
    }
    assert_eq!(seconds(&window), stopped, "it stands");
    room(&mut window, RoomAction::AddTime(60.0));
    assert_eq!(seconds(&window), stopped + 60);
    press(&mut window, Key::PageDown);
    assert_eq!(seconds(&window), 0, "a vote has no time of its own");
}

#[test]
fn ballots_go_out_blank_come_back_filled_in_and_correct_only_with_a_reason() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA, SPLIT]);
    let sheet = folder.path().join("ballots.csv");
    room(&mut window, RoomAction::SetPersons(4));
    let chosen = |wanted, path: &Path| {
        Action::Room(RoomAction::FileChosen { wanted, path: path.to_owned(), replaces: true })
    };
    run(&mut window, chosen(RoomFile::BlankSheet, &sheet));
    let blank = fs::read_to_string(&sheet).unwrap();
    assert_eq!(blank.lines().count(), 6, "headings, answers and four persons: {blank}");

    let filled: String = blank
        .lines()
        .map(|line| {
            format!(
                "{}\n",
                line.replacen("P01,", "P01,1", 1).replacen("P02,", "P02,2", 1).replacen("P03,", "P03,?", 1)
            )
        })
        .collect();
    fs::write(&sheet, &filled).unwrap();
    run(&mut window, chosen(RoomFile::Ballots, &sheet));
    let expected = Counts { grades: [1, 1, 0, 0, 0], cannot_decide: 1 };
    assert_eq!(counts(window.state(), 0, Round::First), Some(expected));
    assert!(told(&window, "1 vote of 3 persons"));

    run(&mut window, chosen(RoomFile::Ballots, &sheet));
    assert!(told(&window, "every vote in it stands here already"));

    fs::write(&sheet, filled.replace("P02,2", "P02,5")).unwrap();
    run(&mut window, chosen(RoomFile::Ballots, &sheet));
    assert_eq!(counts(window.state(), 0, Round::First), Some(expected), "closed is closed");
    assert!(window.shows("says otherwise than 1 vote already closed"));
    room(&mut window, RoomAction::TakeBallots("Read wrongly".to_owned()));
    assert_eq!(counts(window.state(), 0, Round::First).unwrap().grades, [1, 0, 0, 0, 1]);

    fs::write(&sheet, filled.replace("P02,2", "P02,perhaps")).unwrap();
    run(&mut window, chosen(RoomFile::Ballots, &sheet));
    assert!(window.shows("These ballots cannot be read") || window.shows("line 4"));
    assert!(window.shows("found \"perhaps\""));
}

/// Does what an action asks for, and what it leads to in the background, at once.
pub fn run(window: &mut Window, action: Action) {
    let effects = apply(window.harness.state_mut().state_mut(), action);
    for effect in effects {
        let action = match effect {
            Effect::SaveSheet { path, bytes } => {
                fs::write(&path, bytes).unwrap();
                RoomAction::SheetSaved { path, result: Ok(()) }
            }
            Effect::ReadBallots { path, asked } => {
                let read = prescient::store::read_ballots(&fs::read(&path).unwrap(), &asked.room);
                let result = read.map_err(|faults| faults.list.iter().map(ToString::to_string).collect());
                RoomAction::BallotsRead { path, asked, result }
            }
            _ => continue,
        };
        room(window, action);
    }
    window.harness.run_ok();
}

pub fn told(window: &Window, part: &str) -> bool {
    window.state().messages.iter().any(|message| message.text.contains(part))
}

#[test]
fn a_file_that_cannot_be_written_is_told_once_and_nothing_is_lost() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    // Another program changes the file: what it holds is not written over.
    let theirs = fs::read_to_string(&path).unwrap().replacen("\"seed\"", "\"x-theirs\": 1,\n    \"seed\"", 1);
    fs::write(&path, &theirs).unwrap();
    go_to(&mut window, Stage::Alone);
    window.wait(|state| matches!(&state.dialog, Some(Dialog::SaveSeminar { problem: Some(_), .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    does(&mut window, Action::CloseDialog);
    for _ in 0..5 {
        does(&mut window, Action::Hover(None));
    }
    assert!(window.state().dialog.is_none(), "it is not asked again and again");
    assert_eq!(window.state().course.place, Place::At { item: 0, stage: Stage::Alone }, "the room goes on");
    let other = folder.path().join("week-1b.seminar.json");
    save(&mut window, &other);
    window.wait(|state| {
        state.session.seminar.as_ref().is_some_and(|open| open.path.ends_with("week-1b.seminar.json"))
    });
    assert_eq!(Course::of(&in_file(&other)).place, Place::At { item: 0, stage: Stage::Alone });
}

#[test]
fn a_prediction_is_judged_before_one_sees_whose_it_is() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[]);
    let huntington = &window.state().comparison.members[2].theory;
    let prediction = PredictionRef::new(huntington.id.clone(), huntington.predictions[0].id.clone());
    room(&mut window, RoomAction::AddPrediction(prediction));
    room(&mut window, RoomAction::EditItem(0, ItemEdit::Manner(Manner::TheoryHidden, true)));
    go_to(&mut window, Stage::FirstVote);
    assert!(window.shows("For you alone: Huntington"));
    let wall = |window: &Window| format!("{:?}", window.state().wall());
    assert!(!wall(&window).contains("Huntington"));
    vote(&mut window, &[4, 0, 0, 0, 0, 0]);
    go_to(&mut window, Stage::Voted);
    press(&mut window, Key::R);
    window.wait(|state| !state.is_reckoning_outdated());
    assert!(wall(&window).contains("Huntington") && wall(&window).contains("Confirmed"));
    assert!(window.state().session.lens.room.is_empty(), "a vote on a verdict is no reading");
}
