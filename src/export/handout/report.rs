//! The full comparison: the numbers, the theories side by side, every verdict with its working, and what the order
//! hangs on.

use super::parts;
use crate::arrange::rows::dimensions;
use crate::assess::{ExpectationAssessment, Verdict};
use crate::export::analysis::{self, Analysed};
use crate::export::citation;
use crate::export::comparison::{Column, Comparison, Row};
use crate::export::page::{Block, Cell, Picture, Place, Table};
use crate::export::{picture, words};
use crate::model::{Expectation, Expects, Kind};
use crate::words::analysis::DIAGNOSTICITY;
use crate::words::{self as told, capitalised};

/// How many theories stand beside one another in a table: as many as can be read on a sheet of paper held upright.
const SIDE_BY_SIDE: usize = 3;

/// How many theories' ranks stand beside one another in a table.
const BESIDE_A_FORMULA: usize = 6;

/// Up to how many theories every pair of them is told of: their number grows with the square.
const FEW: usize = 12;

/// Up to how many theories the order of them is analysed. A page of more is no longer read for that.
const MANY: usize = 100;

/// The page.
pub(crate) fn page(comparison: &Comparison) -> Vec<Block> {
    let mut page = parts::top(comparison, "Which theory saw it coming?");
    if comparison.theories.len() > MANY {
        page.extend(unanalysed(comparison));
        page.extend(citing(comparison));
        return page;
    }
    let analysed = Analysed::new(comparison);
    page.extend([Block::Heading("In short".to_owned()), Block::Items(analysed.told().headline())]);
    page.extend(standings(&analysed));
    page.extend(pictures(comparison));
    page.extend(side_by_side(comparison));
    page.extend(workings(comparison));
    page.extend(outcomes(comparison, Some(&analysed)));
    if comparison.theories.len() <= FEW {
        page.extend(analysis::pairs(&analysed));
    }
    page.extend(analysis::flips(&analysed));
    page.extend(analysis::formulas::section(&analysed, BESIDE_A_FORMULA));
    page.extend(analysis::gaps::section(&analysed));
    page.extend(citing(comparison));
    page
}

/// What can be said of very many theories.
fn unanalysed(comparison: &Comparison) -> Vec<Block> {
    let mut page = vec![
        Block::Heading("Scoreboard".to_owned()),
        Block::Table(parts::scoreboard(comparison)),
        parts::legend(comparison),
        Block::Paragraph(format!(
            "With {} theories, what their order hangs on is left out here: compare at most {MANY} to have it.",
            comparison.theories.len()
        )),
    ];
    page.extend(side_by_side(comparison));
    page.extend(workings(comparison));
    page.extend(outcomes(comparison, None));
    page
}

/// Where the theories stand, and what leads to the ends of their ranges of ranks.
fn standings(analysed: &Analysed<'_>) -> Vec<Block> {
    let comparison = analysed.comparison;
    if comparison.theories.len() <= FEW {
        return analysis::scoreboard::section(analysed);
    }
    let mut section = analysis::scoreboard::board(analysed);
    section.push(Block::Paragraph(format!(
        "With {} theories, what parts each pair of them is left out here: compare fewer of them to have it.",
        comparison.theories.len()
    )));
    section
}

/// The timeline, which no table shows as well, where it fits on a sheet.
fn pictures(comparison: &Comparison) -> Vec<Block> {
    let Some(drawing) = picture::timeline::draw_brief(comparison) else { return Vec::new() };
    let caption = format!("{} The tables below say the same in words.", picture::timeline::LEGEND);
    vec![Block::Heading("In time".to_owned()), Block::Picture(Picture { svg: drawing.inline(), caption })]
}

/// What the theories say of the same questions, a few theories at a time.
fn side_by_side(comparison: &Comparison) -> Vec<Block> {
    let all: Vec<Column<'_>> = comparison.columns().collect();
    let is_filled = |column: &Column<'_>, key: &str| dimension(column, key).is_some();
    let rows: Vec<(String, String)> = dimensions(&comparison.theories)
        .into_iter()
        .filter(|(key, _)| all.iter().any(|column| is_filled(column, key)))
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let tables = all.len().div_ceil(SIDE_BY_SIDE).max(1);
    let mut section = vec![Block::Heading("Side by side".to_owned())];
    section
        .extend(all.chunks(all.len().div_ceil(tables)).map(|columns| Block::Table(beside(&rows, columns))));
    section
}

