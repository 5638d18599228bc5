//! The searches: Find, over theories, outcomes and predictions; the palette, over the commands too (see
//! [`super::palette`]); and the one that chooses an outcome for an expectation.

use std::borrow::Cow;
use std::sync::Arc;

use super::command::Command;
use super::comparison::Comparison;
use super::palette::{self, Entry};
use super::state::{Selection, State};

/// How many hits are listed.
pub const MAX_HITS: usize = 60;

/// With more predictions than this a worker looks through them.
const SEARCHED_AT_ONCE: usize = 10_000;

/// No more of a query than this many letters is looked for: nobody types more, but a page can be pasted.
const MAX_QUERY: usize = 200;

/// Which of the searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finder {
    /// Whole words, in theories, outcomes and predictions.
    Find,
    /// Letters in their order, in these and in the commands.
    Palette,
    /// The same, in the outcomes alone: to choose one for an expectation.
    Outcome,
}

impl Finder {
    /// All searches.
    pub const ALL: [Self; 3] = [Self::Find, Self::Palette, Self::Outcome];
}

/// A search as it stands. One is open at most.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Whether its field is open.
    pub is_open: bool,
    /// Counts up each time it is asked for: its field then takes the keyboard, open already or not.
    pub opened: u64,
    /// What is looked for.
    pub query: String,
    /// What was found; while it [is being updated](Self::is_updating), for what was typed before.
    pub hits: Vec<Hit>,
    /// How many more there are.
    pub unlisted: usize,
    /// The hit that Enter opens.
    pub cursor: usize,
    /// Counts up with each list of hits.
    pub answered: u64,
    /// Counts up with what is asked; the hits answer it if the two are the same.
    pub(super) asked: u64,
    /// Whether Enter was pressed before the hits were there.
    pub(super) is_entered: bool,
    /// Whether a worker is searching.
    pub(super) is_searching: bool,
}

impl Find {
    /// Whether the hits are still being looked for.
    pub fn is_updating(&self) -> bool {
        self.asked != self.answered
    }
}

/// What a hit stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A command, to be done.
    Command(Command),
    /// A theory, a prediction or an outcome, to be shown.
    Shown(Selection),
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it stands for.
    pub target: Target,
    /// What kind of thing, or whose, or in which menu.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// The letters that were typed, as positions in [`Self::name`], in ascending order.
    pub marks: Vec<u32>,
}

impl Hit {
    /// What it is called as a whole.
    pub fn name(&self) -> String {
        format!("{}: {}", self.kind, self.text)
    }
}

/// What could be found. The order of these is that of hits which fit equally well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Candidate {
    /// By its position in [`Search::commands`].
    Command(usize),
    /// By its position among the members.
    Theory(usize),
    /// By its position in the essay.
    Outcome(usize),
    /// By the positions of its theory among the members, and its own in that.
    Prediction(usize, usize),
}

/// What is looked for, and where; cheap to hand to a worker.
pub struct Search {
    finder: Finder,
    asked: u64,
    pub(super) query: String,
    pub(super) comparison: Arc<Comparison>,
    /// The commands, for the palette alone.
    pub(super) commands: Vec<Entry>,
    /// The outcomes that are expected already, where one is chosen.
    taken: Vec<String>,
}

/// What a search has found.
pub struct Found {
    pub(super) finder: Finder,
    pub(super) asked: u64,
    pub(super) hits: Vec<Hit>,
    pub(super) unlisted: usize,
}

impl Search {
    /// What is asked of a search now.
    pub fn of(state: &State, finder: Finder) -> Self {
        let find = state.view.finder(finder);
        let query: String = find.query.chars().take(MAX_QUERY).collect();
        let commands = match finder {
            Finder::Find | Finder::Outcome => Vec::new(),
            Finder::Palette => palette::entries(state, &query),
        };
        let taken = if finder == Finder::Outcome { state.expected_already() } else { Vec::new() };
        let comparison = Arc::clone(&state.comparison);
        Self { finder, asked: find.asked, query, comparison, commands, taken }
    }

    /// Whether it takes no worker: there are few predictions, or nothing to look for.
    pub fn is_quick(&self) -> bool {
        let theories = &self.comparison.theories;
        let predictions: usize = theories.iter().map(|theory| theory.predictions.len()).sum();
        predictions <= SEARCHED_AT_ONCE || palette::is_blank(&self.query)
    }

    /// Looks.
    pub fn run(self) -> Found {
        let (hits, unlisted) = match self.finder {
            Finder::Find => self.containing_all_words(),
            Finder::Palette | Finder::Outcome => self.with_these_letters(),
        };
        Found { finder: self.finder, asked: self.asked, hits, unlisted }
    }

