//! The palette: every command, theory, outcome and prediction, by letters of its name.
//!
//! A hit has the letters of each word that was typed, in their order but not necessarily side by side;
//! the words may come in any order. Case and accents do not matter. How well a hit fits is
//! `nucleo-matcher`'s to say: side by side and at the beginnings of words is better.

use std::borrow::Cow;
use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::command::{Command, label};
use super::find::{Candidate, Hit, MAX_HITS, Search};
use super::menus::{MENUS, Menu};
use super::state::State;

/// What the matcher gives for a letter before it adds for beginnings of words and takes for gaps. A word
/// whose letters are worth less on average is scattered over the whole text: nobody meant that.
const LETTER: u32 = 16;

/// How many candidates are listed where nothing was typed: every command, and the outcomes of most essays.
const LISTED_UNASKED: usize = 200;

/// How many commands that were used lately come first.
pub const MAX_RECENT: usize = 5;

/// A command as the palette knows it.
pub(super) struct Entry {
    pub(super) command: Command,
    /// The menu in which it stands.
    pub(super) place: String,
    pub(super) label: Cow<'static, str>,
    is_possible: bool,
}

/// All commands, in the order in which those come that fit `query` equally well: shorter ones first. Where
/// nothing was typed those used lately come first, then all others as in the menus, and last those that
/// are not possible now.
pub(super) fn entries(state: &State, query: &str) -> Vec<Entry> {
    let placed = MENUS.iter().flat_map(Menu::commands);
    let entries = placed.map(|(place, command)| Entry {
        command,
        place,
        label: label(state, command),
        is_possible: state.is_possible(command),
    });
    let mut entries: Vec<Entry> = entries.collect();
    let recent = |command| state.view.recent.iter().position(|other| *other == command);
    if is_blank(query) {
        entries.sort_by_key(|entry| (!entry.is_possible, recent(entry.command).unwrap_or(usize::MAX)));
    } else {
        entries.sort_by_key(|entry| entry.label.len());
    }
    entries
}

/// Whether there is nothing to look for.
pub(super) fn is_blank(query: &str) -> bool {
    query.chars().all(parts_words)
}

/// Whether a sign stands between words. (The matcher takes a backslash to join them.)
fn parts_words(sign: char) -> bool {
    sign.is_whitespace() || sign == '\\'
}

impl Search {
    /// What has the letters of every word of the query, best first, and how many more there are. What is
    /// not possible now stands where it fits, or it would seem not to exist.
    pub(super) fn with_these_letters(&self) -> (Vec<Hit>, usize) {
        if is_blank(&self.query) {
            let mut unasked = self.unasked();
            let unlisted = unasked.len().saturating_sub(LISTED_UNASKED);
            unasked.truncate(LISTED_UNASKED);
            return (unasked.into_iter().map(|one| self.hit(one, Vec::new())).collect(), unlisted);
        }
        let mut scale = Scale::new(&self.query);
        let mut name = String::new();
        let mut found = Vec::new();
        for candidate in self.lettered() {
            self.name(candidate, &mut name);
            if let Some(score) = scale.score(&name) {
                found.push((Reverse(score), !self.is_possible(candidate), candidate));
            }
        }
        let all = found.len();
        if all > MAX_HITS {
            found.select_nth_unstable(MAX_HITS);
            found.truncate(MAX_HITS);
        }
        found.sort_unstable();
        let hits = found.iter().map(|(.., candidate)| {
            self.name(*candidate, &mut name);
            self.hit(*candidate, scale.marks(&name))
        });
        (hits.collect(), all - found.len())
    }

    fn is_possible(&self, candidate: Candidate) -> bool {
        match candidate {
            Candidate::Command(at) => self.commands[at].is_possible,
            _ => true,
        }
    }

    /// Writes what a candidate is called as a whole: [`Hit::name`].
    fn name(&self, candidate: Candidate, name: &mut String) {
        name.clear();
        name.push_str(self.kind(candidate));
        name.push_str(": ");
        name.push_str(&self.text(candidate));
    }
}

/// Says how well a name fits what was typed.
struct Scale {
    pattern: Pattern,
    matcher: Matcher,
    /// Room for the letters of a name.
    letters: Vec<char>,
}

impl Scale {
    fn new(query: &str) -> Self {
        let words = query.replace(parts_words, " ");
        let pattern = Pattern::new(&words, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), letters: Vec::new() }
    }

    /// How well it fits; `None` if it lacks a word, or has its letters only here and there.
    fn score(&mut self, name: &str) -> Option<u32> {
        let name = Utf32Str::new(name, &mut self.letters);
        let mut sum = 0;
        for atom in &self.pattern.atoms {
            let score = u32::from(atom.score(name, &mut self.matcher)?);
            let letters = u32::try_from(atom.needle_text().len()).unwrap_or(u32::MAX);
            sum += Some(score).filter(|score| *score >= LETTER.saturating_mul(letters))?;
        }
        Some(sum)
    }

    /// The letters of a name that were typed, as positions in ascending order.
    fn marks(&mut self, name: &str) -> Vec<u32> {
        let name = Utf32Str::new(name, &mut self.letters);
        let mut marks = Vec::new();
        self.pattern.indices(name, &mut self.matcher, &mut marks);
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}
