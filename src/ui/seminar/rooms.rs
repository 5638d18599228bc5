//! This room beside another one.

use std::sync::Arc;

use eframe::egui::{Align, Role, Ui};

use super::cells::{self, cell, measure};
use crate::app::room::{RoomAction, RoomsBeside};
use crate::app::{Action, Actions, Command, State};
use crate::model::Asked;
use crate::seminar::{About, AgreementOf, DocumentDiffers, DocumentOf, RoomsCompared, Said, Shared};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, small, space};
use crate::words;
use crate::words::seminar::signed;

/// The columns: the other room, this room, and the difference, in points.
const COLUMNS: [f32; 3] = [200.0, 200.0, 200.0];

/// Draws the page.
pub fn rooms_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(other) = &state.other_room else { return empty_ui(ui, state, actions) };
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, &format!("This room and {}", other.name), format);
    ui.horizontal_wrapped(|ui| {
        parts::command_button(ui, state, Command::CompareRooms, actions);
        if ui.button("Put it away").clicked() {
            actions.push(Action::Room(RoomAction::CloseOtherRoom));
        }
    });
    // Until a worker has set the room that was chosen last beside this one, there is nothing to show of it.
    let beside = state.reckoned().and_then(|reckoned| reckoned.rooms.as_ref());
    let Some(beside) = beside.filter(|beside| Arc::ptr_eq(&beside.other, other)) else {
        parts::note(ui, "The rooms are being compared.");
        return;
    };
    compared_ui(ui, state, beside);
}

fn empty_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, "No other room to compare with", format);
    measure(ui, |ui| {
        parts::prose(
            ui,
            "Choose the seminar file of another room, last year's for example. What both voted on is set side by side by \
             outcome and prediction: both readings, how many voted, and the difference. What only one of them voted on is \
             listed, and so is each document that has changed since.",
        );
    });
    parts::command_button(ui, state, Command::CompareRooms, actions);
}

fn compared_ui(ui: &mut Ui, state: &State, beside: &RoomsBeside) {
    let RoomsBeside { other, compared } = beside;
    measure(ui, |ui| headline_ui(ui, compared));
    documents_ui(ui, &compared.documents);
    let titles = Titles { state, other: &other.seminar };
    for (name, asked) in [("Outcomes", Asked::Reading), ("Verdicts on predictions", Asked::Verdict)] {
        let items: Vec<&Shared> =
            compared.shared.iter().filter(|item| asked_of(&item.about) == asked).collect();
        if !items.is_empty() {
            parts::section(ui, name);
            table_ui(ui, name, &items, asked, &titles);
        }
    }
    only_ui(ui, "Only this room voted on", &compared.own_only, &titles);
    only_ui(ui, "Only the other room voted on", &compared.other_only, &titles);
}

/// How far each room agrees, and what that can tell.
fn headline_ui(ui: &mut Ui, compared: &RoomsCompared) {
    let items = words::count(compared.shared.len(), "item");
    parts::prose(ui, format!("Both voted on {items}."));
    for (name, [shared, all]) in [("This room", compared.own), ("The other room", compared.other)] {
        parts::prose(
            ui,
            format!(
                "{name}: ordinal alpha {} over what both voted on, {} over {} of its own.",
                alpha(&shared),
                alpha(&all),
                words::count(all.items, "item")
            ),
        );
    }
    parts::note(
        ui,
        "Up is towards occurred or confirmed. Other people, in another year: a difference between two rooms need not be \
         a trend. Where the intervals overlap, not even the agreement is known to differ. A room that agrees need not \
         be right.",
    );
}

/// Alpha with its interval, or why there is none.
fn alpha(of: &AgreementOf) -> String {
    match (of.agreement.telling(), of.interval) {
        (Some(alpha), Some(interval)) => {
            format!("{} (from {} to {})", signed(alpha), signed(interval.low), signed(interval.high))
        }
        (Some(alpha), None) => format!("{} (no interval: too few items)", signed(alpha)),
        (None, _) => "n/a".to_owned(),
    }
}

/// Documents that differ: what was voted on may not be the same.
fn documents_ui(ui: &mut Ui, documents: &[DocumentDiffers]) {
    if documents.is_empty() {
        parts::note(ui, "Both had the same essay and theories, to the letter.");
        return;
    }
    parts::section(ui, "Documents that differ");
    parts::region(ui, Role::List, "Documents that differ", |ui| {
        parts::long_list(ui, "documents that differ", documents.len(), |ui, at| {
            measure(ui, |ui| parts::prose(ui, document_told(&documents[at])));
        });
    });
}

fn document_told(differs: &DocumentDiffers) -> String {
    let named = |document: &DocumentOf| {
        let kind = if document.is_essay { "The essay" } else { "The theory" };
        format!("{kind} “{}” ({})", document.name, document.id)
    };
    match differs {
        DocumentDiffers::Changed(document) => format!("{} has changed since.", named(document)),
        DocumentDiffers::OwnOnly(document) => format!("{} is this room's alone.", named(document)),
        DocumentDiffers::OtherOnly(document) => format!("{} was the other room's alone.", named(document)),
    }
}

