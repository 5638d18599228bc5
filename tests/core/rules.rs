//! The rules by hand-worked examples, one section a rule, numbered as in ARCHITECTURE.md.

use std::sync::Arc;

use prescient::assess::{
    AttributionFilter, Grade, Index, Lens, OutcomeAssessment, PredictionTiming, Stance, Timing, Verdict,
    assess,
};
use prescient::model::choice::Choice;
use prescient::model::{Basis, Reported, Theory};
use serde_json::json;

use crate::world::{Claim, assert_close, essay, forecast, judge, judge_alone, prescription, theory};

/// One outcome of each way of reporting, all of the year 2000.
const EACH: [&str; 8] = [
    "yes occurred 2000",
    "mostly mostly-occurred 2000",
    "half mixed 2000",
    "hardly mostly-not 2000",
    "no did-not-occur 2000",
    "open pending 2000",
    "disputed contested 2000",
    "silent not-addressed 2000",
];

fn word(reported: &str) -> Reported {
    Reported::from_word(reported).unwrap()
}

// Rule 1: the match of an expectation.

#[test]
fn an_expectation_matches_to_the_degree_that_the_essay_reports() {
    #[track_caller]
    fn check(expects: &str, expected: Option<f64>) {
        let judged = judge_alone(&EACH, &[forecast(expects)]);
        assert_eq!(judged.expectations(&judged.predictions[0])[0].degree, expected, "{expects}");
    }
    check("+yes", Some(1.0));
    check("+mostly", Some(0.75));
    check("+half", Some(0.5));
    check("+hardly", Some(0.25));
    check("+no", Some(0.0));
    check("-yes", Some(0.0));
    check("-mostly", Some(0.25));
    check("-half", Some(0.5));
    check("-hardly", Some(0.75));
    check("-no", Some(1.0));
    for unscored in ["+open", "-open", "+disputed", "-disputed", "+silent", "-silent", "+unheard-of"] {
        check(unscored, None);
    }
}

#[test]
fn an_expectation_tells_what_is_reported_unless_the_essay_lacks_the_outcome() {
    #[track_caller]
    fn check(expects: &str, outcome: Option<u32>, reported: Option<&str>) {
        let judged = judge_alone(&EACH, &[forecast(expects)]);
        let expectation = judged.expectations(&judged.predictions[0])[0];
        assert_eq!((expectation.outcome, expectation.reported), (outcome, reported.map(word)), "{expects}");
    }
    check("+yes", Some(0), Some("occurred"));
    check("-disputed", Some(6), Some("contested"));
    check("+silent", Some(7), Some("not-addressed"));
    check("+unheard-of", None, None);
}

// Rule 2: the score of a prediction.

#[test]
fn a_prediction_scores_the_weighted_mean_of_its_scored_expectations() {
    #[track_caller]
    fn check(expects: &str, expected: f64) {
        let judged = judge_alone(&EACH, &[forecast(expects)]);
        assert_close(judged.predictions[0].verdict.score(), Some(expected), expects);
    }
    check("+yes", 1.0);
    check("+yes +no", 0.5);
    check("+yes +no +mostly", 1.75 / 3.0);
    check("+yes*3 +no", 0.75);
    check("+yes*1 +no*3", 0.25);
    check("-yes*2 +mostly*0.5", 0.15);
    check("+yes*1000 +no*0.001", 1000.0 / 1000.001);
    check("+yes +open*1000", 1.0);
    check("+yes*0.001 +disputed +silent +unheard-of", 1.0);
}

// Rule 3: the verdict.

