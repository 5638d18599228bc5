//! What the file formats look like, as data.
//!
//! The reader of a record and its [`Record`] come from the same declaration
//! ([`record!`](super::json::record)). The reader stops at the first fault; a shape lets
//! [`crate::store`] find every one with its place, and write the published JSON Schema.

/// What a value must be.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Any text.
    Text,
    /// This text and no other: see [`super::format`].
    Format(&'static str),
    /// A text that names something: see [`super::id`].
    Id,
    /// A text in the date format of [`super::date`].
    Date,
    /// A whole number from 0 to 4,294,967,295, written without point or exponent.
    Count,
    /// A finite number within these bounds (both included).
    Number {
        /// The least.
        min: f64,
        /// The greatest.
        max: f64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An array, each entry of this shape.
    List(fn() -> Shape),
    /// An object of texts under names of the author's choosing; `known` ones have a meaning.
    Texts {
        /// The names that have a meaning.
        known: &'static [&'static str],
    },
    /// An object with known fields.
    Record(&'static Record),
}

/// An object with known fields.
#[derive(Clone, Copy)]
pub struct Record {
    /// The record's name in the code.
    pub name: &'static str,
    /// What it is, in a sentence or two.
    pub doc: &'static str,
    /// Of these optional fields exactly one stands in the file; empty where there is no such rule.
    pub exactly_one_of: &'static [&'static str],
    /// The known fields in the order in which they are written.
    pub fields: &'static [Field],
}

impl Record {
    /// The field under `key`.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The keys of the known fields, in schema order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.key)
    }
}

/// A known field of a [`Record`].
#[derive(Clone, Copy)]
pub struct Field {
    /// Its key in the file.
    pub key: &'static str,
    /// What it says.
    pub doc: &'static str,
    /// Whether a record without it cannot be held.
    pub required: bool,
    /// What its value must be. A function, because records nest.
    pub shape: fn() -> Shape,
}
