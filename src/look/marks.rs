//! The marks as shapes: of verdicts, of timing, and the theories' monograms.
//!
//! They are shapes, not glyphs, so they look the same with any font and stay crisp at any size from 12 to 28 points.

use std::collections::BTreeSet;
use std::f32::consts::{PI, TAU};

use crate::assess::{Grade, PredictionTiming, Reason, Tally, Verdict};
use crate::model::choice::Choice as _;

/// A place in a mark: x to the right and y down from its centre, in radii.
pub type Place = (f32, f32);

/// A part of a mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A disc that fills the mark.
    Disc,
    /// A ring whose outer edge is that of the disc.
    Ring,
    /// A disc of this radius in the middle, in radii.
    Dot(f32),
    /// A line with the pen.
    Line(Vec<Place>),
    /// A line in the colour of the paper, on a disc.
    LineInPaper(Vec<Place>),
    /// A convex shape.
    Fill(Vec<Place>),
}

/// How thick and how large the strokes of a mark are, by its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// The radius of the mark, in points.
    pub radius: f32,
    /// The width of its strokes, in points. They thicken more slowly than marks grow, as the strokes of type do.
    pub width: f32,
}

impl Pen {
    /// The pen for a mark so many points high.
    pub fn of(size: f32) -> Self {
        Self { radius: 0.47 * size, width: 0.35 + 0.075 * size }
    }
}

/// The parts of a verdict's mark, from back to front.
pub fn verdict(verdict: Verdict, pen: Pen) -> Vec<Part> {
    match verdict {
        Verdict::Scored { grade, .. } => self::grade(grade, pen),
        Verdict::Unscored(reason) => dashes(pen).chain(self::reason(reason)).collect(),
    }
}

fn grade(grade: Grade, pen: Pen) -> Vec<Part> {
    match grade {
        Grade::Confirmed => vec![Part::Disc, Part::LineInPaper(TICK.to_vec())],
        Grade::LargelyConfirmed => vec![Part::Ring, Part::Line(TICK.to_vec())],
        Grade::Mixed => vec![Part::Ring, Part::Fill(arc(pen, PI / 2.0, 3.0 * PI / 2.0))],
        Grade::LargelyDisconfirmed => {
            [Part::Ring].into_iter().chain(CROSS.map(|arm| Part::Line(arm.to_vec()))).collect()
        }
        Grade::Disconfirmed => {
            [Part::Disc].into_iter().chain(CROSS.map(|arm| Part::LineInPaper(arm.to_vec()))).collect()
        }
    }
}

fn reason(reason: Reason) -> Vec<Part> {
    match reason {
        Reason::TooVague => vec![wave()],
        Reason::ConditionsNotMet => gate(),
        Reason::NotAddressed => vec![Part::Line(vec![(-0.4, 0.0), (0.4, 0.0)])],
        Reason::Contested => [arrow(-0.7, -0.08), arrow(0.7, 0.08)].concat(),
        Reason::Pending => vec![Part::Line(vec![(-0.02, -0.5), (-0.02, 0.04), (0.34, 0.3)])],
    }
}

/// The parts of a timing's mark: the dot is the outcome, and an arrow points to it from the time of the prediction.
pub fn timing(timing: PredictionTiming) -> Vec<Part> {
    let before = (timing != PredictionTiming::Hindsight).then(|| arrow(-1.5, -0.55));
    let after = (timing != PredictionTiming::Foresight).then(|| arrow(1.5, 0.55));
    let arrows = before.into_iter().chain(after).flatten();
    std::iter::once(Part::Dot(0.3)).chain(arrows).collect()
}

const TICK: [Place; 3] = [(-0.44, 0.02), (-0.12, 0.34), (0.42, -0.3)];

/// Half the length of the arms of a cross, along each axis.
const ARM: f32 = 0.35;

const CROSS: [[Place; 2]; 2] = [[(-ARM, -ARM), (ARM, ARM)], [(-ARM, ARM), (ARM, -ARM)]];

/// The ring of what has no score.
fn dashes(pen: Pen) -> impl Iterator<Item = Part> {
    const DASHES: u8 = 8;
    let step = TAU / f32::from(DASHES);
    (0..DASHES).map(move |dash| {
        let middle = step * (f32::from(dash) + 0.5);
        Part::Line(arc(pen, middle - 0.3 * step, middle + 0.3 * step))
    })
}

