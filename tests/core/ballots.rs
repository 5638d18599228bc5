//! Ballot sheets: they go out blank, come back filled in, and say where they cannot be read.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use prescient::model::choice::Choice;
use prescient::model::json::Extra;
use prescient::model::{Answer, Asked, Ballot, Room, Round, Seminar};
use prescient::store::{
    InputFaults, MAX_SHEET_BYTES, Sheet, blank_sheet, content_hash, read_ballots, room_of,
};
use prescient::words;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::world;

/// The room of a seminar's file.
#[track_caller]
fn room(room: &Value) -> Room {
    let (essay, theory) = (world::essay(&["rain occurred"]), world::theory("clouds", &[]));
    let seminar = world::document::<Seminar>(&json!({
        "format": "prescient-seminar/1",
        "essay": { "hash": content_hash(&essay), "document": essay },
        "theories": [{ "hash": content_hash(&*theory), "document": *theory }],
        "room": room,
    }));
    (*room_of(&seminar)).clone()
}

/// An outcome and a prediction.
fn two() -> Room {
    room(&json!({ "agenda": [
        { "id": "rain", "outcome": "rain" },
        { "id": "clouds-gather", "prediction": { "theory": "clouds", "id": "gather" } },
    ] }))
}

fn statement(item: usize) -> String {
    match item {
        0 => "It rains, and pours".to_owned(),
        _ => "Clouds; \"gather\"".to_owned(),
    }
}

fn blank(persons: usize) -> String {
    String::from_utf8(blank_sheet(&two(), statement, persons)).unwrap()
}

