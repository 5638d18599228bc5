//! The lanes of the theories: their names at the left, and their predictions in rows.

use std::cmp::Reverse;

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Pos2, Rangef, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::chart::{self, Page};
use super::figure;
use super::focus::{self, Light};
use super::labels::{self, Wish};
use crate::app::comparison::PredictionView;
use crate::app::{Action, Actions, Selection};
use crate::arrange::timeline::{Bar, Lane};
use crate::model::Kind;
use crate::ui::tokens::{Size, size, space};
use crate::ui::{marks, parts};

/// The least and the greatest height of a row, in points.
const LEAST_ROW: f32 = Size::Small.line_height();
const MOST_ROW: f32 = size::TARGET;

/// The least width of a label that has been cut off, in points.
const LEAST_LABEL: f32 = 96.0;

/// How many labels are tried, at most.
const MOST_LABELS: usize = 120;

/// A prediction in sight.
struct Seen<'a> {
    view: PredictionView<'a>,
    bar: &'a Bar,
    figure: figure::Bar,
    light: Light,
}

/// Draws the lanes in a scroll area that shows the part `viewport` of its content at `place`. Returns what
/// the pointer is over.
pub fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    viewport: Rect,
    place: Rect,
    pointer: Option<Pos2>,
    actions: &mut Actions,
) -> Option<Selection> {
    let row = row_height(page, place.height());
    let mut top = ui.max_rect().min.y;
    let sight = page.frame().intersect(Rect::from_x_y_ranges(page.frame().x_range(), place.y_range()));
    if focus::is_new(ui, "lanes", page.state.view.selection.as_ref()) {
        follow(ui, page, place, row);
    }
    let mut seen = Vec::new();
    for lane in &page.layout.lanes {
        let lane_place =
            Rect::from_x_y_ranges(place.x_range(), Rangef::new(top, top + lane_height(lane, row)));
        top = lane_place.max.y;
        if lane_place.intersects(place) {
            head(ui, page, lane, head_place(page, lane_place, place), actions);
            ui.painter().hline(place.x_range(), lane_place.max.y, page.palette.hairline_stroke());
            look_along(page, lane, lane_place, sight, row, &mut seen);
        }
    }
    ui.allocate_space(Vec2::new(viewport.width(), top - ui.max_rect().min.y));
    paint(ui, page, sight, row, &seen);
    let pointer = pointer.filter(|pointer| sight.contains(*pointer))?;
    let is_under = |seen: &&Seen<'_>| band(sight, seen, row).contains(pointer) && reaches(seen, pointer);
    seen.iter().find(is_under).map(|seen| selection(page, seen))
}

/// Scrolls to the row of the selected prediction, if it is not in sight.
fn follow(ui: &Ui, page: &Page<'_>, place: Rect, row: f32) {
    let Some(Selection::Prediction(doc, position)) = &page.state.view.selection else { return };
    let mut top = ui.max_rect().min.y;
    for lane in &page.layout.lanes {
        if page.state.comparison.members[lane.theory].doc == *doc {
            let holds = |bars: &Vec<usize>| bars.iter().any(|bar| lane.bars[*bar].position == *position);
            let Some(n) = lane.rows.iter().position(holds) else { return };
            let first = top + space::WITHIN + n as f32 * row;
            let target = Rect::from_x_y_ranges(place.x_range(), Rangef::new(first, first + row));
            ui.scroll_to_rect_animation(target, None, ScrollAnimation::none());
            return;
        }
        top += lane_height(lane, row);
    }
}

/// As high as lets all lanes fit, within bounds.
fn row_height(page: &Page<'_>, height: f32) -> f32 {
    let lanes = &page.layout.lanes;
    let rows: usize = lanes.iter().map(|lane| lane.rows.len()).sum();
    let room = height - lanes.len() as f32 * (2.0 * space::WITHIN) - space::WITHIN;
    (room / rows.max(1) as f32).clamp(LEAST_ROW, MOST_ROW)
}

fn lane_height(lane: &Lane, row: f32) -> f32 {
    (lane.rows.len() as f32 * row).max(size::MONOGRAM) + 2.0 * space::WITHIN
}

/// Where the name of a lane stands: at the top of what is in sight of it, and never beyond the lane.
fn head_place(page: &Page<'_>, lane: Rect, sight: Rect) -> Rect {
    let last = lane.max.y - space::WITHIN - size::MONOGRAM;
    let top = (lane.min.y.max(sight.min.y) + space::WITHIN).min(last);
    let width = page.gutter.span() - space::BETWEEN;
    Rect::from_min_size(pos2(page.gutter.min, top), vec2(width, size::MONOGRAM))
}

/// The name of a lane. A click selects the theory.
fn head(ui: &mut Ui, page: &Page<'_>, lane: &Lane, place: Rect, actions: &mut Actions) {
    let member = &page.state.comparison.members[lane.theory];
    let hue = page.palette.hue(lane.theory);
    let monogram = place.with_max_x(place.min.x + 1.25 * size::MONOGRAM);
    let selection = Selection::Theory(member.doc);
    let is_selected = page.focus.on(&selection) == Light::Selected;
    let id = ui.make_persistent_id(("lane", member.doc));
    let response = ui.interact(place, id, Sense::click());
    let name = page.state.comparison.names[lane.theory].as_str();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, name));
    parts::background(ui, place, &response, Some(&selection), page.state, actions);
    marks::paint_monogram(ui.painter(), monogram, &member.monogram, hue);
    let text = place.with_min_x(monogram.max.x + space::BETWEEN);
    if text.width() > size::MONOGRAM {
        chart::caption(ui.painter(), ui, text, name, page.palette.text);
    }
    if response.on_hover_text(name).clicked() {
        actions.push(Action::Select(selection));
    }
}

