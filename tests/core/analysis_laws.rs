//! What holds of the analysis for all theories and essays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use prescient::assess::{
    Analysis, Assessment, Flips, Formula, Index, Lens, RankRange, Stance, analyse, assess,
};
use prescient::model::choice::Choice;
use prescient::model::{Essay, Expects, Reported, Theory};
use prescient::words::analysis::Told;
use prescient::words::names;
use proptest::prelude::*;

use crate::analysis_trials::scores;
use crate::generators::{claims, contests, essays, lenses, theories};
use crate::laws::{each, negate};
use crate::world::{Claim, theory};

/// Verdicts and what follows from them.
pub fn analysed(essay: &Essay, theories: &[Arc<Theory>], lens: &Lens) -> (Assessment, Analysis) {
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
        prop_assert_eq!(after.robustness.ranges.pop(), Some(RankRange::default()));
        prop_assert_eq!(after.robustness.unsettled.pop(), Some(Vec::new()));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn what_everyone_expects_alike_has_no_diagnosticity(essay in essays(), theories in theories(), lens in lenses()) {
        let alike = each(&theories, |theory| {
            let expectations = theory.predictions.iter_mut().flat_map(|p| p.expects.iter_mut().flatten());
            expectations.for_each(|expectation| expectation.value = Expects::Occurs);
        });
        for outcome in assess(&essay, &alike, &lens).outcomes {
            prop_assert_eq!(outcome.diagnosticity, (outcome.n >= 2).then_some(0.0));
            prop_assert!(!outcome.is_crucial);
        }
    }

    #[test]
    fn theories_that_expect_both_sides_make_no_crucial_test(essay in essays(), theories in theories(), lens in lenses()) {
        let torn = each(&theories, |theory| {
            let mut opposites = theory.predictions.clone();
            for expectation in opposites.iter_mut().flat_map(|p| p.expects.iter_mut().flatten()) {
                expectation.value = negate(expectation.value);
            }
            theory.predictions.extend(opposites);
        });
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
                    use Stance::{DoesNotOccur, Occurs};
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

    #[test]
    fn a_theory_that_is_ranked_no_longer_moves_by_itself_and_makes_room_for_those_below(
        (essay, theories) in contests(), lens in lenses(),
    ) {
        let (_, analysis) = analysed(&essay, &theories, &lens);
        let by_score = &analysis.ranking(Formula::Score).ranks;
        for ranking in &analysis.formulas {
            for moved in &ranking.moves {
                if ranking.ranks[moved.theory].is_none() {
                    prop_assert_eq!(moved.by, moved.theory);
                } else if ranking.ranks[moved.by].is_none() {
                    prop_assert!(by_score[moved.by] < by_score[moved.theory], "{:?}: {moved:?}", ranking.formula);
                }
            }
        }
    }

    #[test]
    fn all_that_is_told_of_an_analysis_is_whole_sentences(essay in essays(), theories in theories(), lens in lenses()) {
        let (assessment, analysis) = analysed(&essay, &theories, &lens);
        let names = names(&theories, &assessment);
        let told = Told { essay: &essay, theories: &theories, names: &names, assessment: &assessment, analysis: &analysis };
        let mut sentences = told.headline();
        sentences.extend([Formula::Score, Formula::Foretold].map(|formula| told.how_little(formula)));
        sentences.extend((0..theories.len()).flat_map(|theory| told.range_working(theory)));
        for one in 0..theories.len() {
            let others = analysis.robustness.not_separated_from(one);
            let unsettled = others.filter_map(|other| Some((other, analysis.robustness.unsettled_by(one, other)?)));
            sentences.extend(unsettled.map(|(other, why)| told.unsettled(other, why)));
            sentences.extend((0..one).map(|other| told.pair(one, other)));
        }
        let moves = analysis.formulas.iter().flat_map(|ranking| ranking.moves.iter().map(move |m| (ranking, m)));
        sentences.extend(moves.map(|(ranking, moved)| told.moved(ranking, moved)));
        for sentence in sentences {
            let is_whole = sentence.starts_with(char::is_alphanumeric) && sentence.ends_with('.');
            prop_assert!(is_whole && !sentence.contains("  "), "{sentence}");
        }
    }
}
