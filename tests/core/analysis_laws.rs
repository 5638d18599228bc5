//! What holds of the analysis for all theories and essays: what it finds by arithmetic is what trying
//! everything finds.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use prescient::assess::{
    Analysis, Assessment, Change, EPSILON, Flips, Formula, Index, LISTED_FLIPS, Lens, MIN_RANKED, Nudge,
    TheoryAssessment, Unsettled, analyse, assess,
};
use prescient::model::choice::Choice;
use prescient::model::{Essay, Expects, Reported, Theory};
use proptest::prelude::*;

use crate::generators::{claims, contests, essays, lenses, theories};
use crate::world::{Claim, theory};

fn analysed(essay: &Essay, theories: &[Arc<Theory>], lens: &Lens) -> (Assessment, Analysis) {
    let index = Index::new(essay, theories);
    let assessment = index.assess(essay, theories, lens);
    let analysis = analyse(&index, essay, theories, &assessment);
    (assessment, analysis)
}

// The order of what is loaded.

/// An analysis as a user reads it: by ids, in an order that is not that of loading.
#[derive(Debug, PartialEq)]
struct ById {
    scoreboard: BTreeMap<String, String>,
    not_separated: BTreeSet<(String, String)>,
    flips: [(Option<usize>, usize, bool, BTreeSet<String>); 2],
    moves: BTreeSet<String>,
}

impl ById {
    fn new(essay: &Essay, assessment: &Assessment, analysis: &Analysis) -> Self {
        let name = |theory: usize| assessment.theories[theory].id.clone();
        let outcome = |outcome: usize| essay.outcomes[outcome].id.to_string();
        let all = 0..assessment.theories.len();
        let line = |theory: usize| {
            let range = &analysis.robustness.ranges[theory];
            let drops: BTreeSet<_> = range.drops_out_without.iter().map(|o| outcome(*o)).collect();
            let ranks = (range.low.map(|low| low.0), range.high.map(|high| high.0), drops);
            let by_formula: Vec<_> =
                analysis.formulas.iter().map(|f| (f.values[theory], f.ranks[theory])).collect();
            format!("{ranks:?} {:?} {by_formula:?}", analysis.lead_years[theory])
        };
        let sorted = |one: String, other: String| if one < other { (one, other) } else { (other, one) };
        let not_separated = all.clone().flat_map(|one| {
            let others = analysis.robustness.not_separated_from(one);
            others.map(move |other| sorted(name(one), name(other)))
        });
        let moves = analysis.formulas.iter().flat_map(|f| f.moves.iter().map(move |m| (f.formula, m)));
        let told = moves.map(|(formula, m)| {
            format!("{} {} {} {}", formula.word(), name(m.theory), name(m.by), m.prediction)
        });
        let set = |flips: &Flips| {
            let sets = flips.sets.iter().map(|flip| {
                let readings: BTreeMap<_, _> =
                    flip.readings.iter().map(|(at, reading)| (outcome(*at), reading.word())).collect();
                format!("{readings:?} {} {}", name(flip.leader), name(flip.rival))
            });
            // Which of many sets are listed hangs on the essay's order, and is meant to.
            let listed = if flips.more == 0 { sets.collect() } else { BTreeSet::new() };
            (flips.size, flips.sets.len() + flips.more, flips.is_more_at_least, listed)
        };
        Self {
            scoreboard: all.map(|theory| (name(theory), line(theory))).collect(),
            not_separated: not_separated.collect(),
            flips: [set(&analysis.flips), set(&analysis.foretold_flips)],
            moves: told.collect(),
        }
    }
}

