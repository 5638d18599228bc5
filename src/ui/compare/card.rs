//! A prediction as a card: verdict, statement, and where it comes from.

use eframe::egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::flash;
use crate::app::comparison::PredictionView;
use crate::app::{Action, Actions, Selection, State};
use crate::assess::Verdict;
use crate::model::Kind;
use crate::ui::stack::Stack;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, parts};
use crate::words;

/// Lays a card out for a column of this width, in points.
pub fn layout<'a>(ui: &Ui, view: PredictionView<'a>, width: f32) -> Stack<'a> {
    let palette = Palette::of(ui.visuals());
    let verdict = view.assessment.verdict;
    let is_prescription = view.prediction.kind == Kind::Prescription;
    let mut stack = Stack::new(width - 2.0 * space::BETWEEN);
    stack.gap(space::BETWEEN);
    stack.marked(
        ui,
        vec2(size::MARK, size::MARK),
        move |painter, rect| marks::paint_verdict(painter, rect, verdict, palette),
        &verdict_words(view),
        Size::Small.bold_format(palette.verdict(verdict)),
    );
    stack.gap(space::WITHIN);
    let ink = if is_prescription { palette.quiet } else { palette.text };
    stack.text(ui, &view.prediction.statement, Size::Body.format(ink));
    stack.gap(space::WITHIN);
    let source = words::source_in_short(view.prediction);
    let origin = if is_prescription { format!("Prescription · {source}") } else { source };
    let quiet = Size::Small.format(palette.quiet);
    match view.assessment.timing {
        Some(timing) => {
            let mark = vec2(1.5 * space::AROUND, space::AROUND);
            let paint = move |painter: &_, rect| marks::paint_timing(painter, rect, timing, palette);
            stack.marked(ui, mark, paint, &format!("{} · {origin}", marks::timing_label(timing)), quiet);
        }
        None => stack.text(ui, &origin, quiet),
    }
    stack.gap(space::BETWEEN);
    stack
}

/// The verdict, and how much of the prediction it judges.
fn verdict_words(view: PredictionView<'_>) -> String {
    let judged = view.assessment.judged;
    match view.assessment.verdict {
        Verdict::Scored { grade, .. } if judged.scored < judged.expectations => {
            format!("{}, partly judged ({} of {})", grade.label(), judged.scored, judged.expectations)
        }
        Verdict::Scored { grade, .. } => grade.label().to_owned(),
        Verdict::Unscored(reason) => reason.label().to_owned(),
    }
}

/// Draws a card in `rect` as one widget, which selects its prediction.
pub fn card_ui(
    ui: &mut Ui,
    state: &State,
    view: PredictionView<'_>,
    rect: Rect,
    selection: Selection,
    actions: &mut Actions,
) {
    let is_selected = state.view.selection.as_ref() == Some(&selection);
    let stack = layout(ui, view, rect.width());
    let id = ui.make_persistent_id(("card", view.member, view.assessment.position()));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, view.accessible_name()));
    parts::background(ui, rect, &response, Some(&selection), state, actions);
    flash::flash(ui, rect, &state.comparison, view);
    stack.paint(ui.painter(), rect.min + vec2(space::BETWEEN, 0.0));
    if response.clicked() {
        actions.push(Action::Select(selection));
    }
}
