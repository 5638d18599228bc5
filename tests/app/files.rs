//! A student brings a theory of their own.

use std::fs;
use std::path::PathBuf;

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use prescient::app::{Action, Settings, Theme, apply};
use tempfile::TempDir;

use crate::window::Window;

/// A theory with one forecast, on what the built-in essay reports.
pub fn spykman(prediction: &str) -> String {
    format!(
        r#"{{
  "format": "prescient-theory/1",
  "id": "spykman",
  "name": "The Rimland",
  "short_name": "Spykman",
  "theorist": "Nicholas Spykman",
  "year": "1944",
  "predictions": [{prediction}]
}}"#
    )
}

/// Its forecast.
pub const RIMLAND: &str = r#"{
    "id": "rimland-decides",
    "statement": "The rimland decides, so China outgrows Russia",
    "kind": "forecast",
    "made": "1944",
    "attribution": { "essay": [11] },
    "expects": [{ "outcome": "china-matches-us-by-2020", "value": "occurs" }]
  }"#;

/// Writes a file of the user's.
pub fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_student_opens_a_theory_and_it_stands_beside_the_five() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::open();
    window.open_path(&path);
    window.harness.get_by_label("Spykman");
    assert_eq!(window.state().columns().len(), 6);
    assert!(window.shows("of 6 loaded"));
}

#[test]
fn a_student_opens_a_broken_file_reads_why_mends_it_and_reloads() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "spykman.json", &spykman(&RIMLAND.replace("\"forecast\"", "\"forcast\"")));
    let mut window = Window::open();
    window.open_path(&path);
    assert!(window.shows("Not in the comparison"));
    window.click("1 error");
    assert!(window.shows("Error, line 11, column 13 ($.predictions[0].kind)"));
    assert!(window.shows("did you mean \"forecast\"?"));
    file(&folder, "spykman.json", &spykman(RIMLAND));
    window.harness.get_by_role_and_label(eframe::egui::Role::Button, "Reload").click();
    window.harness.run();
    window.wait(|state| state.loading.is_empty());
    window.harness.get_by_label("Spykman");
    assert!(!window.shows("Not in the comparison"));
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let folder = TempDir::new().unwrap();
    let good = file(&folder, "good.json", &spykman(RIMLAND));
    let bad = file(&folder, "bad.json", "{ not json");
    let gone = folder.path().join("gone.json");
    let window = Window::with_files(&[bad, gone, good]);
    window.harness.get_by_label("Spykman");
    assert!(window.shows("bad.json"));
    assert!(window.shows("gone.json"));
}

#[test]
fn a_theory_with_a_built_in_id_takes_that_ones_column() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "mine.json", &spykman(RIMLAND).replace("\"spykman\"", "\"huntington\""));
    let window = Window::with_files(&[path]);
    assert_eq!(window.state().columns().len(), 5);
    let names: Vec<&str> =
        window.state().comparison.members.iter().map(|member| member.theory.short_name.as_str()).collect();
    assert_eq!(names, ["Mackinder", "Brzezinski", "Spykman", "Kissinger (late)", "Multipolarity"]);
    assert!(window.shows("takes the place of the built-in \"huntington\""));
}

#[test]
fn the_same_file_opened_twice_is_one_document() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(std::slice::from_ref(&path));
    window.open_path(&path);
    assert_eq!(window.state().columns().len(), 6);
}

#[test]
fn a_lecturer_saves_a_copy_of_a_built_in_theory_to_start_from() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("mine.json");
    let mut window = Window::open();
    let doc = window.state().comparison.members[0].doc;
    // The system's dialog is not to be had here; its answer is.
    let text = save(&mut window, doc, &path);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(text, prescient::store::builtin::THEORIES[0]);
}

/// Applies the answer of a save dialog, and writes what comes of it.
fn save(window: &mut Window, doc: prescient::app::DocId, path: &std::path::Path) -> String {
    let effects = apply(
        window.harness.state_mut().state_mut(),
        Action::SaveCopy { doc, path: path.to_owned(), replaces: true },
    );
    match effects.into_iter().next() {
        Some(prescient::app::Effect::Save { path, text, .. }) => {
            prescient::store::save_bytes(&path, text.as_bytes()).unwrap();
            text
        }
        _ => panic!("a copy is written"),
    }
}

#[test]
fn open_files_and_theme_come_back_at_the_next_start() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(&[path]);
    window.click("View");
    window.click("Theme");
    window.click("Dark");
    let remembered: Settings = window.state().settings.clone();
    assert_eq!(remembered.theme, Theme::Dark);
    let next = Window::with(eframe::egui::vec2(1280.0, 800.0), remembered, &[]);
    next.harness.get_by_label("Spykman");
    assert!(next.harness.ctx.global_style().visuals.dark_mode);
}

#[test]
fn a_file_that_has_vanished_since_the_last_start_is_passed_over() {
    let settings = Settings { files: vec!["/nowhere/gone.json".into()], ..Settings::default() };
    let window = Window::with(eframe::egui::vec2(1280.0, 800.0), settings, &[]);
    assert_eq!(window.state().session.files().count(), 0);
}

#[test]
fn a_path_dialog_closes_by_escape_and_leaves_everything_as_it_was() {
    let mut window = Window::open();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    assert!(window.shows("Open a file by its path"));
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Open a file by its path"));
    assert_eq!(window.state().columns().len(), 5);
}
