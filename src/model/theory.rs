//! Theories: frameworks with their dimensions and their predictions.

use serde::{Deserializer, Serialize, Serializer};

use super::choice::choices;
use super::date::Date;
use super::edit::{EditProblem, Operation};
use super::format::{Format, HasFormat};
use super::id::Id;
use super::json::{FromJson, Progress, Shared, Texts, record};
use super::path::Step;
use super::shape::Shape;

/// The smallest weight of an expectation.
pub const MIN_WEIGHT: f64 = 0.001;
/// The largest weight of an expectation.
pub const MAX_WEIGHT: f64 = 1000.0;

record! {
    /// A theory: a framework with an author, a year, works, dimensions and predictions.
    pub struct Theory {
        /// Where the JSON Schema of this format is.
        optional schema as "$schema": String,
        /// The format of this document.
        required format: Format<Theory>,
        /// The theory's id, 1 to 64 of `a-z 0-9 -`.
        required id: Id,
        /// Its name, such as the title of the work that it is known by.
        required name: String,
        /// The name that heads its column.
        required short_name: String,
        /// Who wrote it.
        required theorist: String,
        /// When, as people say it.
        required year: String,
        /// What it says, in a sentence or two.
        optional summary: String,
        /// The works that its predictions may be attributed to.
        optional works: Vec<Work>,
        /// The ids of the essays that argue for this theory; such an essay is judge in its own cause.
        optional advocated_by: Vec<Id>,
        /// The rows of the side-by-side table: the eight known ones and any further.
        optional dimensions: Dimensions,
        /// What it predicted, and what it advised.
        required predictions: Vec<Shared<Prediction>>,
    }
}

record! {
    /// A work that predictions may be attributed to.
    pub struct Work {
        /// The work's id within its theory, 1 to 64 of `a-z 0-9 -`.
        required id: Id,
        /// The work as a bibliography names it.
        optional citation: String,
    }
}

record! {
    /// A prediction: a dated statement, and what it expects of outcomes.
    pub struct Prediction {
        /// The prediction's id within its theory, 1 to 64 of `a-z 0-9 -`.
        required id: Id,
        /// What was predicted or advised.
        required statement: String,
        /// Whether it foretells or advises.
        required kind: Kind,
        /// When it was made.
        required made: Date,
        /// By when it should have come true. Shown, and drawn in the timeline; it changes no verdict.
        optional due: Date,
        /// Where it comes from.
        required attribution: Attribution,
        /// Whether anything could count against it; `yes` where absent.
        optional judgeable: Judgeable,
        /// What it expects, each outcome at most once.
        optional expects: Vec<Expectation>,
        /// A remark.
        optional note: String,
    }
}

record! {
    /// Where a prediction comes from: paragraphs of an essay, or a work of the theorist's.
    pub struct Attribution exactly_one_of ["essay", "work"] {
        /// The paragraphs of the essay that reports the prediction, from 1.
        optional essay: Vec<u32>,
        /// The id of that essay; whichever is loaded, where absent.
        optional of: Id,
        /// The id of a work of this theory.
        optional work: Id,
        /// The place in that work, such as `p. 59`.
        optional locator: String,
    }
}

record! {
    /// An expectation: a prediction's claim about one outcome.
    pub struct Expectation {
        /// The id of the outcome.
        required outcome: Id,
        /// Whether the outcome is to occur.
        required value: Expects,
        /// How much it counts within its prediction, from 0.001 to 1000; 1 where absent.
        optional weight: Weight,
        /// Why the prediction implies it.
        optional because: String,
    }
}

choices! {
    /// Whether a prediction foretells or advises.
    pub enum Kind {
        /// It says what will happen.
        Forecast = "forecast",
        /// It says what ought to be done.
        Prescription = "prescription",
    }
}

choices! {
    /// Whether anything could count against a prediction.
    pub enum Judgeable {
        /// It can be judged.
        Yes = "yes",
        /// It is worded so that nothing could count against it.
        TooVague = "too-vague",
        /// It holds under conditions that have not been met.
        ConditionsNotMet = "conditions-not-met",
    }
}

choices! {
    /// Which predictions take part, by their attribution (rule 10).
    pub enum AttributionFilter {
        /// Every prediction.
        All = "all",
        /// Only those that the loaded essay itself attributes to the theorist.
        Essay = "essay",
    }
}

choices! {
    /// What a prediction expects of an outcome.
    pub enum Expects {
        /// That it occurs.
        Occurs = "occurs",
        /// That it does not.
        DoesNotOccur = "does-not-occur",
    }
}

