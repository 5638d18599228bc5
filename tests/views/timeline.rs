use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use prescient::app::{Action, Command, Selection, State, apply};
use prescient::assess::AttributionFilter;
use prescient::ui::timeline::timeline_ui;
use prescient::ui::window::window_ui;

use crate::essay::with_outcomes;
use crate::harness::{after, follow, outcome, prediction, press, says, show, theory, with_predictions};

/// High enough for every row of the built-in list.
const WHOLE: [f32; 2] = [1200.0, 9000.0];
const WINDOW: [f32; 2] = [1060.0, 640.0];

/// The names of all predictions that take part.
fn predictions(state: &State) -> Vec<String> {
    let comparison = &state.comparison;
    let views = comparison.members.iter().enumerate().flat_map(|(member, m)| {
        (0..m.theory.predictions.len()).filter_map(move |position| comparison.prediction(member, position))
    });
    views.map(|view| view.accessible_name()).collect()
}

/// The links whose name begins like this.
fn links<'a>(harness: &'a Harness<'_, State>, start: &str) -> Vec<Node<'a>> {
    let links = harness.query_all_by_role(Role::Link);
    links.filter(|link| link.accesskit_node().label().is_some_and(|name| name.starts_with(start))).collect()
}

fn button<'a>(harness: &'a Harness<'_, State>, name: &'a str) -> Node<'a> {
    harness.get_by_role_and_label(Role::Button, name)
}

fn is_possible(harness: &Harness<'_, State>, name: &str) -> bool {
    !button(harness, name).accesskit_node().is_disabled()
}

