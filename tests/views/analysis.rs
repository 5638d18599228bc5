use std::sync::Arc;

use eframe::egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::what_if::Change;
use prescient::app::{Action, Analysed, Command, Effect, State, apply};
use prescient::model::{Basis, Reported};
use prescient::ui::analysis::analysis_ui;

use crate::harness::{after, follow, outcome, press, says, show, with_predictions};

/// High enough for the whole page.
const WHOLE: [f32; 2] = [1000.0, 9000.0];

fn analysis(actions: impl IntoIterator<Item = Action>) -> Harness<'static, State> {
    let open = Action::Command(Command::ShowAnalysis);
    show(analysis_ui, WHOLE, after([open].into_iter().chain(actions)))
}

fn reads(outcome: &str, reading: Reported) -> Action {
    Action::WhatIf(Change::Reading(outcome.to_owned(), Some(reading)))
}

#[test]
fn it_begins_with_who_leads_on_what_and_how_little_it_takes() {
    let harness = analysis([]);
    says(
        &harness,
        &[
            "Multipolarity leads with 0.817, by 0.017 over Huntington with 0.80.",
            "on the word of its own essay",
            "Not one of the 5 scored forecasts of Multipolarity was made before its outcomes.",
            "One changed reading is enough to put another theory first (any one of 11).",
            "Among the theories that did foretell, Huntington leads with 0.80, by 0.05 over Mackinder with 0.75.",
            "stands in the author's own work, not in this essay",
            "It is no finding.",
        ],
    );
}

#[test]
fn the_scoreboard_shows_the_ranks_that_each_theory_can_take() {
    let harness = analysis([]);
    for row in [
        "Multipolarity: Rank 1 of 5 loaded, ranks it can take 1 to 2, score 0.817, 5 of 9 scored, foretold none (0), boldness 0.167 (12), lead time none",
        "Huntington: Rank 2 of 5 loaded, ranks it can take 1 to 3, score 0.80, 5 of 6 scored, foretold 0.80 (5), boldness 0.286 (7), lead time 24.5 years",
        "Mackinder: Rank 3 of 5 loaded, ranks it can take 1 to 3, score 0.75, 3 of 4 scored, foretold 0.75 (3), boldness 0.333 (3), lead time 103.0 years",
        "Brzezinski: Rank 4 of 5 loaded, ranks it can take 3 to 4, score 0.417, 3 of 5 scored, foretold 0.417 (3), boldness 0.75 (4), lead time 22.0 years",
        "Kissinger (late): Unranked: 2 of 3 needed, ranks it can take none, score 0.50, 2 of 2 scored, foretold none (0), boldness 0.75 (4), lead time none",
    ] {
        assert_eq!(harness.query_all_by_role_and_label(Role::Row, row).count(), 1, "{row}");
    }
    says(
        &harness,
        &["Not separated from Mackinder and Huntington", "May drop out: any one of 3 outcomes left out"],
    );
}

#[test]
fn what_moves_the_ranks_is_told_change_by_change() {
    let mut harness = analysis([]);
    press_disclosure(&mut harness, "What moves the ranks, and which orders are not settled");
    says(
        &harness,
        &[
            "Rank 2 with “Russia-China trade reaches 240 billion dollars in 2023” left out.",
            "Not separated from Huntington: “Russia is the West's main challenger” read as mixed instead of mostly not reverses or levels their order.",
            "fewer than 3 forecasts are scored",
        ],
    );
}

#[track_caller]
fn press_disclosure(harness: &mut Harness<'_, State>, name: &str) {
    harness.get_by_role_and_label(Role::DisclosureTriangle, name).click();
    harness.run();
    harness.run();
}

#[test]
fn one_click_applies_what_would_change_the_leader() {
    let mut harness = analysis([]);
    press(
        &mut harness,
        "Apply: “Russia is the West's main challenger” read as mixed instead of mostly not puts Mackinder above Multipolarity",
    );
    says(&harness, &["Mackinder leads with 0.833"]);
    assert_eq!(
        harness.state().session.lens.readings.get("russia-is-main-challenger"),
        Some(&Reported::Mixed)
    );
}

#[test]
fn crucial_tests_say_who_stands_where_and_lead_to_their_outcome() {
    let mut harness = analysis([]);
    says(&harness, &["On 4 outcomes the theories stand evenly on both sides", "1.00 (2)", "0.89 (3)"]);
    let list = harness.get_by_role_and_label(Role::List, "Crucial tests");
    list.get_by_role_and_label(Role::Link, "Russia and Ukraine are at open war from February 2022")
        .click_accesskit();
    harness.run();
    assert_eq!(harness.state().view.selection, Some(outcome("russia-ukraine-war")));
}

