//! What can be exported, in which form, and the one function that does it.

use super::citation;
use super::comparison::Comparison;
use super::handout::{cards, minutes, report, worksheet};
use super::page::Block;
use super::page::html::html;
use super::page::markdown::markdown;
use super::picture::{self, Drawing};
use super::table::{matrix, scoreboard, verdicts_csv, verdicts_json, votes};
use super::work::Work;
use crate::model::Room;
use crate::model::choice::choices;

choices! {
    /// What is exported.
    pub enum What {
        /// The full comparison with its working.
        Report = "report",
        /// The predictions without verdicts, to be filled in.
        Worksheet = "worksheet",
        /// The answers to the worksheet.
        Key = "key",
        /// Debate cards, one sheet a theory.
        Cards = "cards",
        /// The minutes of a seminar.
        Minutes = "minutes",
        /// The theories side by side.
        Compare = "compare",
        /// Which theory expects which outcome.
        Matrix = "matrix",
        /// Predictions and outcomes in time.
        Timeline = "timeline",
        /// Where the theories stand.
        Scoreboard = "scoreboard",
        /// Every prediction with its verdict.
        Verdicts = "verdicts",
        /// The votes of a seminar.
        Votes = "votes",
        /// How to cite the program and the files.
        Citation = "citation",
    }
}

choices! {
    /// In which form.
    pub enum Form {
        /// A page for browsers and printers.
        Html = "html",
        /// A page in Markdown.
        Markdown = "md",
        /// A picture of lines and text, which stays sharp at any size.
        Svg = "svg",
        /// A picture of pixels.
        Png = "png",
        /// A table for spreadsheets.
        Csv = "csv",
        /// An object for programs.
        Json = "json",
    }
}

impl What {
    /// The forms in which it can be had, the most usual first.
    pub fn forms(self) -> &'static [Form] {
        match self {
            Self::Report | Self::Worksheet | Self::Key | Self::Cards | Self::Minutes => {
                &[Form::Html, Form::Markdown]
            }
            Self::Compare | Self::Timeline => &[Form::Svg, Form::Png],
            Self::Matrix | Self::Scoreboard => &[Form::Svg, Form::Png, Form::Csv, Form::Json],
            Self::Verdicts | Self::Votes => &[Form::Csv, Form::Json],
            Self::Citation => &[Form::Json],
        }
    }

    /// Whether it is about what a room did.
    pub fn needs_seminar(self) -> bool {
        matches!(self, Self::Minutes | Self::Votes)
    }
}

/// An export: what, in which form, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Export {
    /// What is exported.
    pub what: What,
    /// In which form.
    pub form: Form,
    /// How many pixels a point of a PNG has, from [`picture::SCALES`].
    pub scale: f32,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What is not in it as it should be, and what to do about it.
    pub warning: Option<String>,
}

/// Why nothing is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExportProblem {
    /// There is no such form of it.
    #[error("{what} cannot be had as {form}; it can be had as {}", forms(*.what))]
    NoSuchForm {
        /// What was asked for.
        what: What,
        /// In which form.
        form: Form,
    },
    /// It is about a seminar, and there is none.
    #[error("{0} is about a seminar, and none is given")]
    NoSeminar(What),
    /// The picture would have more pixels than can be drawn.
    #[error(
        "the picture would be {width} by {height} pixels, and at most {} can be drawn: choose a smaller scale, or SVG",
        picture::MOST_PIXELS
    )]
    TooManyPixels {
        /// Its width.
        width: u64,
        /// Its height.
        height: u64,
    },
    /// Somebody has asked to stop.
    #[error("the export was cancelled")]
    Cancelled,
}

/// The forms of something, in words: `svg, png, csv or json`.
fn forms(what: What) -> String {
    let words: Vec<String> = what.forms().iter().map(Form::to_string).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// Which letters a PNG shows as boxes, if any.
fn letters_lacking(drawing: &Drawing) -> Option<String> {
    /// How many of them are named.
    const NAMED: usize = 12;
    let unknown = picture::png::unknown_letters(drawing);
    let named: String = unknown.iter().take(NAMED).collect();
    let more = if unknown.len() > NAMED { " and others" } else { "" };
    (!unknown.is_empty()).then(|| {
        format!("the program's fonts lack {named}{more}, which show as boxes: export SVG, which is shown in the reader's fonts")
    })
}

impl Export {
    /// Whether there is such a form, and a seminar where it takes one.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(self, has_seminar: bool) -> Result<(), ExportProblem> {
        let Self { what, form, .. } = self;
        if !what.forms().contains(&form) {
            return Err(ExportProblem::NoSuchForm { what, form });
        }
        if what.needs_seminar() && !has_seminar {
            return Err(ExportProblem::NoSeminar(what));
        }
        Ok(())
    }

    /// The file. `room` is what a seminar's room has done; `work` is told how far it is, and stops it.
    ///
    /// # Errors
    /// Why there are none.
    pub fn make(
        self,
        comparison: &Comparison,
        room: Option<&Room>,
        work: &Work,
    ) -> Result<Made, ExportProblem> {
        self.check(room.is_some())?;
        work.go_on()?;
        let text = match self.form {
            Form::Png => {
                let drawing = self.drawing(comparison);
                work.go_on()?;
                let bytes = picture::png::png(&drawing, self.scale)?;
                work.go_on()?;
                return Ok(Made { bytes, warning: letters_lacking(&drawing) });
            }
            Form::Html | Form::Markdown => {
                let page = self.page(comparison, room);
                work.go_on()?;
                if self.form == Form::Html { html(&page, work)? } else { markdown(&page) }
            }
            Form::Svg => self.drawing(comparison).document(),
            // Without the mark some spreadsheets take UTF-8 for something else.
            Form::Csv => format!("\u{feff}{}", self.text(comparison, room)),
            Form::Json => self.text(comparison, room),
        };
        work.go_on()?;
        Ok(Made { bytes: text.into_bytes(), warning: None })
    }

    /// A handout as blocks; nothing for what is none.
    pub fn page(self, comparison: &Comparison, room: Option<&Room>) -> Vec<Block> {
        match self.what {
            What::Report => report::page(comparison),
            What::Worksheet => worksheet::worksheet(comparison),
            What::Key => worksheet::key(comparison),
            What::Cards => cards::page(comparison, room),
            What::Minutes => room.map(|room| minutes::page(comparison, room)).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// A picture.
    pub(super) fn drawing(self, comparison: &Comparison) -> Drawing {
        match self.what {
            What::Matrix => picture::matrix::draw(comparison),
            What::Timeline => picture::timeline::draw(comparison),
            What::Scoreboard => picture::scoreboard::draw(comparison),
            _ => picture::compare::draw(comparison),
        }
    }

    /// A table, or an object.
    pub(super) fn text(self, comparison: &Comparison, room: Option<&Room>) -> String {
        let is_csv = self.form == Form::Csv;
        match (self.what, room) {
            (What::Matrix, _) if is_csv => matrix::as_csv(comparison),
            (What::Matrix, _) => matrix::as_json(comparison),
            (What::Scoreboard, _) if is_csv => scoreboard::as_csv(comparison),
            (What::Scoreboard, _) => scoreboard::as_json(comparison),
            (What::Votes, Some(room)) if is_csv => votes::as_csv(comparison, room),
            (What::Votes, Some(room)) => votes::as_json(comparison, room),
            (What::Citation, _) => citation::as_csl_json(comparison),
            _ if is_csv => verdicts_csv::print(comparison),
            _ => verdicts_json::print(comparison),
        }
    }
}