#[test]
fn a_score_gets_its_grade_and_the_edges_forgive_rounding() {
    #[track_caller]
    fn check(score: f64, expected: Grade) {
        assert_eq!(Grade::of(score), expected, "{score}");
    }
    check(1.0, Grade::Confirmed);
    check(0.875, Grade::Confirmed);
    check(0.875 - 0.9e-9, Grade::Confirmed);
    check(0.875 - 1.1e-9, Grade::LargelyConfirmed);
    check(0.75, Grade::LargelyConfirmed);
    check(0.625, Grade::LargelyConfirmed);
    check(0.625 - 0.9e-9, Grade::LargelyConfirmed);
    check(0.625 - 1.1e-9, Grade::Mixed);
    check(0.5, Grade::Mixed);
    check(0.375 + 1.1e-9, Grade::Mixed);
    check(0.375 + 0.9e-9, Grade::LargelyDisconfirmed);
    check(0.375, Grade::LargelyDisconfirmed);
    check(0.25, Grade::LargelyDisconfirmed);
    check(0.125 + 1.1e-9, Grade::LargelyDisconfirmed);
    check(0.125 + 0.9e-9, Grade::Disconfirmed);
    check(0.125, Grade::Disconfirmed);
    check(0.0, Grade::Disconfirmed);
}

#[test]
fn a_prediction_on_an_edge_is_on_the_farther_side_of_it_from_mixed() {
    #[track_caller]
    fn check(expects: &str, expected: &str) {
        let judged = judge_alone(&EACH, &[forecast(expects)]);
        assert_eq!(judged.predictions[0].verdict.label(), expected, "{expects}");
    }
    check("+yes*7 +no*1", "Confirmed");
    check("+yes*0.7 +no*0.1", "Confirmed");
    check("+yes*6.99 +no*1", "Largely confirmed");
    check("+yes*5 +no*3", "Largely confirmed");
    check("+yes*0.5 +no*0.3", "Largely confirmed");
    check("+yes*4.99 +no*3", "Mixed");
    check("+yes*3.01 +no*5", "Mixed");
    check("+yes*3 +no*5", "Largely disconfirmed");
    check("+yes*0.3 +no*0.5", "Largely disconfirmed");
    check("+yes*1.01 +no*7", "Largely disconfirmed");
    check("+yes*1 +no*7", "Disconfirmed");
    check("+yes*0.1 +no*0.7", "Disconfirmed");
}

// Rule 4: unscored, and why.

#[test]
fn an_unscored_prediction_gives_the_first_reason_that_holds() {
    #[track_caller]
    fn check(claim: Claim, expected: &str) {
        assert_eq!(judge_alone(&EACH, &[claim]).predictions[0].verdict.label(), expected);
    }
    check(forecast("+yes").judgeable("too-vague"), "Unscored: Too vague");
    check(forecast("+yes").judgeable("conditions-not-met"), "Unscored: Conditions not met");
    check(forecast("+yes").judgeable("yes"), "Confirmed");
    check(forecast("").judgeable("too-vague"), "Unscored: Too vague");
    check(forecast("+disputed").judgeable("conditions-not-met"), "Unscored: Conditions not met");
    check(forecast(""), "Unscored: Not addressed");
    check(forecast("+unheard-of -never-heard-of"), "Unscored: Not addressed");
    check(forecast("+silent"), "Unscored: Not addressed");
    check(forecast("+silent +open +disputed"), "Unscored: Contested");
    check(forecast("+unheard-of +disputed"), "Unscored: Contested");
    check(forecast("+silent +unheard-of +open"), "Unscored: Pending");
    check(forecast("+disputed +open +silent +unheard-of +no"), "Disconfirmed");
}

// Rule 5: judged.

#[test]
fn a_prediction_tells_how_many_of_all_its_expectations_are_scored() {
    #[track_caller]
    fn check(claim: Claim, scored: u32, expectations: u32) {
        let judged = judge_alone(&EACH, &[claim]).predictions[0].judged;
        assert_eq!((judged.scored, judged.expectations), (scored, expectations));
    }
    check(forecast(""), 0, 0);
    check(forecast("+yes -no"), 2, 2);
    check(forecast("+yes +open"), 1, 2);
    check(forecast("+yes +open +disputed +silent +unheard-of"), 1, 5);
    check(forecast("+open +unheard-of"), 0, 2);
    check(forecast("+yes -half +unheard-of").judgeable("too-vague"), 2, 3);
}

