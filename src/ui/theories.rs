//! The list of theories: which stand side by side, and which cannot yet.

use eframe::egui::{Button, Checkbox, Label, RichText, ScrollArea, Ui};

use super::compare::column_menu_ui;
use super::marks;
use super::tokens::{Palette, bold, size, small, space};
use crate::app::{Action, Actions, Command, Dialog, Document, Selection, State, label};

/// Draws the list.
pub fn theories_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    seminar_ui(ui, state, actions);
    ui.label(bold("Theories"));
    let members: Vec<usize> =
        state.view.order.iter().filter_map(|doc| state.comparison.member(*doc)).collect();
    let row = size::TARGET;
    let rest = ui.available_height() - 2.0 * row;
    ScrollArea::vertical().id_salt("theories").max_height(rest).auto_shrink([false, true]).show_rows(
        ui,
        row,
        members.len(),
        |ui, shown| {
            for member in &members[shown] {
                theory_ui(ui, state, actions, *member);
            }
        },
    );
    ui.add_space(space::BETWEEN);
    if ui
        .button(label(state, Command::Open))
        .on_hover_text("Open theories, an essay or a seminar of your own")
        .clicked()
    {
        actions.push(Action::Command(Command::Open));
    }
    let waiting = state.session.documents.iter().filter(|document| !document.is_comparable());
    let waiting: Vec<&Document> = waiting.collect();
    if !waiting.is_empty() {
        ui.add_space(space::APART);
        ui.label(bold("Not in the comparison"));
        for document in waiting {
            waiting_ui(ui, actions, document);
        }
    }
    essays_ui(ui, state, actions);
}

/// Which seminar is open, if one is.
fn seminar_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(open) = &state.session.seminar else { return };
    ui.label(bold("Seminar"));
    ui.add(Label::new(open.name()).wrap()).on_hover_text(open.path.display().to_string());
    let close = Command::CloseSeminar;
    if ui.link(small("Close")).on_hover_text(label(state, close)).clicked() {
        actions.push(Action::Command(close));
    }
    ui.add_space(space::APART);
}

fn theory_ui(ui: &mut Ui, state: &State, actions: &mut Actions, member: usize) {
    let palette = Palette::of(ui.visuals());
    let entry = &state.comparison.members[member];
    let selection = Selection::Theory(entry.doc);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::WITHIN;
        let mut is_shown = !state.view.hidden.contains(&entry.doc);
        let name = entry.theory.short_name.as_str();
        let show = ui.add(Checkbox::without_text(&mut is_shown));
        let show = show.on_hover_text(format!("Show {name}"));
        if show.changed() {
            actions.push(Action::SetHidden(entry.doc, !is_shown));
        }
        let (rect, _) = ui.allocate_exact_size(
            eframe::egui::vec2(1.25 * size::MONOGRAM, size::MONOGRAM),
            eframe::egui::Sense::hover(),
        );
        marks::paint_monogram(ui.painter(), rect, &entry.monogram, palette.hue(member));
        let is_selected = state.view.selection.as_ref() == Some(&selection);
        let ink = if is_shown { palette.text } else { palette.quiet };
        ui.spacing_mut().button_padding.x = space::WITHIN;
        let document = state.session.document(entry.doc);
        let name = document.map_or_else(|| name.to_owned(), super::editor::title);
        let button = Button::selectable(is_selected, RichText::new(name).color(ink)).truncate();
        let button = ui.add(button);
        if button.clicked() {
            actions.push(Action::Reveal(selection));
        }
        button.context_menu(|ui| column_menu_ui(ui, state, actions, entry.doc));
    });
}

fn waiting_ui(ui: &mut Ui, actions: &mut Actions, document: &Document) {
    let palette = Palette::of(ui.visuals());
    let name = document.name();
    ui.label(&name);
    ui.horizontal_wrapped(|ui| {
        let errors = document.diagnostics.errors;
        let problems = if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
        let link = ui.link(small(problems).color(palette.error));
        if link.on_hover_text(format!("What is wrong with {name}")).clicked() {
            actions.push(Action::Show(Dialog::Problems(document.id)));
        }
        if ui.link(small("Reload")).on_hover_text(format!("Read {name} again")).clicked() {
            actions.push(Action::Reload(document.id));
        }
        if ui.link(small("Close")).on_hover_text(format!("Close {name}")).clicked() {
            actions.push(Action::Close(document.id));
        }
    });
}

/// Which essay judges, where there is a choice.
fn essays_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let essays: Vec<&Document> =
        state.session.documents.iter().filter(|document| document.can_judge()).collect();
    if essays.len() < 2 {
        return;
    }
    ui.add_space(space::APART);
    ui.label(bold("Judged by"));
    for essay in essays {
        if ui.radio(essay.id == state.session.essay, essay.name()).clicked() {
            actions.push(Action::UseEssay(essay.id));
        }
    }
}
