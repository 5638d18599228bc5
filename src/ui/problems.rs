//! The problems of all open documents, live: a click leads to the field, and certain remedies are at hand.

use eframe::egui::{Label, Role, ScrollArea, Ui};

use super::parts;
use super::tokens::{Palette, Size, bold, size, small, space};
use crate::app::{Action, Actions, Command, Dialog, Document, State};
use crate::store::{Code, Diagnostic, Severity};
use crate::words;

/// Draws the panel.
pub fn problems_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let all: Vec<(&Document, &Diagnostic)> = state.problems().collect();
    ui.horizontal_wrapped(|ui| {
        ui.label(bold("Problems"));
        parts::note(ui, summary(state));
        if ui.link(small("Hide")).on_hover_text(parts::hint(ui, state, Command::ToggleProblems)).clicked() {
            actions.push(Action::Command(Command::ToggleProblems));
        }
    });
    if all.is_empty() {
        parts::note(ui, "Nothing is wrong with any open document. What is, will stand here as you type.");
        return;
    }
    parts::region(ui, Role::List, "Problems", |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(
            ui,
            size::TARGET,
            all.len(),
            |ui, shown| {
                for (document, diagnostic) in &all[shown] {
                    problem_ui(ui, document, diagnostic, actions);
                }
            },
        );
    });
}

fn summary(state: &State) -> String {
    let documents = || state.session.documents.iter();
    let errors: usize = documents().map(|document| document.diagnostics.errors).sum();
    let warnings: usize = documents().map(|document| document.diagnostics.warnings).sum();
    let unlisted: usize = documents().map(|document| document.diagnostics.unlisted()).sum();
    let more = if unlisted > 0 { format!(", of which {unlisted} are not listed") } else { String::new() };
    format!("{}, {}{more}", words::count(errors, "error"), words::count(warnings, "warning"))
}

/// A problem in one line: how grave, where, what, and the remedy if it is certain.
fn problem_ui(ui: &mut Ui, document: &Document, diagnostic: &Diagnostic, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    let (word, ink) = match diagnostic.severity {
        Severity::Error => ("Error", palette.error),
        Severity::Warning => ("Warning", palette.warning),
    };
    ui.horizontal(|ui| {
        ui.set_min_height(size::TARGET);
        ui.spacing_mut().item_spacing.x = space::BETWEEN;
        ui.label(Size::Small.bold(word).color(ink));
        remedy_ui(ui, document, diagnostic, actions);
        let place = format!("{}, {}", document.name(), words::place(diagnostic));
        if ui.link(small(place)).clicked() {
            actions.push(if document.is_editable() {
                Action::Write { doc: document.id, place: diagnostic.path.clone() }
            } else {
                Action::Show(Dialog::Problems(document.id))
            });
        }
        let text = words::problem(diagnostic);
        ui.add(Label::new(small(&text)).truncate()).on_hover_text(&text);
    });
}

fn remedy_ui(ui: &mut Ui, document: &Document, diagnostic: &Diagnostic, actions: &mut Actions) {
    let is_format = diagnostic.code == Code::MissingField && diagnostic.path.to_string() == "$.format";
    if let Some(fix) = diagnostic.fix.as_ref().filter(|_| document.is_editable()) {
        if ui.button(small(&fix.label)).clicked() {
            actions.push(Action::Edit { doc: document.id, edits: vec![fix.edit.clone()] });
        }
    } else if is_format && document.path().is_some() && ui.button(small("Add the format")).clicked() {
        actions.push(Action::AddFormat(document.id));
    }
}
