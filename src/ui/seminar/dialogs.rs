//! The questions of the cockpit: ballots that cannot be read, and the correction of what is closed.

use eframe::egui::{Grid, ScrollArea, TextEdit, Ui};

use crate::app::room::RoomAction;
use crate::app::{Action, Actions, Dialog, State};
use crate::model::{Id, Round};
use crate::ui::parts;
use crate::ui::tokens::{Size, space};
use crate::words;

/// How high the list of what is wrong may grow, in points.
const LIST_HEIGHT: f32 = 320.0;

/// What is wrong with ballots.
pub fn faults_ui(ui: &mut Ui, name: &str, faults: &[String]) {
    parts::prose(ui, format!("{name} was not taken: nothing has changed. Mend this, and import it again."));
    ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
        for fault in faults {
            parts::note(ui, fault);
        }
    });
}

/// Why ballots correct votes that are closed.
pub fn correct_by_ballots_ui(ui: &mut Ui, state: &State, reason: &str, actions: &mut Actions) {
    let Some(waiting) = &state.ballots else { return };
    let votes = words::count(waiting.votes.len(), "vote");
    parts::prose(
        ui,
        format!(
            "{} says otherwise than {votes} already closed. A correction is kept beside what was closed.",
            waiting.name
        ),
    );
    let again = |reason: String| Dialog::CorrectByBallots { reason };
    reason_ui(ui, reason, again, |reason| Action::Room(RoomAction::TakeBallots(reason)), actions);
}

/// How a closed vote is corrected, and why.
pub fn correct_ui(
    ui: &mut Ui,
    state: &State,
    (item, round): (&Id, Round),
    hands: &[String],
    reason: &str,
    actions: &mut Actions,
) {
    let room = &state.session.room;
    let Some(at) = room.item(item) else { return };
    let asked = room.items()[at].asked();
    parts::prose(ui, "What was closed stays in the log; the correction is kept beside it, with its reason.");
    if state.course.ballots(room, at, round).is_some() {
        parts::note(
            ui,
            "This vote was by ballots. Corrected by hands, it no longer tells who moved where: to keep that, correct the \
             sheet, and import it again.",
        );
    }
    let dialog =
        |hands: Vec<String>, reason: String| Dialog::Correct { item: item.clone(), round, hands, reason };
    Grid::new("correction").num_columns(2).spacing([space::APART, space::WITHIN]).show(ui, |ui| {
        for (place, name) in words::seminar::answers(asked).enumerate() {
            ui.label(Size::Body.text(name));
            let mut text = hands.get(place).cloned().unwrap_or_default();
            let field = TextEdit::singleline(&mut text).desired_width(space::PAGE * 2.0).char_limit(6);
            if ui.add(field).accessible_name(format!("Hands for {name}")).changed() {
                let mut hands = hands.to_vec();
                hands[place] = text;
                actions.push(Action::Show(dialog(hands, reason.to_owned())));
            }
            ui.end_row();
        }
    });
    let parsed: Option<Vec<u32>> = hands.iter().map(|hands| hands.trim().parse().ok()).collect();
    match parsed {
        Some(parsed) => {
            let again = |reason| dialog(hands.to_vec(), reason);
            let item = item.clone();
            let done = |reason| Action::Room(RoomAction::Correct { item, round, hands: parsed, reason });
            reason_ui(ui, reason, again, done, actions);
        }
        None => drop(parts::note(ui, "Each answer needs a whole number; 0 where there was no hand.")),
    }
}

/// Asks for a reason, and offers to correct once there is one.
fn reason_ui(
    ui: &mut Ui,
    reason: &str,
    again: impl FnOnce(String) -> Dialog,
    done: impl FnOnce(String) -> Action,
    actions: &mut Actions,
) {
    let mut text = reason.to_owned();
    ui.label("Why?");
    let field = TextEdit::singleline(&mut text).desired_width(f32::INFINITY);
    if ui.add(field.hint_text("A hand was counted twice")).accessible_name("Reason").changed() {
        actions.push(Action::Show(again(text)));
    }
    ui.horizontal(|ui| {
        let is_given = !reason.trim().is_empty();
        if ui.add_enabled(is_given, eframe::egui::Button::new("Correct")).clicked() {
            actions.push(done(reason.to_owned()));
        }
        if ui.button("Leave as it is").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
