//! A cell: what a theory expects of an outcome, and whether it came out, by shape, word and colour.

use eframe::egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::cursor::Spot;
use super::{Place, widget_id};
use crate::app::{Action, Actions, Selection, State};
use crate::assess::{Cell, Verdict};
use crate::model::{Expects, Reported};
use crate::ui::stack::Stack;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, parts};
use crate::words;

/// The least width of a column of cells, in points.
pub(super) const MIN_WIDTH: f32 = 132.0;
/// The greatest width of a column of cells, in points.
pub(super) const MAX_WIDTH: f32 = 200.0;
/// The height of a row of cells, in points: room for an expectation in one line and a verdict in two.
pub(super) const HEIGHT: f32 = 3.0 * Size::Small.line_height() + 2.0 * space::BETWEEN;

/// Draws a cell. A click shows the prediction behind it, or the outcome where there is not just one.
pub(super) fn cell_ui(
    ui: &mut Ui,
    state: &State,
    member: usize,
    outcome: usize,
    spot: Spot,
    actions: &mut Actions,
) -> Response {
    let comparison = &state.comparison;
    let cell = comparison.assessment.cell(&comparison.index, member, outcome);
    let rect = ui.max_rect();
    let response = ui.interact(rect, widget_id(Place::Cell { member, outcome }), Sense::click());
    let target = target(state, member, outcome);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, name(state, member, outcome, cell)));
    place(ui, &response, spot);
    let stands_for = (cell != Cell::Silent).then_some(&target);
    parts::background(ui, rect, &response, stands_for, state, actions);
    paint(ui, rect, cell);
    if response.clicked() {
        actions.push(Action::Select(target));
    }
    response.on_hover_ui(|ui| tooltip(ui, state, member, outcome, cell))
}

/// Tells screen readers in which row and column a place is.
pub(super) fn place(ui: &Ui, response: &Response, spot: Spot) {
    ui.accesskit_node_builder(response.id, |node| {
        node.set_row_index(spot.row);
        node.set_column_index(spot.column);
    });
}

/// What a click on the cell shows.
fn target(state: &State, member: usize, outcome: usize) -> Selection {
    let comparison = &state.comparison;
    let mut bets = comparison.assessment.bets_of(&comparison.index, member, outcome);
    match (bets.next(), bets.next()) {
        (Some((bet, _)), None) => {
            Selection::Prediction(comparison.members[member].doc, bet.prediction as usize)
        }
        _ => Selection::Outcome(comparison.essay.outcomes[outcome].id.to_string()),
    }
}

/// What a screen reader says: `Huntington, China matches ...: expects it, occurred, confirmed`.
fn name(state: &State, member: usize, outcome: usize, cell: Cell) -> String {
    let comparison = &state.comparison;
    let theory = &comparison.names[member];
    let statement = &comparison.essay.outcomes[outcome].statement;
    let reported = comparison.assessment.outcomes[outcome].reported;
    format!("{theory}, {statement}: {}", in_words(cell, reported))
}

fn in_words(cell: Cell, reported: Option<Reported>) -> String {
    let reported = reported.map_or_else(|| "switched off".to_owned(), |r| words::reported(r).to_lowercase());
    match cell {
        Cell::Silent => format!("silent, {reported}"),
        Cell::Both => format!("expects both, {reported}, right either way"),
        Cell::AdviceOnBoth => format!("advice that expects both, {reported}, right either way"),
        Cell::Forecast { expects, came_out } => {
            format!("{}, {reported}, {}", words::expects(expects), in_lower_case(came_out))
        }
        Cell::Advice { expects, came_out } => {
            format!("advice that {}, {reported}, {}", words::expects(expects), in_lower_case(came_out))
        }
    }
}

fn in_lower_case(verdict: Verdict) -> String {
    verdict.label().to_lowercase()
}

fn paint(ui: &Ui, rect: Rect, cell: Cell) {
    let palette = Palette::of(ui.visuals());
    let (expects, came_out) = match cell {
        Cell::Silent => return paint_silence(ui, rect),
        Cell::Both => ("Expects both", None),
        Cell::Forecast { expects: Expects::Occurs, came_out } => ("Expects it", Some(came_out)),
        Cell::Forecast { expects: Expects::DoesNotOccur, came_out } => ("Expects it not", Some(came_out)),
        Cell::Advice { came_out, .. } => ("Advice", Some(came_out)),
        Cell::AdviceOnBoth => ("Advice on both", None),
    };
    let is_advice = matches!(cell, Cell::Advice { .. } | Cell::AdviceOnBoth);
    let mut stack = Stack::new(rect.width() - 2.0 * space::BETWEEN);
    let ink = if is_advice { palette.quiet } else { palette.text };
    stack.text(ui, expects, Size::Small.format(ink));
    if let Some(verdict) = came_out {
        let mark = move |painter: &_, rect| marks::paint_verdict(painter, rect, verdict, palette);
        let format = if is_advice {
            Size::Small.format(palette.verdict(verdict))
        } else {
            Size::Small.bold_format(palette.verdict(verdict))
        };
        stack.marked(ui, vec2(size::MARK, size::MARK), mark, &short(verdict), format);
    }
    let top = rect.top() + ((rect.height() - stack.height()) / 2.0).max(0.0);
    stack.paint(ui.painter(), eframe::egui::pos2(rect.left() + space::BETWEEN, top));
}

/// The verdict without "Unscored", which the mark says.
fn short(verdict: Verdict) -> String {
    match verdict {
        Verdict::Scored { grade, .. } => grade.label().to_owned(),
        Verdict::Unscored(reason) => reason.label().to_owned(),
    }
}

/// Silence is seen: a short stroke where a verdict would begin.
fn paint_silence(ui: &Ui, rect: Rect) {
    let left = rect.left() + space::BETWEEN;
    let stroke = eframe::egui::Stroke::new(size::HAIRLINE, Palette::of(ui.visuals()).outline);
    ui.painter().hline(left..=left + space::BETWEEN, rect.center().y, stroke);
}

fn tooltip(ui: &mut Ui, state: &State, member: usize, outcome: usize, cell: Cell) {
    let comparison = &state.comparison;
    ui.label(name(state, member, outcome, cell));
    for (bet, _) in comparison.assessment.bets_of(&comparison.index, member, outcome) {
        let statement = &comparison.members[member].theory.predictions[bet.prediction as usize].statement;
        parts::note(ui, statement);
    }
}
