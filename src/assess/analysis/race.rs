//! A rival against the leader, and the sets of changed readings that decide it.

use super::super::rules::EPSILON;
use super::flips::Flip;
use super::scored::{Form, Scored};
use crate::model::Reported;

/// A theory that is ranked.
pub(super) struct Entrant<'a> {
    pub(super) theory: usize,
    /// Its score, as a function of outcomes.
    pub(super) form: &'a Form,
    /// Its score as things stand.
    pub(super) score: f64,
    /// Whether it is first, alone or with others.
    pub(super) leads: bool,
}

/// A leader, a rival, and what changed readings can bring the rival.
pub(super) struct Race<'a> {
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

impl<'a> Race<'a> {
    pub(super) fn new(scored: &'a Scored<'a>, leader: &Entrant<'_>, rival: &Entrant<'_>) -> Self {
        let lead = rival.form.minus(leader.form);
        let gain = |(outcome, slope): (u32, f64)| {
            let outcome = outcome as usize;
            let value = scored.value(outcome)?;
            let most = if slope > 0.0 { slope * (1.0 - value) } else { -slope * value };
            (most > 0.0).then_some(Gain { outcome, slope, most })
        };
        Self {
            leader: leader.theory,
            rival: rival.theory,
            need: EPSILON + leader.score - rival.score,
            gains: lead.shares.iter().copied().filter_map(gain).collect(),
            scored,
        }
    }

    /// How many readings must change at the least; `None` if all together are not enough.
    pub(super) fn smallest(&self) -> Option<usize> {
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
    pub(super) fn surplus(&self, outcomes: &[usize]) -> Option<f64> {
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
    pub(super) fn nearest(&self, outcomes: &[usize]) -> Flip {
        let mut surplus = self.surplus(outcomes).unwrap_or_default();
        let mut gains: Vec<&Gain> =
            self.gains.iter().filter(|g| outcomes.binary_search(&g.outcome).is_ok()).collect();
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

    /// So many readings that are enough: those that bring the most.
    pub(super) fn with_largest(&self, size: usize) -> Flip {
        let mut gains: Vec<&Gain> = self.gains.iter().collect();
        gains.sort_by(|a, b| b.most.total_cmp(&a.most));
        let mut outcomes: Vec<usize> = gains.iter().take(size).map(|gain| gain.outcome).collect();
        outcomes.sort_unstable();
        self.nearest(&outcomes)
    }

    /// Hands each set of this size that is enough to `found`, in the essay's order, until that returns
    /// false.
    pub(super) fn search(&self, size: usize, found: &mut impl FnMut(&[usize]) -> bool) {
        Search::new(self, size).from(0, 0.0, found);
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

    /// Goes on from a place, with a sum of gains so far; whether `found` never returned false.
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
