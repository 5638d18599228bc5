//! The head of a theory in the matrix.

use eframe::egui::{Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::cell::place;
use super::cursor::Spot;
use super::{Place, widget_id};
use crate::app::{Action, Actions, Selection, State};
use crate::ui::compare::column_menu_ui;
use crate::ui::stack::Stack;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, parts};
use crate::words;

/// The width of the column of theories where they stand in rows, in points.
pub(super) const WIDTH_OF_ROW: f32 = 176.0;
/// The height of the row of theories where they stand in columns, in points.
pub(super) const HEAD_HEIGHT: f32 = 4.0 * Size::Small.line_height() + 2.0 * space::BETWEEN;

/// Draws the head of a theory. A click shows its working.
pub(super) fn head_ui(
    ui: &mut Ui,
    state: &State,
    member: usize,
    spot: Spot,
    actions: &mut Actions,
) -> Response {
    let comparison = &state.comparison;
    let entry = &comparison.members[member];
    let palette = Palette::of(ui.visuals());
    let rect = ui.max_rect();
    let selection = Selection::Theory(entry.doc);
    let is_selected = state.view.selection.as_ref() == Some(&selection);
    let response = ui.interact(rect, widget_id(Place::Theory(member)), Sense::click());
    let role = if spot.row == 0 { Role::ColumnHeader } else { Role::RowHeader };
    let rank = words::rank(&comparison.judged(member).scorecard, comparison.members.len());
    let called = &comparison.names[member];
    let name = format!("{called}, {rank}");
    response.widget_info(|| WidgetInfo::selected(role, true, is_selected, &name));
    place(ui, &response, spot);
    parts::background(ui, rect, &response, Some(&selection), state, actions);
    let mut stack = Stack::new(rect.width() - 2.0 * space::BETWEEN).limited_to(2);
    let mark = vec2(1.25 * size::MONOGRAM, size::MONOGRAM);
    let paint =
        move |painter: &_, rect| marks::paint_monogram(painter, rect, &entry.monogram, palette.hue(member));
    let bold = Size::Small.bold_format(palette.text);
    let quiet = Size::Small.format(palette.quiet);
    if spot.row == 0 {
        // In a narrow column the name has a line of its own, so that it is not broken.
        stack.marked(ui, mark, paint, &rank, quiet);
        stack.text(ui, called, bold);
    } else {
        stack.marked(ui, mark, paint, called, bold);
        stack.gap(space::WITHIN);
        stack.text(ui, &rank, quiet);
    }
    let top = rect.top() + ((rect.height() - stack.height()) / 2.0).max(0.0);
    stack.paint(ui.painter(), eframe::egui::pos2(rect.left() + space::BETWEEN, top));
    if response.clicked() {
        actions.push(Action::Select(selection));
    }
    response.context_menu(|ui| column_menu_ui(ui, state, actions, entry.doc));
    response.on_hover_text(&name)
}
