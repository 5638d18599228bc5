//! What leaves the program: every kind in every form, the same bytes each time, and nothing in them that runs or calls.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

use crate::support::{Desk, PROGRAM, Run, THEORY, entry, ids, json, list, text, with};

/// A seminar about the weather, with two theories, a vote by hands, one by ballots, and a defence.
const SEMINAR: &str = include_str!("export/weather.seminar.json");

/// What can be had, and in which forms.
const PAIRS: [(&str, &[&str]); 12] = [
    ("report", &["html", "md"]),
    ("worksheet", &["html", "md"]),
    ("key", &["html", "md"]),
    ("cards", &["html", "md"]),
    ("minutes", &["html", "md"]),
    ("compare", &["svg", "png"]),
    ("matrix", &["svg", "png", "csv", "json"]),
    ("timeline", &["svg", "png"]),
    ("scoreboard", &["svg", "png", "csv", "json"]),
    ("verdicts", &["csv", "json"]),
    ("votes", &["csv", "json"]),
    ("citation", &["json"]),
];

const FORMS: [&str; 6] = ["html", "md", "svg", "png", "csv", "json"];

/// A desk with the seminar on it.
fn desk() -> Desk {
    Desk::with(&[("weather.seminar.json", SEMINAR)])
}

/// What an export of the seminar prints.
#[track_caller]
fn export(what: &str, form: &str) -> Vec<u8> {
    export_of(&desk(), &[what, "--format", form, "--scale", "1", "--seminar", "weather.seminar.json"])
}

#[track_caller]
fn export_of(desk: &Desk, arguments: &[&str]) -> Vec<u8> {
    let run = Command::new(PROGRAM).arg("export").args(arguments).current_dir(desk.folder()).output();
    let run = run.expect("the program runs");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

#[track_caller]
fn export_text(what: &str, form: &str) -> String {
    String::from_utf8(export(what, form)).expect("a text")
}

/// All pairs of what can be had.
fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAIRS.into_iter().flat_map(|(what, forms)| forms.iter().map(move |form| (what, *form)))
}

#[test]
fn the_built_in_set_is_exported_in_every_form_without_a_display() {
    let desk = Desk::new();
    for (what, form) in pairs().filter(|(what, _)| !["minutes", "votes"].contains(what)) {
        let mut program = Command::new(PROGRAM);
        program.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").current_dir(desk.folder());
        let run = program.args(["export", what, "--format", form]).output().expect("the program runs");
        assert!(run.status.success() && run.stderr.is_empty(), "{what} {form}: {run:?}");
        assert!(run.stdout.len() > 400, "{what} {form}");
    }
}

#[test]
fn what_cannot_be_had_in_a_form_is_refused_with_what_can() {
    let desk = desk();
    for (what, forms) in PAIRS {
        for form in FORMS.iter().filter(|form| !forms.contains(form)) {
            let run = desk.run(&["export", what, "--format", form, "--seminar", "weather.seminar.json"]);
            assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{what} {form}");
            assert!(run.err.contains(&format!("{what} cannot be had as {form}")), "{}", run.err);
            assert!(forms.iter().all(|form| run.err.contains(form)), "{}", run.err);
        }
    }
}

#[test]
fn wrong_usage_says_what_is_lacking() {
    let desk = desk();
    let run = |arguments: &[&str]| desk.run(&[&["export"], arguments].concat());
    let check = |run: Run, part: &str| {
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains(part), "{part:?} in {}", run.err);
    };
    check(
        run(&["minutes", "--format", "html"]),
        "minutes is about a seminar, and none is given: add '--seminar FILE'",
    );
    check(run(&["votes", "--format", "csv"]), "add '--seminar FILE'");
    check(run(&["report"]), "--format");
    check(run(&["reports", "--format", "html"]), "'report'");
    check(run(&["matrix", "--format", "png", "--scale", "0"]), "a number from 1 to 8 is expected");
    let seminar = ["report", "--format", "md", "--seminar", "weather.seminar.json"];
    check(run(&[&seminar[..], &["--only-built-in"]].concat()), "--only-built-in");
}

#[test]
fn two_runs_give_the_same_bytes() {
    for (what, form) in pairs() {
        assert!(export(what, form) == export(what, form), "{what} {form}");
    }
}

/// Where the golden files are.
fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/export/golden").join(name)
}

