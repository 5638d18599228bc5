//! What-if: the control that reads an outcome otherwise, and the list of what has been changed.

use eframe::egui::{Button, ComboBox, Response, Role, ScrollArea, Ui};

use super::parts::{self, Piece};
use super::tokens::{Palette, Size, bold, size, small};
use crate::app::what_if::Change;
use crate::app::{Action, Actions, Command, Selection, State, label};
use crate::assess::{Lens, Origin};
use crate::model::choice::Choice as _;
use crate::model::json::Shared;
use crate::model::{Basis, Outcome, Reported};
use crate::words;

/// How high the list of changes may grow, in points.
const LIST_HEIGHT: f32 = 180.0;

/// The width of the control that reads an outcome otherwise, in points: room for "≠ Mostly occurred".
pub const WIDTH: f32 = 164.0;

/// The sign of what the room reads in place of the essay: a flag, as wide as the sign of what the user reads otherwise.
const ROOM: &str = "⚑";

/// The control that says how an outcome is read, and reads it otherwise.
pub fn reading_ui(ui: &mut Ui, state: &State, outcome: &Outcome, actions: &mut Actions) -> Response {
    let lens = &state.session.lens;
    let palette = Palette::of(ui.visuals());
    let label = reading_label(lens, outcome);
    let is_changed = is_changed(lens, outcome);
    // The sign says it without colour.
    let origin = lens.origin(outcome);
    let text = match origin {
        _ if lens.hides(outcome) => small(format!("≠ {label}")).color(palette.accent),
        Origin::Room => small(format!("{ROOM} {label}")).color(palette.accent),
        Origin::User | Origin::Essay if is_changed => small(format!("≠ {label}")).color(palette.accent),
        Origin::User | Origin::Essay => small(label),
    };
    let combo = ComboBox::from_id_salt(("reading", outcome.id.as_str()))
        .selected_text(text)
        .width(WIDTH)
        .height(f32::INFINITY)
        .truncate();
    let mut response = combo.show_ui(ui, |ui| choices_ui(ui, lens, outcome, actions)).response;
    if origin == Origin::Room {
        let essay = words::reported(outcome.reported).to_lowercase();
        response = response.on_hover_text(format!("{ROOM} As the room reads it; the essay reports: {essay}"));
    }
    if is_changed {
        let essay = words::reported(outcome.reported).to_lowercase();
        let value = match origin {
            Origin::Room => format!("{label}, as the room reads it; the essay reports {essay}"),
            Origin::User | Origin::Essay => format!("{label}, changed from {essay}"),
        };
        ui.accesskit_node_builder(response.id, |node| node.set_value(value));
    }
    response.accessible_name(format!("Reading of {}", outcome.statement))
}

/// What can be made of an outcome: another reading, or nothing at all.
pub fn choices_ui(ui: &mut Ui, lens: &Lens, outcome: &Outcome, actions: &mut Actions) {
    let id = outcome.id.as_str();
    let now = lens.reading(outcome);
    for reading in Reported::ALL {
        let is_room = lens.room.get(id) == Some(reading);
        let whose = match (*reading == outcome.reported, is_room) {
            (true, true) => " (as the essay and the room)",
            (true, false) => " (as the essay reports)",
            (false, true) => " (as the room reads it)",
            (false, false) => "",
        };
        let text = format!("{}{whose}", words::reported(*reading));
        if ui.add(Button::selectable(*reading == now, text)).clicked() {
            actions.push(Action::WhatIf(Change::Reading(id.to_owned(), Some(*reading))));
        }
    }
    ui.separator();
    let is_off = lens.off_outcomes.contains(id);
    let text = if is_off { "Switch on again" } else { "Switch off, as if the essay lacked it" };
    if ui.add(Button::selectable(is_off, text)).clicked() {
        actions.push(Action::WhatIf(Change::Off(id.to_owned(), !is_off)));
    }
}

/// How an outcome is read now.
fn reading_label(lens: &Lens, outcome: &Outcome) -> &'static str {
    if lens.hides(outcome) { "Switched off" } else { words::reported(lens.reading(outcome)) }
}

/// Whether an outcome is read otherwise than the essay reports it, or does not count.
pub fn is_changed(lens: &Lens, outcome: &Outcome) -> bool {
    lens.hides(outcome) || lens.reading(outcome) != outcome.reported
}

