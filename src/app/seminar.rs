//! The seminar that is open, and what was open before it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::session::{Body, DocId, Document, Session, compose_of, essay_of, file_name};
use super::state::{State, View};
use crate::assess::Lens;
use crate::model::{Essay, Id, PredictionRef, Room, Seminar, Theory};
use crate::seminar::predictions_by_id;
use crate::store::{
    Diagnostics, SaveProblem, Stamp, canonical, content_hash, save_over, seminar_of, with_room,
};

/// How the name of a seminar's file ends, unless its user has named it otherwise.
pub const ENDING: &str = ".seminar.json";

/// The seminar that is open.
#[derive(Debug, Clone)]
pub struct OpenSeminar {
    /// Its file.
    pub path: PathBuf,
    /// What the file held when it was last read or written.
    pub saved: Arc<Seminar>,
    /// What the file was then.
    pub(super) stamp: Option<Stamp>,
    /// What was open before; `None` where the seminar was made of what is open, and so set nothing aside.
    pub aside: Option<Box<Aside>>,
    /// When it was asked for, or was made of what is open: what was asked for later stands beside it.
    pub(super) asked: u64,
    /// The files that it was saved with a copy of: at the next start the copies stand for them.
    pub(super) copied: BTreeSet<PathBuf>,
    /// What was asked for up to then was read before the file was written last.
    pub(super) written: u64,
}

/// What was open before a seminar was, and comes back when that is closed. What stood beside one seminar when
/// another was opened is among it.
#[derive(Debug, Clone)]
pub struct Aside {
    /// The documents.
    pub documents: Vec<Document>,
    /// The essay that judged.
    pub essay: DocId,
    /// How the essay and the theories were looked at.
    pub lens: Lens,
    /// What a room did before it was part of a seminar.
    pub room: Arc<Room>,
    /// Columns and selection as they were.
    pub view: View,
}

impl Aside {
    /// Whether a room has planned, or the essay is read, what no file says.
    pub(super) fn is_unsaved(&self) -> bool {
        self.lens.has_what_if() || *self.room != Room::default()
    }

    /// The essay that judged.
    fn essay(&self) -> Arc<Essay> {
        let judge =
            self.documents.iter().find(|document| document.id == self.essay && document.is_comparable());
        essay_of(judge.or(self.documents.first()))
    }
}

impl OpenSeminar {
    /// The name of its file.
    pub fn name(&self) -> String {
        file_name(&self.path)
    }

    /// Whether a document stands beside it: it was asked for later, and is not copied in it.
    pub(super) fn is_beside(&self, document: &Document) -> bool {
        document.asked > self.asked && document.path().is_none_or(|path| !self.copied.contains(path))
    }
}

/// A seminar whose file has been read, and that waits to be opened.
pub struct Waiting {
    pub(super) path: PathBuf,
    pub(super) asked: u64,
    pub(super) seminar: Seminar,
    pub(super) diagnostics: Diagnostics,
    pub(super) stamp: Option<Stamp>,
}

/// What a draft was made of, so that it is known again when a worker has written it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// When the seminar that was open had been asked for; `None` where none was open.
    seminar: Option<u64>,
    /// What is asked for after this stands beside the seminar.
    pub(super) asked: u64,
    /// The files that it has copies of.
    pub(super) files: BTreeSet<PathBuf>,
    /// Whether nobody has asked for it, and the room alone is written: only what goes wrong is told.
    pub(super) is_quiet: bool,
}

impl Source {
    /// These documents, as the session stands.
    fn of(state: &State, documents: &[DocId]) -> Self {
        let session = &state.session;
        // A file that is still being read has no copy in the seminar, and so will stand beside it.
        let reading = state.loading.iter().map(|loading| loading.asked.saturating_sub(1)).min();
        let documents = documents.iter().filter_map(|doc| session.document(*doc));
        let files = documents.filter_map(Document::path).map(Path::to_owned).collect();
        Self { seminar: open_since(session), asked: reading.unwrap_or(state.asked), files, is_quiet: false }
    }

    /// What the open seminar was saved with, whatever stands beside it now.
    fn kept(open: &OpenSeminar) -> Self {
        Self { seminar: Some(open.asked), asked: open.asked, files: open.copied.clone(), is_quiet: true }
    }

    /// Whether what was written is still what is open: no seminar was opened or closed meanwhile.
    pub(super) fn is_open(&self, session: &Session) -> bool {
        self.seminar == open_since(session)
    }
}

/// When the seminar that is open had been asked for.
fn open_since(session: &Session) -> Option<u64> {
    session.seminar.as_ref().map(|seminar| seminar.asked)
}