/// After a change that is meant, `UPDATE_SNAPSHOTS=1 cargo test --test cli export` writes the files anew.
#[test]
fn every_kind_is_as_its_golden_file_has_it() {
    let is_update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    for (what, form) in pairs() {
        let (name, made) = (format!("{what}.{form}"), export(what, form));
        if is_update {
            std::fs::write(golden(&name), &made).expect("a file that can be written");
        }
        let kept = std::fs::read(golden(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        if form == "png" {
            assert_alike(&name, &kept, &made);
        } else {
            assert!(kept == made, "{name} differs from its golden file");
        }
    }
}

/// PNG bytes are those of the build. Its pixels may differ from another build's by as much as nobody sees.
#[track_caller]
fn assert_alike(name: &str, kept: &[u8], made: &[u8]) {
    let [kept, made] = [kept, made].map(|bytes| image::load_from_memory(bytes).expect("a picture").to_rgb8());
    assert_eq!(kept.dimensions(), made.dimensions(), "{name}");
    let far = kept.as_raw().iter().zip(made.as_raw()).filter(|(a, b)| a.abs_diff(**b) > 8).count();
    assert_eq!(far, 0, "{name}");
}

#[test]
fn a_picture_is_xml_with_real_text_a_title_and_a_legend() {
    for (what, has) in [
        ("compare", "May will be wet"),
        ("matrix", "It rains in May"),
        ("timeline", "Frost will come late"),
        ("scoreboard", "Foretold (n)"),
    ] {
        let svg = export_text(what, "svg");
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{what}: {error}"));
        let texts: Vec<&str> = document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| node.text())
            .collect();
        assert!(document.descendants().any(|node| node.has_tag_name("title")), "{what}");
        for part in [has, "Largely disconfirmed", "Pending", "A Cold Spring?"] {
            assert!(texts.iter().any(|text| text.contains(part)), "{part:?} in {what}: {texts:?}");
        }
        let references = document.descendants().filter_map(|node| node.attribute("href"));
        let defined = |id: &str| document.descendants().any(|node| node.attribute("id") == Some(id));
        for reference in references {
            assert!(reference.strip_prefix('#').is_some_and(defined), "{what}: {reference}");
        }
    }
}

/// A picture drawn by another renderer, with our fonts.
fn drawn_by_resvg(svg: &str) -> image::RgbImage {
    use resvg::{tiny_skia, usvg};
    let mut options = usvg::Options::default();
    // Ours have no names, by which it looks for them.
    for font in [ttf_noto_sans::REGULAR, ttf_noto_sans::BOLD, dejavu::sans::regular()] {
        options.fontdb_mut().load_font_data(font.to_vec());
    }
    let tree = usvg::Tree::from_str(svg, &options).expect("an SVG");
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).expect("a size");
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    let rgb = pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    image::RgbImage::from_raw(size.width(), size.height(), rgb.collect())
        .expect("as many pixels as the size says")
}

#[test]
fn another_renderer_makes_of_the_svg_what_the_png_shows() {
    for what in ["compare", "matrix", "timeline", "scoreboard"] {
        let theirs = drawn_by_resvg(&export_text(what, "svg"));
        let ours = image::load_from_memory(&export(what, "png")).expect("a picture").to_rgb8();
        assert_eq!(theirs.dimensions(), ours.dimensions(), "{what}");
        let apart = |limit: u8| {
            let pairs = theirs.as_raw().iter().zip(ours.as_raw());
            let far = pairs.filter(|(theirs, ours)| theirs.abs_diff(**ours) > limit).count();
            far as f64 / theirs.as_raw().len() as f64
        };
        // Edges are smoothed in another way; no letter and no mark is elsewhere.
        assert!(apart(40) < 0.002 && apart(120) < 0.0002, "{what}: {} {}", apart(40), apart(120));
    }
}

