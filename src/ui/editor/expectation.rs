//! An expectation: the outcome, what is expected of it, and how it fares as it stands.

use eframe::egui::Ui;
use serde_json::Value;

use super::fields::{Field, Form, weight};
use crate::app::{Action, Selection};
use crate::model::{Expectation, JsonPath};
use crate::ui::marks;
use crate::ui::parts::{self, Piece};
use crate::ui::tokens::{Palette, Size, size, small, space};
use crate::words;

/// Draws an expectation of the prediction at `position`.
pub fn expectation_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    expects: &[Expectation],
    position: usize,
    at: usize,
    prediction: &JsonPath,
) {
    let list = prediction.key("expects");
    let place = list.index(at);
    let claim = &expects[at];
    ui.add_space(space::AROUND);
    if at > 0 {
        parts::hairline(ui);
        ui.add_space(space::WITHIN);
    }
    outcome_ui(ui, form, claim, &place);
    form.radios(ui, &place.key("value"), claim.value, words::expects_in_short);
    fares_ui(ui, form, claim, position, at);
    let because = Field::optional("Because", "why the statement implies it");
    form.paragraph(ui, &place.key("because"), because, claim.because.as_deref());
    let shown = claim.weight.map_or_else(String::new, |weight| weight.0.to_string());
    let field = Field::optional("Weight", "how much it counts within the prediction; 1 where it is empty");
    form.draft(ui, &place.key("weight"), field, &shown, weight);
    let name = format!("expectation {}", at + 1);
    form.entry_tools(ui, &list, at, expects.len(), &name, None::<Value>);
}

/// Which outcome it is about, and another one.
fn outcome_ui(ui: &mut Ui, form: &mut Form<'_>, claim: &Expectation, place: &JsonPath) {
    let outcome = form.state.comparison.outcome(claim.outcome.as_str()).map(|(_, outcome)| outcome);
    let statement = outcome.map_or_else(|| claim.outcome.as_str(), |outcome| outcome.statement.as_str());
    let format = Size::Body.bold_format(Palette::of(ui.visuals()).text);
    if parts::link(ui, statement, format).clicked() {
        form.actions.push(Action::Select(Selection::Outcome(claim.outcome.to_string())));
    }
    let choose = ui.button(small("Choose another outcome…"));
    if choose.accessible_name(format!("Choose another outcome than {statement}")).clicked() {
        let place = place.key("outcome");
        form.actions.push(Action::PickOutcome { doc: form.document.id, place });
    }
    form.problems(ui, &place.key("outcome"));
}

/// How the essay reports the outcome, and how well the expectation matches it.
fn fares_ui(ui: &mut Ui, form: &Form<'_>, claim: &Expectation, position: usize, at: usize) {
    let comparison = &form.state.comparison;
    let Some((_, outcome)) = comparison.outcome(claim.outcome.as_str()) else {
        parts::note(ui, "The essay reports no such outcome: this expectation is not addressed.");
        return;
    };
    let reading = form.state.session.lens.reading(outcome);
    let reported = words::reported(reading);
    let judged = super::outline::verdict(form.state, form.document, position)
        .and_then(|_| comparison.member(form.document.id))
        .and_then(|member| Some((comparison.prediction(member, position)?, comparison.judged(member))))
        .and_then(|(view, judged)| judged.expectations(view.assessment).get(at).copied());
    let degree = judged.map(|judged| words::degree_or_none(judged.degree)).unwrap_or_default();
    ui.horizontal(|ui| {
        if let Some(timing) = judged.and_then(|judged| judged.timing) {
            marks::timing(ui, timing.into(), size::MARK);
            parts::note(ui, marks::timing_label(timing.into()));
        }
        let pieces = [
            Piece::Quiet("Reported: "),
            Piece::Strong(reported),
            Piece::Quiet("; match "),
            Piece::Strong(&degree),
        ];
        parts::line(ui, pieces.into_iter().take(if degree.is_empty() { 2 } else { 4 }));
    });
}
