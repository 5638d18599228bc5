//! Edits: changes to one place of a document, as data.
//!
//! An edit names its place by a [`JsonPath`], as the diagnostics do, and carries the new value as JSON. So
//! a field of the editor, a quick fix, a paste and a merge all say what they want in one way, and
//! [`record!`](super::json::record) finds the typed place for it. An edit that cannot be made changes nothing.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::json::{FromJson, Progress, Seed};
use super::path::{JsonPath, Step};
use super::shape::Shape;

/// A change to one place of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Where.
    pub place: JsonPath,
    /// What happens there.
    pub operation: Operation,
}

/// What happens at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// It gets this value.
    Set(Value),
    /// An optional field, or a named text, is taken out.
    Unset,
    /// A list gets an entry at this position, from 0.
    Insert(usize, Value),
    /// A list loses the entry at this position, from 0.
    Remove(usize),
    /// An entry of a list, or of named texts, moves.
    Move {
        /// From this position, from 0.
        from: usize,
        /// To this position, counted without it.
        to: usize,
    },
    /// A named text gets another name.
    Rename(String),
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditProblem {
    /// The document has no such place, or nothing of the kind can happen there.
    #[error("the document has no such place any more")]
    NoSuchPlace,
    /// The place cannot hold the value.
    #[error("this cannot stand here: {0}")]
    WrongValue(String),
    /// The name stands there already.
    #[error("\"{0}\" stands there already: choose another name")]
    NameTaken(String),
}

impl Edit {
    /// Gives a place a value.
    pub fn set(place: JsonPath, value: impl Into<Value>) -> Self {
        Self { place, operation: Operation::Set(value.into()) }
    }

    /// Takes an optional field, or a named text, out.
    pub fn unset(place: JsonPath) -> Self {
        Self { place, operation: Operation::Unset }
    }

    /// Makes the change in `document`.
    ///
    /// # Errors
    /// Why it cannot be made; the document is then as it was.
    pub fn make<T: FromJson>(&self, document: &mut T) -> Result<(), EditProblem> {
        document.edit(&self.place.0, &self.operation)
    }
}

/// The typed value that a place is to hold.
pub(super) fn read<T: FromJson>(value: &Value) -> Result<T, EditProblem> {
    // Through text: what this version does not know is read from it to the last digit.
    let text = value.to_string();
    let mut input = serde_json::Deserializer::from_str(&text);
    let read = Seed::<T>::new(&Progress::default()).deserialize(&mut input);
    read.map_err(|error| EditProblem::WrongValue(error.to_string()))
}

/// Changes an optional field. A change within one that is absent begins with an empty one.
pub(super) fn edit_optional<T: FromJson>(
    field: &mut Option<T>,
    steps: &[Step],
    operation: &Operation,
) -> Result<(), EditProblem> {
    match (steps, operation) {
        ([], Operation::Set(value)) => *field = Some(read(value)?),
        ([], Operation::Unset) => drop(field.take().ok_or(EditProblem::NoSuchPlace)?),
        _ if field.is_none() => {
            let mut value: T = read(&empty(T::shape()).ok_or(EditProblem::NoSuchPlace)?)?;
            value.edit(steps, operation)?;
            *field = Some(value);
        }
        _ => field.as_mut().map_or(Err(EditProblem::NoSuchPlace), |value| value.edit(steps, operation))?,
    }
    Ok(())
}

/// The empty value of what holds others.
fn empty(shape: Shape) -> Option<Value> {
    match shape {
        Shape::List(_) => Some(Value::Array(Vec::new())),
        Shape::Texts { .. } | Shape::Record(_) => Some(Value::Object(serde_json::Map::new())),
        _ => None,
    }
}

/// Replaces a list, or inserts, removes or moves an entry of it.
pub(super) fn edit_list<T: FromJson>(list: &mut Vec<T>, operation: &Operation) -> Result<(), EditProblem> {
    match operation {
        Operation::Set(value) => *list = read(value)?,
        Operation::Insert(at, value) if *at <= list.len() => list.insert(*at, read(value)?),
        Operation::Remove(at) if *at < list.len() => drop(list.remove(*at)),
        _ => edit_order(list, operation)?,
    }
    Ok(())
}

/// Moves an entry of a list.
pub(super) fn edit_order<T>(list: &mut Vec<T>, operation: &Operation) -> Result<(), EditProblem> {
    match operation {
        Operation::Move { from, to } if *from < list.len() && *to < list.len() => {
            let entry = list.remove(*from);
            list.insert(*to, entry);
            Ok(())
        }
        _ => Err(EditProblem::NoSuchPlace),
    }
}
