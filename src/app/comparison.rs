//! Everything that follows from the documents and the lens, made anew when one of them changes.

use std::sync::Arc;

use super::rows::{self, TopicGroup};
use super::session::{DocId, Session};
use crate::assess::{Assessment, Bet, Index, Lens, PredictionAssessment, TheoryAssessment};
use crate::model::{Essay, Outcome, Prediction, Theory};
use crate::store::{Composed, Notice};
use crate::ui::marks;

/// A theory that takes part in the comparison.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its document.
    pub doc: DocId,
    /// The theory.
    pub theory: Arc<Theory>,
    /// The letters that stand for it in every view.
    pub monogram: String,
}

/// The theories, the essay, and how the one fares against the other.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Counts up with each comparison made; what was measured for one is not used for the next.
    pub generation: u64,
    /// The essay that judges.
    pub essay: Arc<Essay>,
    /// The theories in the order given to [`crate::assess::assess`].
    pub members: Vec<Member>,
    /// What became of theories whose id was taken.
    pub notices: Vec<Notice<DocId>>,
    /// Which expectation speaks of which outcome.
    pub index: Index,
    /// Verdicts and numbers, by the positions of `members` and of the essay's outcomes.
    pub assessment: Assessment,
    /// The dimensions that any theory fills, in the order of the rows: key and label.
    pub dimensions: Vec<(String, String)>,
    /// The rows of Compare, grouped by topic.
    pub topics: Vec<TopicGroup>,
}

/// What a comparison is made of; cheap to hand to a worker.
pub struct Ingredients {
    generation: u64,
    essay: Arc<Essay>,
    composed: Composed<DocId>,
    lens: Lens,
}

impl Ingredients {
    /// The ingredients of the session's comparison.
    pub fn of(session: &Session, generation: u64) -> Self {
        Self { generation, essay: session.essay(), composed: session.compose(), lens: session.lens.clone() }
    }

    /// How many predictions will be judged: what decides whether a worker does it.
    pub fn predictions(&self) -> usize {
        self.composed.theories.iter().map(|(_, theory)| theory.predictions.len()).sum()
    }

    /// Judges everything.
    pub fn compare(self) -> Comparison {
        let Self { generation, essay, composed: Composed { theories, notices }, lens } = self;
        let monograms = marks::monograms(theories.iter().map(|(_, theory)| theory.short_name.as_str()));
        let members = theories.iter().cloned().zip(monograms);
        let members = members.map(|((doc, theory), monogram)| Member { doc, theory, monogram }).collect();
        let theories: Vec<Arc<Theory>> = theories.into_iter().map(|(_, theory)| theory).collect();
        let index = Index::new(&essay, &theories);
        let assessment = index.assess(&essay, &theories, &lens);
        let topics = rows::topics(&essay, &theories, &assessment);
        let dimensions = rows::dimensions(&theories);
        Comparison { generation, essay, members, notices, index, assessment, dimensions, topics }
    }
}

/// A prediction with everything around it.
#[derive(Clone, Copy)]
pub struct PredictionView<'a> {
    /// The position of its theory among the members.
    pub member: usize,
    /// Its theory.
    pub theory: &'a Theory,
    /// The prediction.
    pub prediction: &'a Prediction,
    /// Its verdict.
    pub assessment: &'a PredictionAssessment,
}

impl PredictionView<'_> {
    /// What a screen reader calls it: short name, statement and verdict.
    pub fn accessible_name(&self) -> String {
        format!(
            "{}: {} ({})",
            self.theory.short_name,
            self.prediction.statement,
            self.assessment.verdict.label()
        )
    }
}

impl Comparison {
    /// The position of a document's theory among the members.
    pub fn member(&self, doc: DocId) -> Option<usize> {
        self.members.iter().position(|member| member.doc == doc)
    }

    /// What became of a theory's id, if it was taken.
    pub fn notice(&self, doc: DocId) -> Option<&Notice<DocId>> {
        self.notices.iter().find(|notice| *notice.source() == doc)
    }

    /// The label of a dimension.
    pub fn dimension_label<'a>(&'a self, key: &'a str) -> &'a str {
        self.dimensions.iter().find(|(k, _)| k == key).map_or(key, |(_, label)| label)
    }

    /// The verdicts and numbers of a member.
    pub fn judged(&self, member: usize) -> &TheoryAssessment {
        &self.assessment.theories[member]
    }

    /// The prediction at this position in a member's file; `None` if the filter leaves it out.
    pub fn prediction(&self, member: usize, position: usize) -> Option<PredictionView<'_>> {
        let theory = &*self.members.get(member)?.theory;
        Some(PredictionView {
            member,
            theory,
            prediction: theory.predictions.get(position)?,
            assessment: self.judged(member).prediction(position)?,
        })
    }

    /// The outcome with this id, and its position in the essay.
    pub fn outcome(&self, id: &str) -> Option<(usize, &Outcome)> {
        self.essay.outcomes.iter().enumerate().find(|(_, outcome)| outcome.id.as_str() == id)
    }

    /// Who bets on the outcome at this position, the filter applied.
    pub fn bets(&self, outcome: usize) -> impl Iterator<Item = &Bet> {
        self.assessment.bets(&self.index, outcome)
    }
}
