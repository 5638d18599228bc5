use eframe::egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::matrix::{Division, MatrixFilter, MatrixSort};
use prescient::app::what_if::Change;
use prescient::app::{Action, MatrixView, Selection, State};
use prescient::model::{Basis, Reported};
use prescient::ui::matrix::matrix_ui;
use prescient::ui::what_if::changes_ui;

use crate::harness::{after, prediction, press, read_as, reading_of, says, show};

/// Wide and high enough for the whole built-in matrix.
const WHOLE: [f32; 2] = [8000.0, 900.0];

const WAR: &str = "Russia and Ukraine are at open war from February 2022";
const MATCHES: &str = "China matches the United States as a global power by 2020";
const ALLIANCE: &str = "China and Russia form a de facto alliance";

fn matrix(view: MatrixView) -> Harness<'static, State> {
    show(matrix_ui, WHOLE, after([Action::SetMatrix(view)]))
}

/// The statements of the outcomes in the order of their columns.
fn columns(harness: &Harness<'_, State>) -> Vec<String> {
    let heads = harness.query_all_by_role(Role::ColumnHeader);
    let mut heads: Vec<(f32, String)> = heads
        .filter_map(|head| Some((head.rect().left(), head.accesskit_node().label()?)))
        .map(|(left, name)| (left, name.split(": ").next().unwrap_or_default().to_owned()))
        .collect();
    heads.sort_by(|a, b| a.0.total_cmp(&b.0));
    heads.into_iter().map(|(_, name)| name).collect()
}

/// The name of what has the keyboard focus.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method does not fit every lifetime")]
fn focused(harness: &Harness<'_, State>) -> String {
    let focused = harness.get_by(|node| node.is_focused());
    focused.accesskit_node().label().unwrap_or_default()
}

#[test]
fn a_cell_says_what_is_expected_what_is_reported_and_whether_it_came_out() {
    let harness = matrix(MatrixView::default());
    for name in [
        format!("Huntington, {MATCHES}: expects it, occurred, confirmed"),
        format!("Brzezinski, {MATCHES}: expects it not to occur, occurred, disconfirmed"),
        format!("Mackinder, {MATCHES}: silent, occurred"),
        // Both forecasts on the alliance are too vague to be judged, so neither is called confirmed.
        format!("Huntington, {ALLIANCE}: expects it, occurred, unscored: too vague"),
        "Brzezinski, Russia is China's junior partner: expects it, contested, unscored: contested".to_owned(),
        "Brzezinski, Russia is divided into three confederated parts: advice that expects it, did not occur, disconfirmed"
            .to_owned(),
    ] {
        assert_eq!(harness.query_all_by_role_and_label(Role::Cell, &name).count(), 1, "{name}");
    }
    let cells = harness.query_all_by_role(Role::Cell).count();
    assert_eq!(cells, 5 * 41, "every cell has a role and a name");
}

#[test]
fn the_outcomes_that_divide_the_theories_most_come_first_and_crucial_tests_are_marked() {
    let harness = matrix(MatrixView::default());
    assert_eq!(
        columns(&harness)[..5],
        [
            "Russia is China's junior partner",
            "The United States can still split Russia from China",
            MATCHES,
            WAR,
            "Russia is the West's main challenger",
        ]
    );
    assert_eq!(harness.query_all_by_label_contains("a crucial test").count(), 4);
}

#[test]
fn outcomes_are_sorted_by_what_the_reader_asks_for() {
    let first = |sort| {
        let harness = matrix(MatrixView { sort, ..MatrixView::default() });
        let essay = &harness.state().comparison.essay;
        let head = columns(&harness)[0].clone();
        let outcome = essay.outcomes.iter().find(|outcome| outcome.statement == head);
        outcome.map(|outcome| outcome.id.to_string()).unwrap_or_default()
    };
    assert_eq!(first(MatrixSort::Essay), "russia-is-junior-partner");
    assert_eq!(first(MatrixSort::Basis), "agreements-2024", "the first fact");
    assert_eq!(first(MatrixSort::Paragraph), "russia-is-junior-partner");
    assert_eq!(first(MatrixSort::Reported), "agreements-2024", "the first that occurred");
    assert_eq!(first(MatrixSort::Topic), "russia-is-junior-partner", "the first of the first topic");
}

