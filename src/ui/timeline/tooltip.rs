//! What the pointer is over, in full.

use eframe::egui::Ui;

use super::facts;
use crate::app::{Comparison, Selection, State};
use crate::arrange::timeline::{Dated, Layout};
use crate::ui::tokens::{Size, size, space};
use crate::ui::{marks, parts};
use crate::words;

/// How many outcomes of one date are named.
const NAMED: usize = 8;

/// Says what is under the pointer.
pub fn tooltip_ui(ui: &mut Ui, state: &State, layout: &Layout, selection: &Selection) {
    ui.set_max_width(Size::Small.measure());
    ui.spacing_mut().item_spacing.y = space::WITHIN;
    let comparison = &state.comparison;
    match selection {
        Selection::Theory(_) => {}
        Selection::Prediction(doc, position) => {
            if let Some(member) = comparison.member(*doc) {
                prediction(ui, comparison, layout, member, *position);
            }
        }
        Selection::Outcome(id) => {
            let of_id = |p: &usize| comparison.essay.outcomes[*p].id.as_str() == id;
            if let Some(dated) = layout.outcomes.iter().find(|dated| dated.positions.iter().any(of_id)) {
                outcomes(ui, comparison, dated);
            }
        }
    }
}

fn prediction(ui: &mut Ui, comparison: &Comparison, layout: &Layout, member: usize, position: usize) {
    let lane = layout.lanes.iter().find(|lane| lane.theory == member);
    let bar = lane.and_then(|lane| lane.bars.iter().find(|bar| bar.position == position));
    let (Some(bar), Some(view)) = (bar, comparison.prediction(member, position)) else { return };
    parts::note(ui, &view.theory.short_name);
    parts::prose(ui, &view.prediction.statement);
    marks::verdict_with_word(ui, view.assessment.verdict);
    ui.horizontal(|ui| {
        if let Some(timing) = view.assessment.timing {
            marks::timing(ui, timing, size::MARK);
        }
        parts::note(ui, facts::kind_and_timing(&view));
    });
    parts::note(ui, words::capitalised(&facts::dates(comparison, &view, bar)));
}

fn outcomes(ui: &mut Ui, comparison: &Comparison, dated: &Dated) {
    let essay = &comparison.essay;
    for position in dated.positions.iter().take(NAMED) {
        let outcome = &essay.outcomes[*position];
        parts::prose(ui, &outcome.statement);
        let effective = comparison.assessment.outcomes[*position].reported;
        parts::note(ui, words::report(outcome, effective, &outcome.date(essay).label()));
    }
    let n = dated.positions.len();
    if n > NAMED {
        parts::note(ui, format!("and {} more of this date", n - NAMED));
    }
    if n > 1 {
        parts::note(ui, "Click to open the first, and again for the next");
    }
}
