//! The rows of Compare: predictions grouped by the topic of their first outcome, so that rival claims
//! about one subject stand on one line.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::assess::{Assessment, TheoryAssessment};
use crate::model::{Dimensions, Essay, Theory};

/// How many rows of a group are shown at a time.
pub const PAGE: usize = 20;

/// The predictions of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicGroup {
    /// What stands above it.
    pub label: String,
    /// For each theory, its predictions of this topic by position in its file: the k-th of each
    /// theory stand in one row.
    pub columns: Vec<Vec<u32>>,
}

impl TopicGroup {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// How many pages of [`PAGE`] rows it has.
    pub fn pages(&self) -> usize {
        self.rows().div_ceil(PAGE)
    }
}

/// The eight known dimensions, then each that a theory adds, in the order in which they come: key and
/// label.
pub fn dimensions(theories: &[Arc<Theory>]) -> Vec<(String, String)> {
    let known = Dimensions::KNOWN.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned()));
    let mut rows: Vec<(String, String)> = known.collect();
    let mut seen: HashSet<String> = rows.iter().map(|(key, _)| key.clone()).collect();
    for dimensions in theories.iter().filter_map(|theory| theory.dimensions.as_ref()) {
        for (key, _) in dimensions.custom() {
            if seen.insert(key.to_owned()) {
                rows.push((key.to_owned(), key.replace('_', " ")));
            }
        }
    }
    rows
}

/// The groups in the essay's order of topics; those of outcomes without a topic and of predictions on
/// nothing in this essay come last. Groups without predictions are left out.
pub fn topics(essay: &Essay, theories: &[Arc<Theory>], assessment: &Assessment) -> Vec<TopicGroup> {
    let (labels, group_of_outcome) = groups(essay);
    let elsewhere = labels.len() - 1;
    let mut groups: Vec<TopicGroup> = labels
        .into_iter()
        .map(|label| TopicGroup { label, columns: vec![Vec::new(); theories.len()] })
        .collect();
    for (column, judged) in assessment.theories.iter().enumerate() {
        for (first, position) in by_first_outcome(judged) {
            let group = first.map_or(elsewhere, |outcome| group_of_outcome[outcome as usize]);
            groups[group].columns[column].push(position);
        }
    }
    groups.retain(|group| group.rows() > 0);
    groups
}

/// A theory's predictions with the position of their first outcome, in the order of that, then of
/// the file.
fn by_first_outcome(judged: &TheoryAssessment) -> Vec<(Option<u32>, u32)> {
    let first = |p| judged.expectations(p).first().and_then(|expectation| expectation.outcome);
    let mut predictions: Vec<(Option<u32>, u32)> = judged
        .predictions
        .iter()
        .map(|p| (first(p), u32::try_from(p.position()).unwrap_or(u32::MAX)))
        .collect();
    predictions.sort_by_key(|(outcome, position)| (outcome.unwrap_or(u32::MAX), *position));
    predictions
}

/// The outcomes of each topic by position, in the essay's order of topics; those without a topic come last. Topics
/// without outcomes are left out.
pub fn outcomes_by_topic(essay: &Essay) -> Vec<(String, Vec<usize>)> {
    let (labels, group_of_outcome) = groups(essay);
    let mut topics: Vec<(String, Vec<usize>)> = labels.into_iter().map(|label| (label, Vec::new())).collect();
    for (outcome, group) in group_of_outcome.into_iter().enumerate() {
        topics[group].1.push(outcome);
    }
    topics.retain(|(_, outcomes)| !outcomes.is_empty());
    topics
}

/// The labels of the groups, and the group of each outcome.
fn groups(essay: &Essay) -> (Vec<String>, Vec<usize>) {
    let mut labels = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let listed = essay.topics.iter().flat_map(|topics| topics.iter().map(|(id, _)| id));
    let used = essay.outcomes.iter().filter_map(|outcome| outcome.topic.as_deref());
    for topic in listed.chain(used) {
        numbers.entry(topic).or_insert_with(|| {
            labels.push(essay.topic_label(topic).to_owned());
            labels.len() - 1
        });
    }
    let untitled = labels.len();
    labels.push("Other outcomes".to_owned());
    labels.push("Not in this essay".to_owned());
    let group = |topic: Option<&str>| topic.and_then(|topic| numbers.get(topic)).copied().unwrap_or(untitled);
    (labels, essay.outcomes.iter().map(|outcome| group(outcome.topic.as_deref())).collect())
}
