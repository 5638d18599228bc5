//! What the timeline shows, and in which lane and row: a pure function of the comparison.

use std::sync::Arc;

use super::pack::pack;
use super::years::Stretch;
use crate::assess::{
    Assessment, ExpectationAssessment, PredictionAssessment, PredictionTiming, TheoryAssessment, Timing,
    timed,
};
use crate::model::{Essay, Outcome, Prediction, Reported, Theory};

/// How many predictions are drawn and listed, and how many outcomes. Scrolled content has to stay under
/// some four million points, where positions lose their precision.
const MOST: usize = 20_000;

/// The least distance between neighbours in a row, as a share of the whole stretch: room for the mark at
/// the end of one and the beginning of the next.
const GAP: f64 = 0.04;

/// The margin on both sides of what is shown, as a share of it.
const MARGIN: f64 = 0.03;

/// Predictions and outcomes, each at its place.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The time that all of it takes, with a margin.
    pub whole: Stretch,
    /// The last day of the essay: what comes after it is the open future.
    pub essay: f64,
    /// From the round year from which most predictions were made, if that is much closer.
    pub since: Option<Stretch>,
    /// The theories that are shown, in the order of their columns.
    pub lanes: Vec<Lane>,
    /// The outcomes that are shown.
    pub outcomes: Vec<Dated>,
    /// How many rows the outcomes take.
    pub outcome_rows: usize,
    /// How many predictions and outcomes are left out because there are too many.
    pub left_out: usize,
}

/// A theory's predictions.
#[derive(Debug, Clone)]
pub struct Lane {
    /// The theory's position among those that are compared.
    pub theory: usize,
    /// Its predictions in the order of time.
    pub bars: Vec<Bar>,
    /// The bars of each row by their places in `bars`, in the order of time. No two of a row overlap.
    pub rows: Vec<Vec<usize>>,
}

/// A prediction in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Its position in the theory's file.
    pub position: usize,
    /// When it was made: the middle of that date.
    pub made: f64,
    /// Hindsight: when the first of its outcomes had begun that was no longer open when it was made.
    pub back: Option<End>,
    /// Foresight: when it was due or, without such a date, when the last of its outcomes had come out.
    pub forward: Option<End>,
}

/// Where a bar leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// The moment, in decimal years.
    pub at: f64,
    /// The position of the outcome; `None` for the date on which the prediction was due.
    pub outcome: Option<usize>,
}

/// Outcomes of one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// When they came out, or may come out.
    pub time: Stretch,
    /// Their positions in the essay, in its order.
    pub positions: Vec<usize>,
    /// Their row among the outcomes.
    pub row: usize,
}

impl Bar {
    /// The time that it takes.
    pub fn time(&self) -> Stretch {
        let from = self.back.map_or(self.made, |end| end.at);
        let to = self.forward.map_or(self.made, |end| end.at);
        Stretch { from, to }
    }

    /// Where the verdict stands: at what it was judged by.
    pub fn verdict_at(&self) -> f64 {
        self.forward.or(self.back).map_or(self.made, |end| end.at)
    }
}

/// Lays out the theories at these positions, and the essay's outcomes.
pub fn layout(
    essay: &Essay,
    theories: &[Arc<Theory>],
    assessment: &Assessment,
    columns: &[usize],
) -> Arc<Layout> {
    let share = MOST / columns.len().max(1);
    let of = |column: &usize| bars(essay, &theories[*column], &assessment.theories[*column], share);
    let bars: Vec<Vec<Bar>> = columns.iter().map(of).collect();
    let outcomes = dated(essay);
    let published = essay.published.range().map(Stretch::of);
    let times = bars.iter().flatten().map(Bar::time).chain(outcomes.iter().map(|(time, _)| *time));
    let all = times.chain(published.ok()).reduce(Stretch::with);
    let whole = all.unwrap_or(Stretch { from: 2000.0, to: 2001.0 }).padded(MARGIN);
    let gap = GAP * whole.length();
    let since = since(&bars, whole);
    let drawn: usize = bars.iter().map(Vec::len).sum();
    let taking_part: usize =
        columns.iter().map(|column| assessment.theories[*column].predictions.len()).sum();
    let lanes = columns.iter().zip(bars).map(|(theory, bars)| lane(*theory, bars, gap)).collect();
    let (rows, outcome_rows) = pack(&outcomes.iter().map(|(time, _)| *time).collect::<Vec<_>>(), gap / 2.0);
    let outcomes = outcomes.into_iter().zip(rows);
    Arc::new(Layout {
        whole,
        essay: published.map_or(whole.to, |published| published.to),
        since,
        lanes,
        outcomes: outcomes.map(|((time, positions), row)| Dated { time, positions, row }).collect(),
        outcome_rows,
        left_out: (taking_part - drawn) + essay.outcomes.len().saturating_sub(MOST),
    })
}

