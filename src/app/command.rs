//! Everything that the user can do without pointing at something: menu, shortcut and tooltip come
//! from here.

use std::borrow::Cow;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::session::Document;
use super::state::{InHand, State};
use crate::words;

/// A command. It carries nothing; what needs a payload is an [`super::Action`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Choose files in the system's dialog.
    Open,
    /// Type the path of a file.
    OpenPath,
    /// Begin a document: a theory or an essay.
    New,
    /// Save what is in hand: the document that is written, or the seminar.
    Save,
    /// Save it to another file.
    SaveAs,
    /// Save it to a file whose path is typed.
    SaveByPath,
    /// Save all that is not saved.
    SaveAll,
    /// Close the document that is written.
    CloseDocument,
    /// Write the selected theory to a file of the user's own.
    SaveCopy,
    /// Compare a document with another version of it.
    CompareVersions,
    /// Write a handout, a picture or a table to take away.
    Export,
    /// Make an essay and theories of a matrix.
    ImportMatrix,
    /// Read the user's files again.
    ReloadAll,
    /// Write the comparison, and how it is looked at, to the seminar's file.
    SaveSeminar,
    /// Write it to another file.
    SaveSeminarAs,
    /// Bring back what was open before the seminar.
    CloseSeminar,
    /// Show the essay's paragraphs from a file of the user's.
    AttachText,
    /// Stop showing them.
    DetachText,
    /// Close the window.
    Quit,
    /// Take back the last change.
    Undo,
    /// Make the change again that was taken back.
    Redo,
    /// Put the open prediction or outcome on the clipboard, and take it out.
    CutEntry,
    /// Put the open prediction or outcome on the clipboard.
    CopyEntry,
    /// Insert what is on the clipboard behind the open prediction or outcome.
    PasteEntry,
    /// Open the editor on what is selected.
    Write,
    /// Add a prediction or an outcome.
    AddEntry,
    /// Choose an outcome that the open prediction expects too.
    AddExpectation,
    /// Add a copy of the open prediction or outcome.
    DuplicateEntry,
    /// Take the open prediction or outcome out.
    DeleteEntry,
    /// Move it before the one before it.
    MoveEntryUp,
    /// Move it behind the one behind it.
    MoveEntryDown,
    /// Open the prediction or outcome before it.
    PreviousEntry,
    /// Open the prediction or outcome behind it.
    NextEntry,
    /// Search theories, predictions and outcomes.
    Find,
    /// Search every command too.
    Palette,
    /// Return to what the inspector explained before.
    Back,
    /// Theories side by side.
    ShowCompare,
    /// What each theory expects of each outcome.
    ShowMatrix,
    /// Predictions and outcomes in time.
    ShowTimeline,
    /// Where the theories part ways, and what the ranking hangs on.
    ShowAnalysis,
    /// The essay's outcomes.
    ShowEssay,
    /// A document of your own, to be written.
    ShowEditor,
    /// The cockpit of the seminar.
    ShowSeminar,
    /// Open or close the projector.
    Projector,
    /// Put the outcomes on the agenda that are most worth discussing.
    AddMostWorth,
    /// Go on with the seminar.
    NextStage,
    /// Go back in it.
    PreviousStage,
    /// Put the result on the wall.
    Reveal,
    /// Let the projector show nothing, or something again.
    Blank,
    /// Start the timer, or stop it.
    Timer,
    /// Make what is on the wall larger.
    LargerOnWall,
    /// Make it smaller.
    SmallerOnWall,
    /// Show light text on dark on the wall, or dark on light.
    DarkWall,
    /// Let the projector fill another screen.
    OtherScreen,
    /// Let the room's readings count in place of the essay's, or no longer.
    RoomReads,
    /// Read ballots that were filled in.
    ImportBallots,
    /// Write a blank ballot sheet.
    BlankBallots,
    /// Compare this room with another one.
    CompareRooms,
    /// Show or hide what is wrong with the open documents.
    ToggleProblems,
    /// Show or hide the list on the left.
    ToggleTheories,
    /// Show or hide the working on the right.
    ToggleInspector,
    /// Move the selected theory's column.
    MoveColumnLeft,
    /// Move the selected theory's column.
    MoveColumnRight,
    /// Make the selected theory's column wider.
    WidenColumn,
    /// Make the selected theory's column narrower.
    NarrowColumn,
    /// Hide the selected theory's column.
    HideColumn,
    /// Bring hidden columns back.
    ShowAllColumns,
    /// Forget the widths that were set.
    EvenColumns,
    /// Judge every prediction.
    AllAttributions,
    /// Judge only what the essay itself attributes.
    EssayOnly,
    /// Let rows and columns of the matrix change places.
    TransposeMatrix,
    /// List what is read otherwise than the essay reports it, or switched off.
    ListChanges,
    /// Read the selected outcome one grade nearer to "occurred".
    ReadHigher,
    /// Read the selected outcome one grade nearer to "did not occur".
    ReadLower,
    /// Read the selected outcome as the essay reports it.
    ReadAsEssay,
    /// Switch the selected outcome off, or on again.
    SwitchOutcome,
    /// Let only facts count.
    FactsOnly,
    /// Let every basis count.
    EveryBasis,
    /// Read everything as the essay reports it.
    UndoWhatIf,
    /// Judge by the built-in essay again.
    BuiltInEssay,
    /// Light or dark as the desktop says.
    SystemTheme,
    /// Dark text on light.
    LightTheme,
    /// Light text on dark.
    DarkTheme,
    /// Move as the desktop says.
    SystemMotion,
    /// Let things move.
    FullMotion,
    /// Let nothing move.
    LessMotion,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As designed.
    ZoomReset,
    /// What has happened so far.
    Messages,
    /// The list of keys.
    Keys,
    /// What this program is.
    About,
}

