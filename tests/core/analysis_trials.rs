//! What the analysis finds by arithmetic is what trying everything finds.

use std::cmp::Ordering;
use std::sync::Arc;

use prescient::assess::{
    Assessment, Change, EPSILON, Flips, Formula, LISTED_FLIPS, Lens, MIN_RANKED, Nudge, Scorecard,
    TheoryAssessment, Unsettled, assess,
};
use prescient::model::{Essay, Reported, Theory};
use proptest::prelude::*;

use crate::analysis_laws::analysed;
use crate::generators::{contests, lenses};

/// What a single change does, by judging anew under it.
fn under(essay: &Essay, theories: &[Arc<Theory>], lens: &Lens, change: Change) -> Assessment {
    let id = essay.outcomes[change.outcome].id.to_string();
    let mut lens = lens.clone();
    match change.nudge {
        Nudge::LeftOut => {
            lens.off_outcomes.insert(id);
        }
        Nudge::Reads(reading) => {
            lens.readings.insert(id, reading);
        }
    }
    assess(essay, theories, &lens)
}

/// Every change of a single outcome: left out, one grade up, one grade down.
fn changes(assessment: &Assessment) -> Vec<Change> {
    let mut changes = Vec::new();
    for (outcome, judged) in assessment.outcomes.iter().enumerate() {
        let Some(reported) = judged.reported else { continue };
        changes.push(Change { outcome, nudge: Nudge::LeftOut });
        let is_next = |grade: &Reported| {
            let distance = grade.value().zip(reported.value()).map(|(a, b)| (a - b).abs());
            distance.is_some_and(|distance| (distance - 0.25).abs() < EPSILON)
        };
        let next = Reported::GRADES.into_iter().filter(is_next);
        changes.extend(next.map(|grade| Change { outcome, nudge: Nudge::Reads(grade) }));
    }
    changes
}

fn order(one: &TheoryAssessment, other: &TheoryAssessment) -> Option<Ordering> {
    let (one, other) = (&one.scorecard, &other.scorecard);
    let (one, other) = (one.rank.and(one.score)?, other.rank.and(other.score)?);
    Some(if (one - other).abs() <= EPSILON { Ordering::Equal } else { one.total_cmp(&other) })
}

/// The scores that a formula ranks by: our score, or what was foretold.
pub fn scores(assessment: &Assessment, formula: Formula) -> Vec<Option<f64>> {
    let cards = assessment.theories.iter().map(|theory| &theory.scorecard);
    let score = |card: &Scorecard| match formula {
        Formula::Foretold => card.foretold.filter(|_| card.foretold_n >= MIN_RANKED),
        _ => card.score,
    };
    cards.map(|card| card.rank.and_then(|_| score(card))).collect()
}

/// The leaders and rivals whom a changed assessment turns round.
fn turned(before: &[Option<f64>], after: &[Option<f64>]) -> Vec<(usize, usize)> {
    let best = before.iter().copied().flatten().fold(f64::NEG_INFINITY, f64::max);
    let leads = |theory: &usize| before[*theory].is_some_and(|score| best - score <= EPSILON);
    let leaders = (0..before.len()).filter(leads);
    let above = |leader: usize| {
        let is_above = move |rival: &usize| {
            after[leader].zip(after[*rival]).is_some_and(|(leader, rival)| rival - leader > EPSILON)
        };
        (0..after.len()).filter(is_above).map(move |rival| (leader, rival))
    };
    leaders.flat_map(above).collect()
}

/// Every set of so many out of `n`, in lexicographic order.
fn subsets(n: usize, size: usize) -> Vec<Vec<usize>> {
    let all = (0_usize..1 << n).map(|bits| (0..n).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>());
    let mut sets: Vec<_> = all.filter(|set| set.len() == size).collect();
    sets.sort();
    sets
}

/// Every way to read these outcomes otherwise than now.
fn readings(assessment: &Assessment, outcomes: &[usize]) -> Vec<Vec<(usize, Reported)>> {
    let mut all = vec![Vec::new()];
    for outcome in outcomes {
        let now = assessment.outcomes[*outcome].reported;
        let others: Vec<_> = Reported::GRADES.into_iter().filter(|grade| Some(*grade) != now).collect();
        all = all
            .iter()
            .flat_map(|known| {
                others.iter().map(move |grade| {
                    let mut longer: Vec<(usize, Reported)> = known.clone();
                    longer.push((*outcome, *grade));
                    longer
                })
            })
            .collect();
    }
    all
}

fn read(essay: &Essay, lens: &Lens, readings: &[(usize, Reported)]) -> Lens {
    let mut lens = lens.clone();
    let changed = readings.iter().map(|(at, reading)| (essay.outcomes[*at].id.to_string(), *reading));
    lens.readings.extend(changed);
    lens
}

/// The smallest sets of outcomes that can be read so that another theory comes first, by trying all.
fn smallest_sets(
    essay: &Essay,
    theories: &[Arc<Theory>],
    lens: &Lens,
    assessment: &Assessment,
    formula: Formula,
) -> Vec<Vec<usize>> {
    let before = scores(assessment, formula);
    let has_grade =
        |outcome: &usize| assessment.outcomes[*outcome].reported.and_then(Reported::value).is_some();
    let graded: Vec<usize> = (0..assessment.outcomes.len()).filter(has_grade).collect();
    let flips = |readings: &Vec<(usize, Reported)>| {
        let after = assess(essay, theories, &read(essay, lens, readings));
        !turned(&before, &scores(&after, formula)).is_empty()
    };
    let of_size = |size: usize| -> Vec<Vec<usize>> {
        let sets = subsets(graded.len(), size).into_iter();
        let sets = sets.map(|set| set.into_iter().map(|at| graded[at]).collect::<Vec<_>>());
        sets.filter(|set| readings(assessment, set).iter().any(flips)).collect()
    };
    (1..=graded.len()).map(of_size).find(|sets| !sets.is_empty()).unwrap_or_default()
}

