//! Does the formula matter? Each theory's rank by six formulas.

use eframe::egui::{Grid, Label, Role, Ui};

use super::{View, measure, section};
use crate::app::Actions;
use crate::assess::{Formula, FormulaRanking};
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, parts};
use crate::words::analysis::{formula, formula_explained, formula_value};

pub(super) const NAME: &str = "Does the formula matter?";

pub(super) fn formulas_ui(ui: &mut Ui, view: &View<'_>, _: &mut Actions) {
    section(ui, NAME);
    let parted = view.told.analysis.formulas.iter().filter(|ranking| !ranking.moves.is_empty()).count();
    measure(ui, |ui| {
        parts::prose(
            ui,
            match parted {
                _ if view.told.analysis.leaders(Formula::Score).next().is_none() => {
                    "No theory can be ranked, by any formula.".to_owned()
                }
                0 => "No: all six formulas rank these theories alike.".to_owned(),
                1 => "Yes: 1 of the 5 other formulas ranks these theories otherwise.".to_owned(),
                n => format!("Yes: {n} of the 5 other formulas rank these theories otherwise."),
            },
        );
    });
    ui.add_space(space::BETWEEN);
    parts::region(ui, Role::Table, NAME, |ui| table_ui(ui, view));
    for ranking in &view.told.analysis.formulas {
        ranking_ui(ui, view, ranking);
    }
}

/// Theories in rows, formulas in columns.
fn table_ui(ui: &mut Ui, view: &View<'_>) {
    let formulas = &view.told.analysis.formulas;
    eframe::egui::ScrollArea::horizontal().id_salt("formulas").show(ui, |ui| {
        Grid::new("formulas").spacing([space::APART, space::BETWEEN]).show(ui, |ui| {
            parts::note(ui, "");
            for ranking in formulas {
                // On two lines, so that all formulas find room on a small screen.
                let name = formula(ranking.formula).replacen(' ', "\n", 1);
                ui.add(Label::new(Size::Small.text(name).color(Palette::of(ui.visuals()).quiet)).extend());
            }
            ui.end_row();
            for theory in 0..view.told.theories.len().min(parts::STEP) {
                theory_ui(ui, view, theory);
                for ranking in formulas {
                    cell_ui(ui, view, ranking, theory);
                }
                ui.end_row();
            }
        });
    });
    let hidden = view.told.theories.len().saturating_sub(parts::STEP);
    if hidden > 0 {
        parts::note(ui, format!("And {hidden} more theories: prescient analyse lists them all."));
    }
}

fn theory_ui(ui: &mut Ui, view: &View<'_>, theory: usize) {
    ui.horizontal(|ui| {
        let member = &view.comparison.members[theory];
        marks::monogram(ui, &member.monogram, &member.theory.short_name, theory, size::MONOGRAM);
        ui.add(Label::new(Size::Body.text(view.told.name(theory))).extend());
    });
}

/// The rank in bold, and beside it the number that gave it; where silence helps, the coverage too.
fn cell_ui(ui: &mut Ui, view: &View<'_>, ranking: &FormulaRanking, theory: usize) {
    let card = &view.told.assessment.theories[theory].scorecard;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::BETWEEN;
        let Some(rank) = ranking.ranks[theory] else {
            let text = Size::Small.text("not ranked").color(Palette::of(ui.visuals()).quiet);
            ui.add(Label::new(text).extend());
            return;
        };
        let is_moved = view.told.analysis.ranking(Formula::Score).ranks[theory] != Some(rank);
        let rank =
            if is_moved { Size::Body.bold(format!("{rank}")) } else { Size::Body.text(format!("{rank}")) };
        ui.add(Label::new(rank).extend());
        let value = formula_value(ranking.formula, ranking.values[theory]);
        let coverage = if ranking.formula.is_count() {
            format!(", {} of {}", card.scored, card.forecasts)
        } else {
            String::new()
        };
        let text = Size::Small.text(format!("{value}{coverage}")).color(Palette::of(ui.visuals()).quiet);
        ui.add(Label::new(text).extend());
    });
}

/// How a formula works, and why theories stand elsewhere by it.
fn ranking_ui(ui: &mut Ui, view: &View<'_>, ranking: &FormulaRanking) {
    ui.add_space(space::BETWEEN);
    measure(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::WITHIN;
        ui.label(Size::Small.bold(formula(ranking.formula)));
        parts::note(ui, formula_explained(ranking.formula));
        parts::long_list(ui, ("moves", ranking.formula), ranking.moves.len(), |ui, i| {
            parts::prose(ui, view.told.moved(ranking, &ranking.moves[i]));
        });
    });
}
