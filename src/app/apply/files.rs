//! Files: opened, reloaded, closed, and copies of them saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::again::read_again;
use super::edit::{change_body, recheck};
use super::judge::judge;
use super::save::obstacle;
use super::seminar;
use crate::app::action::Effect;
use crate::app::essay_text::EssayText;
use crate::app::seminar::ENDING;
use crate::app::session::{Body, DocId, Document, Origin, file_name};
use crate::app::state::{Dialog, Loading, Selection, State, Theirs};
use crate::model::JsonPath;
use crate::model::json::Progress;
use crate::store::{self, AnyDocument, Loaded, Stamp};
use crate::words::count;

/// Starts reading files. A seminar sets aside what was asked for before it: so of files that are opened
/// together it comes first, and the others stand beside it.
pub(super) fn open(state: &mut State, mut paths: Vec<PathBuf>) -> Vec<Effect> {
    paths.sort_by_key(|path| !file_name(path).ends_with(ENDING));
    paths.into_iter().filter_map(|path| load(state, path)).collect()
}

/// Starts reading a file, unless it is being read already.
pub(super) fn load(state: &mut State, path: PathBuf) -> Option<Effect> {
    if matches!(state.dialog, Some(Dialog::OpenPath { .. })) {
        state.dialog = None;
    }
    let path = identity(path);
    if state.loading.iter().any(|loading| loading.path == path) {
        return None;
    }
    let progress = Arc::new(Progress::default());
    state.asked += 1;
    state.loading.push(Loading { path: path.clone(), progress: Arc::clone(&progress), asked: state.asked });
    Some(Effect::Load { path, progress })
}

/// The same for every path to a file: the same file by another name is one document.
pub(super) fn identity(path: PathBuf) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(&path)).unwrap_or(path)
}

pub(super) fn file_loaded(
    state: &mut State,
    path: &Path,
    stamp: Option<Stamp>,
    loaded: Loaded<AnyDocument>,
) -> Vec<Effect> {
    let at = state.loading.iter().position(|loading| loading.path == path);
    let loading = at.map(|at| state.loading.remove(at));
    if loading.as_ref().is_some_and(|loading| loading.progress.is_cancelled()) {
        state.tell(format!("{}: loading was cancelled", file_name(path)), false, None);
        return Vec::new();
    }
    let asked = loading.map_or(state.asked, |loading| loading.asked);
    let Loaded { document, diagnostics } = loaded;
    let body = match document {
        Some(AnyDocument::Theory(theory)) => Body::Theory(Arc::new(theory)),
        Some(AnyDocument::Essay(essay)) => Body::Essay(Arc::new(essay)),
        Some(AnyDocument::Seminar(seminar)) if diagnostics.errors == 0 => {
            return seminar::opened(state, path, asked, seminar, diagnostics, stamp);
        }
        Some(AnyDocument::Seminar(_)) | None => Body::Nothing,
    };
    let is_this = |document: &&Document| document.path() == Some(path);
    let open = state.session.documents.iter().find(is_this).filter(|_| !state.session.sets_aside(asked));
    let noticed = || state.session.every_document().find(|d| is_this(d) && state.noticed.contains(&d.id));
    if let Some(doc) = open.or_else(noticed).map(|document| document.id) {
        return read_again(state, doc, Theirs { body, diagnostics, stamp });
    }
    let mut document =
        state.session.document_of(Origin::File(path.to_owned()), body, Arc::new(diagnostics), asked);
    document.stamp = stamp;
    if state.session.sets_aside(asked) {
        return seminar::loaded_late(state, document);
    }
    let before = state.session.essay();
    let doc = take_in(&mut state.session.documents, document);
    remember(state);
    tell_of(state, doc, &file_name(path));
    if state.session.document(doc).is_some_and(Document::can_judge) {
        state.session.essay = doc;
    }
    recheck(state, &before);
    judge(state)
}

/// Lets a document hold what its file says, once its format is added. It is not saved yet.
pub(super) fn format_added(
    state: &mut State,
    doc: DocId,
    loaded: Option<Loaded<AnyDocument>>,
) -> Vec<Effect> {
    let Some(name) = state.session.document(doc).map(Document::name) else { return Vec::new() };
    let body = match loaded.and_then(|loaded| loaded.document) {
        Some(AnyDocument::Theory(theory)) => Body::Theory(Arc::new(theory)),
        Some(AnyDocument::Essay(essay)) => Body::Essay(Arc::new(essay)),
        Some(AnyDocument::Seminar(_)) | None => {
            let text =
                format!("{name}: with the format alone it cannot be read either: see what is wrong with it");
            state.tell(text, true, Some(doc));
            return Vec::new();
        }
    };
    state.tell(format!("{name}: the format is added, and not saved yet"), false, Some(doc));
    if let Some(document) = state.session.document_mut(doc) {
        document.saved = Body::Nothing;
    }
    change_body(state, doc, body, "add format".to_owned(), None, JsonPath::default())
}

