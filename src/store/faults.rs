//! The slow path: every fault that keeps a text from being held by the model.
//!
//! The typed parse stops at its first fault. This walk holds the text against the same declarations
//! ([`crate::model::shape`]) and lists them all, each at its place.

use std::collections::HashSet;
use std::sync::Arc;

use super::check;
use super::diagnostic::{Code, Diagnostics, Faults, Finding, did_you_mean, near_match};
use super::formats;
use super::load::Document;
use super::scan::{Cursor, Entry, Places, Token};
use super::syntax;
use crate::model::json::{MAX_DEPTH, Progress, too_deep_at};
use crate::model::shape::{Record, Shape};
use crate::model::{Date, Id, JsonPath, Step};

/// The one fault of a document that says it is something else.
pub(super) fn wrong_format(text: &str, expected: &str) -> Diagnostics {
    let progress = Progress::default();
    let mut walk = Walk::new(&progress);
    let entry = Cursor::new(text).entries().find(|entry| entry.key.as_deref() == Some("format"));
    if let Some(Entry { value, .. }) = entry {
        walk.format(expected, value, At::Top.key(&"format".into()));
    }
    walk.into_diagnostics(text)
}

/// Every fault that keeps `text` from being a `T`; `error` is the one that the typed parse met. The
/// list ends early when `progress` is cancelled.
pub(super) fn list<T: Document>(text: &str, error: &serde_json::Error, progress: &Progress) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if let Some(fault) = syntax::first_fault(text) {
        diagnostics.push(fault);
        return diagnostics;
    }
    if formats::stated(text).is_some_and(|format| format != T::FORMAT) {
        return wrong_format(text, T::FORMAT);
    }
    let mut walk = Walk::new(progress);
    walk.value(T::shape(), Cursor::new(text), At::Top);
    let mut diagnostics = walk.into_diagnostics(text);
    if diagnostics.errors == 0 {
        // Whatever the walk does not know of is still an error, in serde_json's words.
        diagnostics.push(syntax::fault(text, error));
    }
    diagnostics
}

pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}...\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}

/// What stands at a place, for people.
fn found(value: Cursor<'_>) -> String {
    match value.token() {
        Some(Token::Text) => format!("the text {}", quoted(&value.string().unwrap_or_default())),
        Some(Token::Number) => format!("the number {}", value.raw()),
        Some(Token::Bool) => value.raw().to_owned(),
        Some(token) => token.label().to_owned(),
        None => "nothing".to_owned(),
    }
}

/// Where the walk is: a path is made of it only for a fault that is listed.
#[derive(Clone, Copy)]
enum At<'a> {
    Top,
    Key(&'a At<'a>, &'a Arc<str>),
    Index(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    fn key(&'a self, key: &'a Arc<str>) -> Self {
        Self::Key(self, key)
    }

    fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }

    fn path(&self) -> JsonPath {
        let (mut steps, mut at) = (Vec::new(), self);
        loop {
            at = match at {
                Self::Top => break,
                Self::Key(parent, key) => {
                    steps.push(Step::Key(Arc::clone(key)));
                    parent
                }
                Self::Index(parent, index) => {
                    steps.push(Step::Index(*index));
                    parent
                }
            };
        }
        steps.reverse();
        JsonPath(steps)
    }
}

/// The faults met so far, each with the byte at which it stands.
struct Walk<'p> {
    faults: Faults<(usize, Finding)>,
    progress: &'p Progress,
}

impl<'p> Walk<'p> {
    fn new(progress: &'p Progress) -> Self {
        Self { faults: Faults::default(), progress }
    }

    fn fault(&mut self, code: Code, offset: usize, finding: impl FnOnce() -> Finding) {
        self.faults.add(code, || (offset, finding()));
    }

    fn into_diagnostics(self, text: &str) -> Diagnostics {
        self.faults.with_list(|mut faults| {
            faults.sort_by_key(|(offset, _)| *offset);
            let mut places = Places::new(text);
            faults.into_iter().map(|(offset, finding)| finding.at(Some(places.of(offset)))).collect()
        })
    }

