//! Versions of a document: how two differ, and one that is made of both, conflict by conflict.
//!
//! Whatever grows with the documents is done on a worker: [`Comparing`] and [`Joining`] are its orders.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::Action;
use super::session::{Body, DocId, Document, file_name};
use super::state::{Dialog, State};
use crate::model::json::Progress;
use crate::store::{self, AnyDocument};
use crate::versions::{
    Change, Conflict, Difference, Merged, NotHeld, Resolution, Resolutions, Run, diff, merge,
};
use crate::words;

/// The versions that are looked at.
#[derive(Default)]
pub struct Versions {
    /// How a document differs from another version.
    pub compared: Option<Arc<Compared>>,
    /// One document that is made of two.
    pub merging: Option<Merging>,
    /// What a worker is asked for.
    pub(super) pending: Option<Pending>,
}

impl Versions {
    /// Whether a worker is comparing or merging.
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }
}

/// What a worker is asked for.
pub(super) struct Pending {
    /// Its number: an answer to anything else comes too late.
    pub(super) asked: u64,
    /// Cancels it.
    pub(super) progress: Arc<Progress>,
    /// The document.
    pub(super) doc: DocId,
    /// The file that the user has named, or none.
    pub(super) path: PathBuf,
}

/// A version of a document.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What to call it.
    pub name: String,
    /// Its file, if it has one.
    pub path: Option<PathBuf>,
    /// What it holds.
    pub body: Body,
}

impl Edition {
    /// An open document as it is now.
    pub(super) fn of(document: &Document) -> Self {
        let path = document.path().map(ToOwned::to_owned);
        Self { name: document.name(), path, body: document.body.clone() }
    }
}

/// What the user names as a version.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// An open document.
    Document(DocId),
}

/// What a version is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A document is compared with it.
    Other,
    /// The versions that are merged both come from it.
    Base,
}

/// Asks for another version of a document.
pub fn question(doc: DocId, wanted: Wanted) -> Dialog {
    Dialog::ChooseVersion { doc, wanted, text: String::new(), problem: None }
}

/// What the user does with versions, and what workers answer.
pub enum Request {
    /// Compares a document with another version.
    Compare {
        /// Which document.
        doc: DocId,
        /// The other version.
        other: Source,
    },
    /// Merges what is compared; asks for the version that both come from, if it is not known.
    Merge,
    /// Merges what is compared, with the version that both come from, if there is one.
    MergeFrom(Option<Source>),
    /// Merges a document with what its file holds now.
    MergeFile(DocId),
    /// Asks for a file in the system's dialog.
    AskForFile {
        /// Of which document it is a version.
        doc: DocId,
        /// What for.
        wanted: Wanted,
    },
    /// Shows a conflict, by its position.
    ShowConflict(usize),
    /// Resolves the conflict that is shown, and shows the next one that is open.
    Resolve(Resolution),
    /// Resolves all conflicts that are open.
    ResolveRest(Resolution),
    /// Lets the document hold what was merged.
    Apply,
    /// A worker has compared.
    Compared {
        /// The number of what it was asked for.
        asked: u64,
        /// What came of it.
        result: Result<Box<Compared>, String>,
    },
    /// A worker has merged.
    Joined {
        /// The number of what it was asked for.
        asked: u64,
        /// What came of it.
        result: Result<Box<Joined>, String>,
    },
}

impl Request {
    /// What is done with a version of a document that was wanted.
    pub fn with(doc: DocId, wanted: Wanted, source: Source) -> Self {
        match wanted {
            Wanted::Other => Self::Compare { doc, other: source },
            Wanted::Base => Self::MergeFrom(Some(source)),
        }
    }
}

/// How a document differs from another version.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The document.
    pub doc: DocId,
    /// As it was compared.
    pub mine: Edition,
    /// The other version.
    pub other: Edition,
    /// How the other differs from it.
    pub differences: Vec<Told>,
}

impl Compared {
    /// Whether the other version is what the document's own file holds now.
    pub fn is_with_own_file(&self) -> bool {
        self.other.path.is_some() && self.other.path == self.mine.path
    }
}

/// A difference, with the marks of its texts once they have been looked at.
#[derive(Debug, Clone)]
pub struct Told {
    /// The difference.
    pub difference: Difference,
    marks: Marks,
}

impl Told {
    fn new(difference: Difference) -> Self {
        Self { difference, marks: Marks::default() }
    }

    /// Both texts in one, if it is a changed text.
    pub fn marks(&self) -> Option<&[Run]> {
        match &self.difference.change {
            Change::Changed { before, after } => self.marks.of(before, after),
            Change::Added(_) | Change::Removed(_) | Change::Moved { .. } => None,
        }
    }
}

/// The marks of a text, found when they are first looked at.
#[derive(Debug, Clone, Default)]
struct Marks(OnceLock<Option<Vec<Run>>>);

impl Marks {
    fn of(&self, before: &Value, after: &Value) -> Option<&[Run]> {
        self.0.get_or_init(|| words::versions::marked(before, after)).as_deref()
    }
}

