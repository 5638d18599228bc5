//! Looking around: which stretch of time is shown. It is a memory of this view's, not part of the state.

use eframe::egui::{Button, Id, Response, Role, Ui};
use egui_plot::PlotTransform;

use crate::arrange::timeline::Layout;
use crate::arrange::years::{self, Stretch};
use crate::ui::parts;

/// How much closer one step of zooming is.
const ZOOM: f64 = 1.5;

/// How far one step earlier or later is, as a share of what is shown.
const STEP: f64 = 0.25;

/// The stretch that is shown; all of it until the user chooses another.
pub fn stretch(ui: &Ui, whole: Stretch) -> Stretch {
    ui.data(|data| data.get_temp::<Stretch>(id())).map_or(whole, |chosen| chosen.within(whole))
}

fn id() -> Id {
    Id::unique("stretch of the timeline")
}

/// Shows another stretch, as far as it lies within the whole. The whole is no choice: it follows what is
/// loaded.
fn show(ui: &Ui, wanted: Stretch, whole: Stretch) {
    let wanted = wanted.within(whole);
    if wanted == stretch(ui, whole) {
        return;
    }
    ui.data_mut(|data| {
        if wanted == whole {
            data.remove::<Stretch>(id());
        } else {
            data.insert_temp(id(), wanted);
        }
    });
    ui.ctx().request_repaint();
}

/// Dragging pans, Ctrl and the wheel zoom where the pointer is, a wheel that goes sideways pans, and a
/// double click shows all.
pub fn by_pointer(ui: &Ui, response: &Response, transform: &PlotTransform, whole: Stretch) {
    let now = stretch(ui, whole);
    let share = |points: f32| f64::from(points / transform.frame().width().max(1.0));
    let mut wanted = now;
    if response.dragged() {
        wanted = wanted.moved(-share(response.drag_delta().x));
    }
    if let Some(pointer) = response.hover_pos() {
        let (zoom, sideways) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta.x));
        let at = transform.value_from_position(pointer).x;
        wanted = wanted.zoomed(f64::from(zoom), at).moved(-share(sideways));
    }
    if response.double_clicked() {
        wanted = whole;
    }
    show(ui, wanted, whole);
}

/// The controls that do the same from the keyboard.
pub fn controls_ui(ui: &mut Ui, layout: &Layout) {
    let whole = layout.whole;
    let now = stretch(ui, whole);
    parts::region(ui, Role::RadioGroup, "Stretch of time", |ui| {
        let since = layout.since.map(|since| (format!("Since {}", years::name(since.from)), since));
        for (name, stretch) in [("Whole range".to_owned(), whole)].into_iter().chain(since) {
            if ui.add(Button::selectable(now == stretch.within(whole), name)).clicked() {
                show(ui, stretch, whole);
            }
        }
    });
    let (earlier, later) = (now.moved(-STEP), now.moved(STEP));
    let (closer, farther) = (now.zoomed(ZOOM, now.middle()), now.zoomed(1.0 / ZOOM, now.middle()));
    for (name, wanted) in [("Earlier", earlier), ("Later", later), ("Zoom in", closer), ("Zoom out", farther)]
    {
        if ui.add_enabled(wanted.within(whole) != now, Button::new(name)).clicked() {
            show(ui, wanted, whole);
        }
    }
}
