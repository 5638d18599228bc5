//! A room's votes by hand-worked examples, and the laws that their statistics obey; a file a subject.

mod agreement;
mod bootstrap;
mod control;
mod counts;
mod dice;
mod kappa;
mod reading;
mod rescues;
mod shift;
mod spread;

use prescient::assess::votes::{Answer, Counts};
use proptest::prelude::*;
use proptest::sample::select;

/// So many votes for each grade, and none undecided.
fn grades(grades: [u32; 5]) -> Counts {
    Counts { grades, cannot_decide: 0 }
}

/// The same votes with the scale turned round.
fn mirrored(counts: &Counts) -> Counts {
    let mut mirrored = *counts;
    mirrored.grades.reverse();
    mirrored
}

/// The votes of a room: often few, and now and then as many as can be counted.
fn rooms() -> impl Strategy<Value = Counts> {
    let votes =
        || prop_oneof![3 => 0_u32..=3, 2 => 0_u32..=40, 1 => select(vec![0, 1, u32::MAX - 1, u32::MAX])];
    (proptest::array::uniform5(votes()), votes())
        .prop_map(|(grades, cannot_decide)| Counts { grades, cannot_decide })
}

/// One person's answer.
fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![1 => Just(None), 5 => (0_usize..5).prop_map(Some)]
}

/// What each person answered to each question, a row a person; all rows are of one length.
fn sheets() -> impl Strategy<Value = Vec<Vec<Answer>>> {
    (1_usize..=7, 1_usize..=9).prop_flat_map(|(persons, items)| {
        proptest::collection::vec(proptest::collection::vec(answers(), items), persons)
    })
}

/// The votes on each question of a sheet.
fn tallies(sheet: &[Vec<Answer>]) -> Vec<Counts> {
    let items = sheet.first().map_or(0, Vec::len);
    (0..items).map(|item| Counts::of(sheet.iter().map(|person| person[item]))).collect()
}

/// Whether two numbers are the same but for rounding; two absent ones are.
fn is_close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (None, None) => true,
        _ => false,
    }
}

/// Holds a number to its first three decimals.
#[track_caller]
fn assert_three_decimals(found: Option<f64>, expected: &str) {
    assert_eq!(found.map(|found| format!("{found:.3}")).as_deref(), Some(expected));
}
