//! A prediction: what it says, and the working of its verdict.

use eframe::egui::{Role, Ui};

use super::{absent, quotes, source, whose};
use crate::app::comparison::PredictionView;
use crate::app::{Actions, Command, DocId, State};
use crate::assess::{ExpectationAssessment, Verdict};
use crate::model::{Expectation, Kind, Source};
use crate::ui::parts::{self, Piece};
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, what_if};
use crate::words;

pub(super) fn prediction(ui: &mut Ui, state: &State, doc: DocId, position: usize, actions: &mut Actions) {
    let comparison = &state.comparison;
    let view = comparison.member(doc).and_then(|member| comparison.prediction(member, position));
    let Some(view) = view else { return left_out(ui, state, actions) };
    head(ui, state, &view, actions);
    origin(ui, state, &view);
    parts::section(ui, "The working");
    expectations(ui, state, &view, actions);
    parts::section(ui, "The verdict");
    verdict(ui, state, &view);
}

fn left_out(ui: &mut Ui, state: &State, actions: &mut Actions) {
    absent(
        ui,
        "Not in this comparison",
        "This prediction takes no part: its theory is closed or has errors, or only those are judged that the essay itself attributes.",
    );
    parts::command_button(ui, state, Command::AllAttributions, actions);
}

fn head(ui: &mut Ui, state: &State, view: &PredictionView<'_>, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    let prediction = view.prediction;
    whose(ui, state, view.member, actions);
    ui.add_space(space::WITHIN);
    let is_advice = prediction.kind == Kind::Prescription;
    let color = if is_advice { palette.quiet } else { palette.text };
    parts::heading(ui, &prediction.statement, Size::Heading.bold_format(color));
    let due = prediction.due.as_ref().map_or_else(String::new, |due| format!(", due {}", due.label()));
    let counts = if is_advice { ": matched, but not counted in any score" } else { "" };
    parts::note(
        ui,
        format!("{}, made {}{due}{counts}", words::kind(prediction.kind), prediction.made.label()),
    );
    ui.add_space(space::WITHIN);
    marks::verdict_with_word(ui, view.assessment.verdict);
    let judged = view.assessment.judged;
    if judged.scored > 0 && judged.scored < judged.expectations {
        parts::note(ui, format!("Partly judged, {} of {}", judged.scored, judged.expectations));
    }
    if let Some(timing) = view.assessment.timing {
        ui.horizontal(|ui| {
            marks::timing(ui, timing, size::MARK);
            parts::note(ui, marks::timing_label(timing));
        });
    }
}

fn origin(ui: &mut Ui, state: &State, view: &PredictionView<'_>) {
    parts::section(ui, "Where it comes from");
    parts::prose(ui, source(state, view));
    if let Source::Essay { paragraphs, of } = view.prediction.attribution.source()
        && of.is_none_or(|of| *of == state.comparison.essay.id)
    {
        quotes(ui, state, paragraphs);
    }
    if let Some(note) = &view.prediction.note {
        parts::note(ui, note);
    }
}

fn expectations(ui: &mut Ui, state: &State, view: &PredictionView<'_>, actions: &mut Actions) {
    let judged = state.comparison.judged(view.member).expectations(view.assessment);
    let claims = view.prediction.expects();
    if claims.is_empty() {
        parts::prose(ui, "It expects nothing of any outcome.");
        return;
    }
    parts::region(ui, Role::List, "Expectations", |ui| {
        parts::long_list(ui, ("expectations", &view.prediction.id), claims.len(), |ui, i| {
            if i > 0 {
                ui.add_space(space::BETWEEN);
            }
            expectation(ui, state, view, &claims[i], &judged[i], actions);
        });
    });
}

fn expectation(
    ui: &mut Ui,
    state: &State,
    view: &PredictionView<'_>,
    claim: &Expectation,
    judged: &ExpectationAssessment,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.y = space::WITHIN;
    let id = claim.outcome.as_str();
    let expects = words::expects(claim.value);
    let Some((_, outcome)) = state.comparison.outcome(id) else {
        parts::prose(ui, id);
        parts::note(ui, format!("The theory {expects}, but the essay has no such outcome."));
        because(ui, claim);
        return;
    };
    parts::outcome_link(ui, state, outcome, actions);
    let reported = judged.reported.map_or("Switched off", words::reported);
    let instead = match judged.reported {
        Some(reading) if reading != outcome.reported => {
            format!(" (a reading; the essay reports: {})", words::reported(outcome.reported))
        }
        _ => String::new(),
    };
    parts::line(
        ui,
        [
            Piece::Quiet("The theory "),
            Piece::Strong(expects),
            Piece::Quiet("; reported: "),
            Piece::Strong(reported),
            Piece::Quiet(&instead),
        ],
    );
    what_if::reading_ui(ui, state, outcome, actions);
    let degree = words::degree_or_none(judged.degree);
    let weight = words::number(claim.weight());
    parts::line(
        ui,
        [Piece::Quiet("Match "), Piece::Strong(&degree), Piece::Quiet("   Weight "), Piece::Strong(&weight)],
    );
    if let Some(timing) = judged.timing {
        let why = words::timing_reason(view.prediction, outcome, &state.comparison.essay, timing);
        parts::note(ui, format!("{}: {why}", marks::timing_label(timing.into())));
    }
    because(ui, claim);
}

fn because(ui: &mut Ui, claim: &Expectation) {
    if let Some(because) = &claim.because {
        parts::note(ui, because);
    }
}

/// The sum and the rule, or why there is no score.
fn verdict(ui: &mut Ui, state: &State, view: &PredictionView<'_>) {
    let judged = state.comparison.judged(view.member).expectations(view.assessment);
    let terms = view.prediction.expects().iter().zip(judged);
    let terms: Vec<(f64, f64)> =
        terms.filter_map(|(claim, judged)| Some((claim.weight(), judged.degree?))).collect();
    match view.assessment.verdict {
        Verdict::Scored { grade, score } => {
            parts::note(ui, "Score: the weighted mean of the matches");
            parts::prose(ui, words::weighted_mean(&terms, score));
            let mark = |ui: &mut Ui| {
                marks::verdict(ui, view.assessment.verdict, size::MARK);
            };
            parts::beside(ui, mark, |ui| parts::prose(ui, words::rule(grade, score)));
            let judged = view.assessment.judged;
            let unjudged = judged.expectations - judged.scored;
            if unjudged > 0 {
                let total = judged.expectations;
                parts::note(
                    ui,
                    format!("Without the {unjudged} of its {total} expectations that have no match."),
                );
            }
        }
        Verdict::Unscored(reason) => {
            parts::prose(ui, words::unscored(reason));
            if !terms.is_empty() {
                parts::note(ui, "The matches above are shown for information; they do not count.");
            }
        }
    }
    parts::note(ui, format!("Verdicts are as “{}” reports.", state.comparison.essay.title));
}
