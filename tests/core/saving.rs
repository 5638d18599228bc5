//! Saving: a file on the disk is always the old or the new one, whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use prescient::store::{SaveProblem, save_bytes};

use crate::conditions::names;

/// A folder with a file in it, `theory.json`, that says "old".
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theory.json");
    fs::write(&path, "old").unwrap();
    (folder, path)
}

#[test]
fn saving_replaces_the_whole_file_and_leaves_nothing_else_behind() {
    let (folder, path) = folder();
    save_bytes(&path, b"new and longer").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new and longer");
    save_bytes(&path, b"short").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"short");
    save_bytes(&path, b"").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"");
    assert_eq!(names(folder.path()), ["theory.json"]);
}

#[test]
fn a_file_that_is_open_elsewhere_keeps_its_old_content_there() {
    let (_folder, path) = folder();
    let mut reader = fs::File::open(&path).unwrap();
    save_bytes(&path, b"new").unwrap();
    assert_eq!(std::io::read_to_string(&mut reader).unwrap(), "old");
}

#[test]
fn saving_creates_a_file_where_there_was_none() {
    let (folder, path) = folder();
    let other = folder.path().join("ünï 中国 🧭.json");
    save_bytes(&other, b"new").unwrap();
    assert_eq!((fs::read(&other).unwrap(), fs::read(&path).unwrap()), (b"new".to_vec(), b"old".to_vec()));
    assert_eq!(names(folder.path()).len(), 2);
}

