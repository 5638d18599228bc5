//! A lecturer builds an agenda.

use eframe::egui::{Key, Role, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::room::{ItemEdit, Page, RoomAction};
use prescient::app::{self, Action, Actions, Command, State};
use prescient::model::json::Shared;
use prescient::model::{Entry, Manner, Room};
use prescient::ui::seminar::seminar_ui;
use serde_json::json;

use crate::harness::{after, show};

const CHINA: &str = "China is the main adversary of the United States";

fn page(ui: &mut Ui, state: &State, actions: &mut Actions) {
    seminar_ui(ui, state, actions);
}

/// The agenda's page of this state, as high as it needs.
fn open(state: State) -> Harness<'static, State> {
    let mut state = state;
    app::apply(&mut state, Action::Room(RoomAction::ShowPage(Page::Agenda)));
    show(page, [1280.0, 4800.0], state)
}

fn click(harness: &mut Harness<'static, State>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

fn does(harness: &mut Harness<'static, State>, action: Action) {
    app::apply(harness.state_mut(), action);
    harness.run();
}

fn room(harness: &Harness<'static, State>) -> Room {
    Room::clone(&harness.state().session.room)
}

fn outcomes(harness: &Harness<'static, State>) -> Vec<String> {
    let items = room(harness);
    items.items().iter().filter_map(|item| item.outcome.as_ref().map(ToString::to_string)).collect()
}

#[test]
fn without_an_agenda_the_page_says_what_one_is_and_offers_one() {
    let mut harness = open(State::default());
    harness.get_by_label("Nothing is on the agenda yet");
    click(&mut harness, "Add the 3 most worth discussing");
    harness.get_by_label("3 items on the agenda");
    let first = outcomes(&harness);
    assert_eq!(first.len(), 3);
    assert!(first.contains(&"split-still-possible".to_owned()), "{first:?}");
    click(&mut harness, "Add the 3 most worth discussing");
    let all = outcomes(&harness);
    assert_eq!(all[..3], first[..], "what is there stays, and nothing is asked twice");
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 6);
}

#[test]
fn the_list_leads_with_what_divides_the_theories_and_what_the_essay_leaves_open() {
    let harness = open(State::default());
    let added =
        harness.query_all_by_label_contains("Add ").map(|node| node.accesskit_node().label().unwrap());
    let names: Vec<String> = added.filter(|name| *name != "Add the 3 most worth discussing").collect();
    assert_eq!(names[0], "Add The United States can still split Russia from China");
    assert_eq!(names.len(), 41);
}

#[test]
fn a_prediction_is_added_by_hand_and_its_theory_hidden() {
    let mut harness = open(State::default());
    click(&mut harness, "Predictions");
    click(
        &mut harness,
        "Add After the Cold War, China will emerge as the chief adversary of the United States",
    );
    click(&mut harness, "Hide whose prediction it is");
    let room = room(&harness);
    let item = &room.items()[0];
    assert_eq!(item.prediction.as_ref().unwrap().theory.as_str(), "huntington");
    assert!(item.is(Manner::TheoryHidden));
    click(&mut harness, "Hide whose prediction it is");
    assert_eq!(harness.state().session.room.items()[0].manner, None);
}

#[test]
fn what_is_on_the_agenda_is_not_offered_again() {
    let mut harness = open(State::default());
    click(&mut harness, &format!("Add {CHINA}"));
    assert!(harness.query_by_label(&format!("Add {CHINA}")).is_none());
    harness.get_by_label(&format!("On the agenda: {CHINA}"));
}

#[test]
fn whoever_adds_by_the_keyboard_stays_where_they_are() {
    let mut harness = open(State::default());
    harness.get_by_label(&format!("Add {CHINA}")).focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_label(&format!("On the agenda: {CHINA}")).is_focused());
    // Once more, and the item is shown where it stands.
    app::apply(harness.state_mut(), Action::Room(RoomAction::ShowItem(None)));
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().view.cockpit.item, Some(0));
}

