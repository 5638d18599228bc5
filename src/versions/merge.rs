//! One document of two versions, and what they cannot agree on.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::order;
use super::parts::{Key, Parts, same};
use super::place::{Place, Trail};
use crate::model::JsonPath;
use crate::model::shape::{Record, Shape};
use crate::store::content_hash;

/// The versions in the order in which they are passed about.
const BASE: usize = 0;
const MINE: usize = 1;
const THEIRS: usize = 2;

/// What came of a merge.
#[derive(Debug, Clone)]
pub struct Merged<T> {
    /// The document. Where a conflict is not resolved, it has mine.
    pub document: T,
    /// Every conflict in the order of the document, those that are resolved too.
    pub conflicts: Vec<Conflict>,
}

impl<T> Merged<T> {
    /// The conflicts that are not resolved.
    pub fn unresolved(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(|conflict| conflict.resolution.is_none())
    }
}

/// What two versions cannot agree on.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where it is. No two conflicts of a merge have the same place, and it stays the same when conflicts are
    /// resolved.
    pub place: Place,
    /// What it was; `None` if it was not there, or if there is no common base.
    pub base: Option<Version>,
    /// What it is in mine; `None` if it is not there.
    pub mine: Option<Version>,
    /// What it is in theirs; `None` if it is not there.
    pub theirs: Option<Version>,
    /// Which side was taken; `None` as long as nobody has said.
    pub resolution: Option<Resolution>,
}

/// A value in one version of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The value.
    pub value: Value,
    /// Where it stands in this version.
    pub path: JsonPath,
}

/// Which side of a conflict is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
}

/// How the conflicts of a merge are resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolutions {
    each: BTreeMap<Place, Resolution>,
    others: Option<Resolution>,
}

impl Resolutions {
    /// All the same way.
    pub fn all(resolution: Resolution) -> Self {
        Self { each: BTreeMap::new(), others: Some(resolution) }
    }

    /// Resolves the conflict at a place, or leaves it open again.
    pub fn set(&mut self, place: Place, resolution: Option<Resolution>) {
        match resolution {
            Some(resolution) => self.each.insert(place, resolution),
            None => self.each.remove(&place),
        };
    }

    /// How the conflict at a place is resolved.
    pub fn get(&self, place: &Place) -> Option<Resolution> {
        self.each.get(place).copied().or(self.others)
    }
}

/// Merges canonical values of a document's shape.
pub(super) fn merge(
    base: Option<&Value>,
    mine: &Value,
    theirs: &Value,
    shape: Shape,
    resolutions: &Resolutions,
) -> (Value, Vec<Conflict>) {
    let mut merger = Merger { resolutions, conflicts: Vec::new() };
    let value = merger.value([base, Some(mine), Some(theirs)], Some(shape), None);
    (value.unwrap_or_default(), merger.conflicts)
}

struct Merger<'r> {
    resolutions: &'r Resolutions,
    conflicts: Vec<Conflict>,
}

impl Merger<'_> {
    fn value<'v>(
        &mut self,
        versions: [Option<&'v Value>; 3],
        shape: Option<Shape>,
        trail: Option<&Trail<'_, 'v, 3>>,
    ) -> Option<Value> {
        let [base, mine, theirs] = versions;
        if same_or_absent(mine, theirs) || same_or_absent(base, theirs) {
            return mine.cloned();
        }
        if same_or_absent(base, mine) {
            return theirs.cloned();
        }
        let parts = |version: Option<&'v Value>| version.and_then(|value| parts_to_merge(value, shape));
        match (parts(mine), parts(theirs)) {
            (Some(mine), Some(theirs)) => {
                let base = parts(base).unwrap_or_default();
                Some(self.parts(&[base, mine, theirs], shape, trail))
            }
            _ => self.conflict(versions, trail),
        }
    }

    fn parts<'v>(
        &mut self,
        versions: &[Parts<'v>; 3],
        shape: Option<Shape>,
        parent: Option<&Trail<'_, 'v, 3>>,
    ) -> Value {
        let [base, mine, theirs] = versions;
        let hash = shape.and_then(|shape| HashToFollow::of(shape, mine, theirs));
        let mut merged = Vec::new();
        for key in order::merged(base, mine, theirs) {
            let parts = [base.get(key), mine.get(key), theirs.get(key)];
            let trail = Trail { parent, parts };
            let values = parts.map(|part| part.map(|part| part.value));
            let value = match &hash {
                Some(_) if key.text == HashToFollow::HASH => values[MINE].cloned(),
                _ => {
                    let shape = parts.iter().flatten().next().and_then(|part| part.shape);
                    self.value(values, shape, Some(&trail))
                }
            };
            merged.extend(value.map(|value| (key, value)));
        }
        if matches!(shape, Some(Shape::List(_))) {
            return merged.into_iter().map(|(_, value)| value).collect();
        }
        let mut fields: Map<String, Value> =
            merged.into_iter().map(|(key, value)| (key.text.to_owned(), value)).collect();
        if let Some(hash) = hash {
            hash.follow(&mut fields);
        }
        Value::Object(fields)
    }

    fn conflict(&mut self, versions: [Option<&Value>; 3], trail: Option<&Trail<'_, '_, 3>>) -> Option<Value> {
        let version = |which: usize| {
            let path = trail.map_or_else(|| Some(JsonPath::default()), |trail| trail.path(which))?;
            Some(Version { value: versions[which]?.clone(), path })
        };
        let place = trail.map_or_else(|| Place(Vec::new()), Trail::place);
        let resolution = self.resolutions.get(&place);
        self.conflicts.push(Conflict {
            place,
            base: version(BASE),
            mine: version(MINE),
            theirs: version(THEIRS),
            resolution,
        });
        let taken = if resolution == Some(Resolution::Theirs) { THEIRS } else { MINE };
        versions[taken].cloned()
    }
}

/// The parts of a value that may come from different versions.
fn parts_to_merge(value: &Value, shape: Option<Shape>) -> Option<Parts<'_>> {
    match shape {
        Some(Shape::Record(Record { exactly_one_of: [_, ..], .. })) => None,
        _ => Parts::of(value, shape),
    }
}

fn same_or_absent(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The hash beside a document of which two versions differ. It follows from what becomes of the document.
struct HashToFollow<'v> {
    /// Document and hash, in mine and in theirs.
    known: [(&'v Value, &'v Value); 2],
}

impl<'v> HashToFollow<'v> {
    const HASH: &'static str = "hash";
    const DOCUMENT: &'static str = "document";

    fn of(shape: Shape, mine: &Parts<'v>, theirs: &Parts<'v>) -> Option<Self> {
        let Shape::Record(record) = shape else { return None };
        record.field(Self::HASH).and(record.field(Self::DOCUMENT))?;
        let known = |version: &Parts<'v>| {
            let value = |text| version.get(Key { text, nth: 0 }).map(|part| part.value);
            Some((value(Self::DOCUMENT)?, value(Self::HASH)?))
        };
        let known @ [(mine, _), (theirs, _)] = [known(mine)?, known(theirs)?];
        (!same(mine, theirs)).then_some(Self { known })
    }

    fn follow(&self, fields: &mut Map<String, Value>) {
        let Some(document) = fields.get(Self::DOCUMENT) else { return };
        let hash = match self.known.iter().find(|(known, _)| same(known, document)) {
            Some((_, hash)) => (*hash).clone(),
            None => Value::String(content_hash(document)),
        };
        fields.insert(Self::HASH.to_owned(), hash);
    }
}
