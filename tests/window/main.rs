//! The story of a lecturer's first five minutes, in a real window: real keys, real files, the real
//! file dialog, and the names that a screen reader finds.
#![cfg(target_os = "linux")]

mod stage;

use std::collections::BTreeSet;
use std::fs;
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

    stage.hand(&["key", "ctrl+alt+s"]);
    stage.wait_for_name("Path of the file");
    stage.hand(&["key", "ctrl+a"]);
    stage.hand(&["type", "--delay", "30", &own.display().to_string()]);
    stage.hand(&["key", "Return"]);
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
