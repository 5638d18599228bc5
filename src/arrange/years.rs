//! Time as a number: decimal years, their names, and the ticks of an axis.

use jiff::civil;

use crate::model::DateRange;

/// A stretch of time in decimal years: 1904.5 is the middle of 1904.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub from: f64,
    /// Where it ends, not before it begins.
    pub to: f64,
}

/// The shortest stretch that can be looked at: two months.
const SHORTEST: f64 = 1.0 / 6.0;

/// The distances between ticks, in years: a month, a quarter, then 1, 2 and 5 with noughts.
const STEPS: [f64; 14] =
    [1.0 / 12.0, 0.25, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0];

impl Stretch {
    /// From the first day's morning to the last day's evening.
    pub fn of(range: DateRange) -> Self {
        Self { from: morning(range.earliest, 1), to: morning(range.latest, 0) }
    }

    /// How long it is, in years.
    pub fn length(self) -> f64 {
        self.to - self.from
    }

    /// The moment halfway.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// The least stretch that holds both.
    pub fn with(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// With a margin of this share of its length on both sides, and of a year at least.
    pub fn padded(self, share: f64) -> Self {
        let margin = (share * self.length()).max(1.0);
        Self { from: self.from - margin, to: self.to + margin }
    }

    /// Moved later by this share of its length.
    pub fn moved(self, share: f64) -> Self {
        let by = share * self.length();
        Self { from: self.from + by, to: self.to + by }
    }

    /// Made shorter by this factor, with the moment `at` staying where it is.
    pub fn zoomed(self, factor: f64, at: f64) -> Self {
        let factor = factor.max(f64::EPSILON);
        Self { from: at - (at - self.from) / factor, to: at + (self.to - at) / factor }
    }

    /// The stretch nearest to this one that lies within `whole`, and is not too short to look at.
    pub fn within(self, whole: Self) -> Self {
        let length = self.length().clamp(SHORTEST.min(whole.length()), whole.length());
        let from = (self.middle() - length / 2.0).clamp(whole.from, (whole.to - length).max(whole.from));
        Self { from, to: from + length }
    }
}

/// The morning of a day, or with `day_offset` 0 that of the next. Months are twelfths of a year, so that
/// the ticks of an axis are even.
fn morning(date: civil::Date, day_offset: i8) -> f64 {
    let day = f64::from(date.day() - day_offset) / f64::from(date.days_in_month());
    f64::from(date.year()) + (f64::from(date.month() - 1) + day) / 12.0
}

/// The name of the month or year that begins at this moment: `1904`, `2008-08`, `432 BCE`.
pub fn name(moment: f64) -> String {
    let months = as_number(12.0 * moment);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    let year = if year <= 0 { format!("{} BCE", 1 - year) } else { year.to_string() };
    if month == 1 { year } else { format!("{year}-{month:02}") }
}

/// The moments that an axis names, at least `least` years apart, and the distance between them.
pub fn ticks(stretch: Stretch, least: f64) -> (Vec<f64>, f64) {
    let step = STEPS.into_iter().find(|step| *step >= least).unwrap_or(10_000.0);
    let steps = as_number((stretch.from / step).floor())..=as_number((stretch.to / step).ceil());
    let moments = steps.map(|n| round_year(n as f64 * step, step));
    (moments.filter(|moment| (stretch.from..=stretch.to).contains(moment)).collect(), step)
}

/// There is no year 0 for people, so the round years before the common era lie one later: 100 BCE is
/// the year -99.
fn round_year(moment: f64, step: f64) -> f64 {
    if step > 1.0 && moment <= 0.0 { moment + 1.0 } else { moment }
}

#[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
fn as_number(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    fn stretch(text: &str) -> Stretch {
        Stretch::of(Date::new(text).range().unwrap())
    }

    #[track_caller]
    fn check(found: Stretch, from: f64, to: f64) {
        assert!((found.from - from).abs() < 1e-6 && (found.to - to).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn a_date_lasts_from_its_first_morning_to_its_last_evening() {
        check(stretch("1904"), 1904.0, 1905.0);
        check(stretch("2024-06/2049"), 2024.0 + 5.0 / 12.0, 2050.0);
        check(stretch("-0431"), -431.0, -430.0);
        check(stretch("-9999/9999"), -9999.0, 10_000.0);
    }

    #[test]
    fn moments_are_named_as_historians_name_them() {
        assert_eq!(name(1904.0), "1904");
        assert_eq!(name(2024.0 + 4.0 / 12.0), "2024-05");
        assert_eq!(name(0.0), "1 BCE");
        assert_eq!(name(-431.0), "432 BCE");
    }

    #[test]
    fn ticks_are_round_years_on_both_sides_of_the_era() {
        let names = |from, to, least| {
            let (moments, _) = ticks(Stretch { from, to }, least);
            moments.into_iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(names(1900.0, 2050.0, 40.0), ["1900", "1950", "2000", "2050"]);
        assert_eq!(names(-250.0, 150.0, 60.0), ["200 BCE", "100 BCE", "1", "100"]);
        assert_eq!(names(-1.0, 1.0, 0.9), ["2 BCE", "1 BCE", "1"]);
        assert_eq!(names(2023.9, 2024.3, 0.2), ["2024", "2024-04"]);
    }

    #[test]
    fn looking_closer_stays_within_the_whole_and_ends_at_two_months() {
        let whole = Stretch { from: 1900.0, to: 2050.0 };
        check(whole.zoomed(1e9, 2000.0).within(whole), 2000.0 - SHORTEST / 2.0, 2000.0 + SHORTEST / 2.0);
        check(whole.zoomed(0.5, 2000.0).within(whole), 1900.0, 2050.0);
        check(whole.zoomed(3.0, 1900.0).moved(-1.0).within(whole), 1900.0, 1950.0);
    }
}
