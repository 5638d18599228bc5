//! Everything by its name: the palette.

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::find::{Hit, Target};
use prescient::app::{Action, Command, Selection, State, Tab, apply, label};
use tempfile::TempDir;

use crate::files::{RIMLAND, file, spykman};
use crate::window::Window;

impl Window {
    fn open_palette(&mut self) {
        self.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    }

    #[track_caller]
    fn type_in_palette(&mut self, text: &str) {
        self.harness.get_by_role_and_label(Role::TextInput, "Palette").type_text(text);
        self.harness.run();
    }

    #[track_caller]
    fn choose_in_palette(&mut self, text: &str) {
        self.open_palette();
        self.type_in_palette(text);
        self.keys(Modifiers::NONE, Key::Enter);
    }

    fn has_palette(&self) -> bool {
        self.harness.query_by_role_and_label(Role::Dialog, "Palette").is_some()
    }
}

/// What the palette lists for this.
fn hits(state: &mut State, query: &str) -> Vec<Hit> {
    drop(apply(state, Action::Command(Command::Palette)));
    drop(apply(state, Action::SetQuery(query.to_owned())));
    state.view.palette.hits.clone()
}

fn names(state: &mut State, query: &str) -> Vec<String> {
    hits(state, query).iter().map(Hit::name).collect()
}

#[test]
fn a_lecturer_zooms_in_by_typing_what_it_is_called() {
    let mut window = Window::open();
    window.choose_in_palette("zoom in");
    assert!((window.harness.ctx.zoom_factor() - 1.1).abs() < 1e-4);
    assert!(!window.has_palette());
}

#[test]
fn some_letters_of_an_outcome_lead_to_it() {
    let mut window = Window::open();
    window.choose_in_palette("splt rusia stil");
    assert_eq!(window.state().view.tab, Tab::Essay);
    let id = window.state().selected_outcome().map(|outcome| outcome.statement.as_str());
    assert_eq!(id, Some("The United States can still split Russia from China"));
}

#[test]
fn a_theory_and_its_predictions_are_found_by_its_name() {
    let mut window = Window::open();
    window.open_palette();
    window.type_in_palette("samuel huntington");
    let name = "Theory: Huntington: The Clash of Civilizations? (Samuel Huntington, 1993)";
    window.harness.get_by_role_and_label(Role::ListBoxOption, name).click();
    window.harness.run();
    assert!(matches!(window.state().view.selection, Some(Selection::Theory(_))));
    let of_huntington = names(&mut State::default(), "huntington");
    assert!(of_huntington.iter().filter(|name| name.starts_with("Huntington: ")).count() >= 6);
}

#[test]
fn every_command_is_found_by_what_it_is_called() {
    let mut state = State::default();
    for command in Command::ALL {
        let name = label(&state, command);
        let hits = hits(&mut state, &name);
        let at = hits.iter().position(|hit| hit.target == Target::Command(command));
        assert!(at.is_some(), "{name} is not found");
        if state.is_possible(command) {
            assert_eq!(at, Some(0), "{name} comes after {}", hits[0].name());
        }
    }
}

#[test]
fn escape_gives_the_keyboard_back_to_what_had_it() {
    let mut window = Window::open();
    let open = |window: &Window| window.harness.get_by_role_and_label(Role::Button, "Open…").is_focused();
    window.harness.get_by_role_and_label(Role::Button, "Open…").focus();
    window.harness.run();
    window.open_palette();
    assert!(window.has_palette() && !open(&window));
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(!window.has_palette() && open(&window));
}

#[test]
fn a_command_that_is_not_possible_says_why_and_does_nothing() {
    let mut window = Window::open();
    window.open_palette();
    window.type_in_palette("hide column");
    let name = "View > Columns: Hide column (Select a theory first)";
    assert!(window.harness.get_by_role_and_label(Role::ListBoxOption, name).accesskit_node().is_disabled());
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.has_palette());
    assert!(window.shows("Hide column is not possible now: Select a theory first"));
    assert_eq!(window.state().columns().len(), 5);
}

#[test]
fn without_letters_it_lists_the_commands_and_first_those_used_lately() {
    let mut window = Window::open();
    window.choose_in_palette("matrix");
    window.keys(Modifiers::COMMAND, Key::Num3);
    window.open_palette();
    let listed: Vec<String> = window.state().view.palette.hits.iter().map(Hit::name).collect();
    assert_eq!(listed[..4], ["View: Timeline", "View: Matrix", "File: New…", "File: Open…"]);
    assert_eq!(listed.len(), Command::ALL.len());
    // What is not possible comes last.
    assert_eq!(listed.last().map(String::as_str), Some("Seminar: Import ballots…"));
}

#[test]
fn words_come_in_any_order_and_neither_case_nor_accents_matter() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "spykman.json", &spykman(&RIMLAND.replace("The rimland", "The Café Đặng")));
    let mut window = Window::with_files(&[path]);
    let state = window.harness.state_mut().state_mut();
    let cafe = "Spykman: The Café Đặng decides, so China outgrows Russia";
    for query in ["cafe", "CAFE decides", "decides café", "outgrows cafe"] {
        assert_eq!(names(state, query)[0], cafe, "{query}");
    }
    assert_eq!(names(state, "in zoom")[0], "View > Zoom: Zoom in");
    assert_eq!(names(state, "  \\  ").len(), Command::ALL.len());
}

