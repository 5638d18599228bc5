//! What an export begins with: a page, a picture, or lines of text.

use eframe::egui::{
    ColorImage, Frame, Grid, Image, Label, Role, ScrollArea, TextureHandle, TextureOptions, Ui, vec2,
};

use crate::app::export::Exporting;
use crate::export::Preview;
use crate::export::page::{Block, Cell, Table};
use crate::export::picture::Pixels;
use crate::ui::parts;
use crate::ui::tokens::{self, Palette, Size, small, space};

/// The widest that a column of a table gets, in points.
const COLUMN: f32 = 200.0;

/// Draws it into the room that is left.
pub(super) fn preview_ui(ui: &mut Ui, exporting: &Exporting) {
    let palette = Palette::of(ui.visuals());
    let frame = Frame::new()
        .stroke(palette.hairline_stroke())
        .inner_margin(tokens::margin(space::AROUND, space::AROUND));
    frame.show(ui, |ui| {
        let room = ui.available_size();
        parts::region(ui, Role::Group, "Preview", |ui| {
            ui.set_min_size(room);
            match exporting.preview.as_deref() {
                None => parts::note(ui, "The preview is being made…"),
                Some(Err(problem)) => parts::note(ui, format!("There is no preview: {problem}.")),
                Some(Ok(preview)) => {
                    let salt = (exporting.export.what, exporting.export.form);
                    ScrollArea::both()
                        .id_salt(salt)
                        .auto_shrink(false)
                        .max_height(room.y)
                        .show(ui, |ui| content_ui(ui, exporting, preview))
                        .inner
                }
            }
        });
    });
}

fn content_ui(ui: &mut Ui, exporting: &Exporting, preview: &Preview) -> eframe::egui::Response {
    match preview {
        Preview::Page(blocks) => {
            for (at, block) in blocks.iter().enumerate() {
                ui.push_id(at, |ui| block_ui(ui, block));
            }
            parts::note(ui, "The beginning of what is exported.")
        }
        Preview::Text(lines) => {
            ui.add(Label::new(small(lines.join("\n"))).extend());
            parts::note(ui, "The beginning of what is exported.")
        }
        Preview::Picture(pixels) => {
            let texture = texture(ui, exporting, pixels);
            let size = vec2(pixels.width as f32, pixels.height as f32);
            let width = ui.available_width().min(size.x);
            let image = Image::new((texture.id(), size)).fit_to_exact_size(size * (width / size.x));
            ui.add(image.alt_text("The picture as it is exported, or its upper part"))
        }
    }
}

/// The picture on the graphics card, put there once.
fn texture(ui: &Ui, exporting: &Exporting, pixels: &Pixels) -> TextureHandle {
    let key = (exporting.export.what, pixels.width, pixels.height, std::ptr::from_ref(pixels) as usize);
    parts::cached(ui, "preview of an export", key, || {
        let size = [pixels.width as usize, pixels.height as usize];
        ui.ctx().load_texture("preview", ColorImage::from_rgb(size, &pixels.rgb), TextureOptions::LINEAR)
    })
}

fn block_ui(ui: &mut Ui, block: &Block) {
    let palette = Palette::of(ui.visuals());
    match block {
        Block::Title(title, beside) => {
            ui.add(Label::new(tokens::title(title)).wrap());
            parts::note(ui, beside);
        }
        Block::Heading(text) => {
            ui.add_space(space::APART);
            ui.add(Label::new(tokens::heading(text)).wrap());
        }
        Block::Subheading(text) | Block::Minor(text) => {
            ui.add_space(space::BETWEEN);
            ui.add(Label::new(tokens::bold(text)).wrap());
        }
        Block::Paragraph(text) => {
            parts::prose(ui, text);
        }
        Block::Quote(text) => {
            parts::note(ui, text);
        }
        Block::Items(items) => {
            for item in items {
                parts::prose(ui, format!("• {item}"));
            }
        }
        Block::Table(table) => table_ui(ui, table, palette),
        Block::Picture(picture) => {
            parts::note(ui, format!("[Picture] {}", picture.caption));
        }
        Block::Lines(_) | Block::NewSheet => parts::hairline(ui),
    }
}

fn table_ui(ui: &mut Ui, table: &Table, palette: &Palette) {
    let grid = Grid::new("table").striped(false).min_col_width(0.0).max_col_width(COLUMN);
    grid.spacing(vec2(space::APART, space::BETWEEN)).show(ui, |ui| {
        for (head, _) in &table.columns {
            ui.add(Label::new(small(head).color(palette.quiet)).wrap());
        }
        ui.end_row();
        for row in &table.rows {
            for cell in row {
                ui.add(Label::new(cell_text(cell, palette)).wrap());
            }
            ui.end_row();
        }
    });
}

fn cell_text(cell: &Cell, palette: &Palette) -> eframe::egui::RichText {
    match cell {
        Cell::Verdict(verdict, _) => Size::Small.bold(cell.text()).color(palette.verdict(*verdict)),
        Cell::Lines(lines) => small(lines.join("\n")),
        _ => small(cell.text()),
    }
}
