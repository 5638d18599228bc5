//! What would change the leader: the smallest sets of outcomes whose readings, if changed, put another
//! theory first.
//!
//! Scores are linear in the values of outcomes. So for each rival every outcome has a largest gain that
//! a changed reading can bring, and the smallest sets follow from the gains in descending order, however
//! many outcomes there are. Single readings are looked for outcome by outcome, not rival by rival: that
//! stays quick where hundreds of theories lead together.

use std::collections::{BTreeMap, BTreeSet};

use super::super::rules::EPSILON;
use super::race::{Entrant, Race};
use super::scored::{Form, Scored};
use crate::model::Reported;

/// How many sets are listed.
pub const LISTED: usize = 20;

/// How many sets are counted before counting ends: there may be billions.
const COUNTED: usize = 10_000;

/// Of sets with more readings than this one is told, and no others are looked for: nobody could read
/// them, and the search takes memory in proportion to their size.
const LONGEST: usize = 300;

/// Scores closer than this differ by rounding alone.
const ROUNDING: f64 = 1e-12;

/// The smallest sets of changed readings that put another theory first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flips {
    /// How many readings each set changes; `None` where no changed readings put another theory first.
    pub size: Option<usize>,
    /// The first [`LISTED`] sets in the essay's order; of sets of more than three hundred readings only one.
    pub sets: Vec<Flip>,
    /// How many more sets of this size were counted.
    pub more: usize,
    /// Whether there may be more still: counting ends at ten thousand, and sets of more than three hundred
    /// readings are not counted.
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
    /// The theory that would then be first.
    pub rival: usize,
}

/// Finds the smallest sets. `forms` are the scores of the theories that are ranked, as functions of
/// outcomes, and `names` tell theories apart where two rivals would do equally well.
pub(super) fn flips(scored: &Scored<'_>, forms: &[Option<Form>], names: &[&str]) -> Flips {
    let field = field(scored, forms, names);
    let (count, singles) = singles(scored, &field);
    if count > 0 {
        return Flips { size: Some(1), more: count - singles.len(), sets: singles, is_more_at_least: false };
    }
    let (size, races) = shortest_races(scored, &field);
    let found = match races.first() {
        None => Flips::default(),
        Some(race) if size > LONGEST => {
            Flips { size: Some(size), sets: vec![race.with_largest(size)], more: 0, is_more_at_least: true }
        }
        Some(_) => list(scored, &races, size),
    };
    let sets = found.sets.into_iter().map(|flip| naming_first(flip, scored, &field));
    Flips { sets: sets.collect(), ..found }
}

/// The ranked theories, by name: which of two rivals a set is told of must not hang on the order in
/// which theories were loaded.
fn field<'a>(scored: &Scored<'_>, forms: &'a [Option<Form>], names: &[&str]) -> Vec<Entrant<'a>> {
    let ranked = forms.iter().enumerate().filter_map(|(theory, form)| {
        let form = form.as_ref()?;
        Some(Entrant { theory, form, score: form.at(|outcome| scored.value(outcome)), leads: false })
    });
    let mut field: Vec<Entrant<'_>> = ranked.collect();
    let best = field.iter().map(|entrant| entrant.score).fold(f64::NEG_INFINITY, f64::max);
    for entrant in &mut field {
        entrant.leads = best - entrant.score <= EPSILON;
    }
    field.sort_by_key(|entrant| names[entrant.theory]);
    field
}

/// How many single readings put another theory first, and the first of them in the essay's order.
fn singles(scored: &Scored<'_>, field: &[Entrant<'_>]) -> (usize, Vec<Flip>) {
    let mut touched: BTreeMap<u32, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, entrant) in field.iter().enumerate() {
        for (outcome, share) in &entrant.form.shares {
            touched.entry(*outcome).or_default().push((at, *share));
        }
    }
    let (mut count, mut first) = (0, Vec::new());
    for (outcome, shares) in touched {
        let outcome = outcome as usize;
        let Some(value) = scored.value(outcome) else { continue };
        let overtaken = |to: f64| overtaken(field, &shares, to - value);
        // Leads are sums and differences of lines: what no end of the scale does, no reading does.
        if overtaken(0.0).or_else(|| overtaken(1.0)).is_none() {
            continue;
        }
        count += 1;
        if first.len() < LISTED {
            let flip = nearest(value, overtaken);
            first.extend(flip.map(|(reading, rival, leader)| Flip {
                readings: vec![(outcome, reading)],
                leader: field[leader].theory,
                rival: field[rival].theory,
            }));
        }
    }
    (count, first)
}

/// The reading nearest to the value now that puts another theory first; of two that are equally near, the
/// one that parts the two theories further. With the theory that is then first, and a leader below it.
fn nearest(
    value: f64,
    overtaken: impl Fn(f64) -> Option<(f64, usize, usize)>,
) -> Option<(Reported, usize, usize)> {
    let graded = Reported::GRADES.iter().filter_map(|grade| Some((*grade, grade.value()?)));
    let enough = graded.filter_map(|(grade, to)| Some(((to - value).abs(), grade, overtaken(to)?)));
    let best = enough.reduce(
        |best, next| {
            if is_nearer((next.0, next.2.0), (best.0, best.2.0)) { next } else { best }
        },
    );
    best.map(|(_, grade, (_, rival, leader))| (grade, rival, leader))
}

