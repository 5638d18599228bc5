//! The matrix as a picture: outcomes in rows, theories in columns, and in each cell what is expected and what came of
//! it.

use super::Drawing;
use super::canvas::{Canvas, MONOGRAM_HEIGHT, MONOGRAM_WIDTH};
use super::frame::{APART, BETWEEN, Frame, MARGIN, left_out};
use super::marks;
use super::shape::{Point, Side};
use super::typeface::{SMALL, SMALL_BOLD};
use crate::arrange::rows::outcomes_by_topic;
use crate::assess::Cell;
use crate::export::comparison::Comparison;
use crate::look::colours::INK;
use crate::look::marks::monograms;
use crate::model::Expects;
use crate::words;

/// The most theories that are drawn, and the most outcomes.
const MOST_THEORIES: usize = 20;
const MOST_OUTCOMES: usize = 150;

/// The widths of the statement, of how it is reported, and of a theory's column, in points.
const STATEMENT: f32 = 330.0;
const REPORTED: f32 = 150.0;
const COLUMN: f32 = 118.0;

/// Draws it.
pub(crate) fn draw(comparison: &Comparison) -> Drawing {
    let theories = comparison.theories.len().min(MOST_THEORIES);
    let width = (2.0 * MARGIN + STATEMENT + REPORTED + theories as f32 * COLUMN).max(680.0);
    let mut frame = Frame::new(comparison, "Matrix", width);
    heads(&mut frame, comparison, theories);
    let groups = outcomes_by_topic(&comparison.essay);
    let counts = |outcome: &usize| comparison.assessment.outcomes[*outcome].reported.is_some();
    let groups =
        groups.into_iter().map(|(label, outcomes)| (label, outcomes.into_iter().filter(counts).collect()));
    let (mut drawn, mut unseen) = (0, 0);
    for (label, outcomes) in groups.filter(|(_, outcomes): &(_, Vec<usize>)| !outcomes.is_empty()) {
        let room = MOST_OUTCOMES - drawn;
        if room > 0 {
            heading(&mut frame, &label);
        }
        outcomes.iter().take(room).for_each(|outcome| row(&mut frame, comparison, *outcome, theories));
        drawn += outcomes.len().min(room);
        unseen += outcomes.len().saturating_sub(room);
    }
    frame.rule();
    let mut notes = vec![
        "+ expects it, − expects it not to occur, ± expects both and is right either way; in brackets what is advice. \
         The mark says whether it came out so. No sign: silent."
            .to_owned(),
    ];
    notes.extend(left_out(unseen, "outcome"));
    notes.extend(left_out(comparison.theories.len() - theories, "further column"));
    frame.legend(&notes);
    frame.finish(comparison, "For each outcome how the essay reports it, and for each theory what it expects and whether it came out so.")
}

/// Where the column of a theory begins.
fn column(theory: usize) -> f32 {
    MARGIN + STATEMENT + REPORTED + theory as f32 * COLUMN
}

fn heads(frame: &mut Frame, comparison: &Comparison, theories: usize) {
    let letters = monograms(comparison.theories.iter().map(|theory| theory.short_name.as_str()));
    let names: Vec<Vec<String>> = comparison
        .names
        .iter()
        .take(theories)
        .map(|name| SMALL_BOLD.at_most(2, name, COLUMN - BETWEEN))
        .collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(1);
    let y = frame.y;
    let bottom = y + MONOGRAM_HEIGHT + 4.0 + lines as f32 * SMALL.line_height();
    let text = Point { x: MARGIN, y: bottom - SMALL.line_height() };
    frame.canvas.text(text, Side::Left, SMALL, INK.quiet, "Outcome");
    frame.canvas.text(Point { x: MARGIN + STATEMENT, ..text }, Side::Left, SMALL, INK.quiet, "As reported");
    for (theory, name) in names.iter().enumerate() {
        let x = column(theory);
        frame.canvas.monogram(Point { x, y }, &letters[theory], INK.hue(theory));
        frame.canvas.lines(Point { x, y: y + MONOGRAM_HEIGHT + 4.0 }, SMALL_BOLD, INK.text, name);
    }
    frame.y = bottom + 4.0;
}

fn heading(frame: &mut Frame, label: &str) {
    frame.rule();
    frame.y += BETWEEN;
    frame.canvas.text(Point { x: MARGIN, y: frame.y }, Side::Left, SMALL_BOLD, INK.text, label);
    frame.y += SMALL.line_height() + 4.0;
}

fn row(frame: &mut Frame, comparison: &Comparison, outcome: usize, theories: usize) {
    frame.rule();
    let statement = &comparison.essay.outcomes[outcome].statement;
    let lines = SMALL.at_most(3, statement, STATEMENT - APART);
    let reported = comparison.assessment.outcomes[outcome].reported.map_or("", words::reported);
    let top = frame.y + 4.0;
    let bottom = frame.canvas.lines(Point { x: MARGIN, y: top }, SMALL, INK.text, &lines);
    let height = (bottom - top).max(SMALL.line_height());
    let middle = top + height / 2.0;
    let line = middle - SMALL.line_height() / 2.0;
    frame.canvas.text(Point { x: MARGIN + STATEMENT, y: line }, Side::Left, SMALL, INK.text, reported);
    for theory in 0..theories {
        let place = Point { x: column(theory), y: middle };
        cell(&mut frame.canvas, comparison.assessment.cell(&comparison.index, theory, outcome), place);
    }
    frame.y = top + height + 4.0;
}

fn cell(canvas: &mut Canvas, cell: Cell, place: Point) {
    let (sign, came_out) = match cell {
        Cell::Silent => return,
        Cell::Both => ("±".to_owned(), None),
        Cell::AdviceOnBoth => ("(±)".to_owned(), None),
        Cell::Forecast { expects, came_out } => (sign(expects).to_owned(), Some(came_out)),
        Cell::Advice { expects, came_out } => (format!("({})", sign(expects)), Some(came_out)),
    };
    let right = Point { x: place.x + MONOGRAM_WIDTH - 4.0, y: place.y - SMALL.line_height() / 2.0 };
    canvas.text(right, Side::Right, SMALL_BOLD, INK.text, &sign);
    if let Some(verdict) = came_out {
        canvas.verdict(Point { x: place.x + MONOGRAM_WIDTH + marks::SIZE / 2.0, y: place.y }, verdict);
    }
}

fn sign(expects: Expects) -> &'static str {
    match expects {
        Expects::Occurs => "+",
        Expects::DoesNotOccur => "−",
    }
}
