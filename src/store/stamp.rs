//! Stamps: what a file was when it was last read or written, by which a change by another program is noticed.

use std::fs::Metadata;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::hash::{hex, unhex};
use super::read::{CHUNK, MAX_BYTES, ReadProblem, open_file};

/// What a file was when it was last read or written. Two stamps are equal if the bytes were.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Stamp {
    bytes: u64,
    sha256: [u8; 32],
    seen: Option<Seen>,
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        (self.bytes, self.sha256) == (other.bytes, other.sha256)
    }
}

impl Eq for Stamp {}

/// What came of comparing a file with a stamp of it.
#[derive(Debug)]
pub enum OnDisk {
    /// It holds what it held. The next comparison with this stamp need not read the file again.
    Same(Stamp),
    /// It holds something else.
    Changed(Stamp),
    /// There is no file any more.
    Gone,
    /// It cannot be told: the file cannot be read now.
    Unreadable(ReadProblem),
}

impl Stamp {
    /// What the file at `path` is now. All of it is read, so this takes a while for a large one.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    pub fn of(path: &Path) -> Result<Self, ReadProblem> {
        let (mut file, before) = open_file(path)?;
        let (mut hash, mut bytes) = (Sha256::new(), 0);
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = file.read(&mut chunk)?;
            if read == 0 {
                let seen = Seen::settled(&before, &file.metadata()?);
                return Ok(Self { bytes, sha256: hash.finalize().into(), seen });
            }
            hash.update(&chunk[..read]);
            bytes += read as u64;
            if bytes > MAX_BYTES {
                return Err(ReadProblem::TooLarge { bytes });
            }
        }
    }

    /// The stamp of a file that holds these bytes, and of which so much was seen.
    pub(super) fn of_bytes(bytes: &[u8], seen: Option<Seen>) -> Self {
        Self { bytes: bytes.len() as u64, sha256: Sha256::digest(bytes).into(), seen }
    }

    /// Whether the file at `path` may be another than it was. Quick, since nothing is read; where it is
    /// true, [`Stamp::compare`] knows for certain.
    pub fn may_have_changed(&self, path: &Path) -> bool {
        let now = path.metadata().ok().and_then(|metadata| Seen::of(&metadata));
        self.seen.is_none() || self.seen != now
    }

    /// Whether the file at `path` holds other bytes than it did. It is read only if it may.
    pub fn compare(&self, path: &Path) -> OnDisk {
        if !self.may_have_changed(path) {
            return OnDisk::Same(*self);
        }
        match Self::of(path) {
            Ok(now) if now == *self => OnDisk::Same(now),
            Ok(now) => OnDisk::Changed(now),
            Err(ReadProblem::NotFound) => OnDisk::Gone,
            Err(problem) => OnDisk::Unreadable(problem),
        }
    }
}

/// What can be seen of a file without reading it, and of which something changes with every write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    bytes: u64,
    modified: SystemTime,
    #[cfg(unix)]
    inode: Inode,
}

/// Another file under the name has another number, and the time of the last change is none that a program
/// could set back.
#[cfg(unix)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Inode {
    device: u64,
    number: u64,
    changed: SystemTime,
}

/// File systems may keep times no finer than this (FAT does), so a file that was changed more lately can
/// change again and look the same.
const COARSEST: Duration = Duration::from_secs(2);

impl Seen {
    fn of(metadata: &Metadata) -> Option<Self> {
        Some(Self {
            bytes: metadata.len(),
            modified: metadata.modified().ok()?,
            #[cfg(unix)]
            inode: Inode::of(metadata),
        })
    }

    /// What was seen of a file before and after it was read, if it was left alone meanwhile and for long
    /// enough before that any change since would show.
    pub(super) fn settled(before: &Metadata, after: &Metadata) -> Option<Self> {
        let seen = Self::of(before)?;
        let is_old = seen.latest().elapsed().is_ok_and(|age| age > COARSEST);
        (is_old && Self::of(after) == Some(seen)).then_some(seen)
    }

    #[cfg(unix)]
    fn latest(&self) -> SystemTime {
        self.modified.max(self.inode.changed)
    }

    #[cfg(not(unix))]
    fn latest(&self) -> SystemTime {
        self.modified
    }
}

#[cfg(unix)]
impl Inode {
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let seconds = Duration::from_secs(metadata.ctime().try_into().unwrap_or(0));
        let rest = Duration::from_nanos(metadata.ctime_nsec().try_into().unwrap_or(0));
        let changed = SystemTime::UNIX_EPOCH + seconds + rest;
        Self { device: metadata.dev(), number: metadata.ino(), changed }
    }
}

/// A stamp as it is written down. What was seen says nothing to another process.
#[derive(Serialize, Deserialize)]
struct Written {
    bytes: u64,
    sha256: String,
}

impl From<Stamp> for Written {
    fn from(stamp: Stamp) -> Self {
        Self { bytes: stamp.bytes, sha256: hex(&stamp.sha256) }
    }
}

impl TryFrom<Written> for Stamp {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let sha256 = unhex(&written.sha256).and_then(|bytes| bytes.try_into().ok());
        let sha256 = sha256.ok_or("a sha256 has 64 hexadecimal digits")?;
        Ok(Self { bytes: written.bytes, sha256, seen: None })
    }
}
