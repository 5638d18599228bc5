//! How sure an agreement is.

use prescient::assess::votes::{Counts, Dice, Interval, Metric, RESAMPLES, agreement, interval};
use prescient::model::choice::Choice as _;
use proptest::prelude::*;

use super::agreement::observed;
use super::{assert_three_decimals, grades, rooms, sheets, tallies};

#[test]
fn the_interval_of_the_four_observers_comes_back_from_its_seed() {
    // As an independent program draws and computes them.
    for (metric, low) in [(Metric::Nominal, "0.421"), (Metric::Ordinal, "0.444"), (Metric::Interval, "0.428")]
    {
        let found = interval(&observed(), metric, 2011).unwrap();
        assert_three_decimals(Some(found.low), low);
        assert_three_decimals(Some(found.high), "1.000");
        assert_eq!((found.resamples, found.defined), (RESAMPLES, RESAMPLES));
    }
    let found = interval(&observed(), Metric::Ordinal, 2011);
    assert_eq!(interval(&observed(), Metric::Ordinal, 2011), found);
    assert_ne!(interval(&observed(), Metric::Ordinal, 2012), found);
}

#[test]
fn alpha_lies_within_its_interval_and_more_items_make_that_narrower() {
    let (few, many) = (observed(), observed().repeat(20));
    for metric in Metric::ALL {
        let alpha = agreement(&few, *metric).alpha.unwrap();
        let [few, many] = [&few, &many].map(|units| interval(units, *metric, 1).unwrap());
        assert!(few.low < alpha && alpha < few.high && few.high <= 1.0, "{metric}: {alpha} {few:?}");
        assert!(many.high - many.low < 0.5 * (few.high - few.low), "{metric}: {few:?} {many:?}");
    }
}

#[test]
fn one_item_says_nothing_of_others() {
    let split = grades([5, 0, 0, 0, 5]);
    assert_eq!(interval(&[], Metric::Nominal, 1), None);
    assert_eq!(interval(&[split], Metric::Nominal, 1), None);
    assert_eq!(interval(&[split, grades([1, 0, 0, 0, 0])], Metric::Nominal, 1), None);
    assert!(interval(&[split, split], Metric::Nominal, 1).is_some());
}

#[test]
fn resamples_that_do_not_vary_are_left_out_and_counted() {
    // All agree: on four items for one grade, and on one for another. A third of the resamples, (4/5)^5,
    // lack that one, and hardly any has it alone.
    let agreed = |grade: usize| {
        let mut counts = [0; 5];
        counts[grade] = 10;
        grades(counts)
    };
    let mostly = [0, 0, 0, 0, 4].map(agreed);
    let found = interval(&mostly, Metric::Interval, 1).unwrap();
    assert!((600..=740).contains(&found.defined), "{found:?}");
    assert_eq!(found, Interval { low: 1.0, high: 1.0, ..found });
}

#[test]
fn where_most_resamples_do_not_vary_there_is_no_interval() {
    // Of two items with one grade each, about half of the resamples draw both: by some seeds a few
    // less than half.
    let two = [grades([9, 0, 0, 0, 0]), grades([0, 0, 0, 0, 9])];
    let found: Vec<_> = (0..20).map(|seed| interval(&two, Metric::Nominal, seed)).collect();
    assert!(found.iter().any(Option::is_some) && found.iter().any(Option::is_none));
    assert!(found.iter().flatten().all(|interval| 2 * interval.defined >= RESAMPLES));
    assert_eq!(interval(&[two[0]; 6], Metric::Nominal, 1), None);
}

#[test]
fn the_largest_counts_have_a_finite_interval() {
    let units = [grades([u32::MAX; 5]), grades([u32::MAX, 0, 0, 0, 1]), grades([0, 0, u32::MAX, 0, 0])];
    for metric in Metric::ALL {
        let found = interval(&units, *metric, 1).unwrap();
        assert!(found.low.is_finite() && found.high.is_finite(), "{metric}: {found:?}");
    }
}

/// The alphas of all resamples, each from the tallies that were drawn.
fn one_by_one(units: &[Counts], metric: Metric, seed: u64) -> Vec<f64> {
    let kept: Vec<Counts> = units.iter().filter(|unit| unit.on_grades() >= 2).copied().collect();
    let mut dice = Dice::new(seed);
    let drawn = (0..RESAMPLES).map(|_| kept.iter().map(|_| kept[dice.below(kept.len())]).collect::<Vec<_>>());
    drawn.filter_map(|units| agreement(&units, metric).alpha).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn a_resample_is_the_agreement_on_the_items_that_were_drawn(sheet in sheets(), seed in any::<u64>()) {
        let units = tallies(&sheet);
        for metric in Metric::ALL {
            let Some(found) = interval(&units, *metric, seed) else { continue };
            let alphas = one_by_one(&units, *metric, seed);
            prop_assert_eq!((found.defined, found.resamples), (alphas.len(), RESAMPLES));
            let share = |keep: &dyn Fn(f64) -> bool| alphas.iter().filter(|alpha| keep(**alpha)).count() as f64 / alphas.len() as f64;
            prop_assert!(alphas.contains(&found.low) && alphas.contains(&found.high));
            // Nearest rank: no more than the share lies below, and no less up to it.
            prop_assert!(share(&|alpha| alpha < found.low) < 0.025 && share(&|alpha| alpha <= found.low) >= 0.025);
            prop_assert!(share(&|alpha| alpha < found.high) < 0.975 && share(&|alpha| alpha <= found.high) >= 0.975);
        }
    }

    #[test]
    fn an_interval_is_finite_in_order_and_the_same_again(
        units in proptest::collection::vec(rooms(), 0..6), seed in any::<u64>(),
    ) {
        for metric in Metric::ALL {
            let found = interval(&units, *metric, seed);
            prop_assert_eq!(found, interval(&units, *metric, seed));
            let is_sound = |i: Interval| i.low.is_finite() && i.low <= i.high && i.high <= 1.0 && i.defined <= i.resamples;
            prop_assert!(found.is_none_or(is_sound), "{found:?}");
        }
    }
}
