//! Which commands would do anything now, and which stand for what is chosen.

use std::collections::HashSet;

use super::command::Command;
use super::editor::Part;
use super::leaving::Leaving;
use super::settings::{Motion, Theme};
use super::state::{State, Tab};
use crate::assess::AttributionFilter;
use crate::model::Id;
use crate::seminar::Place;
use crate::words;

/// Why a room does not begin.
const NO_FILE: &str = "Save the seminar first: each step is kept in its file";

impl State {
    /// Whether a command would do anything now.
    pub fn is_possible(&self, command: Command) -> bool {
        self.obstacle(command).is_none()
    }

    /// Why a command would do nothing now; `None` if it would do something.
    pub fn obstacle(&self, command: Command) -> Option<&'static str> {
        let (is_possible, obstacle) = match command {
            Command::MoveColumnLeft
            | Command::MoveColumnRight
            | Command::WidenColumn
            | Command::NarrowColumn
            | Command::HideColumn => (self.selected_theory().is_some(), "Select a theory first"),
            Command::ShowAllColumns => (!self.view.hidden.is_empty(), "No column is hidden"),
            Command::EvenColumns => (!self.view.widths.is_empty(), "No width has been set"),
            Command::Back => (!self.view.back.is_empty(), "Nothing was selected before"),
            Command::DetachText => (self.essay_text.is_some(), "No text is attached"),
            Command::TransposeMatrix => (self.view.tab == Tab::Matrix, "Open the matrix first"),
            Command::ReadHigher | Command::ReadLower | Command::ReadAsEssay | Command::SwitchOutcome => {
                return self.obstacle_to_reading(command);
            }
            Command::EveryBasis => (!self.session.lens.off_bases.is_empty(), "Every basis counts already"),
            Command::ListChanges | Command::UndoWhatIf => (self.has_what_if(), "Nothing has been changed"),
            Command::Undo => (self.session.history.next_undo().is_some(), "Nothing has been changed"),
            Command::Redo => (self.session.history.next_redo().is_some(), "Nothing has been undone"),
            Command::SaveAll => (!self.unsaved(Leaving::Window).is_empty(), "All is saved"),
            Command::Write => (self.view.selection.is_some(), "Select something first"),
            Command::CloseDocument
            | Command::AddEntry
            | Command::PasteEntry
            | Command::NextEntry
            | Command::PreviousEntry => (self.is_writing(), "Open the editor first"),
            Command::AddExpectation => {
                (self.open_prediction().is_some(), "Open a prediction in the editor first")
            }
            Command::CutEntry
            | Command::CopyEntry
            | Command::DuplicateEntry
            | Command::DeleteEntry
            | Command::MoveEntryUp
            | Command::MoveEntryDown => {
                let is_open = matches!(self.view.editor.part, Part::Entry(_));
                (self.is_writing() && is_open, "Open a prediction or an outcome in the editor first")
            }
            Command::CompareVersions => (self.comparable().is_some(), "No theory is selected or written"),
            Command::ReloadAll => (self.session.readable().next().is_some(), "No file of yours is open"),
            Command::NextStage | Command::PreviousStage | Command::Reveal | Command::Timer => {
                return self.obstacle_in_course(command);
            }
            Command::Blank => (self.projector.is_open, "Open the projector first"),
            Command::RoomReads => {
                let is_asked = self.session.room.items().iter().any(|item| item.outcome.is_some());
                (is_asked, "No outcome is on the agenda")
            }
            Command::ImportBallots if self.session.seminar.is_none() => (false, NO_FILE),
            Command::BlankBallots | Command::ImportBallots => {
                (!self.session.room.items().is_empty(), "Nothing is on the agenda")
            }
            Command::CloseSeminar => (self.session.seminar.is_some(), "No seminar is open"),
            Command::BuiltInEssay => {
                let built_in = self.session.built_in_essay();
                let is_other = built_in.is_some_and(|essay| essay != self.session.essay);
                (
                    is_other,
                    if built_in.is_some() { "It judges already" } else { "The seminar has its own essay" },
                )
            }
            _ => return None,
        };
        (!is_possible).then_some(obstacle)
    }

    /// The same for the commands that lead through the course of a seminar.
    fn obstacle_in_course(&self, command: Command) -> Option<&'static str> {
        let hindrance = match command {
            // Each step is kept in the file, so that nothing is lost.
            Command::NextStage | Command::PreviousStage | Command::Reveal
                if self.session.seminar.is_none() =>
            {
                return Some(NO_FILE);
            }
            Command::NextStage => self.course.next(self.has_counted()).err(),
            Command::PreviousStage => self.course.back(self.has_counted()).err(),
            Command::Reveal => {
                let is_possible = self.course.reveal().is_some();
                return (!is_possible).then_some("There is no vote to reveal, or it is open");
            }
            _ if !matches!(self.course.place, Place::At { .. }) => return Some("The room is at no item"),
            _ => {
                let has_time = self.timer.left(self.now()) > 0.0;
                return (!has_time).then_some("There is no time on the timer");
            }
        };
        hindrance.map(words::seminar::hindrance)
    }

    /// The same for the commands that read the selected outcome otherwise.
    fn obstacle_to_reading(&self, command: Command) -> Option<&'static str> {
        let Some(outcome) = self.selected_outcome() else { return Some("Select an outcome first") };
        let (is_possible, obstacle) = match command {
            Command::ReadHigher => (self.next_grade(-1).is_some(), "It cannot be read any higher"),
            Command::ReadLower => (self.next_grade(1).is_some(), "It cannot be read any lower"),
            Command::ReadAsEssay => {
                let is_changed = self.session.lens.reading(outcome) != outcome.reported;
                (is_changed, "It is read as the essay reports it")
            }
            _ => return None,
        };
        (!is_possible).then_some(obstacle)
    }

    /// Whether the room's reading counts for every outcome of the agenda.
    fn is_read_by_room(&self) -> bool {
        let room = &self.session.room;
        let counting: HashSet<&Id> = room.replaces.iter().flatten().collect();
        let mut outcomes = room.items().iter().filter_map(|item| item.outcome.as_ref()).peekable();
        outcomes.peek().is_some() && outcomes.all(|outcome| counting.contains(outcome))
    }

    /// Whether a command stands for what is chosen now.
    pub fn is_chosen(&self, command: Command) -> bool {
        match command {
            Command::ShowCompare => self.view.tab == Tab::Compare,
            Command::ShowMatrix => self.view.tab == Tab::Matrix,
            Command::ShowTimeline => self.view.tab == Tab::Timeline,
            Command::ShowAnalysis => self.view.tab == Tab::Analysis,
            Command::ShowEssay => self.view.tab == Tab::Essay,
            Command::ShowEditor => self.view.tab == Tab::Editor,
            Command::ShowSeminar => self.view.tab == Tab::Seminar,
            Command::Projector => self.projector.is_open,
            Command::Blank => self.projector.is_blank,
            Command::Timer => self.timer.is_running(self.now()),
            Command::DarkWall => self.settings.wall.is_dark,
            Command::RoomReads => self.is_read_by_room(),
            Command::ToggleProblems => self.view.shows_problems,
            Command::ToggleTheories => !self.view.hides_theories,
            Command::ToggleInspector => self.view.shows_inspector,
            Command::AllAttributions => self.session.lens.attribution == AttributionFilter::All,
            Command::EssayOnly => self.session.lens.attribution == AttributionFilter::Essay,
            Command::TransposeMatrix => self.view.matrix.is_transposed,
            Command::ListChanges => self.view.lists_changes && self.has_what_if(),
            Command::SystemTheme => self.settings.theme == Theme::System,
            Command::LightTheme => self.settings.theme == Theme::Light,
            Command::DarkTheme => self.settings.theme == Theme::Dark,
            Command::SystemMotion => self.settings.motion == Motion::System,
            Command::FullMotion => self.settings.motion == Motion::Full,
            Command::LessMotion => self.settings.motion == Motion::Less,
            _ => false,
        }
    }
}
