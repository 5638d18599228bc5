//! The timeline: predictions and outcomes in time, as a plot and as a list.

mod chart;
mod facts;
mod figure;
mod focus;
mod labels;
mod lanes;
mod list;
mod look;
mod outcomes;
mod tooltip;

use eframe::egui::{Frame, Id, Painter, Panel, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use self::focus::Focus;
use super::parts;
use super::tokens::{self, Palette, Size, size, space};
use crate::app::{Actions, Command, Comparison, Selection, State};
use crate::arrange::timeline::{self, Layout};
use crate::assess::{Grade, Verdict};

/// From this width on the list stands at the right of the plot, else below it, in points.
const WIDE: f32 = 820.0;

/// The width of the list at the right, at first, in points.
const LIST: f32 = 320.0;

/// The least extent of the list, in points.
const LEAST_LIST: f32 = 120.0;

/// The room that the legend takes in one line, in points.
const LEGEND: f32 = 340.0;

/// Draws the timeline into the central area. It brings its own margin.
pub fn timeline_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Main, "Timeline", |ui| {
        let columns = state.columns();
        let key = (state.comparison.generation, columns.clone());
        let layout = parts::cached(ui, "layout of the timeline", key.clone(), || {
            let Comparison { essay, theories, assessment, .. } = &*state.comparison;
            timeline::layout(essay, theories, assessment, &columns)
        });
        let rows = parts::cached(ui, "rows of the timeline's list", key, || list::rows(&layout));
        let focus = Focus::of(state);
        let margin = Frame::new().inner_margin(tokens::margin(space::AROUND, space::WITHIN));
        margin.show(ui, |ui| bar_ui(ui, state, &layout, actions));
        let listed = beside(ui, |ui| list::list_ui(ui, state, &rows, &focus, actions));
        let plotted = margin.show(ui, |ui| chart::chart_ui(ui, state, &layout, &focus, actions)).inner;
        parts::hover(ui, Id::unique("timeline"), plotted.or(listed), state, actions);
    });
}

/// Sets the list at the right of the plot or below it, with an edge that can be dragged.
fn beside(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> Option<Selection>) -> Option<Selection> {
    let room = ui.available_size();
    let frame = Frame::new().inner_margin(tokens::margin(space::AROUND, space::WITHIN));
    let panel = if room.x >= WIDE {
        let most = (room.x / 2.0).max(LEAST_LIST);
        Panel::right("timeline as a list").default_size(LIST).size_range(LEAST_LIST..=most)
    } else {
        let most = (0.6 * room.y).max(1.0);
        let least = LEAST_LIST.min(most);
        Panel::bottom("timeline as a list, below").default_size(room.y / 3.0).size_range(least..=most)
    };
    panel.frame(frame).resizable(true).show(ui, contents).inner
}

/// How to look around, and how to read the figures.
fn bar_ui(ui: &mut Ui, state: &State, layout: &Layout, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        look::controls_ui(ui, layout);
        ui.add_space(space::APART);
        if ui.available_size_before_wrap().x < LEGEND {
            ui.end_row();
        }
        legend_ui(ui);
    });
    if layout.lanes.is_empty() {
        ui.horizontal_wrapped(|ui| {
            parts::note(ui, "No theory is shown.");
            parts::command_button(ui, state, Command::ShowAllColumns, actions);
        });
    }
    if layout.left_out > 0 {
        let n = layout.left_out;
        parts::note(
            ui,
            format!("{n} more are neither drawn nor listed here. Find (Ctrl+F) finds every one."),
        );
    }
}

/// The figures and their words.
fn legend_ui(ui: &mut Ui) {
    let width = 2.0 * space::SECTION;
    for (word, is_foresight) in [("Foresight", true), ("Hindsight", false)] {
        entry(ui, word, width, |painter, place, palette| {
            sample(place, is_foresight).paint(painter, None, palette.background, palette);
        });
    }
    entry(ui, "Outcome", space::SECTION, |painter, place, palette| {
        let mark = figure::Mark { y: place.center().y, time: place.x_range(), is_settled: true };
        mark.paint(painter, None, palette.quiet, palette);
    });
}

/// A prediction as wide as `place`.
fn sample(place: Rect, is_foresight: bool) -> figure::Bar {
    let verdict = Verdict::Scored { grade: Grade::Confirmed, score: 1.0 };
    let bar =
        figure::Bar { y: place.center().y, made: 0.0, back: None, forward: None, verdict, is_advice: false };
    let mark = size::MARK / 2.0;
    if is_foresight {
        figure::Bar { made: place.min.x + size::STRIPE, forward: Some(place.max.x - mark), ..bar }
    } else {
        figure::Bar { made: place.max.x - size::STRIPE, back: Some(place.min.x + mark), ..bar }
    }
}

/// A figure and its word, which stay together when the line wraps.
fn entry(ui: &mut Ui, word: &str, width: f32, paint: impl FnOnce(&Painter, Rect, &Palette)) {
    let palette = Palette::of(ui.visuals());
    let text = parts::one_line(ui, word, Size::Small.format(palette.quiet), f32::INFINITY);
    let extent = Vec2::new(width + space::WITHIN + text.size().x, size::TARGET);
    let (place, response) = ui.allocate_exact_size(extent, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, word));
    paint(ui.painter(), place.with_max_x(place.min.x + width), palette);
    let at = pos2(place.max.x - text.size().x, place.center().y - text.size().y / 2.0);
    ui.painter().galley(at, text, palette.quiet);
}
