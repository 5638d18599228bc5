//! What holds for all theories and essays, whatever they say.

use std::collections::BTreeMap;
use std::sync::Arc;

use prescient::assess::{
    Assessment, AttributionFilter, Grade, Lens, Stance, TheoryAssessment, Verdict, assess,
};
use prescient::model::choice::Choice;
use prescient::model::{Essay, Expects, Reported, Source, Theory};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::generators::{OUTCOMES, REPORTED, claims, essays, lenses, theories};
use crate::world::{Claim, document, forecast, theory};

/// The theories changed one by one.
pub fn each(theories: &[Arc<Theory>], change: impl Fn(&mut Theory)) -> Vec<Arc<Theory>> {
    let changed = theories.iter().map(|theory| {
        let mut theory = Theory::clone(theory);
        change(&mut theory);
        Arc::new(theory)
    });
    changed.collect()
}

/// The opposite.
pub fn negate(expects: Expects) -> Expects {
    match expects {
        Expects::Occurs => Expects::DoesNotOccur,
        Expects::DoesNotOccur => Expects::Occurs,
    }
}

fn mirror(verdict: Verdict) -> (Option<Grade>, String) {
    let grade = verdict.grade().map(|grade| match grade {
        Grade::Confirmed => Grade::Disconfirmed,
        Grade::LargelyConfirmed => Grade::LargelyDisconfirmed,
        Grade::Mixed => Grade::Mixed,
        Grade::LargelyDisconfirmed => Grade::LargelyConfirmed,
        Grade::Disconfirmed => Grade::Confirmed,
    });
    let label = grade.map_or_else(|| verdict.label(), |grade| grade.label().to_owned());
    (grade, label)
}

fn is_close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-12,
        (None, None) => true,
        _ => false,
    }
}

/// What a user reads of a theory, but for the positions of outcomes.
fn told(theory: &TheoryAssessment) -> impl PartialEq + std::fmt::Debug + use<> {
    let predictions = theory.predictions.iter().map(|prediction| {
        let expectations = theory.expectations(prediction);
        let expectations: Vec<_> = expectations.iter().map(|e| (e.reported, e.degree, e.timing)).collect();
        (prediction.verdict, prediction.timing, prediction.judged, expectations)
    });
    (predictions.collect::<Vec<_>>(), theory.scorecard.clone())
}

