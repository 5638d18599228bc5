//! The analysis by hand-worked examples, a file a subject.

mod cells;
mod flips;
mod formulas;
mod gaps;
mod lead;
mod ranks;
mod sentences;

use std::sync::Arc;

use prescient::assess::{Analysis, Assessment, Index, Lens, analyse};
use prescient::model::{Essay, Reported, Theory};

use crate::world::{Claim, essay, forecast, theory};

/// What comes of an essay and theories.
struct Case {
    index: Index,
    essay: Essay,
    theories: Vec<Arc<Theory>>,
    assessment: Assessment,
    analysis: Analysis,
}

/// Theories with these claims, judged by an essay that reports these outcomes.
#[track_caller]
fn analysed(outcomes: &[&str], theories: &[(&str, &[Claim])]) -> Case {
    seen(outcomes, theories, &Lens::default())
}

/// The same through a lens.
#[track_caller]
fn seen(outcomes: &[&str], theories: &[(&str, &[Claim])], lens: &Lens) -> Case {
    let theories: Vec<_> = theories.iter().map(|(id, claims)| theory(id, claims)).collect();
    let essay = essay(outcomes);
    let index = Index::new(&essay, &theories);
    let assessment = index.assess(&essay, &theories, lens);
    let analysis = analyse(&index, &essay, &theories, &assessment);
    Case { index, essay, theories, assessment, analysis }
}

/// A forecast for each of these.
fn each(expects: &[&str]) -> Vec<Claim> {
    expects.iter().map(|expects| forecast(expects)).collect()
}

/// A lens under which these outcomes are read so.
fn read(readings: &[(&str, Reported)]) -> Lens {
    let readings = readings.iter().map(|(id, reading)| ((*id).to_owned(), *reading)).collect();
    Lens { readings, ..Lens::default() }
}

impl Case {
    /// The id of an outcome.
    fn outcome(&self, outcome: usize) -> &str {
        self.essay.outcomes[outcome].id.as_str()
    }
}
