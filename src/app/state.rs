//! All that the window shows, in one value.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::comparison::{Comparison, Ingredients};
use super::editor::{Editor, Picker};
use super::essay_text::EssayText;
use super::export::Exporting;
use super::find::{Find, Finder};
use super::leaving::Leaving;
use super::matrix::MatrixView;
use super::recovery::Recovery;
use super::room::{Cockpit, OtherRoom, Projector, Reckoned, RoomFile, Timer, WaitingBallots};
use super::seminar::Waiting;
use super::session::{Body, DocId, Document, Session};
use super::settings::Settings;
use super::system::Wishes;
use super::versions::{Versions, Wanted};
use crate::assess::Analysis;
use crate::model::json::Progress;
use crate::model::{Id, Room, Round};
use crate::seminar::Course;
use crate::store::{Diagnostic, Diagnostics, Stamp};

/// Everything. Views read it; only [`super::apply`] changes it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
pub struct State {
    /// The documents and the lens.
    pub session: Session,
    /// What follows from them.
    pub comparison: Arc<Comparison>,
    /// Whether a worker is making a newer comparison.
    pub is_updating: bool,
    /// The analysis, once it was asked for; views show it until there is a newer one.
    pub analysis: Option<Arc<Analysed>>,
    /// Whether a worker is analysing a comparison.
    pub(super) is_analysing: bool,
    /// Where the room of the seminar stands, by its log.
    pub course: Arc<Course>,
    /// The timer of the stage that the room is at.
    pub timer: Timer,
    /// The projector.
    pub projector: Projector,
    /// What follows from the room's votes, once it was asked for; views show it until there is something newer.
    pub reckoned: Option<Arc<Reckoned>>,
    /// Whether a worker is reckoning.
    pub(super) is_reckoning: bool,
    /// Another room, to compare with.
    pub other_room: Option<Arc<OtherRoom>>,
    /// Ballots that wait for a reason.
    pub ballots: Option<WaitingBallots>,
    /// The room that was last written to the seminar's file without being asked for, or should have been.
    pub(super) autosaved: Option<Arc<Room>>,
    /// The room whose plan is not in the seminar's file yet, and since when it is as it is, in seconds.
    pub(super) planned: Option<(Arc<Room>, f64)>,
    /// What is being looked at.
    pub view: View,
    /// What is remembered between two starts.
    pub settings: Settings,
    /// What the desktop wishes.
    pub wishes: Wishes,
    /// The essay's text, where the user has attached it.
    pub essay_text: Option<EssayText>,
    /// The files that are being read.
    pub loading: Vec<Loading>,
    /// What has happened, latest last.
    pub messages: Vec<Message>,
    /// The dialog that is open; one at a time.
    pub dialog: Option<Dialog>,
    /// Unsaved work, kept for the next start.
    pub recovery: Recovery,
    /// Files that another Prescient has open too, with its process.
    pub elsewhere: BTreeMap<PathBuf, u32>,
    /// Documents whose files seem to have been changed by another program.
    pub(super) noticed: BTreeSet<DocId>,
    /// What files hold that have changed under documents with changes of their own.
    pub theirs: BTreeMap<DocId, Theirs>,
    /// The versions that are compared or merged.
    pub versions: Versions,
    /// The export that is prepared or made.
    pub exporting: Option<Exporting>,
    /// The documents that are being written to their files.
    pub(super) saving: BTreeSet<DocId>,
    /// What is left as soon as everything is saved.
    pub(super) leaving: Option<Leaving>,
    /// The seminar that is opened as soon as nothing is lost by it.
    pub(super) waiting: Option<Box<Waiting>>,
    /// Whether the window may close: everything is saved, or given up.
    pub(super) may_quit: bool,
    /// The time, in seconds since the window was opened: typing without a pause is undone at once.
    pub(super) now: f64,
    pub(super) generation: u64,
    /// Counts up with each file that is asked for.
    pub(super) asked: u64,
    /// Whether a worker is writing the seminar.
    pub(super) is_saving_seminar: bool,
}

impl Default for State {
    fn default() -> Self {
        let session = Session::default();
        let comparison = Arc::new(Ingredients::of(&session, 0, None).compare());
        let view = View { order: comparison.members.iter().map(|m| m.doc).collect(), ..View::default() };
        Self {
            session,
            comparison,
            is_updating: false,
            analysis: None,
            is_analysing: false,
            course: Arc::default(),
            timer: Timer::default(),
            projector: Projector::default(),
            reckoned: None,
            is_reckoning: false,
            other_room: None,
            ballots: None,
            autosaved: None,
            planned: None,
            view,
            settings: Settings::default(),
            wishes: Wishes::default(),
            essay_text: None,
            loading: Vec::new(),
            messages: Vec::new(),
            dialog: None,
            recovery: Recovery::default(),
            elsewhere: BTreeMap::new(),
            noticed: BTreeSet::new(),
            theirs: BTreeMap::new(),
            versions: Versions::default(),
            exporting: None,
            saving: BTreeSet::new(),
            leaving: None,
            waiting: None,
            may_quit: false,
            now: 0.0,
            generation: 0,
            asked: 0,
            is_saving_seminar: false,
        }
    }
}

