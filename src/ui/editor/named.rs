//! Texts under names: the dimensions of a theory, the topics of an essay.

use eframe::egui::{Id, Key, TextEdit, Ui};

use super::fields::{Field, Form};
use super::theory::page_heading;
use crate::app::Action;
use crate::model::json::Texts;
use crate::model::{Dimensions, Edit, Essay, JsonPath, Operation, Theory};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, small};

/// Draws the dimensions of a theory: the eight that every theory should fill, then its own.
pub fn dimensions_ui(ui: &mut Ui, form: &mut Form<'_>, theory: &Theory) {
    let list = JsonPath::default().key("dimensions");
    page_heading(ui, "Dimensions");
    parts::note(
        ui,
        "The rows of the comparison: eight that every theory should fill, and further ones of your own.",
    );
    let text = |key: &str| theory.dimensions.as_ref().and_then(|dimensions| dimensions.get(key));
    for (key, label) in Dimensions::KNOWN {
        form.paragraph(ui, &list.key(key), Field::optional(label, ""), text(key));
    }
    form.problems_at(ui, &list);
    let own: Vec<(&str, &str)> = theory.dimensions.iter().flat_map(Dimensions::custom).collect();
    if !own.is_empty() {
        parts::section(ui, "Rows of your own");
    }
    let all: Vec<&str> = theory.dimensions.iter().flat_map(Dimensions::keys).collect();
    for (at, (key, text)) in own.iter().enumerate() {
        form.paragraph(ui, &list.key(key), Field::required(key, ""), Some(text));
        tools(ui, form, &list, &own, at, &all);
    }
    let is_free = |key: &str| text(key).is_none() && Dimensions::KNOWN.iter().all(|(known, _)| *known != key);
    name_ui(ui, form, &list, "dimension", is_free);
}

/// Draws the topics of an essay: the label of each, under its id.
pub fn topics_ui(ui: &mut Ui, form: &mut Form<'_>, essay: &Essay) {
    let list = JsonPath::default().key("topics");
    page_heading(ui, "Topics");
    parts::note(
        ui,
        "The subjects of the essay, in the order in which they are shown. An outcome names its topic by the id.",
    );
    let topics: Vec<(&str, &str)> = essay.topics.iter().flat_map(Texts::iter).collect();
    let all: Vec<&str> = topics.iter().map(|(id, _)| *id).collect();
    for (at, (id, label)) in topics.iter().enumerate() {
        form.line(ui, &list.key(id), Field::required(id, ""), Some(label));
        tools(ui, form, &list, &topics, at, &all);
    }
    name_ui(ui, form, &list, "topic", |id| topics.iter().all(|(other, _)| *other != id));
}

/// Buttons that move the text at `at` before or behind its neighbours, copy it, and take it out. `all` are the
/// names among which it stands in the file.
fn tools(ui: &mut Ui, form: &mut Form<'_>, list: &JsonPath, texts: &[(&str, &str)], at: usize, all: &[&str]) {
    let doc = form.document.id;
    let (name, text) = texts[at];
    let position = |at: usize| texts.get(at).and_then(|(name, _)| all.iter().position(|other| other == name));
    ui.horizontal_wrapped(|ui| {
        for (verb, to) in [("Up", at.checked_sub(1).and_then(position)), ("Down", position(at + 1))] {
            let button = ui.add_enabled(to.is_some(), eframe::egui::Button::new(small(verb)));
            if let (true, Some(from), Some(to)) =
                (button.accessible_name(format!("{verb} {name}")).clicked(), position(at), to)
            {
                form.actions.push(Action::MoveEntry { doc, list: list.clone(), from, to });
            }
        }
        if ui.button(small("Duplicate")).accessible_name(format!("Duplicate {name}")).clicked() {
            let copy = (2..=u32::MAX)
                .map(|number| format!("{name}-{number}"))
                .find(|copy| !all.contains(&copy.as_str()));
            form.edit(Edit::set(list.key(&copy.unwrap_or_default()), text));
        }
        if ui.button(small("Delete")).accessible_name(format!("Delete {name}")).clicked() {
            form.edit(Edit::unset(list.key(name)));
        }
        rename_ui(ui, form, list, name);
    });
}

/// Another name for a named text; it takes effect with Enter or the button.
fn rename_ui(ui: &mut Ui, form: &mut Form<'_>, list: &JsonPath, name: &str) {
    let id = Id::unique("new name").with((form.document.id, name));
    let mut text = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| name.to_owned());
    let width = Size::Small.measure() / 4.0;
    let field = ui.add(TextEdit::singleline(&mut text).desired_width(width));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if field.accessible_name(format!("New name of {name}")).changed() {
        ui.data_mut(|data| data.insert_temp(id, text.clone()));
    }
    let is_new = text != name && !text.trim().is_empty();
    let rename = ui.add_enabled(is_new, eframe::egui::Button::new(small("Rename"))).clicked();
    if rename || (entered && is_new) {
        ui.data_mut(|data| data.remove::<String>(id));
        form.edit(Edit { place: list.key(name), operation: Operation::Rename(text.trim().to_owned()) });
    }
}

/// A name for one more text, and a button that adds it.
fn name_ui(ui: &mut Ui, form: &mut Form<'_>, list: &JsonPath, kind: &str, is_free: impl Fn(&str) -> bool) {
    parts::section(ui, &format!("One more {kind}"));
    let id = Id::unique("one more").with((form.document.id, kind));
    let mut name = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    ui.horizontal(|ui| {
        let label = ui.label(small(format!("Name of the {kind}")));
        let field = ui.add(TextEdit::singleline(&mut name).desired_width(Size::Small.measure() / 3.0));
        if field.labelled_by(label.id).changed() {
            ui.data_mut(|data| data.insert_temp(id, name.clone()));
        }
        let name = name.trim();
        let can_add = !name.is_empty() && is_free(name);
        let text = format!("Add a {kind}");
        if ui.add_enabled(can_add, eframe::egui::Button::new(text)).clicked() {
            ui.data_mut(|data| data.remove::<String>(id));
            form.edit(Edit::set(list.key(name), ""));
        }
    });
    if !name.trim().is_empty() && !is_free(name.trim()) {
        let text = format!("There is a {kind} of this name already.");
        ui.label(small(text).color(Palette::of(ui.visuals()).error));
    }
}
