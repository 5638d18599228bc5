//! A seminar as it goes: what it talks about, where it stands, what is on the wall, and what its votes say.
//!
//! Pure functions over what a seminar's file holds ([`crate::model::Room`]) and the comparison that it belongs
//! to. Statistics over votes are [`crate::assess::votes`]; no file, no clock and no window is known here.

mod agenda;
mod boards;
mod course;
mod figures;
mod rooms;
mod subject;
mod wall;

pub use agenda::{
    Offer, Worth, control_of, free_item_id, most_worth, most_worth_predictions, offered_outcomes,
    offered_predictions, place_of_control,
};
pub use boards::{Board, Boards, Standing, boards, counting_readings, readings};
pub use course::{Closed, Course, Hindrance, Next, Place, counted};
pub use figures::{AgreementFigures, Consistency, Figures, MetricFigure, RoundFigures, units};
pub use rooms::{
    About, AgreementOf, DocumentDiffers, DocumentOf, RoomOf, RoomsCompared, Said, Shared, compare_rooms,
};
pub use subject::{Compared, Subject, is_put, prediction_at, predictions_by_id, statement, subject_of};
pub use wall::{BoardRow, Countdown, ItemOnWall, ProjectorView, Revealed, RoundOnWall, by_the_essay};
