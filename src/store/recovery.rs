//! Recovery: copies of unsaved work, which a crash, a kill or a power cut leaves behind for the next start.
//!
//! Each process has a folder of its own, named by its id and its start. A file in it is locked for as long
//! as the process lives, however it ends: so a folder is known to be abandoned although ids are used again.
//! The folder's manifest says what its copies are, and which files the process has open.

mod abandoned;
mod manifest;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use jiff::{Timestamp, Unit};
use serde::{Deserialize, Serialize};

pub use abandoned::{Abandoned, AbandonedCopy, OtherProcess, abandoned, others_with};
use manifest::{Entry, Manifest};

use super::save::{SaveProblem, save_private};
use super::stamp::Stamp;

/// What is locked while the process lives.
const LOCK: &str = "lock";
const MANIFEST: &str = "manifest.json";

/// What kind of document a copy is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A theory.
    Theory,
    /// An essay.
    Essay,
    /// A seminar.
    Seminar,
}

/// An unsaved document, to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCopy {
    /// Its key while the program runs: a copy replaces the one of the same key.
    pub key: u64,
    /// The document's id, by which people know the copy's file.
    pub id: String,
    /// The document's own file, if it has one.
    pub original: Option<PathBuf>,
    /// What that file was when it was last read or written, so that a change to it is noticed after a crash
    /// too.
    pub stamp: Option<Stamp>,
    /// What to call the document.
    pub name: String,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The document as it would be saved.
    pub text: String,
}

impl RecoveryCopy {
    /// The name of its file. An id may be any text, and only a good one is taken into it.
    fn file_name(&self) -> String {
        let id: String =
            self.id.chars().filter(|&sign| sign.is_ascii_alphanumeric() || sign == '-').collect();
        format!("{}-{}.json", self.key, if id.is_empty() { "document" } else { &id[..id.len().min(64)] })
    }
}

/// The folder where this process keeps copies of unsaved work. It outlives the process unless it is closed:
/// nothing is removed by dropping it.
#[derive(Debug)]
pub struct RecoveryFolder {
    path: PathBuf,
    held: Mutex<Held>,
    is_closed: AtomicBool,
}

/// What stands in the folder.
#[derive(Debug)]
struct Held {
    /// Holds the lock by being open.
    _lock: File,
    /// The copies by their keys.
    entries: BTreeMap<u64, Entry>,
    /// The manifest as it was last written.
    manifest: String,
    open_files: Vec<PathBuf>,
}

