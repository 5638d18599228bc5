//! What edits are called, after "Undo" and "Redo", and what the fields of documents are called.

use crate::model::{Edit, Operation, Step};

/// What an edit does: `edit statement`, `add prediction`.
pub fn edit(edit: &Edit) -> String {
    let keys = edit.place.0.iter().rev().filter_map(|step| match step {
        Step::Key(key) => Some(&**key),
        Step::Index(_) => None,
    });
    let keys: Vec<&str> = keys.collect();
    let key = keys.first().copied().unwrap_or_default();
    let verb = match &edit.operation {
        Operation::Set(_) => match (edit.place.0.last(), keys.get(1)) {
            (Some(Step::Key(_)), Some(list @ &("dimensions" | "topics"))) => {
                return format!("edit {}", entry(list));
            }
            _ => return format!("edit {}", field(key)),
        },
        Operation::Unset => match keys.get(1) {
            Some(list @ &("dimensions" | "topics")) => return format!("delete {}", entry(list)),
            _ => return format!("clear {}", field(key)),
        },
        Operation::Rename(_) => return format!("rename {}", entry(keys.get(1).copied().unwrap_or_default())),
        Operation::Insert(..) => "add",
        Operation::Remove(_) => "delete",
        Operation::Move { .. } => "move",
    };
    format!("{verb} {}", entry(key))
}

/// What one entry of a list is called.
pub fn entry(list: &str) -> &str {
    match list {
        "predictions" => "prediction",
        "expects" => "expectation",
        "works" => "work",
        "dimensions" => "dimension",
        "outcomes" => "outcome",
        "topics" => "topic",
        other => other,
    }
}

/// What a field is called, in the middle of a sentence.
pub fn field(key: &str) -> &str {
    match key {
        "short_name" => "short name",
        "made" => "date made",
        "due" => "due date",
        "attribution" => "source",
        "essay" | "paragraphs" => "paragraphs",
        "of" => "essay of the source",
        "locator" => "place in the work",
        "value" => "expected value",
        "because" => "reason",
        "published" => "publication date",
        "reported" => "reported value",
        "when" => "date of the outcome",
        "advocated_by" => "essays that argue for it",
        "expects" => "expectations",
        other => other,
    }
}
