//! The essay: its outcomes, how each is reported, who bets on it, and what is missing.

mod rows;

use eframe::egui::{Button, Label, Pos2, Rect, Role, Ui, UiBuilder, Vec2, pos2};

use self::rows::{Group, Row};
use super::marks;
use super::tokens::{Palette, Size, bold, size, space, title};
use super::{parts, stances, what_if};
use crate::app::{Action, Actions, Command, EssayOrder, Selection, State};
use crate::model::{Essay, Kind, Outcome};
use crate::words;

/// How wide the column is that names who bets, where there is room for it beside the text.
const ASIDE: f32 = 200.0;

/// Draws the essay into the central area. It scrolls, and brings its own margin.
pub fn essay_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Main, "Essay", |ui| {
        let comparison = &state.comparison;
        let order = state.view.essay_order;
        let key = (comparison.generation, order);
        let rows = parts::cached(ui, "rows of the essay", key, || rows::rows(comparison, order));
        let page = Page::new(ui.available_width());
        let key = heights_key(ui, state);
        let target = target(state, &rows);
        let is_there = super::rows::show(
            ui,
            "essay",
            key,
            rows.len(),
            |i| estimate(&rows[i], &comparison.essay, &page),
            target,
            |ui, i| page.row(ui, |ui| row(ui, state, &page, &rows[i], actions)),
        );
        if is_there && matches!(state.view.scroll_to, Some(Selection::Outcome(_))) {
            actions.push(Action::Scrolled);
        }
    });
}

/// What the heights of rows depend on. Not the comparison: when a verdict changes, the page stays put.
fn heights_key(ui: &Ui, state: &State) -> u64 {
    let essay = std::sync::Arc::as_ptr(&state.comparison.essay).addr();
    let order = state.view.essay_order as u8;
    eframe::egui::util::hash((essay, order, ui.available_width().to_bits(), state.essay_text.is_some()))
}

/// The row to scroll to.
fn target(state: &State, rows: &[Row]) -> Option<usize> {
    let Some(Selection::Outcome(id)) = &state.view.scroll_to else { return None };
    let (position, _) = state.comparison.outcome(id)?;
    rows.iter().position(|row| matches!(row, Row::Outcome(p) if *p == position))
}

/// How the page is divided.
struct Page {
    /// The width of the text.
    text: f32,
    /// Whether who bets stands beside the text.
    has_aside: bool,
}

impl Page {
    fn new(width: f32) -> Self {
        let inner = width - 2.0 * space::PAGE;
        let measure = Size::Body.measure();
        let has_aside = inner >= 0.75 * measure + space::PAGE + ASIDE;
        let text = if has_aside { inner - space::PAGE - ASIDE } else { inner };
        Self { text: text.min(measure), has_aside }
    }

    /// The width of the text with what stands beside it.
    fn all(&self) -> f32 {
        if self.has_aside { self.text + space::PAGE + ASIDE } else { self.text }
    }

    /// A line across all of it.
    fn hairline(&self, ui: &mut Ui) {
        let start = ui.cursor().min;
        let line = start.x..=start.x + self.all();
        ui.painter().hline(line, start.y, Palette::of(ui.visuals()).hairline_stroke());
        ui.add_space(size::HAIRLINE);
    }

    /// Sets a row with the page's margin at its left.
    fn row(&self, ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
        let start = ui.max_rect().min + Vec2::new(space::PAGE, 0.0);
        let column = Rect::from_min_size(start, Vec2::new(self.text, f32::INFINITY));
        ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
            ui.set_width(self.text);
            contents(ui);
        });
    }
}

/// How high a row will be, more or less.
fn estimate(row: &Row, essay: &Essay, page: &Page) -> f32 {
    let lines = |text: &str, size: Size| {
        let per_line = (page.text / (0.5 * size.points())).max(1.0);
        (text.len() as f32 / per_line).ceil() * size.line_height()
    };
    match row {
        Row::Header => 300.0,
        Row::Group(_) | Row::GapHeading(_) => 70.0,
        Row::Note(text) => lines(text, Size::Small) + space::APART,
        Row::Outcome(position) => {
            let outcome = &essay.outcomes[*position];
            let summary = outcome.summary.as_deref().map_or(0.0, |summary| lines(summary, Size::Body));
            lines(&outcome.statement, Size::Body) + summary + Size::Small.line_height() + 2.0 * space::SECTION
        }
        Row::Mentions(positions) => 1.5 * Size::Small.line_height() * positions.len() as f32,
        Row::GapOutcome(_) | Row::GapPrediction { .. } => 2.5 * Size::Body.line_height(),
    }
}

