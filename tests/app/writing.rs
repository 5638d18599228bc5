//! A student writes a theory in the program, and sees each verdict change while typing.

use std::fs;

use eframe::egui::{Event, Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::editor::{Beginning, Part};
use prescient::app::{Action, Body, Document, Tab, apply};
use prescient::model::{JsonPath, Theory};
use tempfile::TempDir;

use crate::files::{RIMLAND, file, spykman};
use crate::window::Window;

/// The window with a theory of the student's open in the editor, at its first prediction.
fn writing(folder: &TempDir) -> Window {
    let path = file(folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(&[path]);
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::PageDown);
    window
}

/// The document that is written.
fn written(window: &Window) -> &Document {
    window.state().written().expect("a document is written")
}

fn theory(window: &Window) -> &Theory {
    match &written(window).body {
        Body::Theory(theory) => theory,
        _ => panic!("a theory is written"),
    }
}

/// Presses what has this name, in sight or not.
#[track_caller]
fn press(window: &mut Window, name: &str) {
    window.harness.get_by_label(name).click_accesskit();
    window.harness.run();
}

/// What the last frame has put on the clipboard.
fn copied(window: &Window) -> Option<String> {
    window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// What stands in the field that has the keyboard.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method does not fit every lifetime")]
fn focused_text(window: &Window) -> String {
    let focused = window.harness.query_by(|node| node.is_focused());
    focused.and_then(|node| node.accesskit_node().value()).unwrap_or_default()
}

/// Replaces what stands in a field.
#[track_caller]
fn fill(window: &mut Window, label: &str, text: &str) {
    let is_it = |role: Role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let field = window.harness.get_all_by_label(label).find(|node| is_it(node.accesskit_node().role()));
    field.unwrap_or_else(|| panic!("no field {label:?}")).focus();
    window.harness.run();
    window.keys(Modifiers::COMMAND, Key::A);
    if text.is_empty() {
        window.keys(Modifiers::NONE, Key::Backspace);
        return;
    }
    let field = window.harness.get_all_by_label(label).find(|node| is_it(node.accesskit_node().role()));
    field.unwrap().type_text(text);
    window.harness.run();
}

#[test]
fn an_empty_editor_says_what_would_be_here_and_how_to_bring_it() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND, Key::Num6);
    assert!(window.shows("Nothing of your own is open"));
    press(&mut window, "New…");
    assert!(window.shows("Theory from the template"));
}

#[test]
fn each_field_that_is_typed_changes_the_theory_and_its_verdict() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    assert!(window.shows("score 1.00"));
    press(&mut window, "It does not occur");
    assert!(window.shows("score 0.00"));
    fill(&mut window, "Statement", "The rimland decides");
    assert_eq!(theory(&window).predictions[0].statement, "The rimland decides");
    fill(&mut window, "Weight", "2,5");
    assert_eq!(theory(&window).predictions[0].expects()[0].weight().to_string(), "2.5");
    fill(&mut window, "Weight", "");
    assert!(theory(&window).predictions[0].expects()[0].weight.is_none());
    fill(&mut window, "Weight", "heavy");
    assert!(window.shows("Write a number from 0.001 to 1000"));
    fill(&mut window, "Paragraphs", "3, 11");
    assert!(theory(&window).predictions[0].attribution.essay.as_deref() == Some(&[3, 11]));
    press(&mut window, "Prescription");
    assert_eq!(theory(&window).predictions[0].kind, prescient::model::Kind::Prescription);
}

#[test]
fn a_date_is_explained_while_it_is_typed_and_a_bad_one_keeps_the_theory_out() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    fill(&mut window, "Due", "2013/2014");
    assert!(window.shows("From 1 January 2013 to 31 December 2014"));
    fill(&mut window, "Made", "19");
    assert!(window.shows("Not judged: the theory stays out of the comparison until its 1 error"));
    assert!(window.shows("write the year in four digits"));
    assert_eq!(window.state().columns().len(), 5);
    fill(&mut window, "Made", "1944-03-15");
    assert!(window.shows("15 March 1944"));
    assert_eq!(window.state().columns().len(), 6);
}

