//! Recovery: copies of unsaved work outlive the process, and are offered by the next one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use prescient::model::json::Progress;
use prescient::store::{
    Abandoned, AnyDocument, DocumentKind, RecoveryCopy, RecoveryFolder, SaveProblem, Stamp, abandoned,
    builtin, canonical, load_any, others_with,
};

use crate::conditions::{Process, copy, names, workplace};

/// What is offered. While another test starts a process, that holds all locks for a moment.
fn offered(root: &Path) -> Vec<Abandoned> {
    for _ in 0..100 {
        let found = abandoned(root);
        if !found.is_empty() {
            return found;
        }
        thread::sleep(Duration::from_millis(10));
    }
    Vec::new()
}

/// The texts of the copies that are offered.
fn texts(root: &Path) -> Vec<String> {
    let copies = offered(root).into_iter().flat_map(|left| left.copies);
    copies.map(|copy| fs::read_to_string(copy.path).unwrap()).collect()
}

/// A root with what a process left that kept this and is gone, and its folder.
fn left(copies: &[RecoveryCopy]) -> (tempfile::TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(root.path()).unwrap();
    folder.keep(copies, &[]).unwrap();
    let path = folder.path().to_owned();
    (root, path)
}

#[test]
fn unsaved_work_of_a_process_that_is_gone_is_offered_with_all_that_is_known_of_it() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("spykman.json");
    fs::write(&file, "as it was opened").unwrap();
    let theory = canonical(&*builtin::theories()[0]);
    let known = RecoveryCopy {
        original: Some(file.clone()),
        stamp: Some(Stamp::of(&file).unwrap()),
        ..copy(3, &theory)
    };
    let folder = RecoveryFolder::open(root.path()).unwrap();
    folder.keep(&[known, copy(12, "new")], &[]).unwrap();
    drop(folder);
    let found = offered(root.path());
    let [one, other] = &found[0].copies[..] else { panic!("{found:?}") };
    assert_eq!((one.original.as_ref(), &*one.name), (Some(&file), "Spykman"));
    assert_eq!((one.kind, one.stamp), (Some(DocumentKind::Theory), Some(Stamp::of(&file).unwrap())));
    assert!(one.kept >= found[0].started);
    let loaded = load_any(&one.path, None, &Progress::default());
    assert!(matches!(loaded.document, Some(AnyDocument::Theory(_))));
    assert_eq!((other.original.as_ref(), fs::read_to_string(&other.path).unwrap()), (None, "new".to_owned()));
}

#[test]
fn a_clean_exit_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(root.path()).unwrap();
    folder.keep(&[copy(1, "given up")], &[]).unwrap();
    folder.close();
    assert!(names(root.path()).is_empty());
    folder.keep(&[copy(1, "too late")], &[]).unwrap();
    drop(folder);
    assert!(names(root.path()).is_empty() && abandoned(root.path()).is_empty());
}

#[test]
fn unsaved_work_of_a_process_that_runs_is_not_offered() {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(root.path()).unwrap();
    folder.keep(&[copy(1, "mine")], &[]).unwrap();
    assert!(abandoned(root.path()).is_empty());
    drop(folder);
    assert_eq!(texts(root.path()), ["mine"]);
}

#[test]
fn a_process_id_that_is_used_again_confuses_nobody() {
    let (root, path) = left(&[copy(1, "of one who is gone")]);
    // As if it had had the id of a process that runs, which is another one.
    fs::rename(path, root.path().join(format!("{}-20200101T000000Z", std::process::id()))).unwrap();
    // And one that runs, but where no process has its id here, as in a container.
    let folder = RecoveryFolder::open(root.path()).unwrap();
    folder.keep(&[copy(1, "of one who runs")], &[]).unwrap();
    fs::rename(folder.path(), root.path().join("4000000000-20200101T000000Z")).unwrap();
    assert_eq!(texts(root.path()), ["of one who is gone"]);
}

#[test]
fn two_starts_at_once_do_not_offer_the_same_work() {
    let (root, _) = left(&[copy(1, "mine")]);
    let first = offered(root.path());
    assert_eq!(first.len(), 1);
    assert!(abandoned(root.path()).is_empty());
    drop(first);
    assert_eq!(texts(root.path()), ["mine"]);
}