fn row(ui: &mut Ui, state: &State, page: &Page, row: &Row, actions: &mut Actions) {
    match row {
        Row::Header => header(ui, state, actions),
        Row::Group(group) => group_head(ui, state, group),
        Row::Outcome(position) => outcome(ui, state, page, *position, actions),
        Row::Mentions(positions) => mentions(ui, state, positions, actions),
        Row::GapHeading(name) => section_head(ui, name),
        Row::Note(text) => {
            parts::note(ui, *text);
            parts::end(ui, space::BETWEEN);
        }
        Row::GapOutcome(position) => gap_outcome(ui, state, *position, actions),
        Row::GapPrediction { member, position } => gap_prediction(ui, state, *member, *position, actions),
    }
}

fn header(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let essay = &state.comparison.essay;
    ui.add_space(space::SECTION);
    let name = ui.add(Label::new(title(&essay.title)).wrap());
    parts::name_heading(ui, &name, &essay.title);
    let publisher = essay.publisher.as_deref().map_or_else(String::new, |publisher| format!("{publisher}, "));
    parts::note(ui, format!("{publisher}published {}", essay.published.label()));
    ui.add_space(space::BETWEEN);
    ui.label(bold("One source, with a viewpoint: verdicts are as it reports"));
    if let Some(viewpoint) = &essay.viewpoint {
        parts::prose(ui, viewpoint);
    }
    ui.add_space(space::BETWEEN);
    attached(ui, state, actions);
    ui.add_space(space::APART);
    order(ui, state, actions);
    parts::end(ui, space::WITHIN);
}

fn attached(ui: &mut Ui, state: &State, actions: &mut Actions) {
    match &state.essay_text {
        None => {
            parts::note(
                ui,
                "The essay's own text is not part of the program. Attach a file with it to read the cited paragraphs here.",
            );
            parts::command_button(ui, state, Command::AttachText, actions);
        }
        Some(text) => {
            let paragraphs =
                if text.len() == 1 { "1 paragraph" } else { &format!("{} paragraphs", text.len()) };
            parts::note(ui, format!("The essay's text is attached: {paragraphs}."));
            parts::command_button(ui, state, Command::DetachText, actions);
        }
    }
}

/// The choice between the two orders.
fn order(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::RadioGroup, "Order of the outcomes", |ui| {
        ui.horizontal(|ui| {
            for (order, name) in [(EssayOrder::Paragraph, "By paragraph"), (EssayOrder::Topic, "By topic")] {
                if ui.add(Button::selectable(state.view.essay_order == order, name)).clicked() {
                    actions.push(Action::SetEssayOrder(order));
                }
            }
        });
    });
}

fn group_head(ui: &mut Ui, state: &State, group: &Group) {
    section_head(ui, &group.label);
    if let (Some(number), Some(text)) = (group.paragraph, &state.essay_text)
        && let Some(paragraph) = text.paragraph(number)
    {
        parts::quote(ui, number, paragraph);
        parts::end(ui, space::WITHIN);
    }
}

fn section_head(ui: &mut Ui, name: &str) {
    ui.add_space(space::SECTION);
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, name, format);
    parts::end(ui, 0.0);
}

fn outcome(ui: &mut Ui, state: &State, page: &Page, position: usize, actions: &mut Actions) {
    let outcome = &state.comparison.essay.outcomes[position];
    page.hairline(ui);
    ui.add_space(space::WITHIN);
    let before = ui.painter().add(eframe::egui::Shape::Noop);
    let start = ui.cursor().min;
    said(ui, state, position, outcome, actions);
    let bottom = bettors_beside_or_below(ui, state, page, position, start);
    let place = Rect::from_min_max(start, pos2(start.x + page.all(), bottom));
    if is_selected(state, outcome) {
        let palette = Palette::of(ui.visuals());
        let place = place.expand2(Vec2::new(space::BETWEEN, space::WITHIN));
        ui.painter().set(before, eframe::egui::Shape::rect_filled(place, size::CORNER, palette.selection));
    }
    let missing = (bottom - ui.cursor().min.y).max(0.0);
    parts::end(ui, missing + space::BETWEEN);
}

