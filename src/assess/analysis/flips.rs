//! What would change the leader: the smallest sets of outcomes whose readings, if changed, put another
//! theory first.
//!
//! Scores are linear in the values of outcomes. So for each rival every outcome has a largest gain that
//! a changed reading can bring, and the smallest sets follow from the gains in descending order, however
//! many outcomes there are.

use super::super::rules::EPSILON;
use super::scored::{Form, Scored};
use crate::model::Reported;

/// How many sets are listed.
pub const LISTED: usize = 20;

/// How many sets are counted, at the least, before counting ends: there may be billions.
const COUNTED: usize = 10_000;

/// The smallest sets of changed readings that put another theory first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flips {
    /// How many readings each set changes; `None` where no changed readings put another theory first.
    pub size: Option<usize>,
    /// The first [`LISTED`] sets in the essay's order.
    pub sets: Vec<Flip>,
    /// How many more sets of this size there are.
    pub more: usize,
    /// Whether there are more still: counting ends at some ten thousand.
    pub is_more_at_least: bool,
}

/// Changed readings that put another theory first.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The changed readings, by position of the outcome and in the essay's order. Of the readings that
    /// do it these are near to what is read now.
    pub readings: Vec<(usize, Reported)>,
    /// The theory that leads now.
    pub leader: usize,
    /// The theory that would then be above it.
    pub rival: usize,
}

/// A leader, a rival, and what changed readings can bring the rival.
struct Race<'a> {
    leader: usize,
    rival: usize,
    /// What the rival has to gain more than.
    need: f64,
    /// What it can gain, in the essay's order.
    gains: Vec<Gain>,
    scored: &'a Scored<'a>,
}

/// What a change of one reading can bring a rival at most.
#[derive(Debug, Clone, Copy)]
struct Gain {
    outcome: usize,
    /// The rival's lead over the leader grows by this much for each unit of the value.
    slope: f64,
    /// The largest gain: the value goes all the way.
    most: f64,
}

/// Finds the smallest sets. `forms` are the scores of the theories that are ranked, as functions of
/// outcomes, and `names` tell theories apart where two rivals would do equally well.
pub(super) fn flips(scored: &Scored<'_>, forms: &[Option<Form>], names: &[&str]) -> Flips {
    let mut races: Vec<Race<'_>> = Vec::new();
    let mut size = usize::MAX;
    for race in races_for_the_lead(scored, forms) {
        match race.smallest() {
            Some(own) if own < size => {
                size = own;
                races = vec![race];
            }
            Some(own) if own == size => races.push(race),
            _ => {}
        }
    }
    if races.is_empty() {
        return Flips::default();
    }
    // Which of two rivals a set is told of must not hang on the order in which theories were loaded.
    races.sort_by_key(|race| (names[race.rival], names[race.leader]));
    list(&races, size)
}

/// Each leader against each other ranked theory.
fn races_for_the_lead<'a>(
    scored: &'a Scored<'a>,
    forms: &'a [Option<Form>],
) -> impl Iterator<Item = Race<'a>> {
    let now = |form: &Form| form.at(|outcome| scored.value(outcome));
    let ranked: Vec<(usize, &Form, f64)> = forms
        .iter()
        .enumerate()
        .filter_map(|(theory, form)| form.as_ref().map(|form| (theory, form, now(form))))
        .collect();
    let best = ranked.iter().map(|(_, _, score)| *score).fold(f64::NEG_INFINITY, f64::max);
    let leaders: Vec<_> = ranked.iter().filter(|(_, _, score)| best - score <= EPSILON).copied().collect();
    leaders.into_iter().flat_map(move |leader| {
        let rivals: Vec<_> = ranked.iter().filter(|rival| rival.0 != leader.0).copied().collect();
        rivals.into_iter().map(move |rival| Race::new(scored, leader, rival))
    })
}

impl<'a> Race<'a> {
    fn new(scored: &'a Scored<'a>, leader: (usize, &Form, f64), rival: (usize, &Form, f64)) -> Self {
        let lead = rival.1.minus(leader.1);
        let gain = |(outcome, slope): (u32, f64)| {
            let outcome = outcome as usize;
            let value = scored.value(outcome)?;
            let most = if slope > 0.0 { slope * (1.0 - value) } else { -slope * value };
            (most > 0.0).then_some(Gain { outcome, slope, most })
        };
        Self {
            leader: leader.0,
            rival: rival.0,
            need: EPSILON + leader.2 - rival.2,
            gains: lead.shares.iter().copied().filter_map(gain).collect(),
            scored,
        }
    }

    /// How many readings must change at the least; `None` if all together are not enough.
    fn smallest(&self) -> Option<usize> {
        let mut gains: Vec<f64> = self.gains.iter().map(|gain| gain.most).collect();
        gains.sort_by(|a, b| b.total_cmp(a));
        let mut sum = 0.0;
        let enough = gains.iter().position(|gain| {
            sum += gain;
            sum > self.need
        });
        enough.map(|at| at + 1)
    }

    /// By how much more than needed changing all these readings brings; `None` where it brings too
    /// little. The outcomes are in the essay's order.
    fn surplus(&self, outcomes: &[usize]) -> Option<f64> {
        let gain = |outcome: &usize| {
            self.gains
                .binary_search_by_key(outcome, |gain| gain.outcome)
                .map_or(0.0, |at| self.gains[at].most)
        };
        let surplus = outcomes.iter().map(gain).sum::<f64>() - self.need;
        (surplus > 0.0).then_some(surplus)
    }

