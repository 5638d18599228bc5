//! What would change the leader: the smallest sets of changed readings, each applied at a click.

use eframe::egui::{Button, CollapsingHeader, Role, Ui};

use super::{View, measure, section};
use crate::app::what_if::Change;
use crate::app::{Action, Actions};
use crate::assess::{Flip, Flips, Formula};
use crate::ui::parts;
use crate::ui::tokens::{small, space};
use crate::words::analysis::Told;

pub(super) const NAME: &str = "What would change the leader";

pub(super) fn flips_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    section(ui, NAME);
    measure(ui, |ui| {
        parts::prose(ui, view.told.how_little(Formula::Score));
    });
    list_ui(ui, view, &view.told.analysis.flips, "Ways to change the leader", actions);
    if view.told.analysis.foretold_flips.size.is_some() {
        ui.add_space(space::BETWEEN);
        CollapsingHeader::new("And among the theories that foretold").id_salt("foretold").show(ui, |ui| {
            list_ui(ui, view, &view.told.analysis.foretold_flips, "Ways among those that foretold", actions);
        });
    }
}

fn list_ui(ui: &mut Ui, view: &View<'_>, flips: &Flips, name: &str, actions: &mut Actions) {
    parts::region(ui, Role::List, name, |ui| {
        for flip in &flips.sets {
            flip_ui(ui, view, flip, actions);
        }
    });
    if let Some(more) = Told::more_flips(flips) {
        parts::note(ui, more);
    }
}

fn flip_ui(ui: &mut Ui, view: &View<'_>, flip: &Flip, actions: &mut Actions) {
    let text = view.told.flip(flip);
    let apply = |ui: &mut Ui| {
        let button = ui
            .add_enabled(!view.state.is_analysis_outdated(), Button::new(small("Apply")))
            .on_hover_text("Read the essay so: the verdicts follow at once");
        if button.accessible_name(format!("Apply: {text}")).clicked() {
            let id = |outcome: usize| view.told.essay.outcomes[outcome].id.to_string();
            let readings = flip.readings.iter().map(|(outcome, reading)| (id(*outcome), *reading));
            actions.push(Action::WhatIf(Change::Readings(readings.collect())));
        }
    };
    measure(ui, |ui| {
        parts::beside(ui, apply, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (outcome, reading) in &flip.readings {
                parts::prose(ui, view.told.changed(*outcome, *reading));
            }
            let (rival, leader) = (view.told.name(flip.rival), view.told.name(flip.leader));
            parts::note(ui, format!("{rival} is then above {leader}"));
            parts::end(ui, space::WITHIN);
        });
    });
}
