//! Unsaved work that an earlier start has left, side by side with the files that it is of.

use eframe::egui::{Checkbox, Grid, Id, Label, Role, ScrollArea, Ui};

use super::parts;
use super::tokens::{Palette, Size, small, space};
use crate::app::recovery::{Found, FoundBody};
use crate::app::{Action, Actions, State};
use crate::versions::Change;
use crate::words;

/// How many differences of a copy are shown.
const SHOWN: usize = 5;

/// Draws what was left, and what can be done with it.
pub fn recovery_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::prose(ui, "Prescient was not closed properly. This work stands in no file; you can have it back.");
    let id = Id::unique("recovered copies");
    let found = &state.recovery.found;
    let mut wanted = ui.data(|data| data.get_temp::<Vec<bool>>(id)).unwrap_or_default();
    wanted.resize(found.len(), true);
    let height = ui.ctx().content_rect().height() * 0.5;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        parts::region(ui, Role::List, "Unsaved work", |ui| {
            for (found, is_wanted) in found.iter().zip(&mut wanted) {
                found_ui(ui, found, is_wanted);
            }
        });
    });
    ui.add_space(space::APART);
    ui.horizontal_wrapped(|ui| {
        let recover = ui.button("Recover");
        if ui.memory(|memory| memory.focused().is_none()) {
            recover.request_focus();
        }
        if recover
            .on_hover_text("Opens what is ticked; it is not saved yet. What is not ticked is given up")
            .clicked()
        {
            actions.push(Action::Recover(wanted.clone()));
        }
        if ui.button("Give it up").clicked() {
            actions.push(Action::Recover(vec![false; found.len()]));
        }
        if ui.button("Decide later").on_hover_text("The next start asks again").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, wanted));
}

fn found_ui(ui: &mut Ui, found: &Found, is_wanted: &mut bool) {
    ui.add_space(space::BETWEEN);
    let copy = &found.copy;
    ui.add(Checkbox::new(is_wanted, Size::Body.bold(&copy.name)));
    let kept = copy.kept.strftime("%-d %B %Y, %H:%M UTC");
    let file = match &copy.original {
        Some(path) => format!("Its file is {}.", path.display()),
        None => "It has no file yet.".to_owned(),
    };
    parts::note(ui, format!("Kept on {kept}. {file}"));
    match (&found.body, &found.on_disk) {
        (FoundBody::Nothing, _) => {
            let text = format!("The copy cannot be read: {}", copy.path.display());
            ui.add(Label::new(small(text).color(Palette::of(ui.visuals()).error)).wrap());
        }
        (FoundBody::Seminar(seminar), _) => {
            let (lens, room) = (seminar.lens(), seminar.room());
            let changes = words::count(lens.changes(), "change");
            parts::note(ui, format!("{changes} to how the essay is read."));
            let items = words::count(room.items().len(), "item");
            let entries = words::count(room.entries().len(), "step");
            parts::note(ui, format!("{items} on the agenda, {entries} in the log."));
        }
        (FoundBody::Document(_), None) => {
            if copy.original.is_some() {
                parts::note(ui, "The file is not there, or cannot be read.");
            }
        }
        (FoundBody::Document(_), Some(_)) if found.differences.is_empty() => {
            parts::note(ui, "The file holds the same.");
        }
        (FoundBody::Document(_), Some(_)) => differences_ui(ui, found),
    }
}

/// The first differences between the file and the copy, side by side.
fn differences_ui(ui: &mut Ui, found: &Found) {
    let all = &found.differences;
    parts::note(ui, format!("{} from the file:", words::count(all.len(), "difference")));
    let column = ui.available_width() / 3.0 - space::APART;
    Grid::new(("differences", &found.copy.path))
        .num_columns(3)
        .min_col_width(column)
        .max_col_width(column)
        .show(ui, |ui| {
            for head in ["Where", "In the file", "Recovered"] {
                ui.label(Size::Small.bold(head));
            }
            ui.end_row();
            for difference in all.iter().take(SHOWN) {
                let [before, after] = sides(&difference.change);
                for text in [difference.place.to_string(), before, after] {
                    // A grid centres what is shorter than its row.
                    ui.vertical(|ui| ui.add(Label::new(small(text)).wrap()));
                }
                ui.end_row();
            }
        });
    if all.len() > SHOWN {
        parts::note(ui, format!("And {} more.", all.len() - SHOWN));
    }
}

/// What stands in the file, and in the copy.
fn sides(change: &Change) -> [String; 2] {
    let said = |value: &serde_json::Value| words::excerpt(&words::versions::value(value));
    match change {
        Change::Added(value) => ["Nothing".to_owned(), said(value)],
        Change::Removed(value) => [said(value), "Nothing".to_owned()],
        Change::Changed { before, after } => [said(before), said(after)],
        Change::Moved { from, to } => [format!("At place {}", from + 1), format!("At place {}", to + 1)],
    }
}
