//! Essays, theories and lenses of every kind, for the laws.

use std::collections::BTreeMap;
use std::sync::Arc;

use prescient::assess::{AttributionFilter, Lens};
use prescient::model::choice::Choice;
use prescient::model::{Basis, Essay, Reported, Theory};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::world::{Claim, essay, forecast, theory};

/// Outcomes that theories bet on; the last two no essay reports.
pub const OUTCOMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
/// How many outcomes an essay reports at most.
pub const REPORTED: usize = 6;
/// How many outcomes the essay of a contest reports, each with a grade.
const CONTESTED: usize = 5;
/// How many ways of reporting are grades; they come first.
const GRADES: usize = Reported::GRADES.len();
const DATES: [&str; 6] = ["1980", "1990", "1990-06", "1985/1995", "2000", "2023"];

/// Essays of a few outcomes.
pub fn essays() -> impl Strategy<Value = Essay> {
    let outcome = (select(Reported::WORDS), select(Basis::WORDS), proptest::option::of(select(&DATES[..])));
    proptest::collection::vec(outcome, 0..=REPORTED).prop_map(|outcomes| {
        let notations = outcomes.iter().zip(OUTCOMES).map(|((reported, basis, when), id)| match when {
            Some(when) => format!("{id} {reported} {when} {basis}"),
            None => format!("{id} {reported} {basis}"),
        });
        let notations: Vec<String> = notations.collect();
        essay(&notations.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

/// Predictions of all kinds.
pub fn claims() -> impl Strategy<Value = Claim> {
    let expects = subsequence(OUTCOMES.to_vec(), 0..=4).prop_flat_map(|outcomes| {
        let bet = (any::<bool>(), select(vec!["", "*0.001", "*0.1", "*0.7", "*3", "*1000"]));
        proptest::collection::vec(bet, outcomes.len()).prop_map(move |bets| notation(&outcomes, &bets))
    });
    let attribution = select(vec![
        r#"{"essay":[1]}"#,
        r#"{"essay":[1],"of":"essay"}"#,
        r#"{"essay":[1],"of":"another"}"#,
        r#"{"work":"book"}"#,
    ]);
    let judgeable = prop_oneof![4 => Just("yes"), 1 => Just("too-vague"), 1 => Just("conditions-not-met")];
    let kind = prop_oneof![4 => Just("forecast"), 1 => Just("prescription")];
    (expects, attribution, judgeable, kind, select(&DATES[..])).prop_map(
        |(expects, attribution, judgeable, kind, made)| {
            forecast(&expects)
                .with("attribution", serde_json::from_str::<serde_json::Value>(attribution).unwrap())
                .with("kind", kind)
                .judgeable(judgeable)
                .made(made)
        },
    )
}

/// Theories with a few predictions each.
pub fn theories() -> impl Strategy<Value = Vec<Arc<Theory>>> {
    let one = proptest::collection::vec(claims(), 0..=6);
    proptest::collection::vec(one, 1..=5).prop_map(|all| {
        all.iter().enumerate().map(|(number, claims)| theory(&format!("t{number}"), claims)).collect()
    })
}

/// Ways to look at them.
pub fn lenses() -> impl Strategy<Value = Lens> {
    let readings = || proptest::collection::btree_map(select(&OUTCOMES[..]), select(Reported::ALL), 0..3);
    let off_outcomes = proptest::collection::btree_set(select(&OUTCOMES[..]), 0..2);
    let off_bases = proptest::collection::btree_set(select(Basis::ALL), 0..2);
    let by_id = |readings: BTreeMap<&str, Reported>| {
        readings.into_iter().map(|(id, reported)| (id.to_owned(), reported)).collect()
    };
    (select(AttributionFilter::ALL), readings(), readings(), off_outcomes, off_bases).prop_map(
        move |(attribution, readings, room, off_outcomes, off_bases)| Lens {
            attribution,
            readings: by_id(readings),
            room: by_id(room),
            off_outcomes: off_outcomes.into_iter().map(str::to_owned).collect(),
            off_bases,
        },
    )
}

/// A few theories with enough forecasts to be ranked, by an essay that grades what they bet on.
pub fn contests() -> impl Strategy<Value = (Essay, Vec<Arc<Theory>>)> {
    let outcome = (select(&Reported::WORDS[..GRADES]), select(&DATES[..]));
    let essay = proptest::collection::vec(outcome, CONTESTED).prop_map(|outcomes| {
        let notations: Vec<String> = outcomes
            .iter()
            .zip(OUTCOMES)
            .map(|((reported, when), id)| format!("{id} {reported} {when}"))
            .collect();
        essay(&notations.iter().map(String::as_str).collect::<Vec<_>>())
    });
    let one = proptest::collection::vec(contested(), 3..=5);
    let theories = proptest::collection::vec(one, 2..=4).prop_map(|all| {
        all.iter().enumerate().map(|(number, claims)| theory(&format!("t{number}"), claims)).collect()
    });
    (essay, theories)
}

/// A forecast on what the essay of a contest reports.
fn contested() -> impl Strategy<Value = Claim> {
    let expects = subsequence(OUTCOMES[..CONTESTED].to_vec(), 1..=2).prop_flat_map(|outcomes| {
        let bet = (any::<bool>(), select(vec!["", "", "*3", "*0.001", "*1000"]));
        proptest::collection::vec(bet, outcomes.len()).prop_map(move |bets| notation(&outcomes, &bets))
    });
    (expects, select(vec!["1980", "1990", "1985/1995"]))
        .prop_map(|(expects, made)| forecast(&expects).made(made))
}

/// Bets on outcomes: whether each occurs, and its weight.
fn notation(outcomes: &[&str], bets: &[(bool, &str)]) -> String {
    let bets = outcomes
        .iter()
        .zip(bets)
        .map(|(outcome, (occurs, weight))| format!("{}{outcome}{weight}", if *occurs { '+' } else { '-' }));
    bets.collect::<Vec<_>>().join(" ")
}