/// What a seminar's file is made of; cheap to hand to a worker.
pub struct Draft {
    /// What it was made of.
    pub source: Source,
    compared: AsCompared,
    room: Arc<Room>,
    kept: Option<(PathBuf, Arc<Seminar>)>,
    stamp: Option<Stamp>,
}

/// What is compared in a seminar, and how.
enum AsCompared {
    /// As it stands now.
    Now { essay: Arc<Essay>, theories: Vec<Arc<Theory>>, lens: Lens },
    /// As the seminar's file has it, and the theories that the room asks about and the file lacks, each with the
    /// position of the copy that it replaces.
    Kept { seminar: Arc<Seminar>, asked: Vec<(Arc<Theory>, Option<usize>)> },
}

/// What came of saving a draft.
pub struct Saved {
    /// What stands in the file now.
    pub seminar: Arc<Seminar>,
    /// What the file is now.
    pub stamp: Option<Stamp>,
    /// Whether it stood there already, so that nothing was written.
    pub is_unchanged: bool,
}

impl Draft {
    /// The session's comparison as it stands, the theories in the order of their columns.
    pub fn of(state: &State) -> Self {
        let session = &state.session;
        let mut theories = session.compose().theories;
        // One that has no column yet, since a worker still judges it, comes last.
        let column =
            |doc: &DocId| state.view.order.iter().position(|other| other == doc).unwrap_or(usize::MAX);
        theories.sort_by_key(|(doc, _)| column(doc));
        let (mut documents, theories): (Vec<DocId>, _) = theories.into_iter().unzip();
        documents.extend(session.judge().map(|document| document.id));
        Self {
            source: Source::of(state, &documents),
            compared: AsCompared::Now { essay: session.essay(), theories, lens: session.lens.clone() },
            room: Arc::clone(&session.room),
            kept: session.seminar.as_ref().map(|open| (open.path.clone(), Arc::clone(&open.saved))),
            stamp: session.seminar.as_ref().and_then(|open| open.stamp),
        }
    }

    /// What the open seminar's file holds, and what the room has done since, with the theories that it asks about;
    /// `None` where none is open. What-ifs and other documents get into the file when the user saves it.
    pub(super) fn of_room(state: &State) -> Option<Self> {
        let open = state.session.seminar.as_ref()?;
        let asked = asked_beside(&state.session, open);
        let mut source = Source::kept(open);
        let files = asked.iter().filter_map(|own| state.session.document(own.document)?.path());
        source.files.extend(files.map(Path::to_owned));
        let asked = asked.into_iter().map(|own| (own.theory, own.replaces)).collect();
        Some(Self {
            source,
            compared: AsCompared::Kept { seminar: Arc::clone(&open.saved), asked },
            room: Arc::clone(&state.session.room),
            kept: Some((open.path.clone(), Arc::clone(&open.saved))),
            stamp: open.stamp,
        })
    }

    /// What was open before the seminar was, if a room has planned, or the essay is read, what no file says.
    pub(super) fn set_aside(session: &Session) -> Option<Self> {
        let aside = session.seminar.as_ref()?.aside.as_ref().filter(|aside| aside.is_unsaved())?;
        let theories = compose_of(&aside.documents).theories.into_iter().map(|(_, theory)| theory);
        let (theories, lens) = (theories.collect(), aside.lens.clone());
        Some(Self {
            source: Source { seminar: None, asked: 0, files: BTreeSet::new(), is_quiet: true },
            compared: AsCompared::Now { essay: aside.essay(), theories, lens },
            room: Arc::clone(&aside.room),
            kept: None,
            stamp: None,
        })
    }

    /// The file of the seminar that is open.
    pub(super) fn path(&self) -> Option<&Path> {
        self.kept.as_ref().map(|(path, _)| &**path)
    }

