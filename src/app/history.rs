//! Undo and redo: one history for all documents and for the readings.
//!
//! A step holds what it touched before and after it. Documents share what did not change, so a step costs
//! little more than the text that was typed.

use std::collections::VecDeque;
use std::sync::Arc;

use super::session::{Body, DocId};
use crate::assess::Lens;
use crate::model::json::Shared;
use crate::model::{JsonPath, Room};

/// How many steps can be undone.
pub const MAX_STEPS: usize = 500;

/// How much memory the steps may take, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// A pause in typing that begins a new step, in seconds.
const PAUSE: f64 = 1.0;

/// Typing without a pause begins a new step after so many seconds.
const LONGEST: f64 = 10.0;

/// What has been done, and what has been undone.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    bytes: usize,
}

/// Something that can be undone.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it did, after "Undo" and "Redo".
    pub label: String,
    /// What it touched.
    pub touched: Touched,
    key: Option<Key>,
    begun: f64,
    ended: f64,
    bytes: usize,
}

/// What steps have in common that are one: typing in one field of a document, or of the room.
pub type Key = (Option<DocId>, JsonPath);

/// What a step touched, before and after it.
#[derive(Debug, Clone)]
pub enum Touched {
    /// A document.
    Document {
        /// Which.
        doc: DocId,
        /// What it held.
        before: Body,
        /// What it holds.
        after: Body,
        /// The place in it that changed, to go to.
        place: JsonPath,
    },
    /// How the essay is read.
    Readings {
        /// How it was read.
        before: Lens,
        /// How it is read.
        after: Lens,
    },
    /// What the room has planned, its notes and its defences. What it has done is no part of it: no step leads
    /// back behind that.
    Room {
        /// What it was.
        before: Arc<Room>,
        /// What it is.
        after: Arc<Room>,
    },
}

impl History {
    /// What would be undone.
    pub fn next_undo(&self) -> Option<&Step> {
        self.done.back()
    }

    /// What would be done again.
    pub fn next_redo(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// Takes note of what was done at `now`, in seconds. Typing on in one field is one step.
    pub(super) fn push(&mut self, label: String, key: Option<Key>, touched: Touched, now: f64) {
        let undone = std::mem::take(&mut self.undone);
        self.bytes -= undone.iter().map(|step| step.bytes).sum::<usize>();
        let (touched, begun) = match self.done.pop_back_if(|last| last.goes_on(key.as_ref(), now)) {
            Some(last) => {
                self.bytes -= last.bytes;
                (last.touched.then(touched), last.begun)
            }
            None => (touched, now),
        };
        let bytes = touched.bytes();
        self.bytes += bytes;
        self.done.push_back(Step { label, touched, key, begun, ended: now, bytes });
        self.forget();
    }

    /// Whatever comes next is a step of its own.
    pub(super) fn seal(&mut self) {
        if let Some(last) = self.done.back_mut() {
            last.key = None;
        }
    }

    /// Takes back the last step; it can be done again.
    pub(super) fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop_back()?;
        self.seal();
        self.undone.push(step.clone());
        Some(step)
    }

    /// Does the last step again that was undone.
    pub(super) fn redo(&mut self) -> Option<Step> {
        let mut step = self.undone.pop()?;
        step.key = None;
        self.done.push_back(step.clone());
        Some(step)
    }

    /// Keeps the steps of documents that are still open, and those of the readings and of the room if they are
    /// still the same ones. What is left of a document or of the readings is all of it, so that each step still fits.
    pub(super) fn keep(&mut self, is_open: impl Fn(DocId) -> bool, readings: bool) {
        let is_kept = |step: &Step| match step.touched {
            Touched::Document { doc, .. } => is_open(doc),
            Touched::Readings { .. } | Touched::Room { .. } => readings,
        };
        self.retain(is_kept);
    }