#[test]
fn whoever_moves_an_item_by_the_keyboard_can_move_it_on() {
    let mut harness = open(after([Action::Command(Command::AddMostWorth)]));
    does(&mut harness, Action::Room(RoomAction::ShowItem(Some(2))));
    let first = outcomes(&harness);
    harness.get_by_label("Move up").focus();
    harness.run();
    for _ in 0..2 {
        harness.key_press(Key::Enter);
        harness.run();
    }
    assert_eq!(outcomes(&harness), [first[2].clone(), first[0].clone(), first[1].clone()]);
}

#[test]
fn what_is_most_worth_discussing_is_added_of_what_is_offered() {
    let mut harness = open(State::default());
    click(&mut harness, "Predictions");
    let added =
        harness.query_all_by_label_contains("Add ").map(|node| node.accesskit_node().label().unwrap());
    let offered: Vec<String> = added.filter(|name| *name != "Add the 3 most worth discussing").collect();
    click(&mut harness, "Add the 3 most worth discussing");
    let room = room(&harness);
    assert_eq!(room.items().len(), 3);
    assert!(room.items().iter().all(|item| item.prediction.is_some()));
    for statement in offered[..3].iter().map(|name| name.trim_start_matches("Add ")) {
        harness.get_by_label(&format!("On the agenda: {statement}"));
    }
}

#[test]
fn predictions_that_take_no_part_are_not_offered() {
    let offered = |attribution: Command| {
        let predictions = Action::Room(RoomAction::OfferPredictions(true));
        let state = after([Action::Command(attribution), predictions]);
        let judged: usize =
            state.comparison.assessment.theories.iter().map(|theory| theory.predictions.len()).sum();
        let harness = open(state);
        // Beside them there is the button that adds the outcomes most worth discussing.
        let count = harness.query_all_by_label_contains("Add ").count() - 1;
        assert_eq!(count, judged);
        count
    };
    assert_eq!(offered(Command::AllAttributions), 33);
    assert!(offered(Command::EssayOnly) < 33);
}

#[test]
fn a_negation_is_asked_far_from_its_statement_and_only_once() {
    let mut harness = open(after([Action::Command(Command::AddMostWorth)]));
    let first = room(&harness).items()[0].id.clone();
    does(&mut harness, Action::Room(RoomAction::ShowItem(Some(0))));
    click(&mut harness, "Ask for its negation too");
    let items = room(&harness);
    assert_eq!(items.items()[3].negates.as_ref(), Some(&first), "at the other end");
    assert!(harness.query_by_label("Ask for its negation too").is_none(), "a control has none");
    does(&mut harness, Action::Room(RoomAction::ShowItem(Some(0))));
    assert!(harness.query_by_label("Ask for its negation too").is_none());
    harness.get_by_label("Its negation is on the agenda.");
}

#[test]
fn items_are_moved_taken_off_and_brought_back() {
    let mut harness = open(after([Action::Command(Command::AddMostWorth)]));
    let before = outcomes(&harness);
    does(&mut harness, Action::Room(RoomAction::ShowItem(Some(2))));
    click(&mut harness, "Move up");
    assert_eq!(outcomes(&harness), [&before[0], &before[2], &before[1]].map(Clone::clone));
    assert_eq!(harness.state().view.cockpit.item, Some(1), "it stays open where it stands now");
    click(&mut harness, "Take off the agenda");
    assert_eq!(outcomes(&harness), [&before[0], &before[1]].map(Clone::clone));
    for _ in 0..2 {
        does(&mut harness, Action::Command(Command::Undo));
    }
    assert_eq!(outcomes(&harness), before);
}

