//! A page in blocks, laid out for a terminal or as Markdown: the same words and numbers in both.

use unicode_width::UnicodeWidthStr;

use super::markdown::{plain, row};
use super::text::{Align, WIDTH, align, item, one_line, wrapped};

/// A part of a page.
pub(super) enum Block {
    /// The page's title, and what stands beside it in smaller type.
    Title(String, String),
    /// What heads a section.
    Heading(String),
    /// What heads a part of a section.
    Subheading(String),
    Paragraph(String),
    /// Whose word the page is.
    Quote(String),
    Items(Vec<String>),
    Table(Table),
}

/// Rows of cells below their heads.
pub(super) struct Table {
    pub(super) columns: Vec<(String, Place)>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Left,
    Right,
    /// In a terminal, on lines of their own below the row: they are long. Such columns come last.
    Below,
}

impl Block {
    /// Items, or a paragraph that says why there are none.
    pub(super) fn items_or(items: Vec<String>, none: &str) -> Self {
        if items.is_empty() { Self::Paragraph(none.to_owned()) } else { Self::Items(items) }
    }
}

/// The page for a terminal.
pub(super) fn text(page: &[Block]) -> String {
    page.iter().map(block_as_text).collect::<Vec<_>>().join("\n")
}

fn block_as_text(block: &Block) -> String {
    match block {
        Block::Title(title, beside) => wrapped(&format!("{title} ({beside})"), 0),
        Block::Heading(heading) => {
            let heading = wrapped(heading, 0);
            let rule = "-".repeat(heading.lines().map(UnicodeWidthStr::width).max().unwrap_or(0));
            format!("{heading}{rule}\n")
        }
        Block::Subheading(text) | Block::Paragraph(text) | Block::Quote(text) => wrapped(text, 0),
        Block::Items(items) => items.iter().map(|text| item(text)).collect(),
        Block::Table(table) => table_as_text(table),
    }
}

fn table_as_text(table: &Table) -> String {
    let is_beside = |(_, place): &&(String, Place)| *place != Place::Below;
    let beside: Vec<_> = table.columns.iter().filter(is_beside).collect();
    let edge = |place| if place == Place::Right { Align::Right } else { Align::Left };
    let edges: Vec<Align> = beside.iter().map(|(_, place)| edge(*place)).collect();
    let head = beside.iter().map(|(head, _)| one_line(head)).collect();
    let cells = |row: &Vec<String>| row.iter().take(beside.len()).map(|cell| one_line(cell)).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(table.rows.iter().map(cells)).collect();
    if beside.len() == table.columns.len() {
        return folded(&rows, &edges);
    }
    let mut lines = align(&rows, &edges).into_iter().map(|line| line + "\n");
    let mut text = lines.next().unwrap_or_default();
    for (row, line) in table.rows.iter().zip(lines) {
        text.push_str(&line);
        text.extend(row.iter().skip(beside.len()).map(|cell| wrapped(cell, 6)));
    }
    text
}

/// Rows as lines. Columns that no longer fit beside the others go on below, after the first once more.
fn folded(rows: &[Vec<String>], edges: &[Align]) -> String {
    let (mut parts, mut start) = (Vec::new(), 1);
    while start == 1 || start < edges.len() {
        let part = |end: usize| {
            let kept = |row: &Vec<String>| [&row[..1], &row[start..end]].concat();
            align(&rows.iter().map(kept).collect::<Vec<_>>(), &[&edges[..1], &edges[start..end]].concat())
        };
        let fits = |end: &usize| part(*end).iter().all(|line| line.width() <= WIDTH);
        let end = (start + 1..=edges.len()).take_while(fits).last();
        let end = end.unwrap_or_else(|| edges.len().min(start + 1));
        parts.push(part(end).into_iter().map(|line| line + "\n").collect::<String>());
        start = end.max(start + 1);
    }
    parts.join("\n")
}

/// The page as Markdown.
pub(super) fn markdown(page: &[Block]) -> String {
    page.iter().map(block_as_markdown).collect::<Vec<_>>().join("\n")
}

fn block_as_markdown(block: &Block) -> String {
    match block {
        Block::Title(title, beside) => format!("# {}\n\n{}\n", plain(title), plain(beside)),
        Block::Heading(heading) => format!("## {}\n", plain(heading)),
        Block::Subheading(heading) => format!("### {}\n", plain(heading)),
        Block::Paragraph(text) => format!("{}\n", plain(text)),
        Block::Quote(text) => format!("> {}\n", plain(text)),
        Block::Items(items) => items.iter().map(|text| format!("- {}\n", plain(text))).collect(),
        Block::Table(table) => table_as_markdown(table),
    }
}

fn table_as_markdown(table: &Table) -> String {
    let heads: Vec<String> = table.columns.iter().map(|(head, _)| plain(head)).collect();
    let rule = |(_, place): &(String, Place)| if *place == Place::Right { "---:" } else { ":---" }.to_owned();
    let rules: Vec<String> = table.columns.iter().map(rule).collect();
    let rows = table.rows.iter().map(|cells| row(&cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>()));
    row(&heads) + &row(&rules) + &rows.collect::<String>()
}
