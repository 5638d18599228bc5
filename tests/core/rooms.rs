//! Two rooms side by side.

use prescient::assess::votes::{Counts, Metric, RoomReading, interval};
use prescient::model::Room;
use prescient::seminar::{
    About, Course, DocumentDiffers, DocumentOf, RoomOf, RoomsCompared, Shared, compare_rooms,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A room that voted once on these items: its id, what it is about, and the hands from best to worst, "cannot decide"
/// last. What is about a prediction begins with `@`.
fn room(items: &[(&str, &str, [u32; 6])]) -> Room {
    let about = |about: &str| match about.strip_prefix('@') {
        Some(id) => ("prediction", json!({ "theory": "theory", "id": id })),
        None => ("outcome", json!(about)),
    };
    let agenda: Vec<Value> = items
        .iter()
        .map(|(id, own, _)| {
            let (key, value) = about(own);
            json!({ "id": id, key: value })
        })
        .collect();
    let log: Vec<Value> = items.iter().map(|(id, own, hands)| vote(id, own, "first", *hands)).collect();
    serde_json::from_value(json!({ "seed": 3, "agenda": agenda, "log": log })).unwrap()
}

fn vote(id: &str, about: &str, round: &str, hands: [u32; 6]) -> Value {
    let readings = ["occurred", "mostly-occurred", "mixed", "mostly-not", "did-not-occur", "cannot-decide"];
    let verdicts =
        ["confirmed", "largely-confirmed", "mixed", "largely-disconfirmed", "disconfirmed", "cannot-decide"];
    let answers = if about.starts_with('@') { verdicts } else { readings };
    let tally: Vec<Value> = answers
        .iter()
        .zip(hands)
        .map(|(answer, votes)| json!({ "answer": answer, "votes": votes }))
        .collect();
    json!({ "at": "", "item": id, "vote": { "round": round, "tally": tally } })
}

/// The room after this vote too.
fn then(room: &Room, vote: Value) -> Room {
    let mut written = serde_json::to_value(room).unwrap();
    written["log"].as_array_mut().unwrap().push(vote);
    serde_json::from_value(written).unwrap()
}

fn compare(own: &Room, other: &Room) -> RoomsCompared {
    beside(own, &[], other, &[])
}

fn beside(
    own: &Room,
    own_documents: &[DocumentOf],
    other: &Room,
    other_documents: &[DocumentOf],
) -> RoomsCompared {
    let (own_course, other_course) = (Course::of(own), Course::of(other));
    compare_rooms(
        RoomOf { room: own, course: &own_course, documents: own_documents },
        RoomOf { room: other, course: &other_course, documents: other_documents },
    )
}

fn outcome(id: &str) -> About {
    About::Outcome(id.to_owned())
}

#[test]
fn what_both_voted_on_is_matched_by_outcome_whatever_the_items_are_called() {
    let own = room(&[("a", "rain", [9, 0, 0, 0, 0, 1]), ("b", "snow", [0, 0, 0, 4, 0, 0])]);
    let other = room(&[("x", "snow", [0, 4, 0, 0, 0, 0]), ("y", "rain", [0, 0, 5, 0, 0, 0])]);
    let compared = compare(&own, &other);
    let shared: Vec<(&About, Option<i32>)> =
        compared.shared.iter().map(|item| (&item.about, item.difference())).collect();
    assert_eq!(shared, [(&outcome("rain"), Some(-2)), (&outcome("snow"), Some(2))]);
    let rain = &compared.shared[0];
    assert_eq!((rain.own.reading, rain.other.reading), (RoomReading::Grade(0), RoomReading::Grade(2)));
    assert_eq!((rain.own.counts.on_grades(), rain.own.counts.total(), rain.other.counts.total()), (9, 10, 5));
    assert!(compared.own_only.is_empty() && compared.other_only.is_empty());
}

#[test]
fn what_one_room_alone_voted_on_is_listed_on_its_side() {
    let own = room(&[("a", "rain", [3, 0, 0, 0, 0, 0]), ("b", "@p", [3, 0, 0, 0, 0, 0])]);
    let other = room(&[("a", "snow", [3, 0, 0, 0, 0, 0])]);
    let compared = compare(&own, &other);
    let prediction = About::Prediction("theory".to_owned(), "p".to_owned());
    let ids = |list: &[(About, _)]| list.iter().map(|(about, _)| about.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&compared.own_only), [outcome("rain"), prediction]);
    assert_eq!(ids(&compared.other_only), [outcome("snow")]);
    assert!(compared.shared.is_empty());
    assert_eq!(compared.own[0].agreement.alpha, None, "over nothing there is no agreement to tell");
}

