//! Small pieces of text that several views are set with.

use std::hash::Hash;
use std::sync::Arc;

use eframe::egui::{
    self, Align, Color32, Galley, Id, Label, Layout, Link, Response, Role, Stroke, StrokeKind, TextFormat,
    Ui, UiBuilder, Vec2,
    text::{LayoutJob, TextWrapping},
};

use super::tokens::{Palette, Size, size, space};
use crate::app::{Action, Actions, Command, Selection, State, label};
use crate::model::Outcome;

/// How many entries of a long list are shown until the user asks for more.
pub const STEP: usize = 50;

/// Running text.
pub fn prose(ui: &mut Ui, text: impl Into<String>) -> Response {
    ui.add(Label::new(Size::Body.text(text)).wrap())
}

/// A remark that may be passed over: small, and in the quiet colour.
pub fn note(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = Palette::of(ui.visuals()).quiet;
    ui.add(Label::new(Size::Small.text(text).color(color)).wrap())
}

/// What kind of thing follows, small and quiet above its heading.
pub fn kicker(ui: &mut Ui, text: impl Into<String>) {
    note(ui, text);
    ui.add_space(-space::WITHIN);
}

/// A heading in this format, known as one to screen readers.
pub fn heading(ui: &mut Ui, text: &str, format: TextFormat) -> Response {
    let response = ui.add(Label::new(LayoutJob::single_section(text.to_owned(), format)).wrap());
    name_heading(ui, &response, text);
    response
}

/// Tells screen readers that a label is a heading.
pub fn name_heading(ui: &Ui, label: &Response, text: &str) {
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(Role::Heading);
        node.clear_value();
        node.set_label(text);
    });
}

/// Begins a section of a page: white space, a hairline, and its name in bold.
pub fn section(ui: &mut Ui, name: &str) {
    ui.add_space(space::AROUND);
    hairline(ui);
    ui.add_space(space::WITHIN);
    let format = Size::Body.bold_format(Palette::of(ui.visuals()).text);
    heading(ui, name, format);
}

/// A line across the column.
pub fn hairline(ui: &mut Ui) {
    let (rect, _) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), size::HAIRLINE), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Palette::of(ui.visuals()).hairline_stroke());
}

/// Text that leads somewhere: underlined as faintly as a hairline, so that a page of links stays calm.
/// It wraps.
pub fn link(ui: &mut Ui, text: &str, format: TextFormat) -> Response {
    let palette = Palette::of(ui.visuals());
    let format = TextFormat { underline: Stroke::new(size::HAIRLINE, palette.hairline), ..format };
    let response = ui.add(Link::new(LayoutJob::single_section(text.to_owned(), format)));
    if response.has_focus() {
        let ring = response.rect.expand(space::WITHIN / 2.0);
        ui.painter().rect_stroke(
            ring,
            size::CORNER,
            Stroke::new(size::FOCUS, palette.accent),
            StrokeKind::Outside,
        );
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// A link in body text that asks for `action`.
pub fn link_to(ui: &mut Ui, text: &str, action: Action, actions: &mut Actions) -> Response {
    let format = Size::Body.format(Palette::of(ui.visuals()).text);
    let response = link(ui, text, format);
    if response.clicked() {
        actions.push(action);
    }
    response
}

/// Lights up in all views what the pointer is over in this place, and no longer when it has left. What
/// another place has lit stays lit.
pub fn hover(ui: &Ui, place: Id, over: Option<Selection>, state: &State, actions: &mut Actions) {
    let id = place.with("lit");
    let lit = ui.data(|data| data.get_temp::<Selection>(id));
    let now = state.view.hovered.as_ref();
    match over {
        Some(over) if now != Some(&over) => {
            ui.data_mut(|data| data.insert_temp(id, over.clone()));
            actions.push(Action::Hover(Some(over)));
            ui.ctx().request_repaint();
        }
        None if lit.is_some() => {
            ui.data_mut(|data| data.remove::<Selection>(id));
            if now == lit.as_ref() {
                actions.push(Action::Hover(None));
                ui.ctx().request_repaint();
            }
        }
        _ => {}
    }
}

/// The statement of an outcome, which selects it: see [`lit_link`].
pub fn outcome_link(ui: &mut Ui, state: &State, outcome: &Outcome, actions: &mut Actions) {
    let selection = Selection::Outcome(outcome.id.to_string());
    lit_link(ui, &outcome.statement, Palette::of(ui.visuals()).text, selection, state, actions);
}

/// Text that selects what it names. Under the pointer it is lit up in all views, and it is lit up where
/// the pointer is over that in another one.
pub fn lit_link(
    ui: &mut Ui,
    text: &str,
    color: Color32,
    selection: Selection,
    state: &State,
    actions: &mut Actions,
) {
    let mut format = Size::Body.format(color);
    if state.view.hovered.as_ref() == Some(&selection) {
        format.background = Palette::of(ui.visuals()).selection;
    }
    let response = link(ui, text, format);
    let over = response.hovered().then(|| selection.clone());
    if response.clicked() {
        actions.push(Action::Select(selection));
    }
    hover(ui, response.id, over, state, actions);
}

/// Gives something a longer name for screen readers than the text that it shows.
pub fn name(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// Lets a screen reader say more of a label than the text that it shows.
pub fn say(ui: &Ui, label: &Response, text: &str) {
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_value(text));
}

/// Text in one line of at most this width, in points, cut off with an ellipsis where it does not fit.
pub fn one_line(ui: &Ui, text: &str, format: TextFormat, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A mark, and beside it a column of text that wraps; the mark stands at the middle of the first line.
pub fn beside<R>(ui: &mut Ui, mark: impl FnOnce(&mut Ui), text: impl FnOnce(&mut Ui) -> R) -> R {
    let set = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = space::BETWEEN;
        let line = Vec2::new(0.0, Size::Body.line_height());
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), mark);
        ui.vertical(text).inner
    };
    ui.horizontal_top(set).inner
}

