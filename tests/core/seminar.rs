//! Seminar files: what stands in them, what is wrong with them, and what comes back from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use prescient::assess::{AttributionFilter, Lens};
use prescient::model::choice::Choice;
use prescient::model::json::Progress;
use prescient::model::{Basis, Essay, Reported, Room, Seminar, Theory};
use prescient::store::{
    Code, Document, Loaded, Severity, canonical, content_hash, lens_of, parse, room_of, seminar_of,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::world;

const THEORY: &str = include_str!("files/theory.json");
const ESSAY: &str = include_str!("files/essay.json");
const SEMINAR: &str = include_str!("files/seminar.json");

/// What `sha256sum` says of the files, which are canonical and state no `$schema`.
const THEORY_HASH: &str = "sha256:32d84e3eb2a543a1af30981a6674248031be1e9da52b0410c9b5be718628125e";
const ESSAY_HASH: &str = "sha256:1eebbf280aefc41ab4e9541167db27cba131541ac5e7715833cac8197cad898c";

fn load<T: Document>(text: &str) -> Loaded<T> {
    parse(text.as_bytes(), None, &Progress::default())
}

#[track_caller]
fn held<T: Document>(text: &str) -> T {
    let loaded = load::<T>(text);
    loaded.document.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics.list))
}

// Hashes.

#[test]
fn a_hash_is_that_of_the_canonical_text() {
    assert_eq!(content_hash(&held::<Theory>(THEORY)), THEORY_HASH);
    assert_eq!(content_hash(&held::<Essay>(ESSAY)), ESSAY_HASH);
    let loose = THEORY.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(content_hash(&held::<Theory>(&loose)), THEORY_HASH, "spaces between values change nothing");
}

#[test]
fn where_the_schema_is_changes_no_hash_and_anything_else_does() {
    let with = |from: &str, to: &str| {
        assert!(THEORY.contains(from), "{from}");
        content_hash(&held::<Theory>(&THEORY.replacen(from, to, 1)))
    };
    for schema in ["theory.schema.json", "", "two\\nlines \\\" and a quote"] {
        assert_eq!(with("{", &format!("{{ \"$schema\": \"{schema}\",")), THEORY_HASH);
    }
    assert_ne!(with("1.10", "1.1"), THEORY_HASH, "digits of an unknown field");
    assert_ne!(with("\"x-unknown\": {", "\"x-unknown\": { \"$schema\": \"\","), THEORY_HASH);
    assert_ne!(with("It will rain", "It will snow"), THEORY_HASH);
}

// Findings.

/// Compares what is said of the example with `from` replaced by `to`: code, line and path of what is new.
#[track_caller]
fn check(from: &str, to: &str, expected: &[(Code, usize, &str, &str)]) {
    assert!(SEMINAR.contains(from), "{from}");
    let before = load::<Seminar>(SEMINAR).diagnostics.list;
    let loaded = load::<Seminar>(&SEMINAR.replacen(from, to, 1));
    let new: Vec<_> = loaded.diagnostics.list.iter().filter(|fault| !before.contains(fault)).collect();
    let found: Vec<_> =
        new.iter().map(|f| (f.code, f.line.unwrap_or_default(), f.path.to_string())).collect();
    let places: Vec<_> =
        expected.iter().map(|(code, line, path, _)| (*code, *line, (*path).to_owned())).collect();
    assert_eq!(found, places);
    for (fault, (.., hint)) in new.iter().zip(expected) {
        assert!(fault.hint.as_deref().unwrap_or_default().contains(hint), "{fault:?}");
    }
    let has_errors = new.iter().any(|fault| fault.severity == Severity::Error);
    assert_eq!(loaded.comparable().is_none(), has_errors);
}

#[test]
fn the_example_is_canonical_and_warned_of_nothing_but_what_is_unknown() {
    let loaded = load::<Seminar>(SEMINAR);
    let known = [Code::UnknownField, Code::MissingDimension, Code::NoExpectations];
    let other: Vec<_> = loaded.diagnostics.list.iter().filter(|f| !known.contains(&f.code)).collect();
    assert!(other.is_empty(), "{other:#?}");
    assert_eq!(canonical(&loaded.document.unwrap()), SEMINAR);
}

