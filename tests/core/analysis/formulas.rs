//! Does the formula matter? Six formulas, and what moves a theory between them.

use prescient::assess::{Formula, Move};

use super::{Case, analysed, each};
use crate::world::{assert_close, forecast, prescription};

const SQRT_HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// Outcomes of 2000 on every basis, after forecasts of 1990; one lies before them.
const OUTCOMES: [&str; 9] = [
    "fact-yes occurred 2000 fact",
    "fact-no did-not-occur 2000 fact",
    "judged-mostly mostly-occurred 2000 judgement",
    "implied-hardly mostly-not 2000 implied",
    "attributed-hardly mostly-not 2000 attributed",
    "forecast-no did-not-occur 2000 forecast",
    "half mixed 2000 fact",
    "open pending 2000 fact",
    "past occurred 1980 judgement",
];

#[track_caller]
fn check(case: &Case, formula: Formula, values: &[Option<f64>], ranks: &[Option<usize>]) {
    let ranking = case.analysis.ranking(formula);
    assert_eq!(ranking.formula, formula);
    assert_eq!(ranking.values.len(), values.len());
    for (theory, (found, expected)) in ranking.values.iter().zip(values).enumerate() {
        assert_close(*found, *expected, &format!("theory {theory} by {formula:?}"));
    }
    assert_eq!(ranking.ranks, ranks, "{formula:?}");
}

/// Two theories whose order hangs on the formula.
fn two() -> Case {
    let one = [
        forecast("+fact-yes"),                        // 1
        forecast("+judged-mostly*2 -implied-hardly"), // (2 * 0.75 + 0.75) / 3 = 0.75
        forecast("+implied-hardly +fact-no*0.5"),     // (0.25 + 0) / 1.5 = 1/6
        prescription("+fact-no"),                     // 0
        forecast("-past"),                            // 0, in hindsight
        forecast("+open"),                            // pending
        forecast("+fact-no").judgeable("too-vague"),
    ];
    let two = [
        forecast("+fact-no*3"),         // 0
        forecast("+attributed-hardly"), // 0.25
        forecast("-judged-mostly"),     // 0.25
        prescription("+fact-yes"),      // 1
    ];
    analysed(&OUTCOMES, &[("one", &one), ("two", &two)])
}

#[test]
fn the_score_is_the_mean_over_scored_forecasts() {
    // one: (1 + 0.75 + 1/6 + 0) / 4; two: 0.5 / 3.
    check(&two(), Formula::Score, &[Some(23.0 / 48.0), Some(1.0 / 6.0)], &[Some(1), Some(2)]);
}

#[test]
fn foretold_alone_leaves_hindsight_out() {
    // one: (1 + 0.75 + 1/6) / 3; two: all foretold.
    check(&two(), Formula::Foretold, &[Some(23.0 / 36.0), Some(1.0 / 6.0)], &[Some(1), Some(2)]);
}

#[test]
fn inconsistency_counts_two_for_a_miss_and_one_for_half_a_miss() {
    // one: 0; 0 and 0; 1 for 0.25 and 2 for 0; 2 for the past. two: 2, 1 and 1. The fewest lead.
    check(&two(), Formula::Inconsistency, &[Some(5.0), Some(4.0)], &[Some(2), Some(1)]);
}

#[test]
fn weighted_inconsistency_multiplies_by_credibility_and_relevance() {
    // one: implied 1/√2 * 1; fact and a weight below one 2 * √2 / √2 = 2; judgement 2.
    // two: fact and a weight above one 2 * √2 * √2 = 4; attributed 1/√2; judgement 1.
    let values = [Some(SQRT_HALF + 4.0), Some(5.0 + SQRT_HALF)];
    check(&two(), Formula::WeightedInconsistency, &values, &[Some(1), Some(2)]);
}

#[test]
fn confirmed_counts_forecasts_that_are_confirmed_or_largely_so() {
    // one: 1 and 0.75; two: none.
    check(&two(), Formula::Confirmed, &[Some(2.0), Some(0.0)], &[Some(1), Some(2)]);
}

