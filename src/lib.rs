//! Prescient: which theory saw it coming?

pub mod assess;
pub mod model;
pub mod store;
