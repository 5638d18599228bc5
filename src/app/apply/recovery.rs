//! Keeping unsaved work for the next start, and taking over what an earlier one has left.

use std::path::PathBuf;
use std::sync::Arc;

use super::edit::{change_body, change_lens};
use super::files::{identity, remember};
use super::judge::judge;
use super::room::take_place;
use super::seminar::open_waiting;
use crate::app::action::Effect;
use crate::app::recovery::{Found, FoundBody, FoundSeminar, UnsavedWork};
use crate::app::seminar::Waiting;
use crate::app::session::{Body, Document, Origin, file_name};
use crate::app::state::{Dialog, State};
use crate::assess::Lens;
use crate::model::{JsonPath, Room, Seminar};
use crate::store::{Abandoned, AbandonedCopy, Diagnostics, OtherProcess, SaveProblem};

/// What the start has found in the recovery folder.
pub struct Start {
    /// Why nothing can be kept, if it cannot.
    pub problem: Option<SaveProblem>,
    /// What earlier starts have left.
    pub left: Vec<Abandoned>,
    /// The same, read, beside the files.
    pub found: Vec<Found>,
    /// Reports of failures that nobody has been told of.
    pub reports: Vec<PathBuf>,
}

/// Takes note of what is unsaved after each change.
pub(super) fn note(state: &mut State) -> Option<Effect> {
    let work = UnsavedWork::of(state);
    let now = state.now;
    state.recovery.note(work.clone(), now).then_some(Effect::Watch(work))
}

/// Keeps what is unsaved, one time after the other.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    if state.recovery.is_keeping {
        return Vec::new();
    }
    vec![Effect::Keep(state.recovery.take())]
}

/// Takes note of what came of keeping, and of other programs that have the same files open.
pub(super) fn kept(
    state: &mut State,
    result: Result<(), SaveProblem>,
    others: Vec<(PathBuf, OtherProcess)>,
) -> Vec<Effect> {
    state.recovery.is_keeping = false;
    tell_of_others(state, others);
    match result {
        Ok(()) => {
            state.recovery.problem = None;
            let is_done = state.recovery.is_decided && state.recovery.is_kept();
            let left = if is_done { std::mem::take(&mut state.recovery.left) } else { Vec::new() };
            left.into_iter().map(Effect::Forget).collect()
        }
        Err(problem) => {
            let now = state.now;
            state.recovery.try_again(now);
            let text =
                format!("Unsaved work cannot be kept for the case of a failure: {problem}. Save often");
            if state.recovery.problem.as_ref() != Some(&text) {
                state.tell(text.clone(), true, None);
                state.recovery.problem = Some(text);
            }
            Vec::new()
        }
    }
}

/// Says, once, that another Prescient has a file open too.
pub(super) fn tell_of_others(state: &mut State, others: Vec<(PathBuf, OtherProcess)>) {
    state.elsewhere.retain(|path, pid| others.iter().any(|(file, other)| file == path && other.pid == *pid));
    for (path, other) in others {
        let pid = other.pid;
        if state.elsewhere.insert(path.clone(), pid) != Some(pid) {
            let name = file_name(&path);
            let text = format!(
                "{name} is open in another Prescient too (process {pid}): what is saved there will be noticed here"
            );
            let doc = state.session.documents.iter().find(|document| document.path() == Some(&*path));
            let doc = doc.map(|document| document.id);
            state.tell(text, true, doc);
        }
    }
}

/// Takes note of what the start has found, and asks about it.
pub(super) fn started(state: &mut State, start: Start) -> Vec<Effect> {
    for report in &start.reports {
        let text = format!("Prescient failed the last time. A report is in {}", report.display());
        state.tell(text, true, None);
    }
    if let Some(problem) = start.problem {
        let text = format!("Unsaved work cannot be kept for the case of a failure: {problem}. Save often");
        state.tell(text.clone(), true, None);
        state.recovery.problem = Some(text);
    }
    state.recovery.is_on = state.recovery.problem.is_none();
    let (in_files, found): (Vec<Found>, Vec<Found>) =
        start.found.into_iter().partition(|found| found.is_in_file);
    let is_in_file = |copy: &AbandonedCopy| in_files.iter().any(|found| found.copy.path == copy.path);
    let (done, left): (Vec<Abandoned>, Vec<Abandoned>) =
        start.left.into_iter().partition(|left| left.copies.iter().all(is_in_file));
    state.recovery.left = left;
    state.recovery.found = found;
    if !state.recovery.found.is_empty() {
        state.dialog = Some(Dialog::Recovery);
    }
    // Now there is a folder for it.
    let mut effects: Vec<Effect> = done.into_iter().map(Effect::Forget).collect();
    effects.push(Effect::Watch(state.recovery.now.clone()));
    effects
}

