//! Undo and redo: whatever was done is undone, and done again.

use std::sync::Arc;
use std::time::Instant;

use eframe::egui::{self, Modifiers};
use prescient::app::comparison::Ingredients;
use prescient::app::editor::{Beginning, Part, entry_count};
use prescient::app::history::{Key, Touched};
use prescient::app::leaving::{Answer, Leaving};
use prescient::app::what_if::Change;
use prescient::app::{self, Action, Body, Command, DocId, Effect, Selection, State};
use prescient::assess::Lens;
use prescient::model::choice::Choice as _;
use prescient::model::json::Progress;
use prescient::model::{Basis, Edit, JsonPath, Operation, Reported};
use prescient::store::{self, save_over};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::window::Window;

const THEORY: &str = include_str!("../core/files/theory.json");
const ESSAY: &str = include_str!("../core/files/essay.json");

/// Gives a state what a file holds.
fn load(state: &mut State, name: &str, text: &str) -> DocId {
    let loaded = store::parse_any(text.as_bytes(), Some(&state.session.essay()), &Progress::default());
    app::apply(state, Action::FileLoaded { path: name.into(), stamp: None, loaded: Box::new(loaded) });
    state.session.documents.last().expect("it is open").id
}

/// Own documents of every kind and origin.
fn written() -> State {
    let mut state = State::default();
    let built_in = state.session.documents[1].id;
    load(&mut state, "/nowhere/theory.json", THEORY);
    load(&mut state, "/nowhere/essay.json", ESSAY);
    for beginning in [Beginning::Template, Beginning::CopyOf(built_in), Beginning::BlankEssay] {
        app::apply(&mut state, Action::Begin(beginning));
    }
    state
}

fn own(state: &State) -> Vec<DocId> {
    state.session.documents.iter().filter(|document| document.is_editable()).map(|d| d.id).collect()
}

/// All that undo answers for.
#[derive(Debug, Clone, PartialEq)]
struct Snapshot {
    texts: Vec<Option<String>>,
    lens: Lens,
}

fn snapshot(state: &State) -> Snapshot {
    let texts = state.session.documents.iter().map(|document| document.body.text()).collect();
    Snapshot { texts, lens: state.session.lens.clone() }
}

// What is done, at random.

#[derive(Debug, Clone)]
struct Deed {
    kind: usize,
    doc: Index,
    place: Index,
    other: Index,
    text: String,
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    let text = select(vec!["", "a", "rain", "two\nlines", "שלום 🧭", "\u{202e}abc", "1990", "👩🏽\u{200d}🚀"]);
    let deed = (0..20_usize, any::<Index>(), any::<Index>(), any::<Index>(), text);
    let deed = deed.prop_map(|(kind, doc, place, other, text)| Deed {
        kind,
        doc,
        place,
        other,
        text: text.to_owned(),
    });
    proptest::collection::vec(deed, 0..=most)
}

impl Deed {
    /// What it asks for; typing in one field has a key.
    fn action(&self, state: &State) -> (Action, Option<Key>) {
        let own = own(state);
        let doc = own[self.doc.index(own.len())];
        let list = JsonPath::default().key(self.list(state, doc));
        let command = |command| (Action::Command(command), None);
        match self.kind {
            0..6 => self.edit(state, doc),
            6 => command(Command::AddEntry),
            7 => command(Command::DuplicateEntry),
            8 => command(Command::DeleteEntry),
            9 => command(Command::MoveEntryUp),
            10 => command(Command::MoveEntryDown),
            11 => command(Command::CutEntry),
            12 => {
                let (from, to) = (self.place.index(4), self.other.index(4));
                (Action::MoveEntry { doc, list, from, to }, None)
            }
            13 => (Action::Paste(self.pasted()), None),
            14 => (Action::Write { doc, place: list.index(self.place.index(6)) }, None),
            15 => (Action::WhatIf(self.change(state)), None),
            16 | 17 => command(Command::Undo),
            18 => command(Command::Redo),
            _ => (Action::Select(self.selection(state)), None),
        }
    }