    /// What contains every word of the query, in any case and order.
    fn containing_all_words(&self) -> (Vec<Hit>, usize) {
        let words: Vec<String> = self.query.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return (Vec::new(), 0);
        }
        let contains_all = |candidate: &Candidate| {
            let text = self.searched(*candidate).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let mut found = self.things().filter(contains_all);
        let hits = found.by_ref().take(MAX_HITS).map(|candidate| self.hit(candidate, Vec::new())).collect();
        (hits, found.count())
    }

    /// What has letters to look for: the commands and all things, or the outcomes that can be chosen.
    pub(super) fn lettered(&self) -> Vec<Candidate> {
        if self.finder == Finder::Outcome {
            let outcomes = self.comparison.essay.outcomes.iter().enumerate();
            let free = outcomes.filter(|(_, outcome)| !self.taken.iter().any(|id| id == outcome.id.as_str()));
            return free.map(|(at, _)| Candidate::Outcome(at)).collect();
        }
        (0..self.commands.len()).map(Candidate::Command).chain(self.things()).collect()
    }

    /// What is listed where there is nothing to look for.
    pub(super) fn unasked(&self) -> Vec<Candidate> {
        match self.finder {
            Finder::Outcome => self.lettered(),
            Finder::Find | Finder::Palette => (0..self.commands.len()).map(Candidate::Command).collect(),
        }
    }

    /// Theories, then outcomes, then the predictions that take part.
    pub(super) fn things(&self) -> impl Iterator<Item = Candidate> {
        let comparison = &self.comparison;
        let theories = (0..comparison.members.len()).map(Candidate::Theory);
        let outcomes = (0..comparison.essay.outcomes.len()).map(Candidate::Outcome);
        let predictions = comparison.assessment.theories.iter().enumerate().flat_map(|(member, judged)| {
            judged.predictions.iter().map(move |one| Candidate::Prediction(member, one.position()))
        });
        theories.chain(outcomes).chain(predictions)
    }

    /// What kind of thing a candidate is, or whose, or in which menu.
    pub(super) fn kind(&self, candidate: Candidate) -> &str {
        match candidate {
            Candidate::Command(at) => &self.commands[at].place,
            Candidate::Theory(_) => "Theory",
            Candidate::Outcome(at) if self.finder == Finder::Outcome => {
                let essay = &self.comparison.essay;
                essay.outcomes[at].topic.as_deref().map_or("No topic", |topic| essay.topic_label(topic))
            }
            Candidate::Outcome(_) => "Outcome",
            Candidate::Prediction(member, _) => &self.comparison.members[member].theory.short_name,
        }
    }

    /// The words of a candidate.
    pub(super) fn text(&self, candidate: Candidate) -> Cow<'_, str> {
        match candidate {
            Candidate::Command(at) => Cow::Borrowed(&self.commands[at].label),
            Candidate::Theory(member) => {
                let theory = &self.comparison.members[member].theory;
                let (short, name) = (&theory.short_name, &theory.name);
                format!("{short}: {name} ({}, {})", theory.theorist, theory.year).into()
            }
            Candidate::Outcome(at) => {
                let outcome = &self.comparison.essay.outcomes[at];
                match self.finder {
                    Finder::Outcome => format!("{} ({})", outcome.statement, outcome.id).into(),
                    Finder::Find | Finder::Palette => Cow::Borrowed(&outcome.statement),
                }
            }
            Candidate::Prediction(member, at) => {
                Cow::Borrowed(&self.comparison.members[member].theory.predictions[at].statement)
            }
        }
    }

    /// All in which Find looks for words.
    fn searched(&self, candidate: Candidate) -> String {
        let text = self.text(candidate);
        match candidate {
            Candidate::Outcome(at) => format!("{text} {}", self.comparison.essay.outcomes[at].id),
            Candidate::Prediction(..) => format!("{text} {}", self.kind(candidate)),
            Candidate::Command(_) | Candidate::Theory(_) => text.into_owned(),
        }
    }

    pub(super) fn hit(&self, candidate: Candidate, marks: Vec<u32>) -> Hit {
        let doc = |member: usize| self.comparison.members[member].doc;
        let target = match candidate {
            Candidate::Command(at) => Target::Command(self.commands[at].command),
            Candidate::Theory(member) => Target::Shown(Selection::Theory(doc(member))),
            Candidate::Outcome(at) => {
                Target::Shown(Selection::Outcome(self.comparison.essay.outcomes[at].id.to_string()))
            }
            Candidate::Prediction(member, at) => Target::Shown(Selection::Prediction(doc(member), at)),
        };
        Hit { target, kind: self.kind(candidate).to_owned(), text: self.text(candidate).into_owned(), marks }
    }
}
