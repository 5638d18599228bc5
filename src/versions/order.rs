//! In which order the parts of several versions stand.

use std::collections::{HashMap, HashSet};

use super::parts::{Key, Parts};

/// The parts of both: known fields in the schema's order; then those of `first` in its order, and what only
/// `second` has behind what it follows there.
pub(super) fn union<'v>(first: &Parts<'v>, second: &Parts<'v>) -> Vec<Key<'v>> {
    let mut keys = ranked(first, second);
    keys.extend(woven(first, second));
    keys
}

/// The order of a merge: mine, unless theirs alone has changed that of the base.
pub(super) fn merged<'v>(base: &Parts<'v>, mine: &Parts<'v>, theirs: &Parts<'v>) -> Vec<Key<'v>> {
    if is_reordered(base, theirs) && !is_reordered(base, mine) {
        union(theirs, mine)
    } else {
        union(mine, theirs)
    }
}

/// The fewest parts of both that must be moved to bring those of `before` into the order of `after`.
pub(super) fn moved<'v>(before: &Parts<'v>, after: &Parts<'v>) -> HashSet<Key<'v>> {
    let common: Vec<(Key<'v>, usize)> =
        after.free().filter_map(|part| Some((part.key, before.get(part.key)?.index))).collect();
    let places: Vec<usize> = common.iter().map(|(_, index)| *index).collect();
    let mut moved: HashSet<Key<'v>> = common.iter().map(|(key, _)| *key).collect();
    for at in longest_rise(&places) {
        moved.remove(&common[at].0);
    }
    moved
}

fn ranked<'v>(first: &Parts<'v>, second: &Parts<'v>) -> Vec<Key<'v>> {
    let known = first.list.iter().chain(second.list.iter().filter(|part| first.get(part.key).is_none()));
    let mut known: Vec<_> = known.filter(|part| part.rank.is_some()).collect();
    known.sort_by_key(|part| part.rank);
    known.into_iter().map(|part| part.key).collect()
}

fn woven<'v>(first: &Parts<'v>, second: &Parts<'v>) -> Vec<Key<'v>> {
    let mut followers: HashMap<Option<Key<'v>>, Vec<Key<'v>>> = HashMap::new();
    let mut followed = None;
    for key in second.free().map(|part| part.key) {
        if first.get(key).is_some() {
            followed = Some(key);
        } else {
            followers.entry(followed).or_default().push(key);
        }
    }
    let mut keys = Vec::new();
    // They wait for what only `first` has there too, which comes before them.
    let mut waiting = followers.remove(&None).unwrap_or_default();
    for key in first.free().map(|part| part.key) {
        let is_common = second.get(key).is_some();
        if is_common {
            keys.append(&mut waiting);
            waiting = followers.remove(&Some(key)).unwrap_or_default();
        }
        keys.push(key);
    }
    keys.append(&mut waiting);
    keys
}

/// Whether the parts of the base that a version still has stand in another order there.
fn is_reordered(base: &Parts<'_>, version: &Parts<'_>) -> bool {
    let places = version.free().filter_map(|part| base.get(part.key)).map(|part| part.index);
    !places.is_sorted()
}

/// Where the numbers of a longest rising selection stand. All numbers differ.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // `ends[n]` is where the least number stands that ends a rise of n + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    std::iter::successors(ends.last().copied(), |at| before[*at]).collect()
}
