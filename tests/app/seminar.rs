//! A lecturer keeps what a seminar read, and opens it again.

use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::{Action, Command, Dialog, Effect, Origin, Settings, State, apply};
use prescient::assess::{Assessment, AttributionFilter, Lens};
use prescient::model::json::Progress;
use prescient::model::{Basis, Reported};
use prescient::store::builtin::ESSAY;
use prescient::store::{SaveProblem, load_any};
use tempfile::TempDir;

use crate::files::{RIMLAND, file, spykman};
use crate::window::Window;

const CHINA: &str = "china-matches-us-by-2020";

/// Looks at everything through this lens.
fn look(window: &mut Window, lens: Lens) {
    let state = window.harness.state_mut().state_mut();
    let attribution = lens.attribution;
    state.session.lens = lens;
    apply(state, Action::SetAttribution(attribution));
    window.harness.run();
}

/// Reads one outcome otherwise than the essay does.
fn read(window: &mut Window, outcome: &str, value: Reported) {
    let mut lens = window.state().session.lens.clone();
    lens.readings.insert(outcome.to_owned(), value);
    look(window, lens);
}

/// Answers the question where to save. The system's dialog is not to be had here; ours is.
fn save(window: &mut Window, path: &Path) {
    let dialog = Dialog::SaveSeminar { text: path.display().to_string(), problem: None };
    apply(window.harness.state_mut().state_mut(), Action::Show(dialog));
    window.harness.run();
    window.click("Save");
    if window.shows("exists already") {
        window.click("Save");
    }
    wait_for_message(window, "aved");
}

/// Asks to save to this file, and returns what a worker says when it has been slow to write it.
fn save_slowly(window: &mut Window, path: &Path) -> Action {
    let effects = apply(
        window.harness.state_mut().state_mut(),
        Action::SaveSeminar { path: path.to_owned(), replaces: true },
    );
    match effects.into_iter().next() {
        Some(Effect::SaveSeminar { path, draft }) => {
            let result = draft.save(&path);
            Action::SeminarSaved { path, source: draft.source, result }
        }
        _ => panic!("the seminar is written"),
    }
}

/// Takes in what a worker says, or a hand on the mouse.
fn hear(window: &mut Window, action: Action) {
    apply(window.harness.state_mut().state_mut(), action);
    window.harness.run();
}

/// Waits until something has been told that has this in it.
#[track_caller]
fn wait_for_message(window: &mut Window, part: &str) {
    window.wait(|state| told(state, part));
}

fn told(state: &State, part: &str) -> bool {
    let dialog =
        matches!(&state.dialog, Some(Dialog::SaveSeminar { problem: Some(text), .. }) if text.contains(part));
    dialog || state.messages.iter().any(|message| message.text.contains(part))
}

/// Presses F5 and waits until everything is read again.
fn reload(window: &mut Window) {
    window.keys(Modifiers::NONE, Key::F5);
    window.wait(|state| state.loading.is_empty());
}

fn members(window: &Window) -> Vec<String> {
    let members = &window.state().comparison.members;
    members.iter().map(|member| member.theory.short_name.clone()).collect()
}

/// The theories whose columns are shown, from left to right.
fn columns(window: &Window) -> Vec<String> {
    let name = |member: usize| members(window)[member].clone();
    window.state().columns().into_iter().map(name).collect()
}

fn assessment(window: &Window) -> Assessment {
    window.state().comparison.assessment.clone()
}

/// A seminar of the built-in documents in which China was read otherwise, in this folder.
fn seminar_file(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("week-1.seminar.json");
    let mut window = Window::open();
    read(&mut window, CHINA, Reported::DidNotOccur);
    save(&mut window, &path);
    path
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

fn start(settings: Settings) -> Window {
    Window::with(vec2(1280.0, 800.0), settings, &[])
}

#[test]
fn a_lecturer_saves_a_seminar_and_opens_it_again_as_it_stood() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("week-1.seminar.json");
    let spykman = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(&[spykman]);
    let as_the_essay_says = assessment(&window);
    let lens = Lens {
        attribution: AttributionFilter::All,
        readings: [(CHINA.to_owned(), Reported::DidNotOccur), ("fog".to_owned(), Reported::Mixed)].into(),
        off_outcomes: [window.state().comparison.essay.outcomes[0].id.to_string()].into(),
        off_bases: [Basis::Attributed].into(),
        ..Lens::default()
    };
    look(&mut window, lens.clone());
    let as_read = assessment(&window);
    assert_ne!(as_read, as_the_essay_says);
    save(&mut window, &path);
    assert!(window.shows("week-1.seminar.json"));

    let again = Window::with_files(&[path]);
    assert_eq!(again.state().session.lens, lens);
    assert_eq!(assessment(&again), as_read);
    assert_eq!(members(&again), members(&window));
    assert!(again.state().session.documents.iter().all(|document| document.origin == Origin::Seminar));
    again.harness.get_by_label("week-1.seminar.json");
}

