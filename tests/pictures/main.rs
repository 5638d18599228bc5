//! Pictures of the painted marks and of the type, drawn without a graphics stack.
//!
//! After a change that is meant, `UPDATE_SNAPSHOTS=1 cargo test --test pictures` paints them anew.
#![cfg(feature = "gui")]

#[path = "../support/cpu_renderer.rs"]
mod cpu_renderer;

use std::sync::Arc;

use cpu_renderer::CpuRenderer;
use eframe::egui::{Theme, Ui};
use egui_kittest::{Harness, SnapshotOptions, kittest::Queryable as _};
use prescient::assess::{Grade, Lens, PredictionTiming, Reason, Tally, Verdict, assess};
use prescient::model::choice::Choice as _;
use prescient::model::json::{FromJson, Progress};
use prescient::ui::marks;
use prescient::ui::tokens::{self, Palette, Size, size};

/// The size of a page with all marks, in points.
const MARKS: [f32; 2] = [540.0, 280.0];

/// A page in a theme, at two pixels a point.
fn page<'a>(theme: Theme, size: [f32; 2], contents: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    let mut harness = Harness::builder()
        .with_pixels_per_point(2.0)
        .with_theme(theme)
        .with_size(size)
        .with_options(SnapshotOptions::new().output_path("tests/pictures"))
        .renderer(CpuRenderer::default())
        .with_context_setup(tokens::install)
        .build_ui(contents);
    harness.run();
    harness
}

fn all_verdicts() -> impl Iterator<Item = Verdict> {
    let scored = Grade::ALL.iter().map(|grade| Verdict::Scored { grade: *grade, score: 0.5 });
    scored.chain(Reason::ALL.iter().map(|reason| Verdict::Unscored(*reason)))
}

fn marks_ui(ui: &mut Ui) {
    for size in [12.0, 16.0, 20.0, 28.0] {
        ui.horizontal(|ui| {
            for verdict in all_verdicts() {
                marks::verdict(ui, verdict, size);
            }
            for timing in PredictionTiming::ALL {
                marks::timing(ui, *timing, size);
            }
        });
    }
    ui.horizontal(|ui| {
        let names =
            ["Mackinder", "Brzezinski", "Huntington", "Kissinger", "Multipolarity", "Wight", "Qin", "Gu"];
        for (theory, letters) in prescient::look::marks::monograms(names).iter().enumerate() {
            marks::monogram(ui, letters, names[theory], theory, size::MONOGRAM);
        }
    });
    ui.horizontal(|ui| {
        for verdict in all_verdicts().take(2) {
            marks::verdict_with_word(ui, verdict);
        }
    });
    for tally in
        [tally(&["occurred", "occurred", "mostly-occurred", "mixed"]), tally(&REPORTED), Tally::default()]
    {
        marks::verdict_bar(ui, &tally, 240.0);
    }
}

const REPORTED: [&str; 6] =
    ["occurred", "mostly-occurred", "mixed", "mostly-not", "did-not-occur", "pending"];

/// The tally of a theory whose every forecast expects another outcome, reported like this.
fn tally(reported: &[&str]) -> Tally {
    let list = |entry: &dyn Fn(usize, &str) -> String| {
        let entries = reported.iter().enumerate().map(|(position, reported)| entry(position, reported));
        entries.collect::<Vec<_>>().join(",")
    };
    let outcomes = list(&|position, reported| {
        format!(r#"{{"id":"o{position}","statement":"","reported":"{reported}","basis":"fact"}}"#)
    });
    let predictions = list(&|position, _| {
        format!(
            r#"{{"id":"p{position}","statement":"","kind":"forecast","made":"1997","attribution":{{"essay":[1]}},
                "expects":[{{"outcome":"o{position}","value":"occurs"}}]}}"#
        )
    });
    let essay = read(&format!(
        r#"{{"format":"prescient-essay/1","id":"e","title":"","published":"2024","outcomes":[{outcomes}]}}"#
    ));
    let theory = read(&format!(
        r#"{{"format":"prescient-theory/1","id":"t","name":"","short_name":"","theorist":"","year":"1997",
            "predictions":[{predictions}]}}"#
    ));
    assess(&essay, &[Arc::new(theory)], &Lens::default()).theories[0].scorecard.tally
}

fn read<T: FromJson>(json: &str) -> T {
    T::read(&mut serde_json::Deserializer::from_str(json), &Progress::default()).expect("a valid document")
}

fn type_ui(ui: &mut Ui) {
    let palette = Palette::of(ui.visuals());
    ui.set_max_width(Size::Body.measure());
    ui.label(tokens::title("A Beijing-Moscow Axis?"));
    ui.label(tokens::heading("What the theories expected"));
    ui.label(
        "After the Cold War the United States is the only global power, and its lead depends on keeping any \
         rival state or coalition from dominating Eurasia.",
    );
    ui.label(tokens::bold("A recovering Russia is the danger that the West must prepare for"));
    ui.label(tokens::small("Foreign Affairs 76(5), 1997, pp. 50-64").color(palette.quiet));
    ui.separator();
    for text in [Size::text, Size::bold] {
        ui.label(text(Size::Body, "→ Đặng Κωνσταντίνος Кузнецов საქართველო ≥ − × 0.75"));
    }
    ui.horizontal(|ui| {
        let _ = ui.button("Load a theory");
        ui.button("With the focus").request_focus();
        let _ = ui.selectable_label(true, "Selected");
        ui.checkbox(&mut true, "Essay only");
        ui.hyperlink_to("paragraph 11", "");
    });
}

#[test]
fn marks_in_the_light_theme() {
    page(Theme::Light, MARKS, marks_ui).snapshot("marks_light");
}

#[test]
fn marks_in_the_dark_theme() {
    page(Theme::Dark, MARKS, marks_ui).snapshot("marks_dark");
}

#[test]
fn type_scale() {
    page(Theme::Light, [600.0, 330.0], type_ui).snapshot("type");
}

#[test]
fn marks_are_named_by_their_words() {
    let harness = page(Theme::Light, MARKS, |ui| {
        for verdict in all_verdicts() {
            marks::verdict(ui, verdict, size::MARK);
        }
        for timing in PredictionTiming::ALL {
            marks::timing(ui, *timing, size::MARK);
        }
        marks::monogram(ui, "Ma", "The Geographical Pivot", 0, size::MONOGRAM);
        marks::verdict_bar(ui, &tally(&REPORTED), 240.0);
    });
    for word in ["Largely confirmed", "Unscored: Too vague", "Hindsight", "The Geographical Pivot"] {
        harness.get_by_label(word);
    }
    harness.get_by_label(
        "6 forecasts: 1 confirmed, 1 largely confirmed, 1 mixed, 1 largely disconfirmed, 1 disconfirmed, \
         1 unscored",
    );
}
