//! What a room does is kept: at once, in its own seminar's file and in no other, and nothing else with it.

use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::Key;
use prescient::app::leaving::{Answer, Leaving};
use prescient::app::room::{RoomAction, RoomFile};
use prescient::app::what_if::Change;
use prescient::app::{Action, Body, Command, Dialog, Effect, apply};
use prescient::model::json::Progress;
use prescient::model::{Reported, Room, Round, Stage};
use prescient::seminar::Place;
use prescient::store::{AnyDocument, load_any, load_any_stamped, room_of};
use tempfile::TempDir;

use crate::files::{RIMLAND, file, spykman};
use crate::keeping::{kill, wait_until_kept};
use crate::room::{
    CHINA, SPLIT, command, count, does, go_to, in_file, press, room, run, save, told, wait_for_file,
    with_agenda,
};
use crate::window::Window;

/// Counts hands that never get to the file: the process is killed while it writes.
fn count_and_die(mut window: Window, root: &Path) {
    let state = window.harness.state_mut().state_mut();
    let left_out = apply(state, Action::Room(RoomAction::Count { place: 0, hands: Some(3) }));
    assert!(
        left_out.iter().any(|effect| matches!(effect, Effect::SaveSeminar { .. })),
        "it would be written"
    );
    wait_until_kept(&mut window);
    kill(window, root);
}

/// A window that keeps its work in this folder, and a seminar that has come to its first vote.
fn at_first_vote(root: &Path, path: &Path) -> Window {
    let mut window = Window::recovering(root, &[]);
    command(&mut window, Command::ShowSeminar);
    room(&mut window, RoomAction::AddOutcome(CHINA.into()));
    save(&mut window, path);
    go_to(&mut window, Stage::FirstVote);
    wait_for_file(&mut window);
    window
}

/// The file of another seminar with these outcomes on its agenda, in which nothing has happened.
fn another_seminar(folder: &TempDir, name: &str, outcomes: &[&str]) -> PathBuf {
    let elsewhere = TempDir::new().unwrap();
    let (_, path) = with_agenda(&elsewhere, outcomes);
    let named = folder.path().join(name);
    fs::copy(&path, &named).unwrap();
    named
}

fn hands(room: &Room) -> Option<u32> {
    room.counting.as_ref()?.first().map(|votes| votes.votes)
}

/// The file of the seminar that is open.
fn open_file(window: &Window) -> Option<PathBuf> {
    window.state().session.seminar.as_ref().map(|open| open.path.clone())
}

#[test]
fn an_agenda_without_a_file_is_asked_about_and_kept_for_the_next_start() {
    let root = TempDir::new().unwrap();
    let mut window = Window::recovering(root.path(), &[]);
    room(&mut window, RoomAction::AddOutcome(CHINA.into()));
    command(&mut window, Command::Quit);
    assert!(window.shows("The seminar: 1 item on its agenda"));
    does(&mut window, Action::CloseDialog);
    wait_until_kept(&mut window);
    kill(window, root.path());
    let mut again = Window::recovering(root.path(), &[]);
    again.wait(|state| !state.recovery.found.is_empty());
    assert!(again.shows("1 item on the agenda"));
    does(&mut again, Action::Recover(vec![true]));
    assert_eq!(again.state().session.room.items()[0].outcome.as_ref().unwrap().as_str(), CHINA);
}

