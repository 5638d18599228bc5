//! The plot: time from left to right, the outcomes at the top, and below them a lane for each theory.

use eframe::egui::scroll_area::{DragScroll, ScrollSource};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{
    Align2, Color32, Label, Painter, Rangef, Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2,
};
use egui_plot::{AxisHints, GridMark, Plot, PlotTransform};

use super::focus::{self, Focus, Light};
use super::{figure, lanes, look, outcomes, tooltip};
use crate::app::{Action, Actions, Selection, State};
use crate::arrange::timeline::Layout;
use crate::arrange::years::{self, Stretch};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, size, space};

/// Where there is less room than this on a side, nothing is drawn, in points.
const LEAST: f32 = 120.0;

/// The column of the theories' names, and the narrow one of their monograms alone, in points.
const GUTTER: f32 = 156.0;
const NARROW_GUTTER: f32 = 40.0;

/// From this width on the names have room, in points.
const WIDE: f32 = 480.0;

/// The least distance between two ticks, in points.
const TICK: f32 = 72.0;

/// The largest share of the height that the outcomes take.
const OUTCOMES: f32 = 0.36;

/// What the parts of the chart draw with.
pub struct Page<'a> {
    /// The state.
    pub state: &'a State,
    /// What is drawn.
    pub layout: &'a Layout,
    /// What is lit up.
    pub focus: &'a Focus<'a>,
    /// The colours.
    pub palette: &'a Palette,
    /// From years to points.
    pub transform: PlotTransform,
    /// The column of names at the left.
    pub gutter: Rangef,
}

impl Page<'_> {
    /// The place of a moment, in points.
    pub fn x(&self, moment: f64) -> f32 {
        self.transform.position_from_point_x(moment)
    }

    /// The colour behind what is drawn at `x` and lit like this.
    pub fn paper(&self, x: f32, light: Light) -> Color32 {
        let is_future = x > self.x(self.layout.essay);
        if is_future && light == Light::Off {
            self.palette.surface
        } else {
            figure::paper(light, self.palette)
        }
    }

    /// Clears the grid behind a label that is lit like this.
    pub fn clear(&self, painter: &Painter, label: Rect, light: Light) {
        let edge = self.x(self.layout.essay).clamp(label.min.x, label.max.x);
        for part in [label.with_max_x(edge), label.with_min_x(edge)] {
            painter.rect_filled(part, 0, self.paper(part.center().x, light));
        }
    }

    /// Where time is drawn.
    pub fn frame(&self) -> Rect {
        *self.transform.frame()
    }
}

/// Draws the chart into all the room there is, and returns what the pointer is over.
pub fn chart_ui(
    ui: &mut Ui,
    state: &State,
    layout: &Layout,
    focus: &Focus<'_>,
    actions: &mut Actions,
) -> Option<Selection> {
    let area = ui.available_rect_before_wrap();
    if area.width() < LEAST || area.height() < LEAST {
        return None;
    }
    let gutter = if area.width() < WIDE { NARROW_GUTTER } else { GUTTER };
    let gutter = Rangef::new(area.min.x, area.min.x + gutter);
    let stretch = look::stretch(ui, layout.whole);
    let future = ui.painter().add(Shape::Noop);
    let (response, transform) = plot(ui, area.with_min_x(gutter.max), stretch);
    name(&response, layout);
    look::by_pointer(ui, &response, &transform, layout.whole);
    let palette = Palette::of(ui.visuals());
    let page = Page { state, layout, focus, palette, transform, gutter };
    ui.painter().set(future, Shape::rect_filled(after(&page), 0, palette.surface));
    let bottom = head(ui, &page);
    let pointer = response.hover_pos();
    let place = Rect::from_min_max(pos2(area.min.x, bottom), pos2(area.max.x, page.frame().max.y));
    let height = OUTCOMES * place.height();
    let (bottom, mark) = outcomes::show(ui, &page, place.with_max_y(bottom + height), pointer);
    let lanes = scrolled(ui, &page, place.with_min_y(bottom), &response, actions);
    let hovered = lanes.or(mark);
    if let Some(selection) = &hovered {
        let response =
            response.on_hover_ui_at_pointer(|ui| tooltip::tooltip_ui(ui, state, layout, selection));
        if response.clicked() {
            actions.push(Action::Select(next(&page, selection)));
        }
    }
    hovered
}

/// The axis, the grid, and what senses the pointer.
fn plot(ui: &mut Ui, place: Rect, stretch: Stretch) -> (Response, PlotTransform) {
    let palette = Palette::of(ui.visuals());
    let axis = AxisHints::new_x()
        .formatter(|mark, _| years::name(mark.value))
        .tick_label_color(palette.quiet)
        .tick_label_font(Size::Small.font())
        .label_spacing(Rangef::new(1.0, 2.0));
    let plot = canvas()
        .width(place.width())
        .height(place.height())
        .grid_color(palette.hairline)
        .x_grid_spacer(|input| {
            let stretch = Stretch { from: input.bounds.0, to: input.bounds.1 };
            let (moments, step_size) = years::ticks(stretch, input.base_step_size * f64::from(TICK));
            moments.into_iter().map(|value| GridMark { value, step_size }).collect()
        })
        .custom_x_axes(vec![axis]);
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("plot"));
    let shown = plot.show(&mut child, move |plot| {
        plot.set_plot_bounds_x(stretch.from..=stretch.to);
        plot.set_plot_bounds_y(0.0..=1.0);
    });
    (shown.response, shown.transform)
}

