//! The meaning of a document: what the model can hold, but nobody can mean.
//!
//! Errors keep a document out of comparisons; warnings do not. Nothing here looks at the text: see
//! [`super::locate`] for places. `top` is where a document stands: a seminar has others within it.

mod room;
mod seminar;

use std::cell::Cell;
use std::collections::HashSet;

use super::diagnostic::{Code, Finding, Findings, did_you_mean, meant, near_match};
use super::faults::quoted;
use crate::model::id::FreeIds;
use crate::model::json::Extra;
use crate::model::shape::Record;
use crate::model::{
    Attribution, Date, DateProblem, Dimensions, Essay, Expectation, Id, JsonPath, Outcome, Prediction,
    Source, Theory, Work,
};

pub(super) use seminar::seminar;

/// The rule for ids, for people.
pub(super) const ID_RULE: &str = "1 to 64 of the characters a-z, 0-9 and -";

pub(super) fn bad_id(path: JsonPath, text: &str) -> Finding {
    let mended: String =
        text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let mended = mended.trim_matches('-').to_owned();
    let mended = Some(mended).filter(|mended| Id::from(mended.as_str()).is_valid());
    let hint = mended.as_ref().map(|mended| format!("for example \"{mended}\""));
    Finding::new(Code::BadId, path, format!("\"{text}\""), ID_RULE).hint(hint).mended_by(mended.as_deref())
}

pub(super) fn bad_date(path: JsonPath, text: &str, problem: DateProblem) -> Finding {
    Finding::new(Code::BadDate, path, format!("\"{text}\""), "a date").hint(problem.to_string())
}

pub(super) fn unknown_field(path: JsonPath, key: &str, record: &Record) -> Finding {
    Finding::new(Code::UnknownField, path, format!("\"{key}\""), "only fields that this version knows")
        .at_key()
        .hint(did_you_mean(key, record.keys()).or_else(|| Some("it is kept as it is".to_owned())))
}

/// Checks a theory by itself and, where one is given, against the essay that will judge it.
pub(super) fn theory(
    theory: &Theory,
    essay: Option<&KnownOutcomes<'_>>,
    top: &JsonPath,
    findings: &mut Findings,
) {
    let works = Names::of(theory.works().iter().map(|work| work.id.as_str()));
    let mut check = TheoryCheck { findings, top, works, essay };
    check.header(theory);
    let path = top.key("predictions");
    let mut ids = Ids::of(theory.predictions.iter().map(|prediction| &prediction.id));
    for (index, prediction) in theory.predictions.iter().enumerate() {
        let at = || path.index(index);
        check.findings.unique_id(&prediction.id, &mut ids, || at().key("id"));
        check.prediction(prediction, at);
    }
}

/// Checks an essay by itself.
pub(super) fn essay(essay: &Essay, top: &JsonPath, findings: &mut Findings) {
    findings.id(&essay.id, || top.key("id"));
    findings.date(&essay.published, || top.key("published"));
    findings.extra(&essay.extra, &Essay::RECORD, || top.clone());
    let path = top.key("outcomes");
    let mut ids = Ids::of(essay.outcomes.iter().map(|outcome| &outcome.id));
    let topics = Names::of(essay.topics.iter().flat_map(|topics| topics.iter().map(|(id, _)| id)));
    for (index, outcome) in essay.outcomes.iter().enumerate() {
        let at = || path.index(index);
        findings.unique_id(&outcome.id, &mut ids, || at().key("id"));
        findings.outcome(outcome, essay, &topics, at);
    }
}

/// An essay, and the ids of the outcomes that it reports.
pub(super) struct KnownOutcomes<'a> {
    essay: &'a Essay,
    ids: Names<'a>,
}

impl<'a> KnownOutcomes<'a> {
    pub(super) fn of(essay: &'a Essay) -> Self {
        Self { essay, ids: Names::of(essay.outcomes.iter().map(|outcome| outcome.id.as_str())) }
    }
}

/// Names that others refer to.
pub(super) struct Names<'a> {
    known: HashSet<&'a str>,
    /// Their length in all.
    length: usize,
    /// How much may still be compared in search of what is meant: where a file and an essay that have little
    /// to do with one another are large, it would take minutes.
    left: Cell<usize>,
}

impl<'a> Names<'a> {
    /// In pairs of characters: a fraction of a second.
    const COMPARED: usize = 20_000_000;

    pub(super) fn of(names: impl Iterator<Item = &'a str>) -> Self {
        let known: HashSet<&str> = names.collect();
        let length = known.iter().map(|name| name.len()).sum();
        Self { known, length, left: Cell::new(Self::COMPARED) }
    }

    fn contains(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The name that was probably meant.
    pub(super) fn near(&self, name: &str) -> Option<&'a str> {
        let left = self.left.get().checked_sub(name.len().saturating_mul(self.length))?;
        self.left.set(left);
        near_match(name, self.known.iter().copied())
    }
}