/// Whether a change is nearer to what is read now than the best so far; of two that are equally near, whether
/// it brings more. Each is a distance and what it brings.
fn is_nearer(next: (f64, f64), best: (f64, f64)) -> bool {
    next.0 < best.0 || (next.0 <= best.0 && next.1 > best.1 + ROUNDING)
}

/// Which theory is first, and which of those that lead now is last, once an outcome's value has changed by
/// so much; `None` where they are level. With the distance between them. Of equals the first by name.
/// `shares` are what the outcome gives to whom.
fn overtaken(field: &[Entrant<'_>], shares: &[(usize, f64)], change: f64) -> Option<(f64, usize, usize)> {
    let mut scores: Vec<f64> = field.iter().map(|entrant| entrant.score).collect();
    for (at, share) in shares {
        scores[*at] += share * change;
    }
    let first = |best: usize, next: usize| if scores[next] > scores[best] + ROUNDING { next } else { best };
    let last = |worst: usize, next: usize| if scores[next] < scores[worst] - ROUNDING { next } else { worst };
    let rival = (0..field.len()).reduce(first)?;
    let leader = (0..field.len()).filter(|at| field[*at].leads).reduce(last)?;
    let lead = scores[rival] - scores[leader];
    (lead > EPSILON).then_some((lead, rival, leader))
}

/// The races that the fewest readings decide, and how many these are.
///
/// One leader stands for all: if no single reading parts two of them, they follow from the outcomes
/// alike.
fn shortest_races<'a>(scored: &'a Scored<'a>, field: &[Entrant<'_>]) -> (usize, Vec<Race<'a>>) {
    let (mut size, mut races) = (usize::MAX, Vec::new());
    let Some(leader) = field.iter().find(|entrant| entrant.leads) else { return (size, races) };
    for rival in field.iter().filter(|entrant| !entrant.leads) {
        let race = Race::new(scored, leader, rival);
        let Some(own) = race.smallest() else { continue };
        if own < size {
            (size, races) = (own, Vec::new());
        }
        if own == size {
            races.push(race);
        }
    }
    (size, races)
}

/// Lists and counts the sets of this size that decide any of the races.
fn list(scored: &Scored<'_>, races: &[Race<'_>], size: usize) -> Flips {
    let (mut first, mut count) = (BTreeSet::new(), 0);
    for (number, race) in races.iter().enumerate() {
        let mut own = 0;
        race.search(size, &mut |outcomes| {
            // The first sets of each rival may be among the first of all.
            if own < LISTED {
                first.insert(outcomes.to_vec());
                own += 1;
            }
            if count <= COUNTED {
                let is_known = races[..number].iter().any(|earlier| earlier.surplus(outcomes).is_some());
                count += usize::from(!is_known);
            }
            own < LISTED || count <= COUNTED
        });
    }
    let sets: Vec<Flip> =
        first.iter().take(LISTED).filter_map(|outcomes| nearest_race(scored, races, outcomes)).collect();
    let more = count.min(COUNTED).saturating_sub(sets.len());
    Flips { size: Some(size), more, sets, is_more_at_least: count > COUNTED }
}

/// The change of these readings that stays nearest to what is read now; of two that are equally near, the
/// one in favour of the rival who gets further.
fn nearest_race(scored: &Scored<'_>, races: &[Race<'_>], outcomes: &[usize]) -> Option<Flip> {
    let decided = races.iter().filter_map(|race| Some((race.surplus(outcomes)?, race.nearest(outcomes))));
    let distance = |flip: &Flip| -> f64 {
        let moved = flip.readings.iter().map(|(outcome, reading)| {
            reading.value().unwrap_or_default() - scored.value(*outcome).unwrap_or_default()
        });
        moved.map(f64::abs).sum()
    };
    let decided = decided.map(|(surplus, flip)| (distance(&flip), surplus, flip));
    let nearest =
        decided.reduce(|best, next| if is_nearer((next.0, next.1), (best.0, best.1)) { next } else { best });
    nearest.map(|(_, _, flip)| flip)
}

/// The same change with the name of the theory that is then first: beside the rival in whose favour it was
/// made, another may have risen further.
fn naming_first(flip: Flip, scored: &Scored<'_>, field: &[Entrant<'_>]) -> Flip {
    let changed: BTreeMap<usize, Reported> = flip.readings.iter().copied().collect();
    let value = |outcome| match changed.get(&outcome) {
        Some(reading) => reading.value(),
        None => scored.value(outcome),
    };
    let risen = field.iter().map(|entrant| (entrant.form.at(value), entrant.theory));
    let first = risen.reduce(|best, next| if next.0 > best.0 + ROUNDING { next } else { best });
    Flip { rival: first.map_or(flip.rival, |(_, theory)| theory), ..flip }
}