/// One document that is made of two.
#[derive(Debug, Clone)]
pub struct Merging {
    /// The document that is to hold it.
    pub doc: DocId,
    /// The version that both come from, if there is one.
    pub base: Option<Edition>,
    /// The document as it was when the merge began.
    pub mine: Edition,
    /// The other version.
    pub theirs: Edition,
    /// Whether the other version is what the document's file holds now.
    pub is_of_file: bool,
    /// What they cannot agree on.
    pub conflicts: Vec<Dispute>,
    /// What comes along, since nothing of mine stands against it.
    pub taken: Vec<Told>,
    /// The position of the conflict that is shown.
    pub at: usize,
}

impl Merging {
    /// How many conflicts are not resolved.
    pub fn open(&self) -> usize {
        self.conflicts.iter().filter(|dispute| dispute.answer.is_none()).count()
    }

    /// The first conflict that is not resolved, looked for from the one that is shown on.
    pub(super) fn next_open(&self) -> Option<usize> {
        let count = self.conflicts.len();
        let from_here = (0..count).map(|step| (self.at + step) % count);
        from_here.into_iter().find(|at| self.conflicts[*at].answer.is_none())
    }

    /// How many changes of theirs are taken.
    pub(super) fn changes(&self) -> usize {
        let is_theirs = |dispute: &&Dispute| dispute.answer == Some(Resolution::Theirs);
        self.taken.len() + self.conflicts.iter().filter(is_theirs).count()
    }

    /// How the conflicts are resolved.
    pub(super) fn resolutions(&self) -> Resolutions {
        let mut resolutions = Resolutions::default();
        for dispute in &self.conflicts {
            resolutions.set(dispute.conflict.place.clone(), dispute.answer);
        }
        resolutions
    }

    /// Whether both are merges of the same versions.
    fn is_same(&self, other: &Self) -> bool {
        let base = |merging: &Self| merging.base.as_ref().map(|base| base.body.clone());
        self.doc == other.doc
            && self.mine.body == other.mine.body
            && self.theirs.body == other.theirs.body
            && base(self) == base(other)
    }

    /// Takes over what was answered when these versions were merged before, and not applied.
    pub(super) fn resume(&mut self, before: Self) {
        if self.is_same(&before) {
            self.conflicts = before.conflicts;
            self.at = before.at;
        }
    }
}

/// What two versions cannot agree on, and what the user says.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// The conflict.
    pub conflict: Conflict,
    /// Which side the user takes; nothing until then.
    pub answer: Option<Resolution>,
    mine: Marks,
    theirs: Marks,
}

impl Dispute {
    fn new(conflict: Conflict) -> Self {
        Self { conflict, answer: None, mine: Marks::default(), theirs: Marks::default() }
    }

    /// What mine has changed of the base, if both are texts.
    pub fn marks_of_mine(&self) -> Option<&[Run]> {
        let Conflict { base, mine, .. } = &self.conflict;
        self.mine.of(&base.as_ref()?.value, &mine.as_ref()?.value)
    }

    /// What theirs has changed of the base, or of mine where there is no base, if both are texts.
    pub fn marks_of_theirs(&self) -> Option<&[Run]> {
        let Conflict { base, mine, theirs, .. } = &self.conflict;
        self.theirs.of(&base.as_ref().or(mine.as_ref())?.value, &theirs.as_ref()?.value)
    }
}

/// A merge, and what came of it so far.
pub struct Joined {
    /// The merge.
    pub merging: Merging,
    /// The document that it makes.
    pub body: Body,
    /// Whether the user has said that the document is to hold it.
    pub is_last: bool,
}

impl State {
    /// The document that would be compared with another version: the one that is written, or the theory that
    /// is selected.
    pub fn comparable(&self) -> Option<DocId> {
        if self.is_writing() {
            return self.written().map(|document| document.id);
        }
        let has_body = |doc: &DocId| self.session.document(*doc).is_some_and(|d| d.body != Body::Nothing);
        self.selected_theory().filter(has_body)
    }

    /// The open documents that could be versions of this one.
    pub fn other_versions(&self, doc: DocId) -> Vec<&Document> {
        let Some(document) = self.session.document(doc) else { return Vec::new() };
        let others = self.session.documents.iter().filter(|other| other.id != doc);
        others.filter(|other| other.body.kind() == document.body.kind()).collect()
    }
}

// Workers.

/// A version that a worker reads, if it is not open.
pub enum Unread {
    /// It is in a file.
    File(PathBuf),
    /// It is at hand.
    Open(Edition),
}

