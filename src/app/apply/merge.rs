//! A document compared with another version of it, and merged with that.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::edit::change_body;
use super::files::identity;
use crate::app::action::Effect;
use crate::app::session::{Body, DocId, file_name};
use crate::app::state::{Dialog, State};
use crate::app::versions::{
    Compared, Comparing, Edition, Joined, Joining, Merging, Pending, Request, Source, Unread, Versions,
    Wanted, question,
};
use crate::model::JsonPath;
use crate::model::json::Progress;
use crate::versions::{Resolution, Resolutions};
use crate::words::count;

/// Does what the user wants done with versions, or takes in what a worker has made.
pub(super) fn request(state: &mut State, request: Request) -> Vec<Effect> {
    match request {
        Request::Compare { doc, other } => return compare(state, doc, other),
        Request::Merge => return merge(state),
        Request::MergeFrom(base) => return merge_from(state, base),
        Request::MergeFile(doc) => return merge_file(state, doc),
        Request::AskForFile { doc, wanted } => return vec![Effect::AskForVersion { doc, wanted }],
        Request::ShowConflict(at) => {
            if let Some(merging) = state.versions.merging.as_mut() {
                merging.at = at.min(merging.conflicts.len().saturating_sub(1));
            }
        }
        Request::Resolve(resolution) => resolve(state, resolution),
        Request::ResolveRest(resolution) => {
            for dispute in state.versions.merging.iter_mut().flat_map(|merging| &mut merging.conflicts) {
                dispute.answer.get_or_insert(resolution);
            }
        }
        Request::Apply => return finish(state),
        Request::Compared { asked, result } => compared(state, asked, result),
        Request::Joined { asked, result } => return joined(state, asked, result),
    }
    Vec::new()
}

/// Asks with which version the document in hand is compared.
pub(super) fn ask(state: &mut State) {
    state.dialog = state.comparable().map(|doc| question(doc, Wanted::Other));
}

/// Closes the dialog. From a question that another one has led to, the way leads back there.
pub(super) fn close_dialog(state: &mut State) {
    let pending = stop(state);
    if let Some(Dialog::Changed(doc)) = state.dialog {
        // To be decided later: it will be noticed again.
        state.theirs.remove(&doc);
    }
    state.dialog = match state.dialog.take() {
        Some(Dialog::Merge) => before_merge(state, pending.map(|pending| pending.doc)),
        Some(Dialog::ChooseVersion { wanted: Wanted::Base, .. }) => Some(Dialog::Versions),
        _ => {
            state.versions = Versions::default();
            None
        }
    };
}

/// What has led to the merge that is open, or that a worker is asked for.
fn before_merge(state: &State, pending: Option<DocId>) -> Option<Dialog> {
    if state.versions.compared.is_some() {
        return Some(Dialog::Versions);
    }
    let doc = pending.or_else(|| state.versions.merging.as_ref().map(|merging| merging.doc))?;
    state.theirs.contains_key(&doc).then_some(Dialog::Changed(doc))
}

/// Asks no worker any more.
fn stop(state: &mut State) -> Option<Pending> {
    let pending = state.versions.pending.take();
    if let Some(pending) = &pending {
        pending.progress.cancel();
    }
    pending
}

/// Takes note of what a worker is asked for.
fn begin(state: &mut State, doc: DocId, unread: Option<&Unread>) -> (u64, Arc<Progress>) {
    stop(state);
    state.asked += 1;
    let progress = Arc::new(Progress::default());
    let path = match unread {
        Some(Unread::File(path)) => path.clone(),
        Some(Unread::Open(_)) | None => PathBuf::new(),
    };
    state.versions.pending = Some(Pending { asked: state.asked, progress: Arc::clone(&progress), doc, path });
    (state.asked, progress)
}

