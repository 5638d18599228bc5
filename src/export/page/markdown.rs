//! A page as Markdown.

use super::{Block, Cell, Place, Table};
use crate::words::text::one_line;

/// The page as Markdown, in which every text shows as it is.
pub fn markdown(page: &[Block]) -> String {
    page.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(title, beside) => format!("# {}\n\n{}\n", plain(title), plain(beside)),
        Block::Heading(heading) => format!("## {}\n", plain(heading)),
        Block::Subheading(heading) => format!("### {}\n", plain(heading)),
        Block::Minor(heading) => format!("#### {}\n", plain(heading)),
        Block::Paragraph(text) => format!("{}\n", plain(text)),
        Block::Quote(text) => format!("> {}\n", plain(text)),
        Block::Items(items) => items.iter().map(|text| format!("- {}\n", plain(text))).collect(),
        Block::Table(table) => rows(table),
        // Markdown has no pictures of its own.
        Block::Picture(_) => {
            "The picture is in the HTML of this page; the tables below say the same in words.\n".to_owned()
        }
        Block::Lines(n) => {
            "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\n".repeat(*n).trim_end().to_owned() + "\n"
        }
        Block::NewSheet => "---\n".to_owned(),
    }
}

fn rows(table: &Table) -> String {
    let heads: Vec<String> = table.columns.iter().map(|(head, _)| plain(head)).collect();
    let rule = |(_, place): &(String, Place)| if *place == Place::Right { "---:" } else { ":---" }.to_owned();
    let rules: Vec<String> = table.columns.iter().map(rule).collect();
    let rows = table.rows.iter().map(|cells| row(&cells.iter().map(cell).collect::<Vec<_>>()));
    row(&heads) + &row(&rules) + &rows.collect::<String>()
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Boxes(answers) => {
            let boxes: Vec<String> = answers.iter().map(|answer| format!("☐ {}", plain(answer))).collect();
            boxes.join("<br>")
        }
        Cell::Lines(lines) => lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("<br>"),
        other => plain(&other.text()),
    }
}

/// A line of a table; the cells are Markdown already.
fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A text that Markdown shows as it is, on one line.
fn plain(text: &str) -> String {
    let text = one_line(text);
    let marker = list_marker(&text);
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_mark =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' | '$');
        if is_mark || marker == Some(at) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// Where the mark stands by which a text would begin a list, as `- a`, `1. a` or `1) a` would.
fn list_marker(text: &str) -> Option<usize> {
    let at = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text[at..].chars();
    let is_marker = match rest.next()? {
        '-' | '+' => at == 0,
        '.' | ')' => at > 0,
        _ => false,
    };
    (is_marker && rest.next().is_none_or(|c| c == ' ')).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_text_that_looks_like_an_item_of_a_list_begins_none() {
        assert_eq!(
            ["- a", "+ a", "1. a", "12) a", "1."].map(plain),
            ["\\- a", "\\+ a", "1\\. a", "12\\) a", "1\\."]
        );
        assert_eq!(["-a", "0.75", "a - b", "", "(1) a"].map(plain), ["-a", "0.75", "a - b", "", "(1) a"]);
    }
}
