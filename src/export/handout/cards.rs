//! Debate cards, one sheet a theory: its strongest case, its weakest point, what it overlooks, and the defences to
//! expect of it.

use super::parts;
use crate::assess::{Grade, PredictionTiming, Stance, Verdict};
use crate::export::comparison::{Column, Comparison, Row};
use crate::export::page::Block;
use crate::export::words;
use crate::model::{Defence, Expects, Judgeable, Kind, Room};
use crate::words::analysis::list;
use crate::words::seminar::{defence, defence_meaning};
use crate::words::{self as told, count};

/// How many claims a card has of each kind, so that it stays within one sheet of paper.
const MOST: usize = 2;

/// How long a text may be on a card, in characters.
const LONGEST: usize = 400;

/// The cards.
pub(crate) fn page(comparison: &Comparison, room: Option<&Room>) -> Vec<Block> {
    let mut top = parts::top(comparison, "Debate cards");
    if comparison.theories.is_empty() {
        return top;
    }
    // Each card keeps a sheet to itself, whatever is read otherwise than the essay has it.
    if comparison.is_read_otherwise() {
        top.push(Block::NewSheet);
    } else {
        top.truncate(2);
    }
    let cards =
        comparison.columns().enumerate().map(|(theory, column)| card(comparison, theory, column, room));
    let sheets: Vec<Vec<Block>> = cards.collect();
    top.extend(sheets.join(&Block::NewSheet));
    top
}

fn card(comparison: &Comparison, theory: usize, column: Column<'_>, room: Option<&Room>) -> Vec<Block> {
    let mut card =
        vec![Block::Heading(column.name.to_owned()), Block::Paragraph(words::citation(column.theory))];
    card.extend(column.theory.summary.as_deref().map(|summary| Block::Paragraph(shortened(summary))));
    card.push(Block::Paragraph(standing(comparison, column)));
    let mut section = |title: &str, items: Vec<String>, none: &str| {
        card.extend([Block::Subheading(title.to_owned()), Block::items_or(items, none)]);
    };
    section(
        "Strongest case",
        strongest(comparison, theory, column),
        "None of its forecasts came true by this essay.",
    );
    section(
        "Weakest point",
        weakest(column),
        "None of its forecasts failed by this essay. Press it on what it does not say.",
    );
    section(
        "What it overlooks",
        overlooked(comparison, theory, column),
        "It takes a stance wherever others disagree.",
    );
    section(
        "Defences to expect",
        defences(column, room),
        "It has nothing to defend: no forecast of it failed.",
    );
    card
}

/// What its numbers say, in a sentence.
fn standing(comparison: &Comparison, column: Column<'_>) -> String {
    let card = &column.judged.scorecard;
    let rank = told::rank(card, comparison.theories.len());
    let bold = card.boldness.map_or("no claim that another theory could contradict".to_owned(), |boldness| {
        format!("boldness {} of {}", told::figure(Some(boldness)), count(card.scored_expectations, "claim"))
    });
    format!(
        "{rank}. Score {}, from {} of {}; foretold {} ({}); {bold}.",
        told::figure(card.score),
        card.scored,
        count(card.forecasts, "forecast"),
        told::figure(card.foretold),
        card.foretold_n,
    )
}

/// The forecasts with a score, the best first; of equal ones first those that were foresight.
fn scored(column: Column<'_>) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> =
        column.rows_of(Kind::Forecast).filter(|row| row.judged.verdict.score().is_some()).collect();
    let score = |row: &Row<'_>| row.judged.verdict.score().unwrap_or_default();
    let is_foresight = |row: &Row<'_>| row.judged.timing == Some(PredictionTiming::Foresight);
    rows.sort_by(|a, b| score(b).total_cmp(&score(a)).then(is_foresight(b).cmp(&is_foresight(a))));
    rows
}

/// The theories that expect the opposite of what a prediction does, by position.
fn opponents(comparison: &Comparison, row: Row<'_>) -> Vec<usize> {
    let bets: Vec<(usize, Expects)> = row
        .expectations()
        .filter_map(|(expectation, judged)| Some((judged.outcome? as usize, expectation.value)))
        .collect();
    let opposes = |stance: Option<Stance>, own: Expects| match own {
        Expects::Occurs => stance == Some(Stance::DoesNotOccur),
        Expects::DoesNotOccur => stance == Some(Stance::Occurs),
    };
    let theories = comparison.assessment.theories.iter().enumerate();
    let opposed = theories
        .filter(|(_, judged)| bets.iter().any(|(outcome, own)| opposes(judged.stance(*outcome), *own)));
    opposed.map(|(theory, _)| theory).collect()
}

