//! The ranking without what was rescued.

use std::collections::BTreeSet;
use std::sync::Arc;

use prescient::assess::rescues::{Rescored, without};
use prescient::assess::{Assessment, assess};
use prescient::model::{Essay, Kind, Theory};
use proptest::prelude::*;

use crate::generators::{contests, essays, lenses, theories};
use crate::world::{assert_close, essay, forecast, judge, prescription, theory};

/// Two theories: the first has a forecast that failed, and a prescription.
fn two() -> (Essay, Vec<Arc<Theory>>) {
    let essay = essay(&["a occurred", "b occurred", "c occurred", "d did-not-occur", "e mixed", "f pending"]);
    let claims = ["+a", "+b", "+c", "+d", "+f"].map(forecast);
    let first: Vec<_> = claims.into_iter().chain([prescription("+d")]).collect();
    let second = ["+a", "+b", "+c", "+e"].map(forecast);
    (essay, vec![theory("first", &first), theory("second", &second)])
}

fn rescued(essay: &Essay, theories: &[Arc<Theory>], rescued: &[(usize, usize)]) -> Vec<Rescored> {
    without(&judge(essay, theories), theories, &rescued.iter().copied().collect())
}

#[test]
fn a_failed_forecast_that_is_rescued_raises_its_theory_and_its_rank() {
    let (essay, theories) = two();
    let before = rescued(&essay, &theories, &[]);
    assert_close(before[0].score, Some(0.75), "the first");
    assert_eq!(before.iter().map(|theory| theory.rank).collect::<Vec<_>>(), [Some(2), Some(1)]);
    let after = rescued(&essay, &theories, &[(0, 3)]);
    assert_eq!(after[0], Rescored { score: Some(1.0), scored: 3, rank: Some(1), left_out: 1 });
    assert_eq!(after[1], Rescored { rank: Some(2), ..before[1] });
}

#[test]
fn to_rescue_what_does_not_count_changes_nothing() {
    let (essay, theories) = two();
    // A pending forecast, a prescription, and what there is not.
    let after = rescued(&essay, &theories, &[(0, 4), (0, 5), (0, 99), (7, 0)]);
    assert_eq!(after, rescued(&essay, &theories, &[]));
}

#[test]
fn a_theory_that_has_rescued_too_much_is_not_ranked() {
    let (essay, theories) = two();
    let after = rescued(&essay, &theories, &[(1, 0), (1, 3)]);
    assert_eq!(after[1], Rescored { score: Some(1.0), scored: 2, rank: None, left_out: 2 });
    assert_eq!(after[0].rank, Some(1));
    let all = rescued(&essay, &theories, &[(1, 0), (1, 1), (1, 2), (1, 3)]);
    assert_eq!(all[1], Rescored { score: None, scored: 0, rank: None, left_out: 4 });
}

/// Which predictions were rescued, by position.
fn rescues() -> impl Strategy<Value = BTreeSet<(usize, usize)>> {
    proptest::collection::btree_set((0_usize..5, 0_usize..6), 0..10)
}

/// The theories without what was rescued.
fn stripped(theories: &[Arc<Theory>], rescued: &BTreeSet<(usize, usize)>) -> Vec<Arc<Theory>> {
    let strip = |(at, theory): (usize, &Arc<Theory>)| {
        let mut theory = Theory::clone(theory);
        let mut position = 0..;
        theory.predictions.retain(|_| !rescued.contains(&(at, position.next().unwrap())));
        Arc::new(theory)
    };
    theories.iter().enumerate().map(strip).collect()
}

/// The score, the number of scored forecasts and the rank of each theory.
fn cards(assessment: &Assessment) -> Vec<(Option<f64>, usize, Option<usize>)> {
    let cards = assessment.theories.iter().map(|theory| &theory.scorecard);
    cards.map(|card| (card.score, card.scored, card.rank)).collect()
}

fn rescored(all: &[Rescored]) -> Vec<(Option<f64>, usize, Option<usize>)> {
    all.iter().map(|theory| (theory.score, theory.scored, theory.rank)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn where_nothing_is_rescued_score_and_rank_are_the_scorecards(essay in essays(), theories in theories(), lens in lenses()) {
        let judged = assess(&essay, &theories, &lens);
        let found = without(&judged, &theories, &BTreeSet::new());
        prop_assert_eq!(rescored(&found), cards(&judged));
        prop_assert!(found.iter().all(|theory| theory.left_out == 0));
    }

    #[test]
    fn to_leave_out_what_was_rescued_is_as_if_it_had_not_been_written(
        essay in essays(), theories in theories(), lens in lenses(), rescued in rescues(),
    ) {
        let found = without(&assess(&essay, &theories, &lens), &theories, &rescued);
        prop_assert_eq!(rescored(&found), cards(&assess(&essay, &stripped(&theories, &rescued), &lens)));
    }

    #[test]
    fn it_is_so_where_all_are_ranked((essay, theories) in contests(), lens in lenses(), rescued in rescues()) {
        let found = without(&assess(&essay, &theories, &lens), &theories, &rescued);
        prop_assert_eq!(rescored(&found), cards(&assess(&essay, &stripped(&theories, &rescued), &lens)));
    }

    #[test]
    fn what_is_left_out_and_what_is_left_are_all_scored_forecasts(
        essay in essays(), theories in theories(), lens in lenses(), rescued in rescues(),
    ) {
        let judged = assess(&essay, &theories, &lens);
        let found = without(&judged, &theories, &rescued);
        for (at, (theory, rescored)) in judged.theories.iter().zip(&found).enumerate() {
            prop_assert_eq!(rescored.scored + rescored.left_out, theory.scorecard.scored);
            let is_out = |position: usize| rescued.contains(&(at, position)) && theories[at].predictions[position].kind == Kind::Forecast;
            let scored = theory.predictions.iter().filter(|p| p.verdict.score().is_some());
            prop_assert_eq!(rescored.left_out, scored.filter(|p| is_out(p.position())).count());
            if rescored.left_out == 0 { prop_assert_eq!(rescored.score, theory.scorecard.score); }
        }
    }
}
