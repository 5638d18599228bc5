//! The marks of verdicts and of timing as shapes of a picture.

use maud::html;

use super::shape::{Paint, Point, Shape};
use super::svg;
use crate::assess::{Grade, PredictionTiming, Reason, Verdict};
use crate::look::colours::{INK, PAPER, Rgb};
use crate::look::marks::{self as parts, Part, Pen, Place};
use crate::model::choice::Choice as _;

/// The size of a verdict's mark, in points.
pub(super) const SIZE: f32 = 16.0;

/// All verdicts that have a mark of their own.
pub(super) fn verdicts() -> impl Iterator<Item = Verdict> {
    let grades = Grade::ALL.iter().map(|grade| Verdict::Scored { grade: *grade, score: 0.0 });
    grades.chain(Reason::ALL.iter().map(|reason| Verdict::Unscored(*reason)))
}

/// The name by which a document knows the mark of a verdict.
pub(super) fn name(verdict: Verdict) -> String {
    let word = match verdict {
        Verdict::Scored { grade, .. } => grade.word(),
        Verdict::Unscored(reason) => reason.word(),
    };
    format!("mark-{word}")
}

/// The class of a verdict's word on a page.
pub(crate) fn class(verdict: Verdict) -> &'static str {
    verdict.grade().map_or("unscored", Grade::word)
}

/// The marks of verdicts, defined for a page.
pub(crate) fn definitions() -> maud::Markup {
    html! { svg class="marks" width="0" height="0" aria-hidden="true" { (svg::definitions()) } }
}

/// The mark of a verdict beside its word on a page.
pub(crate) fn beside(verdict: Verdict) -> maud::Markup {
    html! { svg class="mark" width=(SIZE) height=(SIZE) aria-hidden="true" { use href={ "#" (name(verdict)) } {} } }
}

/// The shapes of a verdict's mark around its middle.
pub(super) fn verdict(verdict: Verdict, middle: Point) -> Vec<Shape> {
    let pen = Pen::of(SIZE);
    let ink = INK.verdict(verdict);
    parts::verdict(verdict, pen).iter().map(|part| shape(part, pen, middle, ink)).collect()
}

/// The shapes of a timing's mark of this size around its middle.
pub(super) fn timing(timing: PredictionTiming, middle: Point, size: f32) -> Vec<Shape> {
    let pen = Pen::of(size);
    parts::timing(timing).iter().map(|part| shape(part, pen, middle, INK.quiet)).collect()
}

fn shape(part: &Part, pen: Pen, middle: Point, ink: Rgb) -> Shape {
    let circle = |radius: f32, paint: Paint| Shape::Circle { middle, radius, paint };
    let path = |places: &[Place], is_closed: bool, paint: Paint| {
        let at = |(x, y): &Place| Point { x: middle.x + pen.radius * x, y: middle.y + pen.radius * y };
        Shape::Path { places: places.iter().map(at).collect(), is_closed, paint }
    };
    match part {
        Part::Disc => circle(pen.radius, Paint::fill(ink)),
        // A stroke lies on both sides of an edge.
        Part::Ring => circle(pen.radius - pen.width / 2.0, Paint::stroke(ink, pen.width)),
        Part::Dot(share) => circle(share * pen.radius, Paint::fill(ink)),
        Part::Line(places) => path(places, false, Paint::stroke(ink, pen.width)),
        Part::LineInPaper(places) => path(places, false, Paint::stroke(PAPER, pen.width)),
        Part::Fill(places) => path(places, true, Paint::fill(ink)),
    }
}
