//! What a picture consists of. `svg.rs` and `png.rs` each know how to write a shape down, and nothing else about
//! pictures.

use super::typeface::Type;
use crate::assess::Verdict;
use crate::look::colours::Rgb;

/// A place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// From the left.
    pub(super) x: f32,
    /// From the top.
    pub(super) y: f32,
}

/// Which side of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// How an outline is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) ink: Rgb,
    pub(super) width: f32,
    pub(super) is_dashed: bool,
}

/// The lengths of the dashes and of the gaps between them, in points.
pub(super) const DASHES: [f32; 2] = [4.0, 3.0];

/// How a shape is filled and drawn.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Paint {
    pub(super) fill: Option<Rgb>,
    pub(super) stroke: Option<Stroke>,
}

/// A thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A line of text by its baseline.
    Text {
        place: Point,
        side: Side,
        style: Type,
        ink: Rgb,
        text: String,
    },
    /// Straight lines from place to place.
    Path {
        places: Vec<Point>,
        is_closed: bool,
        paint: Paint,
    },
    Circle {
        middle: Point,
        radius: f32,
        paint: Paint,
    },
    /// A rectangle with round corners.
    Rounded {
        top: Point,
        width: f32,
        height: f32,
        radius: f32,
        paint: Paint,
    },
    /// The mark of a verdict, by its middle.
    Mark {
        middle: Point,
        verdict: Verdict,
    },
}

impl Paint {
    /// Filled with ink.
    pub(super) fn fill(ink: Rgb) -> Self {
        Self { fill: Some(ink), stroke: None }
    }

    /// Drawn along its edge.
    pub(super) fn stroke(ink: Rgb, width: f32) -> Self {
        Self { fill: None, stroke: Some(Stroke { ink, width, is_dashed: false }) }
    }

    /// The same with dashes.
    pub(super) fn dashes(ink: Rgb, width: f32) -> Self {
        Self { fill: None, stroke: Some(Stroke { ink, width, is_dashed: true }) }
    }

    /// The same, filled too.
    pub(super) fn on(self, fill: Rgb) -> Self {
        Self { fill: Some(fill), ..self }
    }
}
