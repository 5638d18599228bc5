//! What the votes say: how far the room agrees, what they say item by item, and what follows for the theories.

mod agreement;
mod items;
mod swing;

use eframe::egui::Ui;

use crate::app::room::{Page, RoomAction};
use crate::app::{Action, Actions, State};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, space};

use super::cells::measure;

/// Draws the page.
pub fn figures_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let items = state.session.room.items().len();
    if (0..items).all(|item| state.course.latest(item).is_none()) {
        return measure(ui, |ui| empty_ui(ui, items, actions));
    }
    if let Some(reckoned) = super::reckoned_ui(ui, state) {
        agreement::agreement_ui(ui, state, &reckoned.agreement);
    }
    section(ui, "Item by item");
    items::items_ui(ui, state, actions);
    section(ui, "What follows for the theories");
    super::boards::boards_ui(ui, state, actions);
}

fn section(ui: &mut Ui, name: &str) {
    ui.add_space(space::AROUND);
    parts::section(ui, name);
}

fn empty_ui(ui: &mut Ui, items: usize, actions: &mut Actions) {
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, "No vote is closed yet", format);
    parts::prose(
        ui,
        "When one is, this page tells how far the votes lie apart, what a discussion has moved, what the room reads, \
         and how the theories stand by it: each number with its working and its limits.",
    );
    ui.add_space(space::BETWEEN);
    let (text, page) =
        if items == 0 { ("Build the agenda", Page::Agenda) } else { ("Go to the first item", Page::Run) };
    if ui.button(text).clicked() {
        actions.push(Action::Room(RoomAction::ShowPage(page)));
    }
}
