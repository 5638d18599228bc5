//! The card at the head of a theory's column.

use eframe::egui::{Button, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::{Action, Actions, Command, DocId, Member, Selection, State};
use crate::ui::stack::Stack;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, words};

/// Lays the card of a member out for a column of this width, in points.
pub fn layout<'a>(ui: &Ui, state: &'a State, member: usize, width: f32) -> Stack<'a> {
    let palette = Palette::of(ui.visuals());
    let comparison = &*state.comparison;
    let Member { theory, monogram, .. } = &comparison.members[member];
    let card = &comparison.judged(member).scorecard;
    let quiet = || Size::Small.format(palette.quiet);
    let mut stack = Stack::new(width - 2.0 * space::BETWEEN);
    stack.gap(space::BETWEEN + size::STRIPE);
    stack.marked(
        ui,
        vec2(size::MONOGRAM, size::MONOGRAM),
        move |painter, rect| marks::paint_monogram(painter, rect, monogram, palette.hue(member)),
        &theory.short_name,
        Size::Heading.bold_format(palette.text),
    );
    if theory.name != theory.short_name {
        stack.text(ui, &theory.name, Size::Small.format(palette.text));
    }
    stack.text(ui, &format!("{}, {}", theory.theorist, theory.year), quiet());
    stack.gap(space::WITHIN);
    let score = card.score.map_or_else(|| "No score".to_owned(), words::degree);
    stack.text(ui, &score, Size::Title.bold_format(palette.text));
    stack.text(ui, &format!("{} of {} forecasts scored", card.scored, card.forecasts), quiet());
    stack.text(ui, &standing(state, member), quiet());
    let foretold = format!("Foretold {} ({})", words::degree_or_none(card.foretold), card.foretold_n);
    stack.text(ui, &foretold, quiet());
    stack.text(ui, &format!("Boldness {}", words::degree_or_none(card.boldness)), quiet());
    stack.gap(space::WITHIN);
    let tally = card.tally;
    stack.painted(size::BAR, move |painter, rect| marks::paint_verdict_bar(painter, rect, &tally, palette));
    stack.gap(space::AROUND);
    stack
}

/// The rank, and whose word it rests on.
fn standing(state: &State, member: usize) -> String {
    let comparison = &*state.comparison;
    let rank = words::rank(&comparison.judged(member).scorecard, comparison.members.len());
    if comparison.members[member].theory.is_advocated_by(comparison.essay.id.as_str()) {
        format!("{rank}; judged by its own essay")
    } else {
        rank
    }
}

/// Draws the card of a member in `rect` as one widget: a click selects the theory, a drag moves its
/// column, and the context menu has the rest.
pub fn header_ui(ui: &mut Ui, state: &State, actions: &mut Actions, member: usize, rect: Rect) -> Response {
    let palette = Palette::of(ui.visuals());
    let doc = state.comparison.members[member].doc;
    let is_selected = state.view.selection == Some(Selection::Theory(doc));
    let stack = layout(ui, state, member, rect.width());
    let id = ui.make_persistent_id(("header", doc));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, name(state, member)));
    super::paint_background(ui, rect, &response, is_selected);
    let stripe = Rect::from_min_size(rect.min, vec2(rect.width(), size::STRIPE));
    marks::paint_stripe(ui.painter(), stripe, member, palette);
    stack.paint(ui.painter(), rect.min + vec2(space::BETWEEN, 0.0));
    if response.clicked() {
        actions.push(Action::Select(Selection::Theory(doc)));
    }
    response.context_menu(|ui| column_menu_ui(ui, state, actions, doc));
    response
}

/// What a screen reader calls the card: everything on it.
fn name(state: &State, member: usize) -> String {
    let comparison = &*state.comparison;
    let theory = &comparison.members[member].theory;
    let card = &comparison.judged(member).scorecard;
    format!(
        "{}, {}, {}, {}: score {}, {} of {} forecasts scored, {}, foretold {} of {}, boldness {}",
        theory.short_name,
        theory.name,
        theory.theorist,
        theory.year,
        words::degree_or_none(card.score),
        card.scored,
        card.forecasts,
        standing(state, member),
        words::degree_or_none(card.foretold),
        card.foretold_n,
        words::degree_or_none(card.boldness),
    )
}

/// What can be done with a theory's column.
pub fn column_menu_ui(ui: &mut Ui, state: &State, actions: &mut Actions, doc: DocId) {
    let columns = state.columns();
    let at = columns.iter().position(|member| state.comparison.members[*member].doc == doc);
    let mut item = |ui: &mut Ui, is_enabled: bool, text: &str, action: Action| {
        if ui.add_enabled(is_enabled, Button::new(text)).clicked() {
            actions.push(action);
            ui.close();
        }
    };
    let to = |by: isize| at.and_then(|at| at.checked_add_signed(by)).filter(|to| *to < columns.len());
    let moved = |by| Action::MoveColumn { doc, to: to(by).unwrap_or_default() };
    item(ui, to(-1).is_some(), Command::MoveColumnLeft.text(), moved(-1));
    item(ui, to(1).is_some(), Command::MoveColumnRight.text(), moved(1));
    item(ui, at.is_some(), Command::HideColumn.text(), Action::SetHidden(doc, true));
    ui.separator();
    item(ui, true, Command::SaveCopy.text(), Action::AskWhereToSave(doc));
    let is_own = state.session.document(doc).is_some_and(|document| document.path().is_some());
    item(ui, is_own, "Reload", Action::Reload(doc));
    item(ui, is_own, "Close", Action::Close(doc));
}
