//! Who leads, on what, and how little it takes to reverse it.

use super::Told;
use crate::assess::{Flips, Formula, MIN_RANKED, PredictionAssessment};
use crate::model::{Kind, Source};
use crate::words::{capitalised, figure};

impl<'a> Told<'a> {
    /// Who leads, on what, and how little it takes to reverse it: a sentence or two each.
    pub fn headline(&self) -> Vec<String> {
        self.headline_by_subject().concat()
    }

    /// The same, sentence by sentence under their subjects: the leader, the theories that foretold, and
    /// what all of it is worth.
    pub fn headline_by_subject(&self) -> Vec<Vec<String>> {
        let leaders: Vec<usize> = self.analysis.leaders(Formula::Score).collect();
        if leaders.is_empty() {
            let why = format!("a rank needs {MIN_RANKED} scored forecasts, and no theory has so many");
            return vec![vec![format!("No theory leads: {why}.")]];
        }
        let ground = leaders.into_iter().flat_map(|leader| self.ground(leader));
        let leader = std::iter::once(self.lead(Formula::Score, "")).chain(ground);
        let leader = leader.chain([self.how_little(Formula::Score)]).chain(self.for_instance(Formula::Score));
        let leader = leader.collect();
        let worth = "The order is a way to ask questions of the readings. It is no finding.".to_owned();
        vec![leader, self.foretellers(), vec![worth]]
    }

    /// Who leads among the theories that foretold.
    fn foretellers(&self) -> Vec<String> {
        let leaders: Vec<usize> = self.analysis.leaders(Formula::Foretold).collect();
        if leaders.is_empty() {
            return vec![format!(
                "By foresight alone nobody can be ranked: no ranked theory has {MIN_RANKED} scored forecasts made before their outcomes."
            )];
        }
        let lead = self.lead(Formula::Foretold, "Among the theories that did foretell, ");
        let misses = leaders.into_iter().map(|theory| self.misses(theory));
        let how_little = [lead, self.how_little(Formula::Foretold)].into_iter();
        how_little.chain(self.for_instance(Formula::Foretold)).chain(misses).collect()
    }

    /// Who is first by a formula, and by how much.
    fn lead(&self, formula: Formula, among: &str) -> String {
        let values = &self.analysis.ranking(formula).values;
        let leaders: Vec<usize> = self.analysis.leaders(formula).collect();
        let score = leaders.first().and_then(|leader| values[*leader]);
        let (names, figures) = (self.names(leaders.iter().copied()), figure(score));
        if leaders.len() > 1 {
            return format!("{among}{names} lead together with {figures}.");
        }
        let next: Vec<usize> = self.analysis.runners_up(formula).collect();
        let Some((score, next_score)) = score.zip(next.first().and_then(|next| values[*next])) else {
            return format!("{among}{names} stands alone with {figures}.");
        };
        let (next, by) = (self.names(next), figure(Some(score - next_score)));
        format!("{among}{names} leads with {figures}, by {by} over {next} with {}.", figure(Some(next_score)))
    }

    /// What a leader's place rests on.
    fn ground(&self, theory: usize) -> Vec<String> {
        let card = &self.assessment.theories[theory].scorecard;
        let name = self.name(theory);
        let mut sentences = Vec::new();
        if self.theories[theory].is_advocated_by(self.essay.id.as_str()) {
            sentences.push(format!(
                "{name} leads on the word of its own essay: “{}” argues for the theory that it judges.",
                self.essay.title
            ));
        }
        let (scored, before) = (card.scored, card.foretold_n);
        sentences.push(match before {
            0 => format!("Not one of the {scored} scored forecasts of {name} was made before its outcomes."),
            n if n == scored => {
                format!("All {scored} scored forecasts of {name} were made before their outcomes.")
            }
            n => format!("{n} of the {scored} scored forecasts of {name} were made before their outcomes."),
        });
        sentences
    }

    /// How few changed readings put another theory first.
    pub fn how_little(&self, formula: Formula) -> String {
        let flips = self.flips(formula);
        let Some(size) = flips.size else {
            return "No change of readings puts another ranked theory first.".to_owned();
        };
        let ways = match (flips.sets.len() + flips.more, flips.is_more_at_least) {
            (1, true) => "there may be other ways to choose them".to_owned(),
            (n, true) => format!("more than {n} ways to choose them"),
            (1, false) => "only one".to_owned(),
            (n, false) if size == 1 => format!("any one of {n}"),
            (n, false) => format!("{n} ways to choose them"),
        };
        format!(
            "{} {} enough to put another theory first ({ways}).",
            capitalised(&readings(size)),
            is_or_are(size)
        )
    }

    /// The first of the smallest changes that put another theory first.
    fn for_instance(&self, formula: Formula) -> Option<String> {
        let flip = self.flips(formula).sets.first()?;
        Some(format!("For instance, {}.", self.flip(flip)))
    }

    /// The smallest changes of readings that put another theory first, by the score or by what was
    /// foretold.
    fn flips(&self, formula: Formula) -> &'a Flips {
        match formula {
            Formula::Foretold => &self.analysis.foretold_flips,
            _ => &self.analysis.flips,
        }
    }

    /// Where the forecasts that a theory got wrong stand: in the essay, or in works of its author.
    fn misses(&self, theory: usize) -> String {
        let predictions = &self.assessment.theories[theory].predictions;
        let own = &self.theories[theory];
        let missed = predictions.iter().filter(|p| {
            own.predictions[p.position()].kind == Kind::Forecast
                && p.verdict.score().is_some_and(|score| score < 0.5)
        });
        let missed: Vec<usize> = missed.map(PredictionAssessment::position).collect();
        let of_works = missed.iter().filter(|position| {
            matches!(own.predictions[**position].attribution.source(), Source::Work { .. })
        });
        let (all, of_works, name) = (missed.len(), of_works.count(), self.name(theory));
        match (all, of_works) {
            (0, _) => format!("No scored forecast of {name} went wrong."),
            (1, k) => {
                let statement = self.statement(theory, missed[0]);
                let place = if k == 1 { "the author's own work, not in this essay" } else { "this essay" };
                format!("The one miss of {name}, “{statement}”, stands in {place}.")
            }
            (n, 0) => format!("{name} missed {n} times, each time with what stands in this essay."),
            (n, k) => {
                format!("{name} missed {n} times, {k} of them with what stands in the author's own works.")
            }
        }
    }
}

fn readings(n: usize) -> String {
    if n == 1 { "one changed reading".to_owned() } else { format!("{n} changed readings together") }
}

fn is_or_are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}