    /// Readings of these outcomes that are enough, each brought back towards what is read now while the
    /// others hold: those first that bring the least.
    fn nearest(&self, outcomes: &[usize]) -> Flip {
        let mut surplus = self.surplus(outcomes).unwrap_or_default();
        let mut gains: Vec<&Gain> = self.gains.iter().filter(|g| outcomes.contains(&g.outcome)).collect();
        // By their ids where they bring the same, so that the order of the essay decides nothing.
        gains.sort_by(|a, b| {
            let by_name = || self.scored.outcome_id(a.outcome).cmp(self.scored.outcome_id(b.outcome));
            a.slope.abs().total_cmp(&b.slope.abs()).then_with(by_name)
        });
        let mut readings: Vec<(usize, Reported)> = Vec::with_capacity(gains.len());
        for gain in gains {
            if let Some((reading, spared)) = gain.nearest(surplus, self.scored.value(gain.outcome)) {
                surplus -= spared;
                readings.push((gain.outcome, reading));
            }
        }
        readings.sort_by_key(|(outcome, _)| *outcome);
        Flip { readings, leader: self.leader, rival: self.rival }
    }
}

impl Gain {
    /// The reading nearest to the value that is read now which spares less than `surplus` of the
    /// largest gain, and what it spares.
    fn nearest(&self, surplus: f64, value: Option<f64>) -> Option<(Reported, f64)> {
        let now = value.unwrap_or_default();
        let end = if self.slope > 0.0 { 1.0 } else { 0.0 };
        let graded = Reported::GRADES.iter().filter_map(|grade| Some((*grade, grade.value()?)));
        let on_the_way = graded.filter(|(_, value)| (value - now) * self.slope > 0.0);
        let spared = |value: f64| self.slope * (end - value);
        on_the_way
            .map(|(grade, value)| (grade, spared(value)))
            .filter(|(_, spared)| *spared < surplus || *spared <= 0.0)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
    }
}

/// Lists and counts the sets of this size that decide any of the races.
fn list(races: &[Race<'_>], size: usize) -> Flips {
    let mut first: Vec<Vec<usize>> = Vec::new();
    let (mut count, mut is_more_at_least) = (0, false);
    for (number, race) in races.iter().enumerate() {
        let mut listed = 0;
        let mut search = Search::new(race, size);
        let is_whole = search.run(&mut |outcomes| {
            if listed < LISTED {
                first.push(outcomes.to_vec());
                listed += 1;
            }
            let is_known = races[..number].iter().any(|earlier| earlier.surplus(outcomes).is_some());
            count += usize::from(!is_known);
            count < COUNTED
        });
        is_more_at_least |= !is_whole;
    }
    first.sort();
    first.dedup();
    first.truncate(LISTED);
    let sets: Vec<Flip> = first.iter().filter_map(|outcomes| best_race(races, outcomes)).collect();
    Flips { size: Some(size), more: count.saturating_sub(sets.len()), sets, is_more_at_least }
}

/// The change of these readings in favour of the rival who gets furthest.
fn best_race(races: &[Race<'_>], outcomes: &[usize]) -> Option<Flip> {
    let decided = races.iter().filter_map(|race| Some((race, race.surplus(outcomes)?)));
    // Of equals the first: `max_by` would take the last.
    let best = decided.reduce(|best, next| if next.1 > best.1 + EPSILON { next } else { best });
    best.map(|(race, _)| race.nearest(outcomes))
}

/// A search for every set of a size that decides a race, in the essay's order. Each step can still be
/// completed, so the search takes as long as the list is.
struct Search<'a> {
    gains: &'a [Gain],
    need: f64,
    size: usize,
    /// For each place in `gains` and each number up to `size`: the sum of so many of the largest gains
    /// from there on, or negative infinity where there are not so many.
    best: Vec<f64>,
    chosen: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(race: &'a Race<'_>, size: usize) -> Self {
        let gains = &race.gains;
        let width = size + 1;
        let mut best = vec![f64::NEG_INFINITY; (gains.len() + 1) * width];
        let mut largest: Vec<f64> = Vec::new();
        for place in (0..=gains.len()).rev() {
            if let Some(gain) = gains.get(place) {
                let at = largest.partition_point(|other| *other >= gain.most);
                largest.insert(at, gain.most);
                largest.truncate(size);
            }
            best[place * width] = 0.0;
            let mut sum = 0.0;
            for (number, gain) in largest.iter().enumerate() {
                sum += gain;
                best[place * width + number + 1] = sum;
            }
        }
        Self { gains, need: race.need, size, best, chosen: Vec::with_capacity(size) }
    }

    /// Hands each set to `found` until that returns false; returns whether it never did.
    fn run(&mut self, found: &mut impl FnMut(&[usize]) -> bool) -> bool {
        self.from(0, 0.0, found)
    }

    fn from(&mut self, place: usize, sum: f64, found: &mut impl FnMut(&[usize]) -> bool) -> bool {
        let lacking = self.size - self.chosen.len();
        if lacking == 0 {
            return found(&self.chosen);
        }
        for next in place..self.gains.len() {
            // The best sums fall from place to place.
            if sum + self.best[next * (self.size + 1) + lacking] <= self.need {
                break;
            }
            let Gain { outcome, most, .. } = self.gains[next];
            if sum + most + self.best[(next + 1) * (self.size + 1) + lacking - 1] <= self.need {
                continue;
            }
            self.chosen.push(outcome);
            let goes_on = self.from(next + 1, sum + most, found);
            self.chosen.pop();
            if !goes_on {
                return false;
            }
        }
        true
    }
}
