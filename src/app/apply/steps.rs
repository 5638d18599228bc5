//! Each step of a room gets into its seminar's file.

use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::seminar::Draft;
use crate::app::state::State;
use crate::store::room_of;

/// What is planned is written so long after the last change, in seconds: once typing has paused.
const PAUSE: f64 = 1.0;

/// Writes what has happened, has been counted, or counts in place of the essay's readings, at once. What was not
/// written is not tried again before there is something else to write: it is kept with the unsaved work meanwhile.
pub(super) fn autosave(state: &mut State) -> Option<Effect> {
    let saved = room_of(&state.session.seminar.as_ref()?.saved);
    let room = &state.session.room;
    let has_happened =
        saved.log != room.log || saved.counting != room.counting || saved.replaces != room.replaces;
    if has_happened { write(state) } else { None }
}

/// Takes note of when the room has changed what it plans.
pub(super) fn note_plan(state: &mut State) {
    if !state.has_unsaved_room() {
        state.planned = None;
    } else if state.planned.as_ref().is_none_or(|(room, _)| !Arc::ptr_eq(room, &state.session.room)) {
        state.planned = Some((Arc::clone(&state.session.room), state.now));
    }
}

/// Writes what the room has planned.
pub(super) fn write_plan(state: &mut State) -> Option<Effect> {
    if state.has_unsaved_room() { write(state) } else { None }
}

/// Writes the room to its seminar's file, without telling of it unless that goes wrong.
fn write(state: &mut State) -> Option<Effect> {
    if state.was_tried() || state.is_saving_seminar {
        return None;
    }
    let draft = Draft::of_room(state)?;
    state.autosaved = Some(Arc::clone(&state.session.room));
    state.is_saving_seminar = true;
    Some(Effect::SaveSeminar { path: draft.path()?.to_owned(), draft })
}

impl State {
    /// Whether the room as it is was written without being asked for, or should have been.
    fn was_tried(&self) -> bool {
        self.autosaved.as_ref().is_some_and(|tried| Arc::ptr_eq(tried, &self.session.room))
    }

    /// In how many seconds what the room has planned is to be written; `None` where nothing is.
    pub fn plan_due_in(&self) -> Option<f64> {
        let is_possible = self.session.seminar.is_some() && !self.is_saving_seminar && !self.was_tried();
        let (_, since) = self.planned.as_ref().filter(|_| is_possible)?;
        Some((since + PAUSE - self.now).max(0.0))
    }
}
