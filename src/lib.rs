//! Prescient: which theory saw it coming?
//!
//! Geopolitical theories side by side, each of their predictions matched against the outcomes that an
//! essay reports. Data flows one way: files, [`store`], [`model`], [`assess`], `ui`, `app`. The core
//! ([`model`], [`store`], [`import`], [`assess`], [`seminar`], [`versions`], [`words`]) knows neither the window nor the command line;
//! the window (`app`, `ui`) is the feature `gui`. ARCHITECTURE.md has the map.

#[cfg(feature = "gui")]
pub mod app;
pub mod arrange;
pub mod assess;
pub mod cli;
pub mod export;
pub mod import;
pub mod look;
pub mod model;
pub mod seminar;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
pub mod versions;
pub mod words;