#[track_caller]
fn read(text: &str) -> Sheet {
    read_ballots(text.as_bytes(), &two()).unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

/// The votes in short: `rain first: P01 occurred, P02 mixed`.
fn short(sheet: &Sheet) -> Vec<String> {
    let two = two();
    let votes = sheet.votes.iter().map(|(item, round, ballots)| {
        let ballots: Vec<_> = ballots.iter().map(|b| format!("{} {}", b.person, b.answer)).collect();
        format!("{} {round}: {}", two.items()[*item].id, ballots.join(", "))
    });
    votes.collect()
}

#[track_caller]
fn faults(text: impl AsRef<[u8]>) -> InputFaults {
    read_ballots(text.as_ref(), &two()).expect_err("a fault")
}

/// Compares what is said of a sheet, a line a fault.
#[track_caller]
fn check(text: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(faults(text).to_string(), expected.join("\n"));
}

const READING: &str =
    "(occurred, mostly-occurred, mixed, mostly-not, did-not-occur, cannot-decide, 1 to 5, or ?)";
const VERDICT: &str =
    "(confirmed, largely-confirmed, mixed, largely-disconfirmed, disconfirmed, cannot-decide, 1 to 5, or ?)";

// Stories.

/// An item and its control, which is voted on once.
fn with_control() -> Room {
    room(&json!({ "agenda": [
        { "id": "rain", "outcome": "rain" },
        { "id": "not-rain", "outcome": "rain", "negates": "rain" },
    ] }))
}

#[test]
fn a_control_has_one_column_and_a_second_vote_on_it_is_passed_over_with_the_reason() {
    let room = with_control();
    let blank = String::from_utf8(blank_sheet(&room, |_| String::new(), 1)).unwrap();
    let headings = blank.lines().next().unwrap().trim_start_matches('\u{feff}');
    assert_eq!(headings, "person,rain / first,rain / second,not-rain / first");
    let sheet = "person,not-rain / first,not-rain / second\nP01,mixed,mixed\n";
    let sheet = read_ballots(sheet.as_bytes(), &room).unwrap();
    assert_eq!(
        sheet.votes.iter().map(|(item, round, _)| (*item, *round)).collect::<Vec<_>>(),
        [(1, Round::First)]
    );
    assert!(sheet.passed_over[0].contains("a control, which is voted on once"), "{:?}", sheet.passed_over);
}

#[test]
fn a_blank_sheet_says_what_is_asked_and_how_to_answer() {
    let reading =
        "1 Occurred / 2 Mostly occurred / 3 Mixed / 4 Mostly not / 5 Did not occur / ? Cannot decide";
    let verdict = "1 Confirmed / 2 Largely confirmed / 3 Mixed / 4 Largely disconfirmed / 5 Disconfirmed \
                   / ? Cannot decide";
    let expected = format!(
        "\u{feff}person,\"rain / first / It rains, and pours\",\"rain / second / It rains, and pours\",\
         \"clouds-gather / first / Clouds; \"\"gather\"\"\",\"clouds-gather / second / Clouds; \"\"gather\"\"\"\n\
         (answers),{reading},{reading},{verdict},{verdict}\n\
         P01,,,,\nP02,,,,\n"
    );
    assert_eq!(blank(2), expected);
}

#[test]
fn pseudonyms_sort_as_they_stand() {
    let sheet = blank(100);
    let persons: Vec<_> = sheet.lines().skip(2).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!((persons.len(), persons[0], persons[99]), (100, "P001", "P100"));
    assert!(persons.is_sorted());
}

#[test]
fn a_sheet_that_nobody_has_filled_in_holds_no_votes() {
    let nothing = Sheet { votes: vec![], persons: 0, passed_over: vec![] };
    assert_eq!(read(&blank(30)), nothing);
    assert_eq!(read(&blank(0)), nothing);
}

#[test]
fn a_sheet_comes_back_filled_in() {
    let filled = blank(4)
        .replace("P01,,,,", "P01,occurred,mixed,,largely-confirmed")
        .replace("P02,,,,", "P02,mostly-not,,,cannot-decide")
        .replace("P04,,,,", "P04,,,,disconfirmed");
    let sheet = read(&filled);
    assert_eq!(
        short(&sheet),
        [
            "rain first: P01 occurred, P02 mostly-not",
            "rain second: P01 mixed",
            "clouds-gather second: P01 largely-confirmed, P02 cannot-decide, P04 disconfirmed",
        ]
    );
    assert_eq!(sheet.persons, 3, "P03 has answered nothing");
    assert!(sheet.passed_over.is_empty());
}

/// The same votes, however they were written.
const FILLED: [&str; 2] = [
    "rain first: P01 occurred, P02 mostly-not",
    "clouds-gather first: P01 largely-confirmed, P02 cannot-decide",
];

#[test]
fn any_spreadsheets_csv_will_do() {
    let comma = "person,rain / first / It rains,clouds-gather / first\nP01,occurred,largely-confirmed\n\
                 P02,mostly-not,cannot-decide\n";
    for separator in [",", ";", "\t"] {
        let text = comma.replace(',', separator);
        for text in [
            text.clone(),
            format!("\u{feff}{text}"),
            text.replace('\n', "\r\n"),
            text.replace('\n', "\r"),
            format!("\u{feff}\n\n{}\n\n", text.trim_end()),
            text.trim_end().to_owned(),
        ] {
            assert_eq!(short(&read(&text)), FILLED, "{text:?}");
        }
    }
    // A statement may hold the separators that the file does not use, and quotation marks.
    let semicolons = "person;\"rain / first / \"\"Yes\"\", no; or, maybe, both\";clouds-gather / first / a, b, c\n\
                      P01;occurred;largely-confirmed\nP02;mostly-not;cannot-decide\n";
    assert_eq!(short(&read(semicolons)), FILLED);
}

#[test]
fn answers_are_numbers_and_labels_and_words_in_any_case() {
    let sheet = |answers: [&str; 4]| {
        let [a, b, c, d] = answers;
        format!("Person,RAIN / First / x,Clouds-Gather/FIRST\nP01,{a},{b}\n P02 ,{c},{d}\n")
    };
    for answers in [
        ["1", "2", "4", "?"],
        ["Occurred", "Largely confirmed", "MOSTLY NOT", "Cannot decide"],
        [" occurred ", "largely_confirmed", "mostly\u{a0}not", "0"],
        ["OCCURRED", "\"Largely\n confirmed\"", "Mostly-Not", "cannot  decide"],
    ] {
        assert_eq!(short(&read(&sheet(answers))), FILLED, "{answers:?}");
    }
}

#[test]
fn every_answer_is_read_in_its_three_ways() {
    let items = [("rain", Asked::Reading), ("clouds-gather", Asked::Verdict)];
    for (item, asked) in items {
        for (place, answer) in asked.answers().into_iter().enumerate() {
            let number = (place + 1) % 6;
            for written in [answer.word().to_owned(), words::answer(answer).to_owned(), number.to_string()] {
                let sheet = read(&format!("person,{item} / first\nP01,{written}\n"));
                assert_eq!(sheet.votes[0].2[0].answer, answer, "{written}");
            }
        }
    }
}

#[test]
fn what_was_read_stands_in_a_seminars_file() {
    let sheet = read("person,rain / first\nP01,1\nP02,?\n");
    let vote = json!({ "round": "first", "ballots": sheet.votes[0].2 });
    let held = room(&json!({
        "agenda": [{ "id": "rain", "outcome": "rain" }],
        "log": [{ "at": "2026-11-26T10:15:00Z", "item": "rain", "vote": vote }],
    }));
    assert_eq!(held.entries()[0].vote.as_ref().unwrap().ballots.as_ref(), Some(&sheet.votes[0].2));
}

#[test]
fn columns_stand_in_any_order_and_others_are_passed_over_aloud() {
    let sheet = read(
        "remarks,clouds-gather / first,rian / first,,rain,,person,rain / third,rain / first\n\
         none,2,1,,1,,P01,2,1\n\
         \"so, so\",?,1,,1,seen,P02,2,4\n",
    );
    assert_eq!(short(&sheet), FILLED);
    assert_eq!(
        sheet.passed_over,
        [
            "column 1, \"remarks\", is no item's",
            "column 3, \"rian / first\", is no item's; did you mean \"rain\"?",
            "column 5, \"rain\", does not say whether it is the first vote or the second",
            "column 6 has no heading",
            "column 8, \"rain / third\", does not say whether it is the first vote or the second",
        ],
        "the fourth has neither a heading nor anything in it"
    );
}

#[test]
fn a_hundred_columns_that_are_passed_over_are_told() {
    let row = |cell: &str, times: usize| format!(",{cell}").repeat(times);
    let told = |sheet: Sheet| (sheet.passed_over.len(), sheet.passed_over.last().cloned().unwrap());
    let others = read(&format!("person,rain / first{}\n", row("other", 101)));
    assert_eq!(told(others), (101, "and 1 more column".to_owned()));
    let filled = format!("1{}", row("x", 250));
    let unheaded = read(&format!("person,rain / first{}\nP01,{filled}\nP02,{filled}\n", row("", 250)));
    assert_eq!(told(unheaded), (101, "and 150 more columns".to_owned()));
}

#[test]
fn rows_of_nobody_with_nothing_to_count_are_passed_over() {
    let sheet = read("person,rain / first,remarks\n,,\n  \n(Answers),whatever,\n,,a remark\nP01,1,\n,,,,\n");
    assert_eq!((short(&sheet), sheet.persons), (vec!["rain first: P01 occurred".to_owned()], 1));
}

#[test]
fn an_item_whose_id_begins_like_a_formula_is_neither_run_nor_lost() {
    let room = room(&json!({ "agenda": [{ "id": "-rain", "outcome": "rain" }] }));
    let sheet = blank_sheet(&room, |_| "=1+1".to_owned(), 1);
    let sheet = String::from_utf8(sheet).unwrap();
    assert!(sheet.contains(",'-rain / first / =1+1,"), "{sheet}");
    let sheet = read_ballots(sheet.replace("P01,,", "P01,,5").as_bytes(), &room).unwrap();
    assert_eq!((sheet.votes[0].0, sheet.votes[0].1, sheet.votes[0].2.len()), (0, Round::Second, 1));
}

#[test]
fn a_formula_in_a_statement_is_no_cell_in_any_spreadsheet() {
    let statements = ["=cmd()", "a;=1+1;\t@b\r\n+c", "x\n-1,=2", "\"\";=\"\"", "\t=1", "\0 ;;=x"];
    for said in statements {
        let text = String::from_utf8(blank_sheet(&two(), |_| said.to_owned(), 2)).unwrap();
        for separator in *b",;\t" {
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.delimiter(separator).flexible(true).has_headers(false);
            for row in reader.from_reader(text.as_bytes()).records() {
                for cell in &row.unwrap() {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} of {said:?}");
                }
            }
        }
        let sheet = read(&text.replace("P01,,,,", "P01,1,,,2"));
        assert_eq!(
            short(&sheet),
            ["rain first: P01 occurred", "clouds-gather second: P01 largely-confirmed"]
        );
        assert!(sheet.passed_over.is_empty());
    }
}

