//! The fields of the editor: each writes one place of the document, and says what is wrong there.
//!
//! A field shows what the document holds, and asks for an edit with each key. A text that the document
//! cannot hold yet (half a number) stays in the field until it can.

use std::hash::Hash as _;

use eframe::egui::{ComboBox, Id, Label, Response, TextEdit, Ui};
use serde_json::Value;

use crate::app::{Action, Actions, Document, State};
use crate::model::choice::Choice;
use crate::model::id::MAX_LENGTH;
use crate::model::{Date, Edit, Id as Name, JsonPath, Operation};
use crate::store::{Diagnostic, Severity};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, small, space};
use crate::words;

/// The document that is written, and where its edits go.
pub struct Form<'a> {
    /// All that the window shows.
    pub state: &'a State,
    /// The document.
    pub document: &'a Document,
    /// What the user wants.
    pub actions: &'a mut Actions,
    /// Whether some field has taken the focus that was asked for.
    focused: bool,
}

/// How a field is called, and what is said below it.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// Its name, above it.
    pub label: &'a str,
    /// What it is for, or an example.
    pub help: &'a str,
    /// Whether the format wants it: then it is empty rather than absent.
    pub is_required: bool,
}

impl<'a> Field<'a> {
    /// A field that the format wants.
    pub fn required(label: &'a str, help: &'a str) -> Self {
        Self { label, help, is_required: true }
    }

    /// A field that may be absent.
    pub fn optional(label: &'a str, help: &'a str) -> Self {
        Self { label, help, is_required: false }
    }
}

impl<'a> Form<'a> {
    /// A form for a document.
    pub fn new(state: &'a State, document: &'a Document, actions: &'a mut Actions) -> Self {
        Self { state, document, actions, focused: false }
    }

    /// Asks for one edit.
    pub fn edit(&mut self, edit: Edit) {
        self.actions.push(Action::Edit { doc: self.document.id, edits: vec![edit] });
    }

    /// Marks the focus that was asked for as given; to be called when all fields are drawn.
    pub fn end(&mut self) {
        if self.state.view.editor.focus.is_some() {
            self.actions.push(Action::Focused);
        }
    }

    /// A line of text.
    pub fn line(&mut self, ui: &mut Ui, place: &JsonPath, field: Field<'_>, value: Option<&str>) {
        self.text(ui, place, field, value, |text| TextEdit::singleline(text));
    }

    /// Text of several lines.
    pub fn paragraph(&mut self, ui: &mut Ui, place: &JsonPath, field: Field<'_>, value: Option<&str>) {
        self.text(ui, place, field, value, |text| TextEdit::multiline(text).desired_rows(2));
    }

