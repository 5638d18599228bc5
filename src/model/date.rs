//! Dates: the subset of EDTF (Extended Date/Time Format, ISO 8601-2) that the file formats use.
//!
//! Level 0 dates (`1904`, `2008-08`, `2022-02-24`) and closed intervals (`2013/2014`, precisions
//! may mix), with level 1's negative years. Years run from -9999 to 9999 in four digits, year 0000
//! is 1 BCE and a leap year, the calendar is proleptic Gregorian. No times, no open ends.

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::json::{FromJson, Progress};
use super::shape::Shape;

/// A date as its author typed it, with the days that it can mean.
///
/// A text that is no date is held too, so that a document can be opened, mended and saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Date {
    text: Box<str>,
    range: Result<DateRange, DateProblem>,
}

/// The first and the last day that a date can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day; of `2008-08` the 1st of August.
    pub earliest: civil::Date,
    /// The last day; of `2008-08` the 31st of August.
    pub latest: civil::Date,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    /// Not of the form at all.
    #[error("write a year, a month or a day: 1904, 2008-08 or 2022-02-24; or two with a slash: 2013/2014")]
    NotADate,
    /// A year without its four digits.
    #[error("write the year in four digits: 0476 for 476, -0431 for 432 BCE")]
    YearDigits,
    /// The year -0000.
    #[error("year 0 has no sign: write 0000 for 1 BCE")]
    NegativeZero,
    /// A month or day that the calendar lacks.
    #[error("the calendar has no such month or day")]
    NoSuchDay,
    /// A level of EDTF that the format leaves out: `?`, `~`, `%`, `X`.
    #[error(
        "doubtful or partly unknown dates are not supported: give the range of years instead, as in 1990/1999"
    )]
    Doubtful,
    /// An interval without one of its ends.
    #[error("both ends of a range are needed: write 2024/2049 for an outcome that is still open")]
    OpenEnd,
    /// A date with a time of day.
    #[error("leave the time of day out: 2022-02-24")]
    TimeOfDay,
    /// An interval that ends before it starts.
    #[error("the range ends before it starts: put the earlier date first")]
    EndBeforeStart,
}

impl Date {
    /// Holds `text`, and what it means where that can be told.
    pub fn new(text: &str) -> Self {
        Self { range: parse(text), text: text.into() }
    }

    /// The text as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The days that this date can mean.
    ///
    /// # Errors
    /// The reason why the text is no date.
    pub fn range(&self) -> Result<DateRange, DateProblem> {
        self.range
    }

    /// The date for people: `1904`, `2013 to 2014`, `432 BCE (-0431)`.
    pub fn label(&self) -> String {
        self.text.split('/').map(end_label).collect::<Vec<_>>().join(" to ")
    }
}

/// One end of a date for people: years before the common era are said as historians say them.
fn end_label(text: &str) -> String {
    let (year, rest) = match text.char_indices().skip(1).find(|(_, c)| *c == '-') {
        Some((at, _)) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    match year.parse::<i16>() {
        Ok(number) if number <= 0 => {
            let within = if rest.is_empty() { String::new() } else { format!(", {rest}") };
            format!("{} BCE{within} ({text})", 1 - number)
        }
        _ => text.to_owned(),
    }
}

fn parse(text: &str) -> Result<DateRange, DateProblem> {
    if text.contains(['?', '~', '%', 'X']) {
        return Err(DateProblem::Doubtful);
    }
    let Some((start, end)) = text.split_once('/') else { return parse_end(text) };
    if start.is_empty() || end.is_empty() || start == ".." || end == ".." {
        return Err(DateProblem::OpenEnd);
    }
    let (start, end) = (parse_end(start)?, parse_end(end)?);
    if start.earliest > end.latest {
        return Err(DateProblem::EndBeforeStart);
    }
    Ok(DateRange { earliest: start.earliest, latest: end.latest })
}

/// A date without a slash: a year, a month or a day.
fn parse_end(text: &str) -> Result<DateRange, DateProblem> {
    if text.contains(['T', ':']) {
        return Err(DateProblem::TimeOfDay);
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let mut parts = digits.split('-');
    let year = sign * parse_year(parts.next().unwrap_or_default())?;
    if sign < 0 && year == 0 {
        return Err(DateProblem::NegativeZero);
    }
    let month = parts.next().map(two_digits).transpose()?;
    let day = parts.next().map(two_digits).transpose()?;
    if parts.next().is_some() {
        return Err(DateProblem::NotADate);
    }
    days(year, month, day).ok_or(DateProblem::NoSuchDay)
}

fn parse_year(digits: &str) -> Result<i16, DateProblem> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateProblem::NotADate);
    }
    if digits.len() != 4 {
        return Err(DateProblem::YearDigits);
    }
    digits.parse().map_err(|_| DateProblem::YearDigits)
}

