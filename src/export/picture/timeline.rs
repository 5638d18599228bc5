//! The timeline as a picture: a row for each prediction and for each date on which outcomes came out, along one axis.

use super::Drawing;
use super::canvas::{Canvas, MONOGRAM_HEIGHT, MONOGRAM_WIDTH};
use super::frame::{APART, BETWEEN, Frame, MARGIN, left_out};
use super::marks;
use super::shape::{Point, Side};
use super::typeface::{BODY_BOLD, SMALL};
use crate::arrange::timeline::{Bar, Dated, Lane, Layout, layout};
use crate::arrange::years::{Stretch, name, ticks};
use crate::assess::PredictionTiming;
use crate::export::comparison::Comparison;
use crate::look::colours::{INK, PAPER};
use crate::look::marks::monograms;
use crate::model::Kind;
use crate::words::count;

/// The most predictions of a theory that are drawn, the most theories, and the most dates of outcomes.
const MOST_BARS: usize = 60;
const MOST_THEORIES: usize = 20;
const MOST_DATES: usize = 80;

/// Where the names stand, and where the axis of time begins and ends, in points.
const NAMES: f32 = 420.0;
const FROM: f32 = MARGIN + NAMES + APART;
const TO: f32 = 1060.0;
const WIDTH: f32 = TO + MARGIN;

const ROW: f32 = 22.0;

/// Draws it.
pub(crate) fn draw(comparison: &Comparison) -> Drawing {
    let columns: Vec<usize> = (0..comparison.theories.len().min(MOST_THEORIES)).collect();
    let layout = layout(&comparison.essay, &comparison.theories, &comparison.assessment, &columns);
    let mut frame = Frame::new(comparison, "Timeline", WIDTH);
    chart(&mut frame, comparison, &layout, true);
    let mut notes = vec![format!("{LEGEND} A diamond is an outcome, a hollow one is still open.")];
    let bars: usize = layout.lanes.iter().map(|lane| lane.bars.len().saturating_sub(MOST_BARS)).sum();
    notes.extend(left_out(bars + layout.left_out, "prediction"));
    notes.extend(left_out(layout.outcomes.len().saturating_sub(MOST_DATES), "further date"));
    notes.extend(left_out(comparison.theories.len() - columns.len(), "further lane"));
    frame.legend(&notes);
    frame.finish(comparison, DESCRIPTION)
}

/// The predictions alone, for a page that has the rest; nothing where they would not fit on a sheet of paper.
pub(crate) fn draw_brief(comparison: &Comparison) -> Option<Drawing> {
    /// The most rows that can be read on a sheet.
    const MOST_ROWS: usize = 60;
    let columns: Vec<usize> = (0..comparison.theories.len()).collect();
    let rows: usize = comparison.assessment.theories.iter().map(|theory| theory.predictions.len() + 2).sum();
    if rows > MOST_ROWS {
        return None;
    }
    let layout = layout(&comparison.essay, &comparison.theories, &comparison.assessment, &columns);
    let mut frame = Frame::bare("Timeline", WIDTH);
    chart(&mut frame, comparison, &layout, false);
    Some(frame.drawing(DESCRIPTION))
}

/// What one sees.
const DESCRIPTION: &str =
    "For each theory when its predictions were made, and when what they expect came out.";

/// How to read the lanes of the theories.
pub(crate) const LEGEND: &str = "From a dot on, a solid line: foresight, from the day on which a prediction was made to its verdict, at the day when \
     it was due or its last outcome came out. From a ring back, a dashed line: hindsight, to the outcome that was there \
     before. The dashed upright is the essay's last day.";

/// Draws the lanes of the theories along the axis, and the outcomes below them.
fn chart(frame: &mut Frame, comparison: &Comparison, layout: &Layout, with_outcomes: bool) {
    let axis = Axis { whole: layout.whole };
    axis.names(frame);
    let top = frame.y;
    let letters = monograms(comparison.theories.iter().map(|theory| theory.short_name.as_str()));
    let mut rows = Canvas::default();
    let mut y = top;
    for lane in &layout.lanes {
        y = self::lane(&mut rows, comparison, lane, &axis, &letters[lane.theory], y);
    }
    if with_outcomes {
        y = outcomes(&mut rows, comparison, layout, &axis, y);
    }
    axis.grid(&mut frame.canvas, layout, top, y);
    frame.canvas.append(rows);
    frame.y = y;
    frame.rule();
    frame.y += 4.0;
    axis.names(frame);
}

/// Time along the picture.
struct Axis {
    whole: Stretch,
}

impl Axis {
    /// Where a moment is, in points from the left.
    #[expect(clippy::cast_possible_truncation, reason = "some hundred points")]
    fn x(&self, moment: f64) -> f32 {
        FROM + (TO - FROM) * ((moment - self.whole.from) / self.whole.length()) as f32
    }

    /// The moments that have a name, far enough apart for the names.
    fn ticks(&self) -> Vec<f64> {
        const LEAST: f64 = 70.0;
        ticks(self.whole, LEAST * self.whole.length() / f64::from(TO - FROM)).0
    }

    fn names(&self, frame: &mut Frame) {
        let y = frame.y;
        for tick in self.ticks() {
            frame.canvas.text(Point { x: self.x(tick), y }, Side::Middle, SMALL, INK.quiet, &name(tick));
        }
        frame.y += SMALL.line_height();
    }

    fn grid(&self, canvas: &mut Canvas, layout: &Layout, top: f32, bottom: f32) {
        for tick in self.ticks() {
            let x = self.x(tick);
            canvas.hairline(Point { x, y: top }, Point { x, y: bottom });
        }
        let x = self.x(layout.essay);
        canvas.dashes(Point { x, y: top }, Point { x, y: bottom }, INK.quiet, 1.0);
    }
}

