//! What stands in a seminar's file, and how it is looked at again.
//!
//! A lens belongs to the rules and a hash to the files. This room may know both; `model` and `assess` know
//! nothing of files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::hash::content_hash;
use crate::assess::Lens;
use crate::model::json::{Extra, Shared};
use crate::model::{
    AttributionFilter, Basis, EmbeddedEssay, EmbeddedTheory, Essay, Format, Id, Reading, Room, Seminar,
    Theory,
};

/// The seminar in which `theories` were judged by `essay`, seen through `lens`, and what the
/// room did in it.
///
/// `kept` is the seminar that this one goes on from: what this version does not know of it is kept, and its
/// entries keep their order.
pub fn seminar_of(
    essay: &Arc<Essay>,
    theories: &[Arc<Theory>],
    lens: &Lens,
    room: &Arc<Room>,
    kept: Option<&Seminar>,
) -> Seminar {
    let stated = kept.and_then(|kept| kept.attribution);
    let is_stated = stated.is_some() || lens.attribution != AttributionFilter::All;
    Seminar {
        schema: kept.and_then(|kept| kept.schema.clone()),
        format: Format::default(),
        attribution: is_stated.then_some(lens.attribution),
        essay: embedded_essay(essay, kept),
        theories: embedded_theories(theories, kept),
        readings: readings(lens, kept),
        off_outcomes: off_outcomes(lens, kept),
        off_bases: off_bases(lens, kept),
        room: stated_room(room, kept),
        extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
    }
}

/// A seminar as it was, but for what its room has done since, and with these theories, each beside its copies or in
/// place of the one at a position.
pub fn with_room(seminar: &Seminar, room: &Arc<Room>, theories: &[(Arc<Theory>, Option<usize>)]) -> Seminar {
    let mut after = Seminar { room: stated_room(room, Some(seminar)), ..seminar.clone() };
    for (theory, replaced) in theories {
        let mut copy = EmbeddedTheory {
            hash: content_hash(&**theory),
            document: Shared(Arc::clone(theory)),
            extra: Extra::default(),
        };
        match replaced.and_then(|replaced| after.theories.get_mut(replaced)) {
            Some(own) => {
                copy.extra = std::mem::take(&mut own.extra);
                *own = copy;
            }
            None => after.theories.push(copy),
        }
    }
    after
}

/// How a seminar is looked at. What its room reads follows from its votes, and is no part of this.
pub fn lens_of(seminar: &Seminar) -> Lens {
    let readings = seminar.readings.iter().flatten();
    let off_outcomes = seminar.off_outcomes.iter().flatten();
    Lens {
        attribution: seminar.attribution.unwrap_or(AttributionFilter::All),
        readings: readings.map(|reading| (reading.outcome.to_string(), reading.value)).collect(),
        room: BTreeMap::new(),
        off_outcomes: off_outcomes.map(Id::to_string).collect(),
        off_bases: seminar.off_bases.iter().flatten().copied().collect(),
    }
}

/// What the room has done in a seminar.
pub fn room_of(seminar: &Seminar) -> Arc<Room> {
    seminar.room.as_ref().map(|room| Arc::clone(&room.0)).unwrap_or_default()
}

fn embedded_essay(essay: &Arc<Essay>, kept: Option<&Seminar>) -> EmbeddedEssay {
    let kept = kept.map(|kept| &kept.essay).filter(|kept| kept.document.id == essay.id);
    let extra = kept.map(|kept| kept.extra.clone()).unwrap_or_default();
    EmbeddedEssay { hash: content_hash(&**essay), document: Shared(Arc::clone(essay)), extra }
}

/// The theories, each with what was kept beside the copy of the same id. Ids may repeat: each kept copy
/// serves once.
fn embedded_theories(theories: &[Arc<Theory>], kept: Option<&Seminar>) -> Vec<EmbeddedTheory> {
    let mut kept: Vec<&EmbeddedTheory> = kept.iter().flat_map(|kept| &kept.theories).collect();
    let mut extra_of = |theory: &Theory| {
        let at = kept.iter().position(|kept| kept.document.id == theory.id)?;
        Some(kept.remove(at).extra.clone())
    };
    let embedded = theories.iter().map(|theory| EmbeddedTheory {
        hash: content_hash(&**theory),
        document: Shared(Arc::clone(theory)),
        extra: extra_of(theory).unwrap_or_default(),
    });
    embedded.collect()
}

/// Readings as they were kept, with their new values, then those that are new.
fn readings(lens: &Lens, kept: Option<&Seminar>) -> Option<Vec<Reading>> {
    let kept = kept.and_then(|kept| kept.readings.as_ref());
    let still = kept.into_iter().flatten().filter_map(|reading| {
        let value = *lens.readings.get(reading.outcome.as_str())?;
        Some(Reading { value, ..reading.clone() })
    });
    let known: BTreeSet<&str> = kept.into_iter().flatten().map(|reading| reading.outcome.as_str()).collect();
    let new = lens.readings.iter().filter(|(outcome, _)| !known.contains(outcome.as_str()));
    let new = new.map(|(outcome, value)| Reading {
        outcome: Id::from(outcome.as_str()),
        value: *value,
        extra: Extra::default(),
    });
    stated(still.chain(new).collect(), kept.is_some())
}

fn off_outcomes(lens: &Lens, kept: Option<&Seminar>) -> Option<Vec<Id>> {
    let kept = kept.and_then(|kept| kept.off_outcomes.as_ref());
    let still = kept.into_iter().flatten().filter(|id| lens.off_outcomes.contains(id.as_str())).cloned();
    let known: BTreeSet<&str> = kept.into_iter().flatten().map(Id::as_str).collect();
    let new = lens.off_outcomes.iter().map(String::as_str).filter(|id| !known.contains(id));
    stated(still.chain(new.map(Id::from)).collect(), kept.is_some())
}

fn off_bases(lens: &Lens, kept: Option<&Seminar>) -> Option<Vec<Basis>> {
    let kept = kept.and_then(|kept| kept.off_bases.as_ref());
    let still = kept.into_iter().flatten().filter(|basis| lens.off_bases.contains(basis));
    let new = lens.off_bases.iter().filter(|basis| kept.is_none_or(|kept| !kept.contains(basis)));
    stated(still.chain(new).copied().collect(), kept.is_some())
}

/// A room that has done nothing is stated only where it was stated before.
fn stated_room(room: &Arc<Room>, kept: Option<&Seminar>) -> Option<Shared<Room>> {
    let is_stated = kept.is_some_and(|kept| kept.room.is_some()) || **room != Room::default();
    is_stated.then(|| Shared(Arc::clone(room)))
}

/// A list as its file states it: an empty one only where it was stated before.
fn stated<T>(list: Vec<T>, was_stated: bool) -> Option<Vec<T>> {
    (was_stated || !list.is_empty()).then_some(list)
}
