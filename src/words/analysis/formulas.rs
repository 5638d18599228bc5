//! The formulas, and why theories stand elsewhere by them.

use super::Told;
use crate::assess::{Formula, FormulaRanking, Move, PredictionAssessment, PredictionTiming};
use crate::words::figure;

impl Told<'_> {
    /// Why a theory stands elsewhere by a formula than by the score.
    pub fn moved(&self, ranking: &FormulaRanking, moved: &Move) -> String {
        let by_score = self.analysis.ranking(Formula::Score);
        let was = by_score.ranks[moved.theory].map_or_else(|| "no rank".to_owned(), |rank| rank.to_string());
        let name = self.name(moved.theory);
        let what = match ranking.ranks[moved.theory] {
            Some(rank) => format!("{name} moves from {was} to {rank}"),
            None => format!("{name}, which was {was}, is not ranked"),
        };
        let whose =
            if moved.by == moved.theory { "its own".to_owned() } else { possessive(&self.name(moved.by)) };
        let statement = self.statement(moved.by, moved.prediction);
        let came_out = self.assessment.theories[moved.by].prediction(moved.prediction);
        let came_out = came_out.map_or_else(String::new, verdict_and_timing);
        format!("{what}, above all because of {whose} “{statement}”{came_out}.")
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
