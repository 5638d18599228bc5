//! The beginning of an export, to be seen before it is made.

use super::comparison::Comparison;
use super::form::{Export, ExportProblem, Form};
use super::page::Block;
use super::picture::Pixels;
use crate::model::Room;

/// How many blocks of a page are shown, how many rows of a table, and how many lines of a text.
const BLOCKS: usize = 60;
const ROWS: usize = 12;
const LINES: usize = 60;

/// The longest line of a text that is shown, in characters.
const LONGEST: usize = 400;

/// How wide a picture is shown at most, in pixels.
const WIDEST: f32 = 1100.0;

/// How many rows of its pixels are shown at most: as many as the least of graphics cards takes in one piece.
const TALLEST: f32 = 2048.0;

/// What an export begins with.
#[derive(Debug, Clone, PartialEq)]
pub enum Preview {
    /// The blocks of a page.
    Page(Vec<Block>),
    /// Lines of text.
    Text(Vec<String>),
    /// A picture.
    Picture(Pixels),
}

impl Export {
    /// What it begins with.
    ///
    /// # Errors
    /// Why there is nothing to show.
    pub fn preview(self, comparison: &Comparison, room: Option<&Room>) -> Result<Preview, ExportProblem> {
        self.check(room.is_some())?;
        match self.form {
            Form::Html | Form::Markdown => {
                let mut page = self.page(comparison, room);
                page.truncate(BLOCKS);
                page.iter_mut().for_each(shorten);
                Ok(Preview::Page(page))
            }
            Form::Svg | Form::Png => {
                let mut drawing = self.drawing(comparison);
                let scale = (WIDEST / drawing.width).min(1.0);
                drawing.height = drawing.height.min(TALLEST / scale);
                super::picture::png::pixels(&drawing, scale).map(Preview::Picture)
            }
            Form::Csv | Form::Json => {
                let text = self.text(comparison, room);
                let lines = text.lines().take(LINES).map(|line| line.chars().take(LONGEST).collect());
                Ok(Preview::Text(lines.collect()))
            }
        }
    }
}

fn shorten(block: &mut Block) {
    match block {
        Block::Table(table) => table.rows.truncate(ROWS),
        Block::Items(items) => items.truncate(ROWS),
        _ => {}
    }
}
