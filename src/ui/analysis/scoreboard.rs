//! The scoreboard: rank, score and the rest, with the ranks that a theory can take.

use eframe::egui::{
    CollapsingHeader, Label, Layout, Rect, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::{View, measure, section};
use crate::app::{Action, Actions, Selection};
use crate::assess::RankRange;
use crate::ui::tokens::{Palette, Size, size, space};
use crate::ui::{marks, parts};
use crate::words::analysis::{LEAD, Told, lead};
use crate::words::{self, figure};

pub(super) const NAME: &str = "Scoreboard";

/// The columns: heads and widths, in points. The first holds the theory, the second the drawn ranks.
const COLUMNS: [(&str, f32); 7] = [
    ("Theory", 184.0),
    ("Rank, and those it can take", 192.0),
    ("Score", 56.0),
    ("Coverage", 72.0),
    ("Foretold (n)", 88.0),
    ("Boldness (n)", 96.0),
    ("Lead time", 88.0),
];

/// The width of a rank, and of a range of ranks, in points.
const NUMBER: f32 = 24.0;
const RANGE: f32 = 40.0;

/// The height of a row, in points.
const ROW: f32 = size::MONOGRAM + space::BETWEEN;

pub(super) fn scoreboard_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Actions) {
    section(ui, NAME);
    measure(ui, |ui| {
        parts::note(
            ui,
            "The dot is the rank as things stand. The bar spans the ranks that the theory can take when any one outcome is left out, or read one grade up or down. Where no single change reverses the order of two theories, their order is settled; bars that overlap warn that it may not be.",
        );
        parts::note(ui, LEAD);
    });
    let shown: usize = columns_that_fit(ui.available_width());
    parts::region(ui, Role::Table, NAME, |ui| {
        ui.spacing_mut().item_spacing = Vec2::new(space::AROUND, 0.0);
        head_ui(ui, shown);
        let order = by_rank(view);
        parts::long_list(ui, "scoreboard", order.len(), |ui, i| row_ui(ui, view, order[i], shown, actions));
    });
    ui.add_space(space::BETWEEN);
    CollapsingHeader::new("What moves the ranks, and which orders are not settled")
        .id_salt("what moves the ranks")
        .show(ui, |ui| working_ui(ui, view));
}

/// How many columns have room; the numbers of the others stand below each row.
fn columns_that_fit(width: f32) -> usize {
    let mut taken = 0.0;
    let fits = COLUMNS.iter().take_while(|(_, own)| {
        taken += own + space::AROUND;
        taken <= width + space::AROUND
    });
    let n = fits.count();
    if n == COLUMNS.len() { n } else { 2 }
}

/// The theories from the first to the last, then the unranked ones.
fn by_rank(view: &View<'_>) -> Vec<usize> {
    let cards = &view.told.assessment.theories;
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by_key(|theory| cards[*theory].scorecard.rank.unwrap_or(usize::MAX));
    order
}

fn head_ui(ui: &mut Ui, shown: usize) {
    ui.horizontal(|ui| {
        for (name, width) in &COLUMNS[..shown] {
            cell_ui(ui, *width, |ui| {
                parts::note(ui, *name);
            });
        }
    });
    parts::hairline(ui);
}

fn cell_ui(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, ROW), Layout::left_to_right(eframe::egui::Align::Center), |ui| {
        ui.set_width(width);
        contents(ui);
    });
}

fn row_ui(ui: &mut Ui, view: &View<'_>, theory: usize, shown: usize, actions: &mut Actions) {
    let told = &view.told;
    let card = &told.assessment.theories[theory].scorecard;
    let range = &told.analysis.robustness.ranges[theory];
    let numbers = [
        figure(card.score),
        format!("{} of {}", card.scored, card.forecasts),
        format!("{} ({})", figure(card.foretold), card.foretold_n),
        format!("{} ({})", figure(card.boldness), card.scored_expectations),
        lead(told.analysis.lead_years[theory]),
    ];
    parts::region(ui, Role::Row, &name(view, theory, &numbers), |ui| {
        ui.horizontal(|ui| {
            cell_ui(ui, COLUMNS[0].1, |ui| theory_ui(ui, view, theory, actions));
            cell_ui(ui, COLUMNS[1].1, |ui| ranks_ui(ui, view, theory, range));
            for (number, (_, width)) in numbers.iter().zip(&COLUMNS[2..]).take(shown - 2) {
                cell_ui(ui, *width, |ui| {
                    ui.add(Label::new(Size::Body.text(number)).extend());
                });
            }
        });
        if shown == 2 {
            let [score, coverage, foretold, boldness, lead] = &numbers;
            parts::note(
                ui,
                format!(
                    "Score {score} · {coverage} scored · foretold {foretold} · boldness {boldness} · lead {lead}"
                ),
            );
        }
        remarks_ui(ui, view, theory, range);
        parts::end(ui, space::BETWEEN);
        parts::hairline(ui);
    });
}

/// What a screen reader says of a row.
fn name(view: &View<'_>, theory: usize, [score, coverage, foretold, boldness, lead]: &[String; 5]) -> String {
    let rank = words::rank(&view.told.assessment.theories[theory].scorecard, view.told.theories.len());
    let ranks = Told::ranks(&view.told.analysis.robustness.ranges[theory]);
    format!(
        "{}: {rank}, ranks it can take {ranks}, score {score}, {coverage} scored, foretold {foretold}, boldness {boldness}, lead time {lead}",
        view.told.name(theory)
    )
}

