//! The search field and what it finds.

use eframe::egui::{
    Align2, Area, Button, Frame, Id, Key, Modifiers, Order, Rect, Role, ScrollArea, TextEdit, Ui,
    text::{CCursor, CCursorRange, CharIndex, LayoutJob},
    vec2,
};

use super::parts;
use super::tokens::{Palette, Size, size, space};
use crate::app::find::{Find, Hit, MAX_HITS};
use crate::app::{Action, Actions, State};
use crate::words;

/// How wide it is where there is room.
const WIDTH: f32 = 400.0;

/// How high the list of hits may grow.
const HEIGHT: f32 = 360.0;

/// Draws the search at the top right of `ui`, above its contents, while it is open.
pub fn find_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let find = &state.view.find;
    if !find.is_open {
        return;
    }
    // Above it a dialog has the keys.
    if state.dialog.is_none() {
        keys(ui, find, actions);
    }
    let within = ui.max_rect().shrink(space::BETWEEN);
    let area = Area::new(Id::unique("find"))
        .accessible_name("Find")
        .role(Role::Dialog)
        .order(Order::Foreground)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(within.right_top());
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| contents(ui, find, within, actions));
    });
}

fn contents(ui: &mut Ui, find: &Find, within: Rect, actions: &mut Actions) {
    let width = WIDTH.min(within.width() - 2.0 * space::AROUND);
    ui.set_width(width);
    field(ui, find, actions);
    if find.hits.is_empty() {
        let text = if find.query.trim().is_empty() {
            "Type words from a theory, a prediction or an outcome."
        } else {
            "No theory, prediction or outcome contains all of these words."
        };
        parts::note(ui, text);
        return;
    }
    parts::note(ui, words::hits(find.hits.len(), MAX_HITS));
    // Without a least height the area would keep the size that it had before there were hits.
    let height = HEIGHT.min(within.height() / 2.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        parts::region(ui, Role::ListBox, "Hits", |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, hit) in find.hits.iter().enumerate() {
                hit_ui(ui, find, i, hit, actions);
            }
        });
    });
}

fn field_id() -> Id {
    Id::unique("find field")
}

fn field(ui: &mut Ui, find: &Find, actions: &mut Actions) {
    let mut query = find.query.clone();
    let field = TextEdit::singleline(&mut query)
        .id(field_id())
        .desired_width(f32::INFINITY)
        .hint_text("Words in any order");
    let mut output = field.show(ui);
    let response = output.response.response.accessible_name("Find");
    let opened = Id::unique("find opened");
    if ui.data(|data| data.get_temp::<u64>(opened)) != Some(find.opened) {
        ui.data_mut(|data| data.insert_temp(opened, find.opened));
        response.request_focus();
        // Typing replaces what was looked for before.
        let end = CCursor::new(CharIndex(query.chars().count()));
        output.state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
        output.state.store(ui.ctx(), response.id);
    }
    if response.changed() {
        actions.push(Action::SetQuery(query));
    }
}

/// Takes the keys that belong to the search.
fn keys(ui: &Ui, find: &Find, actions: &mut Actions) {
    let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if take(Key::Escape) {
        actions.push(Action::CloseFind);
        return;
    }
    if !ui.memory(|memory| memory.has_focus(field_id())) || find.hits.is_empty() {
        return;
    }
    let last = find.hits.len() - 1;
    if take(Key::ArrowDown) {
        actions.push(Action::SetFindCursor((find.cursor + 1).min(last)));
    }
    if take(Key::ArrowUp) {
        actions.push(Action::SetFindCursor(find.cursor.saturating_sub(1)));
    }
    if take(Key::Enter) {
        actions.push(Action::OpenHit);
    }
}

fn hit_ui(ui: &mut Ui, find: &Find, position: usize, hit: &Hit, actions: &mut Actions) {
    let is_at = position == find.cursor;
    let response = ui.add(
        Button::selectable(is_at, hit_text(ui, hit))
            .wrap()
            .min_size(vec2(ui.available_width(), size::TARGET)),
    );
    if response.clicked() {
        actions.push(Action::SetFindCursor(position));
        actions.push(Action::OpenHit);
    }
    let id = Id::unique("find cursor shown");
    if is_at && ui.data(|data| data.get_temp::<usize>(id)) != Some(position) {
        ui.data_mut(|data| data.insert_temp(id, position));
        response.scroll_to_me(None);
    }
}

fn hit_text(ui: &Ui, hit: &Hit) -> LayoutJob {
    let palette = Palette::of(ui.visuals());
    let mut job = LayoutJob::default();
    job.append(&hit.kind, 0.0, Size::Small.format(palette.quiet));
    job.append(": ", 0.0, Size::Small.format(palette.quiet));
    job.append(&hit.text, 0.0, Size::Body.format(palette.text));
    job
}
