//! What stands in a cell of the matrix where advice rests on an outcome.

use prescient::assess::Cell;
use prescient::model::Expects;

use super::analysed;
use crate::world::{forecast, prescription};

const OUTCOMES: [&str; 1] = ["a occurred 2000 fact"];

#[test]
fn advice_on_one_side_is_told_as_that_side() {
    let advice = [prescription("-a"), prescription("-a")];
    let case = analysed(&OUTCOMES, &[("one", &advice)]);
    let cell = case.assessment.cell(&case.index, 0, 0);
    assert!(matches!(cell, Cell::Advice { expects: Expects::DoesNotOccur, .. }), "{cell:?}");
}

#[test]
fn advice_on_both_sides_is_told_as_neither() {
    for advice in [["+a", "-a"], ["-a", "+a"]] {
        let advice = advice.map(prescription);
        let case = analysed(&OUTCOMES, &[("one", &advice)]);
        assert_eq!(case.assessment.cell(&case.index, 0, 0), Cell::AdviceOnBoth);
    }
}

#[test]
fn a_forecast_decides_beside_advice_on_both_sides() {
    let claims = [prescription("+a"), prescription("-a"), forecast("-a")];
    let case = analysed(&OUTCOMES, &[("one", &claims)]);
    let cell = case.assessment.cell(&case.index, 0, 0);
    assert!(matches!(cell, Cell::Forecast { expects: Expects::DoesNotOccur, .. }), "{cell:?}");
}
