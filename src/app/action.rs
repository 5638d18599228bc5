//! What the user wants, with its payload; and what the shell must then do.

use std::path::PathBuf;
use std::sync::Arc;

use super::apply::Start;
use super::command::Command;
use super::comparison::Comparison;
use super::editor::{Beginning, Part};
use super::essay_text::EssayText;
use super::export::{ExportAction, Material};
use super::find::{Finder, Found, Search};
use super::leaving::{Answer, Leaving};
use super::matrix::MatrixView;
use super::recovery::UnsavedWork;
use super::room::{BallotsFor, OtherRoom, RoomAction, RoomFile};
use super::seminar::{Draft, Saved, Source};
use super::session::{Body, DocId, Document};
use super::state::{Analysed, Dialog, EssayOrder, Selection};
use super::system::Wishes;
use super::versions::{Comparing, Joining, Request, Wanted};
use super::what_if::Change;
use crate::assess::AttributionFilter;
use crate::export::{Export, Work};
use crate::import::Imported;
use crate::model::{Edit, JsonPath, Room, Seminar};
use crate::store::{Abandoned, AnyDocument, Loaded, OnDisk, OtherProcess, SaveProblem, Stamp};

/// A file that has been compared with what it was.
pub struct SeenFile {
    /// Which.
    pub path: PathBuf,
    /// What it was, as far as was known then: meanwhile it may have been saved.
    pub stamp: Stamp,
    /// What it is.
    pub on_disk: OnDisk,
}

impl SeenFile {
    /// Compares a file with what it was.
    pub(super) fn look(path: PathBuf, stamp: Stamp) -> Self {
        Self { on_disk: stamp.compare(&path), path, stamp }
    }
}

/// What becomes of changes here when the document's file has been changed too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reread {
    /// They are given up for what the file holds.
    Reload,
    /// They are kept.
    KeepMine,
}

/// What views ask for in a frame; applied after it.
pub type Actions = Vec<Action>;

