//! From JSON paths to lines and columns.

use std::collections::HashMap;
use std::path::Path;

use super::diagnostic::{Code, Diagnostic, Diagnostics, Finding, Findings, Spot};
use super::load::decode;
use super::read::read_file;
use super::scan::{Cursor, Places, Token};
use crate::model::json::Progress;
use crate::model::{Id, JsonPath, Step};

/// The warning that the theory in `file` has an id that the theory in `owner`, before it, has too.
/// The file is read again for the place; if it has gone meanwhile, the warning names none.
pub fn id_taken(file: &Path, id: &Id, owner: &Path) -> Diagnostic {
    let found = format!("\"{id}\", which {} has too", owner.display());
    let finding = Finding::new(Code::IdTaken, JsonPath::default().key("id"), found, "an id of its own")
        .hint(format!("in a comparison of both it joins under another name, such as \"{id}~2\""));
    let bytes = read_file(file, &Progress::default()).unwrap_or_default();
    match decode(&bytes) {
        Ok(text) if !text.is_empty() => place_all(vec![finding], text).remove(0),
        _ => finding.at(None),
    }
}

/// Gives each finding its place in `text`, and sorts them by it.
pub(super) fn place(findings: Findings, text: &str) -> Diagnostics {
    findings.with_list(|listed| if listed.is_empty() { Vec::new() } else { place_all(listed, text) })
}

fn place_all(listed: Vec<Finding>, text: &str) -> Vec<Diagnostic> {
    let mut wanted = Wanted::default();
    for (number, finding) in listed.iter().enumerate() {
        wanted.add(&finding.path.0, finding.spot, number);
    }
    let mut offsets = vec![0; listed.len()];
    let top = Cursor::new(text);
    wanted.find(top, top.at(), &mut offsets);

    let mut found: Vec<(usize, Finding)> = offsets.into_iter().zip(listed).collect();
    found.sort_by_key(|(offset, _)| *offset);
    let mut places = Places::new(text);
    found.into_iter().map(|(offset, finding)| finding.at(Some(places.of(offset)))).collect()
}

/// The paths that are looked for, as a tree, so that one walk finds all and skips the rest.
#[derive(Default)]
struct Wanted {
    values: Vec<usize>,
    keys: Vec<usize>,
    deeper: HashMap<Step, Wanted>,
}

impl Wanted {
    fn add(&mut self, steps: &[Step], spot: Spot, number: usize) {
        match steps {
            [] if spot == Spot::Key => self.keys.push(number),
            [] => self.values.push(number),
            [step, rest @ ..] => self.deeper.entry(step.clone()).or_default().add(rest, spot, number),
        }
    }

    /// Every finding at or below here: where a path ends early (a missing field), its findings stand
    /// at the nearest value that is there.
    fn all(&self, offset: usize, offsets: &mut [usize]) {
        for number in self.values.iter().chain(&self.keys) {
            offsets[*number] = offset;
        }
        self.deeper.values().for_each(|deeper| deeper.all(offset, offsets));
    }

    fn find(&self, value: Cursor<'_>, key_at: usize, offsets: &mut [usize]) {
        self.all(value.at(), offsets);
        for number in &self.keys {
            offsets[*number] = key_at;
        }
        if self.deeper.is_empty() {
            return;
        }
        match value.token() {
            Some(Token::Object) => {
                for entry in value.entries() {
                    let step = entry.key.map(|key| Step::Key(key.into()));
                    if let Some(deeper) = step.and_then(|step| self.deeper.get(&step)) {
                        deeper.find(entry.value, entry.key_at, offsets);
                    }
                }
            }
            Some(Token::Array) => {
                for (index, value) in value.values().enumerate() {
                    if let Some(deeper) = self.deeper.get(&Step::Index(index)) {
                        deeper.find(value, value.at(), offsets);
                    }
                }
            }
            _ => {}
        }
    }
}
