//! A large room: 60 people, 40 items, two votes on each, by ballots. How long any change keeps the two windows
//! waiting, and how long what follows from the votes takes a worker, the bootstrap included.
//!
//! Prints each figure as `NAME VALUE LIMIT`. Milliseconds depend on the machine and fail no run; that a change leaves
//! the bootstrap to a worker does.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{Context, Pos2, RawInput, Rect, Ui, vec2};
use prescient::app::room::{ItemEdit, Page, Reckoned, RoomAction};
use prescient::app::{Action, Command, Effect, State, apply};
use prescient::assess::Lens;
use prescient::model::{Defence, PredictionRef, Room};
use prescient::store::{AnyDocument, Diagnostics, Loaded, builtin, seminar_of};
use prescient::ui::{projector, tokens, window};
use serde_json::{Value, json};

/// People in the room.
const PEOPLE: usize = 60;

/// Items on its agenda.
const ITEMS: usize = 40;

/// How often each change is made; the median counts.
const TIMES: usize = 15;

fn main() -> ExitCode {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("the figures mean something with optimisation only: cargo bench --bench room");
        return ExitCode::SUCCESS;
    }
    let mut windows = Windows::new(opened(room()));
    let mut slowest = Duration::ZERO;
    for (name, change) in changes() {
        let mut times: Vec<Duration> =
            (0..TIMES).map(|time| windows.change(change(&windows.state, time))).collect();
        times.sort();
        let took = times[TIMES / 2];
        println!("{name}: {:.2} ms", millis(took));
        slowest = slowest.max(took);
    }
    println!("room_change_60x40_ms {:.2} 16.0", millis(slowest));
    println!("room_reckoning_60x40_ms {:.2} 1000.0", millis(windows.reckoning));
    if windows.reckoned > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A change: what is asked for, the n-th time.
type Change = fn(&State, usize) -> Action;

