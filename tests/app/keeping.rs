//! Nothing that is written is lost: saving, leaving, failing, and other programs at the same file.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use prescient::app::editor::Beginning;
use prescient::app::{Action, Body, Command, Dialog, DocId, Document, Effect, apply};
use prescient::model::{Edit, JsonPath};
use prescient::store::{abandoned, canonical};
use tempfile::TempDir;

use crate::files::{RIMLAND, file, spykman};
use crate::window::Window;

/// A folder with a theory of the student's in it.
fn folder() -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "spykman.json", &spykman(RIMLAND));
    (folder, path)
}

/// The student's document.
fn own(window: &Window) -> &Document {
    window.state().session.documents.iter().find(|document| document.is_editable()).expect("one is open")
}

fn does(window: &mut Window, action: Action) {
    // As the window does it, on the thread that draws: effects that only it can have are left out.
    apply(window.harness.state_mut().state_mut(), action);
    window.harness.run_ok();
}

/// Writes another name into the theory, as if it were typed.
fn rename(window: &mut Window, name: &str) {
    let doc: DocId = own(window).id;
    let edits = vec![Edit::set(JsonPath::default().key("name"), name)];
    does(window, Action::Edit { doc, edits });
}

fn name_of(document: &Document) -> String {
    match &document.body {
        Body::Theory(theory) => theory.name.clone(),
        _ => panic!("a theory is open"),
    }
}

/// The keyboard comes back to the window.
fn return_to(window: &mut Window) {
    window.harness.event(Event::WindowFocused(true));
    window.harness.run_ok();
}

fn told(window: &Window, part: &str) -> bool {
    window.state().messages.iter().any(|message| message.text.contains(part))
}

