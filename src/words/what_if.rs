//! What is read otherwise than the essay does, and what is switched off, in sentences.

use super::analysis::{in_text, list};
use crate::assess::Lens;
use crate::model::choice::Choice as _;
use crate::model::{Basis, Essay, Outcome, Reported};

/// A sentence for each outcome with another reading or switched off, in the essay's order, and one for
/// the bases that are off.
pub fn told(essay: &Essay, lens: &Lens) -> Vec<String> {
    let outcomes = essay.outcomes.iter().filter_map(|outcome| of_outcome(outcome, lens));
    outcomes.chain(off_bases(essay, lens)).collect()
}

fn of_outcome(outcome: &Outcome, lens: &Lens) -> Option<String> {
    let id = outcome.id.as_str();
    let is_off = lens.off_outcomes.contains(id);
    let what = match lens.readings.get(id) {
        Some(reading) if lens.hides(outcome) => {
            format!("would be read as {}, but is switched off, as if the essay lacked it", in_text(*reading))
        }
        Some(reading) => read(*reading, outcome.reported),
        None if is_off => "is switched off, as if the essay lacked it".to_owned(),
        None => {
            return lens
                .room
                .get(id)
                .filter(|_| !lens.hides(outcome))
                .map(|reading| of_room(outcome, *reading));
        }
    };
    Some(format!("What-if: “{}” {what}.", outcome.statement))
}

fn of_room(outcome: &Outcome, reading: Reported) -> String {
    format!("By the room: “{}” {}.", outcome.statement, read(reading, outcome.reported))
}

fn read(reading: Reported, reported: Reported) -> String {
    if reading == reported {
        return format!("is read as {}, as the essay reports it", in_text(reading));
    }
    format!("is read as {}; the essay reports {}", in_text(reading), in_text(reported))
}

fn off_bases(essay: &Essay, lens: &Lens) -> Option<String> {
    let named = |off: bool| {
        let bases = Basis::ALL.iter().filter(|basis| lens.off_bases.contains(basis) == off);
        list(bases.map(|basis| super::basis(*basis).to_lowercase()).collect())
    };
    let off = essay.outcomes.iter().filter(|outcome| lens.off_bases.contains(&outcome.basis)).count();
    let outcomes = match off {
        0 => "no outcome stands on a basis that is switched off".to_owned(),
        1 => "1 outcome is switched off by its basis".to_owned(),
        off => format!("{off} outcomes are switched off by their basis"),
    };
    (!lens.off_bases.is_empty())
        .then(|| format!("What-if: {outcomes} ({}). What still counts: {}.", named(true), named(false)))
}
