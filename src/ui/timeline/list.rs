//! The same facts as a list, for the keyboard and for screen readers.

use std::sync::Arc;

use eframe::egui::{Id, Rect, Role, Shape, Ui};

use super::facts;
use super::figure;
use super::focus::{self, Focus, Light};
use crate::app::{Action, Actions, Comparison, Selection, State};
use crate::arrange::timeline::{Bar, Layout};
use crate::model::Kind;
use crate::ui::parts::{self, Piece};
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, rows, what_if};
use crate::words;

/// A row of the list.
#[derive(Debug, Clone, Copy)]
pub enum Row {
    /// The name of a theory.
    Theory(usize),
    /// A prediction: its theory's position among the members, and its bar.
    Prediction(usize, Bar),
    /// The heading of the outcomes.
    Outcomes,
    /// An outcome, by its position.
    Outcome(usize),
}

/// All rows: theory by theory in the order of the columns, and last the outcomes; each in the order of
/// time.
pub fn rows(layout: &Layout) -> Arc<Vec<Row>> {
    let lanes = layout.lanes.iter().flat_map(|lane| {
        let bars = lane.bars.iter().map(|bar| Row::Prediction(lane.theory, *bar));
        [Row::Theory(lane.theory)].into_iter().chain(bars)
    });
    let outcomes = layout.outcomes.iter().flat_map(|dated| dated.positions.iter().copied().map(Row::Outcome));
    Arc::new(lanes.chain([Row::Outcomes]).chain(outcomes).collect())
}

/// Draws the list. Returns what the pointer is over.
pub fn list_ui(
    ui: &mut Ui,
    state: &State,
    rows: &[Row],
    focus: &Focus<'_>,
    actions: &mut Actions,
) -> Option<Selection> {
    let comparison = &*state.comparison;
    let width = ui.available_width();
    let key = eframe::egui::util::hash((comparison.documents, rows.len(), width.to_bits()));
    let target = target(ui, state, rows);
    let mut hovered = None;
    let before = actions.len();
    let is_there = parts::region(ui, Role::List, "Timeline as a list", |ui| {
        let estimate = |i: usize| estimate(comparison, &rows[i], width);
        rows::show(ui, "timeline as a list", key, rows.len(), estimate, target, |ui, i| {
            ui.set_width(width - space::APART);
            hovered = row(ui, state, &rows[i], focus, actions).or(hovered.take());
        })
    });
    // What is selected here is in sight already.
    if actions.len() > before || is_there {
        let selection = actions[before..].iter().find_map(|action| match action {
            Action::Select(selection) => Some(selection.clone()),
            _ => None,
        });
        ui.data_mut(|data| data.insert_temp(followed(), selection.or(state.view.selection.clone())));
    }
    hovered
}

/// Where the list remembers which selection it has scrolled to.
fn followed() -> Id {
    Id::unique("selection that the timeline's list follows")
}

/// The row of a selection that has been made elsewhere.
fn target(ui: &Ui, state: &State, rows: &[Row]) -> Option<usize> {
    let selection = state.view.selection.as_ref()?;
    if ui.data(|data| data.get_temp::<Option<Selection>>(followed())).flatten().as_ref() == Some(selection) {
        return None;
    }
    rows.iter().position(|row| row_selection(&state.comparison, row).as_ref() == Some(selection))
}

fn row_selection(comparison: &Comparison, row: &Row) -> Option<Selection> {
    match row {
        Row::Theory(member) => Some(Selection::Theory(comparison.members[*member].doc)),
        Row::Prediction(member, bar) => {
            Some(Selection::Prediction(comparison.members[*member].doc, bar.position))
        }
        Row::Outcomes => None,
        Row::Outcome(position) => Some(focus::outcome(comparison, *position)),
    }
}

/// How high a row will be, more or less.
fn estimate(comparison: &Comparison, row: &Row, width: f32) -> f32 {
    let lines = |text: &str| (text.len() as f32 * 0.5 * Size::Body.points() / width.max(1.0)).ceil();
    let entry = |text: &str| lines(text) * Size::Body.line_height() + 2.0 * Size::Small.line_height();
    match row {
        Row::Theory(_) | Row::Outcomes => 2.0 * size::TARGET,
        Row::Prediction(member, bar) => {
            entry(&comparison.members[*member].theory.predictions[bar.position].statement)
        }
        Row::Outcome(position) => {
            entry(&comparison.essay.outcomes[*position].statement) + size::TARGET + space::WITHIN
        }
    }
}

