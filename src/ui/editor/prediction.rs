//! A prediction: what it says, where it comes from, what it expects, and its verdict as it stands.

use eframe::egui::{Label, Ui};
use serde_json::json;

use super::fields::{Field, Form, numbers};
use super::{expectation, outline};
use crate::app::{Action, Actions, Command, Dialog, Document, State};
use crate::assess::Verdict;
use crate::model::{Edit, Id, JsonPath, Prediction, Source, Theory};
use crate::ui::tokens::{Palette, small, space};
use crate::ui::{marks, parts};
use crate::words;

/// Draws a prediction at its position in the theory.
pub fn prediction_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    theory: &Theory,
    prediction: &Prediction,
    position: usize,
) {
    let place = JsonPath::default().key("predictions").index(position);
    let statement = Field::required("Statement", "what was predicted or advised, in one sentence");
    form.paragraph(ui, &place.key("statement"), statement, Some(&prediction.statement));
    guidance(ui);
    ui.add_space(space::BETWEEN);
    form.radios(ui, &place.key("kind"), prediction.kind, words::kind);
    let made = Field::required("Made", "when it was said: only outcomes that begin later are foretold");
    form.date(ui, &place.key("made"), made, Some(&prediction.made));
    let due = Field::optional("Due", "by when it should have come true; shown, but it changes no verdict");
    form.date(ui, &place.key("due"), due, prediction.due.as_ref());
    source_ui(ui, form, theory, prediction, &place);
    let judgeable = Field::optional("Judgeable", "an honest “too vague” is better than a lucky hit");
    form.choice(ui, &place.key("judgeable"), judgeable, prediction.judgeable(), words::judgeable);
    expectations_ui(ui, form, prediction, position, &place);
    parts::section(ui, "Beside it");
    form.paragraph(ui, &place.key("note"), Field::optional("Note", ""), prediction.note.as_deref());
    let field = Field::required("Id", "its name within the theory: a-z, 0-9 and -");
    let others = theory.predictions.iter().enumerate().filter(|(at, _)| *at != position);
    let mut others = others.map(|(_, other)| other.id.as_str());
    form.id(ui, &place, field, &prediction.id, &prediction.statement, |id| others.any(|other| other == id));
}

/// The verdict as it stands, or why there is none. It stands above the page and does not scroll away.
pub fn verdict_ui(ui: &mut Ui, state: &State, document: &Document, position: usize, actions: &mut Actions) {
    let verdict = outline::verdict(state, document, position);
    ui.horizontal_wrapped(|ui| match verdict {
        Some(verdict) => {
            marks::verdict_with_word(ui, verdict);
            if let Verdict::Scored { score, .. } = verdict {
                parts::note(ui, format!("score {}", words::score(score)));
            }
            parts::note(ui, format!("as “{}” reports", state.comparison.essay.title));
        }
        None if document.diagnostics.errors > 0 => {
            let errors = words::count(document.diagnostics.errors, "error");
            let text =
                format!("Not judged: the theory stays out of the comparison until its {errors} are mended.");
            ui.add(Label::new(small(text).color(Palette::of(ui.visuals()).error)).wrap());
            if ui.link(small("What is wrong")).clicked() {
                actions.push(Action::Show(Dialog::Problems(document.id)));
            }
        }
        None if state.is_updating => drop(parts::note(ui, "Updating…")),
        None => {
            parts::note(ui, "Not judged: only predictions count that the essay itself attributes.");
            parts::command_button(ui, state, Command::AllAttributions, actions);
        }
    });
}

/// What makes a prediction one that can be judged.
fn guidance(ui: &mut Ui) {
    parts::note(
        ui,
        "A prediction can be judged if it says who will do what, by when, and if something could count against it: could the other side win the bet?",
    );
}

/// Where the prediction comes from: the essay, or a work.
fn source_ui(ui: &mut Ui, form: &mut Form<'_>, theory: &Theory, prediction: &Prediction, place: &JsonPath) {
    let place = place.key("attribution");
    parts::section(ui, "Where it comes from");
    let source = prediction.attribution.source();
    let is_work = matches!(source, Source::Work { .. });
    ui.horizontal(|ui| {
        if ui.radio(!is_work, "The essay reports it").clicked() && is_work {
            form.edit(Edit::set(place.clone(), json!({ "essay": [] })));
        }
        let first = theory.works().first().map_or("", |work| work.id.as_str());
        if ui.radio(is_work, "A work of the theorist's").clicked() && !is_work {
            form.edit(Edit::set(place.clone(), json!({ "work": first })));
        }
    });
    match source {
        Source::Essay { paragraphs, of } => {
            let shown = super::fields::listed(paragraphs);
            form.draft(
                ui,
                &place.key("essay"),
                Field::required("Paragraphs", "such as 10, 11"),
                &shown,
                numbers,
            );
            let field = Field::optional("Essay", "its id; whichever essay judges, where it is empty");
            form.line(ui, &place.key("of"), field, of.map(Id::as_str));
        }
        Source::Work { work, locator } => {
            work_ui(ui, form, theory, work, &place);
            form.line(
                ui,
                &place.key("locator"),
                Field::optional("Place in the work", "such as p. 59"),
                locator,
            );
        }
    }
}

/// Which work it comes from.
fn work_ui(ui: &mut Ui, form: &mut Form<'_>, theory: &Theory, work: &Id, place: &JsonPath) {
    form.line(ui, &place.key("work"), Field::required("Work", "its id among the works"), Some(work.as_str()));
    for known in theory.works().iter().filter(|known| known.id != *work) {
        let name = known.citation.as_deref().unwrap_or(known.id.as_str());
        if ui.link(small(format!("Use “{name}”"))).clicked() {
            form.edit(Edit::set(place.key("work"), known.id.as_str()));
        }
    }
}

fn expectations_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    prediction: &Prediction,
    position: usize,
    place: &JsonPath,
) {
    parts::section(ui, "What it expects");
    parts::note(
        ui,
        "Outcomes that the essay reports, each at most once. One that it expects not to occur can count against it.",
    );
    let expects = prediction.expects();
    for at in 0..expects.len() {
        expectation::expectation_ui(ui, form, expects, position, at, place);
    }
    form.problems_at(ui, &place.key("expects"));
    ui.add_space(space::BETWEEN);
    parts::command_button(ui, form.state, Command::AddExpectation, form.actions);
}
