//! A verdict that has just moved flashes once, so that the eye finds what a change of reading did.

use eframe::egui::{Id, Rect, Stroke, StrokeKind, Ui};

use crate::app::Comparison;
use crate::app::comparison::PredictionView;
use crate::ui::tokens::{Palette, size};

/// How long a flash takes, in lengths of an animation; nothing flashes where nothing is animated.
const LENGTH: f32 = 10.0;

/// Outlines a card in the colour of its verdict if that has just moved, ever more faintly.
pub fn flash(ui: &Ui, rect: Rect, comparison: &Comparison, view: PredictionView<'_>) {
    if !comparison.has_moved(view.member, view.assessment.position()) {
        return;
    }
    let strength = strength(ui, comparison.generation);
    if strength > 0.0 {
        let color = Palette::of(ui.visuals()).verdict(view.assessment.verdict).gamma_multiply(strength);
        let stroke = Stroke::new(size::STRIPE, color);
        ui.painter().rect_stroke(rect.shrink(size::HAIRLINE), size::CORNER, stroke, StrokeKind::Inside);
        ui.request_repaint();
    }
}

/// From 1 when a comparison is first seen to 0 when its flash is over.
fn strength(ui: &Ui, generation: u64) -> f32 {
    let length = f64::from(LENGTH * ui.style().animation_time);
    let now = ui.input(|input| input.time);
    let id = Id::unique("flash");
    let (seen, since) = ui.data(|data| data.get_temp::<(u64, f64)>(id)).unwrap_or((u64::MAX, now));
    let since = if seen == generation { since } else { now };
    ui.data_mut(|data| data.insert_temp(id, (generation, since)));
    if length <= 0.0 {
        return 0.0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
    let strength = (1.0 - (now - since) / length).clamp(0.0, 1.0) as f32;
    strength
}
