//! A number of hands: a field that takes digits as soon as it has the keyboard, and leaves all other keys to the
//! cockpit, so that counting and going on need no mouse and no change of mode.

use eframe::egui::accesskit::Action as Asked;
use eframe::egui::{
    Align2, Event, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
};

use crate::ui::tokens::{Palette, Size, size, space};

/// The most hands that can be counted: four digits.
const MOST: u32 = 9999;

/// The width of the field, in points: room for four digits.
const WIDTH: f32 = 64.0;

/// What was done to a number of hands.
pub enum Counted {
    /// Nothing.
    Same,
    /// It is this now; `None` where it is not counted yet.
    Changed(Option<u32>),
}

/// The field of the answer at a place.
pub fn field(place: usize) -> Id {
    Id::unique(("hands", place))
}

/// Draws the number of hands of the answer at a place. Enter goes on to `next`.
pub fn hands_ui(ui: &mut Ui, place: usize, name: &str, hands: Option<u32>, next: Id) -> (Response, Counted) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(WIDTH, size::TARGET), Sense::hover());
    let response = ui.interact(rect, field(place), Sense::click());
    if response.clicked() {
        response.request_focus();
    }
    paint(ui, rect, &response, hands);
    ui.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::SpinButton);
        node.set_label(format!("Hands for {name}"));
        node.set_numeric_value(f64::from(hands.unwrap_or_default()));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(f64::from(MOST));
        node.add_action(Asked::Increment);
        node.add_action(Asked::Decrement);
    });
    let after = keys(ui, &response, steps(ui, &response, hands), next);
    let counted = if after == hands { Counted::Same } else { Counted::Changed(after) };
    (response, counted)
}

fn paint(ui: &Ui, rect: Rect, response: &Response, hands: Option<u32>) {
    let palette = Palette::of(ui.visuals());
    let outline = if response.has_focus() {
        Stroke::new(size::FOCUS, palette.accent)
    } else {
        Stroke::new(size::HAIRLINE, palette.outline)
    };
    ui.painter().rect(rect, size::CORNER, palette.background, outline, StrokeKind::Inside);
    let (text, color) = match hands {
        Some(hands) => (hands.to_string(), palette.text),
        None => ("–".to_owned(), palette.quiet),
    };
    let right = rect.right_center() - Vec2::new(space::BETWEEN, 0.0);
    ui.painter().text(right, Align2::RIGHT_CENTER, text, Size::Body.bold_font(), color);
}

/// What a screen reader or another aid asks for.
fn steps(ui: &Ui, response: &Response, hands: Option<u32>) -> Option<u32> {
    let (more, fewer) = ui.input(|input| {
        let asked = |action| input.num_accesskit_action_requests(response.id, action);
        (asked(Asked::Increment), asked(Asked::Decrement))
    });
    step(step(hands, more, 1), fewer, -1)
}

fn step(hands: Option<u32>, times: usize, by: i32) -> Option<u32> {
    (0..times).fold(hands, |hands, _| Some(hands.unwrap_or_default().saturating_add_signed(by).min(MOST)))
}

/// Digits, Backspace, the arrows up and down, and Enter, while the field has the keyboard.
fn keys(ui: &Ui, response: &Response, mut hands: Option<u32>, next: Id) -> Option<u32> {
    let fresh = response.id.with("fresh");
    if response.gained_focus() {
        // The first digit begins a new number.
        ui.data_mut(|data| data.insert_temp(fresh, true));
    }
    if !response.has_focus() {
        return hands;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    for event in ui.input(|input| input.events.clone()) {
        let is_fresh = ui.data(|data| data.get_temp(fresh)).unwrap_or(false);
        let before = if is_fresh { None } else { hands };
        match event {
            Event::Text(text) => match text.parse::<u32>() {
                Ok(digit) if text.len() == 1 => {
                    hands = Some(before.unwrap_or_default() * 10 + digit).map(|hands| hands.min(MOST));
                }
                _ => continue,
            },
            Event::Key { key: Key::Backspace, pressed: true, .. } => {
                hands = before.map(|hands| hands / 10).filter(|hands| *hands > 0);
            }
            Event::Key { key: Key::ArrowUp, pressed: true, .. } => hands = step(hands, 1, 1),
            Event::Key { key: Key::ArrowDown, pressed: true, .. } => hands = step(hands, 1, -1),
            _ => continue,
        }
        ui.data_mut(|data| data.insert_temp(fresh, false));
    }
    // Consumed, since the next field would take it for its own.
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        ui.memory_mut(|memory| memory.request_focus(next));
        ui.request_repaint();
    }
    hands
}
