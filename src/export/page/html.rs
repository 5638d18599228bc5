//! A page as one HTML file that needs nothing but itself.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Block, Cell, Picture, Place, Table};
use crate::export::form::ExportProblem;
use crate::export::picture::marks;
use crate::export::work::Work;
use crate::words::text::visible;

/// How the page looks, on a screen and on paper.
const STYLE: &str = include_str!("style.css");

/// What the file may load: nothing, from nowhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The page as an HTML file; `work` is told of each block, and stops it.
pub(crate) fn html(page: &[Block], work: &Work) -> Result<String, ExportProblem> {
    work.begin(page.len());
    let mut blocks = Vec::with_capacity(page.len());
    for block in page {
        blocks.push((block == &Block::NewSheet, self::block(block)));
        work.step()?;
    }
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "Prescient " (env!("CARGO_PKG_VERSION")) };
                title { (title(page)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (marks::definitions())
                main { @for sheet in blocks.split(|(is_new_sheet, _)| *is_new_sheet) { (self::sheet(sheet)) } }
            }
        }
    };
    Ok(markup.into_string() + "\n")
}

/// What the page is called.
fn title(page: &[Block]) -> String {
    let title = page.iter().find_map(|block| match block {
        Block::Title(title, _) => Some(visible(title).into_owned()),
        _ => None,
    });
    title.unwrap_or_default()
}

/// What stands on one sheet of paper, or on several that follow one another.
fn sheet(blocks: &[(bool, Markup)]) -> Markup {
    html! { div class="sheet" { @for (_, block) in blocks { (block) } } }
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Title(title, beside) => header { h1 { (visible(title)) } p class="beside" { (visible(beside)) } },
            Block::Heading(text) => h2 { (visible(text)) },
            Block::Subheading(text) => h3 { (visible(text)) },
            Block::Minor(text) => h4 { (visible(text)) },
            Block::Paragraph(text) => p { (visible(text)) },
            Block::Quote(text) => blockquote { p { (visible(text)) } },
            Block::Items(items) => ul { @for item in items { li { (visible(item)) } } },
            Block::Table(table) => (self::table(table)),
            Block::Picture(picture) => (figure(picture)),
            Block::Lines(n) => div class="lines" aria-hidden="true" { @for _ in 0..*n { div {} } },
            Block::NewSheet => {},
        }
    }
}

fn figure(picture: &Picture) -> Markup {
    html! { figure { (PreEscaped(&*picture.svg)) figcaption { (visible(&picture.caption)) } } }
}

fn table(table: &Table) -> Markup {
    html! {
        table {
            @if !table.caption.is_empty() { caption { (visible(&table.caption)) } }
            thead {
                tr {
                    @for (head, place) in &table.columns {
                        // A column of remarks needs no head to be seen; it needs one to be heard.
                        @let head = if head.is_empty() { "Remark" } else { head };
                        th scope="col" class=[class(*place)] { (visible(head)) }
                    }
                }
            }
            tbody { @for row in &table.rows { (self::row(table, row)) } }
        }
    }
}

fn row(table: &Table, row: &[Cell]) -> Markup {
    html! {
        tr {
            @for (at, (cell, (_, place))) in row.iter().zip(&table.columns).enumerate() {
                @if at == table.named_by {
                    th scope="row" class=[class(*place)] { (self::cell(cell)) }
                } @else {
                    td class=[class_of(cell, *place)] { (self::cell(cell)) }
                }
            }
        }
    }
}

fn class(place: Place) -> Option<&'static str> {
    (place == Place::Right).then_some("number")
}

fn class_of(cell: &Cell, place: Place) -> Option<&'static str> {
    match cell {
        Cell::Blank => Some("blank"),
        Cell::Verdict(..) => Some("verdict"),
        Cell::Boxes(_) => Some("boxes"),
        Cell::Lines(_) => Some("lines"),
        Cell::Text(_) => class(place),
    }
}

fn cell(cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Text(text) => (visible(text)),
            Cell::Lines(lines) => @for line in lines { span class="line" { (visible(line)) } },
            Cell::Verdict(verdict, beside) => {
                (marks::beside(*verdict))
                b class=(marks::class(*verdict)) { (verdict.label()) }
                @if !beside.is_empty() { " (" (visible(beside)) ")" }
            },
            Cell::Boxes(answers) => ul { @for answer in answers { li { (answer) } } },
            Cell::Blank => {},
        }
    }
}
