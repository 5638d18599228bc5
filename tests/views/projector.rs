//! What the room sees, drawn by its function alone.

use eframe::egui::{Role, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::settings::Wall;
use prescient::assess::votes::Counts;
use prescient::assess::{Assessment, Lens, assess};
use prescient::model::json::Shared;
use prescient::model::{Entry, Room};
use prescient::seminar::{Compared, Course, ProjectorView};
use prescient::store::builtin;
use prescient::ui::{projector, tokens};
use serde_json::{Value, json};

/// The projector's picture of a view, at the size of a small projector.
fn show(view: ProjectorView, wall: Wall) -> Harness<'static> {
    let mut harness = Harness::builder()
        .with_size([1024.0, 768.0])
        .with_theme(Theme::Dark)
        .with_context_setup(tokens::install)
        .build_ui(move |ui| projector::projector_ui(ui, &view, &wall));
    harness.run();
    harness
}

/// Everything that the tree of a picture says: each node's role, label and value.
fn said(harness: &Harness<'_>) -> Vec<String> {
    let nodes = harness.root().children_recursive();
    let said = nodes.map(|node| {
        let node = node.accesskit_node();
        format!("{:?} {:?} {:?}", node.role(), node.label(), node.value())
    });
    said.collect()
}

/// A room with one outcome, and what has happened in it.
fn room(log: &[Value]) -> Room {
    let agenda = json!([{ "id": "china", "outcome": "china-is-main-adversary" }]);
    serde_json::from_value(json!({ "seed": 7, "agenda": agenda, "log": log })).unwrap()
}

fn wall(room: &Room) -> ProjectorView {
    let (essay, theories) = (builtin::essay(), builtin::theories());
    let assessment: Assessment = assess(&essay, &theories, &Lens::default());
    let names: Vec<String> = theories.iter().map(|theory| theory.short_name.clone()).collect();
    let compared = Compared {
        essay: &essay,
        theories: &theories,
        names: &names,
        assessment: &assessment,
        by_essay: Some(&assessment),
    };
    ProjectorView::of(room, &Course::of(room), &compared, None, None)
}

fn stage(stage: &str) -> Value {
    json!({ "at": "", "item": "china", "stage": stage })
}

/// 41 hands for "occurred" and 17 for "mixed": numbers that nothing else shows.
fn vote(round: &str) -> Value {
    let tally = json!([{ "answer": "occurred", "votes": 41 }, { "answer": "mixed", "votes": 17 }]);
    json!({ "at": "", "item": "china", "vote": { "round": round, "tally": tally } })
}

#[test]
fn before_the_reveal_the_wall_says_the_same_with_votes_and_without() {
    for now in ["alone", "pairs", "first-vote", "discussion", "second-vote", "voted"] {
        let with = show(wall(&room(&[vote("first"), vote("second"), stage(now)])), Wall::default());
        let without = show(wall(&room(&[stage(now)])), Wall::default());
        let said_with = said(&with);
        assert_eq!(said_with, said(&without), "{now}");
        assert!(said_with.iter().any(|said| said.contains("China is the main adversary")), "{said_with:?}");
        assert!(
            !said_with.iter().any(|said| said.contains("41") || said.contains("17")),
            "{now}: {said_with:?}"
        );
    }
}

