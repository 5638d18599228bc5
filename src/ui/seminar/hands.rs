//! A number of hands: a field that takes digits as soon as it has the keyboard, and leaves all other keys to the
//! cockpit, so that counting and going on need no mouse and no change of mode.

use eframe::egui::accesskit::Action as Asked;
use eframe::egui::{
    Align2, Event, EventFilter, Id, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
};

use crate::model::room::ANSWERS;
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

/// Draws the number of hands of the answer at a place.
pub fn hands_ui(ui: &mut Ui, place: usize, name: &str, hands: Option<u32>) -> (Response, Counted) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(WIDTH, size::TARGET), Sense::hover());
    let response = ui.interact(rect, field(place), Sense::click());
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
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
    let after = steps(ui, &response, hands);
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

/// Takes digits, Backspace and the arrows up and down for the field that has the keyboard, and Enter as the way to the
/// next one, from the last to `after`. Whoever types fast sends several of them between two frames: they are taken in
/// their order, each for the field that has the keyboard by then.
pub fn keys(ui: &Ui, hands: &mut [Option<u32>; ANSWERS], after: Id) {
    // The place whose number has been begun: the first digit elsewhere begins a new one.
    let memory = Id::unique("hands begun");
    let focused = ui.memory(eframe::egui::Memory::focused);
    let Some(mut place) = (0..ANSWERS).find(|place| focused == Some(field(*place))) else {
        ui.data_mut(|data| data.remove_temp::<usize>(memory));
        return;
    };
    let mut begun = ui.data(|data| data.get_temp::<usize>(memory)).filter(|begun| *begun == place);
    let events: Vec<Event> = ui.input_mut(|input| {
        let (own, others) = std::mem::take(&mut input.events).into_iter().partition(is_for_hands);
        input.events = others;
        own
    });
    let mut events: std::vec::IntoIter<Event> = events.into_iter();
    while let Some(event) = events.by_ref().next().filter(|_| place < ANSWERS) {
        if is_enter(&event) {
            place += 1;
            begun = None;
            if place == ANSWERS {
                // What comes after that is for the button.
                ui.input_mut(|input| input.events.extend(events.by_ref()));
            }
            continue;
        }
        hands[place] = counted(&event, hands[place], begun.is_some());
        begun = Some(place);
    }
    ui.data_mut(|data| match begun {
        Some(begun) => drop(data.insert_temp(memory, begun)),
        None => drop(data.remove_temp::<usize>(memory)),
    });
    let now = if place < ANSWERS { field(place) } else { after };
    if focused != Some(now) {
        ui.memory_mut(|memory| memory.request_focus(now));
        ui.request_repaint();
    }
}

/// A number of hands after a key.
fn counted(event: &Event, hands: Option<u32>, is_begun: bool) -> Option<u32> {
    let before = hands.filter(|_| is_begun).unwrap_or_default();
    match event {
        Event::Text(digit) => {
            let digit = digit.parse::<u32>().unwrap_or_default();
            Some((before.saturating_mul(10) + digit).min(MOST))
        }
        Event::Key { key: Key::ArrowUp, .. } => step(hands, 1, 1),
        Event::Key { key: Key::ArrowDown, .. } => step(hands, 1, -1),
        _ => Some(before / 10).filter(|hands| *hands > 0),
    }
}

fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter, .. })
}

/// Whether a field takes this: all else is left to the cockpit.
fn is_for_hands(event: &Event) -> bool {
    match event {
        Event::Text(text) => text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit()),
        Event::Key { key, pressed: true, modifiers, .. } => {
            modifiers.is_none() && matches!(key, Key::Backspace | Key::ArrowUp | Key::ArrowDown | Key::Enter)
        }
        _ => false,
    }
}