fn two_digits(digits: &str) -> Result<i8, DateProblem> {
    if digits.len() != 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateProblem::NotADate);
    }
    digits.parse().map_err(|_| DateProblem::NotADate)
}

/// The days that a year, month or day covers; `None` where the calendar has no such one.
fn days(year: i16, month: Option<i8>, day: Option<i8>) -> Option<DateRange> {
    let earliest = civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let latest = match (month, day) {
        (_, Some(_)) => earliest,
        (Some(_), None) => earliest.last_of_month(),
        (None, None) => earliest.last_of_year(),
    };
    Some(DateRange { earliest, latest })
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        output.serialize_str(&self.text)
    }
}

impl FromJson for Date {
    fn read<'de, D: Deserializer<'de>>(input: D, _: &Progress) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(input).map(|text| Self::new(&text))
    }

    fn shape() -> Shape {
        Shape::Date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = match Date::new(text).range() {
            Ok(DateRange { earliest, latest }) => format!("{earliest} {latest}"),
            Err(problem) => format!("{problem:?}"),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_date_covers_the_days_of_its_precision() {
        check("1904", "1904-01-01 1904-12-31");
        check("2008-02", "2008-02-01 2008-02-29");
        check("2022-02-24", "2022-02-24 2022-02-24");
        check("0000-02", "0000-02-01 0000-02-29");
        check("-0431", "-000431-01-01 -000431-12-31");
        check("-9999/9999", "-009999-01-01 9999-12-31");
    }

    #[test]
    fn the_precisions_of_an_interval_may_mix() {
        check("2013/2014-03-18", "2013-01-01 2014-03-18");
        check("2024-06/2049", "2024-06-01 2049-12-31");
        check("2020-12/2020", "2020-12-01 2020-12-31");
    }

    #[test]
    fn what_is_no_date_says_why() {
        for text in [
            "",
            "soon",
            "1904 ",
            "2008-8",
            "2008-08-1",
            "2022-02-24-01",
            "1904/1905/1906",
            "+1904",
            "１９０４",
            "–0431",
        ] {
            check(text, "NotADate");
        }
        check("476", "YearDigits");
        check("12024", "YearDigits");
        check("-0000", "NegativeZero");
        check("-0000/0001", "NegativeZero");
        check("2023-02-29", "NoSuchDay");
        check("1900-02-29", "NoSuchDay");
        check("2023-13", "NoSuchDay");
        check("1984?", "Doubtful");
        check("199X", "Doubtful");
        check("2024/..", "OpenEnd");
        check("/2024", "OpenEnd");
        check("2022-02-24T05:00", "TimeOfDay");
        check("2014/2013", "EndBeforeStart");
    }

    #[test]
    fn years_before_the_common_era_are_said_as_historians_say_them() {
        assert_eq!(Date::new("-0431").label(), "432 BCE (-0431)");
        assert_eq!(Date::new("0000").label(), "1 BCE (0000)");
        assert_eq!(Date::new("-0431-05/0012").label(), "432 BCE, 05 (-0431-05) to 0012");
        assert_eq!(Date::new("2013/2014").label(), "2013 to 2014");
        assert_eq!(Date::new("soon").label(), "soon");
    }
}
