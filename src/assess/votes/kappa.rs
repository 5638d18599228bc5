//! How far a room agrees where all have voted on everything: Fleiss' kappa.

use super::counts::{Counts, GRADES};

/// Fleiss' kappa of the votes on grades, for comparison with other studies: 1 where all agree on every
/// item, 0 where they agree as often as by chance (J. L. Fleiss, Measuring nominal scale agreement among
/// many raters, Psychological Bulletin 76(5), 1971).
///
/// Items without any vote on a grade are left out. `None` unless all others have the same number of
/// votes on grades, two at least, and where all votes are for one grade, since chance then agrees too.
///
/// It is computed by disagreement, (Pe - P) / (1 - Pe) being 1 less the ratio of 1 - P to 1 - Pe: in whole
/// numbers to the last division, and so exact for counts of any size.
pub fn fleiss(units: &[Counts]) -> Option<f64> {
    let units: Vec<&Counts> = units.iter().filter(|unit| unit.on_grades() > 0).collect();
    let votes = units.first()?.on_grades();
    if votes < 2 || units.iter().any(|unit| unit.on_grades() != votes) {
        return None;
    }
    let mut all = [0; GRADES];
    let mut within = 0;
    for unit in &units {
        let grades = unit.grades.map(u128::from);
        within += differing(&grades);
        all.iter_mut().zip(grades).for_each(|(sum, n)| *sum += n);
    }
    let (among_all, total) = (differing(&all), all.iter().sum::<u128>());
    (among_all > 0).then(|| {
        let observed = within as f64 / (votes - 1) as f64;
        let expected = among_all as f64 / total as f64;
        1.0 - observed / expected
    })
}

/// How many ordered pairs of votes are for two different grades.
fn differing(grades: &[u128; GRADES]) -> u128 {
    let total: u128 = grades.iter().sum();
    grades.iter().map(|n| n * (total - n)).sum()
}
