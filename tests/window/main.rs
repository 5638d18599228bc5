//! The story of a lecturer's first five minutes, in a real window: real keys, real files, the real
//! file dialog, and the names that a screen reader finds.
#![cfg(target_os = "linux")]

mod stage;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use prescient::assess::{Lens, assess};
use prescient::store::builtin;
use stage::{Stage, wait_for};

const SPYKMAN: &str = r#"{
  "format": "prescient-theory/1",
  "id": "spykman",
  "name": "The Rimland",
  "short_name": "Spykman",
  "theorist": "Nicholas Spykman",
  "year": "1944",
  "predictions": []
}"#;

/// The names of the built-in predictions: short name, statement and verdict.
fn predictions() -> BTreeSet<String> {
    let (essay, theories) = (builtin::essay(), builtin::theories());
    let assessment = assess(&essay, &theories, &Lens::default());
    let names = theories.iter().zip(&assessment.theories).flat_map(|(theory, judged)| {
        judged.predictions.iter().map(|p| {
            let statement = &theory.predictions[p.position()].statement;
            format!("{}: {statement} ({})", theory.short_name, p.verdict.label())
        })
    });
    names.collect()
}

#[test]
fn a_lecturer_opens_the_window_reads_it_all_and_brings_a_theory() {
    if !stage::is_possible() {
        return;
    }
    let stage = Stage::open();
    let broken = stage.folder().join("broken.json");
    fs::write(&broken, "{ \"format\": ").unwrap();
    let own = stage.folder().join("spykman.json");
    fs::write(&own, SPYKMAN).unwrap();

    let mut program = stage.program(&[&broken]);
    stage.take_up_window();
    for name in ["Mackinder", "Brzezinski", "Huntington", "Kissinger (late)", "Multipolarity", "1 error"] {
        stage.wait_for_name(name);
    }
    scrolls_past_every_prediction(&stage);
    opens_a_theory_in_the_dialog(&stage, &own.display().to_string());
    stage.picture("window-story");
    rests(&program);
    stage.hand(&["key", "ctrl+q"]);
    assert!(program.ended().success());
}

#[test]
fn a_room_changes_a_reading_sees_the_leader_change_and_takes_it_back_by_keys_alone() {
    if !stage::is_possible() {
        return;
    }
    let stage = Stage::open();
    let mut program = stage.program(&[]);
    stage.take_up_window();
    stage.wait_for_name("Mackinder");

    stage.hand(&["key", "ctrl+4"]);
    stage.wait_for_name("Multipolarity leads with 0.817, by 0.017 over Huntington with 0.80.");
    stage.hand(&["key", "ctrl+f"]);
    stage.hand(&["type", "--delay", "30", "still split"]);
    stage.wait_for_name("Outcome: The United States can still split Russia from China");
    stage.hand(&["key", "Return"]);
    stage.wait_for_name("Paragraph 9");
    stage.hand(&["key", "ctrl+2"]);
    stage.wait_for_name("Huntington, Rank 2 of 5 loaded");
    stage.hand(&["key", "ctrl+Up"]);
    stage.hand(&["key", "ctrl+Up"]);
    stage.wait_for_name("Huntington, Rank 1 of 5 loaded");
    stage.hand(&["key", "ctrl+t"]);
    stage.wait_for_name(
        "Mackinder, The United States can still split Russia from China: advice that expects it, mostly occurred, largely confirmed",
    );
    stage.picture("what-if-story");
    stage.hand(&["key", "ctrl+4"]);
    stage.wait_for_name("Huntington leads with 0.80, by 0.017 over Multipolarity with 0.783.");
    stage.hand(&["key", "ctrl+shift+BackSpace"]);
    stage.wait_for_name("Multipolarity leads with 0.817, by 0.017 over Huntington with 0.80.");
    stage.hand(&["key", "ctrl+q"]);
    assert!(program.ended().success());
}

/// Saves what is in hand to a file whose path is typed.
fn saves_by_path(stage: &Stage, path: &Path) {
    stage.hand(&["key", "ctrl+alt+s"]);
    stage.wait_for_name("Path of the file");
    stage.hand(&["key", "ctrl+a"]);
    stage.hand(&["type", "--delay", "30", &path.display().to_string()]);
    stage.hand(&["key", "Return"]);
}

