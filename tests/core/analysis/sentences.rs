//! What the headline says, where it could easily say what is not so.

use prescient::words::analysis::Told;
use prescient::words::names;
use serde_json::json;

use super::{Case, analysed, each};
use crate::world::{Claim, forecast};

const OUTCOMES: [&str; 4] =
    ["yes occurred 2000", "no did-not-occur 2000", "half mixed 2000", "past occurred 1980"];

/// The headline, as one text.
fn headline(case: &Case) -> String {
    let names = names(&case.theories, &case.assessment);
    let Case { essay, theories, assessment, analysis, .. } = case;
    Told { essay, theories, names: &names, assessment, analysis }.headline().join(" ")
}

#[track_caller]
fn check(theories: &[(&str, &[Claim])], said: &[&str], not_said: &[&str]) {
    let text = headline(&analysed(&OUTCOMES, theories));
    assert!(said.iter().all(|words| text.contains(words)), "{said:?} in {text}");
    assert!(!not_said.iter().any(|words| text.contains(words)), "{not_said:?} not in {text}");
}

#[test]
fn a_miss_stands_where_the_file_says_that_it_does() {
    let miss = |attribution| forecast("+no").with("attribution", attribution);
    let hits = || vec![forecast("+yes"), forecast("+yes"), forecast("+yes")];
    let (here, elsewhere, book) = (
        miss(json!({ "essay": [1], "of": "essay" })),
        miss(json!({ "essay": [1], "of": "another" })),
        miss(json!({ "work": "book" })),
    );
    let with = |missed: &[&Claim]| {
        let mut claims = hits();
        claims.extend(missed.iter().map(|claim| (*claim).clone()));
        claims
    };
    for (missed, said) in [
        (vec![&here], "The one miss of one, “So it will be”, stands in this essay."),
        (vec![&elsewhere], "The one miss of one, “So it will be”, stands in another essay."),
        (
            vec![&book],
            "The one miss of one, “So it will be”, stands in the author's own work, not in this essay.",
        ),
        (vec![&book, &book], "one missed 2 times, each time with what stands in the author's own works."),
        (
            vec![&here, &elsewhere, &book, &book],
            "one missed 4 times: 1 with what stands in this essay, 2 with what stands in the author's own works and \
             1 with what stands in another essay.",
        ),
    ] {
        check(&[("one", &with(&missed))], &[said], &[]);
    }
    // Mixed is no miss.
    let mixed = each(&["+yes", "+yes", "+half"]);
    check(&[("one", &mixed)], &["No scored forecast of one was disconfirmed."], &["miss"]);
}

#[test]
fn who_can_be_ranked_alone_is_not_said_to_be_the_only_one_with_a_score() {
    let (many, few) = (each(&["+yes", "+yes", "+half"]), each(&["+yes"]));
    let said = ["many alone can be ranked by score", "many alone can be ranked by foresight"];
    check(&[("many", &many), ("few", &few)], &said, &["stands alone"]);
}

#[test]
fn how_many_were_made_before_their_outcomes_is_said_in_the_right_number() {
    let one = each(&["+yes", "+past", "+past"]);
    check(&[("one", &one)], &["1 of the 3 scored forecasts of one was made before its outcomes."], &[]);
    let two = each(&["+yes", "+yes", "+past"]);
    check(&[("two", &two)], &["2 of the 3 scored forecasts of two were made before their outcomes."], &[]);
    let partly = each(&["+yes +past", "+past", "+past"]);
    let said = ["Not one of the 3 scored forecasts of partly was made wholly before its outcomes."];
    check(&[("partly", &partly)], &said, &[]);
}

#[test]
fn a_lead_too_small_to_be_shown_is_not_shown_as_none() {
    let (first, second) = (each(&["+yes", "+yes", "+yes"]), each(&["+yes", "+yes", "+yes*999 +no"]));
    check(&[("first", &first), ("second", &second)], &["by less than 0.001 over second"], &[]);
}

#[test]
fn of_many_leaders_it_names_some_and_goes_through_none() {
    let same = each(&["+yes", "+yes", "+yes"]);
    let names: Vec<String> = (0..30).map(|number| format!("t{number:02}")).collect();
    let theories: Vec<(&str, &[Claim])> = names.iter().map(|name| (name.as_str(), &same[..])).collect();
    check(&theories, &["t11 and 18 more lead together"], &["scored forecasts of t00", "forecast of t00"]);
}

#[test]
fn a_rank_gained_by_anothers_absence_is_told_as_such() {
    // Without half, one is left with two scored forecasts, and two moves up to its place.
    let (one, two) = (each(&["+yes", "+yes", "+half"]), each(&["+yes", "+no", "+no"]));
    let case = analysed(&OUTCOMES, &[("one", &one), ("two", &two)]);
    let names = names(&case.theories, &case.assessment);
    let Case { essay, theories, assessment, analysis, .. } = &case;
    let told = Told { essay, theories, names: &names, assessment, analysis };
    let working = told.range_working(1);
    assert_eq!(working[0], "Rank 1 with “It comes about” left out, which leaves one unranked.");
}