/// Ids that are to be told apart, in a list.
struct Ids<'a, I> {
    all: I,
    seen: HashSet<&'a str>,
    free: Option<FreeIds<'a>>,
}

impl<'a, I: Iterator<Item = &'a Id> + Clone> Ids<'a, I> {
    fn of(all: I) -> Self {
        Self { all, seen: HashSet::new(), free: None }
    }

    /// An id like one that stands twice.
    fn free(&mut self, id: &Id) -> String {
        self.free.get_or_insert_with(|| FreeIds::beside(self.all.clone())).like(id)
    }
}

impl Findings {
    fn id(&mut self, id: &Id, path: impl FnOnce() -> JsonPath) {
        if !id.is_valid() {
            self.add(Code::BadId, || bad_id(path(), id.as_str()));
        }
    }

    /// `ids` are those among which this one is to be the only one of its name.
    fn unique_id<'a>(
        &mut self,
        id: &'a Id,
        ids: &mut Ids<'a, impl Iterator<Item = &'a Id> + Clone>,
        path: impl Fn() -> JsonPath,
    ) {
        self.id(id, &path);
        if !ids.seen.insert(id.as_str()) {
            self.add(Code::DuplicateId, || {
                let free = ids.free(id);
                Finding::new(Code::DuplicateId, path(), format!("\"{id}\" a second time"), "an id of its own")
                    .hint("change one of the two".to_owned())
                    .mended_by(Some(&free))
            });
        }
    }

    fn date(&mut self, date: &Date, path: impl FnOnce() -> JsonPath) {
        if let Err(problem) = date.range() {
            self.add(Code::BadDate, || bad_date(path(), date.text(), problem));
        }
    }

    fn extra(&mut self, extra: &Extra, record: &Record, path: impl Fn() -> JsonPath) {
        for key in extra.keys() {
            self.add(Code::UnknownField, || unknown_field(path().key(key), key, record));
        }
    }

    /// Warns of an outcome that the essay does not report; an id that cannot be one is told elsewhere.
    /// `effect` is what comes of it.
    fn known_outcome(
        &mut self,
        outcome: &Id,
        known: &KnownOutcomes<'_>,
        effect: &str,
        path: impl FnOnce() -> JsonPath,
    ) {
        if outcome.is_valid() && !known.ids.contains(outcome.as_str()) {
            self.add(Code::UnknownOutcome, || {
                let expected =
                    format!("an outcome that the essay {} reports", quoted(known.essay.id.as_str()));
                let near = known.ids.near(outcome.as_str());
                let hint = near.map_or_else(|| effect.to_owned(), meant);
                Finding::new(Code::UnknownOutcome, path(), format!("\"{outcome}\""), expected)
                    .hint(hint)
                    .mended_by(near)
            });
        }
    }

    fn duplicate_outcome(&mut self, outcome: &Id, path: impl FnOnce() -> JsonPath) {
        self.add(Code::DuplicateOutcome, || {
            let found = format!("\"{outcome}\" a second time");
            Finding::new(Code::DuplicateOutcome, path(), found, "each outcome at most once")
                .hint("remove one of the two".to_owned())
        });
    }

    fn paragraphs(&mut self, paragraphs: &[u32], essay: &Essay, path: impl Fn() -> JsonPath) {
        let last = essay.paragraphs.unwrap_or(u32::MAX);
        for (index, paragraph) in paragraphs.iter().enumerate().filter(|(_, p)| !(1..=last).contains(*p)) {
            self.add(Code::ParagraphOutOfRange, || {
                let expected = match essay.paragraphs {
                    Some(last) => format!("a paragraph from 1 to {last}"),
                    None => "a paragraph from 1".to_owned(),
                };
                Finding::new(Code::ParagraphOutOfRange, path().index(index), paragraph.to_string(), expected)
            });
        }
    }

    fn outcome(
        &mut self,
        outcome: &Outcome,
        essay: &Essay,
        topics: &Names<'_>,
        at: impl Fn() -> JsonPath + Copy,
    ) {
        self.extra(&outcome.extra, &Outcome::RECORD, at);
        self.paragraphs(outcome.paragraphs(), essay, || at().key("paragraphs"));
        if let Some(when) = &outcome.when {
            self.date(when, || at().key("when"));
        }
        if let Some(topic) = &outcome.topic
            && !topics.contains(topic)
        {
            self.add(Code::UnknownTopic, || {
                let near = topics.near(topic);
                Finding::new(
                    Code::UnknownTopic,
                    at().key("topic"),
                    format!("\"{topic}\""),
                    "one of the essay's topics",
                )
                .hint(near.map_or_else(|| "add it to \"topics\"".to_owned(), meant))
                .mended_by(near)
            });
        }
    }
}

struct TheoryCheck<'a> {
    findings: &'a mut Findings,
    top: &'a JsonPath,
    works: Names<'a>,
    essay: Option<&'a KnownOutcomes<'a>>,
}

