//! A comparison: documents, and what the rules make of them.

use std::sync::Arc;

use crate::assess::{Assessment, ExpectationAssessment, Index, Lens, PredictionAssessment, TheoryAssessment};
use crate::model::{Essay, Expectation, Kind, Prediction, Reported, Theory};
use crate::words;

/// An essay, the theories that it judges, and the assessment.
pub(super) struct Comparison {
    pub(super) essay: Arc<Essay>,
    pub(super) theories: Vec<Arc<Theory>>,
    /// What the theories are called.
    pub(super) names: Vec<String>,
    pub(super) lens: Lens,
    /// Whether the user has asked what would be if the essay were read otherwise: then what it reports
    /// stands beside what counts.
    pub(super) has_what_if: bool,
    pub(super) index: Index,
    pub(super) assessment: Assessment,
}

/// A theory of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    pub(super) name: &'a str,
    pub(super) theory: &'a Theory,
    pub(super) judged: &'a TheoryAssessment,
}

/// A prediction that takes part in a comparison.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) prediction: &'a Prediction,
    pub(super) judged: &'a PredictionAssessment,
    expectations: &'a [ExpectationAssessment],
}

impl Comparison {
    pub(super) fn new(essay: Arc<Essay>, theories: Vec<Arc<Theory>>, lens: Lens, has_what_if: bool) -> Self {
        let index = Index::new(&essay, &theories);
        let assessment = index.assess(&essay, &theories, &lens);
        let names = words::names(&theories, &assessment);
        Self { essay, theories, names, lens, has_what_if, index, assessment }
    }

    /// What the essay itself reports of an expectation's outcome; `None` where it lacks the outcome, or
    /// where that is switched off.
    pub(super) fn essay_reported(&self, expectation: &ExpectationAssessment) -> Option<Reported> {
        expectation.outcome.map(|outcome| self.essay.outcomes[outcome as usize].reported)
    }

    /// The theories, in the order loaded.
    pub(super) fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        let named = self.names.iter().zip(&self.theories).zip(&self.assessment.theories);
        named.map(|((name, theory), judged)| Column { name, theory, judged })
    }
}

impl<'a> Column<'a> {
    /// The predictions that take part, in file order.
    pub(super) fn rows(self) -> impl Iterator<Item = Row<'a>> {
        let Self { theory, judged, .. } = self;
        judged.predictions.iter().map(move |prediction| Row {
            prediction: &theory.predictions[prediction.position()],
            judged: prediction,
            expectations: judged.expectations(prediction),
        })
    }

    /// Those of one kind.
    pub(super) fn rows_of(self, kind: Kind) -> impl Iterator<Item = Row<'a>> {
        self.rows().filter(move |row| row.prediction.kind == kind)
    }
}

impl<'a> Row<'a> {
    /// What it expects, in file order, each with what came of it.
    pub(super) fn expectations(self) -> impl Iterator<Item = (&'a Expectation, &'a ExpectationAssessment)> {
        self.prediction.expects().iter().zip(self.expectations)
    }
}
