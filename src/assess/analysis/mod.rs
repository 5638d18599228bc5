//! The analysis: where the theories part ways, and what the ranking hangs on.
//!
//! Everything here follows from an [`Assessment`] and the index that it was made with. What is quick to
//! look up ([`Assessment::disagreements`], the gaps) is a method of the assessment; what takes trying out
//! is an [`Analysis`].

mod cells;
mod crucial;
mod flips;
mod formulas;
mod gaps;
mod lead;
mod pairs;
mod race;
mod robustness;
mod scored;

use std::sync::Arc;

pub use cells::Cell;
pub use flips::{Flip, Flips, LISTED as LISTED_FLIPS};
pub use formulas::{Formula, FormulaRanking, Move};
pub use lead::DAYS_PER_YEAR;
pub use robustness::{Change, Nudge, RankRange, Robustness, Unsettled};

use super::index::Index;
use super::result::Assessment;
use crate::model::{Essay, Theory};
use scored::Scored;

/// The result of [`analyse`]. Theories and outcomes go by their positions in the comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// How far the ranks hang on single outcomes.
    pub robustness: Robustness,
    /// The lead time of each theory, in years of [`DAYS_PER_YEAR`]: see "Lead time" in
    /// ARCHITECTURE.md.
    pub lead_years: Vec<Option<f64>>,
    /// The smallest changes of readings that put another theory first.
    pub flips: Flips,
    /// The same among the theories that foretold, ranked by what they foretold.
    pub foretold_flips: Flips,
    /// The theories ranked by each formula; the first is the score.
    pub formulas: Vec<FormulaRanking>,
}

/// Analyses an assessment of `theories` by `essay`; `index` is the one that it was made with.
pub fn analyse(index: &Index, essay: &Essay, theories: &[Arc<Theory>], assessment: &Assessment) -> Analysis {
    let scored = Scored::new(index, essay, assessment);
    let names: Vec<&str> = assessment.theories.iter().map(|theory| theory.id.as_str()).collect();
    let formulas = formulas::formulas(&scored, assessment);
    let ranked = |formula: Formula| &formulas[formula as usize].ranks;
    let forms = |ranks: &[Option<usize>], keep: fn(&scored::Forecast) -> bool| -> Vec<_> {
        let theories = ranks.iter().enumerate();
        theories.map(|(theory, rank)| rank.map(|_| scored.form(theory, keep))).collect()
    };
    let by_score = forms(ranked(Formula::Score), |_| true);
    let by_foretold = forms(ranked(Formula::Foretold), |forecast| forecast.is_foresight);
    let lead = |(at, theory): (usize, &Arc<Theory>)| lead::lead_years(essay, theory, assessment, at);
    Analysis {
        robustness: robustness::robustness(&scored, assessment),
        lead_years: theories.iter().enumerate().map(lead).collect(),
        flips: flips::flips(&scored, &by_score, &names),
        foretold_flips: flips::flips(&scored, &by_foretold, &names),
        formulas,
    }
}

impl Analysis {
    /// The theories ranked by one formula.
    pub fn ranking(&self, formula: Formula) -> &FormulaRanking {
        &self.formulas[formula as usize]
    }

    /// The theories that a formula ranks first, in order.
    pub fn leaders(&self, formula: Formula) -> impl Iterator<Item = usize> {
        let ranks = self.ranking(formula).ranks.iter().enumerate();
        ranks.filter(|(_, rank)| **rank == Some(1)).map(|(theory, _)| theory)
    }

    /// The theories that a formula ranks next after the first, in order.
    pub fn runners_up(&self, formula: Formula) -> impl Iterator<Item = usize> {
        let ranks = &self.ranking(formula).ranks;
        let next = ranks.iter().copied().flatten().filter(|rank| *rank > 1).min();
        ranks.iter().enumerate().filter(move |(_, rank)| rank.is_some() && **rank == next).map(|(t, _)| t)
    }
}
