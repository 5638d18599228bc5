//! Krippendorff's alpha.

use prescient::assess::votes::{Answer, Counts, Dice, Metric, agreement};
use prescient::model::choice::Choice as _;
use proptest::prelude::*;

use super::{assert_three_decimals, grades, is_close, rooms, sheets, tallies};

/// The example of Krippendorff 2011: four observers, a row each, on twelve units; "." is no value.
const OBSERVERS: [&str; 4] = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];

/// The votes on the twelve units of the example.
pub fn observed() -> Vec<Counts> {
    let answer = |value: char| value.to_digit(10).map(|value| value as usize - 1);
    tallies(&OBSERVERS.map(|row| row.chars().map(answer).collect::<Vec<Answer>>()))
}

#[test]
fn the_four_observers_of_the_book_agree_as_the_book_says() {
    let units = observed();
    assert_three_decimals(agreement(&units, Metric::Nominal).alpha, "0.743");
    assert_three_decimals(agreement(&units, Metric::Ordinal).alpha, "0.815");
    assert_three_decimals(agreement(&units, Metric::Interval).alpha, "0.849");
    let working = agreement(&units, Metric::Interval).working;
    // The last unit has a single value.
    assert_eq!((working.units, working.pairable), (11, 40));
}

#[test]
fn the_working_leads_to_alpha() {
    for metric in Metric::ALL {
        let agreement = agreement(&observed(), *metric);
        let by_hand = 1.0 - agreement.working.observed / agreement.working.expected;
        assert_eq!(agreement.alpha, Some(by_hand));
    }
    // Two votes for the best grade, and two a grade apart: of the ordered pairs within items half differ,
    // of those among four votes six in twelve.
    let working = agreement(&[grades([2, 0, 0, 0, 0]), grades([1, 1, 0, 0, 0])], Metric::Nominal).working;
    assert_eq!((working.units, working.pairable), (2, 4));
    assert!(is_close(Some(working.observed), Some(0.5)) && is_close(Some(working.expected), Some(0.5)));
}

#[test]
fn an_item_with_one_vote_has_no_part_in_it() {
    let mut units = observed();
    let before = agreement(&units, Metric::Ordinal);
    units.push(Counts { grades: [0, 0, 0, 0, 1], cannot_decide: 7 });
    units.push(Counts { grades: [0; 5], cannot_decide: 30 });
    assert_eq!(agreement(&units, Metric::Ordinal), before);
}

#[test]
fn nothing_to_pair_is_no_agreement_and_no_disagreement() {
    for units in [&[][..], &[grades([1, 0, 0, 0, 0]), grades([0, 0, 1, 0, 0])]] {
        for metric in Metric::ALL {
            let agreement = agreement(units, *metric);
            assert_eq!(agreement.alpha, None);
            let working = agreement.working;
            assert_eq!((working.units, working.pairable), (0, 0));
            assert_eq!((working.observed, working.expected), (0.0, 0.0));
        }
    }
}

#[test]
fn a_room_that_gives_one_grade_to_everything_cannot_be_told_to_agree() {
    let units = vec![grades([0, 12, 0, 0, 0]); 5];
    assert!(Metric::ALL.iter().all(|metric| agreement(&units, *metric).alpha.is_none()));
    assert_eq!(agreement(&units, Metric::Nominal).working.pairable, 60);
}

#[test]
fn two_camps_agree_as_by_chance_on_one_item_and_less_than_that_on_several() {
    // With one item the pairs within items are all pairs.
    let one = agreement(&[grades([5, 0, 0, 0, 5])], Metric::Interval);
    assert!(is_close(one.alpha, Some(0.0)));
    // In both items all pairs differ; among all four votes only eight of the twelve do.
    let two = agreement(&[grades([1, 0, 0, 0, 1]), grades([1, 0, 0, 0, 1])], Metric::Interval);
    assert!(is_close(two.alpha, Some(-0.5)));
}

#[test]
fn the_largest_counts_give_a_finite_alpha() {
    let units = [grades([u32::MAX; 5]), grades([u32::MAX, 0, 0, 0, 1]), grades([0, 0, 0, 1, 1])];
    for metric in Metric::ALL {
        let agreement = agreement(&units, *metric);
        assert!(agreement.alpha.is_some_and(f64::is_finite), "{metric}: {agreement:?}");
        assert!(agreement.working.observed.is_finite() && agreement.working.expected.is_finite());
        assert_eq!(agreement.working.pairable, 6 * u64::from(u32::MAX) + 3);
    }
}

