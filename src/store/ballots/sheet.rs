//! The blank sheet.

use std::iter::{once, repeat_n};

use super::{ANSWERS, BETWEEN, PERSON, answers};
use crate::model::choice::Choice as _;
use crate::model::{Item, Room};
use crate::store::cell::cell;
use crate::store::input_fault::on_one_line;

/// Tells that a file is UTF-8. Excel takes one without it for the system's own encoding: it would show `Ã¼` for
/// `ü`. Other spreadsheets take it for what it is.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A sheet for so many persons to fill in, as CSV in UTF-8: a row each for `P01`, `P02` and so on, a column for each
/// vote on each item, headed like `china-leads / first / China is the main adversary`, and above them all a row that says
/// which answers there are. `statement` is what people read of the item at a position of the agenda.
pub fn blank_sheet(room: &Room, statement: impl Fn(usize) -> String, persons: usize) -> Vec<u8> {
    let items = room.items();
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    // Writing to memory cannot fail.
    let _ = writer.write_record(
        once(PERSON.to_owned())
            .chain(items.iter().enumerate().flat_map(|(at, item)| headings(item, &statement(at)))),
    );
    let answers = items.iter().flat_map(|item| item.rounds().map(|_| answers::listed(item.asked())));
    let _ = writer.write_record(once(ANSWERS.to_owned()).chain(answers));
    let votes = items.iter().flat_map(Item::rounds).count();
    for pseudonym in pseudonyms(persons) {
        let blank = repeat_n(String::new(), votes);
        let _ = writer.write_record(once(pseudonym).chain(blank));
    }
    writer.into_inner().unwrap_or_default()
}

/// The headings of an item, one for each vote.
fn headings(item: &Item, statement: &str) -> Vec<String> {
    // A spreadsheet that takes semicolons for the borders of cells must find no formula behind one.
    let statement = on_one_line(&statement.replace(';', "; "));
    let headings = item.rounds().map(|round| {
        let mut heading = [item.id.as_str(), round.word()].join(BETWEEN);
        if !statement.is_empty() {
            heading.push_str(BETWEEN);
            heading.push_str(&statement);
        }
        cell(&heading).into_owned()
    });
    headings.collect()
}

/// Pseudonyms of one length, so that sorting a sheet keeps their order.
fn pseudonyms(persons: usize) -> impl Iterator<Item = String> {
    let digits = persons.to_string().len().max(2);
    (1..=persons).map(move |person| format!("P{person:0digits$}"))
}
