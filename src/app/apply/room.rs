//! What a room does: its agenda, its course, its votes and its defences.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::sync::Arc;

use super::ballots;
use super::judge::judge;
use crate::app::action::Effect;
use crate::app::command::Command;
use crate::app::history::Touched;
use crate::app::room::{ItemEdit, OtherRoom, Page, Reckoned, RescueEdit, RoomAction, RoomFile, Timer};
use crate::app::session::file_name;
use crate::app::state::{Dialog, State, Tab};
use crate::model::json::{Extra, Shared};
use crate::model::{
    Answer, Defence, Entry, Id, Item, JsonPath, Manner, PredictionRef, Reported, Rescue, Room, Round, Stage,
    Vote, Votes,
};
use crate::seminar::{
    Course, Hindrance, Next, Place, control_of, counting_readings, free_item_id, most_worth,
    most_worth_predictions, place_of_control,
};
use crate::words;

/// How much larger or smaller one step makes what is on the wall.
const WALL_STEP: f32 = 0.1;

/// How many outcomes are put on the agenda at once.
const MOST_WORTH: usize = 3;

/// How many screens the projector is tried on, one after the other.
const SCREENS: usize = 3;

/// Does what the cockpit asks for.
pub(super) fn request(state: &mut State, action: RoomAction) -> Vec<Effect> {
    match action {
        RoomAction::ShowPage(page) => state.view.cockpit.page = page,
        RoomAction::ShowItem(item) => state.view.cockpit.item = item,
        RoomAction::OfferPredictions(offers) => state.view.cockpit.offers_predictions = offers,
        RoomAction::SetPersons(persons) => state.view.cockpit.persons = persons,
        RoomAction::AddOutcome(outcome) => {
            let id = free_item_id(&state.session.room, outcome.as_str());
            add(state, vec![Item::about_outcome(id, outcome)]);
        }
        RoomAction::AddPrediction(prediction) => {
            let id = free_item_id(&state.session.room, prediction.id.as_str());
            add(state, vec![Item::about_prediction(id, prediction)]);
        }
        RoomAction::AddControl(item) => add_control(state, item),
        RoomAction::RemoveItem(item) => return remove_item(state, item),
        RoomAction::MoveItem { from, to } => return move_item(state, from, to),
        RoomAction::EditItem(item, edit) => edit_item(state, item, edit),
        RoomAction::SetNotes(notes) => {
            let place = JsonPath::default().key("notes");
            plan(state, "change of notes", Some(place), |room| room.notes = text(notes));
        }
        RoomAction::GoTo(item) => return take_up(state, item),
        RoomAction::Count { place, hands } => count(state, place, hands),
        RoomAction::Correct { item, round, hands, reason } => {
            return correct(state, &item, round, &hands, reason);
        }
        RoomAction::SetReplaces(outcome, is_on) => return set_replaces(state, &[outcome], is_on),
        RoomAction::ReplaceAll(is_on) => return replace_all(state, is_on),
        RoomAction::AddTime(seconds) => state.timer.add(seconds, state.now),
        RoomAction::AddRescue(prediction, defence) => add_rescue(state, prediction, defence),
        RoomAction::EditRescue(at, edit) => edit_rescue(state, at, edit),
        RoomAction::RemoveRescue(at) => plan(state, "removal of a defence", None, |room| {
            if let Some(rescues) = room.rescues.as_mut().filter(|rescues| at < rescues.len()) {
                rescues.remove(at);
            }
        }),
        RoomAction::FileChosen { wanted, path, replaces } => {
            return ballots::file_chosen(state, wanted, path, replaces);
        }
        RoomAction::BallotsRead { path, asked, result } => return ballots::read(state, path, &asked, result),
        RoomAction::TakeBallots(reason) => return ballots::take_waiting(state, &reason),
        RoomAction::SheetSaved { path, result } => ballots::sheet_saved(state, &path, result),
        RoomAction::OtherRoomRead { path, result } => other_room_read(state, &path, result),
        RoomAction::CloseOtherRoom => state.other_room = None,
        RoomAction::Reckoned(reckoned) => reckoned_arrived(state, *reckoned),
        RoomAction::ProjectorClosed => state.projector.is_open = false,
    }
    Vec::new()
}

