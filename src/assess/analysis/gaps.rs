//! Gaps: outcomes on which nobody bet, predictions that the essay cannot judge, theories too quiet to
//! rank.

use super::super::index::{Bet, Index};
use super::super::result::Assessment;
use super::super::rules::{Reason, Verdict};

impl Assessment {
    /// Who bets on the outcome at this position, the attribution filter applied, in order of theory,
    /// prediction and expectation; `index` is the one that this assessment was made with.
    pub fn bets<'a>(&'a self, index: &'a Index, outcome: usize) -> impl Iterator<Item = &'a Bet> {
        index
            .bets(outcome)
            .iter()
            .filter(|bet| self.theories[bet.theory as usize].prediction(bet.prediction as usize).is_some())
    }

    /// The positions of the outcomes on which nobody bets. One that is switched off is not among them.
    pub fn outcomes_without_bets<'a>(&'a self, index: &'a Index) -> impl Iterator<Item = usize> {
        let seen = self.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.reported.is_some());
        seen.map(|(outcome, _)| outcome).filter(|outcome| self.bets(index, *outcome).next().is_none())
    }

    /// The predictions that the essay cannot judge: theory, position in its file, and why.
    pub fn unjudged(&self) -> impl Iterator<Item = (usize, usize, Reason)> {
        self.theories.iter().enumerate().flat_map(|(theory, judged)| {
            judged.predictions.iter().filter_map(move |prediction| match prediction.verdict {
                Verdict::Unscored(reason) => Some((theory, prediction.position(), reason)),
                Verdict::Scored { .. } => None,
            })
        })
    }

    /// The theories with too few scored forecasts to rank.
    pub fn too_quiet(&self) -> impl Iterator<Item = usize> {
        let theories = self.theories.iter().enumerate();
        theories.filter(|(_, judged)| judged.scorecard.rank.is_none()).map(|(theory, _)| theory)
    }
}
