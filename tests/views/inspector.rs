use eframe::egui::Role;
use egui_kittest::kittest::Queryable as _;
use prescient::app::essay_text::EssayText;
use prescient::app::what_if::Change;
use prescient::app::{Action, Command, Selection, State};
use prescient::model::Reported;
use prescient::ui::inspector::inspector_ui;

use crate::harness::{after, follow, outcome, prediction, press, reading_of, says, show, theory};

/// High enough for everything that is explained.
const SIZE: [f32; 2] = [360.0, 4000.0];

fn inspect(selection: Selection) -> egui_kittest::Harness<'static, State> {
    show(inspector_ui, SIZE, after([Action::Select(selection)]))
}

#[test]
fn with_nothing_selected_it_says_what_would_be_here() {
    let harness = show(inspector_ui, SIZE, State::default());
    says(&harness, &["Nothing is selected", "its whole working stands here"]);
}

#[test]
fn a_prediction_shows_its_working_and_leads_to_its_outcome_and_back() {
    let mut harness = inspect(prediction("kissinger-late", "china-is-the-power-to-contain"));
    says(
        &harness,
        &[
            "China, and no longer Russia, is the power that the United States will have to contain",
            "Forecast, made 2023",
            "Confirmed",
            "A Beijing-Moscow Axis?, par.\u{a0}8",
            "The theory expects it not to occur; reported: Mostly not",
            "If Russia can serve as a counterweight to China",
            "Match 0.75   Weight 1",
            "Hindsight: made 2023, not before 2008 to 2024",
            "(1 × 1.00 + 1 × 0.75) / 2 = 0.875",
            "0.875 is at least 0.875: Confirmed",
        ],
    );
    follow(&mut harness, "Russia is the West's main challenger");
    says(
        &harness,
        &[
            "The essay's judgement",
            "Who bets on it",
            "Silent: Huntington, Multipolarity",
            "2 of 3 theories with a stance expect it",
        ],
    );
    assert_eq!(reading_of(&harness, "Russia is the West's main challenger"), "Mostly not");
    press(&mut harness, "Back");
    says(&harness, &["The working", "Forecast, made 2023"]);
    follow(&mut harness, "Kissinger (late)");
    says(&harness, &["Scorecard", "Unranked: 2 of 3 needed"]);
}

#[test]
fn a_score_at_a_threshold_says_on_which_side_it_falls() {
    let harness = inspect(prediction("multipolarity", "trade-withstands-sanctions"));
    says(
        &harness,
        &[
            "(1 × 1.00 + 1 × 0.50 + 1 × 0.00 + 1 × 0.00) / 4 = 0.375",
            "0.375 is above 0.125 and at most 0.375: Largely disconfirmed",
        ],
    );
}

#[test]
fn a_partly_judged_prediction_says_how_far() {
    let harness = inspect(prediction("multipolarity", "not-a-military-axis"));
    says(&harness, &["Partly judged, 2 of 3", "Without the 1 of its 3 expectations"]);
}

#[test]
fn an_unscored_prediction_says_why_in_a_sentence() {
    let harness = inspect(prediction("brzezinski", "antihegemonic-coalition"));
    says(&harness, &["Unscored: Too vague", "nothing could count against it", "they do not count"]);
}

#[test]
fn a_prescription_says_that_it_does_not_count() {
    let harness = inspect(prediction("kissinger-late", "court-russia"));
    says(&harness, &["Prescription, made", "not counted in any score"]);
}

#[test]
fn foresight_says_the_dates_that_make_it_so() {
    let harness = inspect(prediction("brzezinski", "china-stays-regional"));
    says(&harness, &["Foresight: made 1997, before 2020"]);
    let harness = inspect(prediction("multipolarity", "pipeline-will-come"));
    says(&harness, &["Unscored: Pending", "Foresight: pending in the essay"]);
}

#[test]
fn a_theory_shows_each_number_with_its_working() {
    let mut harness = inspect(theory("multipolarity"));
    says(
        &harness,
        &[
            "Rank 1 of 5 loaded, judged by its own essay",
            "Mean over 5 forecasts scored: 1.00, 1.00, 0.875, 0.375, 0.833",
            "5 of 9",
            "2 of its 12 scored expectations are contradicted",
            "Verdicts are as “A Beijing-Moscow Axis?” reports",
        ],
    );
    follow(&mut harness, "Trade between China and Russia will hold and grow in spite of Western sanctions");
    says(&harness, &["The working"]);
}

#[test]
fn a_theory_sets_its_advice_apart() {
    let harness = inspect(theory("huntington"));
    says(&harness, &["Forecasts", "Prescriptions", "not counted in any number"]);
}

#[test]
fn the_attached_text_stands_below_the_source() {
    let mut state = after([Action::Select(prediction("kissinger-late", "court-russia"))]);
    state.essay_text = Some(EssayText::parse("[8] The old man took a long view."));
    let harness = show(inspector_ui, SIZE, state);
    says(&harness, &["The old man took a long view."]);
}

#[test]
fn what_the_filter_leaves_out_is_said_and_can_be_brought_back() {
    let works = State::default();
    let of_a_work = works.comparison.members.iter().find_map(|m| {
        let position = m.theory.predictions.iter().position(|p| p.attribution.work.is_some())?;
        Some(Selection::Prediction(m.doc, position))
    });
    let select = Action::Select(of_a_work.expect("a prediction from a work of its author's"));
    let mut harness = show(inspector_ui, SIZE, after([select, Action::Command(Command::EssayOnly)]));
    says(&harness, &["Not in this comparison"]);
    press(&mut harness, "All predictions");
    says(&harness, &["The working"]);
}

#[test]
fn a_reading_stands_beside_what_the_essay_reports() {
    let reading = Change::Reading("china-matches-us-by-2020".to_owned(), Some(Reported::Mixed));
    let select = Action::Select(prediction("brzezinski", "china-stays-regional"));
    let mut harness = show(inspector_ui, SIZE, after([select, Action::WhatIf(reading)]));
    says(&harness, &["reported: Mixed (a reading; the essay reports: Occurred)", "(1 × 0.50) / 1 = 0.50"]);
    follow(&mut harness, "China matches the United States as a global power by 2020");
    says(&harness, &["The essay itself reports: Occurred"]);
}

#[test]
fn an_outcome_that_the_essay_lacks_is_said() {
    let harness = inspect(outcome("no-such-thing"));
    says(&harness, &["This essay reports no such outcome."]);
}

#[test]
fn everything_fits_the_narrowest_panel() {
    let state = State::default();
    let theories = state.comparison.members.iter().map(|m| Selection::Theory(m.doc));
    let predictions =
        state.comparison.members.iter().flat_map(|m| {
            (0..m.theory.predictions.len()).map(|position| Selection::Prediction(m.doc, position))
        });
    let outcomes = state.comparison.essay.outcomes.iter().map(|o| outcome(o.id.as_str()));
    let mut harness = show(inspector_ui, [300.0, 3000.0], State::default());
    for selection in theories.chain(predictions).chain(outcomes) {
        prescient::app::apply(harness.state_mut(), Action::Select(selection.clone()));
        harness.run();
        for node in
            harness.query_all_by(|node| matches!(node.role(), Role::Label | Role::Link | Role::Heading))
        {
            assert!(node.rect().max.x <= 300.5, "{selection:?}: {node:?} ends at {}", node.rect().max.x);
        }
    }
}
