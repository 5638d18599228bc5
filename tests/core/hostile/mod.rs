//! Hostile input: what was kept of it (`tests/corpus/`), ten million bytes made of that, and files that would be
//! much work to a careless reader. Nothing panics, and nothing takes long.

mod bombs;
pub mod holds;
mod mutation;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use prescient::model::json::Progress;
use prescient::model::{Essay, Seminar, Theory};
use prescient::store::{Document, builtin, parse};

use self::mutation::{Random, spoil};

const THEORY: &str = include_str!("../files/theory.json");
const ESSAY: &str = include_str!("../files/essay.json");
const SEMINAR: &str = include_str!("../files/seminar.json");

/// How many bytes of bad input there are.
const BYTES: usize = 10_000_000;

/// How long it may take to do one thing with an input, without optimisation and on a busy machine.
const LONGEST: Duration = Duration::from_secs(5);

/// What came of the inputs.
#[derive(Debug, Default)]
struct Figures {
    inputs: usize,
    bytes: usize,
    loaded: usize,
    refused: usize,
    refused_bytes: usize,
    slowest: Duration,
}

impl Figures {
    fn add(&mut self, bytes: usize, is_loaded: bool, took: Duration) {
        self.inputs += 1;
        self.bytes += bytes;
        self.slowest = self.slowest.max(took);
        if is_loaded {
            self.loaded += 1;
        } else {
            self.refused += 1;
            self.refused_bytes += bytes;
        }
    }

    fn tell(&self, what: &str) {
        let Self { inputs, bytes, loaded, refused, slowest, .. } = self;
        println!(
            "{what}: {inputs} inputs, {bytes} bytes, {loaded} loaded, {refused} refused, slowest {} ms",
            slowest.as_millis()
        );
    }
}

/// Where the input that is tried stands, so that it is there after whatever it may do.
fn tried(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"))
}

/// Tries inputs on a thread with the stack that the program's threads have, and fails over the first that
/// panics or takes too long.
fn watch(name: &'static str, try_all: impl FnOnce(&dyn Fn(&[u8])) + Send + 'static) {
    let begun = Arc::new(Mutex::new(Instant::now()));
    let watched = Arc::clone(&begun);
    let worker = thread::spawn(move || {
        try_all(&|input: &[u8]| {
            fs::write(tried(name), input).expect("the input is kept");
            *begun.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        });
    });
    while !worker.is_finished() {
        thread::sleep(Duration::from_millis(20));
        let took = watched.lock().unwrap_or_else(PoisonError::into_inner).elapsed();
        assert!(took < LONGEST || worker.is_finished(), "{} takes too long", tried(name).display());
    }
    assert!(worker.join().is_ok(), "the input that failed is {}", tried(name).display());
    fs::remove_file(tried(name)).ok();
}

fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let files = fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("a file of it").path());
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("a file of it")).collect()
}

/// The seed of what is random: the same unless one is asked for.
fn seed() -> u64 {
    let seed = std::env::var("PRESCIENT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_240_501);
    println!("PRESCIENT_SEED={seed}");
    seed
}

/// Loads an input as every kind of document, and compares and merges what loads with the example of its kind.
fn load(input: &[u8], essay: &Essay) -> bool {
    let is_loaded = holds::load(input, essay);
    if is_loaded {
        for compare in COMPARISONS {
            compare(input);
        }
    }
    is_loaded
}

/// Compares and merges what loads with the example of its kind, if it is of this kind.
const COMPARISONS: [fn(&[u8]); 3] = [
    |input| compare::<Theory>(input, THEORY),
    |input| compare::<Essay>(input, ESSAY),
    |input| compare::<Seminar>(input, SEMINAR),
];

fn compare<T: Document>(input: &[u8], example: &str) {
    let held = |bytes: &[u8]| parse::<T>(bytes, None, &Progress::default()).document;
    if let (Some(input), Some(example)) = (held(input), held(example.as_bytes())) {
        holds::versions(None, &input, &example);
        holds::versions(Some(&example), &input, &example);
    }
}

fn versions(input: &[u8]) -> bool {
    holds::versions_in::<Theory>(input)
        || holds::versions_in::<Essay>(input)
        || holds::versions_in::<Seminar>(input)
}

/// Tries the corpus as it is, then spoiled until there were enough bytes that are refused.
fn try_spoiled(name: &'static str, bytes: usize, is_held: impl Fn(&[u8]) -> bool + Send + 'static) {
    let corpus = corpus(name);
    watch(name, move |tries| {
        let attempt = |input: &[u8], figures: &mut Figures| {
            tries(input);
            let start = Instant::now();
            let is_held = is_held(input);
            figures.add(input.len(), is_held, start.elapsed());
            is_held
        };
        let mut figures = Figures::default();
        let is_good = |input: &&Vec<u8>| attempt(input, &mut figures);
        let good: Vec<Vec<u8>> = corpus.iter().filter(is_good).cloned().collect();
        figures.tell(&format!("{name}, the corpus"));

        let (mut figures, mut random) = (Figures::default(), Random::from_seed(seed()));
        while figures.refused_bytes < bytes {
            let from = if random.below(4) == 0 { &corpus } else { &good };
            let mut input = from[random.below(from.len())].clone();
            for _ in 0..=random.below(3) {
                spoil(&mut input, &corpus, &mut random);
            }
            attempt(&input, &mut figures);
        }
        figures.tell(&format!("{name}, the corpus spoiled"));
        assert!(figures.loaded > 1000 && figures.refused > 1000, "{figures:?}");
    });
}

#[test]
fn ten_million_bytes_of_bad_input_are_refused_one_by_one() {
    let essay = builtin::essay();
    try_spoiled("load", BYTES, move |input| load(input, &essay));
}

#[test]
fn versions_of_whatever_loads_can_be_compared_and_merged() {
    try_spoiled("versions", BYTES / 2, versions);
}

#[test]
fn a_small_file_is_never_much_work() {
    watch("bombs", |tries| {
        let essay = builtin::essay();
        let mut figures = Figures::default();
        for (name, input) in bombs::bombs(100_000) {
            tries(&input);
            let start = Instant::now();
            let is_loaded = holds::load(&input, &essay);
            let took = start.elapsed();
            figures.add(input.len(), is_loaded, took);
            for compare in COMPARISONS {
                tries(&input);
                compare(&input);
            }
            println!("{name}: loaded in {} ms, all in {} ms", took.as_millis(), start.elapsed().as_millis());
        }
        figures.tell("bombs");
        assert!(figures.loaded > 5 && figures.refused > 5, "{figures:?}");
    });
}