fn asked_of(about: &About) -> Asked {
    match about {
        About::Outcome(_) => Asked::Reading,
        About::Prediction(..) => Asked::Verdict,
    }
}

/// What both voted on: the statement, and below it a cell for each room and for the difference.
fn table_ui(ui: &mut Ui, name: &str, items: &[&Shared], asked: Asked, titles: &Titles<'_>) {
    parts::region(ui, Role::Table, name, |ui| {
        let widths = cells::fitted(ui, COLUMNS);
        cells::row(ui, |ui| {
            for (width, head) in widths.into_iter().zip(["The other room", "This room", "Difference"]) {
                cell(ui, width, Align::Min, |ui| parts::note(ui, head));
            }
        });
        parts::hairline(ui);
        parts::long_list(ui, ("rooms", name), items.len(), |ui, at| {
            let item = items[at];
            // Between rows only: below the last one the next section draws its own.
            if at > 0 {
                parts::hairline(ui);
            }
            let title = titles.of(&item.about);
            parts::region(ui, Role::Row, &row_said(&title, item, asked), |ui| {
                measure(ui, |ui| parts::prose(ui, &title));
                cells::row(ui, |ui| {
                    said_ui(ui, widths[0], &item.other, asked);
                    said_ui(ui, widths[1], &item.own, asked);
                    cell(ui, widths[2], Align::Min, |ui| cells::text(ui, Size::Body.bold(difference(item))));
                });
                if item.own.wording != item.other.wording {
                    measure(ui, |ui| parts::note(ui, wordings(item)));
                }
            });
            parts::end(ui, space::BETWEEN);
        });
    });
}

/// What a room makes of it, and by how many votes.
fn said_ui(ui: &mut Ui, width: f32, said: &Said, asked: Asked) {
    cell(ui, width, Align::Min, |ui| {
        cells::text(ui, Size::Body.bold(words::seminar::reading(said.reading, asked)));
        cells::text(ui, small(votes(said)));
        cells::text(ui, small(words::seminar::round(said.round)));
    });
}

/// A row as it is read aloud.
fn row_said(title: &str, item: &Shared, asked: Asked) -> String {
    let said = |said: &Said| format!("{}, {}", words::seminar::reading(said.reading, asked), votes(said));
    let (other, own) = (said(&item.other), said(&item.own));
    format!("{title}: the other room {other}; this room {own}; difference: {}", difference(item))
}

/// That the rooms were not asked in the same words.
fn wordings(item: &Shared) -> String {
    let put = |said: &Said| said.wording.as_ref().map_or("as above".to_owned(), |own| format!("“{own}”"));
    format!(
        "Not asked in the same words: in the other room {}, in this one {}.",
        put(&item.other),
        put(&item.own)
    )
}

/// How many voted.
fn votes(said: &Said) -> String {
    let all = words::count(said.counts.total(), "vote");
    match said.counts.cannot_decide {
        0 => all,
        undecided => format!("{all}, {undecided} cannot decide"),
    }
}

/// How far this room is from the other one, in words.
fn difference(item: &Shared) -> String {
    match item.difference() {
        None => "n/a".to_owned(),
        Some(0) => "The same".to_owned(),
        Some(grades) => {
            let way = if grades < 0 { "up" } else { "down" };
            format!("{} {way}", words::count(grades.unsigned_abs(), "grade"))
        }
    }
}

/// What one room alone voted on.
fn only_ui(ui: &mut Ui, name: &str, items: &[(About, Said)], titles: &Titles<'_>) {
    if items.is_empty() {
        return;
    }
    parts::section(ui, name);
    parts::region(ui, Role::List, name, |ui| {
        parts::long_list(ui, name, items.len(), |ui, at| {
            let (about, said) = &items[at];
            let reading = words::seminar::reading(said.reading, asked_of(about));
            measure(ui, |ui| parts::prose(ui, format!("{}: {reading}, {}", titles.of(about), votes(said))));
        });
    });
}

/// What the things are called that were voted on: as the documents here have it, else the other room's.
struct Titles<'a> {
    state: &'a State,
    other: &'a crate::model::Seminar,
}

impl Titles<'_> {
    fn of(&self, about: &About) -> String {
        match about {
            About::Outcome(id) => {
                let here = self.state.comparison.essay.outcomes.iter();
                let there = self.other.essay.document.outcomes.iter();
                let mut outcomes = here.chain(there).filter(|outcome| outcome.id.as_str() == id);
                outcomes.next().map_or_else(|| id.clone(), |outcome| outcome.statement.clone())
            }
            About::Prediction(theory, id) => {
                let here = self.state.comparison.theories.iter().map(|theory| &**theory);
                let there = self.other.theories.iter().map(|theory| &*theory.document.0);
                let theories = here.chain(there).filter(|own| own.id.as_str() == theory);
                let mut predictions = theories.filter_map(|own| {
                    let prediction = own.predictions.iter().find(|own| own.id.as_str() == id)?;
                    Some(format!("{}: {}", own.short_name, prediction.statement))
                });
                predictions.next().unwrap_or_else(|| format!("{theory}: {id}"))
            }
        }
    }
}