/// Does a command of the room.
pub(super) fn command(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Projector => state.projector.is_open = !state.projector.is_open,
        Command::NextStage => return next(state),
        Command::PreviousStage => return back(state),
        Command::Reveal => return reveal(state),
        Command::Blank => state.projector.is_blank = !state.projector.is_blank,
        Command::Timer => state.timer.toggle(state.now),
        Command::LargerOnWall => set_wall_size(state, WALL_STEP),
        Command::SmallerOnWall => set_wall_size(state, -WALL_STEP),
        Command::DarkWall => state.settings.wall.is_dark = !state.settings.wall.is_dark,
        Command::OtherScreen => state.settings.wall.screen = (state.settings.wall.screen + 1) % SCREENS,
        Command::AddMostWorth => add_most_worth(state, MOST_WORTH),
        Command::RoomReads => return replace_all(state, !state.is_chosen(Command::RoomReads)),
        Command::ImportBallots => return ballots::ask(RoomFile::Ballots),
        Command::BlankBallots => return ballots::ask(RoomFile::BlankSheet),
        Command::CompareRooms => return ballots::ask(RoomFile::OtherRoom),
        _ => {}
    }
    Vec::new()
}

fn set_wall_size(state: &mut State, by: f32) {
    let size = &mut state.settings.wall.size;
    *size = (((*size + by) / WALL_STEP).round() * WALL_STEP).clamp(0.5, 2.0);
}

// The plan: what can be undone until the room has done something more.

/// Changes what the room plans, as a step that can be undone. With a place it is typing there.
fn plan(state: &mut State, label: &str, place: Option<JsonPath>, change: impl FnOnce(&mut Room)) {
    let before = Arc::clone(&state.session.room);
    let mut room = Room::clone(&before);
    change(&mut room);
    if room.seed.is_none() {
        room.seed = Some(seed());
    }
    if room.agenda == before.agenda && room.notes == before.notes && room.rescues == before.rescues {
        return;
    }
    let after = Arc::new(room);
    let key = place.map(|place| (None, place));
    let touched = Touched::Room { before, after: Arc::clone(&after) };
    state.session.history.push(label.to_owned(), key, touched, state.now);
    hold(state, after);
}

/// A number that nobody knows before. It is kept in the file: what follows from it can be reckoned again.
fn seed() -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
    let seed = RandomState::new().hash_one("the lot of a seminar") as u32;
    seed
}

/// Returns to a plan that was before a step, or comes after it. What the room has done, and whose reading counts,
/// stays.
pub(super) fn plan_as(state: &mut State, planned: &Room) -> Vec<Effect> {
    let now = &state.session.room;
    let room = Room {
        seed: now.seed,
        log: now.log.clone(),
        counting: now.counting.clone(),
        replaces: now.replaces.clone(),
        ..planned.clone()
    };
    hold(state, Arc::new(room));
    judge(state)
}

/// Takes over what the room is now, and what follows from it at once. The item that is open stays so, wherever it
/// stands.
pub(super) fn hold(state: &mut State, room: Arc<Room>) {
    state.course = Arc::new(Course::of(&room));
    state.session.lens.room = counting_readings(&room, &state.course);
    let before = std::mem::replace(&mut state.session.room, room);
    let open = state.view.cockpit.item.and_then(|at| before.items().get(at));
    state.view.cockpit.item = open.and_then(|open| state.session.room.item(&open.id));
}

/// A text, or nothing where it is empty.
fn text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

// The agenda.

