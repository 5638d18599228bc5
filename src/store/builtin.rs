//! The built-in essay, theories and template: the files in `assets` and `theories`, embedded in the program.

use std::sync::Arc;

use super::load::{Document, parse};
use crate::model::json::Progress;
use crate::model::{Essay, Theory};

/// The text of the built-in essay's file.
pub const ESSAY: &str = include_str!("../../assets/beijing-moscow-axis.json");

/// The texts of the built-in theories' files, in the order of their columns.
pub const THEORIES: [&str; 5] = [
    include_str!("../../theories/mackinder.json"),
    include_str!("../../theories/brzezinski.json"),
    include_str!("../../theories/huntington.json"),
    include_str!("../../theories/kissinger-late.json"),
    include_str!("../../theories/multipolarity.json"),
];

/// The built-in essay.
pub fn essay() -> Arc<Essay> {
    Arc::new(embedded(ESSAY))
}

/// The built-in theories, in the order of their columns.
pub fn theories() -> Vec<Arc<Theory>> {
    THEORIES.iter().map(|text| Arc::new(embedded(text))).collect()
}

/// The text of the template from which theories are begun: it explains itself.
pub const THEORY_TEMPLATE: &str = include_str!("../../assets/theory-template.json");

/// The template as a theory.
pub fn theory_template() -> Theory {
    embedded(THEORY_TEMPLATE)
}

fn embedded<T: Document>(text: &str) -> T {
    let loaded = parse(text.as_bytes(), None, &Progress::default());
    loaded
        .comparable()
        .expect("the files that the program is built with are clean: tests/content.rs checks them")
}
