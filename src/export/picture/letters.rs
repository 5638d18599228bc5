//! Text as outlines, for pictures of pixels: set in our own fonts, as its script has it.

use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use vello_cpu::kurbo::{Affine, BezPath};

use super::typeface::{Fonts, Type};

/// The outlines of a line of text, and how far it reaches, in points. It begins at the origin, on the baseline.
///
/// What the first font lacks is taken from the second one. Text of several directions is set in the order in which it
/// is written.
pub(super) fn outlines(text: &str, style: Type) -> (BezPath, f64) {
    let fonts = Fonts::of(style.is_bold);
    let mut path = BezPath::new();
    let mut x = 0.0;
    for (font, run) in fonts.runs(text) {
        x = set(font, run, style.size, x, &mut path);
    }
    (path, x)
}

/// Sets a run of text in a font, from `x` on; returns where it ends.
fn set(font: &FontRef<'_>, run: &str, size: f32, mut x: f64, path: &mut BezPath) -> f64 {
    let data = ShaperData::new(font);
    let shaper = data.shaper(font).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(run);
    buffer.guess_segment_properties();
    let glyphs = shaper.shape(buffer, ShapeOptions::new());
    let unit = f64::from(size) / f64::from(shaper.units_per_em());
    let outlines = font.outline_glyphs();
    for (glyph, at) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        if let Some(outline) = outlines.get(GlyphId::new(glyph.glyph_id)) {
            let mut pen = Pen::default();
            // A glyph that cannot be drawn leaves its place empty.
            let _ = outline.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), &mut pen);
            let (dx, dy) = (f64::from(at.x_offset) * unit, f64::from(at.y_offset) * unit);
            path.extend(Affine::translate((x + dx, -dy)) * pen.0);
        }
        x += f64::from(at.x_advance) * unit;
    }
    x
}

/// Draws upside down: fonts count from the baseline up.
#[derive(Default)]
struct Pen(BezPath);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to((f64::from(x), -f64::from(y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to((f64::from(x), -f64::from(y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to((f64::from(cx), -f64::from(cy)), (f64::from(x), -f64::from(y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let point = |x: f32, y: f32| (f64::from(x), -f64::from(y));
        self.0.curve_to(point(ax, ay), point(bx, by), point(x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}
