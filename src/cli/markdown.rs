//! A comparison as a handout in Markdown.

use super::comparison::{Column, Comparison, Row};
use super::text::one_line;
use super::words;
use crate::model::{Essay, Kind};

pub(super) fn print(comparison: &Comparison) -> String {
    let essay = &comparison.essay;
    let mut text = format!(
        "# {}\n\n{}\n\n> {}\n\n{}\n\n",
        plain(&essay.title),
        plain(&words::imprint(essay)),
        plain(&words::viewpoint(essay)),
        plain(&words::scope(comparison))
    );
    for line in words::what_if(comparison) {
        text.push_str(&format!("{}\n\n", plain(&line)));
    }
    text.push_str(&scoreboard(comparison));
    for column in comparison.columns() {
        text.push_str(&theory(column, essay));
    }
    text
}

fn scoreboard(comparison: &Comparison) -> String {
    let mut text = row(&words::SCOREBOARD.map(str::to_owned));
    text.push_str("| ---: | :--- | :--- | :--- | :--- | :--- | :--- |\n");
    for column in comparison.columns() {
        text.push_str(&row(&words::scoreboard_row(column, &comparison.essay).map(|cell| plain(&cell))));
    }
    text.push('\n');
    for line in words::LEGEND.iter().map(|line| (*line).to_owned()).chain(words::caution(comparison)) {
        text.push_str(&format!("- {}\n", plain(&line)));
    }
    text
}

fn theory(column: Column<'_>, essay: &Essay) -> String {
    let theory = column.theory;
    let mut text = format!("\n## {}\n\n{}\n", plain(column.name), plain(&words::citation(theory)));
    if let Some(summary) = &theory.summary {
        text.push_str(&format!("\n{}\n", plain(summary)));
    }
    if !theory.works().is_empty() {
        text.push('\n');
    }
    for work in theory.works() {
        let citation = work.citation.as_deref().unwrap_or("(no citation)");
        text.push_str(&format!("- {}: {}\n", plain(work.id.as_str()), plain(citation)));
    }
    text.push_str(&predictions(column, essay));
    text
}

fn predictions(column: Column<'_>, essay: &Essay) -> String {
    if column.rows().next().is_none() {
        return "\nNone of its predictions takes part.\n".to_owned();
    }
    let mut text = format!(
        "\n{}| :--- | :--- | :--- | :--- | :--- | :--- |\n",
        row(&["Verdict", "Score", "Timing", "Kind", "Source", "Prediction"].map(str::to_owned))
    );
    for kind in [Kind::Forecast, Kind::Prescription] {
        for prediction in column.rows_of(kind) {
            text.push_str(&row(&prediction_cells(prediction, essay).map(|cell| plain(&cell))));
        }
    }
    text
}

fn prediction_cells(row: Row<'_>, essay: &Essay) -> [String; 6] {
    let partly = words::partly(row);
    let verdict = row.judged.verdict.label();
    [
        if partly.is_empty() { verdict } else { format!("{verdict} ({partly})") },
        words::score(row),
        words::timing(row).to_owned(),
        row.prediction.kind.to_string(),
        format!("{}{}", words::source(&row.prediction.attribution, essay), words::due(row)),
        row.prediction.statement.clone(),
    ]
}

/// A line of a table; the cells are Markdown already.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// A text that Markdown shows as it is, on one line.
pub(super) fn plain(text: &str) -> String {
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
