//! The dialogs; one at a time.

use std::borrow::Cow;

use eframe::egui::{Button, Grid, Id, Key, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::parts;
use super::tokens::{Palette, Size, heading, small, space};
use crate::app::menus::{MENUS, Menu};
use crate::app::{Action, Actions, Dialog, DocId, State, label};
use crate::store::{Diagnostic, Severity};

/// How wide the list of keys is where there is room: two columns.
const KEYS: f32 = 820.0;

/// How wide the keys themselves are, in points: room for the longest.
const KEYS_COLUMN: f32 = 160.0;

/// The height that the title, the button and the margins of the list of keys take, in points.
const KEYS_BESIDES: f32 = 136.0;

/// Draws the dialog that is open, if any.
pub fn dialog_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(dialog) = &state.dialog else { return };
    let area = Modal::default_area(Id::unique("dialog")).accessible_name(name(dialog));
    let modal = Modal { area, ..Modal::new(Id::unique("dialog")) };
    let response = modal.show(ui.ctx(), |ui| {
        ui.set_width(width(dialog).min(ui.ctx().content_rect().width() - 2.0 * space::PAGE));
        ui.label(heading(name(dialog)));
        ui.add_space(space::BETWEEN);
        match dialog {
            Dialog::OpenPath { text } => path_ui(ui, actions, dialog, text, "Open"),
            Dialog::AttachText { text } => path_ui(ui, actions, dialog, text, "Attach"),
            Dialog::SaveCopy { text, problem, .. } | Dialog::SaveSeminar { text, problem } => {
                if let Some(problem) = problem {
                    ui.label(small(problem).color(Palette::of(ui.visuals()).error));
                }
                path_ui(ui, actions, dialog, text, "Save");
            }
            Dialog::Problems(doc) => problems_ui(ui, state, actions, *doc),
            Dialog::Messages => messages_ui(ui, state, actions),
            Dialog::Keys => keys_ui(ui, state),
            Dialog::About => about_ui(ui, state),
        }
        if !has_path(dialog) && ui.button("Close").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
    if response.should_close() {
        actions.push(Action::CloseDialog);
    }
}

fn name(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::OpenPath { .. } => "Open a file by its path",
        Dialog::SaveCopy { .. } => "Save a copy of the theory",
        Dialog::SaveSeminar { .. } => "Save the seminar",
        Dialog::AttachText { .. } => "Attach the essay's text",
        Dialog::Problems(_) => "What is wrong",
        Dialog::Messages => "Messages",
        Dialog::Keys => "Keys",
        Dialog::About => "About Prescient",
    }
}

fn width(dialog: &Dialog) -> f32 {
    if *dialog == Dialog::Keys { KEYS } else { Size::Body.measure() }
}

fn has_path(dialog: &Dialog) -> bool {
    matches!(
        dialog,
        Dialog::OpenPath { .. }
            | Dialog::SaveCopy { .. }
            | Dialog::SaveSeminar { .. }
            | Dialog::AttachText { .. }
    )
}

/// What a path dialog does with its path.
fn confirmed(dialog: &Dialog, path: &str) -> Action {
    match dialog {
        Dialog::SaveCopy { doc, .. } => Action::SaveCopy { doc: *doc, path: path.into() },
        Dialog::SaveSeminar { .. } => Action::SaveSeminar(path.into()),
        Dialog::AttachText { .. } => Action::AttachText(path.into()),
        _ => Action::Open(vec![path.into()]),
    }
}

fn with_text(dialog: &Dialog, text: String) -> Dialog {
    match dialog {
        Dialog::SaveCopy { doc, .. } => Dialog::SaveCopy { doc: *doc, text, problem: None },
        Dialog::SaveSeminar { .. } => Dialog::SaveSeminar { text, problem: None },
        Dialog::AttachText { .. } => Dialog::AttachText { text },
        _ => Dialog::OpenPath { text },
    }
}

/// A path field, and what to do with it.
fn path_ui(ui: &mut Ui, actions: &mut Actions, dialog: &Dialog, text: &str, verb: &str) {
    let mut path = text.to_owned();
    let label = ui.label("Path of the file");
    let field = ui.add(TextEdit::singleline(&mut path).desired_width(f32::INFINITY)).labelled_by(label.id);
    if field.changed() {
        actions.push(Action::Show(with_text(dialog, path.clone())));
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !field.has_focus() && !entered && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    let trimmed = path.trim().trim_matches('"');
    ui.add_space(space::BETWEEN);
    ui.horizontal(|ui| {
        let clicked = ui.add_enabled(!trimmed.is_empty(), Button::new(verb)).clicked();
        if (clicked || entered) && !trimmed.is_empty() {
            actions.push(confirmed(dialog, trimmed));
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

fn problems_ui(ui: &mut Ui, state: &State, actions: &mut Actions, doc: DocId) {
    let Some(document) = state.session.document(doc) else { return };
    let diagnostics = &document.diagnostics;
    if let Some(path) = document.path() {
        ui.label(small(path.display().to_string()).color(Palette::of(ui.visuals()).quiet));
    }
    ScrollArea::vertical().max_height(ui.ctx().content_rect().height() * 0.6).show(ui, |ui| {
        if diagnostics.list.is_empty() {
            ui.label("Nothing is wrong with this file.");
        }
        diagnostics.list.iter().for_each(|diagnostic| diagnostic_ui(ui, diagnostic));
        if diagnostics.unlisted() > 0 {
            ui.label(format!("And {} more.", diagnostics.unlisted()));
        }
    });
    if document.path().is_some() && ui.button("Reload").clicked() {
        actions.push(Action::CloseDialog);
        actions.push(Action::Reload(doc));
    }
}

fn diagnostic_ui(ui: &mut Ui, diagnostic: &Diagnostic) {
    let palette = Palette::of(ui.visuals());
    let (word, ink) = match diagnostic.severity {
        Severity::Error => ("Error", palette.error),
        Severity::Warning => ("Warning", palette.warning),
    };
    let place = match (diagnostic.line, diagnostic.column) {
        (Some(line), Some(column)) => format!("{word}, line {line}, column {column}"),
        _ => word.to_owned(),
    };
    ui.add_space(space::BETWEEN);
    ui.label(Size::Small.bold(format!("{place} ({})", diagnostic.path)).color(ink));
    ui.label(format!("Found {}; expected {}.", diagnostic.found, diagnostic.expected));
    if let Some(hint) = &diagnostic.hint {
        ui.label(small(hint).color(palette.quiet));
    }
}

fn messages_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    ScrollArea::vertical().max_height(ui.ctx().content_rect().height() * 0.6).show(ui, |ui| {
        if state.messages.is_empty() {
            ui.label("Nothing has happened yet. What the program tells you is kept here.");
        }
        for message in state.messages.iter().rev() {
            let ink = if message.is_problem { palette.error } else { palette.text };
            ui.label(RichText::new(&message.text).color(ink));
            let doc = message.doc.filter(|doc| state.session.document(*doc).is_some());
            if let Some(doc) = doc.filter(|_| message.is_problem)
                && ui.link(small("What is wrong")).clicked()
            {
                actions.push(Action::Show(Dialog::Problems(doc)));
            }
        }
    });
}

/// Keys, and what they do.
type Keys = Vec<(String, Cow<'static, str>)>;

/// The keys by menu, in two columns where there is room.
fn keys_ui(ui: &mut Ui, state: &State) {
    let groups = key_groups(ui, state);
    // The columns are about as long as one another.
    let half = groups.iter().map(|(_, keys)| keys.len()).sum::<usize>() / 2;
    let is_wide = ui.available_width() >= KEYS;
    // Without a least height the dialog would grow to its own from frame to frame.
    let height = (ui.ctx().content_rect().height() - KEYS_BESIDES).max(0.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.columns(if is_wide { 2 } else { 1 }, |columns| {
            let mut listed = 0;
            for (name, keys) in &groups {
                let column = usize::from(is_wide && listed + keys.len() / 2 > half);
                group_ui(&mut columns[column], name, keys);
                listed += keys.len();
            }
        });
    });
}

/// The keys of each menu's commands, and those that every window has.
fn key_groups(ui: &Ui, state: &State) -> Vec<(String, Keys)> {
    let commands = MENUS.iter().flat_map(Menu::commands);
    let keys = commands.filter_map(|(way, command)| Some((way, command, command.shortcut()?)));
    let mut groups: Vec<(String, Keys)> = Vec::new();
    for (way, command, keys) in keys {
        let entry = (ui.ctx().format_shortcut(&keys), label(state, command));
        match groups.last_mut().filter(|(last, _)| *last == way) {
            Some((_, keys)) => keys.push(entry),
            None => groups.push((way, vec![entry])),
        }
    }
    let everywhere = [
        ("Tab, Shift+Tab", "Next, previous control"),
        ("Arrows", "The control in that direction"),
        ("Enter, Space", "Choose what has the focus"),
        ("Escape", "Close a search or a dialog"),
    ];
    groups.push(("Everywhere".into(), everywhere.map(|(keys, what)| (keys.into(), what.into())).into()));
    groups
}

fn group_ui(ui: &mut Ui, name: &str, keys: &Keys) {
    let palette = Palette::of(ui.visuals());
    parts::heading(ui, name, Size::Body.bold_format(palette.text));
    Grid::new(name)
        .num_columns(2)
        .min_col_width(KEYS_COLUMN)
        .min_row_height(Size::Body.line_height())
        .spacing([space::BETWEEN, 0.0])
        .show(ui, |ui| {
            for (keys, what) in keys {
                ui.label(RichText::new(keys).color(palette.quiet));
                ui.label(what.as_ref());
                ui.end_row();
            }
        });
    ui.add_space(space::BETWEEN);
}

fn about_ui(ui: &mut Ui, state: &State) {
    let essay = &state.comparison.essay;
    ui.label(format!("Prescient {}. Which theory saw it coming?", env!("CARGO_PKG_VERSION")));
    ui.label(format!(
        "Theories stand side by side, and each of their predictions is matched against the outcomes that \
         “{}” reports. Verdicts are as this essay reports; they are no findings.",
        essay.title
    ));
    if let Some(viewpoint) = &essay.viewpoint {
        ui.label(small(viewpoint).color(Palette::of(ui.visuals()).quiet));
    }
}
