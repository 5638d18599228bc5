//! The essay and the theories that a matrix becomes.

use std::collections::HashMap;
use std::sync::Arc;

use super::matrix::{Cell, Column, Matrix, Row, When};
use super::{Imported, report};
use crate::model::id::{FreeIds, slug};
use crate::model::json::{Extra, Shared, Texts};
use crate::model::theory::Weight;
use crate::model::{
    Attribution, Basis, Date, Dimensions, Essay, Expectation, Expects, Format, Id, Kind, Outcome, Prediction,
    Reported, Theory,
};
use crate::words::seminar::negation;

/// Who holds a theory: no matrix says so.
const NOT_STATED: &str = "not stated";

/// The longest short name, in characters: it heads a column.
const LONGEST_SHORT_NAME: usize = 28;

/// Makes documents of a matrix with outcomes and theories. `name` is the title of a matrix without one, `dated` its
/// date where no outcome has one.
pub(super) fn of(matrix: &Matrix, name: &str, dated: &Date) -> Imported {
    // What is still open lies ahead of whoever filled the matrix in.
    let settled = matrix.rows.iter().filter(|row| row.reported != Some(Reported::Pending));
    let last = settled.filter_map(Row::date).max_by_key(|date| date.range().map(|range| range.latest).ok());
    let essay = essay(matrix, name, last.unwrap_or(dated));
    let mut cells: Vec<Vec<Cell>> = vec![Vec::new(); matrix.columns.len()];
    for cell in &matrix.cells {
        cells[cell.column].push(*cell);
    }
    // Not that of the essay either, so that each can have the file of its name.
    let mut ids = FreeIds::beside([&essay.id]);
    let theories = matrix.columns.iter().zip(cells).enumerate().map(|(place, (column, cells))| {
        let id = slug(&column.name).unwrap_or_else(|| numbered("theory", place));
        theory(Id::from(&*ids.take(&id)), column, &cells, matrix, &essay)
    });
    let theories: Vec<Theory> = theories.collect();
    let report = report::of(matrix, &essay, &theories, last.is_some());
    Imported { essay, theories, report }
}

impl Row {
    /// When the outcome came out, if that is known.
    pub(super) fn date(&self) -> Option<&Date> {
        match &self.when {
            Some(When::Date(date)) => Some(date),
            Some(When::Text(_)) | None => None,
        }
    }
}

/// The id of what has no letters or digits of ASCII in its name.
fn numbered(what: &str, place: usize) -> Id {
    Id::from(&*format!("{what}-{}", place + 1))
}

fn essay(matrix: &Matrix, name: &str, published: &Date) -> Essay {
    let title = matrix.title.as_deref().unwrap_or(name).trim();
    let title = if title.is_empty() { "Matrix" } else { title };
    let topics = Topics::of(matrix);
    let outcomes = matrix.rows.iter().zip(outcome_ids(matrix));
    let outcomes = outcomes.map(|(row, id)| Shared(Arc::new(outcome(row, id, &topics))));
    Essay {
        schema: None,
        format: Format::default(),
        id: slug(title).unwrap_or_else(|| Id::from("matrix")),
        title: title.to_owned(),
        publisher: None,
        published: published.clone(),
        viewpoint: None,
        paragraphs: None,
        outcomes: outcomes.collect(),
        topics: (!topics.labels.is_empty()).then(|| topics.labels.into_iter().collect::<Texts>()),
        extra: Extra::default(),
    }
}

/// The ids of the outcomes: those that the matrix states, else ones after the statements, beside those.
fn outcome_ids(matrix: &Matrix) -> Vec<Id> {
    let stated: Vec<Option<Id>> = matrix.rows.iter().map(Row::stated_id).collect();
    let mut free = FreeIds::beside(stated.iter().flatten());
    let ids = matrix.rows.iter().zip(&stated).enumerate().map(|(place, (row, stated))| {
        stated.clone().unwrap_or_else(|| {
            let name = row.id.as_deref().and_then(slug).or_else(|| slug(&row.statement));
            Id::from(&*free.take(&name.unwrap_or_else(|| numbered("outcome", place))))
        })
    });
    ids.collect()
}

impl Row {
    /// The id that the matrix states, if it can be one.
    pub(super) fn stated_id(&self) -> Option<Id> {
        self.id.as_deref().map(Id::from).filter(Id::is_valid)
    }
}

/// The topics: an id and a label each, in the order in which they come.
struct Topics<'a> {
    ids: HashMap<&'a str, Id>,
    labels: Vec<(String, String)>,
}