/// A change that a view, a key or a worker asks for.
pub enum Action {
    /// Does a command.
    Command(Command),
    /// Opens the inspector on something.
    Select(Selection),
    /// Lights up what the pointer is over, in every view that shows it; `None` when it has left.
    Hover(Option<Selection>),
    /// Shows something in the view where it stands, and opens the inspector on it.
    Reveal(Selection),
    /// Marks the scroll that [`Action::Reveal`] asked for as done.
    Scrolled,
    /// Shows or hides a theory's column.
    SetHidden(DocId, bool),
    /// Moves a theory's column to a place among the shown ones, from 0.
    MoveColumn {
        /// Which document.
        doc: DocId,
        /// The place, from 0.
        to: usize,
    },
    /// Sets a column's width, in points.
    SetWidth(DocId, f32),
    /// Turns to a page of a topic group in Compare.
    ShowPage {
        /// The group.
        group: usize,
        /// The page, from 0.
        page: usize,
    },
    /// Chooses which predictions take part.
    SetAttribution(AttributionFilter),
    /// Sorts, filters or turns the matrix.
    SetMatrix(MatrixView),
    /// Reads the essay otherwise.
    WhatIf(Change),
    /// Lists the outcomes in another order.
    SetEssayOrder(EssayOrder),
    /// Looks for this with the open search.
    SetQuery(String),
    /// Moves to a hit of the open search.
    SetFindCursor(usize),
    /// Opens the hit that the search stands at.
    OpenHit,
    /// The same, once there are hits for what was typed.
    EnterQuery,
    /// Closes a search.
    CloseFind(Finder),
    /// Opens or changes the dialog.
    Show(Dialog),
    /// Closes the dialog.
    CloseDialog,
    /// Opens files.
    Open(Vec<PathBuf>),
    /// Reads a document's file again.
    Reload(DocId),
    /// Closes a document of the user's.
    Close(DocId),
    /// Stops reading a file.
    CancelLoading(PathBuf),
    /// Asks where to write a copy of a theory.
    AskWhereToSave(DocId),
    /// Writes a copy of a theory.
    SaveCopy {
        /// Which document.
        doc: DocId,
        /// The file.
        path: PathBuf,
        /// Whether a file that is there already is to be replaced.
        replaces: bool,
    },
    /// Makes edits in a document, as one step.
    Edit {
        /// Which document.
        doc: DocId,
        /// What is done, in order.
        edits: Vec<Edit>,
    },
    /// Opens the editor at a place of a document.
    Write {
        /// Which document.
        doc: DocId,
        /// The place.
        place: JsonPath,
    },
    /// Moves an entry of a list of a document.
    MoveEntry {
        /// Which document.
        doc: DocId,
        /// The list.
        list: JsonPath,
        /// From this position, from 0.
        from: usize,
        /// To this position, counted without it.
        to: usize,
    },
    /// Says what becomes of changes to a document whose file has been changed too.
    Reread(DocId, Reread),
    /// Compares and merges versions of a document.
    Versions(Request),
    /// Adds the format that a file of a document forgot to state.
    AddFormat(DocId),
    /// A file has been read and its format added, or it is not certain which.
    FormatAdded {
        /// Which document.
        doc: DocId,
        /// What came of it.
        loaded: Option<Box<Loaded<AnyDocument>>>,
    },
    /// Asks for an outcome: for the expectation at this place, or one more in the list at it.
    PickOutcome {
        /// Which document.
        doc: DocId,
        /// The place.
        place: JsonPath,
        /// The position of the expectation that one more is like but for its outcome.
        like: Option<usize>,
    },
    /// Inserts what stands on the clipboard as JSON.
    Paste(String),
    /// Shows a part of the document that is being written.
    ShowPart(Part),
    /// Marks the focus that [`Action::Write`] asked for as given.
    Focused,
    /// Begins a document.
    Begin(Beginning),
    /// Writes a document to a file, and from then on to it.
    SaveTo {
        /// Which document.
        doc: DocId,
        /// The file.
        path: PathBuf,
        /// Whether a file that is there already is to be replaced.
        replaces: bool,
    },
    /// Says what becomes of what is not saved.
    Leave(Leaving, Answer),
    /// Writes the seminar to this file, and from then on to it.
    SaveSeminar {
        /// The file.
        path: PathBuf,
        /// Whether a file that is there already is to be replaced.
        replaces: bool,
    },
    /// Does what the cockpit of the seminar asks for.
    Room(RoomAction),
    /// Reads a matrix from this file.
    Import(PathBuf),
    /// A matrix has become documents, or not.
    Imported {
        /// Its file.
        path: PathBuf,
        /// What it has become, or why it has not.
        result: Result<Box<Imported>, String>,
    },
    /// Does what an export asks for.
    Export(ExportAction),
    /// Judges by this essay.
    UseEssay(DocId),
    /// Reads the essay's text.
    AttachText(PathBuf),
    /// A dialog of the system's was closed without a choice.
    NothingChosen,
    /// The window has the keyboard again: other programs may have changed files meanwhile.
    Returned,
    /// Files have been compared with what they were.
    FilesSeen {
        /// Those of documents.
        documents: Vec<(DocId, SeenFile)>,
        /// That of the open seminar.
        seminar: Option<SeenFile>,
    },
    /// Keeps unsaved work for the next start.
    Keep,
    /// Writes what a room has planned to its seminar's file.
    WritePlan,
    /// Unsaved work has been kept, or not.
    Kept {
        /// What came of it.
        result: Result<(), SaveProblem>,
        /// Open files that another Prescient has open too.
        others: Vec<(PathBuf, OtherProcess)>,
    },
    /// Says what earlier starts have left.
    Started(Box<Start>),
    /// Takes over those copies of an earlier start that are wanted, by their positions; gives the others up.
    Recover(Vec<bool>),
    /// A job in the background has failed, and a report has been written.
    JobFailed,
    /// A file has been read.
    FileLoaded {
        /// The file.
        path: PathBuf,
        /// What the file was when it was read.
        stamp: Option<Stamp>,
        /// What came of it.
        loaded: Box<Loaded<AnyDocument>>,
    },
    /// A document has been written to its file, or not.
    DocumentSaved {
        /// Which document.
        doc: DocId,
        /// The file.
        path: PathBuf,
        /// What was written.
        body: Body,
        /// What came of it: what the file is now.
        result: Result<Stamp, SaveProblem>,
    },
    /// A copy has been written, or not.
    CopySaved {
        /// Which document.
        doc: DocId,
        /// The file.
        path: PathBuf,
        /// What came of it.
        result: Result<(), SaveProblem>,
    },
    /// The seminar has been written, or not.
    SeminarSaved {
        /// The file.
        path: PathBuf,
        /// What it was made of.
        source: Source,
        /// What came of it.
        result: Result<Saved, SaveProblem>,
    },
    /// Documents of these names, open before the seminar, differ from its copies.
    DifferencesFound(Vec<String>),
    /// The essay's text has been read, or not.
    TextLoaded {
        /// The file.
        path: PathBuf,
        /// What came of it.
        result: Result<EssayText, String>,
    },
    /// A worker has made a comparison.
    Compared(Box<Comparison>),
    /// A worker has analysed a comparison.
    Analysed(Box<Analysed>),
    /// A worker has searched.
    Found(Found),
    /// The desktop has said what it wishes.
    DesktopSays(Wishes),
}

