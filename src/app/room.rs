//! The room of a seminar: what its cockpit shows and asks for, its timer, its projector, and what follows from
//! its votes.

use std::path::PathBuf;
use std::sync::Arc;

use super::comparison::Comparison;
use super::state::State;
use crate::assess::{Assessment, Lens};
use crate::model::{
    Ballot, Defence, Essay, Id, Item, Manner, PredictionRef, Room, Round, Seminar, Stage, Theory,
};
use crate::seminar::{
    AgreementFigures, Boards, Compared, Countdown, Course, DocumentOf, Place, ProjectorView, RoomOf,
    RoomsCompared, boards, compare_rooms, counted, is_put, statement,
};
use crate::store::{SaveProblem, Sheet, content_hash, room_of};

/// The pages of the cockpit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// The item that the room is at.
    #[default]
    Run,
    /// What the room talks about.
    Agenda,
    /// What the votes say.
    Figures,
    /// How predictions that failed were defended.
    Rescues,
    /// This room beside another one.
    Rooms,
}

/// How the cockpit is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cockpit {
    /// The open page.
    pub page: Page,
    /// The item of the agenda that is being written, by its position.
    pub item: Option<usize>,
    /// For how many people a blank ballot sheet is made.
    pub persons: usize,
    /// Whether predictions are offered for the agenda, not outcomes.
    pub offers_predictions: bool,
}

impl Default for Cockpit {
    fn default() -> Self {
        Self { page: Page::Run, item: None, persons: 30, offers_predictions: false }
    }
}

/// The projector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Projector {
    /// Whether its window is open.
    pub is_open: bool,
    /// Whether it shows nothing for now.
    pub is_blank: bool,
}

/// The timer of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Timer {
    /// How many seconds were left when it was last started or stopped.
    left: f64,
    /// Since when it runs, in seconds since the window was opened; `None` while it stands.
    since: Option<f64>,
    /// Whether it was started in this stage: until then nobody but the lecturer sees it.
    is_started: bool,
}

impl Timer {
    /// A timer that stands at so many seconds.
    pub(super) fn of(seconds: f64) -> Self {
        Self { left: seconds, since: None, is_started: false }
    }

    /// The timer when a room comes to a place, or is found there.
    pub(super) fn at(room: &Room, place: Place) -> Self {
        match place {
            Place::At { item, stage } => {
                room.items().get(item).map_or_else(Self::default, |item| Self::for_stage(item, stage))
            }
            Place::Before | Place::Scoreboards => Self::default(),
        }
    }

    fn for_stage(item: &Item, stage: Stage) -> Self {
        let discussion = item.minutes.unwrap_or(DISCUSSION);
        let minutes = match stage {
            Stage::Alone => 1,
            Stage::Pairs => 2,
            Stage::Discussion => discussion,
            Stage::SwappedSides => discussion.div_ceil(2),
            Stage::FirstVote | Stage::SecondVote | Stage::Voted | Stage::Reveal | Stage::Scoreboards => 0,
        };
        Self::of(f64::from(minutes) * 60.0)
    }

    /// Starts it, or stops it for a while.
    pub(super) fn toggle(&mut self, now: f64) {
        let left = self.left(now);
        self.since = if self.since.is_some() { None } else { Some(now) };
        self.left = left;
        self.is_started = true;
    }

    /// Adds time, in seconds; there is never less than none.
    pub(super) fn add(&mut self, seconds: f64, now: f64) {
        self.left = (self.left(now) + seconds).max(0.0);
        self.since = self.since.map(|_| now);
    }

    /// How many seconds are left; 0 when the time is up.
    pub fn left(&self, now: f64) -> f64 {
        (self.left - self.since.map_or(0.0, |since| now - since)).max(0.0)
    }

    /// Whether it runs, and its time is not up.
    pub fn is_running(&self, now: f64) -> bool {
        self.since.is_some() && self.left(now) > 0.0
    }

