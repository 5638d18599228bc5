//! The painted figures: a prediction as a bar, and outcomes as a mark at their date.

use eframe::egui::{Color32, Painter, Pos2, Rangef, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::focus::Light;
use crate::assess::Verdict;
use crate::ui::marks;
use crate::ui::tokens::{Palette, size, space};

/// The half of the dot at which a prediction begins, in points.
const DOT: f32 = size::STRIPE;

/// A prediction as it is painted: foresight is a solid bar that runs on from a dot to the verdict,
/// hindsight a dashed line that runs back from a ring, with an arrow. Places are in points.
#[derive(Debug, Clone, Copy)]
pub struct Bar {
    /// The middle of its row.
    pub y: f32,
    /// When it was made.
    pub made: f32,
    /// The beginning of what it was made after.
    pub back: Option<f32>,
    /// The end of what it was made before.
    pub forward: Option<f32>,
    /// Its verdict.
    pub verdict: Verdict,
    /// Whether it is advice, which is painted lighter.
    pub is_advice: bool,
}

impl Bar {
    /// Where the middle of the verdict's mark stands.
    pub fn verdict_at(&self) -> f32 {
        self.forward.or(self.back).unwrap_or(self.made)
    }

    /// All that it covers.
    pub fn rect(&self) -> Rect {
        let places = [Some(self.made), self.back, self.forward].into_iter().flatten();
        let line = places.map(|x| Rangef::new(x - DOT, x + DOT)).reduce(union).unwrap_or(Rangef::NOTHING);
        let mark = Rangef::point(self.verdict_at()).expand(size::MARK / 2.0);
        let arrow = self.arrow().map_or(mark, |arrow| union(mark, arrow));
        Rect::from_x_y_ranges(union(line, arrow), Rangef::point(self.y).expand(size::MARK / 2.0))
    }

    /// Where the arrow of hindsight stands: at the right of what it points back to.
    fn arrow(&self) -> Option<Rangef> {
        let tip = self.back? + if self.forward.is_none() { size::MARK / 2.0 } else { DOT };
        Some(Rangef::new(tip, tip + space::BETWEEN))
    }

    /// Paints it. Its line stops on both sides of the label, and shines through no mark: `paper` is the
    /// colour that it is painted on.
    pub fn paint(&self, painter: &Painter, label: Option<Rect>, paper: Color32, palette: &Palette) {
        let color = palette.verdict(self.verdict);
        if let Some(forward) = self.forward {
            let width = if self.is_advice { size::HAIRLINE } else { size::STRIPE };
            for part in around(Rangef::new(self.made, forward), label) {
                painter.hline(part, self.y, Stroke::new(width, color));
            }
        }
        let thin = Stroke::new(if self.is_advice { size::HAIRLINE } else { size::THIN }, color);
        if let (Some(back), Some(arrow)) = (self.back, self.arrow()) {
            for part in around(Rangef::new(arrow.max, self.made - DOT), label) {
                let part = dashes_in_sight(part, painter.clip_rect().x_range());
                if part.span() <= 0.0 {
                    continue;
                }
                let ends = [pos2(part.min, self.y), pos2(part.max, self.y)];
                painter.extend(Shape::dashed_line(&ends, thin, space::WITHIN, space::WITHIN));
            }
            self.paint_arrow(painter, arrow, color);
            if self.forward.is_some() {
                ring(painter, pos2(back, self.y), paper, thin);
            }
        }
        let start = pos2(self.made, self.y);
        match (self.back, self.forward) {
            (Some(_), None) => ring(painter, start, paper, thin),
            _ => {
                painter.circle_filled(start, DOT, color);
            }
        }
        self.paint_verdict(painter, paper, palette);
    }

    fn paint_arrow(&self, painter: &Painter, place: Rangef, color: Color32) {
        let half = place.span() / 2.0;
        let tip = pos2(place.min, self.y);
        let points = vec![tip, tip + vec2(place.span(), -half), tip + vec2(place.span(), half)];
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    }

    fn paint_verdict(&self, painter: &Painter, paper: Color32, palette: &Palette) {
        let place = Rect::from_center_size(pos2(self.verdict_at(), self.y), Vec2::splat(size::MARK));
        painter.circle_filled(place.center(), size::MARK / 2.0, paper);
        marks::paint_verdict(painter, place, self.verdict, palette);
    }
}

fn ring(painter: &Painter, centre: Pos2, paper: Color32, stroke: Stroke) {
    painter.circle(centre, DOT, paper, stroke);
}

fn union(a: Rangef, b: Rangef) -> Rangef {
    Rangef::new(a.min.min(b.min), a.max.max(b.max))
}

/// The part of a dashed line that is in sight, beginning where a dash begins. Seen from close by, a line
/// may have millions of dashes.
fn dashes_in_sight(line: Rangef, sight: Rangef) -> Rangef {
    let period = 2.0 * space::WITHIN;
    let hidden = ((sight.min - line.min) / period).floor().max(0.0) * period;
    Rangef::new(line.min + hidden, line.max.min(sight.max))
}

/// What is left of a line that stops on both sides of a label.
fn around(line: Rangef, label: Option<Rect>) -> impl Iterator<Item = Rangef> {
    let label = label.map(|label| label.x_range().expand(space::WITHIN));
    let label = label.filter(|label| label.min < line.max && line.min < label.max);
    let parts = match label {
        Some(label) => [Rangef::new(line.min, label.min), Rangef::new(label.max, line.max)],
        None => [line, Rangef::NOTHING],
    };
    parts.into_iter().filter(|part| part.span() > 0.0)
}

/// Outcomes of one date as they are painted: a diamond, and a line if the date is a long one.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// The middle of its row.
    pub y: f32,
    /// The date, in points.
    pub time: Rangef,
    /// Whether any of the outcomes has come out, so that the diamond is filled.
    pub is_settled: bool,
}

