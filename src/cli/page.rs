//! A page in blocks, laid out for a terminal.

use unicode_width::UnicodeWidthStr;

use super::text::{Align, WIDTH, align, item, wrapped};
use crate::export::page::{Block, Cell, Place, Table};
use crate::words::text::one_line;

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
        Block::Subheading(text) | Block::Minor(text) | Block::Paragraph(text) | Block::Quote(text) => {
            wrapped(text, 0)
        }
        Block::Items(items) => items.iter().map(|text| item(text)).collect(),
        Block::Table(table) => table_as_text(table),
        Block::Picture(picture) => wrapped(&picture.caption, 0),
        Block::Lines(_) | Block::NewSheet => String::new(),
    }
}

fn table_as_text(table: &Table) -> String {
    let is_beside = |(_, place): &&(String, Place)| *place != Place::Below;
    let beside: Vec<_> = table.columns.iter().filter(is_beside).collect();
    let edge = |place| if place == Place::Right { Align::Right } else { Align::Left };
    let edges: Vec<Align> = beside.iter().map(|(_, place)| edge(*place)).collect();
    let head = beside.iter().map(|(head, _)| one_line(head)).collect();
    let cells = |row: &Vec<Cell>| row.iter().take(beside.len()).map(|cell| one_line(&cell.text())).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(table.rows.iter().map(cells)).collect();
    if beside.len() == table.columns.len() {
        return folded(&rows, &edges);
    }
    let mut lines = align(&rows, &edges).into_iter().map(|line| line + "\n");
    let mut text = lines.next().unwrap_or_default();
    for (row, line) in table.rows.iter().zip(lines) {
        text.push_str(&line);
        text.extend(row.iter().skip(beside.len()).map(|cell| wrapped(&cell.text(), 6)));
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