fn told_of_all(judged: &Assessment) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
    judged.theories.iter().map(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn negating_every_expectation_mirrors_every_verdict(essay in essays(), theories in theories(), lens in lenses()) {
        let negated = each(&theories, |theory| {
            for prediction in &mut theory.predictions {
                for expectation in prediction.expects.iter_mut().flatten() {
                    expectation.value = negate(expectation.value);
                }
            }
        });
        let (straight, mirrored) = (assess(&essay, &theories, &lens), assess(&essay, &negated, &lens));
        for (theory, opposite) in straight.theories.iter().zip(&mirrored.theories) {
            for (prediction, other) in theory.predictions.iter().zip(&opposite.predictions) {
                prop_assert_eq!(mirror(prediction.verdict), (other.verdict.grade(), other.verdict.label()));
                prop_assert!(is_close(prediction.verdict.score(), other.verdict.score().map(|s| 1.0 - s)));
            }
            let (card, other) = (&theory.scorecard, &opposite.scorecard);
            prop_assert!(is_close(card.score, other.score.map(|score| 1.0 - score)));
            prop_assert!(is_close(card.foretold, other.foretold.map(|score| 1.0 - score)));
            prop_assert_eq!((card.scored, card.foretold_n, card.boldness), (other.scored, other.foretold_n, other.boldness));
        }
        for (outcome, other) in straight.outcomes.iter().zip(&mirrored.outcomes) {
            prop_assert!(is_close(outcome.diagnosticity, other.diagnosticity));
            prop_assert_eq!((outcome.n, outcome.is_crucial), (other.n, other.is_crucial));
        }
    }

    #[test]
    fn a_silent_theory_never_ranks_and_changes_nothing_for_the_others(
        essay in essays(), theories in theories(), lens in lenses(), silent in proptest::collection::vec(claims(), 0..=6),
        at in any::<Index>(),
    ) {
        // No theory is bold alone (rule 7), so company of any kind makes a difference there.
        prop_assume!(theories.len() >= 2);
        let silent: Vec<Claim> = silent.into_iter().map(|claim| claim.with("expects", serde_json::json!([]))).collect();
        let mut joined = theories.clone();
        let at = at.index(theories.len() + 1);
        joined.insert(at, theory("silent", &silent));
        let (before, mut after) = (assess(&essay, &theories, &lens), assess(&essay, &joined, &lens));
        let silent = after.theories.remove(at).scorecard;
        prop_assert_eq!((silent.rank, silent.score, silent.foretold, silent.boldness), (None, None, None, None));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn the_order_of_the_theories_changes_no_number(
        (theories, shuffled) in theories().prop_flat_map(|theories| (Just(theories.clone()), Just(theories).prop_shuffle())),
        essay in essays(), lens in lenses(),
    ) {
        let (straight, permuted) = (assess(&essay, &theories, &lens), assess(&essay, &shuffled, &lens));
        for theory in &straight.theories {
            let same = permuted.theories.iter().find(|other| other.id == theory.id).unwrap();
            prop_assert_eq!(theory, same);
        }
        prop_assert_eq!(straight.outcomes, permuted.outcomes);
    }

    #[test]
    fn the_order_of_the_outcomes_changes_no_verdict(
        (essay, shuffled) in essays().prop_flat_map(|essay| (Just(essay.clone()), Just(essay.outcomes).prop_shuffle())),
        theories in theories(), lens in lenses(),
    ) {
        let permuted = Essay { outcomes: shuffled, ..essay.clone() };
        let (straight, other) = (assess(&essay, &theories, &lens), assess(&permuted, &theories, &lens));
        prop_assert_eq!(told_of_all(&straight), told_of_all(&other));
        for (outcome, judged) in essay.outcomes.iter().zip(&straight.outcomes) {
            let at = permuted.outcomes.iter().position(|other| other.id == outcome.id).unwrap();
            prop_assert_eq!(judged, &other.outcomes[at]);
        }
    }

    #[test]
    fn a_reading_equal_to_what_counts_already_changes_nothing(essay in essays(), theories in theories(), lens in lenses()) {
        let mut same = lens.clone();
        for outcome in &essay.outcomes {
            let now = lens.reading(outcome);
            same.readings.entry(outcome.id.to_string()).or_insert(now);
        }
        prop_assert_eq!(assess(&essay, &theories, &lens), assess(&essay, &theories, &same));
    }

    #[test]
    fn the_rooms_reading_is_as_the_users_where_the_user_has_none(
        essay in essays(), theories in theories(), lens in lenses(),
    ) {
        let mut user = Lens { room: BTreeMap::new(), ..lens.clone() };
        for (outcome, reading) in &lens.room {
            user.readings.entry(outcome.clone()).or_insert(*reading);
        }
        prop_assert_eq!(assess(&essay, &theories, &lens), assess(&essay, &theories, &user));
    }

    #[test]
    fn a_lens_on_what_the_essay_lacks_changes_nothing(essay in essays(), theories in theories(), lens in lenses()) {
        let mut same = lens.clone();
        for id in &OUTCOMES[REPORTED..] {
            same.readings.insert((*id).to_owned(), Reported::Occurred);
            same.room.insert((*id).to_owned(), Reported::Occurred);
            same.off_outcomes.insert((*id).to_owned());
        }
        prop_assert_eq!(assess(&essay, &theories, &lens), assess(&essay, &theories, &same));
    }

    #[test]
    fn switching_an_outcome_off_is_as_if_the_essay_lacked_it(essay in essays(), theories in theories(), lens in lenses()) {
        let mut without = essay.clone();
        without.outcomes.retain(|outcome| !lens.hides(outcome));
        let (off, lacking) = (assess(&essay, &theories, &lens), assess(&without, &theories, &lens));
        prop_assert_eq!(told_of_all(&off), told_of_all(&lacking));
        let left: Vec<_> = off.outcomes.iter().filter(|outcome| outcome.reported.is_some()).collect();
        prop_assert_eq!(left, lacking.outcomes.iter().collect::<Vec<_>>());
    }

    #[test]
    fn the_filter_is_as_if_the_theories_lacked_the_rest(essay in essays(), theories in theories(), lens in lenses()) {
        let filtered = each(&theories, |theory| {
            theory.predictions.retain(|prediction| match prediction.attribution.source() {
                Source::Essay { of, .. } => of.is_none_or(|of| of.as_str() == "essay"),
                Source::Work { .. } => false,
            });
        });
        let through_filter = Lens { attribution: AttributionFilter::Essay, ..lens.clone() };
        let unfiltered = Lens { attribution: AttributionFilter::All, ..lens };
        let (judged, expected) = (assess(&essay, &theories, &through_filter), assess(&essay, &filtered, &unfiltered));
        prop_assert_eq!(told_of_all(&judged), told_of_all(&expected));
        prop_assert_eq!(judged.outcomes, expected.outcomes);
    }

    #[test]
    fn every_number_is_a_share_of_one_and_agrees_with_its_count(essay in essays(), theories in theories(), lens in lenses()) {
        let judged = assess(&essay, &theories, &lens);
        let is_share = |number: Option<f64>| number.is_none_or(|number| (0.0..=1.0).contains(&number));
        for theory in &judged.theories {
            let card = &theory.scorecard;
            prop_assert!(is_share(card.score) && is_share(card.foretold) && is_share(card.boldness), "{card:?}");
            prop_assert_eq!(card.score.is_some(), card.scored > 0);
            prop_assert_eq!(card.foretold.is_some(), card.foretold_n > 0);
            prop_assert!(card.foretold_n <= card.scored && card.scored <= card.forecasts);
            prop_assert_eq!(card.rank.is_some(), card.scored >= 3);
            let graded: usize = Grade::ALL.iter().map(|grade| card.tally.count(*grade)).sum();
            prop_assert_eq!((graded, graded + card.tally.unscored), (card.scored, card.forecasts));
            prop_assert!(card.contradicted <= card.scored_expectations);
            prop_assert!(theory.predictions.iter().all(|prediction| is_share(prediction.verdict.score())));
        }
        let ranked = judged.theories.iter().filter(|theory| theory.scorecard.rank.is_some()).count();
        prop_assert!(judged.theories.iter().filter_map(|theory| theory.scorecard.rank).all(|rank| rank <= ranked));
        prop_assert!(judged.outcomes.iter().all(|outcome| is_share(outcome.diagnosticity)));
        prop_assert!(judged.outcomes.iter().all(|outcome| !outcome.is_crucial || outcome.n >= 2));
    }

    #[test]
    fn boldness_by_counts_is_boldness_by_pairs(essay in essays(), theories in theories(), lens in lenses()) {
        let judged = assess(&essay, &theories, &lens);
        for (own, theory) in theories.iter().enumerate() {
            let opposed = |outcome: usize, expects: Expects| judged.theories.iter().enumerate().any(|(number, other)| {
                let opposite = match expects { Expects::Occurs => Stance::DoesNotOccur, Expects::DoesNotOccur => Stance::Occurs };
                number != own && other.stance(outcome).is_some_and(|stance| stance == opposite || stance == Stance::Split)
            });
            let assessment = &judged.theories[own];
            let mut contradicted = 0;
            for prediction in &assessment.predictions {
                let stated = &theory.predictions[prediction.position()];
                if stated.kind.word() == "prescription" || prediction.verdict.score().is_none() { continue; }
                for (claim, expectation) in stated.expects().iter().zip(assessment.expectations(prediction)) {
                    let is_scored = expectation.degree.is_some();
                    contradicted += usize::from(is_scored && opposed(expectation.outcome.unwrap() as usize, claim.value));
                }
            }
            prop_assert_eq!(assessment.scorecard.contradicted, contradicted);
        }
    }
}

#[test]
fn an_essay_and_theories_that_say_nothing_are_judged_too() {
    let empty: Essay = document(&serde_json::json!({
        "format": "prescient-essay/1", "id": "empty", "title": "", "published": "2024", "outcomes": []
    }));
    assert_eq!(assess(&empty, &[], &Lens::default()), Assessment::default());
    let judged =
        assess(&empty, &[theory("silent", &[]), theory("loud", &[forecast("+a -b")])], &Lens::default());
    assert!(judged.outcomes.is_empty());
    assert!(judged.theories.iter().all(|theory| theory.scorecard.rank.is_none()));
}