/// Takes over the copies that the user wants, by their positions; the others are given up.
pub(super) fn recover(state: &mut State, wanted: &[bool]) -> Vec<Effect> {
    state.dialog = None;
    let found = std::mem::take(&mut state.recovery.found);
    keep_unreadable(state, &found);
    let mut found: Vec<Found> =
        found.into_iter().zip(wanted).filter(|(_, is_wanted)| **is_wanted).map(|(found, _)| found).collect();
    // The latest copy of a document comes last, and so stands; undo leads to the others.
    found.sort_by_key(|found| found.copy.kept);
    let mut effects: Vec<Effect> = found.into_iter().flat_map(|found| take_over(state, found)).collect();
    remember(state);
    effects.extend(judge(state));
    state.recovery.is_decided = true;
    // What was taken over is kept here before the copies of the earlier start are given up.
    effects.extend(keep_again(state));
    effects
}

/// What cannot be read now is not given up: its folder stays, and is offered again.
fn keep_unreadable(state: &mut State, found: &[Found]) {
    let unreadable = |path: &PathBuf| {
        found.iter().any(|found| matches!(found.body, FoundBody::Nothing) && found.copy.path == *path)
    };
    keep_left(state, |copy| unreadable(&copy.path));
}

/// Keeps the folders of earlier starts that hold such copies.
fn keep_left(state: &mut State, is_kept: impl Fn(&AbandonedCopy) -> bool) {
    state.recovery.left.retain(|left| !left.copies.iter().any(&is_kept));
}

/// Keeps once more even if nothing has changed, so that what was left can be given up.
fn keep_again(state: &mut State) -> Vec<Effect> {
    let work = UnsavedWork::of(state);
    let now = state.now;
    state.recovery.note(work, now);
    keep(state)
}

fn take_over(state: &mut State, found: Found) -> Vec<Effect> {
    let Found { copy, body, on_disk, is_changed_on_disk, .. } = found;
    match body {
        FoundBody::Document(body) => {
            // A file that was changed since is not written over: it is read, and the user asked, before.
            let saved = on_disk.filter(|_| !is_changed_on_disk).unwrap_or(Body::Nothing);
            take_document(state, copy, body, saved)
        }
        FoundBody::Seminar(seminar) => take_seminar(state, &copy, *seminar),
        FoundBody::Nothing => {
            let text = format!("The copy of {} cannot be read: {}", copy.name, copy.path.display());
            state.tell(text, true, None);
            Vec::new()
        }
    }
}

/// Takes over a seminar into its own file and no other: that is opened if it is not. What had no file comes to what
/// has none now.
fn take_seminar(state: &mut State, copy: &AbandonedCopy, found: FoundSeminar) -> Vec<Effect> {
    let (lens, room) = (found.lens(), Some(found.room()).filter(|_| !found.is_room_in_file));
    let open = state.session.seminar.as_ref().map(|open| open.path.clone());
    match copy.original.clone().map(identity) {
        path if path == open && room.as_ref().is_some_and(|room| is_lost_by(state, room)) => {
            offer_again(state, copy)
        }
        path if path == open => take_lens_and_room(state, lens, room),
        None => set_aside(state, copy, lens, room.unwrap_or_default()),
        Some(_) if open.is_some() && state.has_unsaved_readings() => offer_again(state, copy),
        Some(path) => {
            let mut effects = open_found(state, path, found);
            effects.extend(take_lens_and_room(state, lens, room));
            effects
        }
    }
}

/// Whether what the room has done or planned, and no file says, would be lost by taking another one over: that of a
/// later copy goes on from it.
fn is_lost_by(state: &State, room: &Room) -> bool {
    let now = &*state.session.room;
    let has_gone_on = room.goes_on_from(now) && room.entries().len() > now.entries().len();
    state.has_unsaved_room() && *room != *now && !has_gone_on
}

