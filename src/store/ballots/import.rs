//! Reading a filled in sheet.

use std::collections::{BTreeMap, HashMap};

use csv::StringRecord;

use super::headings::{Column, Headings, Question, example};
use super::{ANSWERS, PERSON, answers};
use crate::model::json::Extra;
use crate::model::{Ballot, Room, Round};
use crate::store::cell::text_of;
use crate::store::input_fault::{InputFault, InputFaults, shown};
use crate::store::rows::{Rows, is_workbook, sheet_text};
use crate::words;

/// The largest sheet that is read: 16 MiB.
pub const MAX_SHEET_BYTES: usize = 16 << 20;

/// What a spreadsheet calls that which we read.
const SAVE_AS: &str = "save the sheet as \"CSV UTF-8\" and import that";

/// What a filled in sheet holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The ballots of each vote in which somebody answered, by the item's position in the agenda and the round, in
    /// the order of both; those of one vote in the order of the rows.
    pub votes: Vec<(usize, Round, Vec<Ballot>)>,
    /// How many persons gave an answer.
    pub persons: usize,
    /// The columns that are no item's, each in words; those beyond a hundred are counted in the last.
    pub passed_over: Vec<String>,
}

/// The longest pseudonym, in characters.
const LONGEST_PERSON: usize = 64;

/// How many columns that are passed over are told one by one.
const TOLD: usize = 100;

/// Reads a filled in sheet, as any spreadsheet writes it: cells parted by commas, semicolons or tabs, with or
/// without a byte order mark. Columns may stand in any order; an empty cell is no vote.
///
/// # Errors
/// The faults of the sheet, all counted and the first listed with their places; then nothing of it counts.
pub fn read_ballots(bytes: &[u8], room: &Room) -> Result<Sheet, InputFaults> {
    let text = text_of_file(bytes)?;
    let headings = Headings::of(room);
    let mut rows = Rows::of(&text, |heading| headings.is_known(heading));
    let mut import = Import::default();
    if let Some(line) = rows.next() {
        import.head(line, rows.cells(), &headings);
        import.check_head(line, room);
        while let Some(line) = rows.next() {
            import.row(line, rows.cells());
        }
    }
    match rows.unclosed() {
        Some(fault) => import.faults.add(|| fault),
        None if import.columns.is_empty() => import.faults.add(|| {
            InputFault::new("an empty file", format!("a column headed \"{PERSON}\" and columns of items"))
                .on(1)
        }),
        None => {}
    }
    import.finish()
}

