//! What a value is made of, as its versions are matched part by part.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::shape::{Record, Shape};

/// What a part is matched by: a field's key or an entry's id, and how many of this id stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key<'v> {
    pub(super) text: &'v str,
    pub(super) nth: usize,
}

/// A field of an object, or an entry of a list.
#[derive(Clone, Copy)]
pub(super) struct Part<'v> {
    pub(super) key: Key<'v>,
    pub(super) value: &'v Value,
    /// What it must be; `None` for what this version does not know.
    pub(super) shape: Option<Shape>,
    /// Its rank in the schema; `None` if it stands where the author has put it.
    pub(super) rank: Option<usize>,
    /// Its place in the object or list, from 0.
    pub(super) index: usize,
    /// What it is an entry of a list of; `None` for a field.
    pub(super) entry: Option<&'static Record>,
}

/// The parts of a value in their order, and where each of them is.
#[derive(Default)]
pub(super) struct Parts<'v> {
    pub(super) list: Vec<Part<'v>>,
    // Looked up only, never gone through.
    at: HashMap<Key<'v>, usize>,
}

impl<'v> Parts<'v> {
    /// The parts of a value, unless it is to be taken as a whole.
    pub(super) fn of(value: &'v Value, shape: Option<Shape>) -> Option<Self> {
        let list = match (shape?, value) {
            (Shape::Record(record), Value::Object(fields)) => {
                let rank = |key: &str| record.fields.iter().position(|field| field.key == key);
                let field = |(index, (key, value)): (usize, (&'v String, &'v Value))| {
                    let rank = rank(key);
                    let shape = rank.map(|rank| (record.fields[rank].shape)());
                    Part { shape, rank, ..Part::field(key, value, index) }
                };
                fields.iter().enumerate().map(field).collect()
            }
            (Shape::Texts { known }, Value::Object(texts)) => {
                let text = |(index, (key, value)): (usize, (&'v String, &'v Value))| {
                    let rank = known.iter().position(|known| known == key);
                    Part { shape: Some(Shape::Text), rank, ..Part::field(key, value, index) }
                };
                texts.iter().enumerate().map(text).collect()
            }
            (Shape::List(entry), Value::Array(entries)) => entries_of(entries, entry())?,
            _ => return None,
        };
        let at = list.iter().enumerate().map(|(at, part)| (part.key, at)).collect();
        Some(Self { list, at })
    }

    pub(super) fn get(&self, key: Key<'v>) -> Option<Part<'v>> {
        self.at.get(&key).map(|at| self.list[*at])
    }

    /// Those that stand where the author has put them.
    pub(super) fn free(&self) -> impl Iterator<Item = Part<'v>> {
        self.list.iter().copied().filter(|part| part.rank.is_none())
    }
}

impl<'v> Part<'v> {
    fn field(key: &'v str, value: &'v Value, index: usize) -> Self {
        Self { key: Key { text: key, nth: 0 }, value, shape: None, rank: None, index, entry: None }
    }
}

/// The entries of a list of records, unless these have nothing to be matched by.
fn entries_of(entries: &[Value], shape: Shape) -> Option<Vec<Part<'_>>> {
    let Shape::Record(record) = shape else { return None };
    let way = way_to_key(record)?;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let part = |(index, value)| {
        let text = way.iter().try_fold(value, |value: &Value, key| value.get(key))?.as_str()?;
        let count = seen.entry(text).or_default();
        let key = Key { text, nth: *count };
        *count += 1;
        Some(Part { key, value, shape: Some(shape), rank: None, index, entry: Some(record) })
    };
    entries.iter().enumerate().map(part).collect()
}

/// Where in a record stands what tells it from the others of its list.
fn way_to_key(record: &Record) -> Option<&'static [&'static str]> {
    let ways: [&[&str]; 3] = [&["id"], &["outcome"], &["document", "id"]];
    ways.into_iter().find(|way| record.field(way[0]).is_some())
}

/// Whether two values are written alike. Unlike `==`, this minds the order of an object's fields.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        _ => one == other,
    }
}
