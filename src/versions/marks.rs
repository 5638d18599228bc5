//! Which words of two texts are the same.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// How many bytes, or words and spaces, of either text are compared word by word, after what both begin and
/// end with. What is longer is told as replaced: nobody reads so many marks, and the time that finding them
/// takes grows with the square.
const MOST_BYTES: usize = 100_000;
const MOST_WORDS: usize = 3_000;

/// What has become of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It stands in both texts.
    Same,
    /// It stands in the text before alone.
    Removed,
    /// It stands in the text after alone.
    Added,
}

/// Words that follow one another, with the spaces between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What has become of them.
    pub mark: Mark,
    /// The words, never none.
    pub text: String,
}

/// Both texts in one: without what was added it is `before`, without what was removed it is `after`. What was
/// removed stands before what came in its place.
///
/// Words are those of Unicode, so that scripts without spaces have words too, and nothing that is seen as one
/// sign is taken apart.
pub fn marks(before: &str, after: &str) -> Vec<Run> {
    let start = common_start(before, after);
    let end = common_end(&before[start..], &after[start..]);
    let (old, new) = (&before[start..before.len() - end], &after[start..after.len() - end]);
    let mut runs = Runs::default();
    runs.add(Mark::Same, &before[..start]);
    compare(old, new, &mut runs);
    runs.add(Mark::Same, &before[before.len() - end..]);
    runs.without_lone_spaces()
}

/// Whether two texts have a word in common, so that marks tell more than the texts one after the other.
pub fn share_words(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.mark == Mark::Same && run.text.chars().any(char::is_alphanumeric))
}

fn compare(old: &str, new: &str, runs: &mut Runs) {
    let within = |text: &str| text.len() <= MOST_BYTES;
    let words = |text: &'_ str| text.split_word_bounds().count();
    if !within(old) || !within(new) || words(old) > MOST_WORDS || words(new) > MOST_WORDS {
        runs.add(Mark::Removed, old);
        runs.add(Mark::Added, new);
        return;
    }
    let (old, new): (Vec<_>, Vec<_>) = (old.split_word_bounds().collect(), new.split_word_bounds().collect());
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (removed, added) = (&old[operation.old_range()], &new[operation.new_range()]);
        if matches!(operation, DiffOp::Equal { .. }) {
            runs.add(Mark::Same, &removed.concat());
        } else {
            runs.add(Mark::Removed, &removed.concat());
            runs.add(Mark::Added, &added.concat());
        }
    }
}

/// How many bytes both texts begin with, up to a space.
fn common_start(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one.as_bytes()[..same].iter().rposition(|byte| *byte == b' ').unwrap_or_default()
}

/// How many bytes both texts end with, from a space on.
fn common_end(one: &str, other: &str) -> usize {
    let same = one.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count();
    let start = one.len() - same;
    one.as_bytes()[start..].iter().position(|byte| *byte == b' ').map_or(0, |space| same - space)
}

#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    /// Adds to the last change, if this is part of it.
    fn add(&mut self, mark: Mark, text: &str) {
        if text.is_empty() {
            return;
        }
        let change = self.0.iter().rposition(|run| run.mark == Mark::Same).map_or(0, |same| same + 1);
        let since = if mark == Mark::Same { self.0.len().saturating_sub(1) } else { change };
        match self.0[since..].iter_mut().find(|run| run.mark == mark) {
            Some(run) => run.text.push_str(text),
            None if mark == Mark::Removed => self.0.insert(since, Run { mark, text: text.to_owned() }),
            None => self.0.push(Run { mark, text: text.to_owned() }),
        }
    }

    /// With the spaces between two changes as part of these: words that were replaced one by one are told as
    /// one replacement.
    fn without_lone_spaces(self) -> Vec<Run> {
        let mut joined = Self::default();
        let last = self.0.len().saturating_sub(1);
        for (at, run) in self.0.iter().enumerate() {
            let is_between = at > 0 && at < last;
            if run.mark == Mark::Same && is_between && run.text.chars().all(char::is_whitespace) {
                joined.add(Mark::Removed, &run.text);
                joined.add(Mark::Added, &run.text);
            } else {
                joined.add(run.mark, &run.text);
            }
        }
        joined.0
    }
}