fn add(state: &mut State, items: Vec<Item>) {
    let last = state.session.room.items().len() + items.len();
    plan(state, "addition to the agenda", None, |room| {
        room.agenda.get_or_insert_default().extend(items);
    });
    state.view.cockpit.item = last.checked_sub(1);
}

/// Puts on the agenda what is most worth discussing of what is offered: outcomes, or predictions.
fn add_most_worth(state: &mut State, n: usize) {
    let (compared, room) = (state.compared(), &state.session.room);
    let offers_predictions = state.view.cockpit.offers_predictions;
    let items: Vec<Item> = if offers_predictions {
        with_ids(
            room,
            most_worth_predictions(&compared, room, n),
            |own| own.id.clone(),
            Item::about_prediction,
        )
    } else {
        with_ids(room, most_worth(&compared, room, n), Id::clone, Item::about_outcome)
    };
    if items.is_empty() {
        let all = if offers_predictions {
            "Every prediction of the theories"
        } else {
            "Every outcome of the essay"
        };
        state.tell(format!("{all} is on the agenda already"), false, None);
        return;
    }
    add(state, items);
}

/// Items about these things. Ids are given one after the other, since each must be free beside those before it.
fn with_ids<T>(
    room: &Room,
    things: Vec<T>,
    like: impl Fn(&T) -> Id,
    item: impl Fn(Id, T) -> Item,
) -> Vec<Item> {
    let mut room = room.clone();
    let items = things.into_iter().map(|thing| {
        let item = item(free_item_id(&room, like(&thing).as_str()), thing);
        room.agenda.get_or_insert_default().push(item.clone());
        item
    });
    items.collect()
}

fn add_control(state: &mut State, item: usize) {
    let room = &state.session.room;
    let Some(negated) = room.items().get(item).filter(|negated| negated.negates.is_none()) else { return };
    let control = control_of(room, negated);
    // What the room has been at keeps its place: the control comes behind it.
    let begun = (0..room.items().len()).rev().find(|item| state.course.is_begun(*item));
    let place = place_of_control(item, room.items().len()).max(begun.map_or(0, |begun| begun + 1));
    plan(state, "addition of a control", None, |room| {
        room.agenda.get_or_insert_default().insert(place, control);
    });
    state.view.cockpit.item = Some(place);
}

/// Takes an item off the agenda, and its control with it; what the room has been at, or voted on, stays on it.
fn remove_item(state: &mut State, item: usize) -> Vec<Effect> {
    let items = state.session.room.items();
    let Some(id) = items.get(item).map(|own| own.id.clone()) else { return Vec::new() };
    let is_gone = |own: &Item| own.id == id || own.negates.as_ref() == Some(&id);
    let is_done = |at: usize| state.course.is_begun(at) || state.course.latest(at).is_some();
    if (0..items.len()).any(|at| is_gone(&items[at]) && is_done(at)) {
        let text = "The room has been at this item or its negation, so it stays on the agenda".to_owned();
        state.tell(text, true, None);
        return Vec::new();
    }
    plan(state, "removal from the agenda", None, |room| {
        if let Some(agenda) = &mut room.agenda {
            agenda.retain(|own| !is_gone(own));
        }
    });
    Vec::new()
}

/// Moves an item. Where several are about one outcome the last one's vote is the room's reading.
fn move_item(state: &mut State, from: usize, to: usize) -> Vec<Effect> {
    let items = state.session.room.items().len();
    if from >= items || to >= items || from == to {
        return Vec::new();
    }
    let before = state.session.lens.room.clone();
    plan(state, "move on the agenda", None, |room| {
        let agenda = room.agenda.get_or_insert_default();
        let item = agenda.remove(from);
        agenda.insert(to, item);
    });
    state.view.cockpit.item = Some(to);
    judge_if_read_otherwise(state, &before)
}

