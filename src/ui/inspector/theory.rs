//! A theory: who wrote it, its numbers with their working, and its predictions.

use eframe::egui::{Role, Ui};

use super::{absent, big};
use crate::app::{Action, Actions, Comparison, DocId, Selection, State};
use crate::assess::{PredictionAssessment, PredictionTiming, Scorecard, TheoryAssessment};
use crate::model::{Kind, Theory};
use crate::ui::marks;
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::words;

pub(super) fn theory(ui: &mut Ui, state: &State, doc: DocId, actions: &mut Actions) {
    let comparison = &*state.comparison;
    let Some(member) = comparison.member(doc) else {
        let why = "This theory takes no part: it is closed, its file has errors, or another theory has taken its place.";
        absent(ui, "Not in this comparison", why);
        return;
    };
    head(ui, state, member, doc);
    parts::section(ui, "Scorecard");
    scorecard(ui, comparison, member);
    list(ui, comparison, member, Kind::Forecast, actions);
    list(ui, comparison, member, Kind::Prescription, actions);
    works(ui, &comparison.members[member].theory);
}

fn head(ui: &mut Ui, state: &State, member: usize, doc: DocId) {
    let comparison = &*state.comparison;
    let m = &comparison.members[member];
    let theory = &*m.theory;
    ui.horizontal(|ui| {
        marks::monogram(ui, &m.monogram, &theory.short_name, member, size::MONOGRAM);
        let is_its_name = theory.short_name == theory.name;
        parts::prose(ui, if is_its_name { "Theory" } else { &theory.short_name });
    });
    ui.add_space(space::WITHIN);
    big(ui, &theory.name);
    parts::note(ui, format!("{}, {}", theory.theorist, theory.year));
    if let Some(summary) = &theory.summary {
        ui.add_space(space::WITHIN);
        parts::prose(ui, summary);
    }
    let notice = parts::cached(ui, "notice of the inspected theory", (comparison.generation, doc), || {
        state.comparison.notice(doc).map(ToString::to_string)
    });
    if let Some(notice) = notice {
        parts::note(ui, format!("Note: {notice}."));
    }
}

fn scorecard(ui: &mut Ui, comparison: &Comparison, member: usize) {
    let judged = comparison.judged(member);
    let card = &judged.scorecard;
    let theory = &*comparison.members[member].theory;
    let own_essay = theory.is_advocated_by(comparison.essay.id.as_str());
    let rank = words::rank(card, comparison.members.len());
    ui.label(crate::ui::tokens::bold(if own_essay {
        format!("{rank}, judged by its own essay")
    } else {
        rank
    }));
    marks::verdict_bar(ui, &card.tally, ui.available_width());
    parts::note(ui, marks::tally_words(&card.tally));
    ui.add_space(space::WITHIN);
    parts::figure(ui, &words::degree_or_none(card.score), "Score", &score_working(theory, judged));
    parts::figure(ui, &format!("{} of {}", card.scored, card.forecasts), "Coverage", COVERAGE);
    parts::figure(ui, &words::degree_or_none(card.foretold), "Foretold", &foretold_working(theory, judged));
    parts::figure(ui, &words::degree_or_none(card.boldness), "Boldness", &boldness_working(card, comparison));
    ui.add_space(space::WITHIN);
    viewpoint(ui, comparison);
}

const COVERAGE: &str = "Scored forecasts of all its forecasts. A theory that says little is seldom wrong.";

/// A theory's forecasts that are scored and pass `keep`: their scores.
fn scores(
    theory: &Theory,
    judged: &TheoryAssessment,
    keep: impl Fn(&PredictionAssessment) -> bool,
) -> Vec<f64> {
    let forecasts = judged
        .predictions
        .iter()
        .filter(|assessed| theory.predictions[assessed.position()].kind == Kind::Forecast && keep(assessed));
    forecasts.filter_map(|assessed| assessed.verdict.score()).collect()
}