/// Where a prediction comes from, told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// Paragraphs of the essay `of`, or of whichever is loaded.
    Essay {
        /// Their numbers, from 1.
        paragraphs: &'a [u32],
        /// The essay's id, where the file states it.
        of: Option<&'a Id>,
    },
    /// A place in a work of the theorist's.
    Work {
        /// The work's id.
        work: &'a Id,
        /// Where in it, such as `p. 59`.
        locator: Option<&'a str>,
    },
}

impl Attribution {
    /// Where the prediction comes from.
    pub fn source(&self) -> Source<'_> {
        match &self.work {
            Some(work) => Source::Work { work, locator: self.locator.as_deref() },
            None => {
                Source::Essay { paragraphs: self.essay.as_deref().unwrap_or_default(), of: self.of.as_ref() }
            }
        }
    }
}

impl HasFormat for Theory {
    const FORMAT: &'static str = "prescient-theory/1";
}

impl Theory {
    /// The works that predictions may be attributed to.
    pub fn works(&self) -> &[Work] {
        self.works.as_deref().unwrap_or_default()
    }

    /// Whether the essay with this id argues for the theory that it judges.
    pub fn is_advocated_by(&self, essay: &str) -> bool {
        self.advocated_by.iter().flatten().any(|id| id.as_str() == essay)
    }
}

impl Prediction {
    /// What it expects of outcomes.
    pub fn expects(&self) -> &[Expectation] {
        self.expects.as_deref().unwrap_or_default()
    }

    /// Whether anything could count against it.
    pub fn judgeable(&self) -> Judgeable {
        self.judgeable.unwrap_or(Judgeable::Yes)
    }
}

impl Expectation {
    /// How much it counts within its prediction; 1 where the file says nothing.
    pub fn weight(&self) -> f64 {
        self.weight.map_or(1.0, |weight| weight.0)
    }
}

/// How much an expectation counts: a finite number, from 0.001 to 1000 where it is valid.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Weight(pub f64);

impl Weight {
    /// Whether the number lies within the format's bounds.
    pub fn is_valid(self) -> bool {
        (MIN_WEIGHT..=MAX_WEIGHT).contains(&self.0)
    }
}

impl FromJson for Weight {
    fn read<'de, D: Deserializer<'de>>(input: D, _: &Progress) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(input).map(Self)
    }

    fn shape() -> Shape {
        Shape::Number { min: MIN_WEIGHT, max: MAX_WEIGHT }
    }
}

/// The rows of the side-by-side table: the eight of [`Dimensions::KNOWN`], then the author's own in
/// file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dimensions(Texts);

impl Dimensions {
    /// The eight dimensions that every theory should fill: key and label.
    pub const KNOWN: [(&'static str, &'static str); 8] = [
        ("actors", "Who acts"),
        ("driver", "What drives world politics"),
        ("rivalry", "The main contest"),
        ("russia", "Russia"),
        ("china", "China"),
        ("america", "America"),
        ("order", "Where it ends"),
        ("blind_spot", "What it overlooks"),
    ];

    const KNOWN_KEYS: [&'static str; 8] = {
        let mut keys = [""; 8];
        let mut i = 0;
        while i < keys.len() {
            keys[i] = Self::KNOWN[i].0;
            i += 1;
        }
        keys
    };

    /// The eight with nothing in them, for their author to fill.
    pub fn blank() -> Self {
        Self(Self::KNOWN_KEYS.iter().map(|key| ((*key).to_owned(), String::new())).collect())
    }

    /// The text under `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)
    }

    /// The keys of all rows, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key)
    }

    /// The author's own rows, in file order.
    pub fn custom(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter(|(key, _)| !Self::KNOWN_KEYS.contains(key))
    }
}

impl FromJson for Dimensions {
    fn read<'de, D: Deserializer<'de>>(input: D, progress: &Progress) -> Result<Self, D::Error> {
        let mut texts = Texts::read(input, progress)?;
        texts.put_first(&Self::KNOWN_KEYS);
        Ok(Self(texts))
    }

    fn shape() -> Shape {
        Shape::Texts { known: &Self::KNOWN_KEYS }
    }

    fn edit(&mut self, steps: &[Step], operation: &Operation) -> Result<(), EditProblem> {
        self.0.edit(steps, operation)?;
        self.0.put_first(&Self::KNOWN_KEYS);
        Ok(())
    }
}

impl Serialize for Dimensions {
    fn serialize<S: Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(output)
    }
}