/// Judges anew where the room's readings, as far as they count, are others than before.
fn judge_if_read_otherwise(state: &mut State, before: &BTreeMap<String, Reported>) -> Vec<Effect> {
    if *before == state.session.lens.room { Vec::new() } else { judge(state) }
}

/// Changes an item. What has been voted on, it or its negation, is not worded otherwise, nor put in another manner,
/// afterwards.
fn edit_item(state: &mut State, item: usize, edit: ItemEdit) {
    if matches!(edit, ItemEdit::Manner(Manner::SidesSwapped, _)) && state.course.is_begun(item) {
        state.tell("The room has been at this item: its stages stay as they are".to_owned(), true, None);
        return;
    }
    let changes_question = matches!(edit, ItemEdit::Wording(_) | ItemEdit::Manner(..));
    if changes_question && state.course.is_voted_on(item) {
        let text =
            "The room has voted on this item or its negation: its statement and its manner stay as they were";
        state.tell(text.to_owned(), true, None);
        return;
    }
    let place = |field: &str| Some(JsonPath::default().key("agenda").index(item).key(field));
    let (label, place) = match &edit {
        ItemEdit::Wording(_) => ("change of a statement", place("wording")),
        ItemEdit::Notes(_) => ("change of notes", place("notes")),
        ItemEdit::Minutes(_) => ("change of the time", place("minutes")),
        ItemEdit::Manner(..) => ("change of how an item is put", None),
    };
    plan(state, label, place, |room| {
        let Some(item) = room.agenda.as_mut().and_then(|agenda| agenda.get_mut(item)) else { return };
        match edit {
            ItemEdit::Wording(wording) => item.wording = text(wording),
            ItemEdit::Notes(notes) => item.notes = text(notes),
            ItemEdit::Minutes(minutes) => item.minutes = Some(minutes),
            ItemEdit::Manner(manner, is_on) => {
                let manners = item.manner.get_or_insert_default();
                manners.retain(|own| *own != manner);
                if is_on {
                    manners.push(manner);
                }
                if manners.is_empty() {
                    item.manner = None;
                }
            }
        }
    });
}

// The course: what is only added to.

/// Adds to what has happened. No step leads back behind it.
fn happened(state: &mut State, item: Option<&Id>, stage: Option<Stage>, votes: Vec<Vote>) {
    let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let entry = |stage, vote| {
        Shared(Arc::new(Entry { at: at.clone(), item: item.cloned(), stage, vote, extra: Extra::default() }))
    };
    let mut room = Room::clone(&state.session.room);
    let log = room.log.get_or_insert_default();
    log.extend(stage.map(|stage| entry(Some(stage), None)));
    log.extend(votes.into_iter().map(|vote| entry(None, Some(vote))));
    if room.seed.is_none() {
        room.seed = Some(seed());
    }
    state.session.history.forget_room();
    hold(state, Arc::new(room));
}

/// Lets the room go to a place.
fn go_to(state: &mut State, place: Place) -> Vec<Effect> {
    match place {
        Place::Before => {}
        Place::At { item, stage } => {
            let Some(own) = state.session.room.items().get(item).cloned() else { return Vec::new() };
            happened(state, Some(&own.id), Some(stage), Vec::new());
        }
        Place::Scoreboards => happened(state, None, Some(Stage::Scoreboards), Vec::new()),
    }
    state.timer = Timer::at(&state.session.room, place);
    state.view.cockpit.page = Page::Run;
    forget_counting(state);
    Vec::new()
}

/// Gives up what was counted for a vote that is not open any more.
pub(super) fn forget_counting(state: &mut State) {
    if state.session.room.counting.is_some() {
        let room = Room { counting: None, ..Room::clone(&state.session.room) };
        hold(state, Arc::new(room));
    }
}

