//! Leaving the window, a document or a seminar: what would be lost, and what to do with it.

use std::sync::Arc;

use super::seminar::asks_of_another_essay;
use super::session::{DocId, Document};
use super::state::State;
use crate::assess::Lens;
use crate::model::Room;
use crate::store::{lens_of, room_of};
use crate::words;

/// What the user leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The window, and all that is open.
    Window,
    /// A document.
    Document(DocId),
    /// The seminar that is open.
    Seminar,
    /// The same, for another one, or for what its file holds now.
    ForSeminar,
}

/// Something that no file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// A document.
    Document(DocId),
    /// How the essay is read, and what the room has done.
    Readings,
    /// The same of what was open before the seminar.
    Aside,
}

/// What becomes of what is not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is saved first.
    Save,
    /// It is given up.
    Discard,
}

impl State {
    /// What would be lost by leaving now, in the order of the documents.
    pub fn unsaved(&self, leaving: Leaving) -> Vec<Unsaved> {
        let documents = |keep: &dyn Fn(&&Document) -> bool| -> Vec<Unsaved> {
            let dirty = self.session.every_document().filter(|document| document.is_dirty);
            dirty.filter(keep).map(|document| Unsaved::Document(document.id)).collect()
        };
        let readings = self.has_unsaved_readings().then_some(Unsaved::Readings);
        let aside = self.session.seminar.as_ref().and_then(|open| open.aside.as_ref());
        let aside = aside.filter(|aside| aside.is_unsaved()).map(|_| Unsaved::Aside);
        match leaving {
            Leaving::Window => documents(&|_| true).into_iter().chain(readings).chain(aside).collect(),
            Leaving::Document(doc) => documents(&|document| document.id == doc),
            // Documents of the user's own stay open.
            Leaving::Seminar | Leaving::ForSeminar => readings.into_iter().collect(),
        }
    }

    /// Whether the essay is read, or a room has done, what no seminar's file says.
    pub fn has_unsaved_readings(&self) -> bool {
        let lens = &self.session.lens;
        match &self.session.seminar {
            Some(open) => {
                let saved = Lens { room: lens.room.clone(), ..lens_of(&open.saved) };
                saved != *lens || self.has_unsaved_room() || asks_of_another_essay(&self.session, open)
            }
            None => self.has_what_if() || self.has_unsaved_room(),
        }
    }

    /// Whether the room has done what no seminar's file says.
    pub(super) fn has_unsaved_room(&self) -> bool {
        let saved = self.session.seminar.as_ref().map(|open| room_of(&open.saved)).unwrap_or_default();
        let room = &self.session.room;
        !Arc::ptr_eq(&saved, room) && saved != *room
    }

    /// What is not saved, by name.
    pub fn unsaved_name(&self, unsaved: Unsaved) -> String {
        match unsaved {
            Unsaved::Document(doc) => {
                let document = self.session.document(doc);
                let name = document.map(Document::name).unwrap_or_default();
                match document.and_then(Document::path) {
                    Some(path) => format!("{name} ({})", path.display()),
                    None => format!("{name} (no file yet)"),
                }
            }
            Unsaved::Readings => match &self.session.seminar {
                Some(open) if self.has_unsaved_room() => format!("What the room has done in {}", open.name()),
                Some(open) if asks_of_another_essay(&self.session, open) => {
                    format!("The essay that the room is asked about in {}", open.name())
                }
                Some(open) => format!("How the essay is read in {}", open.name()),
                None => without_file(&self.session.room, &self.session.lens),
            },
            Unsaved::Aside => {
                let aside = self.session.seminar.as_ref().and_then(|open| open.aside.as_ref());
                let said = aside.map(|aside| without_file(&aside.room, &aside.lens)).unwrap_or_default();
                format!("{said} (set aside while the seminar is open)")
            }
        }
    }
}

/// What a room has planned, or how the essay is read, and no file says.
fn without_file(room: &Room, lens: &Lens) -> String {
    if *room == Room::default() {
        return format!("How the essay is read otherwise: {}", words::count(lens.changes(), "change"));
    }
    format!("The seminar: {} on its agenda", words::count(room.items().len(), "item"))
}
