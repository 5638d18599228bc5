//! Stamps: what another program does to a file is noticed, and never saved over.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use prescient::model::json::Progress;
use prescient::store::{
    AnyDocument, OnDisk, ReadProblem, SaveProblem, Stamp, builtin, canonical, load_any_stamped, save_over,
};

use crate::conditions::names;

/// A folder with a theory in it.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theory.json");
    fs::write(&path, canonical(&*builtin::theories()[0])).unwrap();
    (folder, path)
}

/// The stamp of a file that has been left alone for a while, so that it need not be read to be known again.
fn settled(path: &Path) -> Stamp {
    for _ in 0..100 {
        let stamp = Stamp::of(path).unwrap();
        if !stamp.may_have_changed(path) {
            return stamp;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it does not settle");
}

fn refusal(path: &Path, expected: &Stamp) -> SaveProblem {
    let before = (fs::read(path).ok(), names(path.parent().unwrap()));
    let problem = save_over(path, b"mine", Some(expected)).expect_err("it is refused");
    assert_eq!((fs::read(path).ok(), names(path.parent().unwrap())), before);
    problem
}

#[test]
fn a_document_comes_with_the_stamp_of_the_bytes_it_was_read_from() {
    let (_folder, path) = folder();
    let (loaded, stamp) = load_any_stamped(&path, None, &Progress::default());
    assert!(matches!(loaded.document, Some(AnyDocument::Theory(_))));
    assert_eq!(stamp, Some(Stamp::of(&path).unwrap()));
}

#[test]
fn a_broken_file_has_a_stamp_too_so_that_its_repair_is_noticed() {
    let (_folder, path) = folder();
    fs::write(&path, "{ broken").unwrap();
    let (loaded, stamp) = load_any_stamped(&path, None, &Progress::default());
    assert!(loaded.document.is_none());
    fs::write(&path, canonical(&*builtin::theories()[1])).unwrap();
    assert!(matches!(stamp.unwrap().compare(&path), OnDisk::Changed(_)));
}

#[test]
fn what_cannot_be_read_has_no_stamp() {
    let (folder, path) = folder();
    let missing = folder.path().join("missing.json");
    assert!(matches!(Stamp::of(&missing), Err(ReadProblem::NotFound)));
    assert!(matches!(Stamp::of(folder.path()), Err(ReadProblem::IsFolder)));
    assert!(matches!(Stamp::of(Path::new("/dev/null")), Err(ReadProblem::NotAFile)));
    assert_eq!(load_any_stamped(&missing, None, &Progress::default()).1, None);
    let huge = File::options().write(true).open(&path).unwrap();
    huge.set_len((1 << 30) + 1).unwrap();
    assert!(matches!(Stamp::of(&path), Err(ReadProblem::TooLarge { .. })));
}

#[test]
fn a_file_that_was_left_alone_is_known_again_without_reading_it() {
    let (_folder, path) = folder();
    let stamp = settled(&path);
    assert!(!stamp.may_have_changed(&path));
    assert!(matches!(stamp.compare(&path), OnDisk::Same(same) if !same.may_have_changed(&path)));
}

#[test]
fn a_file_changed_the_moment_after_it_was_read_is_noticed_at_equal_length_and_time() {
    let (_folder, path) = folder();
    fs::write(&path, "one").unwrap();
    let stamp = Stamp::of(&path).unwrap();
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "two").unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    assert!(stamp.may_have_changed(&path));
    assert!(matches!(stamp.compare(&path), OnDisk::Changed(_)));
}

#[cfg(unix)]
#[test]
fn a_change_is_noticed_though_its_author_sets_the_time_back() {
    let (_folder, path) = folder();
    fs::write(&path, "one").unwrap();
    let stamp = settled(&path);
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "two").unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    assert!(matches!(stamp.compare(&path), OnDisk::Changed(_)));
}