/// What only the shell can do.
pub enum Effect {
    /// Read a document in the background; a theory is checked against the active essay.
    Load {
        /// The file.
        path: PathBuf,
        /// How far it is; cancels it too.
        progress: Arc<crate::model::json::Progress>,
    },
    /// Read a file that states no format in the background, and add it.
    AddFormat {
        /// Which document.
        doc: DocId,
        /// The file.
        path: PathBuf,
    },
    /// Read the essay's text in the background.
    LoadText(PathBuf),
    /// Write a document to its file in the background.
    SaveDocument {
        /// Which document.
        doc: DocId,
        /// The file.
        path: PathBuf,
        /// What is written.
        body: Body,
        /// What the file was when it was last read or written here; it is not written over another one.
        expected: Option<Stamp>,
    },
    /// Compare files with what they were, in the background.
    LookAtFiles {
        /// Each document with its file, and what that was.
        files: Vec<(DocId, PathBuf, Stamp)>,
        /// The file of the open seminar, and what that was.
        seminar: Option<(PathBuf, Stamp)>,
    },
    /// Keep unsaved work for the next start, in the background.
    Keep(UnsavedWork),
    /// Have unsaved work at hand for the case that the program fails.
    Watch(UnsavedWork),
    /// Give up what an earlier start has left.
    Forget(Abandoned),
    /// Write a copy of a document in the background.
    Save {
        /// Which document.
        doc: DocId,
        /// The file.
        path: PathBuf,
        /// What is written.
        text: String,
    },
    /// Write a seminar in the background.
    SaveSeminar {
        /// The file.
        path: PathBuf,
        /// What is written.
        draft: Draft,
    },
    /// Reckon in the background what follows from the votes of a room.
    Reckon {
        /// The documents, compared.
        comparison: Arc<Comparison>,
        /// The room.
        room: Arc<Room>,
        /// Another one, to set beside it.
        other: Option<Arc<OtherRoom>>,
    },
    /// Ask for a file for the room in the system's dialog.
    AskForRoomFile {
        /// What for.
        wanted: RoomFile,
        /// A name to begin with, where a file is written.
        name: String,
    },
    /// Read ballots in the background.
    ReadBallots {
        /// The file.
        path: PathBuf,
        /// For which room.
        asked: BallotsFor,
    },
    /// Write a blank ballot sheet in the background.
    SaveSheet {
        /// The file.
        path: PathBuf,
        /// What is written.
        bytes: Vec<u8>,
    },
    /// Look in the background what an export begins with.
    PreviewExport {
        /// Which one.
        export: Export,
        /// What it is made of.
        material: Material,
    },
    /// Make an export in the background, and write it.
    Export {
        /// Which one.
        export: Export,
        /// What it is made of.
        material: Material,
        /// The file.
        path: PathBuf,
        /// How far it is; stops it too.
        work: Arc<Work>,
    },
    /// Ask for a matrix in the system's dialog.
    AskForMatrix,
    /// Make documents of a matrix in the background.
    Import(PathBuf),
    /// Ask where to export to in the system's dialog.
    AskWhereToExport(Export),
    /// Read another room's seminar in the background.
    ReadOtherRoom(PathBuf),
    /// Look in the background for documents that differ from a seminar's copies of them.
    FindDifferences {
        /// The documents.
        documents: Vec<Document>,
        /// The seminar with the copies.
        seminar: Arc<Seminar>,
    },
    /// Compare two versions of a document in the background.
    CompareVersions(Box<Comparing>),
    /// Merge two versions of a document in the background.
    Merge(Box<Joining>),
    /// Ask for a version of a document in the system's dialog.
    AskForVersion {
        /// Which document.
        doc: DocId,
        /// What for.
        wanted: Wanted,
    },
    /// Make a comparison in the background.
    Compare(super::comparison::Ingredients),
    /// Analyse a comparison in the background.
    Analyse(Arc<Comparison>),
    /// Search in the background.
    Search(Search),
    /// Ask for files to open in the system's dialog.
    AskForFiles,
    /// Ask for a place to save a copy in the system's dialog.
    AskWhereToSave {
        /// Which document.
        doc: DocId,
        /// A name to begin with.
        name: String,
        /// Whether a copy is saved there, and the document keeps its own file.
        is_copy: bool,
    },
    /// Ask for a place to save the seminar in the system's dialog.
    AskWhereToSaveSeminar {
        /// A name to begin with.
        name: String,
    },
    /// Ask for the essay's text in the system's dialog.
    AskForText,
    /// Put a text on the clipboard.
    CopyText(String),
    /// Ask for what is on the clipboard; it comes as if it were pasted by key.
    AskForClipboard,
    /// Take over theme and motion from the settings.
    Restyle,
    /// Show everything at this zoom.
    Zoom(f32),
    /// Close the window.
    Quit,
}