/// What a worker answers, if it is asked for now and waited for in this dialog.
fn awaited(state: &mut State, asked: u64, dialog: &Dialog) -> Option<Pending> {
    let pending = state.versions.pending.take_if(|pending| pending.asked == asked);
    pending.filter(|_| state.dialog.as_ref() == Some(dialog))
}

/// Asks for a version once more, and says why the last one cannot be taken.
fn ask_again(state: &mut State, pending: &Pending, wanted: Wanted, problem: String) {
    let text = pending.path.display().to_string();
    state.dialog = Some(Dialog::ChooseVersion { doc: pending.doc, wanted, text, problem: Some(problem) });
}

fn unread(state: &State, source: Source) -> Option<Unread> {
    match source {
        Source::File(path) => Some(Unread::File(identity(path))),
        Source::Document(doc) => state.session.document(doc).map(|other| Unread::Open(Edition::of(other))),
    }
}

fn compare(state: &mut State, doc: DocId, other: Source) -> Vec<Effect> {
    let Some(mine) = state.session.document(doc).map(Edition::of) else { return Vec::new() };
    let Some(other) = unread(state, other) else { return Vec::new() };
    state.versions = Versions::default();
    state.dialog = Some(Dialog::Versions);
    let (asked, progress) = begin(state, doc, Some(&other));
    vec![Effect::CompareVersions(Box::new(Comparing { asked, progress, doc, mine, other }))]
}

fn compared(state: &mut State, asked: u64, result: Result<Box<Compared>, String>) {
    let Some(pending) = awaited(state, asked, &Dialog::Versions) else { return };
    match result {
        Ok(compared) => state.versions.compared = Some(Arc::from(compared)),
        Err(problem) => ask_again(state, &pending, Wanted::Other, problem),
    }
}

/// Merges what is compared. The base of a document and what its file holds now is what the file held.
fn merge(state: &mut State) -> Vec<Effect> {
    let Some(compared) = state.versions.compared.clone() else { return Vec::new() };
    if !compared.is_with_own_file() {
        state.dialog = Some(question(compared.doc, Wanted::Base));
        return Vec::new();
    }
    let base = base_in_file(state, compared.doc);
    join(state, compared.doc, base, compared.other.clone(), true)
}

fn merge_from(state: &mut State, base: Option<Source>) -> Vec<Effect> {
    let Some(compared) = state.versions.compared.clone() else { return Vec::new() };
    let base = base.and_then(|base| unread(state, base));
    join(state, compared.doc, base, compared.other.clone(), false)
}

fn merge_file(state: &mut State, doc: DocId) -> Vec<Effect> {
    let (Some(theirs), Some(document)) = (state.theirs.get(&doc), state.session.document(doc)) else {
        return Vec::new();
    };
    let name = document.path().map(file_name).unwrap_or_default();
    let theirs = Edition { name, path: document.path().map(Path::to_owned), body: theirs.body.clone() };
    state.versions.compared = None;
    let base = base_in_file(state, doc);
    join(state, doc, base, theirs, true)
}

/// What a document's file held before another program changed it.
fn base_in_file(state: &State, doc: DocId) -> Option<Unread> {
    let document = state.session.document(doc)?;
    let is_version = document.saved.kind() == document.body.kind();
    let name = "what the file held before".to_owned();
    is_version.then(|| Unread::Open(Edition { name, path: None, body: document.saved.clone() }))
}

fn join(
    state: &mut State,
    doc: DocId,
    base: Option<Unread>,
    theirs: Edition,
    is_of_file: bool,
) -> Vec<Effect> {
    let Some(mine) = state.session.document(doc).map(Edition::of) else { return Vec::new() };
    state.dialog = Some(Dialog::Merge);
    let (asked, progress) = begin(state, doc, base.as_ref());
    let resolutions = Resolutions::default();
    let order = Joining { asked, progress, doc, base, mine, theirs, is_of_file, resolutions, is_last: false };
    vec![Effect::Merge(Box::new(order))]
}

