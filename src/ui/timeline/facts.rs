//! What the timeline shows, in words.

use crate::app::Comparison;
use crate::app::comparison::PredictionView;
use crate::arrange::timeline::Bar;
use crate::ui::marks;
use crate::words;

/// When a prediction was made, when it was due, and the dates of the outcomes that its bar leads to:
/// `made 1997, due 2020, outcome 2014 to 2024`.
pub fn dates(comparison: &Comparison, view: &PredictionView<'_>, bar: &Bar) -> String {
    let essay = &comparison.essay;
    let made = format!("made {}", view.prediction.made.label());
    let due = view.prediction.due.as_ref().map(|due| format!("due {}", due.label()));
    let outcomes = [bar.back, bar.forward].into_iter().flatten().filter_map(|end| end.outcome);
    let outcomes =
        outcomes.map(|position| format!("outcome {}", essay.outcomes[position].date(essay).label()));
    [made].into_iter().chain(due).chain(outcomes).collect::<Vec<_>>().join(", ")
}

/// Whether it is advice, and whether it was made before its outcomes: `Prescription · Foresight`.
pub fn kind_and_timing(view: &PredictionView<'_>) -> String {
    let timing = view.assessment.timing.map_or("No outcome in this essay", marks::timing_label);
    format!("{} · {timing}", words::kind(view.prediction.kind))
}

/// What a screen reader calls a prediction in the list: all that its bar shows.
pub fn name(comparison: &Comparison, view: &PredictionView<'_>, bar: &Bar) -> String {
    let facts = [dates(comparison, view, bar), kind_and_timing(view).replace(" · ", ", ").to_lowercase()];
    format!("{}, {}", view.accessible_name(), facts.join(", "))
}
