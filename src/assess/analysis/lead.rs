//! Lead time: how long before its outcomes a theory spoke.

use jiff::civil;

use super::super::result::{Assessment, Timing};
use crate::model::{Essay, Kind, Theory};

/// A year of the Gregorian calendar on average, in days.
pub const DAYS_PER_YEAR: f64 = 365.2425;

/// The lead time of a theory, in years: the median, over the foresight expectations of its forecasts
/// that have a match, of the days from the last on which the prediction can have been made to the first
/// of the outcome. Of an even number, the mean of the two in the middle. `None` where there are none.
///
/// An expectation counts whatever the `judgeable` of its prediction (rule 5). It is negative where
/// foresight rests on the essay's "pending" alone, and the outcome's first day is already past.
pub(super) fn lead_years(essay: &Essay, theory: &Theory, assessment: &Assessment, at: usize) -> Option<f64> {
    let judged = &assessment.theories[at];
    let mut days = Vec::new();
    for prediction in &judged.predictions {
        let own = &theory.predictions[prediction.position()];
        let (Kind::Forecast, Ok(made)) = (own.kind, own.made.range()) else { continue };
        let foretold = judged.expectations(prediction).iter().filter(|expectation| {
            expectation.degree.is_some() && expectation.timing == Some(Timing::Foresight)
        });
        days.extend(foretold.filter_map(|expectation| {
            let outcome = &essay.outcomes[expectation.outcome? as usize];
            Some(days_between(made.latest, outcome.date(essay).range().ok()?.earliest))
        }));
    }
    median(days).map(|days| days / DAYS_PER_YEAR)
}

/// The days from one day to another.
fn days_between(from: civil::Date, to: civil::Date) -> f64 {
    (to.duration_since(from).as_hours() / 24) as f64
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some(f64::midpoint(values[middle - 1], upper)) }
}