const COMMAND_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const COMMAND_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

impl Command {
    /// All commands, in the order of the menus.
    pub const ALL: [Self; 92] = [
        Self::Open,
        Self::OpenPath,
        Self::New,
        Self::Save,
        Self::SaveAs,
        Self::SaveByPath,
        Self::SaveAll,
        Self::CloseDocument,
        Self::SaveCopy,
        Self::CompareVersions,
        Self::Export,
        Self::ImportMatrix,
        Self::ReloadAll,
        Self::SaveSeminar,
        Self::SaveSeminarAs,
        Self::CloseSeminar,
        Self::AttachText,
        Self::DetachText,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::CutEntry,
        Self::CopyEntry,
        Self::PasteEntry,
        Self::Write,
        Self::AddEntry,
        Self::AddExpectation,
        Self::DuplicateEntry,
        Self::DeleteEntry,
        Self::MoveEntryUp,
        Self::MoveEntryDown,
        Self::PreviousEntry,
        Self::NextEntry,
        Self::Find,
        Self::Palette,
        Self::Back,
        Self::ShowCompare,
        Self::ShowMatrix,
        Self::ShowTimeline,
        Self::ShowAnalysis,
        Self::ShowEssay,
        Self::ShowEditor,
        Self::ShowSeminar,
        Self::Projector,
        Self::AddMostWorth,
        Self::NextStage,
        Self::PreviousStage,
        Self::Reveal,
        Self::Blank,
        Self::Timer,
        Self::LargerOnWall,
        Self::SmallerOnWall,
        Self::DarkWall,
        Self::OtherScreen,
        Self::RoomReads,
        Self::ImportBallots,
        Self::BlankBallots,
        Self::CompareRooms,
        Self::ToggleProblems,
        Self::ToggleTheories,
        Self::ToggleInspector,
        Self::MoveColumnLeft,
        Self::MoveColumnRight,
        Self::WidenColumn,
        Self::NarrowColumn,
        Self::HideColumn,
        Self::ShowAllColumns,
        Self::EvenColumns,
        Self::AllAttributions,
        Self::EssayOnly,
        Self::TransposeMatrix,
        Self::ListChanges,
        Self::ReadHigher,
        Self::ReadLower,
        Self::ReadAsEssay,
        Self::SwitchOutcome,
        Self::FactsOnly,
        Self::EveryBasis,
        Self::UndoWhatIf,
        Self::BuiltInEssay,
        Self::SystemTheme,
        Self::LightTheme,
        Self::DarkTheme,
        Self::SystemMotion,
        Self::FullMotion,
        Self::LessMotion,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Messages,
        Self::Keys,
        Self::About,
    ];