#[test]
fn saving_changes_nothing_that_is_looked_at() {
    let folder = TempDir::new().unwrap();
    let mut window = Window::open();
    window.click("Huntington");
    read(&mut window, CHINA, Reported::Mixed);
    let (before, selection) = (assessment(&window), window.state().view.selection.clone());
    save(&mut window, &folder.path().join("week-1.seminar.json"));
    let state = window.state();
    assert_eq!((&state.comparison.assessment, &state.view.selection), (&before, &selection));
    assert!(state.session.documents.iter().all(|document| document.origin == Origin::BuiltIn));
    window.click("File");
    window.click("Close the seminar");
    assert_eq!(assessment(&window), before);
}

#[test]
fn the_columns_come_back_in_the_order_that_they_were_moved_to() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("week-1.seminar.json");
    let spykman = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(&[spykman]);
    let move_to_front = |window: &mut Window, member: usize| {
        let doc = window.state().comparison.members[member].doc;
        hear(window, Action::MoveColumn { doc, to: 0 });
    };
    move_to_front(&mut window, 5);
    save(&mut window, &path);
    move_to_front(&mut window, 2);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| {
        state.messages.iter().filter(|message| message.text.contains("Saved the")).count() == 2
    });
    let moved = columns(&window);
    assert_eq!(moved[..3], ["Huntington", "Spykman", "Mackinder"]);
    assert_eq!(columns(&Window::with_files(&[path])), moved);
}

#[test]
fn once_it_has_a_file_saving_asks_no_more() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let mut window = Window::with_files(std::slice::from_ref(&path));
    read(&mut window, CHINA, Reported::Mixed);
    window.keys(Modifiers::COMMAND, Key::S);
    wait_for_message(&mut window, "Saved the seminar");
    let again = Window::with_files(&[path]);
    assert_eq!(again.state().session.lens.readings[CHINA], Reported::Mixed);
}

#[test]
fn saving_and_opening_and_saving_again_changes_no_byte_and_drops_no_field() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    edit(&path, "\"readings\": [\n    {", "\"readings\": [\n    {\n      \"votes\": 1.50,");
    edit(&path, "\n}\n", ",\n  \"place\": \"B 12\"\n}\n");
    let mut window = Window::with_files(std::slice::from_ref(&path));
    read(&mut window, CHINA, Reported::Mixed);
    window.keys(Modifiers::COMMAND, Key::S);
    wait_for_message(&mut window, "Saved the seminar");
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.contains("\"votes\": 1.50") && saved.ends_with("\"place\": \"B 12\"\n}\n"));
    let mut again = Window::with_files(&[path]);
    let other = folder.path().join("week-2.seminar.json");
    save(&mut again, &other);
    assert_eq!(fs::read_to_string(&other).unwrap(), saved);
}

#[test]
fn an_unchanged_seminar_is_not_written_unless_its_file_is_gone() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    // By its layout it can be told whether the file is written.
    edit(&path, "{\n", "{\n\n");
    let mine = fs::read_to_string(&path).unwrap();
    let mut window = Window::with_files(std::slice::from_ref(&path));
    window.keys(Modifiers::COMMAND, Key::S);
    wait_for_message(
        &mut window,
        "week-1.seminar.json: nothing in the seminar has changed since it was saved",
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);

    fs::remove_file(&path).unwrap();
    window.keys(Modifiers::COMMAND, Key::S);
    wait_for_message(&mut window, "Saved the seminar as");
    assert!(path.exists());
}