/// Presses a button by keyboard alone.
fn enter(harness: &mut Harness<'_, State>, name: &str) {
    button(harness, name).focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

/// Where the plot is.
fn plot(harness: &Harness<'_, State>) -> eframe::egui::Rect {
    harness.get_by_role(Role::Figure).rect()
}

/// The first place from the top, at this share of the plot's width, at which something is under the
/// pointer that `is_it`.
#[track_caller]
fn look_for(harness: &mut Harness<'_, State>, share: f32, is_it: impl Fn(&Selection) -> bool) -> Pos2 {
    let plot = plot(harness);
    let mut place = pos2(plot.min.x + share * plot.width(), plot.min.y);
    while place.y < plot.max.y {
        harness.hover_at(place);
        harness.run();
        if harness.state().view.hovered.as_ref().is_some_and(&is_it) {
            return place;
        }
        place.y += 4.0;
    }
    panic!("nothing of the kind is there: {harness:?}");
}

#[test]
fn the_list_names_every_prediction_once_with_its_dates_and_every_outcome() {
    let harness = show(timeline_ui, WHOLE, State::default());
    let names = predictions(harness.state());
    assert_eq!(names.len(), 33);
    for name in names {
        assert_eq!(links(&harness, &name).len(), 1, "{name}");
    }
    for outcome in &harness.state().comparison.essay.outcomes {
        assert_eq!(links(&harness, &outcome.statement).len(), 1, "{}", outcome.statement);
    }
    says(
        &harness,
        &[
            "(Disconfirmed), made 1997, due 2020, forecast, foresight",
            "made 2024-05, outcome 2024, forecast, hindsight",
            "Timeline: 33 predictions of 5 theories",
            "Timeline as a list",
        ],
    );
}

#[test]
fn she_selects_a_prediction_in_the_list_and_then_an_outcome() {
    let mut harness = show(timeline_ui, WHOLE, State::default());
    let name = "Brzezinski: By 2020 China will be a regional power";
    links(&harness, name)[0].click_accesskit();
    harness.run();
    assert_eq!(harness.state().view.selection, Some(prediction("brzezinski", "china-stays-regional")));
    assert!(harness.state().view.shows_inspector);
    links(&harness, "Russia annexes Crimea in 2014")[0].click_accesskit();
    harness.run();
    assert_eq!(harness.state().view.selection, Some(outcome("crimea-annexed")));
    follow(&mut harness, "Mackinder");
    assert_eq!(harness.state().view.selection, Some(theory("mackinder")));
}

#[test]
fn what_the_filter_leaves_out_and_what_is_hidden_is_gone() {
    let mut harness = show(timeline_ui, WHOLE, State::default());
    let all = predictions(harness.state());
    apply(harness.state_mut(), Action::SetAttribution(AttributionFilter::Essay));
    harness.run();
    let kept = predictions(harness.state());
    assert!(!kept.is_empty() && kept.len() < all.len());
    for name in &all {
        assert_eq!(links(&harness, name).len(), usize::from(kept.contains(name)), "{name}");
    }
    let Selection::Theory(doc) = theory("huntington") else { unreachable!("it is a theory") };
    apply(harness.state_mut(), Action::SetHidden(doc, true));
    harness.run();
    assert!(links(&harness, "Huntington").is_empty());
    says(&harness, &["of 4 theories"]);
}

#[test]
fn she_looks_closer_and_moves_in_time_by_keyboard_alone() {
    let mut harness = show(timeline_ui, WINDOW, State::default());
    for name in ["Earlier", "Later", "Zoom out"] {
        assert!(!is_possible(&harness, name), "all is in sight, yet there is more {name}");
    }
    enter(&mut harness, "Zoom in");
    for name in ["Earlier", "Later", "Zoom out"] {
        assert!(is_possible(&harness, name), "{name}");
    }
    enter(&mut harness, "Later");
    assert!(!is_possible(&harness, "Later"), "the end is reached");
    enter(&mut harness, "Earlier");
    assert!(is_possible(&harness, "Later"));
    enter(&mut harness, "Zoom out");
    assert!(!is_possible(&harness, "Zoom out"));
    enter(&mut harness, "Since 1990");
    assert!(is_possible(&harness, "Earlier") && !is_possible(&harness, "Later"));
    enter(&mut harness, "Whole range");
    assert!(!is_possible(&harness, "Earlier"));
}

#[test]
fn he_points_at_a_bar_and_clicks_it() {
    let mut harness = show(timeline_ui, WINDOW, State::default());
    let place = look_for(&mut harness, 0.5, |under| matches!(under, Selection::Prediction(..)));
    let under = harness.state().view.hovered.clone();
    harness.drag_at(place);
    harness.drop_at(place);
    harness.run();
    assert_eq!(harness.state().view.selection, under);
    harness.hover_at(pos2(1.0, 1.0));
    harness.run();
    assert_eq!(harness.state().view.hovered, None);
}

#[test]
fn a_link_in_the_inspector_lights_up_what_it_leads_to() {
    let selected = prediction("brzezinski", "ukraine-is-the-hinge");
    let mut harness = show(window_ui, [1280.0, 800.0], after([open(), Action::Select(selected)]));
    let link = harness.get_by_role_and_label(Role::Link, "Russia annexes Crimea in 2014").rect().center();
    harness.hover_at(link);
    harness.run();
    assert_eq!(harness.state().view.hovered, Some(outcome("crimea-annexed")));
    harness.hover_at(pos2(1.0, 1.0));
    harness.run();
    assert_eq!(harness.state().view.hovered, None);
}

#[test]
fn what_the_pointer_is_over_in_a_table_is_lit_up_in_all_views_and_no_longer_when_it_has_left() {
    let card = "Huntington: After the Cold War, China will emerge";
    let head = "China matches the United States as a global power by 2020";
    for (tab, role, name, expected) in [
        (Command::ShowCompare, Role::Button, card, prediction("huntington", "china-becomes-the-adversary")),
        (Command::ShowMatrix, Role::ColumnHeader, head, outcome("china-matches-us-by-2020")),
    ] {
        let mut harness = show(window_ui, [1280.0, 9000.0], after([Action::Command(tab)]));
        let mut named = harness.query_all_by_role(role);
        let is_it =
            |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(name));
        let place = named.find(is_it).unwrap_or_else(|| panic!("{name}")).rect();
        drop(named);
        harness.hover_at(place.center());
        harness.run();
        assert_eq!(harness.state().view.hovered, Some(expected));
        harness.hover_at(pos2(1.0, 1.0));
        harness.run();
        assert_eq!(harness.state().view.hovered, None);
    }
}

/// Opens the timeline.
fn open() -> Action {
    Action::Command(Command::ShowTimeline)
}

