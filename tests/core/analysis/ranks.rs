//! How far the ranks hang on single outcomes.

use prescient::assess::{Change, Nudge, RankRange, Unsettled};
use prescient::model::Reported;
use prescient::model::choice::Choice as _;

use super::{Case, analysed, each, read, seen};
use crate::world::forecast;

fn left_out(outcome: usize) -> Change {
    Change { outcome, nudge: Nudge::LeftOut }
}

fn reads(outcome: usize, reading: Reported) -> Change {
    Change { outcome, nudge: Nudge::Reads(reading) }
}

#[track_caller]
fn check_range(
    case: &Case,
    theory: usize,
    low: (usize, Option<Change>),
    high: (usize, Option<Change>),
    drops: &[usize],
) {
    let expected = RankRange { low: Some(low), high: Some(high), drops_out_without: drops.to_vec() };
    assert_eq!(case.analysis.robustness.ranges[theory], expected, "theory {theory}");
}

// One outcome left out, or one grade up or down.

#[test]
fn a_theory_can_take_the_ranks_that_one_outcome_left_out_or_one_grade_gives_it() {
    let outcomes = ["a occurred", "b occurred", "c occurred", "d mostly-occurred", "e mixed"];
    let case = analysed(
        &outcomes,
        &[("one", &each(&["+a", "+b", "+c", "+d"])), ("two", &each(&["+a", "+b", "+c", "+e"]))],
    );
    // one: 3.75 / 4 = 0.9375; two: 3.5 / 4 = 0.875.
    // a, b or c left out: 2.75 / 3 against 2.5 / 3; one grade down: 3.5 / 4 against 3.25 / 4.
    // d left out: 1 against 0.875; up: 1; down: 3.5 / 4, level with two.
    // e left out: two has 3 / 3, above one; up: 3.75 / 4, level with one.
    check_range(&case, 0, (1, None), (2, Some(left_out(4))), &[]);
    check_range(&case, 1, (1, Some(reads(3, Reported::Mixed))), (2, None), &[]);
    let unsettled = Some(Unsettled::By(reads(3, Reported::Mixed)));
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), unsettled);
    assert_eq!(case.analysis.robustness.unsettled_by(1, 0), unsettled);
    assert_eq!(case.analysis.robustness.not_separated_from(0).collect::<Vec<_>>(), [1]);
}

#[test]
fn two_grades_are_not_tried() {
    let outcomes = ["a occurred", "b occurred", "c occurred", "d occurred", "e mixed", "f mixed"];
    let case = analysed(
        &outcomes,
        &[("one", &each(&["+a", "+b", "+c", "+d"])), ("two", &each(&["+a", "+b", "+c", "+e +f"]))],
    );
    // one: 4 / 4; two: 3.5 / 4 = 0.875. d down: 3.75 / 4. e or f left out: still 0.5 in its forecast; up:
    // (3 + 0.625) / 4 = 0.90625. Two grades down for d would be level, so would three.
    check_range(&case, 0, (1, None), (1, None), &[]);
    check_range(&case, 1, (2, None), (2, None), &[]);
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), None);
}

#[test]
fn a_reading_moves_one_grade_up_and_down_and_at_an_end_of_the_scale_one_way_only() {
    #[track_caller]
    fn check(reported: Reported, up: Option<Reported>, down: Option<Reported>) {
        let value = reported.value().unwrap();
        let outcomes = ["x", "y"].map(|id| format!("{id} {}", reported.word()));
        let rest = ["a occurred", "b mixed", "yes occurred", "no did-not-occur"];
        let outcomes: Vec<&str> = outcomes.iter().map(String::as_str).chain(rest).collect();
        // one: (1 + 0.5 + value) / 3; better and worse are 0.05 / 3 away from it on either side.
        let rival = |by: f64| {
            let score = (1.5 + value + by) / 3.0;
            vec![forecast(&format!("+yes*{score} +no*{}", 1.0 - score)); 3]
        };
        let case = analysed(
            &outcomes,
            &[("better", &rival(0.05)), ("one", &each(&["+a", "+b", "+x +y"])), ("worse", &rival(-0.05))],
        );
        // x left out leaves y, which says the same. x moved moves the forecast by 0.125.
        let range = &case.analysis.robustness.ranges[1];
        let by_x = |end: Option<(usize, Option<Change>)>| match end.and_then(|(_, change)| change) {
            Some(Change { outcome: 0, nudge: Nudge::Reads(reading) }) => Some(reading),
            _ => None,
        };
        assert_eq!(case.assessment.theories[1].scorecard.rank, Some(2), "{reported:?}");
        assert_eq!((by_x(range.low), by_x(range.high)), (up, down), "{reported:?}");
    }
    use Reported::{DidNotOccur, Mixed, MostlyNot, MostlyOccurred, Occurred};
    check(Occurred, None, Some(MostlyOccurred));
    check(MostlyOccurred, Some(Occurred), Some(Mixed));
    check(Mixed, Some(MostlyOccurred), Some(MostlyNot));
    check(MostlyNot, Some(Mixed), Some(DidNotOccur));
    check(DidNotOccur, Some(MostlyNot), None);
}