/// A comparison and its analysis.
#[derive(Debug, Clone)]
pub struct Analysed {
    /// The comparison.
    pub comparison: Arc<Comparison>,
    /// Its analysis.
    pub analysis: Analysis,
}

impl Analysed {
    /// Analyses a comparison.
    pub fn of(comparison: Arc<Comparison>) -> Self {
        Self { analysis: comparison.analyse(), comparison }
    }
}

/// A file that is being read.
#[derive(Clone)]
pub struct Loading {
    /// Where it is.
    pub path: PathBuf,
    /// How far the reader is; cancels it too.
    pub progress: Arc<Progress>,
    pub(super) asked: u64,
}

/// Something that has happened, kept in a list because a passing note is easily missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What happened, and what to do next.
    pub text: String,
    /// Whether something went wrong.
    pub is_problem: bool,
    /// The document that it is about.
    pub doc: Option<DocId>,
}

/// What a document's file holds now, while the user decides what becomes of the changes here.
#[derive(Debug, Clone)]
pub struct Theirs {
    /// The document in the file.
    pub body: Body,
    /// What is wrong with it.
    pub diagnostics: Diagnostics,
    /// What the file was when it was read.
    pub stamp: Option<Stamp>,
}

/// The views of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Theories side by side.
    #[default]
    Compare,
    /// What each theory expects of each outcome.
    Matrix,
    /// Predictions and outcomes in time.
    Timeline,
    /// Where the theories part ways, and what the ranking hangs on.
    Analysis,
    /// The essay's outcomes.
    Essay,
    /// A document of the user's own, to be written.
    Editor,
    /// The cockpit of the seminar.
    Seminar,
}

/// What the inspector explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// A theory.
    Theory(DocId),
    /// A prediction, by its position in the theory's file.
    Prediction(DocId, usize),
    /// An outcome, by its id.
    Outcome(String),
}

/// How the outcomes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EssayOrder {
    /// As the essay goes.
    #[default]
    Paragraph,
    /// By subject.
    Topic,
}

/// What is being looked at. None of it changes a number.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what is shown and what is not, each by itself")]
pub struct View {
    /// The open tab.
    pub tab: Tab,
    /// What the inspector explains.
    pub selection: Option<Selection>,
    /// What the pointer is over.
    pub hovered: Option<Selection>,
    /// What the inspector explained before, latest last.
    pub back: Vec<Selection>,
    /// Whether the list of theories is shown.
    pub hides_theories: bool,
    /// Whether the inspector is open.
    pub shows_inspector: bool,
    /// Whether the problems of all documents are listed.
    pub shows_problems: bool,
    /// Whether the changes of the what-if are listed.
    pub lists_changes: bool,
    /// Theories whose columns are hidden.
    pub hidden: BTreeSet<DocId>,
    /// Theories in the order of their columns.
    pub order: Vec<DocId>,
    /// Column widths that the user has set, in points.
    pub widths: BTreeMap<DocId, f32>,
    /// The page of each topic group of Compare, from 0.
    pub pages: BTreeMap<usize, usize>,
    /// How the outcomes are listed.
    pub essay_order: EssayOrder,
    /// How the matrix is looked at.
    pub matrix: MatrixView,
    /// What is being written.
    pub editor: Editor,
    /// How the cockpit is looked at.
    pub cockpit: Cockpit,
    /// What an outcome is being chosen for.
    pub picker: Option<Picker>,
    /// The search for that outcome.
    pub outcomes: Find,
    /// The search for words.
    pub find: Find,
    /// The search for letters, in the names of commands too.
    pub palette: Find,
    /// The commands used lately, the latest first.
    pub recent: Vec<Command>,
    /// What the open tab should scroll to, once.
    pub scroll_to: Option<Selection>,
}

/// What "save" saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InHand {
    /// A document of the user's own.
    Document(DocId),
    /// The seminar: the comparison, and how it is looked at.
    Seminar,
}

impl View {
    /// One of the searches.
    pub fn finder(&self, finder: Finder) -> &Find {
        match finder {
            Finder::Find => &self.find,
            Finder::Palette => &self.palette,
            Finder::Outcome => &self.outcomes,
        }
    }

    pub(super) fn finder_mut(&mut self, finder: Finder) -> &mut Find {
        match finder {
            Finder::Find => &mut self.find,
            Finder::Palette => &mut self.palette,
            Finder::Outcome => &mut self.outcomes,
        }
    }

    /// The search that is open.
    pub fn open_finder(&self) -> Option<Finder> {
        Finder::ALL.into_iter().find(|finder| self.finder(*finder).is_open)
    }
}

