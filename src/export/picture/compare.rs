//! Compare as a picture: a column for each theory, rival claims about one subject side by side, each with its verdict.

use super::Drawing;
use super::canvas::{Canvas, MONOGRAM_HEIGHT, MONOGRAM_WIDTH};
use super::frame::{APART, BETWEEN, Frame, MARGIN, left_out, short};
use super::marks;
use super::shape::{Point, Side};
use super::typeface::{BODY_BOLD, SMALL, SMALL_BOLD};
use crate::arrange::rows::{PAGE, TopicGroup, topics};
use crate::assess::PredictionAssessment;
use crate::export::comparison::Comparison;
use crate::look::colours::INK;
use crate::look::marks::{monograms, timing_label};
use crate::model::{Kind, Prediction};
use crate::words;

/// The most theories that are drawn.
const MOST_THEORIES: usize = 12;

/// The width of a column, in points, and of the text in it.
const COLUMN: f32 = 212.0;
const TEXT: f32 = COLUMN - APART;

/// The most lines that a statement takes.
const MOST_LINES: usize = 8;

/// Draws it.
pub(crate) fn draw(comparison: &Comparison) -> Drawing {
    let theories = comparison.theories.len().min(MOST_THEORIES);
    let width = (2.0 * MARGIN + theories as f32 * COLUMN - APART).max(680.0);
    let mut frame = Frame::new(comparison, "Side by side", width);
    heads(&mut frame, comparison, theories);
    let groups = topics(&comparison.essay, &comparison.theories, &comparison.assessment);
    let mut unseen = 0;
    for group in &groups {
        unseen += topic(&mut frame, comparison, group, theories);
    }
    frame.rule();
    let mut notes = vec![
        "Beside the arrow: foresight, if a prediction was made before its outcomes; hindsight, if after. \
         Prescriptions are set lighter, and count in no score."
            .to_owned(),
    ];
    notes.extend(left_out(unseen, "prediction"));
    notes.extend(left_out(comparison.theories.len() - theories, "further column"));
    frame.legend(&notes);
    frame.finish(
        comparison,
        "A column for each theory, with its predictions by topic and the verdict on each.",
    )
}

fn column(theory: usize) -> f32 {
    MARGIN + theory as f32 * COLUMN
}

fn heads(frame: &mut Frame, comparison: &Comparison, theories: usize) {
    let letters = monograms(comparison.theories.iter().map(|theory| theory.short_name.as_str()));
    let top = frame.y;
    let mut bottom = top;
    for (theory, own) in comparison.columns().take(theories).enumerate() {
        let x = column(theory);
        frame.canvas.monogram(Point { x, y: top }, &letters[theory], INK.hue(theory));
        let room = TEXT - MONOGRAM_WIDTH - BETWEEN;
        let name = BODY_BOLD.at_most(2, own.name, room);
        let place = Point { x: x + MONOGRAM_WIDTH + BETWEEN, y: top + 2.0 };
        let mut y = frame.canvas.lines(place, BODY_BOLD, INK.text, &name).max(top + MONOGRAM_HEIGHT + 4.0);
        let card = &own.judged.scorecard;
        let standing = [
            format!("{}, {}", own.theory.theorist, own.theory.year),
            words::rank(card, comparison.theories.len()),
            format!("Score {}, from {} of {}", words::figure(card.score), card.scored, card.forecasts),
        ];
        for text in standing {
            let lines = SMALL.at_most(2, &text, TEXT);
            y = frame.canvas.lines(Point { x, y }, SMALL, INK.quiet, &lines);
        }
        bottom = bottom.max(y);
    }
    frame.y = bottom + BETWEEN;
}

/// Draws the rows of a topic; says how many predictions it leaves out.
fn topic(frame: &mut Frame, comparison: &Comparison, group: &TopicGroup, theories: usize) -> usize {
    frame.rule();
    frame.y += BETWEEN;
    frame.canvas.text(Point { x: MARGIN, y: frame.y }, Side::Left, SMALL_BOLD, INK.quiet, &group.label);
    frame.y += SMALL_BOLD.line_height() + 4.0;
    for row in 0..group.rows().min(PAGE) {
        let top = frame.y;
        let mut bottom = top;
        for (theory, column) in group.columns.iter().enumerate().take(theories) {
            let Some(position) = column.get(row) else { continue };
            bottom = bottom.max(card(&mut frame.canvas, comparison, theory, *position as usize, top));
        }
        frame.y = bottom + APART;
    }
    group.columns.iter().take(theories).map(|column| column.len().saturating_sub(PAGE)).sum()
}

/// Draws a prediction; returns the place below it.
fn card(canvas: &mut Canvas, comparison: &Comparison, theory: usize, position: usize, top: f32) -> f32 {
    let prediction = &comparison.theories[theory].predictions[position];
    let Some(judged) = comparison.assessment.theories[theory].prediction(position) else { return top };
    let x = column(theory);
    let ink = if prediction.kind == Kind::Prescription { INK.quiet } else { INK.text };
    canvas.verdict(Point { x: x + marks::SIZE / 2.0, y: top + SMALL.line_height() / 2.0 }, judged.verdict);
    let word = Point { x: x + marks::SIZE + 4.0, y: top };
    canvas.text(word, Side::Left, SMALL_BOLD, INK.verdict(judged.verdict), short(judged.verdict));
    let lines = SMALL.at_most(MOST_LINES, &prediction.statement, TEXT);
    let below = canvas.lines(Point { x, y: top + SMALL.line_height() + 2.0 }, SMALL, ink, &lines);
    origin(canvas, prediction, judged, Point { x, y: below + 2.0 })
}

/// Whether it was foresight, and where it comes from.
fn origin(canvas: &mut Canvas, prediction: &Prediction, judged: &PredictionAssessment, top: Point) -> f32 {
    /// The room that the mark of a timing takes.
    const MARK: f32 = 22.0;
    let mut text = vec![words::source_in_short(prediction)];
    if prediction.kind == Kind::Prescription {
        text.insert(0, words::kind(prediction.kind).to_owned());
    }
    let mut inset = 0.0;
    if let Some(timing) = judged.timing {
        text.insert(0, timing_label(timing).to_owned());
        canvas.timing(Point { x: top.x + MARK / 2.0 - 2.0, y: top.y + SMALL.line_height() / 2.0 }, timing);
        inset = MARK;
    }
    let lines = SMALL.at_most(3, &text.join(" · "), TEXT - inset);
    canvas.lines(Point { x: top.x + inset, y: top.y }, SMALL, INK.quiet, &lines)
}
