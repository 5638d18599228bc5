//! Saving: a file on the disk is always the old or the new one, whole.

use std::fs;
use std::path::{Path, PathBuf};

use prescient::store::{SaveProblem, save_bytes};

/// The names in a folder, so that no temporary file goes unnoticed.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

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

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use prescient::model::Theory;
    use prescient::model::json::Progress;
    use prescient::store::{Code, ReadProblem, load_file, read_file};

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    /// Whether this process may do everything, as root and as CI.
    fn is_root() -> bool {
        tempfile::NamedTempFile::new().unwrap().as_file().metadata().unwrap().uid() == 0
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

    /// Runs the test of this name again as a user who is nobody; says whether that could be done.
    fn as_nobody(test: &str) -> bool {
        // Nobody may not read the build folder of just anybody.
        let folder = tempfile::tempdir().unwrap();
        set_mode(folder.path(), 0o777);
        let copy = folder.path().join("core");
        fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
        let ids = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let can =
            Command::new("setpriv").args(ids).args(["test", "-x"]).arg(&copy).stderr(Stdio::null()).status();
        if !can.is_ok_and(|status| status.success()) {
            return false;
        }
        let again = Command::new("setpriv")
            .args(ids)
            .arg(&copy)
            .args(["--exact", test])
            .env("TMPDIR", folder.path())
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(again.status.success() && said.contains("1 passed"), "as nobody: {said}");
        true
    }

    /// Whether a test of missing permission can prove anything here; else it is run where it can.
    fn may_be_refused(test: &str) -> bool {
        if !is_root() {
            return true;
        }
        if !as_nobody(&format!("saving::unix::{test}")) {
            println!("skipped: root may do everything, and setpriv cannot make us anybody else");
        }
        false
    }

    #[test]
    fn a_folder_that_one_may_not_write_in_is_said_to_be_so() {
        if !may_be_refused("a_folder_that_one_may_not_write_in_is_said_to_be_so") {
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
        if !may_be_refused("a_file_that_one_may_not_read_is_said_to_be_so") {
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

    /// A disk of 64 KiB, for as long as it is held.
    struct SmallDisk(tempfile::TempDir);

    impl SmallDisk {
        fn mount() -> Option<Self> {
            let folder = tempfile::tempdir().unwrap();
            let mut mount = Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", "size=64k", "prescient-test"]).arg(folder.path());
            let is_mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
            is_mounted.then_some(Self(folder))
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0.path()).status();
        }
    }

    #[test]
    fn a_full_disk_leaves_the_old_file_whole() {
        let Some(disk) = SmallDisk::mount() else {
            println!("skipped: only root can mount a small disk to fill");
            return;
        };
        let path = disk.0.path().join("theory.json");
        save_bytes(&path, b"old").unwrap();
        let problem = save_bytes(&path, &vec![b' '; 1 << 20]).expect_err("it does not fit");
        assert!(matches!(problem, SaveProblem::DiskFull(_)), "{problem:?}");
        assert!(problem.to_string().contains("make room"), "{problem}");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(disk.0.path()), ["theory.json"]);
        save_bytes(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}
