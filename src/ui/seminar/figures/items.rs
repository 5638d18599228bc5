//! What the votes say item by item, in the order of the agenda.

use eframe::egui::{Align, Checkbox, CollapsingHeader, Role, Ui};

use super::swing;
use crate::app::room::RoomAction;
use crate::app::{Action, Actions, Command, State, label};
use crate::assess::votes::{self, Counts, RoomReading, Shift, median, spread};
use crate::model::{Asked, Id, Item, Round};
use crate::seminar::{Figures, by_the_essay};
use crate::ui::parts;
use crate::ui::seminar::cells::{self, cell, measure};
use crate::ui::tokens::{Palette, Size, small, space};
use crate::words;
use crate::words::seminar::signed_change;

/// The columns.
const HEADS: [&str; 6] =
    ["First median", "Second median", "Change", "Worth discussing?", "The room", "The essay"];

/// The least width of a column, in points: room for the longest word in bold.
const COLUMN: f32 = 96.0;

/// The greatest width of a column, in points.
const WIDEST: f32 = 144.0;

/// How many columns stand side by side where there is no room for all.
const FEW: usize = 3;

/// What stands where there is no number.
const NONE: &str = "n/a";

pub(super) fn items_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    measure(ui, |ui| {
        parts::note(
            ui,
            "Spread is how far votes lie from their median on average, in grades, from 0 to 2. The room's reading is the \
             median of the last vote. Votes on a verdict stand beside the essay's: they never become readings, and \
             change no score.",
        );
        room_reads_ui(ui, state, actions);
    });
    ui.add_space(space::BETWEEN);
    let all = |column: f32| HEADS.len() as f32 * (column + space::AROUND) - space::AROUND;
    let is_wide = ui.available_width() >= all(COLUMN);
    parts::region(ui, Role::Table, "Votes, item by item", |ui| {
        ui.set_max_width(all(WIDEST).min(ui.available_width()));
        if is_wide {
            let width = width(ui, HEADS.len());
            cells::row(ui, |ui| {
                for head in HEADS {
                    cell(ui, width, Align::Min, |ui| parts::note(ui, head));
                }
            });
            parts::hairline(ui);
        }
        let items = state.session.room.items();
        parts::long_list(ui, "votes, item by item", items.len(), |ui, at| {
            item_ui(ui, state, at, &items[at], is_wide, actions);
            parts::end(ui, space::BETWEEN);
            parts::hairline(ui);
        });
    });
}

/// Whether the room's readings count, of all outcomes on the agenda at once.
fn room_reads_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let command = Command::RoomReads;
    let mut is_on = state.is_chosen(command);
    let checkbox = Checkbox::new(&mut is_on, label(state, command));
    if ui.add_enabled(state.is_possible(command), checkbox).changed() {
        actions.push(Action::Command(command));
    }
}

fn item_ui(ui: &mut Ui, state: &State, at: usize, item: &Item, is_wide: bool, actions: &mut Actions) {
    let statement = state.statement(at);
    parts::region(ui, Role::Row, &format!("Item {}: {statement}", at + 1), |ui| {
        ui.spacing_mut().item_spacing.y = space::WITHIN;
        measure(ui, |ui| parts::prose(ui, format!("{}. {statement}", at + 1)));
        if let Some(negated) = state.course.negated(at) {
            parts::note(
                ui,
                format!(
                    "A control: the negation of item {}. It has no part in alpha, and its reading never counts.",
                    negated + 1
                ),
            );
        }
        if state.course.latest(at).is_none() {
            parts::note(ui, "No vote on it is closed.");
        } else {
            cells_ui(ui, &cells_of(state, at, item), is_wide);
            told_ui(ui, state, at, item);
        }
        if let Some(outcome) = item.outcome.as_ref().filter(|_| item.negates.is_none()) {
            replaces_ui(ui, state, outcome, &statement, actions);
        }
    });
}

/// What stands in a cell: the first line in bold, the others small below it.
struct Cell {
    value: String,
    notes: Vec<String>,
    hint: Option<&'static str>,
}

impl Cell {
    fn new(value: impl Into<String>, notes: impl IntoIterator<Item = String>) -> Self {
        Self { value: value.into(), notes: notes.into_iter().collect(), hint: None }
    }
}

/// The cells of an item that was voted on, in the order of the columns.
fn cells_of(state: &State, at: usize, item: &Item) -> [Cell; HEADS.len()] {
    let asked = item.asked();
    let counts = |round| state.course.vote(at, round).map(|closed| closed.counts);
    let (first, second) = (counts(Round::First), counts(Round::Second));
    [
        vote_cell(first, asked),
        vote_cell(second, asked),
        change_cell(first.zip(second).map(|(first, second)| Shift { first, second })),
        discussion_cell(second.or(first)),
        room_cell(state.course.reading(at), asked),
        Cell::new(by_the_essay(item, &state.compared()), []),
    ]
}

fn vote_cell(counts: Option<Counts>, asked: Asked) -> Cell {
    let Some(counts) = counts else { return Cell::new("–", []) };
    let votes = words::count(counts.total(), "vote");
    match median(&counts).zip(spread(&counts)).filter(|_| counts.is_comparable()) {
        Some((median, spread)) => {
            Cell::new(words::answer(asked.answers()[median]), [format!("spread {spread:.2}"), votes])
        }
        None => Cell::new(NONE, [votes]),
    }
}

