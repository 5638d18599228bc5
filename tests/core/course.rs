//! The course of a seminar, and what is on the wall meanwhile.

use std::sync::Arc;

use prescient::assess::votes::{Counts, RoomReading};
use prescient::assess::{Assessment, Index, Lens, assess};
use prescient::model::choice::Choice;
use prescient::model::json::Shared;
use prescient::model::{Entry, Essay, Reported, Room, Round, Stage, Theory};
use prescient::seminar::{
    Boards, Compared, Course, Hindrance, Next, Place, ProjectorView, boards, counting_readings, readings,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::world::{essay, forecast, theory};

/// A room from its JSON.
fn room(value: Value) -> Room {
    serde_json::from_value(value).expect("a room")
}

/// A room with three items, the second a prediction whose theory is hidden, the third the negation of the first.
fn three_items(log: &Value) -> Room {
    room(json!({
        "seed": 7,
        "agenda": [
            { "id": "rain", "outcome": "rain", "manner": ["sides-swapped"] },
            { "id": "frost", "prediction": { "theory": "a", "id": "p0" }, "manner": ["theory-hidden"] },
            { "id": "not-rain", "outcome": "rain", "negates": "rain" },
        ],
        "log": log,
    }))
}

fn at(item: usize, stage: Stage) -> Place {
    Place::At { item, stage }
}

fn stage(item: &str, stage: &str) -> Value {
    json!({ "at": "2026-11-26T10:00:00Z", "item": item, "stage": stage })
}

fn vote(item: &str, round: &str, tally: &[(&str, u32)]) -> Value {
    let tally: Vec<Value> =
        tally.iter().map(|(answer, votes)| json!({ "answer": answer, "votes": votes })).collect();
    json!({ "at": "2026-11-26T10:00:00Z", "item": item, "vote": { "round": round, "tally": tally } })
}

// The course.

/// Goes on and on without a vote, and lists where that leads.
fn way(room: &Room) -> Vec<Place> {
    let mut room = room.clone();
    let mut way = Vec::new();
    while let Ok(Next::To(place)) = Course::of(&room).next(false) {
        way.push(place);
        let (item, stage) = match place {
            Place::At { item, stage } => (Some(room.items()[item].id.clone()), stage),
            Place::Scoreboards => (None, Stage::Scoreboards),
            Place::Before => panic!("nothing leads back to the beginning"),
        };
        let mut entry = json!({ "at": "", "stage": stage.word() });
        if let Some(item) = item {
            entry["item"] = item.to_string().into();
        }
        let entry: Entry = serde_json::from_value(entry).unwrap();
        room.log.get_or_insert_default().push(Shared(Arc::new(entry)));
    }
    way
}

#[test]
fn a_room_that_never_votes_goes_through_all_stages_but_the_results() {
    use Stage::{Alone, Discussion, FirstVote, Pairs, SecondVote, SwappedSides, Voted};
    let first =
        [Alone, Pairs, FirstVote, Discussion, SwappedSides, SecondVote, Voted].map(|stage| at(0, stage));
    let second = [Alone, Pairs, FirstVote, Discussion, SecondVote, Voted].map(|stage| at(1, stage));
    let control = [Alone, FirstVote, Voted].map(|stage| at(2, stage));
    let all: Vec<Place> =
        first.into_iter().chain(second).chain(control).chain([Place::Scoreboards]).collect();
    assert_eq!(way(&three_items(&json!([]))), all);
}

#[test]
fn hands_are_closed_before_the_room_goes_on_and_results_wait_to_be_revealed() {
    let log = json!([stage("rain", "first-vote")]);
    let course = Course::of(&three_items(&log));
    assert_eq!(course.next(true), Ok(Next::Close { item: 0, round: Round::First }));
    assert_eq!(course.next(false), Ok(Next::To(at(0, Stage::Discussion))), "nobody was counted");
    assert_eq!(course.back(true), Err(Hindrance::Counted), "going back would lose the hands");
    assert_eq!(course.reveal(), None);

    let log = json!([
        stage("rain", "first-vote"),
        vote("rain", "first", &[("occurred", 4)]),
        stage("rain", "voted")
    ]);
    let course = Course::of(&three_items(&log));
    assert_eq!(course.next(false), Err(Hindrance::NotRevealed));
    assert_eq!(course.reveal(), Some(at(0, Stage::Reveal)));
    assert!(!course.is_revealed(0));

    let mut log = log;
    log.as_array_mut().unwrap().push(stage("rain", "reveal"));
    let course = Course::of(&three_items(&log));
    assert!(course.is_revealed(0) && course.reveal().is_none());
    assert_eq!(course.next(false), Ok(Next::To(at(1, Stage::Alone))));
}

#[test]
fn what_is_closed_is_closed_and_a_correction_is_an_entry_of_its_own() {
    let log = json!([stage("rain", "first-vote"), vote("rain", "first", &[("occurred", 4)])]);
    let course = Course::of(&three_items(&log));
    assert_eq!(course.open_vote(), None, "its stage is there, but it is closed");
    assert_eq!(course.next(true), Ok(Next::To(at(0, Stage::Discussion))));

    let mut log = log;
    log.as_array_mut().unwrap().push(vote("rain", "first", &[("occurred", 3), ("cannot-decide", 1)]));
    let course = Course::of(&three_items(&log));
    let closed = course.vote(0, Round::First).unwrap();
    assert_eq!(closed.counts, Counts { grades: [3, 0, 0, 0, 0], cannot_decide: 1 });
    assert_eq!((closed.entry, closed.corrections), (2, 1));
}

#[test]
fn going_back_undoes_no_vote_and_an_item_is_taken_up_where_it_was_left() {
    let log = json!([
        stage("rain", "first-vote"),
        vote("rain", "first", &[("occurred", 4)]),
        stage("rain", "voted"),
        stage("rain", "reveal"),
        stage("frost", "alone"),
    ]);
    let course = Course::of(&three_items(&log));
    assert_eq!(course.back(false), Ok(at(0, Stage::Reveal)), "where the item before ended");
    assert!(course.vote(0, Round::First).is_some());
    assert_eq!(course.stage_of(0), Some(Stage::Reveal));
    assert_eq!(course.stage_of(2), Some(Stage::Alone));
    assert_eq!(Course::of(&three_items(&json!([]))).back(false), Err(Hindrance::AtBeginning));
    assert_eq!(Course::of(&Room::default()).next(false), Err(Hindrance::NoAgenda));
}

#[test]
fn what_a_log_says_of_items_that_are_not_there_is_passed_over() {
    let log =
        json!([stage("snow", "alone"), vote("snow", "first", &[("occurred", 1)]), stage("rain", "pairs")]);
    assert_eq!(Course::of(&three_items(&log)).place, at(0, Stage::Pairs));
}

// What the room reads.

#[test]
fn the_last_vote_is_the_rooms_reading_and_neither_controls_nor_verdicts_become_one() {
    let log = json!([
        vote("rain", "first", &[("occurred", 5)]),
        vote("rain", "second", &[("did-not-occur", 5)]),
        vote("frost", "first", &[("confirmed", 5)]),
        vote("not-rain", "first", &[("occurred", 5)]),
    ]);
    let room = three_items(&log);
    let course = Course::of(&room);
    let read = readings(&room, &course, false);
    assert_eq!(read, [("rain".to_owned(), Reported::DidNotOccur)].into());
    assert_eq!(course.reading(1), Some(RoomReading::Grade(0)), "the verdict stands beside");
    assert!(readings(&room, &course, true).is_empty(), "nothing has been on the wall");
    assert!(counting_readings(&room, &course).is_empty(), "nobody has let it count");
    let counting = Room { replaces: Some(vec!["rain".into()]), ..room };
    assert_eq!(counting_readings(&counting, &course), read);
}

#[test]
fn two_hands_are_no_reading_and_a_majority_that_cannot_decide_is_contested() {
    let read = |tally: &[(&str, u32)]| {
        let room = three_items(&json!([vote("rain", "first", tally)]));
        readings(&room, &Course::of(&room), false).remove("rain")
    };
    assert_eq!(read(&[("occurred", 2)]), None);
    assert_eq!(read(&[("occurred", 3), ("cannot-decide", 4)]), Some(Reported::Contested));
    assert_eq!(read(&[("occurred", 3), ("cannot-decide", 3)]), Some(Reported::Occurred));
}

// The wall.

/// An essay and theories for the room.
fn documents() -> (Essay, Vec<Arc<Theory>>) {
    let claims = |id: &str, sign: &str| {
        let expects = ["rain", "snow", "wind"].map(|outcome| format!("{sign}{outcome}"));
        theory(id, &expects.map(|expects| forecast(&expects)))
    };
    let essay = essay(&["rain occurred", "snow mixed", "wind did-not-occur"]);
    (essay, vec![claims("a", "+"), claims("b", "-"), claims("c", "+")])
}

/// What is on the wall, the scoreboards included.
fn wall(room: &Room) -> ProjectorView {
    let (essay, theories) = documents();
    let course = Course::of(room);
    let assessment = assess(&essay, &theories, &Lens::default());
    let boards = boards(&Index::new(&essay, &theories), &essay, &theories, &Lens::default(), room, &course);
    look(room, &course, (&essay, &theories, &assessment), Some(&boards))
}

fn look(
    room: &Room,
    course: &Course,
    (essay, theories, assessment): (&Essay, &[Arc<Theory>], &Assessment),
    boards: Option<&Boards>,
) -> ProjectorView {
    let names: Vec<String> = theories.iter().map(|theory| theory.id.to_string()).collect();
    let compared = Compared { essay, theories, names: &names, assessment, by_essay: Some(assessment) };
    ProjectorView::of(room, course, &compared, boards, None)
}

fn item(view: &ProjectorView) -> &prescient::seminar::ItemOnWall {
    match view {
        ProjectorView::Item(item) => item,
        other => panic!("an item should be on the wall: {other:?}"),
    }
}

#[test]
fn a_result_is_on_the_wall_at_its_reveal_and_only_there() {
    let mut log = vec![
        vote("rain", "first", &[("occurred", 1), ("mixed", 4)]),
        vote("rain", "second", &[("occurred", 5)]),
        stage("rain", "voted"),
    ];
    assert_eq!(item(&wall(&three_items(&json!(log)))).revealed, None);
    log.push(stage("rain", "reveal"));
    let view = wall(&three_items(&json!(log)));
    let revealed = item(&view).revealed.as_ref().unwrap();
    assert_eq!(revealed.rounds.iter().map(|round| round.counts.grades[0]).collect::<Vec<_>>(), [1, 5]);
    assert_eq!((revealed.reading, revealed.essay.as_deref()), (RoomReading::Grade(0), Some("Occurred")));
    log.push(stage("rain", "second-vote"));
    assert_eq!(item(&wall(&three_items(&json!(log)))).revealed, None, "the room has gone back");
}

#[test]
fn what_is_voted_after_a_reveal_is_revealed_anew_and_a_correction_on_the_wall_is_seen_at_once() {
    let result = || vec![vote("rain", "first", &[("occurred", 5)]), stage("rain", "reveal")];
    let revealed = |log: &[Value]| Course::of(&three_items(&json!(log))).is_revealed(0);
    let mut corrected = result();
    corrected.push(vote("rain", "first", &[("mixed", 5)]));
    assert!(revealed(&corrected), "the room sees it");
    let mut again = result();
    again.extend([stage("rain", "second-vote"), vote("rain", "second", &[("mixed", 5)])]);
    assert!(!revealed(&again));
    again.push(stage("rain", "reveal"));
    assert!(revealed(&again));
    // Ballots come in while the room is at another item.
    again.extend([stage("frost", "alone"), vote("rain", "second", &[("occurred", 9)])]);
    let course = Course::of(&three_items(&json!(again)));
    assert_eq!((course.is_revealed(0), course.stage_of(0)), (false, Some(Stage::Voted)));
}

#[test]
fn a_vote_that_comes_in_while_a_result_is_on_the_wall_waits_for_its_own_reveal() {
    let mut log = vec![
        vote("rain", "first", &[("occurred", 5)]),
        stage("rain", "voted"),
        stage("rain", "reveal"),
        vote("rain", "second", &[("mixed", 5)]),
    ];
    let room = three_items(&json!(log));
    assert_eq!(Course::of(&room).place, at(0, Stage::Voted), "there is something new to reveal");
    assert_eq!(item(&wall(&room)).revealed, None);
    log.push(stage("rain", "reveal"));
    let view = wall(&three_items(&json!(log)));
    let rounds = &item(&view).revealed.as_ref().unwrap().rounds;
    assert_eq!(rounds.iter().map(|round| round.counts.total()).collect::<Vec<_>>(), [5, 5]);
}

#[test]
fn whose_prediction_it_is_shows_with_its_result() {
    let mut log = vec![stage("frost", "discussion")];
    assert_eq!(item(&wall(&three_items(&json!(log)))).theory, None);
    log.extend([vote("frost", "second", &[("confirmed", 3)]), stage("frost", "reveal")]);
    let view = wall(&three_items(&json!(log)));
    assert_eq!(item(&view).theory.as_deref(), Some("a"));
    assert_eq!(item(&view).revealed.as_ref().unwrap().essay.as_deref(), Some("Confirmed"));
}

#[test]
fn a_negation_is_put_as_one_and_the_essay_answers_its_mirror_image() {
    let log = json!([
        vote("rain", "first", &[("occurred", 4), ("did-not-occur", 1)]),
        stage("rain", "reveal"),
        vote("not-rain", "first", &[("occurred", 3), ("did-not-occur", 2)]),
        stage("not-rain", "reveal"),
    ]);
    let view = wall(&three_items(&log));
    assert!(item(&view).statement.starts_with("It is not so that: "));
    assert_eq!(item(&view).revealed.as_ref().unwrap().essay.as_deref(), Some("Did not occur"));
}

/// A prediction whose theory is hidden, worded by the lecturer, and before it its control.
fn control_first(log: &Value) -> Room {
    room(json!({
        "agenda": [
            { "id": "not-frost", "prediction": { "theory": "a", "id": "p0" }, "negates": "frost" },
            {
                "id": "frost",
                "prediction": { "theory": "a", "id": "p0" },
                "manner": ["theory-hidden", "sides-swapped"],
                "wording": "It freezes",
            },
        ],
        "log": log,
    }))
}

#[test]
fn a_control_is_put_as_what_it_negates_and_gives_nothing_away_before_that_is_revealed() {
    let mut log = vec![vote("not-frost", "first", &[("mixed", 5)]), stage("not-frost", "reveal")];
    let view = wall(&control_first(&json!(log)));
    let first = item(&view);
    assert_eq!(first.statement, "It is not so that: It freezes");
    assert_eq!(first.theory, None, "the room has yet to vote on the prediction itself");
    let revealed = first.revealed.as_ref().unwrap();
    assert_eq!((revealed.reading, &revealed.essay), (RoomReading::Grade(2), &None));
    log.extend([vote("frost", "first", &[("mixed", 5)]), stage("frost", "reveal")]);
    let view = wall(&control_first(&json!(log)));
    assert_eq!(item(&view).theory.as_deref(), Some("a"));
    assert!(item(&view).revealed.as_ref().unwrap().essay.is_some());
    log.push(stage("not-frost", "reveal"));
    let view = wall(&control_first(&json!(log)));
    assert_eq!(item(&view).theory.as_deref(), Some("a"));
    assert_eq!(item(&view).revealed.as_ref().unwrap().essay.as_deref(), Some("Disconfirmed"));
}

#[test]
fn a_control_of_a_control_or_of_something_else_tells_nothing_of_the_documents() {
    let hidden = json!({ "theory": "a", "id": "p0" });
    let faulty = |agenda: Value| {
        let log = json!([vote("x", "first", &[("mixed", 5)]), stage("y", "reveal"), stage("x", "reveal")]);
        let view = wall(&room(json!({ "seed": 7, "agenda": agenda, "log": log })));
        let item = item(&view);
        (item.theory.clone(), item.revealed.as_ref().and_then(|revealed| revealed.essay.clone()))
    };
    let chain = json!([
        { "id": "z", "prediction": hidden, "manner": ["theory-hidden"] },
        { "id": "y", "prediction": hidden, "negates": "z" },
        { "id": "x", "prediction": hidden, "negates": "y" },
    ]);
    assert_eq!(faulty(chain), (None, None));
    let other = json!([
        { "id": "w", "prediction": { "theory": "b", "id": "p0" } },
        { "id": "x", "prediction": hidden, "manner": ["theory-hidden"], "negates": "w" },
    ]);
    assert_eq!(faulty(other), (None, None));
}

#[test]
fn whether_a_room_is_consistent_is_told_when_statement_and_negation_are_both_revealed() {
    let control = |log: &[Value]| item(&wall(&three_items(&json!(log)))).revealed.as_ref().unwrap().control;
    let mut log = vec![
        vote("rain", "first", &[("occurred", 4), ("did-not-occur", 1)]),
        vote("not-rain", "first", &[("occurred", 3), ("did-not-occur", 2)]),
        stage("rain", "reveal"),
    ];
    assert_eq!(control(&log), None, "it would tell of votes that are not revealed");
    log.push(stage("not-rain", "reveal"));
    let told = Some(prescient::seminar::Consistency::AtLeast { inconsistent: 2, of: 5 });
    assert_eq!(control(&log), told);
    log.push(stage("rain", "reveal"));
    assert_eq!(control(&log), told);
}

#[test]
fn the_lot_decides_who_is_named_first_and_decides_the_same_again() {
    let discussed = |seed: u32| {
        let mut room = three_items(&json!([stage("rain", "discussion")]));
        room.seed = Some(seed);
        item(&wall(&room)).stances.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(discussed(7), discussed(7));
    let orders: std::collections::BTreeSet<_> = (0..40).map(discussed).collect();
    assert_eq!(orders.len(), 6, "every order comes up");
}

/// Logs of all kinds: stages, votes and corrections of all items.
fn logs() -> impl Strategy<Value = Vec<Value>> {
    let items = || proptest::sample::select(vec!["rain", "frost", "not-rain"]);
    let stages = proptest::sample::select(Stage::WORDS.to_vec());
    let answers = ["mixed", "cannot-decide"];
    let votes = (0..9u32, 0..9u32);
    let entry = prop_oneof![
        3 => (items(), stages).prop_map(|(item, name)| stage(item, name)),
        2 => (items(), proptest::sample::select(Round::WORDS.to_vec()), votes).prop_map(move |(item, round, (a, b))| {
            // A control is voted on once.
            let round = if item == "not-rain" { "first" } else { round };
            vote(item, round, &[(answers[0], a), (answers[1], b)])
        }),
    ];
    proptest::collection::vec(entry, 0..25)
}

/// Which entries of a log are votes that the room has seen: their item was revealed after them, or they correct
/// what was on the wall when they were made.
fn seen(log: &[Value]) -> Vec<bool> {
    let is_reveal = |entry: &Value, of: &Value| entry["stage"] == "reveal" && entry["item"] == of["item"];
    let is_same_vote = |one: &Value, other: &Value| {
        one["item"] == other["item"] && one["vote"]["round"] == other["vote"]["round"]
    };
    let has_shown = |at: usize| {
        let own = &log[at];
        let before = &log[..at];
        let shown = before.iter().rposition(is_lasting_stage);
        let Some(shown) = shown.filter(|shown| is_reveal(&log[*shown], own)) else { return false };
        // Nothing that was voted for the first time has taken the result off the wall since.
        let is_first = |vote: usize| !log[..vote].iter().any(|entry| is_same_vote(entry, &log[vote]));
        (shown..=at).all(|vote| {
            log[vote].get("vote").is_none() || log[vote]["item"] != own["item"] || !is_first(vote)
        })
    };
    let is_seen = |at: usize| {
        let later = log[at..].iter().any(|entry| is_reveal(entry, &log[at]));
        log[at].get("vote").is_some() && (later || has_shown(at))
    };
    (0..log.len()).map(is_seen).collect()
}

/// Whether an entry leads the room elsewhere: its item has this stage.
fn is_lasting_stage(entry: &Value) -> bool {
    let room = three_items(&json!([entry]));
    Course::of(&room).place != Place::Before
}

proptest! {
    #[test]
    fn until_a_result_is_revealed_the_wall_is_as_if_nobody_had_voted(log in logs()) {
        let with = three_items(&json!(log));
        let place = Course::of(&with).place;
        let mut without: Vec<Value> = log.iter().filter(|entry| entry.get("vote").is_none()).cloned().collect();
        if let Place::At { item, stage: Stage::Voted } = place {
            // A vote may have taken a result off the wall.
            without.push(stage(with.items()[item].id.as_str(), "voted"));
        }
        let without = three_items(&json!(without));
        prop_assert_eq!(place, Course::of(&without).place);
        let shows_results = matches!(place, Place::At { stage: Stage::Reveal, .. } | Place::Scoreboards);
        if !shows_results {
            prop_assert_eq!(wall(&with), wall(&without));
        }
    }

    #[test]
    fn the_wall_is_the_same_whatever_was_voted_that_the_room_has_not_seen(log in logs(), other in (0..9u32, 0..9u32)) {
        let mut altered = log.clone();
        for (entry, is_seen) in altered.iter_mut().zip(seen(&log)) {
            if entry.get("vote").is_some() && !is_seen {
                entry["vote"]["tally"] = json!([{ "answer": "mixed", "votes": other.0 }, { "answer": "cannot-decide", "votes": other.1 }]);
            }
        }
        prop_assert_eq!(wall(&three_items(&json!(log))), wall(&three_items(&json!(altered))));
    }

    #[test]
    fn neither_statement_nor_control_tells_whose_it_is_before_the_statement_is_revealed(log in logs()) {
        let log: Vec<Value> = log.into_iter().filter(|entry| entry["item"] != "rain").collect();
        let log: Vec<Value> = log
            .into_iter()
            .map(|mut entry| {
                if entry["item"] == "not-rain" {
                    entry["item"] = "not-frost".into();
                }
                entry
            })
            .collect();
        let view = wall(&control_first(&json!(log)));
        let is_revealed = log.iter().any(|entry| entry["item"] == "frost" && entry["stage"] == "reveal");
        if let ProjectorView::Item(item) = &view {
            let essay = item.revealed.as_ref().and_then(|revealed| revealed.essay.as_ref());
            prop_assert!(is_revealed || (item.theory.is_none() && item.stances.is_empty() && essay.is_none()));
        }
    }

    #[test]
    fn the_scoreboards_on_the_wall_know_no_vote_that_was_not_revealed(log in logs(), votes in (3..9u32, 3..9u32)) {
        let mut log = log;
        log.retain(|entry| entry.get("stage") != Some(&json!("reveal")));
        log.push(json!({ "at": "", "stage": "scoreboards" }));
        let before = wall(&three_items(&json!(log)));
        log.push(vote("rain", "second", &[("did-not-occur", votes.0), ("mixed", votes.1)]));
        prop_assert_eq!(before, wall(&three_items(&json!(log))));
    }

    #[test]
    fn what_has_happened_stays_when_more_happens(log in logs(), more in logs()) {
        let before = Course::of(&three_items(&json!(log)));
        let all: Vec<Value> = log.iter().chain(&more).cloned().collect();
        let after = Course::of(&three_items(&json!(all)));
        for item in 0..3 {
            for round in [Round::First, Round::Second] {
                prop_assert!(before.vote(item, round).is_none() || after.vote(item, round).is_some());
            }
        }
    }

    #[test]
    fn going_on_and_back_always_leads_somewhere_or_says_why_not(log in logs(), counted in any::<bool>()) {
        let room = three_items(&json!(log));
        let course = Course::of(&room);
        match course.next(counted) {
            Ok(Next::Close { item, round }) => prop_assert!(course.vote(item, round).is_none()),
            Ok(Next::To(place)) => {
                prop_assert_ne!(place, course.place);
                let is_result = matches!(place, Place::At { stage: Stage::Reveal, .. });
                prop_assert!(!is_result, "a result is revealed, not passed");
            }
            Err(hindrance) => prop_assert!(matches!(hindrance, Hindrance::NotRevealed | Hindrance::AtEnd)),
        }
        if let Ok(Place::At { item, stage: Stage::Reveal }) = course.back(false) {
            prop_assert!(course.is_revealed(item));
        }
    }
}
