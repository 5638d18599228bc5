//! What is exported: documents, and what the rules make of them.

use std::sync::Arc;

use crate::assess::{
    Assessment, AttributionFilter, ExpectationAssessment, Index, Lens, Origin, PredictionAssessment,
    TheoryAssessment,
};
use crate::model::{Essay, Expectation, Kind, Outcome, Prediction, Reported, Theory};
use crate::words;

/// An essay, the theories that it judges, and the assessment.
pub struct Comparison {
    /// The essay that judges.
    pub essay: Arc<Essay>,
    /// The theories, in the order loaded.
    pub theories: Vec<Arc<Theory>>,
    /// What the theories are called.
    pub names: Arc<Vec<String>>,
    /// How the documents are looked at.
    pub lens: Lens,
    /// Whether the user has asked what would be if the essay were read otherwise: then what it reports
    /// stands beside what counts.
    pub has_what_if: bool,
    /// Which expectation speaks of which outcome.
    pub index: Arc<Index>,
    /// Verdicts and numbers.
    pub assessment: Assessment,
}

/// A theory of a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Column<'a> {
    pub(crate) name: &'a str,
    pub(crate) theory: &'a Theory,
    pub(crate) judged: &'a TheoryAssessment,
}

/// A prediction that takes part in a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) prediction: &'a Prediction,
    pub(crate) judged: &'a PredictionAssessment,
    expectations: &'a [ExpectationAssessment],
}

impl Comparison {
    /// Judges the theories by the essay.
    pub fn new(essay: Arc<Essay>, theories: Vec<Arc<Theory>>, lens: Lens, has_what_if: bool) -> Self {
        let index = Arc::new(Index::new(&essay, &theories));
        let assessment = index.assess(&essay, &theories, &lens);
        let names = Arc::new(words::names(&theories, &assessment));
        Self { essay, theories, names, lens, has_what_if, index, assessment }
    }

    /// What the essay itself reports of an expectation's outcome; `None` where it lacks the outcome, or
    /// where that is switched off.
    pub(crate) fn essay_reported(&self, expectation: &ExpectationAssessment) -> Option<Reported> {
        expectation.outcome.map(|outcome| self.essay.outcomes[outcome as usize].reported)
    }

    /// Whether the essay is read otherwise than it stands, or some predictions do not count.
    pub(crate) fn is_read_otherwise(&self) -> bool {
        self.has_what_if || self.lens.attribution != AttributionFilter::All
    }

    /// The outcomes for which not the essay's word counts but the user's or the room's.
    pub(crate) fn read_otherwise(&self) -> impl Iterator<Item = &Outcome> {
        let outcomes = self.essay.outcomes.iter().map(|outcome| &**outcome);
        outcomes.filter(|outcome| self.lens.origin(outcome) != Origin::Essay)
    }

    /// The theories, in the order loaded.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        let named = self.names.iter().zip(&self.theories).zip(&self.assessment.theories);
        named.map(|((name, theory), judged)| Column { name, theory, judged })
    }
}

impl<'a> Column<'a> {
    /// The predictions that take part, in file order.
    pub(crate) fn rows(self) -> impl Iterator<Item = Row<'a>> {
        let Self { theory, judged, .. } = self;
        judged.predictions.iter().map(move |prediction| Row {
            prediction: &theory.predictions[prediction.position()],
            judged: prediction,
            expectations: judged.expectations(prediction),
        })
    }

    /// Those of one kind.
    pub(crate) fn rows_of(self, kind: Kind) -> impl Iterator<Item = Row<'a>> {
        self.rows().filter(move |row| row.prediction.kind == kind)
    }
}

impl<'a> Row<'a> {
    /// What it expects, in file order, each with what came of it.
    pub(crate) fn expectations(self) -> impl Iterator<Item = (&'a Expectation, &'a ExpectationAssessment)> {
        self.prediction.expects().iter().zip(self.expectations)
    }
}
