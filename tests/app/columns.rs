//! A lecturer looks at the theories side by side.

use std::collections::BTreeSet;

use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, Vec2, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use prescient::app::Settings;

use crate::window::Window;

const SHORT_NAMES: [&str; 5] = ["Mackinder", "Brzezinski", "Huntington", "Kissinger (late)", "Multipolarity"];

/// The theories whose columns are shown, from left to right.
fn columns(window: &Window) -> Vec<String> {
    let state = window.state();
    let name = |member: usize| state.comparison.members[member].theory.short_name.clone();
    state.columns().into_iter().map(name).collect()
}

fn scroll(window: &mut Window, by: f32) {
    window.harness.hover_at(pos2(700.0, 600.0));
    window.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -by),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.harness.run();
}

/// The accessible names of all predictions, as the design asks for them.
fn expected_names(window: &Window) -> BTreeSet<String> {
    let comparison = &window.state().comparison;
    let views = comparison.members.iter().enumerate().flat_map(|(member, entry)| {
        (0..entry.theory.predictions.len())
            .filter_map(move |position| comparison.prediction(member, position))
    });
    views.map(|view| view.accessible_name()).collect()
}

#[test]
fn she_sees_five_theories_and_scrolls_past_all_thirty_three_predictions() {
    let mut window = Window::open();
    for name in SHORT_NAMES {
        window.harness.get_by_label(name);
    }
    let expected = expected_names(&window);
    assert_eq!(expected.len(), 33);
    let mut seen = BTreeSet::new();
    for _ in 0..60 {
        seen.extend(window.names().into_iter().filter(|name| expected.contains(name)));
        scroll(&mut window, 150.0);
    }
    assert_eq!(seen, expected);
}

#[test]
fn she_moves_a_column_by_keyboard_and_hides_another() {
    let mut window = Window::open();
    window.click("Huntington");
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(
        columns(&window),
        ["Mackinder", "Huntington", "Brzezinski", "Kissinger (late)", "Multipolarity"]
    );
    window.click("Show Mackinder");
    assert_eq!(columns(&window), ["Huntington", "Brzezinski", "Kissinger (late)", "Multipolarity"]);
    window.keys(Modifiers::ALT, Key::ArrowRight);
    window.keys(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(columns(&window), ["Brzezinski", "Kissinger (late)", "Huntington", "Multipolarity"]);
    window.click("Show Mackinder");
    assert_eq!(columns(&window).len(), 5);
}

#[test]
fn she_drags_a_column_to_another_place() {
    let mut window = Window::open();
    let from = window.harness.get_by_label_contains("Mackinder, The Geographical Pivot").rect().center();
    let to = window.harness.get_by_label_contains("Huntington, The Clash").rect().center();
    window.harness.drag_at(from);
    window.harness.run();
    window.harness.hover_at(to);
    window.harness.run();
    window.harness.drop_at(to);
    window.harness.run();
    assert_eq!(columns(&window)[..3], ["Brzezinski", "Huntington", "Mackinder"]);
}

#[test]
fn she_judges_only_what_the_essay_attributes_and_huntington_leads_alone() {
    let mut window = Window::open();
    window.click("Predictions");
    assert!(window.shows("Brzezinski: The gravest threat"));
    window.click("Only those in the essay");
    assert!(!window.shows("Brzezinski: The gravest threat"));
    assert!(window.shows("score 1.00, 4 of 4 forecasts scored, Rank 1 of 5 loaded"));
    assert!(window.shows("Unranked: 2 of 3 needed"));
}

#[test]
fn hiding_every_column_says_how_to_bring_them_back() {
    let mut window = Window::open();
    for name in SHORT_NAMES {
        window.click(&format!("Show {name}"));
    }
    assert!(window.shows("No theory is shown"));
    window.click("Show all columns");
    assert_eq!(columns(&window).len(), 5);
}

#[test]
fn five_theories_fit_without_scrolling_sideways() {
    let window = Window::open();
    let last = window.harness.get_by_label_contains("Multipolarity, Multipolarity").rect();
    assert!(last.right() <= 1280.0, "the last column ends at {}", last.right());
}

#[test]
fn windows_of_no_size_and_of_any_size_are_drawn() {
    for size in [
        Vec2::ZERO,
        vec2(1.0, 1.0),
        vec2(80.0, 60.0),
        vec2(480.0, 320.0),
        vec2(1024.0, 768.0),
        vec2(3840.0, 400.0),
    ] {
        Window::with(size, Settings::default(), &[]);
    }
}

#[test]
fn on_a_projector_nothing_in_the_line_of_tabs_stands_on_another() {
    let window = Window::with(vec2(800.0, 500.0), Settings::default(), &[]);
    let names = ["Compare", "Matrix", "Timeline", "Analysis", "Only those in the essay", "Find", "Inspector"];
    let places = names.map(|name| window.harness.get_by_label(name).rect());
    for (i, one) in places.iter().enumerate() {
        for (j, other) in places.iter().enumerate().skip(i + 1) {
            assert!(!one.shrink(1.0).intersects(*other), "{} and {}", names[i], names[j]);
        }
    }
}
