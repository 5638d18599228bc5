//! What the window shows: views, and what they draw with.
//!
//! Views get `&State`, draw, and push [`crate::app::Action`]s; nothing here changes a document or the
//! state. A function that draws is named `*_ui`, or by the noun that it draws.

pub mod analysis;
pub mod compare;
pub mod dialogs;
pub mod editor;
pub mod essay;
pub mod export;
pub mod find;
pub mod inspector;
pub mod marks;
pub mod matrix;
mod parts;
pub mod problems;
pub mod projector;
mod recovery;
mod rows;
pub mod seminar;
mod stack;
mod stances;
pub mod theories;
pub mod timeline;
pub mod tokens;
mod versions;
pub mod what_if;
pub mod window;