/// A small line of pieces, each quiet or plain.
pub fn line<'a>(ui: &mut Ui, pieces: impl IntoIterator<Item = Piece<'a>>) -> Response {
    let palette = Palette::of(ui.visuals());
    let mut job = LayoutJob::default();
    for piece in pieces {
        let (text, format) = match piece {
            Piece::Quiet(text) => (text, Size::Small.format(palette.quiet)),
            Piece::Strong(text) => (text, Size::Small.bold_format(palette.text)),
        };
        job.append(text, 0.0, format);
    }
    ui.add(Label::new(job).wrap())
}

/// A piece of a [`line`].
#[derive(Debug, Clone, Copy)]
pub enum Piece<'a> {
    /// In the quiet colour.
    Quiet(&'a str),
    /// In bold.
    Strong(&'a str),
}

/// A paragraph of the essay's own text, set off by a line at its left.
pub fn quote(ui: &mut Ui, number: u32, text: &str) {
    let palette = Palette::of(ui.visuals());
    let set = |ui: &mut Ui| {
        ui.add_space(space::AROUND);
        ui.vertical(|ui| line(ui, [Piece::Strong(&format!("Par. {number}  ")), Piece::Quiet(text)]));
    };
    let rect = ui.horizontal_top(set).response.rect;
    let bar = rect.with_max_x(rect.min.x + size::HAIRLINE);
    ui.painter().rect_filled(bar, 0, palette.outline);
}

/// White space below a row, which counts as part of its height (`add_space` alone would not).
pub fn end(ui: &mut Ui, space: f32) {
    ui.allocate_space(Vec2::new(0.0, space));
}

/// A number in bold, what it is, and below that how it came about.
pub fn figure(ui: &mut Ui, value: &str, name: &str, working: &str) {
    let width = 3.0 * space::PAGE / 2.0;
    let number = |ui: &mut Ui| {
        let column = Vec2::new(width, Size::Body.line_height());
        let layout = Layout::right_to_left(Align::Min);
        ui.allocate_ui_with_layout(column, layout, |ui| {
            ui.set_width(width);
            ui.add(Label::new(Size::Body.bold(value)).extend());
        });
    };
    beside(ui, number, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        prose(ui, name);
        note(ui, working);
    });
}

/// A command and its keys.
pub fn hint(ui: &Ui, state: &State, command: Command) -> String {
    let label = label(state, command);
    match command.shortcut() {
        Some(keys) => format!("{label} ({})", ui.ctx().format_shortcut(&keys)),
        None => label.into_owned(),
    }
}

