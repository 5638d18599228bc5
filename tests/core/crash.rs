//! Crashes: a program that fails keeps unsaved work first, then writes a report, and says where both are.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use prescient::store::crash::{crash_reports, install, told, watch};
use prescient::store::{Abandoned, RecoveryFolder, abandoned};

use crate::conditions::{copy, names, run, workplace};

/// A program with two documents that are not saved, of which one was kept in an earlier version.
fn program(root: &Path) -> Arc<RecoveryFolder> {
    install(root);
    let folder = Arc::new(RecoveryFolder::open(root).unwrap());
    folder.keep(&[copy(1, "one, earlier")], &[]).unwrap();
    watch(Some(Arc::clone(&folder)), Arc::new(|| vec![copy(1, "one"), copy(2, "two")]));
    folder
}

/// The texts of the copies that the next start offers, folder by folder.
fn offered(root: &Path) -> Vec<Vec<String>> {
    abandoned(root).iter().map(texts).collect()
}

fn texts(left: &Abandoned) -> Vec<String> {
    left.copies.iter().map(|copy| fs::read_to_string(&copy.path).unwrap()).collect()
}

/// The text of the one report, of which nobody was told.
fn report(root: &Path) -> String {
    let reports = crash_reports(root);
    assert_eq!(reports.len(), 1, "{reports:?}");
    fs::read_to_string(&reports[0]).unwrap()
}

#[test]
fn a_program_that_fails_keeps_unsaved_work_then_reports_and_says_where_both_are() {
    if let Some(root) = workplace() {
        let _folder = program(&root);
        panic!("it was {} too many", 1);
    }
    let root = tempfile::tempdir().unwrap();
    let story = "crash::a_program_that_fails_keeps_unsaved_work_then_reports_and_says_where_both_are";
    let (is_well, said) = run(story, root.path());
    assert!(!is_well);
    let left = abandoned(root.path()).remove(0);
    assert_eq!(texts(&left), ["one", "two"]);
    let folder = &left.folder;
    let kept = format!("2 copies of unsaved work are in {}; the next start offers them.", folder.display());
    let path = crash_reports(root.path()).remove(0);
    let report = report(root.path());
    for told in ["it was 1 too many", "crash.rs:", &kept] {
        assert!(report.contains(told) && said.contains(told), "{told}: {report}{said}");
    }
    for told in [env!("CARGO_PKG_VERSION"), "Time: 20", "core::crash::", std::env::consts::OS] {
        assert!(report.contains(told), "{told}: {report}");
    }
    assert!(said.contains(&format!("A report of it is in {}.", path.display())), "{said}");
    let written = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    assert!(written(&folder.join("2-spykman.json")) <= written(&path));
}

#[test]
fn a_report_is_told_of_once_and_stays() {
    if let Some(root) = workplace() {
        let _folder = program(&root);
        panic!("it fails");
    }
    let root = tempfile::tempdir().unwrap();
    run("crash::a_report_is_told_of_once_and_stays", root.path());
    let path = crash_reports(root.path()).remove(0);
    assert_eq!(crash_reports(root.path()), std::slice::from_ref(&path));
    told(&path).unwrap();
    assert!(crash_reports(root.path()).is_empty() && path.is_file());
    told(&path).expect_err("somebody was told");
}

#[test]
fn a_failing_worker_keeps_unsaved_work_too_and_the_program_goes_on() {
    if let Some(root) = workplace() {
        let folder = program(&root);
        for _ in 0..2 {
            let worker = thread::Builder::new().name("worker".to_owned());
            worker.spawn(|| panic!("the worker fails")).unwrap().join().unwrap_err();
        }
        assert_eq!(names(folder.path()), ["1-spykman.json", "2-spykman.json", "lock", "manifest.json"]);
        return folder.close();
    }
    let root = tempfile::tempdir().unwrap();
    let (is_well, said) =
        run("crash::a_failing_worker_keeps_unsaved_work_too_and_the_program_goes_on", root.path());
    assert!(is_well && said.contains("thread worker"), "{said}");
    assert!(offered(root.path()).is_empty());
    assert_eq!(crash_reports(root.path()).len(), 2);
}

