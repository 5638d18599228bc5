//! A picture as pixels.

use std::collections::BTreeSet;

use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Cap, Circle, Join, Rect, RoundedRect, Shape as _, Stroke as Line};
use vello_cpu::{Level, Pixmap, RenderContext, RenderSettings, Resources};

use super::shape::{DASHES, Paint, Point, Shape, Side};
use super::typeface::Fonts;
use super::{Drawing, MOST_PIXELS, Pixels, letters, marks};
use crate::export::form::ExportProblem;
use crate::look::colours::{PAPER, Rgb};

/// How exactly curves become lines, in points.
const TOLERANCE: f64 = 0.05;

/// The picture as PNG, so many pixels a point.
///
/// # Errors
/// It would have more than [`MOST_PIXELS`].
pub(crate) fn png(drawing: &Drawing, scale: f32) -> Result<Vec<u8>, ExportProblem> {
    pixels(drawing, scale).map(|pixels| encoded(&pixels, scale))
}

/// The picture as pixels, so many a point.
///
/// # Errors
/// There would be more than [`MOST_PIXELS`].
pub(crate) fn pixels(drawing: &Drawing, scale: f32) -> Result<Pixels, ExportProblem> {
    let (width, height) = size(drawing, scale)?;
    // The same instructions on every machine, so that the pixels are the same too.
    let settings = RenderSettings { level: Level::baseline(), num_threads: 0 };
    let mut brush = Brush { context: RenderContext::new_with(width, height, settings) };
    brush.context.set_transform(Affine::scale(f64::from(scale)));
    brush.paper(drawing);
    drawing.shapes.iter().for_each(|shape| brush.draw(shape));
    brush.context.flush();
    let mut pixels = Pixmap::new(width, height);
    brush.context.render(&mut pixels, &mut Resources::new());
    // The paper covers everything, so that no pixel is transparent.
    let rgb = pixels.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    Ok(Pixels { width: width.into(), height: height.into(), rgb })
}

/// The size in pixels.
fn size(drawing: &Drawing, scale: f32) -> Result<(u16, u16), ExportProblem> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length, which is no less than 0"
    )]
    let pixels = |points: f32| (points * scale).ceil() as u64;
    let (width, height) = (pixels(drawing.width), pixels(drawing.height));
    let fits = width.saturating_mul(height) <= MOST_PIXELS;
    match (u16::try_from(width), u16::try_from(height)) {
        (Ok(width), Ok(height)) if fits => Ok((width, height)),
        _ => Err(ExportProblem::TooManyPixels { width, height }),
    }
}

fn encoded(pixels: &Pixels, scale: f32) -> Vec<u8> {
    /// Points of which 72 are an inch, in a metre.
    const POINTS_A_METRE: f32 = 72.0 / 0.0254;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
    let per_metre = (POINTS_A_METRE * scale).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    // Writing to memory cannot fail, and there are as many bytes as the size says.
    if let Ok(mut writer) = encoder.write_header() {
        let _ = writer.write_image_data(&pixels.rgb);
    }
    bytes
}

/// The letters that none of our fonts has: they show as empty boxes in a PNG. In an SVG the reader's fonts may have them.
pub(crate) fn unknown_letters(drawing: &Drawing) -> BTreeSet<char> {
    let fonts = Fonts::of(false);
    let texts = drawing.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text),
        _ => None,
    });
    texts.flat_map(|text| text.chars()).filter(|letter| !fonts.have(*letter)).collect()
}

/// Draws shapes.
struct Brush {
    context: RenderContext,
}

impl Brush {
    fn paper(&mut self, drawing: &Drawing) {
        self.dip(PAPER);
        // And beyond its edge, which need not fall between two pixels.
        let (width, height) = (f64::from(drawing.width), f64::from(drawing.height));
        self.context.fill_rect(&Rect::new(0.0, 0.0, 2.0 * width, 2.0 * height));
    }

    fn dip(&mut self, Rgb([r, g, b]): Rgb) {
        self.context.set_paint(AlphaColor::<Srgb>::from_rgb8(r, g, b));
    }

    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Text { place, side, style, ink, text } => {
                let (outlines, reach) = letters::outlines(text, *style);
                let share = match side {
                    Side::Left => 0.0,
                    Side::Middle => 0.5,
                    Side::Right => 1.0,
                };
                let to = (f64::from(place.x) - share * reach, f64::from(place.y));
                self.dip(*ink);
                self.context.fill_path(&(Affine::translate(to) * outlines));
            }
            Shape::Path { places, is_closed, paint } => {
                let mut path = BezPath::new();
                for (at, place) in places.iter().enumerate() {
                    if at == 0 { path.move_to(point(*place)) } else { path.line_to(point(*place)) }
                }
                if *is_closed {
                    path.close_path();
                }
                self.paint(&path, *paint);
            }
            Shape::Circle { middle, radius, paint } => {
                self.paint(&Circle::new(point(*middle), f64::from(*radius)).to_path(TOLERANCE), *paint);
            }
            Shape::Rounded { top, width, height, radius, paint } => {
                let (x, y) = point(*top);
                let (right, bottom) = (x + f64::from(*width), y + f64::from(*height));
                let rect = RoundedRect::new(x, y, right, bottom, f64::from(*radius));
                self.paint(&rect.to_path(TOLERANCE), *paint);
            }
            Shape::Mark { middle, verdict } => {
                for part in marks::verdict(*verdict, *middle) {
                    self.draw(&part);
                }
            }
        }
    }

    fn paint(&mut self, path: &BezPath, paint: Paint) {
        if let Some(ink) = paint.fill {
            self.dip(ink);
            self.context.fill_path(path);
        }
        if let Some(stroke) = paint.stroke {
            // As SVG has it: ends are cut off straight, and corners are sharp.
            let line = Line::new(stroke.width.into()).with_caps(Cap::Butt).with_join(Join::Miter);
            let dashes = DASHES.map(f64::from);
            self.context.set_stroke(if stroke.is_dashed { line.with_dashes(0.0, dashes) } else { line });
            self.dip(stroke.ink);
            self.context.stroke_path(path);
        }
    }
}

fn point(point: Point) -> (f64, f64) {
    (point.x.into(), point.y.into())
}
