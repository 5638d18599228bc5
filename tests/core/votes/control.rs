//! The control with the sign turned.

use prescient::assess::votes::{Answer, Counts, at_least_inconsistent, inconsistent};
use proptest::prelude::*;

use super::{answers, grades};

#[test]
fn who_says_yes_to_a_statement_and_to_its_negation_is_inconsistent() {
    assert_eq!(inconsistent([(0, 1), (4, 3), (3, 3)]), 3);
    // The mirror image, a weaker or stronger one, and mixed are not.
    assert_eq!(inconsistent([(0, 4), (1, 4), (3, 0), (2, 2), (2, 0), (4, 2)]), 0);
    assert_eq!(inconsistent([(9, 9), (4, 5)]), 0);
    assert_eq!(inconsistent([]), 0);
}

#[test]
fn tallies_show_how_many_must_be_inconsistent() {
    // Ten persons: seven say yes to the statement, and six to its negation, so three at least to both.
    assert_eq!(at_least_inconsistent(&grades([4, 3, 1, 1, 1]), &grades([6, 0, 0, 2, 2])), 3);
    // The same on the side of no, and among more persons nobody need be.
    assert_eq!(at_least_inconsistent(&grades([1, 1, 1, 3, 4]), &grades([2, 2, 0, 0, 6])), 3);
    let more = Counts { grades: [4, 3, 1, 1, 1], cannot_decide: 3 };
    assert_eq!(at_least_inconsistent(&more, &grades([6, 0, 0, 2, 2])), 0);
    assert_eq!(at_least_inconsistent(&Counts::default(), &Counts::default()), 0);
}

#[test]
fn a_room_that_says_yes_to_everything_is_inconsistent_to_the_last_vote() {
    let most = grades([u32::MAX, u32::MAX, 0, 0, 0]);
    assert_eq!(at_least_inconsistent(&most, &most), 2 * u64::from(u32::MAX));
}

/// What persons answered to a statement and, if they came so far, to its negation; and whether the two
/// change places.
fn rooms() -> impl Strategy<Value = (Vec<(Answer, Option<Answer>)>, bool)> {
    let person = (answers(), prop_oneof![1 => Just(None), 4 => answers().prop_map(Some)]);
    (proptest::collection::vec(person, 0..25), any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_bound_from_tallies_is_never_above_the_number_of_the_inconsistent((persons, is_turned) in rooms()) {
        let statement = Counts::of(persons.iter().map(|(statement, _)| *statement));
        let negation = Counts::of(persons.iter().filter_map(|(_, negation)| *negation));
        let both = persons.iter().filter_map(|(statement, negation)| statement.zip(negation.flatten()));
        let (bound, found) = if is_turned {
            (at_least_inconsistent(&negation, &statement), inconsistent(both.map(|(one, other)| (other, one))))
        } else {
            (at_least_inconsistent(&statement, &negation), inconsistent(both))
        };
        prop_assert!(bound <= u64::from(found), "{bound} at least, but {found}");
    }

    #[test]
    fn the_bound_is_reached_where_people_are_as_consistent_as_they_can_be(
        (persons, yes, no_again) in (0_u32..40).prop_flat_map(|persons| (Just(persons), 0..=persons, 0..=persons)),
    ) {
        // Nobody is in the middle, and those who say yes to the statement are the first to say no to its negation.
        let bound = at_least_inconsistent(
            &grades([yes, 0, 0, 0, persons - yes]), &grades([persons - no_again, 0, 0, 0, no_again]),
        );
        let persons = (0..persons).map(|at| (if at < yes { 0 } else { 4 }, if at < no_again { 4 } else { 0 }));
        prop_assert_eq!(bound, u64::from(inconsistent(persons)));
    }
}
