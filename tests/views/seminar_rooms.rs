//! This room beside last year's.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::jobs::Jobs;
use prescient::app::room::{OtherRoom, Reckoned, RoomAction, RoomFile};
use prescient::app::{self, Action, Actions, Command, Dialog, Effect, State};
use prescient::assess::Lens;
use prescient::model::{Essay, Room, Seminar};
use prescient::store::{builtin, canonical, seminar_of};
use prescient::ui::dialogs::dialog_ui;
use prescient::ui::seminar::seminar_ui;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::show;

const CHINA: &str = "china-is-main-adversary";
const SPLIT: &str = "split-still-possible";
const RUSSIA: &str = "russia-is-main-challenger";

/// A room that voted once on these outcomes: hands from "occurred" to "did not occur".
fn room(votes: &[(&str, [u32; 5])]) -> Room {
    let answers = ["occurred", "mostly-occurred", "mixed", "mostly-not", "did-not-occur"];
    let agenda: Vec<Value> = votes.iter().map(|(id, _)| json!({ "id": id, "outcome": id })).collect();
    let log: Vec<Value> = votes
        .iter()
        .map(|(id, hands)| {
            let tally: Vec<Value> = answers
                .iter()
                .zip(hands)
                .map(|(answer, votes)| json!({ "answer": answer, "votes": votes }))
                .collect();
            json!({ "at": "", "item": id, "vote": { "round": "first", "tally": tally } })
        })
        .collect();
    serde_json::from_value(json!({ "seed": 3, "agenda": agenda, "log": log })).unwrap()
}

/// The room after it has also voted once on a prediction of Huntington: hands from "confirmed" to "disconfirmed".
fn with_verdict(room: &Room, hands: [u32; 5]) -> Room {
    let verdicts = ["confirmed", "largely-confirmed", "mixed", "largely-disconfirmed", "disconfirmed"];
    let tally: Vec<Value> = verdicts
        .iter()
        .zip(hands)
        .map(|(answer, votes)| json!({ "answer": answer, "votes": votes }))
        .collect();
    let prediction = json!({ "theory": "huntington", "id": "china-becomes-the-adversary" });
    let mut written = serde_json::to_value(room).unwrap();
    written["agenda"].as_array_mut().unwrap().push(json!({ "id": "verdict", "prediction": prediction }));
    let vote = json!({ "at": "", "item": "verdict", "vote": { "round": "first", "tally": tally } });
    written["log"].as_array_mut().unwrap().push(vote);
    serde_json::from_value(written).unwrap()
}

/// The seminar of last year, by an essay with another title.
fn last_year() -> Seminar {
    let essay = Arc::new(Essay { title: "An older axis".to_owned(), ..Essay::clone(&builtin::essay()) });
    let room = room(&[(CHINA, [0, 0, 9, 0, 0]), (RUSSIA, [4, 0, 0, 0, 0])]);
    seminar_of(&essay, &builtin::theories()[1..], &Lens::default(), &Arc::new(room), None)
}

fn this_year() -> State {
    state_of(room(&[(CHINA, [8, 0, 1, 0, 0]), (SPLIT, [0, 0, 0, 0, 5])]))
}

fn state_of(room: Room) -> State {
    let mut state = State::default();
    state.session.room = Arc::new(room);
    app::apply(&mut state, Action::Command(Command::ShowSeminar));
    // A change of the plan reads the log.
    app::apply(&mut state, Action::Room(RoomAction::SetNotes("Two tables".to_owned())));
    state
}

fn page(ui: &mut eframe::egui::Ui, state: &State, actions: &mut Actions) {
    seminar_ui(ui, state, actions);
}

/// The page of this year's room beside another one.
fn beside(seminar: Seminar) -> Harness<'static, State> {
    set_beside(this_year(), seminar)
}

fn set_beside(mut state: State, seminar: Seminar) -> Harness<'static, State> {
    let other = Box::new(OtherRoom::of("2025.seminar.json".to_owned(), seminar));
    let read = RoomAction::OtherRoomRead { path: "2025.seminar.json".into(), result: Ok(other) };
    app::apply(&mut state, Action::Room(read));
    let reckoned = Reckoned::of(
        Arc::clone(&state.comparison),
        Arc::clone(&state.session.room),
        state.other_room.clone(),
    );
    app::apply(&mut state, Action::Room(RoomAction::Reckoned(Box::new(reckoned))));
    show(page, [1280.0, 1600.0], state)
}

