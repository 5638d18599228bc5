//! Ids: the names by which documents, works, predictions and outcomes refer to one another.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Deserializer, Serialize};

use super::json::{FromJson, Progress};
use super::shape::Shape;

/// The longest id, in characters.
pub const MAX_LENGTH: usize = 64;

/// A name of 1 to 64 of `a-z 0-9 -`.
///
/// Holds whatever text stands in the file, so that a document with a bad id can be opened and
/// mended; [`Id::is_valid`] tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The text as it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text follows the rule for ids.
    pub fn is_valid(&self) -> bool {
        (1..=MAX_LENGTH).contains(&self.0.len())
            && self.0.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    }
}

/// An id made from a text: its ASCII letters and digits, with one hyphen for whatever stands between; of a long
/// text the first words. `None` where that leaves nothing.
pub fn slug(text: &str) -> Option<Id> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let between = usize::from(!slug.is_empty());
        if !slug.is_empty() && slug.len() + between + word.len() > MAX_LENGTH {
            break;
        }
        slug.push_str(&"-"[..between]);
        slug.push_str(&word[..word.len().min(MAX_LENGTH)]);
    }
    (!slug.is_empty()).then_some(Id(slug))
}

/// An id like `id` that is not taken: itself, or with the first number behind it that makes it free.
pub fn free_id(id: &Id, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|number| numbered(id, number));
    std::iter::once(id.0.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

/// The id with a number behind it, cut short where that makes it too long.
fn numbered(id: &Id, number: u32) -> String {
    let number = format!("-{number}");
    let kept = id.0.floor_char_boundary(MAX_LENGTH - number.len());
    format!("{}{number}", &id.0[..kept])
}

/// Finds free ids as [`free_id`] does, among many that are taken and for many that want one.
#[derive(Debug, Default)]
pub struct FreeIds<'a> {
    taken: HashSet<Cow<'a, str>>,
    /// Up to which number all ids like one are taken.
    tried: HashMap<String, u32>,
}

impl<'a> FreeIds<'a> {
    /// Where these ids are taken.
    pub fn beside(taken: impl IntoIterator<Item = &'a Id>) -> Self {
        let taken = taken.into_iter().map(|id| Cow::Borrowed(id.as_str())).collect();
        Self { taken, tried: HashMap::new() }
    }

    /// An id like `id` that is not taken.
    pub fn like(&mut self, id: &Id) -> String {
        if !self.taken.contains(id.as_str()) {
            return id.0.clone();
        }
        let next = self.tried.entry(id.0.clone()).or_insert(2);
        loop {
            let free = numbered(id, *next);
            if !self.taken.contains(&*free) {
                return free;
            }
            *next += 1;
        }
    }

    /// The same, and takes it.
    pub fn take(&mut self, id: &Id) -> String {
        let free = self.like(id);
        self.taken.insert(Cow::Owned(free.clone()));
        free
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl FromJson for Id {
    fn read<'de, D: Deserializer<'de>>(input: D, _: &Progress) -> Result<Self, D::Error> {
        String::deserialize(input).map(Self)
    }

    fn shape() -> Shape {
        Shape::Id
    }
}
