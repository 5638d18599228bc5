//! JSON paths: where in a document a value stands.

use std::fmt;
use std::sync::Arc;

/// One step from a container to what it contains.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into an object. Shared, since a key may be long and many paths may lead through it.
    Key(Arc<str>),
    /// Into an array, from 0.
    Index(usize),
}

/// Of a longer key only so many characters are shown.
const LONGEST_KEY: usize = 100;

/// The steps from the top of a document to a value, written `$.predictions[3].made`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct JsonPath(pub Vec<Step>);

impl JsonPath {
    /// The path to what stands under a key here.
    pub fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.into()))
    }

    /// The path to an entry of the list here, from 0.
    pub fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.0.iter().try_for_each(|step| match step {
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) => match key.char_indices().nth(LONGEST_KEY) {
                Some((end, _)) => write!(f, "[{:?}...]", &key[..end]),
                None if is_plain(key) => write!(f, ".{key}"),
                None => write!(f, "[{key:?}]"),
            },
        })
    }
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'))
}
