//! The painted marks: verdicts, timing, and the theories' monograms.
//!
//! They are shapes, not glyphs, so they look the same with any font and stay crisp at any size from
//! 12 to 28 points. Every mark comes twice: as a widget, with its word for the pointer and for
//! screen readers, and as a `paint_*` function for what paints many of them, such as a table whose
//! cells have a name of their own.

use std::collections::BTreeSet;
use std::f32::consts::{PI, TAU};

use eframe::egui::{
    self, Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, emath::GuiRounding as _, vec2,
};

use super::tokens::{Palette, Size, size, space};
use crate::assess::{Grade, PredictionTiming, Reason, Tally, Verdict};
use crate::model::choice::Choice as _;

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

/// The timing for people.
pub fn timing_label(timing: PredictionTiming) -> &'static str {
    match timing {
        PredictionTiming::Foresight => "Foresight",
        PredictionTiming::Hindsight => "Hindsight",
        PredictionTiming::Mixed => "Partly foresight",
    }
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

/// The counts in words: `4 forecasts: 3 confirmed, 1 unscored`.
pub fn tally_words(tally: &Tally) -> String {
    let counts = counts(tally);
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let parts = counts.iter().filter(|(_, count)| *count > 0).map(|(grade, count)| {
        let word = grade.map_or("unscored".to_owned(), |grade| grade.label().to_lowercase());
        format!("{count} {word}")
    });
    match total {
        0 => "No forecasts".to_owned(),
        1 => format!("1 forecast: {}", parts.collect::<String>()),
        _ => format!("{total} forecasts: {}", parts.collect::<Vec<_>>().join(", ")),
    }
}

/// A monogram for each of the names, in their order: two letters, no two alike as long as the
/// letters last. A name further on never changes those before it.
pub fn monograms<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let candidates = monogram_candidates(name);
            let free = candidates.iter().find(|letters| !taken.contains(*letters));
            let letters = free.or(candidates.first()).cloned().unwrap_or_else(|| "?".to_owned());
            taken.insert(letters.clone());
            letters
        })
        .collect()
}

/// The first letter with each of the others in turn: `Ma`, `Mc`, `Mk` for Mackinder.
fn monogram_candidates(name: &str) -> Vec<String> {
    let mut letters = name.chars().filter(|letter| letter.is_alphanumeric());
    let Some(first) = letters.next() else { return Vec::new() };
    let first = first.to_uppercase();
    let pairs: Vec<_> = letters.map(|letter| format!("{first}{}", letter.to_lowercase())).collect();
    if pairs.is_empty() { vec![first.to_string()] } else { pairs }
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
    let pen = Pen::new(painter, rect, palette.verdict(verdict));
    match verdict {
        Verdict::Scored { grade, .. } => paint_grade(&pen, grade, palette.background),
        Verdict::Unscored(reason) => paint_reason(&pen, reason),
    }
}

fn paint_grade(pen: &Pen<'_>, grade: Grade, paper: Color32) {
    match grade {
        Grade::Confirmed => {
            pen.disc();
            pen.in_color(paper).tick();
        }
        Grade::LargelyConfirmed => {
            pen.ring();
            pen.tick();
        }
        Grade::Mixed => {
            pen.ring();
            pen.left_half();
        }
        Grade::LargelyDisconfirmed => {
            pen.ring();
            pen.cross();
        }
        Grade::Disconfirmed => {
            pen.disc();
            pen.in_color(paper).cross();
        }
    }
}

fn paint_reason(pen: &Pen<'_>, reason: Reason) {
    pen.dashed_ring();
    match reason {
        Reason::TooVague => pen.wave(),
        Reason::ConditionsNotMet => pen.gate(),
        Reason::NotAddressed => pen.line(&[(-0.4, 0.0), (0.4, 0.0)]),
        Reason::Contested => pen.facing_arrows(),
        Reason::Pending => pen.line(&[(-0.02, -0.5), (-0.02, 0.04), (0.34, 0.3)]),
    }
}