#[test]
fn outcomes_are_filtered_by_what_the_reader_asks_for() {
    let shown = |filter| {
        let harness = matrix(MatrixView { filter, ..MatrixView::default() });
        harness.query_all_by_role(Role::ColumnHeader).count()
    };
    let all = MatrixFilter::default();
    assert_eq!(shown(all.clone()), 41);
    assert_eq!(shown(MatrixFilter { division: Division::Crucial, ..all.clone() }), 4);
    assert_eq!(shown(MatrixFilter { division: Division::Divides, ..all.clone() }), 6);
    assert_eq!(shown(MatrixFilter { topic: Some("energy".to_owned()), ..all.clone() }), 2);
    assert_eq!(shown(MatrixFilter { basis: Some(Basis::Attributed), ..all.clone() }), 3);
    assert_eq!(shown(MatrixFilter { paragraph: Some(2), ..all.clone() }), 2);
    assert_eq!(shown(MatrixFilter { reported: Some(Reported::Contested), ..all.clone() }), 3);
    let none = MatrixFilter { paragraph: Some(2), reported: Some(Reported::Contested), ..all };
    let mut harness = matrix(MatrixView { filter: none, ..MatrixView::default() });
    says(&harness, &["No outcome has all that is asked for"]);
    press(&mut harness, "Show all outcomes");
    assert_eq!(harness.query_all_by_role(Role::ColumnHeader).count(), 41);
}

#[test]
fn the_choices_above_the_matrix_change_it() {
    let mut harness = matrix(MatrixView::default());
    harness.get_by_role_and_label(Role::ComboBox, "Tests").click();
    harness.run();
    press(&mut harness, "Crucial tests only");
    assert_eq!(columns(&harness).len(), 4);
    says(&harness, &["4 of 41"]);
    press(&mut harness, "Show all");
    press(&mut harness, "Outcomes in rows");
    assert!(harness.state().view.matrix.is_transposed);
    let heads = harness.query_all_by_role(Role::ColumnHeader).count();
    assert_eq!(heads, 5, "the theories head the columns now");
}

#[test]
fn a_changed_reading_changes_its_cells_at_once_and_is_marked() {
    let mut harness = matrix(MatrixView::default());
    assert_eq!(reading_of(&harness, MATCHES), "Occurred");
    read_as(&mut harness, MATCHES, "Did not occur");
    assert_eq!(reading_of(&harness, MATCHES), "Did not occur, changed from occurred");
    says(&harness, &[&format!("Huntington, {MATCHES}: expects it, did not occur, disconfirmed")]);
    says(&harness, &[&format!("Brzezinski, {MATCHES}: expects it not to occur, did not occur, confirmed")]);
    read_as(&mut harness, MATCHES, "Occurred (as the essay reports)");
    assert!(!harness.state().has_what_if());
    assert_eq!(reading_of(&harness, MATCHES), "Occurred");
    read_as(&mut harness, MATCHES, "Switch off, as if the essay lacked it");
    assert_eq!(reading_of(&harness, MATCHES), "Switched off, changed from occurred");
    says(&harness, &[&format!("Huntington, {MATCHES}: silent, switched off")]);
}

#[test]
fn a_click_on_a_cell_shows_the_prediction_behind_it() {
    let mut harness = matrix(MatrixView::default());
    let cell = format!("Huntington, {WAR}: expects it not to occur, occurred, disconfirmed");
    harness.get_by_role_and_label(Role::Cell, &cell).click();
    harness.run();
    let expected = prediction("huntington", "kin-do-not-fight");
    assert_eq!(harness.state().view.selection, Some(expected));
}

#[test]
fn arrows_lead_to_every_place_beyond_what_is_in_view_too() {
    let mut harness = show(matrix_ui, [900.0, 700.0], State::default());
    harness.get_by_role_and_label(Role::RowHeader, "Mackinder, Rank 3 of 5 loaded").focus();
    harness.run();
    for _ in 0..12 {
        harness.key_press(Key::ArrowRight);
        harness.run();
    }
    assert!(focused(&harness).starts_with("Mackinder, "), "{}", focused(&harness));
    harness.key_press(Key::End);
    harness.run();
    let last = focused(&harness);
    harness.key_press(Key::ArrowUp);
    harness.run();
    let head = focused(&harness);
    let statement = head.split(": ").next().unwrap_or_default();
    assert!(last.contains(statement), "{last:?} stands below {head:?}");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(matches!(&harness.state().view.selection, Some(Selection::Outcome(_))));
    harness.key_press(Key::Home);
    harness.run();
    assert!(focused(&harness).starts_with("Russia is China's junior partner"), "{}", focused(&harness));
}

#[test]
fn an_outcome_that_is_switched_off_is_silence_for_everybody() {
    let off = Action::WhatIf(Change::BasisOff(Basis::Judgement, true));
    let harness = show(matrix_ui, WHOLE, after([off]));
    let silent = harness.query_all_by_label_contains(": silent, switched off").count();
    let judgements = harness.state().comparison.essay.outcomes.iter();
    let judgements = judgements.filter(|outcome| outcome.basis == Basis::Judgement).count();
    assert_eq!(silent, 5 * judgements);
}