#[test]
fn what_the_room_has_been_at_stays_and_what_it_voted_on_is_not_worded_otherwise() {
    let mut state = after([Action::Command(Command::AddMostWorth)]);
    let mut room = Room::clone(&state.session.room);
    let id = room.items()[0].id.to_string();
    let tally = json!([{ "answer": "mixed", "votes": 5 }]);
    let entries = [
        json!({ "at": "", "item": id, "stage": "first-vote" }),
        json!({ "at": "", "item": id, "vote": { "round": "first", "tally": tally } }),
    ];
    let entries = entries.map(|entry| Shared(serde_json::from_value::<Entry>(entry).unwrap().into()));
    room.log = Some(entries.to_vec());
    state.session.room = room.into();
    // Any change of the plan reads the log again.
    app::apply(&mut state, Action::Room(RoomAction::SetNotes("Two tables".to_owned())));
    app::apply(&mut state, Action::Room(RoomAction::ShowItem(Some(0))));
    let harness = open(state);
    for name in ["Take off the agenda", "Statement in your words", "Swap sides in the discussion"] {
        assert!(harness.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
    assert!(!harness.get_by_label("Notes on this item").accesskit_node().is_disabled());
    harness.get_by_label_contains(
        "Item 1: The United States can still split Russia from China. Reading of an outcome",
    );
}

#[test]
fn an_item_goes_with_its_negation() {
    let mut harness = open(after([Action::Command(Command::AddMostWorth)]));
    does(&mut harness, Action::Room(RoomAction::AddControl(0)));
    assert_eq!(room(&harness).items().len(), 4);
    does(&mut harness, Action::Room(RoomAction::RemoveItem(0)));
    assert_eq!(room(&harness).items().len(), 2);
    assert!(room(&harness).items().iter().all(|item| item.negates.is_none()));
    does(&mut harness, Action::Command(Command::Undo));
    assert_eq!(room(&harness).items().len(), 4);
}

#[test]
fn to_look_at_an_item_changes_nothing_of_it() {
    let mut state = after([Action::Command(Command::AddMostWorth)]);
    app::apply(&mut state, Action::Room(RoomAction::EditItem(0, ItemEdit::Minutes(90))));
    app::apply(&mut state, Action::Room(RoomAction::ShowItem(Some(0))));
    let harness = open(state);
    assert_eq!(room(&harness).items()[0].minutes, Some(90));
}

#[test]
fn what_was_voted_on_by_ballots_alone_stays_too() {
    let mut state = after([Action::Command(Command::AddMostWorth)]);
    let id = state.session.room.items()[1].id.to_string();
    let ballots = json!([{ "person": "P01", "answer": "mixed" }]);
    let entry = json!({ "at": "", "item": id, "vote": { "round": "first", "ballots": ballots } });
    let mut voted = Room::clone(&state.session.room);
    voted.log = Some(vec![Shared(serde_json::from_value::<Entry>(entry).unwrap().into())]);
    state.session.room = voted.into();
    app::apply(&mut state, Action::Room(RoomAction::SetNotes("Two tables".to_owned())));
    app::apply(&mut state, Action::Room(RoomAction::RemoveItem(1)));
    assert_eq!(state.session.room.items().len(), 3);
}

#[test]
fn wording_time_and_notes_are_in_the_room() {
    let mut harness = open(after([Action::Command(Command::AddMostWorth)]));
    does(&mut harness, Action::Room(RoomAction::ShowItem(Some(0))));
    let field = harness.get_by_label("Statement in your words");
    field.focus();
    field.type_text("They can be split");
    harness.run();
    does(&mut harness, Action::Room(RoomAction::EditItem(0, ItemEdit::Minutes(12))));
    let notes = harness.get_by_role_and_label(Role::MultilineTextInput, "Notes on the seminar");
    notes.focus();
    notes.type_text("Room 12");
    harness.run();
    let room = room(&harness);
    assert_eq!(room.items()[0].wording.as_deref(), Some("They can be split"));
    assert_eq!(room.items()[0].minutes, Some(12));
    assert_eq!(room.notes.as_deref(), Some("Room 12"));
    harness.get_by_label("Item 1: They can be split. Reading of an outcome, 12 min");
}

#[test]
fn any_size_is_drawn() {
    for size in [[0.0, 0.0], [320.0, 200.0], [800.0, 600.0]] {
        let mut state = after([Action::Command(Command::AddMostWorth)]);
        app::apply(&mut state, Action::Room(RoomAction::ShowItem(Some(0))));
        app::apply(&mut state, Action::Room(RoomAction::ShowPage(Page::Agenda)));
        show(page, size, state);
    }
}
