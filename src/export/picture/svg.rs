//! Shapes as SVG.

use maud::{Markup, html};

use super::marks;
use super::shape::{DASHES, Paint, Point, Shape, Side};

/// What the marks of verdicts look like. A document has it once, and its pictures refer to it.
pub(super) fn definitions() -> Markup {
    html! {
        defs {
            @for verdict in marks::verdicts() {
                symbol id=(marks::name(verdict)) viewBox={ "0 0 " (marks::SIZE) " " (marks::SIZE) } {
                    (shapes(&marks::verdict(verdict, Point { x: marks::SIZE / 2.0, y: marks::SIZE / 2.0 })))
                }
            }
        }
    }
}

/// The shapes, from back to front, a line each.
pub(super) fn shapes(shapes: &[Shape]) -> Markup {
    html! { @for shape in shapes { (self::shape(shape)) "\n" } }
}

fn shape(shape: &Shape) -> Markup {
    match shape {
        Shape::Text { place, side, style, ink, text } => {
            let anchor = match side {
                Side::Left => None,
                Side::Middle => Some("middle"),
                Side::Right => Some("end"),
            };
            let weight = style.is_bold.then_some("bold");
            html! {
                text x=(number(place.x)) y=(number(place.y)) font-size=(number(style.size)) font-weight=[weight] text-anchor=[anchor] fill=(ink) { (text) }
            }
        }
        Shape::Path { places, is_closed, paint } => {
            let places: Vec<String> =
                places.iter().map(|place| format!("{} {}", number(place.x), number(place.y))).collect();
            let end = if *is_closed { "Z" } else { "" };
            let line = format!("M{}{end}", places.join("L"));
            let Attributes { fill, stroke, width, dashes } = attributes(*paint);
            html! { path d=(line) fill=(fill) stroke=[stroke] stroke-width=[width] stroke-dasharray=[dashes] {} }
        }
        Shape::Circle { middle, radius, paint } => {
            let Attributes { fill, stroke, width, dashes } = attributes(*paint);
            html! {
                circle cx=(number(middle.x)) cy=(number(middle.y)) r=(number(*radius)) fill=(fill) stroke=[stroke] stroke-width=[width] stroke-dasharray=[dashes] {}
            }
        }
        Shape::Rounded { top, width, height, radius, paint } => {
            let Attributes { fill, stroke, width: line, .. } = attributes(*paint);
            html! {
                rect x=(number(top.x)) y=(number(top.y)) width=(number(*width)) height=(number(*height)) rx=(number(*radius)) fill=(fill) stroke=[stroke] stroke-width=[line] {}
            }
        }
        Shape::Mark { middle, verdict } => {
            let (x, y) = (number(middle.x - marks::SIZE / 2.0), number(middle.y - marks::SIZE / 2.0));
            html! { use href={ "#" (marks::name(*verdict)) } x=(x) y=(y) width=(marks::SIZE) height=(marks::SIZE) {} }
        }
    }
}

/// A paint as attributes.
struct Attributes {
    fill: String,
    stroke: Option<String>,
    width: Option<String>,
    dashes: Option<String>,
}

fn attributes(paint: Paint) -> Attributes {
    let dashed = paint.stroke.filter(|stroke| stroke.is_dashed);
    Attributes {
        fill: paint.fill.map_or("none".to_owned(), |ink| ink.to_string()),
        stroke: paint.stroke.map(|stroke| stroke.ink.to_string()),
        width: paint.stroke.map(|stroke| number(stroke.width)),
        dashes: dashed.map(|_| DASHES.map(number).join(" ")),
    }
}

/// A length as SVG writes it: no more digits than one can see.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
