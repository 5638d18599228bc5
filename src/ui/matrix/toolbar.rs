//! What stands above the matrix: which way round it is, in which order, and which outcomes are shown.

use eframe::egui::{Button, ComboBox, Ui};

use crate::app::matrix::{Division, MatrixFilter, MatrixSort, paragraphs, topics};
use crate::app::{Action, Actions, Command, State};
use crate::model::choice::Choice as _;
use crate::model::{Basis, Reported};
use crate::ui::parts;
use crate::ui::tokens::{size, small, space};
use crate::words;

/// The width of a choice, in points.
const CHOICE: f32 = 104.0;

/// Draws the toolbar; `shown` outcomes are shown.
pub(super) fn toolbar_ui(ui: &mut Ui, state: &State, shown: usize, actions: &mut Actions) {
    let mut view = state.view.matrix.clone();
    ui.horizontal_wrapped(|ui| {
        ui.set_min_height(size::TARGET);
        let text = if view.is_transposed { "Theories in rows" } else { "Outcomes in rows" };
        if ui.button(small(text)).on_hover_text(parts::hint(ui, Command::TransposeMatrix)).clicked() {
            actions.push(Action::Command(Command::TransposeMatrix));
        }
        let all = state.comparison.essay.outcomes.len();
        parts::note(ui, format!("{shown} of {all}"))
            .on_hover_text("Outcomes shown, of all that the essay reports");
        choice(ui, "Sort by", &mut view.sort, &MatrixSort::ALL.map(|sort| (sort, sort.label().to_owned())));
        filters(ui, state, &mut view.filter);
        if view.filter != MatrixFilter::default() && ui.add(Button::new(small("Show all"))).clicked() {
            view.filter = MatrixFilter::default();
        }
    });
    ui.add_space(space::WITHIN);
    if view != state.view.matrix {
        actions.push(Action::SetMatrix(view));
    }
}

fn filters(ui: &mut Ui, state: &State, filter: &mut MatrixFilter) {
    let comparison = &state.comparison;
    choice(
        ui,
        "Tests",
        &mut filter.division,
        &Division::ALL.map(|division| (division, division.label().to_owned())),
    );
    let topics: Vec<_> =
        topics(comparison).into_iter().map(|(id, label)| (id.to_owned(), label.to_owned())).collect();
    optional(ui, "Topic", "Every topic", &mut filter.topic, topics);
    let bases = Basis::ALL.iter().map(|basis| (*basis, words::basis_in_short(*basis).to_owned()));
    optional(ui, "Basis", "Every basis", &mut filter.basis, bases);
    let paragraphs = paragraphs(comparison).into_iter().map(|number| (number, words::paragraphs(&[number])));
    optional(ui, "Paragraph", "Every paragraph", &mut filter.paragraph, paragraphs);
    let reported = Reported::ALL.iter().map(|reported| (*reported, words::reported(*reported).to_owned()));
    optional(ui, "Reported", "Every value", &mut filter.reported, reported);
}

/// A choice of one, or of all.
fn optional<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    all: &str,
    chosen: &mut Option<T>,
    choices: impl IntoIterator<Item = (T, String)>,
) {
    let some = choices.into_iter().map(|(value, label)| (Some(value), label));
    let choices: Vec<_> = std::iter::once((None, all.to_owned())).chain(some).collect();
    choice(ui, name, chosen, &choices);
}

/// A choice of one.
fn choice<T: Clone + PartialEq>(ui: &mut Ui, name: &str, chosen: &mut T, choices: &[(T, String)]) {
    let label = choices.iter().find(|(value, _)| value == chosen).map_or("", |(_, label)| label.as_str());
    let combo = ComboBox::from_id_salt(("matrix", name)).selected_text(small(label)).width(CHOICE);
    let response = combo.show_ui(ui, |ui| {
        for (value, label) in choices {
            ui.selectable_value(chosen, value.clone(), label);
        }
    });
    response.response.on_hover_text(name).accessible_name(name);
}
