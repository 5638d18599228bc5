//! How to cite the program and the files: in sentences, and as CSL-JSON, which reference managers read.

use serde::Serialize;

use super::comparison::Comparison;
use crate::model::{Date, Essay, Theory};
use crate::store::{canonical, content_hash};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The program, the essay and the theories, a sentence each. The hash says which version of a file it was.
pub(super) fn sentences(comparison: &Comparison) -> Vec<String> {
    let essay = &comparison.essay;
    let publisher = essay.publisher.iter().map(|publisher| format!(" {publisher},")).collect::<String>();
    let program = format!("Prescient (version {VERSION}) [computer program].");
    let judged = format!(
        "The outcomes are those of “{}”,{publisher} {}, in the file {} ({}).",
        essay.title,
        essay.published.label(),
        essay.id,
        short_hash(&**essay),
    );
    let theories = comparison.theories.iter().map(|theory| {
        format!(
            "{}, “{}” ({}), in the file {} ({}).",
            theory.theorist,
            theory.name,
            theory.year,
            theory.id,
            short_hash(&**theory)
        )
    });
    [program, judged].into_iter().chain(theories).collect()
}

/// The first digits of a content hash: enough to tell two versions apart.
fn short_hash(document: &impl Serialize) -> String {
    const DIGITS: usize = "sha256:".len() + 12;
    content_hash(document).chars().take(DIGITS).collect()
}

/// As CSL-JSON.
pub(super) fn as_csl_json(comparison: &Comparison) -> String {
    let essay = std::iter::once(of_essay(&comparison.essay));
    let theories = comparison.columns().map(|column| of_theory(&column.judged.id, column.theory));
    let items: Vec<Item> = std::iter::once(program()).chain(essay).chain(theories).collect();
    canonical(&items)
}

/// An item of CSL-JSON, with the fields that we have something for.
#[derive(Serialize)]
struct Item {
    id: String,
    r#type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A name as it stands: files do not part given names from family names.
#[derive(Serialize)]
struct Author {
    literal: String,
}

/// A date: as parts where it is a plain one, else as it was typed.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Issued {
    DateParts(Vec<Vec<i16>>),
    Literal(String),
}

fn program() -> Item {
    Item {
        id: "prescient".to_owned(),
        r#type: "software",
        title: "Prescient".to_owned(),
        author: Vec::new(),
        publisher: None,
        issued: None,
        version: Some(VERSION),
        note: None,
    }
}

fn of_essay(essay: &Essay) -> Item {
    Item {
        id: essay.id.to_string(),
        r#type: "article",
        title: essay.title.clone(),
        author: Vec::new(),
        publisher: essay.publisher.clone(),
        issued: Some(issued(&essay.published)),
        version: None,
        note: Some(content_hash(essay)),
    }
}

/// Under the id that no other loaded theory has.
fn of_theory(id: &str, theory: &Theory) -> Item {
    Item {
        id: id.to_owned(),
        r#type: "document",
        title: theory.name.clone(),
        author: vec![Author { literal: theory.theorist.clone() }],
        publisher: None,
        issued: Some(issued(&Date::new(&theory.year))),
        version: None,
        note: Some(content_hash(theory)),
    }
}

fn issued(date: &Date) -> Issued {
    let parts = date.text().split('-').map(str::parse).collect::<Result<Vec<i16>, _>>();
    match parts {
        Ok(parts) if date.range().is_ok() => Issued::DateParts(vec![parts]),
        _ => Issued::Literal(date.text().to_owned()),
    }
}