/// The text of a sheet's file.
fn text_of_file(bytes: &[u8]) -> Result<String, InputFault> {
    let fault = |found: &str| InputFault::new(found, "CSV text in UTF-8").hint(SAVE_AS.to_owned());
    if bytes.len() > MAX_SHEET_BYTES {
        let found = format!("a file of {} MiB", bytes.len().div_ceil(1 << 20));
        return Err(InputFault::new(found, format!("at most {} MiB", MAX_SHEET_BYTES >> 20))
            .hint("import the ballot sheet alone".to_owned()));
    }
    if is_workbook(bytes) {
        return Err(fault("a workbook"));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0) {
        return Err(fault("UTF-16, or no text at all"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        fault("bytes that are not UTF-8").on(line)
    })?;
    Ok(sheet_text(text))
}

/// What was read so far.
#[derive(Default)]
struct Import {
    columns: Vec<Column>,
    /// Where the pseudonyms stand.
    person: Option<usize>,
    /// The column of each vote.
    heads: HashMap<(usize, Round), usize>,
    /// The line of each pseudonym.
    lines: HashMap<String, usize>,
    votes: BTreeMap<(usize, Round), Vec<Ballot>>,
    persons: usize,
    passed_over: BTreeMap<usize, String>,
    /// How many more columns were passed over.
    more: usize,
    faults: InputFaults,
}

impl Import {
    /// Reads the headings.
    fn head(&mut self, line: usize, cells: &StringRecord, headings: &Headings<'_>) {
        for (index, heading) in cells.iter().enumerate() {
            let column = headings.column(heading);
            // Where a column of the same stands first.
            let first = match column {
                Column::Person => *self.person.get_or_insert(index),
                Column::Vote(Question { item, round, .. }) => {
                    *self.heads.entry((item, round)).or_insert(index)
                }
                Column::Unheaded => index,
                Column::Other => {
                    self.pass_over(index, || format!(", {}", headings.why_not(heading)));
                    index
                }
            };
            if first != index {
                self.faults.add(|| {
                    let found = format!("{} a second time", shown(text_of(heading)));
                    InputFault::new(found, "each column once")
                        .hint(format!("the first is column {}", first + 1))
                        .at(line, index)
                });
            }
            self.columns.push(column);
        }
    }

    /// Looks for what no sheet can be without.
    fn check_head(&mut self, line: usize, room: &Room) {
        if self.person.is_none() {
            self.faults.add(|| {
                let expected = format!("a column headed \"{PERSON}\"");
                InputFault::new("no column of pseudonyms", expected).on(line)
            });
        }
        if self.heads.is_empty() {
            let nearest = self.passed_over.values().next().cloned();
            self.faults.add(|| match example(room) {
                Some(example) => {
                    let expected = format!("columns headed like \"{example}\"");
                    InputFault::new("no column of any item", expected).hint(nearest).on(line)
                }
                None => InputFault::new("an agenda without items", "one that ballots can be for").on(line),
            });
        }
    }

    /// Reads a row.
    fn row(&mut self, line: usize, cells: &StringRecord) {
        if cells.len() != self.columns.len() {
            self.faults.add(|| {
                let found = words::count(cells.len(), "cell");
                let expected = format!("{}, as in the headings", words::count(self.columns.len(), "cell"));
                InputFault::new(found, expected).at(line, cells.len().min(self.columns.len()))
            });
            return;
        }
        let person = self.person.map(|column| (column, text_of(&cells[column])));
        if person.is_some_and(|(_, person)| person.eq_ignore_ascii_case(ANSWERS)) {
            return;
        }
        if let Some((column, person)) = person {
            let has_answered = self.has_answered(cells);
            self.persons += usize::from(has_answered);
            self.person(person, has_answered, line, column);
        }
        for (column, cell) in cells.iter().enumerate() {
            self.cell(person.map_or("", |(_, person)| person), text_of(cell), line, column);
        }
    }

    fn has_answered(&self, cells: &StringRecord) -> bool {
        let mut cells = self.columns.iter().zip(cells);
        cells.any(|(column, cell)| matches!(column, Column::Vote(_)) && !text_of(cell).is_empty())
    }

    /// Checks a pseudonym. No fault repeats an address: faults are read on a wall.
    fn person(&mut self, person: &str, has_answered: bool, line: usize, column: usize) {
        let length = person.chars().count();
        let first = self.lines.get(person).copied();
        let fault = if person.is_empty() {
            has_answered.then(|| InputFault::new("answers of nobody", "a pseudonym, such as \"P01\""))
        } else if person.contains('@') {
            Some(InputFault::new("an e-mail address", "a pseudonym, such as \"P01\""))
        } else if length > LONGEST_PERSON {
            let expected = format!("a pseudonym of at most {LONGEST_PERSON}");
            Some(InputFault::new(format!("a text of {length} characters"), expected))
        } else if let Some(first) = first {
            let found = format!("{} a second time", shown(person));
            Some(InputFault::new(found, "each person once").hint(format!("the first is on line {first}")))
        } else {
            self.lines.insert(person.to_owned(), line);
            None
        };
        if let Some(fault) = fault {
            self.faults.add(|| fault.at(line, column));
        }
    }

    fn cell(&mut self, person: &str, text: &str, line: usize, column: usize) {
        match self.columns[column] {
            _ if text.is_empty() => {}
            Column::Vote(question) => self.answer(person, text, question, line, column),
            Column::Unheaded => {
                self.columns[column] = Column::Other;
                self.pass_over(column, || " has no heading".to_owned());
            }
            Column::Person | Column::Other => {}
        }
    }

    fn answer(&mut self, person: &str, text: &str, question: Question, line: usize, column: usize) {
        match answers::parse(text, question.asked) {
            Some(answer) => {
                let ballot = Ballot { person: person.to_owned(), answer, extra: Extra::default() };
                self.votes.entry((question.item, question.round)).or_default().push(ballot);
            }
            None => self.faults.add(|| answers::fault(text, question.asked).at(line, column)),
        }
    }

    fn pass_over(&mut self, column: usize, why: impl FnOnce() -> String) {
        if self.passed_over.len() < TOLD {
            self.passed_over.insert(column, format!("column {}{}", column + 1, why()));
        } else {
            self.more += 1;
        }
    }

    fn finish(self) -> Result<Sheet, InputFaults> {
        if self.faults.count > 0 {
            return Err(self.faults);
        }
        let votes = self.votes.into_iter().map(|((item, round), ballots)| (item, round, ballots));
        let more = (self.more > 0).then(|| format!("and {}", words::count(self.more, "more column")));
        Ok(Sheet {
            votes: votes.collect(),
            persons: self.persons,
            passed_over: self.passed_over.into_values().chain(more).collect(),
        })
    }
}