    /// In how many seconds what it shows changes; `None` while it stands.
    pub fn changes_in(&self, now: f64) -> Option<f64> {
        let left = self.left(now);
        // A little more, so that the next second has surely begun.
        self.is_running(now).then(|| left - (left.ceil() - 1.0).max(0.0) + 0.005)
    }

    /// What it shows.
    pub fn countdown(&self, now: f64) -> Countdown {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "minutes, never negative"
        )]
        let seconds = self.left(now).ceil() as u32;
        Countdown { seconds, is_running: self.is_running(now) }
    }

    /// Whether it was started in this stage.
    pub fn is_started(&self) -> bool {
        self.is_started
    }
}

/// How many minutes a discussion takes, unless the item says otherwise.
pub const DISCUSSION: u32 = 5;

/// What follows from the votes of a room and from the documents; a worker makes it.
#[derive(Debug, Clone)]
pub struct Reckoned {
    /// The comparison that it belongs to.
    pub comparison: Arc<Comparison>,
    /// The room that it belongs to.
    pub room: Arc<Room>,
    /// Verdicts as the essay has it, without anybody's readings.
    pub by_essay: Assessment,
    /// The scoreboards.
    pub boards: Boards,
    /// How far the room agrees.
    pub agreement: AgreementFigures,
    /// The room beside another one.
    pub rooms: Option<RoomsBeside>,
}

/// A room beside another one.
#[derive(Debug, Clone)]
pub struct RoomsBeside {
    /// The other one.
    pub other: Arc<OtherRoom>,
    /// What comes of it.
    pub compared: RoomsCompared,
}

impl Reckoned {
    /// Reckons all of it anew.
    pub fn of(comparison: Arc<Comparison>, room: Arc<Room>, other: Option<Arc<OtherRoom>>) -> Self {
        let course = Course::of(&room);
        let (index, essay, theories) = (&comparison.index, &comparison.essay, &comparison.theories);
        let lens = Lens { attribution: comparison.lens.attribution, ..Lens::default() };
        Self {
            by_essay: index.assess(essay, theories, &lens),
            boards: boards(index, essay, theories, &lens, &room, &course),
            agreement: AgreementFigures::of(&room, &course),
            rooms: other.map(|other| RoomsBeside::of(&comparison, &room, &course, other)),
            comparison,
            room,
        }
    }
}

impl RoomsBeside {
    fn of(comparison: &Comparison, room: &Room, course: &Course, other: Arc<OtherRoom>) -> Self {
        let theories = comparison.theories.iter().map(|theory| &**theory);
        let documents = documents_of(&comparison.essay, theories);
        let own = RoomOf { room, course, documents: &documents };
        let other_room = room_of(&other.seminar);
        let theirs = RoomOf { room: &other_room, course: &other.course, documents: &other.documents };
        Self { compared: compare_rooms(own, theirs), other }
    }
}

/// Another room, to compare with.
#[derive(Debug, Clone)]
pub struct OtherRoom {
    /// The name of its file.
    pub name: String,
    /// Its seminar.
    pub seminar: Arc<Seminar>,
    /// Where its room stood.
    pub course: Arc<Course>,
    /// Its documents.
    pub documents: Vec<DocumentOf>,
}

impl OtherRoom {
    /// The room of a seminar that was read. The documents are hashed, since a copy may have been changed by hand under
    /// the hash that stands beside it; that takes a while, and a worker does it.
    pub fn of(name: String, seminar: Seminar) -> Self {
        let theories = seminar.theories.iter().map(|theory| &*theory.document.0);
        let documents = documents_of(&seminar.essay.document, theories);
        let course = Course::of(&room_of(&seminar));
        Self { name, course: Arc::new(course), documents, seminar: Arc::new(seminar) }
    }

    /// Whether it has voted on anything that can be compared: controls are none.
    pub fn has_voted(&self) -> bool {
        let room = room_of(&self.seminar);
        let mut items = room.items().iter().enumerate();
        items.any(|(at, item)| item.negates.is_none() && self.course.latest(at).is_some())
    }
}