/// Takes up an item where the room left it. Hands that are counted are not given up for it.
fn take_up(state: &mut State, item: usize) -> Vec<Effect> {
    if state.session.seminar.is_none() {
        return Vec::new();
    }
    if state.has_counted() {
        state.tell(format!("{}.", words::seminar::hindrance(Hindrance::Counted)), true, None);
        return Vec::new();
    }
    let stage = state.course.stage_of(item);
    stage.map_or_else(Vec::new, |stage| go_to(state, Place::At { item, stage }))
}

/// Goes on.
fn next(state: &mut State) -> Vec<Effect> {
    match state.course.next(state.has_counted()) {
        Ok(Next::To(place)) => go_to(state, place),
        Ok(Next::Close { .. }) if state.view.tab != Tab::Seminar || state.view.cockpit.page != Page::Run => {
            // What has been counted is closed where it is seen.
            state.view.tab = Tab::Seminar;
            state.view.cockpit.page = Page::Run;
            Vec::new()
        }
        Ok(Next::Close { item, round }) => {
            let tally = counted_for(&state.session.room, item);
            let vote =
                Vote { round, tally: Some(tally), ballots: None, correction: None, extra: Extra::default() };
            let effects = close(state, item, vec![vote]);
            forget_counting(state);
            effects
        }
        Err(_) => Vec::new(),
    }
}

/// Goes back. Nothing that was voted is undone by it.
fn back(state: &mut State) -> Vec<Effect> {
    state.course.back(state.has_counted()).map_or_else(|_| Vec::new(), |place| go_to(state, place))
}

/// Puts the result on the wall.
fn reveal(state: &mut State) -> Vec<Effect> {
    state.course.reveal().map_or_else(Vec::new, |place| go_to(state, place))
}

/// Closes votes on an item, or corrects them.
pub(super) fn close(state: &mut State, item: usize, votes: Vec<Vote>) -> Vec<Effect> {
    let Some(id) = state.session.room.items().get(item).map(|item| item.id.clone()) else {
        return Vec::new();
    };
    let before = state.session.lens.room.clone();
    happened(state, Some(&id), None, votes);
    judge_if_read_otherwise(state, &before)
}

/// Sets how many hands an answer has in the vote that is open.
fn count(state: &mut State, place: usize, hands: Option<u32>) {
    let Some((item, _)) = state.course.open_vote() else { return };
    let mut room = Room::clone(&state.session.room);
    let answer = room.items()[item].asked().answers()[place];
    let mut counting = counted_for(&room, item);
    counting.retain(|votes| votes.answer != answer);
    counting.extend(hands.map(|votes| Votes { answer, votes, extra: Extra::default() }));
    room.counting = Some(counting);
    hold(state, Arc::new(room));
}

/// The hands counted so far in the vote on an item. What a file has counted for another question is no hand in it.
fn counted_for(room: &Room, item: usize) -> Vec<Votes> {
    let asked = room.items()[item].asked();
    let mut hands = room.counting.clone().unwrap_or_default();
    hands.retain(|votes| asked.place(votes.answer).is_some());
    hands
}

fn correct(state: &mut State, item: &Id, round: Round, hands: &[u32], reason: String) -> Vec<Effect> {
    let Some(item) = state.session.room.item(item) else { return Vec::new() };
    let asked = state.session.room.items()[item].asked();
    if state.course.vote(item, round).is_none() || reason.trim().is_empty() || state.session.seminar.is_none()
    {
        return Vec::new();
    }
    state.dialog = None;
    let votes = |(answer, votes): (Answer, &u32)| Votes { answer, votes: *votes, extra: Extra::default() };
    let tally = asked.answers().into_iter().zip(hands).map(votes).collect();
    let vote =
        Vote { round, tally: Some(tally), ballots: None, correction: Some(reason), extra: Extra::default() };
    close(state, item, vec![vote])
}

// Whose reading counts.

