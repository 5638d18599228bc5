//! The matrix of theories and outcomes: what a theory expects of an outcome, and whether it came out.

use super::super::index::{Bet, Index};
use super::super::result::{Assessment, PredictionAssessment, Stance};
use super::super::rules::{Grade, Reason, Verdict, match_degree};
use crate::model::{Expects, Reported};

/// What a theory expects of an outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// Nothing: it is silent. So is every theory on an outcome that is switched off.
    Silent,
    /// No forecast of its bets on the outcome, but its advice rests on it.
    Advice {
        /// What the advice expects.
        expects: Expects,
        /// Whether it came out so.
        came_out: Verdict,
    },
    /// Its forecasts bet on one side.
    Forecast {
        /// The side.
        expects: Expects,
        /// Whether it came out so: the grade of the match. Not graded where every forecast that bets on
        /// it is too vague, or holds under conditions that were not met.
        came_out: Verdict,
    },
    /// Its forecasts bet on both sides, so one of them was right whatever came.
    Both,
    /// Like [`Cell::Advice`], but its advice rests on both sides.
    AdviceOnBoth,
}

impl Assessment {
    /// What stands in a cell of the matrix; `index` is the one that this assessment was made with.
    pub fn cell(&self, index: &Index, theory: usize, outcome: usize) -> Cell {
        let Some(reported) = self.outcomes[outcome].reported else { return Cell::Silent };
        let expects = match self.theories[theory].stance(outcome) {
            Some(Stance::Split) => return Cell::Both,
            Some(Stance::Occurs) => Some(Expects::Occurs),
            Some(Stance::DoesNotOccur) => Some(Expects::DoesNotOccur),
            None => None,
        };
        let mut bets = self.bets_of(index, theory, outcome).peekable();
        match (expects, bets.peek()) {
            (_, None) => Cell::Silent,
            (Some(expects), Some(_)) => {
                // Advice beside the forecasts decides nothing.
                let forecasts = bets.filter(|(bet, _)| index.is_forecast(**bet));
                Cell::Forecast { expects, came_out: came_out(expects, reported, forecasts) }
            }
            (None, Some((bet, _))) => {
                let expects = index.expects(**bet);
                let mut others = self.bets_of(index, theory, outcome);
                if others.any(|(bet, _)| index.expects(*bet) != expects) {
                    return Cell::AdviceOnBoth;
                }
                Cell::Advice { expects, came_out: came_out(expects, reported, bets) }
            }
        }
    }

    /// The bets of one theory on an outcome, the attribution filter applied, each with its prediction.
    pub fn bets_of<'a>(
        &'a self,
        index: &'a Index,
        theory: usize,
        outcome: usize,
    ) -> impl Iterator<Item = (&'a Bet, &'a PredictionAssessment)> {
        let all = index.bets(outcome);
        let start = all.partition_point(|bet| (bet.theory as usize) < theory);
        let own = all[start..].iter().take_while(move |bet| bet.theory as usize == theory);
        own.filter_map(move |bet| Some((bet, self.theories[theory].prediction(bet.prediction as usize)?)))
    }
}

/// Whether what is expected came out, unless no prediction that expects it can be judged.
fn came_out<'a>(
    expects: Expects,
    reported: Reported,
    bets: impl Iterator<Item = (&'a Bet, &'a PredictionAssessment)>,
) -> Verdict {
    let Some(score) = match_degree(expects, reported) else { return Verdict::Unscored(open(reported)) };
    let mut unjudged = None;
    for (_, prediction) in bets {
        match prediction.verdict {
            Verdict::Scored { .. } => return Verdict::Scored { grade: Grade::of(score), score },
            unscored @ Verdict::Unscored(_) => unjudged = unjudged.or(Some(unscored)),
        }
    }
    unjudged.unwrap_or(Verdict::Unscored(Reason::NotAddressed))
}

/// Why an outcome has no value.
fn open(reported: Reported) -> Reason {
    match reported {
        Reported::Pending => Reason::Pending,
        Reported::Contested => Reason::Contested,
        _ => Reason::NotAddressed,
    }
}
