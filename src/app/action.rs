//! What the user wants, with its payload; and what the shell must then do.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::comparison::Comparison;
use super::essay_text::EssayText;
use super::find::{Finder, Found, Search};
use super::matrix::MatrixView;
use super::seminar::{Draft, Saved, Source};
use super::session::{DocId, Document};
use super::state::{Analysed, Dialog, EssayOrder, Selection};
use super::system::Wishes;
use super::what_if::Change;
use crate::assess::AttributionFilter;
use crate::model::Seminar;
use crate::store::{AnyDocument, Loaded, SaveProblem};

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
    },
    /// Writes the seminar to this file, and from then on to it.
    SaveSeminar(PathBuf),
    /// Judges by this essay.
    UseEssay(DocId),
    /// Reads the essay's text.
    AttachText(PathBuf),
    /// A dialog of the system's was closed without a choice.
    NothingChosen,
    /// A file has been read.
    FileLoaded {
        /// The file.
        path: PathBuf,
        /// What came of it.
        loaded: Box<Loaded<AnyDocument>>,
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
    /// Read the essay's text in the background.
    LoadText(PathBuf),
    /// Write a document in the background.
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
    /// Look in the background for documents that differ from a seminar's copies of them.
    FindDifferences {
        /// The documents.
        documents: Vec<Document>,
        /// The seminar with the copies.
        seminar: Arc<Seminar>,
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
    },
    /// Ask for a place to save the seminar in the system's dialog.
    AskWhereToSaveSeminar {
        /// A name to begin with.
        name: String,
    },
    /// Ask for the essay's text in the system's dialog.
    AskForText,
    /// Take over theme and motion from the settings.
    Restyle,
    /// Show everything at this zoom.
    Zoom(f32),
    /// Close the window.
    Quit,
}
