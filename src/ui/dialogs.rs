//! The dialogs; one at a time.

use std::borrow::Cow;

use eframe::egui::{Button, Grid, Id, Key, Label, Modal, RichText, Role, ScrollArea, TextEdit, Ui, Vec2};

use super::tokens::{Palette, Size, heading, small, space};
use super::{export, parts, recovery, seminar, versions};
use crate::app::action::Reread;
use crate::app::editor::Beginning;
use crate::app::leaving::{Answer, Leaving};
use crate::app::menus::{MENUS, Menu};
use crate::app::room::{RoomAction, RoomFile};
use crate::app::versions::{Request, Source, Wanted};
use crate::app::{Action, Actions, Body, Dialog, DocId, State, label};
use crate::store::{Diagnostic, Severity};

/// How wide the list of keys is where there is room: two columns.
const KEYS: f32 = 860.0;

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
        let room = (ui.ctx().content_rect().width() - 2.0 * space::PAGE).max(0.0);
        ui.set_width(width(dialog).min(room));
        ui.label(heading(name(dialog)));
        ui.add_space(space::BETWEEN);
        match dialog {
            Dialog::OpenPath { text } => path_ui(ui, actions, dialog, text, "Open"),
            Dialog::AttachText { text } => path_ui(ui, actions, dialog, text, "Attach"),
            Dialog::SaveCopy { text, problem, .. }
            | Dialog::SaveAs { text, problem, .. }
            | Dialog::SaveSeminar { text, problem } => {
                problem_ui(ui, problem.as_deref());
                path_ui(ui, actions, dialog, text, "Save");
            }
            Dialog::RoomFile { wanted, text, problem } => {
                problem_ui(ui, problem.as_deref());
                let verb = match wanted {
                    RoomFile::Ballots => "Import",
                    RoomFile::BlankSheet => "Save",
                    RoomFile::OtherRoom => "Compare",
                };
                path_ui(ui, actions, dialog, text, verb);
            }
            Dialog::Ballots { name, faults } => seminar::dialogs::faults_ui(ui, name, faults),
            Dialog::CorrectByBallots { reason } => {
                seminar::dialogs::correct_by_ballots_ui(ui, state, reason, actions);
            }
            Dialog::Correct { item, round, hands, reason } => {
                seminar::dialogs::correct_ui(ui, state, (item, *round), hands, reason, actions);
            }
            Dialog::ChooseVersion { doc, wanted, text, problem } => {
                versions::choose_ui(ui, state, actions, *doc, *wanted, problem.as_deref());
                let verb = if *wanted == Wanted::Other { "Compare" } else { "Merge" };
                path_ui(ui, actions, dialog, text, verb);
            }
            Dialog::Export => export::export_ui(ui, state, actions),
            Dialog::ImportMatrix { text, problem } => {
                problem_ui(ui, problem.as_deref());
                path_ui(ui, actions, dialog, text, "Import");
            }
            Dialog::Imported { name, report } => imported_ui(ui, name, report),
            Dialog::Versions => versions::differences_ui(ui, state, actions),
            Dialog::Merge => versions::merge_ui(ui, state, actions),
            Dialog::Unsaved(leaving) => unsaved_ui(ui, state, actions, *leaving),
            Dialog::Recovery => recovery::recovery_ui(ui, state, actions),
            Dialog::Changed(doc) => changed_ui(ui, state, actions, *doc),
            Dialog::New => new_ui(ui, state, actions),
            Dialog::Problems(doc) => problems_ui(ui, state, actions, *doc),
            Dialog::Messages => messages_ui(ui, state, actions),
            Dialog::Keys => keys_ui(ui, state),
            Dialog::About => about_ui(ui, state),
        }
        if !answers_itself(dialog) && ui.button("Close").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
    if response.should_close() {
        actions.push(Action::CloseDialog);
    }
    stay_in_the_middle(ui, response.response.rect.size());
}

/// A dialog whose size has changed stands in the middle again in the next frame.
fn stay_in_the_middle(ui: &Ui, size: Vec2) {
    let id = Id::unique("dialog size");
    if ui.data(|data| data.get_temp::<Vec2>(id)) != Some(size) {
        ui.data_mut(|data| data.insert_temp(id, size));
        ui.request_repaint();
    }
}

