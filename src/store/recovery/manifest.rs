//! The manifest of a recovery folder: what its copies are, and which files its process has open.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{DocumentKind, RecoveryCopy};
use crate::store::hash::{hex, unhex};
use crate::store::save::canonical;
use crate::store::stamp::Stamp;

const FORMAT: &str = "prescient-recovery/1";

/// What stands in the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    pub copies: Vec<Entry>,
    open_files: Vec<PathText>,
}

/// A copy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// The name of its file.
    pub file: String,
    /// The document's own file.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<PathText>,
    /// What that file was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamp: Option<Stamp>,
    /// What to call the document.
    pub name: String,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// When it was kept.
    pub kept: String,
    /// What the copy itself is.
    pub text: Stamp,
}

impl Entry {
    /// A copy that is kept at this time.
    pub fn of(copy: &RecoveryCopy, kept: Timestamp) -> Self {
        Self {
            file: copy.file_name(),
            original: copy.original.as_deref().map(PathText::of),
            stamp: copy.stamp,
            name: copy.name.clone(),
            kind: copy.kind,
            kept: kept.to_string(),
            text: Stamp::of_bytes(copy.text.as_bytes(), None),
        }
    }

    /// This entry, of a copy that has been kept since `kept` was.
    pub fn kept_already(self, kept: &Self) -> Self {
        Self { kept: kept.kept.clone(), ..self }
    }

    /// The document's own file.
    pub fn original(&self) -> Option<PathBuf> {
        self.original.as_ref().map(PathText::path)
    }
}

impl Manifest {
    /// The manifest of these copies.
    pub fn of<'a>(entries: impl Iterator<Item = &'a Entry>, open_files: &[PathBuf]) -> Self {
        Self {
            format: FORMAT.to_owned(),
            copies: entries.cloned().collect(),
            open_files: open_files.iter().map(|path| PathText::of(path)).collect(),
        }
    }

    /// What is written to the file.
    pub fn text(&self) -> String {
        canonical(self)
    }

    /// The manifest in this file, if it is whole and of this version.
    pub fn read(path: &Path) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
        (manifest.format == FORMAT).then_some(manifest)
    }

    /// The files that the process has open.
    pub fn open_files(&self) -> impl Iterator<Item = PathBuf> {
        self.open_files.iter().map(PathText::path)
    }
}

/// A path as JSON can hold it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum PathText {
    /// Nearly every one is text.
    Text(String),
    /// A Unix path may be any bytes.
    Bytes { hex: String },
}

impl PathText {
    fn of(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Bytes { hex: hex(path.as_os_str().as_encoded_bytes()) },
        }
    }

    fn path(&self) -> PathBuf {
        match self {
            Self::Text(text) => PathBuf::from(text),
            Self::Bytes { hex } => path_of(unhex(hex).unwrap_or_default()),
        }
    }
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}
