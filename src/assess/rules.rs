//! Rules 1 to 6: matches, verdicts and timing of a single prediction.

use super::result::{ExpectationAssessment, PredictionTiming, Timing};
use crate::model::choice::choices;
use crate::model::{DateProblem, DateRange, Expects, Judgeable, Reported};

/// Scores closer than this are the same score.
pub const EPSILON: f64 = 1e-9;

/// A theory with fewer scored forecasts than this is not ranked (rule 8).
pub const MIN_RANKED: usize = 3;

choices! {
    /// The five grades of a scored prediction (rule 3), from best to worst.
    pub enum Grade {
        /// A score of at least 0.875.
        Confirmed = "confirmed",
        /// A score of at least 0.625.
        LargelyConfirmed = "largely-confirmed",
        /// A score above 0.375.
        Mixed = "mixed",
        /// A score above 0.125.
        LargelyDisconfirmed = "largely-disconfirmed",
        /// A score of at most 0.125.
        Disconfirmed = "disconfirmed",
    }
}

choices! {
    /// Why a prediction has no score (rule 4).
    pub enum Reason {
        /// Nothing could count against it.
        TooVague = "too-vague",
        /// Its conditions have not been met.
        ConditionsNotMet = "conditions-not-met",
        /// The essay does not speak of what it expects.
        NotAddressed = "not-addressed",
        /// What it expects is disputed.
        Contested = "contested",
        /// What it expects is still open.
        Pending = "pending",
    }
}

/// A prediction's result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// Judged: a grade, and the score from 0 to 1 that gave it.
    Scored {
        /// The grade.
        grade: Grade,
        /// The score, from 0 to 1.
        score: f64,
    },
    /// Not judged, and why.
    Unscored(Reason),
}

impl Grade {
    /// The grade of a score from 0 to 1. Symmetric: the grade of `1 - score` is the mirror image.
    pub fn of(score: f64) -> Self {
        if score >= 0.875 - EPSILON {
            Self::Confirmed
        } else if score >= 0.625 - EPSILON {
            Self::LargelyConfirmed
        } else if score > 0.375 + EPSILON {
            Self::Mixed
        } else if score > 0.125 + EPSILON {
            Self::LargelyDisconfirmed
        } else {
            Self::Disconfirmed
        }
    }

    /// The grade for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirmed",
            Self::LargelyConfirmed => "Largely confirmed",
            Self::Mixed => "Mixed",
            Self::LargelyDisconfirmed => "Largely disconfirmed",
            Self::Disconfirmed => "Disconfirmed",
        }
    }
}

impl Reason {
    /// The reason for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::TooVague => "Too vague",
            Self::ConditionsNotMet => "Conditions not met",
            Self::NotAddressed => "Not addressed",
            Self::Contested => "Contested",
            Self::Pending => "Pending",
        }
    }
}

impl Verdict {
    /// The score from 0 to 1, where there is one.
    pub fn score(self) -> Option<f64> {
        match self {
            Self::Scored { score, .. } => Some(score),
            Self::Unscored(_) => None,
        }
    }

    /// The grade, where there is one.
    pub fn grade(self) -> Option<Grade> {
        match self {
            Self::Scored { grade, .. } => Some(grade),
            Self::Unscored(_) => None,
        }
    }

    /// The verdict for people: `Confirmed`, `Unscored: Pending`.
    pub fn label(self) -> String {
        match self {
            Self::Scored { grade, .. } => grade.label().to_owned(),
            Self::Unscored(reason) => format!("Unscored: {}", reason.label()),
        }
    }
}

/// Rule 1: the degree from 0 to 1 to which an expectation came true.
pub(super) fn match_degree(expects: Expects, reported: Reported) -> Option<f64> {
    reported.value().map(|value| match_of(expects, value))
}

/// Rule 1, for a value from 0 to 1.
pub(super) fn match_of(expects: Expects, value: f64) -> f64 {
    match expects {
        Expects::Occurs => value,
        Expects::DoesNotOccur => 1.0 - value,
    }
}

/// Rules 2 to 4: the verdict on a prediction, from its expectations and their weights.
pub(super) fn verdict(
    judgeable: Judgeable,
    expectations: &[ExpectationAssessment],
    weight: impl Fn(usize) -> f64,
) -> Verdict {
    match judgeable {
        Judgeable::TooVague => return Verdict::Unscored(Reason::TooVague),
        Judgeable::ConditionsNotMet => return Verdict::Unscored(Reason::ConditionsNotMet),
        Judgeable::Yes => {}
    }
    let (mut sum, mut weights) = (0.0, 0.0);
    for (i, expectation) in expectations.iter().enumerate() {
        if let Some(degree) = expectation.degree {
            sum += weight(i) * degree;
            weights += weight(i);
        }
    }
    if weights > 0.0 {
        let score = sum / weights;
        return Verdict::Scored { grade: Grade::of(score), score };
    }
    let is_reported = |reported| expectations.iter().any(|e| e.reported == Some(reported));
    Verdict::Unscored(if is_reported(Reported::Contested) {
        Reason::Contested
    } else if is_reported(Reported::Pending) {
        Reason::Pending
    } else {
        Reason::NotAddressed
    })
}

/// Rule 6, for an expectation: whether the prediction was made before the outcome.
///
/// `reported` is what the essay itself says, not a reading in its place. `None` where a date cannot
/// be read.
pub(super) fn timing(
    made: Result<DateRange, DateProblem>,
    reported: Reported,
    when: Result<DateRange, DateProblem>,
) -> Option<Timing> {
    if reported == Reported::Pending {
        return Some(Timing::Foresight);
    }
    let (made, when) = (made.ok()?, when.ok()?);
    Some(if made.latest < when.earliest { Timing::Foresight } else { Timing::Hindsight })
}

/// The expectations of a prediction that its timing is taken from (rule 6): the scored ones, or all if
/// none is scored.
pub fn timed(expectations: &[ExpectationAssessment]) -> impl Iterator<Item = &ExpectationAssessment> + Clone {
    let any_scored = expectations.iter().any(|e| e.degree.is_some());
    expectations.iter().filter(move |e| e.degree.is_some() || !any_scored)
}

/// Rule 6, for a prediction.
pub(super) fn prediction_timing(expectations: &[ExpectationAssessment]) -> Option<PredictionTiming> {
    let timings = timed(expectations).filter_map(|e| e.timing);
    timings.map(PredictionTiming::from).reduce(PredictionTiming::join)
}