fn theory_ui(ui: &mut Ui, view: &View<'_>, theory: usize, actions: &mut Actions) {
    let member = &view.comparison.members[theory];
    ui.spacing_mut().item_spacing.x = space::BETWEEN;
    marks::monogram(ui, &member.monogram, &member.theory.short_name, theory, size::MONOGRAM);
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    let name = view.told.name(theory);
    parts::link_to(ui, name, Action::Select(Selection::Theory(member.doc)), actions).on_hover_text(name);
}

/// The rank as a dot on a scale, and the ranks that it can take as a bar.
fn ranks_ui(ui: &mut Ui, view: &View<'_>, theory: usize, range: &RankRange) {
    let palette = Palette::of(ui.visuals());
    let card = &view.told.assessment.theories[theory].scorecard;
    let (Some(rank), Some((low, _)), Some((high, _))) = (card.rank, range.low, range.high) else {
        parts::note(ui, words::rank(card, view.told.theories.len()));
        return;
    };
    ui.spacing_mut().item_spacing.x = space::WITHIN;
    cell_ui(ui, NUMBER, |ui| {
        ui.add(Label::new(Size::Body.bold(rank.to_string())).extend());
    });
    let ranked = view.told.assessment.theories.iter().filter(|t| t.scorecard.rank.is_some()).count();
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width() - RANGE - space::WITHIN, ROW), Sense::hover());
    let text = format!("Rank {rank}; ranks it can take: {}", Told::ranks(range));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &text));
    let hue = palette.hue(theory);
    paint_ranks(ui, rect, ranked, (low, rank, high), hue);
    response.on_hover_ui(|ui| {
        ui.label(&text);
    });
    cell_ui(ui, RANGE, |ui| {
        let range = if low == high { String::new() } else { format!("{low}–{high}") };
        ui.add(Label::new(Size::Small.text(range).color(palette.quiet)).extend());
    });
}

fn paint_ranks(
    ui: &Ui,
    rect: Rect,
    ranked: usize,
    (low, rank, high): (usize, usize, usize),
    hue: eframe::egui::Color32,
) {
    let palette = Palette::of(ui.visuals());
    let painter = ui.painter();
    let inner = rect.shrink2(vec2(space::BETWEEN, 0.0));
    let step = if ranked > 1 { inner.width() / (ranked - 1) as f32 } else { 0.0 };
    let x = |rank: usize| inner.left() + step * (rank.min(ranked).max(1) - 1) as f32;
    painter.hline(inner.x_range(), inner.center().y, palette.hairline_stroke());
    if ranked <= 20 {
        for rank in 1..=ranked {
            let tick = space::WITHIN / 2.0;
            painter.vline(
                x(rank),
                inner.center().y - tick..=inner.center().y + tick,
                palette.hairline_stroke(),
            );
        }
    }
    let thickness = space::WITHIN;
    let bar = Rect::from_x_y_ranges(
        x(low) - thickness..=x(high) + thickness,
        inner.center().y - thickness..=inner.center().y + thickness,
    );
    painter.rect(bar, thickness, palette.control, Stroke::new(size::HAIRLINE, hue), StrokeKind::Inside);
    painter.circle_filled(pos2(x(rank), inner.center().y), thickness, hue);
}

/// What one must know beside the numbers.
fn remarks_ui(ui: &mut Ui, view: &View<'_>, theory: usize, range: &RankRange) {
    let told = &view.told;
    let mut remarks = Vec::new();
    if told.theories[theory].is_advocated_by(told.essay.id.as_str()) {
        remarks.push("Judged by its own essay".to_owned());
    }
    let others: Vec<usize> = told.analysis.robustness.not_separated_from(theory).collect();
    if !others.is_empty() {
        remarks.push(format!("Not separated from {}", told.list_of(&others)));
    }
    match range.drops_out_without.len() {
        0 => {}
        1 => remarks.push("May drop out: one outcome left out leaves it unranked".to_owned()),
        n => remarks.push(format!("May drop out: any one of {n} outcomes left out leaves it unranked")),
    }
    if !remarks.is_empty() {
        parts::note(ui, remarks.join(" · "));
    }
}

/// Which changes lead to the ends of each range, and which reverse an order.
fn working_ui(ui: &mut Ui, view: &View<'_>) {
    let told = &view.told;
    let robustness = &told.analysis.robustness;
    let ranked: Vec<usize> =
        by_rank(view).into_iter().filter(|theory| robustness.ranges[*theory].low.is_some()).collect();
    measure(ui, |ui| {
        parts::long_list(ui, "working of the ranks", ranked.len(), |ui, i| {
            let theory = ranked[i];
            ui.label(Size::Small.bold(told.name(theory)));
            let working = told.range_working(theory);
            let others = robustness.not_separated_from(theory);
            let unsettled = others
                .filter_map(|other| Some(told.unsettled(other, robustness.unsettled_by(theory, other)?)));
            let mut sentences = working.into_iter().chain(unsettled.take(parts::STEP)).peekable();
            if sentences.peek().is_none() {
                parts::note(ui, "No single change moves it.");
            }
            sentences.for_each(|sentence| {
                parts::note(ui, sentence);
            });
        });
    });
}