#[test]
fn with_prescriptions_takes_the_mean_over_all_that_is_scored() {
    // one: (1 + 0.75 + 1/6 + 0 + 0) / 5; two: (0 + 0.25 + 0.25 + 1) / 4.
    check(&two(), Formula::WithPrescriptions, &[Some(23.0 / 60.0), Some(0.375)], &[Some(1), Some(2)]);
}

#[test]
fn a_match_of_one_half_speaks_against_nothing_and_the_grades_have_their_edges() {
    let claims =
        each(&["+half", "-half", "+forecast-no*0.001", "+implied-hardly*1000", "+fact-yes*7 +fact-no"]);
    let case = analysed(&OUTCOMES, &[("alone", &claims)]);
    // 0, 0, 2, 1, and 0 and 2. Weighted: 2 / √2 / √2 = 1; √2 / √2 = 1; fact, a weight of one 2 * √2.
    check(&case, Formula::Inconsistency, &[Some(5.0)], &[Some(1)]);
    check(&case, Formula::WeightedInconsistency, &[Some(2.0 + 4.0 * SQRT_HALF)], &[Some(1)]);
    // 7 / 8 is confirmed; nothing else is.
    check(&case, Formula::Confirmed, &[Some(1.0)], &[Some(1)]);
}

#[test]
fn theories_with_the_same_points_share_a_rank() {
    let (one, two) = (each(&["+fact-yes", "+fact-yes", "+half"]), each(&["+fact-yes", "+half", "-half"]));
    let case = analysed(&OUTCOMES, &[("one", &one), ("two", &two)]);
    check(&case, Formula::Inconsistency, &[Some(0.0), Some(0.0)], &[Some(1), Some(1)]);
    // No points are 0, not -0.
    assert!(case.analysis.ranking(Formula::Inconsistency).values[0].is_some_and(f64::is_sign_positive));
}

// Who is ranked.

#[test]
fn no_formula_ranks_a_theory_that_the_score_does_not_rank() {
    let quiet =
        [forecast("+fact-yes"), forecast("-fact-no"), prescription("+fact-yes"), prescription("+fact-yes")];
    let vague = vec![forecast("+fact-yes").judgeable("too-vague"); 5];
    let open = each(&["+open", "+open", "+unheard-of"]);
    let loud = each(&["+fact-no", "+fact-no", "+fact-no"]);
    let case = analysed(
        &OUTCOMES,
        &[("quiet", &quiet), ("vague", &vague), ("loud", &loud), ("open", &open), ("silent", &[])],
    );
    for ranking in &case.analysis.formulas {
        assert_eq!(ranking.ranks, [None, None, Some(1), None, None], "{:?}", ranking.formula);
        assert!([0, 1, 3, 4].iter().all(|theory| ranking.values[*theory].is_none()), "{:?}", ranking.formula);
    }
    assert_eq!(case.assessment.too_quiet().collect::<Vec<_>>(), [0, 1, 3, 4]);
}

#[test]
fn foretold_ranks_from_three_that_were_foretold() {
    let fore = each(&["+fact-yes", "+fact-no", "+half", "+past"]);
    let back = each(&["+fact-yes", "+fact-yes", "+past", "+past"]);
    // A forecast that meets both an outcome before it and one after it is partly hindsight.
    let partly = each(&["+fact-yes", "+fact-yes", "+fact-yes +past", "+fact-yes +past"]);
    let case = analysed(&OUTCOMES, &[("fore", &fore), ("back", &back), ("partly", &partly)]);
    check(&case, Formula::Foretold, &[Some(0.5), None, None], &[Some(1), None, None]);
}

#[test]
fn the_score_has_the_rounding_of_the_scorecard() {
    // 16.25 / 20 is 0.8125 to the last digit; twenty parts of it, each rounded, are not.
    let many = [vec!["+fact-yes"; 15], vec!["+attributed-hardly"; 5]].concat();
    let case = analysed(&OUTCOMES, &[("many", &each(&many))]);
    let card = &case.assessment.theories[0].scorecard;
    assert_eq!(card.score, Some(0.8125));
    for formula in [Formula::Score, Formula::Foretold] {
        assert_eq!(case.analysis.ranking(formula).values, [card.score], "{formula:?}");
    }
}

