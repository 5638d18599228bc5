//! Two versions of a theory: the lecturer's and the student's.

use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::versions::{Request, Source};
use prescient::app::{Action, Body, Dialog, DocId, Document, Selection, State, Tab, apply};
use prescient::model::{Edit, JsonPath};
use tempfile::TempDir;

use crate::files::{RIMLAND, file, spykman};
use crate::window::Window;

const STATEMENT: &str = "The rimland decides, so China outgrows Russia";

/// The theory with this statement instead, and these words instead of others.
fn version(statement: &str, others: &[(&str, &str)]) -> String {
    let text = spykman(&RIMLAND.replace(STATEMENT, statement));
    others.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// The window with the lecturer's theory open in the editor.
fn lecturers(folder: &TempDir, name: &str) -> (Window, PathBuf) {
    let path = file(folder, name, &version(STATEMENT, &[]));
    let mut window = Window::with_files(std::slice::from_ref(&path));
    window.keys(Modifiers::COMMAND, Key::Num6);
    (window, path)
}

fn document(window: &Window) -> &Document {
    let mut own = window.state().session.documents.iter().filter(|document| document.is_editable());
    own.next().expect("a document of one's own is open")
}

fn statement(window: &Window) -> String {
    match &document(window).body {
        Body::Theory(theory) => theory.predictions[0].statement.clone(),
        _ => panic!("it is a theory"),
    }
}

/// Names a file in the dialog that asks for a version.
#[track_caller]
fn name_file(window: &mut Window, path: &Path) {
    window.harness.get_by_label("Path of the file").type_text(&path.display().to_string());
    window.harness.run();
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait(|state| !state.versions.is_pending());
}

/// Compares the document that is written with a file.
#[track_caller]
fn compare(window: &mut Window, path: &Path) {
    window.click("File");
    window.click("Compare with a file…");
    name_file(window, path);
}

/// Presses a button, and waits for what a worker does.
#[track_caller]
fn press(window: &mut Window, button: &str) {
    window.harness.get_by_role_and_label(Role::Button, button).click();
    window.harness.run();
    window.wait(|state| !state.versions.is_pending());
}

fn is_enabled(window: &Window, button: &str) -> bool {
    !window.harness.get_by_role_and_label(Role::Button, button).accesskit_node().is_disabled()
}

/// Reads the files again, from the menu: in a text field its keys do nothing.
#[track_caller]
fn reload(window: &mut Window) {
    window.click("File");
    window.click("Reload files F5");
    window.wait(|state| state.loading.is_empty());
}

/// Writes another statement into the field of the editor.
fn write(window: &mut Window, text: &str) {
    window.keys(Modifiers::COMMAND, Key::PageDown);
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Statement");
    field.focus();
    window.harness.run();
    window.keys(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Statement").type_text(text);
    window.harness.run();
    assert_eq!(statement(window), text);
}

#[test]
fn a_student_sees_field_by_field_what_the_lecturer_has_otherwise() {
    let folder = TempDir::new().unwrap();
    let student = version(
        "The rimland decides, hence China outgrows Russia",
        &[
            ("\"year\": \"1944\"", "\"year\": \"1942\""),
            (
                "\"theorist\": \"Nicholas Spykman\",\n",
                "\"theorist\": \"Nicholas Spykman\",\n\"summary\": \"Whoever holds the rimland\",\n",
            ),
        ],
    );
    let student = file(&folder, "student.json", &student);
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &student);
    assert!(window.shows("3 differences from A to B"));
    for name in [
        "year, changed. removed: 1944; added: 1942",
        "summary, added. added: Whoever holds the rimland",
        "prediction \"rimland-decides\" › statement, changed. removed: so; added: hence",
    ] {
        window.harness.get_by_role_and_label(Role::Link, name);
    }
    assert!(!document(&window).is_dirty);
}

#[test]
fn a_click_on_a_difference_leads_to_its_field_in_the_editor() {
    let folder = TempDir::new().unwrap();
    let student = file(&folder, "student.json", &version("The rimland decides, hence Russia loses", &[]));
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &student);
    let name = "prediction \"rimland-decides\" › statement, changed. \
                removed: so China outgrows Russia; added: hence Russia loses";
    window.harness.get_by_role_and_label(Role::Link, name).click();
    window.harness.run();
    assert_eq!(window.state().dialog, None);
    assert_eq!(window.state().view.tab, Tab::Editor);
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Statement");
    assert!(field.accesskit_node().is_focused(), "the field with the difference has the keyboard");
}

#[test]
fn a_click_on_what_the_document_lacks_leads_to_the_empty_field() {
    let folder = TempDir::new().unwrap();
    let note = [("\"made\": \"1944\",", "\"made\": \"1944\", \"note\": \"See Mackinder\",")];
    let student = file(&folder, "student.json", &version(STATEMENT, &note));
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &student);
    window.click("prediction \"rimland-decides\" › note, added. added: See Mackinder");
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note");
    assert!(field.accesskit_node().is_focused());
}

