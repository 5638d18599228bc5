//! The matrix: one row an outcome, one column a theory. `prescient import` reads the CSV again.

use serde::Serialize;

use super::{Told, csv, number};
use crate::assess::Stance;
use crate::export::comparison::Comparison;
use crate::model::choice::Choice as _;
use crate::model::{Basis, Date, Reported};
use crate::store::canonical;

/// As CSV.
pub(crate) fn as_csv(comparison: &Comparison) -> String {
    let has_what_if = comparison.has_what_if;
    let head =
        ["outcome", "statement", "topic", "reported", "basis", "paragraphs", "when", "diagnosticity", "n"];
    let further = has_what_if.then_some("essay_reported");
    let ids = comparison.assessment.theories.iter().map(|theory| theory.id.clone());
    let head = head.into_iter().chain(further).map(str::to_owned).chain(ids).collect();
    csv(std::iter::once(head).chain(counting(comparison).map(|outcome| row(comparison, outcome))))
}

/// The outcomes that count, by position: those that are switched off are as if the essay lacked them.
fn counting(comparison: &Comparison) -> impl Iterator<Item = usize> {
    let outcomes = comparison.assessment.outcomes.iter().enumerate();
    outcomes.filter(|(_, judged)| judged.reported.is_some()).map(|(position, _)| position)
}

fn row(comparison: &Comparison, position: usize) -> Vec<String> {
    let outcome = &comparison.essay.outcomes[position];
    let judged = &comparison.assessment.outcomes[position];
    let paragraphs: Vec<String> = outcome.paragraphs().iter().map(u32::to_string).collect();
    let mut row = vec![
        outcome.id.to_string(),
        outcome.statement.clone(),
        outcome.topic.clone().unwrap_or_default(),
        judged.reported.map_or("", Reported::word).to_owned(),
        outcome.basis.word().to_owned(),
        paragraphs.join(" "),
        outcome.when.as_ref().map(|when| when.text().to_owned()).unwrap_or_default(),
        number(judged.diagnosticity),
        judged.n.to_string(),
    ];
    row.extend(comparison.has_what_if.then(|| outcome.reported.word().to_owned()));
    let theories = comparison.assessment.theories.iter();
    row.extend(theories.map(|theory| theory.stance(position).map_or("", word).to_owned()));
    row
}

/// What a theory expects of an outcome, for programs.
fn word(stance: Stance) -> &'static str {
    match stance {
        Stance::Occurs => "occurs",
        Stance::DoesNotOccur => "does-not-occur",
        Stance::Split => "both",
    }
}

/// As JSON.
pub(crate) fn as_json(comparison: &Comparison) -> String {
    canonical(&Object {
        told: Told::of(comparison),
        theories: comparison.assessment.theories.iter().map(|theory| theory.id.as_str()).collect(),
        outcomes: counting(comparison).map(|outcome| object(comparison, outcome)).collect(),
    })
}

#[derive(Serialize)]
struct Object<'a> {
    #[serde(flatten)]
    told: Told<'a>,
    theories: Vec<&'a str>,
    outcomes: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    id: &'a str,
    statement: &'a str,
    topic: Option<&'a str>,
    reported: Option<Reported>,
    #[serde(skip_serializing_if = "Option::is_none")]
    essay_reported: Option<Reported>,
    basis: Basis,
    paragraphs: &'a [u32],
    when: Option<&'a str>,
    diagnosticity: Option<f64>,
    n: usize,
    crucial: bool,
    /// In the order of `theories`.
    stances: Vec<Option<&'static str>>,
}

fn object(comparison: &Comparison, position: usize) -> Outcome<'_> {
    let outcome = &*comparison.essay.outcomes[position];
    let judged = &comparison.assessment.outcomes[position];
    let theories = comparison.assessment.theories.iter();
    Outcome {
        id: outcome.id.as_str(),
        statement: &outcome.statement,
        topic: outcome.topic.as_deref(),
        reported: judged.reported,
        essay_reported: comparison.has_what_if.then_some(outcome.reported),
        basis: outcome.basis,
        paragraphs: outcome.paragraphs(),
        when: outcome.when.as_ref().map(Date::text),
        diagnosticity: judged.diagnosticity,
        n: judged.n,
        crucial: judged.is_crucial,
        stances: theories.map(|theory| theory.stance(position).map(word)).collect(),
    }
}
