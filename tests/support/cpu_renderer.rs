//! A renderer for egui's tests that needs no graphics stack: it fills triangles on the CPU.
//!
//! It does what egui's renderers for the GPU do: one texture lookup with linear filtering, times the
//! colour between the corners, blended over what is there, all in gamma space. Corners lie on a grid
//! of 1/256 pixel and coverage is counted in integers, so two runs give the same bytes.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pictures are some thousand pixels wide"
)]

use std::collections::HashMap;

use eframe::egui::{
    Color32, Context, FullOutput, ImageData, Rect, TextureId, TexturesDelta,
    epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex},
};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// Premultiplied red, green, blue and alpha, from 0 to 255.
type Pixel = [f32; 4];

/// Draws a harness's frames; pass one to `HarnessBuilder::renderer`.
#[derive(Default)]
pub struct CpuRenderer {
    textures: HashMap<TextureId, Texture>,
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.textures.entry(id).or_default().update(&image);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        // An app's central panel paints all of its window; a widget alone leaves it to us.
        let mut canvas = Canvas::new(ctx.content_rect() * scale, ctx.global_style().visuals.panel_fill);
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("a paint callback needs a GPU".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or_else(|| format!("no texture {:?}", mesh.texture_id))?;
            canvas.fill_mesh(&mesh, texture, canvas.clip(clip_rect * scale), scale);
        }
        Ok(canvas.into_image())
    }
}

#[derive(Default)]
struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

impl Texture {
    /// Takes a whole image, or a part of it at a position.
    fn update(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            *self = Self { width, height, pixels: image.pixels.clone() };
            return;
        };
        for (row, source) in image.pixels.chunks_exact(width).enumerate() {
            let start = (top + row) * self.width + left;
            self.pixels[start..start + width].copy_from_slice(source);
        }
    }

    /// The colour at `u`, `v` from 0 to 1, between the four pixels around it.
    fn sample(&self, u: f32, v: f32) -> Pixel {
        let (x, y) = (u * self.width as f32 - 0.5, v * self.height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let upper = mix(self.pixel(left, top), self.pixel(left + 1.0, top), x - left);
        let lower = mix(self.pixel(left, top + 1.0), self.pixel(left + 1.0, top + 1.0), x - left);
        mix(upper, lower, y - top)
    }

    /// The pixel here, or the nearest at the edge.
    fn pixel(&self, x: f32, y: f32) -> Pixel {
        let x = (x.max(0.0) as usize).min(self.width - 1);
        let y = (y.max(0.0) as usize).min(self.height - 1);
        self.pixels[y * self.width + x].to_array().map(f32::from)
    }
}

fn mix(one: Pixel, other: Pixel, share: f32) -> Pixel {
    std::array::from_fn(|channel| one[channel] + (other[channel] - one[channel]) * share)
}

/// Whole pixels, the ends excluded.
#[derive(Clone, Copy)]
struct Area {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
}

impl Canvas {
    fn new(rect: Rect, background: Color32) -> Self {
        let (width, height) = (rect.width().round() as usize, rect.height().round() as usize);
        Self { width, height, pixels: vec![background.to_array().map(f32::from); width * height] }
    }

    fn clip(&self, rect: Rect) -> Area {
        let whole = |edge: f32, end: usize| (edge.round().max(0.0) as usize).min(end);
        Area {
            left: whole(rect.min.x, self.width),
            top: whole(rect.min.y, self.height),
            right: whole(rect.max.x, self.width),
            bottom: whole(rect.max.y, self.height),
        }
    }