#[test]
fn a_prediction_that_cannot_be_judged_still_shows_matches_and_timing() {
    for judgeable in ["too-vague", "conditions-not-met"] {
        let judged = judge_alone(&EACH, &[forecast("+mostly -no").judgeable(judgeable)]);
        let prediction = &judged.predictions[0];
        let degrees: Vec<_> = judged.expectations(prediction).iter().map(|e| e.degree).collect();
        assert_eq!(degrees, [Some(0.75), Some(1.0)]);
        assert_eq!(prediction.timing, Some(PredictionTiming::Foresight));
        assert_eq!(prediction.verdict.score(), None);
    }
}

// Rule 6: foresight and hindsight.

/// The timing of a single expectation made at a date, against an outcome.
fn timing(made: &str, outcome: &str, reading: Option<&str>) -> Option<Timing> {
    let essay = essay(&[outcome]);
    let mut lens = Lens::default();
    if let Some(reading) = reading {
        lens.readings.insert("it".into(), word(reading));
    }
    let judged = assess(&essay, &[theory("alone", &[forecast("+it").made(made)])], &lens);
    let theory = &judged.theories[0];
    theory.expectations(&theory.predictions[0])[0].timing
}

#[test]
fn foresight_ends_before_the_first_day_of_the_outcome() {
    #[track_caller]
    fn check(made: &str, when: &str, expected: Timing) {
        assert_eq!(timing(made, &format!("it occurred {when}"), None), Some(expected), "{made} for {when}");
    }
    use Timing::{Foresight, Hindsight};
    check("1999", "2000", Foresight);
    check("2000", "2000", Hindsight);
    check("2001", "2000", Hindsight);
    check("1999-12-31", "2000", Foresight);
    check("2000-01-01", "2000", Hindsight);
    check("2022-02-23", "2022-02-24", Foresight);
    check("2022-02-24", "2022-02-24", Hindsight);
    check("2022-02-25", "2022-02-24", Hindsight);
    // What is known to the month may have been said on its last day, and come about on its first.
    check("2022-02", "2022-02-24", Hindsight);
    check("2022-01", "2022-02-24", Foresight);
    check("2022-02-01", "2022-02", Hindsight);
    check("2022", "2022-12-31", Hindsight);
    check("2004", "2005/2024", Foresight);
    check("2004", "2004/2024", Hindsight);
    check("2010", "2004/2024", Hindsight);
    check("1990/2003", "2004/2024", Foresight);
    check("1990/2004-01-01", "2004/2024", Hindsight);
    check("-0431", "0000", Foresight);
    check("0000", "-0431", Hindsight);
}

#[test]
fn an_outcome_without_a_date_came_about_when_the_essay_was_published() {
    assert_eq!(timing("2024-04", "it occurred", None), Some(Timing::Foresight));
    assert_eq!(timing("2024-04-30", "it occurred", None), Some(Timing::Foresight));
    assert_eq!(timing("2024-05", "it occurred", None), Some(Timing::Hindsight));
    assert_eq!(timing("2024-05-01", "it occurred", None), Some(Timing::Hindsight));
}

#[test]
fn what_the_essay_itself_leaves_pending_is_foretold_whatever_the_dates() {
    assert_eq!(timing("2030", "it pending 2000", None), Some(Timing::Foresight));
    assert_eq!(timing("2030", "it pending", Some("occurred")), Some(Timing::Foresight));
    assert_eq!(timing("2030", "it contested 2000", None), Some(Timing::Hindsight));
    assert_eq!(timing("2030", "it not-addressed 2000", None), Some(Timing::Hindsight));
}

#[test]
fn a_reading_changes_no_timing() {
    for reading in Reported::WORDS {
        assert_eq!(timing("2030", "it occurred 2000", Some(reading)), Some(Timing::Hindsight), "{reading}");
        assert_eq!(timing("1990", "it contested 2000", Some(reading)), Some(Timing::Foresight), "{reading}");
    }
}

#[test]
fn what_the_essay_lacks_has_no_timing() {
    let judged = judge_alone(&EACH, &[forecast("+unheard-of")]);
    assert_eq!(judged.expectations(&judged.predictions[0])[0].timing, None);
    assert_eq!(judged.predictions[0].timing, None);
}