#[test]
fn without_a_grade_on_both_sides_there_is_no_difference() {
    let own = room(&[("a", "rain", [2, 0, 0, 0, 0, 0]), ("b", "snow", [3, 0, 0, 0, 0, 0])]);
    let other = room(&[("a", "rain", [5, 0, 0, 0, 0, 0]), ("b", "snow", [1, 0, 0, 0, 0, 5])]);
    let compared = compare(&own, &other);
    assert_eq!(compared.shared.iter().map(Shared::difference).collect::<Vec<_>>(), [None, None]);
    assert_eq!(compared.shared[1].other.reading, RoomReading::Contested);
}

#[test]
fn the_last_item_about_a_thing_counts_and_controls_are_left_out() {
    let mut own = room(&[
        ("a", "rain", [4, 0, 0, 0, 0, 0]),
        ("b", "rain", [0, 0, 0, 0, 4, 0]),
        ("c", "rain", [4, 0, 0, 0, 0, 0]),
    ]);
    own.agenda.as_mut().unwrap()[2].negates = Some("a".into());
    let other = room(&[("a", "rain", [4, 0, 0, 0, 0, 0])]);
    let compared = compare(&own, &other);
    assert_eq!(compared.shared.len(), 1);
    assert_eq!(compared.shared[0].difference(), Some(4));
    assert_eq!(compared.own[1].items, 1);
}

#[test]
fn the_second_vote_counts_where_there_is_one() {
    let first = room(&[("a", "rain", [4, 0, 0, 0, 0, 0])]);
    let own = then(&first, vote("a", "rain", "second", [0, 1, 1, 3, 0, 2]));
    let compared = compare(&own, &first);
    let rain = &compared.shared[0];
    assert_eq!((rain.own.counts.on_grades(), rain.own.counts.total()), (5, 7));
    assert_eq!((rain.own.median, rain.other.median), (Some(3), Some(0)));
    assert_eq!(rain.difference(), Some(3));
}

#[test]
fn an_item_that_nobody_voted_on_hides_no_vote() {
    let voted = room(&[("a", "rain", [4, 0, 0, 0, 0, 0])]);
    let mut own = room(&[("a", "rain", [0, 0, 4, 0, 0, 0]), ("b", "rain", [4, 0, 0, 0, 0, 0])]);
    own.log.as_mut().unwrap().pop();
    let compared = compare(&own, &voted);
    assert_eq!(compared.shared.iter().map(Shared::difference).collect::<Vec<_>>(), [Some(2)]);
}

#[test]
fn a_prediction_is_compared_by_its_verdicts_and_is_no_outcome_of_the_same_id() {
    let own = room(&[("a", "@p", [0, 0, 0, 5, 0, 0]), ("b", "q", [5, 0, 0, 0, 0, 0])]);
    let other = room(&[("a", "@q", [5, 0, 0, 0, 0, 0]), ("b", "@p", [0, 5, 0, 0, 0, 0])]);
    let compared = compare(&own, &other);
    let prediction = |id: &str| About::Prediction("theory".to_owned(), id.to_owned());
    assert_eq!(compared.shared.len(), 1);
    assert_eq!((&compared.shared[0].about, compared.shared[0].difference()), (&prediction("p"), Some(2)));
    assert_eq!((&compared.own_only[0].0, &compared.other_only[0].0), (&outcome("q"), &prediction("q")));
}

