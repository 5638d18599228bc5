//! Which theories stand side by side, and in which order, when some share an id.

use std::fmt;
use std::sync::Arc;

use crate::model::Theory;

/// The theories of a comparison in the order of their columns.
#[derive(Debug, Clone)]
pub struct Composed<S> {
    /// Each theory, with where it comes from.
    pub theories: Vec<(S, Arc<Theory>)>,
    /// What the user should know about ids that were taken.
    pub notices: Vec<Notice<S>>,
}

/// What became of a theory whose id was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice<S> {
    /// It stands in place of the built-in theory with its id.
    Replaces {
        /// Where the theory comes from.
        source: S,
        /// The id that was taken.
        id: String,
    },
    /// It joins under another name; its file keeps its id.
    JoinsAs {
        /// Where the theory comes from.
        source: S,
        /// The id that was taken.
        id: String,
        /// Its name in the comparison.
        name: String,
    },
}

impl<S> Notice<S> {
    /// Which theory it is about.
    pub fn source(&self) -> &S {
        match self {
            Self::Replaces { source, .. } | Self::JoinsAs { source, .. } => source,
        }
    }
}

impl<S> fmt::Display for Notice<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replaces { id, .. } => write!(f, "this theory takes the place of the built-in \"{id}\""),
            Self::JoinsAs { id, name, .. } => write!(
                f,
                "the id \"{id}\" is already taken: this theory joins the comparison as \"{name}\" (its file is unchanged)"
            ),
        }
    }
}

/// Puts the user's `own` theories beside the built-in ones. The first with a built-in id takes that
/// one's column; any further theory whose id is taken joins under the name that
/// [`crate::assess::assess`] gives it, `id~2` and so on.
pub fn compose<S: Clone>(built_in: Vec<(S, Arc<Theory>)>, own: Vec<(S, Arc<Theory>)>) -> Composed<S> {
    let mut columns: Vec<(S, Arc<Theory>, bool)> =
        built_in.into_iter().map(|(source, theory)| (source, theory, true)).collect();
    let mut notices = Vec::new();
    for (source, theory) in own {
        let id = theory.id.to_string();
        let same_id = columns.iter().filter(|(_, other, _)| other.id == theory.id).count();
        if let Some(column) =
            columns.iter_mut().find(|(_, other, is_built_in)| *is_built_in && other.id == theory.id)
        {
            *column = (source.clone(), theory, false);
            notices.push(Notice::Replaces { source, id });
        } else {
            if same_id > 0 {
                let name = format!("{id}~{}", same_id + 1);
                notices.push(Notice::JoinsAs { source: source.clone(), id, name });
            }
            columns.push((source, theory, false));
        }
    }
    Composed { theories: columns.into_iter().map(|(source, theory, _)| (source, theory)).collect(), notices }
}
