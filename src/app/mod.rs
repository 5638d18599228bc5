//! The window's inner life: state, the actions that change it, and work in the background.
//!
//! Data flows one way. Views ([`crate::ui`]) get `&State` and push [`Action`]s; [`apply`] is the one
//! function that changes the state, and returns the [`Effect`]s that the [`shell`] carries out.

pub mod action;
pub mod apply;
pub mod command;
pub mod comparison;
pub mod editor;
pub mod essay_text;
pub mod export;
pub mod find;
pub mod history;
pub mod jobs;
pub mod leaving;
pub mod matrix;
pub mod menus;
pub mod palette;
pub mod possible;
pub mod recovery;
pub mod room;
pub mod seminar;
pub mod session;
pub mod settings;
pub mod shell;
pub mod state;
pub mod system;
pub mod versions;
pub mod what_if;

pub use action::{Action, Actions, Effect};
pub use apply::apply;
pub use command::{Command, label};
pub use comparison::{Comparison, Member};
pub use matrix::MatrixView;
pub use seminar::{Aside, OpenSeminar};
pub use session::{Body, DocId, Document, Origin, Session};
pub use settings::{Motion, Settings, Theme};
pub use state::{Analysed, Dialog, EssayOrder, Message, Selection, State, Tab, View};
