//! Saving: canonical text, and files that are always the old or the new one, whole.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;

use super::read::ReadProblem;
use super::stamp::{OnDisk, Stamp};

/// Why a file could not be saved. The file on the disk is then what it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveProblem {
    /// The folder is not there.
    #[error("the folder {} does not exist: create it, or save elsewhere", .0.display())]
    NoFolder(PathBuf),
    /// There is a folder where the file should be.
    #[error("{} is a folder: choose a file name in it", .0.display())]
    IsFolder(PathBuf),
    /// There is a device, a pipe or a socket where the file should be.
    #[error("{} is no ordinary file: choose another name", .0.display())]
    NotAFile(PathBuf),
    /// The file is marked as read-only.
    #[error("{} is read-only: change its permissions, or save under another name", .0.display())]
    ReadOnly(PathBuf),
    /// The user may not write in the folder.
    #[error("you may not write in {}: save elsewhere, or change its permissions", .0.display())]
    NotPermitted(PathBuf),
    /// No room.
    #[error("no room is left on the disk of {}: make room, or save elsewhere", .0.display())]
    DiskFull(PathBuf),
    /// The file holds something else than it did when it was last read or written here.
    #[error(
        "another program has changed {} since it was opened: reload it, or save under another name", .0.display()
    )]
    ChangedOnDisk(PathBuf),
    /// Anything else.
    #[error("{} could not be written ({error}): save elsewhere", .path.display())]
    Other {
        /// Where the file would be.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// The canonical text of a document: two-space indent, known fields in schema order, then unknown
/// ones in file order, and a final newline.
pub fn canonical(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

impl SaveProblem {
    /// What the system's refusal to write `target`, or something in `folder`, means.
    pub(super) fn of(error: io::Error, target: &Path, folder: &Path) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(folder.to_owned()),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NotPermitted(folder.to_owned())
            }
            _ => Self::Other { path: target.to_owned(), error },
        }
    }
}

/// Writes `bytes` to `path` so that a reader, or a power cut, finds the old file or the new one, whole:
/// a temporary file in the same folder, flushed to the disk, then renamed. A symbolic link stays, and
/// what it points to is replaced; an existing file's permissions stay.
///
/// # Errors
/// Whatever keeps the file from being replaced; it is then untouched.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), SaveProblem> {
    Place::of(path)?.save(bytes, Access::Everybody, |_| Ok(()))
}

/// Saves as [`save_bytes`] does, but not over what another program has written: `expected` is the stamp of
/// the file that the document was read from or last saved to. A file that is gone is made anew. Without
/// `expected`, whatever is there is replaced.
///
/// # Errors
/// Whatever keeps the file from being replaced, another program's change included; it is then untouched.
pub fn save_over(path: &Path, bytes: &[u8], expected: Option<&Stamp>) -> Result<Stamp, SaveProblem> {
    Place::of(path)?.save(bytes, Access::Everybody, |target| {
        expected.map_or(Ok(()), |expected| check_unchanged(target, expected))
    })?;
    Ok(Stamp::of_bytes(bytes, None))
}

/// Saves as [`save_bytes`] does, but a new file is for the user's eyes alone.
pub(super) fn save_private(path: &Path, bytes: &[u8]) -> Result<(), SaveProblem> {
    Place::of(path)?.save(bytes, Access::UserAlone, |_| Ok(()))
}

fn check_unchanged(target: &Path, expected: &Stamp) -> Result<(), SaveProblem> {
    match expected.compare(target) {
        OnDisk::Same(_) | OnDisk::Gone => Ok(()),
        OnDisk::Unreadable(ReadProblem::Other(error)) => {
            Err(SaveProblem::Other { path: target.to_owned(), error })
        }
        // What can be read no more, or has grown so large, has been changed.
        OnDisk::Changed(_) | OnDisk::Unreadable(_) => Err(SaveProblem::ChangedOnDisk(target.to_owned())),
    }
}

/// Who may look at a new file.
#[derive(Clone, Copy)]
enum Access {
    /// Whoever the system lets look at the user's files.
    Everybody,
    /// Nobody but the user.
    UserAlone,
}

/// Where a file is saved.
struct Place {
    /// The file itself, through any symbolic links.
    target: PathBuf,
    folder: PathBuf,
    /// The file that will be replaced, if there is one.
    existing: Option<fs::Metadata>,
}

impl Place {
    fn of(path: &Path) -> Result<Self, SaveProblem> {
        let target = target_of(path);
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let existing = check_target(&target, &folder)?;
        Ok(Self { target, folder, existing })
    }

    /// Replaces the file, unless `check` objects when all but that is done.
    fn save(
        &self,
        bytes: &[u8],
        access: Access,
        check: impl FnOnce(&Path) -> Result<(), SaveProblem>,
    ) -> Result<(), SaveProblem> {
        let problem = |error| SaveProblem::of(error, &self.target, &self.folder);
        remove_leftovers(&self.folder);
        let file = self.write(bytes, access).map_err(problem)?;
        check(&self.target)?;
        file.persist(&self.target).map_err(|error| problem(error.error))?;
        // The rename itself is safe on the disk only with its folder; some systems cannot sync one.
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// A temporary file with these bytes, safe on the disk; dropped, it is removed.
    fn write(&self, bytes: &[u8], access: Access) -> io::Result<tempfile::NamedTempFile> {
        let mut file = temporary(access).tempfile_in(&self.folder)?;
        file.write_all(bytes)?;
        if let Some(existing) = &self.existing {
            file.as_file().set_permissions(existing.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(file)
    }
}

/// The file that `path` means, through any symbolic links, one that points to nothing yet included.
fn target_of(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| match fs::read_link(path) {
        Ok(link) => path.parent().unwrap_or(Path::new("")).join(link),
        Err(_) => path.to_owned(),
    })
}

/// The metadata of the file that will be replaced, if there is one and it may be.
fn check_target(target: &Path, folder: &Path) -> Result<Option<fs::Metadata>, SaveProblem> {
    if !folder.is_dir() {
        return Err(SaveProblem::NoFolder(folder.to_owned()));
    }
    match fs::metadata(target) {
        Err(_) => Ok(None),
        Ok(existing) if existing.is_dir() => Err(SaveProblem::IsFolder(target.to_owned())),
        Ok(existing) if !existing.is_file() => Err(SaveProblem::NotAFile(target.to_owned())),
        Ok(existing) if existing.permissions().readonly() => Err(SaveProblem::ReadOnly(target.to_owned())),
        Ok(existing) => Ok(Some(existing)),
    }
}

const PREFIX: &str = ".prescient-";
const SUFFIX: &str = ".tmp";
/// How many letters and digits stand between them.
const RANDOM: usize = 6;

fn temporary(access: Access) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(match access {
        Access::Everybody => 0o666,
        Access::UserAlone => 0o600,
    }));
    #[cfg(not(unix))]
    let _ = access;
    builder
}

/// No save takes so long: what a temporary file older than this was for has been killed.
const LEFT_OVER: Duration = Duration::from_hours(1);

/// Removes the temporary files that saves left in `folder` when they were killed.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_left_over(&entry) {
            // One that stays is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_left_over(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    let is_ours = random.is_some_and(|random| random.len() == RANDOM);
    // An entry's metadata is that of a link itself, not of what it points to.
    let is_old = |file: fs::Metadata| {
        file.is_file() && file.modified().is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LEFT_OVER))
    };
    is_ours && entry.metadata().is_ok_and(is_old)
}