    /// Whether both would say the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.room, &other.room)
            && self.path() == other.path()
            && self.compared.is_same(&other.compared)
    }

    fn seminar(&self) -> Seminar {
        match &self.compared {
            AsCompared::Now { essay, theories, lens } => {
                let kept = self.kept.as_ref().map(|(_, seminar)| &**seminar);
                seminar_of(essay, theories, lens, &self.room, kept)
            }
            AsCompared::Kept { seminar, asked } => with_room(seminar, &self.room, asked),
        }
    }

    /// The seminar as it would be saved.
    pub(super) fn text(&self) -> String {
        canonical(&self.seminar())
    }

    /// Writes the seminar to this file, unless it stands there already.
    ///
    /// # Errors
    /// Whatever keeps the file from being written; also that another program has changed it.
    pub fn save(&self, path: &Path) -> Result<Saved, SaveProblem> {
        let seminar = Arc::new(self.seminar());
        let is_unchanged = self.is_kept(path, &seminar);
        let is_own = self.path() == Some(path);
        let expected = self.stamp.filter(|_| is_own);
        if is_own && expected.is_none() && path.is_file() && !is_unchanged {
            // It was gone: what stands there now is another's.
            return Err(SaveProblem::ChangedOnDisk(path.to_owned()));
        }
        let stamp = if is_unchanged {
            self.stamp
        } else {
            Some(save_over(path, canonical(&*seminar).as_bytes(), expected.as_ref())?)
        };
        Ok(Saved { seminar, stamp, is_unchanged })
    }

    /// Whether the seminar is what this file held when it was last read or written, and the file is there.
    fn is_kept(&self, path: &Path, seminar: &Seminar) -> bool {
        let kept = self.kept.as_ref();
        kept.is_some_and(|(file, kept)| file == path && **kept == *seminar) && path.is_file()
    }
}

/// A theory whose predictions the room is asked about, and that the seminar's file does not have.
struct AskedBeside {
    document: DocId,
    theory: Arc<Theory>,
    /// The position of the copy in the file that it was, before it was changed.
    replaces: Option<usize>,
}

fn asked_beside(session: &Session, open: &OpenSeminar) -> Vec<AskedBeside> {
    let asked = session.room.items().iter().filter_map(|item| item.prediction.as_ref());
    let asked: BTreeSet<(&str, &str)> = asked.map(PredictionRef::ids).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let copies: Vec<Arc<Theory>> =
        open.saved.theories.iter().map(|own| Arc::clone(&own.document.0)).collect();
    let (documents, theories): (Vec<DocId>, Vec<Arc<Theory>>) =
        session.compose().theories.into_iter().unzip();
    let (kept, here) = (predictions_by_id(&copies), predictions_by_id(&theories));
    let missing = asked.into_iter().filter(|own| !kept.contains_key(own)).filter_map(|own| here.get(&own));
    let missing: BTreeSet<usize> = missing.map(|(theory, _)| *theory).collect();
    // A copy that is not compared any more was changed; one that is stands beside its namesake.
    let is_compared = |copy: &Arc<Theory>| theories.iter().any(|theory| Arc::ptr_eq(theory, copy));
    let replaced =
        |theory: &Theory| copies.iter().position(|copy| copy.id == theory.id && !is_compared(copy));
    let beside = missing.into_iter().map(|at| AskedBeside {
        document: documents[at],
        replaces: replaced(&theories[at]),
        theory: Arc::clone(&theories[at]),
    });
    beside.collect()
}

/// Whether the room is asked about an outcome of another essay than the seminar's file has.
pub(super) fn asks_of_another_essay(session: &Session, open: &OpenSeminar) -> bool {
    let asked = session.room.items().iter().filter_map(|item| item.outcome.as_ref());
    let asked: BTreeSet<&str> = asked.map(Id::as_str).collect();
    let (here, kept) = (session.essay(), &open.saved.essay.document);
    if asked.is_empty() || Arc::ptr_eq(&here, &kept.0) {
        return false;
    }
    let kept: BTreeSet<&str> = kept.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
    let mut reported = here.outcomes.iter().map(|outcome| outcome.id.as_str());
    reported.any(|id| asked.contains(id) && !kept.contains(id))
}

impl AsCompared {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Now { essay, theories, lens },
                Self::Now { essay: other_essay, theories: others, lens: other_lens },
            ) => {
                lens == other_lens
                    && Arc::ptr_eq(essay, other_essay)
                    && theories.len() == others.len()
                    && theories.iter().zip(others).all(|(one, other)| Arc::ptr_eq(one, other))
            }
            // A draft of the room alone is written at once, and never kept.
            _ => false,
        }
    }
}

/// The names of those documents that a seminar has a copy of, by id, and whose content is another than the
/// copy's. Hashing a large document takes a while.
pub fn differing(documents: &[Document], seminar: &Seminar) -> Vec<String> {
    let differs = |document: &&Document| match &document.body {
        Body::Essay(essay) => {
            let copy = &*seminar.essay.document;
            copy.id == essay.id && *copy != **essay && content_hash(copy) != content_hash(&**essay)
        }
        Body::Theory(theory) => {
            let copies = seminar.theories.iter().map(|embedded| &*embedded.document);
            let mut copies = copies.filter(|copy| copy.id == theory.id).peekable();
            let same = |copy: &Theory| *copy == **theory || content_hash(copy) == content_hash(&**theory);
            copies.peek().is_some() && !copies.any(same)
        }
        Body::Nothing => false,
    };
    documents.iter().filter(differs).map(Document::name).collect()
}
