//! The scoreboard as a picture: each theory's score on a scale, and beside it how much that score rests on.

use super::Drawing;
use super::canvas::{Canvas, MONOGRAM_HEIGHT, MONOGRAM_WIDTH};
use super::frame::{BETWEEN, Frame, MARGIN, left_out};
use super::shape::{Point, Side};
use super::typeface::{BODY, BODY_BOLD, SMALL, SMALL_BOLD};
use crate::export::comparison::{Column, Comparison};
use crate::export::words;
use crate::look::colours::{INK, Rgb};
use crate::look::marks::monograms;
use crate::model::Essay;

/// The most theories that are drawn.
const MOST: usize = 60;

const WIDTH: f32 = 980.0;
const ROW: f32 = 44.0;

/// Where the columns begin, in points from the left.
const RANK: f32 = MARGIN;
const NAME: f32 = 72.0;
const SCALE: f32 = 300.0;
const SCALE_WIDTH: f32 = 180.0;
const SCORE: f32 = 496.0;
const COVERAGE: f32 = 560.0;
const FORETOLD: f32 = 640.0;
const BOLDNESS: f32 = 736.0;
const TALLY: f32 = 832.0;

/// Draws it.
pub(crate) fn draw(comparison: &Comparison) -> Drawing {
    let mut frame = Frame::new(comparison, "Scoreboard", WIDTH);
    heads(&mut frame);
    let letters = monograms(comparison.theories.iter().map(|theory| theory.short_name.as_str()));
    for (at, (column, letters)) in comparison.columns().zip(&letters).enumerate().take(MOST) {
        frame.rule();
        let y = frame.y;
        row(&mut frame.canvas, &comparison.essay, column, (letters, INK.hue(at)), y);
        frame.y += ROW;
    }
    frame.rule();
    let advocate =
        comparison.columns().any(|column| column.theory.is_advocated_by(comparison.essay.id.as_str()));
    let advocate = advocate.then(|| "* Judged by its own essay.".to_owned());
    let scale =
        "On the scale: a disc for the score, a ring for the score of what was foretold alone.".to_owned();
    let notes = std::iter::once(scale)
        .chain(words::LEGEND.iter().map(|line| (*line).to_owned()))
        .chain(advocate)
        .chain(left_out(comparison.theories.len().saturating_sub(MOST), "further theory"))
        .collect::<Vec<_>>();
    frame.legend(&notes);
    frame.finish(
        comparison,
        "Each theory with its rank, its score on a scale from 0 to 1, and what that rests on.",
    )
}

fn heads(frame: &mut Frame) {
    let heads = [
        (RANK, "Rank"),
        (NAME, "Theory"),
        (SCALE, "0"),
        (SCORE, "Score"),
        (COVERAGE, "Coverage"),
        (FORETOLD, "Foretold (n)"),
        (BOLDNESS, "Boldness (n)"),
        (TALLY, "Forecasts"),
    ];
    let y = frame.y;
    for (x, head) in heads {
        frame.canvas.text(Point { x, y }, Side::Left, SMALL, INK.quiet, head);
    }
    frame.canvas.text(Point { x: SCALE + SCALE_WIDTH / 2.0, y }, Side::Middle, SMALL, INK.quiet, "0.5");
    frame.canvas.text(Point { x: SCALE + SCALE_WIDTH, y }, Side::Right, SMALL, INK.quiet, "1");
    frame.y += SMALL.line_height() + 4.0;
}

fn row(canvas: &mut Canvas, essay: &Essay, column: Column<'_>, (letters, hue): (&str, Rgb), top: f32) {
    let card = &column.judged.scorecard;
    let [rank, name, score, coverage, foretold, boldness, _] = words::scoreboard_row(column, essay);
    let middle = top + ROW / 2.0;
    let line = middle - BODY.line_height() / 2.0;
    canvas.text(Point { x: RANK + 28.0, y: line }, Side::Right, BODY_BOLD, INK.text, &rank);
    canvas.monogram(Point { x: NAME, y: middle - MONOGRAM_HEIGHT / 2.0 }, letters, hue);
    let room = SCALE - NAME - MONOGRAM_WIDTH - 2.0 * BETWEEN;
    let name = BODY_BOLD.at_most(1, &name, room);
    canvas.text(
        Point { x: NAME + MONOGRAM_WIDTH + BETWEEN, y: line },
        Side::Left,
        BODY_BOLD,
        INK.text,
        &name.concat(),
    );
    canvas.line(
        Point { x: SCALE, y: middle },
        Point { x: SCALE + SCALE_WIDTH, y: middle },
        INK.hairline,
        1.5,
    );
    for value in [0.0, 0.5, 1.0] {
        let x = SCALE + SCALE_WIDTH * value;
        canvas.line(Point { x, y: middle - 4.0 }, Point { x, y: middle + 4.0 }, INK.hairline, 1.5);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a share of some hundred points")]
    let place = |value: f64| Point { x: SCALE + SCALE_WIDTH * value as f32, y: middle };
    if let Some(score) = card.score {
        canvas.disc(place(score), 4.0, INK.text);
    }
    if let Some(foretold) = card.foretold {
        canvas.ring(place(foretold), 8.0, INK.text);
    }
    let figure = |x: f32| Point { x, y: middle - SMALL.line_height() / 2.0 };
    canvas.text(figure(SCORE), Side::Left, SMALL_BOLD, INK.text, &score);
    for (x, text) in [(COVERAGE, coverage), (FORETOLD, foretold), (BOLDNESS, boldness)] {
        canvas.text(figure(x), Side::Left, SMALL, INK.text, &text);
    }
    canvas.tally(Point { x: TALLY, y: middle - 4.0 }, WIDTH - MARGIN - TALLY, 8.0, &card.tally);
}
