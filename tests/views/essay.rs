use eframe::egui::Role;
use egui_kittest::kittest::Queryable as _;
use prescient::app::essay_text::EssayText;
use prescient::app::{Action, EssayOrder, Selection, State};
use prescient::ui::essay::essay_ui;

use crate::harness::{after, follow, outcome, press, says, show};

/// High enough for every row of the built-in essay.
const WHOLE: [f32; 2] = [900.0, 14_000.0];
const WINDOW: [f32; 2] = [900.0, 700.0];

#[test]
fn its_viewpoint_stands_at_its_head() {
    let harness = show(essay_ui, WINDOW, State::default());
    says(
        &harness,
        &["A Beijing-Moscow Axis?", "verdicts are as it reports", "argues for a multipolar reading"],
    );
}

#[test]
fn every_outcome_stands_once_and_can_be_selected() {
    let mut harness = show(essay_ui, WHOLE, after([Action::SetEssayOrder(EssayOrder::Topic)]));
    let essay = std::sync::Arc::clone(&harness.state().comparison.essay);
    let unaddressed: Vec<usize> = harness.state().comparison.unaddressed().collect();
    for (position, outcome) in essay.outcomes.iter().enumerate() {
        let links = harness.query_all_by_role_and_label(Role::Link, &outcome.statement).count();
        assert_eq!(links, 1 + usize::from(unaddressed.contains(&position)), "{}", outcome.statement);
    }
    follow(&mut harness, "China matches the United States as a global power by 2020");
    assert_eq!(harness.state().view.selection, Some(outcome("china-matches-us-by-2020")));
}

#[test]
fn outcomes_are_listed_by_paragraph_or_by_topic() {
    let mut harness = show(essay_ui, WHOLE, State::default());
    says(&harness, &["Paragraph 1", "Paragraph 15", "Spoken of here too:"]);
    press(&mut harness, "By topic");
    assert_eq!(harness.state().view.essay_order, EssayOrder::Topic);
    says(&harness, &["Sino-Russian alignment", "Military balance"]);
    assert!(harness.query_by_label("Paragraph 1").is_none());
}

#[test]
fn it_says_how_an_outcome_is_reported_and_who_bets_on_it() {
    let harness = show(essay_ui, WHOLE, State::default());
    says(
        &harness,
        &[
            "Occurred · Fact · par. 1 · 2024-05",
            "Expects it",
            "Expects it not to occur",
            "Nobody bets on this",
        ],
    );
    assert!(harness.query_all_by_role_and_label(Role::Image, "Huntington").next().is_some());
}

#[test]
fn gaps_name_what_no_theory_addresses_and_what_cannot_be_judged() {
    let mut harness = show(essay_ui, WHOLE, State::default());
    says(
        &harness,
        &[
            "outcomes that no theory addresses",
            "predictions that the essay cannot judge",
            "Unscored: Contested",
        ],
    );
    follow(&mut harness, "Russia deals with China as a power in its own right, not as a junior partner");
    assert!(matches!(harness.state().view.selection, Some(Selection::Prediction(..))));
}

#[test]
fn the_attached_text_stands_beside_the_outcomes_that_cite_it() {
    let mut state = State::default();
    state.essay_text = Some(EssayText::parse("[1] Once upon a time.\n[11] The dragon grew.\n"));
    let mut harness = show(essay_ui, WHOLE, state);
    says(&harness, &["text is attached: 2 paragraphs", "Once upon a time.", "The dragon grew."]);
    press(&mut harness, "By topic");
    assert!(harness.query_all_by_label_contains("The dragon grew.").count() > 1);
}

#[test]
fn it_scrolls_to_an_outcome_once() {
    for id in ["russia-is-junior-partner", "us-arbitrates-eurasia", "brics-expands"] {
        let harness = show(essay_ui, WINDOW, after([Action::Reveal(outcome(id))]));
        let statement = &harness.state().comparison.outcome(id).unwrap().1.statement;
        let mut links = harness.query_all_by_role_and_label(Role::Link, statement);
        let is_seen = links.any(|link| link.rect().min.y > 0.0 && link.rect().max.y < WINDOW[1]);
        assert!(is_seen, "{id}");
        assert_eq!(harness.state().view.scroll_to, None);
    }
}

#[test]
fn only_what_is_visible_is_laid_out() {
    let harness = show(essay_ui, WINDOW, State::default());
    assert!(harness.query_all_by_role(Role::Link).count() < 12);
}