#[test]
fn last_years_room_stands_beside_this_one_reading_by_reading() {
    let harness = beside(last_year());
    for said in [
        "This room and 2025.seminar.json",
        "Both voted on 1 item.",
        "China is the main adversary of the United States",
        "Occurred",
        "Mixed",
        "9 votes",
        "2 grades up",
    ] {
        assert!(harness.query_all_by_label_contains(said).next().is_some(), "{said}");
    }
}

#[test]
fn what_only_one_year_asked_is_listed_and_what_has_changed_is_named() {
    let harness = beside(last_year());
    for said in [
        "The United States can still split Russia from China: Did not occur, 5 votes",
        "Russia is the West's main challenger: Occurred, 4 votes",
        "The essay “A Beijing-Moscow Axis?” (beijing-moscow-axis) has changed since.",
        "The theory “Mackinder” (mackinder) is this room's alone.",
    ] {
        assert!(harness.query_all_by_label_contains(said).next().is_some(), "{said}");
    }
    assert!(harness.query_all_by_label_contains("Huntington").next().is_none(), "it is the same");
}

#[test]
fn a_copy_that_was_changed_by_hand_under_its_old_hash_is_another_document() {
    let mut seminar = last_year();
    let hash = prescient::store::content_hash(&*builtin::essay());
    seminar.essay.hash = hash;
    let harness = beside(seminar);
    assert!(harness.query_all_by_label_contains("(beijing-moscow-axis) has changed since.").next().is_some());
}

#[test]
fn too_few_items_have_no_agreement_and_nobody_calls_that_consensus() {
    let harness = beside(last_year());
    assert!(
        harness.query_all_by_label_contains("ordinal alpha n/a over what both voted on").next().is_some()
    );
    assert!(harness.query_all_by_label_contains("onsensus").next().is_none());
}

#[test]
fn verdicts_on_predictions_stand_apart_from_outcomes() {
    let this = with_verdict(&room(&[(CHINA, [8, 0, 1, 0, 0])]), [0, 0, 0, 7, 0]);
    let last = with_verdict(&room(&[(CHINA, [8, 0, 1, 0, 0])]), [0, 6, 0, 0, 0]);
    let last = seminar_of(&builtin::essay(), &builtin::theories(), &Lens::default(), &Arc::new(last), None);
    let harness = set_beside(state_of(this), last);
    let outcomes = harness.get_by_role_and_label(Role::Table, "Outcomes");
    assert!(outcomes.query_by_label("The same").is_some());
    assert!(
        outcomes.query_by_label_contains("Huntington: After the Cold War").is_none(),
        "no verdict is here"
    );
    let verdicts = harness.get_by_role_and_label(Role::Table, "Verdicts on predictions");
    assert!(verdicts.query_by_label("China is the main adversary of the United States").is_none());
    let said = "the other room Largely confirmed, 6 votes; this room Largely disconfirmed, 7 votes; difference: 2 grades down";
    let mut rows = verdicts.query_all_by_label_contains("Huntington: After the Cold War");
    assert!(rows.any(|row| row.accesskit_node().label().is_some_and(|label| label.ends_with(said))));
    for said in ["Largely confirmed", "Largely disconfirmed", "6 votes", "7 votes", "2 grades down"] {
        assert!(verdicts.query_by_label(said).is_some(), "{said}");
    }
    assert!(harness.query_by_label_contains("Both had the same essay and theories").is_some());
}

#[test]
fn what_was_not_asked_in_the_same_words_or_not_in_the_same_vote_is_told() {
    let votes = room(&[(CHINA, [8, 0, 1, 0, 0])]);
    let mut worded = votes.clone();
    worded.agenda.as_mut().unwrap()[0].wording = Some("China is the one to watch".to_owned());
    let last = |room: Room| {
        seminar_of(&builtin::essay(), &builtin::theories(), &Lens::default(), &Arc::new(room), None)
    };
    let harness = set_beside(state_of(votes.clone()), last(worded));
    harness.get_by_label(
        "Not asked in the same words: in the other room “China is the one to watch”, in this one as above.",
    );
    assert_eq!(harness.query_all_by_label("First vote").count(), 2);
    let harness = set_beside(state_of(votes.clone()), last(votes));
    assert!(harness.query_by_label_contains("Not asked in the same words").is_none());
}