#[test]
fn a_png_is_as_many_times_larger_as_asked_for_and_never_too_large_to_draw() {
    let desk = Desk::new();
    let size = |scale: &str| {
        let png = export_of(&desk, &["scoreboard", "--format", "png", "--scale", scale]);
        let picture = image::load_from_memory(&png).expect("a picture");
        (picture.width(), picture.height())
    };
    let (width, height) = size("1");
    assert_eq!(size("3"), (3 * width, 3 * height));
    let run = desk.run(&["export", "compare", "--format", "png", "--scale", "8"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("choose a smaller scale, or SVG"), "{}", run.err);
}

#[test]
fn letters_that_no_font_of_ours_has_are_told_of() {
    let desk = Desk::with(&[("own.json", &with(THEORY, "Who controls the rimland", "谁控制边缘地带"))]);
    let run = Command::new(PROGRAM)
        .args(["export", "compare", "--format", "png", "--theory", "own.json"])
        .current_dir(desk.folder())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(
        run.status.success() && said.contains("lack") && said.contains('谁') && said.contains("SVG"),
        "{said}"
    );
    let svg = export_of(&desk, &["compare", "--format", "svg", "--theory", "own.json"]);
    assert!(String::from_utf8_lossy(&svg).contains("谁控制边缘地带"));
}

#[test]
fn what_a_file_says_is_shown_and_never_run() {
    let hostile = "<script>alert(1)</script>\\u0007 & \\\"quoted\\\" ]]> <!-- \\u202e";
    let theory = with(THEORY, "Who controls the rimland rules Eurasia", hostile);
    let theory = with(&theory, "\"name\": \"The Geography of the Peace\"", "\"name\": \"=HYPERLINK(1)\"");
    let desk = Desk::with(&[("own.json", &theory)]);
    for (what, form) in pairs().filter(|(what, _)| !["minutes", "votes"].contains(what)) {
        if form == "png" {
            continue;
        }
        let made = export_of(&desk, &[what, "--format", form, "--theory", "own.json"]);
        let made = String::from_utf8(made).expect("a text");
        if ["html", "svg", "md"].contains(&form) {
            // Markdown shows as it is what has a backslash before it.
            let active = made.replace("\\<", "");
            assert!(!active.contains("<script") && !made.contains(['\u{7}', '\u{202e}']), "{what} {form}");
        }
        if form == "svg" {
            roxmltree::Document::parse(&made).unwrap_or_else(|error| panic!("{what}: {error}"));
        }
        if form == "csv" {
            assert_runs_nothing(&made, what);
        }
    }
}

/// Nothing begins like a formula, be cells parted by commas or by semicolons, and whatever quotation marks say.
#[track_caller]
fn assert_runs_nothing(sheet: &str, what: &str) {
    let is_formula = |cell: &str| cell.trim_matches('"').starts_with(['=', '+', '-', '@', '\t']);
    let cells: Vec<&str> = sheet.split([',', ';', '\n', '\t']).collect();
    assert!(cells.len() > 10, "{what}: {sheet}");
    let formula = cells.into_iter().find(|cell| is_formula(cell));
    assert_eq!(formula, None, "{what}:\n{sheet}");
}

#[test]
fn no_text_of_a_seminar_is_a_formula_in_a_sheet() {
    for hostile in ["=1+1", "-1+1", "@SUM(1)", "+1", "Rain;=1+1", "Rain\\n=1+1", "\\n=1+1", "Rain;\\t-1"] {
        let seminar = with(SEMINAR, "It rains in May", hostile);
        let name = |name: &str| format!("\"name\": \"{name}\"");
        let seminar = with(&seminar, &name("The Old Almanac"), &name(hostile));
        let desk = Desk::with(&[("hostile.seminar.json", &seminar)]);
        for what in ["verdicts", "matrix", "scoreboard", "votes"] {
            let made = export_of(&desk, &[what, "--format", "csv", "--seminar", "hostile.seminar.json"]);
            assert_runs_nothing(&String::from_utf8(made).expect("a text"), what);
        }
    }
}

#[test]
fn a_page_loads_nothing_and_names_no_place_to_load_from() {
    for what in ["report", "worksheet", "key", "cards", "minutes"] {
        let page = export_text(what, "html");
        assert!(page.contains("default-src 'none'"), "{what}");
        for part in ["src=", "url(", "http://", "https://", "@import", "<link", "<script"] {
            assert!(!page.contains(part), "{what} has {part:?}");
        }
    }
}

#[test]
fn the_worksheet_tells_no_verdict_and_its_key_has_them_under_the_same_numbers() {
    let (sheet, key) = (export_text("worksheet", "md"), export_text("key", "md"));
    let rows = |text: &str| -> Vec<Vec<String>> {
        let lines = text.lines().filter(|line| line.starts_with("| Ol") || line.starts_with("| Ne"));
        lines
            .map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect())
            .collect()
    };
    let (asked, answered) = (rows(&sheet), rows(&key));
    let first_two = |rows: &[Vec<String>]| rows.iter().map(|row| row[..2].to_vec()).collect::<Vec<_>>();
    assert_eq!(first_two(&asked), first_two(&answered));
    assert_eq!(asked.len(), 7);
    assert!(asked.iter().all(|row| row[2] == asked[0][2]), "every question offers the same answers");
    assert!(answered.iter().any(|row| row[2].starts_with("Largely disconfirmed (0.25")), "{key}");
    for told in ["Foresight", "foresight", "hindsight", "occurred", "score", "Rank"] {
        assert!(!sheet.contains(told), "{told:?} in the worksheet");
    }
}

