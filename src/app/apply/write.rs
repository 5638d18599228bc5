//! Writing: documents begun, the editor opened, and entries of a document added, moved, copied and pasted.

use std::sync::Arc;

use serde_json::{Value, json};

use super::edit::edit;
use super::find;
use super::judge::judge;
use crate::app::action::Effect;
use crate::app::editor::{Beginning, Part, Picker, entries, entry_count};
use crate::app::find::Finder;
use crate::app::session::{Body, DocId, Document, Origin, Session};
use crate::app::state::{Selection, State, Tab};
use crate::model::id::{FreeIds, free_id};
use crate::model::{Edit, Essay, Id, JsonPath, Operation, Outcome, Prediction, Step, Theory};
use crate::store::{self, builtin};

/// Begins a document, and opens it in the editor.
pub(super) fn begin(state: &mut State, beginning: Beginning) -> Vec<Effect> {
    state.dialog = None;
    let Some(body) = begun(&state.session, beginning) else { return Vec::new() };
    let essay = state.session.essay();
    state.asked += 1;
    let diagnostics = Arc::new(body.check(&essay));
    let document = state.session.document_of(Origin::New, body, diagnostics, state.asked);
    let (doc, name) = (document.id, document.name());
    state.session.documents.push(document);
    state.tell(format!("{name} is begun: it has no file yet"), false, Some(doc));
    let name = if beginning == Beginning::BlankEssay { "title" } else { "name" };
    open(state, doc, JsonPath::default().key(name));
    judge(state)
}

/// What a new document holds, with an id that no open document has.
fn begun(session: &Session, beginning: Beginning) -> Option<Body> {
    let mut body = match beginning {
        Beginning::Template => Body::Theory(Arc::new(builtin::theory_template())),
        Beginning::BlankTheory => Body::Theory(Arc::new(blank_theory()?)),
        Beginning::BlankEssay => Body::Essay(Arc::new(blank_essay()?)),
        Beginning::CopyOf(doc) => session.document(doc)?.body.clone(),
    };
    let taken =
        |id: &str| session.every_document().any(|other| other.body.id().is_some_and(|o| o.as_str() == id));
    match &mut body {
        Body::Theory(theory) => {
            let theory = Arc::make_mut(theory);
            theory.id = Id::from(free_id(&theory.id, taken).as_str());
            if let Beginning::CopyOf(_) = beginning {
                theory.short_name.push_str(" (copy)");
            }
        }
        Body::Essay(essay) => {
            let essay = Arc::make_mut(essay);
            essay.id = Id::from(free_id(&essay.id, taken).as_str());
            if let Beginning::CopyOf(_) = beginning {
                essay.title.push_str(" (copy)");
            }
        }
        Body::Nothing => return None,
    }
    Some(body)
}

fn blank_theory() -> Option<Theory> {
    let blank = json!({
        "format": "prescient-theory/1", "id": "new-theory", "name": "", "short_name": "New theory",
        "theorist": "", "year": "", "predictions": [],
    });
    serde_json::from_str(&blank.to_string()).ok()
}

fn blank_essay() -> Option<Essay> {
    let blank = json!({
        "format": "prescient-essay/1", "id": "new-essay", "title": "New essay", "published": "",
        "outcomes": [],
    });
    serde_json::from_str(&blank.to_string()).ok()
}

/// Opens the editor at a place of a document. One that is not the user's own cannot be changed.
pub(super) fn open(state: &mut State, doc: DocId, place: JsonPath) {
    let Some(document) = state.session.documents.iter().find(|document| document.id == doc) else { return };
    if !document.is_editable() {
        let name = document.name();
        state.tell(
            format!("{name} cannot be changed here: write a copy of it (File > New)"),
            true,
            Some(doc),
        );
        return;
    }
    let part = Part::of(&place, &document.body);
    super::look::open_tab(state, Tab::Editor);
    state.view.editor.doc = Some(doc);
    show_part(state, part);
    state.view.editor.focus = Some(place);
}

/// Opens the editor on what is selected, if it can be changed.
pub(super) fn open_selected(state: &mut State) {
    match state.view.selection.clone() {
        Some(Selection::Theory(doc)) => open(state, doc, JsonPath::default()),
        Some(Selection::Prediction(doc, position)) => {
            open(state, doc, JsonPath::default().key("predictions").index(position));
        }
        Some(Selection::Outcome(id)) => {
            let essay = state.session.essay();
            let position = essay.outcomes.iter().position(|outcome| outcome.id.as_str() == id);
            if let (Some(position), Some(judge)) = (position, state.session.judge().map(|judge| judge.id)) {
                open(state, judge, JsonPath::default().key("outcomes").index(position));
            }
        }
        None => super::look::open_tab(state, Tab::Editor),
    }
}

