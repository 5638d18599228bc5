//! An item of the agenda that is open: its wording, its manner, its time, its place, and its notes.

use eframe::egui::{Button, Checkbox, DragValue, Id, Response, TextEdit, Ui};

use crate::app::room::{DISCUSSION, ItemEdit, RoomAction};
use crate::app::{Action, Actions, State};
use crate::model::choice::Choice as _;
use crate::model::{Asked, Item, Manner};
use crate::ui::parts;
use crate::ui::tokens::{small, space};
use crate::words;

/// The longest discussion, in minutes.
const LONGEST: u32 = 60;

/// Why what was voted on does not change.
const VOTED: &str = "The room has voted on it, or on its negation";

/// Why what the room has been at does not change.
const BEGUN: &str = "The room has been at it";

/// Draws what can be changed of an item.
pub fn open_ui(ui: &mut Ui, state: &State, at: usize, item: &Item, actions: &mut Actions) {
    let edit = |edit: ItemEdit| Action::Room(RoomAction::EditItem(at, edit));
    let is_open = !state.course.is_voted_on(at);
    ui.indent(("item", item.id.as_str()), |ui| {
        wording_ui(ui, state, at, item, is_open, &edit, actions);
        if let Some(negated) = state.course.negated(at) {
            parts::note(ui, format!("Put in the manner of item {}, without a discussion.", negated + 1));
        } else if item.negates.is_none() {
            for manner in Manner::ALL {
                // Stages that the room has been at stay.
                let is_begun = *manner == Manner::SidesSwapped && state.course.is_begun(at);
                let obstacle = if is_begun { BEGUN } else { VOTED };
                manner_ui(ui, item, *manner, (is_open && !is_begun, obstacle), &edit, actions);
            }
            minutes_ui(ui, item, &edit, actions);
        }
        place_ui(ui, state, at, item, actions);
        let mut notes = item.notes.clone().unwrap_or_default();
        let field = TextEdit::multiline(&mut notes).desired_rows(2).desired_width(f32::INFINITY);
        let response = ui.add(field.hint_text("Notes for you alone")).accessible_name("Notes on this item");
        if response.changed() {
            actions.push(edit(ItemEdit::Notes(notes)));
        }
        ui.add_space(space::BETWEEN);
    });
}

fn wording_ui(
    ui: &mut Ui,
    state: &State,
    at: usize,
    item: &Item,
    is_open: bool,
    edit: &impl Fn(ItemEdit) -> Action,
    actions: &mut Actions,
) {
    let mut wording = item.wording.clone().unwrap_or_default();
    // It is seen while the field is empty: then the statement is not the lecturer's.
    let hint = state.statement(at);
    let field = TextEdit::singleline(&mut wording).desired_width(f32::INFINITY).hint_text(hint);
    let response = ui.add_enabled(is_open, field).accessible_name("Statement in your words");
    let response = because(response, is_open, VOTED);
    if response.changed() {
        actions.push(edit(ItemEdit::Wording(wording)));
    }
}

fn manner_ui(
    ui: &mut Ui,
    item: &Item,
    manner: Manner,
    (is_open, obstacle): (bool, &str),
    edit: &impl Fn(ItemEdit) -> Action,
    actions: &mut Actions,
) {
    let text = match (manner, item.asked()) {
        (Manner::TheoryHidden, Asked::Reading) => "Hide in the discussion which theory expects what",
        _ => words::seminar::manner(manner),
    };
    let mut is_on = item.is(manner);
    let response = ui.add_enabled(is_open, Checkbox::new(&mut is_on, small(text)));
    if because(response, is_open, obstacle).changed() {
        actions.push(edit(ItemEdit::Manner(manner, is_on)));
    }
}

fn minutes_ui(ui: &mut Ui, item: &Item, edit: &impl Fn(ItemEdit) -> Action, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let mut minutes = item.minutes.unwrap_or(DISCUSSION);
        let label = ui.label(small("Minutes of discussion"));
        let field = ui
            .add(DragValue::new(&mut minutes).range(1..=LONGEST).clamp_existing_to_range(false))
            .labelled_by(label.id);
        if field.changed() {
            actions.push(edit(ItemEdit::Minutes(minutes)));
        }
    });
}

/// Up, down, off the agenda, and the control.
fn place_ui(ui: &mut Ui, state: &State, at: usize, item: &Item, actions: &mut Actions) {
    let items = state.session.room.items();
    ui.horizontal_wrapped(|ui| {
        let up = at.checked_sub(1);
        let down = Some(at + 1).filter(|down| *down < items.len());
        for (text, to) in [("Move up", up), ("Move down", down)] {
            let response = ui.add_enabled(to.is_some(), Button::new(small(text)));
            parts::keep_focus(ui, Id::unique((text, item.id.as_str())), &response);
            if response.clicked()
                && let Some(to) = to
            {
                actions.push(Action::Room(RoomAction::MoveItem { from: at, to }));
            }
        }
        let is_begun = state.course.is_begun(at) || state.course.latest(at).is_some();
        let remove = ui.add_enabled(!is_begun, Button::new(small("Take off the agenda")));
        if because(remove, !is_begun, BEGUN).clicked() {
            actions.push(Action::Room(RoomAction::RemoveItem(at)));
        }
        let has_control = state.course.control(at).is_some();
        if item.negates.is_none() && !has_control {
            let hint =
                "Puts its negation far from it on the agenda, to see whether it is answered consistently";
            if ui.button(small("Ask for its negation too")).on_hover_text(hint).clicked() {
                actions.push(Action::Room(RoomAction::AddControl(at)));
            }
        }
        if has_control {
            parts::note(ui, "Its negation is on the agenda.");
        }
    });
}

/// Says why something is not possible.
fn because(response: Response, is_possible: bool, obstacle: &str) -> Response {
    if is_possible { response } else { response.on_disabled_hover_text(obstacle) }
}