    fn text(
        &mut self,
        ui: &mut Ui,
        place: &JsonPath,
        field: Field<'_>,
        value: Option<&str>,
        widget: impl for<'t> FnOnce(&'t mut String) -> TextEdit<'t>,
    ) {
        let mut text = value.unwrap_or_default().to_owned();
        let response = self.labelled(ui, place, field, |ui, id| {
            ui.add(widget(&mut text).id(id).desired_width(f32::INFINITY))
        });
        if response.changed() {
            self.set_text(place.clone(), field, text);
        }
        self.problems(ui, place);
    }

    fn set_text(&mut self, place: JsonPath, field: Field<'_>, text: String) {
        let is_absent = text.is_empty() && !field.is_required;
        self.edit(if is_absent { Edit::unset(place) } else { Edit::set(place, text) });
    }

    /// The id of an entry, and one made of its statement where that is free.
    pub fn id(
        &mut self,
        ui: &mut Ui,
        entry: &JsonPath,
        field: Field<'_>,
        id: &Name,
        statement: &str,
        is_taken: impl FnOnce(&str) -> bool,
    ) {
        let place = entry.key("id");
        self.line(ui, &place, field, Some(id.as_str()));
        let made = id_of(statement);
        if !made.is_empty()
            && made != id.as_str()
            && !is_taken(&made)
            && ui.link(small(format!("Use “{made}”"))).clicked()
        {
            self.edit(Edit::set(place, made));
        }
    }

    /// A date, and what it means.
    pub fn date(&mut self, ui: &mut Ui, place: &JsonPath, field: Field<'_>, date: Option<&Date>) {
        let mut text = date.map_or("", Date::text).to_owned();
        let response = self.labelled(ui, place, field, |ui, id| {
            let field =
                TextEdit::singleline(&mut text).id(id).hint_text("1904, 2008-08, 2022-02-24, 2013/2014");
            // Room for all examples.
            ui.add(field.desired_width(Size::Body.measure() * 2.0 / 3.0))
        });
        if response.changed() {
            self.set_text(place.clone(), field, text);
        }
        if let Some(meaning) = date.and_then(|date| date.range().ok()).map(words::date_range) {
            parts::note(ui, meaning);
        }
        self.problems(ui, place);
    }

    /// A text that stands for something else, such as numbers with commas. `parse` turns it into the value,
    /// `None` to leave the field out, or says what is wrong with it.
    pub fn draft(
        &mut self,
        ui: &mut Ui,
        place: &JsonPath,
        field: Field<'_>,
        shown: &str,
        parse: impl Fn(&str) -> Result<Option<Value>, String>,
    ) {
        let id = self.widget(place).with("draft");
        let kept: Option<String> = ui.data(|data| data.get_temp(id));
        // A draft counts while it means what the document holds, or while it means nothing yet and is typed.
        let is_typed = ui.memory(|memory| memory.has_focus(self.widget(place)));
        let counts = |draft: &String| match parse(draft) {
            Ok(value) => Ok(value) == parse(shown),
            Err(_) => is_typed,
        };
        let mut text = kept.filter(counts).unwrap_or_else(|| shown.to_owned());
        let response = self.labelled(ui, place, field, |ui, id| {
            ui.add(TextEdit::singleline(&mut text).id(id).desired_width(Size::Body.measure() / 2.0))
        });
        let parsed = parse(&text);
        if response.changed() {
            ui.data_mut(|data| data.insert_temp(id, text.clone()));
            match &parsed {
                Ok(Some(value)) => self.edit(Edit::set(place.clone(), value.clone())),
                Ok(None) => self.edit(Edit::unset(place.clone())),
                Err(_) => {}
            }
        }
        if let Err(problem) = parsed {
            ui.add(Label::new(small(problem).color(Palette::of(ui.visuals()).error)).wrap());
        }
        self.problems(ui, place);
    }

    /// One of a closed list of words.
    pub fn choice<C: Choice>(
        &mut self,
        ui: &mut Ui,
        place: &JsonPath,
        field: Field<'_>,
        value: C,
        word: impl Fn(C) -> &'static str,
    ) {
        let mut chosen = None;
        let width = Size::Body.measure() / 2.0;
        self.labelled(ui, place, field, |ui, id| {
            let combo =
                ComboBox::from_id_salt(id).selected_text(word(value)).width(width).height(f32::INFINITY);
            let shown = combo.show_ui(ui, |ui| {
                for choice in C::ALL {
                    if ui.selectable_label(*choice == value, word(*choice)).clicked() {
                        chosen = Some(*choice);
                    }
                }
            });
            shown.response
        });
        if let Some(choice) = chosen.filter(|choice| *choice != value) {
            self.edit(Edit::set(place.clone(), choice.word()));
        }
        self.problems(ui, place);
    }

    /// One of a closed list of words, side by side.
    pub fn radios<C: Choice>(
        &mut self,
        ui: &mut Ui,
        place: &JsonPath,
        value: C,
        word: impl Fn(C) -> &'static str,
    ) {
        ui.horizontal(|ui| {
            for choice in C::ALL {
                if ui.radio(*choice == value, word(*choice)).clicked() && *choice != value {
                    self.edit(Edit::set(place.clone(), choice.word()));
                }
            }
        });
        self.problems(ui, place);
    }

    /// The label above a field, the field, and the focus if it was asked for; the help is told by the label.
    fn labelled(
        &mut self,
        ui: &mut Ui,
        place: &JsonPath,
        field: Field<'_>,
        widget: impl FnOnce(&mut Ui, Id) -> Response,
    ) -> Response {
        ui.add_space(space::BETWEEN);
        let label = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::BETWEEN;
            let label = ui.label(Size::Small.bold(field.label));
            if !field.help.is_empty() {
                parts::note(ui, field.help);
            }
            label
        });
        ui.add_space(-space::WITHIN);
        let response = widget(ui, self.widget(place)).labelled_by(label.inner.id);
        self.take_focus(&response, place);
        response
    }

    /// The same name for a place from frame to frame.
    fn widget(&self, place: &JsonPath) -> Id {
        let mut hasher = std::hash::DefaultHasher::new();
        (self.document.id, place).hash(&mut hasher);
        Id::unique("editor field").with(std::hash::Hasher::finish(&hasher))
    }

    /// The first field at, below or above the place that was asked for takes the keyboard.
    fn take_focus(&mut self, response: &Response, place: &JsonPath) {
        let Some(wanted) = &self.state.view.editor.focus else { return };
        let is_it = place.0.starts_with(&wanted.0) || wanted.0.starts_with(&place.0);
        if is_it && !self.focused {
            self.focused = true;
            response.request_focus();
            response.scroll_to_me(None);
        }
    }

    /// What is wrong at a place, or below it where no field stands for what is there.
    pub fn problems(&mut self, ui: &mut Ui, place: &JsonPath) {
        let document = self.document;
        for diagnostic in document.diagnostics.list.iter().filter(|fault| fault.path.0.starts_with(&place.0))
        {
            self.problem(ui, diagnostic);
        }
    }

    /// What is wrong at this very place, where no field stands for it.
    pub fn problems_at(&mut self, ui: &mut Ui, place: &JsonPath) {
        let document = self.document;
        for diagnostic in document.diagnostics.list.iter().filter(|fault| fault.path == *place) {
            self.problem(ui, diagnostic);
        }
    }

    fn problem(&mut self, ui: &mut Ui, diagnostic: &Diagnostic) {
        let palette = Palette::of(ui.visuals());
        let ink = match diagnostic.severity {
            Severity::Error => palette.error,
            Severity::Warning => palette.warning,
        };
        ui.horizontal_wrapped(|ui| {
            ui.add(Label::new(small(words::problem(diagnostic)).color(ink)).wrap());
            if let Some(fix) = &diagnostic.fix
                && ui.link(small(&fix.label)).clicked()
            {
                self.edit(fix.edit.clone());
            }
        });
    }

    /// Buttons that move, copy and remove an entry of a list; `name` is what it is called.
    pub fn entry_tools(
        &mut self,
        ui: &mut Ui,
        list: &JsonPath,
        at: usize,
        len: usize,
        name: &str,
        copy: Option<Value>,
    ) {
        let doc = self.document.id;
        ui.horizontal(|ui| {
            let mut tool = |text: &str, is_possible: bool| {
                let button = ui.add_enabled(is_possible, eframe::egui::Button::new(small(text)));
                button.accessible_name(format!("{text} {name}")).clicked()
            };
            let to = |to| Action::MoveEntry { doc, list: list.clone(), from: at, to };
            let operation =
                |operation| Action::Edit { doc, edits: vec![Edit { place: list.clone(), operation }] };
            if tool("Up", at > 0) {
                self.actions.push(to(at - 1));
            }
            if tool("Down", at + 1 < len) {
                self.actions.push(to(at + 1));
            }
            if let Some(copy) = copy
                && tool("Duplicate", true)
            {
                self.actions.push(operation(Operation::Insert(at + 1, copy)));
            }
            if tool("Delete", true) {
                self.actions.push(operation(Operation::Remove(at)));
            }
        });
    }
}