#[test]
fn documents_in_a_seminar_are_checked_by_their_own_rules_at_their_own_places() {
    check(
        "\"published\": \"2024-05\"",
        "\"published\": \"soon\"",
        &[
            (Code::HashMismatch, 5, "$.essay.hash", "changed by hand"),
            (Code::BadDate, 11, "$.essay.document.published", ""),
        ],
    );
    check(
        "\"made\": \"1990\"",
        "\"made\": \"soon\"",
        &[
            (Code::HashMismatch, 43, "$.theories[0].hash", "changed by hand"),
            (Code::BadDate, 71, "$.theories[0].document.predictions[0].made", ""),
        ],
    );
}

#[test]
fn theories_are_held_against_the_essay_beside_them() {
    // The first that names it stands in the theory.
    check(
        "\"outcome\": \"rain\"",
        "\"outcome\": \"rainy\"",
        &[
            (Code::HashMismatch, 43, "$.theories[0].hash", ""),
            (
                Code::UnknownOutcome,
                83,
                "$.theories[0].document.predictions[0].expects[0].outcome",
                "did you mean \"rain\"?",
            ),
        ],
    );
}

#[test]
fn a_document_of_another_format_within_a_seminar_is_refused_at_its_place() {
    check(
        "prescient-theory/1",
        "prescient-theory/2",
        &[(Code::NewerFormat, 45, "$.theories[0].document.format", "newer")],
    );
    check(
        "prescient-theory/1",
        "prescient-essay/1",
        &[(Code::WrongFormat, 45, "$.theories[0].document.format", "")],
    );
    assert!(load::<Seminar>(&SEMINAR.replacen("theory/1", "theory/2", 1)).document.is_none());
}

#[test]
fn readings_are_of_outcomes_that_the_essay_reports_each_once() {
    let reading = |outcome: &str| format!("\"outcome\": \"{outcome}\",\n      \"value\": \"mixed\"");
    let hint = "did you mean \"rain\"?";
    check(
        &reading("rain"),
        &reading("rian"),
        &[(Code::UnknownOutcome, READING, "$.readings[0].outcome", hint)],
    );
    check(
        &reading("rain"),
        &reading("Rain!"),
        &[(Code::BadId, READING, "$.readings[0].outcome", "\"rain\"")],
    );
    let twice = "\"readings\": [ { \"outcome\": \"rain\", \"value\": \"pending\" },";
    check(
        "\"readings\": [",
        twice,
        &[
            (Code::DuplicateOutcome, READING, "$.readings[1].outcome", "remove one of the two"),
            (Code::UnknownField, READING + 2, "$.readings[1].x-why", "kept"),
        ],
    );
}

#[test]
fn what_is_switched_off_is_reported_by_the_essay_and_may_stand_twice() {
    let off = "\"off_outcomes\": [";
    check(off, &format!("{off} \"snw\","), &[(Code::UnknownOutcome, OFF, "$.off_outcomes[0]", "\"snow\"")]);
    check(off, &format!("{off} \"S\","), &[(Code::BadId, OFF, "$.off_outcomes[0]", "")]);
    check(off, &format!("{off} \"snow\","), &[]);
    check("\"implied\"", "\"implied\", \"implied\"", &[]);
    check("\"implied\"", "\"impled\"", &[(Code::UnknownValue, OFF + 4, "$.off_bases[0]", "\"implied\"")]);
}

/// The line of the example on which its reading names its outcome, and on which its switched off outcomes begin.
const READING: usize = 119;
const OFF: usize = 124;

#[test]
fn two_theories_may_share_an_id() {
    let mut seminar = held::<Seminar>(SEMINAR);
    seminar.theories.push(seminar.theories[0].clone());
    assert_eq!(load::<Seminar>(&canonical(&seminar)).diagnostics.errors, 0);
}

// What the room does.

#[test]
fn an_item_is_about_something_that_the_documents_have() {
    check(
        "\"id\": \"rain\",\n        \"outcome\": \"rain\"",
        "\"id\": \"rain\",\n        \"outcome\": \"rainy\"",
        &[
            (Code::UnknownOutcome, 136, "$.room.agenda[0].outcome", "did you mean \"rain\"?"),
            (Code::WrongControl, 158, "$.room.agenda[2].negates", "correct the id"),
        ],
    );
    check(
        "\"theory\": \"example\",\n          \"id\": \"first\"",
        "\"theory\": \"example\",\n          \"id\": \"firs\"",
        &[(Code::UnknownPrediction, 146, "$.room.agenda[1].prediction", "did you mean \"first\"?")],
    );
    check(
        "\"negates\": \"rain\"",
        "\"negates\": \"raan\"",
        &[(Code::UnknownItem, 158, "$.room.agenda[2].negates", "did you mean \"rain\"?")],
    );
    check(
        "\"id\": \"not-rain\"",
        "\"id\": \"rain\"",
        &[(Code::DuplicateId, 156, "$.room.agenda[2].id", "change one of the two")],
    );
}

