//! The words of a seminar: its stages, its answers and its defences.

pub mod agreement;

use super::answer;
use crate::assess::votes::{Discussion, RoomReading, Shift, Swing, median};
use crate::assess::{Grade, Stance, Verdict};
use crate::model::choice::Choice as _;
use crate::model::{Asked, Defence, Manner, Reported, Round, Stage};
use crate::seminar::{Boards, Consistency, Figures, Hindrance, Next, Place, ProjectorView, Standing};

/// What a stage is called.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Alone => "Alone",
        Stage::Pairs => "In pairs",
        Stage::FirstVote => "First vote",
        Stage::Discussion => "Discussion",
        Stage::SwappedSides => "Sides swapped",
        Stage::SecondVote => "Second vote",
        Stage::Voted => "Votes are in",
        Stage::Reveal => "Result",
        Stage::Scoreboards => "Scoreboards",
    }
}

/// What the room is to do in a stage.
pub fn instruction(stage: Stage) -> &'static str {
    match stage {
        Stage::Alone => "Commit to an answer of your own. Write it down, and say nothing yet.",
        Stage::Pairs => "Compare with your neighbour. Where you differ: what would change your mind?",
        Stage::FirstVote => "Vote. Show your hand once, for one answer.",
        Stage::Discussion => "Discuss. What speaks for your answer, and what against it?",
        Stage::SwappedSides => "Swap sides. Make the best case for the answer that you did not give.",
        Stage::SecondVote => "Vote again. You may stay or move.",
        Stage::Voted => "The votes are in.",
        Stage::Reveal => "What the room says, and what the essay says.",
        Stage::Scoreboards => "What follows for the theories.",
    }
}

/// What going on does, as a button says it.
pub fn next(next: Next, now: Place) -> String {
    match next {
        Next::Close { round: own, .. } => format!("Close the {}", round(own).to_lowercase()),
        Next::To(Place::At { item, stage: to }) => match now {
            Place::At { item: before, .. } if before == item => format!("Next: {}", stage(to).to_lowercase()),
            _ => format!("Next: item {}", item + 1),
        },
        Next::To(Place::Scoreboards) => "Next: the scoreboards".to_owned(),
        Next::To(Place::Before) => "Next".to_owned(),
    }
}

/// What is on the wall, in a sentence.
pub fn on_wall(view: &ProjectorView) -> &'static str {
    match view {
        ProjectorView::Blank => "On the wall: nothing, it is blanked.",
        ProjectorView::Title { .. } => "On the wall: the title.",
        ProjectorView::Item(item) => match &item.revealed {
            Some(revealed) if revealed.essay.is_none() => {
                "On the wall: what the room says; what the essay says, once the statement itself is revealed."
            }
            Some(_) => "On the wall: the result.",
            None if item.stances.is_empty() => "On the wall: the statement; no vote.",
            None => "On the wall: the statement, and what the theories expect; no vote.",
        },
        ProjectorView::Scoreboards { .. } => "On the wall: the scoreboards, by what has been revealed.",
    }
}

/// Why the room cannot go on or back.
pub fn hindrance(hindrance: Hindrance) -> &'static str {
    match hindrance {
        Hindrance::NoAgenda => "Nothing is on the agenda",
        Hindrance::Counted => "Hands are counted: close the vote first, or take them back",
        Hindrance::NotRevealed => "Reveal the result first, or take up another item",
        Hindrance::AtEnd => "This is the end of the agenda",
        Hindrance::AtBeginning => "This is the beginning",
    }
}

/// What a vote is called.
pub fn round(round: Round) -> &'static str {
    match round {
        Round::First => "First vote",
        Round::Second => "Second vote",
    }
}

/// The answers that can be given, from best to worst, then "cannot decide".
pub fn answers(asked: Asked) -> impl Iterator<Item = &'static str> {
    asked.answers().into_iter().map(answer)
}

/// What is asked of a statement.
pub fn question(asked: Asked) -> &'static str {
    match asked {
        Asked::Reading => "Did it occur?",
        Asked::Verdict => "How did this prediction fare?",
    }
}

