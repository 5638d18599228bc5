//! The painted marks: verdicts, timing, and the theories' monograms.
//!
//! Their shapes are those of [`crate::look::marks`]. Every mark comes twice: as a widget, with its word for the pointer and for
//! screen readers, and as a `paint_*` function for what paints many of them, such as a table whose
//! cells have a name of their own.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, emath::GuiRounding as _, vec2,
};

use super::tokens::{Palette, Size, size, space};
use crate::assess::{Grade, PredictionTiming, Tally, Verdict};
use crate::look::marks::{self as shapes, Part, counts};
pub use crate::look::marks::{tally_words, timing_label};

/// A verdict's mark, named by its word.
pub fn verdict(ui: &mut Ui, verdict: Verdict, size: f32) -> Response {
    mark(ui, Vec2::splat(size), &verdict.label(), |painter, rect, palette| {
        paint_verdict(painter, rect, verdict, palette);
    })
}

/// A verdict's mark and its word, in its colour.
pub fn verdict_with_word(ui: &mut Ui, verdict: Verdict) -> Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::WITHIN;
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(size::MARK), Sense::hover());
        let palette = Palette::of(ui.visuals());
        paint_verdict(ui.painter(), rect, verdict, palette);
        ui.label(Size::Body.bold(verdict.label()).color(palette.verdict(verdict)))
    })
    .inner
}

/// A timing's mark, named by its word; half as wide again as it is high.
pub fn timing(ui: &mut Ui, timing: PredictionTiming, size: f32) -> Response {
    mark(ui, vec2(1.5 * size, size), timing_label(timing), |painter, rect, palette| {
        paint_timing(painter, rect, timing, palette);
    })
}

/// The monogram of the theory at position `theory`, named by the theory's name; a quarter wider than
/// it is high.
pub fn monogram(ui: &mut Ui, letters: &str, name: &str, theory: usize, size: f32) -> Response {
    mark(ui, vec2(1.25 * size, size), name, |painter, rect, palette| {
        paint_monogram(painter, rect, letters, palette.hue(theory));
    })
}

/// A bar of counts by verdict, from confirmed to disconfirmed and then unscored, named by the counts
/// in words.
pub fn verdict_bar(ui: &mut Ui, tally: &Tally, width: f32) -> Response {
    mark(ui, vec2(width, size::BAR), &tally_words(tally), |painter, rect, palette| {
        paint_verdict_bar(painter, rect, tally, palette);
    })
}

/// Allocates a mark, names it, and paints it if it shows.
fn mark(ui: &mut Ui, size: Vec2, word: &str, paint: impl FnOnce(&Painter, Rect, &Palette)) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), word));
    if ui.is_rect_visible(rect) {
        paint(ui.painter(), rect, Palette::of(ui.visuals()));
    }
    response.on_hover_ui(|ui| {
        ui.label(word);
    })
}

/// Paints a verdict's mark in the middle of `rect`.
pub fn paint_verdict(painter: &Painter, rect: Rect, verdict: Verdict, palette: &Palette) {
    let pen = Pen::new(painter, rect, palette.verdict(verdict), palette.background);
    for part in shapes::verdict(verdict, shapes::Pen::of(pen.height)) {
        pen.paint(&part);
    }
}

/// Paints a timing's mark in the middle of `rect`.
pub fn paint_timing(painter: &Painter, rect: Rect, timing: PredictionTiming, palette: &Palette) {
    let pen = Pen::new(painter, rect, palette.quiet, palette.background);
    for part in shapes::timing(timing) {
        pen.paint(&part);
    }
}

/// Paints a theory's monogram in the middle of `rect`: its letters in a frame that begins with the
/// theory's stripe.
pub fn paint_monogram(painter: &Painter, rect: Rect, letters: &str, hue: Color32) {
    let rect = snap(painter, rect);
    let corner = CornerRadius::same(size::CORNER);
    painter.rect_stroke(rect, corner, Stroke::new(size::HAIRLINE, hue), StrokeKind::Inside);
    let edge = CornerRadius { ne: 0, se: 0, ..corner };
    painter.rect_filled(rect.with_max_x(rect.min.x + size::STRIPE), edge, hue);
    let font = egui::FontId { size: 0.5 * rect.height(), ..Size::Small.bold_font() };
    // A line has more room above its capitals than below its baseline.
    let middle = rect.center() + vec2(size::STRIPE / 2.0, -0.03 * font.size);
    painter.text(middle, Align2::CENTER_CENTER, letters, font, hue);
}

/// Paints a bar of counts by verdict. What is unscored is hollow.
pub fn paint_verdict_bar(painter: &Painter, rect: Rect, tally: &Tally, palette: &Palette) {
    let counts = counts(tally).into_iter().filter(|(_, count)| *count > 0).collect::<Vec<_>>();
    if counts.is_empty() {
        painter.hline(rect.x_range(), rect.center().y, palette.hairline_stroke());
        return;
    }
    let gap = 2.0 * size::HAIRLINE;
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let width = rect.width() - gap * as_points(counts.len() - 1);
    let mut left = rect.min.x;
    for (grade, count) in counts {
        let right = left + width * as_points(count) / as_points(total);
        paint_segment(painter, rect.with_min_x(left).with_max_x(right), grade, palette);
        left = right + gap;
    }
}

fn paint_segment(painter: &Painter, rect: Rect, grade: Option<Grade>, palette: &Palette) {
    let corner = CornerRadius::same(size::CORNER / 4);
    match grade {
        Some(grade) => painter.rect_filled(rect, corner, palette.grade(grade)),
        None => painter.rect_stroke(
            rect,
            corner,
            Stroke::new(size::HAIRLINE, palette.unscored),
            StrokeKind::Inside,
        ),
    };
}

#[expect(clippy::cast_precision_loss, reason = "a bar is some hundred points wide")]
fn as_points(count: usize) -> f32 {
    count as f32
}

/// `rect` moved to whole pixels, so that like marks have like edges.
fn snap(painter: &Painter, rect: Rect) -> Rect {
    rect.round_to_pixels(painter.pixels_per_point())
}

/// Draws within a round mark.
struct Pen<'a> {
    painter: &'a Painter,
    centre: Pos2,
    height: f32,
    radius: f32,
    stroke: Stroke,
    paper: Color32,
}

impl<'a> Pen<'a> {
    fn new(painter: &'a Painter, rect: Rect, color: Color32, paper: Color32) -> Self {
        let rect = snap(painter, rect);
        let height = rect.height();
        let shapes::Pen { radius, width } = shapes::Pen::of(height);
        Self { painter, centre: rect.center(), height, radius, stroke: Stroke::new(width, color), paper }
    }

    fn paint(&self, part: &Part) {
        let Self { painter, centre, radius, stroke, .. } = *self;
        match part {
            Part::Disc => painter.circle_filled(centre, radius, stroke.color),
            // egui strokes a circle on its outside.
            Part::Ring => painter.circle_stroke(centre, radius - stroke.width, stroke),
            Part::Dot(share) => painter.circle_filled(centre, share * radius, stroke.color),
            Part::Line(places) => painter.add(Shape::line(self.at(places), stroke)),
            Part::LineInPaper(places) => {
                painter.add(Shape::line(self.at(places), Stroke::new(stroke.width, self.paper)))
            }
            Part::Fill(places) => {
                painter.add(Shape::convex_polygon(self.at(places), stroke.color, Stroke::NONE))
            }
        };
    }

    fn at(&self, places: &[shapes::Place]) -> Vec<Pos2> {
        places.iter().map(|(x, y)| self.centre + self.radius * vec2(*x, *y)).collect()
    }
}
