//! The documents that are open, and what looks at them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::history::History;
use super::seminar::OpenSeminar;
use crate::assess::Lens;
use crate::model::{Edit, EditProblem, Essay, Id, Room, Theory};
use crate::store::{self, AnyDocument, Composed, Diagnostics, Stamp, builtin, compose};

/// A document's key while the program runs. Never the theory's id: two files may share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub(super) u64);

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is embedded in the program.
    BuiltIn,
    /// A file of the user's.
    File(PathBuf),
    /// A copy within the open seminar.
    Seminar,
    /// It was begun here and has no file yet.
    New,
}

/// What a document holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A theory.
    Theory(Arc<Theory>),
    /// An essay.
    Essay(Arc<Essay>),
    /// Nothing: its file cannot be held until it is mended.
    Nothing,
}

impl Body {
    /// The body of a document of its own; a seminar has none.
    pub fn of(document: AnyDocument) -> Option<Self> {
        match document {
            AnyDocument::Theory(theory) => Some(Self::Theory(Arc::new(theory))),
            AnyDocument::Essay(essay) => Some(Self::Essay(Arc::new(essay))),
            AnyDocument::Seminar(_) => None,
        }
    }

    /// Makes an edit in a copy of what is held.
    ///
    /// # Errors
    /// Why it cannot be made; nothing has changed then.
    pub(super) fn edit(&mut self, edit: &Edit) -> Result<(), EditProblem> {
        match self {
            Self::Theory(theory) => edit.make(Arc::make_mut(theory)),
            Self::Essay(essay) => edit.make(Arc::make_mut(essay)),
            Self::Nothing => Err(EditProblem::NoSuchPlace),
        }
    }

    /// What is wrong with it; a theory is checked against `essay`.
    pub(super) fn check(&self, essay: &Essay) -> Diagnostics {
        match self {
            Self::Theory(theory) => store::check(&**theory, Some(essay)),
            Self::Essay(essay) => store::check(&**essay, None),
            Self::Nothing => store::not_held(),
        }
    }

    /// Its canonical text; `None` where it holds nothing.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Theory(theory) => Some(store::canonical(&**theory)),
            Self::Essay(essay) => Some(store::canonical(&**essay)),
            Self::Nothing => None,
        }
    }

    /// What it is, with its article.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Theory(_) => "a theory",
            Self::Essay(_) => "an essay",
            Self::Nothing => "nothing",
        }
    }

    /// Whether both are one in memory.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Theory(one), Self::Theory(other)) => Arc::ptr_eq(one, other),
            (Self::Essay(one), Self::Essay(other)) => Arc::ptr_eq(one, other),
            (one, other) => matches!((one, other), (Self::Nothing, Self::Nothing)),
        }
    }

    /// Its id, if it has one.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Theory(theory) => Some(&theory.id),
            Self::Essay(essay) => Some(&essay.id),
            Self::Nothing => None,
        }
    }
}

/// An open document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its key.
    pub id: DocId,
    /// Where it comes from.
    pub origin: Origin,
    /// What it holds.
    pub body: Body,
    /// What is wrong with it.
    pub diagnostics: Arc<Diagnostics>,
    /// What its file holds, as far as we know; nothing where there is no file yet.
    pub saved: Body,
    /// What its file was when it was last read or written here.
    pub stamp: Option<Stamp>,
    /// Whether it holds what its file does not.
    pub is_dirty: bool,
    /// Counts up with what is asked for: a seminar sets aside what was asked for before it.
    pub(super) asked: u64,
}

impl Document {
    /// Whether it may take part in a comparison.
    pub fn is_comparable(&self) -> bool {
        self.diagnostics.errors == 0 && !matches!(self.body, Body::Nothing)
    }

    /// Whether it is an essay that may judge.
    pub fn can_judge(&self) -> bool {
        self.is_comparable() && matches!(self.body, Body::Essay(_))
    }

    /// Whether it is the user's own, to be changed and saved.
    pub fn is_editable(&self) -> bool {
        matches!(self.origin, Origin::File(_) | Origin::New) && !matches!(self.body, Body::Nothing)
    }

    /// Takes over what the document holds now.
    pub(super) fn hold(&mut self, body: Body, essay: &Essay) {
        self.diagnostics = Arc::new(body.check(essay));
        self.is_dirty = Self::differs(&body, &self.saved);
        self.body = body;
    }

    /// Takes note of what its file holds now.
    pub(super) fn is_saved_as(&mut self, saved: Body) {
        self.is_dirty = Self::differs(&self.body, &saved);
        self.saved = saved;
    }

    /// Whether there is something to save. What holds nothing is never written.
    fn differs(body: &Body, saved: &Body) -> bool {
        !matches!(body, Body::Nothing) && body != saved
    }

    /// The file that it comes from.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::BuiltIn | Origin::Seminar | Origin::New => None,
            Origin::File(path) => Some(path),
        }
    }

    /// What to call it: the short name of a theory, the title of an essay, else its file's name.
    pub fn name(&self) -> String {
        match (&self.body, self.path()) {
            (Body::Theory(theory), _) if !theory.short_name.trim().is_empty() => theory.short_name.clone(),
            (Body::Essay(essay), _) if !essay.title.trim().is_empty() => essay.title.clone(),
            (Body::Theory(_), None) => "A theory without a name".to_owned(),
            (Body::Essay(_), None) => "An essay without a title".to_owned(),
            (_, Some(path)) => file_name(path),
            (Body::Nothing, None) => "A document without a file".to_owned(),
        }
    }
}