// Faults.

#[test]
fn an_answer_that_is_none_is_told_with_what_may_be_meant() {
    check(
        "person,rain / first,clouds-gather / first\nP01,1,1\nP02,ocurred,confirmd\nP03,6,-\nP04,yes,\"a\nb\"\n",
        &[
            &format!(
                "line 3, column 2: found \"ocurred\", expected an answer {READING}; did you mean \"occurred\"?"
            ),
            &format!(
                "line 3, column 3: found \"confirmd\", expected an answer {VERDICT}; did you mean \"confirmed\"?"
            ),
            &format!("line 4, column 2: found \"6\", expected an answer {READING}"),
            &format!("line 4, column 3: found \"-\", expected an answer {VERDICT}"),
            &format!("line 5, column 2: found \"yes\", expected an answer {READING}"),
            &format!("line 5, column 3: found \"a b\", expected an answer {VERDICT}"),
        ],
    );
}

#[test]
fn an_answer_to_another_question_is_none() {
    check(
        "person,rain / first,clouds-gather / second\nP01,Confirmed,Mostly not\n",
        &[
            &format!(
                "line 2, column 2: found \"Confirmed\", expected an answer to how the outcome is read {READING}"
            ),
            &format!(
                "line 2, column 3: found \"Mostly not\", expected an answer to how the prediction fared {VERDICT}"
            ),
        ],
    );
}

