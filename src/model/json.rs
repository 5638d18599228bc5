//! How the records of the file formats are read and written.
//!
//! serde's derive cannot say three things that the formats promise: a field that we don't know is
//! kept (`flatten` would buffer the whole document and lose digits), a key that stands twice is an
//! error, and reading can be watched and cancelled. So [`record!`](crate::model::json::record)
//! declares a record once, and from that one declaration come its struct, its reader, its writer and its
//! [`Shape`].

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::map::Entry;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::edit::{self, EditProblem, Operation};
use super::path::Step;
use super::shape::Shape;

/// How deep objects and arrays may nest within a field that this version does not know.
pub const MAX_DEPTH: usize = 128;

/// What a reader on a worker thread and the window that waits for it share.
#[derive(Debug, Default)]
pub struct Progress {
    bytes_read: AtomicU64,
    entries_read: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    /// Bytes read from the disk so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// List entries (predictions, expectations, outcomes, ...) understood so far.
    pub fn entries_read(&self) -> u64 {
        self.entries_read.load(Ordering::Relaxed)
    }

    /// Asks the reader to stop at its next chunk or list entry.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked the reader to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub(crate) fn add_bytes(&self, bytes: u64) {
        self.bytes_read.fetch_add(bytes, Ordering::Relaxed);
    }

    fn add_entry(&self) {
        self.entries_read.fetch_add(1, Ordering::Relaxed);
    }
}

/// A value of the file formats.
pub trait FromJson: Sized {
    /// Reads one value, telling `progress` of each list entry and stopping when it says so.
    ///
    /// # Errors
    /// Whatever keeps the value from being held by `Self`: the *shape* errors.
    fn read<'de, D: Deserializer<'de>>(input: D, progress: &Progress) -> Result<Self, D::Error>;

    /// The same knowledge as data, for listing every fault of a file and for its schema.
    fn shape() -> Shape;

    /// Changes what stands at a path within this value: see [`super::edit`]. What has no places within it
    /// can only be replaced as a whole.
    ///
    /// # Errors
    /// There is no such place, or it cannot hold what it should; nothing has changed then.
    fn edit(&mut self, steps: &[Step], operation: &Operation) -> Result<(), EditProblem> {
        match (steps, operation) {
            ([], Operation::Set(value)) => {
                *self = edit::read(value)?;
                Ok(())
            }
            _ => Err(EditProblem::NoSuchPlace),
        }
    }
}

/// [`FromJson::read`] as a serde seed.
pub struct Seed<'p, T> {
    progress: &'p Progress,
    value: PhantomData<T>,
}

impl<'p, T> Seed<'p, T> {
    /// A seed that reads a `T` and reports to `progress`.
    pub fn new(progress: &'p Progress) -> Self {
        Self { progress, value: PhantomData }
    }
}

impl<'de, T: FromJson> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<T, D::Error> {
        T::read(input, self.progress)
    }
}

impl FromJson for String {
    fn read<'de, D: Deserializer<'de>>(input: D, _: &Progress) -> Result<Self, D::Error> {
        Self::deserialize(input)
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

impl FromJson for u32 {
    fn read<'de, D: Deserializer<'de>>(input: D, _: &Progress) -> Result<Self, D::Error> {
        Self::deserialize(input)
    }

    fn shape() -> Shape {
        Shape::Count
    }
}

/// A document within another, or a prediction within its theory, shared with whoever else uses it: copying
/// what holds it is cheap, and so is telling that two copies are the same.
#[derive(Debug)]
pub struct Shared<T>(pub Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A change is made to a copy of one's own, where somebody else shares the value.
impl<T: Clone> std::ops::DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: FromJson + Clone> FromJson for Shared<T> {
    fn read<'de, D: Deserializer<'de>>(input: D, progress: &Progress) -> Result<Self, D::Error> {
        T::read(input, progress).map(|document| Self(Arc::new(document)))
    }

    fn shape() -> Shape {
        T::shape()
    }

    fn edit(&mut self, steps: &[Step], operation: &Operation) -> Result<(), EditProblem> {
        (**self).edit(steps, operation)
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(output)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(input: D, progress: &Progress) -> Result<Self, D::Error> {
        struct List<'p, T>(Seed<'p, T>);
        impl<'de, T: FromJson> Visitor<'de> for List<'_, T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
                let progress = self.0.progress;
                let mut list = Vec::new();
                while let Some(entry) = entries.next_element_seed(Seed::new(progress))? {
                    if progress.is_cancelled() {
                        return Err(A::Error::custom("cancelled"));
                    }
                    progress.add_entry();
                    list.push(entry);
                }
                // A list of a hundred thousand predictions grows by doubling: give back the rest.
                list.shrink_to_fit();
                Ok(list)
            }
        }
        input.deserialize_seq(List(Seed::new(progress)))
    }

    fn shape() -> Shape {
        Shape::List(T::shape)
    }

    fn edit(&mut self, steps: &[Step], operation: &Operation) -> Result<(), EditProblem> {
        match steps {
            [] => edit::edit_list(self, operation),
            [Step::Index(index), rest @ ..] => {
                self.get_mut(*index).ok_or(EditProblem::NoSuchPlace)?.edit(rest, operation)
            }
            [Step::Key(_), ..] => Err(EditProblem::NoSuchPlace),
        }
    }
}

/// The fields of a record that this version does not know, in file order.
///
/// Boxed, because nearly every record of a large file has none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extra(Option<Box<Map<String, Value>>>);

impl Extra {
    /// The names of the unknown fields, in file order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|map| map.keys().map(String::as_str))
    }

