//! Keys and menus.

use std::collections::HashMap;

use eframe::egui::{Key, KeyboardShortcut, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::menus::{MENUS, Menu};
use prescient::app::{Command, Tab};

use crate::window::Window;

#[test]
fn no_two_commands_have_the_same_keys() {
    let mut taken = HashMap::new();
    for command in Command::ALL {
        for keys in command.shortcuts() {
            let before = taken.insert((keys.modifiers, keys.logical_key), command);
            assert_eq!(before, None, "{} has the keys of another command", command.text());
        }
    }
}

#[test]
fn every_command_is_listed_once() {
    let mut names: Vec<&str> = Command::ALL.iter().map(|command| command.text()).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn every_command_stands_in_one_menu() {
    let mut placed: Vec<Command> =
        MENUS.iter().flat_map(Menu::commands).map(|(_, command)| command).collect();
    for command in Command::ALL {
        let at = placed.iter().position(|other| *other == command);
        placed.remove(at.unwrap_or_else(|| panic!("{} stands in no menu", command.text())));
    }
    assert_eq!(placed, [], "stands in two menus");
}

#[test]
fn keys_that_edit_text_are_left_to_the_field_and_function_keys_are_not() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, "Find").type_text("still split");
    window.harness.run();
    // As the system sends it: a field looks at Ctrl itself.
    window.keys(Modifiers::COMMAND | Modifiers::CTRL, Key::Backspace);
    assert_eq!(window.state().view.find.query, "still ");
    window.keys(Modifiers::NONE, Key::F1);
    assert!(window.shows("Move column left"));
}

#[test]
fn no_command_takes_a_key_that_every_text_field_has() {
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::A),
        (Modifiers::COMMAND, Key::C),
        (Modifiers::COMMAND, Key::V),
        (Modifiers::COMMAND, Key::X),
    ] {
        let keys = KeyboardShortcut::new(modifiers, key);
        let taken = Command::ALL.iter().find(|command| command.shortcut() == Some(keys));
        assert_eq!(taken, None, "{keys:?}");
    }
}

#[test]
fn f1_lists_the_keys_by_menu() {
    let mut window = Window::open();
    window.keys(Modifiers::NONE, Key::F1);
    assert!(window.shows("Ctrl+F"));
    assert!(window.shows("Move column left"));
    for group in ["File", "Edit", "View", "View > Zoom", "What-if", "Help", "Everywhere"] {
        window.harness.get_by_role_and_label(Role::Heading, group);
    }
    window.click("Close");
    assert!(!window.shows("Ctrl+Shift+O"));
}

#[test]
fn keys_change_the_tab_and_the_zoom() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::Num5);
    assert_eq!(window.state().view.tab, Tab::Essay);
    window.keys(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.state().view.tab, Tab::Compare);
    window.keys(Modifiers::COMMAND, Key::Plus);
    window.keys(Modifiers::COMMAND, Key::Plus);
    assert!((window.harness.ctx.zoom_factor() - 1.2).abs() < 1e-4);
    window.keys(Modifiers::COMMAND, Key::Num0);
    assert!((window.harness.ctx.zoom_factor() - 1.0).abs() < 1e-4);
}

#[test]
fn a_command_that_can_do_nothing_is_greyed() {
    let mut window = Window::open();
    window.click("View");
    window.click("Columns");
    assert!(window.harness.get_by_label("Show all columns").accesskit_node().is_disabled());
}

#[test]
fn keys_that_come_in_one_slow_frame_are_done_in_their_order_and_each_as_often() {
    let mut window = Window::open();
    let leftmost = |window: &Window| window.state().columns()[0];
    let first = leftmost(&window);
    window.click("Mackinder");
    window.keys_at_once(&[(Modifiers::ALT, Key::ArrowRight), (Modifiers::ALT, Key::ArrowRight)]);
    assert_eq!(window.state().columns().iter().position(|doc| *doc == first), Some(2));
    // Whoever goes to another view and saves means what is in hand there.
    window.keys_at_once(&[(Modifiers::COMMAND, Key::Num2), (Modifiers::COMMAND, Key::Num1)]);
    assert_eq!(window.state().view.tab, Tab::Compare);
}
