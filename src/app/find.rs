//! The search over theories, predictions and outcomes.

use super::comparison::Comparison;
use super::state::Selection;

/// How many hits are listed.
pub const MAX_HITS: usize = 60;

/// The search as it stands.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Whether its field is open.
    pub is_open: bool,
    /// Counts up each time it is asked for: its field then takes the keyboard, open already or not.
    pub opened: u64,
    /// What is looked for.
    pub query: String,
    /// What was found: theories, then outcomes, then predictions.
    pub hits: Vec<Hit>,
    /// The hit that Enter opens.
    pub cursor: usize,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub target: Selection,
    /// What kind of thing, or whose.
    pub kind: String,
    /// Its words.
    pub text: String,
}

/// Finds what contains every word of `query`, in any case and order.
pub fn hits(comparison: &Comparison, query: &str) -> Vec<Hit> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let matches = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let theories = comparison.members.iter().filter(|member| {
        let theory = &member.theory;
        matches(&format!("{} {} {} {}", theory.short_name, theory.name, theory.theorist, theory.year))
    });
    let theories = theories.map(|member| Hit {
        target: Selection::Theory(member.doc),
        kind: "Theory".to_owned(),
        text: format!("{}: {}", member.theory.short_name, member.theory.name),
    });
    let outcomes = comparison
        .essay
        .outcomes
        .iter()
        .filter(|outcome| matches(&format!("{} {}", outcome.statement, outcome.id)));
    let outcomes = outcomes.map(|outcome| Hit {
        target: Selection::Outcome(outcome.id.to_string()),
        kind: "Outcome".to_owned(),
        text: outcome.statement.clone(),
    });
    let predictions =
        comparison.members.iter().zip(&comparison.assessment.theories).flat_map(|(member, judged)| {
            judged.predictions.iter().map(move |assessed| (member, assessed.position()))
        });
    let predictions = predictions.filter(|(member, position)| {
        matches(&format!("{} {}", member.theory.predictions[*position].statement, member.theory.short_name))
    });
    let predictions = predictions.map(|(member, position)| Hit {
        target: Selection::Prediction(member.doc, position),
        kind: member.theory.short_name.clone(),
        text: member.theory.predictions[position].statement.clone(),
    });
    theories.chain(outcomes).chain(predictions).take(MAX_HITS).collect()
}