#[test]
fn work_that_was_taken_over_or_given_up_is_not_offered_again() {
    let (root, _) = left(&[copy(1, "mine")]);
    offered(root.path()).remove(0).remove().unwrap();
    assert!(names(root.path()).is_empty());
}

#[test]
fn the_latest_of_each_document_is_kept_and_what_was_saved_is_not() {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(root.path()).unwrap();
    folder.keep(&[copy(1, "one"), copy(2, "two")], &[]).unwrap();
    assert_eq!(names(folder.path()), ["1-spykman.json", "2-spykman.json", "lock", "manifest.json"]);
    folder.keep(&[copy(2, "two, changed")], &[]).unwrap();
    assert_eq!(names(folder.path()), ["2-spykman.json", "lock", "manifest.json"]);
    folder.keep(&[RecoveryCopy { id: "other".to_owned(), ..copy(2, "two, renamed") }], &[]).unwrap();
    assert_eq!(names(folder.path()), ["2-other.json", "lock", "manifest.json"]);
    drop(folder);
    assert_eq!(texts(root.path()), ["two, renamed"]);
}

#[test]
fn an_id_that_is_none_makes_no_strange_file_name() {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(root.path()).unwrap();
    let ids = ["../../x", "", "中国", &"long".repeat(100)];
    let copies: Vec<_> =
        (0..).zip(ids).map(|(key, id)| RecoveryCopy { id: id.to_owned(), ..copy(key, id) }).collect();
    folder.keep(&copies, &[]).unwrap();
    let long = format!("3-{}.json", "long".repeat(16));
    let expected = ["0-x.json", "1-document.json", "2-document.json", &long, "lock", "manifest.json"];
    assert_eq!(names(folder.path()), expected);
    drop(folder);
    assert_eq!(texts(root.path()), ids);
}

#[test]
fn what_is_kept_already_is_not_written_again() {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(root.path()).unwrap();
    folder.keep(&[copy(1, "one")], &[]).unwrap();
    let written = |name| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    let before = (written("1-spykman.json"), written("manifest.json"));
    thread::sleep(Duration::from_millis(1100));
    folder.keep(&[copy(1, "one")], &[]).unwrap();
    assert_eq!((written("1-spykman.json"), written("manifest.json")), before);
}

#[test]
fn what_somebody_has_removed_is_kept_again() {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(&root.path().join("data/recovery")).unwrap();
    folder.keep(&[copy(1, "one")], &["theory.json".into()]).unwrap();
    fs::remove_file(folder.path().join("1-spykman.json")).unwrap();
    folder.keep(&[copy(1, "one")], &["theory.json".into()]).unwrap();
    assert!(folder.path().join("1-spykman.json").exists());
    fs::remove_dir_all(root.path().join("data")).unwrap();
    folder.keep(&[copy(1, "one")], &["theory.json".into()]).unwrap();
    assert_eq!(names(folder.path()), ["1-spykman.json", "lock", "manifest.json"]);
    assert!(abandoned(folder.path().parent().unwrap()).is_empty());
}

#[test]
fn copies_are_offered_though_their_manifest_is_damaged_or_gone() {
    let (root, path) = left(&[copy(1, "one"), copy(2, "two")]);
    let manifest = path.join("manifest.json");
    let whole = fs::read(&manifest).unwrap();
    for damaged in [&whole[..whole.len() / 2], b"", b"not JSON", b"{}", b"\xff\xfe"] {
        fs::write(&manifest, damaged).unwrap();
        assert_eq!(texts(root.path()), ["one", "two"]);
    }
    fs::remove_file(&manifest).unwrap();
    assert_eq!(texts(root.path()), ["one", "two"]);
    let found = offered(root.path());
    let copy = &found[0].copies[0];
    assert_eq!((&*copy.name, copy.kind, copy.original.as_ref()), ("spykman", None, None));
}

