use eframe::egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use prescient::app::find::Target;
use prescient::app::{Action, Command, Selection, State};
use prescient::ui::find::find_ui;

use crate::harness::{View, after, says, show};

const SIZE: [f32; 2] = [900.0, 700.0];
const VIEW: View = find_ui;

fn search(query: &str) -> egui_kittest::Harness<'static, State> {
    let mut harness = show(VIEW, SIZE, after([Action::Command(Command::Find)]));
    harness.get_by_role_and_label(Role::TextInput, "Find").type_text(query);
    harness.run();
    harness
}

#[test]
fn it_finds_as_one_types_and_opens_what_the_arrow_keys_chose() {
    let mut harness = search("china 2020");
    let hits = harness.state().view.find.hits.clone();
    assert!(hits.len() >= 2, "{hits:?}");
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().view.find.cursor, 1);
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().view.selection.clone().map(Target::Shown), Some(hits[1].target.clone()));
    assert!(!harness.state().view.find.is_open);
    assert!(harness.query_by_role_and_label(Role::TextInput, "Find").is_none());
}

#[test]
fn a_click_opens_a_hit() {
    let mut harness = search("kissinger triangle");
    let name = "Theory: Kissinger (late): The reversed triangle (Henry Kissinger, 2023)";
    harness.get_by_role_and_label(Role::ListBoxOption, name).click();
    harness.run();
    assert!(matches!(harness.state().view.selection, Some(Selection::Theory(_))));
}

#[test]
fn escape_closes_it() {
    let mut harness = search("china");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().view.find.is_open);
}

#[test]
fn asked_for_again_it_takes_the_focus_and_typing_replaces_the_query() {
    let mut harness = search("china");
    harness.key_press(Key::Escape);
    harness.run();
    prescient::app::apply(harness.state_mut(), Action::Command(Command::Find));
    harness.run();
    // The keyboard is in the field, and screen readers are told where its arrows are.
    let first = harness.state().view.find.hits[0].name();
    assert!(harness.get_by_role_and_label(Role::ListBoxOption, &first).is_focused());
    harness.get_by_role_and_label(Role::TextInput, "Find").type_text("russia");
    harness.run();
    assert_eq!(harness.state().view.find.query, "russia");
}

#[test]
fn it_says_when_nothing_is_found_and_when_there_is_more() {
    let harness = search("xyzzy");
    says(&harness, &["No theory, prediction or outcome contains all of these words."]);
    let harness = search("i");
    says(&harness, &["The first 60 hits; "]);
}
