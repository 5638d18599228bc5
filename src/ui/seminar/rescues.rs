//! The defences: which predictions failed, how they were defended, and what the ranking is without those.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use eframe::egui::{Button, ComboBox, TextEdit, Ui};

use super::boards;
use super::cells::measure;
use crate::app::comparison::PredictionView;
use crate::app::room::{RescueEdit, RoomAction};
use crate::app::{Action, Actions, Comparison, Selection, State};
use crate::assess::{Grade, PredictionAssessment, Verdict};
use crate::model::{Id, Kind, PredictionRef, Rescue};
use crate::seminar::{prediction_at, predictions_by_id};
use crate::ui::tokens::{Palette, Size, size, small, space};
use crate::ui::{marks, parts};
use crate::words;
use crate::words::seminar::{defence, defence_meaning, defences};

/// The width of the control that says which kind of defence it is, in points: room for the longest name.
const KIND: f32 = 196.0;

/// The least width of a sentence beside its kind, in points.
const SENTENCE: f32 = 280.0;

/// The room that the button to remove a defence takes, in points.
const REMOVE: f32 = 104.0;

/// The predictions that failed, by theory: the position of the theory, and their own in its file.
type Failed = Vec<(usize, Vec<usize>)>;

/// What failed by the verdicts that count now.
struct Ledger {
    forecasts: Failed,
    prescriptions: Failed,
    /// Where each prediction stands, by the ids of its theory and its own.
    places: HashMap<(Id, Id), (usize, usize)>,
}

/// Draws the page.
pub fn rescues_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let generation = state.comparison.generation;
    let ledger = parts::cached(ui, "ledger of defences", generation, || {
        Arc::new(Ledger {
            forecasts: failed(&state.comparison, Kind::Forecast),
            prescriptions: failed(&state.comparison, Kind::Prescription),
            places: places(&state.comparison),
        })
    });
    let place = |own: &PredictionRef| ledger.places.get(&(own.theory.clone(), own.id.clone())).copied();
    let defences = state.session.room.defences().iter();
    let placed: Placed<'_> = defences.map(|rescue| (place(&rescue.prediction), rescue)).collect();
    measure(ui, |ui| headline_ui(ui, state, &ledger, &placed));
    theories_ui(ui, state, &ledger.forecasts, &placed, actions);
    if !ledger.prescriptions.is_empty() {
        parts::section(ui, "Prescriptions that failed");
        parts::note(ui, "They have no part in a score, so that a defence of one changes no rank.");
        theories_ui(ui, state, &ledger.prescriptions, &placed, actions);
    }
    no_longer_ui(ui, state, &placed, actions);
    ranking_ui(ui, state, &placed, actions);
}

fn places(comparison: &Comparison) -> HashMap<(Id, Id), (usize, usize)> {
    let places = predictions_by_id(&comparison.theories).into_iter();
    places.map(|((theory, id), place)| ((Id::from(theory), Id::from(id)), place)).collect()
}

/// The defences in the order in which they were made, each with where its prediction stands in the comparison.
type Placed<'a> = Vec<(Option<(usize, usize)>, &'a Rescue)>;

/// The predictions of a kind that failed.
fn failed(comparison: &Comparison, kind: Kind) -> Failed {
    let theories = (0..comparison.members.len()).map(|theory| {
        let judged = comparison.judged(theory).predictions.iter().map(PredictionAssessment::position);
        let own = |position: &usize| {
            comparison.theories[theory].predictions[*position].kind == kind
                && has_failed(comparison, theory, *position)
        };
        (theory, judged.filter(own).collect::<Vec<_>>())
    });
    theories.filter(|(_, predictions)| !predictions.is_empty()).collect()
}

/// Whether a prediction failed by the verdicts that count now.
fn has_failed(comparison: &Comparison, theory: usize, position: usize) -> bool {
    let verdict = comparison.prediction(theory, position).map(|view| view.assessment.verdict);
    let grade = verdict.and_then(Verdict::grade);
    matches!(grade, Some(Grade::LargelyDisconfirmed | Grade::Disconfirmed))
}

fn count(failed: &Failed) -> usize {
    failed.iter().map(|(_, predictions)| predictions.len()).sum()
}