    fn value(&mut self, shape: Shape, value: Cursor<'_>, path: At<'_>) {
        let expected_token = match shape {
            Shape::Text | Shape::Format(_) | Shape::Id | Shape::Date | Shape::Choice(_) => Token::Text,
            Shape::Count | Shape::Number { .. } => Token::Number,
            Shape::List(_) => Token::Array,
            Shape::Texts { .. } | Shape::Record(_) => Token::Object,
        };
        if value.token() != Some(expected_token) {
            return self.wrong_type(shape, value, path);
        }
        if expected_token == Token::Text && value.string().is_none() {
            return self.half_pair(value.at(), path);
        }
        match shape {
            Shape::Text => {}
            Shape::Format(expected) => self.format(expected, value, path),
            Shape::Id => self.id(value, path),
            Shape::Date => self.date(value, path),
            Shape::Choice(words) => self.choice(words, value, path),
            Shape::Count => self.count(value, path),
            Shape::Number { .. } => self.number(value, path),
            Shape::List(entry) => {
                for (index, value) in value.values().enumerate() {
                    if self.progress.is_cancelled() {
                        return;
                    }
                    self.value(entry(), value, path.index(index));
                }
            }
            Shape::Texts { .. } => self.texts(value, path),
            Shape::Record(record) => self.record(record, value, path),
        }
    }

    /// A text with an escape such as `\ud800` alone: JSON allows it, but no text can hold it.
    fn half_pair(&mut self, offset: usize, path: At<'_>) {
        self.fault(Code::Syntax, offset, || {
            let expected = "both halves, one after the other";
            Finding::new(Code::Syntax, path.path(), "half of a \\u pair", expected)
                .hint("write the character itself".to_owned())
        });
    }

    fn wrong_type(&mut self, shape: Shape, value: Cursor<'_>, path: At<'_>) {
        let hint = match (shape, value.token()) {
            (_, Some(Token::Null)) => Some("leave the field out if there is nothing to say"),
            (Shape::Text | Shape::Id | Shape::Date, Some(Token::Number)) => Some("put it in double quotes"),
            (Shape::Count | Shape::Number { .. }, Some(Token::Text)) => Some("remove the quotes"),
            (Shape::List(_), Some(_)) => Some("put it in square brackets"),
            _ => None,
        };
        self.fault(Code::WrongType, value.at(), || {
            Finding::new(Code::WrongType, path.path(), found(value), describe(shape))
                .hint(hint.map(str::to_owned))
        });
    }

    fn format(&mut self, expected: &str, value: Cursor<'_>, path: At<'_>) {
        let stated = value.string().unwrap_or_default();
        if stated != expected {
            let finding = formats::mismatch(path.path(), &stated, expected);
            self.fault(finding.code, value.at(), || finding);
        }
    }

    fn id(&mut self, value: Cursor<'_>, path: At<'_>) {
        let text = value.string().unwrap_or_default();
        if !Id::from(&*text).is_valid() {
            self.fault(Code::BadId, value.at(), || check::bad_id(path.path(), &text));
        }
    }

    fn date(&mut self, value: Cursor<'_>, path: At<'_>) {
        let date = Date::new(&value.string().unwrap_or_default());
        if let Err(problem) = date.range() {
            self.fault(Code::BadDate, value.at(), || check::bad_date(path.path(), date.text(), problem));
        }
    }

