//! What the headings of a sheet mean.

use std::collections::HashMap;

use super::{BETWEEN, PERSON};
use crate::model::choice::Choice as _;
use crate::model::{Asked, Item, Room, Round};
use crate::store::cell::text_of;
use crate::store::check::Names;
use crate::store::diagnostic::meant;
use crate::store::input_fault::shown;

/// What stands in a column.
#[derive(Clone, Copy)]
pub(super) enum Column {
    /// Pseudonyms.
    Person,
    /// Answers.
    Vote(Question),
    /// Nothing, as far as is known: it has no heading.
    Unheaded,
    /// Whatever it is, it is passed over.
    Other,
}

/// What is answered in a column.
#[derive(Clone, Copy)]
pub(super) struct Question {
    /// The item's position in the agenda.
    pub(super) item: usize,
    pub(super) round: Round,
    pub(super) asked: Asked,
}

/// The headings that an agenda gives a meaning to.
pub(super) struct Headings<'a> {
    /// Each item with its position, by its id in small letters; the first of those that share one.
    items: HashMap<String, (usize, &'a Item)>,
    names: Names<'a>,
}

impl<'a> Headings<'a> {
    pub(super) fn of(room: &'a Room) -> Self {
        let mut items = HashMap::new();
        for (position, item) in room.items().iter().enumerate() {
            items.entry(item.id.as_str().to_lowercase()).or_insert((position, item));
        }
        Self { items, names: Names::of(room.items().iter().map(|item| item.id.as_str())) }
    }

    /// What stands under a heading.
    pub(super) fn column(&self, heading: &str) -> Column {
        let heading = text_of(heading);
        if heading.is_empty() {
            return Column::Unheaded;
        }
        if heading.eq_ignore_ascii_case(PERSON) {
            return Column::Person;
        }
        let (id, round) = parts(heading);
        let Some(((position, item), round)) = self.items.get(&id.to_lowercase()).zip(round) else {
            return Column::Other;
        };
        if !item.rounds().any(|own| own == round) {
            return Column::Other;
        }
        Column::Vote(Question { item: *position, round, asked: item.asked() })
    }

    /// Whether the heading is one of a ballot sheet of this agenda.
    pub(super) fn is_known(&self, heading: &str) -> bool {
        matches!(self.column(heading), Column::Person | Column::Vote(_))
    }

    /// Why a column with a heading is passed over.
    pub(super) fn why_not(&self, heading: &str) -> String {
        let heading = text_of(heading);
        let (id, round) = parts(heading);
        let heading = shown(heading);
        if round.is_some() && self.items.contains_key(&id.to_lowercase()) {
            return format!("{heading}, is the second vote on a control, which is voted on once");
        }
        if self.items.contains_key(&id.to_lowercase()) {
            return format!("{heading}, does not say whether it is the first vote or the second");
        }
        let near = self.names.near(id).map(|near| format!("; {}", meant(near)));
        format!("{heading}, is no item's{}", near.unwrap_or_default())
    }
}

/// The id and the vote with which a heading begins.
fn parts(heading: &str) -> (&str, Option<Round>) {
    let mut parts = heading.split('/').map(str::trim);
    let id = parts.next().unwrap_or_default();
    (id, parts.next().and_then(|round| Round::from_word(&round.to_lowercase())))
}

/// How the column of an item is headed, for who has none.
pub(super) fn example(room: &Room) -> Option<String> {
    let item = room.items().first()?;
    Some([item.id.as_str(), Round::First.word()].join(BETWEEN))
}