/// Paints a timing's mark in the middle of `rect`: the dot is the outcome, and an arrow points to it
/// from the time of the prediction.
pub fn paint_timing(painter: &Painter, rect: Rect, timing: PredictionTiming, palette: &Palette) {
    let pen = Pen::new(painter, rect, palette.quiet);
    pen.dot();
    if timing != PredictionTiming::Hindsight {
        pen.arrow(-1.5, -0.55);
    }
    if timing != PredictionTiming::Foresight {
        pen.arrow(1.5, 0.55);
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

/// The counts of the grades from best to worst, and last of the unscored.
fn counts(tally: &Tally) -> Vec<(Option<Grade>, usize)> {
    let grades = Grade::ALL.iter().map(|grade| (Some(*grade), tally.count(*grade)));
    grades.chain([(None, tally.unscored)]).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a bar is some hundred points wide")]
fn as_points(count: usize) -> f32 {
    count as f32
}

/// `rect` moved to whole pixels, so that like marks have like edges.
fn snap(painter: &Painter, rect: Rect) -> Rect {
    rect.round_to_pixels(painter.pixels_per_point())
}

/// Draws within a round mark. Places are pairs of x and y from the centre, in units of the radius.
#[derive(Clone, Copy)]
struct Pen<'a> {
    painter: &'a Painter,
    centre: Pos2,
    radius: f32,
    stroke: Stroke,
}

impl<'a> Pen<'a> {
    fn new(painter: &'a Painter, rect: Rect, color: Color32) -> Self {
        let rect = snap(painter, rect);
        let size = rect.height();
        // Strokes thicken more slowly than marks grow, as the strokes of type do.
        let stroke = Stroke::new(0.35 + 0.075 * size, color);
        Self { painter, centre: rect.center(), radius: 0.47 * size, stroke }
    }

    fn in_color(self, color: Color32) -> Self {
        Self { stroke: Stroke::new(self.stroke.width, color), ..self }
    }

    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.centre + self.radius * vec2(x, y)
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|point| self.at(*point)).collect();
        self.painter.add(Shape::line(points, self.stroke));
    }

    fn fill(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|point| self.at(*point)).collect();
        self.painter.add(Shape::convex_polygon(points, self.stroke.color, Stroke::NONE));
    }

    fn disc(&self) {
        self.painter.circle_filled(self.centre, self.radius, self.stroke.color);
    }

    fn dot(&self) {
        self.painter.circle_filled(self.centre, 0.3 * self.radius, self.stroke.color);
    }

    /// A ring whose outer edge is that of the disc. (egui strokes a circle on its outside.)
    fn ring(&self) {
        self.painter.circle_stroke(self.centre, self.radius - self.stroke.width, self.stroke);
    }

    fn dashed_ring(&self) {
        const DASHES: u8 = 8;
        let step = TAU / f32::from(DASHES);
        for dash in 0..DASHES {
            let middle = step * (f32::from(dash) + 0.5);
            self.line(&self.arc(middle - 0.3 * step, middle + 0.3 * step));
        }
    }

    /// Points along the middle of the ring, from one angle to another.
    fn arc(&self, from: f32, to: f32) -> Vec<(f32, f32)> {
        const STEPS: u8 = 16;
        let radius = 1.0 - 0.5 * self.stroke.width / self.radius;
        let angle = |step| from + (to - from) * f32::from(step) / f32::from(STEPS);
        (0..=STEPS).map(angle).map(|angle| (radius * angle.cos(), radius * angle.sin())).collect()
    }

    fn left_half(&self) {
        self.fill(&self.arc(PI / 2.0, 3.0 * PI / 2.0));
    }

    fn tick(&self) {
        self.line(&[(-0.44, 0.02), (-0.12, 0.34), (0.42, -0.3)]);
    }

    fn cross(&self) {
        const ARM: f32 = 0.35;
        self.line(&[(-ARM, -ARM), (ARM, ARM)]);
        self.line(&[(-ARM, ARM), (ARM, -ARM)]);
    }

    fn wave(&self) {
        const STEPS: u8 = 24;
        let turn = |step| f32::from(step) / f32::from(STEPS);
        let points: Vec<_> =
            (0..=STEPS).map(turn).map(|turn| (turn - 0.5, -0.18 * (TAU * turn).sin())).collect();
        self.line(&points);
    }

    /// Two posts and two bars.
    fn gate(&self) {
        const POST: f32 = 0.4;
        for x in [-POST, POST] {
            self.line(&[(x, -0.48), (x, 0.48)]);
        }
        for y in [-0.2, 0.2] {
            self.line(&[(-POST, y), (POST, y)]);
        }
    }

    fn facing_arrows(&self) {
        self.arrow(-0.7, -0.08);
        self.arrow(0.7, 0.08);
    }

    /// A level arrow from one x to another.
    fn arrow(&self, from: f32, to: f32) {
        const HEAD: f32 = 0.36;
        let back = HEAD * (from - to).signum();
        self.line(&[(from, 0.0), (to + back, 0.0)]);
        self.fill(&[(to, 0.0), (to + back, -HEAD), (to + back, HEAD)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monograms_are_told_apart() {
        let built_in = ["Mackinder", "Brzezinski", "Huntington", "Kissinger (late)", "Multipolarity"];
        assert_eq!(monograms(built_in), ["Ma", "Br", "Hu", "Ki", "Mu"]);
        assert_eq!(monograms(["Mackinder", "Marx", "Mahan"]), ["Ma", "Mr", "Mh"]);
    }

    #[test]
    fn any_name_has_a_monogram() {
        assert_eq!(monograms(["", "X", "(x)", "Đặng", "陈云", "X"]), ["?", "X", "X", "Đặ", "陈云", "X"]);
    }

    #[test]
    fn a_tally_counts_in_words() {
        assert_eq!(tally_words(&Tally::default()), "No forecasts");
        let mut tally = Tally::default();
        tally.unscored = 1;
        assert_eq!(tally_words(&tally), "1 forecast: 1 unscored");
    }
}