#[test]
fn a_copy_that_the_file_has_gone_on_from_is_nothing_to_recover() {
    let (root, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = folder.path().join("week-1.seminar.json");
    count_and_die(at_first_vote(root.path(), &path), root.path());

    // As it was cut off, the copy has more than the file.
    let mut again = Window::recovering(root.path(), std::slice::from_ref(&path));
    again.wait(|state| !state.recovery.found.is_empty());
    does(&mut again, Action::CloseDialog);
    kill(again, root.path());

    // Where the file has gone on, it has all of it.
    let text = fs::read_to_string(&path).unwrap();
    let stage = "{ \"at\": \"\", \"item\": \"china-is-main-adversary\", \"stage\": \"discussion\" }";
    let at = text.rfind("\"stage\": \"first-vote\"").unwrap();
    let end = at + text[at..].find('}').unwrap() + 1;
    fs::write(&path, format!("{}, {stage}{}", &text[..end], &text[end..])).unwrap();
    let after = Window::recovering(root.path(), std::slice::from_ref(&path));
    assert!(after.state().recovery.found.is_empty() && after.state().dialog.is_none());
    assert_eq!(after.state().course.place, Place::At { item: 0, stage: Stage::Discussion });
}

#[test]
fn what_a_room_has_done_is_recovered_into_its_own_file_though_another_seminar_is_open() {
    let (root, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let first = folder.path().join("week-1.seminar.json");
    // Another room with the same agenda, which has not begun.
    let second = another_seminar(&folder, "week-2.seminar.json", &[CHINA]);
    let untouched = fs::read(&second).unwrap();
    count_and_die(at_first_vote(root.path(), &first), root.path());

    let mut again = Window::recovering(root.path(), std::slice::from_ref(&second));
    again.wait(|state| !state.recovery.found.is_empty());
    again.click("Recover");
    again.wait(|state| {
        state.session.seminar.as_ref().is_some_and(|open| open.path.ends_with("week-1.seminar.json"))
    });
    assert_eq!(hands(&again.state().session.room), Some(3));
    assert_eq!(again.state().course.place, Place::At { item: 0, stage: Stage::FirstVote });
    wait_for_file(&mut again);
    assert_eq!(hands(&in_file(&first)), Some(3));
    assert_eq!(fs::read(&second).unwrap(), untouched, "the other room has done nothing");
}

#[test]
fn what_a_room_has_done_is_recovered_though_its_file_is_gone() {
    let (root, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = folder.path().join("week-1.seminar.json");
    count_and_die(at_first_vote(root.path(), &path), root.path());
    fs::remove_file(&path).unwrap();

    let mut again = Window::recovering(root.path(), &[]);
    again.wait(|state| !state.recovery.found.is_empty());
    again.click("Recover");
    wait_for_file(&mut again);
    assert_eq!(hands(&in_file(&path)), Some(3), "saving makes it again");
    assert_eq!(open_file(&again), Some(path.canonicalize().unwrap()));
}

#[test]
fn an_agenda_that_a_seminar_has_set_aside_is_asked_about_and_can_be_saved() {
    let folder = TempDir::new().unwrap();
    let path = another_seminar(&folder, "week-1.seminar.json", &[CHINA]);
    let mut window = Window::open();
    command(&mut window, Command::ShowSeminar);
    room(&mut window, RoomAction::AddOutcome(SPLIT.into()));
    room(&mut window, RoomAction::AddOutcome(CHINA.into()));
    window.open_path(&path);
    assert_eq!(window.state().session.room.items().len(), 1);

    command(&mut window, Command::Quit);
    assert!(window.shows("The seminar: 2 items on its agenda (set aside while the seminar is open)"));
    let state = window.harness.state_mut().state_mut();
    let effects = apply(state, Action::Leave(Leaving::Window, Answer::Save));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::AskWhereToSaveSeminar { .. })));
    assert_eq!(state.session.room.items().len(), 2, "it is in front again");
    assert!(state.session.seminar.is_none());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Quit)), "it is saved first");
}

#[test]
fn an_agenda_that_a_seminar_has_set_aside_is_kept_for_the_next_start() {
    let (root, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = another_seminar(&folder, "week-1.seminar.json", &[CHINA]);
    let mut window = Window::recovering(root.path(), &[]);
    room(&mut window, RoomAction::AddOutcome(SPLIT.into()));
    window.open_path(&path);
    wait_until_kept(&mut window);
    kill(window, root.path());

    let mut again = Window::recovering(root.path(), std::slice::from_ref(&path));
    again.wait(|state| !state.recovery.found.is_empty());
    again.click("Recover");
    assert!(told(&again, "it comes back when the seminar is closed"));
    assert_eq!(again.state().session.room.items()[0].id.as_str(), CHINA);
    command(&mut again, Command::CloseSeminar);
    assert_eq!(again.state().session.room.items()[0].id.as_str(), SPLIT);
}

#[test]
fn a_step_of_the_room_writes_what_the_room_did_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    let before = seminar(&path);
    does(&mut window, Action::WhatIf(Change::Reading(CHINA.to_owned(), Some(Reported::DidNotOccur))));
    window.open_path(&file(&folder, "spykman.json", &spykman(RIMLAND)));
    command(&mut window, Command::ShowSeminar);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[4]);
    wait_for_file(&mut window);
    let after = seminar(&path);
    assert_eq!(room_of(&after).entries().len(), 3);
    let without_room = |mut seminar: prescient::model::Seminar| {
        seminar.room = None;
        seminar
    };
    assert_eq!(without_room(before), without_room(after), "neither what-ifs nor a theory beside it");
    assert!(window.state().has_unsaved_readings(), "how it is read is still asked about");
    assert!(
        window
            .state()
            .session
            .documents
            .iter()
            .any(|document| matches!(&document.body, Body::Theory(t) if t.id.as_str() == "spykman"))
    );
}

