//! How high the rows of Compare are: estimated until they are seen, then measured.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::rows::Row;
use crate::app::State;
use crate::ui::tokens::{Size, space};

/// The heights of all rows, in points, for one set of rows and column widths.
#[derive(Clone, Default)]
pub struct Heights {
    key: u64,
    rows: Vec<Height>,
    /// The top of each row, and the bottom of the last.
    tops: Vec<f32>,
}

#[derive(Clone, Copy)]
struct Height {
    points: f32,
    is_measured: bool,
}

impl Heights {
    /// The heights for these rows and widths: what was measured before, if nothing has changed.
    pub fn refreshed(self, state: &State, rows: &[Row], columns: &[usize], widths: &[f32]) -> Self {
        let key = key(state, rows, columns, widths);
        if key == self.key {
            return self;
        }
        let estimate =
            |row: &Row| Height { points: estimate(state, row, columns, widths), is_measured: false };
        let mut heights = Self { key, rows: rows.iter().map(estimate).collect(), tops: Vec::new() };
        heights.add_up();
        heights
    }

    /// Takes over what was measured; returns whether a row has changed.
    pub fn measure(&mut self, measured: &[(usize, f32)]) -> bool {
        let before = self.rows.clone();
        for (row, points) in measured {
            let height = &mut self.rows[*row];
            // A row is as high as the highest cell that has been seen of it.
            let seen = if height.is_measured { height.points } else { 0.0 };
            *height = Height { points: seen.max(points.ceil()), is_measured: true };
        }
        self.add_up();
        before.iter().zip(&self.rows).any(|(before, now)| before.points.to_bits() != now.points.to_bits())
    }

    /// The top of a row below the first row's; the bottom of the last for the row after it.
    pub fn top(&self, row: usize) -> f32 {
        self.tops.get(row).or(self.tops.last()).copied().unwrap_or(0.0)
    }

    fn add_up(&mut self) {
        self.tops.clear();
        self.tops.push(0.0);
        let mut top = 0.0;
        for row in &self.rows {
            top += row.points;
            self.tops.push(top);
        }
    }
}

/// What the heights hang on.
fn key(state: &State, rows: &[Row], columns: &[usize], widths: &[f32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (state.comparison.layout, rows, columns).hash(&mut hasher);
    for width in widths {
        width.to_bits().hash(&mut hasher);
    }
    hasher.finish()
}

/// About how high a row will be.
fn estimate(state: &State, row: &Row, columns: &[usize], widths: &[f32]) -> f32 {
    let cells = columns.iter().zip(widths);
    let lines = |text: &str, size: Size, width: f32| {
        let per_line = ((width - 2.0 * space::BETWEEN) / (0.52 * size.points())).max(1.0);
        (text.len() as f32 / per_line).ceil() * size.line_height()
    };
    let points = cells.map(|(member, width)| match row {
        Row::Section(_) => Size::Heading.line_height() + space::SECTION,
        Row::Pager(_) => Size::Body.line_height() + space::APART,
        Row::Dimension(key) => {
            let text = state.comparison.members[*member].theory.dimensions.as_ref().and_then(|d| d.get(key));
            text.map_or(0.0, |text| lines(text, Size::Small, *width)) + space::APART
        }
        Row::Predictions { group, row } => {
            let position = state.comparison.topics[*group].columns[*member].get(*row);
            let view = position.and_then(|position| state.comparison.prediction(*member, *position as usize));
            view.map_or(0.0, |view| {
                lines(&view.prediction.statement, Size::Body, *width)
                    + 3.0 * Size::Small.line_height()
                    + 2.0 * space::APART
            })
        }
    });
    points.fold(Size::Body.line_height() + space::APART, f32::max)
}
