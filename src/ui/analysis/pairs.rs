//! Pairs of theories: on which outcomes they disagree, or that this essay cannot separate them.

use eframe::egui::{Role, Ui};

use super::{View, measure, section};
use crate::app::Actions;
use crate::ui::tokens::{Size, size, space};
use crate::ui::{marks, parts};
use crate::words::analysis::PAIRS;

pub(super) const NAME: &str = "Pairs that this essay cannot separate";

pub(super) fn pairs_ui(ui: &mut Ui, view: &View<'_>, _: &mut Actions) {
    section(ui, NAME);
    let theories = view.told.theories.len();
    let pairs = theories * theories.saturating_sub(1) / 2;
    if pairs == 0 {
        parts::note(ui, "There is no pair: a single theory is loaded.");
        return;
    }
    measure(ui, |ui| {
        parts::note(ui, PAIRS);
    });
    parts::region(ui, Role::List, NAME, |ui| {
        parts::long_list(ui, "pairs", pairs, |ui, i| {
            let (one, other) = pair(i, theories);
            pair_ui(ui, view, one, other);
        });
    });
}

/// The pair at a place in the list of all pairs of so many theories.
fn pair(mut place: usize, theories: usize) -> (usize, usize) {
    let mut one = 0;
    while place >= theories - one - 1 {
        place -= theories - one - 1;
        one += 1;
    }
    (one, one + 1 + place)
}

fn pair_ui(ui: &mut Ui, view: &View<'_>, one: usize, other: usize) {
    let told = &view.told;
    let is_separable = !told.assessment.decided_disagreements(one, other).is_empty();
    let both = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = space::WITHIN;
        for theory in [one, other] {
            let member = &view.comparison.members[theory];
            marks::monogram(ui, &member.monogram, &member.theory.short_name, theory, size::MONOGRAM);
        }
    };
    measure(ui, |ui| {
        parts::beside(ui, both, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let names = told.list_of(&[one, other]);
            let names = if is_separable { Size::Body.text(names) } else { Size::Body.bold(names) };
            ui.add(eframe::egui::Label::new(names).wrap());
            parts::note(ui, told.pair(one, other));
            parts::end(ui, space::BETWEEN);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn every_pair_has_its_place() {
        let pairs: Vec<_> = (0..6).map(|place| pair(place, 4)).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]);
    }
}
