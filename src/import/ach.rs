//! The files of ACH programs: XML with hypotheses and pieces of evidence.
//!
//! They are read by the names of their elements alone, however these nest, and a field may as well be an attribute.
//! Whatever has another name is counted as lost.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::cells;
use super::dates;
use super::matrix::{Column, Grade, Matrix, Row, check_size};
use crate::model::Basis;
use crate::store::{InputFault, InputFaults, on_one_line, shown};
use crate::words::excerpt;

/// The most elements and texts: a matrix of the largest size has fewer.
const MAX_NODES: u32 = 1_000_000;
/// How deep elements may nest.
const MAX_DEPTH: usize = 64;
/// The most attributes of an element: each is compared with those before it.
const MAX_ATTRIBUTES: usize = 100;
/// The most declarations of namespaces: each element that makes one copies those around it.
const MAX_NAMESPACES: usize = 100;

const EXPECTED: &str = "the XML of an ACH program";
const SAVE_AGAIN: &str = "save the matrix again from that program";

/// Reads a file's text.
pub(super) fn read(text: &str) -> Result<Matrix, InputFaults> {
    let text = text.trim_start();
    check_tags(text)?;
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| fault(&error))?;
    let mut file = File::default();
    file.walk(&document)?;
    Ok(file.matrix()?)
}

/// Looks for what the parser would spend long on, and for a document type, which can define what it likes.
fn check_tags(text: &str) -> Result<(), InputFault> {
    let fault = |found: &str| Err(InputFault::new(found, EXPECTED).hint(SAVE_AGAIN.to_owned()));
    let mut before_root = text.split('<').skip(1).take_while(|tag| tag.starts_with(['?', '!']));
    if before_root.any(|tag| tag.starts_with("!DOCTYPE")) {
        return fault("a document type (DOCTYPE), which no matrix needs");
    }
    if text.matches("xmlns").take(MAX_NAMESPACES + 1).count() > MAX_NAMESPACES {
        return fault("a great many namespaces");
    }
    // In comments and such there may be as many as one likes.
    if text.split('<').any(|tag| !tag.starts_with('!') && equals_signs(tag) > MAX_ATTRIBUTES) {
        return fault("an element with a great many attributes");
    }
    Ok(())
}

