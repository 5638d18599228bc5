//! What a room reads.

use prescient::assess::votes::{Counts, RoomReading, median, middles, room_reading};
use proptest::prelude::*;

use super::{answers, grades, mirrored, rooms};

#[track_caller]
fn check(on_grades: [u32; 5], cannot_decide: u32, expected: RoomReading) {
    assert_eq!(room_reading(&Counts { grades: on_grades, cannot_decide }), expected);
}

#[test]
fn an_empty_room_reads_nothing() {
    check([0; 5], 0, RoomReading::None);
}

#[test]
fn three_votes_are_a_reading_and_two_are_none() {
    check([2, 0, 0, 0, 0], 0, RoomReading::None);
    check([3, 0, 0, 0, 0], 0, RoomReading::Grade(0));
    check([1, 0, 0, 1, 1], 0, RoomReading::Grade(3));
}

#[test]
fn what_more_than_half_cannot_decide_is_contested_and_what_half_cannot_is_not() {
    check([0, 5, 0, 0, 0], 5, RoomReading::Grade(1));
    check([0, 5, 0, 0, 0], 6, RoomReading::Contested);
    check([0, 0, 2, 0, 0], 2, RoomReading::None);
    check([0, 0, 2, 0, 0], 3, RoomReading::Contested);
    check([0; 5], 1, RoomReading::Contested);
}

#[test]
fn of_two_different_votes_in_the_middle_the_one_nearer_to_mixed_counts() {
    check([2, 2, 0, 0, 0], 0, RoomReading::Grade(1));
    check([2, 0, 2, 0, 0], 0, RoomReading::Grade(2));
    check([2, 0, 0, 2, 0], 0, RoomReading::Grade(3));
    check([0, 2, 0, 0, 2], 0, RoomReading::Grade(1));
    check([0, 0, 2, 2, 0], 0, RoomReading::Grade(2));
}

#[test]
fn two_votes_in_the_middle_equally_far_from_mixed_make_mixed() {
    check([2, 0, 0, 0, 2], 0, RoomReading::Grade(2));
    check([0, 2, 0, 2, 0], 0, RoomReading::Grade(2));
    check([1, 1, 0, 1, 1], 0, RoomReading::Grade(2));
}

#[test]
fn two_equal_votes_in_the_middle_are_the_median_however_far_from_mixed() {
    check([4, 0, 0, 0, 2], 0, RoomReading::Grade(0));
    check([1, 2, 0, 0, 1], 0, RoomReading::Grade(1));
    assert_eq!(middles(&grades([1, 2, 0, 0, 1])), Some((1, 1)));
}

#[test]
fn a_median_needs_one_vote_only() {
    assert_eq!((median(&grades([0; 5])), middles(&grades([0; 5]))), (None, None));
    assert_eq!(median(&grades([0, 0, 0, 0, 1])), Some(4));
    assert_eq!(middles(&grades([1, 0, 0, 0, 1])), Some((0, 4)));
    assert_eq!(median(&grades([1, 0, 0, 0, 1])), Some(2));
}

#[test]
fn the_largest_counts_have_a_median_too() {
    assert_eq!(middles(&grades([u32::MAX; 5])), Some((2, 2)));
    assert_eq!(median(&grades([u32::MAX, 0, 0, 0, u32::MAX - 1])), Some(0));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn mirrored_votes_have_the_mirrored_median(counts in rooms()) {
        prop_assert_eq!(median(&mirrored(&counts)), median(&counts).map(|grade| 4 - grade));
        prop_assert_eq!(middles(&mirrored(&counts)), middles(&counts).map(|(better, worse)| (4 - worse, 4 - better)));
    }

    #[test]
    fn the_middles_are_those_of_the_answers_in_order(answers in proptest::collection::vec(answers(), 0..12)) {
        let mut on_grades: Vec<usize> = answers.iter().copied().flatten().collect();
        on_grades.sort_unstable();
        let n = on_grades.len();
        let expected = (n > 0).then(|| (on_grades[(n - 1) / 2], on_grades[n / 2]));
        prop_assert_eq!(middles(&Counts::of(answers)), expected);
    }

    #[test]
    fn the_median_lies_between_the_middles(counts in rooms()) {
        let between = middles(&counts).zip(median(&counts)).map(|((better, worse), median)| better <= median && median <= worse);
        prop_assert_eq!(between, (counts.on_grades() > 0).then_some(true));
    }
}
