//! An outcome: how the essay reports it, how it divides the theories, and who bets on it.

use eframe::egui::{Role, Ui};

use super::{absent, big, quotes, whose};
use crate::app::{Actions, Comparison, Selection, State};
use crate::assess::{Bet, OutcomeAssessment, Stance};
use crate::model::{Kind, Outcome};
use crate::ui::parts::{self, Piece};
use crate::ui::tokens::{Palette, size, space};
use crate::ui::{marks, what_if};
use crate::words;

pub(super) fn outcome(ui: &mut Ui, state: &State, id: &str, actions: &mut Actions) {
    let Some((position, outcome)) = state.comparison.outcome(id) else {
        absent(ui, id, "This essay reports no such outcome.");
        return;
    };
    let assessed = state.comparison.assessment.outcomes[position];
    head(ui, state, outcome, &assessed, actions);
    parts::section(ui, "Who bets on it");
    bets(ui, state, position, actions);
    silent(ui, state, position);
    parts::section(ui, "How far it tells the theories apart");
    diagnosticity(ui, &state.comparison, position, &assessed);
}

fn head(ui: &mut Ui, state: &State, outcome: &Outcome, assessed: &OutcomeAssessment, actions: &mut Actions) {
    let essay = &state.comparison.essay;
    let topic = outcome.topic.as_deref().map(|topic| essay.topic_label(topic));
    parts::kicker(ui, topic.map_or_else(|| "Outcome".to_owned(), |topic| format!("Outcome · {topic}")));
    big(ui, &outcome.statement);
    ui.horizontal_wrapped(|ui| {
        what_if::reading_ui(ui, state, outcome, actions);
        parts::note(ui, words::basis(outcome.basis));
    });
    if assessed.reported != Some(outcome.reported) {
        parts::note(ui, format!("The essay itself reports: {}", words::reported(outcome.reported)));
    }
    let when = outcome.date(essay).label();
    let whose = if outcome.when.is_none() { ": no date of its own, so the essay's publication" } else { "" };
    parts::note(ui, format!("{when}{whose} · {}", words::paragraphs(outcome.paragraphs())));
    if let Some(summary) = &outcome.summary {
        ui.add_space(space::WITHIN);
        parts::prose(ui, summary);
    }
    quotes(ui, state, outcome.paragraphs());
}

fn bets(ui: &mut Ui, state: &State, position: usize, actions: &mut Actions) {
    let bets: Vec<&Bet> = state.comparison.bets(position).collect();
    if bets.is_empty() {
        parts::prose(ui, "Nobody bets on this.");
        return;
    }
    parts::region(ui, Role::List, "Bets", |ui| {
        parts::long_list(ui, ("bets", position), bets.len(), |ui, i| {
            let is_new_theory = i == 0 || bets[i - 1].theory != bets[i].theory;
            if is_new_theory {
                ui.add_space(space::WITHIN);
                whose(ui, state, bets[i].theory as usize, actions);
            }
            bet(ui, state, bets[i], actions);
        });
    });
}

fn bet(ui: &mut Ui, state: &State, bet: &Bet, actions: &mut Actions) {
    let comparison = &*state.comparison;
    let member = bet.theory as usize;
    let Some(view) = comparison.prediction(member, bet.prediction as usize) else { return };
    let claim = &view.prediction.expects()[bet.expectation as usize];
    let judged = comparison.judged(member).expectations(view.assessment)[bet.expectation as usize];
    let is_advice = view.prediction.kind == Kind::Prescription;
    let mark = |ui: &mut Ui| {
        marks::verdict(ui, view.assessment.verdict, size::MARK);
    };
    parts::beside(ui, mark, |ui| {
        ui.spacing_mut().item_spacing.y = space::WITHIN;
        let palette = Palette::of(ui.visuals());
        let color = if is_advice { palette.quiet } else { palette.text };
        let selection = Selection::Prediction(comparison.members[member].doc, view.assessment.position());
        parts::lit_link(ui, &view.prediction.statement, color, selection, state, actions);
        let kind = if is_advice { "Prescription. " } else { "" };
        let degree = format!("; match {}; ", words::degree_or_none(judged.degree));
        let verdict = view.assessment.verdict.label();
        let expects = words::capitalised(words::expects(claim.value));
        parts::line(
            ui,
            [Piece::Quiet(kind), Piece::Strong(&expects), Piece::Quiet(&degree), Piece::Quiet(&verdict)],
        );
    });
}

/// The theories that say nothing about it, in one line.
fn silent(ui: &mut Ui, state: &State, position: usize) {
    const NAMED: usize = 12;
    let comparison = &state.comparison;
    let mut speaks = vec![false; comparison.members.len()];
    comparison.bets(position).for_each(|bet| speaks[bet.theory as usize] = true);
    let silent = comparison.members.iter().zip(&speaks).filter(|(_, speaks)| !**speaks);
    let names: Vec<&str> = silent.map(|(member, _)| member.theory.short_name.as_str()).collect();
    if names.is_empty() {
        return;
    }
    let more = names.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    ui.add_space(space::WITHIN);
    parts::note(ui, format!("Silent: {}{more}", names[..names.len().min(NAMED)].join(", ")));
}

fn diagnosticity(ui: &mut Ui, comparison: &Comparison, position: usize, assessed: &OutcomeAssessment) {
    let Some(value) = assessed.diagnosticity else {
        let why = "at least two theories need a stance on it, and here";
        parts::prose(ui, format!("Not to be told: {why} {}.", stances(assessed.n)));
        return;
    };
    let share = share(comparison, position);
    let n = assessed.n;
    let p = share / n as f64;
    let (yes, no) = (words::score(p), words::score(1.0 - p));
    let working = format!(
        "{} of {n} theories with a stance expect it: 4 × {yes} × {no}. 0 where all agree, 1 where they stand evenly on both sides.",
        words::number(share)
    );
    parts::figure(ui, &words::degree(value), "Diagnosticity", &working);
    if assessed.is_crucial {
        parts::prose(ui, "A crucial test: the theories stand evenly on both sides.");
    }
}

fn stances(n: usize) -> String {
    match n {
        0 => "none has".to_owned(),
        1 => "one has".to_owned(),
        n => format!("{n} have"),
    }
}

/// How many theories expect it, one that expects both counting one half.
fn share(comparison: &Comparison, position: usize) -> f64 {
    let stances = comparison.assessment.theories.iter().filter_map(|theory| theory.stance(position));
    let shares = stances.map(|stance| match stance {
        Stance::Occurs => 1.0,
        Stance::DoesNotOccur => 0.0,
        Stance::Split => 0.5,
    });
    shares.sum()
}
