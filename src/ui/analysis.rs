//! The analysis: where the theories part ways, and what the ranking hangs on.

mod crucial;
mod flips;
mod formulas;
mod gaps;
mod pairs;
mod scoreboard;

use eframe::egui::{Align, Frame, Id, Role, ScrollArea, Ui};

use super::parts;
use super::tokens::{self, Palette, Size, space};
use crate::app::{Actions, Analysed, Comparison, State};
use crate::words;
use crate::words::analysis::Told;

/// The sections of the page, in their order.
const SECTIONS: [&str; 6] =
    [scoreboard::NAME, flips::NAME, crucial::NAME, pairs::NAME, formulas::NAME, gaps::NAME];

/// Draws the analysis into the central area. It scrolls, and brings its own margin.
pub fn analysis_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Main, "Analysis", |ui| {
        ScrollArea::vertical().id_salt("analysis").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(tokens::margin(space::PAGE, space::SECTION)).show(ui, |ui| {
                let Some(Analysed { comparison, analysis }) = state.analysis() else {
                    parts::note(ui, "The analysis is being made. It shows here as soon as it is there.");
                    return;
                };
                let told = Told {
                    essay: &comparison.essay,
                    theories: &comparison.theories,
                    names: &comparison.names,
                    assessment: &comparison.assessment,
                    analysis,
                };
                page_ui(ui, &View { state, comparison, told }, actions);
            });
        });
    });
}

/// What the sections draw.
struct View<'a> {
    state: &'a State,
    /// The comparison that was analysed.
    comparison: &'a Comparison,
    told: Told<'a>,
}

fn page_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    headline_ui(ui, view);
    contents_ui(ui);
    scoreboard::scoreboard_ui(ui, view, actions);
    flips::flips_ui(ui, view, actions);
    crucial::crucial_ui(ui, view, actions);
    pairs::pairs_ui(ui, view, actions);
    formulas::formulas_ui(ui, view, actions);
    gaps::gaps_ui(ui, view, actions);
}

/// Who leads, on what, and how little it takes to reverse it.
fn headline_ui(ui: &mut Ui, view: &View<'_>) {
    if view.state.is_analysis_outdated() {
        parts::note(ui, "Updating… This is the analysis before the last change.");
    }
    measure(ui, |ui| {
        for (i, sentences) in view.told.headline_by_subject().iter().enumerate() {
            match sentences.as_slice() {
                // The first sentence of all is the page's heading.
                [first, rest @ ..] if i == 0 => {
                    parts::heading(ui, first, Size::Heading.bold_format(Palette::of(ui.visuals()).text));
                    parts::prose(ui, rest.join(" "));
                }
                all => drop(parts::prose(ui, all.join(" "))),
            }
        }
        let loaded = view.told.theories.len();
        let what_if = if view.state.has_what_if() { ", with the changes of the what-if" } else { "" };
        let room = match view.comparison.lens.room.len() {
            0 => String::new(),
            n => format!(", with the room's readings of {}", words::count(n, "outcome")),
        };
        parts::note(
            ui,
            format!(
                "Over all {loaded} theories loaded, shown or hidden. Verdicts are as “{}” reports{room}{what_if}.",
                view.told.essay.title
            ),
        );
    });
}

/// Ways to the sections.
fn contents_ui(ui: &mut Ui) {
    ui.add_space(space::BETWEEN);
    parts::region(ui, Role::Navigation, "Sections of the analysis", |ui| {
        ui.horizontal_wrapped(|ui| {
            for name in SECTIONS {
                if ui.link(tokens::small(name)).on_hover_text(format!("Scroll to “{name}”")).clicked() {
                    ui.data_mut(|data| data.insert_temp(jump_id(), name));
                    ui.request_repaint();
                }
            }
        });
    });
}

fn jump_id() -> Id {
    Id::unique("section of the analysis to scroll to")
}

/// Begins a section with its name, and scrolls there if that was asked for.
fn section(ui: &mut Ui, name: &'static str) {
    ui.add_space(space::SECTION);
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    let response = parts::heading(ui, name, format);
    if ui.data(|data| data.get_temp::<&'static str>(jump_id())) == Some(name) {
        ui.data_mut(|data| data.remove::<&'static str>(jump_id()));
        response.scroll_to_me(Some(Align::TOP));
    }
}

/// Sets text in lines that are not too long to read.
fn measure(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let width = Size::Body.measure().min(ui.available_width());
    ui.scope(|ui| {
        ui.set_max_width(width);
        contents(ui);
    });
}