#[test]
fn the_minutes_have_votes_shifts_readings_and_rescues_and_name_nobody() {
    let minutes = export_text("minutes", "md");
    for part in [
        "Held on 2026-11-24",
        "| Occurred | 4 | 2 |",
        "| Mixed | 5 | 9 |",
        "The median stayed at mixed",
        "Second vote corrected: One hand was overlooked",
        "Room: Mixed",
        "Essay: Occurred",
        "By the room: “It rains in May” is read as mixed; the essay reports occurred",
        "| Old | Frost will come late | Almost happened | It was one degree above |",
    ] {
        assert!(minutes.replace("\\_", "_").contains(part), "{part:?} in\n{minutes}");
    }
    assert!(SEMINAR.contains("pseudonym-a") && SEMINAR.contains("A cold room"));
    for (what, form) in pairs().filter(|(_, form)| *form != "png") {
        let made = export_text(what, form);
        // What the lecturer notes is the lecturer's.
        assert!(!made.contains("pseudonym-") && !made.contains("A cold room"), "{what} {form}");
    }
}

#[test]
fn a_seminar_brings_its_own_documents_and_what_is_given_comes_on_top() {
    let desk = desk();
    let verdicts = |further: &[&str]| {
        let arguments = ["verdicts", "--format", "json", "--seminar", "weather.seminar.json"];
        json(&String::from_utf8(export_of(&desk, &[&arguments[..], further].concat())).expect("a text"))
    };
    let own = verdicts(&[]);
    assert_eq!((text(&own["essay"], "id"), ids(&own)), ("weather", vec!["old-almanac", "new-gauge"]));
    let rain = |of: &Value| text(entry(of, "outcomes", "id", "rain"), "reported").to_owned();
    assert_eq!(rain(&own), "mixed", "the room's reading counts, as in its file");
    assert_eq!(own["what_if"]["readings"], serde_json::json!({ "rain": "mixed" }), "and the table says so");
    assert_eq!(rain(&verdicts(&["--reading", "rain=did-not-occur"])), "did-not-occur");
    desk.write("own.json", THEORY);
    assert_eq!(ids(&verdicts(&["--theory", "own.json"])), ["old-almanac", "new-gauge", "spykman"]);
}

#[test]
fn tables_have_the_numbers_of_the_comparison() {
    let desk = Desk::new();
    let told = desk.compare(&[], 0);
    let exported =
        |what: &str| json(&String::from_utf8(export_of(&desk, &[what, "--format", "json"])).unwrap());
    assert_eq!(exported("verdicts"), told);
    let board = exported("scoreboard");
    assert_eq!(list(&board, "theories").len(), 5);
    for (standing, theory) in list(&board, "theories").iter().zip(list(&told, "theories")) {
        for key in ["id", "name", "rank", "score", "coverage", "foretold", "boldness"] {
            assert_eq!(standing[key], theory[key], "{key}");
        }
    }
    let matrix = exported("matrix");
    assert_eq!(list(&matrix, "outcomes").len(), 41);
    for (row, outcome) in list(&matrix, "outcomes").iter().zip(list(&told, "outcomes")) {
        for key in ["id", "reported", "diagnosticity", "n"] {
            assert_eq!(row[key], outcome[key], "{key}");
        }
        let stances = list(row, "stances").iter().filter(|stance| !stance.is_null()).count();
        assert_eq!(row["n"], stances);
    }
    let csv = String::from_utf8(export_of(&desk, &["scoreboard", "--format", "csv"])).unwrap();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    for (row, theory) in rows.iter().zip(list(&told, "theories")) {
        assert_eq!((&row[1], row[4].parse().ok()), (text(theory, "id"), theory["score"].as_f64()));
    }
}

