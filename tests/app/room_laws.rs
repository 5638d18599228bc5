//! Whatever a lecturer does in whatever order: what a room has done is only added to, and what is written can be read.

use std::fs;

use prescient::app::room::{ItemEdit, Page, RescueEdit, RoomAction};
use prescient::app::{Action, Command, State, apply};
use prescient::model::json::Progress;
use prescient::model::{Defence, Manner, PredictionRef, Round};
use prescient::seminar::{Course, counting_readings};
use prescient::store::{builtin, canonical, load_any_stamped, parse, seminar_of};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::room::{CHINA, SPLIT};

/// A window's state with a seminar open that nothing has happened in.
fn with_seminar() -> State {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("week-1.seminar.json");
    let seminar = seminar_of(
        &builtin::essay(),
        &builtin::theories(),
        &prescient::assess::Lens::default(),
        &std::sync::Arc::default(),
        None,
    );
    fs::write(&path, canonical(&seminar)).unwrap();
    let (loaded, stamp) = load_any_stamped(&path, None, &Progress::default());
    let mut state = State::default();
    apply(&mut state, Action::FileLoaded { path, stamp, loaded: Box::new(loaded) });
    assert!(state.session.seminar.is_some());
    state
}

fn prediction(theory: usize) -> PredictionRef {
    let theory = &builtin::theories()[theory];
    PredictionRef::new(theory.id.clone(), theory.predictions[0].id.clone())
}

/// What a lecturer may do: room actions, and commands.
fn steps() -> impl Strategy<Value = Step> {
    let item = || 0..5usize;
    let round = || proptest::sample::select(vec![Round::First, Round::Second]);
    let commands = [
        Command::NextStage,
        Command::NextStage,
        Command::NextStage,
        Command::PreviousStage,
        Command::Reveal,
        Command::Reveal,
        Command::Undo,
        Command::Redo,
        Command::RoomReads,
        Command::AddMostWorth,
        Command::Projector,
        Command::Blank,
        Command::Timer,
    ];
    prop_oneof![
        6 => proptest::sample::select(commands.to_vec()).prop_map(Step::Do),
        2 => (0..6usize, proptest::option::of(0..9u32)).prop_map(|(place, hands)| Step::Count(place, hands)),
        1 => proptest::sample::select(vec![CHINA, SPLIT]).prop_map(Step::AddOutcome),
        1 => (0..5usize).prop_map(Step::AddPrediction),
        1 => item().prop_map(Step::AddControl),
        1 => item().prop_map(Step::Remove),
        1 => (item(), item()).prop_map(|(from, to)| Step::Move(from, to)),
        1 => (item(), any::<bool>()).prop_map(|(item, is_on)| Step::Hide(item, is_on)),
        1 => (item(), "[a-z]{0,3}").prop_map(|(item, text)| Step::Word(item, text)),
        1 => item().prop_map(Step::GoTo),
        1 => (item(), round(), 0..9u32).prop_map(|(item, round, hands)| Step::Correct(item, round, hands)),
        1 => (0..5usize, "[a-z]{0,2}").prop_map(|(theory, text)| Step::Defend(theory, text)),
    ]
}

#[derive(Debug, Clone)]
enum Step {
    Do(Command),
    Count(usize, Option<u32>),
    AddOutcome(&'static str),
    AddPrediction(usize),
    AddControl(usize),
    Remove(usize),
    Move(usize, usize),
    Hide(usize, bool),
    Word(usize, String),
    GoTo(usize),
    Correct(usize, Round, u32),
    Defend(usize, String),
}

fn take(state: &mut State, step: Step) {
    let action = match step {
        Step::Do(command) => {
            // What the menus do not offer, nobody asks for.
            if state.is_possible(command) {
                apply(state, Action::Command(command));
            }
            return;
        }
        Step::Count(place, hands) => RoomAction::Count { place, hands },
        Step::AddOutcome(outcome) => RoomAction::AddOutcome(outcome.into()),
        Step::AddPrediction(theory) => RoomAction::AddPrediction(prediction(theory)),
        Step::AddControl(item) => RoomAction::AddControl(item),
        Step::Remove(item) => RoomAction::RemoveItem(item),
        Step::Move(from, to) => RoomAction::MoveItem { from, to },
        Step::Hide(item, is_on) => RoomAction::EditItem(item, ItemEdit::Manner(Manner::TheoryHidden, is_on)),
        Step::Word(item, text) => RoomAction::EditItem(item, ItemEdit::Wording(text)),
        Step::GoTo(item) => RoomAction::GoTo(item),
        Step::Correct(item, round, hands) => {
            let Some(item) = state.session.room.items().get(item).map(|item| item.id.clone()) else { return };
            RoomAction::Correct { item, round, hands: vec![hands; 6], reason: "counted again".to_owned() }
        }
        Step::Defend(theory, sentence) => {
            let defence = RoomAction::AddRescue(prediction(theory), Defence::CloudLike);
            apply(state, Action::Room(defence));
            RoomAction::EditRescue(0, RescueEdit::Sentence(sentence))
        }
    };
    apply(state, Action::Room(action));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn what_a_room_has_done_is_only_added_to_and_its_file_is_faultless(
        steps in proptest::collection::vec(steps(), 0..60)
    ) {
        let mut state = with_seminar();
        apply(&mut state, Action::Room(RoomAction::ShowPage(Page::Run)));
        for step in steps {
            let before = state.session.room.clone();
            // A control that nobody has answered may still be taken off.
            let is_asked = |item: usize| {
                let control = state.course.control(item);
                state.course.latest(item).is_some() || control.is_some_and(|control| state.course.latest(control).is_some())
            };
            let asked: Vec<bool> = (0..before.items().len()).map(is_asked).collect();
            take(&mut state, step.clone());
            let room = &state.session.room;
            prop_assert!(room.goes_on_from(&before), "{step:?} takes something back");
            prop_assert_eq!(&Course::of(room), &*state.course);
            prop_assert_eq!(&counting_readings(room, &state.course), &state.session.lens.room);
            prop_assert!(room.counting.is_none() || state.course.open_vote().is_some(), "{step:?} leaves hands behind");
            // What was voted on is asked as it was.
            for (item, _) in before.items().iter().zip(asked).filter(|(_, is_asked)| *is_asked) {
                let now = room.item(&item.id).map(|at| &room.items()[at]);
                prop_assert!(now.is_some_and(|now| (&now.wording, &now.manner) == (&item.wording, &item.manner)));
            }
        }
        let seminar = seminar_of(
            &builtin::essay(), &builtin::theories(), &state.session.lens, &state.session.room, None,
        );
        let loaded = parse::<prescient::model::Seminar>(canonical(&seminar).as_bytes(), None, &Progress::default());
        prop_assert_eq!(&loaded.diagnostics.list, &[]);
        prop_assert_eq!(loaded.document.as_ref(), Some(&seminar));
    }
}