/// Waits until unsaved work is kept, and says how long that took by the window's own clock.
#[track_caller]
pub fn wait_until_kept(window: &mut Window) {
    let start = Instant::now();
    while !window.state().recovery.is_kept() {
        assert!(start.elapsed() < Duration::from_secs(20), "it is not kept");
        std::thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
}

/// Leaves what a window keeps behind, as if the process had been killed.
pub fn kill(window: Window, root: &Path) {
    drop(window);
    // The lock of its folder goes with the window; the folder stays.
    let start = Instant::now();
    while abandoned(root).is_empty() {
        assert!(start.elapsed() < Duration::from_secs(10), "nothing is left");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// What another program makes of the file.
fn theirs(path: &Path) -> String {
    fs::read_to_string(path).unwrap().replace("The Rimland", "The Rimland, theirs")
}

/// Waits until the folder of a window that is closed is no longer locked; one without copies then goes.
fn wait_until_abandoned(root: &Path) {
    let start = Instant::now();
    while fs::read_dir(root).unwrap().next().is_some() {
        assert!(start.elapsed() < Duration::from_secs(10), "its folder stays");
        drop(abandoned(root));
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Waits until so many processes have a folder: what is given up goes in the background.
fn wait_for_folders(root: &Path, count: usize) {
    let start = Instant::now();
    let folders =
        || fs::read_dir(root).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
    while folders() != count {
        assert!(start.elapsed() < Duration::from_secs(10), "{} folders", folders());
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_change_is_marked_and_saved_and_an_unchanged_document_is_not_written() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    let before = fs::read_to_string(&path).unwrap();
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::S);
    assert!(told(&window, "nothing has changed since it was saved"));
    assert_eq!(fs::read_to_string(&path).unwrap(), before, "not even its form");
    rename(&mut window, "The Rimland again");
    assert!(window.shows("Spykman •"));
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| state.session.documents.iter().all(|document| !document.is_dirty));
    assert!(!window.shows("Spykman •"));
    let Body::Theory(theory) = &own(&window).body else { panic!("it is a theory") };
    assert_eq!(fs::read_to_string(&path).unwrap(), canonical(&**theory));
}

#[test]
fn a_new_document_is_saved_by_its_path_and_one_that_is_there_is_not_replaced_unasked() {
    let (folder, path) = folder();
    let mut window = Window::open();
    does(&mut window, Action::Begin(Beginning::Template));
    window.keys(Modifiers::COMMAND | Modifiers::ALT, Key::S);
    let enter_path = |window: &mut Window, path: &Path| {
        window.keys(Modifiers::COMMAND, Key::A);
        window.harness.get_by_label("Path of the file").type_text(&path.display().to_string());
        window.harness.run();
        window.keys(Modifiers::NONE, Key::Enter);
    };
    enter_path(&mut window, &path);
    assert!(window.shows("spykman.json exists already. Confirm it to replace the file."));
    assert!(fs::read_to_string(&path).unwrap().contains("Spykman"));
    let other = folder.path().join("my-theory.json");
    enter_path(&mut window, &other);
    window.wait(|state| state.dialog.is_none());
    assert!(!own(&window).is_dirty);
    assert_eq!(own(&window).path(), Some(&*other.canonicalize().unwrap()));
    assert!(fs::read_to_string(&other).unwrap().contains("\"id\": \"my-theory\""));
}

#[test]
fn leaving_asks_once_with_a_list_and_saves_before_it_goes() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    rename(&mut window, "The Rimland again");
    window.keys(Modifiers::COMMAND, Key::Q);
    assert!(window.shows("These changes stand in no file yet:"));
    assert!(window.shows(&format!("• Spykman ({})", path.canonicalize().unwrap().display())));
    window.click("Cancel");
    assert!(window.state().dialog.is_none() && own(&window).is_dirty);
    window.keys(Modifiers::COMMAND, Key::Q);
    window.click("Save all");
    window.wait(|state| state.session.documents.iter().all(|document| !document.is_dirty));
    assert!(fs::read_to_string(&path).unwrap().contains("The Rimland again"));
    assert!(window.state().dialog.is_none(), "it goes without another question");
}

#[test]
fn closing_a_document_asks_too_and_readings_count() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(&[path]);
    rename(&mut window, "The Rimland again");
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::W);
    window.click("Close without saving");
    assert!(window.state().session.documents.iter().all(|document| !document.is_editable()));
    let off = prescient::app::what_if::Change::Off("russia-is-main-challenger".to_owned(), true);
    does(&mut window, Action::WhatIf(off));
    window.keys(Modifiers::COMMAND, Key::Q);
    assert!(window.shows("How the essay is read otherwise: 1 change"));
}

#[test]
fn what_cannot_be_saved_says_why_and_stays_marked() {
    let (folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    rename(&mut window, "The Rimland again");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| state.dialog.is_some());
    assert!(window.shows("is a folder: choose a file name in it"));
    assert!(own(&window).is_dirty);
    window.keys(Modifiers::NONE, Key::Escape);
    window.keys(Modifiers::COMMAND | Modifiers::ALT, Key::S);
    window.keys(Modifiers::COMMAND, Key::A);
    let gone = folder.path().join("gone/x.json");
    window.harness.get_by_label("Path of the file").type_text(&gone.display().to_string());
    window.harness.run();
    window.keys(Modifiers::NONE, Key::Enter);
    let start = Instant::now();
    while !window.shows("does not exist: create it, or save elsewhere") {
        assert!(start.elapsed() < Duration::from_secs(10), "it does not say why");
        window.harness.step();
    }
    assert!(own(&window).is_dirty && !gone.exists());
}

#[test]
fn unsaved_work_is_kept_within_five_seconds_and_offered_beside_the_file_after_a_kill() {
    let (folder, path) = folder();
    let root = folder.path().join("recovery");
    let mut window = Window::recovering(&root, std::slice::from_ref(&path));
    rename(&mut window, "The Rimland, never saved");
    let due = window.state().recovery.due_in(window.harness.state().state().now());
    assert!(due.is_some_and(|due| due <= 2.0), "{due:?}");
    wait_until_kept(&mut window);
    kill(window, &root);

    let mut window = Window::recovering(&root, std::slice::from_ref(&path));
    assert_eq!(window.state().dialog, Some(Dialog::Recovery));
    assert!(window.shows("1 difference from the file:"));
    assert!(window.shows("The Rimland, never saved") && window.shows("Recovered"));
    window.click("Recover");
    assert_eq!(name_of(own(&window)), "The Rimland, never saved");
    assert!(own(&window).is_dirty);
    assert!(fs::read_to_string(&path).unwrap().contains("\"The Rimland\""), "the file is as it was");
    wait_until_kept(&mut window);
    wait_for_folders(&root, 1);
    kill(window, &root);

    let mut window = Window::recovering(&root, &[path]);
    assert_eq!(window.state().recovery.found.len(), 1, "kept here, and given up there: it is offered once");
    window.click("Give it up");
    wait_until_kept(&mut window);
    wait_for_folders(&root, 1);
}

#[test]
fn a_new_document_and_readings_come_back_after_a_kill() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("recovery");
    let mut window = Window::recovering(&root, &[]);
    does(&mut window, Action::Begin(Beginning::Template));
    let off = prescient::app::what_if::Change::Off("russia-is-main-challenger".to_owned(), true);
    does(&mut window, Action::WhatIf(off));
    wait_until_kept(&mut window);
    let before = own(&window).body.text();
    kill(window, &root);
    let mut window = Window::recovering(&root, &[]);
    window.click("Recover");
    assert_eq!(own(&window).body.text(), before);
    assert!(window.state().session.lens.off_outcomes.contains("russia-is-main-challenger"));
}

