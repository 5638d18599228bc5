//! The one function that changes the state.

mod seminar;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::action::{Action, Effect};
use super::command::Command;
use super::comparison::{Comparison, Ingredients};
use super::find;
use super::seminar::ENDING;
use super::session::{Body, DocId, Document, Origin, file_name};
use super::settings::{Motion, Theme};
use super::state::{Analysed, Dialog, Loading, Selection, State, Tab};
use super::what_if::{self, Change};
use crate::assess::AttributionFilter;
use crate::model::Basis;
use crate::model::json::Progress;
use crate::store::{self, AnyDocument, Loaded};

/// With more predictions than this a worker judges them, and views show the last result meanwhile.
const JUDGED_AT_ONCE: usize = 20_000;

/// How much larger or smaller one step makes everything.
const ZOOM_STEP: f32 = 0.1;

/// How much wider or narrower one step makes a column, in points.
const WIDTH_STEP: f32 = 24.0;

/// The width from which a column is made wider or narrower by keys, if it had an even share, in points.
const FIRST_WIDTH: f32 = 200.0;

/// How many selections are kept to go back to.
const MAX_BACK: usize = 50;

/// Up to this many cells of the matrix and predictions an analysis is made at once.
const ANALYSED_AT_ONCE: usize = 10_000;

/// Changes the state as the action asks, and returns what the shell must do.
pub fn apply(state: &mut State, action: Action) -> Vec<Effect> {
    let mut effects = apply_action(state, action);
    effects.extend(analyse_if_shown(state));
    effects
}

fn apply_action(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Command(command) => return command_effects(state, command),
        Action::Select(selection) => select(state, selection),
        Action::Hover(hovered) => state.view.hovered = hovered,
        Action::Reveal(selection) => reveal(state, selection),
        Action::Scrolled => state.view.scroll_to = None,
        Action::SetHidden(doc, is_hidden) => set_hidden(state, doc, is_hidden),
        Action::MoveColumn { doc, to } => move_column(state, doc, to),
        Action::SetWidth(doc, width) => {
            state.view.widths.insert(doc, width);
        }
        Action::ShowPage { group, page } => {
            state.view.pages.insert(group, page);
        }
        Action::SetAttribution(filter) => return set_attribution(state, filter),
        Action::SetMatrix(view) => state.view.matrix = view,
        Action::WhatIf(change) => return change_readings(state, change),
        Action::SetEssayOrder(order) => state.view.essay_order = order,
        Action::SetQuery(query) => {
            state.view.find.query = query;
            search(state);
        }
        Action::SetFindCursor(cursor) => state.view.find.cursor = cursor,
        Action::OpenHit => open_hit(state),
        Action::CloseFind => state.view.find.is_open = false,
        Action::Show(dialog) => state.dialog = Some(dialog),
        Action::CloseDialog => state.dialog = None,
        Action::Open(paths) => return open(state, paths),
        Action::Reload(doc) => {
            let path = state.session.document(doc).and_then(Document::path).map(Path::to_owned);
            return path.and_then(|path| load(state, path)).into_iter().collect();
        }
        Action::Close(doc) => return close(state, doc),
        Action::CancelLoading(path) => {
            state
                .loading
                .iter()
                .filter(|loading| loading.path == path)
                .for_each(|loading| loading.progress.cancel());
        }
        Action::AskWhereToSave(doc) => return ask_where_to_save(state, Some(doc)),
        Action::SaveCopy { doc, path } => return save_copy(state, doc, path),
        Action::SaveSeminar(path) => return seminar::save_as(state, path),
        Action::UseEssay(doc) => return use_essay(state, doc),
        Action::AttachText(path) => {
            state.dialog = None;
            return vec![Effect::LoadText(path)];
        }
        Action::NothingChosen => {
            let second_way = "if no dialog appeared, use File > Open by path";
            state.tell(format!("No file was chosen; {second_way}"), false, None);
        }
        Action::FileLoaded { path, loaded } => return file_loaded(state, &path, *loaded),
        Action::CopySaved { doc, path, result } => copy_saved(state, doc, &path, result),
        Action::SeminarSaved { path, result } => seminar::saved(state, path, result),
        Action::DifferencesFound(names) => seminar::tell_of_differences(state, names),
        Action::TextLoaded { path, result } => text_loaded(state, path, result),
        Action::Compared(comparison) => compared(state, *comparison),
        Action::Analysed(analysed) => analysis_arrived(state, *analysed),
        Action::DesktopSays(wishes) => {
            state.wishes = wishes;
            return vec![Effect::Restyle];
        }
    }
    Vec::new()
}