fn set_replaces(state: &mut State, outcomes: &[Id], is_on: bool) -> Vec<Effect> {
    let changed: HashSet<&Id> = outcomes.iter().collect();
    let mut room = Room::clone(&state.session.room);
    let replaces = room.replaces.get_or_insert_default();
    replaces.retain(|own| !changed.contains(own));
    if is_on {
        replaces.extend(outcomes.iter().cloned());
    }
    if replaces.is_empty() {
        room.replaces = None;
    }
    hold(state, Arc::new(room));
    judge(state)
}

fn replace_all(state: &mut State, is_on: bool) -> Vec<Effect> {
    let items = state.session.room.items().iter();
    let mut outcomes: Vec<Id> = items.filter_map(|item| item.outcome.clone()).collect();
    outcomes.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    outcomes.dedup();
    set_replaces(state, &outcomes, is_on)
}

// Defences.

fn add_rescue(state: &mut State, prediction: PredictionRef, defence: Defence) {
    plan(state, "defence of a prediction", None, |room| {
        let rescue = Rescue { prediction, defence, sentence: String::new(), extra: Extra::default() };
        room.rescues.get_or_insert_default().push(rescue);
    });
}

fn edit_rescue(state: &mut State, at: usize, edit: RescueEdit) {
    let place = match &edit {
        RescueEdit::Defence(_) => None,
        RescueEdit::Sentence(_) => Some(JsonPath::default().key("rescues").index(at).key("sentence")),
    };
    plan(state, "change of a defence", place, |room| {
        let Some(rescue) = room.rescues.as_mut().and_then(|rescues| rescues.get_mut(at)) else { return };
        match edit {
            RescueEdit::Defence(defence) => rescue.defence = defence,
            RescueEdit::Sentence(sentence) => rescue.sentence = sentence,
        }
    });
}

// Another room.

fn other_room_read(state: &mut State, path: &Path, result: Result<Box<OtherRoom>, String>) {
    match result {
        Ok(other) => {
            state.dialog = None;
            state.view.cockpit.page = Page::Rooms;
            state.view.tab = Tab::Seminar;
            state.other_room = Some(Arc::new(*other));
        }
        Err(problem) => {
            let told = format!("{}: no room to compare with, since {problem}", file_name(path));
            // A path that was typed is mended where it was typed; behind the dialog nobody would read the reason.
            if let Some(Dialog::RoomFile { wanted: RoomFile::OtherRoom, problem, .. }) = &mut state.dialog {
                *problem = Some(told);
            } else {
                state.tell(told, true, None);
            }
        }
    }
}

/// Lets a room stand where another one stood.
pub(super) fn take_place(state: &mut State, room: Arc<Room>) {
    hold(state, room);
    close_dialogs(state);
    state.timer = Timer::at(&state.session.room, state.course.place);
}

/// Closes the dialogs that ask about a room, since another one has taken its place.
fn close_dialogs(state: &mut State) {
    state.ballots = None;
    state.dialog.take_if(|dialog| {
        matches!(
            dialog,
            Dialog::Correct { .. }
                | Dialog::CorrectByBallots { .. }
                | Dialog::Ballots { .. }
                | Dialog::RoomFile { .. }
        )
    });
}

// What follows.

/// Reckons what follows from the votes, on a worker, if it is looked at and not there yet. One worker at a time: when
/// what it has reckoned arrives, the next is begun if that is outdated.
pub(super) fn reckon_if_shown(state: &mut State) -> Option<Effect> {
    let is_shown = state.view.tab == Tab::Seminar || state.projector.is_open;
    if !is_shown || state.is_updating || !state.is_reckoning_outdated() {
        return None;
    }
    let is_free = !std::mem::replace(&mut state.is_reckoning, true);
    is_free.then(|| Effect::Reckon {
        comparison: Arc::clone(&state.comparison),
        room: Arc::clone(&state.session.room),
        other: state.other_room.clone(),
    })
}

fn reckoned_arrived(state: &mut State, reckoned: Reckoned) {
    state.is_reckoning = false;
    state.reckoned = Some(Arc::new(reckoned));
}
