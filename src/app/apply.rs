//! The one function that changes the state.

mod again;
mod ballots;
mod columns;
mod edit;
mod export;
mod files;
mod find;
mod import;
mod judge;
mod look;
mod merge;
mod recovery;
mod room;
mod save;
mod seminar;
mod steps;
mod write;

use std::path::{Path, PathBuf};

use super::action::{Action, Effect, Reread};
use super::command::Command;
use super::find::Finder;
use super::leaving::Leaving;
use super::session::Document;
use super::settings::{Motion, Theme};
use super::state::{Dialog, State, Tab};
use super::what_if::Change;
use crate::assess::AttributionFilter;
use crate::model::{Basis, JsonPath};
use columns::{hide_selected, move_column, move_selected, set_hidden, widen_selected};
use files::{ask_where_to_save, copy_saved, file_loaded, load, open, save_copy, text_loaded};
use judge::{
    analyse_if_shown, analysis_arrived, change_readings, change_readings_if, compared, set_attribution,
    use_essay,
};
use look::{back, open_tab, reveal, select, toggle_inspector};

pub use recovery::Start;

/// How much larger or smaller one step makes everything.
const ZOOM_STEP: f32 = 0.1;

/// Changes the state as the action asks, and returns what the shell must do.
pub fn apply(state: &mut State, action: Action) -> Vec<Effect> {
    let mut effects = apply_action(state, action);
    again::ask_next(state);
    effects.extend(analyse_if_shown(state));
    effects.extend(room::reckon_if_shown(state));
    effects.extend(find::answer_if_asked(state));
    effects.extend(steps::autosave(state));
    steps::note_plan(state);
    effects.extend(recovery::note(state));
    effects
}

#[expect(clippy::too_many_lines, reason = "a list: an arm for each action")]
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
        Action::SetQuery(query) => find::set_query(state, query),
        Action::SetFindCursor(cursor) => find::set_cursor(state, cursor),
        Action::OpenHit => return find::open_hit(state),
        Action::EnterQuery => return find::enter(state),
        Action::CloseFind(finder) => find::close(state, finder),
        Action::Found(found) => return find::arrived(state, found),
        Action::Show(dialog) => state.dialog = Some(dialog),
        Action::CloseDialog => {
            if state.dialog == Some(Dialog::Recovery) {
                state.tell("Unsaved work is still there: the next start asks again".to_owned(), false, None);
            }
            if state.dialog == Some(Dialog::Export) {
                export::close(state);
            }
            merge::close_dialog(state);
            state.leaving = None;
            state.waiting = None;
        }
        Action::Open(paths) => return open(state, paths),
        Action::Reload(doc) => {
            let path = state.session.document(doc).and_then(Document::path).map(Path::to_owned);
            return path.and_then(|path| load(state, path)).into_iter().collect();
        }
        Action::Close(doc) => return save::leave(state, Leaving::Document(doc)),
        Action::Leave(leaving, answer) => return save::answer(state, leaving, answer),
        Action::Edit { doc, edits } => return edit::edit(state, doc, &edits),
        Action::MoveEntry { doc, list, from, to } => return write::move_to(state, doc, list, from, to),
        Action::Reread(doc, Reread::Reload) => return again::reload(state, doc),
        Action::Reread(doc, Reread::KeepMine) => return again::keep_mine(state, doc),
        Action::Versions(request) => return merge::request(state, request),
        Action::AddFormat(doc) => {
            let path = state.session.document(doc).and_then(Document::path).map(Path::to_owned);
            return path.map(|path| Effect::AddFormat { doc, path }).into_iter().collect();
        }
        Action::FormatAdded { doc, loaded } => {
            return files::format_added(state, doc, loaded.map(|loaded| *loaded));
        }
        Action::PickOutcome { doc, place, like } => write::pick(state, doc, place, like),
        Action::Paste(text) => return write::paste_entries(state, &text),
        Action::Write { doc, place } => write::open(state, doc, place),
        Action::ShowPart(part) => write::show_part(state, part),
        Action::Focused => state.view.editor.focus = None,
        Action::Begin(beginning) => return write::begin(state, beginning),
        Action::SaveTo { doc, path, replaces } => return save::save_to(state, doc, path, replaces),
        Action::CancelLoading(path) => {
            state
                .loading
                .iter()
                .filter(|loading| loading.path == path)
                .for_each(|loading| loading.progress.cancel());
        }
        Action::AskWhereToSave(doc) => return ask_where_to_save(state, Some(doc)),
        Action::SaveCopy { doc, path, replaces } => return save_copy(state, doc, path, replaces),
        Action::SaveSeminar { path, replaces } => return seminar::save_to(state, path, replaces),
        Action::Room(action) => return room::request(state, action),
        Action::Export(action) => return export::request(state, action),
        Action::Import(path) => {
            state.dialog = None;
            return vec![Effect::Import(path)];
        }
        Action::Imported { path, result } => return import::imported(state, &path, result),
        Action::UseEssay(doc) => return use_essay(state, doc),
        Action::AttachText(path) => {
            state.dialog = None;
            return vec![Effect::LoadText(path)];
        }
        Action::NothingChosen => {
            state.leaving = None;
            let second_way = "if no dialog appeared, use File > Open by path";
            state.tell(format!("No file was chosen; {second_way}"), false, None);
        }
        Action::Returned => return again::look(state),
        Action::FilesSeen { documents, seminar } => {
            if let Some(seen) = seminar {
                seminar::seen(state, seen);
            }
            return again::seen(state, documents);
        }
        Action::Keep => return recovery::keep(state),
        Action::WritePlan => return steps::write_plan(state).into_iter().collect(),
        Action::Kept { result, others } => return recovery::kept(state, result, others),
        Action::Started(start) => return recovery::started(state, *start),
        Action::Recover(wanted) => return recovery::recover(state, &wanted),
        Action::JobFailed => job_failed(state),
        Action::FileLoaded { path, stamp, loaded } => return file_loaded(state, &path, stamp, *loaded),
        Action::DocumentSaved { doc, path, body, result } => {
            return save::saved(state, doc, path, body, result);
        }
        Action::CopySaved { doc, path, result } => copy_saved(state, doc, &path, result),
        Action::SeminarSaved { path, source, result } => return seminar::saved(state, path, source, result),
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

