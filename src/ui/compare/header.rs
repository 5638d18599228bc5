//! The card at the head of a theory's column.

use std::borrow::Cow;

use eframe::egui::{Button, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::{Action, Actions, Command, DocId, Member, Selection, State, label};
use crate::ui::stack::Stack;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, parts};
use crate::words;

/// A card in two parts: who the theory is, at the top; how it fares, at the bottom, so that the numbers
/// of all theories stand on one line.
pub struct Header<'a> {
    identity: Stack<'a>,
    numbers: Stack<'a>,
}

impl<'a> Header<'a> {
    /// Lays the card of a member out for a column of this width, in points.
    pub fn layout(ui: &Ui, state: &'a State, member: usize, width: f32) -> Self {
        let width = width - 2.0 * space::BETWEEN;
        Self { identity: identity(ui, state, member, width), numbers: numbers(ui, state, member, width) }
    }

    /// The least height of the card, in points.
    pub fn height(&self) -> f32 {
        self.identity.height() + self.numbers.height()
    }

    fn paint(self, ui: &Ui, rect: Rect) {
        let left = rect.left() + space::BETWEEN;
        let bottom = rect.bottom() - self.numbers.height();
        self.identity.paint(ui.painter(), pos2(left, rect.top()));
        self.numbers.paint(ui.painter(), pos2(left, bottom));
    }
}

fn identity<'a>(ui: &Ui, state: &'a State, member: usize, width: f32) -> Stack<'a> {
    let palette = Palette::of(ui.visuals());
    let Member { theory, monogram, .. } = &state.comparison.members[member];
    let mut stack = Stack::new(width);
    stack.gap(space::BETWEEN);
    stack.marked(
        ui,
        vec2(1.25 * size::MONOGRAM, size::MONOGRAM),
        move |painter, rect| marks::paint_monogram(painter, rect, monogram, palette.hue(member)),
        &theory.short_name,
        Size::Heading.bold_format(palette.text),
    );
    if theory.name != theory.short_name {
        stack.text(ui, &theory.name, Size::Small.format(palette.text));
    }
    stack.text(ui, &format!("{}, {}", theory.theorist, theory.year), Size::Small.format(palette.quiet));
    if theory.is_advocated_by(state.comparison.essay.id.as_str()) {
        stack.text(ui, OWN_ESSAY, Size::Small.bold_format(palette.text));
    }
    stack
}

fn numbers<'a>(ui: &Ui, state: &State, member: usize, width: f32) -> Stack<'a> {
    let palette = Palette::of(ui.visuals());
    let card = &state.comparison.judged(member).scorecard;
    let quiet = || Size::Small.format(palette.quiet);
    let mut stack = Stack::new(width);
    stack.gap(space::WITHIN);
    let score = card.score.map_or_else(|| "No score".to_owned(), words::degree);
    stack.text(ui, &score, Size::Title.bold_format(palette.text));
    stack.text(ui, &format!("{} of {} forecasts scored", card.scored, card.forecasts), quiet());
    stack.text(ui, &words::rank(card, state.comparison.members.len()), quiet());
    let foretold = format!("Foretold {} ({})", words::degree_or_none(card.foretold), card.foretold_n);
    stack.text(ui, &foretold, quiet());
    let boldness = words::degree_or_none(card.boldness);
    stack.text(ui, &format!("Boldness {boldness} ({})", card.scored_expectations), quiet());
    stack.gap(space::WITHIN);
    let tally = card.tally;
    stack.painted(size::BAR, move |painter, rect| marks::paint_verdict_bar(painter, rect, &tally, palette));
    stack.gap(space::AROUND);
    stack
}

/// What marks a theory that its own essay judges.
const OWN_ESSAY: &str = "Judged by its own essay";

/// The rank, and whose word it rests on.
fn standing(state: &State, member: usize) -> String {
    let comparison = &*state.comparison;
    let rank = words::rank(&comparison.judged(member).scorecard, comparison.members.len());
    if comparison.members[member].theory.is_advocated_by(comparison.essay.id.as_str()) {
        format!("{rank}, {}", OWN_ESSAY.to_lowercase())
    } else {
        rank
    }
}

/// Draws the card of a member in `rect` as one widget: a click selects the theory, a drag moves its
/// column, and the context menu has the rest.
pub fn header_ui(ui: &mut Ui, state: &State, actions: &mut Actions, member: usize, rect: Rect) -> Response {
    let doc = state.comparison.members[member].doc;
    let selection = Selection::Theory(doc);
    let is_selected = state.view.selection.as_ref() == Some(&selection);
    let card = Header::layout(ui, state, member, rect.width());
    let id = ui.make_persistent_id(("header", doc));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, name(state, member)));
    parts::background(ui, rect, &response, Some(&selection), state, actions);
    card.paint(ui, rect);
    if response.clicked() {
        actions.push(Action::Select(selection));
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
    let mut item = |ui: &mut Ui, is_enabled: bool, text: Cow<'static, str>, action: Action| {
        if ui.add_enabled(is_enabled, Button::new(text)).clicked() {
            actions.push(action);
            ui.close();
        }
    };
    let to = |by: isize| at.and_then(|at| at.checked_add_signed(by)).filter(|to| *to < columns.len());
    let moved = |by| Action::MoveColumn { doc, to: to(by).unwrap_or_default() };
    item(ui, to(-1).is_some(), label(state, Command::MoveColumnLeft), moved(-1));
    item(ui, to(1).is_some(), label(state, Command::MoveColumnRight), moved(1));
    item(ui, at.is_some(), label(state, Command::HideColumn), Action::SetHidden(doc, true));
    ui.separator();
    item(ui, true, label(state, Command::SaveCopy), Action::AskWhereToSave(doc));
    let is_own = state.session.document(doc).is_some_and(|document| document.path().is_some());
    item(ui, is_own, "Reload".into(), Action::Reload(doc));
    item(ui, is_own, "Close".into(), Action::Close(doc));
}