fn seminar(path: &Path) -> prescient::model::Seminar {
    match load_any(path, None, &Progress::default()).document {
        Some(AnyDocument::Seminar(seminar)) => seminar,
        other => panic!("a seminar should be in the file: {other:?}"),
    }
}

#[test]
fn what_is_read_again_while_a_step_is_written_does_not_take_the_step_back() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    wait_for_file(&mut window);
    let state = window.harness.state_mut().state_mut();
    // Files are reloaded; before what was read arrives, hands are counted.
    let file = open_path(state.session.seminar.as_ref().map(|open| &*open.path));
    apply(state, Action::Open(vec![path.clone()]));
    let read = || load_any_stamped(&path, None, &Progress::default());
    let (first_read, second_read) = (read(), read());
    let effects = apply(state, Action::Room(RoomAction::Count { place: 0, hands: Some(7) }));
    let save = effects.into_iter().find(|effect| matches!(effect, Effect::SaveSeminar { .. })).unwrap();
    let arrives =
        |(loaded, stamp)| Action::FileLoaded { path: file.clone(), stamp, loaded: Box::new(loaded) };
    let effects = apply(state, arrives(first_read));
    assert!(
        effects.iter().all(|effect| !matches!(effect, Effect::Load { .. })),
        "a slow disk is not read on and on"
    );
    assert!(state.messages.last().unwrap().text.contains("since it is being written"));
    assert_eq!(hands(&state.session.room), Some(7));
    // Written, it is newer than what was asked for before.
    let Effect::SaveSeminar { path, draft } = save else { unreachable!() };
    let result = draft.save(&path);
    apply(state, Action::SeminarSaved { path, source: draft.source, result });
    let effects = apply(state, arrives(second_read));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Load { .. })));
    assert_eq!(hands(&state.session.room), Some(7));
}

fn open_path(path: Option<&Path>) -> PathBuf {
    path.expect("a seminar is open").to_owned()
}

#[test]
fn a_question_that_is_open_is_not_replaced_by_the_failure_of_what_nobody_asked_for() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    let theirs = fs::read_to_string(&path).unwrap().replacen("\"seed\"", "\"x-theirs\": 1,\n    \"seed\"", 1);
    fs::write(&path, &theirs).unwrap();
    // While the step is being written, something else asks.
    let state = window.harness.state_mut().state_mut();
    let effects = apply(state, Action::Command(Command::NextStage));
    let faults = vec!["a fault".to_owned()];
    does(&mut window, Action::Show(Dialog::Ballots { name: "ballots.csv".to_owned(), faults }));
    for effect in effects {
        if let Effect::SaveSeminar { path, draft } = effect {
            let result = draft.save(&path);
            does(&mut window, Action::SeminarSaved { path, source: draft.source, result });
        }
    }
    assert!(told(&window, "was not saved"));
    assert!(matches!(window.state().dialog, Some(Dialog::Ballots { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn ballots_are_not_taken_for_a_vote_in_which_hands_are_counted() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[4]);
    let sheet = folder.path().join("ballots.csv");
    fs::write(&sheet, format!("person,{CHINA} / first\nP01,1\nP02,2\n")).unwrap();
    import(&mut window, &sheet);
    assert!(window.shows("hands are counted in it: close it, or take the hands back"));
    assert_eq!(hands(&window.state().session.room), Some(4));
    assert!(window.state().course.vote(0, Round::First).is_none());
    does(&mut window, Action::CloseDialog);

    // With no hand up they are taken, and the zeros that were typed are nobody's any more.
    does(&mut window, Action::Room(RoomAction::Count { place: 0, hands: Some(0) }));
    import(&mut window, &sheet);
    assert_eq!(window.state().course.vote(0, Round::First).unwrap().counts.total(), 2);
    assert_eq!(window.state().session.room.counting, None);
}

/// Imports ballots as the window does, waiting for what was read.
fn import(window: &mut Window, sheet: &Path) {
    let (path, replaces) = (sheet.to_owned(), true);
    let chosen = RoomAction::FileChosen { wanted: RoomFile::Ballots, path, replaces };
    run(window, Action::Room(chosen));
}

#[test]
fn a_question_about_a_vote_goes_with_its_seminar() {
    let folder = TempDir::new().unwrap();
    let other_named = another_seminar(&folder, "other.seminar.json", &[CHINA]);
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[3]);
    press(&mut window, Key::PageDown);
    wait_for_file(&mut window);
    window.click("Correct the first vote…");
    // Another seminar's file is dropped on the window.
    let effects = apply(window.harness.state_mut().state_mut(), Action::Open(vec![other_named.clone()]));
    for effect in effects {
        if let Effect::Load { path, .. } = effect {
            let (loaded, stamp) = load_any_stamped(&path, None, &Progress::default());
            does(&mut window, Action::FileLoaded { path, stamp, loaded: Box::new(loaded) });
        }
    }
    assert_eq!(open_file(&window), Some(other_named.canonicalize().unwrap()));
    assert!(window.state().dialog.is_none(), "it would correct a vote of the other room");
}

#[test]
fn opened_again_the_timer_stands_at_the_time_of_the_stage() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::Discussion);
    wait_for_file(&mut window);
    assert!(window.shows("Time left: 5:00"));
    let again = Window::with_files(&[path]);
    assert!(again.shows("Time left: 5:00"));
}