fn headline_ui(ui: &mut Ui, state: &State, ledger: &Ledger, placed: &Placed<'_>) {
    let (forecasts, prescriptions) = (count(&ledger.forecasts), count(&ledger.prescriptions));
    let failed = match (forecasts, prescriptions) {
        (0, 0) => "No prediction failed by the verdicts that count now".to_owned(),
        (forecasts, 0) => format!("{} failed", words::count(forecasts, "forecast")),
        (forecasts, advice) => {
            format!(
                "{} and {} failed",
                words::count(forecasts, "forecast"),
                words::count(advice, "prescription")
            )
        }
    };
    let defended = placed.iter().filter(|(_, rescue)| rescue.is_said());
    let defended: BTreeSet<(usize, usize)> = defended.filter_map(|(place, _)| *place).collect();
    let has_failed = |(theory, position): &&(usize, usize)| has_failed(&state.comparison, *theory, *position);
    let defended = defended.iter().filter(has_failed).count();
    let headline = match (forecasts + prescriptions, defended) {
        (0, _) => failed,
        (_, 0) => format!("{failed}, and none is defended"),
        (_, 1) => format!("{failed}, and 1 is defended"),
        (_, n) => format!("{failed}, and {n} are defended"),
    };
    parts::heading(ui, &headline, Size::Heading.bold_format(Palette::of(ui.visuals()).text));
    if forecasts + prescriptions == 0 {
        parts::prose(
            ui,
            "What is disconfirmed, or largely so, would be listed here, by theory. It can then be defended, and the \
             ranking is shown with and without it.",
        );
    } else {
        parts::prose(
            ui,
            "Failed is what is disconfirmed, or largely so, by the verdicts that count now. Who defends a prediction \
             chooses one of the seven defences that Tetlock heard from experts, and says it in a sentence. Each is \
             written down: a theory that needs many pays for it in the ranking without them.",
        );
    }
    parts::note(ui, whose_verdicts(state));
}

/// By what the verdicts are.
fn whose_verdicts(state: &State) -> String {
    let room = match state.comparison.lens.room.len() {
        0 => String::new(),
        n => format!(", with the room's readings of {}", words::count(n, "outcome")),
    };
    let what_if = if state.has_what_if() { ", with the changes of the what-if" } else { "" };
    format!("Verdicts are as “{}” reports{room}{what_if}.", state.comparison.essay.title)
}

fn theories_ui(ui: &mut Ui, state: &State, failed: &Failed, placed: &Placed<'_>, actions: &mut Actions) {
    parts::long_list(ui, ("theories that failed", failed.first()), failed.len(), |ui, i| {
        let (theory, predictions) = &failed[i];
        theory_ui(ui, state, *theory, predictions, placed, actions);
    });
}

/// A theory with those of its predictions that failed.
fn theory_ui(
    ui: &mut Ui,
    state: &State,
    theory: usize,
    predictions: &[usize],
    placed: &Placed<'_>,
    actions: &mut Actions,
) {
    ui.add_space(space::APART);
    let member = &state.comparison.members[theory];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::BETWEEN;
        marks::monogram(ui, &member.monogram, &member.theory.short_name, theory, size::MONOGRAM);
        let format = Size::Body.bold_format(Palette::of(ui.visuals()).text);
        parts::heading(ui, &state.comparison.names[theory], format);
    });
    parts::hairline(ui);
    parts::long_list(ui, ("failed", theory, predictions.first()), predictions.len(), |ui, i| {
        let position = predictions[i];
        let Some(view) = state.comparison.prediction(theory, position) else { return };
        ui.push_id(("failed", theory, position), |ui| {
            prediction_ui(ui, state, &view, position, placed, actions);
        });
    });
}

/// A prediction that failed, its defences, and the way to one more.
fn prediction_ui(
    ui: &mut Ui,
    state: &State,
    view: &PredictionView<'_>,
    position: usize,
    placed: &Placed<'_>,
    actions: &mut Actions,
) {
    ui.add_space(space::WITHIN);
    let verdict = view.assessment.verdict;
    parts::beside(
        ui,
        |ui| drop(marks::verdict(ui, verdict, size::MARK)),
        |ui| {
            ui.spacing_mut().item_spacing.y = space::WITHIN;
            let doc = state.comparison.members[view.member].doc;
            let color = Palette::of(ui.visuals()).text;
            let selection = Selection::Prediction(doc, position);
            measure(ui, |ui| {
                parts::lit_link(ui, &view.prediction.statement, color, selection, state, actions);
            });
            ui.horizontal(|ui| {
                parts::note(ui, format!("{}, made {}", verdict.label(), view.prediction.made.label()));
                defend_ui(ui, state, view, position, actions);
            });
            for (at, (place, rescue)) in placed.iter().enumerate() {
                if *place == Some((view.member, position)) {
                    defence_ui(ui, at, rescue, actions);
                }
            }
        },
    );
}

/// The choice of a defence.
fn defend_ui(ui: &mut Ui, state: &State, view: &PredictionView<'_>, position: usize, actions: &mut Actions) {
    let own = PredictionRef::new(view.theory.id.clone(), view.prediction.id.clone());
    // A file knows a prediction by ids. Where another theory has that id too, the first of them has the defences.
    if prediction_at(&own, &state.comparison.theories) != Some((view.member, position)) {
        parts::note(ui, "Another theory with the same id has the same prediction: defend that one.");
        return;
    }
    let menu = ui.menu_button(small("Defend…"), |ui| {
        for kind in defences() {
            let button = ui.add(Button::new(defence(kind)).wrap_mode(eframe::egui::TextWrapMode::Extend));
            if button.on_hover_text(defence_meaning(kind)).clicked() {
                actions.push(Action::Room(RoomAction::AddRescue(own.clone(), kind)));
                ui.close();
            }
        }
    });
    menu.response.accessible_name(format!("Defend: {}", view.prediction.statement));
}

