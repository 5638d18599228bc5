//! Texts with marks on the words that one version alone has: a sign, a line and a colour, never one of them
//! alone.

use eframe::egui::text::LayoutJob;
use eframe::egui::{Label, Response, Stroke, TextFormat, Ui};
use serde_json::Value;

use crate::ui::tokens::{Palette, Size, size, space};
use crate::versions::{Change, Mark, Run};
use crate::words;

/// What has become of something.
pub fn change_ui(ui: &mut Ui, change: &Change, runs: Option<&[Run]>) {
    match (change, runs) {
        (_, Some(runs)) => drop(runs_ui(ui, runs)),
        (Change::Added(value), _) => drop(value_ui(ui, Mark::Added, value)),
        (Change::Removed(value), _) => drop(value_ui(ui, Mark::Removed, value)),
        (Change::Changed { before, after }, None) => {
            value_ui(ui, Mark::Removed, before);
            value_ui(ui, Mark::Added, after);
        }
        (Change::Moved { from, to }, None) => {
            ui.label(Size::Body.text(words::versions::moved(*from, *to)));
        }
    }
}

/// A text with its marks; a screen reader says what was removed and what was added.
pub fn runs_ui(ui: &mut Ui, runs: &[Run]) -> Response {
    let palette = Palette::of(ui.visuals());
    let mut job = LayoutJob::default();
    for run in runs {
        append(&mut job, palette, run.mark, &run.text);
    }
    named(ui, job, &words::versions::spoken_marks(runs))
}

/// A whole value with one mark.
pub fn value_ui(ui: &mut Ui, mark: Mark, value: &Value) -> Response {
    let text = words::versions::value(value);
    let mut job = LayoutJob::default();
    append_value(&mut job, Palette::of(ui.visuals()), mark, &text);
    let name = match mark {
        Mark::Same => text,
        Mark::Removed => format!("removed: {text}"),
        Mark::Added => format!("added: {text}"),
    };
    named(ui, job, &name)
}

fn named(ui: &mut Ui, job: LayoutJob, name: &str) -> Response {
    let response = ui.add(Label::new(job).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(name));
    response
}

/// Words with their sign; what stands between words stands outside of both.
fn append(job: &mut LayoutJob, palette: &Palette, mark: Mark, text: &str) {
    let plain = Size::Body.format(palette.text);
    let stroke = |color| Stroke::new(size::THIN, color);
    let words = text.trim();
    let (sign, format) = match mark {
        Mark::Same => return job.append(text, 0.0, plain),
        // A line through or below what is not to be seen would be all there is.
        _ if words.is_empty() => ("␣", plain.clone()),
        Mark::Removed => ("−", TextFormat { strikethrough: stroke(palette.removed), ..plain.clone() }),
        Mark::Added => ("+", TextFormat { underline: stroke(palette.added), ..plain.clone() }),
    };
    let color = if mark == Mark::Removed { palette.removed } else { palette.added };
    let start = text.len() - text.trim_start().len();
    job.append(&text[..start], 0.0, plain.clone());
    let lead = if job.text.is_empty() { 0.0 } else { space::WITHIN };
    job.append(sign, lead, Size::Body.bold_format(color));
    job.append(words, space::WITHIN / 2.0, TextFormat { color, ..format });
    job.append(&text[start + words.len()..], 0.0, plain);
}

/// A whole value with its sign, without lines: nobody reads a paragraph that is struck through.
fn append_value(job: &mut LayoutJob, palette: &Palette, mark: Mark, text: &str) {
    let (sign, color) = match mark {
        Mark::Same => return job.append(text, 0.0, Size::Body.format(palette.text)),
        Mark::Removed => ("−", palette.removed),
        Mark::Added => ("+", palette.added),
    };
    job.append(sign, 0.0, Size::Body.bold_format(color));
    job.append(text, space::WITHIN, Size::Body.format(color));
}