/// A plot with an axis of time and nothing else. Looking around is done by [`look`], so that mouse and
/// keyboard do the same.
fn canvas<'a>() -> Plot<'a> {
    Plot::new("plot")
        .min_size(Vec2::ZERO)
        .sense(Sense::CLICK | Sense::DRAG)
        .show_axes([true, false])
        .show_grid([true, false])
        .grid_fade(0.0)
        .grid_spacing(Rangef::new(1.0, 2.0))
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
}

fn name(response: &Response, layout: &Layout) {
    let predictions: usize = layout.lanes.iter().map(|lane| lane.bars.len()).sum();
    let name = format!(
        "Timeline: {predictions} predictions of {} theories; the list beside it has the same facts",
        layout.lanes.len()
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &name));
}

/// What lies after the essay.
fn after(page: &Page<'_>) -> Rect {
    let frame = page.frame();
    frame.with_min_x(page.x(page.layout.essay).clamp(frame.min.x, frame.max.x))
}

/// The words above the lanes that part what the essay knew from the open future, and the line between the
/// two. Returns where they end.
fn head(ui: &Ui, page: &Page<'_>) -> f32 {
    let frame = page.frame();
    let (x, palette) = (page.x(page.layout.essay), page.palette);
    let painter = ui.painter().with_clip_rect(frame);
    let bottom = frame.min.y + Size::Small.line_height() + space::WITHIN;
    if !frame.x_range().contains(x) {
        return bottom;
    }
    painter.vline(x, frame.y_range(), Stroke::new(size::HAIRLINE, palette.outline));
    let word = |align: Align2, x: f32, text: &str, room: f32| {
        let galley = painter.layout_no_wrap(text.to_owned(), Size::Small.font(), palette.quiet);
        if galley.size().x + space::BETWEEN <= room {
            let place = align.anchor_size(pos2(x, frame.min.y), galley.size());
            painter.galley(place.min, galley, palette.quiet);
        }
    };
    let published = format!("The essay, {}", page.state.comparison.essay.published.label());
    word(Align2::RIGHT_TOP, x - space::WITHIN, &published, x - frame.min.x);
    word(Align2::LEFT_TOP, x + space::WITHIN, "Open future", frame.max.x - x);
    bottom
}

/// The lanes, which scroll where they do not fit.
fn scrolled(
    ui: &mut Ui,
    page: &Page<'_>,
    place: Rect,
    response: &Response,
    actions: &mut Actions,
) -> Option<Selection> {
    ui.painter().hline(place.x_range(), place.min.y, page.palette.hairline_stroke());
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("lanes"));
    let source = ScrollSource { drag: DragScroll::Never, ..ScrollSource::default() };
    let area = ScrollArea::vertical().id_salt("lanes").auto_shrink(false).scroll_source(source);
    area.show_viewport(&mut child, |ui, viewport| {
        if response.dragged() {
            let by = Vec2::new(0.0, response.drag_delta().y);
            ui.scroll_with_delta_animation(by, ScrollAnimation::none());
        }
        lanes::show(ui, page, viewport, place, response.hover_pos(), actions)
    })
    .inner
}

/// What a click on something selects: of several outcomes at one place the next one.
fn next(page: &Page<'_>, under: &Selection) -> Selection {
    let comparison = &page.state.comparison;
    let Selection::Outcome(id) = under else { return under.clone() };
    let mut groups = page.layout.outcomes.iter().map(|dated| dated.positions.as_slice());
    let of_id = |position: &usize| comparison.essay.outcomes[*position].id.as_str() == id;
    let Some(group) = groups.find(|group| group.iter().any(of_id)) else { return under.clone() };
    let selections = || group.iter().map(|position| focus::outcome(comparison, *position));
    let at = selections().position(|selection| page.state.view.selection.as_ref() == Some(&selection));
    let next = at.map_or(0, |at| (at + 1) % group.len());
    selections().nth(next).unwrap_or_else(|| under.clone())
}

/// A caption in one line, cut off with an ellipsis where its place ends.
pub fn caption(painter: &Painter, ui: &Ui, place: Rect, text: &str, ink: Color32) {
    let galley = parts::one_line(ui, text, Size::Small.format(ink), place.width());
    let at = pos2(place.min.x, place.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, ink);
}

/// A name in the gutter.
pub fn gutter_name(ui: &mut Ui, place: Rect, text: &str) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(text));
    child.add(Label::new(Size::Small.bold(text)).truncate());
}
