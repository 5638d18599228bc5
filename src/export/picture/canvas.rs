//! What a picture is drawn on: text, lines and marks, by their places in points.

use super::marks;
use super::shape::{Paint, Point, Shape, Side};
use super::typeface::Type;
use crate::assess::{PredictionTiming, Tally, Verdict};
use crate::look::colours::{INK, PAPER, Rgb};
use crate::look::marks::counts;
use crate::words::text::one_line;

/// The size of a theory's monogram.
pub(super) const MONOGRAM_WIDTH: f32 = 30.0;
pub(super) const MONOGRAM_HEIGHT: f32 = 24.0;

/// The size of a timing's mark.
const TIMING: f32 = 11.0;

/// What has been drawn so far.
#[derive(Default)]
pub(super) struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    /// All of it, from back to front.
    pub(super) fn finish(self) -> Vec<Shape> {
        self.shapes
    }

    /// Draws what was drawn elsewhere.
    pub(super) fn append(&mut self, mut other: Self) {
        self.shapes.append(&mut other.shapes);
    }

    /// A line of text whose top is at a place.
    pub(super) fn text(&mut self, top: Point, side: Side, style: Type, ink: Rgb, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            let place = Point { y: top.y + style.baseline(), ..top };
            self.shapes.push(Shape::Text { place, side, style, ink, text });
        }
    }

    /// Lines of text below one another; the place below them.
    pub(super) fn lines(&mut self, top: Point, style: Type, ink: Rgb, lines: &[String]) -> f32 {
        let mut y = top.y;
        for line in lines {
            self.text(Point { y, ..top }, Side::Left, style, ink, line);
            y += style.line_height();
        }
        y
    }

    /// A line that parts two things.
    pub(super) fn hairline(&mut self, from: Point, to: Point) {
        self.line(from, to, INK.hairline, 1.0);
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: Point, to: Point, ink: Rgb, width: f32) {
        self.path(&[from, to], false, Paint::stroke(ink, width));
    }

    /// A dashed one.
    pub(super) fn dashes(&mut self, from: Point, to: Point, ink: Rgb, width: f32) {
        self.path(&[from, to], false, Paint::dashes(ink, width));
    }

    /// A shape with these corners, filled or hollow.
    pub(super) fn shape(&mut self, corners: &[Point], ink: Rgb, is_filled: bool) {
        let fill = if is_filled { ink } else { PAPER };
        self.path(corners, true, Paint::stroke(ink, 1.0).on(fill));
    }

    fn path(&mut self, places: &[Point], is_closed: bool, paint: Paint) {
        self.shapes.push(Shape::Path { places: places.to_vec(), is_closed, paint });
    }

    /// A disc.
    pub(super) fn disc(&mut self, middle: Point, radius: f32, ink: Rgb) {
        self.circle(middle, radius, Paint::fill(ink));
    }

    /// A ring, through which one sees what is behind it.
    pub(super) fn ring(&mut self, middle: Point, radius: f32, ink: Rgb) {
        self.circle(middle, radius, Paint::stroke(ink, 1.5));
    }

    /// A ring that hides what is behind it.
    pub(super) fn knot(&mut self, middle: Point, radius: f32, ink: Rgb) {
        self.circle(middle, radius, Paint::stroke(ink, 1.5).on(PAPER));
    }

    fn circle(&mut self, middle: Point, radius: f32, paint: Paint) {
        self.shapes.push(Shape::Circle { middle, radius, paint });
    }

    /// A verdict's mark.
    pub(super) fn verdict(&mut self, middle: Point, verdict: Verdict) {
        self.shapes.push(Shape::Mark { middle, verdict });
    }

    /// A timing's mark.
    pub(super) fn timing(&mut self, middle: Point, timing: PredictionTiming) {
        self.shapes.append(&mut marks::timing(timing, middle, TIMING));
    }

    /// A theory's monogram: its letters in a frame that begins with its stripe.
    pub(super) fn monogram(&mut self, top: Point, letters: &str, hue: Rgb) {
        /// The stripe in the theory's hue.
        const STRIPE: f32 = 3.0;
        let (width, height) = (MONOGRAM_WIDTH, MONOGRAM_HEIGHT);
        self.shapes.push(Shape::Rounded {
            top: Point { x: top.x + 0.5, y: top.y + 0.5 },
            width: width - 1.0,
            height: height - 1.0,
            radius: 4.0,
            paint: Paint::stroke(hue, 1.0),
        });
        let corners = [(0.0, 0.0), (STRIPE, 0.0), (STRIPE, height), (0.0, height)];
        let corners = corners.map(|(x, y)| Point { x: top.x + x, y: top.y + y });
        self.path(&corners, true, Paint::fill(hue));
        let style = Type { size: 0.5 * height, is_bold: true };
        let place = Point {
            x: top.x + f32::midpoint(width, STRIPE),
            y: top.y + (height - style.line_height()) / 2.0,
        };
        self.text(place, Side::Middle, style, hue, letters);
    }

    /// A bar of counts by verdict. What is unscored is hollow.
    pub(super) fn tally(&mut self, top: Point, width: f32, height: f32, tally: &Tally) {
        const GAP: f32 = 3.0;
        let counts: Vec<_> = counts(tally).into_iter().filter(|(_, count)| *count > 0).collect();
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        let room = width - GAP * counts.len().saturating_sub(1) as f32;
        let mut x = top.x;
        for (grade, count) in counts {
            let ink = grade.map_or(INK.unscored, |grade| INK.grades[grade as usize]);
            let right = x + room * count as f32 / total as f32;
            let corners = [(x, top.y), (right, top.y), (right, top.y + height), (x, top.y + height)];
            self.shape(&corners.map(|(x, y)| Point { x, y }), ink, grade.is_some());
            x = right + GAP;
        }
    }
}