#[test]
fn each_person_votes_once() {
    check(
        "person,rain / first\nP01,1\nP02,1\n\n P01 ,\n",
        &["line 5, column 1: found \"P01\" a second time, expected each person once; the first is on line 2"],
    );
}

#[test]
fn persons_are_pseudonyms_and_what_is_none_is_not_repeated() {
    let (longest, longer) = ("ä".repeat(64), "ä".repeat(65));
    check(
        format!("rain / first,person\n1,{longest}\n1,{longer}\n1,\n1,ada@example.org\n,@ada\n"),
        &[
            "line 3, column 2: found a text of 65 characters, expected a pseudonym of at most 64",
            "line 4, column 2: found answers of nobody, expected a pseudonym, such as \"P01\"",
            "line 5, column 2: found an e-mail address, expected a pseudonym, such as \"P01\"",
            "line 6, column 2: found an e-mail address, expected a pseudonym, such as \"P01\"",
        ],
    );
}

#[test]
fn each_column_stands_once() {
    check(
        "person,rain / first / It rains,rain / second,Rain / First,person\nP01,1,1,x,P01\n",
        &[
            "line 1, column 4: found \"Rain / First\" a second time, expected each column once; the first is column 2",
            "line 1, column 5: found \"person\" a second time, expected each column once; the first is column 1",
            &format!("line 2, column 4: found \"x\", expected an answer {READING}"),
        ],
    );
}

#[test]
fn no_sheet_can_be_without_persons_or_items() {
    let no_person = "line 1: found no column of pseudonyms, expected a column headed \"person\"";
    check("rain / first\n1\n", &[no_person]);
    check(
        "person;rian / first\nP01;1\n",
        &["line 1: found no column of any item, expected columns headed like \"rain / first\"; \
           column 2, \"rian / first\", is no item's; did you mean \"rain\"?"],
    );
    check(
        "\n\nperson\nP01\n",
        &["line 3: found no column of any item, expected columns headed like \"rain / first\""],
    );
    check(
        "a,b\n",
        &[
            no_person,
            "line 1: found no column of any item, expected columns headed like \"rain / first\"; \
             column 1, \"a\", is no item's",
        ],
    );
    for empty in ["", "\u{feff}", "\r\n\r\n", ",,\n,,\n"] {
        check(
            empty,
            &["line 1: found an empty file, expected a column headed \"person\" and columns of items"],
        );
    }
    let faults = read_ballots(&blank_sheet(&Room::default(), statement, 1), &Room::default()).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "line 1: found an agenda without items, expected one that ballots can be for"
    );
}

#[test]
fn every_row_has_as_many_cells_as_there_are_headings() {
    check(
        "person,rain / first,remarks\r\nP01,1\r\nP02,1,,\r\n\r\n\"P03\",1,\"two\r\nlines\"\r\nP04\r\n",
        &[
            "line 2, column 3: found 2 cells, expected 3 cells, as in the headings",
            "line 3, column 4: found 4 cells, expected 3 cells, as in the headings",
            "line 7, column 2: found 1 cell, expected 3 cells, as in the headings",
        ],
    );
}