#[test]
fn a_seminar_that_cannot_be_written_says_why_and_asks_again() {
    let folder = TempDir::new().unwrap();
    let mut window = Window::open();
    read(&mut window, CHINA, Reported::DidNotOccur);
    save(&mut window, &folder.path().join("missing/week-1.seminar.json"));
    assert!(window.shows("does not exist: create it, or save elsewhere"));
    assert!(window.state().session.seminar.is_none());
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::DidNotOccur);
    let field = window.harness.get_by_label("Path of the file");
    assert!(field.accesskit_node().value().is_some_and(|path| path.contains("week-1.seminar.json")));
}

#[test]
fn a_seminar_that_was_closed_while_it_was_written_stays_closed() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let mut window = Window::with_files(std::slice::from_ref(&path));
    read(&mut window, CHINA, Reported::Mixed);
    let written = save_slowly(&mut window, &path);
    window.click("File");
    window.click("Close the seminar");
    window.click("Close without saving");
    hear(&mut window, written);
    assert!(told(window.state(), "Saved the seminar as"));
    assert!(window.state().session.seminar.is_none());
    assert_eq!(window.state().settings.seminar, None);
}

#[test]
fn a_seminar_opened_while_another_is_written_keeps_its_own_file() {
    let folder = TempDir::new().unwrap();
    let first = seminar_file(&folder);
    let second = folder.path().join("week-2.seminar.json");
    fs::copy(&first, &second).unwrap();
    let mut window = Window::with_files(std::slice::from_ref(&first));
    read(&mut window, CHINA, Reported::Mixed);
    let written = save_slowly(&mut window, &first);
    window.open_path(&second);
    window.click("Close without saving");
    hear(&mut window, written);
    let open = window.state().session.seminar.as_ref().unwrap();
    assert_eq!(open.path, second.canonicalize().unwrap());
}

#[test]
fn a_seminar_that_was_closed_and_could_not_be_written_asks_for_no_other_place() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let mut window = Window::with_files(std::slice::from_ref(&path));
    let Action::SeminarSaved { path, source, .. } = save_slowly(&mut window, &path) else { unreachable!() };
    window.click("File");
    window.click("Close the seminar");
    let result = Err(SaveProblem::DiskFull(folder.path().to_owned()));
    hear(&mut window, Action::SeminarSaved { path, source, result });
    assert!(window.state().dialog.is_none(), "what is open now is another matter");
    assert!(told(window.state(), "week-1.seminar.json was not saved"));
}

#[test]
fn a_document_that_differs_from_the_seminars_copy_is_named_and_the_copy_stands() {
    let folder = TempDir::new().unwrap();
    let mine = file(&folder, "spykman.json", &spykman(RIMLAND));
    let path = folder.path().join("week-1.seminar.json");
    let mut window = Window::with_files(std::slice::from_ref(&mine));
    save(&mut window, &path);
    // The file goes on, and somebody has changed a built-in theory in the seminar by hand.
    edit(&mine, "The rimland decides", "The rimland settles it");
    edit(&path, "\"short_name\": \"Huntington\"", "\"short_name\": \"Huntington, revised\"");
    let remembered = Settings { files: vec![mine], seminar: Some(path), ..Settings::default() };
    let mut window = start(remembered);
    wait_for_message(&mut window, "Spykman was open before and differs from the seminar's copy");
    wait_for_message(&mut window, "Huntington was open before and differs from the seminar's copy");
    assert!(!told(window.state(), "Mackinder was open"));
    assert!(!told(window.state(), "A Beijing-Moscow Axis? was open"));
    assert!(members(&window).contains(&"Huntington, revised".to_owned()));
    assert_eq!(members(&window).len(), 6);
    let spykman = &window.state().comparison.members[5].theory;
    assert!(spykman.predictions[0].statement.contains("The rimland decides"));
}

#[test]
fn closing_the_seminar_brings_back_what_was_open_before() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let mine = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(&[mine]);
    window.click("Spykman");
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    window.click("Show Mackinder");
    read(&mut window, CHINA, Reported::Pending);
    let (before, columns) = (assessment(&window), window.state().columns());
    let (lens, selection) = (window.state().session.lens.clone(), window.state().view.selection.clone());

    window.open_path(&path);
    assert_eq!(members(&window).len(), 5, "what was open takes no part");
    assert_eq!(window.state().columns().len(), 5);
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::DidNotOccur);

    window.click("File");
    window.click("Close the seminar");
    assert_eq!(assessment(&window), before);
    assert_eq!(window.state().columns(), columns);
    assert_eq!((&window.state().session.lens, &window.state().view.selection), (&lens, &selection));
    assert!(window.state().session.seminar.is_none());
    assert_eq!(window.state().settings.seminar, None);
    assert_eq!(window.state().settings.files.len(), 1);
}