    fn choice(&mut self, words: &'static [&'static str], value: Cursor<'_>, path: At<'_>) {
        let word = value.string().unwrap_or_default();
        if !words.contains(&&*word) {
            self.fault(Code::UnknownValue, value.at(), || {
                let expected = describe(Shape::Choice(words));
                Finding::new(Code::UnknownValue, path.path(), quoted(&word), expected)
                    .hint(did_you_mean(&word, words.iter().copied()))
            });
        }
    }

    fn count(&mut self, value: Cursor<'_>, path: At<'_>) {
        if value.raw().parse::<u32>().is_err() {
            self.fault(Code::WrongType, value.at(), || {
                Finding::new(Code::WrongType, path.path(), found(value), describe(Shape::Count))
            });
        }
    }

    fn number(&mut self, value: Cursor<'_>, path: At<'_>) {
        if !is_in_range(value) {
            self.out_of_range(value, path);
        }
    }

    fn out_of_range(&mut self, value: Cursor<'_>, path: At<'_>) {
        self.fault(Code::NumberOutOfRange, value.at(), || {
            let expected = "a number up to 1.8e308 in size";
            Finding::new(Code::NumberOutOfRange, path.path(), found(value), expected)
        });
    }

    fn texts(&mut self, value: Cursor<'_>, path: At<'_>) {
        self.entries(value, path, |walk, _, entry, path| walk.value(Shape::Text, entry.value, path));
    }

    fn record(&mut self, record: &'static Record, value: Cursor<'_>, path: At<'_>) {
        let mut unknown = Vec::new();
        let keys = self.entries(value, path, |walk, key, entry, path| {
            let Some(field) = record.field(key) else {
                let finding = || check::unknown_field(path.path(), key, record);
                walk.fault(Code::UnknownField, entry.key_at, finding);
                unknown.push(key.to_owned());
                return match too_deep_at(entry.value.raw()) {
                    Some(offset) => walk.too_deep(entry.value.at() + offset, path),
                    None => walk.unknown(entry.value, path),
                };
            };
            walk.value((field.shape)(), entry.value, path);
        });
        for field in record.fields.iter().filter(|field| field.required && !keys.contains(field.key)) {
            self.fault(Code::MissingField, value.at(), || {
                let slip = near_match(field.key, unknown.iter().map(String::as_str));
                let expected = format!("\"{}\": {}", field.key, describe((field.shape)()));
                Finding::new(Code::MissingField, path.path().key(field.key), "no such field", expected)
                    .hint(slip.map(|slip| format!("is \"{slip}\" meant to be it?")))
            });
        }
        self.exactly_one(record, &keys, value, path);
    }

    fn exactly_one(&mut self, record: &Record, keys: &HashSet<Arc<str>>, value: Cursor<'_>, path: At<'_>) {
        let group = record.exactly_one_of;
        let stated: Vec<&str> = group.iter().copied().filter(|key| keys.contains(*key)).collect();
        if group.is_empty() || stated.len() == 1 {
            return;
        }
        let both = || format!("both {}", stated.join(" and "));
        let found = if stated.is_empty() { "neither".to_owned() } else { both() };
        let expected = format!("exactly one of {}", group.join(" and "));
        self.fault(Code::NotExactlyOne, value.at(), || {
            Finding::new(Code::NotExactlyOne, path.path(), found, expected)
        });
    }

    /// Visits each entry of an object once, and returns the keys.
    fn entries(
        &mut self,
        value: Cursor<'_>,
        path: At<'_>,
        mut visit: impl FnMut(&mut Self, &str, &Entry<'_>, At<'_>),
    ) -> HashSet<Arc<str>> {
        let mut keys = HashSet::new();
        for entry in value.entries() {
            let Some(key) = &entry.key else {
                self.half_pair(entry.key_at, path);
                continue;
            };
            let shared = Arc::from(&**key);
            let path = path.key(&shared);
            if keys.insert(Arc::clone(&shared)) {
                visit(self, key, &entry, path);
            } else {
                self.fault(Code::DuplicateKey, entry.key_at, || {
                    let found = format!("{} a second time", quoted(key));
                    Finding::new(Code::DuplicateKey, path.path(), found, "each key once")
                        .at_key()
                        .hint("remove one of the two".to_owned())
                });
            }
        }
        keys
    }

    fn too_deep(&mut self, offset: usize, path: At<'_>) {
        let expected = format!("at most {MAX_DEPTH} levels");
        self.fault(Code::TooDeep, offset, || {
            Finding::new(Code::TooDeep, path.path(), "another level of nesting", expected)
                .hint("flatten the value, or remove it".to_owned())
        });
    }

    /// What we do not know must still be held without loss.
    fn unknown(&mut self, value: Cursor<'_>, path: At<'_>) {
        match value.token() {
            Some(Token::Number) if !is_in_range(value) => {
                self.out_of_range(value, path);
            }
            Some(Token::Text) if value.string().is_none() => self.half_pair(value.at(), path),
            Some(Token::Object) => {
                self.entries(value, path, |walk, _, entry, path| walk.unknown(entry.value, path));
            }
            Some(Token::Array) => {
                for (index, value) in value.values().enumerate() {
                    self.unknown(value, path.index(index));
                }
            }
            _ => {}
        }
    }
}

fn is_in_range(value: Cursor<'_>) -> bool {
    value.raw().parse().is_ok_and(f64::is_finite)
}

/// The plural of a record's name, for people: `EmbeddedTheory` is `embedded theories`.
fn plural(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => words + "s",
    }
}

/// What a shape asks for, for people.
fn describe(shape: Shape) -> String {
    match shape {
        Shape::Text => "a text".to_owned(),
        Shape::Format(format) => format!("\"{format}\""),
        Shape::Id => check::ID_RULE.to_owned(),
        Shape::Date => "a date such as \"1904\", \"2008-08\", \"2022-02-24\" or \"2013/2014\"".to_owned(),
        Shape::Count => "a whole number".to_owned(),
        Shape::Number { min, max } => format!("a number from {min} to {max}"),
        Shape::Choice(words) => format!("one of {}", words.join(", ")),
        Shape::List(entry) => match entry() {
            Shape::Record(record) => format!("an array of {}", plural(record.name)),
            Shape::Count => "an array of whole numbers".to_owned(),
            _ => "an array".to_owned(),
        },
        Shape::Texts { .. } => "an object of texts".to_owned(),
        Shape::Record(record) => format!("an object with {}", record.keys().collect::<Vec<_>>().join(", ")),
    }
}