fn name(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::OpenPath { .. } => "Open a file by its path",
        Dialog::SaveCopy { .. } => "Save a copy of the theory",
        Dialog::SaveAs { .. } => "Save as",
        Dialog::ChooseVersion { wanted: Wanted::Other, .. } => "Compare with another version",
        Dialog::ChooseVersion { wanted: Wanted::Base, .. } => "The version that both come from",
        Dialog::Export => "Export",
        Dialog::ImportMatrix { .. } => "Import a matrix",
        Dialog::Imported { .. } => "What became of the matrix",
        Dialog::Versions => "Versions",
        Dialog::Merge => "Merge",
        Dialog::Unsaved(_) => "Not everything is saved",
        Dialog::Recovery => "Unsaved work from an earlier start",
        Dialog::Changed(_) => "The file has changed",
        Dialog::New => "New document",
        Dialog::SaveSeminar { .. } => "Save the seminar",
        Dialog::AttachText { .. } => "Attach the essay's text",
        Dialog::RoomFile { wanted: RoomFile::Ballots, .. } => "Import ballots",
        Dialog::RoomFile { wanted: RoomFile::BlankSheet, .. } => "Save a blank ballot sheet",
        Dialog::RoomFile { wanted: RoomFile::OtherRoom, .. } => "Compare with another room",
        Dialog::Ballots { .. } => "These ballots cannot be read",
        Dialog::Correct { .. } | Dialog::CorrectByBallots { .. } => "Correct a closed vote",
        Dialog::Problems(_) => "What is wrong",
        Dialog::Messages => "Messages",
        Dialog::Keys => "Keys",
        Dialog::About => "About Prescient",
    }
}

/// Whether a dialog has buttons of its own that close it.
fn answers_itself(dialog: &Dialog) -> bool {
    has_path(dialog)
        || matches!(
            dialog,
            Dialog::Unsaved(_)
                | Dialog::Changed(_)
                | Dialog::Recovery
                | Dialog::New
                | Dialog::Correct { .. }
                | Dialog::CorrectByBallots { .. }
                | Dialog::Export
                | Dialog::Versions
                | Dialog::Merge
        )
}

fn width(dialog: &Dialog) -> f32 {
    match dialog {
        Dialog::Keys => KEYS,
        Dialog::Export => export::WIDTH,
        _ => Size::Body.measure(),
    }
}

fn has_path(dialog: &Dialog) -> bool {
    matches!(
        dialog,
        Dialog::OpenPath { .. }
            | Dialog::SaveCopy { .. }
            | Dialog::SaveAs { .. }
            | Dialog::SaveSeminar { .. }
            | Dialog::AttachText { .. }
            | Dialog::RoomFile { .. }
            | Dialog::ImportMatrix { .. }
            | Dialog::ChooseVersion { .. }
    )
}

/// What a path dialog does with its path.
fn confirmed(dialog: &Dialog, path: &str) -> Action {
    // Who has read what is wrong with a path and confirms the same one again means it.
    let insists = |problem: &Option<String>, text: &str| problem.is_some() && text.trim() == path;
    match dialog {
        Dialog::SaveCopy { doc, problem, text } => {
            Action::SaveCopy { doc: *doc, path: path.into(), replaces: insists(problem, text) }
        }
        Dialog::SaveAs { doc, problem, text } => {
            Action::SaveTo { doc: *doc, path: path.into(), replaces: insists(problem, text) }
        }
        Dialog::SaveSeminar { problem, text } => {
            Action::SaveSeminar { path: path.into(), replaces: insists(problem, text) }
        }
        Dialog::AttachText { .. } => Action::AttachText(path.into()),
        Dialog::ImportMatrix { .. } => Action::Import(path.into()),
        Dialog::RoomFile { wanted, problem, text } => Action::Room(RoomAction::FileChosen {
            wanted: *wanted,
            path: path.into(),
            replaces: insists(problem, text),
        }),
        Dialog::ChooseVersion { doc, wanted, .. } => {
            Action::Versions(Request::with(*doc, *wanted, Source::File(path.into())))
        }
        _ => Action::Open(vec![path.into()]),
    }
}

fn with_text(dialog: &Dialog, text: String) -> Dialog {
    match dialog {
        Dialog::SaveCopy { doc, .. } => Dialog::SaveCopy { doc: *doc, text, problem: None },
        Dialog::SaveAs { doc, .. } => Dialog::SaveAs { doc: *doc, text, problem: None },
        Dialog::SaveSeminar { .. } => Dialog::SaveSeminar { text, problem: None },
        Dialog::AttachText { .. } => Dialog::AttachText { text },
        Dialog::ImportMatrix { .. } => Dialog::ImportMatrix { text, problem: None },
        Dialog::RoomFile { wanted, .. } => Dialog::RoomFile { wanted: *wanted, text, problem: None },
        Dialog::ChooseVersion { doc, wanted, .. } => {
            Dialog::ChooseVersion { doc: *doc, wanted: *wanted, text, problem: None }
        }
        _ => Dialog::OpenPath { text },
    }
}

