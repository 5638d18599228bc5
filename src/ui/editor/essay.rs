//! An essay: what it is, and the outcomes that it reports.

use eframe::egui::Ui;

use super::fields::{Field, Form, listed, number_or_none, numbers_or_none};
use super::theory::page_heading;
use crate::model::json::Texts;
use crate::model::{Edit, Essay, JsonPath, Outcome};
use crate::ui::tokens::small;
use crate::words;

/// Draws the page about an essay.
pub fn about_ui(ui: &mut Ui, form: &mut Form<'_>, essay: &Essay) {
    let top = JsonPath::default();
    page_heading(ui, "About the essay");
    form.line(ui, &top.key("title"), Field::required("Title", ""), Some(&essay.title));
    form.line(ui, &top.key("publisher"), Field::optional("Publisher", ""), essay.publisher.as_deref());
    let published = Field::required("Published", "the date of every outcome that states none");
    form.date(ui, &top.key("published"), published, Some(&essay.published));
    let viewpoint = Field::optional("Viewpoint", "what it argues for; shown wherever its verdicts are");
    form.paragraph(ui, &top.key("viewpoint"), viewpoint, essay.viewpoint.as_deref());
    let shown = essay.paragraphs.map(|n| n.to_string()).unwrap_or_default();
    let paragraphs = Field::optional("Number of paragraphs", "counted from 1");
    form.draft(ui, &top.key("paragraphs"), paragraphs, &shown, number_or_none);
    let id = Field::required("Id", "its name in files: a-z, 0-9 and -");
    form.line(ui, &top.key("id"), id, Some(essay.id.as_str()));
    let schema = Field::optional("Schema", "where text editors find the JSON Schema of the file");
    form.line(ui, &top.key("$schema"), schema, essay.schema.as_deref());
}

/// Draws an outcome at its position in the essay.
pub fn outcome_ui(ui: &mut Ui, form: &mut Form<'_>, essay: &Essay, outcome: &Outcome, position: usize) {
    let place = JsonPath::default().key("outcomes").index(position);
    page_heading(ui, "Outcome");
    let statement =
        Field::required("Statement", "a proposition that is true or false, and that theories can bet on");
    form.paragraph(ui, &place.key("statement"), statement, Some(&outcome.statement));
    let reported = Field::required("Reported", "how the essay reports it");
    form.choice(ui, &place.key("reported"), reported, outcome.reported, words::reported);
    let basis = Field::required("Basis", "on what ground the essay says so");
    form.choice(ui, &place.key("basis"), basis, outcome.basis, words::basis);
    let when = Field::optional("When", "when it came out, or may; the essay's publication where it is empty");
    form.date(ui, &place.key("when"), when, outcome.when.as_ref());
    let paragraphs = Field::optional("Paragraphs", "that say so, such as 10, 11");
    form.draft(ui, &place.key("paragraphs"), paragraphs, &listed(outcome.paragraphs()), numbers_or_none);
    topic_ui(ui, form, essay, outcome, &place);
    let summary = Field::optional("Summary", "how the essay puts it, in your own words");
    form.paragraph(ui, &place.key("summary"), summary, outcome.summary.as_deref());
    let field = Field::required("Id", "theories name the outcome by it, and lose it when it changes");
    let others = essay.outcomes.iter().enumerate().filter(|(at, _)| *at != position);
    let mut others = others.map(|(_, other)| other.id.as_str());
    form.id(ui, &place, field, &outcome.id, &outcome.statement, |id| others.any(|other| other == id));
}

/// Which topic it belongs to.
fn topic_ui(ui: &mut Ui, form: &mut Form<'_>, essay: &Essay, outcome: &Outcome, place: &JsonPath) {
    let topic = Field::optional("Topic", "the id of one of the essay's topics");
    form.line(ui, &place.key("topic"), topic, outcome.topic.as_deref());
    ui.horizontal_wrapped(|ui| {
        let others = essay.topics.iter().flat_map(Texts::iter);
        for (id, label) in others.filter(|(id, _)| Some(*id) != outcome.topic.as_deref()) {
            if ui.link(small(format!("Use “{label}”"))).clicked() {
                form.edit(Edit::set(place.key("topic"), id));
            }
        }
    });
}