fn command_effects(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Open => return vec![Effect::AskForFiles],
        Command::OpenPath => state.dialog = Some(Dialog::OpenPath { text: String::new() }),
        Command::SaveCopy => return ask_where_to_save(state, state.selected_theory()),
        Command::ReloadAll => {
            let files: Vec<PathBuf> = state.session.readable().map(Path::to_owned).collect();
            return files.into_iter().filter_map(|path| load(state, path)).collect();
        }
        Command::SaveSeminar => return seminar::save(state),
        Command::SaveSeminarAs => return vec![seminar::ask_where_to_save(state)],
        Command::CloseSeminar => return seminar::close(state),
        Command::AttachText => return vec![Effect::AskForText],
        Command::DetachText => {
            state.essay_text = None;
            state.settings.essay_text = None;
        }
        Command::Quit => return vec![Effect::Quit],
        Command::Find => {
            state.view.find.is_open = true;
            state.view.find.opened += 1;
            search(state);
        }
        Command::Back => back(state),
        Command::ShowCompare => open_tab(state, Tab::Compare),
        Command::ShowMatrix => open_tab(state, Tab::Matrix),
        Command::ShowTimeline => open_tab(state, Tab::Timeline),
        Command::ShowAnalysis => open_tab(state, Tab::Analysis),
        Command::ShowEssay => open_tab(state, Tab::Essay),
        Command::ToggleTheories => state.view.hides_theories = !state.view.hides_theories,
        Command::ToggleInspector => state.view.shows_inspector = !state.view.shows_inspector,
        Command::MoveColumnLeft => move_selected(state, -1),
        Command::MoveColumnRight => move_selected(state, 1),
        Command::WidenColumn => widen_selected(state, WIDTH_STEP),
        Command::NarrowColumn => widen_selected(state, -WIDTH_STEP),
        Command::HideColumn => {
            if let Some(doc) = state.selected_theory() {
                set_hidden(state, doc, true);
            }
        }
        Command::ShowAllColumns => state.view.hidden.clear(),
        Command::EvenColumns => state.view.widths.clear(),
        Command::AllAttributions => return set_attribution(state, AttributionFilter::All),
        Command::EssayOnly => return set_attribution(state, AttributionFilter::Essay),
        Command::TransposeMatrix => {
            state.view.matrix.is_transposed = !state.view.matrix.is_transposed;
        }
        Command::ListChanges => state.view.lists_changes = !state.view.lists_changes,
        Command::ReadHigher => return change_readings_if(state, state.next_grade(-1)),
        Command::ReadLower => return change_readings_if(state, state.next_grade(1)),
        Command::ReadAsEssay => {
            let outcome = state.selected_outcome().map(|outcome| outcome.id.to_string());
            return change_readings_if(state, outcome.map(|outcome| Change::Reading(outcome, None)));
        }
        Command::SwitchOutcome => {
            let outcome = state.selected_outcome().map(|outcome| outcome.id.to_string());
            let is_on = |id: &String| !state.session.lens.off_outcomes.contains(id);
            let change = outcome.map(|id| (is_on(&id), id)).map(|(is_on, id)| Change::Off(id, is_on));
            return change_readings_if(state, change);
        }
        Command::FactsOnly => return change_readings(state, Change::OnlyBasis(Basis::Fact)),
        Command::EveryBasis => return change_readings(state, Change::EveryBasis),
        Command::UndoWhatIf => return change_readings(state, Change::Nothing),
        Command::BuiltInEssay => {
            let built_in = state.session.built_in_essay();
            return built_in.map_or_else(Vec::new, |doc| use_essay(state, doc));
        }
        Command::SystemTheme => return set_theme(state, Theme::System),
        Command::LightTheme => return set_theme(state, Theme::Light),
        Command::DarkTheme => return set_theme(state, Theme::Dark),
        Command::SystemMotion => return set_motion(state, Motion::System),
        Command::FullMotion => return set_motion(state, Motion::Full),
        Command::LessMotion => return set_motion(state, Motion::Less),
        Command::ZoomIn => return set_zoom(state, state.settings.zoom + ZOOM_STEP),
        Command::ZoomOut => return set_zoom(state, state.settings.zoom - ZOOM_STEP),
        Command::ZoomReset => return set_zoom(state, 1.0),
        Command::Messages => state.dialog = Some(Dialog::Messages),
        Command::Keys => state.dialog = Some(Dialog::Keys),
        Command::About => state.dialog = Some(Dialog::About),
    }
    Vec::new()
}