/// Takes over how the essay was read, and what the room had done unless its file has that already.
fn take_lens_and_room(state: &mut State, lens: Lens, room: Option<Arc<Room>>) -> Vec<Effect> {
    let text = "Recovered the seminar: how the essay was read, and what the room had done";
    state.tell(text.to_owned(), false, None);
    if let Some(room) = room {
        take_room(state, room);
    }
    let lens = Lens { room: state.session.lens.room.clone(), ..lens };
    change_lens(state, lens, "recovery of readings")
}

/// Opens the seminar's file. Where that is gone or faulty, the documents of the copy stand, and all that was done in
/// it is unsaved.
fn open_found(state: &mut State, path: PathBuf, found: FoundSeminar) -> Vec<Effect> {
    let FoundSeminar { seminar, in_file, stamp, .. } = found;
    let stamp = stamp.filter(|_| in_file.is_some());
    let documents_alone =
        || Seminar { room: None, readings: None, off_outcomes: None, off_bases: None, ..seminar };
    state.asked += 1;
    state.waiting = Some(Box::new(Waiting {
        path,
        asked: state.asked,
        seminar: in_file.unwrap_or_else(documents_alone),
        diagnostics: Diagnostics::default(),
        stamp,
    }));
    open_waiting(state)
}

/// Puts what had no file among what the open seminar has set aside: it comes back when that is closed.
fn set_aside(state: &mut State, copy: &AbandonedCopy, lens: Lens, room: Arc<Room>) -> Vec<Effect> {
    let aside = state.session.seminar.as_mut().and_then(|open| open.aside.as_mut());
    let Some(aside) = aside.filter(|aside| !aside.is_unsaved()) else { return offer_again(state, copy) };
    (aside.lens, aside.room) = (lens, room);
    let text = format!("Recovered {}: it comes back when the seminar is closed", copy.name);
    state.tell(text, false, None);
    Vec::new()
}

/// Leaves a copy where it is, since what is unsaved now would be lost by taking it over.
fn offer_again(state: &mut State, copy: &AbandonedCopy) -> Vec<Effect> {
    keep_left(state, |left| left.path == copy.path);
    let of = copy.original.as_deref().map(|path| format!(" of {}", file_name(path))).unwrap_or_default();
    let text = format!(
        "{}{of} is not taken over yet, since what is open is not saved: it is offered again at the next start",
        copy.name
    );
    state.tell(text, true, None);
    Vec::new()
}

/// Takes over what a room had done. Where its file has gone another way since, that stays as it is: the copy is saved
/// under another name.
fn take_room(state: &mut State, room: Arc<Room>) {
    let is_further = room.goes_on_from(&state.session.room);
    if let Some(open) = state.session.seminar.as_mut().filter(|_| !is_further) {
        open.stamp = None;
        let text = format!(
            "{} has gone another way since: save the recovered seminar under another name",
            open.name()
        );
        state.tell(text, true, None);
    }
    state.session.history.forget_room();
    take_place(state, room);
}

/// Opens a recovered document, or lets the open one of its file hold it.
fn take_document(state: &mut State, copy: AbandonedCopy, body: Body, saved: Body) -> Vec<Effect> {
    let AbandonedCopy { original, stamp, name, .. } = copy;
    let path = original.map(identity);
    let is_open = |document: &&Document| path.is_some() && document.path() == path.as_deref();
    let open = state.session.every_document().find(is_open).map(|document| document.id);
    state.tell(format!("Recovered {name}: it is not saved yet"), false, open);
    if let Some(document) = open.and_then(|doc| state.session.document_mut(doc)) {
        document.stamp = stamp;
        document.is_saved_as(saved);
        let doc = document.id;
        return change_body(state, doc, body, "recovery".to_owned(), None, JsonPath::default());
    }
    let essay = state.session.essay();
    state.asked += 1;
    let diagnostics = Arc::new(body.check(&essay));
    let origin = path.map_or(Origin::New, Origin::File);
    let mut document = state.session.document_of(origin, body, diagnostics, state.asked);
    document.is_saved_as(saved);
    document.stamp = stamp;
    state.session.documents.push(document);
    Vec::new()
}
