//! A user's desk: a folder with files, and the program to run on them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The path of the program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_prescient");

/// A theory without a fault, one value a line. Tests break it in one place.
pub const THEORY: &str = r#"{
  "format": "prescient-theory/1",
  "id": "spykman",
  "name": "The Geography of the Peace",
  "short_name": "Spykman",
  "theorist": "Nicholas Spykman",
  "year": "1944",
  "works": [
    {
      "id": "peace",
      "citation": "The Geography of the Peace, Harcourt, 1944"
    }
  ],
  "dimensions": {
    "actors": "a",
    "driver": "b",
    "rivalry": "c",
    "russia": "d",
    "china": "e",
    "america": "f",
    "order": "g",
    "blind_spot": "h"
  },
  "predictions": [
    {
      "id": "rimland",
      "statement": "Who controls the rimland rules Eurasia",
      "kind": "forecast",
      "made": "1944",
      "attribution": {
        "work": "peace",
        "locator": "p. 43"
      },
      "expects": [
        {
          "outcome": "china-is-main-adversary",
          "value": "occurs",
          "weight": 1.0
        }
      ]
    }
  ]
}
"#;

/// An essay without a fault.
pub const ESSAY: &str = r#"{
  "format": "prescient-essay/1",
  "id": "another-essay",
  "title": "Another Essay",
  "published": "2025",
  "viewpoint": "It doubts everything.",
  "outcomes": [
    {
      "id": "china-is-main-adversary",
      "statement": "China is the main adversary of the United States",
      "reported": "did-not-occur",
      "basis": "judgement"
    }
  ]
}
"#;

/// `text` with its one `from` replaced.
#[track_caller]
pub fn with(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from:?} must stand once in\n{text}");
    text.replace(from, to)
}

/// The line and the column, both from 1 and in characters, at which `needle` starts.
#[track_caller]
pub fn place_of(text: &str, needle: &str) -> (usize, usize) {
    let at = text.find(needle).unwrap_or_else(|| panic!("{needle:?} must stand in\n{text}"));
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    (1 + text[..at].matches('\n').count(), 1 + text[line_start..at].chars().count())
}

/// A folder of the user's.
pub struct Desk(TempDir);

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    /// A desk with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).expect("a file that can be written");
    }

    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file that can be read")
    }

    /// The program run in this folder; a hang is a failure.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(Command::new(PROGRAM).args(arguments).current_dir(self.folder()))
    }

    /// `check --format json`, which must end with this code.
    #[track_caller]
    pub fn check(&self, arguments: &[&str], code: i32) -> Value {
        let run = self.run(&[&["check", "--format", "json"], arguments].concat());
        assert_eq!(run.code, Some(code), "{run:?}");
        json(&run.out)
    }

    /// `compare --format json`, which must end with this code.
    #[track_caller]
    pub fn compare(&self, arguments: &[&str], code: i32) -> Value {
        let run = self.run(&[&["compare", "--format", "json"], arguments].concat());
        assert_eq!(run.code, Some(code), "{run:?}");
        json(&run.out)
    }

    /// `analyse --format json`, which must end well.
    #[track_caller]
    pub fn analyse(&self, arguments: &[&str]) -> Value {
        json(&self.print(&[&["analyse", "--format", "json"], arguments].concat()))
    }

    /// What the program prints; it must end well.
    #[track_caller]
    pub fn print(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out
    }
}

pub fn run(command: &mut Command) -> Run {
    let output = command.timeout(Duration::from_mins(1)).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

#[track_caller]
pub fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

/// The ids of the theories of a comparison, in order.
pub fn ids(comparison: &Value) -> Vec<&str> {
    list(comparison, "theories").iter().map(|theory| text(theory, "id")).collect()
}

/// The keys of an object, in order.
#[track_caller]
pub fn keys(object: &Value) -> Vec<&str> {
    object
        .as_object()
        .unwrap_or_else(|| panic!("{object} must be an object"))
        .keys()
        .map(String::as_str)
        .collect()
}

/// The texts of a list, in order.
#[track_caller]
pub fn texts<'a>(object: &'a Value, key: &str) -> Vec<&'a str> {
    list(object, key).iter().map(|item| item.as_str().expect("a text")).collect()
}

/// The object of a list that has this value under this key.
#[track_caller]
pub fn entry<'a>(object: &'a Value, list_key: &str, key: &str, value: &str) -> &'a Value {
    let found = list(object, list_key).iter().find(|entry| entry[key] == value);
    found.unwrap_or_else(|| panic!("{value:?} must be in {list_key}"))
}

#[track_caller]
pub fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object[key].as_array().unwrap_or_else(|| panic!("{key} must be an array in {object}"))
}

#[track_caller]
pub fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_else(|| panic!("{key} must be a text in {object}"))
}