/// Answers the conflict that is shown, and shows the next one that is open.
fn resolve(state: &mut State, resolution: Resolution) {
    let Some(merging) = state.versions.merging.as_mut() else { return };
    let Some(dispute) = merging.conflicts.get_mut(merging.at) else { return };
    dispute.answer = Some(resolution);
    merging.at = merging.next_open().unwrap_or(merging.at);
}

/// Merges once more, with all conflicts resolved.
fn finish(state: &mut State) -> Vec<Effect> {
    let resolved = state.versions.merging.clone().filter(|merging| merging.open() == 0);
    let Some(merging) = resolved else { return Vec::new() };
    let resolutions = merging.resolutions();
    let Merging { doc, base, mine, theirs, is_of_file, .. } = merging;
    let (asked, progress) = begin(state, doc, None);
    let base = base.map(Unread::Open);
    let order = Joining { asked, progress, doc, base, mine, theirs, is_of_file, resolutions, is_last: true };
    vec![Effect::Merge(Box::new(order))]
}

fn joined(state: &mut State, asked: u64, result: Result<Box<Joined>, String>) -> Vec<Effect> {
    let Some(pending) = awaited(state, asked, &Dialog::Merge) else { return Vec::new() };
    let Joined { mut merging, body, is_last } = match result {
        Ok(joined) => *joined,
        Err(problem) => {
            not_joined(state, &pending, problem);
            return Vec::new();
        }
    };
    let before = state.versions.merging.take();
    let is_clean = merging.conflicts.is_empty() && state.versions.compared.is_none();
    if is_last || is_clean {
        let changes = before.filter(|_| is_last).map_or(merging.taken.len(), |before| before.changes());
        return hold(state, &merging, body, changes);
    }
    if let Some(before) = before {
        merging.resume(before);
    }
    state.versions.merging = Some(merging);
    Vec::new()
}

/// Says why nothing is merged, where something else can be named.
fn not_joined(state: &mut State, pending: &Pending, problem: String) {
    if state.versions.compared.is_some() {
        return ask_again(state, pending, Wanted::Base, problem);
    }
    state.dialog = before_merge(state, Some(pending.doc));
    state.tell(problem, true, Some(pending.doc));
}

/// Lets the document hold what was merged, as one step. Where that was with what its file holds now, that is
/// known from here on.
fn hold(state: &mut State, merging: &Merging, body: Body, changes: usize) -> Vec<Effect> {
    let doc = merging.doc;
    state.dialog = None;
    state.versions = Versions::default();
    let Some(document) = state.session.document(doc) else { return Vec::new() };
    if document.body != merging.mine.body {
        let name = document.name();
        state.tell(format!("{name} has changed meanwhile, and is not merged: merge again"), true, Some(doc));
        return Vec::new();
    }
    let effects = change_body(state, doc, body, "merge".to_owned(), None, JsonPath::default());
    if merging.is_of_file {
        forget_theirs(state, doc, &merging.theirs.body);
    }
    tell(state, doc, &merging.theirs.name, changes);
    effects
}

/// Takes note that what a document's file holds now is merged.
fn forget_theirs(state: &mut State, doc: DocId, merged: &Body) {
    let is_merged = state.theirs.get(&doc).is_some_and(|theirs| theirs.body == *merged);
    let theirs = if is_merged { state.theirs.remove(&doc) } else { None };
    let Some(document) = state.session.document_mut(doc) else { return };
    document.is_saved_as(merged.clone());
    if let Some(theirs) = theirs {
        document.stamp = theirs.stamp;
    }
}

fn tell(state: &mut State, doc: DocId, theirs: &str, changes: usize) {
    let Some(document) = state.session.document(doc) else { return };
    let saved = if document.is_dirty { "; it is not saved yet" } else { "" };
    let text = format!("{}: merged: {} of {theirs}{saved}", document.name(), count(changes, "change"));
    state.tell(text, false, Some(doc));
}
