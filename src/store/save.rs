//! Saving: canonical text, and files that are always the old or the new one, whole.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

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

/// Writes `bytes` to `path` so that a reader, or a power cut, finds the old file or the new one, whole:
/// a temporary file in the same folder, flushed to the disk, then renamed. A symbolic link stays, and
/// what it points to is replaced; an existing file's permissions stay.
///
/// # Errors
/// Whatever keeps the file from being replaced; it is then untouched.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), SaveProblem> {
    let target = target_of(path);
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let existing = check_target(&target, folder)?;
    replace(&target, folder, existing.as_ref(), bytes).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SaveProblem::DiskFull(folder.to_owned()),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            SaveProblem::NotPermitted(folder.to_owned())
        }
        _ => SaveProblem::Other { path: target.clone(), error },
    })
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

fn replace(target: &Path, folder: &Path, existing: Option<&fs::Metadata>, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".prescient-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(existing) = existing {
        file.as_file().set_permissions(existing.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    // The rename itself is safe on the disk only with its folder; some systems cannot sync one.
    File::open(folder).and_then(|folder| folder.sync_all()).or(Ok(()))
}