#[test]
fn a_theory_opened_beside_a_seminar_joins_it_and_both_come_back_at_the_next_start() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let before = file(&folder, "before.json", &spykman(RIMLAND).replace("Spykman\"", "Before\""));
    let beside = file(&folder, "beside.json", &spykman(RIMLAND).replace("Spykman\"", "Beside\""));
    let mut window = Window::with_files(&[before]);
    window.open_path(&path);
    window.open_path(&beside);
    let all = ["Mackinder", "Brzezinski", "Huntington", "Kissinger (late)", "Multipolarity", "Beside"];
    assert_eq!(members(&window), all);

    let mut next = start(window.state().settings.clone());
    assert_eq!(members(&next), all);
    assert_eq!(next.state().session.lens.readings[CHINA], Reported::DidNotOccur);
    next.click("File");
    next.click("Close the seminar");
    assert_eq!(members(&next)[5], "Before");
    assert_eq!(members(&next).len(), 6);
}

#[test]
fn a_theory_saved_with_the_seminar_that_it_stood_beside_comes_back_once() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let mine = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(&[path.clone(), mine]);
    save(&mut window, &path);
    let saved = members(&window);
    assert_eq!(saved.len(), 6);
    let next = start(window.state().settings.clone());
    assert_eq!(members(&next), saved);
    assert!(!told(next.state(), "is already taken"));

    edit(&path, "\"value\": \"did-not-occur\"", "\"value\": \"pending\"");
    reload(&mut window);
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::Pending);
    assert_eq!(members(&window), saved, "nor does it stand there twice when the seminar is read again");
}

#[test]
fn a_theory_opened_after_the_session_was_saved_as_a_seminar_still_stands_beside_it_at_the_next_start() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("week-1.seminar.json");
    let theory = |name: &str, id: &str| {
        let text = spykman(RIMLAND)
            .replace("Spykman\"", &format!("{name}\""))
            .replace("\"spykman", &format!("\"{id}"));
        file(&folder, &format!("{id}.json"), &text)
    };
    let mut window = Window::with_files(&[theory("Before", "before")]);
    save(&mut window, &path);
    window.open_path(&theory("Beside", "beside"));
    let all = members(&window);
    assert_eq!(all[5..], ["Before", "Beside"]);

    let mut next = start(window.state().settings.clone());
    assert_eq!(members(&next), all);
    next.click("File");
    next.click("Close the seminar");
    assert_eq!(members(&next)[5..], ["Before"]);

    edit(&path, "\"theories\"", "\"attribution\": \"essay\",\n  \"theories\"");
    reload(&mut window);
    assert_eq!(window.state().session.lens.attribution, AttributionFilter::Essay);
    assert_eq!(members(&window), all, "and when the seminar is read again");
}

#[test]
fn a_file_still_being_read_when_the_session_is_saved_stands_beside_the_seminar() {
    let folder = TempDir::new().unwrap();
    let seminar = folder.path().join("week-1.seminar.json");
    let mine = file(&folder, "spykman.json", &spykman(RIMLAND)).canonicalize().unwrap();
    let mut window = Window::open();
    apply(window.harness.state_mut().state_mut(), Action::Open(vec![mine.clone()]));
    let written = save_slowly(&mut window, &seminar);
    hear(&mut window, written);
    let loaded = Box::new(load_any(&mine, None, &Progress::default()));
    hear(&mut window, Action::FileLoaded { path: mine.clone(), stamp: None, loaded });
    assert_eq!(window.state().settings.beside, [mine]);
}

#[test]
fn a_theory_opened_together_with_a_seminar_stands_beside_it_whichever_is_named_first() {
    let folder = TempDir::new().unwrap();
    let mine = file(&folder, "spykman.json", &spykman(RIMLAND));
    let window = Window::with_files(&[mine, seminar_file(&folder)]);
    assert_eq!(members(&window)[5..], ["Spykman"]);
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::DidNotOccur);
}

