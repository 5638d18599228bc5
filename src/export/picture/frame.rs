//! What every picture has around it: a title, whose word it is, and a legend.

use super::Drawing;
use super::canvas::Canvas;
use super::marks;
use super::shape::{Point, Side};
use super::typeface::{BODY, SMALL, SMALL_BOLD, TITLE, Type};
use crate::assess::Verdict;
use crate::export::comparison::Comparison;
use crate::export::words;
use crate::look::colours::INK;

/// The margin of a picture, in points.
pub(super) const MARGIN: f32 = 24.0;

/// The distance between things that stand on their own, in points.
pub(super) const APART: f32 = 16.0;

/// The distance between neighbours, in points.
pub(super) const BETWEEN: f32 = 8.0;

/// The widest that a line of running text gets, in points.
const MEASURE: f32 = 760.0;

/// A picture that is being drawn, from top to bottom.
pub(super) struct Frame {
    pub(super) canvas: Canvas,
    /// The width of the whole picture.
    width: f32,
    /// Where the next thing goes.
    pub(super) y: f32,
    title: String,
}

impl Frame {
    /// Begins a picture with its title, and what it is by.
    pub(super) fn new(comparison: &Comparison, title: &str, width: f32) -> Self {
        let essay = &comparison.essay;
        let title = format!("{title}: {}", essay.title);
        let mut frame = Self { canvas: Canvas::default(), width, y: MARGIN, title: title.clone() };
        frame.paragraph(TITLE, &title);
        let by = format!("By the outcomes that “{}” reports ({}).", essay.title, words::imprint(essay));
        frame.paragraph(BODY, &format!("{by} {}", words::scope(comparison)));
        for line in words::what_if(comparison) {
            frame.paragraph(BODY, &line);
        }
        frame.y += APART;
        frame
    }

    /// Begins a picture that stands on a page which says all that.
    pub(super) fn bare(title: &str, width: f32) -> Self {
        Self { canvas: Canvas::default(), width, y: 0.0, title: title.to_owned() }
    }

    /// The place from which one draws, and how wide that is.
    pub(super) fn inner(&self) -> (f32, f32) {
        (MARGIN, self.width - 2.0 * MARGIN)
    }

    /// Running text over the width of the picture.
    pub(super) fn paragraph(&mut self, style: Type, text: &str) {
        let (x, width) = self.inner();
        let lines = style.lines(text, width.min(MEASURE));
        self.y = self.canvas.lines(Point { x, y: self.y }, style, INK.text, &lines);
    }

    /// A hairline over the width of the picture.
    pub(super) fn rule(&mut self) {
        let (x, width) = self.inner();
        self.canvas.hairline(Point { x, y: self.y }, Point { x: x + width, y: self.y });
    }

    /// What the marks mean, and notes.
    pub(super) fn legend(&mut self, notes: &[String]) {
        self.y += APART;
        self.verdicts();
        for note in notes {
            self.note(note);
        }
    }

    /// A line in small type.
    pub(super) fn note(&mut self, text: &str) {
        let (x, width) = self.inner();
        let lines = SMALL.lines(text, width.min(MEASURE));
        self.y = self.canvas.lines(Point { x, y: self.y }, SMALL, INK.quiet, &lines);
    }

    /// The marks of the verdicts, each with its word, in as many rows as it takes.
    fn verdicts(&mut self) {
        let (left, width) = self.inner();
        let row = SMALL.line_height() + 4.0;
        let mut x = left;
        for verdict in marks::verdicts() {
            let word = short(verdict);
            let needed = marks::SIZE + 4.0 + SMALL_BOLD.width(word) + APART;
            if x > left && x + needed > left + width {
                x = left;
                self.y += row;
            }
            let middle = Point { x: x + marks::SIZE / 2.0, y: self.y + SMALL.line_height() / 2.0 };
            self.canvas.verdict(middle, verdict);
            let text = Point { x: x + marks::SIZE + 4.0, y: self.y };
            self.canvas.text(text, Side::Left, SMALL_BOLD, INK.verdict(verdict), word);
            x += needed;
        }
        self.y += row + BETWEEN;
    }

    /// The finished picture; `description` says in a sentence what one sees.
    pub(super) fn finish(mut self, comparison: &Comparison, description: &str) -> Drawing {
        self.note(&words::viewpoint(&comparison.essay));
        self.note(&format!("Prescient {}.", env!("CARGO_PKG_VERSION")));
        self.drawing(description)
    }

    /// The finished picture without more words.
    pub(super) fn drawing(self, description: &str) -> Drawing {
        Drawing {
            width: self.width,
            height: (self.y + MARGIN).ceil(),
            title: crate::words::text::one_line(&self.title),
            description: description.to_owned(),
            shapes: self.canvas.finish(),
        }
    }
}

/// The verdict without "Unscored", which the mark says.
pub(super) fn short(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Scored { grade, .. } => grade.label(),
        Verdict::Unscored(reason) => reason.label(),
    }
}

/// What a picture leaves out because there is too much.
pub(super) fn left_out(n: usize, of: &str) -> Option<String> {
    (n > 0).then(|| format!("Not drawn, to keep the picture legible: {}.", crate::words::count(n, of)))
}