#[expect(clippy::too_many_lines, reason = "a list: an arm for each command")]
fn command_effects(state: &mut State, command: Command) -> Vec<Effect> {
    find::remember(state, command);
    match command {
        Command::Open => return vec![Effect::AskForFiles],
        Command::OpenPath => state.dialog = Some(Dialog::OpenPath { text: String::new() }),
        Command::SaveCopy => return ask_where_to_save(state, state.selected_theory()),
        Command::CompareVersions => merge::ask(state),
        Command::Export => return export::open(state),
        Command::ImportMatrix => return vec![Effect::AskForMatrix],
        Command::ReloadAll => {
            let files: Vec<PathBuf> = state.session.readable().map(Path::to_owned).collect();
            return files.into_iter().filter_map(|path| load(state, path)).collect();
        }
        Command::SaveSeminar => return seminar::save(state),
        Command::SaveSeminarAs => return vec![seminar::ask_where_to_save(state)],
        Command::CloseSeminar => return save::leave(state, Leaving::Seminar),
        Command::New => state.dialog = Some(Dialog::New),
        Command::Save => return save::save(state),
        Command::SaveAs => return save::save_as(state),
        Command::SaveByPath => save::save_by_path(state),
        Command::SaveAll => return save::save_all(state),
        Command::CloseDocument => {
            if let Some(doc) = state.written().map(|document| document.id) {
                return save::leave(state, Leaving::Document(doc));
            }
        }
        Command::Undo => return edit::undo(state),
        Command::Redo => return edit::redo(state),
        Command::Write => write::open_selected(state),
        Command::AddEntry => return write::add_entry(state),
        Command::AddExpectation => {
            if let Some((doc, at)) = state.open_prediction() {
                let place = JsonPath::default().key("predictions").index(at).key("expects");
                write::pick(state, doc, place, None);
            }
        }
        Command::DuplicateEntry => return write::duplicate_entry(state),
        Command::DeleteEntry => return write::delete_entry(state),
        Command::MoveEntryUp => return write::move_entry(state, -1),
        Command::MoveEntryDown => return write::move_entry(state, 1),
        Command::PreviousEntry => write::step_entry(state, -1),
        Command::NextEntry => write::step_entry(state, 1),
        Command::CutEntry => return write::cut_entry(state),
        Command::CopyEntry => return write::copy_entry(state),
        Command::PasteEntry => return vec![Effect::AskForClipboard],
        Command::AttachText => return vec![Effect::AskForText],
        Command::DetachText => {
            state.essay_text = None;
            state.settings.essay_text = None;
        }
        Command::Quit => return save::leave(state, Leaving::Window),
        Command::Find => find::open(state, Finder::Find),
        Command::Palette => find::open(state, Finder::Palette),
        Command::Back => back(state),
        Command::ShowCompare => open_tab(state, Tab::Compare),
        Command::ShowMatrix => open_tab(state, Tab::Matrix),
        Command::ShowTimeline => open_tab(state, Tab::Timeline),
        Command::ShowAnalysis => open_tab(state, Tab::Analysis),
        Command::ShowEssay => open_tab(state, Tab::Essay),
        Command::ShowEditor => open_tab(state, Tab::Editor),
        Command::ShowSeminar => open_tab(state, Tab::Seminar),
        Command::Projector
        | Command::NextStage
        | Command::PreviousStage
        | Command::Reveal
        | Command::Blank
        | Command::Timer
        | Command::LargerOnWall
        | Command::SmallerOnWall
        | Command::DarkWall
        | Command::OtherScreen
        | Command::AddMostWorth
        | Command::RoomReads
        | Command::ImportBallots
        | Command::BlankBallots
        | Command::CompareRooms => return room::command(state, command),
        Command::ToggleProblems => state.view.shows_problems = !state.view.shows_problems,
        Command::ToggleTheories => state.view.hides_theories = !state.view.hides_theories,
        Command::ToggleInspector => toggle_inspector(state),
        Command::MoveColumnLeft => move_selected(state, -1),
        Command::MoveColumnRight => move_selected(state, 1),
        Command::WidenColumn => widen_selected(state, 1.0),
        Command::NarrowColumn => widen_selected(state, -1.0),
        Command::HideColumn => hide_selected(state),
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
        Command::ReadAsEssay => return change_readings_if(state, state.as_essay_reports()),
        Command::SwitchOutcome => return change_readings_if(state, state.switched()),
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

/// A job has failed: what waited for its result waits no more, and can be asked for again.
fn job_failed(state: &mut State) {
    state.saving.clear();
    export::failed(state);
    state.loading.clear();
    for finder in Finder::ALL {
        state.view.finder_mut(finder).is_searching = false;
    }
    state.leaving = None;
    state.is_saving_seminar = false;
    state.is_reckoning = false;
    state.recovery.is_keeping = false;
    state.is_analysing = false;
    state.is_updating = false;
    if state.versions.is_pending() {
        merge::close_dialog(state);
    }
    let text =
        "Something failed in the background. A report has been written; at the next start it is named here";
    state.tell(text.to_owned(), true, None);
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