    pub(crate) fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let raw: &RawValue = map.next_value()?;
        if too_deep_at(raw.get()).is_some() {
            return Err(A::Error::custom("nested too deep"));
        }
        let value = strict_value(raw.get()).map_err(A::Error::custom)?;
        match self.0.get_or_insert_default().insert(key.to_owned(), value) {
            None => Ok(()),
            Some(_) => Err(twice(key)),
        }
    }

    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.0
            .iter()
            .flat_map(|extra| extra.iter())
            .try_for_each(|(key, value)| map.serialize_entry(key, value))
    }
}

/// The byte in a JSON value at which it nests deeper than [`MAX_DEPTH`]: holding it would take a
/// stack as deep.
pub(crate) fn too_deep_at(raw: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    raw.bytes().position(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

/// A value that we do not know, kept whole: an object in it that names a key twice, or a number
/// that no `f64` can hold, is refused, since `serde_json` would silently drop the one and round the
/// other on the way to a reader of ours.
fn strict_value(raw: &str) -> Result<Value, serde_json::Error> {
    Strict { text: raw, at: 0 }.value()
}

/// Reads a value out of its text in one pass, however deep it nests. The text is JSON, as whoever has found
/// where it ends knows.
struct Strict<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Strict<'t> {
    fn value(&mut self) -> Result<Value, serde_json::Error> {
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => serde_json::from_str(self.string()),
            _ => self.word(),
        }
    }

    fn object(&mut self) -> Result<Value, serde_json::Error> {
        let mut map = Map::new();
        self.at += 1;
        while self.peek() == Some(b'"') {
            let key: String = serde_json::from_str(self.string())?;
            self.skip(b':');
            let value = self.value()?;
            self.skip(b',');
            match map.entry(key) {
                Entry::Vacant(place) => drop(place.insert(value)),
                Entry::Occupied(taken) => return Err(twice(taken.key())),
            }
        }
        self.skip(b'}');
        Ok(Value::Object(map))
    }

    fn array(&mut self) -> Result<Value, serde_json::Error> {
        let mut items = Vec::new();
        self.at += 1;
        while self.peek().is_some_and(|byte| byte != b']') {
            items.push(self.value()?);
            self.skip(b',');
        }
        self.skip(b']');
        Ok(Value::Array(items))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Value, serde_json::Error> {
        match serde_json::from_str(self.until(|byte| matches!(byte, b',' | b']' | b'}') || is_space(byte)))? {
            Value::Number(number) if number.as_f64().is_none() => {
                Err(serde_json::Error::custom(format!("number {number} out of range")))
            }
            value => Ok(value),
        }
    }

    /// The text of a string with its quotes.
    fn string(&mut self) -> &'t str {
        let (start, mut escaped) = (self.at, true);
        self.until(|byte| {
            let is_end = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            is_end
        });
        self.at = self.text.len().min(self.at + 1);
        &self.text[start..self.at]
    }

    /// The text up to a byte that ends it; such a byte is ASCII.
    fn until(&mut self, is_end: impl FnMut(u8) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest.bytes().position(is_end).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        self.until(|byte| !is_space(byte));
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, byte: u8) {
        if self.peek() == Some(byte) {
            self.at += 1;
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Reads an object's key without copying it where the input allows.
pub(crate) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(key))
            }

            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(key.to_owned()))
            }
        }
        input.deserialize_str(Reader)
    }
}

/// The error of a key that stands twice in one object.
pub(crate) fn twice<E: serde::de::Error>(key: &str) -> E {
    E::custom(format_args!("duplicate key {key:?}"))
}

