//! Essays: source texts with the outcomes that they report.

use super::choice::choices;
use super::date::Date;
use super::format::{Format, HasFormat};
use super::id::Id;
use super::json::{Shared, Texts, record};

record! {
    /// An essay: a source text with a viewpoint, and the outcomes that it reports.
    pub struct Essay {
        /// Where the JSON Schema of this format is.
        optional schema as "$schema": String,
        /// The format of this document.
        required format: Format<Essay>,
        /// The essay's id, 1 to 64 of `a-z 0-9 -`.
        required id: Id,
        /// Its title.
        required title: String,
        /// Who published it.
        optional publisher: String,
        /// When it was published; the date of every outcome that states none.
        required published: Date,
        /// What the essay argues for. It is shown wherever the essay's verdicts are.
        optional viewpoint: String,
        /// How many paragraphs it has, numbered from 1.
        optional paragraphs: u32,
        /// The topics of its outcomes: an id and a label each, in the order of display.
        optional topics: Texts,
        /// What it reports.
        required outcomes: Vec<Shared<Outcome>>,
    }
}

record! {
    /// An outcome: a proposition, and how the essay reports it.
    pub struct Outcome {
        /// The outcome's id, 1 to 64 of `a-z 0-9 -`; essays share these names on purpose.
        required id: Id,
        /// The id of its topic among the essay's `topics`.
        optional topic: String,
        /// The proposition, true or false.
        required statement: String,
        /// How the essay reports it.
        required reported: Reported,
        /// On what ground the essay says so.
        required basis: Basis,
        /// The paragraphs that say so, from 1.
        optional paragraphs: Vec<u32>,
        /// When it came out, or may come out; the essay's `published` where absent.
        optional when: Date,
        /// How the essay puts it, in the file author's own words.
        optional summary: String,
    }
}

choices! {
    /// How an essay reports an outcome: five grades, and three ways of leaving it open.
    pub enum Reported {
        /// It occurred: 1.
        Occurred = "occurred",
        /// It mostly occurred: 0.75.
        MostlyOccurred = "mostly-occurred",
        /// It occurred in part: 0.5.
        Mixed = "mixed",
        /// It mostly did not occur: 0.25.
        MostlyNot = "mostly-not",
        /// It did not occur: 0.
        DidNotOccur = "did-not-occur",
        /// It is still open.
        Pending = "pending",
        /// It is disputed, and the essay does not settle it.
        Contested = "contested",
        /// The essay does not speak of it.
        NotAddressed = "not-addressed",
    }
}

impl Reported {
    /// The five grades, from occurred to did not occur.
    pub const GRADES: [Self; 5] =
        [Self::Occurred, Self::MostlyOccurred, Self::Mixed, Self::MostlyNot, Self::DidNotOccur];

    /// The degree to which the outcome occurred, from 0 to 1; `None` for the three that leave it
    /// open (design, rule 1).
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Occurred => Some(1.0),
            Self::MostlyOccurred => Some(0.75),
            Self::Mixed => Some(0.5),
            Self::MostlyNot => Some(0.25),
            Self::DidNotOccur => Some(0.0),
            Self::Pending | Self::Contested | Self::NotAddressed => None,
        }
    }
}

choices! {
    /// On what ground an essay reports an outcome.
    pub enum Basis {
        /// A fact that nobody disputes.
        Fact = "fact",
        /// The essay's own judgement.
        Judgement = "judgement",
        /// Implied by what the essay says, never stated.
        Implied = "implied",
        /// What somebody else says, according to the essay.
        Attributed = "attributed",
        /// The essay's own forecast.
        Forecast = "forecast",
    }
}

impl HasFormat for Essay {
    const FORMAT: &'static str = "prescient-essay/1";
}

impl Essay {
    /// The label of a topic, or its id where the essay gives none.
    pub fn topic_label<'a>(&'a self, topic: &'a str) -> &'a str {
        self.topics.as_ref().and_then(|topics| topics.get(topic)).unwrap_or(topic)
    }
}

impl Outcome {
    /// When the outcome came out: its own date, or else the essay's.
    pub fn date<'a>(&'a self, essay: &'a Essay) -> &'a Date {
        self.when.as_ref().unwrap_or(&essay.published)
    }

    /// The paragraphs that speak of it; empty where none is named.
    pub fn paragraphs(&self) -> &[u32] {
        self.paragraphs.as_deref().unwrap_or_default()
    }
}
