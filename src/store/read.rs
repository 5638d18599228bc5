//! Reading a file's bytes: in chunks, watched, and never from what is no file.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use super::stamp::Seen;
use crate::model::Date;
use crate::model::json::Progress;

/// The largest file that is read: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;

/// How much is read between two looks at the progress.
pub(super) const CHUNK: usize = 1 << 20;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadProblem {
    /// There is none.
    #[error("no such file")]
    NotFound,
    /// It is a folder.
    #[error("a folder")]
    IsFolder,
    /// It is a device, a pipe or a socket.
    #[error("something that is no ordinary file")]
    NotAFile,
    /// The user may not read it.
    #[error("a file that you may not read")]
    NotPermitted,
    /// It is larger than [`MAX_BYTES`].
    #[error("a file of {} MiB", .bytes >> 20)]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// The reader was asked to stop.
    #[error("a file whose loading was cancelled")]
    Cancelled,
    /// Anything else.
    #[error("a file that cannot be read ({0})")]
    Other(io::Error),
}

impl ReadProblem {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotFound => "check the name, or whether the file was moved or deleted",
            Self::IsFolder => "name a file in it",
            Self::NotAFile => "copy its content to a file first",
            Self::NotPermitted => "change its permissions, or copy it to where you may read it",
            Self::TooLarge { .. } => "split it: the limit is 1024 MiB",
            Self::Cancelled => "open it again to load it",
            Self::Other(_) => "check the disk or the network folder, and try again",
        }
    }
}

impl From<io::Error> for ReadProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NotPermitted,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            _ => Self::Other(error),
        }
    }
}

/// Reads the whole of `path`, telling `progress` of each chunk.
///
/// # Errors
/// Whatever keeps it from being read, a pipe or a device included: opening one could wait for ever.
pub fn read_file(path: &Path, progress: &Progress) -> Result<Vec<u8>, ReadProblem> {
    let (mut file, metadata) = open_file(path)?;
    read_open(&mut file, metadata.len(), progress)
}

/// Reads the whole of `path` as [`read_file`] does, with what was seen of it meanwhile.
pub(super) fn read_seen(path: &Path, progress: &Progress) -> Result<(Vec<u8>, Option<Seen>), ReadProblem> {
    let (mut file, before) = open_file(path)?;
    let bytes = read_open(&mut file, before.len(), progress)?;
    Ok((bytes, Seen::settled(&before, &file.metadata()?)))
}

/// Opens an ordinary file that is not too large to be read.
pub(super) fn open_file(path: &Path) -> Result<(File, Metadata), ReadProblem> {
    let metadata = path.metadata()?;
    if metadata.is_dir() {
        return Err(ReadProblem::IsFolder);
    }
    if !metadata.is_file() {
        return Err(ReadProblem::NotAFile);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.len() > MAX_BYTES {
        return Err(ReadProblem::TooLarge { bytes: metadata.len() });
    }
    Ok((file, metadata))
}

fn read_open(file: &mut File, size: u64, progress: &Progress) -> Result<Vec<u8>, ReadProblem> {
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(usize::try_from(size).unwrap_or(0) + 1)
        .map_err(|error| ReadProblem::Other(error.into()))?;
    loop {
        if progress.is_cancelled() {
            return Err(ReadProblem::Cancelled);
        }
        let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
        if read == 0 {
            return Ok(bytes);
        }
        progress.add_bytes(read as u64);
        // The file may have grown since it was measured.
        if bytes.len() as u64 > MAX_BYTES {
            return Err(ReadProblem::TooLarge { bytes: bytes.len() as u64 });
        }
    }
}

/// The day on which a file was last changed, or today where that is not known.
pub fn day_of(file: &Path) -> Date {
    let changed = std::fs::metadata(file)
        .and_then(|metadata| metadata.modified())
        .unwrap_or_else(|_| SystemTime::now());
    let changed = jiff::Timestamp::try_from(changed).unwrap_or_else(|_| jiff::Timestamp::now());
    Date::new(&changed.strftime("%Y-%m-%d").to_string())
}
