//! A room's votes: what it reads, whether it agrees, and what came of a discussion.
//!
//! Pure functions of plain counts and answers, which know nothing of the seminar that they come from.
//! Grades go by their position, from 0 for the best (occurred, confirmed) to 4 for the worst (did not
//! occur, disconfirmed), as [`super::Grade`] has them. "Cannot decide" is an answer, but no grade.

mod agreement;
mod bootstrap;
mod coincidences;
mod control;
mod counts;
mod dice;
mod kappa;
mod reading;
mod shift;
mod spread;

pub use agreement::{Agreement, Metric, Working, agreement};
pub use bootstrap::{Interval, RESAMPLES, interval};
pub use control::{at_least_inconsistent, inconsistent};
pub use counts::{Answer, Counts};
pub use dice::Dice;
pub use kappa::fleiss;
pub use reading::{FEWEST_FOR_READING, RoomReading, median, middles, room_reading};
pub use shift::{Shift, Swing, swing};
pub use spread::{Discussion, FEWEST_FOR_DISCUSSION, spread, worth_discussing};