#[test]
fn each_pair_says_on_what_it_disagrees_or_that_the_essay_cannot_separate_it() {
    let harness = analysis([]);
    says(
        &harness,
        &[
            "Mackinder and Brzezinski",
            "This essay cannot separate them: there is no outcome on which they disagree.",
            "they disagree only on what it leaves open, “Russia is China's junior partner” (contested)",
            "They disagree on “Russia is the West's main challenger” (mostly not).",
        ],
    );
}

#[test]
fn where_a_formula_ranks_otherwise_a_sentence_names_the_forecast_behind_it() {
    let harness = analysis([]);
    says(
        &harness,
        &[
            "4 of the 5 other formulas rank these theories otherwise",
            "Multipolarity moves from 1 to 4, above all because of its own “Trade between China and Russia will hold and grow in spite of Western sanctions” (largely disconfirmed, in hindsight).",
            "Multipolarity, which was 1, is not ranked",
            "4, 5 of 9",
        ],
    );
}

#[test]
fn gaps_are_listed_with_ways_to_them() {
    let mut harness = analysis([]);
    says(&harness, &["Predictions that the essay cannot judge: 8", "Theories too quiet to rank: 1"]);
    let list = harness.get_by_role_and_label(Role::List, "Theories too quiet to rank");
    list.get_by_role_and_label(Role::Link, "Kissinger (late)").click_accesskit();
    harness.run();
    assert!(harness.state().selected_theory().is_some());
    follow(&mut harness, "Gaps");
}

#[test]
fn a_changed_reading_changes_the_whole_page() {
    let harness = analysis([reads("offensive-military-axis", Reported::Occurred)]);
    says(&harness, &["Huntington leads with 0.80", "with the changes of the what-if"]);
}

#[test]
fn with_nothing_to_rank_it_says_why() {
    let off = Action::WhatIf(Change::OnlyBasis(prescient::model::Basis::Attributed));
    let harness = analysis([off]);
    says(&harness, &["No theory leads: a rank needs 3 scored forecasts, and no theory has so many."]);
}

#[test]
fn it_is_drawn_in_any_size() {
    for size in [[0.0, 0.0], [1.0, 1.0], [300.0, 200.0], [660.0, 600.0]] {
        show(analysis_ui, size, after([Action::Command(Command::ShowAnalysis)]));
    }
}

#[test]
fn while_a_worker_is_at_it_the_page_shows_the_analysis_before_and_says_so() {
    let mut state = with_predictions(12_000);
    let mut begun = apply(&mut state, Action::Command(Command::ShowAnalysis));
    let Some(Effect::Analyse(first)) = begun.pop() else { panic!("a worker analyses so much") };
    apply(&mut state, Action::Analysed(Box::new(Analysed::of(first))));
    let change = || reads("russia-is-main-challenger", Reported::Mixed);
    let [Effect::Analyse(second), ..] = &apply(&mut state, change())[..] else {
        panic!("it is analysed anew")
    };
    let second = Arc::clone(second);
    // Another change does not start a second worker beside the first.
    let more = apply(&mut state, reads("trade-reaches-240bn", Reported::Mixed));
    assert!(!more.iter().any(|effect| matches!(effect, Effect::Analyse(_))));

    let mut harness = show(analysis_ui, WHOLE, state);
    says(&harness, &["This is the analysis before the last change.", "Multipolarity leads with 0.817"]);
    let apply_button = harness
        .query_all_by_role(Role::Button)
        .find(|b| b.accesskit_node().label().is_some_and(|l| l.starts_with("Apply")));
    assert!(apply_button.expect("a set is listed").accesskit_node().is_disabled());

    let next = apply(harness.state_mut(), Action::Analysed(Box::new(Analysed::of(second))));
    let [Effect::Analyse(third)] = &next[..] else { panic!("what came is outdated, so it goes on") };
    let third = Arc::clone(third);
    apply(harness.state_mut(), Action::Analysed(Box::new(Analysed::of(third))));
    harness.run();
    assert!(harness.query_by_label_contains("This is the analysis before").is_none());
}

#[test]
fn where_nobody_can_be_ranked_the_formulas_are_not_said_to_agree() {
    let harness = analysis([Action::WhatIf(Change::OnlyBasis(Basis::Forecast))]);
    says(&harness, &["No theory leads", "No theory can be ranked, by any formula."]);
}