#[test]
fn what_is_typed_is_undone_by_name_and_done_again() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    let before = written(&window).body.text();
    fill(&mut window, "Statement", "Another");
    assert!(written(&window).is_dirty);
    let step = window.state().session.history.next_undo().unwrap();
    assert_eq!(step.label, "edit statement");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(written(&window).body.text(), before);
    assert!(!written(&window).is_dirty);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(theory(&window).predictions[0].statement, "Another");
}

#[test]
fn readings_are_undone_too() {
    let mut window = Window::open();
    let state = window.harness.state_mut().state_mut();
    let change = prescient::app::what_if::Change::Off("russia-is-main-challenger".to_owned(), true);
    apply(state, Action::WhatIf(change));
    window.harness.run();
    assert!(window.state().has_what_if());
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(!window.state().has_what_if());
    assert!(window.shows("Undone: switching an outcome off"));
}

#[test]
fn nothing_is_undone_in_the_middle_of_a_drag() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    fill(&mut window, "Statement", "Another");
    let middle = window.harness.get_by_label("About the theory").rect().center();
    let button = |pressed| Event::PointerButton {
        pos: middle,
        button: eframe::egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.harness.event(Event::PointerMoved(middle));
    window.harness.event(button(true));
    window.harness.step();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.step();
    assert_eq!(theory(&window).predictions[0].statement, "Another");
    window.harness.event(button(false));
    window.harness.run();
}

#[test]
fn a_prediction_is_copied_from_one_theory_to_another_as_json() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    window.keys(Modifiers::NONE, Key::Escape);
    window.harness.event(Event::Copy);
    window.harness.step();
    let json = copied(&window).expect("it is on the clipboard");
    assert!(json.contains("\"id\": \"rimland-decides\""));
    let state = window.harness.state_mut().state_mut();
    apply(state, Action::Begin(Beginning::BlankTheory));
    apply(state, Action::ShowPart(Part::About));
    window.harness.run();
    window.keys(Modifiers::NONE, Key::Escape);
    window.harness.event(Event::Paste(json.clone()));
    window.harness.run();
    window.keys(Modifiers::NONE, Key::Escape);
    window.harness.event(Event::Paste(json));
    window.harness.run();
    let ids: Vec<&str> = theory(&window).predictions.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["rimland-decides", "rimland-decides-2"]);
    window.keys(Modifiers::NONE, Key::Escape);
    window.harness.event(Event::Paste("no prediction".to_owned()));
    window.harness.run();
    assert!(window.shows("The clipboard holds no prediction as JSON"));
    assert_eq!(theory(&window).predictions.len(), 2);
}

