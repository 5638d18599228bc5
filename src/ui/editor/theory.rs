//! What a theory is called, who wrote it, and its works.

use eframe::egui::Ui;
use serde_json::json;

use super::add_button;
use super::fields::{Field, Form, ids_or_none, listed};
use crate::model::id::free_id;
use crate::model::{Edit, Id, JsonPath, Operation, Theory};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size};

/// Draws the page about a theory.
pub fn about_ui(ui: &mut Ui, form: &mut Form<'_>, theory: &Theory) {
    let top = JsonPath::default();
    page_heading(ui, "About the theory");
    let name = Field::required("Name", "such as the title of the work that it is known by");
    form.line(ui, &top.key("name"), name, Some(&theory.name));
    let short_name = Field::required("Short name", "heads its column");
    form.line(ui, &top.key("short_name"), short_name, Some(&theory.short_name));
    form.line(ui, &top.key("theorist"), Field::required("Theorist", "who wrote it"), Some(&theory.theorist));
    form.line(ui, &top.key("year"), Field::required("Year", "when, as people say it"), Some(&theory.year));
    let summary = Field::optional("Summary", "what it says, in a sentence or two");
    form.paragraph(ui, &top.key("summary"), summary, theory.summary.as_deref());
    let id = Field::required("Id", "its name in files: a-z, 0-9 and -; no other theory should have it");
    form.line(ui, &top.key("id"), id, Some(theory.id.as_str()));
    let advocated =
        Field::optional("Essays that argue for it", "ids with commas; such an essay judges in its own cause");
    let ids = theory.advocated_by.as_deref().unwrap_or_default();
    form.draft(ui, &top.key("advocated_by"), advocated, &listed(ids), ids_or_none);
    let schema = Field::optional("Schema", "where text editors find the JSON Schema of the file");
    form.line(ui, &top.key("$schema"), schema, theory.schema.as_deref());
}

/// Draws the works that predictions may be attributed to.
pub fn works_ui(ui: &mut Ui, form: &mut Form<'_>, theory: &Theory) {
    let list = JsonPath::default().key("works");
    page_heading(ui, "Works");
    parts::note(ui, "What predictions may be attributed to. A prediction names a work by its id.");
    let works = theory.works();
    for (at, work) in works.iter().enumerate() {
        let place = list.index(at);
        let citation = Field::optional("Citation", "as a bibliography names it");
        form.paragraph(ui, &place.key("citation"), citation, work.citation.as_deref());
        form.line(ui, &place.key("id"), Field::required("Id", ""), Some(work.id.as_str()));
        let copy = serde_json::to_value(work).ok().map(|mut copy| {
            copy["id"] = free_work(theory, work.id.as_str()).into();
            copy
        });
        form.entry_tools(ui, &list, at, works.len(), &format!("work {}", at + 1), copy);
    }
    if add_button(ui, "Add a work") {
        let work = json!({ "id": free_work(theory, "new-work"), "citation": "" });
        form.edit(Edit { place: list, operation: Operation::Insert(works.len(), work) });
    }
}

/// An id for a work that no other has.
fn free_work(theory: &Theory, like: &str) -> String {
    free_id(&Id::from(like), |id| theory.works().iter().any(|work| work.id.as_str() == id))
}

/// The heading of a page of the editor.
pub fn page_heading(ui: &mut Ui, text: &str) {
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, text, format);
}