#[test]
fn a_prediction_was_made_before_all_none_or_some_of_its_scored_outcomes() {
    #[track_caller]
    fn check(expects: &str, expected: Option<PredictionTiming>) {
        let outcomes = [
            "early occurred 1980",
            "late occurred 2000",
            "early-dispute contested 1980",
            "late-dispute contested 2000",
            "open pending",
        ];
        assert_eq!(judge_alone(&outcomes, &[forecast(expects)]).predictions[0].timing, expected, "{expects}");
    }
    use PredictionTiming::{Foresight, Hindsight, Mixed};
    check("", None);
    check("+unheard-of", None);
    check("+late", Some(Foresight));
    check("+early", Some(Hindsight));
    check("+early +late", Some(Mixed));
    // Only the scored ones count, where there is one ...
    check("+late +early-dispute", Some(Foresight));
    check("+early +open +late-dispute", Some(Hindsight));
    // ... and all of them, where there is none.
    check("+early-dispute", Some(Hindsight));
    check("+open +late-dispute", Some(Foresight));
    check("+open +early-dispute", Some(Mixed));
    check("+open +unheard-of", Some(Foresight));
}

// Rule 7: the scorecard.

#[test]
fn a_scorecard_is_over_forecasts_and_says_how_many_are_scored() {
    let card = judge_alone(
        &EACH,
        &[
            forecast("+yes"),
            forecast("+no"),
            forecast("+mostly +open"),
            forecast("+open"),
            forecast("+yes").judgeable("too-vague"),
            prescription("+no"),
            prescription("-yes"),
        ],
    )
    .scorecard;
    assert_close(card.score, Some(1.75 / 3.0), "score");
    assert_eq!((card.scored, card.forecasts), (3, 5));
    let tally: Vec<_> = Grade::ALL.iter().map(|grade| card.tally.count(*grade)).collect();
    assert_eq!((tally, card.tally.unscored), (vec![1, 1, 0, 0, 1], 2));
}

#[test]
fn a_theory_without_scored_forecasts_has_no_score() {
    #[track_caller]
    fn check(claims: &[Claim], forecasts: usize) {
        let card = judge_alone(&EACH, claims).scorecard;
        assert_eq!((card.score, card.foretold, card.boldness, card.rank), (None, None, None, None));
        assert_eq!((card.scored, card.forecasts, card.foretold_n), (0, forecasts, 0));
    }
    check(&[], 0);
    check(&[prescription("+yes"), prescription("+yes"), prescription("+yes")], 0);
    check(&[forecast(""), forecast("+open"), forecast("+unheard-of")], 3);
}

#[test]
fn foretold_is_over_the_scored_forecasts_made_before_all_their_outcomes() {
    let outcomes = [
        "early occurred 1980",
        "late occurred 2000",
        "never did-not-occur 2000",
        "open pending",
        "dispute contested 2000",
    ];
    let card = judge_alone(
        &outcomes,
        &[
            forecast("+late"),
            forecast("+never"),
            forecast("+late -never +open"),
            forecast("+early"),
            forecast("+early -late"),
            forecast("+open"),
            forecast("+dispute"),
            prescription("+never"),
        ],
    )
    .scorecard;
    assert_close(card.foretold, Some(2.0 / 3.0), "foretold");
    assert_eq!(card.foretold_n, 3);
    assert_close(card.score, Some(3.5 / 5.0), "score");
    assert_eq!((card.scored, card.forecasts), (5, 7));
}

/// Boldness of the first theory: contradicted expectations of scored ones, and the share.
#[track_caller]
fn check_boldness(own: &[Claim], others: &[&[Claim]], contradicted: usize, of: usize) {
    let mut theories = vec![theory("own", own)];
    theories.extend(others.iter().map(|claims| theory("other", claims)));
    let card = judge(&essay(&EACH), &theories).theories.remove(0).scorecard;
    assert_eq!((card.contradicted, card.scored_expectations), (contradicted, of));
    let expected = (of > 0 && !others.is_empty()).then(|| contradicted as f64 / of as f64);
    assert_close(card.boldness, expected, "boldness");
}

