//! How far the room agrees over all items: alpha with its interval, its working and its limits.

use eframe::egui::{Align, CollapsingHeader, Role, Ui};

use crate::app::State;
use crate::assess::votes::Metric;
use crate::seminar::{AgreementFigures, MetricFigure, RoundFigures};
use crate::ui::parts;
use crate::ui::seminar::cells::{self, cell, measure};
use crate::ui::tokens::{Palette, Size, small, space};
use crate::words;
use crate::words::seminar::agreement::{self, NONE};
use crate::words::seminar::signed;

/// The widths of the columns, in points: the vote, each metric, items, votes and kappa.
const WIDTHS: [f32; 7] = [96.0, 100.0, 100.0, 100.0, 56.0, 64.0, 72.0];

/// How many columns are drawn where there is no room for all: the vote and the metrics.
const FEW: usize = 4;

pub(super) fn agreement_ui(ui: &mut Ui, state: &State, figures: &AgreementFigures) {
    if let Some(latest) = figures.latest() {
        measure(ui, |ui| headline_ui(ui, state, latest));
    }
    ui.add_space(space::APART);
    parts::region(ui, Role::Table, "Alpha, vote by vote", |ui| table_ui(ui, figures));
    ui.add_space(space::BETWEEN);
    CollapsingHeader::new(small("Working of alpha"))
        .id_salt("working of alpha")
        .show(ui, |ui| measure(ui, |ui| working_ui(ui, figures)));
}

/// The ordinal alpha of the latest vote, and how to read it.
fn headline_ui(ui: &mut Ui, state: &State, round: &RoundFigures) {
    let Some(figure) = round.by(Metric::Ordinal) else { return };
    parts::kicker(ui, format!("{}, over all items", words::seminar::round(round.round)));
    let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
    parts::heading(ui, &agreement::headline(figure), format);
    let working = &figure.agreement.working;
    if figure.agreement.telling().is_none() {
        parts::prose(ui, agreement::why_none(figure));
        return;
    }
    parts::prose(ui, agreement::rests_on(working));
    parts::prose(ui, agreement::interval_told(figure));
    if figure.interval.is_some() {
        let seed = state.session.room.seed.unwrap_or_default();
        parts::note(ui, agreement::drawn_anew(seed, working.units));
    }
    parts::note(ui, agreement::RULES_OF_THUMB);
}

fn table_ui(ui: &mut Ui, figures: &AgreementFigures) {
    let all = |widths: &[f32]| widths.iter().sum::<f32>() + (widths.len() - 1) as f32 * space::AROUND;
    let available = ui.available_width();
    let shown = if available < all(&WIDTHS) { FEW } else { WIDTHS.len() };
    ui.set_max_width(all(&WIDTHS[..shown]).min(available));
    let widths = if shown == FEW {
        let [vote, ordinal, nominal, interval, ..] = WIDTHS;
        cells::fitted(ui, [vote, ordinal, nominal, interval]).to_vec()
    } else {
        WIDTHS.to_vec()
    };
    let heads = ["", "Ordinal", "Nominal", "Interval", "Items", "Pairable votes", "Fleiss' kappa"];
    let hints = [
        "",
        "The more votes lie between two grades, the further they are apart",
        "Any two grades are equally far apart",
        "Two grades are as far apart as there are steps between them",
        "Items with at least two votes on the five grades, of those that were voted on",
        "Votes on the five grades that have another one to be compared with",
        "For comparison with other studies; only where each item has the same number of votes",
    ];
    cells::row(ui, |ui| {
        for ((width, head), hint) in widths.iter().zip(heads).zip(hints) {
            let response = cell(ui, *width, align(head), |ui| parts::note(ui, head));
            if !hint.is_empty() {
                response.on_hover_text(hint);
            }
        }
    });
    parts::hairline(ui);
    for round in &figures.rounds {
        round_ui(ui, &widths, round);
        parts::hairline(ui);
    }
}

/// Numbers stand at the right of their columns.
fn align(head: &str) -> Align {
    if head.is_empty() { Align::Min } else { Align::Max }
}