    /// Forgets the steps of the room: it has done something since.
    pub(super) fn forget_room(&mut self) {
        self.retain(|step| !matches!(step.touched, Touched::Room { .. }));
    }

    fn retain(&mut self, is_kept: impl Fn(&Step) -> bool) {
        self.done.retain(&is_kept);
        self.undone.retain(is_kept);
        self.bytes = self.done.iter().chain(&self.undone).map(|step| step.bytes).sum();
    }

    /// Forgets the oldest steps beyond what is kept. The last one always stays.
    fn forget(&mut self) {
        while self.done.len() > MAX_STEPS || (self.bytes > MAX_BYTES && self.done.len() > 1) {
            let oldest = self.done.pop_front();
            self.bytes -= oldest.map_or(0, |step| step.bytes);
        }
    }
}

impl Step {
    /// Whether what is done at `now` with this key goes on with this step.
    fn goes_on(&self, key: Option<&Key>, now: f64) -> bool {
        key.is_some() && self.key.as_ref() == key && now - self.ended <= PAUSE && now - self.begun <= LONGEST
    }
}

impl Touched {
    /// Both as one: from before the first to after the second.
    fn then(self, next: Self) -> Self {
        match (self, next) {
            (Self::Document { before, .. }, Self::Document { doc, after, place, .. }) => {
                Self::Document { doc, before, after, place }
            }
            (Self::Room { before, .. }, Self::Room { after, .. }) => Self::Room { before, after },
            (_, next) => next,
        }
    }

    /// About how much memory the step keeps, beyond what the document itself keeps.
    fn bytes(&self) -> usize {
        match self {
            Self::Readings { before, after } => lens_bytes(before) + lens_bytes(after),
            Self::Room { before, after } => plan_bytes(before) + plan_bytes(after),
            Self::Document { before, after, .. } => unshared_bytes(before, after),
        }
    }
}

/// The size of what a room has planned; its log is shared.
fn plan_bytes(room: &Room) -> usize {
    size_of_text(&Room { log: None, ..room.clone() })
}

fn lens_bytes(lens: &Lens) -> usize {
    let ids = lens.readings.keys().chain(&lens.off_outcomes);
    ids.map(|id| id.len() + size_of::<String>()).sum()
}

/// The size of what two versions of a document do not share, with the lists that hold the rest.
fn unshared_bytes(before: &Body, after: &Body) -> usize {
    match (before, after) {
        (Body::Theory(before), Body::Theory(after)) => {
            let head = |theory: &crate::model::Theory| {
                size_of_text(&crate::model::Theory { predictions: Vec::new(), ..theory.clone() })
            };
            head(before) + head(after) + differing(&before.predictions, &after.predictions)
        }
        (Body::Essay(before), Body::Essay(after)) => {
            let head = |essay: &crate::model::Essay| {
                size_of_text(&crate::model::Essay { outcomes: Vec::new(), ..essay.clone() })
            };
            head(before) + head(after) + differing(&before.outcomes, &after.outcomes)
        }
        (before, after) => [before, after].iter().filter_map(|body| body.text()).map(|text| text.len()).sum(),
    }
}

/// The size of two lists of pointers, and of the entries between what they share at both ends.
fn differing<T: serde::Serialize>(before: &[Shared<T>], after: &[Shared<T>]) -> usize {
    let is_same = |(one, other): &(&Shared<T>, &Shared<T>)| Arc::ptr_eq(&one.0, &other.0);
    let head = before.iter().zip(after).take_while(is_same).count();
    let (before_rest, after_rest) = (&before[head..], &after[head..]);
    let tail = before_rest.iter().rev().zip(after_rest.iter().rev()).take_while(is_same).count();
    let middle = |list: &[Shared<T>]| -> usize {
        list[..list.len() - tail].iter().map(|entry| size_of_text(&*entry.0)).sum()
    };
    (before.len() + after.len()) * size_of::<Shared<T>>() + middle(before_rest) + middle(after_rest)
}

