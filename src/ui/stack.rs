//! A column of text and marks that is measured before it is painted.
//!
//! A table needs the height of a row before it draws it, and a card with six labels would be six
//! nodes for a screen reader. So cards are laid out here, and painted as one widget.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, Galley, Painter, Pos2, Rect, TextFormat, Ui, Vec2, pos2, vec2};

use super::tokens::space;

type Paint<'a> = Box<dyn FnOnce(&Painter, Rect) + 'a>;

enum Item<'a> {
    Text(Arc<Galley>),
    Painted(Paint<'a>),
}

/// A column of things, each at its place.
pub struct Stack<'a> {
    width: f32,
    height: f32,
    /// How many lines a text takes at most.
    most_lines: usize,
    items: Vec<(Rect, Item<'a>)>,
}

impl<'a> Stack<'a> {
    /// An empty column of this width, in points.
    pub fn new(width: f32) -> Self {
        Self { width, height: 0.0, most_lines: usize::MAX, items: Vec::new() }
    }

    /// Lets each text that is added take so many lines at most; an ellipsis stands for the rest.
    pub fn limited_to(self, most_lines: usize) -> Self {
        Self { most_lines, ..self }
    }

    /// The height so far, in points.
    pub fn height(&self) -> f32 {
        self.height
    }

    /// Leaves room.
    pub fn gap(&mut self, height: f32) {
        self.height += height;
    }

    /// Adds wrapped text.
    pub fn text(&mut self, ui: &Ui, text: &str, format: TextFormat) {
        let galley = layout(ui, text, format, self.width, self.most_lines);
        self.push(0.0, galley.size(), Item::Text(galley));
    }

    /// How many lines a text takes in a column of this width, in points.
    pub fn lines(ui: &Ui, text: &str, format: TextFormat, width: f32) -> usize {
        layout(ui, text, format, width, usize::MAX).rows.len()
    }

    /// Adds wrapped text with a painted mark of this size before it.
    pub fn marked(
        &mut self,
        ui: &Ui,
        mark: Vec2,
        paint: impl FnOnce(&Painter, Rect) + 'a,
        text: &str,
        format: TextFormat,
    ) {
        let indent = mark.x + space::WITHIN;
        let top = self.height;
        let galley = layout(ui, text, format, self.width - indent, self.most_lines);
        let line = galley.rows.first().map_or(mark.y, |row| row.height());
        let mark_rect = Rect::from_min_size(pos2(0.0, top + (line - mark.y) / 2.0), mark);
        self.items.push((mark_rect, Item::Painted(Box::new(paint))));
        let size = vec2(galley.size().x, galley.size().y.max(mark.y));
        self.push(indent, size, Item::Text(galley));
    }

    /// Adds something painted, as wide as the column.
    pub fn painted(&mut self, height: f32, paint: impl FnOnce(&Painter, Rect) + 'a) {
        self.push(0.0, vec2(self.width, height), Item::Painted(Box::new(paint)));
    }

    fn push(&mut self, indent: f32, size: Vec2, item: Item<'a>) {
        self.items.push((Rect::from_min_size(pos2(indent, self.height), size), item));
        self.height += size.y;
    }

    /// Paints everything with its top left corner at `at`.
    pub fn paint(self, painter: &Painter, at: Pos2) {
        for (rect, item) in self.items {
            let rect = rect.translate(at.to_vec2());
            match item {
                Item::Text(galley) => {
                    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
                }
                Item::Painted(paint) => paint(painter, rect),
            }
        }
    }
}

fn layout(ui: &Ui, text: &str, format: TextFormat, width: f32, lines: usize) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width.max(1.0);
    job.wrap.max_rows = lines;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
