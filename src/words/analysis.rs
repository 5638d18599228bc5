//! The analysis in sentences: computed from the data, for any theories and any essay.

mod formulas;
mod headline;
mod outcomes;
mod ranks;

use std::sync::Arc;

pub use formulas::{formula, formula_explained, formula_value, letter};
pub use outcomes::{DIAGNOSTICITY, NO_CRUCIAL_TEST, NO_OTHER_TEST, PAIRS};
pub use ranks::{LEAD, RANGE, lead};

use crate::assess::{Analysis, Assessment, Flip, Flips};
use crate::model::{Essay, Reported, Theory};

/// A comparison and its analysis: what the sentences are about.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The essay that judges.
    pub essay: &'a Essay,
    /// The theories.
    pub theories: &'a [Arc<Theory>],
    /// What they are called: see [`names`](super::names).
    pub names: &'a [String],
    /// Verdicts and numbers.
    pub assessment: &'a Assessment,
    /// What follows from them.
    pub analysis: &'a Analysis,
}

impl<'a> Told<'a> {
    /// What a theory is called.
    pub fn name(&self, theory: usize) -> &'a str {
        &self.names[theory]
    }

    /// Several theories: `Mackinder, Brzezinski and Huntington`. Where there are very many of them, the
    /// first, and how many more.
    pub fn list_of(&self, theories: &[usize]) -> String {
        some(theories, |theory| self.name(theory).to_owned())
    }

    /// The statement of an outcome.
    pub fn outcome(&self, outcome: usize) -> &'a str {
        &self.essay.outcomes[outcome].statement
    }

    fn statement(&self, theory: usize, prediction: usize) -> &'a str {
        &self.theories[theory].predictions[prediction].statement
    }

    /// What counts as reported of an outcome, in the middle of a sentence.
    fn reading(&self, outcome: usize) -> String {
        self.assessment.outcomes[outcome].reported.map_or_else(|| "switched off".to_owned(), in_text)
    }

    /// A set of changed readings and what it does.
    pub fn flip(&self, flip: &Flip) -> String {
        let changes = flip.readings.iter().map(|(outcome, reading)| self.changed(*outcome, *reading));
        let (rival, leader) = (self.name(flip.rival), self.name(flip.leader));
        let put = if flip.readings.len() == 1 { "puts" } else { "put" };
        format!("{} {put} {rival} above {leader}", list(changes.collect()))
    }

    /// An outcome read otherwise.
    pub fn changed(&self, outcome: usize, reading: Reported) -> String {
        format!(
            "“{}” read as {} instead of {}",
            self.outcome(outcome),
            in_text(reading),
            self.reading(outcome)
        )
    }

    /// What stands below a list of sets that is not whole.
    pub fn more_flips(flips: &Flips) -> Option<String> {
        match (flips.more, flips.is_more_at_least) {
            (0, _) => None,
            (n, false) => Some(format!("And {n} more of the same size.")),
            (n, true) => Some(format!("And more than {n} others of the same size.")),
        }
    }

    /// Where two theories part ways, if anywhere.
    pub fn pair(&self, one: usize, other: usize) -> String {
        let all = self.assessment.disagreements(one, other);
        let decided = self.assessment.decided_disagreements(one, other);
        let statements = |outcomes: &[usize]| {
            some(outcomes, |outcome| format!("“{}” ({})", self.outcome(outcome), self.reading(outcome)))
        };
        if all.is_empty() {
            "This essay cannot separate them: there is no outcome on which they disagree.".to_owned()
        } else if decided.is_empty() {
            format!(
                "This essay cannot separate them: they disagree only on what it leaves open, {}.",
                statements(&all)
            )
        } else {
            format!("They disagree on {}.", statements(&all))
        }
    }
}

/// A reading in the middle of a sentence.
pub(super) fn in_text(reported: Reported) -> String {
    super::reported(reported).to_lowercase()
}

/// The first of very many, and how many more: `a, b and 30 more`.
fn some(items: &[usize], name: impl Fn(usize) -> String) -> String {
    const NAMED: usize = 12;
    let more = items.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("{more} more"));
    list(items.iter().take(NAMED).map(|item| name(*item)).chain(more).collect())
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: Vec<String>) -> String {
    joined(items, "and")
}

fn joined(mut items: Vec<String>, last: &str) -> String {
    match (items.pop(), items.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", items.join(", ")),
    }
}