    fn list(&self, state: &State, doc: DocId) -> &'static str {
        match (state.session.document(doc).map(|document| &document.body), self.other.index(5)) {
            (Some(Body::Theory(_)), 0) => "works",
            (Some(Body::Theory(_)), _) => "predictions",
            _ => "outcomes",
        }
    }

    fn edit(&self, state: &State, doc: DocId) -> (Action, Option<Key>) {
        let top = JsonPath::default();
        let is_theory =
            matches!(state.session.document(doc).map(|document| &document.body), Some(Body::Theory(_)));
        let entry = top.key(if is_theory { "predictions" } else { "outcomes" }).index(self.place.index(3));
        let text = self.text.as_str();
        let insert = |list: &str, entry: Value| Edit {
            place: top.key(list),
            operation: Operation::Insert(self.place.index(3), entry),
        };
        let edits = match (self.other.index(12), is_theory) {
            (0, true) => vec![Edit::set(top.key("short_name"), text)],
            (1, true) => vec![Edit::set(top.key("dimensions").key("x"), text)],
            (2, true) => vec![Edit::unset(top.key("dimensions").key("x"))],
            (3, true) => vec![insert("works", json!({ "id": text, "citation": text }))],
            (4, true) => vec![Edit::set(entry.key("expects").index(0).key("value"), "does-not-occur")],
            (5, true) => vec![Edit::set(entry.key("made"), text)],
            (6, true) => vec![Edit::set(entry.key("note"), text), Edit::unset(entry.key("note"))],
            (7, true) => vec![Edit::set(entry.key("attribution"), json!({ "essay": [1], "work": "a" }))],
            (0 | 1, false) => vec![Edit::set(top.key("title"), text)],
            (2, false) => vec![Edit::set(top.key("topics").key("x"), text)],
            (3, false) => vec![Edit { place: top.key("topics").key("x"), operation: rename(text) }],
            (4 | 5, false) => vec![Edit::set(entry.key("reported"), Reported::WORDS[self.place.index(8)])],
            (6, false) => vec![Edit::set(entry.key("when"), text)],
            (7, false) => vec![Edit::set(top.key("published"), json!(["no date"]))],
            (8, _) => vec![Edit::set(entry.key("id"), text)],
            (9, _) => vec![Edit::set(entry.key("statement"), text), Edit::set(top.key("no-such-field"), 1)],
            _ => vec![Edit::set(entry.key("statement"), text)],
        };
        // Taking a field out is a step of its own, even right after typing in it.
        let is_typing = edits.len() == 1 && matches!(edits[0].operation, Operation::Set(_));
        let key = is_typing.then(|| (Some(doc), edits[0].place.clone()));
        (Action::Edit { doc, edits }, key)
    }

    fn pasted(&self) -> String {
        let prediction = json!({ "id": "pasted", "statement": self.text, "kind": "forecast", "made": "1990",
            "attribution": { "essay": [1] }, "x": self.text });
        let outcome = json!({ "id": "rain", "statement": self.text, "reported": "mixed", "basis": "fact" });
        match self.place.index(5) {
            0 | 1 => prediction.to_string(),
            2 => outcome.to_string(),
            3 => json!([prediction, prediction]).to_string(),
            _ => self.text.clone(),
        }
    }

    fn change(&self, state: &State) -> Change {
        let essay = state.session.essay();
        let id = |at: &Index| {
            let outcomes = &essay.outcomes;
            outcomes.get(at.index(outcomes.len() + 1)).map_or_else(|| "rain".into(), |o| o.id.to_string())
        };
        let reading = Reported::ALL[self.other.index(Reported::ALL.len())];
        match self.other.index(7) {
            0 => Change::Off(id(&self.place), true),
            1 => Change::Off(id(&self.place), false),
            2 => Change::BasisOff(Basis::Judgement, self.place.index(2) == 0),
            3 => Change::Nothing,
            4 => Change::Reading(id(&self.place), None),
            _ => Change::Reading(id(&self.place), Some(reading)),
        }
    }

    fn selection(&self, state: &State) -> Selection {
        let documents = &state.session.documents;
        let document = &documents[self.doc.index(documents.len())];
        match entry_count(&document.body) {
            count if count > 0 && matches!(document.body, Body::Theory(_)) => {
                Selection::Prediction(document.id, self.place.index(count))
            }
            _ => Selection::Theory(document.id),
        }
    }
}

fn rename(to: &str) -> Operation {
    Operation::Rename(to.to_owned())
}

// What must be true at any time.

