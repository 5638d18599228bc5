//! Crucial tests: the outcomes by how far they divide the theories, and who stands where.

use eframe::egui::{Label, Role, Ui};

use super::{View, measure, section};
use crate::app::matrix::{MatrixSort, outcomes};
use crate::app::{Actions, MatrixView};
use crate::ui::tokens::{Size, space};
use crate::ui::{parts, stances, what_if};
use crate::words;

pub(super) const NAME: &str = "Crucial tests";

/// The width of the numbers, in points.
const NUMBERS: f32 = 72.0;

pub(super) fn crucial_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    section(ui, NAME);
    let judged = &view.told.assessment.outcomes;
    let crucial = judged.iter().filter(|outcome| outcome.is_crucial).count();
    measure(ui, |ui| {
        parts::prose(
            ui,
            match crucial {
                0 => "No outcome is a crucial test: on none do the theories stand evenly on both sides."
                    .to_owned(),
                1 => "On one outcome the theories stand evenly on both sides: it is the crucial test."
                    .to_owned(),
                n => format!(
                    "On {n} outcomes the theories stand evenly on both sides: these are the crucial tests."
                ),
            },
        );
        parts::note(
            ui,
            "Below, every outcome that at least two theories bet on, by diagnosticity: 1 where they stand evenly on both sides, 0 where all expect the same.",
        );
    });
    let comparison = &view.state.comparison;
    let by_diagnosticity = MatrixView { sort: MatrixSort::Diagnosticity, ..MatrixView::default() };
    let shown = parts::cached(ui, "outcomes by diagnosticity", comparison.generation, || {
        let all = outcomes(comparison, &by_diagnosticity).into_iter();
        all.filter(|outcome| judged[*outcome as usize].diagnosticity.is_some()).collect::<Vec<u32>>()
    });
    parts::region(ui, Role::List, NAME, |ui| {
        parts::long_list(ui, "crucial tests", shown.len(), |ui, i| {
            outcome_ui(ui, view, shown[i] as usize, actions);
        });
    });
}

fn outcome_ui(ui: &mut Ui, view: &View<'_>, position: usize, actions: &mut Actions) {
    let outcome = &view.told.essay.outcomes[position];
    let judged = view.told.assessment.outcomes[position];
    let number = |ui: &mut Ui| {
        ui.set_width(NUMBERS);
        let value = judged
            .diagnosticity
            .map_or_else(String::new, |value| format!("{} ({})", words::degree(value), judged.n));
        let text = if judged.is_crucial { Size::Body.bold(value) } else { Size::Body.text(value) };
        ui.add(Label::new(text).extend());
    };
    parts::beside(ui, number, |ui| {
        ui.spacing_mut().item_spacing.y = space::WITHIN;
        parts::outcome_link(ui, outcome, actions);
        ui.horizontal_wrapped(|ui| {
            what_if::reading_ui(ui, view.state, outcome, actions);
            stances::stances_ui(ui, view.state, position, false);
        });
        parts::end(ui, space::BETWEEN);
    });
}
