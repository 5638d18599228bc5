//! What leaves the program: handouts, pictures and tables of what is compared, as bytes.
//!
//! Pure functions of documents and lens. The same input gives the same bytes: no clock, no file, no chance and no order
//! of a hash map comes into it. A handout is a [`page`] in blocks, written as HTML or as Markdown.

pub(crate) mod analysis;
mod citation;
pub(crate) mod comparison;
mod form;
pub mod handout;
pub mod page;
pub mod picture;
mod preview;
pub(crate) mod table;
pub(crate) mod words;
mod work;

pub use comparison::Comparison;
pub use form::{Export, ExportProblem, Form, Made, What};
pub use preview::Preview;
pub use work::Work;