/// An essay and theories, by what they can be known again.
fn documents_of<'a>(essay: &Essay, theories: impl Iterator<Item = &'a Theory>) -> Vec<DocumentOf> {
    let document = |is_essay, id: &Id, name: &str, hash| DocumentOf {
        is_essay,
        id: id.to_string(),
        name: name.to_owned(),
        hash,
    };
    let essay = document(true, &essay.id, &essay.title, content_hash(essay));
    let theories =
        theories.map(|theory| document(false, &theory.id, &theory.short_name, content_hash(theory)));
    std::iter::once(essay).chain(theories).collect()
}

/// For which room ballots are read.
#[derive(Debug, Clone)]
pub struct BallotsFor {
    /// The room, by whose agenda they are read.
    pub room: Arc<Room>,
    /// The file of its seminar.
    pub(super) seminar: Option<PathBuf>,
}

impl BallotsFor {
    /// The room that is open.
    pub(super) fn open(state: &State) -> Self {
        let seminar = state.session.seminar.as_ref().map(|open| open.path.clone());
        Self { room: Arc::clone(&state.session.room), seminar }
    }
}

/// Ballots that wait for a reason, since they would correct votes that are closed.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingBallots {
    /// The name of the file that they were read from.
    pub name: String,
    /// Item, vote and ballots.
    pub votes: Vec<(Id, Round, Vec<Ballot>)>,
}

/// A file that the cockpit asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomFile {
    /// Ballots to read.
    Ballots,
    /// Where to write a blank ballot sheet.
    BlankSheet,
    /// Another room's seminar.
    OtherRoom,
}

/// A change to an item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemEdit {
    /// The statement in the lecturer's words; nothing for the document's own.
    Wording(String),
    /// The lecturer's notes.
    Notes(String),
    /// How many minutes the discussion is to take.
    Minutes(u32),
    /// Puts it to the room in a manner, or no longer.
    Manner(Manner, bool),
}

/// A change to a defence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RescueEdit {
    /// Another kind.
    Defence(Defence),
    /// What is said.
    Sentence(String),
}

/// What the cockpit asks for.
pub enum RoomAction {
    /// Opens a page.
    ShowPage(Page),
    /// Opens an item of the agenda to be written.
    ShowItem(Option<usize>),
    /// Offers predictions for the agenda, or outcomes.
    OfferPredictions(bool),
    /// Sets for how many people a blank ballot sheet is made.
    SetPersons(usize),
    /// Puts an outcome on the agenda.
    AddOutcome(Id),
    /// Puts a prediction on the agenda.
    AddPrediction(PredictionRef),
    /// Asks for the negation of an item too, far from it.
    AddControl(usize),
    /// Takes an item off the agenda.
    RemoveItem(usize),
    /// Moves an item.
    MoveItem {
        /// From this position.
        from: usize,
        /// To this position, counted without it.
        to: usize,
    },
    /// Changes an item.
    EditItem(usize, ItemEdit),
    /// Changes the notes on the whole seminar.
    SetNotes(String),
    /// Takes up an item where the room left it.
    GoTo(usize),
    /// Sets how many hands an answer has, by its place; `None` where they are not counted yet.
    Count {
        /// The place of the answer.
        place: usize,
        /// How many hands.
        hands: Option<u32>,
    },
    /// Corrects a vote that is closed.
    Correct {
        /// The id of the item.
        item: Id,
        /// Which vote.
        round: Round,
        /// The hands of each answer.
        hands: Vec<u32>,
        /// Why.
        reason: String,
    },
    /// Lets the room's reading of an outcome count in place of the essay's, or no longer.
    SetReplaces(Id, bool),
    /// The same for every outcome of the agenda.
    ReplaceAll(bool),
    /// Adds time to the timer, in seconds.
    AddTime(f64),
    /// Defends a prediction.
    AddRescue(PredictionRef, Defence),
    /// Changes a defence.
    EditRescue(usize, RescueEdit),
    /// Takes a defence back.
    RemoveRescue(usize),
    /// A file has been chosen, or typed.
    FileChosen {
        /// What for.
        wanted: RoomFile,
        /// The file.
        path: PathBuf,
        /// Whether a file that is there already is to be replaced.
        replaces: bool,
    },
    /// Ballots have been read, or not.
    BallotsRead {
        /// The file.
        path: PathBuf,
        /// For which room they were read.
        asked: BallotsFor,
        /// What came of it: ballots, or what is wrong.
        result: Result<Sheet, Vec<String>>,
    },
    /// Takes ballots for corrections of closed votes, for this reason.
    TakeBallots(String),
    /// A blank ballot sheet has been written, or not.
    SheetSaved {
        /// The file.
        path: PathBuf,
        /// What came of it.
        result: Result<(), SaveProblem>,
    },
    /// Another room's seminar has been read, or not.
    OtherRoomRead {
        /// The file.
        path: PathBuf,
        /// What came of it.
        result: Result<Box<OtherRoom>, String>,
    },
    /// Puts the other room away.
    CloseOtherRoom,
    /// A worker has reckoned.
    Reckoned(Box<Reckoned>),
    /// The projector's window was closed.
    ProjectorClosed,
}

