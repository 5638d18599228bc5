//! Where in a document something stands, in words and as paths.

use std::fmt;

use super::parts::Part;
use crate::model::{JsonPath, Step};

/// A place in every version of a document: entries of lists are named by what they are matched by, so that a
/// place is the same wherever the entry stands. It is written for people:
/// `prediction "rimland" › expectation "china-is-main-adversary" › weight`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub Vec<PlaceStep>);

/// One step from a container to what it contains.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceStep {
    /// To the field under this key.
    Field(String),
    /// To an entry of a list.
    Entry {
        /// What it is, such as `prediction`.
        noun: String,
        /// What it is matched by: its id, or that of its outcome.
        key: String,
        /// How many with this key stand before it in the list.
        nth: usize,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_entry = |step: Option<&PlaceStep>| matches!(step, Some(PlaceStep::Entry { .. }));
        let mut separator = "";
        for (at, step) in self.0.iter().enumerate() {
            match step {
                // `prediction "a"` says that it stands among the predictions.
                PlaceStep::Field(_) if is_entry(self.0.get(at + 1)) => continue,
                PlaceStep::Field(key) => write!(f, "{separator}{key}")?,
                PlaceStep::Entry { noun, key, nth: 0 } => write!(f, "{separator}{noun} \"{key}\"")?,
                PlaceStep::Entry { noun, key, nth } => {
                    write!(f, "{separator}{noun} \"{key}\" (no. {})", nth + 1)?;
                }
            }
            separator = " › ";
        }
        Ok(())
    }
}

/// The way from the top of `N` versions down to a part of them, kept on the stack: most parts are the same,
/// and of those nobody wants to know the place.
pub(super) struct Trail<'t, 'v, const N: usize> {
    pub(super) parent: Option<&'t Trail<'t, 'v, N>>,
    /// The part in each version that has it; one has.
    pub(super) parts: [Option<Part<'v>>; N],
}

impl<const N: usize> Trail<'_, '_, N> {
    pub(super) fn place(&self) -> Place {
        let mut place = self.parent.map_or_else(|| Place(Vec::new()), Trail::place);
        place.0.extend(self.parts.iter().flatten().next().map(place_step));
        place
    }

    /// Where it stands in a version that has it.
    pub(super) fn path(&self, version: usize) -> Option<JsonPath> {
        let part = self.parts[version]?;
        let mut path =
            self.parent.map_or_else(|| Some(JsonPath::default()), |parent| parent.path(version))?;
        path.0.push(match part.entry {
            Some(_) => Step::Index(part.index),
            None => Step::Key(part.key.text.into()),
        });
        Some(path)
    }

    /// Where it would stand in a version that lacks it alone: the field, or the list for an entry.
    pub(super) fn near(&self, version: usize) -> JsonPath {
        let container = self.parent.and_then(|parent| parent.path(version)).unwrap_or_default();
        match self.parts.iter().flatten().next() {
            Some(part) if part.entry.is_none() => container.key(part.key.text),
            _ => container,
        }
    }
}

fn place_step(part: &Part<'_>) -> PlaceStep {
    let key = part.key.text.to_owned();
    match part.entry {
        None => PlaceStep::Field(key),
        Some(record) => {
            let noun = record.name.strip_prefix("Embedded").unwrap_or(record.name).to_lowercase();
            PlaceStep::Entry { noun, key, nth: part.key.nth }
        }
    }
}
