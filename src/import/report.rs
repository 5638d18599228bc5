//! What is told of an import: what came in, what was assumed, and what was lost.

use super::matrix::{Cell, Grade, Matrix, When};
use crate::model::{Essay, Theory};
use crate::store::shown;
use crate::words::{count, excerpt};

/// How many things of a kind are named.
const NAMED: usize = 20;

/// The report, a sentence or two an item. `is_dated` says whether some outcome has a date.
pub(super) fn of(matrix: &Matrix, essay: &Essay, theories: &[Theory], is_dated: bool) -> Vec<String> {
    let told = [
        Some(came_in(matrix, theories)),
        silent(matrix),
        weights(matrix),
        reported(matrix),
        basis(matrix),
        Some(dates(essay, is_dated)),
        Some(theorists()),
        new_ids(matrix, essay),
        unread_dates(matrix, essay),
        follows(matrix),
    ];
    let sentences = matrix.told.sentences.iter().take(NAMED).cloned();
    let more = matrix.told.sentences.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("And so on, {} more.", count(more, "remark")));
    told.into_iter().flatten().chain(sentences).chain(more).chain(lost(matrix)).collect()
}

fn came_in(matrix: &Matrix, theories: &[Theory]) -> String {
    let predictions: usize = theories.iter().map(|theory| theory.predictions.len()).sum();
    let outcomes = count(matrix.rows.len(), "outcome");
    let (columns, predictions) = (theories.len(), count(predictions, "prediction"));
    let theories = if columns == 1 { "1 theory".to_owned() } else { format!("{columns} theories") };
    format!("{outcomes} and {theories} came in, with {predictions}: one for each cell that says something.")
}

fn silent(matrix: &Matrix) -> Option<String> {
    let cells = count(matrix.told.silent, "cell");
    (matrix.told.silent > 0).then(|| {
        format!("{cells} without an expectation (blank, N or NA): no prediction follows from there.")
    })
}

fn weights(matrix: &Matrix) -> Option<String> {
    let number = |is_meant: &dyn Fn(&Cell) -> bool| matrix.cells.iter().filter(|cell| is_meant(cell)).count();
    let relevant = |grade| number(&|cell| matrix.rows[cell.row].relevance == grade);
    let parts = [
        (number(&|cell| cell.is_strong), "doubled for CC, II, ++ or --"),
        (relevant(Grade::High), "doubled for high relevance"),
        (relevant(Grade::Low), "halved for low relevance"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{why} ({n})")).collect();
    (!parts.is_empty()).then(|| format!("Weights are 1, but {}.", parts.join(", ")))
}

fn reported(matrix: &Matrix) -> Option<String> {
    match matrix.rows.iter().filter(|row| row.reported.is_none()).count() {
        0 => None,
        n if n == matrix.rows.len() => Some(
            "The matrix does not say how outcomes are reported: each counts as occurred, as evidence is what was \
             observed."
                .to_owned(),
        ),
        n => Some(format!("{} without a word on how it is reported: it counts as occurred.", count(n, "outcome"))),
    }
}

fn basis(matrix: &Matrix) -> Option<String> {
    let n = matrix.rows.iter().filter(|row| row.basis.is_none()).count();
    let outcomes = count(n, "outcome");
    (n > 0).then(|| format!("{outcomes} without a basis or a credibility: judgement is put there."))
}

fn dates(essay: &Essay, is_dated: bool) -> String {
    let why = if is_dated {
        "the latest date of an outcome that has come out"
    } else {
        "since no outcome has a date"
    };
    let date = essay.published.text();
    format!(
        "The essay is dated {date}, {why}, and so is each prediction. It therefore counts as hindsight, unless its \
         outcome is pending: a matrix is filled in when the outcomes are known. Set \"made\" where a claim is older."
    )
}

fn theorists() -> String {
    "A matrix does not say whose a theory is, nor of which year, nor what it says on the eight dimensions: the theorist \
     is \"not stated\", the year is the essay's, and the dimensions are blank."
        .to_owned()
}

/// Ids that the matrix states and that cannot stand in a file.
fn new_ids(matrix: &Matrix, essay: &Essay) -> Option<String> {
    let new = matrix.rows.iter().zip(&essay.outcomes).filter(|(row, _)| row.stated_id().is_none());
    let new =
        new.filter_map(|(row, outcome)| Some(format!("{} is {}", shown(row.id.as_deref()?), outcome.id)));
    let new = named(new)?;
    Some(format!("Ids have only the characters a-z, 0-9 and -, and 64 of them at most: {new}."))
}

fn unread_dates(matrix: &Matrix, essay: &Essay) -> Option<String> {
    let unread = matrix.rows.iter().zip(&essay.outcomes).filter_map(|(row, outcome)| match &row.when {
        Some(When::Text(text)) => Some(format!("{} ({})", outcome.id, shown(text))),
        Some(When::Date(_)) | None => None,
    });
    let unread = named(unread)?;
    Some(format!(
        "Dates that cannot be read, or can mean two days, stand in the summary of the outcome instead: {unread}."
    ))
}

fn follows(matrix: &Matrix) -> Option<String> {
    let follows = named(matrix.told.follows.iter().map(|heading| excerpt(heading)))?;
    Some(format!("Left out, since they follow from the rest: {follows}."))
}

fn lost(matrix: &Matrix) -> Option<String> {
    let lost = named(matrix.told.lost.iter().map(|(what, n)| format!("{what} ({n})")))?;
    Some(format!("There is no place for these, and how often they were there: {lost}."))
}

/// Names in a list, the first of them and how many there are beyond these; `None` if there are none.
fn named(names: impl Iterator<Item = String>) -> Option<String> {
    let mut names: Vec<String> = names.collect();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    (!names.is_empty()).then(|| names.join(", "))
}