#[test]
fn a_vote_answers_what_its_item_asks_and_everybody_once() {
    check(
        "\"answer\": \"occurred\"",
        "\"answer\": \"confirmed\"",
        &[(Code::WrongAnswer, 175, "$.room.log[1].vote.tally[0].answer", "")],
    );
    check(
        "\"answer\": \"cannot-decide\"",
        "\"answer\": \"occurred\"",
        &[(Code::DuplicateVote, 180, "$.room.log[1].vote.tally[1].answer", "")],
    );
    check(
        "\"person\": \"P02\"",
        "\"person\": \"P01\"",
        &[(Code::DuplicateVote, 213, "$.room.log[3].vote.ballots[1].person", "")],
    );
    check(
        "\"item\": \"p\"",
        "\"item\": \"other-thing\"",
        &[(Code::UnknownItem, 203, "$.room.log[3].item", "passed over")],
    );
}

/// What is said of the room of the example, changed in one place, but for fields that are unknown.
fn faults_of(from: &str, to: &str) -> Vec<(Code, String)> {
    assert!(SEMINAR.contains(from), "{from}");
    let loaded = load::<Seminar>(&SEMINAR.replacen(from, to, 1));
    assert!(loaded.document.is_some() && loaded.diagnostics.errors == 0, "it is read all the same");
    let faults = loaded.diagnostics.list.iter().filter(|fault| fault.code != Code::UnknownField);
    let faults = faults.map(|fault| (fault.code, fault.path.to_string()));
    faults.filter(|(_, path)| path.starts_with("$.room")).collect()
}

#[test]
fn a_step_is_one_that_its_item_has() {
    let step = "\"item\": \"rain\",\n        \"stage\": \"first-vote\"";
    assert_eq!(faults_of(step, &step.replace("first-vote", "swapped-sides")), []);
    let missing = (Code::MissingItem, "$.room.log[0]".to_owned());
    assert_eq!(faults_of(step, "\"stage\": \"first-vote\""), [missing]);
    let of_control = "\"item\": \"not-rain\",\n        \"stage\": \"pairs\"";
    assert_eq!(faults_of(step, of_control), [(Code::WrongStage, "$.room.log[0].stage".to_owned())]);
}

#[test]
fn a_control_negates_another_item_about_the_same_thing() {
    for other in ["not-rain", "p"] {
        let found = faults_of("\"negates\": \"rain\"", &format!("\"negates\": \"{other}\""));
        assert_eq!(found, [(Code::WrongControl, "$.room.agenda[2].negates".to_owned())]);
    }
}

#[test]
fn a_control_is_voted_on_once() {
    let seminar = SEMINAR.replacen("\"item\": \"p\"", "\"item\": \"not-rain\"", 1);
    let loaded = load::<Seminar>(&seminar.replacen("largely-confirmed", "occurred", 1));
    let faults: Vec<_> =
        loaded.diagnostics.list.iter().filter(|fault| fault.code == Code::WrongStage).collect();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].path.to_string(), "$.room.log[3].vote.round");
    let room = room_of(&loaded.document.unwrap());
    assert_eq!(prescient::seminar::Course::of(&room).vote(2, prescient::model::Round::Second), None);
}

#[test]
fn an_entry_is_a_stage_or_a_vote_and_a_vote_is_by_hands_or_by_ballots() {
    let refuses = |from: &str, to: &str| {
        assert!(SEMINAR.contains(from), "{from}");
        let loaded = load::<Seminar>(&SEMINAR.replacen(from, to, 1));
        assert!(loaded.document.is_none());
        assert!(loaded.diagnostics.list.iter().any(|fault| fault.code == Code::NotExactlyOne));
    };
    refuses("\"stage\": \"first-vote\"", "\"x-stage\": 1");
    refuses("\"ballots\": [", "\"tally\": [], \"ballots\": [");
    refuses("\"negates\": \"rain\"", "\"prediction\": {\"theory\": \"a\", \"id\": \"b\"}");
}

#[test]
fn a_room_that_has_done_nothing_is_not_stated() {
    let (essay, theory) = (Arc::new(held::<Essay>(ESSAY)), Arc::new(held::<Theory>(THEORY)));
    let seminar = seminar_of(&essay, &[theory], &Lens::default(), &Arc::default(), None);
    assert!(!canonical(&seminar).contains("\"room\""));
    assert_eq!(*room_of(&seminar), Room::default());
}