/// Shows a part of the document that is written. A prediction is selected too, so that its working shows.
pub(super) fn show_part(state: &mut State, part: Part) {
    state.view.editor.part = part;
    let Some(document) = state.written() else { return };
    let selection = match (part, &document.body) {
        (Part::Entry(position), Body::Theory(_)) => Selection::Prediction(document.id, position),
        (Part::Entry(position), Body::Essay(essay)) if state.session.essay == document.id => {
            match essay.outcomes.get(position) {
                Some(outcome) => Selection::Outcome(outcome.id.to_string()),
                None => return,
            }
        }
        _ => return,
    };
    state.view.selection = Some(selection);
}

/// The document that is written, where its entries stand, and the position of the one that is open.
fn here(state: &State) -> Option<(&Document, JsonPath, Option<usize>)> {
    let document = state.written()?;
    let list = JsonPath::default().key(entries(&document.body));
    let position = match state.view.editor.part {
        Part::Entry(position) => Some(position),
        _ => None,
    };
    Some((document, list, position.filter(|position| *position < entry_count(&document.body))))
}

/// Adds an entry behind the one that is open, or at the end, and opens it.
pub(super) fn add_entry(state: &mut State) -> Vec<Effect> {
    let Some((document, ..)) = here(state) else { return Vec::new() };
    let entry = match &document.body {
        Body::Theory(theory) => new_prediction(theory, &state.session.essay()),
        Body::Essay(_) => json!({
            "id": "new-outcome", "statement": "", "reported": "occurred", "basis": "fact",
        }),
        Body::Nothing => return Vec::new(),
    };
    insert(state, vec![entry], "statement")
}

/// A prediction that can be judged as soon as it expects something.
fn new_prediction(theory: &Theory, essay: &Essay) -> Value {
    let year = crate::model::Date::new(&theory.year);
    let made = if year.range().is_ok() {
        year.text().to_owned()
    } else {
        theory.predictions.last().map_or(essay.published.text(), |last| last.made.text()).to_owned()
    };
    let attribution = match theory.works().first() {
        Some(work) => json!({ "work": work.id.as_str() }),
        None => json!({ "essay": [] }),
    };
    json!({
        "id": "new-prediction", "statement": "", "kind": "forecast", "made": made, "attribution": attribution,
        "expects": [],
    })
}

/// Inserts entries behind the one that is open, each with an id of its own, as one step.
fn insert(state: &mut State, new: Vec<Value>, focus: &str) -> Vec<Effect> {
    let Some((document, list, position)) = here(state) else { return Vec::new() };
    let doc = document.id;
    let at = position.map_or_else(|| entry_count(&document.body), |position| position + 1);
    let mut ids = ids(&document.body);
    let mut edits = Vec::new();
    for (i, mut entry) in new.into_iter().enumerate() {
        let id = Id::from(entry["id"].as_str().unwrap_or_default());
        entry["id"] = Value::String(ids.take(&id));
        edits.push(Edit { place: list.clone(), operation: Operation::Insert(at + i, entry) });
    }
    let effects = edit(state, doc, &edits);
    open(state, doc, list.index(at).key(focus));
    effects
}

fn ids(body: &Body) -> FreeIds<'_> {
    match body {
        Body::Theory(theory) => FreeIds::beside(theory.predictions.iter().map(|entry| &entry.id)),
        Body::Essay(essay) => FreeIds::beside(essay.outcomes.iter().map(|entry| &entry.id)),
        Body::Nothing => FreeIds::default(),
    }
}

/// Adds a copy of the entry that is open behind it.
pub(super) fn duplicate_entry(state: &mut State) -> Vec<Effect> {
    let Some(entry) = open_entry(state) else { return Vec::new() };
    insert(state, vec![entry], "statement")
}

/// Takes the entry that is open out.
pub(super) fn delete_entry(state: &mut State) -> Vec<Effect> {
    let Some((document, list, Some(position))) = here(state) else { return Vec::new() };
    let edits = [Edit { place: list, operation: Operation::Remove(position) }];
    edit(state, document.id, &edits)
}

/// Moves the entry that is open up (-1) or down (1), and goes with it.
pub(super) fn move_entry(state: &mut State, by: isize) -> Vec<Effect> {
    let Some((document, list, Some(from))) = here(state) else { return Vec::new() };
    let Some(to) = from.checked_add_signed(by).filter(|to| *to < entry_count(&document.body)) else {
        return Vec::new();
    };
    move_to(state, document.id, list, from, to)
}

/// Moves an entry of a list; the editor goes with the one that it shows.
pub(super) fn move_to(state: &mut State, doc: DocId, list: JsonPath, from: usize, to: usize) -> Vec<Effect> {
    let is_main = state.written().is_some_and(|written| {
        let is_there = from.max(to) < entry_count(&written.body);
        written.id == doc && is_there && list == JsonPath::default().key(entries(&written.body))
    });
    let effects = edit(state, doc, &[Edit { place: list, operation: Operation::Move { from, to } }]);
    if let (true, Part::Entry(open)) = (is_main, state.view.editor.part) {
        state.view.editor.part = Part::Entry(moved(open, from, to));
    }
    effects
}