impl State {
    /// The documents as they are compared, for the room.
    pub fn compared(&self) -> Compared<'_> {
        let comparison = &*self.comparison;
        Compared {
            essay: &comparison.essay,
            theories: &comparison.theories,
            names: &comparison.names,
            assessment: &comparison.assessment,
            by_essay: self.reckoned().map(|reckoned| &reckoned.by_essay),
        }
    }

    /// What follows from the votes, if it is of the documents that are compared; it may be of votes before the last
    /// ones.
    pub fn reckoned(&self) -> Option<&Reckoned> {
        let reckoned = self.reckoned.as_deref()?;
        (reckoned.comparison.documents == self.comparison.documents).then_some(reckoned)
    }

    /// Whether a worker is reckoning what will replace it.
    pub fn is_reckoning_outdated(&self) -> bool {
        self.reckoned().is_none_or(|reckoned| {
            let other = reckoned.rooms.as_ref().map(|rooms| Arc::as_ptr(&rooms.other));
            other != self.other_room.as_ref().map(Arc::as_ptr)
                || !reckoned.is_of(&self.comparison, &self.session.room)
        })
    }

    /// What is on the wall.
    pub fn wall(&self) -> ProjectorView {
        if self.projector.is_blank {
            return ProjectorView::Blank;
        }
        let boards = self.reckoned().map(|reckoned| &reckoned.boards);
        let countdown = self.timer.is_started().then(|| self.timer.countdown(self.now()));
        ProjectorView::of(&self.session.room, &self.course, &self.compared(), boards, countdown)
    }

    /// The statement that is put to the room for an item.
    pub fn statement(&self, item: usize) -> String {
        statement(&self.session.room, &self.course, item, &self.compared())
    }

    /// Whether an item is put to the room in a manner.
    pub fn is_put(&self, item: usize, manner: Manner) -> bool {
        is_put(&self.session.room, &self.course, item, manner)
    }

    /// Whether any hand has been counted in the vote that is open.
    pub fn has_counted(&self) -> bool {
        let Some((item, _)) = self.course.open_vote() else { return false };
        let Some(item) = self.session.room.items().get(item) else { return false };
        counted(self.session.room.counting.as_deref().unwrap_or_default(), item.asked()).total() > 0
    }

    /// Whether the room has begun.
    pub fn has_begun(&self) -> bool {
        self.course.place != Place::Before
    }
}

impl Reckoned {
    /// Whether it is of this comparison and this room: of what it hangs on in them.
    pub(super) fn is_of(&self, comparison: &Comparison, room: &Arc<Room>) -> bool {
        let is_same_room = || {
            let (one, other) = (&*self.room, &**room);
            one.seed == other.seed
                && one.agenda == other.agenda
                && one.log == other.log
                && one.rescues == other.rescues
        };
        self.comparison.documents == comparison.documents
            && self.comparison.lens.attribution == comparison.lens.attribution
            && (Arc::ptr_eq(&self.room, room) || is_same_room())
    }
}