#[test]
fn another_file_can_be_chosen_while_one_is_compared() {
    let harness = beside(last_year());
    harness.get_by_role_and_label(Role::Button, "Compare with another room…");
    let mut state = this_year();
    let asked = app::apply(&mut state, Action::Command(Command::CompareRooms));
    let is_asked =
        |effect: &Effect| matches!(effect, Effect::AskForRoomFile { wanted: RoomFile::OtherRoom, .. });
    assert!(asked.iter().any(is_asked));
}

#[test]
fn the_other_room_is_put_away() {
    let mut harness = beside(last_year());
    harness.get_by_label("Put it away").click();
    harness.run();
    harness.get_by_label("No other room to compare with");
    harness.get_by_label("Compare with another room…");
}

/// What the program says of a file that is chosen as another room's.
fn says_of(text: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("other.json");
    fs::write(&path, text).unwrap();
    let mut state = this_year();
    let chosen = RoomAction::FileChosen { wanted: RoomFile::OtherRoom, path, replaces: true };
    let effects = app::apply(&mut state, Action::Room(chosen));
    let jobs = Jobs::new(&eframe::egui::Context::default());
    for effect in effects {
        if let Effect::ReadOtherRoom(path) = effect {
            jobs.read_other_room(path);
        }
    }
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(20) {
        if let Some(action) = jobs.finished().into_iter().next() {
            app::apply(&mut state, action);
            return match &state.other_room {
                Some(other) => format!("taken: {}", other.name),
                None => state.messages.last().map(|message| message.text.clone()).unwrap_or_default(),
            };
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("nobody has read the file");
}

#[test]
fn a_file_that_is_no_room_is_refused_with_its_reason() {
    assert_eq!(says_of(&canonical(&last_year())), "taken: other.json");
    let theory = canonical(&*builtin::theories()[0]);
    assert_eq!(
        says_of(&theory),
        "other.json: no room to compare with, since it is a theory, not a seminar: choose a file that ends in .seminar.json"
    );
    let silent = seminar_of(&builtin::essay(), &builtin::theories(), &Lens::default(), &Arc::default(), None);
    assert_eq!(
        says_of(&canonical(&silent)),
        "other.json: no room to compare with, since nobody has voted in it on a statement: choose the file of a seminar that was held"
    );
    // A room that has answered a control alone has nothing to compare.
    let mut controls: Value = serde_json::from_str(&canonical(&last_year())).unwrap();
    for item in controls["room"]["agenda"].as_array_mut().unwrap() {
        item["negates"] = "other".into();
    }
    assert!(says_of(&controls.to_string()).contains("nobody has voted in it on a statement"));
    let broken = says_of("{ \"format\": ");
    assert!(broken.starts_with("other.json: no room to compare with, since error (syntax) at $"), "{broken}");
    assert!(broken.ends_with("the file ends too early: was it copied whole?"), "{broken}");
    let foreign = says_of("[7]");
    assert!(foreign.starts_with("other.json: no room to compare with, since error ("), "{foreign}");
    assert!(foreign.contains("; "), "it says what next: {foreign}");
    let mut faulty: Value = serde_json::from_str(&canonical(&last_year())).unwrap();
    faulty["room"]["agenda"][0].as_object_mut().unwrap().remove("id");
    let faulty = says_of(&faulty.to_string());
    assert!(faulty.contains("room.agenda[0].id"), "it says where: {faulty}");
    assert!(faulty.ends_with("; mend it or choose another file"), "{faulty}");
}

#[test]
fn a_path_that_was_typed_is_refused_in_the_dialog_it_was_typed_in() {
    let mut state = this_year();
    let (wanted, text) = (RoomFile::OtherRoom, "other.json".to_owned());
    state.dialog = Some(Dialog::RoomFile { wanted, text, problem: None });
    let refused =
        RoomAction::OtherRoomRead { path: "other.json".into(), result: Err("so: choose another".to_owned()) };
    app::apply(&mut state, Action::Room(refused));
    let harness = show(dialog_ui, [1024.0, 768.0], state);
    harness.get_by_label("other.json: no room to compare with, since so: choose another");
    assert!(harness.query_by_label("Compare").is_some(), "the path can be mended");
}

#[test]
fn any_size_is_drawn() {
    for size in [Vec2::ZERO, Vec2::new(320.0, 200.0), Vec2::new(800.0, 600.0)] {
        let state = beside(last_year());
        let other = state.state().other_room.clone();
        let mut small = this_year();
        small.other_room = other;
        show(page, size.into(), small);
    }
}