impl<'a> TheoryCheck<'a> {
    fn header(&mut self, theory: &'a Theory) {
        let top = self.top;
        self.findings.id(&theory.id, || top.key("id"));
        self.findings.extra(&theory.extra, &Theory::RECORD, || top.clone());
        let mut ids = Ids::of(theory.works().iter().map(|work| &work.id));
        for (index, work) in theory.works().iter().enumerate() {
            let at = || top.key("works").index(index);
            self.findings.unique_id(&work.id, &mut ids, || at().key("id"));
            self.findings.extra(&work.extra, &Work::RECORD, at);
        }
        for (index, essay) in theory.advocated_by.iter().flatten().enumerate() {
            self.findings.id(essay, || top.key("advocated_by").index(index));
        }
        self.dimensions(theory.dimensions.as_ref());
    }

    fn dimensions(&mut self, dimensions: Option<&Dimensions>) {
        let is_missing = |key: &str| dimensions.is_none_or(|dimensions| dimensions.get(key).is_none());
        let missing: Vec<&str> =
            Dimensions::KNOWN.iter().map(|(key, _)| *key).filter(|key| is_missing(key)).collect();
        if !missing.is_empty() {
            self.findings.add(Code::MissingDimension, || {
                let path = self.top.key("dimensions");
                Finding::new(
                    Code::MissingDimension,
                    path,
                    format!("no {}", missing.join(", ")),
                    "all eight dimensions",
                )
                .hint("its row will be empty in the comparison".to_owned())
            });
        }
    }

    fn prediction(&mut self, prediction: &'a Prediction, at: impl Fn() -> JsonPath + Copy) {
        self.findings.extra(&prediction.extra, &Prediction::RECORD, at);
        self.dates(prediction, at);
        self.attribution(&prediction.attribution, || at().key("attribution"));
        if prediction.expects().is_empty() {
            self.findings.add(Code::NoExpectations, || {
                let expected = "at least one outcome that it expects";
                Finding::new(Code::NoExpectations, at().key("expects"), "none", expected)
                    .hint("without one it can never be judged".to_owned())
            });
        }
        let mut outcomes = HashSet::new();
        for (index, expectation) in prediction.expects().iter().enumerate() {
            let at = || at().key("expects").index(index);
            self.expectation(expectation, at);
            if !outcomes.insert(expectation.outcome.as_str()) {
                self.findings.duplicate_outcome(&expectation.outcome, || at().key("outcome"));
            }
        }
    }

    fn dates(&mut self, prediction: &Prediction, at: impl Fn() -> JsonPath + Copy) {
        self.findings.date(&prediction.made, || at().key("made"));
        let Some(due) = &prediction.due else { return };
        self.findings.date(due, || at().key("due"));
        if let (Ok(made), Ok(end)) = (prediction.made.range(), due.range())
            && end.latest < made.earliest
        {
            self.findings.add(Code::DueBeforeMade, || {
                let expected = format!("a date after it was made ({})", prediction.made.text());
                Finding::new(Code::DueBeforeMade, at().key("due"), format!("\"{}\"", due.text()), expected)
            });
        }
    }

    fn attribution(&mut self, attribution: &Attribution, at: impl Fn() -> JsonPath + Copy) {
        self.findings.extra(&attribution.extra, &Attribution::RECORD, at);
        match attribution.source() {
            Source::Work { work, .. } => {
                if !self.works.contains(work.as_str()) {
                    let works = &self.works;
                    self.findings.add(Code::UnknownWork, || {
                        let near = works.near(work.as_str());
                        let found = format!("\"{work}\"");
                        Finding::new(Code::UnknownWork, at().key("work"), found, "the id of one of its works")
                            .hint(near.map_or_else(|| "add the work to \"works\"".to_owned(), meant))
                            .mended_by(near)
                    });
                }
            }
            Source::Essay { paragraphs, of } => {
                if let Some(of) = of {
                    self.findings.id(of, || at().key("of"));
                }
                if let Some(KnownOutcomes { essay, .. }) = self.essay
                    && of.is_none_or(|of| *of == essay.id)
                {
                    self.findings.paragraphs(paragraphs, essay, || at().key("essay"));
                }
            }
        }
    }

    fn expectation(&mut self, expectation: &Expectation, at: impl Fn() -> JsonPath + Copy) {
        self.findings.extra(&expectation.extra, &Expectation::RECORD, at);
        let outcome = &expectation.outcome;
        self.findings.id(outcome, || at().key("outcome"));
        if let Some(weight) = expectation.weight.filter(|weight| !weight.is_valid()) {
            self.findings.add(Code::BadWeight, || {
                Finding::new(
                    Code::BadWeight,
                    at().key("weight"),
                    weight.0.to_string(),
                    "a number from 0.001 to 1000",
                )
                .hint("leave it out to count the expectation once".to_owned())
            });
        }
        if let Some(known) = self.essay {
            let effect = "as it stands this expectation counts as not addressed";
            self.findings.known_outcome(outcome, known, effect, || at().key("outcome"));
        }
    }
}
