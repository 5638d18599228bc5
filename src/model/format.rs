//! The field `format`: what kind of document a file holds, and in which version.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::json::{FromJson, Progress};
use super::shape::Shape;

/// A kind of document that has a file format.
pub trait HasFormat {
    /// The value of its field `format`, in this version.
    const FORMAT: &'static str;
}

/// The value of a document's field `format`. There is one that this version reads, so it holds nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Format<K>(PhantomData<K>);

impl<K> Default for Format<K> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<K: HasFormat> FromJson for Format<K> {
    fn read<'de, D: Deserializer<'de>>(input: D, _: &Progress) -> Result<Self, D::Error> {
        let stated = Cow::<str>::deserialize(input)?;
        if stated == K::FORMAT {
            return Ok(Self::default());
        }
        Err(D::Error::invalid_value(Unexpected::Str(&stated), &K::FORMAT))
    }

    fn shape() -> Shape {
        Shape::Format(K::FORMAT)
    }
}

impl<K: HasFormat> Serialize for Format<K> {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        output.serialize_str(K::FORMAT)
    }
}