impl Unread {
    fn read(self, progress: &Progress) -> Result<Edition, String> {
        let path = match self {
            Self::Open(edition) => return Ok(edition),
            Self::File(path) => path,
        };
        let name = file_name(&path);
        let loaded = store::load_any(&path, None, progress);
        let body = match loaded.document {
            Some(AnyDocument::Theory(theory)) => Body::Theory(Arc::new(theory)),
            Some(AnyDocument::Essay(essay)) => Body::Essay(Arc::new(essay)),
            Some(AnyDocument::Seminar(_)) => {
                return Err(format!("{name} is a seminar: name the file of a theory or an essay."));
            }
            None => {
                let first = loaded.diagnostics.list.first();
                let why = first.map(|fault| format!("{}: {}", words::place(fault), words::problem(fault)));
                return Err(format!("{name} cannot be read: {}", why.unwrap_or_default()));
            }
        };
        Ok(Edition { name, path: Some(path), body })
    }
}

/// The order to compare a document with another version.
pub struct Comparing {
    pub(super) asked: u64,
    pub(super) progress: Arc<Progress>,
    pub(super) doc: DocId,
    pub(super) mine: Edition,
    pub(super) other: Unread,
}

impl Comparing {
    /// Carries it out.
    pub(super) fn run(self) -> Action {
        let asked = self.asked;
        Action::Versions(Request::Compared { asked, result: self.compare().map(Box::new) })
    }

    fn compare(self) -> Result<Compared, String> {
        let other = self.other.read(&self.progress)?;
        let differences = differences(&self.mine, &other)?;
        Ok(Compared { doc: self.doc, mine: self.mine, other, differences })
    }
}

/// The order to merge two versions of a document.
pub struct Joining {
    pub(super) asked: u64,
    pub(super) progress: Arc<Progress>,
    pub(super) doc: DocId,
    pub(super) base: Option<Unread>,
    pub(super) mine: Edition,
    pub(super) theirs: Edition,
    pub(super) is_of_file: bool,
    pub(super) resolutions: Resolutions,
    pub(super) is_last: bool,
}

impl Joining {
    /// Carries it out.
    pub(super) fn run(self) -> Action {
        let asked = self.asked;
        Action::Versions(Request::Joined { asked, result: self.join().map(Box::new) })
    }

    fn join(self) -> Result<Joined, String> {
        let Self { doc, mine, theirs, is_of_file, resolutions, is_last, .. } = self;
        let base = self.base.map(|base| base.read(&self.progress)).transpose()?;
        let (body, conflicts) = join(base.as_ref(), &mine, &theirs, &resolutions)?;
        let result = Edition { body: body.clone(), ..mine.clone() };
        let taken = if is_last { Vec::new() } else { differences(&mine, &result)? };
        let conflicts = conflicts.into_iter().map(Dispute::new).collect();
        let merging = Merging { doc, base, mine, theirs, is_of_file, conflicts, taken, at: 0 };
        Ok(Joined { merging, body, is_last })
    }
}

fn differences(mine: &Edition, other: &Edition) -> Result<Vec<Told>, String> {
    let found = match (&mine.body, &other.body) {
        (Body::Theory(mine), Body::Theory(other)) => diff(&**mine, &**other),
        (Body::Essay(mine), Body::Essay(other)) => diff(&**mine, &**other),
        _ => return Err(different_kinds(mine, other)),
    };
    Ok(found.map_err(|problem| told(&problem))?.into_iter().map(Told::new).collect())
}

fn join(
    base: Option<&Edition>,
    mine: &Edition,
    theirs: &Edition,
    resolutions: &Resolutions,
) -> Result<(Body, Vec<Conflict>), String> {
    let merged = match (base.map(|base| &base.body), &mine.body, &theirs.body) {
        (None, Body::Theory(mine), Body::Theory(theirs)) => {
            theory(merge(None, &**mine, &**theirs, resolutions))
        }
        (Some(Body::Theory(base)), Body::Theory(mine), Body::Theory(theirs)) => {
            theory(merge(Some(&**base), &**mine, &**theirs, resolutions))
        }
        (None, Body::Essay(mine), Body::Essay(theirs)) => essay(merge(None, &**mine, &**theirs, resolutions)),
        (Some(Body::Essay(base)), Body::Essay(mine), Body::Essay(theirs)) => {
            essay(merge(Some(&**base), &**mine, &**theirs, resolutions))
        }
        _ => return Err(different_kinds(mine, base.unwrap_or(theirs))),
    };
    merged.map_err(|problem| told(&problem))
}

fn theory(merged: Result<Merged<crate::model::Theory>, NotHeld>) -> Result<(Body, Vec<Conflict>), NotHeld> {
    merged.map(|merged| (Body::Theory(Arc::new(merged.document)), merged.conflicts))
}

fn essay(merged: Result<Merged<crate::model::Essay>, NotHeld>) -> Result<(Body, Vec<Conflict>), NotHeld> {
    merged.map(|merged| (Body::Essay(Arc::new(merged.document)), merged.conflicts))
}

fn told(problem: &NotHeld) -> String {
    format!("Not compared: {problem}.")
}

fn different_kinds(mine: &Edition, other: &Edition) -> String {
    let (kind, mine_kind) = (other.body.kind(), mine.body.kind());
    format!(
        "{} is {kind}, and {} is {mine_kind}: versions of one document are of one kind.",
        other.name, mine.name
    )
}
