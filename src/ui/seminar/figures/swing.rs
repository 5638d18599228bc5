//! The votes on an item, and who moved where from the first to the second.

use eframe::egui::{Align, Role, ScrollArea, Ui};

use crate::assess::votes::{Counts, Shift, Swing};
use crate::model::{Asked, Round};
use crate::ui::parts;
use crate::ui::seminar::cells::{self, cell};
use crate::ui::tokens::{Size, small, space};
use crate::words;
use crate::words::seminar::gain;

/// The answers, and that there was none.
const PLACES: usize = 7;

/// The widths of the columns, in points: the answer of the first vote, then those of the second.
const WIDTHS: [f32; PLACES + 1] = [112.0, 88.0, 88.0, 88.0, 88.0, 88.0, 88.0, 88.0];

/// What a place is called where somebody did not vote that time.
const ABSENT: &str = "Did not vote";

/// How many gave each answer: a row an answer, a column a vote, and what it has gained.
pub(super) fn votes_ui(ui: &mut Ui, rounds: &[(Round, Counts)], shift: Option<&Shift>, asked: Asked) {
    parts::region(ui, Role::Table, "Votes for each answer", |ui| {
        let heads = rounds.iter().map(|(round, _)| words::seminar::round(*round));
        let heads: Vec<&str> = heads.chain(shift.map(|_| "Net change")).collect();
        cells::row(ui, |ui| {
            cell(ui, WIDTHS[0], Align::Min, |_| ());
            for head in &heads {
                cell(ui, WIDTHS[1], Align::Max, |ui| parts::note(ui, *head));
            }
        });
        let net = shift.map(Shift::net);
        for (place, answer) in words::seminar::answers(asked).enumerate() {
            let counts = rounds.iter().map(|(_, counts)| counts.at(place).to_string());
            let numbers: Vec<String> = counts.chain(net.map(|net| gain(net[place]))).collect();
            let said = heads.iter().zip(&numbers).map(|(head, number)| format!("{head} {number}"));
            let said = format!("{answer}: {}", said.collect::<Vec<_>>().join(", "));
            parts::region(ui, Role::Row, &said, |ui| {
                cells::row(ui, |ui| {
                    cell(ui, WIDTHS[0], Align::Min, |ui| cells::text(ui, small(answer)));
                    for number in &numbers {
                        cell(ui, WIDTHS[1], Align::Max, |ui| cells::text(ui, small(number)));
                    }
                });
            });
        }
    });
}

/// The table: a row for each answer of the first vote, a column for each of the second.
pub(super) fn table_ui(ui: &mut Ui, at: usize, swing: &Swing, asked: Asked) {
    let names: Vec<&str> = words::seminar::answers(asked).chain([ABSENT]).collect();
    parts::note(ui, "Rows are the first vote, columns the second. Those who stayed are in bold.");
    ScrollArea::horizontal().id_salt(("swing", at)).show(ui, |ui| {
        parts::region(ui, Role::Table, "From the first vote to the second", |ui| {
            close_row(ui, |ui| {
                cell(ui, WIDTHS[0], Align::Min, |_| ());
                for (width, name) in WIDTHS[1..].iter().zip(&names) {
                    cell(ui, *width, Align::Max, |ui| parts::note(ui, *name));
                }
            });
            for (from, name) in names.iter().enumerate() {
                row_ui(ui, swing, from, name, &names);
            }
        });
    });
}

/// A row of cells whose columns stand close together.
fn close_row(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    cells::row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::WITHIN;
        contents(ui);
    });
}

fn row_ui(ui: &mut Ui, swing: &Swing, from: usize, name: &str, names: &[&str]) {
    let said = names.iter().enumerate().filter_map(|(to, answer)| {
        let n = people(swing, from, to).filter(|n| *n > 0)?;
        Some(format!("{n} to {}", answer.to_lowercase()))
    });
    let said = said.collect::<Vec<_>>().join(", ");
    let said = if said.is_empty() { format!("From {name}: nobody") } else { format!("From {name}: {said}") };
    parts::region(ui, Role::Row, &said, |ui| {
        close_row(ui, |ui| {
            cell(ui, WIDTHS[0], Align::Min, |ui| cells::text(ui, small(name)));
            for (to, width) in WIDTHS[1..].iter().enumerate() {
                let text = people(swing, from, to).map_or(String::new(), |n| n.to_string());
                let text = if from == to { Size::Small.bold(text) } else { small(text) };
                cell(ui, *width, Align::Max, |ui| cells::text(ui, text));
            }
        });
    });
}

/// How many went from one place to another; `None` of those who voted neither time: nobody knows them.
fn people(swing: &Swing, from: usize, to: usize) -> Option<u32> {
    match (swing.moved.get(from), to) {
        (Some(row), to) => Some(row.get(to).copied().unwrap_or(swing.left[from])),
        (None, to) => swing.came.get(to).copied(),
    }
}