/// A dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Asks for the path of a file to open.
    OpenPath {
        /// The path as typed so far.
        text: String,
    },
    /// Asks for the path to save a copy of a theory to.
    SaveCopy {
        /// Which document.
        doc: DocId,
        /// The path as typed so far.
        text: String,
        /// Why the last try failed.
        problem: Option<String>,
    },
    /// Asks for the path to save a document to.
    SaveAs {
        /// Which document.
        doc: DocId,
        /// The path as typed so far.
        text: String,
        /// Why the last try failed.
        problem: Option<String>,
    },
    /// Offers what an earlier start has left.
    Recovery,
    /// Says that a document's file has been changed, and asks what becomes of the changes here.
    Changed(DocId),
    /// Asks for another version of a document.
    ChooseVersion {
        /// Which document.
        doc: DocId,
        /// What for.
        wanted: Wanted,
        /// The path as typed so far.
        text: String,
        /// Why the last one cannot be taken.
        problem: Option<String>,
    },
    /// Asks what to export, in which form, and to where.
    Export,
    /// Asks for the path of a matrix.
    ImportMatrix {
        /// The path as typed so far.
        text: String,
        /// Why the last one cannot be taken.
        problem: Option<String>,
    },
    /// Says what has become of a matrix, and what could not be carried over.
    Imported {
        /// The name of its file.
        name: String,
        /// A sentence each.
        report: Vec<String>,
    },
    /// Shows how two versions of a document differ.
    Versions,
    /// Shows what two versions of a document cannot agree on.
    Merge,
    /// Asks what to do with what is not saved.
    Unsaved(Leaving),
    /// Asks what to begin a new document with.
    New,
    /// Asks for the path to save the seminar to.
    SaveSeminar {
        /// The path as typed so far.
        text: String,
        /// Why the last try failed.
        problem: Option<String>,
    },
    /// Asks for the path of a file for the room.
    RoomFile {
        /// What for.
        wanted: RoomFile,
        /// The path as typed so far.
        text: String,
        /// Why the last one cannot be taken.
        problem: Option<String>,
    },
    /// Lists what is wrong with ballots.
    Ballots {
        /// The name of their file.
        name: String,
        /// What is wrong, a sentence each.
        faults: Vec<String>,
    },
    /// Asks why ballots correct what is closed.
    CorrectByBallots {
        /// The reason as typed so far.
        reason: String,
    },
    /// Asks how a closed vote is to be corrected, and why.
    Correct {
        /// The id of the item.
        item: Id,
        /// Which vote.
        round: Round,
        /// The hands of each answer, as typed so far.
        hands: Vec<String>,
        /// The reason as typed so far.
        reason: String,
    },
    /// Asks for the path of the essay's text.
    AttachText {
        /// The path as typed so far.
        text: String,
    },
    /// Lists what is wrong with a document.
    Problems(DocId),
    /// Lists what has happened.
    Messages,
    /// Lists the keys.
    Keys,
    /// Says what the program is.
    About,
}

impl State {
    /// The members of the comparison whose columns are shown, in their order.
    pub fn columns(&self) -> Vec<usize> {
        let shown = self.view.order.iter().filter(|doc| !self.view.hidden.contains(doc));
        shown.filter_map(|doc| self.comparison.member(*doc)).collect()
    }

    /// The latest analysis of the documents that are compared; it may be of readings that have changed
    /// since: see [`Self::is_analysis_outdated`].
    pub fn analysis(&self) -> Option<&Analysed> {
        self.analysis.as_deref().filter(|analysed| analysed.comparison.documents == self.comparison.documents)
    }

    /// Whether the analysis is of an earlier comparison: a worker is making the one that will replace it.
    pub fn is_analysis_outdated(&self) -> bool {
        self.analysis().is_some_and(|analysed| analysed.comparison.generation != self.comparison.generation)
    }

    /// What is wrong with the open documents, in their order.
    pub fn problems(&self) -> impl Iterator<Item = (&Document, &Diagnostic)> {
        let documents = self.session.documents.iter();
        documents.flat_map(|document| document.diagnostics.list.iter().map(move |fault| (document, fault)))
    }

    /// What "save" saves: the document that is being written; outside the editor the seminar.
    pub fn in_hand(&self) -> InHand {
        match self.written().filter(|_| self.view.tab == Tab::Editor) {
            Some(document) => InHand::Document(document.id),
            None => InHand::Seminar,
        }
    }

    /// The theory that is selected, or whose prediction is.
    pub fn selected_theory(&self) -> Option<DocId> {
        match self.view.selection.as_ref()? {
            Selection::Theory(doc) | Selection::Prediction(doc, _) => Some(*doc),
            Selection::Outcome(_) => None,
        }
    }

    /// The time, in seconds since the window was opened.
    pub fn now(&self) -> f64 {
        self.now
    }

    /// Tells the user of something.
    pub(super) fn tell(&mut self, text: String, is_problem: bool, doc: Option<DocId>) {
        self.messages.push(Message { text, is_problem, doc });
    }
}
