//! Who stands where on an outcome.

use eframe::egui::Ui;

use super::tokens::{size, space};
use super::{marks, parts};
use crate::app::State;
use crate::assess::Stance;

/// How many theories are named on each side.
const NAMED: usize = 12;

/// Draws who stands where on the outcome at this position: a line for each side, or, aside from the text,
/// a heading for each.
pub fn stances_ui(ui: &mut Ui, state: &State, position: usize, is_aside: bool) {
    ui.spacing_mut().item_spacing.y = space::WITHIN;
    let stances: Vec<(usize, Stance)> = state.comparison.assessment.stances_on(position).collect();
    if stances.is_empty() {
        let is_advised_on = state.comparison.bets(position).next().is_some();
        let text = if is_advised_on {
            "No forecast bets on this; advice rests on it"
        } else {
            "Nobody bets on this"
        };
        parts::note(ui, text);
        return;
    }
    for (side, words) in [
        (Stance::Occurs, "Expects it"),
        (Stance::DoesNotOccur, "Expects it not to occur"),
        (Stance::Split, "Expects both"),
    ] {
        let members: Vec<usize> =
            stances.iter().filter(|(_, stance)| *stance == side).map(|(member, _)| *member).collect();
        if !members.is_empty() {
            side_ui(ui, state, words, &members, is_aside);
        }
    }
}

fn side_ui(ui: &mut Ui, state: &State, words: &str, members: &[usize], is_aside: bool) {
    if is_aside {
        parts::note(ui, words);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::WITHIN;
        if !is_aside {
            parts::note(ui, words);
        }
        for member in members.iter().take(NAMED) {
            let m = &state.comparison.members[*member];
            marks::monogram(ui, &m.monogram, &m.theory.short_name, *member, size::MONOGRAM);
        }
        if members.len() > NAMED {
            parts::note(ui, format!("and {} more", members.len() - NAMED));
        }
    });
}
