//! How two versions of a document differ.

use serde_json::Value;

use super::marks::{Run, marks};
use super::order;
use super::parts::{Parts, same};
use super::place::{Place, Trail};
use crate::model::JsonPath;
use crate::model::shape::Shape;

/// A difference between two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where it is.
    pub place: Place,
    /// Where that is in the version before, if it has it.
    pub path_before: Option<JsonPath>,
    /// Where that is in the version after, if it has it.
    pub path_after: Option<JsonPath>,
    /// Where that is in the version before; for a field that it lacks, where that would be, and for an entry
    /// that it lacks, the list.
    pub near_before: JsonPath,
    /// What has become of it.
    pub change: Change,
}

/// What has become of a field or an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The version after alone has it.
    Added(Value),
    /// The version before alone has it.
    Removed(Value),
    /// Both have it, with different values.
    Changed {
        /// Its value in the version before.
        before: Value,
        /// Its value in the version after.
        after: Value,
    },
    /// It stands elsewhere among those that both versions have. If it has changed as well, that is a
    /// difference of its own.
    Moved {
        /// Its place in the list, or among the fields, before; from 0.
        from: usize,
        /// Its place after.
        to: usize,
    },
}

impl Change {
    /// The word for it: `added`, `removed`, `changed` or `moved`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Changed { .. } => "changed",
            Self::Moved { .. } => "moved",
        }
    }

    /// Which words of a changed text are the same; `None` if this is no changed text.
    pub fn marks(&self) -> Option<Vec<Run>> {
        match self {
            Self::Changed { before: Value::String(before), after: Value::String(after) } => {
                Some(marks(before, after))
            }
            _ => None,
        }
    }
}

/// How `after` differs from `before`, both in canonical form.
pub(super) fn list(before: &Value, after: &Value, shape: Shape) -> Vec<Difference> {
    let mut found = Vec::new();
    if let (Some(before), Some(after)) = (Parts::of(before, Some(shape)), Parts::of(after, Some(shape))) {
        compare_parts(&before, &after, None, &mut found);
    }
    found
}

fn compare_parts<'v>(
    before: &Parts<'v>,
    after: &Parts<'v>,
    parent: Option<&Trail<'_, 'v, 2>>,
    found: &mut Vec<Difference>,
) {
    let moved = order::moved(before, after);
    for key in order::union(before, after) {
        let parts @ [old, new] = [before.get(key), after.get(key)];
        let trail = Trail { parent, parts };
        match (old, new) {
            (Some(old), Some(new)) => {
                if moved.contains(&key) {
                    found.push(difference(&trail, Change::Moved { from: old.index, to: new.index }));
                }
                compare(&trail, old.value, new.value, old.shape, found);
            }
            (Some(old), None) => found.push(difference(&trail, Change::Removed(old.value.clone()))),
            (None, Some(new)) => found.push(difference(&trail, Change::Added(new.value.clone()))),
            (None, None) => {}
        }
    }
}

fn compare<'v>(
    trail: &Trail<'_, 'v, 2>,
    before: &'v Value,
    after: &'v Value,
    shape: Option<Shape>,
    found: &mut Vec<Difference>,
) {
    if same(before, after) {
        return;
    }
    if let (Some(before), Some(after)) = (Parts::of(before, shape), Parts::of(after, shape)) {
        compare_parts(&before, &after, Some(trail), found);
    } else {
        let change = Change::Changed { before: before.clone(), after: after.clone() };
        found.push(difference(trail, change));
    }
}

fn difference(trail: &Trail<'_, '_, 2>, change: Change) -> Difference {
    let path_before = trail.path(0);
    let near_before = path_before.clone().unwrap_or_else(|| trail.near(0));
    Difference { place: trail.place(), path_before, path_after: trail.path(1), near_before, change }
}
