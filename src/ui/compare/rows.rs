//! Which rows Compare has: the dimensions, then the predictions by topic, a page of each.

use crate::app::State;
use crate::app::{DocId, Selection};
use crate::arrange::rows::PAGE;

/// A row of Compare.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Row {
    /// The name of what follows.
    Section(&'static str),
    /// What each theory says under this key.
    Dimension(String),
    /// The k-th prediction of each theory on a topic, k counted from 0.
    Predictions { group: usize, row: usize },
    /// Turns the pages of a topic with many predictions.
    Pager(usize),
}

/// The name of the dimensions' part.
pub const IDEAS: &str = "Ideas";
/// The name of the predictions' part.
pub const PREDICTIONS: &str = "Predictions";

/// All rows, from top to bottom.
pub fn rows(state: &State) -> Vec<Row> {
    let dimensions = state.comparison.dimensions.iter().map(|(key, _)| Row::Dimension(key.clone()));
    let mut rows = vec![Row::Section(IDEAS)];
    rows.extend(dimensions);
    rows.push(Row::Section(PREDICTIONS));
    for (group, topic) in state.comparison.topics.iter().enumerate() {
        let first = page(state, group) * PAGE;
        let last = topic.rows().min(first + PAGE);
        rows.extend((first..last).map(|row| Row::Predictions { group, row }));
        if topic.pages() > 1 {
            rows.push(Row::Pager(group));
        }
    }
    rows
}

/// The page of a topic that is open, from 0.
pub fn page(state: &State, group: usize) -> usize {
    let last = state.comparison.topics[group].pages().saturating_sub(1);
    state.view.pages.get(&group).copied().unwrap_or(0).min(last)
}

/// The row and the column at which something stands.
pub fn place(state: &State, rows: &[Row], columns: &[usize], target: &Selection) -> Option<(usize, usize)> {
    let column = |doc: DocId| {
        let member = state.comparison.member(doc)?;
        Some((member, columns.iter().position(|column| *column == member)?))
    };
    match target {
        Selection::Theory(doc) => Some((0, column(*doc)?.1)),
        Selection::Prediction(doc, position) => {
            let (member, column) = column(*doc)?;
            let is_there = |row: &Row| match row {
                Row::Predictions { group, row } => {
                    let cell = state.comparison.topics[*group].columns[member].get(*row);
                    cell.is_some_and(|cell| *cell as usize == *position)
                }
                _ => false,
            };
            Some((rows.iter().position(is_there)?, column))
        }
        Selection::Outcome(_) => None,
    }
}
