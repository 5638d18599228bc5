//! The scoreboard: one row a theory.

use serde::Serialize;

use super::verdicts_csv::what_if;
use super::verdicts_json::{Coverage, Foretold, coverage, foretold};
use super::{Told, csv, number};
use crate::assess::Grade;
use crate::export::comparison::{Column, Comparison};
use crate::model::choice::Choice as _;
use crate::store::canonical;

/// As CSV.
pub(crate) fn as_csv(comparison: &Comparison) -> String {
    let head = [
        "essay",
        "theory",
        "theory_name",
        "rank",
        "score",
        "scored",
        "forecasts",
        "foretold",
        "foretold_n",
        "boldness",
        "boldness_n",
    ];
    let tally = Grade::ALL.iter().map(|grade| grade.word().replace('-', "_")).chain(["unscored".to_owned()]);
    let head = head.map(str::to_owned).into_iter().chain(tally).chain(["judged_by_its_own_essay".to_owned()]);
    let told = what_if(comparison);
    let head = head.chain(told.is_some().then(|| "what_if".to_owned())).collect();
    let rows = comparison.columns().map(|column| {
        let mut row = row(comparison, column);
        row.extend(told.clone());
        row
    });
    csv(std::iter::once(head).chain(rows))
}

fn row(comparison: &Comparison, column: Column<'_>) -> Vec<String> {
    let card = &column.judged.scorecard;
    let essay = comparison.essay.id.as_str();
    let mut row = vec![
        essay.to_owned(),
        column.judged.id.clone(),
        column.theory.name.clone(),
        card.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        number(card.score),
        card.scored.to_string(),
        card.forecasts.to_string(),
        number(card.foretold),
        card.foretold_n.to_string(),
        number(card.boldness),
        card.scored_expectations.to_string(),
    ];
    row.extend(Grade::ALL.iter().map(|grade| card.tally.count(*grade).to_string()));
    row.push(card.tally.unscored.to_string());
    row.push(column.theory.is_advocated_by(essay).to_string());
    row
}

/// As JSON.
pub(crate) fn as_json(comparison: &Comparison) -> String {
    canonical(&Object {
        told: Told::of(comparison),
        theories: comparison.columns().map(|column| standing(comparison, column)).collect(),
    })
}

#[derive(Serialize)]
struct Object<'a> {
    #[serde(flatten)]
    told: Told<'a>,
    theories: Vec<Standing<'a>>,
}

#[derive(Serialize)]
struct Standing<'a> {
    id: &'a str,
    name: &'a str,
    rank: Option<usize>,
    score: Option<f64>,
    coverage: Coverage,
    foretold: Foretold,
    boldness: Option<f64>,
    contradicted: usize,
    scored_expectations: usize,
    tally: super::verdicts_json::Map<'a, usize>,
    judged_by_its_own_essay: bool,
}

fn standing<'a>(comparison: &Comparison, column: Column<'a>) -> Standing<'a> {
    let card = &column.judged.scorecard;
    let grades = Grade::ALL.iter().map(|grade| (grade.word(), card.tally.count(*grade)));
    Standing {
        id: &column.judged.id,
        name: &column.theory.name,
        rank: card.rank,
        score: card.score,
        coverage: coverage(card),
        foretold: foretold(card),
        boldness: card.boldness,
        contradicted: card.contradicted,
        scored_expectations: card.scored_expectations,
        tally: super::verdicts_json::Map(grades.chain([("unscored", card.tally.unscored)]).collect()),
        judged_by_its_own_essay: column.theory.is_advocated_by(comparison.essay.id.as_str()),
    }
}
