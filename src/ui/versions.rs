//! Versions of a document: which to compare, how they differ, and what becomes of conflicts.

mod choose;
mod differences;
mod marked;
mod merge;

pub use choose::choose_ui;
pub use differences::differences_ui;
pub use merge::merge_ui;

use eframe::egui::Ui;

use super::parts::{self, Piece};
use super::tokens::space;
use crate::app::session::file_name;
use crate::app::versions::{Edition, Request};
use crate::app::{Action, Actions};

/// A version, after the name that it goes by here.
fn edition_ui(ui: &mut Ui, name: &str, edition: &Edition, state: &str) {
    let path = edition.path.as_deref().map(|path| match path.parent() {
        Some(folder) if file_name(path) == edition.name => format!(", in {}", folder.display()),
        _ => format!(", {}", path.display()),
    });
    let what = format!("  {}{state}{}", edition.name, path.unwrap_or_default());
    parts::line(ui, [Piece::Strong(name), Piece::Quiet(&what)]);
}

/// What is shown while a worker is at it.
fn waiting_ui(ui: &mut Ui, text: &str, actions: &mut Actions) {
    ui.label(text);
    ui.add_space(space::BETWEEN);
    if ui.button("Cancel").clicked() {
        actions.push(Action::CloseDialog);
    }
}

fn request_button(ui: &mut Ui, text: &str, request: Request, actions: &mut Actions) {
    if ui.button(text).clicked() {
        actions.push(Action::Versions(request));
    }
}