#[test]
fn a_prediction_that_comes_back_is_shown_in_words() {
    let (folder, path) = folder();
    let root = folder.path().join("recovery");
    let mut window = Window::recovering(&root, std::slice::from_ref(&path));
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::Enter);
    wait_until_kept(&mut window);
    kill(window, &root);
    let window = Window::recovering(&root, &[path]);
    assert!(window.shows("id: new-prediction"));
    assert!(!window.shows("{\"id\""), "a prediction is no JSON to its reader");
}

#[test]
fn what_is_saved_is_not_offered() {
    let (folder, path) = folder();
    let root = folder.path().join("recovery");
    let mut window = Window::recovering(&root, std::slice::from_ref(&path));
    rename(&mut window, "The Rimland, saved");
    wait_until_kept(&mut window);
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| state.session.documents.iter().all(|document| !document.is_dirty));
    wait_until_kept(&mut window);
    drop(window);
    let window = Window::recovering(&root, &[path]);
    assert!(window.state().recovery.found.is_empty() && window.state().dialog.is_none());
}

#[test]
fn a_file_changed_by_another_program_is_noticed_when_the_window_has_the_keyboard_again() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    let theirs = theirs(&path);
    fs::write(&path, &theirs).unwrap();
    return_to(&mut window);
    window.wait(|state| state.dialog.is_some());
    assert!(window.shows("Another program has changed"));
    window.click("Reload");
    assert_eq!(name_of(own(&window)), "The Rimland, theirs");
    assert!(!own(&window).is_dirty);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(name_of(own(&window)), "The Rimland", "nothing is lost by it");
}

#[test]
fn a_file_changed_by_another_program_is_not_saved_over_unasked() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    rename(&mut window, "The Rimland, mine");
    let theirs = theirs(&path);
    fs::write(&path, &theirs).unwrap();
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| matches!(state.dialog, Some(Dialog::Changed(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert!(told(&window, "another program has changed"));
    window.click("Keep mine");
    assert!(own(&window).is_dirty);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| state.session.documents.iter().all(|document| !document.is_dirty));
    assert!(fs::read_to_string(&path).unwrap().contains("The Rimland, mine"));
}

#[test]
fn a_file_that_is_gone_is_noticed_and_saving_makes_it_again() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    fs::remove_file(&path).unwrap();
    return_to(&mut window);
    window.wait(|state| state.messages.iter().any(|message| message.text.contains("no longer there")));
    assert!(own(&window).is_dirty);
    window.keys(Modifiers::COMMAND, Key::Num6);
    does(&mut window, Action::Command(Command::ShowEditor));
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| state.session.documents.iter().all(|document| !document.is_dirty));
    assert!(path.exists());
}

