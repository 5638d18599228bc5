//! The figures that the program promises, each as a line `NAME VALUE LIMIT`.
//!
//! Ratios fail the run (exit 1) when they are over their limit; milliseconds depend on the machine
//! and do not. Each phase runs in a process of its own, so that none disturbs the memory of another.

mod support;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use prescient::assess::{Index, Lens, analyse, assess};
use prescient::export::{Comparison, Export, Form, What, Work};
use prescient::model::choice::Choice as _;
use prescient::model::json::Progress;
use prescient::model::{Reported, Theory};
use prescient::store::{load_file, parse};

/// The size of the file that is loaded: 100 MB.
const BYTES: usize = 100_000_000;

/// Timings are the median of so many runs.
const RUNS: usize = 7;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate", path] => {
            std::fs::write(path, support::theory_text(1, BYTES, usize::MAX)).expect("room for 100 MB");
            ExitCode::SUCCESS
        }
        ["memory", path] => memory(Path::new(path)),
        ["load", path] => load(Path::new(path)),
        ["assess"] => judge(),
        ["analyse"] => analysis(),
        ["export"] => exports(),
        _ if arguments.iter().any(|argument| argument == "--bench") => all(),
        _ => {
            println!("the figures mean something with optimisation only: cargo bench --bench figures");
            ExitCode::SUCCESS
        }
    }
}

fn all() -> ExitCode {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let path = folder.path().join("theory.json");
    let path = path.to_str().expect("a folder with a plain name");
    let is_fine = |arguments: &[&str]| {
        let program = std::env::current_exe().expect("this program");
        Command::new(program).args(arguments).status().is_ok_and(|status| status.success())
    };
    if !is_fine(&["generate", path]) {
        return ExitCode::FAILURE;
    }
    let phases = [&["memory", path][..], &["load", path], &["assess"], &["analyse"], &["export"]];
    let fine = phases.map(is_fine);
    if fine.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Prints a ratio with its limit; whether it is within.
fn figure(name: &str, value: f64, limit: f64) -> bool {
    println!("{name} {value:.2} {limit:.1}");
    value <= limit
}

fn exit(is_fine: bool) -> ExitCode {
    if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Runs and drops `work`; the dropping is not timed.
fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    let result = work();
    let time = started.elapsed();
    drop(result);
    time
}

/// A line of `/proc/self/status`, in bytes.
fn status(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024.0)
}

/// What loading and assessing the file adds to the process, in multiples of the file's size.
fn memory(path: &Path) -> ExitCode {
    let essay = support::essay();
    let Some(idle) = status("VmRSS") else {
        println!("skipped: memory is measured on Linux only");
        return ExitCode::SUCCESS;
    };
    let theory = load_file::<Theory>(path, Some(&essay), &Progress::default()).comparable();
    let theories = [Arc::new(theory.expect("what is generated is in order"))];
    let judged = assess(&essay, &theories, &Lens::default());
    let size = std::fs::metadata(path).map_or(f64::NAN, |metadata| metadata.len() as f64);
    let over_idle = |name| status(name).map_or(f64::NAN, |bytes| (bytes - idle) / size);
    let fine = [
        figure("memory_resident_ratio", over_idle("VmRSS"), 3.0),
        figure("memory_peak_ratio", over_idle("VmHWM"), 4.0),
    ];
    drop((theories, judged));
    exit(!fine.contains(&false))
}

/// How much longer it takes to load and check than to read the same types with bare `serde_json`.
fn load(path: &Path) -> ExitCode {
    let essay = support::essay();
    let bytes = std::fs::read(path).expect("the generated file");
    let (mut bare, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        bare.push(time(|| serde_json::from_slice::<Theory>(&bytes)));
        ours.push(time(|| parse::<Theory>(&bytes, Some(&essay), &Progress::default())));
    }
    let (bare, ours) = (median(bare), median(ours));
    println!("load_100mb_ms {:.0} -", ours.as_secs_f64() * 1000.0);
    exit(figure("load_ratio", ours.as_secs_f64() / bare.as_secs_f64(), 2.0))
}

/// How long it takes to judge 100,000 predictions in 1,000 theories, ids and all.
fn judge() -> ExitCode {
    let (essay, theories) = (support::essay(), support::theories(1000, 100));
    let times = (0..3 * RUNS).map(|_| time(|| assess(&essay, &theories, &Lens::default())));
    figure("assess_100k_ms", median(times.collect()).as_secs_f64() * 1000.0, 50.0);
    ExitCode::SUCCESS
}

/// How long it takes to analyse ten theories that bet on all of 300 outcomes, and to judge them anew
/// when one reading has changed.
fn analysis() -> ExitCode {
    let (essay, theories) = (support::essay_of(300), support::dense_theories(10, 300));
    let index = Index::new(&essay, &theories);
    let assessment = index.assess(&essay, &theories, &Lens::default());
    let (mut analysed, mut judged, mut read) = (Vec::new(), Vec::new(), Vec::new());
    for (outcome, reading) in essay.outcomes.iter().zip(Reported::GRADES.into_iter().cycle()).take(20 * RUNS)
    {
        analysed.push(time(|| analyse(&index, &essay, &theories, &assessment)));
        judged.push(time(|| assess(&essay, &theories, &Lens::default())));
        let lens = Lens { readings: [(outcome.id.to_string(), reading)].into(), ..Lens::default() };
        read.push(time(|| index.assess(&essay, &theories, &lens)));
    }
    let analysis = median(analysed).as_secs_f64();
    figure("analysis_10x300_ms", analysis * 1000.0, 16.0);
    figure("reading_10x300_ms", median(read).as_secs_f64() * 1000.0, 1.0);
    exit(figure("analysis_ratio", analysis / median(judged).as_secs_f64(), 15.0))
}

/// How long it takes to export 100,000 predictions, of many theories and of few: the slowest table by its form, and the
/// slowest handout as HTML.
fn exports() -> ExitCode {
    const RUNS: usize = 3;
    let sets = [(1000, 100), (10, 10_000)].map(|(theories, predictions)| {
        let theories = support::theories(theories, predictions);
        Comparison::new(Arc::new(support::essay()), theories, Lens::default(), false)
    });
    let slowest = |form: Form| {
        let kinds = What::ALL.iter().filter(|what| what.forms().contains(&form) && !what.needs_seminar());
        let exports = sets.iter().flat_map(|set| kinds.clone().map(move |what| (set, what)));
        let times = exports.map(|(set, what)| {
            let export = Export { what: *what, form, scale: 1.0 };
            let times = (0..RUNS).map(|_| time(|| export.make(set, None, &Work::default())));
            let time = median(times.collect()).as_secs_f64() * 1000.0;
            eprintln!("{what} as {form}: {time:.0} ms");
            time
        });
        times.fold(0.0, f64::max)
    };
    figure("export_100k_csv_ms", slowest(Form::Csv), 1000.0);
    figure("export_100k_json_ms", slowest(Form::Json), 1000.0);
    figure("export_100k_html_ms", slowest(Form::Html), 3000.0);
    figure("export_100k_svg_ms", slowest(Form::Svg), 3000.0);
    ExitCode::SUCCESS
}
