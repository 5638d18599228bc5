//! Versions of a document: how they differ, and how they become one.
//!
//! Two versions (the lecturer's and the student's) are compared field by field, and merged with the version
//! that both come from where there is one. All of it works on the canonical form, guided by the document's
//! [`Shape`](crate::model::shape::Shape): so it serves every kind of document, and what this version does not
//! know takes part whole, to the last digit.
//!
//! - The entries of a list are matched by `id`, those without one by `outcome`, documents within a seminar by
//!   their own `id`; where one stands more than once, the first is matched with the first and so on. A list of
//!   plain values (paragraphs, bases) is one value.
//! - An attribution is compared field by field and merged as one value: half of each would be neither.
//! - A field that this version does not know is one value, however much is in it.
//!
//! Nothing here reads a file or knows egui.

mod difference;
mod marks;
mod merge;
mod order;
mod parts;
mod place;

pub use difference::{Change, Difference};
pub use marks::{Mark, Run, marks, share_words};
pub use merge::{Conflict, Merged, Resolution, Resolutions, Version};
pub use place::{Place, PlaceStep};

use serde::de::DeserializeSeed as _;
use serde_json::Value;

use crate::model::json::{Progress, Seed};
use crate::store::{Document, canonical};

/// A document that no file can hold, such as one with a weight that is no number.
#[derive(Debug, thiserror::Error)]
#[error("no file can hold this document: {0}")]
pub struct NotHeld(#[from] serde_json::Error);

/// How `after` differs from `before`, in the order of the document. Nothing differs if and only if both are
/// saved as the same bytes.
///
/// # Errors
/// If no file could hold one of them. No document that was loaded is such.
pub fn diff<T: Document>(before: &T, after: &T) -> Result<Vec<Difference>, NotHeld> {
    let (before, after) = (serde_json::to_value(before)?, serde_json::to_value(after)?);
    Ok(difference::list(&before, &after, T::shape()))
}

/// Makes one document of `mine` and `theirs`, two versions that both come from `base`.
///
/// What only one side has changed is taken from it. What both have changed, each in another way, is a
/// conflict; so is what one has changed and the other removed. Without a base, what only one side has is taken
/// from it, and every value that differs is a conflict. A conflict takes the side that `resolutions` say, and
/// mine until it is resolved; which conflicts there are does not hang on that.
///
/// The order of a list is mine, unless theirs alone has changed it; it is never a conflict. What is new in the
/// other version stands behind what it follows there. The hash of a document within a seminar follows from
/// what has become of that document.
///
/// # Errors
/// If no file could hold one of them. No document that was loaded is such.
pub fn merge<T: Document>(
    base: Option<&T>,
    mine: &T,
    theirs: &T,
    resolutions: &Resolutions,
) -> Result<Merged<T>, NotHeld> {
    let base: Option<Value> = base.map(serde_json::to_value).transpose()?;
    let (mine, theirs) = (serde_json::to_value(mine)?, serde_json::to_value(theirs)?);
    let (merged, conflicts) = merge::merge(base.as_ref(), &mine, &theirs, T::shape(), resolutions);
    Ok(Merged { document: held(&merged)?, conflicts })
}

/// The document that a canonical value describes, by way of its text: unknown fields are read from text alone.
fn held<T: Document>(value: &Value) -> Result<T, serde_json::Error> {
    let text = canonical(value);
    let mut input = serde_json::Deserializer::from_str(&text);
    Seed::<T>::new(&Progress::default()).deserialize(&mut input)
}