#[test]
fn a_manifest_that_names_what_is_not_there_or_not_in_its_folder_is_not_believed() {
    let (root, path) = left(&[copy(1, "one"), copy(2, "two")]);
    fs::write(root.path().join("secret.json"), "secret").unwrap();
    let manifest = path.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap().replace("1-spykman.json", "../secret.json");
    fs::write(&manifest, text).unwrap();
    assert_eq!(texts(root.path()), ["two"]);
    fs::remove_file(path.join("2-spykman.json")).unwrap();
    check_swept_away(root.path(), &path);
    assert_eq!(names(root.path()), ["secret.json"]);
}

/// Nothing is offered, and this folder is removed.
#[track_caller]
fn check_swept_away(root: &Path, folder: &Path) {
    for _ in 0..100 {
        assert!(abandoned(root).is_empty());
        if !folder.exists() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("{} stays", folder.display());
}

#[test]
fn a_process_that_is_gone_without_unsaved_work_leaves_no_trace() {
    let (root, path) = left(&[]);
    check_swept_away(root.path(), &path);
}

#[test]
fn a_folder_that_was_made_just_now_is_left_to_the_process_that_makes_it() {
    let root = tempfile::tempdir().unwrap();
    let folder = RecoveryFolder::open(root.path()).unwrap();
    let young = root.path().join(folder.path().file_name().unwrap().to_str().unwrap().to_owned() + "-2");
    let old = root.path().join("7-20200101T000000Z");
    for path in [&young, &old] {
        fs::create_dir(path).unwrap();
        File::create(path.join("lock")).unwrap();
    }
    assert!(abandoned(root.path()).is_empty());
    assert!(young.exists() && !old.exists());
}

#[test]
fn what_is_no_folder_of_a_process_is_left_alone() {
    let root = tempfile::tempdir().unwrap();
    for name in ["mine", "12-mine", "x-20200101T000000Z"] {
        fs::create_dir(root.path().join(name)).unwrap();
        fs::write(root.path().join(name).join("1-theory.json"), "mine").unwrap();
    }
    fs::write(root.path().join("7-20200101T000000Z"), "a file").unwrap();
    assert!(abandoned(root.path()).is_empty());
    assert_eq!(names(root.path()).len(), 4);
    assert!(abandoned(&root.path().join("missing")).is_empty());
}

/// Opens the theory in this folder, and says when it sees that another process has it open too.
fn open_theory(root: &Path) {
    let file = root.join("theory.json");
    let folder = RecoveryFolder::open(root).unwrap();
    folder.keep(&[], std::slice::from_ref(&file)).unwrap();
    println!("ready");
    while others_with(root, Some(&folder), &file).is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    println!("not alone");
    thread::sleep(Duration::from_mins(1));
}

#[test]
fn two_programs_with_the_same_file_notice_one_another() {
    if let Some(root) = workplace() {
        return open_theory(&root);
    }
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("theory.json");
    fs::write(&file, "").unwrap();
    let mut other =
        Process::start("recovery::two_programs_with_the_same_file_notice_one_another", root.path());
    other.hear("ready");
    let own = RecoveryFolder::open(root.path()).unwrap();
    own.keep(&[], std::slice::from_ref(&file)).unwrap();
    other.hear("not alone");
    let others = |path: &Path| others_with(root.path(), Some(&own), path);
    assert_eq!(others(&file).iter().map(|other| other.pid).collect::<Vec<_>>(), [other.id()]);
    assert_eq!(others(&root.path().join("../").join(root.path()).join("theory.json")).len(), 1);
    assert!(others(&root.path().join("other.json")).is_empty());
    assert_eq!(others_with(root.path(), None, &file).len(), 2);
    other.kill();
    assert!(others(&file).is_empty());
}

#[test]
fn a_root_that_is_a_file_is_said_to_be_unusable() {
    let root = tempfile::NamedTempFile::new().unwrap();
    let problem = RecoveryFolder::open(root.path()).expect_err("it is a file");
    assert!(problem.to_string().contains("could not be written"), "{problem}");
    assert!(abandoned(root.path()).is_empty() && others_with(root.path(), None, root.path()).is_empty());
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use prescient::store::save_over;

    use super::*;
    use crate::conditions::{SmallDisk, may_be_refused, set_mode};

    #[test]
    fn nobody_else_may_look_at_unsaved_work() {
        let root = tempfile::tempdir().unwrap();
        let folder = RecoveryFolder::open(&root.path().join("new/recovery")).unwrap();
        folder.keep(&[copy(1, "one")], &[]).unwrap();
        folder.keep(&[copy(1, "two")], &[]).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(folder.path()), mode(&root.path().join("new/recovery"))), (0o700, 0o700));
        assert_eq!(mode(&folder.path().join("1-spykman.json")), 0o600);
        assert_eq!(mode(&folder.path().join("manifest.json")), 0o600);
    }

    #[test]
    fn a_file_that_one_has_open_by_a_link_is_the_same_file() {
        let root = tempfile::tempdir().unwrap();
        let (file, link) = (root.path().join("theory.json"), root.path().join("link.json"));
        fs::write(&file, "").unwrap();
        symlink(&file, &link).unwrap();
        let other = RecoveryFolder::open(root.path()).unwrap();
        other.keep(&[], &[link]).unwrap();
        assert_eq!(others_with(root.path(), None, &file).len(), 1);
    }

    #[test]
    fn a_path_that_is_no_text_comes_back_as_it_was() {
        let odd = PathBuf::from(OsStr::from_bytes(b"/somewhere/\xffodd.json"));
        let (root, _) = left(&[RecoveryCopy { original: Some(odd.clone()), ..copy(1, "one") }]);
        assert_eq!(offered(root.path())[0].copies[0].original, Some(odd));
    }

    #[test]
    fn on_a_full_disk_what_was_kept_before_is_still_offered_and_small_work_is_kept() {
        let Some(disk) = SmallDisk::mount() else { return };
        let root = disk.path().join("recovery");
        let folder = RecoveryFolder::open(&root).unwrap();
        folder.keep(&[copy(1, "one"), copy(2, "two")], &[]).unwrap();
        let large = RecoveryCopy { id: "renamed".to_owned(), ..copy(1, &"large ".repeat(100_000)) };
        let problem = folder.keep(&[large, copy(2, "two, changed")], &[]).expect_err("it does not fit");
        assert!(matches!(problem, SaveProblem::DiskFull(_)), "{problem:?}");
        drop(folder);
        assert_eq!(texts(&root), ["one", "two, changed"]);
    }

    #[test]
    fn work_that_cannot_be_saved_for_want_of_room_is_still_kept() {
        let Some(disk) = SmallDisk::mount() else { return };
        let root = tempfile::tempdir().unwrap();
        let file = disk.path().join("theory.json");
        let stamp = save_over(&file, b"old", None).unwrap();
        let folder = RecoveryFolder::open(root.path()).unwrap();
        let text = "new ".repeat(100_000);
        let unsaved = RecoveryCopy { original: Some(file.clone()), stamp: Some(stamp), ..copy(1, &text) };
        folder.keep(std::slice::from_ref(&unsaved), std::slice::from_ref(&file)).unwrap();
        save_over(&file, text.as_bytes(), Some(&stamp)).expect_err("it does not fit");
        folder.keep(&[unsaved], &[file]).unwrap();
        drop(folder);
        assert_eq!(texts(root.path()), [text]);
    }

    #[test]
    fn a_root_that_one_may_not_write_in_is_said_to_be_so() {
        if !may_be_refused("recovery::unix::a_root_that_one_may_not_write_in_is_said_to_be_so") {
            return;
        }
        let (root, path) = left(&[copy(1, "one")]);
        set_mode(&path, 0o500);
        set_mode(root.path(), 0o500);
        let problem = RecoveryFolder::open(root.path()).expect_err("it is refused");
        assert!(matches!(problem, SaveProblem::NotPermitted(_)), "{problem:?}");
        assert!(problem.to_string().contains("you may not write in"), "{problem}");
        // What is there can be read all the same, but not removed.
        assert_eq!(texts(root.path()), ["one"]);
        offered(root.path()).remove(0).remove().expect_err("it is refused");
        set_mode(root.path(), 0o700);
        set_mode(&path, 0o700);
    }
}