/// Says who bets on an outcome whose text starts at `start`, and returns where all of it ends.
fn bettors_beside_or_below(ui: &mut Ui, state: &State, page: &Page, position: usize, start: Pos2) -> f32 {
    if !page.has_aside {
        stances::stances_ui(ui, state, position, false);
        return ui.min_rect().max.y;
    }
    let left = start.x + page.text + space::PAGE;
    let place = Rect::from_min_size(pos2(left, start.y), Vec2::new(ASIDE, f32::INFINITY));
    let mut aside = ui.new_child(UiBuilder::new().max_rect(place).id_salt("bettors"));
    stances::stances_ui(&mut aside, state, position, true);
    ui.min_rect().max.y.max(aside.min_rect().max.y)
}

fn is_selected(state: &State, outcome: &Outcome) -> bool {
    matches!(&state.view.selection, Some(Selection::Outcome(id)) if id == outcome.id.as_str())
}

/// What is said of an outcome, and how the essay puts it.
fn said(ui: &mut Ui, state: &State, position: usize, outcome: &Outcome, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = space::WITHIN;
    let essay = &state.comparison.essay;
    let format = Size::Body.bold_format(Palette::of(ui.visuals()).text);
    if parts::link(ui, &outcome.statement, format).clicked() {
        actions.push(Action::Select(Selection::Outcome(outcome.id.to_string())));
    }
    let effective = state.comparison.assessment.outcomes[position].reported;
    ui.horizontal_wrapped(|ui| {
        what_if::reading_ui(ui, state, outcome, actions);
        parts::note(ui, words::grounds(outcome, &outcome.date(essay).label()));
    });
    if effective != Some(outcome.reported) {
        parts::note(ui, format!("The essay itself reports: {}", words::reported(outcome.reported)));
    }
    if let Some(summary) = &outcome.summary {
        parts::prose(ui, summary);
    }
    if state.view.essay_order == EssayOrder::Topic {
        quotes(ui, state, outcome);
    }
}

/// The attached text of the paragraphs that speak of it.
fn quotes(ui: &mut Ui, state: &State, outcome: &Outcome) {
    let Some(text) = &state.essay_text else { return };
    for number in outcome.paragraphs() {
        if let Some(paragraph) = text.paragraph(*number) {
            parts::quote(ui, *number, paragraph);
        }
    }
}

/// The outcomes that stand under another paragraph, but are spoken of here too.
fn mentions(ui: &mut Ui, state: &State, positions: &[usize], actions: &mut Actions) {
    let quiet = Palette::of(ui.visuals()).quiet;
    // A line is as high as its text, so that links and the words between them stand on one line.
    ui.spacing_mut().interact_size.y = Size::Small.line_height();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(Size::Small.text("Spoken of here too: ").color(quiet));
        for (i, position) in positions.iter().enumerate() {
            let outcome = &state.comparison.essay.outcomes[*position];
            if i > 0 {
                ui.label(Size::Small.text("; ").color(quiet));
            }
            if parts::link(ui, &outcome.statement, Size::Small.format(quiet)).clicked() {
                actions.push(Action::Select(Selection::Outcome(outcome.id.to_string())));
            }
        }
    });
    parts::end(ui, space::WITHIN);
}

fn gap_outcome(ui: &mut Ui, state: &State, position: usize, actions: &mut Actions) {
    let outcome = &state.comparison.essay.outcomes[position];
    ui.spacing_mut().item_spacing.y = 0.0;
    parts::outcome_link(ui, state, outcome, actions);
    parts::note(ui, words::paragraphs(outcome.paragraphs()));
    parts::end(ui, space::WITHIN);
}

fn gap_prediction(ui: &mut Ui, state: &State, member: usize, position: usize, actions: &mut Actions) {
    let Some(view) = state.comparison.prediction(member, position) else { return };
    let m = &state.comparison.members[member];
    let mark = |ui: &mut Ui| {
        marks::monogram(ui, &m.monogram, &m.theory.short_name, member, size::MONOGRAM);
    };
    parts::beside(ui, mark, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let action = Action::Select(Selection::Prediction(m.doc, position));
        parts::link_to(ui, &view.prediction.statement, action, actions);
        let advice = if view.prediction.kind == Kind::Prescription { "Prescription. " } else { "" };
        parts::note(ui, format!("{advice}{}", view.assessment.verdict.label()));
    });
    parts::end(ui, space::WITHIN);
}
