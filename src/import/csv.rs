//! Matrices in sheets: a row an outcome, a column a theory.

use std::collections::HashMap;

use csv::StringRecord;

use super::ach;
use super::cells::{self, as_word};
use super::dates;
use super::matrix::{Column, Matrix, Row, check_size};
use crate::model::choice::Choice;
use crate::store::{
    InputFault, InputFaults, Rows, beginning, did_you_mean, on_one_line, sheet_text, shown, text_of,
};
use crate::words::{self, count};

/// What a column says of its outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Field {
    /// The outcome: its id where there are statements too, else its statement.
    Outcome,
    Id,
    Statement,
    Topic,
    Reported,
    Basis,
    Credibility,
    Relevance,
    Paragraphs,
    When,
    Summary,
    /// It follows from the rest.
    Follows,
    /// What the essay itself has, beside what a what-if puts in its place.
    EssayReported,
}

/// What heads the columns that are no theory's, in small letters; ACH programs call some of them otherwise.
const FIELDS: [(&str, Field); 18] = [
    ("outcome", Field::Outcome),
    ("evidence", Field::Outcome),
    ("id", Field::Id),
    ("statement", Field::Statement),
    ("topic", Field::Topic),
    ("type", Field::Topic),
    ("reported", Field::Reported),
    ("basis", Field::Basis),
    ("credibility", Field::Credibility),
    ("relevance", Field::Relevance),
    ("paragraphs", Field::Paragraphs),
    ("when", Field::When),
    ("date", Field::When),
    ("summary", Field::Summary),
    ("notes", Field::Summary),
    ("diagnosticity", Field::Follows),
    ("n", Field::Follows),
    ("essay-reported", Field::EssayReported),
];

