//! `prescient merge`: one file of two versions and the one that both come from.

use std::process::ExitCode;

use super::args::MergeOptions;
use super::text::wrapped;
use super::{output, report, versions};
use crate::model::json::Progress;
use crate::store::{AnyDocument, Diagnostics, Document, Severity, canonical, parse, read_file};
use crate::versions::{
    Conflict, Mark, Merged, NotHeld, Resolution, Resolutions, Run, Version, marks, merge, share_words,
};
use crate::words::count;

pub(super) fn run(options: &MergeOptions) -> ExitCode {
    let files = [options.base.as_path(), options.mine.as_path(), options.theirs.as_path()];
    let merged = match versions::load(files) {
        Err(code) => return code,
        Ok([AnyDocument::Theory(base), AnyDocument::Theory(mine), AnyDocument::Theory(theirs)]) => {
            finish(&[base, mine, theirs], options)
        }
        Ok([AnyDocument::Essay(base), AnyDocument::Essay(mine), AnyDocument::Essay(theirs)]) => {
            finish(&[base, mine, theirs], options)
        }
        Ok([AnyDocument::Seminar(base), AnyDocument::Seminar(mine), AnyDocument::Seminar(theirs)]) => {
            finish(&[base, mine, theirs], options)
        }
        Ok(documents) => return versions::different_kinds(&files, &documents),
    };
    merged.unwrap_or_else(|error| output::trouble(&error.to_string()))
}

fn finish<T: Document>([base, mine, theirs]: &[T; 3], options: &MergeOptions) -> Result<ExitCode, NotHeld> {
    let resolutions = options.prefer.map(|side| Resolutions::all(side.into())).unwrap_or_default();
    let merged = merge(Some(base), mine, theirs, &resolutions)?;
    output::tell(&merged.conflicts.iter().map(block).collect::<String>());
    let unresolved = merged.unresolved().count();
    if unresolved > 0 {
        let conflicts = count(unresolved, "conflict");
        output::tell(&format!(
            "prescient: {conflicts}, and nothing is written: make the versions agree, or take one side with \
             --prefer mine or --prefer theirs\n"
        ));
        return Ok(ExitCode::FAILURE);
    }
    Ok(write(&merged, options))
}

/// Writes what was merged, unless that is what the file says already.
fn write<T: Document>(merged: &Merged<T>, options: &MergeOptions) -> ExitCode {
    let text = canonical(&merged.document);
    output::tell(&errors::<T>(&text, options));
    let is_current =
        read_file(&options.output, &Progress::default()).is_ok_and(|bytes| bytes == text.as_bytes());
    if is_current {
        return ExitCode::SUCCESS;
    }
    output::deliver_or_trouble(text.as_bytes(), Some(&options.output), ExitCode::SUCCESS)
}

/// What keeps the result out of comparisons.
fn errors<T: Document>(text: &str, options: &MergeOptions) -> String {
    let Diagnostics { list, errors, .. } =
        parse::<T>(text.as_bytes(), None, &Progress::default()).diagnostics;
    if errors == 0 {
        return String::new();
    }
    let list = list.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    let kept = Diagnostics { list, errors, warnings: 0 };
    "prescient: warning: the result has errors, which keep it out of comparisons\n".to_owned()
        + &report::diagnostics(&options.output, &kept)
}

/// A conflict: its place, and what each version has there.
fn block(conflict: &Conflict) -> String {
    let taken = match conflict.resolution {
        None => "conflict",
        Some(Resolution::Mine) => "conflict, mine taken",
        Some(Resolution::Theirs) => "conflict, theirs taken",
    };
    let value = |version: &Option<Version>| version.as_ref().map(|version| versions::compact(&version.value));
    let [base, mine, theirs] = [&conflict.base, &conflict.mine, &conflict.theirs].map(value);
    let line = |name: &str, value: Option<String>| {
        wrapped(&format!("{name}: {}", value.as_deref().unwrap_or("(not there)")), 4)
    };
    let change = |value: Option<String>| value.map(|value| change(base.as_deref(), &value));
    let (mine, theirs) = (change(mine), change(theirs));
    wrapped(&format!("{taken}: {}", conflict.place), 0)
        + &line("base", base.as_deref().map(short))
        + &line("mine", mine)
        + &line("theirs", theirs)
}

/// How many characters of a value, or of a change in it, are shown.
const SHORT: usize = 120;
/// How many changes of a value are shown, and what it has between them counts as one.
const MOST_RUNS: usize = 12;

/// A value in short: what it has otherwise than the base, if they have words in common.
fn change(base: Option<&str>, value: &str) -> String {
    let runs = base.map(|base| marks(base, value)).filter(|runs| share_words(runs));
    let Some(runs) = runs else { return short(value) };
    let excerpt = runs.iter().take(MOST_RUNS).enumerate().map(|(at, run)| {
        let text = match run.mark {
            Mark::Same => gist(&run.text, at > 0, at + 1 < runs.len()),
            _ => short(&run.text),
        };
        Run { mark: run.mark, text }
    });
    let rest = if runs.len() > MOST_RUNS { "…" } else { "" };
    versions::marked(&excerpt.collect::<Vec<_>>()) + rest
}

/// The ends of a text, those that changes stand next to.
fn gist(text: &str, has_before: bool, has_after: bool) -> String {
    const END: usize = SHORT / 4;
    let length = text.chars().count();
    let (first, last) = (if has_before { END } else { 0 }, if has_after { END } else { 0 });
    if length <= first + last + 1 {
        return text.to_owned();
    }
    let end = |skip, take| text.chars().skip(skip).take(take).collect::<String>();
    format!("{}…{}", end(0, first), end(length - last, last))
}

fn short(text: &str) -> String {
    let mut rest = text.chars();
    let start: String = rest.by_ref().take(SHORT).collect();
    if rest.next().is_some() { start + "…" } else { start }
}
