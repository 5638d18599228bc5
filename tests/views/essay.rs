use eframe::egui::Role;
use egui_kittest::kittest::Queryable as _;
use prescient::app::essay_text::EssayText;
use prescient::app::{Action, EssayOrder, Selection, State, apply};
use prescient::model::Essay;
use prescient::model::json::Progress;
use prescient::store::{self, AnyDocument, Loaded};
use prescient::ui::essay::essay_ui;

use crate::harness::{after, follow, outcome, press, reading_of, says, show};

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
    let comparison = std::sync::Arc::clone(&harness.state().comparison);
    let unaddressed: Vec<usize> = comparison.assessment.outcomes_without_bets(&comparison.index).collect();
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
        &["Fact · par.\u{a0}1 · 2024-05", "Expects it", "Expects it not to occur", "Nobody bets on this"],
    );
    assert!(harness.query_all_by_role_and_label(Role::Image, "Huntington").next().is_some());
    let reading = reading_of(&harness, "Russia and Ukraine are at open war from February 2022");
    assert_eq!(reading, "Occurred");
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
fn of_ten_thousand_outcomes_only_the_visible_ones_are_laid_out() {
    let mut harness = show(essay_ui, WINDOW, with_outcomes(10_000));
    assert!(harness.query_all_by_role(Role::Link).count() < 12);
    apply(harness.state_mut(), Action::Reveal(outcome("o-9000")));
    harness.run();
    harness.get_by_role_and_label(Role::Link, "Outcome number 9000 comes about");
    assert!(harness.query_all_by_role(Role::Link).count() < 20);
}

/// The built-in theories, and a made-up essay with `n` outcomes.
pub fn with_outcomes(n: usize) -> State {
    let outcomes: Vec<String> = (0..n)
        .map(|i| {
            let paragraph = 1 + i / 3;
            let summary = "So it is said. ".repeat(1 + i % 9);
            format!(
                r#"{{"id": "o-{i}", "statement": "Outcome number {i} comes about", "reported": "occurred",
                "basis": "fact", "paragraphs": [{paragraph}], "summary": "{summary}"}}"#
            )
        })
        .collect();
    let outcomes = outcomes.join(",");
    let essay = format!(
        r#"{{"format": "prescient-essay/1", "id": "long", "title": "A long essay", "published": "2024",
        "outcomes": [{outcomes}]}}"#
    );
    let loaded = store::parse::<Essay>(essay.as_bytes(), None, &Progress::default());
    let loaded =
        Loaded { document: loaded.document.map(AnyDocument::Essay), diagnostics: loaded.diagnostics };
    after([Action::FileLoaded { path: "long.json".into(), stamp: None, loaded: Box::new(loaded) }])
}
