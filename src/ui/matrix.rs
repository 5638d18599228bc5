//! The matrix: what each theory expects of each outcome, and what came of it.

use eframe::egui::{Role, Ui};

use super::parts;
use crate::app::{Actions, State};

/// Draws the matrix into the central area.
pub fn matrix_ui(ui: &mut Ui, _: &State, _: &mut Actions) {
    parts::region(ui, Role::Main, "Matrix", |_| {});
}
