//! Prescient: which theory saw it coming?

#[cfg(feature = "gui")]
pub mod app;
pub mod assess;
pub mod model;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
