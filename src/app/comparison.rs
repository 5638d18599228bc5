//! Everything that follows from the documents and the lens, made anew when one of them changes.

use std::collections::HashMap;
use std::sync::Arc;

use super::session::{DocId, Session};
use crate::arrange::rows::{self, TopicGroup};
use crate::assess::{
    self, Analysis, Assessment, Bet, Index, Lens, PredictionAssessment, TheoryAssessment, Verdict,
};
use crate::look;
use crate::model::{Essay, Outcome, Prediction, Theory};
use crate::store::{Composed, Notice};
use crate::words;

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
    /// The generation since which the documents have been the same: only the lens has changed.
    pub documents: u64,
    /// The generation since which the rows of Compare have been the same, verdicts apart.
    pub layout: u64,
    /// The essay that judges.
    pub essay: Arc<Essay>,
    /// The theories in the order given to [`crate::assess::assess`].
    pub members: Vec<Member>,
    /// The position of each document's theory among the members.
    positions: Arc<HashMap<DocId, usize>>,
    /// The theories of the members.
    pub theories: Vec<Arc<Theory>>,
    /// What the theories are called in sentences and by screen readers: see [`words::names`].
    pub names: Arc<Vec<String>>,
    /// What became of theories whose id was taken.
    pub notices: Vec<Notice<DocId>>,
    /// Which expectation speaks of which outcome.
    pub index: Arc<Index>,
    /// How the documents were looked at.
    pub lens: Lens,
    /// Verdicts and numbers, by the positions of `members` and of the essay's outcomes.
    pub assessment: Assessment,
    /// The dimensions that any theory fills, in the order of the rows: key and label.
    pub dimensions: Vec<(String, String)>,
    /// The rows of Compare, grouped by topic.
    pub topics: Vec<TopicGroup>,
    /// The predictions whose verdict has moved since the comparison before, by member and position in
    /// ascending order; none where documents have changed.
    pub moved: Vec<(usize, usize)>,
}

/// What a comparison is made of; cheap to hand to a worker.
pub struct Ingredients {
    generation: u64,
    essay: Arc<Essay>,
    composed: Composed<DocId>,
    lens: Lens,
    before: Option<Arc<Comparison>>,
}

impl Ingredients {
    /// The ingredients of the session's comparison. What follows from the documents alone is taken over
    /// from the comparison `before`, where that was made of the same ones.
    pub fn of(session: &Session, generation: u64, before: Option<Arc<Comparison>>) -> Self {
        let (essay, composed) = (session.essay(), session.compose());
        let before = before.filter(|before| before.is_made_of(&essay, &composed));
        Self { generation, essay, composed, lens: session.lens.clone(), before }
    }

    /// How many predictions will be judged: what decides whether a worker does it.
    pub fn predictions(&self) -> usize {
        self.composed.theories.iter().map(|(_, theory)| theory.predictions.len()).sum()
    }

    /// Judges everything.
    pub fn compare(self) -> Comparison {
        match self.before {
            Some(before) => before.seen_through(self.lens, self.generation),
            None => Comparison::new(self.generation, self.essay, self.composed, self.lens),
        }
    }
}

impl Comparison {
    fn new(generation: u64, essay: Arc<Essay>, composed: Composed<DocId>, lens: Lens) -> Self {
        let Composed { theories, notices } = composed;
        let monograms = look::marks::monograms(theories.iter().map(|(_, theory)| theory.short_name.as_str()));
        let members = theories.iter().cloned().zip(monograms);
        let members: Vec<Member> =
            members.map(|((doc, theory), monogram)| Member { doc, theory, monogram }).collect();
        let positions = members.iter().enumerate().map(|(position, member)| (member.doc, position)).collect();
        let theories: Vec<Arc<Theory>> = theories.into_iter().map(|(_, theory)| theory).collect();
        let index = Arc::new(Index::new(&essay, &theories));
        let assessment = index.assess(&essay, &theories, &lens);
        Self {
            generation,
            documents: generation,
            layout: generation,
            topics: rows::topics(&essay, &theories, &assessment),
            dimensions: rows::dimensions(&theories),
            moved: Vec::new(),
            positions: Arc::new(positions),
            essay,
            members,
            names: Arc::new(words::names(&theories, &assessment)),
            theories,
            notices,
            index,
            lens,
            assessment,
        }
    }

    /// Whether these very documents were compared.
    fn is_made_of(&self, essay: &Arc<Essay>, composed: &Composed<DocId>) -> bool {
        let ours = self.members.iter().map(|member| (member.doc, &member.theory));
        let theirs = composed.theories.iter().map(|(doc, theory)| (*doc, theory));
        Arc::ptr_eq(&self.essay, essay)
            && self.members.len() == composed.theories.len()
            && ours.zip(theirs).all(|(ours, theirs)| ours.0 == theirs.0 && Arc::ptr_eq(ours.1, theirs.1))
    }

    /// The same documents looked at otherwise.
    fn seen_through(&self, lens: Lens, generation: u64) -> Self {
        let assessment = self.index.assess(&self.essay, &self.theories, &lens);
        let topics = rows::topics(&self.essay, &self.theories, &assessment);
        Self {
            generation,
            documents: self.documents,
            layout: if topics == self.topics { self.layout } else { generation },
            essay: Arc::clone(&self.essay),
            members: self.members.clone(),
            positions: Arc::clone(&self.positions),
            theories: self.theories.clone(),
            names: Arc::clone(&self.names),
            notices: self.notices.clone(),
            index: Arc::clone(&self.index),
            dimensions: self.dimensions.clone(),
            moved: moved(&self.assessment, &assessment),
            lens,
            assessment,
            topics,
        }
    }

    /// Analyses the comparison.
    pub fn analyse(&self) -> Analysis {
        assess::analyse(&self.index, &self.essay, &self.theories, &self.assessment)
    }
}

/// The predictions whose verdict is another one than before, by theory and position in its file.
fn moved(before: &Assessment, now: &Assessment) -> Vec<(usize, usize)> {
    let theories = before.theories.iter().zip(&now.theories).enumerate();
    let moved = theories.flat_map(|(theory, (before, now))| {
        now.predictions.iter().filter_map(move |prediction| {
            let position = prediction.position();
            let was = before.prediction(position)?.verdict;
            is_another(was, prediction.verdict).then_some((theory, position))
        })
    });
    moved.collect()
}

/// Whether a verdict has another word than before.
fn is_another(was: Verdict, is: Verdict) -> bool {
    match (was, is) {
        (Verdict::Scored { grade: was, .. }, Verdict::Scored { grade: is, .. }) => was != is,
        _ => was != is,
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
        self.positions.get(&doc).copied()
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

    /// Whether the verdict of a prediction has moved since the comparison before.
    pub fn has_moved(&self, member: usize, position: usize) -> bool {
        self.moved.binary_search(&(member, position)).is_ok()
    }

    /// The outcome with this id, and its position in the essay.
    pub fn outcome(&self, id: &str) -> Option<(usize, &Outcome)> {
        self.essay
            .outcomes
            .iter()
            .map(|outcome| &**outcome)
            .enumerate()
            .find(|(_, outcome)| outcome.id.as_str() == id)
    }

    /// Who bets on the outcome at this position, the filter applied.
    pub fn bets(&self, outcome: usize) -> impl Iterator<Item = &Bet> {
        self.assessment.bets(&self.index, outcome)
    }
}