/// A history as plain as can be: all that there was before and after each step.
#[derive(Default)]
struct Model {
    done: Vec<(Snapshot, Snapshot, Option<Key>)>,
    undone: Vec<(Snapshot, Snapshot)>,
}

impl Model {
    /// Takes note of what has changed. Typing in one field is one step: in a state without a window no time
    /// passes.
    fn note(&mut self, before: Snapshot, after: Snapshot, key: Option<Key>) {
        if before == after {
            return;
        }
        self.undone.clear();
        match self.done.last_mut().filter(|last| key.is_some() && last.2 == key) {
            Some(last) => last.1 = after,
            None => self.done.push((before, after, key)),
        }
    }

    fn undo(&mut self) -> Option<Snapshot> {
        let (before, after, _) = self.done.pop()?;
        self.seal();
        self.undone.push((before.clone(), after));
        Some(before)
    }

    fn redo(&mut self) -> Option<Snapshot> {
        let (before, after) = self.undone.pop()?;
        self.done.push((before, after.clone(), None));
        Some(after)
    }

    fn seal(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.2 = None;
        }
    }
}

#[track_caller]
fn check(state: &State) {
    let (shown, fresh) = (&state.comparison, Ingredients::of(&state.session, 0, None).compare());
    assert_eq!(shown.essay, fresh.essay);
    assert_eq!(shown.theories, fresh.theories);
    assert_eq!(shown.lens, fresh.lens);
    assert_eq!(shown.assessment, fresh.assessment);
    assert_eq!(shown.dimensions, fresh.dimensions);
    let docs = |comparison: &app::Comparison| comparison.members.iter().map(|m| m.doc).collect::<Vec<_>>();
    assert_eq!(docs(shown), docs(&fresh));
    for document in &state.session.documents {
        let is_dirty = document.body.text() != document.saved.text();
        assert_eq!(document.is_dirty, is_dirty, "{}", document.name());
        let found = match &document.body {
            // The program's own are clean, and nobody can mend them.
            _ if !document.is_editable() => continue,
            Body::Theory(theory) => store::check(&**theory, Some(&state.session.essay())),
            Body::Essay(essay) => store::check(&**essay, None),
            Body::Nothing => continue,
        };
        let known = &document.diagnostics;
        assert_eq!((known.errors, known.warnings), (found.errors, found.warnings), "{}", document.name());
    }
    let view = &state.view;
    let places = view.selection.iter().chain(&view.hovered).chain(&view.back);
    assert!(places.clone().all(|place| is_there(state, place)), "{:?}", places.collect::<Vec<_>>());
    if let (Some(document), Part::Entry(position)) = (state.written(), view.editor.part) {
        let is_open = view.editor.doc == Some(document.id);
        assert!(!is_open || position < entry_count(&document.body), "{:?}", view.editor);
    }
}

fn is_there(state: &State, selection: &Selection) -> bool {
    match selection {
        Selection::Theory(doc) => state.session.document(*doc).is_some(),
        Selection::Prediction(doc, position) => {
            state.session.document(*doc).is_some_and(|document| *position < entry_count(&document.body))
        }
        Selection::Outcome(_) => true,
    }
}

/// Does all of it, undoes all of it and does it again, with the plain history beside it.
fn check_history(deeds: &[Deed]) {
    let (mut state, mut model) = (written(), Model::default());
    let original = snapshot(&state);
    for deed in deeds {
        let (action, key) = deed.action(&state);
        let before = snapshot(&state);
        let expected = match &action {
            Action::Command(Command::Undo) => Some(model.undo().unwrap_or_else(|| before.clone())),
            Action::Command(Command::Redo) => Some(model.redo().unwrap_or_else(|| before.clone())),
            _ => None,
        };
        app::apply(&mut state, action);
        let after = snapshot(&state);
        match expected {
            Some(expected) => assert_eq!(after, expected),
            None => model.note(before, after, key),
        }
        check(&state);
        assert_eq!(state.session.history.next_undo().is_some(), !model.done.is_empty());
        assert_eq!(state.session.history.next_redo().is_some(), !model.undone.is_empty());
    }
    while model.redo().is_some() {
        app::apply(&mut state, Action::Command(Command::Redo));
    }
    let end = snapshot(&state);
    for _ in 0..model.done.len() {
        let expected = model.undo();
        app::apply(&mut state, Action::Command(Command::Undo));
        assert_eq!(Some(snapshot(&state)), expected);
        check(&state);
    }
    assert_eq!(snapshot(&state), original);
    assert!(state.session.history.next_undo().is_none());
    while let Some(expected) = model.redo() {
        app::apply(&mut state, Action::Command(Command::Redo));
        assert_eq!(snapshot(&state), expected);
        check(&state);
    }
    assert_eq!(snapshot(&state), end);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn all_that_is_done_is_undone_and_done_again(deeds in deeds(40)) {
        check_history(&deeds);
    }
}

