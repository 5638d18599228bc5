//! The analysis: where the theories part ways, and what the ranking hangs on.

use eframe::egui::{Role, Ui};

use super::parts;
use crate::app::{Actions, State};

/// Draws the analysis into the central area.
pub fn analysis_ui(ui: &mut Ui, _: &State, _: &mut Actions) {
    parts::region(ui, Role::Main, "Analysis", |_| {});
}