#[test]
fn an_outcome_without_a_grade_moves_no_rank_until_it_is_read_to_have_one() {
    let outcomes = ["a occurred", "b occurred", "c occurred", "open pending", "disputed contested"];
    let claims =
        [("one", &each(&["+a", "+b", "+c"])[..]), ("two", &each(&["+a", "+b", "+c", "+open +disputed"])[..])];
    let case = analysed(&outcomes, &claims);
    // Both have 3 / 3, and no one change parts them: 2 / 2 would be no rank, a grade down is the same for both.
    check_range(&case, 0, (1, None), (1, None), &[0, 1, 2]);
    check_range(&case, 1, (1, None), (1, None), &[0, 1, 2]);
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), Some(Unsettled::Level));

    let case = seen(&outcomes, &claims, &read(&[("open", Reported::Mixed)]));
    // two: 3.5 / 4. Without a, one drops out and two has 2.5 / 3 alone; without open two has 3 / 3.
    check_range(&case, 0, (1, None), (1, None), &[0, 1, 2]);
    check_range(&case, 1, (1, Some(left_out(0))), (2, None), &[]);
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), Some(Unsettled::By(left_out(3))));
}

#[test]
fn a_change_that_leaves_a_theory_unranked_is_told_apart_and_lifts_the_others() {
    let outcomes = ["a occurred", "b occurred", "c occurred", "d mixed"];
    let case =
        analysed(&outcomes, &[("one", &each(&["+a", "+b", "+c"])), ("two", &each(&["+a", "+b", "+d"]))]);
    // one: 3 / 3; two: 2.5 / 3. Without c, one is not ranked, and two is first.
    check_range(&case, 0, (1, None), (1, None), &[0, 1, 2]);
    check_range(&case, 1, (1, Some(left_out(2))), (2, None), &[0, 1, 3]);
    // To drop out is not to change places: c down is 2.75 / 3, d up is 2.75 / 3; each against the other as it is.
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), None);
}

#[test]
fn a_theory_without_a_rank_has_no_range() {
    let outcomes = ["a occurred", "b occurred", "c occurred"];
    let case = analysed(&outcomes, &[("one", &each(&["+a", "+b", "+c"])), ("quiet", &each(&["-a", "+b"]))]);
    assert_eq!(case.analysis.robustness.ranges[1], RankRange::default());
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), None);
    check_range(&case, 0, (1, None), (1, None), &[0, 1, 2]);
}

#[test]
fn a_prediction_loses_only_the_part_of_it_that_is_left_out() {
    // Weights of 0.001 and of 1000 in one prediction: without the heavy part, the light one decides.
    let outcomes = ["a occurred", "b occurred", "heavy occurred", "light did-not-occur", "d mixed"];
    let case = analysed(
        &outcomes,
        &[("one", &each(&["+a", "+b", "+heavy*1000 +light*0.001"])), ("two", &each(&["+a", "+b", "+d"]))],
    );
    // one: (2 + 1000 / 1000.001) / 3; two: 2.5 / 3. Without heavy, one has 2 / 3.
    check_range(&case, 0, (1, None), (2, Some(left_out(2))), &[0, 1]);
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), Some(Unsettled::By(left_out(2))));
}

// Separated or not.

#[test]
fn not_to_be_separated_is_not_transitive() {
    let outcomes = [
        "a occurred",
        "b occurred",
        "c occurred",
        "d occurred",
        "e occurred",
        "f occurred",
        "g mostly-occurred",
        "h mostly-occurred",
        "i mostly-occurred",
    ];
    let case = analysed(
        &outcomes,
        &[
            ("one", &each(&["+a", "+b", "+c", "+d +e"])),
            ("two", &each(&["+a", "+b", "+c", "+f +g"])),
            ("three", &each(&["+a", "+b", "+c", "+h +i"])),
        ],
    );
    // The last forecasts: one 1, two 0.875, three 0.75. d down: one 0.875, level with two. f left out: two 0.75,
    // level with three. One grade moves one no lower than 0.875, and three no higher.
    let robustness = &case.analysis.robustness;
    assert_eq!(robustness.unsettled_by(0, 1), Some(Unsettled::By(reads(3, Reported::MostlyOccurred))));
    assert_eq!(robustness.unsettled_by(1, 2), Some(Unsettled::By(left_out(5))));
    assert_eq!(robustness.unsettled_by(0, 2), None);
    let others = |theory| robustness.not_separated_from(theory).collect::<Vec<_>>();
    assert_eq!([others(0), others(1), others(2)], [vec![1], vec![0, 2], vec![1]]);
}

#[test]
fn scores_that_differ_by_rounding_alone_are_level() {
    // 0.3 / (0.3 + 0.6) and 1 / (1 + 2) differ in the last binary digit.
    let outcomes = ["a occurred", "b did-not-occur", "c occurred", "d occurred"];
    let (one, two) = (each(&["+a*0.3 +b*0.6", "+c", "+d"]), each(&["+a +b*2", "+c", "+d"]));
    let case = analysed(&outcomes, &[("one", &one), ("two", &two)]);
    let scores = [0, 1].map(|theory| case.assessment.theories[theory].scorecard.score);
    assert_ne!(scores[0], scores[1]);
    assert_eq!(case.analysis.robustness.unsettled_by(0, 1), Some(Unsettled::Level));
    assert_eq!(case.analysis.flips.size, None);
}