#[test]
fn a_saved_document_is_clean_until_it_is_changed_and_again_when_that_is_undone() {
    let mut state = State::default();
    let doc = load(&mut state, "/nowhere/theory.json", THEORY);
    let is_dirty = |state: &State| state.session.document(doc).is_some_and(|document| document.is_dirty);
    let edit =
        |text: &str| Action::Edit { doc, edits: vec![Edit::set(JsonPath::default().key("name"), text)] };
    assert!(!is_dirty(&state));
    app::apply(&mut state, edit("A name"));
    assert!(is_dirty(&state));
    app::apply(&mut state, Action::Command(Command::Undo));
    assert!(!is_dirty(&state));
    app::apply(&mut state, Action::Command(Command::Redo));

    app::apply(&mut state, Action::Write { doc, place: JsonPath::default() });
    let effects = app::apply(&mut state, Action::Command(Command::Save));
    let saved = effects.into_iter().find_map(|effect| match effect {
        Effect::SaveDocument { path, body, .. } => Some((path, body)),
        _ => None,
    });
    let (path, body) = saved.expect("something is saved");
    app::apply(&mut state, edit("Typed meanwhile"));
    let file = tempfile::NamedTempFile::new().unwrap();
    let result = save_over(file.path(), body.text().unwrap().as_bytes(), None);
    app::apply(&mut state, Action::DocumentSaved { doc, path, body, result });
    assert!(is_dirty(&state), "what was typed meanwhile is not saved");
    app::apply(&mut state, Action::Command(Command::Undo));
    assert!(!is_dirty(&state), "a save begins a new step, and is where undo leads back to");
    app::apply(&mut state, Action::Command(Command::Undo));
    assert!(is_dirty(&state), "what was loaded is no longer what the file holds");
    assert_eq!(
        state.session.document(doc).and_then(|document| document.body.text()).as_deref(),
        Some(THEORY)
    );
}

#[test]
fn closing_a_document_forgets_its_steps_and_no_others() {
    let mut state = written();
    let docs = own(&state);
    let (kept, closed) = (docs[0], docs[2]);
    let before = state.session.document(kept).and_then(|document| document.body.text());
    for doc in [kept, closed, kept, closed] {
        let name = format!("{doc:?}, {:?}", state.session.history.next_undo().is_some());
        let edits = vec![Edit::set(JsonPath::default().key("name"), name)];
        app::apply(&mut state, Action::Edit { doc, edits });
    }
    app::apply(&mut state, Action::Leave(Leaving::Document(closed), Answer::Discard));
    assert!(state.session.document(closed).is_none());
    while state.session.history.next_undo().is_some() {
        app::apply(&mut state, Action::Command(Command::Undo));
        check(&state);
    }
    assert_eq!(state.session.document(kept).and_then(|document| document.body.text()), before);
}

#[test]
fn a_row_taken_out_right_after_it_was_typed_in_is_a_step_of_its_own() {
    let mut state = State::default();
    let doc = load(&mut state, "/nowhere/theory.json", THEORY);
    let row = JsonPath::default().key("dimensions").key("own-row");
    let text = |state: &State| state.session.document(doc).and_then(|document| document.body.text());
    app::apply(&mut state, Action::Edit { doc, edits: vec![Edit::set(row.clone(), "typed")] });
    let typed = text(&state);
    app::apply(&mut state, Action::Edit { doc, edits: vec![Edit::unset(row)] });
    assert_ne!(text(&state), typed);
    app::apply(&mut state, Action::Command(Command::Undo));
    assert_eq!(text(&state), typed);
    app::apply(&mut state, Action::Command(Command::Undo));
    assert_eq!(text(&state).as_deref(), Some(THEORY));
}

