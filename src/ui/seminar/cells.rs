//! Cells of the tables in the cockpit: columns of a fixed width whose text wraps.

use eframe::egui::{Align, Label, Layout, Response, RichText, Ui, vec2};

use crate::ui::tokens::{Size, space};

/// Draws a cell of this width, in points, its lines at this end of it.
pub fn cell<R>(ui: &mut Ui, width: f32, align: Align, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::top_down(align);
    let cell = ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        contents(ui)
    });
    cell.inner
}

/// Text in a cell.
pub fn text(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).wrap())
}

/// Draws a row of cells, which may be of different heights.
pub fn row(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::AROUND;
        contents(ui);
    });
}

/// These widths, narrower where there is no room for all of them beside each other.
pub fn fitted<const N: usize>(ui: &Ui, widths: [f32; N]) -> [f32; N] {
    let gaps = space::AROUND * (N.saturating_sub(1)) as f32;
    let share = (ui.available_width() - gaps) / widths.iter().sum::<f32>();
    widths.map(|width| (width * share.min(1.0)).floor())
}

/// Sets text in lines that are not too long to read.
pub fn measure<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let width = Size::Body.measure().min(ui.available_width());
    ui.scope(|ui| {
        ui.set_max_width(width);
        contents(ui)
    })
    .inner
}