#[test]
fn boldness_is_the_share_of_scored_expectations_that_another_theory_contradicts() {
    check_boldness(&[forecast("+yes")], &[&[forecast("-yes")]], 1, 1);
    check_boldness(&[forecast("-yes")], &[&[forecast("+yes")]], 1, 1);
    check_boldness(&[forecast("+yes")], &[&[forecast("+yes")]], 0, 1);
    check_boldness(&[forecast("+yes -no"), forecast("+half*1000")], &[&[forecast("-yes +no")]], 2, 3);
    // Two contradictors count no more than one.
    check_boldness(&[forecast("+yes +no")], &[&[forecast("-yes")], &[forecast("-yes")]], 1, 2);
    // Every scored expectation counts, the same one in two forecasts twice.
    check_boldness(&[forecast("+yes"), forecast("+yes +no")], &[&[forecast("-yes")]], 2, 3);
}

#[test]
fn only_scored_expectations_of_scored_forecasts_can_be_bold() {
    let other: &[&[Claim]] = &[&[forecast("-yes -no -open -disputed")]];
    check_boldness(&[forecast("+yes +open +disputed +unheard-of")], other, 1, 1);
    check_boldness(&[forecast("+yes").judgeable("too-vague"), forecast("-no")], other, 0, 1);
    check_boldness(&[prescription("+yes"), forecast("-no")], other, 0, 1);
    check_boldness(&[forecast("+open"), forecast("+yes").judgeable("conditions-not-met")], other, 0, 0);
    check_boldness(&[], other, 0, 0);
}

#[test]
fn any_forecast_of_another_theory_contradicts_judgeable_or_not() {
    let own = [forecast("+yes")];
    check_boldness(&own, &[&[forecast("-yes").judgeable("too-vague")]], 1, 1);
    check_boldness(&own, &[&[forecast("-yes").judgeable("conditions-not-met")]], 1, 1);
    check_boldness(&own, &[&[forecast("-yes +open")]], 1, 1);
    check_boldness(&own, &[&[forecast("-yes"), forecast("+yes")]], 1, 1);
    check_boldness(&own, &[&[prescription("-yes")]], 0, 1);
}

#[test]
fn a_theory_does_not_make_itself_bold_by_contradicting_itself() {
    let own = [forecast("+yes"), forecast("-yes")];
    check_boldness(&own, &[&[forecast("+no")]], 0, 2);
    check_boldness(&own, &[&[forecast("+yes")]], 1, 2);
    check_boldness(&own, &[&[forecast("-yes"), forecast("+yes")]], 2, 2);
}

#[test]
fn no_theory_is_bold_alone() {
    check_boldness(&[forecast("+yes"), forecast("-yes")], &[], 0, 2);
    check_boldness(&[forecast("+yes")], &[&[]], 0, 1);
}

// Rule 8: ranks.

#[track_caller]
fn check_ranks(theories: &[Arc<Theory>], expected: &[Option<usize>]) {
    let ranks: Vec<_> = judge(&essay(&EACH), theories).theories.iter().map(|t| t.scorecard.rank).collect();
    assert_eq!(ranks, expected);
}

fn thrice(id: &str, expects: &str) -> Arc<Theory> {
    theory(id, &[forecast(expects), forecast(expects), forecast(expects)])
}

#[test]
fn a_rank_is_one_more_than_the_number_of_better_theories() {
    check_ranks(
        &[thrice("a", "+no"), thrice("b", "+yes"), thrice("c", "+half")],
        &[Some(3), Some(1), Some(2)],
    );
    check_ranks(
        &[thrice("a", "+half"), thrice("b", "+yes"), thrice("c", "+half"), thrice("d", "+no")],
        &[Some(2), Some(1), Some(2), Some(4)],
    );
    check_ranks(&[thrice("a", "+no")], &[Some(1)]);
}

