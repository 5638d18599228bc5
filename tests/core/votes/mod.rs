//! A room's votes by hand-worked examples, and the laws that their statistics obey; a file a subject.

mod control;
mod counts;
mod reading;
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