fn lane(theory: usize, bars: Vec<Bar>, gap: f64) -> Lane {
    let (row_of, n) = pack(&bars.iter().map(Bar::time).collect::<Vec<_>>(), gap);
    let mut rows = vec![Vec::new(); n];
    for (bar, row) in row_of.into_iter().enumerate() {
        rows[row].push(bar);
    }
    for row in &mut rows {
        row.sort_by(|a, b| bars[*a].time().from.total_cmp(&bars[*b].time().from));
    }
    Lane { theory, bars, rows }
}

/// The first `most` predictions of a theory, in the order of time.
fn bars(essay: &Essay, theory: &Theory, judged: &TheoryAssessment, most: usize) -> Vec<Bar> {
    let one = |assessed: &PredictionAssessment| {
        let prediction = &theory.predictions[assessed.position()];
        bar(essay, prediction, assessed, judged.expectations(assessed))
    };
    let mut bars: Vec<Bar> = judged.predictions.iter().take(most).filter_map(one).collect();
    bars.sort_by(|a, b| {
        let end = |bar: &Bar| bar.verdict_at();
        a.made.total_cmp(&b.made).then(end(a).total_cmp(&end(b))).then(a.position.cmp(&b.position))
    });
    bars
}

/// A prediction in time; `None` if it has no date.
fn bar(
    essay: &Essay,
    prediction: &Prediction,
    assessed: &PredictionAssessment,
    expectations: &[ExpectationAssessment],
) -> Option<Bar> {
    let made = Stretch::of(prediction.made.range().ok()?).middle();
    let ends = |timing: Timing| {
        let of_timing = timed(expectations).filter(move |e| e.timing == Some(timing));
        of_timing.filter_map(|e| {
            let position = e.outcome? as usize;
            Some((position, outcome_time(essay, &essay.outcomes[position])?))
        })
    };
    let back = ends(Timing::Hindsight).min_by(|a, b| a.1.from.total_cmp(&b.1.from));
    let forward = ends(Timing::Foresight).max_by(|a, b| a.1.to.total_cmp(&b.1.to));
    let back = back.map(|(position, time)| End { at: time.from.min(made), outcome: Some(position) });
    let forward = forward.map(|(position, time)| End { at: time.to.max(made), outcome: Some(position) });
    let due = prediction.due.as_ref().and_then(|due| due.range().ok()).map(Stretch::of);
    let due = due.filter(|due| due.to >= made && assessed.timing != Some(PredictionTiming::Hindsight));
    let due = due.map(|due| End { at: due.to, outcome: None });
    Some(Bar { position: assessed.position(), made, back, forward: due.or(forward) })
}

/// When an outcome came out, or may come out. What the essay reports as settled had come out by its last
/// day, though the date may be as rough as a year.
fn outcome_time(essay: &Essay, outcome: &Outcome) -> Option<Stretch> {
    let mut time = Stretch::of(outcome.date(essay).range().ok()?);
    let published = Stretch::of(essay.published.range().ok()?);
    if outcome.reported != Reported::Pending && time.from < published.to {
        time.to = time.to.min(published.to);
    }
    Some(time)
}

/// The outcomes by their dates, in the order of time.
fn dated(essay: &Essay) -> Vec<(Stretch, Vec<usize>)> {
    let outcomes = essay.outcomes.iter().enumerate().take(MOST);
    let mut times: Vec<(Stretch, usize)> =
        outcomes.filter_map(|(position, o)| Some((outcome_time(essay, o)?, position))).collect();
    let same = |a: &(Stretch, usize), b: &(Stretch, usize)| a.0 == b.0;
    times.sort_by(|(a, _), (b, _)| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    let groups = times.chunk_by(same);
    groups.map(|group| (group[0].0, group.iter().map(|(_, position)| *position).collect())).collect()
}

/// From the decade, or else the century, in which three quarters of the predictions had still to be made.
fn since(bars: &[Vec<Bar>], whole: Stretch) -> Option<Stretch> {
    let mut made: Vec<f64> = bars.iter().flatten().map(|bar| bar.made).collect();
    made.sort_by(f64::total_cmp);
    let quarter = made.get(made.len() / 4)?;
    let round = if whole.length() > 1000.0 { 100.0 } else { 10.0 };
    let stretch = Stretch { from: (quarter / round).floor() * round, to: whole.to };
    (stretch.length() < 0.6 * whole.length()).then_some(stretch)
}

#[cfg(test)]
mod tests;
