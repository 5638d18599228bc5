//! A long list of rows of unlike heights, of which only the visible ones are laid out.

use eframe::egui::{Align, Id, Rect, ScrollArea, Ui, UiBuilder, Vec2, pos2, style::ScrollAnimation};

/// Rows this far beyond the visible ones are laid out too, so that Tab finds what is next.
const BEYOND: f32 = 200.0;

/// The heights of the rows, estimated until they are seen.
#[derive(Clone, Default)]
struct Heights {
    key: u64,
    of_rows: Vec<f32>,
}

/// Shows `len` rows in a scroll area of this name. `estimate` guesses a row's height at first; the
/// heights are kept while `key` stays. Scrolls to the row `target`, and returns whether it is in view.
pub fn show(
    ui: &mut Ui,
    name: &str,
    key: u64,
    len: usize,
    estimate: impl Fn(usize) -> f32,
    target: Option<usize>,
    mut row: impl FnMut(&mut Ui, usize),
) -> bool {
    let id = Id::unique(("heights of rows", name));
    let mut heights = ui.data_mut(|data| std::mem::take(data.get_temp_mut_or_default::<Heights>(id)));
    if heights.key != key || heights.of_rows.len() != len {
        heights = Heights { key, of_rows: (0..len).map(estimate).collect() };
    }
    let area = ScrollArea::vertical().id_salt(name).auto_shrink(false);
    let shown = area.show_viewport(ui, |ui, viewport| {
        let shown = visible(ui, viewport, &mut heights.of_rows, target, &mut row);
        ui.allocate_space(Vec2::new(ui.available_width(), heights.of_rows.iter().sum()));
        shown
    });
    ui.data_mut(|data| data.insert_temp(id, heights));
    shown.inner
}

/// Lays out the visible rows. Returns whether the target is among them, at rest.
fn visible(
    ui: &mut Ui,
    viewport: Rect,
    heights: &mut [f32],
    target: Option<usize>,
    row: &mut impl FnMut(&mut Ui, usize),
) -> bool {
    let origin = ui.max_rect().min;
    let mut top = 0.0;
    let mut has_moved = false;
    let mut target_top = None;
    for (i, height) in heights.iter_mut().enumerate() {
        if target == Some(i) {
            target_top = Some(top);
        }
        if top + *height >= viewport.min.y - BEYOND && top <= viewport.max.y + BEYOND {
            let place = Rect::from_min_size(
                pos2(origin.x, origin.y + top),
                Vec2::new(ui.max_rect().width(), *height),
            );
            let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("row", i)));
            row(&mut child, i);
            let measured = child.min_rect().height();
            has_moved |= (measured - *height).abs() > 0.5;
            *height = measured;
        }
        top += *height;
    }
    if has_moved {
        ui.ctx().request_repaint();
    }
    let Some(target_top) = target_top else { return true };
    // Some room below it, but where the list ends.
    let is_at_end = viewport.max.y >= top - 1.0;
    let has_room = target_top + viewport.height() / 4.0 <= viewport.max.y;
    let is_in_view = target_top >= viewport.min.y && (has_room || is_at_end);
    if !is_in_view {
        let place = Rect::from_min_size(pos2(origin.x, origin.y + target_top), Vec2::new(1.0, 1.0));
        ui.scroll_to_rect_animation(place, Some(Align::Center), ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
    is_in_view && !has_moved
}