/// Alpha by its definition, from who answered what: every vote is held against every other.
fn by_definition(sheet: &[Vec<Answer>], metric: Metric) -> Option<f64> {
    let items = sheet.first().map_or(0, Vec::len);
    let on_item = |item: usize| -> Vec<usize> { sheet.iter().filter_map(|person| person[item]).collect() };
    let kept: Vec<Vec<usize>> = (0..items).map(on_item).filter(|votes| votes.len() >= 2).collect();
    let all: Vec<usize> = kept.iter().flatten().copied().collect();
    let squared = |a: usize, b: usize| {
        let (low, high) = (a.min(b), a.max(b));
        let distance = match metric {
            Metric::Nominal => f64::from(u8::from(a != b)),
            Metric::Interval => (high - low) as f64,
            Metric::Ordinal => {
                let weight = |vote: &usize| if *vote == low || *vote == high { 0.5 } else { 1.0 };
                let between = all.iter().filter(|vote| (low..=high).contains(vote));
                if a == b { 0.0 } else { between.map(weight).sum() }
            }
        };
        distance * distance
    };
    let among = |votes: &[usize]| -> f64 {
        let each = (0..votes.len()).flat_map(|i| (0..votes.len()).map(move |j| (i, j)));
        each.filter(|(i, j)| i != j).map(|(i, j)| squared(votes[i], votes[j])).sum()
    };
    let n = all.len() as f64;
    let observed: f64 = kept.iter().map(|votes| among(votes) / (votes.len() as f64 - 1.0)).sum::<f64>() / n;
    let varies = all.iter().any(|vote| *vote != all[0]);
    varies.then(|| 1.0 - observed / (among(&all) / (n * (n - 1.0))))
}

#[test]
fn the_definition_gives_what_the_book_says_too() {
    let answer = |value: char| value.to_digit(10).map(|value| value as usize - 1);
    let sheet = OBSERVERS.map(|row| row.chars().map(answer).collect::<Vec<Answer>>());
    assert_three_decimals(by_definition(&sheet, Metric::Ordinal), "0.815");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn alpha_from_tallies_is_alpha_by_definition_from_who_answered_what(sheet in sheets()) {
        for metric in Metric::ALL {
            let (found, expected) = (agreement(&tallies(&sheet), *metric).alpha, by_definition(&sheet, *metric));
            prop_assert!(is_close(found, expected), "{metric}: found {found:?}, expected {expected:?}");
        }
    }

    #[test]
    fn who_is_who_changes_nothing(
        (sheet, shuffled) in sheets().prop_flat_map(|sheet| (Just(sheet.clone()), Just(sheet).prop_shuffle())),
    ) {
        prop_assert_eq!(tallies(&sheet), tallies(&shuffled));
        let relabelled = is_close(by_definition(&sheet, Metric::Ordinal), by_definition(&shuffled, Metric::Ordinal));
        prop_assert!(relabelled);
    }

    #[test]
    fn the_order_of_the_items_changes_nothing(
        (units, shuffled) in proptest::collection::vec(rooms(), 0..8)
            .prop_flat_map(|units| (Just(units.clone()), Just(units).prop_shuffle())),
    ) {
        for metric in Metric::ALL {
            let (one, other) = (agreement(&units, *metric), agreement(&shuffled, *metric));
            prop_assert!(is_close(one.alpha, other.alpha), "{metric}: {one:?}, {other:?}");
            prop_assert_eq!((one.working.units, one.working.pairable), (other.working.units, other.working.pairable));
        }
    }

    #[test]
    fn alpha_is_1_where_all_agree_on_items_that_vary(
        items in proptest::collection::vec((0_usize..5, 2_u32..60), 2..10),
    ) {
        prop_assume!(items.iter().any(|(grade, _)| *grade != items[0].0));
        let unit = |(grade, votes): &(usize, u32)| {
            let mut counts = [0; 5];
            counts[*grade] = *votes;
            grades(counts)
        };
        let units: Vec<Counts> = items.iter().map(unit).collect();
        prop_assert!(Metric::ALL.iter().all(|metric| agreement(&units, *metric).alpha == Some(1.0)));
    }

    #[test]
    fn alpha_is_a_finite_number_and_never_above_1(units in proptest::collection::vec(rooms(), 0..6)) {
        for metric in Metric::ALL {
            let agreement = agreement(&units, *metric);
            prop_assert!(agreement.alpha.is_none_or(|alpha| alpha.is_finite() && alpha <= 1.0), "{agreement:?}");
            prop_assert!(agreement.working.observed.is_finite() && agreement.working.expected.is_finite());
        }
    }

    #[test]
    fn which_end_of_the_scale_is_better_changes_nothing(sheet in sheets()) {
        let mirrored: Vec<Counts> = tallies(&sheet).iter().map(super::mirrored).collect();
        for metric in Metric::ALL {
            prop_assert!(is_close(agreement(&tallies(&sheet), *metric).alpha, agreement(&mirrored, *metric).alpha));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20) })]

    #[test]
    fn votes_by_lot_agree_no_more_than_by_chance(seed in any::<u64>()) {
        // Five votes on each of 2,000 items are 20,000 pairs. A pair's squared distance has a standard
        // deviation of at most 1.2 times its mean by any metric here, so that alpha strays by about
        // 1.2 / sqrt(20,000), or 0.008; 0.05 is some six times that.
        let mut dice = Dice::new(seed);
        let units: Vec<Counts> = (0..2000).map(|_| Counts::of((0..5).map(|_| Some(dice.below(5))))).collect();
        for metric in Metric::ALL {
            let alpha = agreement(&units, *metric).alpha.unwrap();
            prop_assert!(alpha.abs() < 0.05, "{metric}: {alpha}");
        }
    }
}
