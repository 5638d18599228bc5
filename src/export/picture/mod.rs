//! Pictures of what is compared, for papers and slides: SVG with real text, in the ink of the light theme, each with a
//! title and a legend of its own. No display is needed.
//!
//! Lengths are in points. Places are measured from the top left corner.

mod canvas;
pub(crate) mod compare;
mod frame;
mod letters;
pub(crate) mod marks;
pub(crate) mod matrix;
pub(crate) mod png;
pub(crate) mod scoreboard;
mod shape;
mod svg;
pub(crate) mod timeline;
mod typeface;

use std::sync::Arc;

use maud::{PreEscaped, html};

use self::shape::Shape;
use crate::look::colours::PAPER;

/// The scales that are offered for a PNG: pixels a point.
pub const SCALES: [f32; 4] = [1.0, 2.0, 3.0, 4.0];

/// The most pixels that a PNG has.
pub const MOST_PIXELS: u64 = 40_000_000;

/// What is named first stands for what a reader's machine has.
const FONTS: &str = "'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

/// A picture of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many there are in a row.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// Red, green and blue of each, row by row.
    pub rgb: Vec<u8>,
}

/// A picture, ready to be written down.
pub struct Drawing {
    /// Its width, in points.
    pub width: f32,
    /// Its height, in points.
    pub height: f32,
    /// What it shows, for those who do not see it.
    title: String,
    description: String,
    shapes: Vec<Shape>,
}

impl Drawing {
    /// The picture as a document of its own.
    pub fn document(&self) -> String {
        let markup = html! {
            (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
            svg xmlns="http://www.w3.org/2000/svg" width=(self.width) height=(self.height) viewBox=(self.view())
                font-family=(FONTS) role="img" {
                title { (self.title) }
                desc { (self.description) }
                (svg::definitions())
                rect width="100%" height="100%" fill=(PAPER) {}
                (svg::shapes(&self.shapes))
            }
        };
        markup.into_string() + "\n"
    }

    /// The picture as a part of a page that defines the marks.
    pub fn inline(&self) -> Arc<str> {
        let markup = html! {
            svg viewBox=(self.view()) font-family=(FONTS) role="img" aria-label=(self.title) { (svg::shapes(&self.shapes)) }
        };
        markup.into_string().into()
    }

    fn view(&self) -> String {
        format!("0 0 {} {}", self.width, self.height)
    }
}