fn score_working(theory: &Theory, judged: &TheoryAssessment) -> String {
    let scores = scores(theory, judged, |_| true);
    match scores.len() {
        0 => "No forecast of its is scored.".to_owned(),
        n => format!("Mean over {} scored: {}", forecasts(n), words::scores(&scores)),
    }
}

fn foretold_working(theory: &Theory, judged: &TheoryAssessment) -> String {
    let scores = scores(theory, judged, |assessed| assessed.timing == Some(PredictionTiming::Foresight));
    match scores.len() {
        0 => "No scored forecast of its was made before all of its outcomes.".to_owned(),
        n => format!("Mean over {} made before the outcomes: {}", forecasts(n), words::scores(&scores)),
    }
}

fn forecasts(n: usize) -> String {
    if n == 1 { "1 forecast".to_owned() } else { format!("{n} forecasts") }
}

fn boldness_working(card: &Scorecard, comparison: &Comparison) -> String {
    let (k, n) = (card.contradicted, card.scored_expectations);
    if comparison.members.len() < 2 {
        return "No other theory is loaded that could contradict it.".to_owned();
    }
    if n == 0 {
        return "No expectation of its is scored.".to_owned();
    }
    format!("{k} of its {n} scored expectations are contradicted by a forecast of another theory.")
}

fn viewpoint(ui: &mut Ui, comparison: &Comparison) {
    let loaded = comparison.members.len();
    let title = &comparison.essay.title;
    parts::note(
        ui,
        format!("Over all {loaded} theories loaded, shown or hidden. Verdicts are as “{title}” reports."),
    );
}

fn list(ui: &mut Ui, comparison: &Comparison, member: usize, kind: Kind, actions: &mut Actions) {
    let theory = &*comparison.members[member].theory;
    let judged = comparison.judged(member);
    let of_kind = judged.predictions.iter().filter(|p| theory.predictions[p.position()].kind == kind);
    let of_kind: Vec<&PredictionAssessment> = of_kind.collect();
    let (name, is_advice) = match kind {
        Kind::Forecast => ("Forecasts", false),
        Kind::Prescription => ("Prescriptions", true),
    };
    if of_kind.is_empty() && is_advice {
        return;
    }
    parts::section(ui, name);
    if is_advice {
        parts::note(ui, "What it advises. Matched against the outcomes, but not counted in any number.");
    } else if of_kind.is_empty() {
        parts::prose(ui, "It foretells nothing here.");
    }
    parts::region(ui, Role::List, name, |ui| {
        parts::long_list(ui, (name, member), of_kind.len(), |ui, i| {
            entry(ui, comparison, member, of_kind[i], actions);
        });
    });
}

fn entry(
    ui: &mut Ui,
    comparison: &Comparison,
    member: usize,
    assessed: &PredictionAssessment,
    actions: &mut Actions,
) {
    let m = &comparison.members[member];
    let prediction = &m.theory.predictions[assessed.position()];
    let mark = |ui: &mut Ui| {
        marks::verdict(ui, assessed.verdict, size::MARK);
    };
    parts::beside(ui, mark, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let palette = Palette::of(ui.visuals());
        let is_advice = prediction.kind == Kind::Prescription;
        let color = if is_advice { palette.quiet } else { palette.text };
        if parts::link(ui, &prediction.statement, Size::Body.format(color)).clicked() {
            actions.push(Action::Select(Selection::Prediction(m.doc, assessed.position())));
        }
        let score =
            assessed.verdict.score().map_or_else(String::new, |score| format!(", {}", words::score(score)));
        parts::note(ui, format!("{}{score}", assessed.verdict.label()));
    });
}

fn works(ui: &mut Ui, theory: &Theory) {
    if theory.works().is_empty() {
        return;
    }
    parts::section(ui, "Works");
    for work in theory.works() {
        parts::note(ui, work.citation.as_deref().unwrap_or(work.id.as_str()));
    }
}
