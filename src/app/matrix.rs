//! Which outcomes the matrix shows, and in which order.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::comparison::Comparison;
use crate::model::{Basis, Outcome, Reported};

/// How the matrix is looked at. None of it changes a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixView {
    /// Whether outcomes stand in rows. With theories in rows, as at first, one judges an outcome across
    /// the theories rather than looking for what confirms one of them.
    pub is_transposed: bool,
    /// In which order the outcomes stand.
    pub sort: MatrixSort,
    /// Which outcomes are shown.
    pub filter: MatrixFilter,
}

/// The order of the outcomes; within it, the essay's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum MatrixSort {
    /// Those first that divide the theories most.
    #[default]
    Diagnosticity,
    /// As the essay lists them.
    Essay,
    /// By topic, in the essay's order of topics.
    Topic,
    /// By basis, from fact to forecast.
    Basis,
    /// By paragraph.
    Paragraph,
    /// By what counts as reported, from occurred to not addressed.
    Reported,
}

/// Which outcomes are shown: those that have all that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct MatrixFilter {
    /// How far they divide the theories.
    pub division: Division,
    /// Their topic, by its id.
    pub topic: Option<String>,
    /// On what ground the essay reports them.
    pub basis: Option<Basis>,
    /// A paragraph that speaks of them.
    pub paragraph: Option<u32>,
    /// What counts as reported.
    pub reported: Option<Reported>,
}

/// How far an outcome divides the theories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Division {
    /// However far.
    #[default]
    Any,
    /// At least one theory bets on it with a forecast.
    Bet,
    /// It divides those that bet on it.
    Divides,
    /// It is a crucial test.
    Crucial,
}

impl MatrixSort {
    /// All orders.
    pub const ALL: [Self; 6] =
        [Self::Diagnosticity, Self::Essay, Self::Topic, Self::Basis, Self::Paragraph, Self::Reported];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Diagnosticity => "Diagnosticity",
            Self::Essay => "The essay's order",
            Self::Topic => "Topic",
            Self::Basis => "Basis",
            Self::Paragraph => "Paragraph",
            Self::Reported => "Reported value",
        }
    }
}

impl Division {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Any, Self::Bet, Self::Divides, Self::Crucial];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Any => "All outcomes",
            Self::Bet => "With a forecast on them",
            Self::Divides => "Dividing the theories",
            Self::Crucial => "Crucial tests only",
        }
    }
}

/// The positions of the outcomes that are shown, in their order.
pub fn outcomes(comparison: &Comparison, view: &MatrixView) -> Vec<usize> {
    let mut shown: Vec<usize> = match view.sort {
        MatrixSort::Diagnosticity => by_diagnosticity(comparison),
        _ => (0..comparison.essay.outcomes.len()).collect(),
    };
    shown.retain(|position| is_shown(comparison, &view.filter, *position));
    sort(comparison, view.sort, &mut shown);
    shown
}

/// All outcomes by diagnosticity; those that are switched off come last.
fn by_diagnosticity(comparison: &Comparison) -> Vec<usize> {
    let judged = &comparison.assessment.outcomes;
    let off = (0..judged.len()).filter(|position| judged[*position].reported.is_none());
    comparison.assessment.by_diagnosticity().into_iter().chain(off).collect()
}

fn is_shown(comparison: &Comparison, filter: &MatrixFilter, position: usize) -> bool {
    let outcome = &comparison.essay.outcomes[position];
    let judged = &comparison.assessment.outcomes[position];
    let has_division = match filter.division {
        Division::Any => true,
        Division::Bet => judged.n > 0,
        Division::Divides => judged.diagnosticity.is_some_and(|diagnosticity| diagnosticity > 0.0),
        Division::Crucial => judged.is_crucial,
    };
    has_division
        && filter.topic.as_deref().is_none_or(|topic| outcome.topic.as_deref() == Some(topic))
        && filter.basis.is_none_or(|basis| outcome.basis == basis)
        && filter.paragraph.is_none_or(|paragraph| outcome.paragraphs().contains(&paragraph))
        && filter.reported.is_none_or(|reported| judged.reported == Some(reported))
}

fn sort(comparison: &Comparison, sort: MatrixSort, shown: &mut [usize]) {
    let outcome = |position: &usize| &comparison.essay.outcomes[*position];
    match sort {
        MatrixSort::Diagnosticity | MatrixSort::Essay => {}
        MatrixSort::Topic => {
            let order = topic_order(comparison);
            let rank =
                |outcome: &Outcome| outcome.topic.as_deref().and_then(|topic| order.get(topic).copied());
            shown.sort_by_key(|position| rank(outcome(position)).unwrap_or(usize::MAX));
        }
        MatrixSort::Basis => shown.sort_by_key(|position| outcome(position).basis),
        MatrixSort::Paragraph => {
            shown.sort_by_key(|position| {
                outcome(position).paragraphs().iter().min().copied().unwrap_or(u32::MAX)
            });
        }
        MatrixSort::Reported => {
            let reported = |position: &usize| comparison.assessment.outcomes[*position].reported;
            shown.sort_by_key(|position| Reverse(reported(position).map(Reverse)));
        }
    }
}

/// The essay's topics, then those that only outcomes name, each with its place.
fn topic_order(comparison: &Comparison) -> HashMap<&str, usize> {
    let mut order = HashMap::new();
    for (id, _) in topics(comparison) {
        let next = order.len();
        order.entry(id).or_insert(next);
    }
    order
}

/// The topics that outcomes have, in the order of display: id and label.
pub fn topics(comparison: &Comparison) -> Vec<(&str, &str)> {
    let essay = &comparison.essay;
    let listed = essay.topics.iter().flat_map(|topics| topics.iter().map(|(id, _)| id));
    let used = essay.outcomes.iter().filter_map(|outcome| outcome.topic.as_deref());
    let mut seen = std::collections::HashSet::new();
    let ids = listed.chain(used).filter(|id| seen.insert(*id));
    ids.map(|id| (id, essay.topic_label(id))).collect()
}

/// The paragraphs that outcomes name, in order.
pub fn paragraphs(comparison: &Comparison) -> Vec<u32> {
    let mut all: Vec<u32> =
        comparison.essay.outcomes.iter().flat_map(|outcome| outcome.paragraphs().iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}
