//! Taking something away: a dialog shows what it begins with, makes it in the background, and loses nothing.

use std::fs;
use std::path::Path;

use eframe::egui::{Key, Modifiers, Role, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::export::ExportAction;
use prescient::app::{Action, Dialog, Effect, Settings, apply};
use prescient::export::{Form, What};
use tempfile::TempDir;

use crate::files::{RIMLAND, file, spykman};
use crate::window::Window;

/// The window with the dialog open, and its preview there.
fn dialog(settings: Settings) -> Window {
    let mut window = Window::with(Vec2::new(1280.0, 800.0), settings, &[]);
    window.keys(Modifiers::COMMAND, Key::E);
    previewed(&mut window);
    window
}

#[track_caller]
fn previewed(window: &mut Window) {
    window.wait(|state| state.exporting.as_ref().is_some_and(|exporting| exporting.preview.is_some()));
}

#[track_caller]
fn choose(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::RadioButton, name).click();
    window.harness.run();
    previewed(window);
}

/// Types a path in place of the one that is there.
#[track_caller]
fn type_path(window: &mut Window, path: &Path) {
    window.harness.get_by_label("Path of the file").focus();
    window.harness.run();
    window.keys(Modifiers::COMMAND, Key::A);
    window.harness.get_by_label("Path of the file").type_text(&path.display().to_string());
    window.harness.run();
}

#[track_caller]
fn export(window: &mut Window) {
    window.harness.get_by_role_and_label(Role::Button, "Export").click();
    window.harness.run();
    window.wait(|state| !state.is_exporting());
}

fn settings_for(folder: &TempDir) -> Settings {
    let mut settings = Settings::default();
    settings.export.folder = Some(folder.path().to_owned());
    settings
}

#[test]
fn a_report_is_looked_at_exported_and_told_of() {
    let folder = TempDir::new().unwrap();
    let mut window = dialog(settings_for(&folder));
    assert!(window.shows("Which theory saw it coming?"), "{:?}", window.names());
    export(&mut window);
    let path = folder.path().join("report.html");
    assert!(fs::read_to_string(&path).unwrap().starts_with("<!DOCTYPE html>"));
    assert!(window.state().dialog.is_none());
    assert!(window.state().messages.iter().any(|message| message.text.contains("Exported to")));
}

#[test]
fn every_kind_in_every_form_has_a_preview_and_a_file_of_its_own() {
    let folder = TempDir::new().unwrap();
    for (kind, form, name, part) in [
        ("Worksheet", "Markdown", "worksheet.md", "Name and date"),
        ("Answer key", "HTML", "key.html", "What decides it"),
        ("Debate cards", "HTML", "cards.html", "Strongest case"),
        (
            "Predictions side by side",
            "SVG",
            "compare.svg",
            "The picture as it is exported, or its upper part",
        ),
        ("Timeline", "PNG", "timeline.png", "The picture as it is exported, or its upper part"),
        ("Matrix", "CSV", "matrix.csv", "outcome,statement,topic"),
        ("Scoreboard", "JSON", "scoreboard.json", "boldness"),
        ("Verdicts", "CSV", "verdicts.csv", "theory_name"),
        ("Citation", "JSON", "citation.json", "software"),
    ] {
        let mut window = dialog(settings_for(&folder));
        choose(&mut window, kind);
        choose(&mut window, form);
        assert!(window.shows(part), "{part:?} in {:?}", window.names());
        export(&mut window);
        assert!(fs::metadata(folder.path().join(name)).is_ok_and(|file| file.len() > 200), "{name}");
    }
}

#[test]
fn the_last_choices_are_kept_and_words_that_nobody_knows_harm_nothing() {
    let folder = TempDir::new().unwrap();
    let mut window = dialog(settings_for(&folder));
    choose(&mut window, "Matrix");
    choose(&mut window, "PNG");
    choose(&mut window, "4×");
    window.click("Close");
    window.keys(Modifiers::COMMAND, Key::E);
    let chosen = window.state().exporting.as_ref().unwrap().export;
    assert_eq!((chosen.what, chosen.form, chosen.scale), (What::Matrix, Form::Png, 4.0));
    let kept = serde_json::to_string(&window.state().settings).unwrap();
    let kept: Settings = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept.export.export(), chosen);
    let mut later = kept.export;
    later.what = "hologram".to_owned();
    assert_eq!((later.export().what, later.export().form), (What::Report, Form::Html));
}