/// The last part of a path, for people.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The open documents, the active essay, the lens, and the seminar that they belong to.
#[derive(Debug, Clone)]
pub struct Session {
    /// All open documents: the built-in ones or the seminar's first, then the user's in the order of opening.
    pub documents: Vec<Document>,
    /// The essay that judges.
    pub essay: DocId,
    /// How the essay and the theories are looked at.
    pub lens: Lens,
    /// What the room does.
    pub room: Arc<Room>,
    /// The seminar that is open.
    pub seminar: Option<OpenSeminar>,
    /// What can be undone.
    pub history: History,
    next: u64,
}

impl Default for Session {
    fn default() -> Self {
        let mut session = Self {
            documents: Vec::new(),
            essay: DocId(0),
            lens: Lens::default(),
            room: Arc::default(),
            seminar: None,
            history: History::default(),
            next: 0,
        };
        let theories = builtin::theories().into_iter().map(Body::Theory);
        for body in std::iter::once(Body::Essay(builtin::essay())).chain(theories) {
            let document = session.document_of(Origin::BuiltIn, body, Arc::default(), 0);
            session.documents.push(document);
        }
        session
    }
}

impl Session {
    /// A document with a key of its own; it is not open yet.
    pub(super) fn document_of(
        &mut self,
        origin: Origin,
        body: Body,
        diagnostics: Arc<Diagnostics>,
        asked: u64,
    ) -> Document {
        let id = DocId(self.next);
        self.next += 1;
        let saved = if origin == Origin::New { Body::Nothing } else { body.clone() };
        let is_dirty = origin == Origin::New;
        Document { id, origin, body, diagnostics, saved, stamp: None, is_dirty, asked }
    }

    /// All documents: those that are open, then those that the seminar has set aside.
    pub fn every_document(&self) -> impl Iterator<Item = &Document> {
        let aside = self.seminar.iter().filter_map(|seminar| seminar.aside.as_ref());
        self.documents.iter().chain(aside.flat_map(|aside| &aside.documents))
    }

    /// The document with this key, open or set aside.
    pub fn document(&self, id: DocId) -> Option<&Document> {
        self.every_document().find(|document| document.id == id)
    }

    /// The document with this key, to be changed.
    pub(super) fn document_mut(&mut self, id: DocId) -> Option<&mut Document> {
        let aside = self.seminar.iter_mut().filter_map(|seminar| seminar.aside.as_mut());
        let aside = aside.flat_map(|aside| &mut aside.documents);
        self.documents.iter_mut().chain(aside).find(|document| document.id == id)
    }

    /// Forgets the steps of documents that are open no more, and those of the readings unless they are the same.
    pub(super) fn forget_steps(&mut self, has_same_readings: bool) {
        let documents = &self.documents;
        self.history.keep(|doc| documents.iter().any(|document| document.id == doc), has_same_readings);
    }

    /// The essay that judges: the active one, or the first one if that cannot.
    pub fn essay(&self) -> Arc<Essay> {
        essay_of(self.judge())
    }

    /// The document of the essay that judges.
    pub(super) fn judge(&self) -> Option<&Document> {
        let active = self.document(self.essay).filter(|document| document.is_comparable());
        active.or(self.documents.first())
    }

    /// The built-in essay, unless a seminar has set it aside.
    pub fn built_in_essay(&self) -> Option<DocId> {
        let first = self.documents.first().filter(|document| document.origin == Origin::BuiltIn);
        first.map(|document| document.id)
    }

    /// Whether what was asked for at this time is set aside by the open seminar.
    pub(super) fn sets_aside(&self, asked: u64) -> bool {
        self.seminar.as_ref().is_some_and(|seminar| seminar.aside.is_some() && asked <= seminar.asked)
    }

    /// Whether a document stands beside the open seminar.
    pub(super) fn is_beside(&self, document: &Document) -> bool {
        self.seminar.as_ref().is_some_and(|seminar| seminar.is_beside(document))
    }

    /// The files that are open, in order.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.documents.iter().filter_map(Document::path)
    }

    /// All that this program can read again: the files that are open, and the seminar's.
    pub fn readable(&self) -> impl Iterator<Item = &Path> {
        self.files().chain(self.seminar.as_ref().map(|seminar| &*seminar.path))
    }

    /// The theories that take part, in the order of their columns, and what to say of their ids.
    pub fn compose(&self) -> Composed<DocId> {
        compose_of(&self.documents)
    }
}

/// The essay in a document, or the built-in one.
pub(super) fn essay_of(document: Option<&Document>) -> Arc<Essay> {
    match document.map(|document| &document.body) {
        Some(Body::Essay(essay)) => Arc::clone(essay),
        _ => builtin::essay(),
    }
}

/// Those theories among documents that take part, in the order of their columns, and what to say of their ids.
pub(super) fn compose_of(documents: &[Document]) -> Composed<DocId> {
    let theories = |built_in: bool| {
        let documents = documents.iter().filter(move |document| {
            document.is_comparable() && (document.origin == Origin::BuiltIn) == built_in
        });
        let theories = documents.filter_map(|document| match &document.body {
            Body::Theory(theory) => Some((document.id, Arc::clone(theory))),
            Body::Essay(_) | Body::Nothing => None,
        });
        theories.collect()
    };
    compose(theories(true), theories(false))
}