/// Adds a prediction that expects an outcome, which is found by typing `searched`.
fn adds_a_prediction(stage: &Stage, statement: &str, searched: &str, outcome: &str) {
    stage.hand(&["key", "ctrl+Return"]);
    stage.wait_for_name("My theory: Without a statement (Unscored: Not addressed)");
    stage.hand(&["type", "--delay", "30", statement]);
    stage.wait_for_name(&format!("My theory: {statement}"));
    stage.hand(&["key", "ctrl+shift+Return"]);
    stage.wait_for_name("Choose an outcome");
    stage.hand(&["type", "--delay", "30", searched]);
    stage.wait_for_name(outcome);
    stage.hand(&["key", "Return"]);
}

#[test]
fn a_student_writes_a_theory_is_killed_in_the_middle_and_loses_nothing_by_keys_alone() {
    if !stage::is_possible() {
        return;
    }
    let stage = Stage::open();
    let own = stage.folder().join("my-theory.json");
    let mut program = stage.program(&[]);
    stage.take_up_window();
    stage.wait_for_name("Mackinder");

    stage.hand(&["key", "ctrl+n"]);
    stage.wait_for_name("Theory from the template");
    stage.hand(&["key", "Return"]);
    stage.wait_for_name("About the theory");
    adds_a_prediction(&stage, "China will lead", "main adversary", "China is the main adversary");
    stage.wait_for_name("My theory: China will lead (Confirmed)");
    adds_a_prediction(&stage, "Russia will lead", "main challenger", "Russia is the West's main challenger");
    stage.wait_for_name("My theory: Russia will lead (Largely disconfirmed)");
    stage.picture("writing-story");

    saves_by_path(&stage, &own);
    wait_for("the file", || own.exists().then_some(()));
    stage.wait_for_name("saved");
    let saved = fs::read_to_string(&own).unwrap();

    // The next edit is made, kept within five seconds, and cut off in the middle of a word.
    stage.hand(&["key", "ctrl+Prior"]);
    stage.hand(&["key", "ctrl+a"]);
    stage.hand(&["type", "--delay", "30", "China will lead by 2030"]);
    sleep(Duration::from_secs(6));
    stage.hand(&["type", "--delay", "30", ", and th"]);
    program.kill();
    drop(program);
    assert_eq!(fs::read_to_string(&own).unwrap(), saved, "the file is as it was saved");

    let mut program = stage.program(&[]);
    stage.take_up_window();
    stage.wait_for_name("Unsaved work from an earlier start");
    stage.wait_for_name("China will lead by 2030");
    stage.picture("recovery-story");
    stage.hand(&["key", "Return"]);
    stage.wait_for_name("Recovered My theory: it is not saved yet");
    stage.hand(&["key", "ctrl+6"]);
    stage.hand(&["key", "ctrl+s"]);
    wait_for("the recovered work in the file", || {
        fs::read_to_string(&own).unwrap().contains("China will lead by 2030").then_some(())
    });
    stage.hand(&["key", "ctrl+q"]);
    assert!(program.ended().success());
    let check = Command::new(env!("CARGO_BIN_EXE_prescient")).arg("check").arg(&own).output().unwrap();
    let says = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success() && says.contains("0 errors, 0 warnings"), "{says}");
}

/// The part of the screen that the projector fills.
const WALL: &str = "1024x768+1280+0";

/// Goes on to this stage of an item.
fn goes_on_to(stage: &Stage, name: &str) {
    stage.hand(&["key", "Next"]);
    stage.wait_for_name(&format!("Stage: {name}"));
}

/// Counts hands, from "occurred" to "cannot decide", by keys, and closes the vote.
fn votes(stage: &Stage, hands: [u32; 6]) {
    for number in hands {
        stage.hand(&["type", "--delay", "30", &number.to_string()]);
        stage.hand(&["key", "Return"]);
    }
    let all: u32 = hands.iter().sum();
    stage.wait_for_name(&format!("{all} hands counted"));
    // Behind the last number is the button that closes the vote.
    stage.hand(&["key", "Return"]);
    stage.wait_for_name("Correct the");
}

