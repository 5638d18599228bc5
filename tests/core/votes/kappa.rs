//! Fleiss' kappa.

use prescient::assess::votes::{Counts, Metric, agreement, fleiss};
use proptest::prelude::*;

use super::{assert_three_decimals, grades, is_close};

/// Fourteen raters on ten subjects: the worked example of the article "Fleiss' kappa" in Wikipedia.
const SUBJECTS: [[u32; 5]; 10] = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
];

#[test]
fn fourteen_raters_agree_as_the_example_says() {
    assert_three_decimals(fleiss(&SUBJECTS.map(grades)), "0.210");
}

#[test]
fn an_item_that_nobody_graded_is_left_out() {
    let mut units = SUBJECTS.map(grades).to_vec();
    units.push(Counts { cannot_decide: 14, ..Counts::default() });
    assert_eq!(fleiss(&units), fleiss(&SUBJECTS.map(grades)));
}

#[test]
fn unequal_numbers_of_votes_have_no_kappa() {
    let mut units = SUBJECTS.map(grades).to_vec();
    units[3].grades[0] += 1;
    assert_eq!(fleiss(&units), None);
    assert_eq!(fleiss(&[]), None);
    assert_eq!(fleiss(&[grades([1, 0, 0, 0, 0]), grades([0, 1, 0, 0, 0])]), None);
}

#[test]
fn where_chance_agrees_on_everything_there_is_no_kappa() {
    assert_eq!(fleiss(&[grades([0, 6, 0, 0, 0]); 4]), None);
    assert_eq!(fleiss(&[grades([0, 6, 0, 0, 0]), grades([6, 0, 0, 0, 0])]), Some(1.0));
}

#[test]
fn one_dissenter_among_the_most_that_can_be_counted_is_seen() {
    let most = grades([u32::MAX, 0, 0, 0, 0]);
    assert_eq!(fleiss(&[most; 3]), None);
    let all_but_one = grades([u32::MAX - 1, 1, 0, 0, 0]);
    assert!(fleiss(&[most, all_but_one]).is_some_and(f64::is_finite));
    assert!(fleiss(&[grades([u32::MAX; 5]); 3]).is_some_and(f64::is_finite));
}

/// Items on which the same number of people voted.
fn rated() -> impl Strategy<Value = Vec<Counts>> {
    (2_usize..=9, 1_usize..=9).prop_flat_map(|(votes, items)| {
        let item = proptest::collection::vec(0_usize..5, votes);
        let item = item.prop_map(|answers| Counts::of(answers.into_iter().map(Some)));
        proptest::collection::vec(item, items)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn kappa_is_what_its_formula_gives(units in rated()) {
        let (items, votes) = (units.len() as f64, units[0].on_grades() as f64);
        let squares = |shares: &[f64]| shares.iter().map(|share| share * share).sum::<f64>();
        let within = |unit: &Counts| (squares(&unit.grades.map(f64::from)) - votes) / (votes * (votes - 1.0));
        let agreed = units.iter().map(within).sum::<f64>() / items;
        let share = |grade: usize| units.iter().map(|unit| f64::from(unit.grades[grade])).sum::<f64>() / (items * votes);
        let by_chance = squares(&[0, 1, 2, 3, 4].map(share));
        let expected = (by_chance < 1.0 - 1e-9).then(|| (agreed - by_chance) / (1.0 - by_chance));
        prop_assert!(is_close(fleiss(&units), expected), "found {:?}, expected {expected:?}", fleiss(&units));
    }

    #[test]
    fn nominal_alpha_is_kappa_corrected_for_the_number_of_votes(units in rated()) {
        // The only difference: alpha does not pair a vote with itself when it counts what chance would do.
        let votes: u64 = units.iter().map(Counts::on_grades).sum();
        let expected = fleiss(&units).map(|kappa| kappa + (1.0 - kappa) / votes as f64);
        prop_assert!(is_close(agreement(&units, Metric::Nominal).alpha, expected));
    }
}
