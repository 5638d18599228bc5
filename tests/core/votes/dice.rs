//! Chance that can be had again.

use prescient::assess::votes::Dice;
use proptest::prelude::*;

#[test]
fn the_numbers_are_the_keystream_of_a_published_algorithm() {
    // ChaCha8 with a key of 256 zero bits and a zero nonce begins 3e00ef2f 895f40d6 7f5bb8e8 1f09a5a1
    // (draft-strombergson-chacha-test-vectors, TC1). Each draw reads eight bytes, the lowest first, and of
    // these a draw below 2^16 shows the highest two.
    let mut dice = Dice::new(0);
    assert_eq!((dice.below(1 << 16), dice.below(1 << 16)), (0xd640, 0xa1a5));
}

#[test]
fn a_seed_gives_the_order_that_it_always_gave() {
    // As an independent program draws it.
    let mut order: Vec<u32> = (0..8).collect();
    Dice::new(2026).shuffle(&mut order);
    assert_eq!(order, [2, 1, 3, 7, 0, 4, 5, 6]);
}

#[test]
fn there_is_nothing_below_one_or_zero_but_zero() {
    let mut dice = Dice::new(7);
    assert_eq!((dice.below(0), dice.below(1)), (0, 0));
    dice.shuffle::<u8>(&mut []);
    assert!(dice.below(usize::MAX) < usize::MAX);
}

#[test]
fn every_face_and_every_order_comes_up_about_as_often() {
    // Sixty thousand throws: each of six has 10,000 with a standard deviation of 91; 500 is over five of it.
    let mut dice = Dice::new(1);
    let (mut faces, mut orders) = ([0_u32; 6], std::collections::BTreeMap::new());
    for _ in 0..60_000 {
        faces[dice.below(6)] += 1;
        let mut order = [0, 1, 2];
        dice.shuffle(&mut order);
        *orders.entry(order).or_insert(0_u32) += 1;
    }
    let is_fair = |n: &u32| n.abs_diff(10_000) < 500;
    assert!(faces.iter().all(is_fair), "{faces:?}");
    assert!(orders.len() == 6 && orders.values().all(is_fair), "{orders:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_draw_is_below_its_bound_and_a_shuffle_loses_nothing(seed in any::<u64>(), n in 1_usize..200) {
        let (mut dice, mut again) = (Dice::new(seed), Dice::new(seed));
        let drawn = dice.below(n);
        prop_assert!(drawn < n);
        prop_assert_eq!(drawn, again.below(n));
        let mut items: Vec<usize> = (0..n).collect();
        dice.shuffle(&mut items);
        items.sort_unstable();
        prop_assert_eq!(items, (0..n).collect::<Vec<_>>());
    }
}