/// Goes through an item up to its result, by hands if there are any, and returns what the wall showed at each stage.
fn goes_through(stage: &Stage, rounds: Option<[[u32; 6]; 2]>) -> Vec<(&'static str, Vec<u8>)> {
    let mut seen = Vec::new();
    let stages = ["Alone", "In pairs", "First vote", "Discussion", "Second vote", "Votes are in"];
    for name in stages {
        goes_on_to(stage, name);
        if let Some([first, second]) = rounds {
            match name {
                "First vote" => votes(stage, first),
                "Second vote" => votes(stage, second),
                _ => {}
            }
        }
        seen.push((name, stage.pixels(WALL)));
    }
    seen
}

/// Opens the cockpit and the projector, which fills the second screen; the cockpit keeps the keyboard.
fn opens_the_projector(stage: &Stage) {
    stage.hand(&["key", "ctrl+7"]);
    stage.wait_for_name("What the votes say");
    stage.hand(&["key", "F9"]);
    let projector = wait_for("the projector", || stage.window("^Prescient: projector$"));
    wait_for("the projector on the second screen", || {
        let place = stage.output("xdotool", &["getwindowgeometry", "--shell", &projector])?;
        ["X=1280", "Y=0", "WIDTH=1024", "HEIGHT=768"].iter().all(|part| place.contains(part)).then_some(())
    });
    stage.hand(&["windowactivate", "--sync", &stage.window("^Prescient$").unwrap()]);
}

/// Whether all pixels of a picture are black.
fn is_black(picture: &[u8]) -> bool {
    picture.iter().all(|byte| *byte == 0)
}

#[test]
fn a_room_votes_twice_on_three_items_is_cut_off_and_sees_the_verdicts_move() {
    if !stage::is_possible() {
        return;
    }
    let stage = Stage::open_with_two_screens();
    let file = stage.folder().join("week-1.seminar.json");
    let mut program = stage.program(&[]);
    stage.take_up_window();
    stage.wait_for_name("Mackinder");

    // The agenda is made and kept.
    stage.hand(&["key", "ctrl+7"]);
    stage.wait_for_name("What the votes say");
    stage.hand(&["key", "ctrl+shift+p"]);
    stage.hand(&["type", "--delay", "30", "most worth"]);
    stage.wait_for_name("Add the 3 most worth discussing");
    stage.hand(&["key", "Return"]);
    saves_by_path(&stage, &file);
    stage.wait_for_name("Saved the seminar");
    let untouched = stage.folder().join("untouched.seminar.json");
    fs::copy(&file, &untouched).unwrap();

    // The first item: what the wall shows at each stage is compared below.
    opens_the_projector(&stage);
    let with_votes = goes_through(&stage, Some([[9, 3, 2, 0, 5, 1], [4, 8, 5, 1, 2, 0]]));
    stage.picture("seminar-story-voted");
    stage.hand(&["key", "b"]);
    wait_for("a blank wall", || is_black(&stage.pixels(WALL)).then_some(()));
    stage.hand(&["key", "b"]);
    wait_for("the wall as it was", || (stage.pixels(WALL) == with_votes[5].1).then_some(()));
    stage.hand(&["key", "r"]);
    stage.wait_for_name("Stage: Result");
    assert_ne!(stage.pixels(WALL), with_votes[5].1, "the result is on the wall");
    stage.picture("seminar-story-result");

    // The second item is cut off behind its first vote; the room returns to the same step.
    for name in ["Alone", "In pairs", "First vote"] {
        goes_on_to(&stage, name);
    }
    votes(&stage, [0, 0, 1, 4, 15, 0]);
    wait_for("the vote in the file", || {
        fs::read_to_string(&file).unwrap().contains("\"votes\": 15").then_some(())
    });
    program.kill();
    drop(program);
    let mut program = stage.program(&[&file]);
    stage.take_up_window();
    stage.wait_for_name("Item 2 of 3");
    stage.wait_for_name("Stage: First vote");
    stage.wait_for_name("Correct the first vote");
    opens_the_projector(&stage);
    goes_on_to(&stage, "Discussion");
    goes_on_to(&stage, "Second vote");
    votes(&stage, [0, 0, 0, 2, 18, 0]);
    goes_on_to(&stage, "Votes are in");
    stage.hand(&["key", "r"]);
    stage.wait_for_name("Stage: Result");

    // The third item, and what follows for the theories: the essay's scoreboard beside the room's.
    goes_through(&stage, Some([[2, 2, 9, 4, 3, 0], [1, 3, 12, 3, 1, 0]]));
    stage.hand(&["key", "r"]);
    stage.wait_for_name("Stage: Result");
    let before = stage.pixels(WALL);
    stage.hand(&["key", "Next"]);
    stage.wait_for_name("The essay and the room");
    assert_ne!(stage.pixels(WALL), before, "the scoreboards are on the wall");
    stage.picture("seminar-story-scoreboards");
    stage.hand(&["key", "ctrl+q"]);
    assert!(program.ended().success());

    // The same without votes: until the result the wall has shown the very same.
    let mut program = stage.program(&[&untouched]);
    stage.take_up_window();
    stage.wait_for_name("Mackinder");
    opens_the_projector(&stage);
    for ((name, without), (_, with)) in goes_through(&stage, None).into_iter().zip(with_votes) {
        assert!(without == with, "the wall tells of votes: {name}");
        assert!(!is_black(&without), "{name}");
    }
    stage.hand(&["key", "ctrl+q"]);
    assert!(program.ended().success());
    let check = Command::new(env!("CARGO_BIN_EXE_prescient")).arg("check").arg(&file).output().unwrap();
    let says = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success() && says.contains("0 errors, 0 warnings"), "{says}");
}