#[test]
fn it_is_drawn_in_any_size() {
    for size in [[0.0, 0.0], [1.0, 1.0], [200.0, 100.0], [1024.0, 600.0]] {
        for is_transposed in [false, true] {
            show(
                matrix_ui,
                size,
                after([Action::SetMatrix(MatrixView { is_transposed, ..MatrixView::default() })]),
            );
        }
    }
}

#[test]
fn it_comes_to_rest_where_its_heads_leave_no_room_for_a_cell() {
    let transposed = MatrixView { is_transposed: true, ..MatrixView::default() };
    let mut harness = show(matrix_ui, [120.0, 600.0], after([Action::SetMatrix(transposed)]));
    let head = harness.query_all_by_role(Role::RowHeader).next().expect("a head is drawn");
    head.focus();
    harness.run();
    let first = focused(&harness);
    harness.key_press(Key::ArrowRight);
    harness.run_steps(12);
    harness.run();
    assert_eq!(focused(&harness), first, "no cell is in view, so the focus stays");
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_ne!(focused(&harness), first, "and is free to go elsewhere");
}

#[test]
fn it_comes_to_rest_in_a_low_window() {
    let mut state = State::default();
    state.view.matrix.is_transposed = true;
    state.view.scroll_to = Some(Selection::Outcome("russia-is-main-challenger".to_owned()));
    let mut harness = show(matrix_ui, [900.0, 600.0], state);
    harness.set_size([900.0, 100.0].into());
    harness.state_mut().view.scroll_to = Some(Selection::Outcome("china-matches-us-by-2020".to_owned()));
    harness.run_steps(12);
    harness.run();
}

#[test]
fn the_summary_counts_only_readings_that_change_something() {
    let summary = |readings: &[(&str, Reported)]| {
        let mut state = State::default();
        let readings = readings.iter().map(|(id, reading)| ((*id).to_owned(), *reading));
        state.session.lens.readings = readings.collect();
        show(changes_ui, [900.0, 100.0], state)
    };
    let (lacking, own) =
        (("no-such-outcome", Reported::Mixed), ("china-matches-us-by-2020", Reported::Occurred));
    let other = ("russia-is-main-challenger", Reported::Mixed);
    let one = summary(&[lacking, own, other]);
    says(&one, &["1 outcome is read otherwise than the essay reports it"]);
    says(&summary(&[lacking, own]), &["Nothing is read otherwise than the essay reports it"]);
}

#[test]
fn the_heads_have_room_for_the_statements_that_are_shown() {
    let height = |harness: &Harness<'_, State>| {
        harness.query_all_by_role(Role::ColumnHeader).next().map(|head| head.rect().height())
    };
    let mut harness = matrix(MatrixView::default());
    for paragraph in 1..=16 {
        let filter = MatrixFilter { paragraph: Some(paragraph), ..MatrixFilter::default() };
        let view = MatrixView { filter, ..MatrixView::default() };
        harness.state_mut().view.matrix = view.clone();
        harness.run();
        assert_eq!(height(&harness), height(&matrix(view)), "paragraph {paragraph}");
    }
}

#[test]
fn the_focus_stays_on_its_place_when_the_matrix_is_turned_sorted_or_filtered() {
    let mut harness = show(matrix_ui, [900.0, 700.0], State::default());
    let cell = format!("Huntington, {WAR}: expects it not to occur, occurred, disconfirmed");
    harness.get_by_role_and_label(Role::Cell, &cell).focus();
    harness.run();
    let transposed = MatrixView { is_transposed: true, ..MatrixView::default() };
    let sorted = MatrixView { sort: MatrixSort::Reported, ..MatrixView::default() };
    let facts = MatrixFilter { basis: Some(Basis::Fact), ..MatrixFilter::default() };
    let filtered = MatrixView { filter: facts, ..MatrixView::default() };
    for view in [transposed, sorted, filtered, MatrixView::default()] {
        harness.state_mut().view.matrix = view;
        // It may have to scroll both ways before it comes to rest.
        harness.run_steps(12);
        harness.run();
        assert_eq!(focused(&harness), cell);
    }
}

#[test]
fn the_focus_goes_to_what_is_nearest_where_its_place_is_no_longer_shown() {
    let mut harness = show(matrix_ui, [900.0, 700.0], State::default());
    harness.get_by_role_and_label(Role::RowHeader, "Huntington, Rank 2 of 5 loaded").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    let crucial = MatrixFilter { division: Division::Crucial, ..MatrixFilter::default() };
    harness.state_mut().view.matrix.filter = crucial;
    harness.run();
    assert!(focused(&harness).starts_with("Huntington, "), "{}", focused(&harness));
}
