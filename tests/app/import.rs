//! Taking in a matrix that people have: it becomes documents, judges at once, and tells what it could not carry over.

use std::io::Write as _;

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use prescient::app::{Command, Dialog};
use tempfile::TempDir;

use crate::files::file;
use crate::window::Window;

/// The dialog for a path, as where the system has no dialog of its own.
fn by_path(window: &mut Window, path: &std::path::Path) {
    let dialog = Dialog::ImportMatrix { text: String::new(), problem: None };
    prescient::app::apply(window.harness.state_mut().state_mut(), prescient::app::Action::Show(dialog));
    window.harness.run();
    window.harness.get_by_label("Path of the file").type_text(&path.display().to_string());
    window.harness.run();
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait(|state| state.dialog.is_some());
}

#[test]
fn a_sheet_becomes_an_essay_that_judges_and_theories_that_are_not_saved() {
    let folder = TempDir::new().unwrap();
    let sheet = "outcome,reported,Hawks,Doves\nRain,occurred,C,I\nSnow,did-not-occur,C,\n";
    let path = file(&folder, "weather.csv", sheet);
    let mut window = Window::open();
    by_path(&mut window, &path);
    assert!(window.shows("What became of the matrix") && window.shows("2 outcomes and 2 theories came in"));
    window.click("Close");
    assert_eq!(window.state().session.essay().title, "weather");
    assert!(window.shows("score 0.50, 2 of 2 forecasts scored"), "{:?}", window.names());
    let unsaved = window.state().session.documents.iter().filter(|document| document.is_dirty).count();
    assert_eq!(unsaved, 3, "an essay and two theories");
}

#[test]
fn an_ach_file_is_taken_in_too() {
    let folder = TempDir::new().unwrap();
    let xml = "<PROJECT><PROJECT-TITLE>Iraq</PROJECT-TITLE><MATRIX><HYPOTHESIS><NAME>No retaliation</NAME></HYPOTHESIS>\
               <EVIDENCE><NAME>A statement</NAME><VALUES>I</VALUES></EVIDENCE></MATRIX></PROJECT>";
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&utf16).unwrap();
    let path = folder.path().join("iraq.achz");
    std::fs::write(&path, packed.finish().unwrap()).unwrap();
    let mut window = Window::open();
    by_path(&mut window, &path);
    window.click("Close");
    assert_eq!(window.state().session.essay().title, "Iraq");
    assert!(window.shows("score 0.00, 1 of 1 forecasts scored"), "{:?}", window.names());
}

#[test]
fn what_is_no_matrix_says_why_and_keeps_the_dialog() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "bad.csv", "outcome,Hawks\nRain,perhaps\n");
    let mut window = Window::open();
    let before = window.state().session.documents.len();
    by_path(&mut window, &path);
    assert!(window.shows("Not imported:") && window.shows("perhaps"), "{:?}", window.names());
    assert_eq!(window.state().session.documents.len(), before);
}

#[test]
fn the_command_is_in_the_menu_and_asks_for_a_file() {
    assert_eq!(Command::ImportMatrix.text(), "Import a matrix…");
    let mut window = Window::open();
    window.click("File");
    assert!(window.shows("Import a matrix…"));
}
