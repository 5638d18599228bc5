//! What the editor shows: a document, and a part of it.

use super::session::{Body, DocId};
use super::state::{State, Tab};
use crate::model::{Expectation, JsonPath, Step};

/// What a new document begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// A theory that says nothing yet.
    BlankTheory,
    /// The theory that explains itself.
    Template,
    /// An essay that reports nothing yet.
    BlankEssay,
    /// What another document holds.
    CopyOf(DocId),
}

/// What is being written.
#[derive(Debug, Clone, Default)]
pub struct Editor {
    /// The document.
    pub doc: Option<DocId>,
    /// The part of it.
    pub part: Part,
    /// The field that should take the keyboard, once.
    pub focus: Option<JsonPath>,
}

/// An outcome that is being chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// The document with the expectation.
    pub doc: DocId,
    /// The outcome of an expectation, or a list of expectations that gets one more.
    pub place: JsonPath,
    /// The position of the expectation that one more is like but for its outcome.
    pub like: Option<usize>,
}

/// A part of a document that is written on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// What it is called, who wrote it, what it says.
    #[default]
    About,
    /// The dimensions of a theory.
    Dimensions,
    /// The works of a theory.
    Works,
    /// The topics of an essay.
    Topics,
    /// A prediction of a theory or an outcome of an essay, by its position.
    Entry(usize),
}

impl Part {
    /// The part in which a place of a document is written.
    pub fn of(place: &JsonPath, body: &Body) -> Self {
        let position = |len: usize| match place.0.get(1) {
            Some(Step::Index(index)) if len > 0 => Self::Entry((*index).min(len - 1)),
            _ => Self::About,
        };
        match (place.0.first(), body) {
            (Some(Step::Key(key)), Body::Theory(theory)) => match &**key {
                "predictions" => position(theory.predictions.len()),
                "dimensions" => Self::Dimensions,
                "works" => Self::Works,
                _ => Self::About,
            },
            (Some(Step::Key(key)), Body::Essay(essay)) => match &**key {
                "outcomes" => position(essay.outcomes.len()),
                "topics" => Self::Topics,
                _ => Self::About,
            },
            _ => Self::About,
        }
    }

    /// Where its entries, or it, stand in the document.
    pub fn place(self, body: &Body) -> JsonPath {
        let top = JsonPath::default();
        match self {
            Self::About => top,
            Self::Dimensions => top.key("dimensions"),
            Self::Works => top.key("works"),
            Self::Topics => top.key("topics"),
            Self::Entry(position) => top.key(entries(body)).index(position),
        }
    }
}

/// The list that a document mainly consists of.
pub fn entries(body: &Body) -> &'static str {
    if matches!(body, Body::Essay(_)) { "outcomes" } else { "predictions" }
}

/// How many entries that list has.
pub fn entry_count(body: &Body) -> usize {
    match body {
        Body::Theory(theory) => theory.predictions.len(),
        Body::Essay(essay) => essay.outcomes.len(),
        Body::Nothing => 0,
    }
}

impl Editor {
    /// Shows what is there, after a document has changed.
    pub(super) fn stay_in(&mut self, doc: DocId, body: &Body) {
        if let (Some(of), Part::Entry(position)) = (self.doc, self.part)
            && of == doc
        {
            let count = entry_count(body);
            self.part = if count == 0 { Part::About } else { Part::Entry(position.min(count - 1)) };
        }
    }
}

impl State {
    /// The expectations of the prediction in which a place of a theory lies.
    pub(super) fn expects_at(&self, doc: DocId, place: &JsonPath) -> Option<&[Expectation]> {
        match (&self.session.document(doc)?.body, place.0.get(1)?) {
            (Body::Theory(theory), Step::Index(position)) => {
                Some(theory.predictions.get(*position)?.expects())
            }
            _ => None,
        }
    }

    /// The outcomes that cannot be chosen, since the prediction expects something of them already.
    pub(super) fn expected_already(&self) -> Vec<String> {
        let Some(Picker { doc, place, .. }) = &self.view.picker else { return Vec::new() };
        let expects = self.expects_at(*doc, place).unwrap_or_default();
        expects.iter().map(|claim| claim.outcome.to_string()).collect()
    }

    /// The document and the position of the prediction that is open in the editor.
    pub(super) fn open_prediction(&self) -> Option<(DocId, usize)> {
        let document = self.written().filter(|_| self.view.tab == Tab::Editor)?;
        match (&document.body, self.view.editor.part) {
            (Body::Theory(theory), Part::Entry(at)) if at < theory.predictions.len() => {
                Some((document.id, at))
            }
            _ => None,
        }
    }

    /// Whether the editor is open on a document.
    pub fn is_writing(&self) -> bool {
        self.view.tab == Tab::Editor && self.written().is_some()
    }

    /// The document that is being written: the one that was chosen, or the first of the user's own.
    pub fn written(&self) -> Option<&super::session::Document> {
        let own = || self.session.documents.iter().filter(|document| document.is_editable());
        own().find(|document| Some(document.id) == self.view.editor.doc).or_else(|| own().next())
    }
}