// From a lens to a file and back.

fn lenses() -> impl Strategy<Value = Lens> {
    // "fog" is no outcome of the essay.
    let outcomes = || subsequence(vec!["fog", "rain", "snow"], 0..=3);
    let readings = (outcomes(), proptest::collection::vec(select(Reported::ALL), 3));
    let attribution = select(vec![AttributionFilter::All, AttributionFilter::Essay]);
    (attribution, readings, outcomes(), subsequence(Basis::ALL, 0..=5)).prop_map(
        |(attribution, (outcomes, values), off_outcomes, off_bases)| Lens {
            attribution,
            readings: outcomes.into_iter().map(str::to_owned).zip(values).collect::<BTreeMap<_, _>>(),
            off_outcomes: off_outcomes.into_iter().map(str::to_owned).collect(),
            off_bases: off_bases.into_iter().collect::<BTreeSet<_>>(),
            ..Lens::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_lens_comes_back_from_its_file_as_it_was(lens in lenses(), goes_on in any::<bool>()) {
        let kept = held::<Seminar>(SEMINAR);
        let theories = [Arc::clone(&kept.theories[0].document.0)];
        let seminar = seminar_of(&kept.essay.document.0, &theories, &lens, &room_of(&kept), goes_on.then_some(&kept));
        let loaded = load::<Seminar>(&canonical(&seminar));
        prop_assert_eq!(loaded.diagnostics.errors, 0);
        let read = loaded.document.unwrap();
        prop_assert_eq!(&read, &seminar);
        prop_assert_eq!(lens_of(&read), lens);
    }
}

#[test]
fn a_seminar_that_is_saved_as_it_was_opened_is_the_same_file() {
    let kept = held::<Seminar>(SEMINAR);
    let theories = [Arc::clone(&kept.theories[0].document.0)];
    let again = seminar_of(&kept.essay.document.0, &theories, &lens_of(&kept), &room_of(&kept), Some(&kept));
    assert_eq!(canonical(&again), SEMINAR);
    let stated = SEMINAR.replacen("\"essay\",", "\"all\",", 1).replacen("\"snow\"\n  ]", "]", 1);
    let kept = held::<Seminar>(&stated.replacen("\"off_outcomes\": [\n    ]", "\"off_outcomes\": []", 1));
    let again = seminar_of(&kept.essay.document.0, &theories, &lens_of(&kept), &room_of(&kept), Some(&kept));
    assert_eq!(again, kept, "what was stated at its default is stated again");
}

#[test]
fn what_this_version_does_not_know_stays_where_it_stood() {
    let mut kept = held::<Seminar>(SEMINAR);
    let own = Arc::clone(&kept.theories[0].document.0);
    kept.theories.push(kept.theories[0].clone());
    let other = world::theory("other", &[]);
    let mut lens = lens_of(&kept);
    lens.readings = [("fog".to_owned(), Reported::Mixed), ("rain".to_owned(), Reported::Pending)].into();
    let theories = [other, Arc::clone(&own), Arc::clone(&own), own];
    let saved = seminar_of(&kept.essay.document.0, &theories, &lens, &room_of(&kept), Some(&kept));
    assert_eq!((&saved.extra, &saved.essay.extra), (&kept.extra, &kept.essay.extra));
    let keys = |theory: usize| saved.theories[theory].extra.keys().count();
    assert_eq!([keys(0), keys(1), keys(2), keys(3)], [0, 1, 1, 0]);
    let readings: Vec<_> = saved.readings.iter().flatten().collect();
    assert_eq!((readings[0].outcome.as_str(), readings[0].value), ("rain", Reported::Pending));
    assert_eq!(readings[0].extra, kept.readings.as_ref().unwrap()[0].extra);
    assert_eq!(readings[1].outcome.as_str(), "fog");
}

#[test]
fn a_new_seminar_states_nothing_that_was_not_chosen() {
    let essay = Arc::new(held::<Essay>(ESSAY));
    let seminar = seminar_of(&essay, &[Arc::new(held(THEORY))], &Lens::default(), &Arc::default(), None);
    assert_eq!((seminar.essay.hash.as_str(), seminar.theories[0].hash.as_str()), (ESSAY_HASH, THEORY_HASH));
    let text = canonical(&seminar);
    for absent in ["attribution\": \"all", "readings", "off_outcomes", "off_bases"] {
        assert!(!text.contains(absent), "{absent}");
    }
}
