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
        if ui.button(small(text)).on_hover_text(parts::hint(ui, state, Command::TransposeMatrix)).clicked() {
            actions.push(Action::Command(Command::TransposeMatrix));
        }
        let all = state.comparison.essay.outcomes.len();
        parts::note(ui, format!("{shown} of {all}"))
            .on_hover_text("Outcomes shown, of all that the essay reports");
        choice(ui, "Sort by", &mut view.sort, |sort| sort.label().to_owned(), || MatrixSort::ALL);
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
    choice(ui, "Tests", &mut filter.division, |division| division.label().to_owned(), || Division::ALL);
    let label = |id: &String| comparison.essay.topic_label(id).to_owned();
    let topics = || topics(comparison).into_iter().map(|(id, _)| id.to_owned());
    optional(ui, "Topic", "Every topic", &mut filter.topic, label, topics);
    let label = |basis: &Basis| words::basis_in_short(*basis).to_owned();
    optional(ui, "Basis", "Every basis", &mut filter.basis, label, || Basis::ALL.iter().copied());
    let label = |number: &u32| words::paragraphs(&[*number]);
    optional(ui, "Paragraph", "Every paragraph", &mut filter.paragraph, label, || paragraphs(comparison));
    let label = |reported: &Reported| words::reported(*reported).to_owned();
    optional(ui, "Reported", "Every value", &mut filter.reported, label, || Reported::ALL.iter().copied());
}

/// A choice of one, or of all.
fn optional<T: Clone + PartialEq, C: IntoIterator<Item = T>>(
    ui: &mut Ui,
    name: &str,
    all: &str,
    chosen: &mut Option<T>,
    label: impl Fn(&T) -> String,
    choices: impl FnOnce() -> C,
) {
    let label = |value: &Option<T>| value.as_ref().map_or_else(|| all.to_owned(), &label);
    choice(ui, name, chosen, label, || std::iter::once(None).chain(choices().into_iter().map(Some)));
}

/// A choice of one. The choices are gathered only while they are shown: an essay may have very many.
fn choice<T: PartialEq, C: IntoIterator<Item = T>>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    label: impl Fn(&T) -> String,
    choices: impl FnOnce() -> C,
) {
    let combo = ComboBox::from_id_salt(("matrix", name)).selected_text(small(label(chosen))).width(CHOICE);
    let response = combo.show_ui(ui, |ui| {
        for value in choices() {
            let text = label(&value);
            ui.selectable_value(chosen, value, text);
        }
    });
    response.response.on_hover_text(name).accessible_name(name);
}