    /// What it is called, whatever the state; [`label`] is what is shown. An ellipsis says that a dialog
    /// follows.
    pub fn text(self) -> &'static str {
        match self {
            Self::Open => "Open…",
            Self::OpenPath => "Open by path…",
            Self::New => "New…",
            Self::Save => "Save",
            Self::Export => "Export…",
            Self::ImportMatrix => "Import a matrix…",
            Self::SaveAs => "Save as…",
            Self::SaveByPath => "Save by path…",
            Self::SaveAll => "Save all",
            Self::CloseDocument => "Close the document",
            Self::SaveCopy => "Save a copy of the theory…",
            Self::CompareVersions => "Compare with a file…",
            Self::ReloadAll => "Reload files",
            Self::SaveSeminar => "Save seminar",
            Self::SaveSeminarAs => "Save seminar as…",
            Self::CloseSeminar => "Close the seminar",
            Self::AttachText => "Attach the essay's text…",
            Self::DetachText => "Detach the essay's text",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::CutEntry => "Cut prediction or outcome",
            Self::CopyEntry => "Copy prediction or outcome",
            Self::PasteEntry => "Paste prediction or outcome",
            Self::Write => "Edit what is selected",
            Self::AddEntry => "Add prediction or outcome",
            Self::AddExpectation => "Add an expectation…",
            Self::DuplicateEntry => "Duplicate prediction or outcome",
            Self::DeleteEntry => "Delete prediction or outcome",
            Self::MoveEntryUp => "Move prediction or outcome up",
            Self::MoveEntryDown => "Move prediction or outcome down",
            Self::PreviousEntry => "Previous prediction or outcome",
            Self::NextEntry => "Next prediction or outcome",
            Self::Find => "Find",
            Self::Palette => "Palette",
            Self::Back => "Back",
            Self::ShowCompare => "Compare",
            Self::ShowMatrix => "Matrix",
            Self::ShowTimeline => "Timeline",
            Self::ShowAnalysis => "Analysis",
            Self::ShowEssay => "Essay",
            Self::ShowEditor => "Editor",
            Self::ShowSeminar => "Seminar",
            Self::Projector => "Projector",
            Self::AddMostWorth => "Add the 3 most worth discussing",
            Self::NextStage => "Next stage",
            Self::PreviousStage => "Previous stage",
            Self::Reveal => "Reveal the result",
            Self::Blank => "Blank the projector",
            Self::Timer => "Start or stop the timer",
            Self::LargerOnWall => "Larger on the projector",
            Self::SmallerOnWall => "Smaller on the projector",
            Self::DarkWall => "Dark projector",
            Self::OtherScreen => "Projector on another screen",
            Self::RoomReads => "Let the room's readings count",
            Self::ImportBallots => "Import ballots…",
            Self::BlankBallots => "Save a blank ballot sheet…",
            Self::CompareRooms => "Compare with another room…",
            Self::ToggleProblems => "Problems",
            Self::ToggleTheories => "List of theories",
            Self::ToggleInspector => "Inspector",
            Self::MoveColumnLeft => "Move column left",
            Self::MoveColumnRight => "Move column right",
            Self::WidenColumn => "Widen column",
            Self::NarrowColumn => "Narrow column",
            Self::HideColumn => "Hide column",
            Self::ShowAllColumns => "Show all columns",
            Self::EvenColumns => "Even out columns",
            Self::AllAttributions => "All predictions",
            Self::EssayOnly => "Only those in the essay",
            Self::TransposeMatrix => "Transpose the matrix",
            Self::ListChanges => "List of changes",
            Self::ReadHigher => "Read the outcome one grade up",
            Self::ReadLower => "Read the outcome one grade down",
            Self::ReadAsEssay => "Read the outcome as the essay does",
            Self::SwitchOutcome => "Switch the outcome off or on",
            Self::FactsOnly => "Facts only",
            Self::EveryBasis => "Every basis",
            Self::UndoWhatIf => "Undo all changes",
            Self::BuiltInEssay => "Use the built-in essay",
            Self::SystemTheme => "As the system",
            Self::LightTheme => "Light",
            Self::DarkTheme => "Dark",
            Self::SystemMotion => "Motion as the system",
            Self::FullMotion => "Full motion",
            Self::LessMotion => "Less motion",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Actual size",
            Self::Messages => "Messages",
            Self::Keys => "Keys",
            Self::About => "About Prescient",
        }
    }

    /// Other keys that do it: habit differs among systems.
    pub fn other_shortcut(self) -> Option<KeyboardShortcut> {
        (self == Self::Redo).then_some(KeyboardShortcut::new(Modifiers::COMMAND, Key::Y))
    }

    /// All keys that do it.
    pub fn shortcuts(self) -> impl Iterator<Item = KeyboardShortcut> {
        self.shortcut().into_iter().chain(self.other_shortcut())
    }

    /// Whether its keys do it although a text field, for which they have a meaning too, has the keyboard: one
    /// writes in such a field when one moves what it is part of, and while a room goes on by remote control.
    pub fn precedes_text(self) -> bool {
        matches!(
            self,
            Self::MoveEntryUp
                | Self::MoveEntryDown
                | Self::DeleteEntry
                | Self::NextStage
                | Self::PreviousStage
        )
    }

    /// The commands whose keys are those of the cockpit and of the projector. They have no modifiers, so that a
    /// presenter's remote control has them too, and mean something else elsewhere.
    pub const OF_ROOM: [Self; 5] =
        [Self::NextStage, Self::PreviousStage, Self::Reveal, Self::Blank, Self::Timer];

    /// The keys that do it.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::Open => (Modifiers::COMMAND, Key::O),
            Self::OpenPath => (COMMAND_SHIFT, Key::O),
            Self::New => (Modifiers::COMMAND, Key::N),
            Self::Save => (Modifiers::COMMAND, Key::S),
            Self::Export => (Modifiers::COMMAND, Key::E),
            Self::SaveAs => (COMMAND_SHIFT, Key::S),
            Self::SaveByPath => (COMMAND_ALT, Key::S),
            Self::CloseDocument => (Modifiers::COMMAND, Key::W),
            Self::Undo => (Modifiers::COMMAND, Key::Z),
            Self::Redo => (COMMAND_SHIFT, Key::Z),
            Self::Write => (Modifiers::NONE, Key::F2),
            Self::AddEntry => (Modifiers::COMMAND, Key::Enter),
            Self::AddExpectation => (COMMAND_SHIFT, Key::Enter),
            Self::DuplicateEntry => (Modifiers::COMMAND, Key::D),
            Self::DeleteEntry => (COMMAND_SHIFT, Key::Delete),
            Self::MoveEntryUp => (ALT_SHIFT, Key::ArrowUp),
            Self::MoveEntryDown => (ALT_SHIFT, Key::ArrowDown),
            Self::PreviousEntry => (Modifiers::COMMAND, Key::PageUp),
            Self::NextEntry => (Modifiers::COMMAND, Key::PageDown),
            Self::ShowEditor => (Modifiers::COMMAND, Key::Num6),
            Self::ShowSeminar => (Modifiers::COMMAND, Key::Num7),
            Self::Projector => (Modifiers::NONE, Key::F9),
            Self::NextStage => (Modifiers::NONE, Key::PageDown),
            Self::PreviousStage => (Modifiers::NONE, Key::PageUp),
            Self::Reveal => (Modifiers::NONE, Key::R),
            Self::Blank => (Modifiers::NONE, Key::B),
            Self::Timer => (Modifiers::NONE, Key::T),
            Self::ReloadAll => (Modifiers::NONE, Key::F5),
            Self::Quit => (Modifiers::COMMAND, Key::Q),
            Self::Find => (Modifiers::COMMAND, Key::F),
            Self::Palette => (COMMAND_SHIFT, Key::P),
            Self::Back => (Modifiers::ALT, Key::ArrowUp),
            Self::ShowCompare => (Modifiers::COMMAND, Key::Num1),
            Self::ShowMatrix => (Modifiers::COMMAND, Key::Num2),
            Self::ShowTimeline => (Modifiers::COMMAND, Key::Num3),
            Self::ShowAnalysis => (Modifiers::COMMAND, Key::Num4),
            Self::ShowEssay => (Modifiers::COMMAND, Key::Num5),
            Self::ToggleProblems => (COMMAND_SHIFT, Key::M),
            Self::ToggleTheories => (Modifiers::COMMAND, Key::B),
            Self::ToggleInspector => (Modifiers::COMMAND, Key::I),
            Self::MoveColumnLeft => (Modifiers::ALT, Key::ArrowLeft),
            Self::MoveColumnRight => (Modifiers::ALT, Key::ArrowRight),
            Self::WidenColumn => (ALT_SHIFT, Key::ArrowRight),
            Self::NarrowColumn => (ALT_SHIFT, Key::ArrowLeft),
            Self::EssayOnly => (COMMAND_SHIFT, Key::E),
            Self::AllAttributions => (COMMAND_SHIFT, Key::A),
            Self::TransposeMatrix => (Modifiers::COMMAND, Key::T),
            Self::ListChanges => (COMMAND_SHIFT, Key::L),
            Self::ReadHigher => (Modifiers::COMMAND, Key::ArrowUp),
            Self::ReadLower => (Modifiers::COMMAND, Key::ArrowDown),
            Self::ReadAsEssay => (Modifiers::COMMAND, Key::Backspace),
            Self::SwitchOutcome => (Modifiers::COMMAND, Key::Delete),
            Self::FactsOnly => (COMMAND_SHIFT, Key::F),
            Self::EveryBasis => (COMMAND_SHIFT, Key::B),
            Self::UndoWhatIf => (COMMAND_SHIFT, Key::Backspace),
            Self::ZoomIn => (Modifiers::COMMAND, Key::Plus),
            Self::ZoomOut => (Modifiers::COMMAND, Key::Minus),
            Self::ZoomReset => (Modifiers::COMMAND, Key::Num0),
            Self::Keys => (Modifiers::NONE, Key::F1),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }
}