/// A button for a command, with its keys in the hover text; or why it would do nothing now.
pub fn command_button(ui: &mut Ui, state: &State, command: Command, actions: &mut Actions) {
    let obstacle = state.obstacle(command);
    let button = ui.add_enabled(obstacle.is_none(), egui::Button::new(label(state, command)));
    let button = match obstacle {
        Some(obstacle) => button.on_disabled_hover_text(obstacle),
        None => button.on_hover_text(hint(ui, state, command)),
    };
    if button.clicked() {
        actions.push(Action::Command(command));
    }
}

/// The entries from 0 to `len`: the first [`STEP`], and a button that shows as many more.
pub fn long_list(ui: &mut Ui, salt: impl Hash, len: usize, mut entry: impl FnMut(&mut Ui, usize)) {
    let id = ui.make_persistent_id(("long list", Id::unique(egui::util::hash(salt))));
    let shown = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or(STEP);
    for i in 0..len.min(shown) {
        entry(ui, i);
    }
    if len > shown && ui.button(format!("Show more: {shown} of {len} are listed")).clicked() {
        ui.data_mut(|data| data.insert_temp(id, shown + STEP));
    }
}

/// What `make` makes, kept until `key` changes.
pub fn cached<K, T>(ui: &Ui, name: &str, key: K, make: impl FnOnce() -> T) -> T
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    let id = Id::unique(name);
    if let Some((kept, value)) = ui.data(|data| data.get_temp::<(K, T)>(id))
        && kept == key
    {
        return value;
    }
    let value = make();
    ui.data_mut(|data| data.insert_temp(id, (key, value.clone())));
    value
}

/// Lets a control keep the keyboard though what stands before it, and so its id, has changed since the last frame.
pub fn keep_focus(ui: &Ui, control: Id, response: &Response) {
    let before = just_before(ui, control, response.id).filter(|before| *before != response.id);
    if before.is_some_and(|before| ui.memory(|memory| memory.has_focus(before))) {
        response.request_focus();
    }
}

/// What this place was in the frame before, if it was drawn in it; remembers what it is now.
pub fn just_before<T: Clone + Send + Sync + 'static>(ui: &Ui, place: Id, now: T) -> Option<T> {
    let pass = ui.ctx().cumulative_pass_nr();
    let before = ui.data_mut(|data| {
        let before = data.get_temp::<(T, u64)>(place);
        data.insert_temp(place, (now, pass));
        before
    });
    before.filter(|(_, drawn)| drawn + 1 >= pass).map(|(before, _)| before)
}

/// The id that a control had when [`keep_focus`] saw it last.
pub fn last_id(ui: &Ui, control: Id) -> Id {
    ui.data(|data| data.get_temp::<(Id, u64)>(control)).map_or(Id::NULL, |(id, _)| id)
}

/// A region of the window, by its role and name.
pub fn region<R>(ui: &mut Ui, role: Role, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().accessibility_role(role).accessibility_label(name);
    ui.scope_builder(builder, contents).inner
}

/// Paints the background of what stands for `selection`: selected, under the pointer here or in another
/// view, or with the keyboard focus. Under the pointer here it is lit up in all views. What stands for
/// nothing is lit by the pointer and the focus alone.
pub fn background(
    ui: &Ui,
    rect: egui::Rect,
    response: &Response,
    selection: Option<&Selection>,
    state: &State,
    actions: &mut Actions,
) {
    let palette = Palette::of(ui.visuals());
    let rect = rect.shrink(size::HAIRLINE);
    let is_lit = selection.is_some() && state.view.hovered.as_ref() == selection;
    if selection.is_some() && state.view.selection.as_ref() == selection {
        ui.painter().rect_filled(rect, size::CORNER, palette.selection);
    } else if is_lit || response.hovered() || response.dragged() {
        ui.painter().rect_filled(rect, size::CORNER, palette.surface);
    }
    if response.has_focus() {
        let focus = Stroke::new(size::FOCUS, palette.accent);
        ui.painter().rect_stroke(rect, size::CORNER, focus, StrokeKind::Inside);
    }
    hover(ui, response.id, selection.filter(|_| response.hovered()).cloned(), state, actions);
}

/// Tells screen readers what a cell of a table is, and where in it.
pub fn describe(ui: &Ui, role: Role, row: usize, column: usize) {
    ui.accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_row_index(row);
        node.set_column_index(column);
    });
}
