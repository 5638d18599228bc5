//! The scoreboards side by side: the essay's and the room's, with and without the predictions that were rescued.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::course::Course;
use super::subject::predictions_by_id;
use crate::assess::votes::RoomReading;
use crate::assess::{Assessment, Index, Lens, rescues};
use crate::model::{Asked, Essay, Reported, Room, Theory};

/// Where a theory stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// Its place from 1; `None` where too few of its forecasts are scored.
    pub rank: Option<usize>,
    /// The mean score of its scored forecasts, from 0 to 1.
    pub score: Option<f64>,
    /// How many forecasts are scored.
    pub scored: usize,
}

/// Where the theories stand by one way of reading the essay, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// All predictions counted.
    pub all: Vec<Standing>,
    /// Those left out that were rescued.
    pub without_rescued: Vec<Standing>,
}

/// The essay's scoreboard beside the room's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Boards {
    /// As the essay reports, without anybody's what-if.
    pub essay: Board,
    /// The same with the room's readings in place of the essay's.
    pub room: Board,
    /// The same with those of the room's readings that have been on the wall.
    pub revealed: Board,
    /// How often predictions of each theory were defended, in a sentence each.
    pub rescues: Vec<usize>,
    /// How many of the essay's outcomes the room reads.
    pub readings: usize,
    /// How many of those readings have been on the wall.
    pub revealed_readings: usize,
    /// How many of them the room reads otherwise than the essay reports them.
    pub otherwise: usize,
}

/// What the room reads, by outcome id. Where several items are about one outcome, the last in the agenda holds; the
/// answers to a control are none. With `is_revealed` only what has been on the wall.
pub fn readings(room: &Room, course: &Course, is_revealed: bool) -> BTreeMap<String, Reported> {
    let items = room.items().iter().enumerate();
    let asked = items.filter(|(at, item)| {
        item.asked() == Asked::Reading && item.negates.is_none() && (!is_revealed || course.is_revealed(*at))
    });
    let read = asked.filter_map(|(at, item)| {
        let reading = match course.reading(at)? {
            RoomReading::None => return None,
            RoomReading::Contested => Reported::Contested,
            RoomReading::Grade(grade) => Reported::GRADES[grade],
        };
        Some((item.outcome.as_ref()?.to_string(), reading))
    });
    read.collect()
}

/// What the room reads of those outcomes for which its reading counts in place of the essay's.
pub fn counting_readings(room: &Room, course: &Course) -> BTreeMap<String, Reported> {
    let mut readings = readings(room, course, false);
    let counts: BTreeSet<&str> = room.replaces.iter().flatten().map(crate::model::Id::as_str).collect();
    readings.retain(|outcome, _| counts.contains(outcome.as_str()));
    readings
}

/// The scoreboards of a room. `lens` says which predictions take part; nothing else of it is looked at.
pub fn boards(
    index: &Index,
    essay: &Essay,
    theories: &[Arc<Theory>],
    lens: &Lens,
    room: &Room,
    course: &Course,
) -> Boards {
    let places = predictions_by_id(theories);
    let defended = room.defences().iter().filter(|rescue| rescue.is_said());
    let rescued: Vec<(usize, usize)> =
        defended.filter_map(|rescue| places.get(&rescue.prediction.ids()).copied()).collect();
    let mut rescues = vec![0; theories.len()];
    for (theory, _) in &rescued {
        rescues[*theory] += 1;
    }
    let rescued: BTreeSet<(usize, usize)> = rescued.into_iter().collect();
    let board = |readings: BTreeMap<String, Reported>| {
        let lens = Lens { attribution: lens.attribution, room: readings, ..Lens::default() };
        Board::of(&index.assess(essay, theories, &lens), theories, &rescued)
    };
    let reported: HashMap<&str, Reported> =
        essay.outcomes.iter().map(|outcome| (outcome.id.as_str(), outcome.reported)).collect();
    // An agenda may ask for what this essay does not report.
    let of_essay = |is_revealed| {
        let mut read = readings(room, course, is_revealed);
        read.retain(|outcome, _| reported.contains_key(outcome.as_str()));
        read
    };
    let (read, revealed) = (of_essay(false), of_essay(true));
    Boards {
        essay: board(BTreeMap::new()),
        rescues,
        readings: read.len(),
        revealed_readings: revealed.len(),
        otherwise: read.iter().filter(|(id, reading)| reported[id.as_str()] != **reading).count(),
        revealed: board(revealed),
        room: board(read),
    }
}

impl Board {
    fn of(assessment: &Assessment, theories: &[Arc<Theory>], rescued: &BTreeSet<(usize, usize)>) -> Self {
        let all = assessment.theories.iter().map(|theory| {
            let card = &theory.scorecard;
            Standing { rank: card.rank, score: card.score, scored: card.scored }
        });
        let without = rescues::without(assessment, theories, rescued).into_iter();
        let without_rescued =
            without.map(|theory| Standing { rank: theory.rank, score: theory.score, scored: theory.scored });
        Self { all: all.collect(), without_rescued: without_rescued.collect() }
    }
}