#[test]
fn the_exported_matrix_is_imported_again_with_the_same_stances_and_outcomes() {
    let desk = Desk::new();
    desk.print(&["export", "matrix", "--format", "csv", "-o", "matrix.csv"]);
    desk.print(&["import", "matrix.csv", "-o", "back"]);
    let theories = ["mackinder", "brzezinski", "huntington", "kissinger-late", "multipolarity"];
    let mut arguments =
        vec!["export", "matrix", "--format", "json", "--no-built-in", "--essay", "back/matrix.json"];
    let files = theories.map(|theory| format!("back/{theory}.json"));
    arguments.extend(files.iter().flat_map(|file| ["--theory", file]));
    let back = json(&desk.print(&arguments));
    let told = json(&desk.print(&["export", "matrix", "--format", "json"]));
    assert_eq!(list(&back, "outcomes").len(), list(&told, "outcomes").len());
    for (back, told) in list(&back, "outcomes").iter().zip(list(&told, "outcomes")) {
        for key in ["id", "statement", "reported", "basis", "paragraphs", "when", "stances", "diagnosticity"]
        {
            assert_eq!(back[key], told[key], "{key}");
        }
    }
}

#[test]
fn a_sheet_and_a_card_say_how_the_essay_is_read() {
    let desk = desk();
    let made = |arguments: &[&str]| String::from_utf8(export_of(&desk, arguments)).expect("a text");
    for what in ["verdicts", "scoreboard"] {
        assert!(!made(&[what, "--format", "csv"]).contains("what_if"), "{what}");
        let filtered = made(&[what, "--format", "csv", "--attribution", "essay"]);
        assert!(filtered.contains("what_if") && filtered.contains("attribution essay"), "{what}: {filtered}");
        let room = made(&[what, "--format", "csv", "--seminar", "weather.seminar.json"]);
        assert!(room.lines().skip(1).all(|line| line.ends_with("rain=mixed")), "{what}: {room}");
    }
    assert!(export_text("cards", "md").contains("By the room: “It rains in May” is read as mixed"));
}

#[test]
fn two_theories_with_one_id_are_two_sources() {
    let desk = Desk::with(&[
        ("a.json", THEORY),
        ("b.json", &with(THEORY, "\"short_name\": \"Spykman\"", "\"short_name\": \"Nicholas\"")),
    ]);
    let made =
        export_of(&desk, &["citation", "--format", "json", "--theory", "a.json", "--theory", "b.json"]);
    let items = json(&String::from_utf8(made).expect("a text"));
    let ids: Vec<&str> = items.as_array().expect("a list").iter().map(|item| text(item, "id")).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((once.len(), ids.len()), (9, 9), "{ids:?}");
}

#[test]
fn a_citation_names_the_program_and_each_file_by_its_content() {
    let items = json(&export_text("citation", "json"));
    let items = items.as_array().expect("a list");
    let ids: Vec<&str> = items.iter().map(|item| text(item, "id")).collect();
    assert_eq!(ids, ["prescient", "weather", "old-almanac", "new-gauge"]);
    assert_eq!(text(&items[0], "version"), env!("CARGO_PKG_VERSION"));
    assert_eq!(items[1]["issued"]["date-parts"], serde_json::json!([[2024, 5]]));
    let seminar = json(SEMINAR);
    assert_eq!(text(&items[1], "note"), text(&seminar["essay"], "hash"));
}

#[test]
fn a_bad_theory_is_left_out_and_a_bad_seminar_leaves_nothing() {
    let desk = desk();
    desk.write("bad.json", with(THEORY, "\"made\": \"1944\"", "\"made\": \"soon\""));
    let run = desk.run(&["export", "scoreboard", "--format", "csv", "--theory", "bad.json"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(1), 6), "{run:?}");
    assert!(run.err.contains("bad-date"), "{}", run.err);
    let run = desk.run(&["export", "minutes", "--format", "md", "--seminar", "bad.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("the seminar bad.json cannot be used"), "{}", run.err);
}

#[test]
fn a_file_is_replaced_whole_and_stdout_stays_empty() {
    let desk = desk();
    desk.write("out.html", "old");
    let run = desk.run(&["export", "report", "--format", "html", "-o", "out.html"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    assert!(desk.read("out.html").starts_with("<!DOCTYPE html>"));
}