/// Why the last try failed: a sheet can have many faults.
fn problem_ui(ui: &mut Ui, problem: Option<&str>) {
    let Some(problem) = problem else { return };
    let height = ui.ctx().content_rect().height() * 0.5;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.add(Label::new(small(problem).color(Palette::of(ui.visuals()).error)).wrap());
    });
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

/// What a matrix has become, and what could not be carried over.
fn imported_ui(ui: &mut Ui, name: &str, report: &[String]) {
    let height = (ui.ctx().content_rect().height() * 0.6).max(0.0);
    parts::prose(
        ui,
        format!("{name} is open as an essay, which judges now, and its theories. Save what you keep."),
    );
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        parts::region(ui, Role::List, "What became of the matrix", |ui| {
            for sentence in report {
                ui.add(Label::new(format!("• {sentence}")).wrap());
            }
        });
    });
    ui.add_space(space::BETWEEN);
}

/// What would be lost, and what to do with it.
fn unsaved_ui(ui: &mut Ui, state: &State, actions: &mut Actions, leaving: Leaving) {
    ui.label("These changes stand in no file yet:");
    ui.add_space(space::WITHIN);
    parts::region(ui, Role::List, "Not saved", |ui| {
        for unsaved in state.unsaved(leaving) {
            ui.add(Label::new(format!("• {}", state.unsaved_name(unsaved))).wrap());
        }
    });
    ui.add_space(space::APART);
    ui.horizontal(|ui| {
        let save = ui.button("Save all");
        // Enter saves: the answer that loses nothing.
        if ui.memory(|memory| memory.focused().is_none()) {
            save.request_focus();
        }
        if save.clicked() {
            actions.push(Action::Leave(leaving, Answer::Save));
        }
        if ui.button("Close without saving").clicked() {
            actions.push(Action::Leave(leaving, Answer::Discard));
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

/// A document's file was changed by another program.
fn changed_ui(ui: &mut Ui, state: &State, actions: &mut Actions, doc: DocId) {
    let Some(document) = state.session.document(doc) else { return };
    let path = document.path().map(|path| path.display().to_string()).unwrap_or_default();
    ui.add(Label::new(format!("Another program has changed {path} since it was read.")).wrap());
    let yours = if document.is_dirty {
        "You have changed the document here too, and not saved it."
    } else {
        "You have not changed the document here."
    };
    ui.add(Label::new(yours).wrap());
    ui.add_space(space::APART);
    ui.horizontal_wrapped(|ui| {
        let mut answer = |text: &str, hint: &str, action: Action| {
            if ui.button(text).on_hover_text(hint).clicked() {
                actions.push(action);
            }
        };
        let is_version = state.theirs.get(&doc).is_some_and(|t| t.body.kind() == document.body.kind());
        if document.is_dirty && is_version {
            answer(
                "Merge…",
                "Takes what the file has changed, and keeps what you have changed",
                Action::Versions(Request::MergeFile(doc)),
            );
        }
        answer("Keep mine", "Saving will replace what the file holds", Action::Reread(doc, Reread::KeepMine));
        answer(
            "Reload",
            "Takes what the file holds; undo brings yours back",
            Action::Reread(doc, Reread::Reload),
        );
        answer("Decide later", "Nothing is changed or saved", Action::CloseDialog);
    });
}

/// What a new document can begin with.
fn new_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let mut choices = vec![
        ("Theory from the template".to_owned(), "It explains itself in every field.", Beginning::Template),
        ("Blank theory".to_owned(), "For those who know what they want to say.", Beginning::BlankTheory),
        ("Blank essay".to_owned(), "Another text, with the outcomes that it reports.", Beginning::BlankEssay),
    ];
    for document in state.session.documents.iter().filter(|document| !matches!(document.body, Body::Nothing))
    {
        let kind = if matches!(document.body, Body::Essay(_)) { "an essay" } else { "a theory" };
        let copy = Beginning::CopyOf(document.id);
        let why = if kind == "an essay" {
            "An essay, to report other outcomes."
        } else {
            "A theory, to be changed."
        };
        choices.push((format!("Copy of {}", document.name()), why, copy));
    }
    let height = ui.ctx().content_rect().height() * 0.6;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (i, (name, why, beginning)) in choices.into_iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                let button = ui.button(&name);
                if i == 0 && ui.memory(|memory| memory.focused().is_none()) {
                    button.request_focus();
                }
                if button.clicked() {
                    actions.push(Action::Begin(beginning));
                }
                parts::note(ui, why);
            });
        }
    });
    ui.add_space(space::BETWEEN);
    if ui.button("Cancel").clicked() {
        actions.push(Action::CloseDialog);
    }
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