/// Reads the value of a known key into its place, once.
pub(crate) fn read_once<'de, T: FromJson, A: MapAccess<'de>>(
    place: &mut Option<T>,
    key: &str,
    map: &mut A,
    progress: &Progress,
) -> Result<(), A::Error> {
    if place.is_some() {
        return Err(twice(key));
    }
    *place = Some(map.next_value_seed(Seed::new(progress))?);
    Ok(())
}

/// Of the fields in `group` a record states exactly one (an empty group asks for nothing).
pub(crate) fn check_exactly_one<E: serde::de::Error>(
    group: &[&str],
    stated: &[(&str, bool)],
) -> Result<(), E> {
    if group.is_empty()
        || stated.iter().filter(|(key, is_stated)| *is_stated && group.contains(key)).count() == 1
    {
        return Ok(());
    }
    Err(E::custom(format_args!("expected exactly one of {}", group.join(" and "))))
}

/// Names and texts in file order: the topics of an essay, the dimensions of a theory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    /// The text under `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().find_map(|(name, text)| (name == key).then_some(text))
    }

    /// All entries in file order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// Puts the entries under these keys first, in the order of the keys.
    pub(super) fn put_first(&mut self, keys: &[&str]) {
        self.0.sort_by_key(|(name, _)| keys.iter().position(|key| key == name).unwrap_or(keys.len()));
    }

    /// Sets the text under a key, or takes the entry out; a new one comes last.
    fn edit_text(&mut self, key: &str, operation: &Operation) -> Result<(), EditProblem> {
        let at = self.0.iter().position(|(name, _)| name == key);
        match (operation, at) {
            (Operation::Set(value), Some(at)) => self.0[at].1 = edit::read(value)?,
            (Operation::Set(value), None) => self.0.push((key.to_owned(), edit::read(value)?)),
            (Operation::Unset, Some(at)) => drop(self.0.remove(at)),
            (Operation::Rename(to), Some(at)) if self.get(to).is_none() => self.0[at].0.clone_from(to),
            (Operation::Rename(to), Some(_)) => return Err(EditProblem::NameTaken(to.clone())),
            _ => return Err(EditProblem::NoSuchPlace),
        }
        Ok(())
    }

    /// Replaces all entries, or moves one to another place among them.
    fn edit_entries(&mut self, operation: &Operation) -> Result<(), EditProblem> {
        match operation {
            Operation::Set(value) => *self = edit::read(value)?,
            Operation::Move { .. } => edit::edit_order(&mut self.0, operation)?,
            _ => return Err(EditProblem::NoSuchPlace),
        }
        Ok(())
    }
}

/// The texts in their order; of those under one name the first.
impl FromIterator<(String, String)> for Texts {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(texts: I) -> Self {
        let mut seen = HashSet::new();
        Self(texts.into_iter().filter(|(name, _)| seen.insert(name.clone())).collect())
    }
}

impl FromJson for Texts {
    fn read<'de, D: Deserializer<'de>>(input: D, _: &Progress) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                let mut seen = HashSet::new();
                while let Some((key, text)) = map.next_entry::<String, String>()? {
                    if !seen.insert(key.clone()) {
                        return Err(twice(&key));
                    }
                    texts.push((key, text));
                }
                Ok(Texts(texts))
            }
        }
        input.deserialize_map(Reader)
    }

    fn shape() -> Shape {
        Shape::Texts { known: &[] }
    }

    fn edit(&mut self, steps: &[Step], operation: &Operation) -> Result<(), EditProblem> {
        match steps {
            [] => self.edit_entries(operation),
            [Step::Key(key)] => self.edit_text(key, operation),
            _ => Err(EditProblem::NoSuchPlace),
        }
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        output.collect_map(self.iter())
    }
}