/// How long a value's text is: near enough to its size in memory.
fn size_of_text(value: &impl serde::Serialize) -> usize {
    serde_json::to_vec(value).map_or(0, |text| text.len())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::{Value, json};

    use super::*;
    use crate::app::editor::Beginning;
    use crate::app::{Action, State, apply};
    use crate::model::Edit;

    /// A theory of ten megabytes, and a document to hold it.
    fn large() -> (DocId, Body) {
        let mut state = State::default();
        apply(&mut state, Action::Begin(Beginning::BlankTheory));
        let document = state.session.documents.pop().unwrap();
        let mut body = document.body;
        body.edit(&Edit::set(JsonPath::default().key("predictions"), predictions(""))).unwrap();
        (document.id, body)
    }

    fn predictions(note: &str) -> Value {
        let statement = "It comes true. ".repeat(55);
        let prediction = |i: usize| {
            json!({ "id": format!("p-{i}"), "statement": statement, "kind": "forecast", "made": "1990",
                "attribution": { "essay": [1] }, "note": note })
        };
        (0..10_000).map(prediction).collect()
    }

    /// Makes an edit after a pause.
    fn push(history: &mut History, doc: DocId, body: &mut Body, edit: &Edit) {
        let before = body.clone();
        body.edit(edit).unwrap();
        let touched = Touched::Document { doc, before, after: body.clone(), place: edit.place.clone() };
        history.push(String::new(), None, touched, 0.0);
    }

    /// What the steps keep beyond the document itself, each list and each prediction counted once.
    fn kept(history: &History, document: &Body) -> usize {
        let (mut lists, mut entries, mut bytes) = (HashSet::new(), HashSet::new(), 0);
        let bodies = history.done.iter().flat_map(|step| match &step.touched {
            Touched::Document { before, after, .. } => vec![before, after],
            Touched::Readings { .. } | Touched::Room { .. } => Vec::new(),
        });
        for (number, body) in std::iter::once(document).chain(bodies).enumerate() {
            let Body::Theory(theory) = body else { continue };
            let is_new = lists.insert(Arc::as_ptr(theory));
            for prediction in theory.predictions.iter().filter(|_| is_new) {
                let size = size_of_val(prediction);
                let held =
                    if entries.insert(Arc::as_ptr(&prediction.0)) { size_of_text(prediction) } else { 0 };
                bytes += if number == 0 { 0 } else { size + held };
            }
        }
        bytes
    }

    #[test]
    fn a_long_history_of_a_large_theory_keeps_its_bounds() {
        let ((doc, mut body), mut history) = (large(), History::default());
        for i in 0..600 {
            let place = JsonPath::default().key("predictions").index(i * 16).key("statement");
            push(&mut history, doc, &mut body, &Edit::set(place, format!("Edit {i}")));
        }
        let kept = kept(&history, &body);
        println!("{} steps keep {kept} bytes, and count {}", history.done.len(), history.bytes);
        assert_eq!(history.done.len(), MAX_STEPS);
        assert!(kept <= history.bytes && history.bytes <= MAX_BYTES, "{kept} {}", history.bytes);
    }

    #[test]
    fn large_steps_are_forgotten_before_they_take_too_much_memory() {
        let ((doc, mut body), mut history) = (large(), History::default());
        for i in 0..20 {
            let all = predictions(&i.to_string());
            push(&mut history, doc, &mut body, &Edit::set(JsonPath::default().key("predictions"), all));
        }
        let (kept, steps) = (kept(&history, &body), history.done.len());
        println!("{steps} steps keep {kept} bytes, and count {}", history.bytes);
        assert!((5..20).contains(&steps), "{steps}");
        assert!(kept <= history.bytes && history.bytes <= MAX_BYTES, "{kept} {}", history.bytes);
        while history.undo().is_some() {}
        assert_eq!(history.bytes, history.undone.iter().map(|step| step.bytes).sum::<usize>());
    }
}
