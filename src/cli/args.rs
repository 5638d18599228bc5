//! The arguments, and their help.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::import;
use super::what_if::{self, ReadingArgument};
use crate::assess::AttributionFilter;
use crate::export::{Form, What};
use crate::model::choice::Choice;
use crate::model::{Basis, Date};
use crate::versions::Resolution;

const EXAMPLES: &str = "\
Examples:
  prescient                                    open the window with the five built-in theories
  prescient spykman.json                       ... and a theory of your own beside them
  prescient compare                            print the comparison; no display is needed
  prescient analyse                            where the theories part ways, and how firm the order is
  prescient compare --theory spykman.json --format markdown -o handout.md
  prescient export report --format html -o report.html
                                               a report, handouts, pictures and tables to take away
  prescient new theory spykman.json            start a theory of your own
  prescient check spykman.json                 see what is wrong with it
  prescient import matrix.achz -o iraq         an essay and theories from a matrix that you have
  prescient diff mine.json theirs.json         how two versions of a file differ, word by word
  prescient merge base.json mine.json theirs.json -o merged.json
                                               one file of both

A file with the name of a command is opened as ./compare.";

const COMPARE_EXAMPLES: &str = "\
Examples:
  prescient compare
  prescient compare --attribution essay
  prescient compare --theory spykman.json --theory mearsheimer.json
  prescient compare --no-built-in --theory spykman.json --essay another-essay.json
  prescient compare --format json -o result.json
  prescient compare --reading china-matches-us-by-2020=mixed --without crimea-annexed

A theory with the id of a built-in one takes its place. A theory with errors is left out and the
rest is compared; an essay with errors leaves nothing to compare.

Exit codes: 0 done (warnings allowed), 1 a file has errors or cannot be written, 2 wrong usage.";

const ANALYSE_EXAMPLES: &str = "\
Examples:
  prescient analyse
  prescient analyse --format markdown -o handout.md
  prescient analyse --theory spykman.json --attribution essay
  prescient analyse --reading russia-is-main-challenger=mixed
  prescient analyse --without offensive-military-axis --basis fact,judgement

The outcomes and their ids are under \"outcomes\" in prescient compare --format json. What is left out
is as if the essay lacked it.

Exit codes: 0 done (warnings allowed), 1 a file has errors or cannot be written, 2 wrong usage.";

const EXPORT_EXAMPLES: &str = "\
Examples:
  prescient export report --format html -o report.html
  prescient export worksheet --format html --theory spykman.json -o worksheet.html
  prescient export matrix --format png --scale 3 -o matrix.png
  prescient export verdicts --format csv -o verdicts.csv
  prescient export minutes --format html --seminar tuesday.seminar.json -o minutes.html

What can be had in which form:
  report      the full comparison with its working             html, md
  worksheet   predictions without verdicts, to be filled in    html, md
  key         the answers to the worksheet                     html, md
  cards       debate cards, one sheet a theory                 html, md
  minutes     a seminar's votes, readings and defences         html, md
  compare     predictions side by side                         svg, png
  timeline    predictions and outcomes in time                 svg, png
  matrix      which theory expects which outcome               svg, png, csv, json
  scoreboard  where the theories stand                         svg, png, csv, json
  verdicts    every prediction with its verdict                csv, json
  votes       a seminar's votes, answer by answer              csv, json
  citation    the program and the files, as CSL-JSON           json

With --seminar, the essay and the theories are those of the seminar's file, looked at as it says; what
else is given comes on top. An HTML file needs nothing but itself. A PDF comes of it by a browser's
Print. The same input gives the same bytes.

Exit codes: 0 done (warnings allowed), 1 a file has errors or cannot be written, 2 wrong usage.";