#[test]
fn the_order_in_which_threads_read_files_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let theory = |name: &str| spykman(RIMLAND).replace("Spykman\"", &format!("{name}\""));
    let before = file(&folder, "before.json", &theory("Before"));
    let beside = file(&folder, "beside.json", &theory("Beside"));
    let files = [before, seminar_file(&folder), beside].map(|path| path.canonicalize().unwrap());
    let last = |state: &State| {
        let members = &state.comparison.members;
        (members.len(), members[5].theory.short_name.clone())
    };
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut state = State::default();
        for path in files.clone() {
            apply(&mut state, Action::Open(vec![path]));
        }
        for path in order.map(|at| files[at].clone()) {
            let loaded = Box::new(load_any(&path, None, &Progress::default()));
            apply(&mut state, Action::FileLoaded { path, stamp: None, loaded });
        }
        assert_eq!(last(&state), (6, "Beside".to_owned()), "read in the order {order:?}");
        assert_eq!(state.settings.files, files[..1]);
        assert_eq!(state.settings.beside, files[2..]);
        apply(&mut state, Action::Command(Command::CloseSeminar));
        assert_eq!(last(&state), (6, "Before".to_owned()), "read in the order {order:?}");
    }
}

#[test]
fn an_essay_opened_beside_a_seminar_judges_until_the_seminar_is_closed() {
    let folder = TempDir::new().unwrap();
    let essay = |title: &str| {
        let text = ESSAY.replacen("A Beijing-Moscow Axis?", title, 1);
        file(&folder, &format!("{title}.json"), &text)
    };
    let judge = |window: &Window| window.state().comparison.essay.title.clone();
    let mut window = Window::with_files(&[essay("Before")]);
    window.open_path(&seminar_file(&folder));
    assert_eq!(judge(&window), "A Beijing-Moscow Axis?");
    window.open_path(&essay("Beside"));
    assert_eq!(judge(&window), "Beside");
    assert!(window.state().session.built_in_essay().is_none());
    window.click("File");
    window.click("Close the seminar");
    assert_eq!(judge(&window), "Before");
}

#[test]
fn a_broken_seminar_is_listed_with_its_problems_and_changes_nothing_else() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let good = fs::read_to_string(&path).unwrap();
    edit(
        &path,
        "\"outcome\": \"china-matches-us-by-2020\",\n      \"value\"",
        "\"outcome\": \"China!\",\n      \"value\"",
    );
    let mut window = Window::open();
    let before = assessment(&window);
    window.open_path(&path);
    assert!(window.shows("Not in the comparison"));
    assert!(window.state().session.seminar.is_none());
    assert_eq!(assessment(&window), before);
    window.click("1 error");
    assert!(window.shows("($.readings[0].outcome)"));
    fs::write(&path, good).unwrap();
    window.harness.get_by_role_and_label(eframe::egui::Role::Button, "Reload").click();
    window.harness.run();
    window.wait(|state| state.loading.is_empty());
    assert!(window.state().session.seminar.is_some());
    assert!(!window.shows("Not in the comparison"));
    assert!(window.state().settings.files.is_empty());
}

#[test]
fn a_second_seminar_takes_the_place_of_the_first() {
    let folder = TempDir::new().unwrap();
    let first = seminar_file(&folder);
    let second = folder.path().join("week-2.seminar.json");
    let mut window = Window::with_files(std::slice::from_ref(&first));
    read(&mut window, CHINA, Reported::Contested);
    save(&mut window, &second);
    let mut window = Window::open();
    let before = assessment(&window);
    window.open_path(&first);
    window.open_path(&second);
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::Contested);
    assert_eq!(members(&window).len(), 5);
    window.click("File");
    window.click("Close the seminar");
    assert_eq!(assessment(&window), before);
}

#[test]
fn what_stood_beside_a_seminar_comes_back_when_the_next_one_is_closed() {
    let folder = TempDir::new().unwrap();
    let first = seminar_file(&folder);
    let second = folder.path().join("week-2.seminar.json");
    fs::copy(&first, &second).unwrap();
    let mut window = Window::with_files(&[first, file(&folder, "spykman.json", &spykman(RIMLAND))]);
    assert_eq!(members(&window)[5..], ["Spykman"]);
    window.open_path(&second);
    assert_eq!(members(&window).len(), 5, "it takes no part in the second");
    for mut window in [start(window.state().settings.clone()), window] {
        window.click("File");
        window.click("Close the seminar");
        assert_eq!(members(&window)[5..], ["Spykman"]);
    }
}