impl<'a> Topics<'a> {
    fn of(matrix: &'a Matrix) -> Self {
        let mut topics = Self { ids: HashMap::new(), labels: Vec::new() };
        let mut free = FreeIds::default();
        for label in matrix.rows.iter().filter_map(|row| row.topic.as_deref()) {
            topics.ids.entry(label).or_insert_with(|| {
                let id = slug(label).unwrap_or_else(|| numbered("topic", topics.labels.len()));
                let id = free.take(&id);
                topics.labels.push((id.clone(), label.to_owned()));
                Id::from(&*id)
            });
        }
        topics
    }
}

fn outcome(row: &Row, id: Id, topics: &Topics<'_>) -> Outcome {
    let topic = row.topic.as_deref().and_then(|topic| topics.ids.get(topic));
    Outcome {
        id,
        topic: topic.map(ToString::to_string),
        statement: row.statement.clone(),
        reported: row.reported.unwrap_or(Reported::Occurred),
        basis: row.basis.unwrap_or(Basis::Judgement),
        paragraphs: (!row.paragraphs.is_empty()).then(|| row.paragraphs.clone()),
        when: row.date().cloned(),
        summary: summary(row),
        extra: Extra::default(),
    }
}

/// The notes, and the date as it was written where it cannot be read.
fn summary(row: &Row) -> Option<String> {
    let date = match &row.when {
        Some(When::Text(text)) => Some(format!("Date in the matrix: {text}")),
        Some(When::Date(_)) | None => None,
    };
    let texts: Vec<String> = row.summary.clone().into_iter().chain(date).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

fn theory(id: Id, column: &Column, cells: &[Cell], matrix: &Matrix, essay: &Essay) -> Theory {
    let mut ids = FreeIds::default();
    let predictions = cells.iter().map(|cell| {
        let prediction = prediction(*cell, matrix.weight(*cell), essay, &mut ids);
        Shared(Arc::new(prediction))
    });
    Theory {
        schema: None,
        format: Format::default(),
        id,
        name: column.name.clone(),
        short_name: short_name(&column.name),
        theorist: NOT_STATED.to_owned(),
        year: year(&essay.published),
        summary: column.summary.clone(),
        works: None,
        advocated_by: None,
        dimensions: Some(Dimensions::blank()),
        predictions: predictions.collect(),
        extra: Extra::default(),
    }
}

/// A cell as a prediction of its own, so that each has its verdict.
fn prediction(cell: Cell, weight: f64, essay: &Essay, ids: &mut FreeIds<'_>) -> Prediction {
    let outcome = &essay.outcomes[cell.row];
    let (id, statement) = match cell.expects {
        Expects::Occurs => (outcome.id.clone(), outcome.statement.clone()),
        Expects::DoesNotOccur => {
            let id = slug(&format!("not {}", outcome.id)).unwrap_or_default();
            (id, negation(&outcome.statement))
        }
    };
    let expectation = Expectation {
        outcome: outcome.id.clone(),
        value: cell.expects,
        weight: (weight.to_bits() != 1.0_f64.to_bits()).then_some(Weight(weight)),
        because: None,
        extra: Extra::default(),
    };
    Prediction {
        id: Id::from(&*ids.take(&id)),
        statement,
        kind: Kind::Forecast,
        made: essay.published.clone(),
        due: None,
        attribution: Attribution {
            essay: Some(Vec::new()),
            of: Some(essay.id.clone()),
            work: None,
            locator: None,
            extra: Extra::default(),
        },
        judgeable: None,
        expects: Some(vec![expectation]),
        note: None,
        extra: Extra::default(),
    }
}

/// What heads the column: a name that is short, else what stands before a colon (`H1: ...`), else the first words.
fn short_name(name: &str) -> String {
    let is_short = |text: &str| (1..=LONGEST_SHORT_NAME).contains(&text.chars().count());
    if is_short(name) {
        return name.to_owned();
    }
    if let Some((before, _)) = name.split_once(':').filter(|(before, _)| is_short(before.trim())) {
        return before.trim().to_owned();
    }
    let end = name.char_indices().nth(LONGEST_SHORT_NAME - 1).map_or(name.len(), |(end, _)| end);
    let kept = &name[..end];
    let words = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', ';']))
}

/// The year of a date, as people say it.
fn year(date: &Date) -> String {
    match date.range().map(|range| range.latest.year()) {
        Ok(year) if year > 0 => year.to_string(),
        Ok(year) => format!("{} BCE", 1 - i32::from(year)),
        Err(_) => date.text().to_owned(),
    }
}