impl RecoveryFolder {
    /// Makes a folder for this process in `root`, which is made too if it is not there.
    ///
    /// # Errors
    /// Nothing can be kept in `root`; the program must do without.
    pub fn open(root: &Path) -> Result<Self, SaveProblem> {
        let problem = |error| SaveProblem::of(error, root, root);
        let root = std::path::absolute(root).map_err(problem)?;
        make_root(&root).map_err(problem)?;
        let name = format!("{}-{}", std::process::id(), compact(now()));
        // Where process ids are used again within a second, and in tests, the name may be taken.
        let mut names = (1..).map(|n| if n == 1 { name.clone() } else { format!("{name}-{n}") });
        loop {
            let path = root.join(names.next().unwrap_or_default());
            match Held::make(&path) {
                Ok(held) => {
                    return Ok(Self { path, held: Mutex::new(held), is_closed: AtomicBool::new(false) });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(problem(error)),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether all work was saved or given up, so that nothing is kept any more.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.load(Ordering::SeqCst)
    }

    /// Keeps these copies and no others, and says which files are open in this process. A good copy is gone
    /// only when a newer one of its document is whole, or when it is not among `copies`; what is kept already is
    /// not written again. Where one copy cannot be kept, the others are.
    ///
    /// # Errors
    /// Whatever keeps a copy, or the manifest, from being written; what was kept before still is.
    pub fn keep(&self, copies: &[RecoveryCopy], open_files: &[PathBuf]) -> Result<(), SaveProblem> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.open_files = absolute(open_files);
        self.keep_held(&mut held, copies)
    }

    /// Keeps these copies, and the files that are open as they were last given; none if another thread is
    /// keeping some just now.
    pub(super) fn try_keep(&self, copies: &[RecoveryCopy]) -> Option<Result<(), SaveProblem>> {
        let mut held = match self.held.try_lock() {
            Ok(held) => held,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        Some(self.keep_held(&mut held, copies))
    }

    /// Removes the folder, since all work is saved or given up. Nothing is kept in it any more.
    pub fn close(&self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        // Killed midway, this must not leave copies that the next start would offer: first they are disowned.
        held.open_files.clear();
        let _ = self.keep_held(&mut held, &[]);
        self.is_closed.store(true, Ordering::SeqCst);
        let _ = fs::remove_dir_all(&self.path);
    }

    fn keep_held(&self, held: &mut MutexGuard<'_, Held>, copies: &[RecoveryCopy]) -> Result<(), SaveProblem> {
        if self.is_closed() {
            return Ok(());
        }
        if !self.path.is_dir() {
            // Somebody has tidied up too well.
            let renewed = self.renew(&held.open_files);
            **held = renewed.map_err(|error| SaveProblem::of(error, &self.path, &self.path))?;
        }
        let kept = self.write_copies(&mut held.entries, copies);
        self.write_manifest(held)?;
        self.remove_unnamed(&held.entries);
        kept
    }

    fn renew(&self, open_files: &[PathBuf]) -> io::Result<Held> {
        if let Some(root) = self.path.parent() {
            make_root(root)?;
        }
        Ok(Held { open_files: open_files.to_owned(), ..Held::make(&self.path)? })
    }

    /// Writes what is new. An entry whose copy cannot be written stays what it was.
    fn write_copies(
        &self,
        entries: &mut BTreeMap<u64, Entry>,
        copies: &[RecoveryCopy],
    ) -> Result<(), SaveProblem> {
        let keys: BTreeSet<u64> = copies.iter().map(|copy| copy.key).collect();
        entries.retain(|key, _| keys.contains(key));
        let mut result = Ok(());
        for copy in copies {
            match self.write_copy(entries.get(&copy.key), copy) {
                Ok(entry) => drop(entries.insert(copy.key, entry)),
                Err(problem) => result = result.and(Err(problem)),
            }
        }
        result
    }

    fn write_copy(&self, kept: Option<&Entry>, copy: &RecoveryCopy) -> Result<Entry, SaveProblem> {
        let entry = Entry::of(copy, now());
        let path = self.path.join(&entry.file);
        let is_there = |kept: &&Entry| {
            let length = fs::metadata(&path).map(|file| file.len());
            kept.file == entry.file
                && kept.text == entry.text
                && length.is_ok_and(|length| length == copy.text.len() as u64)
        };
        if let Some(kept) = kept.filter(is_there) {
            return Ok(entry.kept_already(kept));
        }
        save_private(&path, copy.text.as_bytes())?;
        Ok(entry)
    }

    fn write_manifest(&self, held: &mut Held) -> Result<(), SaveProblem> {
        let text = Manifest::of(held.entries.values(), &held.open_files).text();
        if held.manifest != text {
            save_private(&self.path.join(MANIFEST), text.as_bytes())?;
            held.manifest = text;
        }
        Ok(())
    }

    /// Removes the copies that the manifest, which is on the disk by now, no longer names.
    fn remove_unnamed(&self, entries: &BTreeMap<u64, Entry>) {
        for file in copies_in(&self.path) {
            if !entries.values().any(|entry| entry.file == file) {
                let _ = fs::remove_file(self.path.join(file));
            }
        }
    }
}

impl Held {
    /// Makes the folder at `path` and locks it.
    fn make(path: &Path) -> io::Result<Self> {
        private_folders().create(path)?;
        let lock = File::create_new(path.join(LOCK))?;
        // Others look whether it is locked, so this may wait for a moment.
        lock.lock()?;
        Ok(Self { _lock: lock, entries: BTreeMap::new(), manifest: String::new(), open_files: Vec::new() })
    }
}

/// Makes the folder of all processes' folders, if it is not there.
pub(super) fn make_root(root: &Path) -> io::Result<()> {
    private_folders().recursive(true).create(root)
}

/// Folders that nobody but the user may look into.
fn private_folders() -> DirBuilder {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    #[cfg(not(unix))]
    let _ = &mut builder;
    builder
}

/// The file names of the copies in a folder, in the order of the names.
fn copies_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    files.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| is_copy(name)).collect()
}

/// Whether a copy may have this file name; none that leads out of its folder is one.
fn is_copy(name: &str) -> bool {
    let path = Path::new(name);
    let is_plain = path.file_name().is_some_and(|plain| plain == name);
    is_plain && path.extension().is_some_and(|extension| extension == "json") && name != MANIFEST
}

/// The same paths, whatever folder the process is in.
fn absolute(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect()
}

/// The time, to the second.
pub(super) fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now)
}

/// A time as it stands in file names.
pub(super) fn compact(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_not_wait_is_told_that_another_thread_is_keeping_copies() {
        let root = tempfile::tempdir().unwrap();
        let folder = RecoveryFolder::open(root.path()).unwrap();
        let held = folder.held.lock().unwrap();
        assert!(folder.try_keep(&[]).is_none());
        drop(held);
        folder.try_keep(&[]).unwrap().unwrap();
    }
}