/// By hand: of AA, CC and AE, 3 votes are A, 2 C and 1 E. Squared ordinal distances are 2.5² from A to C, 4² from A to
/// E and 1.5² from C to E, so that alpha is 1 - 5 * 32 / 180. By the nominal metric it is 6/11.
#[test]
fn agreement_is_ordinal_and_its_interval_is_by_the_rooms_own_seed() {
    let items = [
        ("a", "rain", [2, 0, 0, 0, 0, 0]),
        ("b", "snow", [0, 0, 2, 0, 0, 0]),
        ("c", "fog", [1, 0, 0, 0, 1, 0]),
    ];
    let own = room(&items);
    let other = Room { seed: Some(11), ..own.clone() };
    let compared = compare(&own, &other);
    let alpha = compared.own[0].agreement.alpha.unwrap();
    assert!((alpha - 1.0 / 9.0).abs() < 1e-12, "{alpha}");
    let units: Vec<Counts> = compared.shared.iter().map(|item| item.own.counts).collect();
    let by = |seed| interval(&units, Metric::Ordinal, seed);
    assert_eq!((compared.own[1].interval, compared.other[1].interval), (by(3), by(11)));
    assert_ne!(by(3), by(11), "else the seeds would not be told apart");
}

#[test]
fn agreement_is_told_over_what_both_voted_on_and_over_all() {
    let own = room(&[
        ("a", "rain", [4, 0, 0, 0, 0, 0]),
        ("b", "snow", [0, 0, 0, 0, 4, 0]),
        ("c", "fog", [2, 0, 0, 0, 2, 0]),
    ]);
    let other = room(&[("a", "rain", [4, 0, 0, 0, 0, 0]), ("b", "snow", [4, 0, 0, 0, 0, 0])]);
    let compared = compare(&own, &other);
    let [shared, all] = compared.own;
    assert_eq!((shared.items, all.items), (2, 3));
    assert_eq!(shared.agreement.alpha, Some(1.0));
    assert!(all.agreement.alpha.unwrap() < 1.0);
    assert_eq!(compared.other[0].agreement.alpha, None, "one grade for everything tells nothing");
}

#[test]
fn documents_that_differ_are_named() {
    let document = |id: &str, hash: &str| DocumentOf {
        is_essay: id == "essay",
        id: id.to_owned(),
        name: id.to_uppercase(),
        hash: hash.to_owned(),
    };
    let own = [document("essay", "1"), document("a", "1"), document("b", "1")];
    let other = [document("essay", "2"), document("a", "1"), document("c", "1")];
    let compared = beside(&Room::default(), &own, &Room::default(), &other);
    assert_eq!(
        compared.documents,
        [
            DocumentDiffers::Changed(document("essay", "1")),
            DocumentDiffers::OwnOnly(document("b", "1")),
            DocumentDiffers::OtherOnly(document("c", "1")),
        ]
    );
}

#[test]
fn documents_that_share_an_id_are_told_apart_by_their_content() {
    let theory = |hash: &str| DocumentOf {
        is_essay: false,
        id: "a".to_owned(),
        name: "A".to_owned(),
        hash: hash.to_owned(),
    };
    let differing = |own: &[DocumentOf], other: &[DocumentOf]| {
        beside(&Room::default(), own, &Room::default(), other).documents
    };
    let (one, both) = ([theory("1")], [theory("1"), theory("2")]);
    assert_eq!(differing(&one, &both), [DocumentDiffers::OtherOnly(theory("2"))]);
    assert_eq!(differing(&both, &one), [DocumentDiffers::OwnOnly(theory("2"))]);
}

/// Rooms of all kinds, in which an outcome can come up twice.
fn rooms() -> impl Strategy<Value = Vec<(&'static str, [u32; 6])>> {
    let about = proptest::sample::select(vec!["rain", "snow", "fog", "@p", "@q"]);
    let hands = proptest::array::uniform6(0..6u32);
    proptest::collection::vec((about, hands), 0..7)
}