/// Points along the middle of the ring, from one angle to another.
fn arc(pen: Pen, from: f32, to: f32) -> Vec<Place> {
    const STEPS: u8 = 16;
    let radius = 1.0 - 0.5 * pen.width / pen.radius;
    let angle = |step| from + (to - from) * f32::from(step) / f32::from(STEPS);
    (0..=STEPS).map(angle).map(|angle| (radius * angle.cos(), radius * angle.sin())).collect()
}

fn wave() -> Part {
    const STEPS: u8 = 24;
    let turn = |step| f32::from(step) / f32::from(STEPS);
    Part::Line((0..=STEPS).map(turn).map(|turn| (turn - 0.5, -0.18 * (TAU * turn).sin())).collect())
}

/// Two posts and two bars.
fn gate() -> Vec<Part> {
    const POST: f32 = 0.4;
    let posts = [-POST, POST].map(|x| Part::Line(vec![(x, -0.48), (x, 0.48)]));
    let bars = [-0.2, 0.2].map(|y| Part::Line(vec![(-POST, y), (POST, y)]));
    posts.into_iter().chain(bars).collect()
}

/// A level arrow from one x to another.
fn arrow(from: f32, to: f32) -> Vec<Part> {
    const HEAD: f32 = 0.36;
    let back = HEAD * (from - to).signum();
    vec![
        Part::Line(vec![(from, 0.0), (to + back, 0.0)]),
        Part::Fill(vec![(to, 0.0), (to + back, -HEAD), (to + back, HEAD)]),
    ]
}

/// The timing for people.
pub fn timing_label(timing: PredictionTiming) -> &'static str {
    match timing {
        PredictionTiming::Foresight => "Foresight",
        PredictionTiming::Hindsight => "Hindsight",
        PredictionTiming::Mixed => "Partly foresight",
    }
}

/// The counts in words: `4 forecasts: 3 confirmed, 1 unscored`.
pub fn tally_words(tally: &Tally) -> String {
    let counts = counts(tally);
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let parts = counts.iter().filter(|(_, count)| *count > 0).map(|(grade, count)| {
        let word = grade.map_or("unscored".to_owned(), |grade| grade.label().to_lowercase());
        format!("{count} {word}")
    });
    match total {
        0 => "No forecasts".to_owned(),
        1 => format!("1 forecast: {}", parts.collect::<String>()),
        _ => format!("{total} forecasts: {}", parts.collect::<Vec<_>>().join(", ")),
    }
}

/// A monogram for each of the names, in their order: two letters, no two alike as long as the
/// letters last. A name further on never changes those before it.
pub fn monograms<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let candidates = monogram_candidates(name);
            let free = candidates.iter().find(|letters| !taken.contains(*letters));
            let letters = free.or(candidates.first()).cloned().unwrap_or_else(|| "?".to_owned());
            taken.insert(letters.clone());
            letters
        })
        .collect()
}

/// The first letter with each of the others in turn: `Ma`, `Mc`, `Mk` for Mackinder.
fn monogram_candidates(name: &str) -> Vec<String> {
    let mut letters = name.chars().filter(|letter| letter.is_alphanumeric());
    let Some(first) = letters.next() else { return Vec::new() };
    let first = first.to_uppercase();
    let pairs: Vec<_> = letters.map(|letter| format!("{first}{}", letter.to_lowercase())).collect();
    if pairs.is_empty() { vec![first.to_string()] } else { pairs }
}

/// The counts of the grades from best to worst, and last of the unscored.
pub fn counts(tally: &Tally) -> Vec<(Option<Grade>, usize)> {
    let grades = Grade::ALL.iter().map(|grade| (Some(*grade), tally.count(*grade)));
    grades.chain([(None, tally.unscored)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monograms_are_told_apart() {
        let built_in = ["Mackinder", "Brzezinski", "Huntington", "Kissinger (late)", "Multipolarity"];
        assert_eq!(monograms(built_in), ["Ma", "Br", "Hu", "Ki", "Mu"]);
        assert_eq!(monograms(["Mackinder", "Marx", "Mahan"]), ["Ma", "Mr", "Mh"]);
    }

    #[test]
    fn any_name_has_a_monogram() {
        assert_eq!(monograms(["", "X", "(x)", "Đặng", "陈云", "X"]), ["?", "X", "X", "Đặ", "陈云", "X"]);
    }

    #[test]
    fn a_tally_counts_in_words() {
        assert_eq!(tally_words(&Tally::default()), "No forecasts");
        let mut tally = Tally::default();
        tally.unscored = 1;
        assert_eq!(tally_words(&tally), "1 forecast: 1 unscored");
    }
}