/// Asks which outcome an expectation is about.
pub(super) fn pick(state: &mut State, doc: DocId, place: JsonPath, like: Option<usize>) {
    state.view.picker = Some(Picker { doc, place, like });
    find::open(state, Finder::Outcome);
}

/// Takes the outcome that was asked for: into the expectation at the place, or as one more in the list at it.
pub(super) fn picked(state: &mut State, outcome: &str) -> Vec<Effect> {
    let Some(Picker { doc, place, like }) = state.view.picker.take() else { return Vec::new() };
    if !matches!(place.0.last(), Some(Step::Key(key)) if **key == *"expects") {
        state.view.editor.focus = Some(place.clone());
        return edit(state, doc, &[Edit::set(place, outcome)]);
    }
    let expects = state.expects_at(doc, &place).unwrap_or_default();
    let at = like.map_or(expects.len(), |like| (like + 1).min(expects.len()));
    let like = like.and_then(|like| serde_json::to_value(expects.get(like)?).ok());
    let mut expectation = like.unwrap_or_else(|| json!({ "value": "occurs" }));
    expectation["outcome"] = outcome.into();
    let edits = [Edit { place: place.clone(), operation: Operation::Insert(at, expectation) }];
    state.view.editor.focus = Some(place.index(at).key("because"));
    edit(state, doc, &edits)
}

/// Where an entry stands after another, or it itself, has moved.
fn moved(position: usize, from: usize, to: usize) -> usize {
    match position {
        position if position == from => to,
        position if from < position && position <= to => position - 1,
        position if to <= position && position < from => position + 1,
        position => position,
    }
}

/// Opens the entry before (-1) or after (1) the one that is open.
pub(super) fn step_entry(state: &mut State, by: isize) {
    let Some((document, list, position)) = here(state) else { return };
    let (doc, count) = (document.id, entry_count(&document.body));
    let next = match position {
        Some(position) => position.checked_add_signed(by),
        None if by > 0 => Some(0),
        None => count.checked_sub(1),
    };
    if let Some(next) = next.filter(|next| *next < count) {
        open(state, doc, list.index(next).key("statement"));
    }
}

/// The entry that is open, as JSON.
fn open_entry(state: &State) -> Option<Value> {
    let (document, _, position) = here(state)?;
    match &document.body {
        Body::Theory(theory) => serde_json::to_value(&*theory.predictions.get(position?)?.0).ok(),
        Body::Essay(essay) => serde_json::to_value(&*essay.outcomes.get(position?)?.0).ok(),
        Body::Nothing => None,
    }
}

/// Puts the entry that is open on the clipboard, as JSON.
pub(super) fn copy_entry(state: &mut State) -> Vec<Effect> {
    let Some(entry) = open_entry(state) else { return Vec::new() };
    let kind = entry_name(state);
    state.tell(format!("Copied the {kind} as JSON"), false, None);
    vec![Effect::CopyText(store::canonical(&entry))]
}

/// The same, and takes it out.
pub(super) fn cut_entry(state: &mut State) -> Vec<Effect> {
    let mut effects = copy_entry(state);
    effects.extend(delete_entry(state));
    effects
}

/// Inserts the prediction, or the outcome, that stands on the clipboard as JSON; several in a list too.
pub(super) fn paste_entries(state: &mut State, text: &str) -> Vec<Effect> {
    let Some((document, ..)) = here(state) else { return Vec::new() };
    let is_entry = |value: &Value| {
        let text = value.to_string();
        match &document.body {
            Body::Theory(_) => serde_json::from_str::<Prediction>(&text).map(drop),
            Body::Essay(_) => serde_json::from_str::<Outcome>(&text).map(drop),
            Body::Nothing => Ok(()),
        }
    };
    let value = serde_json::from_str::<Value>(text);
    let checked = value.and_then(|value| {
        let list = match value {
            Value::Array(list) => list,
            value => vec![value],
        };
        list.iter().try_for_each(is_entry).map(|()| list)
    });
    match checked {
        Ok(list) => insert(state, list, "statement"),
        Err(error) => {
            let kind = entry_name(state);
            state.tell(
                format!("The clipboard holds no {kind} as JSON ({error}): copy one first"),
                true,
                None,
            );
            Vec::new()
        }
    }
}

/// What an entry of the document that is written is called.
fn entry_name(state: &State) -> &'static str {
    match state.written().map(|document| &document.body) {
        Some(Body::Essay(_)) => "outcome",
        _ => "prediction",
    }
}