    fn fill_mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Area, scale: f32) {
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|corner| mesh.vertices[corners[corner] as usize]);
            if let Some(triangle) = Triangle::new(corners, scale) {
                self.fill(&triangle, texture, clip);
            }
        }
    }

    fn fill(&mut self, triangle: &Triangle, texture: &Texture, clip: Area) {
        let area = triangle.bounds(clip);
        for y in area.top..area.bottom {
            for x in area.left..area.right {
                if let Some(shares) = triangle.shares(x, y) {
                    let source = triangle.color(shares, texture);
                    blend(&mut self.pixels[y * self.width + x], source);
                }
            }
        }
    }

    fn into_image(self) -> RgbaImage {
        let bytes = self.pixels.iter().flatten().map(|channel| channel.round() as u8).collect();
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes).expect("four bytes a pixel")
    }
}

/// Puts `source` over `pixel`.
fn blend(pixel: &mut Pixel, source: Pixel) {
    let rest = 1.0 - source[3] / 255.0;
    *pixel = std::array::from_fn(|channel| (source[channel] + pixel[channel] * rest).clamp(0.0, 255.0));
}

/// Positions are in 1/256 pixel.
const GRID: i64 = 256;

#[derive(Clone, Copy)]
struct Point {
    x: i64,
    y: i64,
}

struct Triangle {
    corners: [Vertex; 3],
    points: [Point; 3],
    /// Twice its area.
    area: i64,
}

impl Triangle {
    /// A triangle with its corners in order; none if it has no area.
    fn new(mut corners: [Vertex; 3], scale: f32) -> Option<Self> {
        let on_grid = |value: f32| (value * scale * GRID as f32).round() as i64;
        let mut points = corners.map(|corner| Point { x: on_grid(corner.pos.x), y: on_grid(corner.pos.y) });
        let mut area = side(points[0], points[1], points[2]);
        if area < 0 {
            corners.swap(1, 2);
            points.swap(1, 2);
            area = -area;
        }
        (area > 0).then_some(Self { corners, points, area })
    }

    /// The pixels that it may cover.
    fn bounds(&self, clip: Area) -> Area {
        let [a, b, c] = self.points;
        let floor = |value: i64| usize::try_from(value / GRID).unwrap_or(0);
        Area {
            left: floor(a.x.min(b.x).min(c.x)).max(clip.left),
            top: floor(a.y.min(b.y).min(c.y)).max(clip.top),
            right: (floor(a.x.max(b.x).max(c.x)) + 1).min(clip.right),
            bottom: (floor(a.y.max(b.y).max(c.y)) + 1).min(clip.bottom),
        }
    }

    /// Each corner's share at the middle of a pixel; none if the triangle does not cover it.
    fn shares(&self, x: usize, y: usize) -> Option<[f32; 3]> {
        let middle = |pixel: usize| pixel as i64 * GRID + GRID / 2;
        let pixel = Point { x: middle(x), y: middle(y) };
        let mut shares = [0.0; 3];
        for (corner, share) in shares.iter_mut().enumerate() {
            // Each corner lies opposite the edge between the other two.
            let (from, to) = (self.points[(corner + 1) % 3], self.points[(corner + 2) % 3]);
            let inside = side(from, to, pixel);
            if inside < 0 || (inside == 0 && !owns_its_edge(from, to)) {
                return None;
            }
            *share = inside as f32 / self.area as f32;
        }
        Some(shares)
    }

    fn color(&self, shares: [f32; 3], texture: &Texture) -> Pixel {
        let (mut color, mut u, mut v) = ([0.0; 4], 0.0, 0.0);
        for (corner, share) in self.corners.iter().zip(shares) {
            for (channel, value) in color.iter_mut().zip(corner.color.to_array()) {
                *channel += share * f32::from(value);
            }
            u += share * corner.uv.x;
            v += share * corner.uv.y;
        }
        let texel = texture.sample(u, v);
        std::array::from_fn(|channel| color[channel] * texel[channel] / 255.0)
    }
}

/// On which side of the line from `from` to `to` the point lies: above 0 for the inner side.
fn side(from: Point, to: Point, point: Point) -> i64 {
    (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
}

/// Of two triangles that share an edge, the one that has it on its top or left fills it.
fn owns_its_edge(from: Point, to: Point) -> bool {
    (from.y == to.y && to.x > from.x) || to.y < from.y
}