#[test]
fn scores_that_differ_by_rounding_share_a_rank() {
    // 0.7 / (0.7 + 0.1) and 7 / 8 differ in the last binary digit.
    check_ranks(&[thrice("a", "+yes*0.7 +no*0.1"), thrice("b", "+yes*7 +no*1")], &[Some(1), Some(1)]);
    // Less than 1e-9 below one half, and more.
    let half = thrice("half", "+half");
    check_ranks(&[thrice("a", "+yes*500 +no*500.000001"), half.clone()], &[Some(1), Some(1)]);
    check_ranks(&[thrice("a", "+yes*500 +no*500.000003"), half], &[Some(2), Some(1)]);
}

#[test]
fn fewer_than_three_scored_forecasts_make_no_rank_and_take_none() {
    let two = theory("two", &[forecast("+yes"), forecast("+yes"), forecast("+open"), prescription("+yes")]);
    check_ranks(&[two, thrice("b", "+half"), thrice("c", "+no")], &[None, Some(1), Some(2)]);
}

// Rule 9: stances, diagnosticity, crucial tests.

#[test]
fn a_stance_is_what_the_forecasts_expect_judgeable_or_not() {
    #[track_caller]
    fn check(claims: &[Claim], expected: Option<Stance>) {
        assert_eq!(judge_alone(&EACH, claims).stance(0), expected);
    }
    check(&[forecast("+yes")], Some(Stance::Occurs));
    check(&[forecast("-yes")], Some(Stance::DoesNotOccur));
    check(&[forecast("+yes"), forecast("+yes")], Some(Stance::Occurs));
    check(&[forecast("+yes"), forecast("-yes")], Some(Stance::Split));
    check(&[forecast("-yes"), forecast("+yes"), forecast("-yes")], Some(Stance::Split));
    check(&[forecast("-yes").judgeable("too-vague")], Some(Stance::DoesNotOccur));
    check(&[forecast("+yes"), prescription("-yes")], Some(Stance::Occurs));
    check(&[prescription("+yes")], None);
    check(&[forecast("+no")], None);
}

/// How theories with these stances (`+`, `-`, `=` split, `.` none) divide over an outcome.
fn divided(stances: &str) -> OutcomeAssessment {
    let theories: Vec<_> = stances
        .chars()
        .map(|stance| match stance {
            '+' => theory("t", &[forecast("+yes")]),
            '-' => theory("t", &[forecast("-yes")]),
            '=' => theory("t", &[forecast("+yes"), forecast("-yes")]),
            _ => theory("t", &[forecast("+no"), prescription("+yes")]),
        })
        .collect();
    judge(&essay(&EACH), &theories).outcomes[0]
}

#[test]
fn an_outcome_is_diagnostic_as_far_as_it_divides_the_theories() {
    #[track_caller]
    fn check(stances: &str, n: usize, expected: Option<f64>) {
        let outcome = divided(stances);
        assert_eq!(outcome.n, n, "{stances}");
        assert_close(outcome.diagnosticity, expected, stances);
    }
    check("", 0, None);
    check("..", 0, None);
    check("+", 1, None);
    check("=.", 1, None);
    check("++", 2, Some(0.0));
    check("--.", 2, Some(0.0));
    check("+-", 2, Some(1.0));
    check("++-", 3, Some(8.0 / 9.0));
    check("+---", 4, Some(0.75));
    check("+=", 2, Some(0.75));
    check("-=", 2, Some(0.75));
    check("==", 2, Some(1.0));
    check("+-=", 3, Some(1.0));
    check("++=", 3, Some(5.0 / 9.0));
}

#[test]
fn a_crucial_test_has_theories_evenly_on_both_sides_and_one_wholly_on_each() {
    #[track_caller]
    fn check(stances: &str, expected: bool) {
        assert_eq!(divided(stances).is_crucial, expected, "{stances}");
    }
    check("+-", true);
    check("+.-", true);
    check("++--", true);
    check("+=-", true);
    check("+==-", true);
    check("+++---", true);
    // Two theories that each expect both sides divide nobody.
    check("==", false);
    check("=", false);
    check("++-", false);
    check("+=", false);
    check("++", false);
    check("+", false);
}