/// Whether these flips are the smallest, all of them, and true.
fn check_flips(
    (essay, theories, lens): (&Essay, &[Arc<Theory>], &Lens),
    assessment: &Assessment,
    flips: &Flips,
    formula: Formula,
) -> Result<(), TestCaseError> {
    let expected = smallest_sets(essay, theories, lens, assessment, formula);
    prop_assert_eq!(flips.size, expected.first().map(Vec::len));
    prop_assert_eq!((flips.sets.len() + flips.more, flips.is_more_at_least), (expected.len(), false));
    let listed: Vec<Vec<usize>> =
        flips.sets.iter().map(|flip| flip.readings.iter().map(|(outcome, _)| *outcome).collect()).collect();
    prop_assert_eq!(&listed[..], &expected[..expected.len().min(LISTED_FLIPS)]);
    let before = scores(assessment, formula);
    for flip in &flips.sets {
        let after = scores(&assess(essay, theories, &read(essay, lens, &flip.readings)), formula);
        let reversed = turned(&before, &after);
        prop_assert!(reversed.contains(&(flip.leader, flip.rival)), "{flip:?} turns {reversed:?}");
        let best = after.iter().copied().flatten().fold(f64::NEG_INFINITY, f64::max);
        prop_assert!(after[flip.rival].is_some_and(|score| best - score <= EPSILON), "{flip:?}: {after:?}");
        if let [(outcome, reading)] = flip.readings[..] {
            let value = |reading: Reported| reading.value().expect("a grade");
            let now = assessment.outcomes[outcome].reported.map(value).expect("a reading");
            let nearer = Reported::GRADES.into_iter();
            let nearer = nearer.filter(|grade| (value(*grade) - now).abs() < (value(reading) - now).abs());
            for grade in nearer {
                let after = assess(essay, theories, &read(essay, lens, &[(outcome, grade)]));
                prop_assert!(
                    turned(&before, &scores(&after, formula)).is_empty(),
                    "{flip:?}: {grade:?} is enough"
                );
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn the_ranks_that_a_theory_can_take_are_those_that_single_changes_give(
        (essay, theories) in contests(), lens in lenses(),
    ) {
        let (assessment, analysis) = analysed(&essay, &theories, &lens);
        let all: Vec<_> = changes(&assessment).into_iter().map(|c| (c, under(&essay, &theories, &lens, c))).collect();
        for (at, theory) in assessment.theories.iter().enumerate() {
            let range = &analysis.robustness.ranges[at];
            let now = theory.scorecard.rank;
            let (mut low, mut high, mut drops) = (now.map(|r| (r, None)), now.map(|r| (r, None)), Vec::new());
            for (change, after) in &all {
                let Some(now) = now else { continue };
                let Some(rank) = after.theories[at].scorecard.rank else { drops.push(change.outcome); continue };
                if rank < low.map_or(now, |low| low.0) { low = Some((rank, Some(*change))); }
                if rank > high.map_or(now, |high| high.0) { high = Some((rank, Some(*change))); }
            }
            prop_assert_eq!((range.low, range.high, &range.drops_out_without), (low, high, &drops));
        }
    }

    #[test]
    fn two_theories_are_not_separated_where_a_single_change_reverses_or_levels_them(
        (essay, theories) in contests(), lens in lenses(),
    ) {
        let (assessment, analysis) = analysed(&essay, &theories, &lens);
        let all: Vec<_> = changes(&assessment).into_iter().map(|c| (c, under(&essay, &theories, &lens, c))).collect();
        for one in 0..theories.len() {
            let mut expected_others = Vec::new();
            for other in 0..theories.len() {
                let order_in = |judged: &Assessment| order(&judged.theories[one], &judged.theories[other]);
                let now = order_in(&assessment);
                let changed = |after: &Assessment| order_in(after).is_some_and(|after| Some(after) != now);
                let expected = match now {
                    _ if one == other => None,
                    None => None,
                    Some(Ordering::Equal) => Some(Unsettled::Level),
                    Some(_) => all.iter().find(|(_, after)| changed(after)).map(|(c, _)| Unsettled::By(*c)),
                };
                prop_assert_eq!(analysis.robustness.unsettled_by(one, other), expected);
                expected_others.extend(expected.map(|_| other));
            }
            prop_assert_eq!(analysis.robustness.not_separated_from(one).collect::<Vec<_>>(), expected_others);
        }
    }
}

proptest! {
    // Each case judges up to some thousand times.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn the_sets_that_change_the_leader_are_the_smallest_and_all_of_them((essay, theories) in contests(), lens in lenses()) {
        let (assessment, analysis) = analysed(&essay, &theories, &lens);
        let all = (&essay, &theories[..], &lens);
        check_flips(all, &assessment, &analysis.flips, Formula::Score)?;
        check_flips(all, &assessment, &analysis.foretold_flips, Formula::Foretold)?;
    }
}
