//! A room asks "what if?", in the whole window and by keyboard alone.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::{Selection, Tab};
use prescient::model::Reported;

use crate::window::Window;

const CHALLENGER: &str = "Russia is the West's main challenger";

/// The name of what has the keyboard focus.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method does not fit every lifetime")]
fn focused(window: &Window) -> String {
    let focused = window.harness.query_by(|node| node.is_focused());
    focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Presses Tab until what has the focus has a name that begins so.
#[track_caller]
fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..200 {
        window.keys(Modifiers::NONE, Key::Tab);
        if focused(window).starts_with(name) {
            return;
        }
    }
    panic!("{name:?} cannot be reached with Tab");
}

/// Goes to the head of an outcome in the matrix with arrows, and selects it.
#[track_caller]
fn select_in_matrix(window: &mut Window, statement: &str) {
    tab_to(window, "Russia is China's junior partner");
    for _ in 0..41 {
        if focused(window).starts_with(statement) {
            window.keys(Modifiers::NONE, Key::Enter);
            return;
        }
        window.keys(Modifiers::NONE, Key::ArrowRight);
    }
    panic!("{statement:?} cannot be reached with arrows");
}

#[test]
fn she_changes_a_reading_in_the_matrix_and_compare_follows_by_keyboard_alone() {
    let mut window = Window::open();
    assert!(window.shows("Multipolarity, Multipolarity") && window.shows("Rank 1 of 5 loaded"));
    window.keys(Modifiers::COMMAND, Key::Num2);
    select_in_matrix(&mut window, CHALLENGER);
    assert_eq!(
        window.state().view.selection,
        Some(Selection::Outcome("russia-is-main-challenger".to_owned()))
    );
    window.keys(Modifiers::COMMAND, Key::ArrowUp);
    assert!(window.shows("1 outcome is read otherwise than the essay reports it"));
    window.keys(Modifiers::COMMAND, Key::Num1);
    let mackinder = window.harness.get_by_label_contains("Mackinder, The Geographical Pivot");
    let name = mackinder.accesskit_node().label().unwrap_or_default();
    assert!(name.contains("score 0.83") && name.contains("Rank 1 of 5"), "{name}");
    window.keys(Modifiers::COMMAND, Key::Backspace);
    assert!(!window.state().has_what_if());
    let mackinder = window.harness.get_by_label_contains("Mackinder, The Geographical Pivot");
    let name = mackinder.accesskit_node().label().unwrap_or_default();
    assert!(name.contains("score 0.75") && name.contains("Rank 3 of 5"), "{name}");
}

#[test]
fn he_applies_what_would_change_the_leader_and_takes_it_back_by_keyboard_alone() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::Num4);
    assert!(window.shows("Multipolarity leads with 0.817"));
    tab_to(&mut window, "Apply: “China and Russia form an offensive military axis”");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Huntington leads with 0.80"));
    assert!(window.shows("1 outcome is read otherwise"));
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(window.shows("Mostly not; the essay reports: Did not occur"));
    tab_to(&mut window, "Undo the change of China and Russia form an offensive military axis");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Multipolarity leads with 0.817"));
    assert!(!window.shows("is read otherwise"));
}

#[test]
fn she_turns_the_matrix_by_keyboard() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::Num2);
    assert!(!window.state().view.matrix.is_transposed);
    window.keys(Modifiers::COMMAND, Key::T);
    assert!(window.state().view.matrix.is_transposed);
    select_in_rows(&mut window);
}

/// Arrows work the other way round too.
#[track_caller]
fn select_in_rows(window: &mut Window) {
    tab_to(window, "Russia is China's junior partner");
    for _ in 0..4 {
        window.keys(Modifiers::NONE, Key::ArrowDown);
    }
    window.keys(Modifiers::NONE, Key::Enter);
    let selected = window.state().view.selection.clone();
    assert_eq!(selected, Some(Selection::Outcome("russia-is-main-challenger".to_owned())));
}

#[test]
fn only_facts_count_until_every_basis_does_again() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(window.shows("Only these bases count: facts"));
    assert!(window.shows("Unranked: "));
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert!(!window.state().has_what_if());
}

#[test]
fn a_changed_reading_shows_wherever_its_outcome_does() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::Num5);
    window.click("Russia and China conclude new cooperation agreements in May 2024");
    assert_eq!(window.state().view.tab, Tab::Essay);
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    let changed = "Reading of Russia and China conclude new cooperation agreements in May 2024";
    let controls = window.harness.query_all_by_label(changed);
    let values: Vec<_> = controls.map(|control| control.accesskit_node().value()).collect();
    let marked = "Mostly occurred, changed from occurred".to_owned();
    assert_eq!(values, vec![Some(marked); 2], "in the essay and in the inspector");
    assert!(window.shows("The essay itself reports: Occurred"));
    assert_eq!(
        window.state().session.lens.readings.values().collect::<Vec<_>>(),
        [&Reported::MostlyOccurred]
    );
}

#[test]
fn a_reading_survives_a_change_of_the_filter_and_is_undone_with_all_others() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::Num4);
    tab_to(&mut window, "Apply: “Russia is the West's main challenger”");
    window.keys(Modifiers::NONE, Key::Enter);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(window.state().has_what_if());
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Backspace);
    assert!(!window.state().has_what_if());
    assert_eq!(window.state().session.lens.attribution, prescient::assess::AttributionFilter::Essay);
}

#[test]
fn an_outcome_without_a_grade_is_read_otherwise_by_keys_too() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::Num5);
    window.click("Russia is China's junior partner");
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    let readings =
        |window: &Window| window.state().session.lens.readings.values().copied().collect::<Vec<_>>();
    assert_eq!(readings(&window), [Reported::Mixed]);
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    assert_eq!(readings(&window), [Reported::MostlyNot]);
    window.keys(Modifiers::COMMAND, Key::Delete);
    assert!(window.state().session.lens.off_outcomes.contains("russia-is-junior-partner"));
    window.keys(Modifiers::COMMAND, Key::Delete);
    assert!(window.state().session.lens.off_outcomes.is_empty());
}

#[test]
fn keys_do_nothing_that_the_menus_do_not_offer() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::T);
    assert!(!window.state().view.matrix.is_transposed, "the matrix is not in sight");
    let lists_changes = window.state().view.lists_changes;
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert_eq!(window.state().view.lists_changes, lists_changes, "there is nothing to list");
}