/// What the room makes of an item.
pub fn reading(reading: RoomReading, asked: Asked) -> &'static str {
    match reading {
        RoomReading::None if asked == Asked::Verdict => "No verdict",
        RoomReading::None => "No reading",
        RoomReading::Contested => super::reported(Reported::Contested),
        RoomReading::Grade(grade) => answer(asked.answers()[grade]),
    }
}

/// Why the room makes nothing, or this, of an item.
pub fn reading_because(reading: RoomReading) -> &'static str {
    match reading {
        RoomReading::None => "fewer than 3 votes on the five grades",
        RoomReading::Contested => "more than half cannot decide",
        RoomReading::Grade(_) => "the median of the votes on the five grades",
    }
}

/// The essay's value of an outcome as an answer; `None` where it gives none of the five grades.
pub fn reported_answer(reported: Reported) -> Option<usize> {
    Reported::GRADES.iter().position(|grade| *grade == reported)
}

/// A verdict, or that on the negation of what was predicted.
pub fn verdict(verdict: Verdict, is_negated: bool) -> String {
    match verdict {
        Verdict::Scored { grade, .. } if is_negated => {
            Grade::ALL[Grade::ALL.len() - 1 - grade as usize].label().to_owned()
        }
        verdict => verdict.label(),
    }
}

/// Whether an item is worth discussing further.
pub fn discussion(discussion: Discussion) -> &'static str {
    match discussion {
        Discussion::CannotTell => "Cannot tell yet",
        Discussion::Agreed => "Agreed",
        Discussion::Split => "Split",
        Discussion::Scattered => "Scattered",
    }
}

/// The same with what to make of it.
pub fn discussion_advice(discussion: Discussion) -> &'static str {
    match discussion {
        Discussion::CannotTell => {
            "With fewer than 10 votes on the five grades nobody can tell: the picture may be chance."
        }
        Discussion::Agreed => {
            "Most stand in one place or close by: little to gain, unless the few know more."
        }
        Discussion::Split => "Two camps: worth discussing. Let each make its best case.",
        Discussion::Scattered => {
            "Neither of one mind nor in two camps: is the statement understood in one way?"
        }
    }
}

/// A manner in which an item is put to the room.
pub fn manner(manner: Manner) -> &'static str {
    match manner {
        Manner::TheoryHidden => "Hide whose prediction it is",
        Manner::SidesSwapped => "Swap sides in the discussion",
    }
}

/// A defence of a prediction that failed.
pub fn defence(defence: Defence) -> &'static str {
    match defence {
        Defence::ConditionsNotMet => "Conditions not met",
        Defence::ExogenousShock => "Exogenous shock",
        Defence::AlmostHappened => "Almost happened",
        Defence::OnlyTimingOff => "Only the timing is off",
        Defence::CloudLike => "Politics is cloud-like",
        Defence::RightMistake => "The right mistake",
        Defence::UnlikelyThingsHappen => "Unlikely things happen",
    }
}

/// What a defence says, and what to ask of it.
pub fn defence_meaning(defence: Defence) -> &'static str {
    match defence {
        Defence::ConditionsNotMet => {
            "The prediction was made for a case that did not come. Was that said before?"
        }
        Defence::ExogenousShock => "Something from outside came between. Would the theory have it otherwise?",
        Defence::AlmostHappened => "It came close. Would a near success of another theory count as well?",
        Defence::OnlyTimingOff => "It is still to come. By when would it have failed?",
        Defence::CloudLike => "Nothing in politics can be foretold. Then what was the prediction worth?",
        Defence::RightMistake => "It was better to err on this side. Who says so, and by what count?",
        Defence::UnlikelyThingsHappen => "It was likely, and did not happen. How often may that be said?",
    }
}

