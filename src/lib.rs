//! Prescient: which theory saw it coming?

pub mod assess;
pub mod model;
#[cfg(feature = "gui")]
pub mod ui;
