//! What the window draws with: the design tokens, and the painted marks.
//!
//! Nothing here changes a document. A function that draws is named `*_ui`, or by the noun that it
//! draws.

pub mod marks;
pub mod tokens;
