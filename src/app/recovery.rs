//! Unsaved work: what is kept for the next start, when, and what an earlier start has left.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::seminar::Draft;
use super::session::{Body, DocId, Document};
use super::state::State;
use crate::assess::Lens;
use crate::model::json::Progress;
use crate::model::{Room, Seminar};
use crate::store::{self, Abandoned, AbandonedCopy, AnyDocument, DocumentKind, RecoveryCopy, Stamp};
use crate::versions::{self, Difference};

/// Unsaved work is kept so long after the last change, in seconds.
const AFTER_LAST: f64 = 1.0;

/// Unsaved work is kept at the latest so long after the first change that is not kept, in seconds.
const AFTER_FIRST: f64 = 2.0;

/// What could not be kept is tried again after so many seconds.
const TRIED_AGAIN: f64 = 30.0;

/// All that no file holds, and the files that are open. Cheap to make and to hand to a worker; its texts are
/// made there.
#[derive(Clone, Default)]
pub struct UnsavedWork {
    documents: Vec<UnsavedDocument>,
    readings: Option<Arc<Draft>>,
    aside: Option<Arc<Draft>>,
    /// The files that are open.
    pub files: Vec<PathBuf>,
}

#[derive(Clone)]
struct UnsavedDocument {
    doc: DocId,
    name: String,
    body: Body,
    original: Option<PathBuf>,
    stamp: Option<Stamp>,
}

impl UnsavedWork {
    /// What is not saved now.
    pub(super) fn of(state: &State) -> Self {
        let dirty = state.session.every_document().filter(|document| document.is_dirty);
        Self {
            documents: dirty.map(UnsavedDocument::of).collect(),
            readings: state.has_unsaved_readings().then(|| Arc::new(Draft::of(state))),
            aside: Draft::set_aside(&state.session).map(Arc::new),
            files: state.session.readable().map(Path::to_owned).collect(),
        }
    }