fn set_zoom(state: &mut State, zoom: f32) -> Vec<Effect> {
    state.settings.zoom = ((zoom / ZOOM_STEP).round() * ZOOM_STEP).clamp(0.5, 3.0);
    vec![Effect::Zoom(state.settings.zoom)]
}

fn set_theme(state: &mut State, theme: Theme) -> Vec<Effect> {
    state.settings.theme = theme;
    vec![Effect::Restyle]
}

fn set_motion(state: &mut State, motion: Motion) -> Vec<Effect> {
    state.settings.motion = motion;
    vec![Effect::Restyle]
}

// Looking at things.

/// Opens a view. What the pointer was over in another one is no longer under it.
fn open_tab(state: &mut State, tab: Tab) {
    state.view.tab = tab;
    state.view.hovered = None;
}

fn select(state: &mut State, selection: Selection) {
    let view = &mut state.view;
    view.shows_inspector = true;
    if let Some(before) = view.selection.replace(selection)
        && view.selection.as_ref() != Some(&before)
    {
        view.back.push(before);
        if view.back.len() > MAX_BACK {
            view.back.remove(0);
        }
    }
}

fn back(state: &mut State) {
    if let Some(before) = state.view.back.pop() {
        state.view.selection = Some(before);
    }
}

fn reveal(state: &mut State, selection: Selection) {
    match &selection {
        Selection::Theory(doc) => {
            open_tab(state, Tab::Compare);
            state.view.hidden.remove(doc);
        }
        Selection::Prediction(doc, position) => {
            open_tab(state, Tab::Compare);
            state.view.hidden.remove(doc);
            turn_to(state, *doc, *position);
        }
        Selection::Outcome(_) => open_tab(state, Tab::Essay),
    }
    state.view.scroll_to = Some(selection.clone());
    select(state, selection);
}

/// Turns to the page of Compare on which a prediction stands.
fn turn_to(state: &mut State, doc: DocId, position: usize) {
    let Some(member) = state.comparison.member(doc) else { return };
    for (group, topic) in state.comparison.topics.iter().enumerate() {
        if let Some(row) = topic.columns[member].iter().position(|p| *p as usize == position) {
            state.view.pages.insert(group, row / super::rows::PAGE);
        }
    }
}

fn search(state: &mut State) {
    state.view.find.hits = find::hits(&state.comparison, &state.view.find.query);
    state.view.find.cursor = 0;
}

fn open_hit(state: &mut State) {
    let find = &mut state.view.find;
    if let Some(hit) = find.hits.get(find.cursor) {
        let target = hit.target.clone();
        find.is_open = false;
        reveal(state, target);
    }
}

// Columns.

fn set_hidden(state: &mut State, doc: DocId, is_hidden: bool) {
    if is_hidden {
        state.view.hidden.insert(doc);
    } else {
        state.view.hidden.remove(&doc);
    }
}

fn move_selected(state: &mut State, by: isize) {
    let Some(doc) = state.selected_theory() else { return };
    let shown = shown_docs(state);
    if let Some(to) = shown.iter().position(|d| *d == doc).and_then(|at| at.checked_add_signed(by)) {
        move_column(state, doc, to);
    }
}

fn widen_selected(state: &mut State, by: f32) {
    if let Some(doc) = state.selected_theory() {
        *state.view.widths.entry(doc).or_insert(FIRST_WIDTH) += by;
    }
}