#[test]
fn he_clicks_through_the_outcomes_of_one_date() {
    let mut harness = show(timeline_ui, WINDOW, State::default());
    let twins = ["crimea-annexed", "georgia-crisis"].map(outcome);
    let is_one_of_several =
        |under: &Selection| matches!(under, Selection::Outcome(_)) && !twins.contains(under);
    let place = look_for(&mut harness, 0.95, is_one_of_several);
    let mut seen = Vec::new();
    for _ in 0..2 {
        harness.drag_at(place);
        harness.drop_at(place);
        harness.run();
        seen.extend(harness.state().view.selection.clone());
    }
    assert_eq!(seen.len(), 2);
    assert_ne!(seen[0], seen[1]);
}

#[test]
fn he_zooms_with_the_wheel_and_a_double_click_shows_all_again() {
    let mut harness = show(timeline_ui, WINDOW, State::default());
    let free = plot(&harness).min + vec2(20.0, 6.0);
    harness.hover_at(free);
    harness.run();
    harness.event(Event::Zoom(2.0));
    harness.run();
    assert!(is_possible(&harness, "Zoom out"));
    // In one frame, since those of a test are too far apart for a double click.
    for pressed in [true, false, true, false] {
        let button = PointerButton::Primary;
        let event = Event::PointerButton { pos: free, button, pressed, modifiers: Modifiers::NONE };
        harness.input_mut().events.push(event);
    }
    harness.run();
    assert!(!is_possible(&harness, "Zoom out"));
}

#[test]
fn the_list_comes_to_what_is_selected_elsewhere() {
    let selected = prediction("multipolarity", "unipolar-moment-ends");
    let harness = show(timeline_ui, WINDOW, after([Action::Select(selected)]));
    let links = links(&harness, "Multipolarity: The unipolar moment is over");
    assert!(links.iter().any(|link| link.rect().min.y > 0.0 && link.rect().max.y < WINDOW[1]));
}

#[test]
fn the_list_comes_to_its_last_row_and_to_rest() {
    let latest = |state: &State| {
        let outcomes = state.comparison.essay.outcomes.iter();
        let dated =
            outcomes.map(|outcome| (outcome.date(&state.comparison.essay).range().unwrap().latest, outcome));
        let last = dated.max_by_key(|(latest, _)| *latest).expect("outcomes").1;
        (last.id.to_string(), last.statement.clone())
    };
    for height in [500.0, WINDOW[1], 1500.0] {
        let (id, statement) = latest(&State::default());
        let state = after([Action::Select(Selection::Outcome(id))]);
        let mut harness = show(timeline_ui, [WINDOW[0], height], state);
        let steps = harness.try_run().expect("it settles");
        assert!(steps <= 1, "{steps} frames were painted at rest at {height}");
        let row = links(&harness, &statement);
        assert!(row.iter().any(|link| link.rect().min.y > 0.0 && link.rect().max.y < height), "{height}");
    }
}

#[test]
fn without_theories_or_outcomes_there_is_a_timeline_still() {
    let mut harness = show(timeline_ui, WINDOW, with_outcomes(0));
    let docs: Vec<_> = harness.state().comparison.members.iter().map(|member| member.doc).collect();
    for doc in docs {
        apply(harness.state_mut(), Action::SetHidden(doc, true));
    }
    harness.run();
    says(&harness, &["No theory is shown", "0 predictions of 0 theories"]);
    press(&mut harness, "Show all columns");
    says(&harness, &["33 predictions of 5 theories"]);
}

#[test]
fn windows_of_any_size_are_drawn_and_come_to_rest() {
    for size in [
        [0.0, 0.0],
        [1.0, 1.0],
        [80.0, 60.0],
        [300.0, 200.0],
        [500.0, 400.0],
        [820.0, 150.0],
        [3000.0, 500.0],
    ] {
        let mut harness = show(timeline_ui, size, State::default());
        let steps = harness.try_run().expect("it settles");
        assert!(steps <= 1, "{steps} frames were painted at rest in {size:?}");
    }
}

#[test]
fn of_thousands_of_predictions_at_the_ends_of_the_calendar_only_the_visible_ones_are_listed() {
    let harness = show(timeline_ui, WINDOW, with_predictions(3000));
    assert!(harness.query_all_by_role(Role::Link).count() < 40);
    says(&harness, &["Timeline: 3033 predictions of 6 theories"]);
}
