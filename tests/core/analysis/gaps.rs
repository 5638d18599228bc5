//! Where two theories part ways, and what nobody bet on or the essay cannot judge.

use std::collections::BTreeSet;

use prescient::assess::{AttributionFilter, Lens, Reason};
use prescient::model::Basis;
use serde_json::json;

use super::{Case, analysed, each, seen};
use crate::world::{Claim, forecast, prescription};

const OUTCOMES: [&str; 6] = [
    "a occurred 2000 fact",
    "b did-not-occur 2000 fact",
    "c mixed 2000 judgement",
    "open pending 2000 forecast",
    "disputed contested 2000 attributed",
    "f occurred 2000 fact",
];

fn essay_only() -> Lens {
    Lens { attribution: AttributionFilter::Essay, ..Lens::default() }
}

fn elsewhere(expects: &str) -> Claim {
    forecast(expects).with("attribution", json!({ "work": "book" }))
}

// Disagreements.

#[test]
fn two_theories_disagree_where_one_expects_what_the_other_does_not() {
    let one = each(&["+a +b +c", "+open +disputed"]);
    let two = [
        forecast("-a +b"),
        forecast("-open"),
        forecast("-disputed").judgeable("too-vague"),
        prescription("-c"),
    ];
    let case = analysed(&OUTCOMES, &[("one", &one), ("two", &two)]);
    // Counsel is no stance; a vague forecast is one.
    assert_eq!(case.assessment.disagreements(0, 1), [0, 3, 4]);
    assert_eq!(case.assessment.decided_disagreements(0, 1), [0]);
    assert_eq!(case.assessment.disagreements(1, 0), [0, 3, 4]);
}

#[test]
fn a_theory_that_expects_both_disagrees_with_nobody() {
    let (torn, for_it, against) = (each(&["+a", "-a +b"]), each(&["+a -b"]), each(&["-a"]));
    let case = analysed(&OUTCOMES, &[("torn", &torn), ("for", &for_it), ("against", &against)]);
    assert_eq!(case.assessment.disagreements(0, 1), [1]);
    assert!(case.assessment.disagreements(0, 2).is_empty());
    assert_eq!(case.assessment.disagreements(1, 2), [0]);
}

#[test]
fn what_is_filtered_out_or_switched_off_is_no_disagreement() {
    let (one, two) = ([forecast("+a"), elsewhere("+c")], each(&["-a", "-c"]));
    let theories = [("one", &one[..]), ("two", &two)];
    assert_eq!(analysed(&OUTCOMES, &theories).assessment.disagreements(0, 1), [0, 2]);
    assert_eq!(seen(&OUTCOMES, &theories, &essay_only()).assessment.disagreements(0, 1), [0]);
    let without = Lens { off_outcomes: BTreeSet::from(["a".to_owned()]), ..Lens::default() };
    assert_eq!(seen(&OUTCOMES, &theories, &without).assessment.disagreements(0, 1), [2]);
}

// Gaps.

fn unbet(case: &Case) -> Vec<&str> {
    case.assessment.outcomes_without_bets(&case.index).map(|outcome| case.outcome(outcome)).collect()
}

#[test]
fn an_outcome_is_a_gap_where_nobody_bets_on_it() {
    let (one, two) = ([forecast("+a -unheard-of"), prescription("+b")], [elsewhere("+c +open")]);
    let theories = [("one", &one[..]), ("two", &two)];
    assert_eq!(unbet(&analysed(&OUTCOMES, &theories)), ["disputed", "f"]);
    // By what the essay says alone, nobody bets on what only a work speaks of.
    assert_eq!(unbet(&seen(&OUTCOMES, &theories, &essay_only())), ["c", "open", "disputed", "f"]);
    assert_eq!(unbet(&analysed(&OUTCOMES, &[])).len(), OUTCOMES.len());
}

#[test]
fn an_outcome_that_is_switched_off_is_no_gap() {
    let lens = Lens {
        off_outcomes: BTreeSet::from(["f".to_owned()]),
        off_bases: BTreeSet::from([Basis::Attributed]),
        ..Lens::default()
    };
    assert_eq!(unbet(&seen(&OUTCOMES, &[("one", &each(&["+a"]))], &lens)), ["b", "c", "open"]);
}

#[test]
fn who_bets_on_an_outcome_is_told_in_order_and_through_the_filter() {
    let (one, two) = ([elsewhere("+a"), forecast("+b -a")], [prescription("+a")]);
    let theories = [("one", &one[..]), ("two", &two)];
    let bets = |case: &Case| {
        let bets = case.assessment.bets(&case.index, 0);
        bets.map(|bet| (bet.theory, bet.prediction, bet.expectation)).collect::<Vec<_>>()
    };
    assert_eq!(bets(&analysed(&OUTCOMES, &theories)), [(0, 0, 0), (0, 1, 1), (1, 0, 0)]);
    assert_eq!(bets(&seen(&OUTCOMES, &theories, &essay_only())), [(0, 1, 1), (1, 0, 0)]);
}

#[test]
fn predictions_that_the_essay_cannot_judge_are_told_with_the_reason() {
    let one = [
        forecast("+a"),
        forecast("+open +disputed"),
        prescription("+open"),
        forecast("+a").judgeable("too-vague"),
        elsewhere("+unheard-of"),
    ];
    let theories = [("one", &one[..]), ("silent", &[forecast("")])];
    let unjudged = |lens: &Lens| seen(&OUTCOMES, &theories, lens).assessment.unjudged().collect::<Vec<_>>();
    let here = [(0, 1, Reason::Contested), (0, 2, Reason::Pending), (0, 3, Reason::TooVague)];
    let silent = (1, 0, Reason::NotAddressed);
    assert_eq!(unjudged(&Lens::default()), [&here[..], &[(0, 4, Reason::NotAddressed), silent]].concat());
    assert_eq!(unjudged(&essay_only()), [&here[..], &[silent]].concat());
    // Without the fact that it met, the first one is not judged either.
    let lens = Lens { off_bases: BTreeSet::from([Basis::Fact]), ..Lens::default() };
    assert!(unjudged(&lens).contains(&(0, 0, Reason::NotAddressed)));
}
