//! A program that is killed at any moment leaves whole files behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use prescient::model::Theory;
use prescient::model::json::Progress;
use prescient::store::{
    DocumentKind, RecoveryCopy, RecoveryFolder, Stamp, abandoned, builtin, canonical, parse, save_over,
};

use crate::conditions::{Process, names, workplace};

/// Two versions of a theory, one of some 200 kB and one of twice that.
fn versions() -> [String; 2] {
    let theory = &*builtin::theories()[4];
    [25, 50].map(|times| {
        let mut long = theory.clone();
        long.predictions.clear();
        for n in 0..times {
            for prediction in &theory.predictions {
                let mut again = prediction.clone();
                again.id = format!("{}-{n}", prediction.id).as_str().into();
                long.predictions.push(again);
            }
        }
        canonical(&long)
    })
}

#[track_caller]
fn check_parses(text: &[u8]) {
    let loaded = parse::<Theory>(text, None, &Progress::default());
    assert!(loaded.document.is_some() && loaded.diagnostics.errors == 0);
}

/// Moments before the time in which `work` is done four times, no two runs alike.
fn moments(mut work: impl FnMut()) -> impl Iterator<Item = Duration> {
    let start = Instant::now();
    (0..4).for_each(|_| work());
    let span = u64::try_from(start.elapsed().as_micros()).unwrap();
    let seed = SystemTime::UNIX_EPOCH.elapsed().unwrap().subsec_nanos();
    println!("killed within {span} us, by the seed {seed}");
    let mut state = u64::from(seed) | 1;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        Duration::from_micros(state % span)
    })
}

/// Saves one version after the other, until killed.
fn save_for_ever(path: &Path) {
    let versions = versions();
    let mut stamp = Stamp::of(path).unwrap();
    println!("ready");
    for version in versions.iter().cycle() {
        stamp = save_over(path, version.as_bytes(), Some(&stamp)).unwrap();
    }
}

#[test]
fn a_program_killed_while_saving_leaves_the_old_file_or_the_new_one_whole() {
    if let Some(folder) = workplace() {
        return save_for_ever(&folder.join("theory.json"));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theory.json");
    let versions = versions();
    let (mut found, mut midway) = ([0, 0], 0);
    let mut stamp = save_over(&path, versions[0].as_bytes(), None).unwrap();
    let save = || stamp = save_over(&path, versions[0].as_bytes(), Some(&stamp)).unwrap();
    for moment in moments(save).take(300) {
        let story = "killed::a_program_killed_while_saving_leaves_the_old_file_or_the_new_one_whole";
        let mut program = Process::start(story, folder.path());
        program.hear("ready");
        thread::sleep(moment);
        program.kill();
        let text = fs::read(&path).unwrap();
        let version = versions.iter().position(|version| version.as_bytes() == text);
        found[version.expect("it is one of the two, whole")] += 1;
        check_parses(&text);
        let temporary = names(folder.path()).len() - 1;
        midway += temporary;
        remove_temporary(folder.path());
    }
    println!("300 kills, {midway} of them midway: {} found one version, {} the other", found[0], found[1]);
    assert!(midway > 10 && found.iter().all(|&times| times > 10), "the moments are no random ones");
}

/// The next save would, in an hour.
fn remove_temporary(folder: &Path) {
    for name in names(folder).iter().filter(|name| name.starts_with(".prescient-")) {
        fs::remove_file(folder.join(name)).unwrap();
    }
}

fn copy(key: u64, id: &str, text: &str) -> RecoveryCopy {
    RecoveryCopy {
        key,
        id: id.to_owned(),
        original: Some(PathBuf::from("/somewhere/theory.json")),
        stamp: None,
        name: "A theory".to_owned(),
        kind: DocumentKind::Theory,
        text: text.to_owned(),
    }
}

/// Keeps one version after the other of a document whose id changes at every second turn, and at every other turn
/// a second document.
fn keep(folder: &RecoveryFolder, versions: &[String; 2], turn: usize) {
    let id = ["an-id", "another-id"][turn / 2 % 2];
    let all = [copy(7, id, &versions[turn % 2]), copy(8, "second", &versions[0])];
    folder.keep(&all[..=turn % 2], &[]).unwrap();
}

fn keep_for_ever(root: &Path) {
    let versions = versions();
    let folder = RecoveryFolder::open(root).unwrap();
    keep(&folder, &versions, 0);
    println!("ready");
    for turn in 1.. {
        keep(&folder, &versions, turn);
    }
}

#[test]
fn a_program_killed_while_keeping_copies_leaves_a_whole_copy_that_is_offered() {
    if let Some(root) = workplace() {
        return keep_for_ever(&root);
    }
    let root = tempfile::tempdir().unwrap();
    let versions = versions();
    let (mut found, mut midway) = (BTreeMap::<Vec<usize>, usize>::new(), 0);
    let folder = RecoveryFolder::open(root.path()).unwrap();
    let mut turns = 0..;
    for moment in moments(|| keep(&folder, &versions, turns.next().unwrap())).take(60) {
        let story = "killed::a_program_killed_while_keeping_copies_leaves_a_whole_copy_that_is_offered";
        let mut program = Process::start(story, root.path());
        program.hear("ready");
        thread::sleep(moment);
        program.kill();
        let mut offered = abandoned(root.path());
        assert_eq!(offered.len(), 1);
        let left = offered.remove(0);
        let copies = left.copies.iter().map(|copy| {
            assert_eq!((&*copy.name, copy.kind), ("A theory", Some(DocumentKind::Theory)));
            let text = fs::read(&copy.path).unwrap();
            check_parses(&text);
            versions.iter().position(|version| version.as_bytes() == text).expect("it is whole")
        });
        *found.entry(copies.collect()).or_default() += 1;
        midway += usize::from(names(&left.folder).iter().any(|name| name.starts_with(".prescient-")));
        left.remove().unwrap();
    }
    folder.close();
    println!("60 kills, {midway} of them midway; the versions in the copies, and how often: {found:?}");
    assert!(!found.contains_key(&Vec::new()) && found.len() > 1);
    assert!(names(root.path()).is_empty());
}