fn built(items: &[(&'static str, [u32; 6])]) -> Room {
    let ids: Vec<String> = (0..items.len()).map(|at| format!("i{at}")).collect();
    let items: Vec<(&str, &str, [u32; 6])> =
        ids.iter().zip(items).map(|(id, (about, hands))| (id.as_str(), *about, *hands)).collect();
    room(&items)
}

/// Documents of all kinds, of which ids can repeat.
fn documents() -> impl Strategy<Value = Vec<DocumentOf>> {
    let ids = proptest::sample::select(vec!["a", "b", "c"]);
    let document = (any::<bool>(), ids, 0..3u8).prop_map(|(is_essay, id, hash)| DocumentOf {
        is_essay,
        id: id.to_owned(),
        name: id.to_uppercase(),
        hash: hash.to_string(),
    });
    proptest::collection::vec(document, 0..5)
}

/// How documents differ, in no order: 0 is changed, 1 this room's alone, 2 the other one's alone. Of what has changed
/// each side has a copy of its own, so that only kind and id are compared.
fn differences(documents: &[DocumentDiffers]) -> Vec<(u8, bool, String)> {
    let told = documents.iter().map(|differs| {
        let (how, document) = match differs {
            DocumentDiffers::Changed(document) => (0, document),
            DocumentDiffers::OwnOnly(document) => (1, document),
            DocumentDiffers::OtherOnly(document) => (2, document),
        };
        (how, document.is_essay, document.id.clone())
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

/// Each thing once: the first that is said of it.
fn once(items: Vec<(&'static str, [u32; 6])>) -> Vec<(&'static str, [u32; 6])> {
    let mut seen = std::collections::BTreeSet::new();
    items.into_iter().filter(|(about, _)| seen.insert(*about)).collect()
}

/// A room that asked each thing once, and the same in another order.
fn in_two_orders() -> impl Strategy<Value = (Room, Room)> {
    let items = rooms().prop_map(once);
    let both = items.prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle()));
    both.prop_map(|(one, other)| (built(&one), built(&other)))
}

fn by_about(mut shared: Vec<Shared>) -> Vec<Shared> {
    shared.sort_by_key(|item| format!("{:?}", item.about));
    shared
}

proptest! {
    #[test]
    fn a_room_differs_in_nothing_from_itself(items in rooms(), documents in documents()) {
        let room = built(&items);
        let compared = beside(&room, &documents, &room, &documents);
        prop_assert!(compared.own_only.is_empty() && compared.other_only.is_empty() && compared.documents.is_empty());
        prop_assert!(compared.shared.iter().all(|item| item.difference().is_none_or(|difference| difference == 0)));
        prop_assert_eq!(compared.own, compared.other);
        prop_assert_eq!(compared.own[0], compared.own[1]);
    }

    #[test]
    fn the_other_way_round_all_is_the_other_way_round(
        own in rooms(),
        own_documents in documents(),
        other in rooms(),
        other_documents in documents(),
    ) {
        let (own, other) = (built(&own), built(&other));
        let there = beside(&own, &own_documents, &other, &other_documents);
        let back = beside(&other, &other_documents, &own, &own_documents);
        let turned = |(how, is_essay, id): (u8, bool, String)| ([0, 2, 1][usize::from(how)], is_essay, id);
        let mut documents: Vec<_> = differences(&back.documents).into_iter().map(turned).collect();
        documents.sort();
        prop_assert_eq!(differences(&there.documents), documents);
        prop_assert_eq!(&there.own_only, &back.other_only);
        prop_assert_eq!(&there.other_only, &back.own_only);
        prop_assert_eq!(there.own, back.other);
        prop_assert_eq!(there.other, back.own);
        let swapped = back.shared.into_iter().map(|item| Shared { about: item.about, own: item.other, other: item.own });
        let (there, back) = (by_about(there.shared), by_about(swapped.collect()));
        prop_assert_eq!(&there, &back);
        for item in there {
            let turned = Shared { about: item.about.clone(), own: item.other.clone(), other: item.own.clone() };
            prop_assert_eq!(item.difference(), turned.difference().map(|difference| -difference));
        }
    }

    #[test]
    fn the_order_of_the_other_agenda_changes_no_row(own in rooms(), (one, other) in in_two_orders()) {
        let own = built(&own);
        let (one, other) = (compare(&own, &one), compare(&own, &other));
        prop_assert_eq!(one.shared, other.shared);
        prop_assert_eq!(one.own_only, other.own_only);
        prop_assert_eq!(one.own, other.own);
    }

    #[test]
    fn everything_that_was_voted_on_is_somewhere_once(own in rooms(), other in rooms()) {
        let (own_room, other_room) = (built(&own), built(&other));
        let compared = compare(&own_room, &other_room);
        let things = |items: &[(&str, [u32; 6])]| items.iter().map(|(about, _)| *about).collect::<std::collections::BTreeSet<_>>().len();
        prop_assert_eq!(compared.shared.len() + compared.own_only.len(), things(&own));
        prop_assert_eq!(compared.shared.len() + compared.other_only.len(), things(&other));
    }
}