fn scrolls_past_every_prediction(stage: &Stage) {
    let expected = predictions();
    assert_eq!(expected.len(), 33);
    let mut seen = BTreeSet::new();
    stage.hand(&["mousemove", "700", "600"]);
    for _ in 0..60 {
        seen.extend(stage.names().into_iter().map(|(_, name)| name).filter(|name| expected.contains(name)));
        if seen == expected {
            return;
        }
        stage.hand(&["click", "--repeat", "3", "--delay", "30", "5"]);
        sleep(Duration::from_millis(300));
    }
    let missing: Vec<&String> = expected.difference(&seen).collect();
    panic!("never seen while scrolling: {missing:#?}");
}

fn opens_a_theory_in_the_dialog(stage: &Stage, path: &str) {
    stage.hand(&["key", "ctrl+o"]);
    let dialog = wait_for("the file dialog", || stage.window("Open theories, an essay or a seminar"));
    stage.hand(&["windowfocus", "--sync", &dialog]);
    // In the dialog of the system a path is typed after a slash.
    let (slash, rest) = path.split_at(1);
    for text in [slash, rest] {
        stage.hand(&["type", "--delay", "30", text]);
        sleep(Duration::from_secs(1));
    }
    stage.hand(&["key", "Return"]);
    stage.wait_for_name("Spykman");
}

/// At rest the program does nothing: in ten seconds not even a hundredth of a second's work.
fn rests(program: &stage::Program<'_>) {
    sleep(Duration::from_secs(4));
    let before = program.ticks();
    sleep(Duration::from_secs(10));
    let used = program.ticks() - before;
    println!("cpu_at_rest_ticks {used} 1");
    assert!(used <= 1, "the program used {used} ticks of the processor in ten seconds of rest");
}

/// Runs the program with this display, or none, and returns its exit code and what it says.
fn without_window(display: Option<&str>) -> (Option<i32>, String) {
    let mut command = Command::new("timeout");
    command.args(["20", env!("CARGO_BIN_EXE_prescient")]);
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    command.envs(display.map(|display| ("DISPLAY", display)));
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn without_a_display_the_program_says_what_to_do() {
    let (code, says) = without_window(None);
    assert_eq!(code, Some(1), "{says}");
    assert_eq!(says.lines().count(), 1, "{says}");
    for part in ["DISPLAY", "prescient compare"] {
        assert!(says.contains(part), "{says}");
    }
}

#[test]
fn with_a_display_that_is_not_there_it_does_too() {
    let (code, says) = without_window(Some(":4099"));
    assert_eq!(code, Some(1), "{says}");
    assert!(!says.contains("panicked"), "{says}");
    assert!(says.contains("prescient compare"), "{says}");
}