/// Whole numbers with commas between them: paragraphs.
pub fn numbers(text: &str) -> Result<Option<Value>, String> {
    let numbers = text.split([',', ' ', ';']).map(str::trim).filter(|number| !number.is_empty());
    let numbers: Result<Vec<u32>, String> = numbers
        .map(|number| number.parse().map_err(|_| format!("“{number}” is no number: write 3, 10, 11")))
        .collect();
    Ok(Some(Value::from(numbers?)))
}

/// The same, absent where there is none.
pub fn numbers_or_none(text: &str) -> Result<Option<Value>, String> {
    if text.trim().is_empty() { Ok(None) } else { numbers(text) }
}

/// One whole number, absent where there is none.
pub fn number_or_none(text: &str) -> Result<Option<Value>, String> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse::<u32>().map(|n| Some(n.into())).map_err(|_| "Write a whole number".to_owned()),
    }
}

/// A weight, absent where there is none.
pub fn weight(text: &str) -> Result<Option<Value>, String> {
    match text.trim().replace(',', ".").as_str() {
        "" => Ok(None),
        text => match text.parse::<f64>() {
            Ok(weight) if weight.is_finite() => Ok(serde_json::Number::from_f64(weight).map(Value::Number)),
            _ => Err("Write a number from 0.001 to 1000, such as 2 or 0.5".to_owned()),
        },
    }
}

/// Ids with commas between them, absent where there is none.
pub fn ids_or_none(text: &str) -> Result<Option<Value>, String> {
    let ids: Vec<&str> = text.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    if let Some(id) = ids.iter().find(|id| !Name::from(**id).is_valid()) {
        return Err(format!("“{id}” is no id: write 1 to 64 of a-z, 0-9 and -, with commas between ids"));
    }
    Ok((!ids.is_empty()).then(|| Value::from(ids)))
}

/// Numbers as a field shows them.
pub fn listed<T: ToString>(values: &[T]) -> String {
    values.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

/// An id made of the first words of a statement; empty where it has none that an id can have.
fn id_of(statement: &str) -> String {
    let words = statement.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words =
        words.map(str::to_lowercase).filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let mut id = String::new();
    for word in words.take(7) {
        let dash = usize::from(!id.is_empty());
        if id.len() + dash + word.len() > MAX_LENGTH {
            break;
        }
        if dash == 1 {
            id.push('-');
        }
        id.push_str(&word);
    }
    id
}
