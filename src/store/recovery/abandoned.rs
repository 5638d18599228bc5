//! What other processes have left or have open.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::manifest::{Entry, Manifest};
use super::{DocumentKind, LOCK, MANIFEST, RecoveryFolder, copies_in, is_copy, now};
use crate::store::save::SaveProblem;
use crate::store::stamp::Stamp;

/// What is locked by whoever offers the copies of a process that is gone.
const CLAIM: &str = "claim";

/// A folder of a process that is gone, with copies of unsaved work. For as long as it is held no other
/// process offers it.
#[derive(Debug)]
pub struct Abandoned {
    /// Where the copies are.
    pub folder: PathBuf,
    /// When the process was started.
    pub started: Timestamp,
    /// The copies.
    pub copies: Vec<AbandonedCopy>,
    /// Holds a lock by being open; none where nothing can be written.
    _claim: Option<File>,
}

/// A copy of unsaved work that was left behind.
#[derive(Debug, Clone)]
pub struct AbandonedCopy {
    /// The copy.
    pub path: PathBuf,
    /// The document's own file, if it has one and it is known.
    pub original: Option<PathBuf>,
    /// What that file was when the process had last read or written it.
    pub stamp: Option<Stamp>,
    /// What to call the document.
    pub name: String,
    /// What kind of document it is, if it is known.
    pub kind: Option<DocumentKind>,
    /// When it was kept.
    pub kept: Timestamp,
}

/// Another process that has a file open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherProcess {
    /// Its id.
    pub pid: u32,
    /// When it was started.
    pub started: Timestamp,
}

/// A process makes its folder and then locks it: one so young that is not locked may be about to be.
const BORN: SignedDuration = SignedDuration::from_mins(1);

/// What processes that are gone have left in `root`, the latest first. A folder without copies is removed.
pub fn abandoned(root: &Path) -> Vec<Abandoned> {
    let folders = process_folders(root).into_iter().filter(|(_, folder)| !is_alive(folder));
    let mut found: Vec<Abandoned> =
        folders.filter_map(|(owner, folder)| Abandoned::claim(&owner, folder)).collect();
    found.sort_by(|a, b| (b.started, &b.folder).cmp(&(a.started, &a.folder)));
    found
}

/// The other processes that have the file at `path` open. Two that are started together see one another if each
/// has first told of its own file with [`RecoveryFolder::keep`].
pub fn others_with(root: &Path, own: Option<&RecoveryFolder>, path: &Path) -> Vec<OtherProcess> {
    let own = own.and_then(|own| own.path().file_name());
    let others = process_folders(root).into_iter().filter(|(_, folder)| folder.file_name() != own);
    let path = same_however_named(path);
    let has_it_open = |folder: &Path| {
        let manifest = Manifest::read(&folder.join(MANIFEST));
        manifest.is_some_and(|manifest| manifest.open_files().any(|open| same_however_named(&open) == path))
    };
    others.filter(|(_, folder)| is_alive(folder) && has_it_open(folder)).map(|(owner, _)| owner).collect()
}

/// The path that all links and names of the folders on the way come to.
fn same_however_named(path: &Path) -> PathBuf {
    let real = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    real.unwrap_or_else(|_| path.to_owned())
}

/// The folders of processes in `root`, with what their names say.
fn process_folders(root: &Path) -> Vec<(OtherProcess, PathBuf)> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut folders: Vec<_> = folders
        .filter_map(|entry| Some((OtherProcess::named(entry.file_name().to_str()?)?, entry.path())))
        .collect();
    folders.sort_by(|(_, a), (_, b)| a.cmp(b));
    folders
}

impl OtherProcess {
    /// The process whose folder has this name.
    fn named(name: &str) -> Option<Self> {
        let mut parts = name.split('-');
        let (pid, started) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { pid, started })
    }

    fn is_young(&self) -> bool {
        now().duration_since(self.started) < BORN
    }
}

/// Whether the process that made this folder may still run: where that cannot be told, it does.
fn is_alive(folder: &Path) -> bool {
    match File::open(folder.join(LOCK)) {
        // Shared, so that two that look at the same time do not take one another for the owner.
        Ok(lock) => lock.try_lock_shared().is_err(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

impl Abandoned {
    /// Takes hold of a folder whose process is gone, unless another process offers it or there is nothing in it.
    fn claim(owner: &OtherProcess, folder: PathBuf) -> Option<Self> {
        let claim = match File::create(folder.join(CLAIM)) {
            Ok(claim) => Some(claim),
            // Another process has just removed it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(_) => None,
        };
        if claim.as_ref().is_some_and(|claim| claim.try_lock().is_err()) {
            return None;
        }
        let manifest = Manifest::read(&folder.join(MANIFEST));
        let copies = copies_of(&folder, manifest.as_ref());
        if copies.is_empty() {
            if manifest.is_some() || !owner.is_young() {
                let _ = fs::remove_dir_all(&folder);
            }
            return None;
        }
        Some(Self { folder, started: owner.started, copies, _claim: claim })
    }

    /// Removes the folder with its copies. First they must be given up, saved, or kept by this process in its own
    /// folder: or a crash just after this would lose them.
    ///
    /// # Errors
    /// It stays; the next start offers it again.
    pub fn remove(self) -> Result<(), SaveProblem> {
        fs::remove_dir_all(&self.folder).map_err(|error| SaveProblem::of(error, &self.folder, &self.folder))
    }
}

/// The copies that the manifest names, or, where there is none or it is damaged, those that there are.
fn copies_of(folder: &Path, manifest: Option<&Manifest>) -> Vec<AbandonedCopy> {
    match manifest {
        Some(manifest) => manifest.copies.iter().filter_map(|entry| named_copy(folder, entry)).collect(),
        None => copies_in(folder).iter().map(|name| unnamed_copy(folder, name)).collect(),
    }
}

fn named_copy(folder: &Path, entry: &Entry) -> Option<AbandonedCopy> {
    let path = folder.join(&entry.file);
    let is_there = is_copy(&entry.file) && path.symlink_metadata().is_ok_and(|file| file.is_file());
    is_there.then(|| AbandonedCopy {
        original: entry.original(),
        stamp: entry.stamp,
        name: entry.name.clone(),
        kind: Some(entry.kind),
        kept: entry.kept.parse().unwrap_or_else(|_| modified(&path)),
        path,
    })
}

fn unnamed_copy(folder: &Path, file: &str) -> AbandonedCopy {
    let path = folder.join(file);
    let stem = file.strip_suffix(".json").unwrap_or(file);
    let name = stem.split_once('-').map_or(stem, |(_, id)| id).to_owned();
    AbandonedCopy { original: None, stamp: None, name, kind: None, kept: modified(&path), path }
}

fn modified(path: &Path) -> Timestamp {
    let modified = fs::metadata(path).and_then(|file| file.modified()).ok();
    modified.and_then(|at| at.try_into().ok()).unwrap_or_default()
}