/// So many seconds as minutes and seconds.
pub fn minutes(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What a discussion has moved, and whether a statement and its negation were answered consistently, in sentences.
pub fn told(figures: &Figures, asked: Asked) -> Vec<String> {
    let shift = figures.shift.iter();
    let shift = shift.flat_map(|shift| [shifted(shift, asked), moved(shift, figures.swing.as_ref(), asked)]);
    shift.chain(figures.control.map(consistent)).collect()
}

fn shifted(shift: &Shift, asked: Asked) -> String {
    let name = |counts| median(counts).map(|grade| answer(asked.answers()[grade]));
    let medians = name(&shift.first).zip(name(&shift.second)).filter(|_| shift.is_comparable());
    let Some((first, second)) = medians else {
        return "Too few votes on the five grades to compare the two votes.".to_owned();
    };
    let median = if first == second {
        format!("The median stayed at {}", first.to_lowercase())
    } else {
        format!("The median moved from {} to {}", first.to_lowercase(), second.to_lowercase())
    };
    match shift.spread_change() {
        Some(change) => format!("{median}; the spread changed by {} grades.", signed_change(change)),
        None => format!("{median}."),
    }
}

/// Who moved, in a sentence: by ballots who went where, by hands what each answer has gained.
pub fn moved(shift: &Shift, swing: Option<&Swing>, asked: Asked) -> String {
    swing.map_or_else(|| net(shift, asked), swung)
}

fn swung(swing: &Swing) -> String {
    let sum = |counts: &[u32]| counts.iter().map(|n| u64::from(*n)).sum::<u64>();
    let mut moves = vec![
        format!("{} stayed", people(swing.stayed())),
        format!("{} moved up the scale", swing.up()),
        format!("{} down", swing.down()),
    ];
    let rare = [
        (swing.to_undecided(), "to “cannot decide”"),
        (swing.from_undecided(), "from “cannot decide”"),
        (sum(&swing.came), "came"),
        (sum(&swing.left), "left"),
    ];
    moves.extend(rare.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    format!("By ballots: {}.", moves.join(", "))
}

fn people(n: u64) -> String {
    super::count(n, "person").replace("persons", "people")
}

fn net(shift: &Shift, asked: Asked) -> String {
    let gains = answers(asked).zip(shift.net()).filter(|(_, gained)| *gained != 0);
    let gains: Vec<String> =
        gains.map(|(answer, votes)| format!("{} {}", answer.to_lowercase(), gain(votes))).collect();
    if gains.is_empty() {
        "Net change: none.".to_owned()
    } else {
        format!("Net change: {}.", gains.join(", "))
    }
}

/// A number of votes that were gained, or lost.
pub fn gain(votes: i64) -> String {
    match votes {
        0 => "0".to_owned(),
        1.. => format!("+{votes}"),
        ..0 => format!("−{}", votes.unsigned_abs()),
    }
}

/// Whether a statement and its negation were answered consistently.
pub fn consistent(consistency: Consistency) -> String {
    match consistency {
        Consistency::Counted { of: 0, .. } => {
            "Statement and negation: nobody gave a grade to both.".to_owned()
        }
        Consistency::Counted { inconsistent: 0, of } => {
            format!("Statement and negation: none of {of} leaned to the same side on both.")
        }
        Consistency::Counted { inconsistent, of } => {
            format!("Statement and negation: {inconsistent} of {of} leaned to the same side on both.")
        }
        Consistency::AtLeast { inconsistent: 0, .. } => {
            "Statement and negation: by hands no inconsistency can be told.".to_owned()
        }
        Consistency::AtLeast { inconsistent, of } => format!(
            "Statement and negation: if the same people voted, at least {inconsistent} of {of} leaned to the same side on both."
        ),
    }
}

/// A place on a scoreboard: `2, 0.80`.
pub fn standing(standing: &Standing) -> String {
    match (standing.rank, standing.score) {
        (Some(rank), Some(score)) => format!("{rank}, {}", super::figure(Some(score))),
        (None, Some(score)) => format!("not ranked, {}", super::figure(Some(score))),
        (_, None) => "not scored".to_owned(),
    }
}

/// What a theory expects of an outcome.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Occurs => "expects it",
        Stance::DoesNotOccur => "expects it not to occur",
        Stance::Split => "expects both",
    }
}