#[test]
fn a_quotation_mark_that_nothing_closes_swallows_nobody_unnoticed() {
    let unclosed = "found a quotation mark that nothing closes, expected a second one behind the cell";
    check(
        "person,rain / first,remarks\nP01,x,\nP02,1,\"well\nP03,1,\n",
        &[
            &format!("line 2, column 2: found \"x\", expected an answer {READING}"),
            &format!("line 3, column 3: {unclosed}"),
        ],
    );
    check("person,\"rain / first\nP01,1\n", &[&format!("line 1, column 2: {unclosed}")]);
    // Within a cell one is a sign like any other.
    assert_eq!(read("person,rain / first,remarks\nP01,1,a 5\" nail\nP02,1,\n").persons, 2);
    assert_eq!(read("person,rain / first,remarks\nP01,1,\"a\"\"\"").persons, 1);
}

#[test]
fn what_is_no_text_in_utf_8_is_refused_with_the_way_out() {
    let save = "expected CSV text in UTF-8; save the sheet as \"CSV UTF-8\" and import that";
    let utf_16 = |order: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}person\n").encode_utf16().flat_map(order).collect()
    };
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        for mark in ["\u{feff}", ""] {
            check(utf_16(order, mark), &[&format!("found UTF-16, or no text at all, {save}")]);
        }
    }
    check(b"PK\x03\x04\x14\0", &[&format!("found a workbook, {save}")]);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1", &[&format!("found a workbook, {save}")]);
    check(
        b"person,rain / first\nM\xfcller,1\n",
        &[&format!("line 2: found bytes that are not UTF-8, {save}")],
    );
}

#[test]
fn a_sheet_of_more_than_16_mib_is_refused() {
    let mut text = b"person,rain / first\nP01,1\n".to_vec();
    text.resize(MAX_SHEET_BYTES, b'\n');
    assert_eq!(read_ballots(&text, &two()).unwrap().persons, 1);
    text.push(b'\n');
    check(&text, &["found a file of 17 MiB, expected at most 16 MiB; import the ballot sheet alone"]);
}

#[test]
fn a_hundred_faults_are_listed_and_all_are_counted() {
    let rows: String = (0..250).map(|n| format!("P{n},no\n")).collect();
    let faults = faults(format!("person,rain / first\n{rows}"));
    assert_eq!((faults.list.len(), faults.count, faults.unlisted()), (InputFaults::LISTED, 250, 150));
    let said = faults.to_string();
    assert!(said.starts_with("line 2, column 2: ") && said.ends_with("\nand 150 more"), "{said}");
    let (first, last) = (&faults.list[0], &faults.list[99]);
    assert_eq!((first.line, first.column, last.line, last.column), (Some(2), Some(2), Some(101), Some(2)));
}

#[test]
fn no_sheet_is_much_work() {
    const SIZE: usize = 1 << 20;
    let head = "person,rain / first\n";
    for text in [
        ",".repeat(SIZE),
        "a,".repeat(SIZE / 2),
        "rian / first,".repeat(SIZE / 13),
        "rain / first,".repeat(SIZE / 13),
        "\"".repeat(SIZE),
        format!("{head}{}", "P,x\n".repeat(SIZE / 4)),
        format!("{head}{}", "a\n".repeat(SIZE / 2)),
        format!("{head}P,{}", "\"\n".repeat(SIZE / 2)),
        format!("{head}{},{}", "P".repeat(SIZE), "x".repeat(SIZE)),
        format!("{head}{}{}", "\n".repeat(SIZE / 2), ",\n".repeat(SIZE / 4)),
    ] {
        let started = Instant::now();
        if let Ok(sheet) = read_ballots(text.as_bytes(), &two()) {
            assert!(sheet.passed_over.len() <= 101);
        }
        assert!(
            started.elapsed() < Duration::from_secs(20),
            "{:?} takes {:?}",
            &text[..30],
            started.elapsed()
        );
    }
}

// Laws.

/// What each person answered to each of the four questions of [`two`].
fn filled_in() -> impl Strategy<Value = Vec<Vec<Option<Answer>>>> {
    let answer = |asked: Asked| proptest::option::of(select(asked.answers().to_vec()));
    let answers = [Asked::Reading, Asked::Reading, Asked::Verdict, Asked::Verdict].map(answer).to_vec();
    proptest::collection::vec(answers, 0..12)
}

/// An answer in one of the ways of writing it.
fn written(answer: Answer, asked: Asked, way: usize) -> String {
    let place = asked.place(answer).unwrap();
    match way % 5 {
        0 => answer.word().to_owned(),
        1 => words::answer(answer).to_owned(),
        2 => ((place + 1) % 6).to_string(),
        3 => words::answer(answer).to_uppercase(),
        _ => format!(" {answer}\t"),
    }
}

