//! The editor: a document of the user's own, its parts on the left, the open one beside them.

mod essay;
mod expectation;
mod fields;
mod named;
mod outline;
mod prediction;
mod theory;

use eframe::egui::{Button, CentralPanel, ComboBox, Frame, Panel, Role, ScrollArea, Ui};

use super::parts;
use super::tokens::{self, Palette, Size, small, space};
use crate::app::editor::Part;
use crate::app::{Action, Actions, Body, Command, Dialog, Document, State};
use crate::model::JsonPath;
use fields::Form;

/// The width of the list of parts, in points.
const OUTLINE: f32 = 232.0;

/// Draws the editor.
pub fn editor_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(document) = state.written() else { return nothing_ui(ui, state, actions) };
    clipboard(ui, state, actions);
    let bar = Frame::new().inner_margin(tokens::margin(space::AROUND, space::WITHIN));
    Panel::top("editor document").frame(bar).show(ui, |ui| document_ui(ui, state, document, actions));
    let side = Frame::new().inner_margin(tokens::margin(space::AROUND, space::BETWEEN));
    Panel::left("editor outline").frame(side).default_size(OUTLINE).size_range(160.0..=400.0).show(
        ui,
        |ui| {
            parts::region(ui, Role::Navigation, "Parts", |ui| {
                outline::outline_ui(ui, state, document, actions);
            });
        },
    );
    if let (Body::Theory(theory), Part::Entry(position)) = (&document.body, state.view.editor.part)
        && position < theory.predictions.len()
    {
        let bar = Frame::new().inner_margin(tokens::margin(space::APART, space::BETWEEN));
        Panel::top("editor verdict").frame(bar).show(ui, |ui| {
            parts::region(ui, Role::Status, "Verdict", |ui| {
                prediction::verdict_ui(ui, state, document, position, actions);
            });
        });
    }
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        // A page of its own for each part: a new one begins at its top.
        let salt = ("editor", document.id, format!("{:?}", state.view.editor.part));
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(tokens::margin(space::APART, space::BETWEEN)).show(ui, |ui| {
                ui.set_max_width(Size::Body.measure());
                let mut form = Form::new(state, document, actions);
                part_ui(ui, &mut form);
                form.end();
                ui.add_space(space::PAGE);
            });
        });
    });
}

fn part_ui(ui: &mut Ui, form: &mut Form<'_>) {
    let document = form.document;
    match (&document.body, form.state.view.editor.part) {
        (Body::Theory(theory), Part::Entry(position)) => match theory.predictions.get(position) {
            Some(entry) => prediction::prediction_ui(ui, form, theory, entry, position),
            None => theory::about_ui(ui, form, theory),
        },
        (Body::Theory(theory), Part::Dimensions) => named::dimensions_ui(ui, form, theory),
        (Body::Theory(theory), Part::Works) => theory::works_ui(ui, form, theory),
        (Body::Theory(theory), Part::About | Part::Topics) => theory::about_ui(ui, form, theory),
        (Body::Essay(essay), Part::Entry(position)) => match essay.outcomes.get(position) {
            Some(outcome) => essay::outcome_ui(ui, form, essay, outcome, position),
            None => essay::about_ui(ui, form, essay),
        },
        (Body::Essay(essay), Part::Topics) => named::topics_ui(ui, form, essay),
        (Body::Essay(essay), _) => essay::about_ui(ui, form, essay),
        (Body::Nothing, _) => {}
    }
}

/// What could be here, and how to bring it.
fn nothing_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    Frame::new().inner_margin(tokens::margin(space::SECTION, space::SECTION)).show(ui, |ui| {
        ui.set_max_width(Size::Body.measure());
        let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
        parts::heading(ui, "Nothing of your own is open", format);
        parts::prose(
            ui,
            "Here you write a theory of your own, or another essay, and see each verdict change while you type. The built-in ones stay as they are: change a copy.",
        );
        ui.add_space(space::BETWEEN);
        ui.horizontal(|ui| {
            parts::command_button(ui, state, Command::New, actions);
            parts::command_button(ui, state, Command::Open, actions);
        });
    });
}

/// Which document is written, whether it is saved, and what is wrong with it.
fn document_ui(ui: &mut Ui, state: &State, document: &Document, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let own = state.session.documents.iter().filter(|document| document.is_editable());
        ComboBox::from_id_salt("written document")
            .selected_text(title(document))
            .width(OUTLINE)
            .show_ui(ui, |ui| {
                for other in own {
                    if ui.selectable_label(other.id == document.id, title(other)).clicked() {
                        actions.push(Action::Write { doc: other.id, place: JsonPath::default() });
                    }
                }
            })
            .response
            .accessible_name("Document that is written");
        let place = match document.path() {
            Some(path) => path.display().to_string(),
            None => "No file yet".to_owned(),
        };
        parts::note(
            ui,
            if document.is_dirty { format!("{place}, not saved") } else { format!("{place}, saved") },
        );
        if document.is_dirty
            && ui.button(small("Save")).on_hover_text(parts::hint(ui, state, Command::Save)).clicked()
        {
            actions.push(Action::Command(Command::Save));
        }
        problems_link(ui, document, actions);
        if matches!(document.body, Body::Essay(_))
            && document.can_judge()
            && state.session.essay != document.id
        {
            let judge = ui.button(small("Judge by this essay"));
            if judge.clicked() {
                actions.push(Action::UseEssay(document.id));
            }
        }
    });
}

/// A document's name, with a dot while it is not saved.
pub fn title(document: &Document) -> String {
    if document.is_dirty { format!("{} •", document.name()) } else { document.name() }
}

fn problems_link(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    let (errors, warnings) = (document.diagnostics.errors, document.diagnostics.warnings);
    let (text, ink) = match (errors, warnings) {
        (0, 0) => return,
        (0, warnings) => (crate::words::count(warnings, "warning"), palette.warning),
        (errors, _) => (crate::words::count(errors, "error"), palette.error),
    };
    if ui.link(small(text).color(ink)).on_hover_text("What is wrong, and where").clicked() {
        actions.push(Action::Show(Dialog::Problems(document.id)));
    }
}

/// Copy, cut and paste mean the open entry, unless a text has the keyboard.
fn clipboard(ui: &Ui, state: &State, actions: &mut Actions) {
    use eframe::egui::Event;
    if ui.text_edit_focused() || state.dialog.is_some() {
        return;
    }
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Copy => actions.push(Action::Command(Command::CopyEntry)),
                Event::Cut => actions.push(Action::Command(Command::CutEntry)),
                Event::Paste(text) => actions.push(Action::Paste(text.clone())),
                _ => {}
            }
        }
    });
}

/// A button that adds something to a list.
fn add_button(ui: &mut Ui, text: &str) -> bool {
    ui.add_space(space::BETWEEN);
    ui.add(Button::new(text)).clicked()
}
