//! A lecturer asks what the votes say, lets them count, and writes down how what failed is defended.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{Key, Modifiers, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::room::{Page, Reckoned, RescueEdit, RoomAction};
use prescient::app::shell::App;
use prescient::app::what_if::Change;
use prescient::app::{Action, Command, Effect, Settings, State, Tab, apply};
use prescient::assess::Assessment;
use prescient::model::json::{Extra, Shared};
use prescient::model::{Answer, Ballot, Defence, Entry, PredictionRef, Reported, Round, Stage, Vote};
use prescient::seminar::{Board, Course, Place};
use prescient::ui::projector::projector_ui;
use tempfile::TempDir;

const SHIFT: &str = "power-balance-shifts";
const OUTCOMES: [&str; 3] = [SHIFT, "us-contains-china", "crimea-annexed"];
const REGIONAL: &str = "By 2020 China will be a regional power at most, not the equal of the United States";

/// The window of a lecturer whose seminar is saved.
struct Lecturer {
    harness: Harness<'static, App>,
    _folder: TempDir,
}

impl Lecturer {
    fn new() -> Self {
        // High enough for a whole page.
        let builder = Harness::builder().with_size(Vec2::new(1280.0, 3000.0)).with_max_steps(12);
        let mut harness =
            builder.build_eframe(|cc| App::with_settings(&cc.egui_ctx, Settings::default(), &[]));
        harness.run();
        let folder = TempDir::new().unwrap();
        let path: PathBuf = folder.path().join("a.seminar.json");
        let mut lecturer = Self { harness, _folder: folder };
        lecturer.act(Action::SaveSeminar { path, replaces: true });
        assert!(lecturer.state().session.seminar.is_some());
        lecturer.act(Action::Command(Command::ShowSeminar));
        lecturer
    }

    /// With these outcomes of the built-in essay on the agenda.
    fn asking(outcomes: &[&str]) -> Self {
        let mut lecturer = Self::new();
        for outcome in outcomes {
            lecturer.act(Action::Room(RoomAction::AddOutcome((*outcome).into())));
        }
        lecturer
    }

    fn state(&self) -> &State {
        self.harness.state().state()
    }

    /// Asks for something, and does at once what the workers would do.
    fn act(&mut self, action: Action) {
        let mut waiting = vec![action];
        while let Some(action) = waiting.pop() {
            let effects = apply(self.harness.state_mut().state_mut(), action);
            waiting.extend(effects.into_iter().filter_map(|effect| match effect {
                Effect::Reckon { comparison, room, other } => {
                    let reckoned = Reckoned::of(comparison, room, other);
                    Some(Action::Room(RoomAction::Reckoned(Box::new(reckoned))))
                }
                Effect::SaveSeminar { path, draft } => {
                    let result = draft.save(&path);
                    Some(Action::SeminarSaved { path, source: draft.source, result })
                }
                _ => None,
            }));
        }
        self.settle();
    }