const CHECK_EXAMPLES: &str = "\
Examples:
  prescient check spykman.json
  prescient check theories/*.json --format json
  prescient check spykman.json --essay another-essay.json

Exit codes: 0 no errors (warnings allowed), 1 errors, 2 wrong usage.";

const FORMAT_EXAMPLES: &str = "\
Examples:
  prescient format spykman.json
  prescient format spykman.json -o tidy.json

The canonical form has two-space indents and known fields in the schema's order. Fields that this
version does not know are kept. What is in that form already is not written again.

Exit codes: 0 done (warnings allowed); 1 the file has errors: if some values are wrong (a date, an
id, a weight), it is rewritten all the same and they are listed; if it cannot be read as a
theory, an essay or a seminar, nothing is written; 2 wrong usage.";

const IMPORT_EXAMPLES: &str = "\
Examples:
  prescient import iraq.achz -o iraq
  prescient import matrix.csv -o my-matrix --dated 2024-05

What kind a file is follows from what is in it. The file of an ACH program (.achz, or its XML) has
hypotheses and pieces of evidence. A sheet (CSV, UTF-8 or UTF-16) has a row an outcome and a column
a theory, with headings above. Its first column is the outcome; columns headed id, statement, topic
(or type), reported, basis, credibility, relevance, paragraphs, when (or date), summary or notes say
more of it. If there is a statement, outcome heads the ids. In the columns of theories stand occurs, does-not-occur or
both; C, CC, I, II, N, NA, +, ++, -, --, yes and no are understood as well, and nothing is silence.

The essay and each theory become a file of their own in FOLDER. A file that is there with another
content stays as it is, and nothing is written. What was assumed, and what could not be carried
over, is printed.

Exit codes: 0 done, 1 the file cannot be imported or nothing can be written, 2 wrong usage.";

const DIFF_EXAMPLES: &str = "\
Examples:
  prescient diff mine.json theirs.json
  prescient diff mine.json theirs.json --format json

Each difference is a block: its place, then \"-\" before what the first version has and \"+\" before
what the second has. A changed text that is longer than a line stands there once: [-words of the
first alone-], {+words of the second alone+}. Entries of lists are matched by id, expectations and
readings by outcome; spaces between values and the order of known fields do not count. The JSON is
a list of objects with place, path_a, path_b, kind (added, removed, changed or moved), before and
after; what does not apply is null. Values that are wrong in meaning (a date, an id) are compared
all the same.

Exit codes: 0 the versions are the same, 1 they differ, 2 trouble: a file that cannot be read as a
theory, an essay or a seminar, two kinds of document, or wrong usage.";

const MERGE_EXAMPLES: &str = "\
Examples:
  prescient merge base.json mine.json theirs.json -o merged.json
  prescient merge base.json mine.json theirs.json -o mine.json --prefer mine

BASE is the version that both come from. What only one side has changed is taken from it. What
both have changed, each in another way, is a conflict, and so is what one has changed and the
other removed. Entries of lists are matched by id, expectations and readings by outcome. Their
order is mine, unless theirs alone has changed it. The result is in canonical form. Values that
are wrong in meaning (a date, an id) are merged all the same, and those in the result are listed.

Exit codes: 0 merged; 1 conflicts: each is named, and nothing is written without --prefer; 2
trouble: a file that cannot be read as a theory, an essay or a seminar, different kinds of
document, a result that cannot be written, or wrong usage.";

/// Which theory saw it coming? Geopolitical theories side by side, every prediction matched against
/// the outcomes that an essay reports.
#[derive(Debug, Parser)]
#[command(
    name = "prescient",
    version,
    max_term_width = 100,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    /// Theory, essay and seminar files to open in the window
    pub(super) files: Vec<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print how each theory fares against the outcomes that an essay reports
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareOptions),
    /// Print where the theories part ways, and what their order hangs on
    #[command(after_help = ANALYSE_EXAMPLES)]
    Analyse(AnalyseOptions),
    /// Write a handout, a picture or a table to take away
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportOptions),
    /// List what is wrong with theory, essay and seminar files: where, and what to do about it
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckOptions),
    /// Rewrite a theory, an essay or a seminar file in its canonical form
    #[command(after_help = FORMAT_EXAMPLES)]
    Format(FormatOptions),
    /// Make an essay and theories of a matrix in CSV, or of the file of an ACH program
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportOptions),
    /// Print how two versions of a theory, an essay or a seminar differ
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffOptions),
    /// Make one file of two versions and the one that both come from
    #[command(after_help = MERGE_EXAMPLES)]
    Merge(MergeOptions),
    /// Print the JSON Schema of a file format
    Schema {
        /// Which format
        kind: DocumentKind,
    },
    /// Start a file of your own from a template that explains itself
    New {
        #[command(subcommand)]
        document: NewDocument,
    },
}

#[derive(Debug, Args)]
pub(super) struct CompareOptions {
    /// How to print the result
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: CompareFormat,
    #[command(flatten)]
    pub(super) inputs: Inputs,
}

#[derive(Debug, Args)]
pub(super) struct AnalyseOptions {
    /// How to print the result
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: AnalyseFormat,
    #[command(flatten)]
    pub(super) inputs: Inputs,
}

#[derive(Debug, Args)]
pub(super) struct ExportOptions {
    /// What to export
    #[arg(value_parser = choice_parser::<What>())]
    pub(super) what: What,
    /// In which form
    #[arg(long = "format", value_name = "FORMAT", value_parser = choice_parser::<Form>())]
    pub(super) form: Form,
    /// The seminar whose documents and room are exported
    #[arg(long, value_name = "FILE", conflicts_with_all = ["only_built_in", "no_built_in"])]
    pub(super) seminar: Option<PathBuf>,
    /// How many pixels a point of a PNG has, from 1 to 8
    #[arg(long, value_name = "NUMBER", default_value = "2", value_parser = parse_scale)]
    pub(super) scale: f32,
    #[command(flatten)]
    pub(super) inputs: Inputs,
}

/// Reads how many pixels a point has.
fn parse_scale(text: &str) -> Result<f32, String> {
    let scale = text.parse::<f32>().ok().filter(|scale| (1.0..=8.0).contains(scale));
    scale.ok_or_else(|| "a number from 1 to 8 is expected, such as 2 or 1.5".to_owned())
}

/// What is compared, how it is looked at, and where the result goes.
#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// The essay that reports the outcomes, instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub(super) essay: Option<PathBuf>,
    /// A theory to put beside the built-in ones; may be given many times
    #[arg(long = "theory", value_name = "FILE")]
    pub(super) theories: Vec<PathBuf>,
    /// Compare the built-in theories alone
    #[arg(long, conflicts_with_all = ["theories", "no_built_in"])]
    pub(super) only_built_in: bool,
    /// Leave the built-in theories out
    #[arg(long, requires = "theories")]
    pub(super) no_built_in: bool,
    /// Which predictions take part [default: all]
    #[arg(long, value_name = "WHICH")]
    pub(super) attribution: Option<Attribution>,
    #[command(flatten)]
    pub(super) what_if: WhatIf,
    /// Write the result to a file, replacing it whole
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// What is read otherwise than the essay does.
#[derive(Debug, Args)]
pub(super) struct WhatIf {
    /// What if an outcome were reported otherwise? VALUE is occurred, mostly-occurred, mixed,
    /// mostly-not, did-not-occur, pending, contested or not-addressed; may be given many times
    #[arg(long = "reading", value_name = "OUTCOME=VALUE", value_parser = what_if::parse_reading)]
    pub(super) readings: Vec<ReadingArgument>,
    /// What if the essay lacked an outcome? May be given many times
    #[arg(long, value_name = "OUTCOME")]
    pub(super) without: Vec<String>,
    /// What if outcomes on these bases alone counted? Separated by commas
    #[arg(long = "basis", value_name = "BASES", value_delimiter = ',', value_parser = choice_parser::<Basis>())]
    pub(super) bases: Vec<Basis>,
}

/// The words of a closed list as clap knows values, so that it lists them and names a similar one.
fn choice_parser<C: Choice + Send + Sync>() -> impl clap::builder::TypedValueParser<Value = C> {
    PossibleValuesParser::new(C::WORDS).try_map(|word| C::from_word(&word).ok_or("no such word"))
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// Theory, essay and seminar files
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The essay whose outcomes the theories should know, instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub(super) essay: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: CheckFormat,
}

#[derive(Debug, Args)]
pub(super) struct FormatOptions {
    /// A theory, an essay or a seminar file
    pub(super) file: PathBuf,
    /// Write to this file, and leave the other as it is
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ImportOptions {
    /// A sheet in CSV, or the file of an ACH program
    pub(super) file: PathBuf,
    /// Where the files are written; made if it is not there
    #[arg(short, long = "output", value_name = "FOLDER")]
    pub(super) output: PathBuf,
    /// The date of the essay if no outcome has one, instead of the day on which FILE was last changed
    #[arg(long, value_name = "DATE", value_parser = import::parse_date)]
    pub(super) dated: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct DiffOptions {
    /// A theory, an essay or a seminar file
    #[arg(value_name = "A")]
    pub(super) before: PathBuf,
    /// Another version of it
    #[arg(value_name = "B")]
    pub(super) after: PathBuf,
    /// How to print the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: DiffFormat,
}

#[derive(Debug, Args)]
pub(super) struct MergeOptions {
    /// The version that both others come from
    pub(super) base: PathBuf,
    /// One of the others
    pub(super) mine: PathBuf,
    /// The other
    pub(super) theirs: PathBuf,
    /// Write the result to this file, replacing it whole
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Take this side of every conflict
    #[arg(long, value_name = "SIDE")]
    pub(super) prefer: Option<Side>,
}

#[derive(Debug, Subcommand)]
pub(super) enum NewDocument {
    /// A theory: a template with guidance in every field, ready for `prescient check`
    Theory {
        /// The file to create; one that exists is refused
        #[arg(value_name = "FILE")]
        output: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DocumentKind {
    /// Theories: a framework and its predictions
    Theory,
    /// Essays: a source text and the outcomes that it reports
    Essay,
    /// Seminars: an essay and theories as they were used, and what was read otherwise
    Seminar,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum Attribution {
    /// Every prediction
    #[default]
    All,
    /// Only those that the essay itself attributes to the theorist
    Essay,
}

impl From<Attribution> for AttributionFilter {
    fn from(attribution: Attribution) -> Self {
        match attribution {
            Attribution::All => Self::All,
            Attribution::Essay => Self::Essay,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CompareFormat {
    /// A scoreboard and every verdict, for reading in a terminal
    Table,
    /// Everything, with the working of each verdict, for programs
    Json,
    /// A handout
    Markdown,
    /// One row a prediction, for spreadsheets
    Csv,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum AnalyseFormat {
    /// Everything in sentences and tables, for reading in a terminal
    Table,
    /// Everything, for programs
    Json,
    /// A handout
    Markdown,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CheckFormat {
    /// A line a fault, with a hint below it
    Text,
    /// One object, for editors and scripts
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DiffFormat {
    /// A block a difference, for reading in a terminal
    Text,
    /// A list of objects, for programs
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Side {
    /// What MINE has
    Mine,
    /// What THEIRS has
    Theirs,
}

impl From<Side> for Resolution {
    fn from(side: Side) -> Self {
        match side {
            Side::Mine => Self::Mine,
            Side::Theirs => Self::Theirs,
        }
    }
}