/// A defence, by its position among all: its kind, its sentence, and the way to take it back.
fn defence_ui(ui: &mut Ui, at: usize, rescue: &Rescue, actions: &mut Actions) {
    let is_wide = ui.available_width() >= KIND + SENTENCE + REMOVE;
    ui.push_id(("defence", at), |ui| {
        ui.add_space(space::WITHIN);
        ui.spacing_mut().item_spacing.y = space::WITHIN;
        ui.horizontal(|ui| {
            kind_ui(ui, at, rescue, actions);
            if is_wide {
                let width = (ui.available_width() - REMOVE).min(Size::Body.measure());
                sentence_ui(ui, at, rescue, width, actions);
            }
            remove_ui(ui, at, actions);
        });
        if !is_wide {
            let width = ui.available_width();
            sentence_ui(ui, at, rescue, width, actions);
        }
        measure(ui, |ui| parts::note(ui, defence_meaning(rescue.defence)));
        if !rescue.is_said() {
            parts::note(ui, "It counts as soon as it is said in a sentence.");
        }
    });
}

fn kind_ui(ui: &mut Ui, at: usize, rescue: &Rescue, actions: &mut Actions) {
    let text = small(defence(rescue.defence));
    let combo = ComboBox::from_id_salt("kind").selected_text(text).width(KIND).height(f32::INFINITY);
    let combo = combo.show_ui(ui, |ui| {
        for kind in defences() {
            let button = Button::selectable(kind == rescue.defence, defence(kind));
            if ui.add(button).on_hover_text(defence_meaning(kind)).clicked() {
                let edit = RescueEdit::Defence(kind);
                actions.push(Action::Room(RoomAction::EditRescue(at, edit)));
            }
        }
    });
    combo.response.accessible_name(format!("Kind of defence {}", at + 1));
}

fn sentence_ui(ui: &mut Ui, at: usize, rescue: &Rescue, width: f32, actions: &mut Actions) {
    let mut sentence = rescue.sentence.clone();
    let field =
        TextEdit::singleline(&mut sentence).desired_width(width).hint_text("The defence in a sentence");
    let response = ui.add(field).accessible_name(format!("Defence {} in a sentence", at + 1));
    if response.changed() {
        actions.push(Action::Room(RoomAction::EditRescue(at, RescueEdit::Sentence(sentence))));
    }
}

fn remove_ui(ui: &mut Ui, at: usize, actions: &mut Actions) {
    let button = ui.button(small("Remove")).on_hover_text("Take this defence back");
    if button.accessible_name(format!("Remove defence {}", at + 1)).clicked() {
        actions.push(Action::Room(RoomAction::RemoveRescue(at)));
    }
}

/// Defences of what no longer fails, or is not in the documents.
fn no_longer_ui(ui: &mut Ui, state: &State, placed: &Placed<'_>, actions: &mut Actions) {
    let is_needed = |place: &Option<(usize, usize)>| {
        place.is_some_and(|(theory, position)| has_failed(&state.comparison, theory, position))
    };
    let rest: Vec<usize> = (0..placed.len()).filter(|at| !is_needed(&placed[*at].0)).collect();
    if rest.is_empty() {
        return;
    }
    ui.add_space(space::AROUND);
    parts::section(ui, "Defences of predictions that do not fail now");
    measure(ui, |ui| {
        parts::note(
            ui,
            "By the verdicts that count now there is nothing to defend here. They stay on record, and still count as \
             defences: the ranking without defended predictions leaves these out too.",
        );
    });
    parts::long_list(ui, "no longer failed", rest.len(), |ui, i| {
        let (place, rescue) = &placed[rest[i]];
        ui.add_space(space::WITHIN);
        if let Some((theory, position)) = place {
            found_ui(ui, state, *theory, *position);
        } else {
            let PredictionRef { theory, id, .. } = &rescue.prediction;
            parts::prose(ui, format!("{id} of {theory}"));
            parts::note(ui, "The documents do not have this prediction.");
        }
        defence_ui(ui, rest[i], rescue, actions);
    });
}

/// Whose prediction it is, what it says, and how it fares.
fn found_ui(ui: &mut Ui, state: &State, theory: usize, position: usize) {
    let prediction = &state.comparison.theories[theory].predictions[position];
    let fares = state.comparison.prediction(theory, position);
    let fares = fares.map_or("takes no part".to_owned(), |view| view.assessment.verdict.label());
    measure(ui, |ui| parts::prose(ui, &prediction.statement));
    parts::note(ui, format!("{}: {fares}", state.comparison.names[theory]));
}

/// What the defences change.
fn ranking_ui(ui: &mut Ui, state: &State, placed: &Placed<'_>, actions: &mut Actions) {
    ui.add_space(space::AROUND);
    parts::section(ui, "The ranking with and without them");
    if !placed.iter().any(|(_, rescue)| rescue.is_said()) {
        parts::note(ui, "Once a prediction is defended, the ranking is shown here with it and without it.");
        return;
    }
    if let Some(reckoned) = super::reckoned_ui(ui, state) {
        boards::with_and_without_ui(ui, state, reckoned, actions);
    }
}