#[test]
fn a_file_that_was_gone_and_is_back_is_not_saved_over_unasked() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    rename(&mut window, "The Rimland, mine");
    let theirs = theirs(&path);
    fs::remove_file(&path).unwrap();
    return_to(&mut window);
    window.wait(|state| state.messages.iter().any(|message| message.text.contains("no longer there")));
    fs::write(&path, &theirs).unwrap();
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| matches!(state.dialog, Some(Dialog::Changed(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn a_file_changed_between_the_crash_and_the_start_is_not_saved_over_unasked() {
    let (folder, path) = folder();
    let root = folder.path().join("recovery");
    for (year, is_open) in [("1945", true), ("1946", false)] {
        let mut window = Window::recovering(&root, std::slice::from_ref(&path));
        rename(&mut window, "The Rimland, mine");
        wait_until_kept(&mut window);
        kill(window, &root);
        let theirs = fs::read_to_string(&path)
            .unwrap()
            .replace("\"year\": \"194", &format!("\"year\": \"{year}, not 194"));
        fs::write(&path, &theirs).unwrap();
        let files: &[_] = if is_open { std::slice::from_ref(&path) } else { &[] };
        let mut window = Window::recovering(&root, files);
        window.click("Recover");
        assert_eq!(name_of(own(&window)), "The Rimland, mine");
        window.keys(Modifiers::COMMAND, Key::Num6);
        window.keys(Modifiers::COMMAND, Key::S);
        window.wait(|state| matches!(state.dialog, Some(Dialog::Changed(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs, "open at the start: {is_open}");
        window.click("Reload");
        wait_until_kept(&mut window);
        wait_for_folders(&root, 1);
        drop(window);
        wait_until_abandoned(&root);
    }
}

#[test]
fn of_two_copies_of_one_document_the_later_one_stands() {
    let (folder, path) = folder();
    let root = folder.path().join("recovery");
    for name in ["The Rimland, first", "The Rimland, second"] {
        let mut window = Window::recovering(&root, std::slice::from_ref(&path));
        if window.state().dialog.is_some() {
            window.click("Decide later");
        }
        rename(&mut window, name);
        wait_until_kept(&mut window);
        // Copies are told apart by the second in which they were kept.
        std::thread::sleep(Duration::from_millis(1100));
        drop(window);
    }
    let start = Instant::now();
    while abandoned(&root).len() < 2 {
        assert!(start.elapsed() < Duration::from_secs(10), "two are left");
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut window = Window::recovering(&root, &[path]);
    assert_eq!(window.state().recovery.found.len(), 2);
    window.click("Recover");
    assert_eq!(name_of(own(&window)), "The Rimland, second");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(name_of(own(&window)), "The Rimland, first");
}

#[test]
fn quitting_waits_for_what_is_being_written() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    rename(&mut window, "The Rimland again");
    let state = window.harness.state_mut().state_mut();
    apply(state, Action::Command(Command::ShowEditor));
    let effects = apply(state, Action::Command(Command::Save));
    apply(state, Action::Command(Command::Undo));
    let quits = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Quit));
    assert!(!quits(&apply(state, Action::Command(Command::Quit))));
    let (doc, path, body) = effects
        .into_iter()
        .find_map(|effect| match effect {
            Effect::SaveDocument { doc, path, body, .. } => Some((doc, path, body)),
            _ => None,
        })
        .unwrap();
    let result = prescient::store::save_over(&path, body.text().unwrap().as_bytes(), None);
    let effects = apply(state, Action::DocumentSaved { doc, path, body, result });
    assert!(!quits(&effects), "what was undone meanwhile is saved first");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SaveDocument { .. })));
}

#[test]
fn a_second_program_on_the_same_file_is_never_silent() {
    let (folder, path) = folder();
    let root = folder.path().join("recovery");
    let other = prescient::store::RecoveryFolder::open(&root).unwrap();
    other.keep(&[], &[path.canonicalize().unwrap()]).unwrap();
    let mut window = Window::recovering(&root, &[path]);
    window.wait(|state| !state.elsewhere.is_empty());
    assert!(told(&window, "spykman.json is open in another Prescient too"));
}

#[test]
fn a_document_of_ten_megabytes_is_kept_in_time_too() {
    let folder = TempDir::new().unwrap();
    let note = "x".repeat(1000);
    let predictions: Vec<String> = (0..9_000)
        .map(|i| {
            format!(
                r#"{{"id": "p-{i}", "statement": "Prediction {i}", "kind": "forecast", "made": "1944",
                "attribution": {{"essay": [1]}}, "note": "{note}"}}"#
            )
        })
        .collect();
    let path = file(&folder, "large.json", &spykman(&predictions.join(",")));
    assert!(fs::metadata(&path).unwrap().len() > 10_000_000);
    let root = folder.path().join("recovery");
    let mut window = Window::recovering(&root, &[path]);
    rename(&mut window, "The Rimland, large");
    // It is due at the latest two seconds after the change: three are left to write it.
    while window.state().recovery.due_in(window.state().now()).is_some() {
        window.harness.step();
    }
    let start = Instant::now();
    wait_until_kept(&mut window);
    let took = start.elapsed();
    println!("10 MB are kept in {took:?}");
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn after_a_job_has_failed_the_window_goes_on() {
    let (_folder, path) = folder();
    let mut window = Window::with_files(&[path]);
    rename(&mut window, "The Rimland again");
    does(&mut window, Action::JobFailed);
    assert!(told(&window, "Something failed in the background. A report has been written"));
    window.keys(Modifiers::COMMAND, Key::Num6);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| state.session.documents.iter().all(|document| !document.is_dirty));
}

