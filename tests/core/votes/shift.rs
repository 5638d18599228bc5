//! What came of a discussion.

use prescient::assess::votes::{Answer, Counts, Shift, Swing, median, spread, swing};
use proptest::prelude::*;

use super::{answers, grades, is_close, mirrored, rooms};

#[test]
fn a_discussion_may_bring_people_together_or_turn_them_round() {
    let first = Counts { grades: [3, 0, 0, 3, 0], cannot_decide: 4 };
    let shift = Shift { first, second: Counts { grades: [0, 1, 1, 7, 0], cannot_decide: 1 } };
    // The first median is 3, that of (0, 3) nearer to mixed.
    assert_eq!(shift.median_change(), Some(0));
    assert!(is_close(shift.spread_change(), Some(3.0 / 9.0 - 1.5)));
    assert_eq!(shift.net(), [-3, 1, 1, 4, 0, -3]);
    let turned = Shift { first: grades([5, 0, 0, 0, 0]), second: grades([0, 0, 0, 0, 5]) };
    assert_eq!((turned.median_change(), turned.spread_change()), (Some(4), Some(0.0)));
}

#[test]
fn without_a_vote_on_a_grade_both_times_nothing_can_have_moved() {
    let undecided = Counts { cannot_decide: 5, ..Counts::default() };
    for shift in [
        Shift { first: undecided, second: grades([5, 0, 0, 0, 0]) },
        Shift { first: grades([5, 0, 0, 0, 0]), second: undecided },
        Shift::default(),
    ] {
        assert_eq!((shift.median_change(), shift.spread_change()), (None, None));
    }
}

#[test]
fn the_most_that_can_be_counted_come_and_go() {
    let most = Counts { grades: [u32::MAX; 5], cannot_decide: u32::MAX };
    let gone = Shift { first: most, second: Counts::default() };
    assert_eq!(gone.net(), [-i64::from(u32::MAX); 6]);
}

#[test]
fn each_person_is_followed_from_the_first_answer_to_the_second() {
    let swing = swing([
        (Some(Some(0)), Some(Some(0))),
        (Some(None), Some(None)),
        (Some(Some(4)), Some(Some(1))),
        (Some(Some(1)), Some(Some(2))),
        (Some(Some(1)), Some(Some(2))),
        (Some(Some(3)), Some(None)),
        (Some(None), Some(Some(0))),
        (None, Some(Some(2))),
        (None, Some(None)),
        (Some(Some(4)), None),
        (None, None),
    ]);
    let mut moved = [[0; 6]; 6];
    (moved[0][0], moved[5][5], moved[4][1], moved[1][2], moved[3][5], moved[5][0]) = (1, 1, 1, 2, 1, 1);
    assert_eq!(swing, Swing { moved, came: [0, 0, 1, 0, 0, 1], left: [0, 0, 0, 0, 1, 0] });
    // To and from "cannot decide" is neither up nor down.
    assert_eq!((swing.stayed(), swing.up(), swing.down()), (2, 1, 2));
}

#[test]
fn an_answer_that_is_no_grade_is_as_if_not_given() {
    let swing = swing([(Some(Some(9)), Some(Some(1))), (Some(Some(1)), Some(Some(5)))]);
    assert_eq!(swing, Swing { came: [0, 1, 0, 0, 0, 0], left: [0, 1, 0, 0, 0, 0], ..Swing::default() });
}

/// What persons answered both times.
fn twice() -> impl Strategy<Value = Vec<(Option<Answer>, Option<Answer>)>> {
    let vote = || prop_oneof![1 => Just(None), 4 => answers().prop_map(Some)];
    proptest::collection::vec((vote(), vote()), 0..30)
}

/// Votes for each grade, then for "cannot decide".
fn places(counts: &Counts) -> Vec<u32> {
    counts.grades.into_iter().chain([counts.cannot_decide]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn rows_add_up_to_the_first_vote_and_columns_to_the_second(pairs in twice()) {
        let swing = swing(pairs.iter().copied());
        let first = Counts::of(pairs.iter().filter_map(|(first, _)| *first));
        let second = Counts::of(pairs.iter().filter_map(|(_, second)| *second));
        let rows: Vec<u32> = (0..6).map(|from| swing.moved[from].iter().sum::<u32>() + swing.left[from]).collect();
        let columns: Vec<u32> = (0..6).map(|to| swing.moved.iter().map(|row| row[to]).sum::<u32>() + swing.came[to]).collect();
        prop_assert_eq!(&rows, &places(&first));
        prop_assert_eq!(&columns, &places(&second));
        let net: Vec<i64> = rows.iter().zip(&columns).map(|(row, column)| i64::from(*column) - i64::from(*row)).collect();
        prop_assert_eq!(&Shift { first, second }.net()[..], &net[..]);
    }

    #[test]
    fn who_voted_twice_stayed_or_moved_up_or_down_or_to_or_from_cannot_decide(pairs in twice()) {
        let swing = swing(pairs.iter().copied());
        let both = pairs.iter().filter_map(|(first, second)| first.zip(*second));
        let undecided_once = both.clone().filter(|(first, second)| first.is_none() != second.is_none()).count();
        let all = swing.stayed() + swing.up() + swing.down() + undecided_once as u64;
        prop_assert_eq!(all, both.count() as u64);
    }

    #[test]
    fn the_way_back_is_the_way_there_turned_round(pairs in twice()) {
        let there = swing(pairs.iter().copied());
        let back = swing(pairs.iter().map(|(first, second)| (*second, *first)));
        prop_assert_eq!((there.came, there.left), (back.left, back.came));
        prop_assert_eq!((there.stayed(), there.up(), there.down()), (back.stayed(), back.down(), back.up()));
        prop_assert!((0..6).all(|from| (0..6).all(|to| there.moved[from][to] == back.moved[to][from])));
    }

    #[test]
    fn changes_are_those_of_medians_and_spreads_and_mirror(first in rooms(), second in rooms()) {
        let shift = Shift { first, second };
        let medians = median(&first).zip(median(&second));
        let expected = medians.map(|(from, to)| i32::try_from(to).unwrap() - i32::try_from(from).unwrap());
        prop_assert_eq!(shift.median_change(), expected);
        let spreads = spread(&first).zip(spread(&second));
        prop_assert_eq!(shift.spread_change(), spreads.map(|(from, to)| to - from));
        let mirror = Shift { first: mirrored(&first), second: mirrored(&second) };
        prop_assert_eq!(mirror.median_change(), expected.map(|change| -change));
        prop_assert_eq!(mirror.spread_change(), shift.spread_change());
    }
}
