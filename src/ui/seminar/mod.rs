//! The cockpit of a seminar: the lecturer's side of it. What the room sees is [`super::projector`].

mod agenda;
mod boards;
mod cells;
pub mod dialogs;
mod figures;
mod hands;
mod rescues;
mod rooms;
mod run;
mod votes;

use eframe::egui::{Align, Button, Frame, Layout, Role, ScrollArea, Ui};

use super::parts;
use super::tokens::{self, Size, small, space};
use crate::app::room::{Page, Reckoned, RoomAction};
use crate::app::{Action, Actions, Command, State};

/// The pages, from left to right.
const PAGES: [(Page, &str); 5] = [
    (Page::Agenda, "Agenda"),
    (Page::Run, "Run"),
    (Page::Figures, "What the votes say"),
    (Page::Rescues, "Defences"),
    (Page::Rooms, "Other rooms"),
];

/// Draws the cockpit into the central area. Its pages scroll, and bring their own margin.
pub fn seminar_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Main, "Seminar", |ui| {
        Frame::new().inner_margin(tokens::margin(space::PAGE, space::BETWEEN)).show(ui, |ui| {
            pages_ui(ui, state, actions);
        });
        ScrollArea::vertical().id_salt(("seminar", state.view.cockpit.page as u8)).auto_shrink(false).show(
            ui,
            |ui| {
                let margin = tokens::margin(space::PAGE, space::BETWEEN);
                Frame::new().inner_margin(margin).show(ui, |ui| page_ui(ui, state, actions));
            },
        );
    });
}

/// The width from which the pages and the projector's buttons find room in one line, in points.
const ONE_LINE: f32 = 720.0;

/// The pages, of which one is open, and the projector.
fn pages_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let is_wide = ui.available_width() >= ONE_LINE;
    ui.horizontal_wrapped(|ui| {
        for (page, name) in PAGES {
            let is_open = state.view.cockpit.page == page;
            let text = if is_open { Size::Small.bold(name) } else { small(name) };
            if ui.add(Button::selectable(is_open, text)).clicked() {
                actions.push(Action::Room(RoomAction::ShowPage(page)));
            }
        }
        if is_wide {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                projector_ui(ui, state, [Command::Blank, Command::Projector], actions);
            });
        } else {
            projector_ui(ui, state, [Command::Projector, Command::Blank], actions);
        }
    });
}

/// The buttons of the projector.
fn projector_ui(ui: &mut Ui, state: &State, commands: [Command; 2], actions: &mut Actions) {
    for command in commands {
        let button = Button::selectable(state.is_chosen(command), small(command.text()));
        let response = ui.add_enabled(state.is_possible(command), button);
        if response.on_hover_text(parts::hint(ui, state, command)).clicked() {
            actions.push(Action::Command(command));
        }
    }
}

fn page_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    match state.view.cockpit.page {
        Page::Run => run::run_ui(ui, state, actions),
        Page::Agenda => agenda::agenda_ui(ui, state, actions),
        Page::Figures => figures::figures_ui(ui, state, actions),
        Page::Rescues => rescues::rescues_ui(ui, state, actions),
        Page::Rooms => rooms::rooms_ui(ui, state, actions),
    }
}

/// What follows from the votes, once it is there; else a word that it is coming.
fn reckoned_ui<'a>(ui: &mut Ui, state: &'a State) -> Option<&'a Reckoned> {
    let reckoned = state.reckoned();
    if reckoned.is_none() {
        parts::note(
            ui,
            "The votes are being reckoned. What follows from them shows here as soon as it is there.",
        );
    } else if state.is_reckoning_outdated() {
        parts::note(ui, "Updating… This is from before the last change.");
    }
    reckoned
}
