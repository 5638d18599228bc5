//! Lead time: how long before its outcomes a theory spoke.

use prescient::assess::{AttributionFilter, DAYS_PER_YEAR, Lens};
use prescient::model::Reported;
use serde_json::json;

use super::{read, seen};
use crate::world::{Claim, assert_close, forecast, prescription};

const OUTCOMES: [&str; 9] = [
    "ten occurred 2000-01-11",
    "thirty did-not-occur 2000-01-31/2001",
    "hundred mixed 2000-04-10",
    "day occurred 2000-01-01",
    "before occurred 1999",
    "open pending 2000-01-21",
    "overdue pending 1999-12-22",
    "disputed contested 2000-02-10",
    "bce occurred -0403",
];

#[track_caller]
fn check(claims: &[Claim], lens: &Lens, days: Option<f64>) {
    let case = seen(&OUTCOMES, &[("alone", claims)], lens);
    assert_close(case.analysis.lead_years[0], days.map(|days| days / DAYS_PER_YEAR), "lead time");
}

/// A forecast of the first of January 2000.
fn said(expects: &str) -> Claim {
    forecast(expects).made("2000-01-01")
}

#[test]
fn the_lead_time_is_the_median_of_the_days_from_word_to_outcome() {
    // From the 1st of January 2000: 10, 30 and, after 31, 29 and 31 days of three months, 100 days.
    check(&[said("+ten"), said("+hundred"), said("+thirty")], &Lens::default(), Some(30.0));
    check(&[said("+ten +thirty"), said("-hundred +ten")], &Lens::default(), Some(20.0));
    check(&[said("-hundred")], &Lens::default(), Some(100.0));
    assert_close(Some(DAYS_PER_YEAR), Some(365.2425), "days in a year");
}

#[test]
fn what_was_not_foretold_or_has_no_match_gives_no_lead_time() {
    check(&[said("+day +before +open +overdue +disputed +unheard-of")], &Lens::default(), None);
    check(&[said("+day +ten +before +open +hundred")], &Lens::default(), Some(55.0));
    check(&[], &Lens::default(), None);
}

#[test]
fn prescriptions_have_no_lead_time_and_vague_forecasts_have_one() {
    check(&[prescription("+ten").made("2000-01-01")], &Lens::default(), None);
    check(&[said("+ten"), prescription("+hundred").made("2000-01-01")], &Lens::default(), Some(10.0));
    check(&[said("+ten").judgeable("too-vague")], &Lens::default(), Some(10.0));
    check(&[said("+ten"), said("+hundred").judgeable("conditions-not-met")], &Lens::default(), Some(55.0));
}

#[test]
fn what_is_pending_counts_once_it_is_read_to_have_a_grade_be_it_overdue() {
    let lens = read(&[("open", Reported::Occurred), ("overdue", Reported::Mixed)]);
    check(&[said("+open")], &lens, Some(20.0));
    // The essay calls it pending, so it is foresight, though its day was 10 days before.
    check(&[said("+overdue")], &lens, Some(-10.0));
    check(&[said("+open +overdue")], &lens, Some(5.0));
    // A reading that leaves it open gives no match.
    check(&[said("+ten +hundred")], &read(&[("ten", Reported::Pending)]), Some(100.0));
}

#[test]
fn lead_time_runs_from_the_last_day_of_a_range_to_the_first_of_another() {
    // 1998-12-31 to 2000-01-31: a year and 31 days.
    check(&[forecast("+thirty").made("1990/1998")], &Lens::default(), Some(396.0));
    // From the end of 1998 to the 11th of January 2000: a year and 11 days.
    check(&[forecast("+ten").made("1998")], &Lens::default(), Some(376.0));
    // An outcome without a date takes the day on which the essay was published, the 1st of May 2024: 31, 29, 31 and
    // 30 days after the new year, and 24 years before it, 6 of them leap years.
    let case = seen(&["undated occurred"], &[("alone", &[said("+undated")])], &Lens::default());
    assert_close(
        case.analysis.lead_years[0],
        Some((24.0 * 365.0 + 6.0 + 121.0) / DAYS_PER_YEAR),
        "lead time",
    );
}

#[test]
fn lead_time_runs_through_the_years_before_our_era() {
    // From the end of 432 BCE (-0431) to the start of 404 BCE (-0403): 27 years, 7 of them leap years, and a day.
    check(&[forecast("+bce").made("-0431")], &Lens::default(), Some(27.0 * 365.0 + 7.0 + 1.0));
    // Year 0 is a leap year: from the end of 2 BCE (-0001) to the start of 1 CE.
    let case =
        seen(&["one occurred 0001"], &[("alone", &[forecast("+one").made("-0001")])], &Lens::default());
    assert_close(case.analysis.lead_years[0], Some(367.0 / DAYS_PER_YEAR), "lead time");
}

#[test]
fn the_filter_leaves_out_the_lead_time_of_what_stands_elsewhere() {
    let elsewhere = said("+hundred").with("attribution", json!({ "work": "book" }));
    let lens = Lens { attribution: AttributionFilter::Essay, ..Lens::default() };
    check(&[said("+ten"), elsewhere.clone()], &Lens::default(), Some(55.0));
    check(&[said("+ten"), elsewhere], &lens, Some(10.0));
}
