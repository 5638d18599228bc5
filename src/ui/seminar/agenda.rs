//! The agenda: what the room will talk about, and what it could talk about.

mod item;
mod offers;

use eframe::egui::{Button, DragValue, Role, TextEdit, Ui, text::LayoutJob};

use crate::app::room::{Page, RoomAction};
use crate::app::{Action, Actions, Command, State};
use crate::model::{Asked, Item, Manner};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, small, space};
use crate::words;

/// The width of what could be put on the agenda, in points.
const OFFERS: f32 = 400.0;

/// The width of the page from which that stands beside the agenda, in points.
const BESIDE: f32 = 860.0;

/// The most people for whom a ballot sheet is made.
const MOST_PEOPLE: usize = 500;

/// Draws the page: the agenda, and beside it, or below where there is no room, what could be put on it.
pub fn agenda_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let width = ui.available_width();
    if width < BESIDE {
        own_ui(ui, state, actions);
        ui.add_space(space::SECTION);
        offers::offers_ui(ui, state, actions);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(width - OFFERS - space::PAGE);
            own_ui(ui, state, actions);
        });
        ui.add_space(space::PAGE - space::BETWEEN);
        ui.vertical(|ui| {
            ui.set_width(OFFERS - space::BETWEEN);
            offers::offers_ui(ui, state, actions);
        });
    });
}

/// The agenda itself, with what belongs to the whole of it.
fn own_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let items = state.session.room.items();
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    if items.is_empty() {
        parts::heading(ui, "Nothing is on the agenda yet", format);
        parts::prose(
            ui,
            "An agenda lists what the room will vote on: how an outcome is to be read, or how a prediction fared. \
             Begin with what divides the theories most, or add items by hand.",
        );
        parts::command_button(ui, state, Command::AddMostWorth, actions);
    } else {
        parts::heading(ui, &format!("{} on the agenda", words::count(items.len(), "item")), format);
        begin_ui(ui, state, actions);
        parts::region(ui, Role::List, "Agenda", |ui| {
            parts::long_list(ui, "agenda", items.len(), |ui, at| item_ui(ui, state, at, &items[at], actions));
        });
        ballots_ui(ui, state, actions);
    }
    notes_ui(ui, state, actions);
}

/// The way on, or what is needed before.
fn begin_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    if state.session.seminar.is_none() {
        parts::prose(ui, "Each step will be kept in the seminar's file, so it needs one before it begins.");
        parts::command_button(ui, state, Command::SaveSeminarAs, actions);
        return;
    }
    let text = if state.has_begun() { "Go on" } else { "Begin" };
    if ui.button(Size::Body.bold(text)).on_hover_text("Open the page Run").clicked() {
        actions.push(Action::Room(RoomAction::ShowPage(Page::Run)));
    }
}

/// An item: its statement, and below it what there is to say of it. The one that is open can be changed.
fn item_ui(ui: &mut Ui, state: &State, at: usize, own: &Item, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    let is_open = state.view.cockpit.item == Some(at);
    ui.add_space(space::WITHIN);
    parts::hairline(ui);
    let said = state.statement(at);
    let format = if is_open { Size::Body.bold_format(palette.text) } else { Size::Body.format(palette.text) };
    let mut job = LayoutJob::single_section(format!("{}. {said}", at + 1), format);
    let about = about(state, at, own);
    job.append(&format!("\n{about}"), 0.0, Size::Small.format(palette.quiet));
    let response = ui.add(Button::selectable(is_open, job).wrap());
    let name = format!("Item {}: {said}. {about}", at + 1);
    parts::name(ui, &response, &name);
    let hint = if is_open { "Close this item" } else { "Change this item" };
    if response.on_hover_text(hint).clicked() {
        actions.push(Action::Room(RoomAction::ShowItem((!is_open).then_some(at))));
    }
    if is_open {
        item::open_ui(ui, state, at, own, actions);
    }
}

/// What is asked, how it is put, and how far it has come, in a line.
fn about(state: &State, at: usize, own: &Item) -> String {
    let asked = match own.asked() {
        Asked::Reading => "reading of an outcome",
        Asked::Verdict => "verdict on a prediction",
    };
    let mut parts = vec![asked.to_owned()];
    if let Some(negated) = state.course.negated(at) {
        parts.push(format!("control of item {}", negated + 1));
    }
    if state.is_put(at, Manner::TheoryHidden) {
        parts.push("theory hidden".to_owned());
    }
    if own.negates.is_none() && own.is(Manner::SidesSwapped) {
        parts.push("sides swapped".to_owned());
    }
    if let Some(minutes) = own.minutes {
        parts.push(format!("{minutes} min"));
    }
    let how_far = super::run::how_far(state, at);
    parts.extend((!how_far.is_empty()).then_some(how_far));
    words::capitalised(&parts.join(", "))
}

/// Ballots on paper: blank sheets, and those that come back.
fn ballots_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::section(ui, "Ballots on paper");
    parts::note(
        ui,
        "Instead of hands: a sheet with one row a person and one column a vote, filled in under pseudonyms, and imported.",
    );
    ui.horizontal_wrapped(|ui| {
        let mut persons = state.view.cockpit.persons;
        let label = ui.label(small("People"));
        let field = ui.add(DragValue::new(&mut persons).range(1..=MOST_PEOPLE)).labelled_by(label.id);
        if field.changed() {
            actions.push(Action::Room(RoomAction::SetPersons(persons)));
        }
        for command in [Command::BlankBallots, Command::ImportBallots] {
            parts::command_button(ui, state, command, actions);
        }
    });
}

fn notes_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::section(ui, "Notes on the seminar");
    let mut notes = state.session.room.notes.clone().unwrap_or_default();
    let field = TextEdit::multiline(&mut notes).desired_rows(3).desired_width(f32::INFINITY);
    let response = ui
        .add(field.hint_text("For you alone: minutes leave them out"))
        .accessible_name("Notes on the seminar");
    if response.changed() {
        actions.push(Action::Room(RoomAction::SetNotes(notes)));
    }
}
