//! Prescient: which theory saw it coming?

pub mod assess;
pub mod cli;
pub mod model;
pub mod store;