#[test]
fn a_file_that_is_there_is_replaced_only_once_that_is_confirmed() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "report.html", "mine");
    let mut window = dialog(settings_for(&folder));
    export(&mut window);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert!(window.shows("report.html exists already"), "{:?}", window.names());
    export(&mut window);
    assert!(fs::read_to_string(&path).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_system_without_a_dialog_confirms_nothing() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "report.html", "mine");
    let mut window = dialog(settings_for(&folder));
    apply(window.harness.state_mut().state_mut(), Action::Export(ExportAction::NoDialog));
    window.harness.run();
    assert!(window.shows("The system has no dialog for files"));
    export(&mut window);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert!(window.shows("report.html exists already"), "{:?}", window.names());
    // Another path has to be confirmed for itself.
    let other = file(&folder, "other.html", "mine too");
    type_path(&mut window, &other);
    export(&mut window);
    assert_eq!(fs::read_to_string(&other).unwrap(), "mine too");
}

#[test]
fn a_document_that_is_open_is_never_written_over() {
    let folder = TempDir::new().unwrap();
    let own = file(&folder, "spykman.json", &spykman(RIMLAND));
    let before = fs::read_to_string(&own).unwrap();
    let mut window =
        Window::with(Vec2::new(1280.0, 800.0), settings_for(&folder), std::slice::from_ref(&own));
    window.keys(Modifiers::COMMAND, Key::E);
    previewed(&mut window);
    type_path(&mut window, &own);
    for _ in 0..2 {
        export(&mut window);
        assert!(window.shows("is open from this file"), "{:?}", window.names());
    }
    assert_eq!(fs::read_to_string(&own).unwrap(), before);
}

#[test]
fn what_cannot_be_written_says_why_and_keeps_the_dialog() {
    let folder = TempDir::new().unwrap();
    let mut window = dialog(settings_for(&folder));
    type_path(&mut window, &folder.path().join("no-such-folder/report.html"));
    export(&mut window);
    assert_eq!(window.state().dialog, Some(Dialog::Export));
    assert!(window.shows("Not exported:"), "{:?}", window.names());
}

#[test]
fn an_export_that_is_cancelled_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let mut window = dialog(settings_for(&folder));
    let path = folder.path().join("report.html");
    let state = window.harness.state_mut().state_mut();
    // As the window does it; the job is run here, after the user has thought better of it.
    let make = ExportAction::Make { path: path.clone(), replaces: false };
    let effects = apply(state, Action::Export(make));
    let job = effects.into_iter().find_map(|effect| match effect {
        Effect::Export { export, material, path, work } => Some((export, material, path, work)),
        _ => None,
    });
    let (kind, material, file, work) = job.expect("an export is made");
    window.harness.run();
    window.click("Cancel");
    assert!(material.write(kind, &file, &work).is_err());
    assert!(!path.exists());
    assert!(!window.state().is_exporting() && window.state().dialog == Some(Dialog::Export));
    assert!(window.state().messages.iter().any(|message| message.text.contains("The export is cancelled")));
}

#[test]
fn minutes_need_an_agenda() {
    let window = dialog(Settings::default());
    for name in ["Minutes of the seminar", "Votes of the seminar"] {
        let button = window.harness.get_by_role_and_label(Role::RadioButton, name);
        assert!(button.accesskit_node().is_disabled(), "{name}");
    }
}

#[test]
fn the_dialog_fits_into_small_windows() {
    for size in [Vec2::new(1024.0, 740.0), Vec2::new(480.0, 320.0), Vec2::new(2.0, 2.0)] {
        let mut window = Window::with(size, Settings::default(), &[]);
        window.keys(Modifiers::COMMAND, Key::E);
        previewed(&mut window);
        if size.x > 400.0 {
            let button = window.harness.get_by_role_and_label(Role::Button, "Export").rect();
            assert!(button.max.y <= size.y && button.max.x <= size.x, "{size:?}: {button:?}");
        }
    }
}