/// Declares a record of the file formats: `required` and `optional` fields in schema order.
///
/// An optional field is an `Option`, so that what was stated is written again and what was absent
/// stays absent. Every record gets a last field `extra` for what this version does not know. A
/// field whose key is no Rust name says it with `as`.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        pub struct $Name:ident $(exactly_one_of [$($one:literal),+])? {
            $( $(#[doc = $field_doc:literal])+ $presence:ident $field:ident $(as $key:literal)?: $type:ty, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $Name {
            $( $(#[doc = $field_doc])+ pub $field: $crate::model::json::record!(@type $presence $type), )+
            /// Fields that this version does not know, kept as they were.
            pub extra: $crate::model::json::Extra,
        }

        impl $Name {
            /// What a record of this kind looks like in its file.
            pub const RECORD: $crate::model::shape::Record = $crate::model::shape::Record {
                name: stringify!($Name),
                doc: concat!($($doc),+),
                exactly_one_of: &[$($($one),+)?],
                fields: &[$( $crate::model::shape::Field {
                    key: $crate::model::json::record!(@key $field $($key)?),
                    doc: concat!($($field_doc),+),
                    required: $crate::model::json::record!(@required $presence),
                    shape: <$type as $crate::model::json::FromJson>::shape,
                } ),+],
            };
        }

        impl $crate::model::json::FromJson for $Name {
            fn shape() -> $crate::model::shape::Shape {
                $crate::model::shape::Shape::Record(&Self::RECORD)
            }

            fn edit(
                &mut self,
                steps: &[$crate::model::path::Step],
                operation: &$crate::model::edit::Operation,
            ) -> Result<(), $crate::model::edit::EditProblem> {
                use $crate::model::edit::{Operation, EditProblem};
                let before = (!Self::RECORD.exactly_one_of.is_empty()).then(|| self.clone());
                match (steps, operation) {
                    ([], Operation::Set(value)) => *self = $crate::model::edit::read(value)?,
                    ([$crate::model::path::Step::Key(key), rest @ ..], _) => match &**key {
                        $( $crate::model::json::record!(@key $field $($key)?) =>
                            $crate::model::json::record!(@edit $presence self $field rest operation), )+
                        _ => return Err(EditProblem::NoSuchPlace),
                    },
                    _ => return Err(EditProblem::NoSuchPlace),
                }
                if let Some(before) = before {
                    let stated = [$( (
                        $crate::model::json::record!(@key $field $($key)?),
                        $crate::model::json::record!(@stated $presence self $field),
                    ) ),+];
                    let checked: Result<(), serde_json::Error> =
                        $crate::model::json::check_exactly_one(Self::RECORD.exactly_one_of, &stated);
                    if let Err(error) = checked {
                        *self = before;
                        return Err(EditProblem::WrongValue(error.to_string()));
                    }
                }
                Ok(())
            }

            fn read<'de, D: serde::Deserializer<'de>>(
                input: D,
                progress: &$crate::model::json::Progress,
            ) -> Result<Self, D::Error> {
                struct Reader<'p>(&'p $crate::model::json::Progress);
                impl<'de> serde::de::Visitor<'de> for Reader<'_> {
                    type Value = $Name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$Name, A::Error> {
                        $( let mut $field: Option<$type> = None; )+
                        let mut extra = $crate::model::json::Extra::default();
                        while let Some(key) = map.next_key_seed($crate::model::json::Key)? {
                            match &*key {
                                $( $crate::model::json::record!(@key $field $($key)?) =>
                                    $crate::model::json::read_once(&mut $field, &key, &mut map, self.0)?, )+
                                unknown => extra.read(unknown, &mut map)?,
                            }
                        }
                        let stated = [$( ($crate::model::json::record!(@key $field $($key)?), $field.is_some()) ),+];
                        $crate::model::json::check_exactly_one($Name::RECORD.exactly_one_of, &stated)?;
                        Ok($Name {
                            $( $field: $crate::model::json::record!(
                                @take $presence A $field ($crate::model::json::record!(@key $field $($key)?))), )+
                            extra,
                        })
                    }
                }
                input.deserialize_map(Reader(progress))
            }
        }

        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                <Self as $crate::model::json::FromJson>::read(input, &$crate::model::json::Progress::default())
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = output.serialize_map(None)?;
                $( $crate::model::json::record!(@write $presence self map $field
                    ($crate::model::json::record!(@key $field $($key)?))); )+
                self.extra.write(&mut map)?;
                map.end()
            }
        }
    };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@required required) => { true };
    (@required optional) => { false };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@take required $A:ident $field:ident ($key:expr)) => {
        $field.ok_or_else(|| <$A::Error as serde::de::Error>::missing_field($key))?
    };
    (@take optional $A:ident $field:ident ($key:expr)) => { $field };
    (@stated required $self:ident $field:ident) => { true };
    (@stated optional $self:ident $field:ident) => { $self.$field.is_some() };
    (@edit required $self:ident $field:ident $rest:ident $operation:ident) => {
        $crate::model::json::FromJson::edit(&mut $self.$field, $rest, $operation)?
    };
    (@edit optional $self:ident $field:ident $rest:ident $operation:ident) => {
        $crate::model::edit::edit_optional(&mut $self.$field, $rest, $operation)?
    };
    (@write required $self:ident $map:ident $field:ident ($key:expr)) => {
        $map.serialize_entry($key, &$self.$field)?
    };
    (@write optional $self:ident $map:ident $field:ident ($key:expr)) => {
        if let Some(value) = &$self.$field {
            $map.serialize_entry($key, value)?;
        }
    };
}
pub(crate) use record;