// What moves a theory.

#[track_caller]
fn check_moves(case: &Case, formula: Formula, expected: &[(usize, usize, usize)]) {
    let moves = case.analysis.ranking(formula).moves.iter();
    let found: Vec<_> = moves.map(|Move { theory, by, prediction }| (*theory, *by, *prediction)).collect();
    assert_eq!(found, expected, "{formula:?}");
}

#[test]
fn a_move_names_the_forecast_that_contributes_most_to_it() {
    // In units of the distance from first to last, which is 23/48 - 1/6 = 0.3125 by the score and 1 by inconsistency.
    // one falls below two: its forecasts have lost 0.8, 0.6, 0.133 + 3 and 0 + 2; two's have lost 2, 1.27 and 1.27,
    // which speaks the other way. So one's third forecast explains both moves.
    check_moves(&two(), Formula::Inconsistency, &[(0, 0, 2), (1, 0, 2)]);
    check_moves(&two(), Formula::Score, &[]);
    check_moves(&two(), Formula::Confirmed, &[]);
}

#[test]
fn a_move_can_hang_on_the_forecast_of_another_theory_or_on_a_prescription() {
    let one = [forecast("+fact-yes"), forecast("+fact-yes"), forecast("+judged-mostly")];
    let two =
        [forecast("+fact-yes"), forecast("+half"), forecast("+judged-mostly"), prescription("+fact-yes")];
    let three = [forecast("+fact-yes"), forecast("+half"), forecast("+fact-yes"), prescription("+fact-no")];
    let case = analysed(&OUTCOMES, &[("one", &one), ("two", &two), ("three", &three)]);
    // By the score: one 2.75 / 3, two 2.25 / 3, three 2.5 / 3. With prescriptions: one the same, two 3.25 / 4,
    // three 2.5 / 4. The prescription of three, a miss, contributes nothing itself: its forecasts lose. Distances: 0.1667 and
    // 0.2917. two's parts: 0.333, 0.1667, 0.25 / 0.1667 = 2, 1, 1.5 before; 0.25, 0.125, 0.1875, 0.25 / 0.2917 =
    // 0.857, 0.429, 0.643, 0.857 now. three's: 2, 1, 2 before; 0.857, 0.429, 0.857, 0 now.
    // two rises: its prescription gives 0.857, three's losses 1.143, 0.571 and 1.143: the first of them is named.
    check(
        &case,
        Formula::WithPrescriptions,
        &[Some(2.75 / 3.0), Some(0.8125), Some(0.625)],
        &[Some(1), Some(2), Some(3)],
    );
    check_moves(&case, Formula::WithPrescriptions, &[(1, 2, 0), (2, 2, 0)]);
}

#[test]
fn a_theory_that_foretold_alone_does_not_rank_is_told_of_what_was_passed_over() {
    // back has 2 foretold forecasts, which are not enough; the one in hindsight is what it lacks.
    let back = each(&["+fact-yes", "+fact-yes", "+past"]);
    let fore = each(&["+fact-yes", "+half", "+half"]);
    let case = analysed(&OUTCOMES, &[("back", &back), ("fore", &fore)]);
    check(&case, Formula::Foretold, &[None, Some(2.0 / 3.0)], &[None, Some(1)]);
    // It also lifts fore to the first place.
    check_moves(&case, Formula::Foretold, &[(0, 0, 2), (1, 0, 2)]);
}

#[test]
fn a_theory_that_rises_since_another_ranks_no_longer_is_told_of_what_that_one_lacks() {
    // low has a score of 0 by both, and contributes nothing to its rise; nor does the miss that back lacks.
    let back = each(&["+fact-yes", "+fact-yes", "-past"]);
    let low = each(&["+fact-no", "+fact-no", "+fact-no"]);
    let case = analysed(&OUTCOMES, &[("back", &back), ("low", &low)]);
    check(&case, Formula::Foretold, &[None, Some(0.0)], &[None, Some(1)]);
    check_moves(&case, Formula::Foretold, &[(0, 0, 2), (1, 0, 2)]);
}