/// A file that was last written so many minutes ago.
fn aged(path: &Path, minutes: u64) {
    fs::write(path, "half a the").unwrap();
    let time = SystemTime::now() - Duration::from_mins(minutes);
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn what_a_killed_save_left_is_removed_when_it_is_old_and_certainly_ours() {
    let (folder, path) = folder();
    let at = |name: &str| folder.path().join(name);
    for old in [".prescient-Ab3dE9.tmp", ".prescient-notes-of-mine.tmp", ".prescient-Ab3dE9.txt", "x.tmp"] {
        aged(&at(old), 61);
    }
    aged(&at(".prescient-young1.tmp"), 59);
    fs::create_dir(at(".prescient-folder.tmp")).unwrap();
    save_bytes(&path, b"new").unwrap();
    let left = [
        ".prescient-Ab3dE9.txt",
        ".prescient-folder.tmp",
        ".prescient-notes-of-mine.tmp",
        ".prescient-young1.tmp",
        "theory.json",
        "x.tmp",
    ];
    assert_eq!(names(folder.path()), left);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use prescient::model::Theory;
    use prescient::model::json::Progress;
    use prescient::store::{Code, ReadProblem, load_file, read_file};

    use super::*;
    use crate::conditions::{SmallDisk, may_be_refused, set_mode};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn an_existing_files_permissions_stay() {
        let (_folder, path) = folder();
        for kept in [0o600, 0o640, 0o664, 0o755] {
            set_mode(&path, kept);
            save_bytes(&path, b"new").unwrap();
            assert_eq!(mode(&path), kept);
        }
    }

    #[test]
    fn a_new_file_has_the_permissions_that_any_program_would_give_it() {
        let (folder, plain) = folder();
        let saved = folder.path().join("saved.json");
        save_bytes(&saved, b"new").unwrap();
        assert_eq!(mode(&saved), mode(&plain));
    }

    #[test]
    fn a_symbolic_link_stays_and_its_target_is_replaced() {
        let (folder, path) = folder();
        let elsewhere = folder.path().join("links");
        fs::create_dir(&elsewhere).unwrap();
        for (name, target) in [("absolute.json", path.clone()), ("relative.json", "../theory.json".into())] {
            let link = elsewhere.join(name);
            symlink(&target, &link).unwrap();
            save_bytes(&link, name.as_bytes()).unwrap();
            assert_eq!(fs::read_link(&link).unwrap(), target);
            assert_eq!(fs::read(&path).unwrap(), name.as_bytes());
        }
        assert_eq!(names(&elsewhere), ["absolute.json", "relative.json"]);
        assert_eq!(names(folder.path()), ["links", "theory.json"]);
    }

    #[test]
    fn a_symbolic_link_to_a_file_that_is_not_there_yet_creates_it() {
        let (folder, _) = folder();
        let link = folder.path().join("link.json");
        symlink("new.json", &link).unwrap();
        save_bytes(&link, b"new").unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("new.json"));
        assert_eq!(fs::read(folder.path().join("new.json")).unwrap(), b"new");
    }

    #[test]
    fn a_link_with_the_name_of_something_left_behind_is_not_followed() {
        let (folder, path) = folder();
        let old = folder.path().join("old.json");
        aged(&old, 120);
        symlink(&old, folder.path().join(".prescient-Ab3dE9.tmp")).unwrap();
        save_bytes(&path, b"new").unwrap();
        assert!(old.exists());
        assert_eq!(names(folder.path()), [".prescient-Ab3dE9.tmp", "old.json", "theory.json"]);
    }

    #[track_caller]
    fn check_refused(path: &Path, is_expected: impl Fn(&SaveProblem) -> bool, remedy: &str) {
        let problem = save_bytes(path, b"new").expect_err("it is refused");
        assert!(is_expected(&problem), "{problem:?}");
        assert!(problem.to_string().contains(remedy), "{problem}");
    }

    #[test]
    fn what_is_no_file_is_not_replaced() {
        let (folder, path) = folder();
        let inner = folder.path().join("folder.json");
        fs::create_dir(&inner).unwrap();
        check_refused(&inner, |p| matches!(p, SaveProblem::IsFolder(_)), "choose a file name in it");
        let missing = folder.path().join("missing/theory.json");
        check_refused(&missing, |p| matches!(p, SaveProblem::NoFolder(_)), "create it");
        check_refused(&path.join("theory.json"), |p| matches!(p, SaveProblem::NoFolder(_)), "create it");
        check_refused(
            Path::new("/dev/null"),
            |p| matches!(p, SaveProblem::NotAFile(_)),
            "choose another name",
        );
        assert_eq!(names(folder.path()), ["folder.json", "theory.json"]);
        assert!(names(&inner).is_empty());
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let (folder, path) = folder();
        set_mode(&path, 0o444);
        check_refused(&path, |p| matches!(p, SaveProblem::ReadOnly(_)), "save under another name");
        assert_eq!((fs::read(&path).unwrap(), mode(&path)), (b"old".to_vec(), 0o444));
        assert_eq!(names(folder.path()), ["theory.json"]);
    }

    #[test]
    fn a_folder_that_one_may_not_write_in_is_said_to_be_so() {
        if !may_be_refused("saving::unix::a_folder_that_one_may_not_write_in_is_said_to_be_so") {
            return;
        }
        let (folder, path) = folder();
        set_mode(folder.path(), 0o555);
        check_refused(&path, |p| matches!(p, SaveProblem::NotPermitted(_)), "save elsewhere");
        let new = folder.path().join("new.json");
        check_refused(&new, |p| matches!(p, SaveProblem::NotPermitted(_)), "save elsewhere");
        assert_eq!(
            (fs::read(&path).unwrap(), names(folder.path())),
            (b"old".to_vec(), vec!["theory.json".into()])
        );
        set_mode(folder.path(), 0o755);
    }

    #[test]
    fn a_file_that_one_may_not_read_is_said_to_be_so() {
        if !may_be_refused("saving::unix::a_file_that_one_may_not_read_is_said_to_be_so") {
            return;
        }
        let (_folder, path) = folder();
        set_mode(&path, 0o000);
        let problem = read_file(&path, &Progress::default()).expect_err("it is refused");
        assert!(matches!(problem, ReadProblem::NotPermitted), "{problem:?}");
        let loaded = load_file::<Theory>(&path, None, &Progress::default());
        assert_eq!(loaded.diagnostics.list[0].code, Code::Unreadable);
        assert!(loaded.diagnostics.list[0].hint.as_ref().unwrap().contains("permissions"));
    }

    #[test]
    fn a_full_disk_leaves_the_old_file_whole() {
        let Some(disk) = SmallDisk::mount() else { return };
        let path = disk.path().join("theory.json");
        save_bytes(&path, b"old").unwrap();
        let problem = save_bytes(&path, &vec![b' '; 1 << 20]).expect_err("it does not fit");
        assert!(matches!(problem, SaveProblem::DiskFull(_)), "{problem:?}");
        assert!(problem.to_string().contains("make room"), "{problem}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(disk.path()), ["theory.json"]);
        save_bytes(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}