/// Draws a row. Returns what it stands for if the pointer is over it.
fn row(ui: &mut Ui, state: &State, row: &Row, focus: &Focus<'_>, actions: &mut Actions) -> Option<Selection> {
    let comparison = &*state.comparison;
    let selection = row_selection(comparison, row);
    let light = match row {
        Row::Theory(_) | Row::Outcomes => Light::Off,
        Row::Prediction(member, bar) => focus.on_prediction(comparison, *member, bar.position),
        Row::Outcome(position) => focus.on_outcome(comparison, *position),
    };
    let before = ui.painter().add(Shape::Noop);
    let start = ui.cursor().min;
    match row {
        Row::Theory(member) => theory(ui, comparison, *member, actions),
        Row::Prediction(member, bar) => prediction(ui, comparison, *member, bar, actions),
        Row::Outcomes => head(ui, |ui| heading(ui, "Outcomes")),
        Row::Outcome(position) => outcome(ui, state, *position, actions),
    }
    let place = Rect::from_min_max(start, ui.min_rect().max).expand(space::WITHIN);
    if light != Light::Off {
        let paper = figure::paper(light, Palette::of(ui.visuals()));
        ui.painter().set(before, Shape::rect_filled(place, size::CORNER, paper));
    }
    let is_over = ui.rect_contains_pointer(place);
    parts::end(ui, space::AROUND);
    selection.filter(|_| is_over)
}

fn head(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.add_space(space::BETWEEN);
    contents(ui);
}

fn heading(ui: &mut Ui, text: &str) {
    let format = Size::Body.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, text, format);
}

fn theory(ui: &mut Ui, comparison: &Comparison, member: usize, actions: &mut Actions) {
    let m = &comparison.members[member];
    head(ui, |ui| {
        ui.horizontal(|ui| {
            marks::monogram(ui, &m.monogram, &m.theory.short_name, member, size::MONOGRAM);
            let format = Size::Body.bold_format(Palette::of(ui.visuals()).text);
            let link = parts::link(ui, &m.theory.short_name, format);
            if link.clicked() {
                actions.push(Action::Select(Selection::Theory(m.doc)));
            }
        });
    });
}

fn prediction(ui: &mut Ui, comparison: &Comparison, member: usize, bar: &Bar, actions: &mut Actions) {
    let Some(view) = comparison.prediction(member, bar.position) else { return };
    let palette = Palette::of(ui.visuals());
    let color = if view.prediction.kind == Kind::Prescription { palette.quiet } else { palette.text };
    let mark = |ui: &mut Ui| {
        marks::verdict(ui, view.assessment.verdict, size::MARK);
    };
    parts::beside(ui, mark, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let link = parts::link(ui, &view.prediction.statement, Size::Body.format(color));
        parts::name(ui, &link, &facts::name(comparison, &view, bar));
        if link.clicked() {
            let doc = comparison.members[member].doc;
            actions.push(Action::Select(Selection::Prediction(doc, bar.position)));
        }
        let rest = format!(" · {}", facts::kind_and_timing(&view));
        parts::line(ui, [Piece::Strong(&view.assessment.verdict.label()), Piece::Quiet(&rest)]);
        parts::note(ui, words::capitalised(&facts::dates(comparison, &view, bar)));
    });
}

fn outcome(ui: &mut Ui, state: &State, position: usize, actions: &mut Actions) {
    let comparison = &*state.comparison;
    let outcome = &comparison.essay.outcomes[position];
    let when = outcome.date(&comparison.essay).label();
    let report = words::report(outcome, comparison.assessment.outcomes[position].reported, &when);
    ui.spacing_mut().item_spacing.y = 0.0;
    let link = parts::link(ui, &outcome.statement, Size::Body.format(Palette::of(ui.visuals()).text));
    parts::name(ui, &link, &format!("{}, {}", outcome.statement, report.replace(" · ", ", ")));
    if link.clicked() {
        actions.push(Action::Select(focus::outcome(comparison, position)));
    }
    ui.add_space(space::WITHIN);
    what_if::reading_ui(ui, state, outcome, actions);
    parts::note(ui, words::grounds(outcome, &when));
}
