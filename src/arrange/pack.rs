//! Puts stretches of time into rows, so that no two of a row overlap.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::years::Stretch;

/// The row of each stretch, from 0, and how many rows there are. Neighbours in a row are at least `gap`
/// years apart; each goes to the row that has been free for longest, else to a new one.
pub fn pack(stretches: &[Stretch], gap: f64) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by(|a, b| stretches[*a].from.total_cmp(&stretches[*b].from));
    let mut rows = vec![0; stretches.len()];
    let mut ends: BinaryHeap<Reverse<(Moment, usize)>> = BinaryHeap::new();
    for at in order {
        let is_free = |end: &Moment| end.0 + gap <= stretches[at].from;
        let free = match ends.peek() {
            Some(Reverse((end, _))) if is_free(end) => ends.pop(),
            _ => None,
        };
        let row = free.map_or(ends.len(), |Reverse((_, row))| row);
        rows[at] = row;
        ends.push(Reverse((Moment(stretches[at].to), row)));
    }
    (rows, ends.len())
}

/// A moment in decimal years, in the order of time.
#[derive(Debug, Clone, Copy)]
struct Moment(f64);

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Moment {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn packed(stretches: &[(f64, f64)], gap: f64) -> (Vec<usize>, usize) {
        let stretches: Vec<_> = stretches.iter().map(|(from, to)| Stretch { from: *from, to: *to }).collect();
        pack(&stretches, gap)
    }

    #[test]
    fn what_overlaps_stands_in_rows_of_its_own() {
        assert_eq!(packed(&[], 1.0), (vec![], 0));
        assert_eq!(packed(&[(1904.0, 2024.0), (1904.0, 1904.0)], 1.0), (vec![0, 1], 2));
        assert_eq!(packed(&[(2000.0, 2010.0), (1904.0, 1990.0), (1950.0, 2000.0)], 1.0), (vec![0, 0, 1], 2));
        assert_eq!(packed(&[(1904.0, 1990.0), (1990.5, 2000.0)], 1.0), (vec![0, 1], 2));
    }

    proptest! {
        #[test]
        fn no_two_of_a_row_overlap_and_there_are_no_more_rows_than_overlap_at_once(
            stretches in prop::collection::vec((-9999..9999_i32, 0..400_i32), 0..60),
            gap in 0..50_i32,
        ) {
            let stretches: Vec<Stretch> = stretches
                .into_iter()
                .map(|(from, length)| Stretch { from: from.into(), to: (from + length).into() })
                .collect();
            let gap = f64::from(gap);
            let (rows, n) = pack(&stretches, gap);
            let overlap = |a: &Stretch, b: &Stretch| a.from < b.to + gap && b.from < a.to + gap;
            for (i, a) in stretches.iter().enumerate() {
                for (j, b) in stretches.iter().enumerate().skip(i + 1) {
                    prop_assert!(rows[i] != rows[j] || !overlap(a, b));
                }
            }
            let at_once = |a: &Stretch| {
                stretches.iter().filter(|b| b.from <= a.from && a.from < b.to + gap).count().max(1)
            };
            prop_assert_eq!(n, stretches.iter().map(at_once).max().unwrap_or(0));
        }
    }
}