    /// Waits until all is reckoned that the window asked for itself.
    fn settle(&mut self) {
        self.harness.run();
        let start = Instant::now();
        while self.state().view.tab == Tab::Seminar && self.state().is_reckoning_outdated() {
            assert!(start.elapsed() < Duration::from_secs(30), "the votes are still being reckoned");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.harness.run();
    }

    /// Lets the room vote by hands on an item, twice, and reveals it.
    fn vote(&mut self, item: usize, rounds: [[u32; 6]; 2]) {
        while self.state().course.place != (Place::At { item, stage: Stage::Voted }) {
            if let Some((_, round)) = self.state().course.open_vote() {
                for (place, hands) in rounds[round as usize].into_iter().enumerate() {
                    self.act(Action::Room(RoomAction::Count { place, hands: Some(hands) }));
                }
                // Closes the vote.
                self.act(Action::Command(Command::NextStage));
            }
            self.act(Action::Command(Command::NextStage));
        }
        self.act(Action::Command(Command::Reveal));
    }

    fn show(&mut self, page: Page) {
        self.act(Action::Room(RoomAction::ShowPage(page)));
    }

    /// Clicks on what has this name.
    #[track_caller]
    fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// All that the cockpit says.
    fn said(&self) -> Vec<String> {
        let page = self.harness.get_by_role_and_label(Role::Main, "Seminar");
        let mut said = Vec::new();
        let mut nodes = vec![page];
        while let Some(node) = nodes.pop() {
            let own = node.accesskit_node();
            said.extend(own.label().or_else(|| own.value()));
            nodes.extend(node.children());
        }
        said
    }

    #[track_caller]
    fn says(&self, parts: &[&str]) {
        let said = self.said();
        for part in parts {
            assert!(said.iter().any(|text| text.contains(part)), "{part:?} is not in {said:#?}");
        }
    }

    fn is_silent_of(&self, part: &str) -> bool {
        let part = part.to_lowercase();
        !self.said().iter().any(|text| text.to_lowercase().contains(&part))
    }

    fn assessment(&self) -> Assessment {
        self.state().comparison.assessment.clone()
    }

    fn statement(&self, outcome: &str) -> String {
        self.state().comparison.outcome(outcome).unwrap().1.statement.clone()
    }
}

fn regional() -> PredictionRef {
    PredictionRef::new("brzezinski".into(), "china-stays-regional".into())
}

#[test]
fn after_two_votes_the_page_tells_how_far_they_lie_apart_and_what_moved() {
    let mut lecturer = Lecturer::asking(&OUTCOMES);
    let torn = [2, 0, 0, 0, 2, 0];
    lecturer.vote(0, [torn, [4, 0, 0, 0, 0, 0]]);
    lecturer.vote(1, [torn, [0, 0, 0, 0, 4, 0]]);
    lecturer.vote(2, [torn, [0, 0, 4, 0, 0, 0]]);
    lecturer.show(Page::Figures);
    // Of 12 votes, 6 at each end, each item has 8 of its 12 ordered pairs apart: 1 - (8/12) / (72/132).
    lecturer.says(&[
        "How far the room agrees: alpha 1.00, from 1.00 to 1.00",
        "12 votes on 3 items",
        "First vote: ordinal −0.22, −0.22 to −0.22, nominal −0.22",
        "items 3, pairable votes 12, Fleiss' kappa −0.33",
        "Second vote: ordinal 1.00",
        "here 3, it is wide",
    ]);
    lecturer.says(&[
        "First median: Mixed, spread 2.00, 4 votes",
        "Second median: Occurred, spread 0.00, 4 votes",
        "Change: ↑ up 2 grades, spread −2.00",
        "Change: ↓ down 2 grades, spread −2.00",
        "Change: Same median, spread −2.00",
        "Net change: occurred +2, did not occur −2.",
        "The room: Did not occur",
        "Worth discussing?: Cannot tell yet",
    ]);
    lecturer.click("Votes on item 1");
    lecturer.says(&["Did not occur: First vote 2, Second vote 0, Net change −2"]);
    lecturer.click("Working of alpha");
    lecturer.says(&["Nominal, any two grades being equally far apart: 1 − 0.667 / 0.545 = −0.22"]);
    assert!(lecturer.is_silent_of("consensus"));
}

#[test]
fn one_vote_each_is_never_told_to_be_of_one_mind() {
    let mut lecturer = Lecturer::asking(&OUTCOMES);
    for item in 0..OUTCOMES.len() {
        lecturer.vote(item, [[1, 0, 0, 0, 0, 0]; 2]);
    }
    lecturer.show(Page::Figures);
    lecturer.click("Working of alpha");
    lecturer.says(&["Alpha: n/a", "First median: n/a, 1 vote", "Change: n/a", "The room: No reading"]);
    for word in ["agree", "consensus"] {
        assert!(lecturer.is_silent_of(word), "{word} in {:#?}", lecturer.said());
    }
}

#[test]
fn after_one_item_there_is_no_alpha_and_nothing_was_drawn_anew() {
    let mut lecturer = Lecturer::asking(&OUTCOMES);
    lecturer.vote(0, [[5, 3, 1, 2, 0, 0]; 2]);
    lecturer.show(Page::Figures);
    lecturer.click("Working of alpha");
    lecturer.says(&[
        "Alpha: n/a",
        "With one item alpha would be 0 whatever the votes are",
        "First vote: ordinal n/a, nominal n/a, interval n/a",
    ]);
    assert!(lecturer.is_silent_of("drawn anew") && lecturer.is_silent_of("drawn by lot"));
}

#[test]
fn where_all_give_one_grade_to_everything_there_is_no_alpha() {
    let mut lecturer = Lecturer::asking(&OUTCOMES[..2]);
    for item in 0..2 {
        lecturer.vote(item, [[5, 0, 0, 0, 0, 0]; 2]);
    }
    lecturer.show(Page::Figures);
    lecturer.says(&["Alpha: n/a", "All 10 votes that can be compared are for one and the same grade"]);
}

#[test]
fn a_vote_on_a_verdict_stands_beside_the_essays_and_changes_no_reading() {
    let mut lecturer = Lecturer::new();
    lecturer.act(Action::Room(RoomAction::AddPrediction(regional())));
    let before = lecturer.assessment();
    lecturer.vote(0, [[9, 0, 0, 0, 0, 0]; 2]);
    lecturer.show(Page::Figures);
    lecturer.says(&[
        "The room: Confirmed, its verdict, no reading",
        "The essay: Disconfirmed",
        "the room reads nothing yet",
    ]);
    lecturer.act(Action::Room(RoomAction::ReplaceAll(true)));
    assert!(lecturer.state().session.lens.room.is_empty());
    assert_eq!(lecturer.assessment(), before);
}

#[test]
fn the_rooms_reading_counts_when_that_is_ticked_and_the_boards_show_both() {
    let mut lecturer = Lecturer::asking(&OUTCOMES);
    lecturer.vote(0, [[0, 0, 0, 1, 4, 0]; 2]);
    lecturer.show(Page::Figures);
    let before = lecturer.assessment();
    let boards = lecturer.state().reckoned().unwrap().boards.clone();
    assert_ne!(boards.essay.all, boards.room.all);
    lecturer.says(&["The room reads 1 outcome, otherwise than the essay reports it."]);
    let own = format!("The room's reading counts: {}", lecturer.statement(SHIFT));
    lecturer.click(&own);
    assert_ne!(lecturer.assessment(), before, "the reading counts");
    assert_eq!(lecturer.state().session.lens.room[SHIFT], Reported::DidNotOccur);
    for (at, name) in lecturer.state().comparison.names.iter().enumerate() {
        let standing = |board: &Board| prescient::words::seminar::standing(&board.all[at]);
        let (essay, room) = (standing(&boards.essay), standing(&boards.room));
        lecturer.says(&[&format!("{name}: by the essay {essay}, by the room {room}")]);
        let counts = lecturer.assessment().theories[at].scorecard.score;
        assert_eq!(boards.room.all[at].score, counts, "what counts now is what the room's board shows");
    }
    lecturer.click(&own);
    assert_eq!(lecturer.assessment(), before, "and no longer");
    lecturer.click("Let the room's readings count");
    assert_ne!(lecturer.assessment(), before, "all of them at once");
    assert!(lecturer.state().is_chosen(Command::RoomReads));
}

/// A vote by ballots, the answers in the order of persons; an empty one is nobody's.
fn ballots(item: &str, round: Round, answers: [Option<Answer>; 4]) -> Shared<Entry> {
    let ballot = |(person, answer): (usize, Option<Answer>)| {
        Some(Ballot { person: format!("p{person}"), answer: answer?, extra: Extra::default() })
    };
    let ballots = Some(answers.into_iter().enumerate().filter_map(ballot).collect());
    let vote = Vote { round, tally: None, ballots, correction: None, extra: Extra::default() };
    Shared(Arc::new(Entry {
        at: "2026-11-26T10:15:00Z".to_owned(),
        item: Some(item.into()),
        stage: None,
        vote: Some(vote),
        extra: Extra::default(),
    }))
}

#[test]
fn ballots_tell_who_moved_where_and_who_answers_yes_to_everything() {
    use Answer::{CannotDecide, DidNotOccur, Mixed, Occurred};
    let mut lecturer = Lecturer::asking(&OUTCOMES[..1]);
    lecturer.act(Action::Room(RoomAction::AddControl(0)));
    let mut room = (*lecturer.state().session.room).clone();
    let ids: Vec<String> = room.items().iter().map(|item| item.id.to_string()).collect();
    let control = room.items().iter().position(|item| item.negates.is_some()).unwrap();
    let item = 1 - control;
    room.log = Some(vec![
        ballots(&ids[item], Round::First, [Some(Occurred), Some(Mixed), Some(CannotDecide), None]),
        ballots(&ids[item], Round::Second, [Some(Occurred), Some(Occurred), None, Some(DidNotOccur)]),
        ballots(&ids[control], Round::First, [Some(Occurred), Some(DidNotOccur), None, Some(Occurred)]),
    ]);
    let state = lecturer.harness.state_mut().state_mut();
    state.course = Course::of(&room).into();
    state.session.room = room.into();
    lecturer.show(Page::Figures);
    lecturer.says(&[
        "By ballots: 1 person stayed, 1 moved up the scale, 0 down, 1 came, 1 left.",
        "Statement and negation: 1 of 3 leaned to the same side on both.",
        "A control: the negation of item",
    ]);
    lecturer.click(&format!("Votes on item {}", item + 1));
    lecturer.says(&[
        "From Occurred: 1 to occurred",
        "From Mixed: 1 to occurred",
        "From Cannot decide: 1 to did not vote",
        "From Did not vote: 1 to did not occur",
    ]);
}

#[test]
fn what_failed_is_defended_counted_ranked_without_and_taken_back() {
    let mut lecturer = Lecturer::new();
    lecturer.show(Page::Rescues);
    lecturer.says(&["6 forecasts and 5 prescriptions failed, and none is defended", REGIONAL]);
    lecturer.click(&format!("Defend: {REGIONAL}"));
    lecturer.click("Only the timing is off");
    // A kind alone is no defence.
    lecturer.says(&[
        "6 forecasts and 5 prescriptions failed, and none is defended",
        "By when would it have failed?",
        "It counts as soon as it is said in a sentence.",
    ]);
    lecturer.harness.get_by_label("Defence 1 in a sentence").focus();
    lecturer.settle();
    lecturer.harness.get_by_label("Defence 1 in a sentence").type_text("It takes a generation.");
    lecturer.settle();
    let rescue = lecturer.state().session.room.defences()[0].clone();
    assert_eq!((rescue.defence, &*rescue.sentence), (Defence::OnlyTimingOff, "It takes a generation."));
    lecturer.says(&[
        "6 forecasts and 5 prescriptions failed, and 1 is defended",
        // Three scored forecasts have 1.25 in all, and the one left out has nothing.
        "Brzezinski: with them 4, 0.417, without them not ranked, 0.625, no longer ranked, +0.21, 1 defence",
    ]);
    lecturer.show(Page::Figures);
    lecturer.show(Page::Rescues);
    lecturer.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(lecturer.state().session.room.defences()[0].sentence, "");
    lecturer.keys(Modifiers::COMMAND, Key::Z);
    lecturer.says(&["failed, and none is defended", "Once a prediction is defended"]);
    assert!(lecturer.state().session.room.defences().is_empty());
}

#[test]
fn a_defence_stays_on_record_when_its_prediction_no_longer_fails() {
    let mut lecturer = Lecturer::new();
    lecturer.act(Action::Room(RoomAction::AddRescue(regional(), Defence::AlmostHappened)));
    lecturer.show(Page::Rescues);
    assert!(lecturer.is_silent_of("Defences of predictions that do not fail now"));
    let reading = Some(Reported::DidNotOccur);
    lecturer.act(Action::WhatIf(Change::Reading("china-matches-us-by-2020".to_owned(), reading)));
    lecturer.says(&["Defences of predictions that do not fail now", "Brzezinski: Confirmed"]);
    lecturer.click("Remove defence 1");
    assert!(lecturer.state().session.room.defences().is_empty());
}

#[test]
fn before_any_vote_the_page_says_what_would_be_here() {
    let mut lecturer = Lecturer::new();
    lecturer.show(Page::Figures);
    lecturer.says(&["No vote is closed yet"]);
    lecturer.click("Build the agenda");
    assert_eq!(lecturer.state().view.cockpit.page, Page::Agenda);
}

#[test]
fn the_scoreboards_on_the_wall_leave_out_what_was_not_revealed() {
    let mut lecturer = Lecturer::asking(&OUTCOMES[..1]);
    lecturer.act(Action::Room(RoomAction::AddRescue(regional(), Defence::CloudLike)));
    let sentence = RescueEdit::Sentence("Who could have known?".to_owned());
    lecturer.act(Action::Room(RoomAction::EditRescue(0, sentence)));
    let wall = |lecturer: &Lecturer| {
        let (view, wall) = (lecturer.state().wall(), lecturer.state().settings.wall);
        let mut harness = Harness::builder()
            .with_size(Vec2::new(1024.0, 768.0))
            .with_context_setup(prescient::ui::tokens::install)
            .build_ui(move |ui| projector_ui(ui, &view, &wall));
        harness.run();
        let rows = harness.get_all_by_role(Role::Row);
        rows.filter_map(|row| row.accesskit_node().label()).collect::<Vec<_>>()
    };
    // The vote is in, but the lecturer goes on without having revealed it.
    lecturer.vote(0, [[0, 0, 0, 0, 5, 0]; 2]);
    lecturer.act(Action::Command(Command::NextStage));
    assert_eq!(lecturer.state().course.place, Place::Scoreboards);
    let revealed = wall(&lecturer);
    assert_eq!(revealed.len(), 5);
    assert!(revealed.iter().any(|row| row.starts_with("Brzezinski: by the essay 4, 0.417")), "{revealed:?}");
    assert!(revealed.iter().any(|row| row.ends_with("1 defence")), "{revealed:?}");
    let mut room = (*lecturer.state().session.room).clone();
    let log = room.log.as_mut().unwrap();
    log.retain(|entry| entry.stage != Some(Stage::Reveal));
    let state = lecturer.harness.state_mut().state_mut();
    state.session.room = room.into();
    state.course = Course::of(&state.session.room).into();
    state.reckoned = Some(Reckoned::of(state.comparison.clone(), state.session.room.clone(), None).into());
    let hidden = wall(&lecturer);
    assert_ne!(hidden, revealed);
    assert!(hidden.iter().all(|row| row.contains("same rank") || row.contains("not ranked")), "{hidden:?}");
}
