//! How many gave each answer.

use prescient::assess::votes::Counts;
use proptest::prelude::*;

use super::{grades, rooms};

#[test]
fn answers_are_counted_by_grade_and_those_who_cannot_decide_apart() {
    let counts = Counts::of([Some(0), Some(4), None, Some(0), Some(2), None]);
    assert_eq!(counts, Counts { grades: [2, 0, 1, 0, 1], cannot_decide: 2 });
    assert_eq!((counts.on_grades(), counts.total()), (4, 6));
    assert_eq!(counts.modal_share(), Some(0.5));
}

#[test]
fn a_position_that_is_no_grade_is_no_answer() {
    assert_eq!(Counts::of([Some(5), Some(usize::MAX)]), Counts::default());
}

#[test]
fn a_room_without_a_vote_on_a_grade_has_no_most_frequent_one() {
    assert_eq!(Counts::default().modal_share(), None);
    assert_eq!(Counts { cannot_decide: 9, ..Counts::default() }.modal_share(), None);
}

#[test]
fn as_many_as_can_be_counted_are_added_up_without_overflow() {
    let most = Counts { grades: [u32::MAX; 5], cannot_decide: u32::MAX };
    assert_eq!(most.on_grades(), 5 * u64::from(u32::MAX));
    assert_eq!(most.total(), 6 * u64::from(u32::MAX));
    assert_eq!(most.modal_share(), Some(0.2));
    assert_eq!(grades([0, u32::MAX, 0, 0, 0]).modal_share(), Some(1.0));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn the_most_frequent_grade_has_a_fifth_of_the_votes_at_least(counts in rooms()) {
        let share = counts.modal_share();
        prop_assert_eq!(share.is_some(), counts.on_grades() > 0);
        prop_assert!(share.is_none_or(|share| (0.2..=1.0).contains(&share)), "{share:?}");
    }
}
