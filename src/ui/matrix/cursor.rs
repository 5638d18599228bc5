//! The keyboard in the matrix: arrows lead from place to place, beyond what is in view too.
//!
//! egui moves the focus between widgets that are drawn. In a table that draws only what is in view it
//! would stop at the edge, so the matrix moves the focus itself, and scrolls to where it goes.

use eframe::egui::{EventFilter, Id, Key, Modifiers, Response, Ui};

use super::{Grid, Place, widget_id};

/// A place in the table, heads included: row 0 and column 0 are heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spot {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// How many frames a place may take to come into view at least, however slow they are.
const FRAMES: u32 = 6;
/// In every how many frames the table is asked to scroll.
const SCROLLS: u32 = 3;
/// How long a place may take to come into view, in seconds: longer than the table takes to scroll.
const PATIENCE: f64 = 0.5;

/// Where the keyboard focus is, and where it goes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cursor {
    /// Where the focus is, and on what.
    at: Option<(Spot, Place)>,
    /// The place that will have it as soon as it is in view.
    target: Option<Spot>,
    /// Since when the focus waits for that place, in seconds.
    since: f64,
    /// For how many frames it has waited.
    waited: u32,
    /// Whether the place was met that has or will have the focus.
    is_met: bool,
}

fn id() -> Id {
    Id::unique("cursor of the matrix")
}

impl Cursor {
    /// The cursor as the last frame left it, moved by the keys of this one.
    pub(super) fn load(ui: &Ui, grid: &Grid<'_>) -> Self {
        let mut cursor: Self = ui.data(|data| data.get_temp(id())).unwrap_or_default();
        let (rows, columns) = grid.size();
        cursor.is_met = false;
        cursor.target = cursor.target.filter(|spot| spot.row <= rows && spot.column <= columns);
        cursor.follow(ui, grid);
        if let Some(at) = cursor.target.or(cursor.at.map(|(spot, _)| spot)) {
            let next = moved(ui, at, rows, columns);
            if next != at {
                cursor.go_to(ui, next);
            }
        }
        cursor
    }

    /// Follows what has the focus to where it stands now. What is no longer shown leaves the focus to what
    /// is nearest to where it stood.
    fn follow(&mut self, ui: &Ui, grid: &Grid<'_>) {
        let has_focus = |place: Place| ui.memory(|memory| memory.has_focus(widget_id(place)));
        self.at = self.at.filter(|(_, place)| has_focus(*place));
        let Some((spot, place)) = self.at else { return };
        let (rows, columns) = grid.size();
        let nearest = Spot { row: spot.row.min(rows), column: spot.column.min(columns) };
        let now = grid.spot(place).unwrap_or(nearest);
        if grid.place(now) != place || now != spot {
            self.at = Some((now, grid.place(now)));
            self.go_to(ui, now);
        }
    }

    /// Leads the focus to a place.
    pub(super) fn go_to(&mut self, ui: &Ui, spot: Spot) {
        self.target = Some(spot);
        self.since = ui.input(|input| input.time);
        self.waited = 0;
    }

    /// The place to scroll to. Not in every frame: the table moves a frame late, and would go too far.
    pub(super) fn target(&self) -> Option<Spot> {
        self.target.filter(|_| self.waited.is_multiple_of(SCROLLS))
    }

    /// Tells of a place that has been drawn.
    pub(super) fn visit(&mut self, ui: &Ui, spot: Spot, place: Place, response: &Response) {
        if self.target == Some(spot) {
            // It may still be behind the heads or at the edge, or go out of view again while the table
            // scrolls: scroll until it is drawn with the focus, then let go.
            self.is_met = response.has_focus();
            response.request_focus();
            self.at = Some((spot, place));
        } else if response.has_focus() && self.target.is_none() {
            self.at = Some((spot, place));
        }
        if response.has_focus() {
            let arrows =
                EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        }
    }

    /// Keeps the cursor for the next frame.
    pub(super) fn store(mut self, ui: &Ui) {
        if self.is_met || self.is_out_of_reach(ui) {
            self.target = None;
        } else if self.target.is_some() {
            self.waited += 1;
            ui.request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(id(), self));
    }

    /// Whether the place was waited for long enough. Where the heads fill the view no cell is ever drawn,
    /// and the program would never come to rest.
    fn is_out_of_reach(&self, ui: &Ui) -> bool {
        self.waited >= FRAMES && ui.input(|input| input.time) - self.since >= PATIENCE
    }
}

/// Where the keys lead from a place: along rows and columns, and not to the corner.
fn moved(ui: &Ui, at: Spot, rows: usize, columns: usize) -> Spot {
    let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut next = at;
    if take(Key::ArrowUp) {
        next.row = next.row.saturating_sub(1);
    }
    if take(Key::ArrowDown) {
        next.row = (next.row + 1).min(rows);
    }
    if take(Key::ArrowLeft) {
        next.column = next.column.saturating_sub(1);
    }
    if take(Key::ArrowRight) {
        next.column = (next.column + 1).min(columns);
    }
    if take(Key::Home) {
        next.column = usize::from(next.row == 0);
    }
    if take(Key::End) {
        next.column = columns;
    }
    if next == Spot::default() { at } else { next }
}
