//! The parts of a document, and its predictions or outcomes, to be opened, moved and added.

use eframe::egui::{Align, Button, Layout, Response, ScrollArea, Sense, Stroke, Ui, vec2};

use crate::app::editor::{Part, entries};
use crate::app::{Action, Actions, Body, Command, DocId, Document, State};
use crate::assess::Verdict;
use crate::model::{Dimensions, JsonPath};
use crate::ui::tokens::{Palette, Size, size, small, space};
use crate::ui::{marks, parts};
use crate::words;

/// Draws the list.
pub fn outline_ui(ui: &mut Ui, state: &State, document: &Document, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (part, text) in parts_of(document) {
        let is_open = state.view.editor.part == part;
        if row(ui, |ui| ui.add(Button::selectable(is_open, text).truncate())).clicked() {
            actions.push(Action::ShowPart(part));
        }
    }
    ui.add_space(space::BETWEEN);
    let (heading, add) = match &document.body {
        Body::Essay(essay) => (words::count(essay.outcomes.len(), "outcome"), "Add an outcome"),
        Body::Theory(theory) => (words::count(theory.predictions.len(), "prediction"), "Add a prediction"),
        Body::Nothing => return,
    };
    parts::heading(ui, &heading, Size::Body.bold_format(Palette::of(ui.visuals()).text));
    if ui.button(add).on_hover_text(parts::hint(ui, state, Command::AddEntry)).clicked() {
        actions.push(Action::Command(Command::AddEntry));
    }
    ui.add_space(space::WITHIN);
    entries_ui(ui, state, document, actions);
}

fn parts_of(document: &Document) -> Vec<(Part, String)> {
    match &document.body {
        Body::Theory(theory) => {
            let filled =
                |(key, _): &&(&str, &str)| theory.dimensions.as_ref().is_some_and(|d| d.get(key).is_some());
            let own = theory.dimensions.as_ref().map_or(0, |dimensions| dimensions.custom().count());
            let known = Dimensions::KNOWN.iter().filter(filled).count();
            vec![
                (Part::About, "About the theory".to_owned()),
                (
                    Part::Dimensions,
                    format!("Dimensions ({} of {})", known + own, Dimensions::KNOWN.len() + own),
                ),
                (Part::Works, format!("Works ({})", theory.works().len())),
            ]
        }
        Body::Essay(essay) => {
            let topics = essay.topics.as_ref().map_or(0, |topics| topics.iter().count());
            vec![(Part::About, "About the essay".to_owned()), (Part::Topics, format!("Topics ({topics})"))]
        }
        Body::Nothing => Vec::new(),
    }
}

fn entries_ui(ui: &mut Ui, state: &State, document: &Document, actions: &mut Actions) {
    let count = crate::app::editor::entry_count(&document.body);
    ScrollArea::vertical().id_salt(("entries", document.id)).auto_shrink([false, false]).show_rows(
        ui,
        size::TARGET,
        count,
        |ui, shown| {
            for position in shown {
                entry_ui(ui, state, document, position, actions);
            }
        },
    );
}

fn row<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let row = vec2(ui.available_width(), size::TARGET);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(size::TARGET);
        ui.spacing_mut().item_spacing.x = space::WITHIN;
        contents(ui)
    })
    .inner
}

fn entry_ui(ui: &mut Ui, state: &State, document: &Document, position: usize, actions: &mut Actions) {
    let (statement, verdict) = match &document.body {
        Body::Theory(theory) => {
            (theory.predictions[position].statement.as_str(), verdict(state, document, position))
        }
        Body::Essay(essay) => (essay.outcomes[position].statement.as_str(), None),
        Body::Nothing => return,
    };
    let is_open = state.view.editor.part == Part::Entry(position);
    let text = if statement.trim().is_empty() { "Without a statement" } else { statement };
    let response = row(ui, |ui| {
        match verdict {
            Some(verdict) => drop(marks::verdict(ui, verdict, size::MARK)),
            None => drop(ui.allocate_exact_size(vec2(size::MARK, size::MARK), Sense::hover())),
        }
        let button = Button::selectable(is_open, small(text)).truncate().sense(Sense::click_and_drag());
        ui.add(button).on_hover_text(text)
    });
    if let Body::Theory(theory) = &document.body {
        let verdict = verdict.map_or_else(|| "not judged".to_owned(), Verdict::label);
        parts::name(ui, &response, &format!("{}: {text} ({verdict})", theory.short_name));
    }
    if response.clicked() {
        actions.push(Action::ShowPart(Part::Entry(position)));
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.context_menu(|ui| entry_menu_ui(ui, position, actions));
    drag(ui, &response, document, position, actions);
}

/// What can be done with an entry; it is opened first.
fn entry_menu_ui(ui: &mut Ui, position: usize, actions: &mut Actions) {
    for command in [
        Command::DuplicateEntry,
        Command::CutEntry,
        Command::CopyEntry,
        Command::PasteEntry,
        Command::MoveEntryUp,
        Command::MoveEntryDown,
        Command::DeleteEntry,
    ] {
        if ui.button(command.text()).clicked() {
            actions.push(Action::ShowPart(Part::Entry(position)));
            actions.push(Action::Command(command));
            ui.close();
        }
    }
}

/// An entry is dragged to another place; a line shows where it will stand, and it moves when it is dropped.
fn drag(ui: &Ui, response: &Response, document: &Document, position: usize, actions: &mut Actions) {
    response.dnd_set_drag_payload((document.id, position));
    if let Some(from) = response.dnd_hover_payload::<(DocId, usize)>()
        && from.0 == document.id
        && from.1 != position
    {
        let y = if from.1 < position { response.rect.bottom() } else { response.rect.top() };
        let stroke = Stroke::new(size::FOCUS, Palette::of(ui.visuals()).accent);
        ui.painter().hline(response.rect.x_range(), y, stroke);
    }
    if let Some(from) = response.dnd_release_payload::<(DocId, usize)>()
        && from.0 == document.id
        && from.1 != position
    {
        let list = JsonPath::default().key(entries(&document.body));
        actions.push(Action::MoveEntry { doc: document.id, list, from: from.1, to: position });
    }
}

/// The verdict of a prediction, if it is judged as it stands now.
pub fn verdict(state: &State, document: &Document, position: usize) -> Option<Verdict> {
    let comparison = &state.comparison;
    let member = comparison.member(document.id)?;
    let Body::Theory(theory) = &document.body else { return None };
    let is_this = std::sync::Arc::ptr_eq(&comparison.members[member].theory, theory);
    let view = comparison.prediction(member, position).filter(|_| is_this)?;
    Some(view.assessment.verdict)
}