/// What a command is called in the window now: in menus, in the palette and in tooltips.
/// Undo and redo name what they change, and saving what it saves.
pub fn label(state: &State, command: Command) -> Cow<'static, str> {
    let text = command.text();
    let history = &state.session.history;
    let step = match command {
        Command::Undo => history.next_undo(),
        Command::Redo => history.next_redo(),
        Command::Save | Command::SaveAs | Command::SaveByPath => return saving(state, command).into(),
        Command::NextStage => {
            let next = state.course.next(state.has_counted()).ok();
            return next.map_or(text.into(), |next| words::seminar::next(next, state.course.place).into());
        }
        _ => return text.into(),
    };
    step.map_or(text.into(), |step| format!("{text} {}", step.label).into())
}

/// What saving is called: it saves the document that is written, or the seminar.
fn saving(state: &State, command: Command) -> String {
    let what = match state.in_hand() {
        InHand::Document(doc) => state.session.document(doc).map(Document::name).unwrap_or_default(),
        InHand::Seminar => "the seminar".to_owned(),
    };
    match command {
        Command::SaveAs => format!("Save {what} as…"),
        Command::SaveByPath => format!("Save {what} by path…"),
        _ => format!("Save {what}"),
    }
}

/// Whether these keys edit the text of the field that has the focus: then they are left to it. On some
/// systems Ctrl or Cmd with Backspace or Delete takes away a word or a line; the keys F1 to F35 never write.
pub fn is_for_text(keys: &KeyboardShortcut) -> bool {
    let edits = matches!(keys.logical_key, Key::Backspace | Key::Delete);
    let is_function = (Key::F1..=Key::F35).contains(&keys.logical_key);
    edits || (keys.conflicts_with_text_editing() && !is_function)
}
