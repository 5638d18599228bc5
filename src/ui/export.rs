//! The dialog for exports: what, in which form, what it begins with, and where to.

mod preview;

use std::path::Path;

use eframe::egui::{Align, Button, Key, Label, Layout, RadioButton, Role, ScrollArea, TextEdit, Ui, vec2};

use super::parts;
use super::tokens::{Palette, small, space};
use crate::app::export::{ExportAction, Exporting};
use crate::app::{Action, Actions, State};
use crate::export::picture::SCALES;
use crate::export::{Export, Form, What};

/// How wide the dialog is where there is room, in points.
pub(super) const WIDTH: f32 = 960.0;

/// How wide the list of kinds is, in points.
const KINDS: f32 = 216.0;

/// Below this width the preview stands under the choices, in points.
const NARROW: f32 = 560.0;

/// The height that everything but choices and preview takes, in points.
const BESIDES: f32 = 240.0;

/// The room that the button beside the path takes, in points.
const CHOOSE: f32 = 104.0;

/// The kinds, by what they are for.
const GROUPS: [(&str, &[What]); 4] = [
    ("Handouts", &[What::Report, What::Worksheet, What::Key, What::Cards, What::Minutes]),
    ("Pictures", &[What::Compare, What::Timeline, What::Matrix, What::Scoreboard]),
    ("Tables", &[What::Verdicts, What::Votes]),
    ("References", &[What::Citation]),
];

/// Draws it.
pub(super) fn export_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(exporting) = &state.exporting else { return };
    let height = (ui.ctx().content_rect().height() - BESIDES).clamp(120.0, 560.0);
    if ui.available_width() < NARROW {
        ScrollArea::vertical().id_salt("choices").max_height(height).show(ui, |ui| {
            kinds_ui(ui, state, exporting.export, actions);
            forms_ui(ui, exporting.export, actions);
        });
    } else {
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), height),
            Layout::left_to_right(Align::Min),
            |ui| {
                ui.vertical(|ui| {
                    ui.set_width(KINDS);
                    ScrollArea::vertical().id_salt("kinds").max_height(height).show(ui, |ui| {
                        kinds_ui(ui, state, exporting.export, actions);
                    });
                });
                ui.add_space(space::APART);
                ui.vertical(|ui| {
                    forms_ui(ui, exporting.export, actions);
                    ui.add_space(space::BETWEEN);
                    preview::preview_ui(ui, exporting);
                });
            },
        );
    }
    ui.add_space(space::APART);
    where_ui(ui, exporting, actions);
}

fn kinds_ui(ui: &mut Ui, state: &State, export: Export, actions: &mut Actions) {
    parts::region(ui, Role::RadioGroup, "What to export", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (group, kinds) in GROUPS {
            parts::kicker(ui, group);
            for what in kinds {
                let is_possible = !what.needs_seminar() || state.has_room();
                let button = ui.add_enabled(is_possible, RadioButton::new(export.what == *what, name(*what)));
                let button = button.on_hover_text(hint(*what));
                let button = button.on_disabled_hover_text("Nothing is on the agenda of a seminar");
                if button.clicked() && export.what != *what {
                    let form =
                        if what.forms().contains(&export.form) { export.form } else { what.forms()[0] };
                    choose(Export { what: *what, form, ..export }, actions);
                }
            }
            ui.add_space(space::BETWEEN);
        }
    });
}

fn forms_ui(ui: &mut Ui, export: Export, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        parts::region(ui, Role::RadioGroup, "In which form", |ui| {
            for form in export.what.forms() {
                let button = ui.radio(export.form == *form, form_name(*form));
                if button.clicked() && export.form != *form {
                    choose(Export { form: *form, ..export }, actions);
                }
            }
        });
        if export.form == Form::Png {
            ui.add_space(space::APART);
            parts::region(ui, Role::RadioGroup, "Pixels a point", |ui| {
                for scale in SCALES {
                    let is_chosen = (export.scale - scale).abs() < 0.1;
                    let button = ui.radio(is_chosen, format!("{scale}×"));
                    if button.on_hover_text("Pixels a point: 2 for a screen, 4 for print").clicked()
                        && !is_chosen
                    {
                        choose(Export { scale, ..export }, actions);
                    }
                }
            });
        }
    });
}