/// The votes that come of the answers.
fn votes_of(filled: &[Vec<Option<Answer>>]) -> Vec<(usize, Round, Vec<Ballot>)> {
    let digits = filled.len().to_string().len().max(2);
    let votes = (0..4).map(|question| {
        let ballots = filled.iter().enumerate().filter_map(|(person, answers)| {
            let person = format!("P{:0digits$}", person + 1);
            answers[question].map(|answer| Ballot { person, answer, extra: Extra::default() })
        });
        (question / 2, Round::ALL[question % 2], ballots.collect::<Vec<_>>())
    });
    votes.filter(|(.., ballots)| !ballots.is_empty()).collect()
}

/// The blank sheet with these answers in it, as a spreadsheet with this separator saves it.
fn fill_in(blank: &[u8], filled: &[Vec<Option<Answer>>], way: usize, separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer.delimiter(separator).from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(blank);
    for (row, cells) in reader.records().enumerate() {
        let mut cells: Vec<String> = cells.unwrap().iter().map(str::to_owned).collect();
        if row >= 2 {
            for (column, answer) in filled[row - 2].iter().enumerate() {
                let asked = if column < 2 { Asked::Reading } else { Asked::Verdict };
                cells[column + 1] = answer.map(|a| written(a, asked, way + row + column)).unwrap_or_default();
            }
        }
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Bits of sheets.
const BITS: [&str; 23] = [
    "person",
    "rain / first",
    "clouds-gather/second/x",
    "(answers)",
    "P01",
    "1",
    "?",
    "mixed",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\"",
    "\"\"",
    "\u{feff}",
    "'",
    "=",
    "/",
    " ",
    "\0",
    "ä",
    "@",
];

/// Any bytes, bits of sheets, and sheets that something has got into.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let bits =
        proptest::collection::vec(select(&BITS[..]), 0..60).prop_map(|bits| bits.concat().into_bytes());
    let spoilt = (filled_in(), proptest::collection::vec((any::<Index>(), select(&BITS[..])), 0..4));
    let spoilt = spoilt.prop_map(|(filled, bits)| {
        let mut sheet = fill_in(&blank_sheet(&two(), statement, filled.len()), &filled, 0, b',');
        for (at, bit) in bits {
            let at = at.index(sheet.len());
            sheet.splice(at..at, bit.bytes());
        }
        sheet
    });
    prop_oneof![bits, spoilt, proptest::collection::vec(any::<u8>(), 0..300)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn what_is_filled_in_is_read_back(
        filled in filled_in(),
        said in ".{0,40}",
        way in 0..5_usize,
        separator in select(b",;\t".to_vec()),
        is_crlf in any::<bool>(),
    ) {
        let blank = blank_sheet(&two(), |_| said.clone(), filled.len());
        let mut text = String::from_utf8(fill_in(&blank, &filled, way, separator)).unwrap();
        if is_crlf {
            text = text.replace('\n', "\r\n");
        }
        let sheet = read_ballots(text.as_bytes(), &two()).map_err(|faults| TestCaseError::fail(faults.to_string()))?;
        prop_assert_eq!(sheet.votes, votes_of(&filled));
        prop_assert_eq!(sheet.persons, filled.iter().filter(|answers| answers.iter().any(Option::is_some)).count());
        prop_assert!(sheet.passed_over.is_empty());
    }

    #[test]
    fn any_bytes_are_a_sheet_or_have_faults_with_places_in_them(bytes in bytes()) {
        match read_ballots(&bytes, &two()) {
            Ok(sheet) => {
                let persons = sheet.votes.iter().flat_map(|(.., ballots)| ballots).map(|ballot| &ballot.person);
                prop_assert!(persons.clone().all(|person| !person.is_empty() && !person.contains('@')));
                prop_assert_eq!(persons.collect::<BTreeSet<_>>().len(), sheet.persons);
                prop_assert!(sheet.votes.is_sorted_by_key(|(item, round, _)| (*item, *round)));
            }
            Err(faults) => {
                prop_assert!(faults.count > 0 && faults.list.len() <= InputFaults::LISTED);
                let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
                prop_assert!(faults.list.iter().all(|fault| fault.line.is_none_or(|line| (1..=lines).contains(&line))));
                prop_assert!(faults.list.iter().all(|fault| !fault.to_string().contains('\n')));
            }
        }
    }
}