#[test]
fn a_file_that_was_only_touched_has_not_changed() {
    let (_folder, path) = folder();
    let stamp = settled(&path);
    let later = SystemTime::now() + Duration::from_hours(1);
    File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
    assert!(stamp.may_have_changed(&path));
    assert!(matches!(stamp.compare(&path), OnDisk::Same(_)));
    save_over(&path, b"mine", Some(&stamp)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn a_file_replaced_by_one_of_the_same_bytes_has_not_changed() {
    let (folder, path) = folder();
    let stamp = settled(&path);
    let other = folder.path().join("other.json");
    fs::copy(&path, &other).unwrap();
    fs::rename(&other, &path).unwrap();
    assert!(matches!(stamp.compare(&path), OnDisk::Same(_)));
}

#[test]
fn saving_again_and_again_expects_what_the_last_save_wrote() {
    let (_folder, path) = folder();
    let mut stamp = Stamp::of(&path).unwrap();
    for text in ["one", "two", "two", ""] {
        stamp = save_over(&path, text.as_bytes(), Some(&stamp)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), text.as_bytes());
        assert_eq!(stamp, Stamp::of(&path).unwrap());
    }
}

#[test]
fn what_another_program_has_written_is_never_saved_over() {
    let (_folder, path) = folder();
    let stamp = Stamp::of(&path).unwrap();
    fs::write(&path, "theirs").unwrap();
    let problem = refusal(&path, &stamp);
    assert!(matches!(problem, SaveProblem::ChangedOnDisk(_)), "{problem:?}");
    assert!(problem.to_string().contains("another program has changed"), "{problem}");
    let theirs = Stamp::of(&path).unwrap();
    save_over(&path, b"mine", Some(&theirs)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn a_new_document_replaces_what_the_dialog_agreed_to_replace() {
    let (_folder, path) = folder();
    let stamp = save_over(&path, b"mine", None).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    assert!(matches!(stamp.compare(&path), OnDisk::Same(_)));
}

#[test]
fn a_file_that_has_vanished_is_made_anew() {
    let (_folder, path) = folder();
    let stamp = Stamp::of(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(stamp.may_have_changed(&path));
    assert!(matches!(stamp.compare(&path), OnDisk::Gone));
    save_over(&path, b"mine", Some(&stamp)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn a_file_whose_folder_has_vanished_or_that_became_a_folder_is_not_saved() {
    let (folder, path) = folder();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let moved = inner.join("theory.json");
    fs::rename(&path, &moved).unwrap();
    let stamp = Stamp::of(&moved).unwrap();
    fs::remove_dir_all(&inner).unwrap();
    let problem = save_over(&moved, b"mine", Some(&stamp)).expect_err("its folder is gone");
    assert!(matches!(problem, SaveProblem::NoFolder(_)), "{problem:?}");
    fs::create_dir_all(&moved).unwrap();
    let problem = refusal(&moved, &stamp);
    assert!(matches!(problem, SaveProblem::IsFolder(_)), "{problem:?}");
    assert!(matches!(stamp.compare(&moved), OnDisk::Unreadable(ReadProblem::IsFolder)));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::conditions::{SmallDisk, may_be_refused, set_mode};

    #[test]
    fn a_file_behind_a_symbolic_link_is_watched_and_saved_like_any_other() {
        let (folder, path) = folder();
        let link = folder.path().join("link.json");
        symlink("theory.json", &link).unwrap();
        let (_, stamp) = load_any_stamped(&link, None, &Progress::default());
        let stamp = save_over(&link, b"mine", stamp.as_ref()).unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("theory.json"));
        fs::write(&path, "theirs").unwrap();
        assert!(matches!(refusal(&link, &stamp), SaveProblem::ChangedOnDisk(_)));
    }

    #[test]
    fn a_link_that_now_points_to_another_file_is_noticed() {
        let (folder, path) = folder();
        let (other, link) = (folder.path().join("other.json"), folder.path().join("link.json"));
        fs::write(&other, "theirs").unwrap();
        symlink(&path, &link).unwrap();
        let stamp = settled(&link);
        fs::remove_file(&link).unwrap();
        symlink(&other, &link).unwrap();
        assert!(matches!(refusal(&link, &stamp), SaveProblem::ChangedOnDisk(_)));
    }

    #[test]
    fn a_full_disk_refuses_and_leaves_the_file_as_expected() {
        let Some(disk) = SmallDisk::mount() else { return };
        let path = disk.path().join("theory.json");
        let stamp = save_over(&path, b"old", None).unwrap();
        let problem = save_over(&path, &vec![b' '; 1 << 20], Some(&stamp)).expect_err("it does not fit");
        assert!(matches!(problem, SaveProblem::DiskFull(_)), "{problem:?}");
        assert!(matches!(stamp.compare(&path), OnDisk::Same(_)));
        assert_eq!(names(disk.path()), ["theory.json"]);
    }

    #[test]
    fn a_file_that_may_be_read_no_more_is_not_saved_over() {
        if !may_be_refused("stamps::unix::a_file_that_may_be_read_no_more_is_not_saved_over") {
            return;
        }
        let (_folder, path) = folder();
        let stamp = settled(&path);
        set_mode(&path, 0o200);
        let problem = save_over(&path, b"mine", Some(&stamp)).expect_err("it is refused");
        assert!(matches!(problem, SaveProblem::ChangedOnDisk(_)), "{problem:?}");
    }
}