/// All defences, in the order in which they are offered.
pub fn defences() -> impl Iterator<Item = Defence> {
    Defence::ALL.iter().copied()
}

/// The negation of a statement, as it stands unless the lecturer words it better.
pub fn negation(statement: &str) -> String {
    format!("It is not so that: {statement}")
}

/// What to think of an order of theories.
pub const ORDER_IS_NO_FINDING: &str = "Where scores lie close together, one reading can reverse their order. The order \
     is a way to ask questions of the readings. It is no finding.";

/// What the ranking without the predictions that were defended leaves out.
pub const WITHOUT_RESCUED: &str = "To leave them out is to drop each prediction that was defended, by whatever defence, \
     from its theory's score. With fewer than 3 scored forecasts left a theory is not ranked.";

/// Who leads by the essay and who by the room.
pub fn leads(boards: &Boards, names: &[String]) -> String {
    let leaders = |standings: &[Standing]| -> Vec<String> {
        let all = standings.iter().zip(names);
        all.filter(|(standing, _)| standing.rank == Some(1)).map(|(_, name)| name.clone()).collect()
    };
    let (essay, room) = (leaders(&boards.essay.all), leaders(&boards.room.all));
    match (essay.is_empty(), room.is_empty()) {
        (true, true) => "No theory leads: none has the 3 scored forecasts that a rank needs".to_owned(),
        (false, _) if boards.readings == 0 => {
            format!("{} by the essay; the room reads nothing yet", lead(essay))
        }
        (false, false) if essay == room => format!("{} by the essay and by the room", lead(essay)),
        (false, false) => format!("{} by the essay, and {} by the room", lead(essay), lead(room)),
        (false, true) => format!("{} by the essay; by the room no theory can be ranked", lead(essay)),
        (true, false) => format!("{} by the room; by the essay no theory can be ranked", lead(room)),
    }
}

/// `Mackinder leads`, `Mackinder and Huntington lead together`.
fn lead(leaders: Vec<String>) -> String {
    let verb = if leaders.len() == 1 { "leads" } else { "lead together" };
    format!("{} {verb}", super::analysis::list(leaders))
}

/// How many outcomes the room reads, and how many of them otherwise than the essay.
pub fn readings_told(boards: &Boards) -> String {
    let read = super::count(boards.readings, "outcome");
    match (boards.readings, boards.otherwise) {
        (0, _) => "An outcome is read by the room once its vote is closed with three votes or more on the five grades.".to_owned(),
        (1, 0) => "The room reads 1 outcome, and as the essay reports it: both boards are the same.".to_owned(),
        (1, _) => "The room reads 1 outcome, otherwise than the essay reports it.".to_owned(),
        (_, 0) => format!("The room reads {read}, all as the essay reports them: both boards are the same."),
        (n, otherwise) if n == otherwise => {
            format!("The room reads {read}, all of them otherwise than the essay reports them.")
        }
        (_, otherwise) => format!("The room reads {read}, {otherwise} of them otherwise than the essay reports them."),
    }
}

/// How a rank differs on another board: `↑ up 1`.
pub fn rank_change(from: &Standing, to: &Standing) -> String {
    match (from.rank, to.rank) {
        (Some(from), Some(to)) if to < from => format!("↑ up {}", from - to),
        (Some(from), Some(to)) if to > from => format!("↓ down {}", to - from),
        (Some(_), Some(_)) => "same rank".to_owned(),
        (Some(_), None) => "no longer ranked".to_owned(),
        (None, Some(_)) => "now ranked".to_owned(),
        (None, None) => "not ranked".to_owned(),
    }
}

/// A number that may lie below 0, with two decimals: `−0.12`, and never `−0.00`.
pub fn signed(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.strip_prefix('-') {
        Some("0.00") => "0.00".to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// By how much a number has changed, with two decimals: `+0.12`, `−0.12`, `±0.00`.
pub fn signed_change(change: f64) -> String {
    match signed(change) {
        zero if zero == "0.00" => format!("±{zero}"),
        less if less.starts_with('−') => less,
        more => format!("+{more}"),
    }
}
