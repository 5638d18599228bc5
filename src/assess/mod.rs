//! The rules: from theories, an essay and a lens to verdicts, scores and ranks.
//!
//! Pure functions; [`assess`] is the only source of any number that the program shows, in the
//! window, on the command line and in exports. The rules are numbered as in ARCHITECTURE.md.

mod analysis;
mod index;
mod lens;
pub mod rescues;
mod result;
mod rules;
mod scorecard;
pub mod votes;

use std::sync::Arc;

pub use analysis::{
    Analysis, Cell, Change, DAYS_PER_YEAR, Flip, Flips, Formula, FormulaRanking, LISTED_FLIPS, Move, Nudge,
    RankRange, Robustness, Unsettled, analyse,
};
pub use index::{Bet, Index};
pub use lens::{Lens, Origin};
pub use result::{
    Assessment, ExpectationAssessment, Judged, OutcomeAssessment, PredictionAssessment, PredictionTiming,
    Scorecard, Stance, Tally, TheoryAssessment, Timing,
};
pub use rules::{EPSILON, Grade, MIN_RANKED, Reason, Verdict, timed};

pub use crate::model::AttributionFilter;
use crate::model::{Essay, Theory};

/// Judges every prediction of `theories` by the outcomes of `essay`, as seen through `lens`.
///
/// Every number is over all `theories`. A caller that keeps its documents and changes the lens
/// again and again keeps an [`Index`] and calls [`Index::assess`].
pub fn assess(essay: &Essay, theories: &[Arc<Theory>], lens: &Lens) -> Assessment {
    Index::new(essay, theories).assess(essay, theories, lens)
}
