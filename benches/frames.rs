//! One frame of the window without a renderer: Compare with the built-in theories and with very many
//! predictions, the matrix with very many cells; and how soon a changed reading is in all numbers.
//!
//! Prints each figure as `NAME VALUE LIMIT`. Ratios fail the run (exit 1) when they are over their limit;
//! milliseconds depend on the machine and do not.

mod support;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use criterion::Criterion;
use eframe::egui::{Context, Pos2, RawInput, Rect, vec2};
use prescient::app::what_if::Change;
use prescient::app::{Action, Command, Effect, State, apply};
use prescient::model::choice::Choice as _;
use prescient::model::{Essay, Reported, Theory};
use prescient::store::{AnyDocument, Diagnostics, Loaded};
use prescient::ui::{tokens, window};

/// Frames whose median is taken.
const FRAMES: usize = 200;

/// Frames before the first that counts: the page has settled by then.
const SETTLING: usize = 30;

fn main() -> ExitCode {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("the figures mean something with optimisation only: cargo bench --bench frames");
        return ExitCode::SUCCESS;
    }
    let mut criterion = Criterion::default().configure_from_args().without_plots();
    let mut built_in = Page::new(State::default());
    criterion
        .bench_function("frame of Compare, built-in theories", |bencher| bencher.iter(|| built_in.frame()));
    let mut times: Vec<Duration> = (0..FRAMES).map(|_| built_in.frame()).collect();
    println!("frame_built_in_ms {:.2} 2.0", median(&mut times).as_secs_f64() * 1000.0);
    let is_fine = [5, 100].map(|theories| {
        let ratio = compared(theories, 10_000, 1_000_000);
        println!("frame_1m_to_10k_in_{theories}_theories_ratio {ratio:.2} 1.2");
        ratio <= 1.2
    });
    let is_matrix_fine = matrix();
    reading();
    typing();
    if is_fine.contains(&false) || !is_matrix_fine { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A frame of the matrix of 1,000 theories and 10,000 outcomes, either way round, and how much longer it
/// takes than one of the built-in theories.
fn matrix() -> bool {
    let show = |mut state: State| {
        drop(apply(&mut state, Action::Command(Command::ShowMatrix)));
        state
    };
    let mut built_in = Page::new(show(State::default()));
    let mut large = Page::new(show(opened(support::essay_of(10_000), support::theories(1000, 100))));
    let is_fine = ["", "_transposed"].map(|way| {
        let (mut small_times, mut large_times) = (Vec::new(), Vec::new());
        for _ in 0..FRAMES {
            small_times.push(built_in.frame());
            large_times.push(large.frame());
        }
        let (small, large_time) = (median(&mut small_times), median(&mut large_times));
        println!("matrix_frame_1000x10000{way}_ms {:.2} 4.0", large_time.as_secs_f64() * 1000.0);
        let ratio = large_time.as_secs_f64() / small.as_secs_f64();
        println!("matrix_frame_1000x10000{way}_ratio {ratio:.2} 10.0");
        for page in [&mut built_in, &mut large] {
            drop(apply(&mut page.state, Action::Command(Command::TransposeMatrix)));
            page.settle();
        }
        ratio <= 10.0
    });
    !is_fine.contains(&false)
}

/// How soon a changed reading is in every number of the window, with 10 theories that bet on all of 300
/// outcomes.
fn reading() {
    let mut state = opened(support::essay_of(300), support::dense_theories(10, 300));
    let outcomes: Vec<String> =
        state.comparison.essay.outcomes.iter().map(|outcome| outcome.id.to_string()).collect();
    let change = |(at, outcome): (usize, &String)| {
        let reading = Reported::ALL[at % Reported::ALL.len()];
        let started = Instant::now();
        let effects = apply(&mut state, Action::WhatIf(Change::Reading(outcome.clone(), Some(reading))));
        let took = started.elapsed();
        let is_left = effects.iter().any(|effect| matches!(effect, Effect::Compare(_)));
        assert!(!is_left, "so few predictions are judged at once");
        took
    };
    let mut times: Vec<Duration> = outcomes.iter().enumerate().map(change).collect();
    println!("reading_everywhere_10x300_ms {:.2} 1.0", median(&mut times).as_secs_f64() * 1000.0);
}

/// How long a letter typed in the palette keeps the window waiting, with as many predictions as are looked
/// through at once.
fn typing() {
    let mut state = loaded(100, 9_900);
    drop(apply(&mut state, Action::Command(Command::Palette)));
    let text = "china and russia stand together";
    let key = |letters: usize| {
        let started = Instant::now();
        let effects = apply(&mut state, Action::SetQuery(text[..letters].to_owned()));
        let took = started.elapsed();
        assert!(effects.is_empty(), "so few predictions are searched at once");
        took
    };
    let mut times: Vec<Duration> = (1..=text.len()).map(key).collect();
    println!("palette_key_10k_ms {:.2} 16.0", median(&mut times).as_secs_f64() * 1000.0);
}

/// How much longer a frame takes with `many` predictions than with `few`; frame by frame in turn.
fn compared(theories: u32, few: usize, many: usize) -> f64 {
    let mut small = Page::new(loaded(theories, few));
    let mut large = Page::new(loaded(theories, many));
    let (mut small_times, mut large_times) = (Vec::new(), Vec::new());
    for _ in 0..FRAMES {
        small_times.push(small.frame());
        large_times.push(large.frame());
    }
    median(&mut large_times).as_secs_f64() / median(&mut small_times).as_secs_f64()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// So many predictions in so many theories, which alone are shown, by the essay that they bet on.
fn loaded(theories: u32, predictions: usize) -> State {
    let state = opened(support::essay(), support::theories(theories, predictions / theories as usize));
    assert_eq!(state.columns().len(), theories as usize);
    state
}

/// These theories, which alone are shown, by this essay.
fn opened(essay: Essay, own: Vec<std::sync::Arc<Theory>>) -> State {
    let mut state = State::default();
    let built_in: Vec<_> = state.comparison.members.iter().map(|member| member.doc).collect();
    open(&mut state, "essay.json", AnyDocument::Essay(essay));
    for (number, theory) in own.into_iter().enumerate() {
        let theory = std::sync::Arc::try_unwrap(theory).expect("nobody else holds it");
        open(&mut state, &format!("{number}.json"), AnyDocument::Theory(theory));
    }
    settle_comparison(&mut state);
    for doc in built_in {
        apply(&mut state, Action::SetHidden(doc, true));
    }
    state
}

fn open(state: &mut State, path: &str, document: AnyDocument) {
    let loaded = Box::new(Loaded { document: Some(document), diagnostics: Diagnostics::default() });
    // The comparison is made once, when all are open.
    drop(apply(state, Action::FileLoaded { path: path.into(), stamp: None, loaded }));
}

fn settle_comparison(state: &mut State) {
    let filter = state.session.lens.attribution;
    for effect in apply(state, Action::SetAttribution(filter)) {
        if let Effect::Compare(ingredients) = effect {
            apply(state, Action::Compared(Box::new(ingredients.compare())));
        }
    }
}

/// The window without a screen, in the size that it is designed for.
struct Page {
    ctx: Context,
    state: State,
}

impl Page {
    fn new(state: State) -> Self {
        let ctx = Context::default();
        tokens::install(&ctx);
        let mut page = Self { ctx, state };
        page.settle();
        page
    }

    fn settle(&mut self) {
        for _ in 0..SETTLING {
            self.frame();
        }
    }

    /// Draws a frame and returns what it took of the processor.
    fn frame(&mut self) -> Duration {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0)));
        let input = RawInput { screen_rect, ..RawInput::default() };
        let started = Instant::now();
        let mut actions = Vec::new();
        let output = self.ctx.run_ui(input, |ui| window::window_ui(ui, &self.state, &mut actions));
        let took = started.elapsed();
        assert!(output.shapes.len() > 100, "a page with something on it was drawn");
        output.drop_without_applying_deltas();
        for action in actions {
            drop(apply(&mut self.state, action));
        }
        took
    }
}