#[test]
fn two_groups_in_one_sitting_have_a_file_and_a_room_each() {
    let folder = TempDir::new().unwrap();
    let (mut window, first) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[4, 2]);
    press(&mut window, Key::PageDown);
    wait_for_file(&mut window);
    let after = fs::read(&first).unwrap();
    command(&mut window, Command::CloseSeminar);
    assert_eq!(*window.state().session.room, Room::default(), "the next group begins anew");
    command(&mut window, Command::ShowSeminar);
    room(&mut window, RoomAction::AddOutcome(SPLIT.into()));
    let second = folder.path().join("week-2.seminar.json");
    save(&mut window, &second);
    assert_eq!(in_file(&second).entries().len(), 0);
    assert_eq!(in_file(&second).items().len(), 1);
    assert_eq!(fs::read(&first).unwrap(), after);
}

#[test]
fn what_a_room_did_in_its_file_is_not_set_aside_as_if_it_had_none() {
    let folder = TempDir::new().unwrap();
    let other_named = another_seminar(&folder, "other.seminar.json", &[SPLIT]);
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::Alone);
    wait_for_file(&mut window);
    window.open_path(&other_named);
    assert_eq!(open_file(&window), Some(other_named.canonicalize().unwrap()));
    assert!(window.state().unsaved(Leaving::Window).is_empty(), "all of it is in its file");
    command(&mut window, Command::CloseSeminar);
    assert_eq!(*window.state().session.room, Room::default());
}

#[test]
fn a_second_copy_does_not_replace_the_first_that_was_recovered() {
    let root = TempDir::new().unwrap();
    let mut first = Window::recovering(root.path(), &[]);
    room(&mut first, RoomAction::AddOutcome(CHINA.into()));
    wait_until_kept(&mut first);
    kill(first, root.path());
    let mut second = Window::recovering(root.path(), &[]);
    second.wait(|state| !state.recovery.found.is_empty());
    does(&mut second, Action::CloseDialog);
    room(&mut second, RoomAction::AddOutcome(SPLIT.into()));
    wait_until_kept(&mut second);
    kill(second, root.path());

    let mut third = Window::recovering(root.path(), &[]);
    third.wait(|state| state.recovery.found.len() == 2);
    third.click("Recover");
    let items = third.state().session.room.items();
    assert_eq!(items.len(), 1, "one of them is here");
    let (here, there) = if items[0].id.as_str() == CHINA { (CHINA, SPLIT) } else { (SPLIT, CHINA) };
    assert!(told(&third, "it is offered again at the next start"));
    wait_until_kept(&mut third);
    kill(third, root.path());
    let mut fourth = Window::recovering(root.path(), &[]);
    fourth.wait(|state| state.recovery.found.len() >= 2);
    let found =
        fourth.state().recovery.found.iter().map(|found| fs::read_to_string(&found.copy.path).unwrap());
    let found = found.collect::<String>();
    let is_found = |outcome: &str| found.contains(&format!("\"id\": \"{outcome}\",\n        \"outcome\""));
    assert!(is_found(here) && is_found(there), "neither is lost");
}