#[test]
fn what_fits_equally_well_comes_as_commands_theories_outcomes_predictions() {
    let mut state = State::default();
    let rank = |hit: &Hit| match &hit.target {
        Target::Command(_) => 0,
        Target::Shown(Selection::Theory(_)) => 1,
        Target::Shown(Selection::Outcome(_)) => 2,
        Target::Shown(Selection::Prediction(..)) => 3,
    };
    // One letter at the beginning of a word: all fit equally well.
    let ranks: Vec<i32> = hits(&mut state, "t").iter().map(rank).collect();
    let (first, last) = (ranks[0], ranks.iter().copied().max());
    assert_eq!((first, last), (0, Some(3)));
}

#[test]
fn letters_scattered_over_a_sentence_find_nothing() {
    let mut window = Window::open();
    window.open_palette();
    window.type_in_palette("xqzjv");
    assert!(window.shows("No command, theory, outcome or prediction has these letters."));
    let scattered = names(&mut State::default(), "oeeait");
    assert!(scattered.iter().all(|name| !name.contains("still split")), "{scattered:?}");
}

#[test]
fn the_letters_that_were_typed_are_marked() {
    let mut state = State::default();
    let zoom = hits(&mut state, "zom").swap_remove(0);
    let marked: String = zoom.marks.iter().filter_map(|at| zoom.name().chars().nth(*at as usize)).collect();
    assert_eq!(marked.to_lowercase(), "zom");
}

#[test]
fn it_says_how_many_more_there_are() {
    let mut window = Window::open();
    window.open_palette();
    window.type_in_palette("i");
    let palette = &window.state().view.palette;
    assert_eq!(palette.hits.len(), 60);
    let said = format!("The first 60 hits; {} more", palette.unlisted);
    assert!(palette.unlisted > 0 && window.shows(&said));
}

#[test]
fn keys_move_in_the_list_and_a_screen_reader_is_told_where_they_are() {
    let mut window = Window::open();
    window.open_palette();
    let at = |window: &Window| window.state().view.palette.cursor;
    let last = window.state().view.palette.hits.len() - 1;
    for (key, to) in [
        (Key::ArrowUp, 0),
        (Key::ArrowDown, 1),
        (Key::PageDown, 11),
        (Key::PageUp, 1),
        (Key::End, last),
        (Key::Home, 0),
    ] {
        window.keys(Modifiers::NONE, key);
        assert_eq!(at(&window), to, "{key:?}");
        let name = window.state().view.palette.hits[to].name();
        let options = window.harness.get_all_by_role(Role::ListBoxOption);
        let focused: Vec<_> =
            options.filter(Node::is_focused).map(|node| node.accesskit_node().label()).collect();
        assert!(
            focused.len() == 1 && focused[0].as_deref().is_some_and(|label| label.starts_with(&name)),
            "{focused:?}"
        );
    }
    // With letters in the field, Home is the field's.
    window.type_in_palette("zoom");
    window.keys(Modifiers::NONE, Key::ArrowDown);
    window.keys(Modifiers::NONE, Key::Home);
    assert_eq!(at(&window), 1);
    window.keys(Modifiers::COMMAND, Key::Home);
    assert_eq!(at(&window), 0);
}

#[test]
fn one_search_closes_the_other_and_a_click_elsewhere_the_palette() {
    let mut window = Window::open();
    window.open_palette();
    window.keys(Modifiers::COMMAND, Key::F);
    assert!(!window.has_palette() && window.state().view.find.is_open);
    window.open_palette();
    assert!(window.has_palette() && !window.state().view.find.is_open);
    window.harness.get_by_role_and_label(Role::Button, "Find").click();
    window.harness.run();
    assert!(!window.has_palette() && window.state().view.find.is_open);
    window.open_palette();
    window.harness.get_by_role_and_label(Role::Button, "Matrix").click();
    window.harness.run();
    assert!(!window.has_palette());
    assert_eq!(window.state().view.tab, Tab::Matrix);
}

#[test]
fn a_dialog_opened_from_it_has_the_keyboard() {
    let mut window = Window::open();
    window.choose_in_palette("open by path");
    window.harness.get_by_label("Path of the file").type_text("nowhere.json");
    window.harness.run();
    assert!(window.shows("Open a file by its path"));
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait(|state| state.messages.iter().any(|message| message.text.contains("nowhere.json")));
}

#[test]
fn among_very_many_predictions_a_worker_searches_and_enter_waits_for_it() {
    let folder = TempDir::new().unwrap();
    let predictions: Vec<String> = (0..10_001)
        .map(|i| {
            RIMLAND.replace("rimland-decides", &format!("p-{i}")).replace("The rimland", &format!("Rim {i}"))
        })
        .collect();
    let path = file(&folder, "many.json", &spykman(&predictions.join(",")));
    let mut window = Window::with_files(&[path]);
    window.wait(|state| !state.is_updating);
    window.open_palette();
    window.harness.get_by_role_and_label(Role::TextInput, "Palette").type_text("rim 9999");
    window.harness.step();
    window.harness.step();
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait(|state| state.view.selection.is_some());
    assert!(matches!(window.state().view.selection, Some(Selection::Prediction(_, 9_999))));
    assert!(!window.has_palette());
}
