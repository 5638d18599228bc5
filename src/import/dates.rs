//! Dates as people write them in matrices.

use super::matrix::When;
use crate::model::Date;

/// What a text says of when something came out; `None` where it says nothing. `12/31/2007` is read, since 31 is no
/// month; `03/04/2007` is not, since half the world means March by it.
pub(super) fn when(text: &str) -> Option<When> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let date = valid(text).or_else(|| common(text));
    Some(date.map_or_else(|| When::Text(text.to_owned()), When::Date))
}

fn valid(text: &str) -> Option<Date> {
    Some(Date::new(text)).filter(|date| date.range().is_ok())
}

/// A day as people write it, if it can mean but one.
fn common(text: &str) -> Option<Date> {
    let sign = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = text.split(sign).collect();
    let [first, second, third] = parts.try_into().ok()?;
    if first.len() == 4 {
        return day(first, second, third);
    }
    let (one, two): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    match sign {
        // Whoever writes points puts the day first.
        '.' => day(third, second, first),
        _ if one > 12 || one == two => day(third, second, first),
        _ if two > 12 => day(third, first, second),
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    valid(&format!("{year}-{month:0>2}-{day:0>2}"))
}
