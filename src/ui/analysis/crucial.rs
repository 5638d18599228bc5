//! Crucial tests: the outcomes by how far they divide the theories, and who stands where.

use eframe::egui::{Label, Role, Ui};

use super::{View, measure, section};
use crate::app::Actions;
use crate::ui::tokens::{Size, space};
use crate::ui::{parts, stances, what_if};
use crate::words;
use crate::words::analysis::{DIAGNOSTICITY, NO_CRUCIAL_TEST};

pub(super) const NAME: &str = "Crucial tests";

/// The width of the numbers, in points.
const NUMBERS: f32 = 72.0;

pub(super) fn crucial_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    section(ui, NAME);
    let crucial = view.told.assessment.crucial_tests().count();
    measure(ui, |ui| {
        parts::prose(
            ui,
            match crucial {
                0 => NO_CRUCIAL_TEST.to_owned(),
                1 => "On one outcome the theories stand evenly on both sides: it is the crucial test."
                    .to_owned(),
                n => format!(
                    "On {n} outcomes the theories stand evenly on both sides: these are the crucial tests."
                ),
            },
        );
        parts::note(ui, DIAGNOSTICITY);
    });
    let assessment = &view.told.assessment;
    let shown = parts::cached(ui, "outcomes by diagnosticity", view.comparison.generation, || {
        let mut all = assessment.by_diagnosticity();
        all.retain(|outcome| assessment.outcomes[*outcome].diagnosticity.is_some());
        all
    });
    parts::region(ui, Role::List, NAME, |ui| {
        parts::long_list(ui, "crucial tests", shown.len(), |ui, i| {
            outcome_ui(ui, view, shown[i], actions);
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
        parts::outcome_link(ui, view.state, outcome, actions);
        ui.horizontal_wrapped(|ui| {
            what_if::reading_ui(ui, view.state, outcome, actions);
            stances::stances_ui(ui, view.state, position, false);
        });
        parts::end(ui, space::BETWEEN);
    });
}