/// The folder of the window that is to fail, in the process of its own that the test below starts.
const FAILING: &str = "PRESCIENT_FAILING_WINDOW";

#[test]
fn if_the_program_itself_fails_it_keeps_unsaved_work_and_says_where_that_and_the_report_are() {
    if let Some(folder) = std::env::var_os(FAILING) {
        let root = Path::new(&folder).join("recovery");
        let mut window = Window::watched(&root, &[Path::new(&folder).join("spykman.json")]);
        window.keys(Modifiers::COMMAND, Key::Num6);
        window.harness.get_by_role_and_label(Role::TextInput, "Name").focus();
        window.harness.run();
        window.keys(Modifiers::NONE, Key::End);
        window.harness.get_by_role_and_label(Role::TextInput, "Name").type_text(", half wri");
        window.harness.run();
        panic!("a mistake of ours");
    }
    let (folder, _path) = folder();
    let test =
        "keeping::if_the_program_itself_fails_it_keeps_unsaved_work_and_says_where_that_and_the_report_are";
    let program = std::env::current_exe().unwrap();
    let child = std::process::Command::new(program)
        .args(["--exact", test, "--nocapture"])
        .env(FAILING, folder.path())
        .output()
        .unwrap();
    assert!(!child.status.success());
    let says = String::from_utf8_lossy(&child.stderr).into_owned();
    let root = folder.path().join("recovery");
    let left = abandoned(&root);
    let copy = &left[0].copies[0];
    assert!(fs::read_to_string(&copy.path).unwrap().contains("The Rimland, half wri"), "{says}");
    let report = &prescient::store::crash::crash_reports(&root)[0];
    assert!(fs::read_to_string(report).unwrap().contains("a mistake of ours"));
    assert!(says.contains(&left[0].folder.display().to_string()), "{says}");
    assert!(says.contains(&report.display().to_string()), "{says}");
    drop(left);

    let window = Window::recovering(&root, &[folder.path().join("spykman.json")]);
    assert!(told(&window, "Prescient failed the last time. A report is in"));
    assert_eq!(window.state().recovery.found.len(), 1);
}