#[test]
fn theories_that_are_open_are_checked_against_an_essay_that_is_opened_later() {
    let mut state = State::default();
    let theory = load(&mut state, "/nowhere/theory.json", THEORY);
    let warnings =
        |state: &State| state.session.document(theory).map(|document| document.diagnostics.warnings);
    let against_built_in = warnings(&state);
    load(&mut state, "/nowhere/essay.json", ESSAY);
    assert_ne!(warnings(&state), against_built_in, "the essay reports one of its outcomes");
    check(&state);
    let changed = ESSAY.replace("\"rain\"", "\"hail\"");
    assert_ne!(changed, ESSAY);
    load(&mut state, "/nowhere/essay.json", &changed);
    check(&state);
}

// Typing, in the window: there time passes, a quarter of a second a frame.

/// A window with a new theory, the keyboard in the field of its name.
fn writing() -> Window {
    let mut window = Window::open();
    app::apply(window.harness.state_mut().state_mut(), Action::Begin(Beginning::BlankTheory));
    window.harness.run();
    window.harness.run();
    window
}

fn name(window: &Window) -> String {
    match &window.state().session.documents.last().expect("it is begun").body {
        Body::Theory(theory) => theory.name.clone(),
        _ => panic!("no theory"),
    }
}

fn type_text(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.harness.event(egui::Event::Text(letter.to_string()));
        window.harness.step();
    }
}

#[test]
fn typing_without_a_pause_is_one_step() {
    let mut window = writing();
    type_text(&mut window, "Rimland");
    assert_eq!(name(&window), "Rimland");
    window.keys(Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(name(&window), "");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, egui::Key::Z);
    assert_eq!(name(&window), "Rimland");
}

#[test]
fn typing_after_a_pause_is_a_step_of_its_own() {
    let mut window = writing();
    type_text(&mut window, "Rim");
    for _ in 0..6 {
        window.harness.step();
    }
    type_text(&mut window, "land");
    assert_eq!(name(&window), "Rimland");
    window.keys(Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(name(&window), "Rim");
    window.keys(Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(name(&window), "");
}

#[test]
fn typing_on_and_on_is_undone_in_pieces() {
    let mut window = writing();
    type_text(&mut window, &"abcdefghij".repeat(6));
    window.keys(Modifiers::COMMAND, egui::Key::Z);
    let left = name(&window).len();
    assert!((30..60).contains(&left), "{left} letters are left");
}

// Large documents.

/// A theory of ten megabytes.
fn large_theory() -> String {
    let statement = "It comes true. ".repeat(55);
    let predictions: Vec<String> = (0..10_000)
        .map(|i| {
            format!(
                r#"{{"id": "p-{i}", "statement": "{statement}", "kind": "forecast", "made": "1990",
                "attribution": {{"essay": [1]}}, "expects": [{{"outcome": "rain", "value": "occurs"}}]}}"#
            )
        })
        .collect();
    format!(
        r#"{{"format": "prescient-theory/1", "id": "large", "name": "Large", "short_name": "Large",
        "theorist": "Nobody", "year": "1990", "predictions": [{}]}}"#,
        predictions.join(",")
    )
}

#[test]
fn edits_of_a_large_theory_share_what_did_not_change() {
    let mut state = State::default();
    let text = large_theory();
    let doc = load(&mut state, "/nowhere/large.json", &text);
    let start = Instant::now();
    const EDITS: u32 = 20;
    for i in 0..EDITS {
        let place = JsonPath::default().key("predictions").index(i as usize).key("statement");
        app::apply(&mut state, Action::Edit { doc, edits: vec![Edit::set(place, format!("Edit {i}"))] });
        let Some(Touched::Document { before: Body::Theory(before), after: Body::Theory(after), .. }) =
            state.session.history.next_undo().map(|step| &step.touched)
        else {
            panic!("no step of a theory");
        };
        let pairs = before.predictions.iter().zip(&after.predictions);
        assert_eq!(pairs.filter(|(one, other)| !Arc::ptr_eq(&one.0, &other.0)).count(), 1);
    }
    println!("{} bytes: an edit takes {:?}, unoptimised", text.len(), start.elapsed() / EDITS);
    for _ in 0..EDITS {
        app::apply(&mut state, Action::Command(Command::Undo));
    }
    assert!(!state.session.document(doc).expect("it is open").is_dirty);
}