fn shown_docs(state: &State) -> Vec<DocId> {
    state.columns().into_iter().map(|member| state.comparison.members[member].doc).collect()
}

fn move_column(state: &mut State, doc: DocId, to: usize) {
    let mut shown = shown_docs(state);
    let Some(from) = shown.iter().position(|d| *d == doc) else { return };
    shown.remove(from);
    shown.insert(to.min(shown.len()), doc);
    let mut shown = shown.into_iter();
    let hidden = &state.view.hidden;
    let comparison = &state.comparison;
    let is_shown = |doc: &DocId| !hidden.contains(doc) && comparison.member(*doc).is_some();
    let order = state.view.order.iter().map(|d| if is_shown(d) { shown.next().unwrap_or(*d) } else { *d });
    state.view.order = order.collect();
}

// Judging.

fn set_attribution(state: &mut State, filter: AttributionFilter) -> Vec<Effect> {
    state.session.lens.attribution = filter;
    judge(state)
}

fn use_essay(state: &mut State, doc: DocId) -> Vec<Effect> {
    state.session.essay = doc;
    judge(state)
}

fn change_readings(state: &mut State, change: Change) -> Vec<Effect> {
    what_if::change(state, change);
    judge(state)
}

fn change_readings_if(state: &mut State, change: Option<Change>) -> Vec<Effect> {
    change.map_or_else(Vec::new, |change| change_readings(state, change))
}

/// Makes the comparison anew: at once where that is quick, else on a worker.
fn judge(state: &mut State) -> Vec<Effect> {
    state.generation += 1;
    let before = Arc::clone(&state.comparison);
    let ingredients = Ingredients::of(&state.session, state.generation, Some(before));
    if ingredients.predictions() > JUDGED_AT_ONCE {
        state.is_updating = true;
        return vec![Effect::Compare(ingredients)];
    }
    compared(state, ingredients.compare());
    Vec::new()
}

fn compared(state: &mut State, comparison: Comparison) {
    if comparison.generation != state.generation {
        return;
    }
    state.is_updating = false;
    state.comparison = Arc::new(comparison);
    tell_of_ids(state);
    let order = &mut state.view.order;
    let members = &state.comparison.members;
    let documents = &state.session.documents;
    order.retain(|doc| documents.iter().any(|document| document.id == *doc));
    for (at, member) in members.iter().enumerate() {
        if !order.contains(&member.doc) {
            // A theory that takes a built-in one's place stands where that one stood.
            order.insert(column_of(order, members, at), member.doc);
        }
    }
    if state.view.find.is_open {
        search(state);
    }
}

/// Analyses the comparison if its analysis is looked at and not there yet: at once where that is quick,
/// else on a worker.
fn analyse_if_shown(state: &mut State) -> Option<Effect> {
    let comparison = &state.comparison;
    let generation = comparison.generation;
    let is_there = state.analysis.as_ref().is_some_and(|analysed| analysed.generation == generation);
    if state.view.tab != Tab::Analysis || is_there || state.analysing == Some(generation) {
        return None;
    }
    let predictions: usize = comparison.theories.iter().map(|theory| theory.predictions.len()).sum();
    if predictions + comparison.theories.len() * comparison.essay.outcomes.len() > ANALYSED_AT_ONCE {
        state.analysing = Some(generation);
        return Some(Effect::Analyse(Arc::clone(comparison)));
    }
    state.analysis = Some(Arc::new(Analysed::of(comparison)));
    None
}

fn analysis_arrived(state: &mut State, analysed: Analysed) {
    if state.analysing == Some(analysed.generation) {
        state.analysing = None;
    }
    if analysed.generation == state.comparison.generation {
        state.analysis = Some(Arc::new(analysed));
    }
}

/// Says what became of ids that were taken, once for each.
fn tell_of_ids(state: &mut State) {
    let comparison = Arc::clone(&state.comparison);
    for notice in &comparison.notices {
        let doc = *notice.source();
        let name = state.session.document(doc).map(Document::name).unwrap_or_default();
        let text = format!("{name}: {notice}");
        if !state.messages.iter().any(|message| message.text == text) {
            state.tell(text, false, Some(doc));
        }
    }
}

