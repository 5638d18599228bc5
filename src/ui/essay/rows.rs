//! What stands under what in the essay's view.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::{Comparison, EssayOrder};
use crate::model::Essay;

/// How many outcomes, and how many gaps of each kind, are listed. Scrolled content has to stay under
/// some four million points, where positions lose their precision.
const MOST: usize = 10_000;

/// A row of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// Title, viewpoint and controls.
    Header,
    /// The head of a paragraph or topic.
    Group(Group),
    /// An outcome, by its position.
    Outcome(usize),
    /// Outcomes that stand elsewhere and are spoken of here too.
    Mentions(Vec<usize>),
    /// The head of a list of gaps.
    GapHeading(&'static str),
    /// A remark.
    Note(&'static str),
    /// An outcome that no theory addresses.
    GapOutcome(usize),
    /// A prediction that the essay cannot judge.
    GapPrediction { member: usize, position: usize },
}

/// A paragraph or a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// What it is called.
    pub label: String,
    /// The number, if it is a paragraph.
    pub paragraph: Option<u32>,
}

/// All rows in their order.
pub(super) fn rows(comparison: &Comparison, order: EssayOrder) -> Arc<Vec<Row>> {
    let mut rows = vec![Row::Header];
    match order {
        EssayOrder::Paragraph => by_paragraph(&comparison.essay, &mut rows),
        EssayOrder::Topic => by_topic(&comparison.essay, &mut rows),
    }
    if comparison.essay.outcomes.len() > MOST {
        rows.push(Row::Note("Only the first 10,000 outcomes are listed. Find (Ctrl+F) finds every one."));
    }
    gaps(comparison, &mut rows);
    Arc::new(rows)
}

#[derive(Default)]
struct Paragraph {
    own: Vec<usize>,
    mentions: Vec<usize>,
}

/// Each outcome under its first paragraph; those that name none come last.
fn by_paragraph(essay: &Essay, rows: &mut Vec<Row>) {
    let mut paragraphs: BTreeMap<u32, Paragraph> = BTreeMap::new();
    let mut elsewhere = Vec::new();
    for (position, outcome) in essay.outcomes.iter().enumerate().take(MOST) {
        let numbers: BTreeSet<u32> = outcome.paragraphs().iter().copied().collect();
        let mut numbers = numbers.into_iter();
        match numbers.next() {
            Some(first) => paragraphs.entry(first).or_default().own.push(position),
            None => elsewhere.push(position),
        }
        numbers.for_each(|number| paragraphs.entry(number).or_default().mentions.push(position));
    }
    for (number, Paragraph { own, mentions }) in paragraphs {
        rows.push(Row::Group(Group { label: format!("Paragraph {number}"), paragraph: Some(number) }));
        rows.extend(own.into_iter().map(Row::Outcome));
        if !mentions.is_empty() {
            rows.push(Row::Mentions(mentions));
        }
    }
    push_group(rows, "No paragraph named", elsewhere);
}

/// The outcomes in the essay's order of topics; those without one come last.
fn by_topic(essay: &Essay, rows: &mut Vec<Row>) {
    let mut topics: Vec<&str> =
        essay.topics.iter().flat_map(|topics| topics.iter().map(|(id, _)| id)).collect();
    let mut positions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut elsewhere = Vec::new();
    let listed: BTreeSet<&str> = topics.iter().copied().collect();
    for (position, outcome) in essay.outcomes.iter().enumerate().take(MOST) {
        let Some(topic) = outcome.topic.as_deref() else {
            elsewhere.push(position);
            continue;
        };
        if !listed.contains(topic) && !positions.contains_key(topic) {
            topics.push(topic);
        }
        positions.entry(topic).or_default().push(position);
    }
    for topic in topics {
        push_group(rows, essay.topic_label(topic), positions.remove(topic).unwrap_or_default());
    }
    push_group(rows, "Other outcomes", elsewhere);
}

fn push_group(rows: &mut Vec<Row>, label: &str, outcomes: Vec<usize>) {
    if !outcomes.is_empty() {
        rows.push(Row::Group(Group { label: label.to_owned(), paragraph: None }));
        rows.extend(outcomes.into_iter().map(Row::Outcome));
    }
}

fn gaps(comparison: &Comparison, rows: &mut Vec<Row>) {
    rows.push(Row::GapHeading("Gaps: outcomes that no theory addresses"));
    let outcomes = comparison.assessment.outcomes_without_bets(&comparison.index).map(Row::GapOutcome);
    push_gaps(rows, outcomes, "Every outcome has a theory that bets on it.");
    rows.push(Row::GapHeading("Gaps: predictions that the essay cannot judge"));
    let unscored = comparison.assessment.unjudged();
    let unscored = unscored.map(|(member, position, _)| Row::GapPrediction { member, position });
    push_gaps(rows, unscored, "Every prediction has a verdict.");
}

fn push_gaps(rows: &mut Vec<Row>, gaps: impl Iterator<Item = Row>, if_none: &'static str) {
    let before = rows.len();
    let mut gaps = gaps.peekable();
    rows.extend(gaps.by_ref().take(MOST));
    if rows.len() == before {
        rows.push(Row::Note(if_none));
    } else if gaps.peek().is_some() {
        rows.push(Row::Note("Only the first 10,000 are listed."));
    }
}