#[test]
fn only_outcomes_of_the_essay_are_told_in_its_order() {
    let judged = judge(
        &essay(&EACH),
        &[theory("a", &[forecast("+no -yes +unheard-of")]), theory("b", &[forecast("+yes")])],
    );
    let told: Vec<_> = judged.outcomes.iter().map(|outcome| (outcome.reported, outcome.n)).collect();
    let expected: Vec<_> =
        Reported::ALL.iter().map(|reported| Some(*reported)).zip([2, 0, 0, 0, 1, 0, 0, 0]).collect();
    assert_eq!(told, expected);
}

// Rule 10: the attribution filter.

fn essay_only() -> Lens {
    Lens { attribution: AttributionFilter::Essay, ..Lens::default() }
}

#[test]
fn essay_only_keeps_what_the_loaded_essay_attributes() {
    #[track_caller]
    fn check(attribution: &serde_json::Value, expected: bool) {
        let theory = theory("alone", &[forecast("+yes").with("attribution", attribution.clone())]);
        let judged = assess(&essay(&EACH), &[theory], &essay_only()).theories.remove(0);
        assert_eq!(judged.predictions.len(), usize::from(expected), "{attribution}");
        assert_eq!(judged.scorecard.forecasts, usize::from(expected), "{attribution}");
    }
    check(&json!({ "essay": [1] }), true);
    check(&json!({ "essay": [] }), true);
    check(&json!({ "essay": [1], "of": "essay" }), true);
    check(&json!({ "essay": [1], "of": "another-essay" }), false);
    check(&json!({ "work": "book" }), false);
    check(&json!({ "work": "book", "of": "essay" }), false);
}

#[test]
fn the_filter_applies_before_every_other_rule() {
    let by_book = |claim: Claim| claim.with("attribution", json!({ "work": "book", "locator": "p. 1" }));
    let theories = [
        theory("a", &[forecast("+yes"), by_book(forecast("-yes")), by_book(forecast("+no"))]),
        theory("b", &[by_book(forecast("-yes")), forecast("+no")]),
    ];
    let essay = essay(&EACH);
    let all = assess(&essay, &theories, &Lens::default());
    assert_eq!(all.theories[0].stance(0), Some(Stance::Split));
    assert_close(all.theories[0].scorecard.boldness, Some(1.0 / 3.0), "boldness of all");
    assert_eq!(all.outcomes[0].n, 2);

    let filtered = assess(&essay, &theories, &essay_only());
    let [a, b] = &filtered.theories[..] else { panic!("two theories") };
    assert_eq!(a.stance(0), Some(Stance::Occurs));
    assert_close(a.scorecard.boldness, Some(0.0), "boldness of the essay's alone");
    assert_close(a.scorecard.score, Some(1.0), "score");
    assert_eq!((filtered.outcomes[0].n, filtered.outcomes[0].diagnosticity), (1, None));
    // Positions stay those of the file.
    assert_eq!(
        b.predictions.iter().map(prescient::assess::PredictionAssessment::position).collect::<Vec<_>>(),
        [1]
    );
    assert!(b.prediction(0).is_none() && b.prediction(1).is_some());
}

// Rule 12, and readings.

#[test]
fn an_outcome_switched_off_is_as_if_the_essay_lacked_it() {
    let theories = [
        theory("a", &[forecast("+yes"), forecast("+no +half")]),
        theory("b", &[forecast("-yes"), forecast("+half")]),
    ];
    let off = Lens { off_outcomes: ["yes".into()].into(), ..Lens::default() };
    let judged = assess(&essay(&EACH), &theories, &off);
    let a = &judged.theories[0];
    let expectation = a.expectations(&a.predictions[0])[0];
    assert_eq!(
        (expectation.outcome, expectation.reported, expectation.degree, expectation.timing),
        (None, None, None, None)
    );
    assert_eq!(a.predictions[0].verdict.label(), "Unscored: Not addressed");
    assert_eq!(a.predictions[0].judged.expectations, 1);
    assert_eq!(a.stance(0), None);
    assert_eq!((a.scorecard.scored, a.scorecard.forecasts), (1, 2));
    assert_eq!(
        judged.outcomes[0],
        OutcomeAssessment { reported: None, diagnosticity: None, n: 0, is_crucial: false }
    );
    assert_eq!(judged.outcomes[2].n, 2);
}