fn round_ui(ui: &mut Ui, widths: &[f32], round: &RoundFigures) {
    let name = words::seminar::round(round.round);
    let alphas = [Metric::Ordinal, Metric::Nominal, Metric::Interval].map(|metric| alpha(round.by(metric)));
    let working = round.by(Metric::Ordinal).map(|figure| figure.agreement.working);
    let (units, pairable) = working.map_or((0, 0), |working| (working.units, working.pairable));
    let units = if units == round.items { units.to_string() } else { format!("{units} of {}", round.items) };
    let kappa = round.kappa.map_or(NONE.to_owned(), signed);
    let said = format!(
        "{name}: ordinal {}, nominal {}, interval {}, items {units}, pairable votes {pairable}, Fleiss' kappa {kappa}",
        alphas[0].join(", "),
        alphas[1].join(", "),
        alphas[2].join(", "),
    );
    parts::region(ui, Role::Row, &said, |ui| {
        cells::row(ui, |ui| {
            cell(ui, widths[0], Align::Min, |ui| cells::text(ui, Size::Body.text(name)));
            for (width, alpha) in widths[1..FEW].iter().zip(&alphas) {
                cell(ui, *width, Align::Max, |ui| {
                    cells::text(ui, Size::Body.bold(&alpha[0]));
                    alpha[1..].iter().for_each(|line| drop(parts::note(ui, line)));
                });
            }
            for (width, text) in widths[FEW..].iter().zip([&units, &pairable.to_string(), &kappa]) {
                cell(ui, *width, Align::Max, |ui| cells::text(ui, Size::Body.text(text)));
            }
        });
        if widths.len() == FEW {
            parts::note(ui, format!("Items {units} · pairable votes {pairable} · Fleiss' kappa {kappa}"));
        }
    });
}

/// Alpha, and below it its interval.
fn alpha(figure: Option<&MetricFigure>) -> Vec<String> {
    let Some(alpha) = figure.and_then(|figure| figure.agreement.telling()) else {
        return vec![NONE.to_owned()];
    };
    let interval = figure.and_then(|figure| figure.interval);
    let interval = interval.map_or("no interval".to_owned(), |interval| {
        format!("{} to {}", signed(interval.low), signed(interval.high))
    });
    vec![signed(alpha), interval]
}

fn working_ui(ui: &mut Ui, figures: &AgreementFigures) {
    parts::note(
        ui,
        "Alpha is 1 − observed / expected (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011). Observed \
         is the mean squared distance of two votes on the same item, expected that of any two of these votes, whichever \
         their items. “Cannot decide” is a missing value, and an item with fewer than two votes on the five grades \
         drops out. Votes on readings and on verdicts are taken together, by their places on the scale. A control asks \
         a second time for what another item asks, and is left out.",
    );
    for round in figures.rounds.iter().filter(|round| round.items > 0) {
        ui.label(Size::Small.bold(words::seminar::round(round.round)));
        for figure in &round.metrics {
            parts::note(ui, worked_out(figure));
        }
        parts::note(ui, kappa_worked_out(round));
    }
}

fn worked_out(figure: &MetricFigure) -> String {
    let name = match figure.metric {
        Metric::Ordinal => "Ordinal, by the votes between two grades",
        Metric::Nominal => "Nominal, any two grades being equally far apart",
        Metric::Interval => "Interval, by the steps between two grades",
    };
    let Some(alpha) = figure.agreement.telling() else {
        return format!("{name}: {NONE}. {}", agreement::why_none(figure));
    };
    let working = &figure.agreement.working;
    let (observed, expected) = (words::number(working.observed), words::number(working.expected));
    let interval = match figure.interval {
        Some(interval) => {
            format!(
                "{} of {} resamples varied; the interval is of these",
                interval.defined, interval.resamples
            )
        }
        None => "no interval".to_owned(),
    };
    format!("{name}: 1 − {observed} / {expected} = {}; {interval}.", signed(alpha))
}

fn kappa_worked_out(round: &RoundFigures) -> String {
    match round.kappa {
        Some(kappa) => format!(
            "Fleiss' kappa is {}, for comparison with other studies: each item has the same number of votes.",
            signed(kappa)
        ),
        None => format!(
            "Fleiss' kappa: {NONE}. It is defined only where each item has the same number of votes, two at least, and \
             these vary."
        ),
    }
}
