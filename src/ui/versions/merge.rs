//! A merge: its conflicts one by one, and what comes along without one.

use eframe::egui::{Align, Button, CollapsingHeader, Layout, Role, ScrollArea, Ui};

use super::differences::difference_ui;
use super::{edition_ui, marked, request_button, waiting_ui};
use crate::app::versions::{Dispute, Merging, Request};
use crate::app::{Action, Actions, State};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, small, space};
use crate::versions::{Mark, Resolution, Run, Version};
use crate::words;

/// Draws the merge, or says that a worker is at it.
pub fn merge_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let merging = state.versions.merging.as_ref().filter(|_| !state.versions.is_pending());
    let Some(merging) = merging else { return waiting_ui(ui, "Merging…", actions) };
    edition_ui(ui, "Mine", &merging.mine, ", as it is open here");
    edition_ui(ui, "Theirs", &merging.theirs, if merging.is_of_file { ", as it is now" } else { "" });
    match &merging.base {
        Some(base) => edition_ui(ui, "Both come from", base, ""),
        None => drop(parts::note(ui, "No version is known that both come from.")),
    }
    ui.add_space(space::WITHIN);
    if let Some(dispute) = merging.conflicts.get(merging.at) {
        conflict_ui(ui, merging, dispute, actions);
    }
    overview_ui(ui, merging, actions);
    ui.add_space(space::BETWEEN);
    buttons_ui(ui, merging, actions);
}

fn conflict_ui(ui: &mut Ui, merging: &Merging, dispute: &Dispute, actions: &mut Actions) {
    let count = merging.conflicts.len();
    ui.horizontal(|ui| {
        let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
        parts::heading(ui, &format!("Conflict {} of {count}", merging.at + 1), format);
        parts::note(ui, format!("{} of {count} resolved", count - merging.open()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut step = |ui: &mut Ui, text: &str, to: Option<usize>| {
                let is_there = to.is_some_and(|to| to < count);
                if ui.add_enabled(is_there, Button::new(text)).clicked() {
                    actions.extend(to.map(|to| Action::Versions(Request::ShowConflict(to))));
                }
            };
            step(ui, "Next", Some(merging.at + 1));
            step(ui, "Back", merging.at.checked_sub(1));
        });
    });
    // A single one has the room that the list of all would take.
    let share = if count == 1 { 0.4 } else { 0.3 };
    let height = ui.ctx().content_rect().height() * share;
    let scroll = ScrollArea::vertical().id_salt(("conflict", merging.at));
    // The buttons stay where they are from one conflict to the next.
    let shrinks = [false, count == 1];
    scroll.max_height(height).auto_shrink(shrinks).show(ui, |ui| sides_ui(ui, dispute));
    ui.add_space(space::WITHIN);
    ui.horizontal(|ui| {
        for (text, side) in [("Keep mine", Resolution::Mine), ("Take theirs", Resolution::Theirs)] {
            let is_taken = dispute.answer == Some(side);
            if ui.add(Button::new(text).selected(is_taken)).clicked() {
                actions.push(Action::Versions(Request::Resolve(side)));
            }
        }
        parts::note(ui, words::capitalised(answer(dispute)));
    });
}

/// What each version has at the place.
fn sides_ui(ui: &mut Ui, dispute: &Dispute) {
    let conflict = &dispute.conflict;
    ui.spacing_mut().item_spacing.y = space::WITHIN;
    parts::heading(ui, &conflict.place.to_string(), Size::Small.bold_format(Palette::of(ui.visuals()).text));
    if conflict.base.is_some() {
        side_ui(ui, "Before", conflict.base.as_ref(), None);
    }
    side_ui(ui, "Mine", conflict.mine.as_ref(), dispute.marks_of_mine());
    side_ui(ui, "Theirs", conflict.theirs.as_ref(), dispute.marks_of_theirs());
}

fn side_ui(ui: &mut Ui, name: &str, version: Option<&Version>, runs: Option<&[Run]>) {
    parts::region(ui, Role::Group, name, |ui| {
        parts::kicker(ui, name);
        match (version, runs) {
            (_, Some(runs)) => drop(marked::runs_ui(ui, runs)),
            (Some(version), None) => drop(marked::value_ui(ui, Mark::Same, &version.value)),
            (None, None) => drop(ui.label("Not there")),
        }
    });
    ui.add_space(space::WITHIN);
}

/// How a conflict is resolved.
fn answer(dispute: &Dispute) -> &'static str {
    match dispute.answer {
        None => "not resolved",
        Some(Resolution::Mine) => "mine is kept",
        Some(Resolution::Theirs) => "theirs is taken",
    }
}

/// All conflicts, and what comes along.
fn overview_ui(ui: &mut Ui, merging: &Merging, actions: &mut Actions) {
    parts::hairline(ui);
    let count = merging.conflicts.len();
    if count == 0 {
        parts::prose(ui, "Nothing is in conflict.");
    }
    let share = if count == 0 { 0.45 } else { 0.16 };
    let height = ui.ctx().content_rect().height() * share;
    let scroll = ScrollArea::vertical().id_salt("conflicts").max_height(height).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        taken_ui(ui, merging, actions);
        if count > 1 {
            parts::region(ui, Role::List, "Conflicts", |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                parts::long_list(ui, "conflicts", count, |ui, at| row_ui(ui, merging, at, actions));
            });
        }
    });
}

fn row_ui(ui: &mut Ui, merging: &Merging, at: usize, actions: &mut Actions) {
    let dispute = &merging.conflicts[at];
    let text = format!("{}. {}: {}", at + 1, dispute.conflict.place, answer(dispute));
    if ui.add(Button::selectable(at == merging.at, small(&text)).truncate()).on_hover_text(&text).clicked() {
        actions.push(Action::Versions(Request::ShowConflict(at)));
    }
}

fn taken_ui(ui: &mut Ui, merging: &Merging, actions: &mut Actions) {
    let count = merging.taken.len();
    if count == 0 {
        parts::note(ui, "Theirs has no change that nothing of mine stands against.");
        return;
    }
    let title = format!("{} of theirs, without a conflict", words::count(count, "change"));
    let header = CollapsingHeader::new(small(title)).id_salt("taken");
    header.default_open(merging.conflicts.is_empty()).show(ui, |ui| {
        parts::long_list(ui, "taken", count, |ui, at| difference_ui(ui, &merging.taken[at], None, actions));
    });
}

fn buttons_ui(ui: &mut Ui, merging: &Merging, actions: &mut Actions) {
    let open = merging.open();
    ui.horizontal_wrapped(|ui| {
        let apply = ui.add_enabled(open == 0, Button::new("Apply"));
        if apply.on_hover_text("Undo brings yours back").clicked() {
            actions.push(Action::Versions(Request::Apply));
        }
        if open > 0 {
            request_button(ui, "Mine for the rest", Request::ResolveRest(Resolution::Mine), actions);
            request_button(ui, "Theirs for the rest", Request::ResolveRest(Resolution::Theirs), actions);
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