/// Collects the predictions of a lane that are in sight.
fn look_along<'a>(
    page: &Page<'a>,
    lane: &'a Lane,
    place: Rect,
    sight: Rect,
    row: f32,
    seen: &mut Vec<Seen<'a>>,
) {
    let first = place.min.y + space::WITHIN;
    let at = |y: f32| as_row((y - first) / row);
    let rows = at(sight.min.y)..(at(sight.max.y) + 1).min(lane.rows.len());
    let bounds = page.transform.bounds().range_x();
    // Marks are as wide as a finger, so that one beyond the edge may reach into sight.
    let reach = page.transform.dvalue_dpos()[0].abs() * f64::from(size::TARGET);
    for (n, bars) in lane.rows.iter().enumerate().take(rows.end).skip(rows.start) {
        let y = first + (n as f32 + 0.5) * row;
        let start = bars.partition_point(|bar| lane.bars[*bar].time().to < bounds.start() - reach);
        let bars = bars[start..].iter().map(|bar| &lane.bars[*bar]);
        let bars = bars.take_while(|bar| bar.time().from <= bounds.end() + reach);
        seen.extend(bars.filter_map(|bar| see(page, lane.theory, bar, y)));
    }
}

fn see<'a>(page: &Page<'a>, member: usize, bar: &'a Bar, y: f32) -> Option<Seen<'a>> {
    let comparison = &page.state.comparison;
    let view = comparison.prediction(member, bar.position)?;
    let figure = figure::Bar {
        y,
        made: page.x(bar.made),
        back: bar.back.map(|end| page.x(end.at)),
        forward: bar.forward.map(|end| page.x(end.at)),
        verdict: view.assessment.verdict,
        is_advice: view.prediction.kind == Kind::Prescription,
    };
    Some(Seen { view, bar, figure, light: page.focus.on_prediction(comparison, member, bar.position) })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "negative rows are the first")]
fn as_row(rows: f32) -> usize {
    rows.max(0.0) as usize
}

fn selection(page: &Page<'_>, seen: &Seen<'_>) -> Selection {
    Selection::Prediction(page.state.comparison.members[seen.view.member].doc, seen.bar.position)
}

/// The row of a prediction, from edge to edge.
fn band(sight: Rect, seen: &Seen<'_>, row: f32) -> Rect {
    Rect::from_x_y_ranges(sight.x_range(), Rangef::point(seen.figure.y).expand(row / 2.0))
}

/// Whether the pointer, in the row of a prediction, is at its bar.
fn reaches(seen: &Seen<'_>, pointer: Pos2) -> bool {
    seen.figure.rect().x_range().expand(space::WITHIN).contains(pointer.x)
}

fn paint(ui: &Ui, page: &Page<'_>, sight: Rect, row: f32, seen: &[Seen<'_>]) {
    let painter = ui.painter().with_clip_rect(sight);
    let labels = labels(ui, page, sight, seen);
    for (seen, label) in seen.iter().zip(labels) {
        let paper = page.paper(seen.figure.verdict_at(), seen.light);
        let own = label.map_or(seen.figure.rect(), |label| seen.figure.rect().union(label));
        if seen.light != Light::Off {
            let back =
                Rect::from_x_y_ranges(own.x_range().expand(space::WITHIN), band(sight, seen, row).y_range());
            painter.rect_filled(back, size::CORNER, paper);
        }
        seen.figure.paint(&painter, label, paper, page.palette);
        if let Some(label) = label {
            let ink = if seen.figure.is_advice { page.palette.quiet } else { page.palette.text };
            page.clear(&painter, label, seen.light);
            chart::caption(&painter, ui, label, &seen.view.prediction.statement, ink);
        }
    }
}

/// The places of the labels, one for each prediction in sight that has room for one. What is lit chooses
/// first, then what takes most time.
fn labels(ui: &Ui, page: &Page<'_>, sight: Rect, seen: &[Seen<'_>]) -> Vec<Option<Rect>> {
    let drawn: Vec<Rect> = seen.iter().map(|seen| seen.figure.rect()).collect();
    let mut order: Vec<usize> = (0..seen.len()).collect();
    order.sort_by(|a, b| {
        let light = |i: &usize| Reverse(seen[*i].light);
        light(a).cmp(&light(b)).then(drawn[*b].width().total_cmp(&drawn[*a].width()))
    });
    order.truncate(MOST_LABELS);
    let wishes: Vec<Wish> = order.iter().map(|i| wish(ui, page, seen, *i)).collect();
    labels::place_in_order(sight, &drawn, size::MARK, &wishes)
}

fn wish(ui: &Ui, page: &Page<'_>, seen: &[Seen<'_>], i: usize) -> Wish {
    let format = Size::Small.format(page.palette.text);
    let text = parts::one_line(ui, &seen[i].view.prediction.statement, format, f32::INFINITY);
    Wish { drawn: i, width: text.size().x, least: LEAST_LABEL, may_interrupt: true }
}
