//! The analysis as a page: for a terminal, and as a handout in Markdown.

use serde_json::json;

use crate::support::{Desk, ESSAY, THEORY, list, text, texts, with};

#[test]
fn the_handout_reads_in_the_same_order_in_a_terminal_and_in_markdown() {
    let desk = Desk::new();
    let sections = [
        "A Beijing-Moscow Axis?",
        "Verdicts are as the essay reports. Its viewpoint:",
        "In short",
        "Multipolarity leads with 0.817",
        "Scoreboard",
        "Not separated from Huntington:",
        "Crucial tests",
        "Other outcomes by diagnosticity",
        "Pairs",
        "Mackinder and Brzezinski: This essay cannot separate them",
        "What would change the leader",
        "One changed reading is enough to put another theory first (any one of 11).\n",
        "Does the formula matter?",
        "(a) Score",
        "(f) With prescriptions",
        "Gaps",
        "Theories too quiet to rank",
        "Kissinger (late): 2 scored forecasts, 3 are needed.",
    ];
    for (format, mark) in [("table", "\n-----"), ("markdown", "## ")] {
        let handout = desk.print(&["analyse", "--format", format]);
        let mut rest = handout.as_str();
        for section in sections {
            let at = rest.find(section).unwrap_or_else(|| panic!("{section:?} in its place in\n{handout}"));
            rest = &rest[at..];
        }
        assert!(handout.contains(mark), "{handout}");
    }
}

#[test]
fn no_line_of_the_table_is_wider_than_a_hundred_columns() {
    let own = |n: usize| with(THEORY, "\"id\": \"spykman\"", &format!("\"id\": \"spykman-{n}\""));
    let desk = Desk::new();
    let mut arguments = vec!["analyse".to_owned()];
    for theories in [0, 7] {
        for n in 0..theories {
            desk.write(&format!("{n}.json"), own(n));
            arguments.extend(["--theory".to_owned(), format!("{n}.json")]);
        }
        let table = desk.print(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let widest = table.lines().max_by_key(|line| line.chars().count()).expect("lines");
        assert!(widest.chars().count() <= 100, "{widest}");
        let rows = table.lines().filter(|line| line.starts_with("(c) ")).count();
        assert_eq!(rows, if theories == 0 { 1 } else { 4 }, "what does not fit goes on below");
    }
}

#[test]
fn the_three_forms_of_output_have_the_same_numbers() {
    let desk = Desk::new();
    let analysis = desk.analyse(&[]);
    let markdown = desk.print(&["analyse", "--format", "markdown"]);
    let table = desk.print(&["analyse"]);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (plain_markdown, plain_table) = (words(&markdown.replace('\\', "")), words(&table));
    for sentence in texts(&analysis, "headline") {
        assert!(plain_markdown.contains(sentence) && plain_table.contains(sentence), "{sentence}");
    }
    for row in [
        "| 3 | 1 to 3 | Mackinder | 0.75 | 3 of 4 | 0.75 (3) |",
        "| 4 | 3 to 4 | Brzezinski | 0.417 | 3 of 5 | 0.417 (3) |",
        "| 2 | 1 to 3 | Huntington | 0.80 | 5 of 6 | 0.80 (5) |",
        "| - | none | Kissinger (late) | 0.50 | 2 of 2 | none (0) |",
        "| 1* | 1 to 2 | Multipolarity | 0.817 | 5 of 9 | none (0) |",
        "| (d) ACH, weighted | 1: 1.00, 3/4 | 3: 3.00, 3/5 | 2: 2.83, 5/6 | - | 4: 4.00, 5/9 |",
    ] {
        assert!(words(&markdown.replace('\\', "")).contains(row), "{row} in\n{markdown}");
        let cells = words(&row.replace('|', " "));
        assert!(plain_table.contains(&cells), "{cells} in\n{table}");
    }
    for outcome in texts(&analysis, "crucial") {
        let id = format!("[{outcome}]");
        assert!(plain_markdown.contains(&id) && plain_table.contains(&id), "{id}");
    }
    for set in list(&analysis["flips"], "sets") {
        let value = text(&set[0], "value").replace('-', " ");
        assert!(plain_table.contains(&format!("read as {value} instead of")), "{set}");
    }
}

#[test]
fn where_nobody_can_be_ranked_it_says_so_and_invents_no_number() {
    let desk = Desk::with(&[("essay.json", ESSAY), ("spykman.json", THEORY)]);
    let inputs = ["--essay", "essay.json", "--no-built-in", "--theory", "spykman.json"];
    let analysis = desk.analyse(&inputs);
    assert_eq!(analysis["flips"], json!({"size": null, "sets": [], "more": 0, "more_is_at_least": false}));
    assert_eq!((list(&analysis, "pairs").len(), list(&analysis, "crucial").len()), (0, 0));
    let table = desk.print(&[&["analyse"], &inputs[..]].concat());
    for told in [
        "No theory leads",
        "There is no crucial test",
        "There is no other outcome on which two theories have a stance.",
        "There are no two theories to tell apart.",
        "No theory leads, so there is no lead to change.",
        "Somebody bets on every outcome that counts.",
    ] {
        assert!(table.contains(told), "{told:?} in\n{table}");
    }
}

#[test]
fn a_handout_shows_the_marks_of_a_users_texts_as_they_are_and_a_terminal_obeys_none() {
    let theory = with(THEORY, "\"short_name\": \"Spykman\"", "\"short_name\": \"a|*b*\\u001b[2J\"");
    let desk = Desk::with(&[("t.json", &theory)]);
    let markdown = desk.print(&["analyse", "--theory", "t.json", "--format", "markdown"]);
    assert!(markdown.contains(r"a\|\*b\*") && !markdown.contains('\u{1b}'), "{markdown}");
    assert!(!desk.print(&["analyse", "--theory", "t.json"]).contains('\u{1b}'));
}