#[test]
fn a_theory_that_the_room_is_asked_about_is_in_the_file_with_the_room() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    window.open_path(&file(&folder, "spykman.json", &spykman(RIMLAND)));
    let own = prescient::model::PredictionRef::new("spykman".into(), "rimland-decides".into());
    room(&mut window, RoomAction::AddPrediction(own));
    command(&mut window, Command::ShowSeminar);
    press(&mut window, Key::PageDown);
    wait_for_file(&mut window);
    let kept = seminar(&path);
    assert_eq!(kept.theories.last().unwrap().document.id.as_str(), "spykman");
    let elsewhere = TempDir::new().unwrap();
    let copy = elsewhere.path().join("week-1.seminar.json");
    fs::copy(&path, &copy).unwrap();
    let again = Window::with_files(&[copy]);
    assert_eq!(again.state().statement(1), "The rimland decides, so China outgrows Russia");
}

#[test]
fn ballots_wait_for_a_file_and_for_their_own_seminar() {
    let folder = TempDir::new().unwrap();
    let mut window = Window::open();
    command(&mut window, Command::ShowSeminar);
    room(&mut window, RoomAction::AddOutcome(CHINA.into()));
    let needs = Some("Save the seminar first: each step is kept in its file");
    assert_eq!(window.state().obstacle(Command::ImportBallots), needs);
    assert_eq!(window.state().obstacle(Command::BlankBallots), None, "a sheet may go out before");
    let sheet = folder.path().join("ballots.csv");
    fs::write(&sheet, format!("person,{CHINA} / first\nP01,1\n")).unwrap();
    import(&mut window, &sheet);
    assert_eq!(window.state().session.room.entries().len(), 0);

    // What was chosen for one seminar, and read while another was opened, is not that one's.
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    let state = window.harness.state_mut().state_mut();
    let chosen = RoomAction::FileChosen { wanted: RoomFile::Ballots, path: sheet.clone(), replaces: true };
    let mut effects = apply(state, Action::Room(chosen)).into_iter();
    let asked = effects.find_map(|effect| match effect {
        Effect::ReadBallots { asked, .. } => Some(asked),
        _ => None,
    });
    let asked = asked.unwrap();
    let read = prescient::store::read_ballots(&fs::read(&sheet).unwrap(), &asked.room).unwrap();
    command(&mut window, Command::CloseSeminar);
    room(&mut window, RoomAction::AddOutcome(CHINA.into()));
    save(&mut window, &folder.path().join("week-2.seminar.json"));
    room(&mut window, RoomAction::BallotsRead { path: sheet, asked, result: Ok(read) });
    assert!(told(&window, "it was chosen for another seminar"));
    assert_eq!(window.state().session.room.entries().len(), 0);
}

#[test]
fn a_plan_is_in_the_file_though_unsaved_work_cannot_be_kept_elsewhere() {
    let folder = TempDir::new().unwrap();
    // This window keeps nothing for the next start.
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    assert!(!window.state().recovery.is_on());
    room(&mut window, RoomAction::SetNotes("Room 12".to_owned()));
    window.wait(|state| state.plan_due_in().is_none() && !state.has_unsaved_readings());
    assert_eq!(in_file(&path).notes.as_deref(), Some("Room 12"));
}

#[test]
fn nothing_else_is_written_over_the_seminar_that_is_open() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    let before = fs::read(&path).unwrap();
    let sheet = RoomAction::FileChosen { wanted: RoomFile::BlankSheet, path: path.clone(), replaces: true };
    room(&mut window, sheet);
    assert!(window.shows("week-1.seminar.json is the seminar that is open. Choose another name."));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn hands_that_a_file_has_counted_for_another_question_are_nobodys() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = with_agenda(&folder, &[CHINA]);
    go_to(&mut window, Stage::FirstVote);
    count(&mut window, &[1]);
    wait_for_file(&mut window);
    drop(window);
    let text = fs::read_to_string(&path).unwrap();
    let at = text.find("\"counting\"").unwrap();
    let foreign = text[at..].replacen("\"occurred\"", "\"confirmed\"", 1);
    fs::write(&path, format!("{}{foreign}", &text[..at])).unwrap();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    count(&mut window, &[5]);
    press(&mut window, Key::PageDown);
    wait_for_file(&mut window);
    assert_eq!(load_any(&path, None, &Progress::default()).diagnostics.errors, 0, "it opens again");
    let counts = window.state().course.vote(0, Round::First).unwrap().counts;
    assert_eq!((counts.grades[0], counts.total()), (5, 5));
}