impl Field {
    fn of(heading: &str) -> Option<Self> {
        let heading = as_word(text_of(heading));
        FIELDS.iter().find_map(|(name, field)| (*name == heading).then_some(*field))
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
enum Head {
    Field(Field),
    /// What a theory expects; its place among the theories.
    Theory(usize),
    /// Nothing, as far as is known: it has no heading.
    Unheaded,
}

/// Reads a sheet, as any spreadsheet writes it: cells parted by commas, semicolons or tabs.
pub(super) fn read(text: &str) -> Result<Matrix, InputFaults> {
    let text = sheet_text(text);
    let is_known = |heading: &str| Field::of(heading).is_some();
    // Before the sheet is read: a packed file of a few KiB can have millions of headings.
    let mut start = Rows::of(beginning(&text), is_known);
    start.next();
    check_headings(start.cells())?;
    let mut rows = Rows::of(&text, is_known);
    let mut sheet = Sheet::default();
    if let Some(line) = rows.next() {
        check_headings(rows.cells())?;
        sheet.head(line, rows.cells());
    }
    let mut read = 0;
    while let Some(line) = rows.next() {
        read += 1;
        check_size(read, sheet.matrix.columns.len())?;
        sheet.row(line, rows.cells());
    }
    if let Some(fault) = rows.unclosed() {
        sheet.faults.add(|| fault);
    }
    if sheet.faults.count > 0 { Err(sheet.faults) } else { Ok(sheet.finish()) }
}

fn check_headings(cells: &StringRecord) -> Result<(), InputFault> {
    check_size(1, cells.len().saturating_sub(FIELDS.len()))
}

/// What was read so far.
#[derive(Debug, Default)]
struct Sheet {
    heads: Vec<Head>,
    matrix: Matrix,
    /// The line of each id that a row states.
    ids: HashMap<String, usize>,
    /// How many cells stand in columns without a heading.
    unheaded: usize,
    faults: InputFaults,
}

impl Sheet {
    fn head(&mut self, line: usize, cells: &StringRecord) {
        let fields: Vec<Option<Field>> = cells.iter().map(Field::of).collect();
        let first = |field| fields.iter().position(|own| *own == Some(field));
        let statement = first(Field::Statement).or_else(|| first(Field::Outcome)).unwrap_or(0);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (index, (heading, field)) in cells.iter().zip(&fields).enumerate() {
            let heading = on_one_line(text_of(heading));
            let field = match field {
                _ if index == statement => Some(Field::Statement),
                Some(Field::Outcome) => Some(Field::Id),
                // Beside statements the first column says which outcome it is.
                None if index == 0 => Some(Field::Id),
                // Alone it is a theory's name as good as any.
                Some(Field::Follows) if as_word(&heading) == "n" && fields[..index].last() != Some(field) => {
                    None
                }
                field => *field,
            };
            let head = match field {
                Some(field) => Head::Field(field),
                None if heading.is_empty() => Head::Unheaded,
                None => self.theory(&heading),
            };
            if let Some(name) = once(head, &heading) {
                let first = *seen.entry(name).or_insert(index);
                self.check_once(first, index, line, &heading);
            }
            match field {
                Some(Field::Follows) => self.matrix.told.follows.push(heading),
                Some(Field::EssayReported) => self.matrix.told.lose(heading),
                Some(Field::Credibility) if first(Field::Basis).is_some() => {
                    self.matrix.told.lose(format!("{heading}, where a basis stands beside it"));
                }
                _ => {}
            }
            self.heads.push(head);
        }
    }

    fn check_once(&mut self, first: usize, index: usize, line: usize, heading: &str) {
        if first != index {
            self.faults.add(|| {
                let found = format!("{}, which column {} is already", shown(heading), first + 1);
                InputFault::new(found, "each column once").at(line, index)
            });
        }
    }

    fn theory(&mut self, name: &str) -> Head {
        self.matrix.columns.push(Column { name: name.to_owned(), summary: None });
        Head::Theory(self.matrix.columns.len() - 1)
    }

    fn row(&mut self, line: usize, cells: &StringRecord) {
        if cells.len() != self.heads.len() {
            self.faults.add(|| {
                let expected = format!("{}, as in the headings", count(self.heads.len(), "cell"));
                InputFault::new(count(cells.len(), "cell"), expected)
                    .hint("put quotation marks around a text with separators in it".to_owned())
                    .at(line, cells.len().min(self.heads.len()))
            });
            return;
        }
        let mut row = Row::default();
        for (index, cell) in cells.iter().enumerate() {
            let text = text_of(cell).trim();
            let read = match self.heads[index] {
                Head::Theory(column) => self.stance(column, text),
                Head::Field(field) => self.field(field, text, &mut row, line),
                Head::Unheaded => {
                    self.unheaded += usize::from(!text.is_empty());
                    Ok(())
                }
            };
            if let Err(fault) = read {
                self.faults.add(|| fault.at(line, index));
            }
        }
        self.matrix.rows.push(row);
    }

    fn stance(&mut self, column: usize, text: &str) -> Result<(), InputFault> {
        let stance = cells::read(text).ok_or_else(|| self.no_stance(column, text))?;
        self.matrix.hold(self.matrix.rows.len(), column, stance);
        Ok(())
    }

    /// The fault of a cell that means nothing: perhaps its column is no theory's.
    fn no_stance(&self, column: usize, text: &str) -> InputFault {
        let fault = cells::fault(text);
        let name = &self.matrix.columns[column].name;
        let Some(meant) = did_you_mean(&as_word(name), FIELDS.map(|(name, _)| name)) else { return fault };
        fault.hint(format!("the heading {} is taken for a theory's: {meant}", shown(name)))
    }

    fn field(&mut self, field: Field, text: &str, row: &mut Row, line: usize) -> Result<(), InputFault> {
        let stated = (!text.is_empty()).then(|| text.to_owned());
        match field {
            Field::Statement => row.statement = statement(text)?,
            Field::Outcome | Field::Id => {
                self.check_id(text, line)?;
                row.id = stated;
            }
            Field::Topic => row.topic = stated.map(|topic| on_one_line(&topic)),
            Field::Reported => row.reported = word(text, "how it is reported")?,
            Field::Basis => row.basis = word(text, "a basis")?.or(row.basis),
            Field::Credibility => row.basis = row.basis.or(grade(text, "credibility", ach::basis)?),
            Field::Relevance => row.relevance = grade(text, "relevance", ach::grade)?.unwrap_or_default(),
            Field::Paragraphs => row.paragraphs = paragraphs(text)?,
            Field::When => row.when = dates::when(text),
            Field::Summary => row.summary = row.summary.take().or(stated),
            Field::Follows | Field::EssayReported => {}
        }
        Ok(())
    }

    fn check_id(&mut self, id: &str, line: usize) -> Result<(), InputFault> {
        if id.is_empty() {
            return Ok(());
        }
        let first = *self.ids.entry(id.to_owned()).or_insert(line);
        if first == line {
            return Ok(());
        }
        Err(InputFault::new(format!("{} a second time", shown(id)), "an id of its own for each outcome")
            .hint(format!("the first is on line {first}")))
    }

    fn finish(mut self) -> Matrix {
        if self.unheaded > 0 {
            let cells = words::count(self.unheaded, "cell");
            self.matrix
                .told
                .sentences
                .push(format!("Columns without a heading are left out, with {cells} in them."));
        }
        self.matrix
    }
}

/// By what a column is known that may stand but once.
fn once(head: Head, heading: &str) -> Option<String> {
    match head {
        Head::Field(Field::Follows) | Head::Unheaded => None,
        // No heading has a line break in it.
        Head::Field(field) => Some(format!("{field:?}\n")),
        Head::Theory(_) => Some(heading.to_owned()),
    }
}

fn statement(text: &str) -> Result<String, InputFault> {
    let statement = on_one_line(text);
    if statement.is_empty() {
        return Err(InputFault::new("no outcome", "its statement, in each row with anything in it"));
    }
    Ok(statement)
}

/// A word of the essay's format, however it is written; `None` where there is none.
fn word<C: Choice>(text: &str, what: &str) -> Result<Option<C>, InputFault> {
    let word = as_word(text);
    if word.is_empty() {
        return Ok(None);
    }
    C::from_word(&word).map(Some).ok_or_else(|| {
        let expected = format!("{what} ({}, or nothing)", C::WORDS.join(", "));
        InputFault::new(shown(text), expected).hint(did_you_mean(&word, C::WORDS.iter().copied()))
    })
}

/// What ACH programs say of credibility or of relevance, as `meaning` takes it.
fn grade<T>(text: &str, what: &str, meaning: fn(&str) -> Option<T>) -> Result<Option<T>, InputFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let fault = || InputFault::new(shown(text), format!("a {what} (high, medium, low, or nothing)"));
    meaning(text).map(Some).ok_or_else(fault)
}

/// Numbers of paragraphs, parted by spaces, commas or semicolons.
fn paragraphs(text: &str) -> Result<Vec<u32>, InputFault> {
    let numbers =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|part| !part.is_empty());
    let number = |part: &str| part.parse().ok().filter(|number| *number > 0);
    let number = |part: &str| {
        number(part).ok_or_else(|| InputFault::new(shown(part), "numbers of paragraphs from 1, such as 4, 7"))
    };
    numbers.map(number).collect()
}