#[test]
fn reloading_takes_over_what_has_changed_and_else_leaves_readings_alone() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let beside = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(&[path.clone(), beside]);
    read(&mut window, CHINA, Reported::Mixed);
    reload(&mut window);
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::Mixed);
    edit(&path, "\"value\": \"did-not-occur\"", "\"value\": \"pending\"");
    reload(&mut window);
    assert_eq!(
        window.state().session.lens.readings[CHINA],
        Reported::Mixed,
        "not given up without a question"
    );
    window.click("Close without saving");
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::Pending);
    assert_eq!(members(&window).len(), 6, "what stood beside it still does");
    edit(&path, "\"value\": \"pending\"", "\"value\": \"pnding\"");
    reload(&mut window);
    assert!(window.shows("Not in the comparison"));
    assert_eq!(window.state().session.lens.readings[CHINA], Reported::Pending);
}

#[test]
fn the_order_in_which_threads_read_files_again_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let mine = file(&folder, "spykman.json", &spykman(RIMLAND)).canonicalize().unwrap();
    for is_first in [true, false] {
        let seminar = folder.path().canonicalize().unwrap().join("week-1.seminar.json");
        let mut window = Window::with_files(std::slice::from_ref(&mine));
        save(&mut window, &seminar);
        edit(&seminar, "\"short_name\": \"Huntington\"", "\"short_name\": \"Huntington, revised\"");
        apply(window.harness.state_mut().state_mut(), Action::Command(Command::ReloadAll));
        let files = if is_first { [&seminar, &mine] } else { [&mine, &seminar] };
        for path in files.map(Clone::clone) {
            let loaded = Box::new(load_any(&path, None, &Progress::default()));
            hear(&mut window, Action::FileLoaded { path, stamp: None, loaded });
        }
        assert!(members(&window).contains(&"Huntington, revised".to_owned()));
        assert_eq!(members(&window).len(), 6, "the seminar first: {is_first}");
        assert_eq!(window.state().settings.files, std::slice::from_ref(&mine));
    }
}

#[test]
fn a_seminar_that_has_vanished_since_the_last_start_is_passed_over() {
    let gone = Some("/nowhere/week-1.seminar.json".into());
    let window = start(Settings { seminar: gone, ..Settings::default() });
    assert!(window.state().session.seminar.is_none());
    assert!(window.state().messages.is_empty());
}

#[test]
fn a_seminar_that_another_program_has_changed_is_noticed_and_not_saved_over() {
    let folder = TempDir::new().unwrap();
    let path = seminar_file(&folder);
    let mut window = Window::with_files(std::slice::from_ref(&path));
    edit(&path, "\"value\": \"did-not-occur\"", "\"value\": \"pending\"");
    let theirs = fs::read_to_string(&path).unwrap();
    window.harness.event(eframe::egui::Event::WindowFocused(true));
    window.harness.run_ok();
    wait_for_message(&mut window, "has been changed by another program");
    read(&mut window, CHINA, Reported::Mixed);
    window.keys(Modifiers::COMMAND, Key::S);
    window.wait(|state| state.dialog.is_some());
    assert!(window.shows("another program has changed"));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn a_seminar_is_not_saved_over_another_file_unasked_and_never_over_an_open_one() {
    let folder = TempDir::new().unwrap();
    let other = file(&folder, "notes.json", "notes");
    let open = file(&folder, "spykman.json", &spykman(RIMLAND));
    let mut window = Window::with_files(std::slice::from_ref(&open));
    for (path, why) in [(&other, "notes.json exists already"), (&open, "Spykman is open from this file")] {
        let before = fs::read_to_string(path).unwrap();
        let dialog = Dialog::SaveSeminar { text: path.display().to_string(), problem: None };
        apply(window.harness.state_mut().state_mut(), Action::Show(dialog));
        window.harness.run();
        window.click("Save");
        assert!(window.shows(why));
        assert_eq!(fs::read_to_string(path).unwrap(), before);
        window.keys(Modifiers::NONE, Key::Escape);
    }
}
