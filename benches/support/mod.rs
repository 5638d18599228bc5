//! Essays and theories of any size, shaped like the built-in ones; the same at every run.

use std::fmt::Write as _;
use std::sync::Arc;

use prescient::model::json::Progress;
use prescient::model::{Essay, Theory};
use prescient::store::{Document, parse};

/// How many outcomes the essay of the benchmarks reports.
const OUTCOMES: u32 = 500;
/// The topics of a generated essay.
const TOPICS: [&str; 8] =
    ["alignment", "energy", "economy", "strategy", "pivot", "balance", "military", "order"];
/// How many paragraphs a generated essay has.
const PARAGRAPHS: u32 = 40;

/// Random enough for a benchmark: xorshift, from a fixed seed.
struct Random(u32);

impl Random {
    /// A number below `end`.
    fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % end
    }

    /// One of these.
    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(u32::try_from(words.len()).unwrap_or(u32::MAX)) as usize]
    }

    /// A sentence of so many words.
    fn sentence(&mut self, words: u32) -> String {
        const WORDS: [&str; 12] = [
            "power",
            "the",
            "balance",
            "of",
            "Eurasia",
            "alliance",
            "shifts",
            "towards",
            "pivot",
            "state",
            "économie",
            "contains",
        ];
        let words: Vec<&str> = (0..words).map(|_| self.pick(&WORDS)).collect();
        words.join(" ")
    }
}

fn document<T: Document>(text: &str) -> T {
    let loaded = parse(text.as_bytes(), None, &Progress::default());
    loaded.comparable().expect("what is generated is in order")
}

/// An essay that reports every outcome that the theories bet on.
pub fn essay() -> Essay {
    essay_of(OUTCOMES)
}

/// An essay that reports so many outcomes.
pub fn essay_of(outcomes: u32) -> Essay {
    let mut random = Random(0x0e55_a70e);
    let topics = TOPICS.map(|topic| format!(r#""{topic}":"{topic}""#)).join(",");
    let mut text = format!(
        r#"{{"format":"prescient-essay/1","id":"generated","title":"Generated","published":"2024-05","paragraphs":{PARAGRAPHS},"topics":{{{topics}}},"outcomes":["#
    );
    for number in 0..outcomes {
        let comma = if number == 0 { "" } else { "," };
        let reported = random.pick(&[
            "occurred",
            "mostly-occurred",
            "mixed",
            "mostly-not",
            "did-not-occur",
            "pending",
            "contested",
        ]);
        let (year, statement) = (1990 + random.below(34), random.sentence(10));
        let topic = TOPICS[number as usize % TOPICS.len()];
        let paragraph = 1 + number % PARAGRAPHS;
        let _ = write!(
            text,
            r#"{comma}{{"id":"outcome-number-{number}","topic":"{topic}","paragraphs":[{paragraph}],"statement":"{statement}","reported":"{reported}","basis":"fact","when":"{year}"}}"#
        );
    }
    document(&(text + "]}"))
}

/// The compact text of a theory with predictions until it has `bytes` bytes or `predictions` of them.
pub fn theory_text(seed: u32, bytes: usize, predictions: usize) -> String {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9) | 1);
    let mut text = format!(
        r#"{{"format":"prescient-theory/1","id":"theory-{seed}","name":"Generated","short_name":"G{seed}","theorist":"Nobody","year":"1990","works":[{{"id":"book","citation":"A book, 1990"}}],"predictions":["#
    );
    let mut number = 0;
    while text.len() < bytes && number < predictions {
        prediction(&mut text, &mut random, number);
        number += 1;
    }
    text + "]}"
}

/// A prediction much like the built-in ones: some 640 bytes, 1.6 expectations.
fn prediction(text: &mut String, random: &mut Random, number: usize) {
    let comma = if number == 0 { "" } else { "," };
    let statement = random.sentence(14);
    let kind = random.pick(&["forecast", "forecast", "forecast", "prescription"]);
    let made = 1900 + random.below(120);
    let attribution = random.pick(&[
        r#"{"essay":[11],"of":"generated"}"#,
        r#"{"essay":[10,11],"of":"generated"}"#,
        r#"{"work":"book","locator":"p. 55"}"#,
    ]);
    let _ = write!(
        text,
        r#"{comma}{{"id":"prediction-number-{number}","statement":"{statement}","kind":"{kind}","made":"{made}","attribution":{attribution},"expects":["#
    );
    let first = random.below(OUTCOMES);
    for more in 0..[1, 1, 2, 1, 3][random.below(5) as usize] {
        let comma = if more == 0 { "" } else { "," };
        let outcome = (first + more) % OUTCOMES;
        let value = random.pick(&["occurs", "does-not-occur"]);
        let weight = random.pick(&["", "", "", r#","weight":2.5"#]);
        let because = random.sentence(14);
        let _ = write!(
            text,
            r#"{comma}{{"outcome":"outcome-number-{outcome}","value":"{value}"{weight},"because":"{because}"}}"#
        );
    }
    text.push(']');
    if random.below(3) > 0 {
        let _ = write!(text, r#","note":"{}""#, random.sentence(28));
    }
    text.push('}');
}

/// So many theories with so many predictions each.
pub fn theories(count: u32, predictions: usize) -> Vec<Arc<Theory>> {
    (1..=count).map(|seed| Arc::new(document(&theory_text(seed, usize::MAX, predictions)))).collect()
}

/// So many theories that each bet on every one of so many outcomes, three a forecast.
pub fn dense_theories(count: u32, outcomes: u32) -> Vec<Arc<Theory>> {
    (1..=count).map(|seed| Arc::new(document(&dense_theory_text(seed, outcomes)))).collect()
}

fn dense_theory_text(seed: u32, outcomes: u32) -> String {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9) | 1);
    let forecasts = (0..outcomes).step_by(3).map(|first| {
        let bets = (first..outcomes.min(first + 3)).map(|outcome| {
            let value = random.pick(&["occurs", "does-not-occur"]);
            let weight = random.pick(&["", "", "", r#","weight":2.5"#]);
            format!(r#"{{"outcome":"outcome-number-{outcome}","value":"{value}"{weight}}}"#)
        });
        let bets: Vec<String> = bets.collect();
        format!(
            r#"{{"id":"prediction-number-{first}","statement":"Dense","kind":"forecast","made":"1980","attribution":{{"essay":[11]}},"expects":[{}]}}"#,
            bets.join(",")
        )
    });
    let forecasts: Vec<String> = forecasts.collect();
    format!(
        r#"{{"format":"prescient-theory/1","id":"theory-{seed}","name":"Dense","short_name":"D{seed}","theorist":"Nobody","year":"1980","predictions":[{}]}}"#,
        forecasts.join(",")
    )
}