/// What a theory says of a question.
fn dimension<'a>(column: &Column<'a>, key: &str) -> Option<&'a str> {
    column.theory.dimensions.as_ref()?.get(key)
}

fn beside(rows: &[(String, String)], columns: &[Column<'_>]) -> Table {
    let names = columns.iter().map(|column| (column.name, Place::Left));
    let heads: Vec<(&str, Place)> = std::iter::once(("Question", Place::Left)).chain(names).collect();
    let cell = |column: &Column<'_>, key: &str| Cell::from(dimension(column, key).unwrap_or("Not stated"));
    let row = |(key, label): &(String, String)| {
        let cells = columns.iter().map(|column| cell(column, key));
        std::iter::once(Cell::from(capitalised(label))).chain(cells).collect()
    };
    Table::new(&heads, 0, rows.iter().map(row).collect())
}

/// Each theory with its predictions: what they expect, what is reported, and what follows.
fn workings(comparison: &Comparison) -> Vec<Block> {
    let mut section = vec![
        Block::Heading("Predictions and their working".to_owned()),
        Block::Paragraph(
            "An expectation matches what is reported by 1 (occurred), 0.75, 0.5, 0.25 or 0 (did not occur); if it \
             expects that something does not occur, by the rest to 1. A prediction's score is the mean of its matches, \
             by weight. From 0.875 on it is confirmed, from 0.625 largely confirmed, above 0.375 mixed, above 0.125 \
             largely disconfirmed, else disconfirmed."
                .to_owned(),
        ),
    ];
    let reports: Vec<Report> =
        (0..comparison.essay.outcomes.len()).map(|outcome| Report::of(comparison, outcome)).collect();
    for column in comparison.columns() {
        section.push(Block::Subheading(column.name.to_owned()));
        section.extend(parts::imprint(column));
        for kind in [Kind::Forecast, Kind::Prescription] {
            section.extend(working(comparison, &reports, column, kind));
        }
        if column.rows().next().is_none() {
            section.push(Block::Paragraph("None of its predictions takes part.".to_owned()));
        }
    }
    section
}

/// What is said of an outcome wherever it is expected: made once, since it may be expected a hundred thousand times.
struct Report {
    /// The statement in quotation marks.
    statement: String,
    /// How it is reported, and on what grounds.
    grounds: String,
    /// When it came out.
    when: String,
}

impl Report {
    fn of(comparison: &Comparison, position: usize) -> Self {
        let outcome = &comparison.essay.outcomes[position];
        let reported = comparison.assessment.outcomes[position].reported;
        let reported = reported.map_or("switched off", told::reported).to_lowercase();
        let basis = told::basis_in_short(outcome.basis).to_lowercase();
        Self {
            statement: format!("“{}”", outcome.statement.trim_end_matches('.')),
            grounds: format!("{reported} ({basis}, {})", told::paragraphs(outcome.paragraphs())),
            when: told::timing_when(outcome, &comparison.essay),
        }
    }
}

fn working(comparison: &Comparison, reports: &[Report], column: Column<'_>, kind: Kind) -> Option<Block> {
    const COLUMNS: [(&str, Place); 3] =
        [("Prediction", Place::Left), ("Expected, and reported", Place::Left), ("Verdict", Place::Left)];
    let rows: Vec<Vec<Cell>> = column.rows_of(kind).map(|row| cells(comparison, reports, row)).collect();
    let caption = match kind {
        Kind::Forecast => "Forecasts",
        Kind::Prescription => "Prescriptions: matched, and counted in no score",
    };
    (!rows.is_empty()).then(|| Block::Table(Table::new(&COLUMNS, 0, rows).captioned(caption)))
}

fn cells(comparison: &Comparison, reports: &[Report], row: Row<'_>) -> Vec<Cell> {
    let mut statement = vec![row.prediction.statement.clone(), parts::origin(row, &comparison.essay)];
    statement.extend(row.prediction.note.clone());
    let made = row.prediction.made.label();
    let expectations = row.expectations();
    let mut working: Vec<String> =
        expectations.map(|(expectation, judged)| expected(reports, &made, expectation, judged)).collect();
    working.push(concluded(row));
    let verdict = parts::verdict(row, &[words::timing(row).to_owned()]);
    vec![Cell::Lines(statement), Cell::Lines(working), verdict]
}

/// What is expected of an outcome, what is reported, and what comes of it.
fn expected(
    reports: &[Report],
    made: &str,
    expectation: &Expectation,
    judged: &ExpectationAssessment,
) -> String {
    let value = match expectation.value {
        Expects::Occurs => "expected",
        Expects::DoesNotOccur => "expected not to occur",
    };
    let Some(position) = judged.outcome else {
        return format!("{} ({value}): not in this essay", expectation.outcome);
    };
    let Report { statement, grounds, when } = &reports[position as usize];
    let mut text = format!("{statement} ({value}): {grounds}; ");
    match judged.degree {
        Some(degree) => text.push_str(&format!("match {degree:.2}")),
        None => text.push_str("no match"),
    }
    let weight = expectation.weight();
    if (weight - 1.0).abs() > f64::EPSILON {
        text.push_str(&format!(", weight {}", told::number(weight)));
    }
    if let Some(timing) = judged.timing {
        text.push_str(&format!("; {}", told::timing_since(made, timing, when)));
    }
    text.push('.');
    if let Some(because) = &expectation.because {
        text.push_str(&format!(" Because: {because}"));
    }
    text
}

/// How the matches make the verdict.
fn concluded(row: Row<'_>) -> String {
    match row.judged.verdict {
        Verdict::Unscored(reason) => told::unscored(reason).to_owned(),
        Verdict::Scored { score, grade } => {
            let terms: Vec<(f64, f64)> = row
                .expectations()
                .filter_map(|(expectation, judged)| Some((expectation.weight(), judged.degree?)))
                .collect();
            let rule = told::rule(grade, score);
            if terms.len() == 1 {
                format!("{rule}.")
            } else {
                format!("{}; {rule}.", told::weighted_mean(&terms, score))
            }
        }
    }
}

/// What the essay reports, and who stands where.
fn outcomes(comparison: &Comparison, analysed: Option<&Analysed<'_>>) -> Vec<Block> {
    const COLUMNS: [(&str, Place); 4] = [
        ("Outcome", Place::Left),
        ("Reported", Place::Left),
        ("Diagnosticity (n)", Place::Left),
        ("Who stands where", Place::Left),
    ];
    let rows =
        (0..comparison.essay.outcomes.len()).map(|outcome| outcome_cells(comparison, analysed, outcome));
    vec![
        Block::Heading("What the essay reports".to_owned()),
        Block::Paragraph(DIAGNOSTICITY.to_owned()),
        Block::Table(Table::new(&COLUMNS, 0, rows.collect())),
    ]
}

fn outcome_cells(comparison: &Comparison, analysed: Option<&Analysed<'_>>, position: usize) -> Vec<Cell> {
    let outcome = &comparison.essay.outcomes[position];
    let judged = &comparison.assessment.outcomes[position];
    let reported = judged.reported.map_or("Switched off", told::reported).to_owned();
    let otherwise = judged.reported.filter(|reported| *reported != outcome.reported);
    let otherwise =
        otherwise.map(|_| format!("the essay itself: {}", told::reported(outcome.reported).to_lowercase()));
    let when = outcome.date(&comparison.essay).label();
    let mut report = vec![reported];
    report.extend(otherwise);
    report.push(told::grounds(outcome, &when));
    let diagnosticity = match judged.diagnosticity {
        Some(value) => format!("{} ({})", told::degree(value), judged.n),
        None => format!("none ({})", judged.n),
    };
    let diagnosticity =
        if judged.is_crucial { vec![diagnosticity, "crucial test".to_owned()] } else { vec![diagnosticity] };
    let standing = match analysed {
        _ if judged.n == 0 => "Nobody bets on it".to_owned(),
        Some(analysed) => analysed.told().standing(position),
        None => format!("Theories with a stance on it: {}", judged.n),
    };
    let mut statement = vec![outcome.statement.clone()];
    statement.extend(outcome.summary.clone());
    vec![Cell::Lines(statement), Cell::Lines(report), Cell::Lines(diagnosticity), standing.into()]
}

/// How to cite it.
fn citing(comparison: &Comparison) -> [Block; 2] {
    [Block::Heading("How to cite this".to_owned()), Block::Items(citation::sentences(comparison))]
}