// Trying everything.

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
fn scores(assessment: &Assessment, formula: Formula) -> Vec<Option<f64>> {
    let cards = assessment.theories.iter().map(|theory| &theory.scorecard);
    let score = |card: &prescient::assess::Scorecard| match formula {
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
        let after = assess(essay, theories, &read(essay, lens, &flip.readings));
        let turned = turned(&before, &scores(&after, formula));
        prop_assert!(turned.contains(&(flip.leader, flip.rival)), "{flip:?} turns {turned:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn the_order_of_theories_and_outcomes_changes_nothing_in_the_analysis(
        (theories, shuffled) in theories().prop_flat_map(|theories| (Just(theories.clone()), Just(theories).prop_shuffle())),
        (essay, outcomes) in essays().prop_flat_map(|essay| (Just(essay.clone()), Just(essay.outcomes).prop_shuffle())),
        lens in lenses(),
    ) {
        let permuted = Essay { outcomes, ..essay.clone() };
        let (assessment, analysis) = analysed(&essay, &theories, &lens);
        let (other_assessment, other) = analysed(&permuted, &shuffled, &lens);
        prop_assert_eq!(ById::new(&essay, &assessment, &analysis), ById::new(&permuted, &other_assessment, &other));
    }

    #[test]
    fn the_order_of_theories_and_outcomes_changes_no_contest(
        ((essay, theories), outcomes, shuffled) in contests().prop_flat_map(|(essay, theories)| {
            let shuffled = Just(theories.clone()).prop_shuffle();
            (Just((essay.clone(), theories)), Just(essay.outcomes).prop_shuffle(), shuffled)
        }),
    ) {
        let permuted = Essay { outcomes, ..essay.clone() };
        let (assessment, analysis) = analysed(&essay, &theories, &Lens::default());
        let (other_assessment, other) = analysed(&permuted, &shuffled, &Lens::default());
        prop_assert_eq!(ById::new(&essay, &assessment, &analysis), ById::new(&permuted, &other_assessment, &other));
    }

    #[test]
    fn a_silent_theory_never_ranks_by_any_formula_and_changes_no_analysis(
        (essay, theories) in contests(), silent in proptest::collection::vec(claims(), 0..=6), lens in lenses(),
    ) {
        let silent: Vec<Claim> = silent.into_iter().map(|claim| claim.with("expects", serde_json::json!([]))).collect();
        let mut joined = theories.clone();
        joined.push(theory("silent", &silent));
        let (_, before) = analysed(&essay, &theories, &lens);
        let (_, mut after) = analysed(&essay, &joined, &lens);
        for ranking in &mut after.formulas {
            prop_assert_eq!((ranking.ranks.pop(), ranking.values.pop()), (Some(None), Some(None)));
        }
        prop_assert_eq!(after.lead_years.pop(), Some(None));
        prop_assert_eq!(after.robustness.ranges.pop(), Some(prescient::assess::RankRange::default()));
        prop_assert_eq!(before, after);
    }

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

    #[test]
    fn what_everyone_expects_alike_has_no_diagnosticity(essay in essays(), theories in theories(), lens in lenses()) {
        let alike: Vec<Arc<Theory>> = theories.iter().map(|theory| {
            let mut theory = Theory::clone(theory);
            let expectations = theory.predictions.iter_mut().flat_map(|p| p.expects.iter_mut().flatten());
            expectations.for_each(|expectation| expectation.value = Expects::Occurs);
            Arc::new(theory)
        }).collect();
        for outcome in assess(&essay, &alike, &lens).outcomes {
            prop_assert_eq!(outcome.diagnosticity, (outcome.n >= 2).then_some(0.0));
            prop_assert!(!outcome.is_crucial);
        }
    }

    #[test]
    fn theories_that_expect_both_sides_make_no_crucial_test(essay in essays(), theories in theories(), lens in lenses()) {
        let torn: Vec<Arc<Theory>> = theories.iter().map(|theory| {
            let mut theory = Theory::clone(theory);
            let mut opposites = theory.predictions.clone();
            for expectation in opposites.iter_mut().flat_map(|p| p.expects.iter_mut().flatten()) {
                expectation.value = match expectation.value {
                    Expects::Occurs => Expects::DoesNotOccur,
                    Expects::DoesNotOccur => Expects::Occurs,
                };
            }
            theory.predictions.extend(opposites);
            Arc::new(theory)
        }).collect();
        let judged = assess(&essay, &torn, &lens);
        for outcome in &judged.outcomes {
            prop_assert_eq!(outcome.diagnosticity, (outcome.n >= 2).then_some(1.0));
            prop_assert!(!outcome.is_crucial);
        }
        for one in 0..torn.len() {
            prop_assert!((0..torn.len()).all(|other| judged.disagreements(one, other).is_empty()));
        }
    }

    #[test]
    fn two_theories_disagree_with_one_another_alike(essay in essays(), theories in theories(), lens in lenses()) {
        let judged = assess(&essay, &theories, &lens);
        for one in 0..theories.len() {
            prop_assert!(judged.disagreements(one, one).is_empty());
            for other in 0..theories.len() {
                let found = judged.disagreements(one, other);
                prop_assert_eq!(&found, &judged.disagreements(other, one));
                let expected: Vec<usize> = (0..essay.outcomes.len()).filter(|outcome| {
                    use prescient::assess::Stance::{DoesNotOccur, Occurs};
                    let stances = (judged.theories[one].stance(*outcome), judged.theories[other].stance(*outcome));
                    matches!(stances, (Some(Occurs), Some(DoesNotOccur)) | (Some(DoesNotOccur), Some(Occurs)))
                }).collect();
                prop_assert_eq!(&found, &expected);
                let decided: Vec<usize> = found.into_iter()
                    .filter(|outcome| judged.outcomes[*outcome].reported.and_then(Reported::value).is_some()).collect();
                prop_assert_eq!(judged.decided_disagreements(one, other), decided);
            }
        }
    }

    #[test]
    fn the_first_two_formulas_are_the_numbers_of_the_scorecard(essay in essays(), theories in theories(), lens in lenses()) {
        let (assessment, analysis) = analysed(&essay, &theories, &lens);
        for formula in [Formula::Score, Formula::Foretold] {
            prop_assert_eq!(&analysis.ranking(formula).values, &scores(&assessment, formula));
        }
        let ranks: Vec<_> = assessment.theories.iter().map(|theory| theory.scorecard.rank).collect();
        prop_assert_eq!(&analysis.ranking(Formula::Score).ranks, &ranks);
        for ranking in &analysis.formulas {
            prop_assert!(ranking.ranks.iter().zip(&ranks).all(|(rank, by_score)| by_score.is_some() || rank.is_none()));
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
