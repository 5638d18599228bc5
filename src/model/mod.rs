//! The nouns of the program: theories, essays, outcomes, seminars and dates, as their files hold them.
//!
//! Nothing here reads or writes a file, and nothing here knows egui. A type in this room can be
//! read from JSON ([`json`]), written canonically, and described ([`shape`]); what its values mean
//! for one another (an unknown work, a duplicate id) is the business of [`crate::store`].

pub mod choice;
pub mod date;
pub mod edit;
pub mod essay;
pub mod format;
pub mod id;
pub mod json;
pub mod path;
pub mod room;
pub mod seminar;
pub mod shape;
pub mod theory;

pub use date::{Date, DateProblem, DateRange};
pub use edit::{Edit, EditProblem, Operation};
pub use essay::{Basis, Essay, Outcome, Reported};
pub use format::{Format, HasFormat};
pub use id::Id;
pub use path::{JsonPath, Step};
pub use room::{
    Answer, Asked, Ballot, Defence, Entry, Item, Manner, PredictionRef, Rescue, Room, Round, Stage, Vote,
    Votes,
};
pub use seminar::{EmbeddedEssay, EmbeddedTheory, Reading, Seminar};
pub use theory::{
    Attribution, AttributionFilter, Dimensions, Expectation, Expects, Judgeable, Kind, Prediction, Source,
    Theory, Work,
};