fn choose(export: Export, actions: &mut Actions) {
    actions.push(Action::Export(ExportAction::Choose(export)));
}

/// Where the file goes, and the buttons.
fn where_ui(ui: &mut Ui, exporting: &Exporting, actions: &mut Actions) {
    if let Some(problem) = &exporting.problem {
        ui.add(Label::new(small(problem).color(Palette::of(ui.visuals()).error)).wrap());
    }
    let mut path = exporting.path.clone();
    let is_free = exporting.running.is_none();
    let label = ui.label("Path of the file");
    let field = ui.horizontal(|ui| {
        let width = ui.available_width() - CHOOSE;
        let field = ui.add_enabled(is_free, TextEdit::singleline(&mut path).desired_width(width));
        if ui.add_enabled(is_free, Button::new("Choose…")).clicked() {
            actions.push(Action::Export(ExportAction::Ask));
        }
        field.labelled_by(label.id)
    });
    let field = field.inner;
    if field.changed() {
        actions.push(Action::Export(ExportAction::Type(path.clone())));
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let path = path.trim().trim_matches('"');
    ui.add_space(space::BETWEEN);
    ui.horizontal(|ui| {
        if let Some(work) = &exporting.running {
            ui.label(match work.share() {
                Some(share) => format!("Exporting: {:.0} percent are written", 100.0 * share),
                None => "Exporting: working it out".to_owned(),
            });
            if ui.button("Cancel").clicked() {
                actions.push(Action::Export(ExportAction::Cancel));
            }
            return;
        }
        let clicked = ui.add_enabled(!path.is_empty(), Button::new("Export")).clicked();
        if (clicked || entered) && !path.is_empty() {
            // Who has read that a file is there and confirms the same path again means it.
            let replaces = exporting.to_replace.as_deref() == Some(Path::new(path));
            actions.push(Action::Export(ExportAction::Make { path: path.into(), replaces }));
        }
        if ui.button("Close").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

/// What a kind is called.
fn name(what: What) -> &'static str {
    match what {
        What::Report => "Full comparison",
        What::Worksheet => "Worksheet",
        What::Key => "Answer key",
        What::Cards => "Debate cards",
        What::Minutes => "Minutes of the seminar",
        What::Compare => "Predictions side by side",
        What::Matrix => "Matrix",
        What::Timeline => "Timeline",
        What::Scoreboard => "Scoreboard",
        What::Verdicts => "Verdicts",
        What::Votes => "Votes of the seminar",
        What::Citation => "Citation",
    }
}

/// What it is for.
fn hint(what: What) -> &'static str {
    match what {
        What::Report => "Numbers, the theories side by side, and every verdict with its working",
        What::Worksheet => "The predictions without their verdicts, to be filled in by hand",
        What::Key => "The answers to the worksheet, by the same numbers",
        What::Cards => "One sheet a theory: its strongest case, its weakest point, the defences to expect",
        What::Minutes => "Votes, what the discussions moved, the room's readings, defences",
        What::Compare => "Each theory's predictions by topic, with their verdicts",
        What::Matrix => "Which theory expects which outcome, and what came of it; as a table too",
        What::Timeline => "When predictions were made, and when outcomes came out",
        What::Scoreboard => "Ranks and scores, and what they rest on; as a table too",
        What::Verdicts => "Every prediction with its verdict, a row each",
        What::Votes => "How often each answer was given in each vote",
        What::Citation => "The program and the files, for a reference manager",
    }
}

/// What a form is called.
fn form_name(form: Form) -> &'static str {
    match form {
        Form::Html => "HTML",
        Form::Markdown => "Markdown",
        Form::Svg => "SVG",
        Form::Png => "PNG",
        Form::Csv => "CSV",
        Form::Json => "JSON",
    }
}