#[test]
fn two_files_with_the_same_theory_are_said_to_be_the_same() {
    let folder = TempDir::new().unwrap();
    let same = file(&folder, "same.json", &version(STATEMENT, &[("  ", "\t")]));
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &same);
    assert!(window.shows("Both are the same"));
    assert!(!is_enabled(&window, "Merge…"));
    press(&mut window, "Close");
    assert_eq!(window.state().dialog, None);
}

#[test]
fn a_file_that_is_no_theory_says_why_and_another_can_be_named() {
    let folder = TempDir::new().unwrap();
    let broken = file(&folder, "broken.json", "{ not json");
    let student = file(&folder, "student.json", &version("Something else", &[]));
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &broken);
    assert!(window.shows("broken.json cannot be read: line 1"));
    let field = window.harness.get_by_label("Path of the file");
    field.focus();
    window.harness.run();
    window.keys(Modifiers::COMMAND, Key::A);
    name_file(&mut window, &student);
    assert!(window.shows("1 difference from A to B"));
}

#[test]
fn an_essay_is_no_version_of_a_theory() {
    let folder = TempDir::new().unwrap();
    let essay = file(&folder, "essay.json", prescient::store::builtin::ESSAY);
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &essay);
    assert!(window.shows("essay.json is an essay, and Spykman is a theory"));
}

#[test]
fn a_built_in_theory_is_compared_with_an_open_one_but_not_merged() {
    let folder = TempDir::new().unwrap();
    let text = prescient::store::builtin::THEORIES[0];
    let text = text.replace("\"short_name\": \"Mackinder\"", "\"short_name\": \"My own\"");
    let mine = file(&folder, "mine.json", &text.replace("\"id\": \"mackinder\"", "\"id\": \"mine\""));
    let mut window = Window::with_files(&[mine]);
    let built_in = window.state().comparison.members[0].doc;
    select(&mut window, built_in);
    window.click("File");
    window.click("Compare with a file…");
    press(&mut window, "Compare with My own");
    assert!(window.shows("2 differences from A to B"));
    window.harness.get_by_role_and_label(Role::Heading, "short_name, changed");
    assert!(!is_enabled(&window, "Merge…"));
}

fn select(window: &mut Window, doc: DocId) {
    apply(window.harness.state_mut().state_mut(), Action::Select(Selection::Theory(doc)));
    window.harness.run();
}

/// The lecturer has changed the statement, another program the file: its statement too, and its year.
fn changed_by_both(folder: &TempDir) -> (Window, PathBuf) {
    let (mut window, path) = lecturers(folder, "theory.json");
    write(&mut window, "The rimland decides, so China outgrows everybody");
    let year = [("\"year\": \"1944\"", "\"year\": \"1942\"")];
    fs::write(&path, version("The heartland decides, so China outgrows Russia", &year)).unwrap();
    reload(&mut window);
    assert!(window.shows("Another program has changed"));
    (window, path)
}

#[test]
fn a_file_changed_by_another_program_is_merged_with_a_conflict_resolved_and_that_is_undone() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = changed_by_both(&folder);
    press(&mut window, "Merge…");
    assert!(window.shows("Conflict 1 of 1"));
    assert!(window.shows("removed: Russia; added: everybody"));
    assert!(window.shows("removed: rimland; added: heartland"));
    assert!(window.shows("1 change of theirs, without a conflict"));
    assert!(!is_enabled(&window, "Apply"));
    press(&mut window, "Take theirs");
    assert!(window.shows("Theirs is taken"));
    let in_file = fs::read_to_string(&path).unwrap();
    press(&mut window, "Apply");
    assert_eq!(statement(&window), "The heartland decides, so China outgrows Russia");
    assert!(!document(&window).is_dirty, "it holds what its file holds");
    assert_eq!(window.state().dialog, None);
    assert!(window.shows("merged: 2 changes of theory.json"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(statement(&window), "The rimland decides, so China outgrows everybody");
    assert!(document(&window).is_dirty);
    assert_eq!(fs::read_to_string(&path).unwrap(), in_file, "nothing is written");
}

#[test]
fn a_merge_where_mine_is_kept_takes_the_rest_and_is_not_saved_yet() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = changed_by_both(&folder);
    press(&mut window, "Merge…");
    press(&mut window, "Mine for the rest");
    press(&mut window, "Apply");
    assert_eq!(statement(&window), "The rimland decides, so China outgrows everybody");
    let Body::Theory(theory) = &document(&window).body else { panic!("it is a theory") };
    assert_eq!(theory.year, "1942");
    assert!(document(&window).is_dirty);
    assert!(window.shows("merged: 1 change of theory.json; it is not saved yet"));
}