#[test]
fn predictions_are_added_duplicated_moved_and_deleted_by_keys() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    window.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(theory(&window).predictions.len(), 2);
    let typed = "China will have more ships than America by 2040";
    window.harness.event(Event::Text(typed.to_owned()));
    window.harness.run();
    assert_eq!(theory(&window).predictions[1].statement, typed, "the statement has the keyboard");
    press(&mut window, "Use “china-will-have-more-ships-than-america”");
    window.keys(Modifiers::COMMAND, Key::D);
    let ids = |window: &Window| -> Vec<String> {
        theory(window).predictions.iter().map(|p| p.id.to_string()).collect()
    };
    let ships = "china-will-have-more-ships-than-america";
    assert_eq!(ids(&window), ["rimland-decides", ships, &format!("{ships}-2")]);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(ids(&window), [&format!("{ships}-2"), "rimland-decides", ships]);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Delete);
    assert_eq!(ids(&window), ["rimland-decides", ships]);
    for _ in 0..3 {
        window.keys(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(ids(&window), ["rimland-decides", ships, &format!("{ships}-2")]);
}

#[test]
fn a_prediction_is_dragged_to_another_place_and_moves_when_it_is_dropped() {
    let folder = TempDir::new().unwrap();
    let second =
        RIMLAND.replace("rimland-decides", "second").replace("The rimland decides", "The sea decides");
    let path = file(&folder, "spykman.json", &spykman(&format!("{RIMLAND}, {second}")));
    let mut window = Window::with_files(&[path]);
    window.keys(Modifiers::COMMAND, Key::Num6);
    let at = |window: &Window, name: &str| window.harness.get_by_label_contains(name).rect().center();
    let from = at(&window, "Spykman: The rimland decides");
    let to = at(&window, "Spykman: The sea decides");
    let ids = |window: &Window| -> Vec<String> {
        theory(window).predictions.iter().map(|p| p.id.to_string()).collect()
    };
    window.harness.drag_at(from);
    window.harness.run_ok();
    window.harness.hover_at(to);
    window.harness.run_ok();
    assert_eq!(ids(&window), ["rimland-decides", "second"], "not before it is dropped");
    window.harness.drop_at(to);
    window.harness.run_ok();
    assert_eq!(ids(&window), ["second", "rimland-decides"]);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(ids(&window), ["rimland-decides", "second"]);
}

#[test]
fn an_outcome_is_found_by_its_statement_its_topic_or_its_id() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    for (typed, outcome) in [
        ("main challenger", "russia-is-main-challenger"),
        ("de-facto-alliance", "de-facto-alliance"),
        ("240bn", "trade-reaches-240bn"),
    ] {
        press(&mut window, "Add an expectation…");
        window.harness.event(Event::Text(typed.to_owned()));
        window.harness.run();
        window.keys(Modifiers::NONE, Key::Enter);
        let expects = theory(&window).predictions[0].expects();
        assert_eq!(expects.last().map(|claim| claim.outcome.as_str()), Some(outcome));
    }
    press(&mut window, "Add an expectation…");
    window.harness.event(Event::Text("240bn".to_owned()));
    window.harness.run();
    assert!(window.shows("No outcome that is free has these letters."), "it is expected already");
    window.keys(Modifiers::NONE, Key::Escape);
    assert_eq!(theory(&window).predictions[0].expects().len(), 4);
    assert_eq!(written(&window).diagnostics.errors, 0);
}

#[test]
fn works_dimensions_and_expectations_are_written_too() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    press(&mut window, "Works (0)");
    press(&mut window, "Add a work");
    fill(&mut window, "Citation", "The Geography of the Peace, 1944");
    press(&mut window, "Duplicate work 1");
    let ids: Vec<&str> = theory(&window).works().iter().map(|work| work.id.as_str()).collect();
    assert_eq!(ids, ["new-work", "new-work-2"]);
    press(&mut window, "Delete work 2");
    press(&mut window, "Dimensions (0 of 8)");
    fill(&mut window, "Russia", "A rimland power");
    fill(&mut window, "Name of the dimension", "technology");
    press(&mut window, "Add a dimension");
    fill(&mut window, "technology", "Ships and aircraft");
    let dimensions = theory(&window).dimensions.as_ref().unwrap();
    assert_eq!(dimensions.get("russia"), Some("A rimland power"));
    assert_eq!(dimensions.custom().collect::<Vec<_>>(), [("technology", "Ships and aircraft")]);
    press(&mut window, "Duplicate technology");
    press(&mut window, "Up technology-2");
    let custom = |window: &Window| -> Vec<String> {
        let dimensions = theory(window).dimensions.as_ref().unwrap();
        dimensions.custom().map(|(key, _)| key.to_owned()).collect()
    };
    assert_eq!(custom(&window), ["technology-2", "technology"]);
    press(&mut window, "Delete technology-2");
    press(&mut window, "Delete technology");
    assert_eq!(theory(&window).dimensions.as_ref().unwrap().custom().count(), 0);
    window.keys(Modifiers::COMMAND, Key::PageDown);
    press(&mut window, "It does not occur");
    press(&mut window, "Duplicate expectation 1");
    window.harness.event(Event::Text("de-facto-alliance".to_owned()));
    window.harness.run();
    window.keys(Modifiers::NONE, Key::Enter);
    let expects = theory(&window).predictions[0].expects();
    assert_eq!((expects.len(), expects[1].value), (2, prescient::model::Expects::DoesNotOccur));
    press(&mut window, "Up expectation 2");
    assert_eq!(theory(&window).predictions[0].expects()[0].outcome.as_str(), "de-facto-alliance");
    press(&mut window, "Delete expectation 2");
    press(&mut window, "Delete expectation 1");
    assert!(theory(&window).predictions[0].expects().is_empty());
    assert!(window.shows("without one it can never be judged"));
}

