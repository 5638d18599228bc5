//! Two rooms side by side: this year's and another one, matched by what they were asked about.

use std::collections::HashMap;

use super::course::Course;
use crate::assess::votes::{
    Agreement, Counts, Interval, Metric, RoomReading, agreement, interval, median, room_reading,
};
use crate::model::{Asked, Item, Room, Round};

/// A document of a seminar, by what it can be known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentOf {
    /// Whether it is the essay; else a theory.
    pub is_essay: bool,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The hash of its content.
    pub hash: String,
}

/// A room, and the documents that it was asked about.
#[derive(Clone, Copy)]
pub struct RoomOf<'a> {
    /// What it has done.
    pub room: &'a Room,
    /// Its course.
    pub course: &'a Course,
    /// Its documents.
    pub documents: &'a [DocumentOf],
}

/// What an item asks about, by which it is known in both rooms.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum About {
    /// An outcome, by its id.
    Outcome(String),
    /// A prediction, by the ids of its theory and its own.
    Prediction(String, String),
}

/// What a room says on an item, by its last vote.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The statement in the lecturer's words, if it was not the document's.
    pub wording: Option<String>,
    /// Which vote that is.
    pub round: Round,
    /// What it makes of it.
    pub reading: RoomReading,
    /// How many gave each answer.
    pub counts: Counts,
    /// The median, as a grade from 0 (best) to 4.
    pub median: Option<usize>,
}

/// An item that both rooms voted on.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// What it is about.
    pub about: About,
    /// What this room says.
    pub own: Said,
    /// What the other one said.
    pub other: Said,
}

impl Shared {
    /// How many grades this room is above (negative: nearer to the best) or below the other, where both have a grade.
    pub fn difference(&self) -> Option<i32> {
        let grade = |said: &Said| match said.reading {
            RoomReading::Grade(grade) => i32::try_from(grade).ok(),
            RoomReading::None | RoomReading::Contested => None,
        };
        Some(grade(&self.own)? - grade(&self.other)?)
    }
}

/// How far a room agrees over some of its items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgreementOf {
    /// Ordinal alpha and its working.
    pub agreement: Agreement,
    /// Where 95 percent of the resamples lie.
    pub interval: Option<Interval>,
    /// Over how many items.
    pub items: usize,
}

/// How a document differs between the rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentDiffers {
    /// Both had it, with another content.
    Changed(DocumentOf),
    /// This room alone has it.
    OwnOnly(DocumentOf),
    /// The other one alone had it.
    OtherOnly(DocumentOf),
}

/// Two rooms side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomsCompared {
    /// What both voted on, in this room's order.
    pub shared: Vec<Shared>,
    /// What this room alone voted on.
    pub own_only: Vec<(About, Said)>,
    /// What the other one alone voted on.
    pub other_only: Vec<(About, Said)>,
    /// How far this room agrees over what both voted on, and over all of its items.
    pub own: [AgreementOf; 2],
    /// The same of the other one.
    pub other: [AgreementOf; 2],
    /// Documents that differ: what was voted on may not be the same.
    pub documents: Vec<DocumentDiffers>,
}

/// Sets two rooms side by side. Of several items about one thing the last in the agenda that was voted on counts, and
/// of its votes the last; controls are left out.
pub fn compare_rooms(own: RoomOf<'_>, other: RoomOf<'_>) -> RoomsCompared {
    let (own_said, other_said) = (said(own), said(other));
    let find = |all: &[(About, Said)]| -> HashMap<About, Said> { all.iter().cloned().collect() };
    let (own_by, other_by) = (find(&own_said), find(&other_said));
    let shared: Vec<Shared> = own_said
        .iter()
        .filter_map(|(about, own)| {
            Some(Shared { about: about.clone(), own: own.clone(), other: other_by.get(about)?.clone() })
        })
        .collect();
    let only = |all: &[(About, Said)], others: &HashMap<About, Said>| -> Vec<(About, Said)> {
        all.iter().filter(|(about, _)| !others.contains_key(about)).cloned().collect()
    };
    // Each room's items stay in the order of its own agenda: its interval hangs on that, and not on the other room.
    let both = |all: &[(About, Said)], others: &HashMap<About, Said>| -> Vec<Counts> {
        let shared = all.iter().filter(|(about, _)| others.contains_key(about));
        shared.map(|(_, said)| said.counts).collect()
    };
    RoomsCompared {
        own: [agreed(&both(&own_said, &other_by), own.room), agreed(&counts(&own_said), own.room)],
        other: [agreed(&both(&other_said, &own_by), other.room), agreed(&counts(&other_said), other.room)],
        own_only: only(&own_said, &other_by),
        other_only: only(&other_said, &own_by),
        documents: differing(own.documents, other.documents),
        shared,
    }
}

/// What a room says, thing by thing, in the order of its agenda.
fn said(of: RoomOf<'_>) -> Vec<(About, Said)> {
    let mut said: Vec<(About, Said)> = Vec::new();
    let mut places: HashMap<About, usize> = HashMap::new();
    for (at, item) in of.room.items().iter().enumerate().filter(|(_, item)| item.negates.is_none()) {
        let (Some(about), Some((round, closed))) = (about(item), of.course.latest(at)) else { continue };
        let counts = closed.counts;
        let own = Said {
            wording: item.worded().map(|own| own.trim().to_owned()),
            round,
            reading: room_reading(&counts),
            counts,
            median: median(&counts),
        };
        if let Some(place) = places.get(&about) {
            said[*place].1 = own;
        } else {
            places.insert(about.clone(), said.len());
            said.push((about, own));
        }
    }
    said
}

fn about(item: &Item) -> Option<About> {
    match item.asked() {
        Asked::Reading => item.outcome.as_ref().map(|outcome| About::Outcome(outcome.to_string())),
        Asked::Verdict => {
            item.prediction.as_ref().map(|own| About::Prediction(own.theory.to_string(), own.id.to_string()))
        }
    }
}

fn counts(said: &[(About, Said)]) -> Vec<Counts> {
    said.iter().map(|(_, said)| said.counts).collect()
}

fn agreed(units: &[Counts], room: &Room) -> AgreementOf {
    AgreementOf {
        agreement: agreement(units, Metric::Ordinal),
        interval: interval(units, Metric::Ordinal, u64::from(room.seed.unwrap_or_default())),
        items: units.len(),
    }
}

/// The documents that differ: those of this room in their order, then those that the other one alone had. Ids may
/// repeat: copies that say the same belong together, then those that share an id, each once.
fn differing(own: &[DocumentOf], other: &[DocumentOf]) -> Vec<DocumentDiffers> {
    let same = |one: &DocumentOf, other: &DocumentOf| one.is_essay == other.is_essay && one.id == other.id;
    let mut theirs: Vec<&DocumentOf> = other.iter().collect();
    let mut take = |is_wanted: &dyn Fn(&DocumentOf) -> bool| {
        let at = theirs.iter().position(|document| is_wanted(document))?;
        Some(theirs.remove(at))
    };
    let differ: Vec<&DocumentOf> = own
        .iter()
        .filter(|own| take(&|other| same(own, other) && own.hash == other.hash).is_none())
        .collect();
    let mut differing: Vec<DocumentDiffers> = Vec::new();
    for document in differ {
        let differs = match take(&|other| same(document, other)) {
            Some(_) => DocumentDiffers::Changed(document.clone()),
            None => DocumentDiffers::OwnOnly(document.clone()),
        };
        differing.push(differs);
    }
    differing.extend(theirs.into_iter().cloned().map(DocumentDiffers::OtherOnly));
    differing
}