/// Takes a document in among others, in place of the one of the same file, whose key it then has.
pub(super) fn take_in(documents: &mut Vec<Document>, document: Document) -> DocId {
    let same_file = |other: &&mut Document| other.path().is_some() && other.path() == document.path();
    if let Some(other) = documents.iter_mut().find(same_file) {
        if other.is_dirty && !document.is_dirty {
            // What is not saved stays.
            return other.id;
        }
        if other.is_dirty {
            // Both hold what no file does: the one that comes stands by itself, and finds a file of its own.
            let document = Document { origin: Origin::New, ..document };
            let id = document.id;
            documents.push(document);
            return id;
        }
        let (id, asked) = (other.id, other.asked);
        *other = Document { id, asked, ..document };
        return id;
    }
    let id = document.id;
    documents.push(document);
    id
}

/// Keeps what is open for the next start.
pub(super) fn remember(state: &mut State) {
    let session = &state.session;
    let aside = session.seminar.as_ref().and_then(|seminar| seminar.aside.as_ref());
    let is_beside = |document: &&Document| session.is_beside(document);
    state.settings.beside = files_of(session.documents.iter().filter(is_beside));
    state.settings.files = match aside {
        Some(aside) => files_of(&aside.documents),
        None => files_of(session.documents.iter().filter(|document| !is_beside(document))),
    };
    state.settings.seminar = session.seminar.as_ref().map(|seminar| seminar.path.clone());
}

fn files_of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Vec<PathBuf> {
    documents.into_iter().filter_map(Document::path).map(Path::to_owned).collect()
}

/// Says what came of opening a file.
pub(super) fn tell_of(state: &mut State, doc: DocId, name: &str) {
    let Some(document) = state.session.document(doc) else { return };
    let diagnostics = Arc::clone(&document.diagnostics);
    let title = document.name();
    let (errors, warnings) = (diagnostics.errors, diagnostics.warnings);
    if errors > 0 {
        let stays = "it stays out of the comparison until its file is mended and reloaded";
        state.tell(format!("{name} has {}: {stays}", count(errors, "error")), true, Some(doc));
    } else if warnings > 0 {
        state.tell(format!("{name}: opened {title}, with {}", count(warnings, "warning")), false, Some(doc));
    } else {
        state.tell(format!("{name}: opened {title}"), false, Some(doc));
    }
}

/// Closes a document of the user's, saved or not.
pub(super) fn close_document(state: &mut State, doc: DocId) -> Vec<Effect> {
    let is_own = |document: &Document| matches!(document.origin, Origin::File(_) | Origin::New);
    let before = state.session.essay();
    state.session.documents.retain(|document| document.id != doc || !is_own(document));
    state.session.forget_steps(true);
    recheck(state, &before);
    remember(state);
    forget_closed(state);
    judge(state)
}

/// Forgets what the view remembers of documents that are open no more.
pub(super) fn forget_closed(state: &mut State) {
    let documents = &state.session.documents;
    let is_open = |doc: &DocId| documents.iter().any(|document| document.id == *doc);
    let is_there = |selection: &Selection| match selection {
        Selection::Theory(doc) | Selection::Prediction(doc, _) => is_open(doc),
        Selection::Outcome(_) => true,
    };
    let view = &mut state.view;
    view.back.retain(is_there);
    view.selection.take_if(|selection| !is_there(selection));
    view.hovered.take_if(|selection| !is_there(selection));
    view.hidden.retain(is_open);
    view.widths.retain(|doc, _| is_open(doc));
}

pub(super) fn ask_where_to_save(state: &State, doc: Option<DocId>) -> Vec<Effect> {
    let doc = doc.or_else(|| state.comparison.members.first().map(|member| member.doc));
    let Some((doc, Body::Theory(theory))) =
        doc.and_then(|doc| Some((doc, state.session.document(doc)?.body.clone())))
    else {
        return Vec::new();
    };
    vec![Effect::AskWhereToSave { doc, name: format!("{}.json", theory.id), is_copy: true }]
}

/// Writes a copy of a theory to a file that the user has named; see [`super::save::obstacle`].
pub(super) fn save_copy(state: &mut State, doc: DocId, path: PathBuf, replaces: bool) -> Vec<Effect> {
    if let Some(problem) = obstacle(state, None, &path, replaces) {
        let text = path.display().to_string();
        state.dialog = Some(Dialog::SaveCopy { doc, text, problem: Some(problem) });
        return Vec::new();
    }
    match state.session.document(doc).map(|document| &document.body) {
        Some(Body::Theory(theory)) => vec![Effect::Save { doc, path, text: store::canonical(&**theory) }],
        Some(Body::Essay(_) | Body::Nothing) | None => Vec::new(),
    }
}

pub(super) fn copy_saved(state: &mut State, doc: DocId, path: &Path, result: Result<(), store::SaveProblem>) {
    match result {
        Ok(()) => {
            state.dialog = None;
            state.tell(format!("Saved a copy as {}", path.display()), false, None);
        }
        Err(problem) => {
            let text = path.display().to_string();
            state.dialog =
                Some(Dialog::SaveCopy { doc, text, problem: Some(format!("Not saved: {problem}.")) });
        }
    }
}

pub(super) fn text_loaded(state: &mut State, path: PathBuf, result: Result<EssayText, String>) {
    let name = file_name(&path);
    match result {
        Ok(text) => {
            state.tell(format!("{name}: {} attached", count(text.len(), "paragraph")), false, None);
            state.essay_text = Some(text);
            state.settings.essay_text = Some(path);
        }
        Err(problem) => state.tell(format!("{name} could not be attached: {problem}"), true, None),
    }
}