#[test]
fn a_merge_without_a_conflict_is_applied_at_once() {
    let folder = TempDir::new().unwrap();
    let (mut window, path) = lecturers(&folder, "theory.json");
    write(&mut window, "Mine alone");
    fs::write(&path, version(STATEMENT, &[("\"year\": \"1944\"", "\"year\": \"1942\"")])).unwrap();
    reload(&mut window);
    press(&mut window, "Merge…");
    assert_eq!(window.state().dialog, None);
    assert!(window.shows("merged: 1 change of theory.json; it is not saved yet"));
    assert_eq!(statement(&window), "Mine alone");
    let Body::Theory(theory) = &document(&window).body else { panic!("it is a theory") };
    assert_eq!(theory.year, "1942");
    assert!(document(&window).is_dirty);
}

#[test]
fn a_merge_that_is_cancelled_changes_nothing_and_the_question_stands() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = changed_by_both(&folder);
    press(&mut window, "Merge…");
    press(&mut window, "Take theirs");
    press(&mut window, "Cancel");
    assert!(window.shows("Another program has changed"));
    assert_eq!(statement(&window), "The rimland decides, so China outgrows everybody");
    press(&mut window, "Merge…");
    assert!(window.shows("Theirs is taken"), "what was answered is not asked again");
    window.keys(Modifiers::NONE, Key::Escape);
    window.keys(Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().dialog, None);
    assert!(document(&window).is_dirty);
}

#[test]
fn a_students_file_is_merged_with_the_version_that_both_come_from() {
    let folder = TempDir::new().unwrap();
    let base = file(&folder, "base.json", &version(STATEMENT, &[]));
    let theirs = version("Their statement", &[("\"year\": \"1944\"", "\"year\": \"1942\"")]);
    let student = file(&folder, "student.json", &theirs);
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &student);
    press(&mut window, "Merge…");
    name_file(&mut window, &base);
    assert!(window.shows("Nothing is in conflict"));
    assert!(window.shows("2 changes of theirs, without a conflict"));
    assert_eq!(statement(&window), STATEMENT, "nothing changes until it is applied");
    press(&mut window, "Apply");
    assert_eq!(statement(&window), "Their statement");
    assert!(document(&window).is_dirty);
}

#[test]
fn without_a_common_version_every_difference_is_a_conflict_resolved_one_by_one() {
    let folder = TempDir::new().unwrap();
    let theirs = version("Their statement", &[("\"year\": \"1944\"", "\"year\": \"1942\"")]);
    let student = file(&folder, "student.json", &theirs);
    let (mut window, _) = lecturers(&folder, "lecturer.json");
    compare(&mut window, &student);
    press(&mut window, "Merge…");
    press(&mut window, "Merge without it");
    assert!(window.shows("Conflict 1 of 2"));
    assert!(window.shows("1. year: not resolved"));
    press(&mut window, "Keep mine");
    assert!(window.shows("Conflict 2 of 2"), "the next one that is open is shown");
    assert!(window.shows("1 of 2 resolved"));
    press(&mut window, "Back");
    assert!(window.shows("Mine is kept"));
    press(&mut window, "Next");
    press(&mut window, "Take theirs");
    press(&mut window, "Apply");
    assert_eq!(statement(&window), "Their statement");
    let Body::Theory(theory) = &document(&window).body else { panic!("it is a theory") };
    assert_eq!(theory.year, "1944");
}

#[test]
fn a_document_that_has_changed_since_the_merge_began_is_not_merged() {
    let folder = TempDir::new().unwrap();
    let (mut window, _) = changed_by_both(&folder);
    press(&mut window, "Merge…");
    press(&mut window, "Take theirs");
    let place = JsonPath::default().key("predictions").index(0).key("statement");
    let edits = vec![Edit::set(place, "Written meanwhile")];
    let doc = document(&window).id;
    apply(window.harness.state_mut().state_mut(), Action::Edit { doc, edits });
    press(&mut window, "Apply");
    assert_eq!(statement(&window), "Written meanwhile");
    assert!(window.shows("has changed meanwhile, and is not merged"));
}

#[test]
fn an_answer_to_a_question_that_is_closed_comes_too_late() {
    let mut state = State::default();
    let theories: Vec<DocId> = state.comparison.members.iter().map(|member| member.doc).collect();
    let other = Source::Document(theories[1]);
    apply(&mut state, Action::Versions(Request::Compare { doc: theories[0], other }));
    assert_eq!(state.dialog, Some(Dialog::Versions));
    apply(&mut state, Action::CloseDialog);
    for asked in 0..10 {
        let result = Err("too late".to_owned());
        apply(&mut state, Action::Versions(Request::Compared { asked, result }));
    }
    assert_eq!(state.dialog, None);
}
