//! The lane of the outcomes, above those of the theories.

use std::cmp::Reverse;

use eframe::egui::{Pos2, Rangef, Rect, Ui, vec2};

use super::chart::{self, Page};
use super::figure::{self, Mark};
use super::focus::{self, Light};
use super::labels::{self, Wish};
use crate::app::Selection;
use crate::arrange::timeline::Dated;
use crate::ui::parts;
use crate::ui::tokens::{Size, size, space};

/// The height of a row, in points.
const ROW: f32 = space::AROUND;

/// The least height of a row where there are very many, in points.
const LEAST_ROW: f32 = size::BAR / 2.0;

/// How many labels are tried, at most.
const MOST_LABELS: usize = 60;

/// A mark in sight.
struct Seen<'a> {
    dated: &'a Dated,
    mark: Mark,
    light: Light,
}

/// Draws the lane at the top of `place` and as high as it needs. Returns where it ends, and what the
/// pointer is over.
pub fn show(ui: &mut Ui, page: &Page<'_>, place: Rect, pointer: Option<Pos2>) -> (f32, Option<Selection>) {
    let rows = page.layout.outcome_rows;
    let room = place.height() - 2.0 * space::WITHIN;
    let row = (room / rows.max(1) as f32).clamp(LEAST_ROW, ROW);
    let height = (row * rows as f32).clamp(Size::Small.line_height(), room.max(Size::Small.line_height()));
    let place = place.with_max_y(place.min.y + height + 2.0 * space::WITHIN);
    let name = Rect::from_x_y_ranges(page.gutter, place.y_range()).translate(vec2(0.0, space::WITHIN));
    chart::gutter_name(ui, name, "Outcomes");
    let sight = place.intersect(Rect::from_x_y_ranges(page.frame().x_range(), place.y_range()));
    let seen = seen(page, sight, row);
    paint(ui, page, sight, &seen);
    let under = pointer.filter(|pointer| sight.contains(*pointer)).and_then(|pointer| {
        let near = seen.iter().filter(|seen| seen.mark.rect().expand(space::WITHIN).contains(pointer));
        let distance = |seen: &&Seen<'_>| (seen.mark.y - pointer.y).abs();
        near.min_by(|a, b| distance(a).total_cmp(&distance(b)))
    });
    (place.max.y, under.map(|seen| focus::outcome(&page.state.comparison, first(page, seen.dated))))
}

/// The outcome that stands for those of its date: the selected one, or the first.
fn first(page: &Page<'_>, dated: &Dated) -> usize {
    let comparison = &page.state.comparison;
    let is_selected = |p: &&usize| page.focus.on(&focus::outcome(comparison, **p)) == Light::Selected;
    dated.positions.iter().find(is_selected).or(dated.positions.first()).copied().unwrap_or_default()
}

fn seen<'a>(page: &Page<'a>, sight: Rect, row: f32) -> Vec<Seen<'a>> {
    let comparison = &page.state.comparison;
    let one = |dated: &'a Dated| {
        let y = sight.min.y + space::WITHIN + (dated.row as f32 + 0.5) * row;
        let time = Rangef::new(page.x(dated.time.from), page.x(dated.time.to));
        let reported = |position: &usize| comparison.assessment.outcomes[*position].reported;
        let is_settled = dated.positions.iter().any(|p| reported(p).is_some_and(|r| r.value().is_some()));
        let light = dated.positions.iter().map(|p| page.focus.on_outcome(comparison, *p)).max();
        Seen { dated, mark: Mark { y, time, is_settled }, light: light.unwrap_or(Light::Off) }
    };
    page.layout.outcomes.iter().map(one).filter(|seen| sight.intersects(seen.mark.rect())).collect()
}

fn paint(ui: &Ui, page: &Page<'_>, sight: Rect, seen: &[Seen<'_>]) {
    let painter = ui.painter().with_clip_rect(sight);
    let texts: Vec<String> = seen.iter().map(|seen| text(page, seen.dated)).collect();
    let labels = labels(ui, page, sight, seen, &texts);
    for ((seen, text), label) in seen.iter().zip(&texts).zip(labels) {
        if seen.light != Light::Off {
            let back = seen.mark.rect().expand(size::FOCUS);
            painter.rect_filled(back, size::CORNER, figure::paper(seen.light, page.palette));
        }
        let color = if seen.light == Light::Off { page.palette.quiet } else { page.palette.text };
        seen.mark.paint(&painter, label, color, page.palette);
        if let Some(label) = label {
            page.clear(&painter, label, Light::Off);
            chart::caption(&painter, ui, label, text, color);
        }
    }
}

/// The places of the labels, one for each mark that has room for all its text. What is lit chooses first,
/// then what stands for most outcomes.
fn labels(ui: &Ui, page: &Page<'_>, sight: Rect, seen: &[Seen<'_>], texts: &[String]) -> Vec<Option<Rect>> {
    let mut order: Vec<usize> = (0..seen.len()).collect();
    order.sort_by_key(|i| Reverse((seen[*i].light, seen[*i].dated.positions.len())));
    order.truncate(MOST_LABELS);
    let wish = |i: &usize| {
        let format = Size::Small.format(page.palette.quiet);
        let width = parts::one_line(ui, &texts[*i], format, f32::INFINITY).size().x;
        Wish { drawn: *i, width, least: width, may_interrupt: true }
    };
    let wishes: Vec<Wish> = order.iter().map(wish).collect();
    let drawn: Vec<Rect> = seen.iter().map(|seen| seen.mark.rect()).collect();
    labels::place_in_order(sight, &drawn, Size::Small.points(), &wishes)
}

/// What a mark says: its outcome, or how many there are.
fn text(page: &Page<'_>, dated: &Dated) -> String {
    match dated.positions.as_slice() {
        [position] => page.state.comparison.essay.outcomes[*position].statement.clone(),
        several => format!("{} outcomes", several.len()),
    }
}
