//! The analysis in sentences: computed from the data, for any theories and any essay.

mod outcomes;

use std::sync::Arc;

pub use outcomes::{DIAGNOSTICITY, NO_CRUCIAL_TEST, NO_OTHER_TEST};

use crate::assess::{
    Analysis, Assessment, Change, Flip, Flips, Formula, FormulaRanking, MIN_RANKED, Move, Nudge,
    PredictionAssessment, PredictionTiming, RankRange, Unsettled,
};
use crate::model::{Essay, Reported, Source, Theory};
use crate::words::{capitalised, figure};

/// A comparison and its analysis: what the sentences are about.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The essay that judges.
    pub essay: &'a Essay,
    /// The theories.
    pub theories: &'a [Arc<Theory>],
    /// Verdicts and numbers.
    pub assessment: &'a Assessment,
    /// What follows from them.
    pub analysis: &'a Analysis,
}

impl<'a> Told<'a> {
    /// What a theory is called: its short name, with its name in this comparison if its id was taken.
    pub fn name(&self, theory: usize) -> String {
        let (own, judged) = (&self.theories[theory], &self.assessment.theories[theory]);
        if judged.id == own.id.as_str() {
            own.short_name.clone()
        } else {
            format!("{} [{}]", own.short_name, judged.id)
        }
    }

    /// Several theories: `Mackinder, Brzezinski and Huntington`.
    pub fn names(&self, theories: impl IntoIterator<Item = usize>) -> String {
        list(theories.into_iter().map(|theory| self.name(theory)).collect())
    }

    /// The same where there may be very many of them: the first, and how many more.
    pub fn some_names(&self, theories: &[usize]) -> String {
        const NAMED: usize = 12;
        let more = theories.len().saturating_sub(NAMED);
        let named = theories.iter().take(NAMED).map(|theory| self.name(*theory));
        let more = (more > 0).then(|| format!("{more} more"));
        list(named.chain(more).collect())
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

    // The order, and how little it takes to reverse it.

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
            own.predictions[p.position()].kind == crate::model::Kind::Forecast
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

    /// A set of changed readings and what it does.
    pub fn flip(&self, flip: &Flip) -> String {
        let changes = flip.readings.iter().map(|(outcome, reading)| self.changed(*outcome, *reading));
        let (rival, leader) = (self.name(flip.rival), self.name(flip.leader));
        format!("{} puts {rival} above {leader}", list(changes.collect()))
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

    // Ranks.

    /// The ranks that a theory can take: `1`, `1 to 3`, or `none`.
    pub fn ranks(range: &RankRange) -> String {
        match (range.low, range.high) {
            (Some((low, _)), Some((high, _))) if low == high => low.to_string(),
            (Some((low, _)), Some((high, _))) => format!("{low} to {high}"),
            _ => "none".to_owned(),
        }
    }

    /// What leads to the ends of a range of ranks, and what would leave the theory unranked.
    pub fn range_working(&self, range: &RankRange) -> Vec<String> {
        let end = |end: Option<(usize, Option<Change>)>| {
            let (rank, change) = end?;
            change.map(|change| format!("Rank {rank} with {}.", self.change(change)))
        };
        let drops: Vec<String> =
            range.drops_out_without.iter().map(|outcome| format!("“{}”", self.outcome(*outcome))).collect();
        let dropped = (!drops.is_empty()).then(|| {
            format!("May drop out: without {}, fewer than {MIN_RANKED} forecasts are scored.", either(drops))
        });
        end(range.low).into_iter().chain(end(range.high)).chain(dropped).collect()
    }

    /// A change of a single outcome.
    pub fn change(&self, change: Change) -> String {
        match change.nudge {
            Nudge::LeftOut => format!("“{}” left out", self.outcome(change.outcome)),
            Nudge::Reads(reading) => self.changed(change.outcome, reading),
        }
    }

    /// Why two theories are not separated.
    pub fn unsettled(&self, other: usize, unsettled: Unsettled) -> String {
        let name = self.name(other);
        match unsettled {
            Unsettled::Level => format!("Not separated from {name}: their scores are level."),
            Unsettled::By(change) => {
                format!("Not separated from {name}: {} reverses or levels their order.", self.change(change))
            }
        }
    }

    // Pairs.

    /// Where two theories part ways, if anywhere.
    pub fn pair(&self, one: usize, other: usize) -> String {
        let all = self.assessment.disagreements(one, other);
        let decided = self.assessment.decided_disagreements(one, other);
        let statements = |outcomes: &[usize]| {
            list(outcomes.iter().map(|o| format!("“{}” ({})", self.outcome(*o), self.reading(*o))).collect())
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

    // Formulas.

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

/// What the range of ranks says.
pub const RANGE: &str =
    "Range: the ranks that a theory can take when any one outcome is left out or read one grade otherwise.";

/// What the lead time says.
pub const LEAD: &str = "Lead time: how many years before its outcomes a theory spoke: the median over the judged claims that it made before them.";

/// A lead time: `22.0 years`.
pub fn lead(years: Option<f64>) -> String {
    years.map_or_else(|| "none".to_owned(), |years| format!("{years:.1} years"))
}

/// A reading in the middle of a sentence.
pub(super) fn in_text(reported: Reported) -> String {
    super::reported(reported).to_lowercase()
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

fn readings(n: usize) -> String {
    if n == 1 { "one changed reading".to_owned() } else { format!("{n} changed readings together") }
}

fn is_or_are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: Vec<String>) -> String {
    joined(items, "and")
}

fn either(items: Vec<String>) -> String {
    joined(items, "or")
}

fn joined(mut items: Vec<String>, last: &str) -> String {
    match (items.pop(), items.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", items.join(", ")),
    }
}
