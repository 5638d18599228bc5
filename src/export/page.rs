//! A page in blocks: what handouts are made of. Each way to write it down (a terminal, Markdown, HTML) has the same
//! words and numbers.

pub mod html;
pub mod markdown;

use std::sync::Arc;

use crate::assess::Verdict;

/// What goes on paper, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The page's title, and what stands beside it in smaller type.
    Title(String, String),
    /// What heads a section.
    Heading(String),
    /// What heads a part of a section.
    Subheading(String),
    /// What heads a part of such a part.
    Minor(String),
    /// Running text.
    Paragraph(String),
    /// Whose word the page is.
    Quote(String),
    /// A list without an order.
    Items(Vec<String>),
    /// Rows of cells.
    Table(Table),
    /// A picture, and what it shows in words for those who do not see it.
    Picture(Picture),
    /// So many lines to write on.
    Lines(usize),
    /// What follows begins a new sheet of paper.
    NewSheet,
}

/// Rows of cells below their heads.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the rows are, for those who hear the table; nothing where the heading above says it.
    pub caption: String,
    /// The heads, and where the cells below them stand.
    pub columns: Vec<(String, Place)>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
    /// The column whose cells name their rows, from 0.
    pub named_by: usize,
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the left.
    Left,
    /// At the right: numbers.
    Right,
    /// In a terminal, on lines of their own below the row: they are long. Such columns come last.
    Below,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// Lines below one another: what is read first, then what is said of it in smaller type.
    Lines(Vec<String>),
    /// A verdict with its mark, and what is said beside it.
    Verdict(Verdict, String),
    /// Answers of which one is to be ticked.
    Boxes(Vec<&'static str>),
    /// Room to write in.
    Blank,
}

/// A picture within a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The picture as SVG, without the declaration of a document of its own.
    pub svg: Arc<str>,
    /// What it shows, in a sentence below it.
    pub caption: String,
}

impl Block {
    /// Items, or a paragraph that says why there are none.
    pub fn items_or(items: Vec<String>, none: &str) -> Self {
        if items.is_empty() { Self::Paragraph(none.to_owned()) } else { Self::Items(items) }
    }
}

impl Table {
    /// A table whose rows are named by the column at this place.
    pub fn new(columns: &[(&str, Place)], named_by: usize, rows: Vec<Vec<Cell>>) -> Self {
        let columns = columns.iter().map(|(head, place)| ((*head).to_owned(), *place)).collect();
        Self { caption: String::new(), columns, rows, named_by }
    }

    /// The same with words of what its rows are.
    pub fn captioned(self, caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), ..self }
    }
}

impl Cell {
    /// What it says, where it can only say something.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Lines(lines) => lines.join("; "),
            Self::Verdict(verdict, beside) if beside.is_empty() => verdict.label(),
            Self::Verdict(verdict, beside) => format!("{} ({beside})", verdict.label()),
            Self::Boxes(answers) => {
                answers.iter().map(|answer| format!("[ ] {answer}")).collect::<Vec<_>>().join("  ")
            }
            Self::Blank => String::new(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Cells of these texts.
pub(crate) fn cells<const N: usize>(texts: [String; N]) -> Vec<Cell> {
    texts.into_iter().map(Cell::Text).collect()
}