#[test]
fn a_copy_of_what_ifs_does_not_take_back_what_the_room_has_done_since() {
    let (root, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = folder.path().join("week-1.seminar.json");
    let mut window = at_first_vote(root.path(), &path);
    does(&mut window, Action::WhatIf(Change::Reading(CHINA.to_owned(), Some(Reported::DidNotOccur))));
    wait_until_kept(&mut window);
    // The room goes on, and the process is killed before unsaved work is kept once more.
    let effects = apply(window.harness.state_mut().state_mut(), Action::Command(Command::NextStage));
    let drafts = effects.into_iter().filter_map(|effect| match effect {
        Effect::SaveSeminar { path, draft } => Some(draft.save(&path).is_ok()),
        _ => None,
    });
    assert_eq!(drafts.collect::<Vec<_>>(), [true]);
    kill(window, root.path());

    let mut again = Window::recovering(root.path(), std::slice::from_ref(&path));
    again.wait(|state| !state.recovery.found.is_empty());
    again.click("Recover");
    assert_eq!(again.state().course.place, Place::At { item: 0, stage: Stage::Discussion });
    assert_eq!(again.state().session.lens.readings[CHINA], Reported::DidNotOccur);
    press(&mut again, Key::PageDown);
    wait_for_file(&mut again);
    assert_eq!(in_file(&path).entries().len(), again.state().session.room.entries().len());
    assert!(again.state().dialog.is_none());
}

#[test]
fn a_room_that_has_gone_another_way_is_not_written_over_its_file_after_a_reload_either() {
    let (root, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = folder.path().join("week-1.seminar.json");
    count_and_die(at_first_vote(root.path(), &path), root.path());
    let text = fs::read_to_string(&path).unwrap();
    let theirs = text.replacen("\"stage\": \"first-vote\"", "\"stage\": \"discussion\"", 1);
    fs::write(&path, &theirs).unwrap();

    let mut again = Window::recovering(root.path(), std::slice::from_ref(&path));
    again.wait(|state| !state.recovery.found.is_empty());
    again.click("Recover");
    assert!(told(&again, "has gone another way since"));
    does(&mut again, Action::CloseDialog);
    again.open_path(&path);
    press(&mut again, Key::PageDown);
    again.wait(|state| matches!(&state.dialog, Some(Dialog::SaveSeminar { problem: Some(_), .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn whoever_saves_what_has_been_saved_meanwhile_leaves_at_once() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = with_agenda(&folder, &[CHINA]);
    room(&mut window, RoomAction::SetNotes("Room 12".to_owned()));
    command(&mut window, Command::Quit);
    assert!(matches!(window.state().dialog, Some(Dialog::Unsaved(Leaving::Window))));
    window.wait(|state| !state.has_unsaved_readings());
    let state = window.harness.state_mut().state_mut();
    let effects = apply(state, Action::Leave(Leaving::Window, Answer::Save));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Quit)), "and not at the next step");
}

#[test]
fn a_theory_of_the_same_id_stands_beside_its_namesake_in_the_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("week-1.seminar.json");
    let mut window = Window::open();
    window.open_path(&file(&folder, "first.json", &spykman(RIMLAND)));
    let asked = |id: &str| {
        RoomAction::AddPrediction(prescient::model::PredictionRef::new("spykman".into(), id.into()))
    };
    room(&mut window, asked("rimland-decides"));
    save(&mut window, &path);
    let later = RIMLAND.replace("rimland-decides", "islands-decide").replace("The rimland", "The islands");
    window.open_path(&file(&folder, "later.json", &spykman(&later)));
    room(&mut window, asked("islands-decide"));
    command(&mut window, Command::ShowSeminar);
    for _ in 0..3 {
        press(&mut window, Key::PageDown);
        wait_for_file(&mut window);
        let kept = seminar(&path);
        let of_id = kept.theories.iter().filter(|own| own.document.id.as_str() == "spykman");
        let predictions: Vec<&str> = of_id.map(|own| own.document.predictions[0].id.as_str()).collect();
        assert_eq!(predictions, ["rimland-decides", "islands-decide"]);
    }
}
