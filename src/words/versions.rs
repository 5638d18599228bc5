//! How versions of a document differ, in words.

use serde_json::Value;

use super::edit::field;
use crate::versions::{Change, Mark, Run, marks, share_words};

/// How many characters of a value, or of words that one version alone has, are shown.
const MOST: usize = 1_200;
/// How many characters of what stands in both versions are shown beside a change.
const CONTEXT: usize = 160;
/// How many runs of a text are shown.
const MOST_RUNS: usize = 200;

/// A value for people: a text as it is, a list with commas, a record with a line for each field.
pub fn value(value: &Value) -> String {
    short(&lines(value).join("\n"))
}

fn lines(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) if fields.is_empty() => vec!["nothing".to_owned()],
        Value::Object(fields) => fields.iter().flat_map(|(key, value)| named(field(key), value)).collect(),
        Value::Array(entries) if entries.is_empty() => vec!["none".to_owned()],
        Value::Array(entries) if entries.iter().any(is_container) => entries.iter().flat_map(entry).collect(),
        Value::Array(entries) => vec![entries.iter().map(plain).collect::<Vec<_>>().join(", ")],
        plain_value => vec![plain(plain_value)],
    }
}

fn is_container(value: &Value) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}

fn named(name: &str, value: &Value) -> Vec<String> {
    match &lines(value)[..] {
        [line] if !matches!(value, Value::Object(_)) => vec![format!("{name}: {line}")],
        lines => {
            let indented = lines.iter().map(|line| format!("    {line}"));
            std::iter::once(format!("{name}:")).chain(indented).collect()
        }
    }
}

fn entry(value: &Value) -> Vec<String> {
    let lead = |(at, line): (usize, String)| format!("{} {line}", if at == 0 { "•" } else { "  " });
    lines(value).into_iter().enumerate().map(lead).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => "(empty)".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}

/// Both texts in one, as much of it as is needed to see what has changed; `None` if these are no texts, or
/// have too little in common for marks to tell more than the texts one after the other.
pub fn marked(before: &Value, after: &Value) -> Option<Vec<Run>> {
    let (Value::String(before), Value::String(after)) = (before, after) else { return None };
    let runs = marks(before, after);
    if !share_words(&runs) || !are_alike(&runs, before.len().min(after.len())) {
        return None;
    }
    let last = runs.len() - 1;
    let excerpt = runs.into_iter().enumerate().take(MOST_RUNS).map(|(at, run)| Run {
        text: if run.mark == Mark::Same { context(&run.text, at > 0, at < last) } else { short(&run.text) },
        ..run
    });
    let mut excerpt: Vec<Run> = excerpt.collect();
    if last >= MOST_RUNS {
        excerpt.push(Run { mark: Mark::Same, text: " …".to_owned() });
    }
    Some(excerpt)
}

/// Whether a fifth of the shorter text, so many bytes, stands in both.
fn are_alike(runs: &[Run], shorter: usize) -> bool {
    let same: usize = runs.iter().filter(|run| run.mark == Mark::Same).map(|run| run.text.len()).sum();
    5 * same >= shorter
}

/// The ends of what has not changed, next to what has.
fn context(text: &str, is_behind: bool, is_ahead: bool) -> String {
    let length = text.chars().count();
    let (first, last) = (if is_behind { CONTEXT } else { 0 }, if is_ahead { CONTEXT } else { 0 });
    if length <= (first + last).max(CONTEXT) + 1 {
        return text.to_owned();
    }
    let start: String = text.chars().take(first).collect();
    let end: String = text.chars().skip(length - last).collect();
    // Whole words, where there are spaces between them.
    let start = start.rfind(' ').map_or(&*start, |space| &start[..=space]);
    let end = end.find(' ').map_or(&*end, |space| &end[space..]);
    format!("{start}…{end}")
}

fn short(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
        None => text.to_owned(),
    }
}

/// What has become of something, as a screen reader says it: `removed: so; added: hence`.
pub fn spoken(change: &Change, runs: Option<&[Run]>) -> String {
    match (change, runs) {
        (_, Some(runs)) => spoken_marks(runs),
        (Change::Added(added), _) => format!("added: {}", value(added)),
        (Change::Removed(removed), _) => format!("removed: {}", value(removed)),
        (Change::Changed { before, after }, None) => {
            format!("removed: {}; added: {}", value(before), value(after))
        }
        (Change::Moved { from, to }, None) => moved(*from, *to),
    }
}

/// That something stands elsewhere; both places are counted from 0.
pub fn moved(from: usize, to: usize) -> String {
    format!("moved from place {} to place {}", from + 1, to + 1)
}

/// What one text alone has, and the other.
pub fn spoken_marks(runs: &[Run]) -> String {
    let told = |mark: Mark, name: &str| {
        let words = runs.iter().filter(|run| run.mark == mark).map(|run| run.text.trim());
        let words: Vec<&str> = words.collect();
        (!words.is_empty()).then(|| format!("{name}: {}", words.join(", ")))
    };
    let told = [told(Mark::Removed, "removed"), told(Mark::Added, "added")];
    told.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_record_has_a_line_for_each_field() {
        let prediction = json!({
            "statement": "It comes", "made": "1904", "attribution": { "essay": [3, 10] },
            "expects": [{ "outcome": "war", "value": "occurs" }],
        });
        let told = "statement: It comes\ndate made: 1904\nsource:\n    paragraphs: 3, 10\nexpectations:\n    \
                    • outcome: war\n       expected value: occurs";
        assert_eq!(value(&prediction), told);
    }

    #[test]
    fn of_a_long_text_what_stands_beside_the_change_is_shown() {
        let same = "word ".repeat(1_000);
        let runs = marked(&json!(format!("{same}old")), &json!(format!("{same}new"))).unwrap();
        assert_eq!(spoken_marks(&runs), "removed: old; added: new");
        assert!(runs[0].text.chars().count() < 240, "{}", runs[0].text);
    }

    #[test]
    fn texts_with_hardly_a_common_word_have_no_marks() {
        let (one, other) = ("A note of the student", "The essay says of this what nobody else would say");
        assert_eq!(marked(&json!(one), &json!(other)), None);
        assert_eq!(marked(&json!("one"), &json!("two")), None);
        assert_eq!(marked(&json!(1), &json!(2)), None);
    }
}