fn strongest(comparison: &Comparison, theory: usize, column: Column<'_>) -> Vec<String> {
    let rows = scored(column).into_iter();
    let held = rows.filter(|row| grade(*row).is_some_and(|grade| grade <= Grade::LargelyConfirmed));
    let told = held.take(MOST).map(|row| {
        let others: Vec<String> = opponents(comparison, row)
            .into_iter()
            .filter(|other| *other != theory)
            .map(|other| comparison.names[other].clone())
            .collect();
        let against = if others.is_empty() { String::new() } else { format!(" Against {}.", list(others)) };
        format!("{}{against}", claim(row))
    });
    told.collect()
}

fn weakest(column: Column<'_>) -> Vec<String> {
    failed(column).into_iter().take(MOST).map(claim).collect()
}

/// The forecasts that came out mixed or worse, the worst first.
fn failed(column: Column<'_>) -> Vec<Row<'_>> {
    let rows = scored(column).into_iter().rev();
    rows.filter(|row| grade(*row).is_some_and(|grade| grade >= Grade::Mixed)).collect()
}

fn grade(row: Row<'_>) -> Option<Grade> {
    row.judged.verdict.grade()
}

/// A prediction, its verdict, and since when it was known.
fn claim(row: Row<'_>) -> String {
    let prediction = row.prediction;
    format!(
        "{} {}, {}; made {}{}, {}.",
        ended(&shortened(&prediction.statement)),
        row.judged.verdict.label(),
        words::score(row),
        prediction.made.label(),
        words::due(row),
        words::timing(row),
    )
}

/// What its own file says that it is blind to, and the outcomes that part other theories and on which it is silent.
fn overlooked(comparison: &Comparison, theory: usize, column: Column<'_>) -> Vec<String> {
    let assessment = &comparison.assessment;
    let own = column.theory.dimensions.as_ref().and_then(|dimensions| dimensions.get("blind_spot"));
    let silent = assessment.by_diagnosticity().into_iter().filter(|outcome| {
        assessment.outcomes[*outcome].diagnosticity.is_some_and(|value| value > 0.0)
            && assessment.theories[theory].stance(*outcome).is_none()
    });
    let silent = silent.take(MOST).map(|outcome| {
        let statement = &comparison.essay.outcomes[outcome].statement;
        format!("Silent, where others disagree, on this: {}", ended(&shortened(statement)))
    });
    own.map(shortened).into_iter().chain(silent).collect()
}

/// What the room has said in its defence, then what is likely to be said.
fn defences(column: Column<'_>, room: Option<&Room>) -> Vec<String> {
    let said = room
        .into_iter()
        .flat_map(Room::defences)
        .filter(|rescue| rescue.is_said() && rescue.prediction.theory == column.theory.id);
    let said = said.map(|rescue| {
        format!("{}, said in the room: {}", defence(rescue.defence), ended(&shortened(&rescue.sentence)))
    });
    let mut likely: Vec<(Defence, Row<'_>)> = Vec::new();
    for row in column.rows_of(Kind::Forecast) {
        let Some(defence) = likely_defence(row) else { continue };
        if likely.iter().all(|(other, _)| *other != defence) {
            likely.push((defence, row));
        }
    }
    let likely = likely.into_iter().map(|(kind, row)| {
        let statement = told::excerpt(&row.prediction.statement);
        format!("{} (“{}”). {}", defence(kind), statement.trim_end_matches('.'), defence_meaning(kind))
    });
    said.chain(likely).take(MOST + 1).collect()
}

/// The defence that lies nearest, by what is known of a prediction. One guesses what people will say, and nothing hangs
/// on it.
fn likely_defence(row: Row<'_>) -> Option<Defence> {
    if row.prediction.judgeable() == Judgeable::ConditionsNotMet {
        return Some(Defence::ConditionsNotMet);
    }
    let Verdict::Scored { grade, .. } = row.judged.verdict else { return None };
    match grade {
        Grade::Confirmed | Grade::LargelyConfirmed => None,
        Grade::Mixed | Grade::LargelyDisconfirmed => Some(Defence::AlmostHappened),
        Grade::Disconfirmed if row.prediction.due.is_none() => Some(Defence::OnlyTimingOff),
        Grade::Disconfirmed => Some(Defence::ExogenousShock),
    }
}

/// A text that ends in a full stop or the like.
fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// The beginning of a text that is too long for a card.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
