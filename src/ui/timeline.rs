//! The timeline: predictions and outcomes in time.

use eframe::egui::{Role, Ui};

use super::parts;
use crate::app::{Actions, State};

/// Draws the timeline into the central area.
pub fn timeline_ui(ui: &mut Ui, _: &State, _: &mut Actions) {
    parts::region(ui, Role::Main, "Timeline", |_| {});
}