impl Mark {
    /// Where the diamond stands: at the end of a long date, in the middle of a short one.
    fn diamond(&self) -> f32 {
        if self.time.span() > size::BAR { self.time.max - size::BAR / 2.0 } else { self.time.center() }
    }

    /// All that it covers.
    pub fn rect(&self) -> Rect {
        let diamond = Rangef::point(self.diamond()).expand(size::BAR / 2.0);
        Rect::from_x_y_ranges(union(self.time, diamond), Rangef::point(self.y).expand(size::BAR / 2.0))
    }

    /// Paints it in this colour. Its line stops on both sides of the label.
    pub fn paint(&self, painter: &Painter, label: Option<Rect>, color: Color32, palette: &Palette) {
        let stroke = Stroke::new(size::HAIRLINE, color);
        let (centre, half) = (pos2(self.diamond(), self.y), size::BAR / 2.0);
        if self.time.span() > size::BAR {
            for part in around(Rangef::new(self.time.min, centre.x - half), label) {
                painter.hline(part, self.y, stroke);
            }
        }
        let corners = [vec2(0.0, -half), vec2(half, 0.0), vec2(0.0, half), vec2(-half, 0.0)];
        let corners = corners.map(|corner| centre + corner).to_vec();
        let fill = if self.is_settled { color } else { palette.background };
        painter.add(Shape::convex_polygon(corners, fill, stroke));
    }
}

/// The colour behind what is lit like this.
pub fn paper(light: Light, palette: &Palette) -> Color32 {
    match light {
        Light::Off => palette.background,
        Light::Hovered => palette.control,
        Light::Selected => palette.selection,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stops_on_both_sides_of_its_label() {
        let label = Rect::from_min_max(pos2(100.0, 0.0), pos2(200.0, 18.0));
        let parts = |from, to| around(Rangef::new(from, to), Some(label)).collect::<Vec<_>>();
        assert_eq!(parts(0.0, 300.0), [Rangef::new(0.0, 96.0), Rangef::new(204.0, 300.0)]);
        assert_eq!(parts(150.0, 300.0), [Rangef::new(204.0, 300.0)]);
        assert_eq!(parts(300.0, 400.0), [Rangef::new(300.0, 400.0)]);
    }

    #[test]
    fn only_the_dashes_in_sight_are_painted_and_they_stay_where_they_are() {
        let sight = Rangef::new(0.0, 600.0);
        assert_eq!(dashes_in_sight(Rangef::new(100.0, 300.0), sight), Rangef::new(100.0, 300.0));
        assert_eq!(dashes_in_sight(Rangef::new(-1e6, 1e6), sight), Rangef::new(0.0, 600.0));
        assert_eq!(dashes_in_sight(Rangef::new(-12.0, 300.0), sight), Rangef::new(-4.0, 300.0));
    }
}