/// How many equals signs stand in a tag, outside of quotation marks: as many as it has attributes.
fn equals_signs(tag: &str) -> usize {
    let mut quote = None;
    let mut signs = 0;
    for byte in tag.bytes() {
        match (quote, byte) {
            (None, b'>') => break,
            (None, b'=') => signs += 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    signs
}

fn fault(error: &Error) -> InputFault {
    let place = error.pos();
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let found = match error {
        Error::NodesLimitReached => "more elements than a matrix has".to_owned(),
        error => format!("XML that is damaged or cut short ({})", excerpt(&on_one_line(&error.to_string()))),
    };
    InputFault::new(found, EXPECTED)
        .hint(SAVE_AGAIN.to_owned())
        .at(number(place.row), number(place.col).saturating_sub(1))
}

/// Whose field something is.
#[derive(Debug, Clone, Copy)]
enum Owner {
    Nobody,
    Hypothesis(usize),
    Evidence(usize),
}

#[derive(Debug, Default)]
struct Hypothesis {
    /// Whether it only stands around others.
    is_wrapper: bool,
    name: Option<String>,
    notes: Vec<String>,
}

#[derive(Debug, Default)]
struct Evidence {
    name: Option<String>,
    notes: Vec<String>,
    kind: Option<String>,
    date: Option<String>,
    credibility: Option<String>,
    relevance: Option<String>,
    values: Vec<String>,
}

/// What was read of a file so far.
#[derive(Debug, Default)]
struct File {
    title: Option<String>,
    hypotheses: Vec<Hypothesis>,
    evidence: Vec<Evidence>,
    /// Holds what is lost, to begin with.
    matrix: Matrix,
}

impl File {
    fn walk(&mut self, document: &Document<'_>) -> Result<(), InputFault> {
        // By the node's number, which is its place in the document: how deep it stands, and whose it is.
        let mut places: Vec<(usize, Owner)> = Vec::new();
        for node in document.descendants() {
            let around = node.parent().map(|parent| places[parent.id().get_usize()]);
            let (depth, owner) = around.map_or((0, Owner::Nobody), |(depth, owner)| (depth + 1, owner));
            if depth > MAX_DEPTH {
                let found = format!("elements that nest more than {MAX_DEPTH} deep");
                return Err(InputFault::new(found, EXPECTED).hint(SAVE_AGAIN.to_owned()));
            }
            let owner = if node.is_element() { self.element(node, owner) } else { owner };
            places.push((depth, owner));
        }
        Ok(())
    }

    /// Reads an element, and says whose the fields within it are.
    fn element(&mut self, node: Node<'_, '_>, around: Owner) -> Owner {
        let name = field_name(node.tag_name().name());
        let owner = match name.as_str() {
            "HYPOTHESIS" => self.begin_hypothesis(around),
            "EVIDENCE" => self.begin_evidence(),
            _ => around,
        };
        for attribute in node.attributes() {
            self.field(owner, &field_name(attribute.name()), attribute.value());
        }
        let text: String =
            node.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect();
        match name.as_str() {
            // A value that is blank has its place among the others.
            "VALUE" => self.field(owner, "VALUE", &text),
            _ if text.trim().is_empty() => {}
            "HYPOTHESIS" | "EVIDENCE" => self.field(owner, "NAME", &text),
            name => self.field(owner, name, &text),
        }
        owner
    }

    fn begin_hypothesis(&mut self, around: Owner) -> Owner {
        if let Owner::Hypothesis(wrapper) = around {
            self.hypotheses[wrapper].is_wrapper = true;
        }
        self.hypotheses.push(Hypothesis::default());
        Owner::Hypothesis(self.hypotheses.len() - 1)
    }

    fn begin_evidence(&mut self) -> Owner {
        self.evidence.push(Evidence::default());
        Owner::Evidence(self.evidence.len() - 1)
    }

    fn field(&mut self, owner: Owner, name: &str, text: &str) {
        let (is_held, of) = match owner {
            Owner::Nobody => (name == "PROJECT-TITLE" && set(&mut self.title, text), ""),
            Owner::Hypothesis(at) => (self.hypotheses[at].field(name, text), "HYPOTHESIS/"),
            Owner::Evidence(at) => (self.evidence[at].field(name, text), "EVIDENCE/"),
        };
        if !is_held && !text.trim().is_empty() {
            self.matrix.told.lose(format!("{of}{}", excerpt(name)));
        }
    }

    fn matrix(mut self) -> Result<Matrix, InputFault> {
        self.hypotheses.retain(|hypothesis| {
            let is_one = !hypothesis.is_wrapper || hypothesis.name.is_some();
            if !is_one && !hypothesis.notes.is_empty() {
                self.matrix.told.lose("HYPOTHESIS/NOTES");
            }
            is_one
        });
        self.evidence.retain(|evidence| !evidence.is_blank());
        check_size(self.evidence.len(), self.hypotheses.len())?;
        let mut matrix = self.matrix;
        matrix.title = self.title.map(|title| on_one_line(&title));
        for (place, hypothesis) in self.hypotheses.into_iter().enumerate() {
            let name = named(hypothesis.name, "Hypothesis", place, &mut matrix);
            matrix.columns.push(Column { name, summary: joined(&hypothesis.notes) });
        }
        let mut short_of_values = 0;
        for (place, evidence) in self.evidence.into_iter().enumerate() {
            let has_all = hold_values(&evidence.values, &mut matrix);
            short_of_values += usize::from(!has_all);
            let row = row(evidence, place, &mut matrix);
            matrix.rows.push(row);
        }
        if short_of_values > 0 {
            matrix.told.sentences.push(format!(
                "Fewer values than hypotheses: so it is with {short_of_values} of the pieces of evidence. Those that are \
                 missing count as blank."
            ));
        }
        Ok(matrix)
    }
}

impl Hypothesis {
    /// Takes a field; `false` if there is no place for it.
    fn field(&mut self, name: &str, text: &str) -> bool {
        match name {
            "NAME" => set(&mut self.name, text),
            "NOTES" => add(&mut self.notes, text),
            _ => false,
        }
    }
}

impl Evidence {
    /// Takes a field; `false` if there is no place for it.
    fn field(&mut self, name: &str, text: &str) -> bool {
        match name {
            "NAME" => set(&mut self.name, text),
            "NOTES" => add(&mut self.notes, text),
            "TYPE" => set(&mut self.kind, text),
            "DATE" => set(&mut self.date, text),
            "CREDIBILITY" => set(&mut self.credibility, text),
            "RELEVANCE" => set(&mut self.relevance, text),
            "VALUES" | "VALUE" => add(&mut self.values, text),
            _ => false,
        }
    }

    fn is_blank(&self) -> bool {
        let Self { name, notes, kind, date, credibility, relevance, values } = self;
        let has_field = [name, kind, date, credibility, relevance].iter().any(|field| field.is_some());
        !has_field && notes.is_empty() && values.iter().all(|value| value.trim().is_empty())
    }
}

/// A name as this module compares names: those of elements and of attributes alike.
fn field_name(name: &str) -> String {
    name.to_uppercase().replace('_', "-")
}

/// Takes a text that can stand but once; a blank one is as if it were not there.
fn set(place: &mut Option<String>, text: &str) -> bool {
    if place.is_some() || text.trim().is_empty() {
        return false;
    }
    *place = Some(text.trim().to_owned());
    true
}

fn add(place: &mut Vec<String>, text: &str) -> bool {
    place.push(text.trim().to_owned());
    true
}

fn joined(notes: &[String]) -> Option<String> {
    let notes: Vec<&str> = notes.iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
    (!notes.is_empty()).then(|| notes.join("\n"))
}

/// A name on one line, or the number of whatever has none: its place must be kept among the others.
fn named(name: Option<String>, what: &str, place: usize, matrix: &mut Matrix) -> String {
    let name = name.map(|name| on_one_line(&name)).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| {
        let name = format!("{what} {}", place + 1);
        matrix.told.sentences.push(format!("{name} has no name in the file, and is called so."));
        name
    })
}

/// Takes the values of the next row; `false` if there are fewer than hypotheses.
fn hold_values(values: &[String], matrix: &mut Matrix) -> bool {
    let (row, columns) = (matrix.rows.len(), matrix.columns.len());
    let mut read = 0;
    for value in values.iter().flat_map(|values| split(values)) {
        let is_beyond = read >= columns;
        read += 1;
        match cells::read(value) {
            Some(cells::Stance::Silent) if is_beyond => {}
            _ if is_beyond => matrix.told.lose("values beyond the last hypothesis"),
            Some(stance) => matrix.hold(row, read - 1, stance),
            None => matrix.told.lose(format!("the value {}", shown(value))),
        }
    }
    matrix.told.silent += columns.saturating_sub(read);
    read >= columns
}

/// The values in a text, such as `C,I,N`.
fn split(values: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    if values.contains([',', ';']) {
        Box::new(values.split([',', ';']))
    } else if values.is_empty() {
        Box::new(std::iter::once(values))
    } else {
        Box::new(values.split_whitespace())
    }
}

fn row(evidence: Evidence, place: usize, matrix: &mut Matrix) -> Row {
    let Evidence { name, notes, kind, date, credibility, relevance, values: _ } = evidence;
    Row {
        basis: known(credibility, "credibility", basis, matrix),
        relevance: known(relevance, "relevance", grade, matrix).unwrap_or_default(),
        statement: named(name, "Evidence", place, matrix),
        topic: kind.map(|kind| on_one_line(&kind)),
        when: date.as_deref().and_then(dates::when),
        summary: joined(&notes),
        ..Row::default()
    }
}

/// What a field means; a text without a meaning is lost.
fn known<T>(
    text: Option<String>,
    field: &str,
    meaning: fn(&str) -> Option<T>,
    matrix: &mut Matrix,
) -> Option<T> {
    let text = text?;
    let meant = meaning(&text);
    if meant.is_none() {
        matrix.told.lose(format!("the {field} {}", shown(&text)));
    }
    meant
}

/// The basis of what has this credibility. The formula that weighs by bases, as PARC ACH does by credibility, then
/// weighs it alike.
pub(super) fn basis(credibility: &str) -> Option<Basis> {
    grade(credibility).map(|credibility| match credibility {
        Grade::High => Basis::Fact,
        Grade::Medium => Basis::Judgement,
        Grade::Low => Basis::Attributed,
    })
}

/// What ACH programs say of credibility and of relevance.
pub(super) fn grade(text: &str) -> Option<Grade> {
    match text.trim().to_uppercase().as_str() {
        "HIGH" | "H" => Some(Grade::High),
        "MEDIUM" | "MED" | "M" => Some(Grade::Medium),
        "LOW" | "L" => Some(Grade::Low),
        _ => None,
    }
}
