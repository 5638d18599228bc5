//! The inspector: explains whatever is selected, down to the sum behind each number.

mod outcome;
mod prediction;
mod theory;

use eframe::egui::{Frame, Role, ScrollArea, Ui};

use super::marks;
use super::parts;
use super::tokens::{self, Palette, Size, size, space};
use crate::app::{Action, Actions, Command, Selection, State};
use crate::model::Source;
use crate::words;

/// Draws the inspector into a side panel of 300 to 420 points. It scrolls, and brings its own margin.
pub fn inspector_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Complementary, "Inspector", |ui| {
        // A place of its own for each selection: a new one begins at its top, and Back returns to
        // where one was.
        let salt = ("inspector", format!("{:?}", state.view.selection));
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(tokens::margin(space::APART, space::APART)).show(ui, |ui| {
                top(ui, state, actions);
                explain(ui, state, actions);
            });
        });
    });
}

/// The way back, and the way to where the selection stands.
fn top(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(selection) = &state.view.selection else { return };
    ui.horizontal(|ui| {
        if !state.view.back.is_empty() {
            parts::command_button(ui, state, Command::Back, actions);
        }
        let place = match selection {
            Selection::Outcome(_) => "Show in the essay",
            Selection::Theory(_) | Selection::Prediction(..) => "Show in Compare",
        };
        if ui.button(place).clicked() {
            actions.push(Action::Reveal(selection.clone()));
        }
    });
    ui.add_space(space::BETWEEN);
}

fn explain(ui: &mut Ui, state: &State, actions: &mut Actions) {
    match &state.view.selection {
        None => nothing(ui),
        Some(Selection::Prediction(doc, position)) => {
            prediction::prediction(ui, state, *doc, *position, actions);
        }
        Some(Selection::Outcome(id)) => outcome::outcome(ui, state, id, actions),
        Some(Selection::Theory(doc)) => theory::theory(ui, state, *doc, actions),
    }
}

fn nothing(ui: &mut Ui) {
    big(ui, "Nothing is selected");
    parts::prose(
        ui,
        "Select a prediction, and its whole working stands here: what it expects, what the essay reports, the sum and the rule that gave its verdict.",
    );
    parts::prose(
        ui,
        "Select an outcome to see every theory that bets on it, or the head of a theory to see how its numbers come about.",
    );
    parts::note(ui, "Click it, or move to it with Tab and press Enter.");
}

/// The heading of what is explained.
fn big(ui: &mut Ui, text: &str) {
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, text, format);
}

/// Says that something cannot be explained, and why.
fn absent(ui: &mut Ui, what: &str, why: &str) {
    big(ui, what);
    parts::prose(ui, why);
}

/// A member's monogram and its short name, which selects it.
fn whose(ui: &mut Ui, state: &State, member: usize, actions: &mut Actions) {
    let Some(m) = state.comparison.members.get(member) else { return };
    ui.horizontal(|ui| {
        marks::monogram(ui, &m.monogram, &m.theory.short_name, member, size::MONOGRAM);
        parts::link_to(ui, &m.theory.short_name, Action::Select(Selection::Theory(m.doc)), actions);
    });
}

/// The attached text of these paragraphs, where there is one.
fn quotes(ui: &mut Ui, state: &State, paragraphs: &[u32]) {
    let Some(text) = &state.essay_text else { return };
    for number in paragraphs {
        if let Some(paragraph) = text.paragraph(*number) {
            parts::quote(ui, *number, paragraph);
        }
    }
}

/// Where a prediction comes from, in full.
fn source(state: &State, view: &crate::app::comparison::PredictionView<'_>) -> String {
    let essay = &state.comparison.essay;
    match view.prediction.attribution.source() {
        Source::Essay { paragraphs, of: Some(of) } if *of != essay.id => {
            format!("Another essay ({of}), {}", words::paragraphs(paragraphs))
        }
        Source::Essay { paragraphs, .. } => format!("{}, {}", essay.title, words::paragraphs(paragraphs)),
        Source::Work { .. } => words::source_in_full(view.theory, view.prediction),
    }
}