#[test]
fn a_failure_while_the_documents_are_locked_is_reported_all_the_same() {
    if let Some(root) = workplace() {
        let folder = program(&root);
        let documents = Arc::new(Mutex::new(vec![copy(1, "one")]));
        let shared = Arc::clone(&documents);
        watch(Some(folder), Arc::new(move || shared.lock().unwrap().clone()));
        let _held = documents.lock().unwrap();
        panic!("it fails");
    }
    let root = tempfile::tempdir().unwrap();
    let (_, said) =
        run("crash::a_failure_while_the_documents_are_locked_is_reported_all_the_same", root.path());
    assert!(said.contains("could not be kept in time"), "{said}");
    assert!(report(root.path()).contains("it fails"));
    assert_eq!(offered(root.path()), [["one, earlier"]]);
}

#[test]
fn a_second_failure_while_copies_are_made_is_reported_with_the_first() {
    if let Some(root) = workplace() {
        watch(Some(program(&root)), Arc::new(|| panic!("the second failure")));
        panic!("the first failure");
    }
    let root = tempfile::tempdir().unwrap();
    let (_, said) =
        run("crash::a_second_failure_while_copies_are_made_is_reported_with_the_first", root.path());
    assert!(said.contains("failed once more: the second failure"), "{said}");
    assert!(said.contains("copying it failed too"), "{said}");
    assert!(report(root.path()).contains("the first failure"));
    assert_eq!(offered(root.path()), [["one, earlier"]]);
}

#[test]
fn a_program_without_a_folder_makes_one_when_it_fails() {
    if let Some(root) = workplace() {
        install(&root);
        watch(None, Arc::new(|| vec![copy(1, "one")]));
        panic!("it fails");
    }
    let root = tempfile::tempdir().unwrap();
    run("crash::a_program_without_a_folder_makes_one_when_it_fails", &root.path().join("new"));
    assert!(report(&root.path().join("new")).contains("A copy of unsaved work is in"));
    assert_eq!(offered(&root.path().join("new")), [["one"]]);
}

#[test]
fn a_program_that_fails_with_everything_saved_says_so() {
    if let Some(root) = workplace() {
        install(&root);
        watch(None, Arc::new(Vec::new));
        panic!("it fails");
    }
    let root = tempfile::tempdir().unwrap();
    let root = root.path().join("new");
    let (_, said) = run("crash::a_program_that_fails_with_everything_saved_says_so", &root);
    assert!(said.contains("There was no unsaved work."), "{said}");
    assert!(report(&root).contains("it fails") && offered(&root).is_empty());
}

#[test]
fn a_program_that_fails_when_its_work_was_given_up_keeps_nothing() {
    if let Some(root) = workplace() {
        program(&root).close();
        panic!("it fails");
    }
    let root = tempfile::tempdir().unwrap();
    run("crash::a_program_that_fails_when_its_work_was_given_up_keeps_nothing", root.path());
    assert!(report(root.path()).contains("There was no unsaved work."));
    assert!(offered(root.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_the_failure_is_said_in_full() {
    use crate::conditions::{may_be_refused, set_mode};
    let story = "crash::where_nothing_can_be_written_the_failure_is_said_in_full";
    if let Some(root) = workplace() {
        install(&root);
        watch(None, Arc::new(|| vec![copy(1, "one")]));
        panic!("it fails");
    }
    if !may_be_refused(story) {
        return;
    }
    let root = tempfile::tempdir().unwrap();
    set_mode(root.path(), 0o500);
    let (_, said) = run(story, root.path());
    assert!(said.contains("Not all unsaved work could be kept: you may not write in"), "{said}");
    assert!(said.contains("A report of it could not be written: you may not write in"), "{said}");
    assert!(said.contains("Message: it fails"), "{said}");
    assert!(names(root.path()).is_empty());
}
