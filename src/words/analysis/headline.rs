//! Who leads, on what, and how little it takes to reverse it.

use super::{Told, list};
use crate::assess::{EPSILON, Flips, Formula, Grade, MIN_RANKED, PredictionAssessment, PredictionTiming};
use crate::model::{Kind, Prediction, Source};
use crate::words::{capitalised, figure};

/// Of so many leaders, each is told what its place rests on; of more, none.
const FEW_LEADERS: usize = 3;

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
        let ground = few(&leaders).iter().flat_map(|leader| self.ground(*leader));
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
        let misses = few(&leaders).iter().map(|theory| self.misses(*theory));
        let how_little = [lead, self.how_little(Formula::Foretold)].into_iter();
        how_little.chain(self.for_instance(Formula::Foretold)).chain(misses).collect()
    }

    /// Who is first by a formula, and by how much.
    fn lead(&self, formula: Formula, among: &str) -> String {
        let values = &self.analysis.ranking(formula).values;
        let leaders: Vec<usize> = self.analysis.leaders(formula).collect();
        let score = leaders.first().and_then(|leader| values[*leader]);
        let (names, figures) = (self.list_of(&leaders), figure(score));
        if leaders.len() > 1 {
            return format!("{among}{names} lead together with {figures}.");
        }
        let next: Vec<usize> = self.analysis.runners_up(formula).collect();
        let Some((score, next_score)) = score.zip(next.first().and_then(|next| values[*next])) else {
            let what = if formula == Formula::Foretold { "foresight" } else { "score" };
            return format!("{names} alone can be ranked by {what}, with {figures}.");
        };
        let by = score - next_score;
        let by = if by < 0.001 - EPSILON { "less than 0.001".to_owned() } else { figure(Some(by)) };
        let (next, next_score) = (self.list_of(&next), figure(Some(next_score)));
        format!("{among}{names} leads with {figures}, by {by} over {next} with {next_score}.")
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
        let wholly = if self.is_partly_foretold(theory) { "wholly " } else { "" };
        sentences.push(match before {
            0 => format!(
                "Not one of the {scored} scored forecasts of {name} was made {wholly}before its outcomes."
            ),
            1 => {
                format!("1 of the {scored} scored forecasts of {name} was made {wholly}before its outcomes.")
            }
            n if n == scored => {
                format!("All {scored} scored forecasts of {name} were made before their outcomes.")
            }
            n => format!(
                "{n} of the {scored} scored forecasts of {name} were made {wholly}before their outcomes."
            ),
        });
        sentences
    }

    /// Whether a theory has scored forecasts that were made before some of their outcomes only.
    fn is_partly_foretold(&self, theory: usize) -> bool {
        self.scored_forecasts(theory).any(|(_, judged)| judged.timing == Some(PredictionTiming::Mixed))
    }

    /// A theory's forecasts that have a score.
    fn scored_forecasts(
        &self,
        theory: usize,
    ) -> impl Iterator<Item = (&'a Prediction, &'a PredictionAssessment)> + use<'a> {
        let own = &self.theories[theory].predictions;
        let judged = self.assessment.theories[theory].predictions.iter();
        let forecasts = judged.map(|judged| (&*own[judged.position()], judged));
        forecasts.filter(|(own, judged)| own.kind == Kind::Forecast && judged.verdict.score().is_some())
    }

    /// How few changed readings put another theory first.
    pub fn how_little(&self, formula: Formula) -> String {
        let flips = self.flips(formula);
        let among = if formula == Formula::Foretold { " among those that foretold" } else { "" };
        if self.analysis.leaders(formula).next().is_none() {
            return format!("No theory leads{among}, so there is no lead to change.");
        }
        let Some(size) = flips.size else {
            return format!("No change of readings puts another ranked theory first{among}.");
        };
        let ways = match (flips.sets.len() + flips.more, flips.is_more_at_least) {
            (1, true) => "there may be other ways to choose them".to_owned(),
            (n, true) => format!("more than {n} ways to choose them"),
            (1, false) => "only one".to_owned(),
            (n, false) if size == 1 => format!("any one of {n}"),
            (n, false) => format!("{n} ways to choose them"),
        };
        format!(
            "{} {} enough to put another theory first{among} ({ways}).",
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

    /// Where the forecasts that a theory got wrong stand: in this essay, in works of its author, or in
    /// another essay.
    fn misses(&self, theory: usize) -> String {
        let name = self.name(theory);
        let is_miss = |judged: &PredictionAssessment| {
            let grade = judged.verdict.score().map(Grade::of);
            matches!(grade, Some(Grade::LargelyDisconfirmed | Grade::Disconfirmed))
        };
        let missed = self.scored_forecasts(theory).filter(|(_, judged)| is_miss(judged));
        let missed: Vec<&Prediction> = missed.map(|(own, _)| own).collect();
        if let [only] = missed.as_slice() {
            let place = self.place(only).of_one();
            return format!("The one miss of {name}, “{}”, stands in {place}.", only.statement);
        }
        let counted = Place::ALL.iter().filter_map(|place| {
            let n = missed.iter().filter(|prediction| self.place(prediction) == *place).count();
            (n > 0).then_some((n, place.of_several()))
        });
        match counted.collect::<Vec<_>>().as_slice() {
            [] => format!("No scored forecast of {name} was disconfirmed."),
            [(n, place)] => format!("{name} missed {n} times, each time with what stands in {place}."),
            several => {
                let told = several.iter().map(|(n, place)| format!("{n} with what stands in {place}"));
                format!("{name} missed {} times: {}.", missed.len(), list(told.collect()))
            }
        }
    }

    /// Where a prediction stands.
    fn place(&self, prediction: &Prediction) -> Place {
        match prediction.attribution.source() {
            Source::Work { .. } => Place::Work,
            Source::Essay { of, .. } if of.is_none_or(|of| *of == self.essay.id) => Place::ThisEssay,
            Source::Essay { .. } => Place::OtherEssay,
        }
    }
}

/// Where a prediction stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    ThisEssay,
    Work,
    OtherEssay,
}

impl Place {
    const ALL: [Self; 3] = [Self::ThisEssay, Self::Work, Self::OtherEssay];

    fn of_one(self) -> &'static str {
        match self {
            Self::ThisEssay => "this essay",
            Self::Work => "the author's own work, not in this essay",
            Self::OtherEssay => "another essay",
        }
    }

    fn of_several(self) -> &'static str {
        match self {
            Self::ThisEssay => "this essay",
            Self::Work => "the author's own works",
            Self::OtherEssay => "another essay",
        }
    }
}

/// The leaders, if there are few.
fn few(leaders: &[usize]) -> &[usize] {
    if leaders.len() <= FEW_LEADERS { leaders } else { &[] }
}

fn readings(n: usize) -> String {
    if n == 1 { "one changed reading".to_owned() } else { format!("{n} changed readings together") }
}

fn is_or_are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}