fn change_cell(shift: Option<Shift>) -> Cell {
    let Some(shift) = shift else { return Cell::new("–", []) };
    match shift.median_change().zip(shift.spread_change()).filter(|_| shift.is_comparable()) {
        Some((median, spread)) => {
            Cell::new(median_change(median), [format!("spread {}", signed_change(spread))])
        }
        None => Cell::new(NONE, []),
    }
}

/// By how much the median has moved; up is towards occurred, or confirmed.
fn median_change(grades: i32) -> String {
    let many =
        |arrow, way| format!("{arrow} {way} {}", words::count(grades.unsigned_abs() as usize, "grade"));
    match grades {
        0 => "Same median".to_owned(),
        ..0 => many('↑', "up"),
        1.. => many('↓', "down"),
    }
}

fn discussion_cell(counts: Option<Counts>) -> Cell {
    let Some(counts) = counts else { return Cell::new("–", []) };
    let discussion = votes::worth_discussing(&counts);
    let hint = Some(words::seminar::discussion_advice(discussion));
    Cell { hint, ..Cell::new(words::seminar::discussion(discussion), []) }
}

fn room_cell(reading: Option<RoomReading>, asked: Asked) -> Cell {
    let Some(reading) = reading else { return Cell::new("–", []) };
    let because = words::seminar::reading_because(reading).to_owned();
    let notes = match (asked, reading) {
        (Asked::Reading, RoomReading::Grade(_)) => vec![],
        (Asked::Reading, _) => vec![because],
        (Asked::Verdict, RoomReading::Grade(_)) => vec!["its verdict, no reading".to_owned()],
        (Asked::Verdict, _) => vec![because, "its verdict, no reading".to_owned()],
    };
    Cell::new(words::seminar::reading(reading, asked), notes)
}

/// The width of each of so many columns.
fn width(ui: &Ui, columns: usize) -> f32 {
    let gaps = (columns - 1) as f32 * space::AROUND;
    ((ui.available_width() - gaps) / columns as f32).floor()
}

fn cells_ui(ui: &mut Ui, all: &[Cell; HEADS.len()], is_wide: bool) {
    let columns = if is_wide { HEADS.len() } else { FEW };
    let width = width(ui, columns);
    for (row, heads) in all.chunks(columns).zip(HEADS.chunks(columns)) {
        cells::row(ui, |ui| {
            for (content, head) in row.iter().zip(heads) {
                cell(ui, width, Align::Min, |ui| cell_ui(ui, content, head, is_wide));
            }
        });
    }
}

fn cell_ui(ui: &mut Ui, content: &Cell, head: &str, is_wide: bool) {
    if !is_wide {
        parts::note(ui, head);
    }
    let response = cells::text(ui, Size::Small.bold(&content.value));
    let said = std::iter::once(&content.value).chain(&content.notes).cloned().collect::<Vec<_>>();
    ui.accesskit_node_builder(response.id, |node| node.set_value(format!("{head}: {}", said.join(", "))));
    if let Some(hint) = content.hint {
        response.on_hover_text(hint);
    }
    for note in &content.notes {
        parts::note(ui, note);
    }
}

/// Who moved where, and whether a statement and its negation were answered consistently.
fn told_ui(ui: &mut Ui, state: &State, at: usize, item: &Item) {
    let figures = Figures::of(&state.session.room, &state.course, at);
    if let Some(shift) = &figures.shift {
        parts::note(ui, words::seminar::moved(shift, figures.swing.as_ref(), item.asked()));
    }
    if let Some(control) = figures.control {
        parts::note(ui, words::seminar::consistent(control));
    }
    CollapsingHeader::new(small(format!("Votes on item {}", at + 1)))
        .id_salt(("votes on item", at))
        .show(ui, |ui| working_ui(ui, state, at, item.asked(), &figures));
}

/// What the numbers of an item come from.
fn working_ui(ui: &mut Ui, state: &State, at: usize, asked: Asked, figures: &Figures) {
    let rounds = [Round::First, Round::Second].into_iter();
    let rounds: Vec<(Round, Counts)> =
        rounds.filter_map(|round| Some((round, state.course.vote(at, round)?.counts))).collect();
    swing::votes_ui(ui, &rounds, figures.shift.as_ref(), asked);
    measure(ui, |ui| {
        parts::note(
            ui,
            "The median is the vote in the middle of those on the five grades; of two different ones the nearer to \
             mixed, and mixed itself where both are equally far.",
        );
        if let Some((_, counts)) = rounds.last() {
            parts::note(ui, words::seminar::discussion_advice(votes::worth_discussing(counts)));
        }
    });
    if let Some(swing) = &figures.swing {
        ui.add_space(space::BETWEEN);
        swing::table_ui(ui, at, swing, asked);
    }
}

/// Whether the room's reading of an outcome counts.
fn replaces_ui(ui: &mut Ui, state: &State, outcome: &Id, statement: &str, actions: &mut Actions) {
    let mut counts = state.session.room.replaces.iter().flatten().any(|own| own == outcome);
    let color = Palette::of(ui.visuals()).text;
    let checkbox =
        Checkbox::new(&mut counts, small("The room's reading counts in place of the essay's").color(color));
    let response = ui.add(checkbox).accessible_name(format!("The room's reading counts: {statement}"));
    if response.changed() {
        actions.push(Action::Room(RoomAction::SetReplaces(outcome.clone(), counts)));
    }
}