#[test]
fn after_the_reveal_it_says_both_votes_the_room_and_the_essay() {
    let log = [vote("first"), vote("second"), stage("voted"), stage("reveal")];
    let said = said(&show(wall(&room(&log)), Wall::default())).join("\n");
    for part in
        ["Occurred: First vote 41, Second vote 41", "Mixed: First vote 17", "The room: ", "The essay: "]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_negation_is_put_in_nobodys_mouth() {
    let prediction = json!({ "theory": "mackinder", "id": builtin::theories()[0].predictions[0].id });
    let agenda = json!([
        { "id": "not", "prediction": prediction, "negates": "said" },
        { "id": "said", "prediction": prediction },
    ]);
    let room = |item: &str| -> Room {
        let log = json!([{ "at": "", "item": item, "stage": "alone" }]);
        serde_json::from_value(json!({ "seed": 7, "agenda": agenda, "log": log })).unwrap()
    };
    let negation = show(wall(&room("not")), Wall::default());
    negation.get_by_label("The negation of a prediction by Mackinder");
    assert!(negation.query_by_label("Predicted by Mackinder").is_none(), "he predicted the opposite");
    show(wall(&room("said")), Wall::default()).get_by_label("Predicted by Mackinder");
}

#[test]
fn a_blank_wall_says_nothing() {
    let said = said(&show(ProjectorView::Blank, Wall::default()));
    assert!(said.iter().all(|said| said.contains("None None") || said.contains("\"Projector\"")), "{said:?}");
}

#[test]
fn it_is_light_whatever_the_window_is_unless_the_lecturer_wants_it_dark() {
    for (is_dark, theme) in [(false, Theme::Light), (true, Theme::Dark)] {
        let view = wall(&room(&[stage("alone")]));
        let mut harness = Harness::builder()
            .with_size([320.0, 240.0])
            .with_theme(if is_dark { Theme::Light } else { Theme::Dark })
            .with_context_setup(tokens::install)
            .build_ui(move |ui| {
                projector::projector_ui(ui, &view, &Wall { is_dark, ..Wall::default() });
                assert_eq!(ui.visuals().panel_fill, tokens::Palette::for_theme(theme).background);
            });
        harness.run();
    }
}

/// The longest statement of the built-in documents, with every answer and its votes, at any text size that can be
/// chosen: all of it is within the picture.
#[test]
fn the_longest_statement_fits_with_all_that_stands_below_it() {
    let theories = builtin::theories();
    let predictions = theories
        .iter()
        .flat_map(|theory| theory.predictions.iter().map(|prediction| (theory.id.to_string(), prediction)));
    let (theory, longest) = predictions.max_by_key(|(_, prediction)| prediction.statement.len()).unwrap();
    let agenda = json!([{ "id": "china", "prediction": { "theory": theory, "id": longest.id.to_string() } }]);
    let tally = json!([{ "answer": "confirmed", "votes": 9999 }, { "answer": "disconfirmed", "votes": 1 }]);
    let vote = |round| json!({ "at": "", "item": "china", "vote": { "round": round, "tally": tally } });
    for size in [0.5, 1.0, 1.5, 2.0] {
        for now in ["second-vote", "reveal"] {
            let log = [vote("first"), vote("second"), stage(now)];
            let room = json!({ "seed": 7, "agenda": agenda, "log": log });
            let view = wall(&serde_json::from_value(room).unwrap());
            let harness = show(view, Wall { size, ..Wall::default() });
            for node in harness.root().children_recursive() {
                let node = node.accesskit_node();
                let below = node.bounding_box().map_or(0.0, |bounds| bounds.y1);
                assert!(below <= 769.0, "{now} at {size}: {:?} ends at {below}", node.value());
            }
            assert_eq!(harness.query_all_by_role(Role::Heading).count(), 1);
        }
    }
}

#[test]
fn a_vote_of_many_has_room_for_its_numbers() {
    let counts = Counts { grades: [u32::MAX, 0, 1, 0, 0], cannot_decide: 0 };
    let mut entry: Entry = serde_json::from_value(vote("first")).unwrap();
    let tally = &mut entry.vote.as_mut().unwrap().tally;
    tally.as_mut().unwrap()[0].votes = counts.grades[0];
    let mut room = room(&[]);
    room.log = Some(vec![
        Shared(entry.into()),
        Shared(serde_json::from_value::<Entry>(stage("reveal")).unwrap().into()),
    ]);
    let said = said(&show(wall(&room), Wall::default())).join("\n");
    assert!(said.contains("Occurred: First vote 4294967295"), "{said}");
}
