//! Taking in a matrix that people have: its outcomes and theories become documents of their own, not yet saved.

use std::path::Path;
use std::sync::Arc;

use super::Effect;
use super::judge::use_essay;
use crate::app::session::{Body, DocId, Origin, file_name};
use crate::app::state::{Dialog, State};
use crate::import::Imported;

/// Opens what a file has become, and lets its essay judge; or says why it has become nothing.
pub(super) fn imported(state: &mut State, path: &Path, result: Result<Box<Imported>, String>) -> Vec<Effect> {
    match result {
        Err(problem) => {
            let text = path.display().to_string();
            state.dialog =
                Some(Dialog::ImportMatrix { text, problem: Some(format!("Not imported: {problem}")) });
            Vec::new()
        }
        Ok(imported) => {
            let Imported { essay, theories, report } = *imported;
            let judge = open(state, Body::Essay(Arc::new(essay)));
            for theory in theories {
                open(state, Body::Theory(Arc::new(theory)));
            }
            let name = file_name(path);
            state.tell(format!("Imported {name}: nothing of it is saved yet"), false, Some(judge));
            state.dialog = Some(Dialog::Imported { name, report });
            use_essay(state, judge)
        }
    }
}

/// Opens a document that has no file yet.
fn open(state: &mut State, body: Body) -> DocId {
    state.asked += 1;
    let diagnostics = Arc::new(body.check(&state.session.essay()));
    let document = state.session.document_of(Origin::New, body, diagnostics, state.asked);
    let doc = document.id;
    state.session.documents.push(document);
    doc
}