#[test]
fn another_essay_is_written_and_judges() {
    let mut window = Window::open();
    let essay = window.state().session.essay;
    let state = window.harness.state_mut().state_mut();
    apply(state, Action::Begin(Beginning::CopyOf(essay)));
    window.harness.run();
    press(&mut window, "Judge by this essay");
    window.keys(Modifiers::COMMAND, Key::PageDown);
    let before = window.state().comparison.essay.outcomes[0].statement.clone();
    fill(&mut window, "Statement", "Something else happened");
    assert_ne!(window.state().comparison.essay.outcomes[0].statement, before);
    fill(&mut window, "Id", "something-else");
    assert!(
        window.state().session.documents.iter().all(|document| document.diagnostics.errors == 0),
        "an outcome that theories miss is a warning for them, no error"
    );
}

#[test]
fn problems_are_listed_live_lead_to_the_field_and_are_mended_with_a_click() {
    let folder = TempDir::new().unwrap();
    let wrong = RIMLAND.replace("china-matches-us-by-2020", "china-matches-us-by-2002");
    let path = file(&folder, "spykman.json", &spykman(&wrong));
    let mut window = Window::with_files(&[path]);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert!(window.shows("did you mean \"china-matches-us-by-2020\"?"));
    press(&mut window, "Use \"china-matches-us-by-2020\"");
    assert!(!window.shows("did you mean"));
    assert_eq!(theory(&window).predictions[0].expects()[0].outcome.as_str(), "china-matches-us-by-2020");
    let doc = written(&window).id;
    let place = JsonPath::default().key("predictions").index(0).key("made");
    let edits = vec![prescient::model::Edit::set(place, "soon")];
    apply(window.harness.state_mut().state_mut(), Action::Edit { doc, edits });
    window.harness.run();
    press(&mut window, "Spykman, $.predictions[0].made");
    assert_eq!(window.state().view.tab, Tab::Editor);
    assert_eq!(focused_text(&window), "soon");
}

#[test]
fn a_format_that_was_forgotten_is_added_with_a_click() {
    let folder = TempDir::new().unwrap();
    let text = spykman(RIMLAND).replace("\"format\": \"prescient-theory/1\",", "");
    let path = file(&folder, "spykman.json", &text);
    let mut window = Window::with_files(std::slice::from_ref(&path));
    assert!(window.shows("Not in the comparison"));
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    press(&mut window, "Add the format");
    window.wait(|state| state.columns().len() == 6);
    assert!(written(&window).is_dirty, "it is not saved yet");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Not in the comparison"), "without it the file cannot be held");
    let document =
        window.state().session.documents.iter().find(|document| document.path().is_some()).unwrap();
    assert!(!document.is_dirty && document.diagnostics.errors > 0, "there is nothing that could be written");
}

#[test]
fn what_is_typed_in_a_list_or_a_number_stands_as_it_is_typed() {
    let folder = TempDir::new().unwrap();
    let mut window = writing(&folder);
    let types = |window: &mut Window, label: &str, text: &str| {
        fill(window, label, "");
        for letter in text.chars() {
            window.harness.event(Event::Text(letter.to_string()));
            window.harness.run();
        }
    };
    types(&mut window, "Paragraphs", "10,12");
    assert_eq!(theory(&window).predictions[0].attribution.essay.as_deref(), Some(&[10, 12][..]));
    assert_eq!(focused_text(&window), "10,12");
    types(&mut window, "Weight", ".52");
    assert_eq!(theory(&window).predictions[0].expects()[0].weight().to_string(), "0.52");
    assert_eq!(focused_text(&window), ".52");
    window.keys(Modifiers::COMMAND, Key::Z);
    let weight = theory(&window).predictions[0].expects()[0].weight;
    let shown = focused_text(&window);
    assert_eq!(
        shown,
        weight.map_or_else(String::new, |weight| weight.0.to_string()),
        "undo reaches the field"
    );
}