#[test]
fn a_basis_switched_off_takes_its_outcomes_along() {
    let essay =
        essay(&["seen occurred 2000 fact", "felt occurred 2000 judgement", "hoped occurred 2000 forecast"]);
    let theories = [theory("a", &[forecast("+seen"), forecast("+felt"), forecast("+hoped")])];
    let off = Lens { off_bases: [Basis::Judgement, Basis::Forecast].into(), ..Lens::default() };
    let judged = assess(&essay, &theories, &off);
    let labels: Vec<_> = judged.theories[0].predictions.iter().map(|p| p.verdict.label()).collect();
    assert_eq!(labels, ["Confirmed", "Unscored: Not addressed", "Unscored: Not addressed"]);
    assert_eq!(judged.outcomes[1].reported, None);
}

#[test]
fn a_reading_takes_the_place_of_what_the_essay_reports() {
    #[track_caller]
    fn check(expects: &str, outcome: &str, reading: &str, expected: &str) {
        let lens = Lens { readings: [(outcome.to_owned(), word(reading))].into(), ..Lens::default() };
        let judged = assess(&essay(&EACH), &[theory("a", &[forecast(expects)])], &lens).theories.remove(0);
        assert_eq!(judged.predictions[0].verdict.label(), expected, "{expects} with {outcome} {reading}");
    }
    check("+yes", "yes", "did-not-occur", "Disconfirmed");
    check("+yes", "yes", "mostly-occurred", "Largely confirmed");
    check("+yes", "yes", "pending", "Unscored: Pending");
    check("+yes", "yes", "contested", "Unscored: Contested");
    check("+yes", "yes", "not-addressed", "Unscored: Not addressed");
    check("+disputed", "disputed", "occurred", "Confirmed");
    check("-open", "open", "mostly-not", "Largely confirmed");
    check("+yes", "no", "occurred", "Confirmed");
    check("+unheard-of", "unheard-of", "occurred", "Unscored: Not addressed");
}

#[test]
fn a_reading_is_told_with_the_outcome_and_the_expectation() {
    let lens = Lens { readings: [("yes".to_owned(), Reported::Mixed)].into(), ..Lens::default() };
    let judged = assess(&essay(&EACH), &[theory("a", &[forecast("+yes")])], &lens);
    assert_eq!(judged.outcomes[0].reported, Some(Reported::Mixed));
    let theory = &judged.theories[0];
    assert_eq!(theory.expectations(&theory.predictions[0])[0].reported, Some(Reported::Mixed));
}

#[test]
fn what_is_switched_off_stays_off_under_a_reading() {
    let lens = Lens {
        readings: [("yes".to_owned(), Reported::Occurred)].into(),
        off_outcomes: ["yes".into()].into(),
        ..Lens::default()
    };
    let judged = assess(&essay(&EACH), &[theory("a", &[forecast("+yes")])], &lens);
    assert!(matches!(judged.theories[0].predictions[0].verdict, Verdict::Unscored(_)));
    assert_eq!(judged.outcomes[0].reported, None);
}

// Names and the index.

#[test]
fn theories_that_share_an_id_get_names_of_their_own() {
    let theories = ["a", "b", "a", "a"].map(|id| theory(id, &[forecast("+yes")]));
    let names: Vec<_> =
        judge(&essay(&EACH), &theories).theories.into_iter().map(|theory| theory.id).collect();
    assert_eq!(names, ["a", "b", "a~2", "a~3"]);
}

#[test]
fn the_index_lists_who_bets_on_an_outcome() {
    let theories = [
        theory("a", &[forecast("+no -yes"), prescription("+yes")]),
        theory("b", &[forecast("+yes +unheard-of")]),
    ];
    let index = Index::new(&essay(&EACH), &theories);
    let bets: Vec<_> =
        index.bets(0).iter().map(|bet| (bet.theory, bet.prediction, bet.expectation)).collect();
    assert_eq!(bets, [(0, 0, 1), (0, 1, 0), (1, 0, 0)]);
    assert!(index.bets(1).is_empty());
}
