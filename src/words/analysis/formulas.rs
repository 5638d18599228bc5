//! The formulas, and why theories stand elsewhere by them.

use super::Told;
use crate::assess::{Formula, FormulaRanking, MIN_RANKED, Move, PredictionAssessment, PredictionTiming};
use crate::words::figure;

impl Told<'_> {
    /// Why a theory stands elsewhere by a formula than by the score.
    pub fn moved(&self, ranking: &FormulaRanking, moved: &Move) -> String {
        let (theory, name) = (moved.theory, self.name(moved.theory));
        let by_score = self.analysis.ranking(Formula::Score);
        let was = by_score.ranks[theory].map_or_else(|| "no rank".to_owned(), |rank| rank.to_string());
        let whose = if moved.by == theory { "its own".to_owned() } else { possessive(self.name(moved.by)) };
        let what = self.forecast(moved);
        match ranking.ranks[theory] {
            None => {
                let card = &self.assessment.theories[theory].scorecard;
                format!(
                    "{name}, which was {was}, is not ranked: {} of its {} scored forecasts were made before their outcomes, and {MIN_RANKED} are needed. Above all {what} does not count.",
                    card.foretold_n, card.scored
                )
            }
            Some(rank) if ranking.ranks[moved.by].is_none() => format!(
                "{name} moves from {was} to {rank}, since {} is not ranked: above all its {what} does not count.",
                self.name(moved.by)
            ),
            Some(rank) => {
                format!("{name} moves from {was} to {rank}, above all because of {whose} {what}.")
            }
        }
    }

    /// The forecast that a move hangs on, and how it fared: `“Statement” (confirmed, in hindsight)`.
    fn forecast(&self, moved: &Move) -> String {
        let judged = self.assessment.theories[moved.by].prediction(moved.prediction);
        let fared = judged.map_or_else(String::new, verdict_and_timing);
        format!("“{}”{fared}", self.statement(moved.by, moved.prediction))
    }
}

/// The letter under which a formula is known in output for programs.
pub fn letter(formula: Formula) -> &'static str {
    match formula {
        Formula::Score => "a",
        Formula::Foretold => "b",
        Formula::Inconsistency => "c",
        Formula::WeightedInconsistency => "d",
        Formula::Confirmed => "e",
        Formula::WithPrescriptions => "f",
    }
}

/// What a formula is called.
pub fn formula(formula: Formula) -> &'static str {
    match formula {
        Formula::Score => "Score",
        Formula::Foretold => "Foretold alone",
        Formula::Inconsistency => "ACH inconsistency",
        Formula::WeightedInconsistency => "ACH, weighted",
        Formula::Confirmed => "Forecasts confirmed",
        Formula::WithPrescriptions => "With prescriptions",
    }
}

/// How a formula works.
pub fn formula_explained(formula: Formula) -> &'static str {
    match formula {
        Formula::Score => "The mean score of the scored forecasts.",
        Formula::Foretold => {
            "The mean score of the scored forecasts made before their outcomes. Three of them are needed."
        }
        Formula::Inconsistency => {
            "The analysis of competing hypotheses counts what speaks against: two points for a claim that failed, one for a claim that mostly failed. The fewest points lead, so silence helps: see the coverage beside it."
        }
        Formula::WeightedInconsistency => {
            "The same, each point times √2 for a fact and 1/√2 for what is implied, attributed or forecast, and times √2 or 1/√2 for a claim of more or less than common weight."
        }
        Formula::Confirmed => {
            "How many forecasts are confirmed or largely confirmed. Many forecasts help: see the coverage beside it."
        }
        Formula::WithPrescriptions => "The mean score of scored forecasts and prescriptions together.",
    }
}

/// What a formula gives a theory.
pub fn formula_value(formula: Formula, value: Option<f64>) -> String {
    match (formula, value) {
        (_, None) => "none".to_owned(),
        (Formula::Inconsistency | Formula::Confirmed, Some(value)) => format!("{value:.0}"),
        (Formula::WeightedInconsistency, Some(value)) => format!("{value:.2}"),
        (_, value) => figure(value),
    }
}

/// How a prediction fared, in brackets: ` (confirmed, in hindsight)`.
fn verdict_and_timing(prediction: &PredictionAssessment) -> String {
    let timing = match prediction.timing {
        Some(PredictionTiming::Foresight) => ", in foresight",
        Some(PredictionTiming::Hindsight) => ", in hindsight",
        Some(PredictionTiming::Mixed) => ", partly in foresight",
        None => "",
    };
    format!(" ({}{timing})", prediction.verdict.label().to_lowercase())
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}