/// Where in the order of columns a new member goes: behind the member before it.
fn column_of(order: &[DocId], members: &[super::comparison::Member], at: usize) -> usize {
    let before =
        members[..at].iter().rev().find_map(|member| order.iter().position(|doc| *doc == member.doc));
    if at + 1 == members.len() { order.len() } else { before.map_or(0, |before| before + 1) }
}

// Files.

/// Starts reading files. A seminar sets aside what was asked for before it: so of files that are opened
/// together it comes first, and the others stand beside it.
fn open(state: &mut State, mut paths: Vec<PathBuf>) -> Vec<Effect> {
    paths.sort_by_key(|path| !file_name(path).ends_with(ENDING));
    paths.into_iter().filter_map(|path| load(state, path)).collect()
}

/// Starts reading a file, unless it is being read already.
fn load(state: &mut State, path: PathBuf) -> Option<Effect> {
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
fn identity(path: PathBuf) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(&path)).unwrap_or(path)
}

fn file_loaded(state: &mut State, path: &Path, loaded: Loaded<AnyDocument>) -> Vec<Effect> {
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
            return seminar::opened(state, path, asked, seminar, diagnostics);
        }
        Some(AnyDocument::Seminar(_)) | None => Body::Nothing,
    };
    let document =
        state.session.document_of(Origin::File(path.to_owned()), body, Arc::new(diagnostics), asked);
    if state.session.sets_aside(asked) {
        return seminar::loaded_late(state, document);
    }
    let doc = take_in(&mut state.session.documents, document);
    remember(state);
    tell_of(state, doc, &file_name(path));
    if state.session.document(doc).is_some_and(Document::can_judge) {
        state.session.essay = doc;
    }
    judge(state)
}

/// Takes a document in among others, in place of the one of the same file, whose key it then has.
fn take_in(documents: &mut Vec<Document>, document: Document) -> DocId {
    if let Some(other) = documents.iter_mut().find(|other| other.path() == document.path()) {
        let (id, asked) = (other.id, other.asked);
        *other = Document { id, asked, ..document };
        return id;
    }
    let id = document.id;
    documents.push(document);
    id
}

/// Keeps what is open for the next start.
fn remember(state: &mut State) {
    let files =
        |documents: &[Document]| documents.iter().filter_map(Document::path).map(Path::to_owned).collect();
    let session = &state.session;
    let open: Vec<PathBuf> = files(&session.documents);
    let aside = session.seminar.as_ref().and_then(|seminar| seminar.aside.as_ref());
    (state.settings.files, state.settings.beside) = match aside {
        Some(aside) => (files(&aside.documents), open),
        None => (open, Vec::new()),
    };
    state.settings.seminar = session.seminar.as_ref().map(|seminar| seminar.path.clone());
}

/// Says what came of opening a file.
fn tell_of(state: &mut State, doc: DocId, name: &str) {
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

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn close(state: &mut State, doc: DocId) -> Vec<Effect> {
    state.session.documents.retain(|document| document.id != doc || document.path().is_none());
    remember(state);
    forget_closed(state);
    judge(state)
}

/// Forgets what the view remembers of documents that are open no more.
fn forget_closed(state: &mut State) {
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

fn ask_where_to_save(state: &State, doc: Option<DocId>) -> Vec<Effect> {
    let doc = doc.or_else(|| state.comparison.members.first().map(|member| member.doc));
    let Some((doc, Body::Theory(theory))) =
        doc.and_then(|doc| Some((doc, state.session.document(doc)?.body.clone())))
    else {
        return Vec::new();
    };
    vec![Effect::AskWhereToSave { doc, name: format!("{}.json", theory.id) }]
}

fn save_copy(state: &mut State, doc: DocId, path: PathBuf) -> Vec<Effect> {
    match state.session.document(doc).map(|document| &document.body) {
        Some(Body::Theory(theory)) => vec![Effect::Save { doc, path, text: store::canonical(&**theory) }],
        Some(Body::Essay(_) | Body::Nothing) | None => Vec::new(),
    }
}

fn copy_saved(state: &mut State, doc: DocId, path: &Path, result: Result<(), store::SaveProblem>) {
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

fn text_loaded(state: &mut State, path: PathBuf, result: Result<super::essay_text::EssayText, String>) {
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