/// Draws what has been changed, while anything is.
pub fn changes_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Region, "What-if", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(size::TARGET);
            ui.label(bold("What if").color(Palette::of(ui.visuals()).accent));
            ui.label(small(summary(state)));
            let list = if state.view.lists_changes { "Hide the list" } else { "List the changes" };
            if ui.link(small(list)).clicked() {
                actions.push(Action::Command(Command::ListChanges));
            }
            for command in [Command::UndoWhatIf, Command::SaveSeminar] {
                if ui.link(small(label(state, command))).clicked() {
                    actions.push(Action::Command(command));
                }
            }
        });
        if state.view.lists_changes {
            // Without a least height the list would keep the room that the strip had without it.
            let list = ScrollArea::vertical().id_salt("changes").max_height(LIST_HEIGHT);
            list.min_scrolled_height(LIST_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
                parts::region(ui, Role::List, "Changes", |ui| list_ui(ui, state, actions));
            });
        }
    });
}

/// What has been changed, in a line.
fn summary(state: &State) -> String {
    let lens = &state.session.lens;
    let mut parts = Vec::new();
    match readings_that_differ(state) {
        0 => {}
        1 => parts.push("1 outcome is read otherwise than the essay reports it".to_owned()),
        n => parts.push(format!("{n} outcomes are read otherwise than the essay reports them")),
    }
    match lens.off_outcomes.len() {
        0 => {}
        1 => parts.push("1 is switched off".to_owned()),
        n => parts.push(format!("{n} are switched off")),
    }
    if !lens.off_bases.is_empty() {
        let counts = Basis::ALL.iter().filter(|basis| !lens.off_bases.contains(basis));
        let counts: Vec<&str> = counts.map(|basis| words::basis_plural(*basis)).collect();
        let counts = if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") };
        parts.push(format!("only these bases count: {counts}"));
    }
    if parts.is_empty() {
        return "Nothing is read otherwise than the essay reports it".to_owned();
    }
    words::capitalised(&parts.join("; "))
}

/// How many readings differ from the essay's. A seminar written by hand may have others: of outcomes that
/// this essay lacks, or just as it reports them.
fn readings_that_differ(state: &State) -> usize {
    let readings = &state.session.lens.readings;
    let differs = |outcome: &&Shared<Outcome>| {
        readings.get(outcome.id.as_str()).is_some_and(|reading| *reading != outcome.reported)
    };
    state.comparison.essay.outcomes.iter().filter(differs).count()
}

fn list_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let lens = &state.session.lens;
    bases_ui(ui, lens, actions);
    let readings: Vec<_> = lens.readings.iter().collect();
    parts::long_list(ui, "changed readings", readings.len(), |ui, i| {
        let (id, reading) = readings[i];
        let outcome = state.comparison.outcome(id).map(|(_, outcome)| outcome);
        let essay = outcome.map_or("the essay has no such outcome", |o| words::reported(o.reported));
        change_ui(
            ui,
            outcome,
            id,
            words::reported(*reading),
            essay,
            Change::Reading(id.clone(), None),
            actions,
        );
    });
    let off: Vec<_> = lens.off_outcomes.iter().collect();
    parts::long_list(ui, "outcomes switched off", off.len(), |ui, i| {
        let outcome = state.comparison.outcome(off[i]).map(|(_, outcome)| outcome);
        let essay = outcome.map_or("the essay has no such outcome", |o| words::reported(o.reported));
        change_ui(ui, outcome, off[i], "Switched off", essay, Change::Off(off[i].clone(), false), actions);
    });
}

/// A change: the outcome, its new value, the essay's, and the way back.
fn change_ui(
    ui: &mut Ui,
    outcome: Option<&Outcome>,
    id: &str,
    new: &str,
    essay: &str,
    undo: Change,
    actions: &mut Actions,
) {
    let statement = outcome.map_or(id, |outcome| outcome.statement.as_str());
    // A line is as high as its text, so that links and the words between them stand on one line.
    ui.spacing_mut().interact_size.y = Size::Small.line_height();
    ui.horizontal_wrapped(|ui| {
        if ui.link(small("Undo")).accessible_name(format!("Undo the change of {statement}")).clicked() {
            actions.push(Action::WhatIf(undo));
        }
        let format = Size::Small.format(Palette::of(ui.visuals()).text);
        if parts::link(ui, statement, format).clicked() {
            actions.push(Action::Select(Selection::Outcome(id.to_owned())));
        }
        parts::line(ui, [Piece::Strong(new), Piece::Quiet(&format!("; the essay reports: {essay}"))]);
    });
}

/// Which bases count.
fn bases_ui(ui: &mut Ui, lens: &Lens, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        parts::note(ui, "Bases that count:");
        for basis in Basis::ALL {
            let mut counts = !lens.off_bases.contains(basis);
            if ui.checkbox(&mut counts, small(words::capitalised(words::basis_plural(*basis)))).changed() {
                actions.push(Action::WhatIf(Change::BasisOff(*basis, !counts)));
            }
        }
    });
}
