//! The head of an outcome in the matrix: what it says, how it is read, and how far it divides the
//! theories.

use eframe::egui::{Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, util};

use super::cell::{self, place};
use super::cursor::Spot;
use super::{Place, widget_id};
use crate::app::{Action, Actions, Selection, State};
use crate::assess::OutcomeAssessment;
use crate::ui::stack::Stack;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{parts, what_if};
use crate::words;

/// The width of a column that an outcome heads, in points.
pub(super) const WIDTH: f32 = what_if::WIDTH + 2.0 * space::BETWEEN;
/// The width of the control that reads an outcome otherwise, where outcomes stand in rows, in points.
const READING: f32 = what_if::WIDTH;
/// How many lines of a statement are shown at most; the tooltip and the inspector have all of it.
const MOST_LINES: usize = 7;
/// How many lines stand below a statement.
const BELOW: f32 = 3.0;
/// How many statements are measured for the height of the head; of further ones the end may be left out.
const MEASURED: usize = 200;

/// The height of the head row, in points: room for the longest statement.
pub(super) fn head_height(ui: &Ui, state: &State, outcomes: &[usize]) -> f32 {
    let lines = most_lines(ui, state, outcomes, WIDTH - 2.0 * space::BETWEEN);
    (lines + BELOW) * Size::Small.line_height() + size::TARGET + 4.0 * space::BETWEEN
}

/// The width of the column of outcomes where they stand in rows, in a matrix of this width, both in points.
pub(super) fn width_of_row(width: f32) -> f32 {
    (0.4 * width).clamp(2.0 * READING, 2.5 * READING)
}

/// The height of a row of this width, both in points, where outcomes stand in rows.
pub(super) fn row_height(ui: &Ui, state: &State, outcomes: &[usize], width: f32) -> f32 {
    let lines = most_lines(ui, state, outcomes, width - 2.0 * space::BETWEEN);
    ((lines + BELOW) * Size::Small.line_height() + 2.0 * space::BETWEEN).max(cell::HEIGHT)
}

fn most_lines(ui: &Ui, state: &State, outcomes: &[usize], width: f32) -> f32 {
    let measured = &outcomes[..outcomes.len().min(MEASURED)];
    let key = (state.comparison.documents, util::hash(measured), width.to_bits());
    parts::cached(ui, "lines of the matrix's outcomes", key, || {
        let lines = measured.iter().map(|position| {
            let statement = &state.comparison.essay.outcomes[*position].statement;
            Stack::lines(ui, statement, Size::Small.bold_format(Palette::of(ui.visuals()).text), width)
        });
        lines.max().unwrap_or(1).min(MOST_LINES) as f32
    })
}

/// Draws the head of an outcome. A click shows who bets on it.
pub(super) fn head_ui(
    ui: &mut Ui,
    state: &State,
    position: usize,
    spot: Spot,
    is_row: bool,
    actions: &mut Actions,
) -> Response {
    let comparison = &state.comparison;
    let outcome = &comparison.essay.outcomes[position];
    let judged = comparison.assessment.outcomes[position];
    let rect = ui.max_rect();
    let selection = Selection::Outcome(outcome.id.to_string());
    let is_selected = state.view.selection.as_ref() == Some(&selection);
    let response = ui.interact(rect, widget_id(Place::Outcome(position)), Sense::click());
    let role = if is_row { Role::RowHeader } else { Role::ColumnHeader };
    response.widget_info(|| WidgetInfo::selected(role, true, is_selected, name(state, position, &judged)));
    place(ui, &response, spot);
    parts::background(ui, rect, &response, Some(&selection), state, actions);
    if response.clicked() {
        actions.push(Action::Select(selection));
    }
    response.context_menu(|ui| what_if::choices_ui(ui, &state.session.lens, outcome, actions));
    paint(ui, rect, is_row, state, position, &judged);
    let reading = reading_rect(rect, is_row);
    let mut child = ui.new_child(UiBuilder::new().max_rect(reading).id_salt("reading"));
    what_if::reading_ui(&mut child, state, outcome, actions);
    response.on_hover_ui(|ui| {
        ui.label(name(state, position, &judged));
    })
}

/// Where the control that reads the outcome otherwise stands: at the bottom of a head of a column, and at
/// the bottom right of a head of a row.
fn reading_rect(rect: Rect, is_row: bool) -> Rect {
    let inner = rect.shrink(space::BETWEEN);
    let left = if is_row { inner.right() - READING } else { inner.left() };
    Rect::from_min_max(pos2(left, inner.bottom() - size::TARGET), inner.max)
}

/// The statement begins at the top, and what is said of it ends at the bottom, so that both stand on one
/// line across all outcomes.
fn paint(ui: &Ui, rect: Rect, is_row: bool, state: &State, position: usize, judged: &OutcomeAssessment) {
    let palette = Palette::of(ui.visuals());
    let outcome = &state.comparison.essay.outcomes[position];
    let inner = rect.shrink(space::BETWEEN);
    let mut stack = Stack::new(inner.width()).limited_to(MOST_LINES);
    stack.text(ui, &outcome.statement, Size::Small.bold_format(palette.text));
    let (width, bottom) = if is_row {
        (inner.width() - READING - space::BETWEEN, inner.bottom())
    } else {
        (inner.width(), reading_rect(rect, is_row).top() - space::WITHIN)
    };
    let grounds =
        format!("{} · {}", words::basis_in_short(outcome.basis), words::paragraphs(outcome.paragraphs()));
    let mut below = Stack::new(width).limited_to(2);
    below.text(ui, &grounds, Size::Small.format(palette.quiet));
    let format = if judged.is_crucial {
        Size::Small.bold_format(palette.text)
    } else {
        Size::Small.format(palette.quiet)
    };
    below.text(ui, &division(judged), format);
    let top = bottom - below.height();
    stack.paint(ui.painter(), inner.min);
    below.paint(ui.painter(), pos2(inner.left(), top));
}

/// How far the outcome divides the theories, with how many take a stance.
fn division(judged: &OutcomeAssessment) -> String {
    match judged.diagnosticity {
        Some(value) if judged.is_crucial => format!("Crucial test {} ({})", words::degree(value), judged.n),
        Some(value) => format!("Divides {} ({})", words::degree(value), judged.n),
        None if judged.n == 1 => "One stance".to_owned(),
        None => "No stance".to_owned(),
    }
}

/// What a screen reader says of the head.
fn name(state: &State, position: usize, judged: &OutcomeAssessment) -> String {
    let outcome = &state.comparison.essay.outcomes[position];
    let report = words::report(outcome, judged.reported, &outcome.date(&state.comparison.essay).label());
    let division = match judged.diagnosticity {
        Some(value) => format!("diagnosticity {} over {} theories", words::degree(value), judged.n),
        None => "fewer than two theories bet on it".to_owned(),
    };
    let crucial = if judged.is_crucial { ", a crucial test" } else { "" };
    format!("{}: {report}, {division}{crucial}", outcome.statement)
}