    /// Whether the same is unsaved, and the same files are open.
    fn is_same(&self, other: &Self) -> bool {
        let documents = self.documents.iter().zip(&other.documents);
        let is_same = |one: &Option<Arc<Draft>>, other: &Option<Arc<Draft>>| match (one, other) {
            (Some(one), Some(other)) => one.is_same(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        is_same(&self.readings, &other.readings)
            && is_same(&self.aside, &other.aside)
            && self.files == other.files
            && self.documents.len() == other.documents.len()
            && documents.into_iter().all(|(one, other)| one.is_same(other))
    }

    /// The copies to be kept.
    pub fn copies(&self) -> Vec<RecoveryCopy> {
        let documents = self.documents.iter().filter_map(UnsavedDocument::copy);
        let seminar = |draft: &Arc<Draft>, key, id: &str, name: &str| RecoveryCopy {
            key,
            id: id.to_owned(),
            original: draft.path().map(Path::to_owned),
            stamp: None,
            name: name.to_owned(),
            kind: DocumentKind::Seminar,
            text: draft.text(),
        };
        let readings = self.readings.iter().map(|draft| seminar(draft, u64::MAX, "readings", "The seminar"));
        let name = "What was open before the seminar";
        let aside = self.aside.iter().map(|draft| seminar(draft, u64::MAX - 1, "aside", name));
        documents.chain(readings).chain(aside).collect()
    }
}

impl UnsavedDocument {
    fn of(document: &Document) -> Self {
        Self {
            doc: document.id,
            name: document.name(),
            body: document.body.clone(),
            original: document.path().map(Path::to_owned),
            stamp: document.stamp,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.doc == other.doc
            && self.body.is_same(&other.body)
            && self.original == other.original
            && self.stamp == other.stamp
    }

    fn copy(&self) -> Option<RecoveryCopy> {
        let kind = match &self.body {
            Body::Theory(_) => DocumentKind::Theory,
            Body::Essay(_) => DocumentKind::Essay,
            Body::Nothing => return None,
        };
        Some(RecoveryCopy {
            key: self.doc.0,
            id: self.body.id().map(ToString::to_string).unwrap_or_default(),
            original: self.original.clone(),
            stamp: self.stamp,
            name: self.name.clone(),
            kind,
            text: self.body.text()?,
        })
    }
}

/// When unsaved work is kept, and what an earlier start has left.
#[derive(Default)]
pub struct Recovery {
    /// What is unsaved now.
    pub(super) now: UnsavedWork,
    /// When the first change was made that is not kept yet, in seconds.
    since: Option<f64>,
    /// When the last change was made, in seconds.
    last: f64,
    /// Keeping is not tried again before this, in seconds.
    not_before: f64,
    /// Whether there is a folder to keep it in.
    pub(super) is_on: bool,
    /// Whether a worker is keeping.
    pub(super) is_keeping: bool,
    /// What earlier starts have left; the user is asked about it.
    pub found: Vec<Found>,
    /// What was left, and is given up as soon as what was taken over from it is kept again.
    pub(super) left: Vec<Abandoned>,
    /// Whether the user has decided what becomes of it.
    pub(super) is_decided: bool,
    /// Why nothing can be kept, if it cannot.
    pub problem: Option<String>,
}

impl Found {
    /// Reads a copy, and the file that it is of.
    pub fn read(copy: AbandonedCopy) -> Self {
        let read = |path: &Path| store::load_any_stamped(path, None, &Progress::default());
        let file = copy.original.as_deref().map(read);
        let is_changed_on_disk = file.as_ref().is_some_and(|(_, stamp)| *stamp != copy.stamp);
        let stamp = file.as_ref().and_then(|(_, stamp)| *stamp);
        let is_faultless = file.as_ref().is_some_and(|(loaded, _)| loaded.diagnostics.errors == 0);
        let file = file.and_then(|(loaded, _)| loaded.document);
        let mut is_in_file = false;
        let (mut on_disk, mut file_of_seminar) = (None, None);
        match file {
            Some(AnyDocument::Seminar(seminar)) => file_of_seminar = Some(seminar).filter(|_| is_faultless),
            file => on_disk = file.and_then(Body::of),
        }
        let body = match read(&copy.path).0.document {
            Some(AnyDocument::Seminar(seminar)) => {
                let in_file = file_of_seminar;
                let is_room_in_file = in_file.as_ref().is_some_and(|file| holds_room(file, &copy, &seminar));
                let found = FoundSeminar { seminar, in_file, stamp, is_room_in_file };
                is_in_file = found.is_in_file();
                FoundBody::Seminar(Box::new(found))
            }
            document => document.and_then(Body::of).map_or(FoundBody::Nothing, FoundBody::Document),
        };
        let differences = match (&on_disk, &body) {
            (Some(Body::Theory(file)), FoundBody::Document(Body::Theory(copy))) => {
                versions::diff(&**file, &**copy)
            }
            (Some(Body::Essay(file)), FoundBody::Document(Body::Essay(copy))) => {
                versions::diff(&**file, &**copy)
            }
            _ => Ok(Vec::new()),
        };
        let differences = differences.unwrap_or_default();
        Self { copy, body, on_disk, is_changed_on_disk, is_in_file, differences }
    }
}

/// Whether the file of a seminar holds all that a copy of it has of the room. Each step of a room is in its file at
/// once, so the file may well have gone on since the copy was kept: the log is longer, or the file was written later.
fn holds_room(file: &Seminar, copy: &AbandonedCopy, seminar: &Seminar) -> bool {
    let (now, then) = (store::room_of(file), store::room_of(seminar));
    if !now.goes_on_from(&then) {
        return false;
    }
    let written = copy.original.as_deref().and_then(|path| std::fs::metadata(path).ok()?.modified().ok());
    let written = written.and_then(|written| jiff::Timestamp::try_from(written).ok());
    // When it was kept is known to the second.
    let kept = copy.kept + jiff::SignedDuration::from_secs(1);
    let is_later = written.is_some_and(|written| written >= kept);
    now == then || now.entries().len() > then.entries().len() || is_later
}

/// A copy that an earlier start has left, beside the file that it is of.
#[derive(Clone)]
pub struct Found {
    /// The copy, and where it came from.
    pub copy: AbandonedCopy,
    /// What it holds.
    pub body: FoundBody,
    /// What the file holds now, if it can be read.
    pub on_disk: Option<Body>,
    /// Whether the file is another than when the copy was made of what was read from it.
    pub is_changed_on_disk: bool,
    /// Whether the file holds all of it: then nothing is lost, and nobody is asked.
    pub is_in_file: bool,
    /// How the copy differs from the file.
    pub differences: Vec<Difference>,
}

/// What a copy holds.
#[derive(Clone)]
pub enum FoundBody {
    /// A theory or an essay.
    Document(Body),
    /// How the essay was read, and what the room had done.
    Seminar(Box<FoundSeminar>),
    /// It cannot be read.
    Nothing,
}

/// A seminar that a copy holds.
#[derive(Clone)]
pub struct FoundSeminar {
    /// The copy.
    pub seminar: Seminar,
    /// What its file holds, if there is one without an error.
    pub(super) in_file: Option<Seminar>,
    /// What the file is.
    pub(super) stamp: Option<Stamp>,
    /// Whether the file holds all that the room had done, and perhaps more.
    pub(super) is_room_in_file: bool,
}

impl FoundSeminar {
    /// How the essay was read.
    pub fn lens(&self) -> Lens {
        store::lens_of(&self.seminar)
    }

    /// What the room had done.
    pub fn room(&self) -> Arc<Room> {
        store::room_of(&self.seminar)
    }

    /// Whether the file holds all of it.
    fn is_in_file(&self) -> bool {
        self.is_room_in_file && self.in_file.as_ref().is_some_and(|file| store::lens_of(file) == self.lens())
    }
}

impl Recovery {
    /// Takes note of what is unsaved; says whether it is another than before.
    pub(super) fn note(&mut self, work: UnsavedWork, now: f64) -> bool {
        if self.now.is_same(&work) {
            return false;
        }
        self.now = work;
        self.last = now;
        self.since.get_or_insert(now);
        true
    }

    /// In how many seconds unsaved work is to be kept; `None` where all is kept.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        let since = self.since.filter(|_| self.is_on && !self.is_keeping)?;
        let due = (self.last + AFTER_LAST).min(since + AFTER_FIRST).max(self.not_before);
        Some((due - now).max(0.0))
    }

    /// What is to be kept now.
    pub(super) fn take(&mut self) -> UnsavedWork {
        self.since = None;
        self.is_keeping = true;
        self.now.clone()
    }

    /// Tries once more after a while.
    pub(super) fn try_again(&mut self, now: f64) {
        self.since.get_or_insert(now);
        self.not_before = now + TRIED_AGAIN;
    }

    /// Whether unsaved work is kept: there is a folder for it.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// Whether what is unsaved is kept.
    pub fn is_kept(&self) -> bool {
        self.since.is_none() && !self.is_keeping
    }
}