/// Draws a theory's predictions; returns the place below them.
fn lane(
    canvas: &mut Canvas,
    comparison: &Comparison,
    lane: &Lane,
    axis: &Axis,
    letters: &str,
    top: f32,
) -> f32 {
    canvas.hairline(Point { x: MARGIN, y: top }, Point { x: TO, y: top });
    let hue = INK.hue(lane.theory);
    let mut y = top + BETWEEN;
    canvas.monogram(Point { x: MARGIN, y }, letters, hue);
    let name = BODY_BOLD.at_most(1, &comparison.names[lane.theory], NAMES - MONOGRAM_WIDTH - BETWEEN);
    let place = Point { x: MARGIN + MONOGRAM_WIDTH + BETWEEN, y: y + 1.5 };
    canvas.text(place, Side::Left, BODY_BOLD, INK.text, &name.concat());
    y += MONOGRAM_HEIGHT + 4.0;
    for bar in lane.bars.iter().take(MOST_BARS) {
        prediction(canvas, comparison, lane.theory, bar, axis, y);
        y += ROW;
    }
    y + BETWEEN
}

fn prediction(canvas: &mut Canvas, comparison: &Comparison, theory: usize, bar: &Bar, axis: &Axis, top: f32) {
    let prediction = &comparison.theories[theory].predictions[bar.position];
    let Some(judged) = comparison.assessment.theories[theory].prediction(bar.position) else { return };
    let ink = if prediction.kind == Kind::Prescription { INK.quiet } else { INK.text };
    let y = top + ROW / 2.0;
    let name = SMALL.at_most(1, &prediction.statement, NAMES).concat();
    canvas.text(Point { x: MARGIN, y: y - SMALL.line_height() / 2.0 }, Side::Left, SMALL, ink, &name);
    let made = Point { x: axis.x(bar.made), y };
    let hue = INK.hue(theory);
    if let Some(back) = bar.back {
        canvas.dashes(Point { x: axis.x(back.at), y }, made, hue, 1.5);
    }
    if let Some(forward) = bar.forward {
        canvas.line(made, Point { x: axis.x(forward.at), y }, hue, 3.0);
    }
    if judged.timing == Some(PredictionTiming::Hindsight) {
        canvas.knot(made, 3.0, hue);
    } else {
        canvas.disc(made, 3.0, hue);
    }
    let end = verdict_at(axis.x(bar.verdict_at()), made.x, bar.forward.is_none() && bar.back.is_some());
    // Paper parts the mark from the lines behind it.
    canvas.disc(Point { x: end, y }, marks::SIZE / 2.0 + 1.0, PAPER);
    canvas.verdict(Point { x: end, y }, judged.verdict);
}

/// Where the middle of a verdict's mark goes: at the end of its line, and beside it where the line is so short that the
/// mark would hide it.
fn verdict_at(end: f32, made: f32, is_back: bool) -> f32 {
    const BESIDE: f32 = 0.75 * marks::SIZE;
    if (end - made).abs() >= marks::SIZE {
        end
    } else if is_back {
        end.min(made) - BESIDE
    } else {
        end.max(made) + BESIDE
    }
}

/// Draws the outcomes by their dates; returns the place below them.
fn outcomes(canvas: &mut Canvas, comparison: &Comparison, layout: &Layout, axis: &Axis, top: f32) -> f32 {
    canvas.hairline(Point { x: MARGIN, y: top }, Point { x: TO, y: top });
    let mut y = top + BETWEEN;
    canvas.text(Point { x: MARGIN, y }, Side::Left, BODY_BOLD, INK.text, "Outcomes");
    y += BODY_BOLD.line_height() + 4.0;
    for dated in layout.outcomes.iter().take(MOST_DATES) {
        date(canvas, comparison, dated, axis, y);
        y += ROW;
    }
    y + BETWEEN
}

fn date(canvas: &mut Canvas, comparison: &Comparison, dated: &Dated, axis: &Axis, top: f32) {
    const HALF: f32 = 4.0;
    let outcomes = &comparison.essay.outcomes;
    let y = top + ROW / 2.0;
    let first = &outcomes[dated.positions[0]].statement;
    let name = named(first, dated.positions.len() - 1, NAMES);
    canvas.text(Point { x: MARGIN, y: y - SMALL.line_height() / 2.0 }, Side::Left, SMALL, INK.text, &name);
    let (from, to) = (axis.x(dated.time.from), axis.x(dated.time.to));
    let middle = if to - from > 2.0 * HALF { to - HALF } else { f32::midpoint(from, to) };
    if to - from > 2.0 * HALF {
        canvas.line(Point { x: from, y }, Point { x: middle - HALF, y }, INK.quiet, 1.0);
    }
    let corners = [(0.0, -HALF), (HALF, 0.0), (0.0, HALF), (-HALF, 0.0)];
    let corners = corners.map(|(x, dy)| Point { x: middle + x, y: y + dy });
    let reported = |at: &usize| comparison.assessment.outcomes[*at].reported;
    let is_settled = dated.positions.iter().any(|at| reported(at).is_some_and(|r| r.value().is_some()));
    canvas.shape(&corners, INK.quiet, is_settled);
}

/// What came out on one date: the first outcome, cut short so that how many more there are stays in sight.
fn named(first: &str, others: usize, room: f32) -> String {
    let first = first.trim_end_matches('.');
    let rest = if others == 0 { String::new() } else { format!(", and {}", count(others, "more outcome")) };
    SMALL.at_most(1, first, room - SMALL.width(&rest)).concat() + &rest
}