/// Everything that a lecturer does while the room is there.
fn changes() -> [(&'static str, Change); 9] {
    [
        ("an item is taken up", |_, time| Action::Room(RoomAction::GoTo(time % ITEMS))),
        ("the room goes on", |_, _| Action::Command(Command::NextStage)),
        ("the room goes back", |_, _| Action::Command(Command::PreviousStage)),
        ("a vote is corrected", |state, time| {
            let hands = vec![u32::try_from(time).unwrap_or_default(), 3, 4, 5, 6, 7];
            let reason = "Counted again".to_owned();
            Action::Room(RoomAction::Correct {
                item: state.session.room.items()[time % ITEMS].id.clone(),
                round: prescient::model::Round::Second,
                hands,
                reason,
            })
        }),
        ("the room's readings count", |_, _| Action::Command(Command::RoomReads)),
        ("a letter is typed in the notes", |_, time| {
            Action::Room(RoomAction::EditItem(3, ItemEdit::Notes("n".repeat(time))))
        }),
        ("a prediction is defended", |state, _| {
            let theory = &state.comparison.theories[0];
            let prediction = PredictionRef::new(theory.id.clone(), theory.predictions[0].id.clone());
            Action::Room(RoomAction::AddRescue(prediction, Defence::AlmostHappened))
        }),
        ("a page is turned to", |_, time| {
            let pages = [Page::Figures, Page::Agenda, Page::Rescues, Page::Run];
            Action::Room(RoomAction::ShowPage(pages[time % pages.len()]))
        }),
        ("what the votes say is looked at", |_, _| Action::Room(RoomAction::ShowPage(Page::Figures))),
    ]
}

/// The room as it stands at its end: every vote by ballots, the last result on the wall.
fn room() -> Room {
    let essay = builtin::essay();
    let outcomes: Vec<String> =
        (0..ITEMS).map(|at| essay.outcomes[at % essay.outcomes.len()].id.to_string()).collect();
    let agenda: Vec<Value> =
        outcomes.iter().map(|outcome| json!({ "id": outcome, "outcome": outcome })).collect();
    let entry = |outcome: &String, key: &str, value: Value| json!({ "at": "2026-11-26T10:00:00Z", "item": outcome, key: value });
    let log: Vec<Value> = outcomes
        .iter()
        .enumerate()
        .flat_map(|(at, outcome)| {
            [
                entry(outcome, "vote", ballots("first", at)),
                entry(outcome, "vote", ballots("second", at + 7)),
                entry(outcome, "stage", json!("reveal")),
            ]
        })
        .collect();
    serde_json::from_value(json!({ "seed": 7, "agenda": agenda, "log": log })).expect("a room")
}

/// What each person answers: all over the scale, the same at every run.
fn ballots(round: &str, shift: usize) -> Value {
    let answers = ["occurred", "mostly-occurred", "mixed", "mostly-not", "did-not-occur", "cannot-decide"];
    let ballots: Vec<Value> = (0..PEOPLE)
        .map(|person| {
            let answer = answers[(person * 7 + shift * shift) % 11 % answers.len()];
            json!({ "person": format!("P{person:02}"), "answer": answer })
        })
        .collect();
    json!({ "round": round, "ballots": ballots })
}

/// The built-in documents with this room, opened from a seminar's file.
fn opened(room: Room) -> State {
    let seminar =
        seminar_of(&builtin::essay(), &builtin::theories(), &Lens::default(), &Arc::new(room), None);
    let loaded = Box::new(Loaded {
        document: Some(AnyDocument::Seminar(seminar)),
        diagnostics: Diagnostics::default(),
    });
    let mut state = State::default();
    drop(apply(&mut state, Action::Open(vec!["large.seminar.json".into()])));
    drop(apply(&mut state, Action::FileLoaded { path: "large.seminar.json".into(), stamp: None, loaded }));
    assert!(state.session.seminar.is_some() && state.has_begun(), "the seminar is open");
    drop(apply(&mut state, Action::Command(Command::Projector)));
    state
}

/// Cockpit and projector without screens.
struct Windows {
    cockpit: Context,
    wall: Context,
    state: State,
    /// The longest that a worker has reckoned.
    reckoning: Duration,
    /// How often it has.
    reckoned: usize,
}

impl Windows {
    fn new(state: State) -> Self {
        let [cockpit, wall] = [Context::default(), Context::default()];
        tokens::install(&cockpit);
        tokens::install(&wall);
        let mut windows = Self { cockpit, wall, state, reckoning: Duration::ZERO, reckoned: 0 };
        for _ in 0..30 {
            windows.frame();
        }
        // What was asked for while the file was opened is asked for again: now there is somebody to do it.
        windows.change(Action::JobFailed);
        windows
    }

    /// Makes a change and draws both windows; returns what the thread that draws was busy for.
    fn change(&mut self, action: Action) -> Duration {
        let started = Instant::now();
        let effects = apply(&mut self.state, action);
        self.frame();
        let mut took = started.elapsed();
        for effect in effects {
            if let Effect::Reckon { comparison, room, other } = effect {
                let started = Instant::now();
                let reckoned = Box::new(Reckoned::of(comparison, room, other));
                self.reckoning = self.reckoning.max(started.elapsed());
                self.reckoned += 1;
                // What has been reckoned arrives, and is drawn: a change too.
                let started = Instant::now();
                drop(apply(&mut self.state, Action::Room(RoomAction::Reckoned(reckoned))));
                self.frame();
                took = took.max(started.elapsed());
            }
        }
        took
    }

    fn frame(&mut self) {
        let mut actions = Vec::new();
        draw(&self.cockpit, |ui| window::window_ui(ui, &self.state, &mut actions));
        let (view, wall) = (self.state.wall(), self.state.settings.wall);
        draw(&self.wall, |ui| projector::projector_ui(ui, &view, &wall));
        for action in actions {
            drop(apply(&mut self.state, action));
        }
    }
}

fn draw(ctx: &Context, mut draw: impl FnMut(&mut Ui)) {
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0)));
    let output = ctx.run_ui(RawInput { screen_rect, ..RawInput::default() }, |ui| draw(ui));
    output.drop_without_applying_deltas();
}
