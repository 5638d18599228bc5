//! Prescient: which theory saw it coming?

pub mod model;
