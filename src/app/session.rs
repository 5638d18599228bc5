//! The documents that are open, and what looks at them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::seminar::OpenSeminar;
use crate::assess::Lens;
use crate::model::{Essay, Theory};
use crate::store::{Composed, Diagnostics, builtin, compose};

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
}

/// What a document holds.
#[derive(Debug, Clone)]
pub enum Body {
    /// A theory.
    Theory(Arc<Theory>),
    /// An essay.
    Essay(Arc<Essay>),
    /// Nothing: its file cannot be held until it is mended.
    Nothing,
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

    /// The file that it comes from.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::BuiltIn | Origin::Seminar => None,
            Origin::File(path) => Some(path),
        }
    }

    /// What to call it: the short name of a theory, the title of an essay, else its file's name.
    pub fn name(&self) -> String {
        match (&self.body, self.path()) {
            (Body::Theory(theory), _) => theory.short_name.clone(),
            (Body::Essay(essay), _) => essay.title.clone(),
            (Body::Nothing, Some(path)) => file_name(path),
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
    /// The seminar that is open.
    pub seminar: Option<OpenSeminar>,
    next: u64,
}

impl Default for Session {
    fn default() -> Self {
        let mut session =
            Self { documents: Vec::new(), essay: DocId(0), lens: Lens::default(), seminar: None, next: 0 };
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
        Document { id, origin, body, diagnostics, asked }
    }

    /// The document with this key.
    pub fn document(&self, id: DocId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The essay that judges: the active one, or the first one if that cannot.
    pub fn essay(&self) -> Arc<Essay> {
        match self.judge().map(|document| &document.body) {
            Some(Body::Essay(essay)) => Arc::clone(essay),
            _ => builtin::essay(),
        }
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
        let theories = |built_in: bool| {
            let documents = self.documents.iter().filter(move |document| {
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
}
