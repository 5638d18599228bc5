//! How far votes lie apart, and whether that is worth a discussion.

use prescient::assess::votes::{Counts, Discussion, median, middles, spread, worth_discussing};
use proptest::prelude::*;

use super::{assert_three_decimals, grades, is_close, mirrored, rooms};

#[test]
fn the_spread_is_the_mean_distance_from_the_median() {
    // From grade 1: 1 + 0 + 0 + 0 + 3 over five votes.
    assert_three_decimals(spread(&grades([1, 3, 0, 0, 1])), "0.800");
    assert_eq!(spread(&grades([0, 0, 0, 7, 0])), Some(0.0));
    assert_eq!(spread(&grades([9, 0, 0, 0, 9])), Some(2.0));
    assert_eq!(spread(&Counts { cannot_decide: 3, ..Counts::default() }), None);
}

#[track_caller]
fn check(on_grades: [u32; 5], expected: Discussion) {
    assert_eq!(worth_discussing(&grades(on_grades)), expected, "{on_grades:?}");
}

#[test]
fn nine_votes_cannot_tell_and_ten_can() {
    check([9, 0, 0, 0, 0], Discussion::CannotTell);
    check([10, 0, 0, 0, 0], Discussion::Agreed);
    let undecided = Counts { grades: [9, 0, 0, 0, 0], cannot_decide: 9 };
    assert_eq!(worth_discussing(&undecided), Discussion::CannotTell);
    assert_eq!(worth_discussing(&Counts::default()), Discussion::CannotTell);
}

#[test]
fn six_in_ten_of_one_mind_and_the_rest_nearby_are_agreed() {
    // 0.6 is not a number that a computer holds exactly: three fifths must do all the same.
    check([6, 4, 0, 0, 0], Discussion::Agreed);
    check([18, 12, 0, 0, 0], Discussion::Agreed);
    check([5, 5, 0, 0, 0], Discussion::Agreed);
    check([4, 4, 2, 0, 0], Discussion::Scattered);
}

#[test]
fn a_quarter_of_the_room_at_the_opposite_end_is_a_split() {
    check([9, 0, 0, 0, 3], Discussion::Split);
    // A little less than a quarter: the majority stands.
    check([10, 0, 0, 0, 3], Discussion::Agreed);
}

#[test]
fn two_camps_are_a_split_however_many_stand_in_each() {
    check([5, 0, 0, 0, 5], Discussion::Split);
    check([3, 3, 0, 3, 3], Discussion::Split);
    check([4, 0, 0, 4, 2], Discussion::Split);
}

#[test]
fn votes_all_over_the_scale_are_scattered() {
    check([2, 2, 2, 2, 2], Discussion::Scattered);
    check([0, 4, 3, 3, 0], Discussion::Scattered);
    // A spread of 1.39 with 39 in a hundred at one end, and with 40.
    check([39, 14, 13, 15, 19], Discussion::Scattered);
    check([40, 14, 12, 15, 19], Discussion::Split);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_spread_is_the_same_from_any_value_between_the_middles(counts in rooms()) {
        let from = |value: usize| {
            let distances = counts.grades.iter().enumerate().map(|(grade, n)| f64::from(*n) * grade.abs_diff(value) as f64);
            distances.sum::<f64>() / counts.on_grades() as f64
        };
        if let Some((better, worse)) = middles(&counts) {
            prop_assert!((better..=worse).all(|value| is_close(spread(&counts), Some(from(value)))));
        }
    }

    #[test]
    fn the_spread_is_from_0_to_2_and_the_same_of_mirrored_votes(counts in rooms()) {
        let spread_of = spread(&counts);
        prop_assert_eq!(spread_of.is_some(), median(&counts).is_some());
        prop_assert!(spread_of.is_none_or(|spread| (0.0..=2.0).contains(&spread)), "{spread_of:?}");
        prop_assert_eq!(spread(&mirrored(&counts)), spread_of);
        prop_assert_eq!(worth_discussing(&mirrored(&counts)), worth_discussing(&counts));
    }
}
