//! Small essays and theories from short notations, read through [`store::parse`] as files are.
//!
//! An outcome: `"rain occurred 2000/2001 fact"` (id, how it is reported, then optionally when and on
//! what basis). What a prediction expects: `"+rain -snow*2"` (`+` occurs, `-` does not, then
//! optionally a weight).

use std::sync::Arc;

use prescient::assess::{Assessment, Lens, TheoryAssessment, assess};
use prescient::model::json::Progress;
use prescient::model::{Essay, Theory};
use prescient::store::{Document, parse};
use serde_json::{Map, Value, json};

/// A document from its JSON, which is in order.
#[track_caller]
pub fn document<T: Document>(value: &Value) -> T {
    let loaded = parse::<T>(value.to_string().as_bytes(), None, &Progress::default());
    assert_eq!(loaded.diagnostics.errors, 0, "{:#?}", loaded.diagnostics.list);
    loaded.document.expect("a document without errors is held")
}

/// An essay of May 2024 that reports these outcomes.
#[track_caller]
pub fn essay(outcomes: &[&str]) -> Essay {
    let outcomes: Vec<Value> = outcomes.iter().map(|notation| outcome(notation)).collect();
    document(&json!({
        "format": "prescient-essay/1", "id": "essay", "title": "Essay", "published": "2024-05", "outcomes": outcomes
    }))
}

fn outcome(notation: &str) -> Value {
    let mut words = notation.split(' ');
    let mut outcome = Map::new();
    outcome.insert("id".into(), words.next().into());
    outcome.insert("statement".into(), "It comes about".into());
    outcome.insert("reported".into(), words.next().into());
    outcome.insert("basis".into(), "fact".into());
    for word in words {
        let key = if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') { "when" } else { "basis" };
        outcome.insert(key.into(), word.into());
    }
    outcome.into()
}

/// A prediction in the making.
#[derive(Debug, Clone)]
pub struct Claim(Map<String, Value>);

/// A forecast of 1990 with these expectations.
pub fn forecast(expects: &str) -> Claim {
    let expects: Vec<Value> = expects.split_whitespace().map(expectation).collect();
    let Value::Object(claim) = json!({
        "statement": "So it will be", "kind": "forecast", "made": "1990", "attribution": { "essay": [1] }, "expects": expects
    }) else {
        unreachable!()
    };
    Claim(claim)
}

/// Counsel of 1990 with these expectations.
pub fn prescription(expects: &str) -> Claim {
    forecast(expects).with("kind", "prescription")
}

impl Claim {
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.into(), value.into());
        self
    }

    pub fn made(self, when: &str) -> Self {
        self.with("made", when)
    }

    pub fn judgeable(self, word: &str) -> Self {
        self.with("judgeable", word)
    }
}

fn expectation(notation: &str) -> Value {
    let (sign, rest) = notation.split_at(1);
    let value = match sign {
        "+" => "occurs",
        "-" => "does-not-occur",
        _ => panic!("an expectation starts with + or -: {notation}"),
    };
    match rest.split_once('*') {
        None => json!({ "outcome": rest, "value": value }),
        Some((outcome, weight)) => {
            json!({ "outcome": outcome, "value": value, "weight": weight.parse::<f64>().unwrap() })
        }
    }
}

/// A theory that makes these claims.
#[track_caller]
pub fn theory(id: &str, claims: &[Claim]) -> Arc<Theory> {
    let mut predictions = Vec::new();
    for (number, Claim(claim)) in claims.iter().enumerate() {
        let mut prediction = claim.clone();
        prediction.insert("id".into(), format!("p{number}").into());
        predictions.push(prediction);
    }
    Arc::new(document(&json!({
        "format": "prescient-theory/1", "id": id, "name": id, "short_name": id, "theorist": id, "year": "1990",
        "works": [{ "id": "book" }], "predictions": predictions
    })))
}

/// What comes of these theories by this essay, with nothing read otherwise.
pub fn judge(essay: &Essay, theories: &[Arc<Theory>]) -> Assessment {
    assess(essay, theories, &Lens::default())
}

/// What comes of a single theory with these claims.
#[track_caller]
pub fn judge_alone(outcomes: &[&str], claims: &[Claim]) -> TheoryAssessment {
    judge(&essay(outcomes), &[theory("alone", claims)]).theories.remove(0)
}

/// Whether two numbers are the same but for rounding; two absent ones are.
#[track_caller]
pub fn assert_close(found: Option<f64>, expected: Option<f64>, of: &str) {
    let is_close = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-12,
        (None, None) => true,
        _ => false,
    };
    assert!(is_close, "{of}: found {found:?}, expected {expected:?}");
}
