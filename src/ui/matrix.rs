//! The matrix: what each theory expects of each outcome, and what came of it.

mod cell;
mod cursor;
mod outcome;
mod theory;
mod toolbar;

use std::sync::Arc;

use eframe::egui::{Id, Role, Ui, UiBuilder};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate, TableState};

use self::cursor::{Cursor, Spot};
use super::parts;
use super::tokens::{Palette, size, space};
use crate::app::matrix::{MatrixFilter, outcomes};
use crate::app::{Action, Actions, Command, MatrixView, Selection, State};

/// Draws the matrix into the central area.
pub fn matrix_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Main, "Matrix", |ui| {
        let members = state.columns();
        let outcomes = shown_outcomes(ui, state);
        toolbar::toolbar_ui(ui, state, outcomes.len(), actions);
        if members.is_empty() || outcomes.is_empty() {
            return nothing_shown_ui(ui, state, members.is_empty(), actions);
        }
        let grid = Grid::new(ui, state, &members, &outcomes);
        table_ui(ui, &grid, actions);
    });
}

/// The positions of the outcomes that are shown, in their order.
fn shown_outcomes(ui: &Ui, state: &State) -> Arc<Vec<usize>> {
    let comparison = &state.comparison;
    let view = &state.view.matrix;
    let key = (comparison.generation, view.sort, view.filter.clone());
    parts::cached(ui, "outcomes of the matrix", key, || Arc::new(outcomes(comparison, view)))
}

fn nothing_shown_ui(ui: &mut Ui, state: &State, lacks_theories: bool, actions: &mut Actions) {
    ui.vertical_centered(|ui| {
        ui.add_space(space::PAGE);
        if lacks_theories {
            ui.label(super::tokens::heading("No theory is shown"));
            parts::command_button(ui, state, Command::ShowAllColumns, actions);
        } else {
            ui.label(super::tokens::heading("No outcome has all that is asked for"));
            if ui.button("Show all outcomes").clicked() {
                let filter = MatrixFilter::default();
                actions.push(Action::SetMatrix(MatrixView { filter, ..state.view.matrix.clone() }));
            }
        }
    });
}

/// What stands where: theories and outcomes in rows and columns, one or the other way round.
struct Grid<'a> {
    state: &'a State,
    members: &'a [usize],
    outcomes: &'a [usize],
    is_transposed: bool,
    /// The width of the heads of rows, in points.
    heads: f32,
    /// The height of the head, in points.
    head: f32,
    /// The height of a row, in points.
    row: f32,
}

/// What a place of the table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Corner,
    /// The head of a theory, by its position among the members.
    Theory(usize),
    /// The head of an outcome, by its position in the essay.
    Outcome(usize),
    /// Where the two meet.
    Cell {
        member: usize,
        outcome: usize,
    },
}

impl<'a> Grid<'a> {
    fn new(ui: &Ui, state: &'a State, members: &'a [usize], outcomes: &'a [usize]) -> Self {
        let is_transposed = state.view.matrix.is_transposed;
        let heads =
            if is_transposed { outcome::width_of_row(ui.available_width()) } else { theory::WIDTH_OF_ROW };
        let (head, row) = if is_transposed {
            (theory::HEAD_HEIGHT, outcome::row_height(ui, state, outcomes, heads))
        } else {
            (outcome::head_height(ui, state, outcomes), cell::HEIGHT)
        };
        // On whole points, so that the lines between rows are all alike.
        Self { state, members, outcomes, is_transposed, heads, head: head.ceil(), row: row.ceil() }
    }

    /// How many rows and columns there are, heads apart.
    fn size(&self) -> (usize, usize) {
        if self.is_transposed {
            (self.outcomes.len(), self.members.len())
        } else {
            (self.members.len(), self.outcomes.len())
        }
    }

    /// What stands at a spot; the first row and the first column are heads.
    fn place(&self, spot: Spot) -> Place {
        let member = |at: usize| self.members[at - 1];
        let outcome = |at: usize| self.outcomes[at - 1];
        match (spot.row, spot.column, self.is_transposed) {
            (0, 0, _) => Place::Corner,
            (0, column, true) => Place::Theory(member(column)),
            (0, column, false) => Place::Outcome(outcome(column)),
            (row, 0, true) => Place::Outcome(outcome(row)),
            (row, 0, false) => Place::Theory(member(row)),
            (row, column, true) => Place::Cell { member: member(column), outcome: outcome(row) },
            (row, column, false) => Place::Cell { member: member(row), outcome: outcome(column) },
        }
    }

    /// Where a place stands, if it is shown.
    fn spot(&self, place: Place) -> Option<Spot> {
        let theory = |member| Some(1 + self.members.iter().position(|shown| *shown == member)?);
        let report = |outcome| Some(1 + self.outcomes.iter().position(|shown| *shown == outcome)?);
        let (theory, outcome) = match place {
            Place::Corner => (0, 0),
            Place::Theory(member) => (theory(member)?, 0),
            Place::Outcome(outcome) => (0, report(outcome)?),
            Place::Cell { member, outcome } => (theory(member)?, report(outcome)?),
        };
        let (row, column) = if self.is_transposed { (outcome, theory) } else { (theory, outcome) };
        Some(Spot { row, column })
    }

    /// Where what is to be shown stands.
    fn sought(&self, target: &Selection) -> Option<Spot> {
        let Selection::Outcome(id) = target else { return None };
        let (position, _) = self.state.comparison.outcome(id)?;
        self.spot(Place::Outcome(position))
    }

    fn columns(&self, width: f32) -> Vec<Column> {
        let cells = if self.is_transposed {
            let share = (width - self.heads) / self.members.len() as f32;
            share.floor().clamp(cell::MIN_WIDTH, cell::MAX_WIDTH)
        } else {
            outcome::WIDTH
        };
        let column = |width: f32| Column::new(width).range(width..=width).resizable(false);
        let mut columns = vec![column(cells); 1 + self.size().1];
        columns[0] = column(self.heads);
        columns
    }
}

fn table_ui(ui: &mut Ui, grid: &Grid<'_>, actions: &mut Actions) {
    let builder =
        UiBuilder::new().accessibility_role(Role::Table).accessibility_label("Theories and outcomes");
    ui.scope_builder(builder, |ui| {
        let (rows, _) = grid.size();
        let mut cursor = Cursor::load(ui, grid);
        if let Some(spot) = grid.state.view.scroll_to.as_ref().and_then(|target| grid.sought(target)) {
            cursor.go_to(ui, spot);
        }
        let table = Table::new()
            .id_salt(("matrix", grid.is_transposed))
            .num_rows(rows as u64)
            .columns(grid.columns(ui.available_width()))
            .num_sticky_cols(1)
            .headers([HeaderRow::new(grid.head)]);
        // A table that is new measures all of its cells once: ten thousand columns are too many.
        let id = table.get_id(ui);
        if TableState::load(ui, id).is_none() {
            TableState::default().store(ui, id);
        }
        let table = match cursor.target() {
            Some(Spot { row, column }) => {
                let table = if row > 0 { table.scroll_to_row(row as u64 - 1, None) } else { table };
                if column > 0 { table.scroll_to_column(column, None) } else { table }
            }
            None => table,
        };
        let mut view = MatrixTable { grid, actions, cursor };
        table.show(ui, &mut view);
        view.cursor.store(ui);
    });
    if grid.state.view.scroll_to.is_some() {
        actions.push(Action::Scrolled);
    }
}

struct MatrixTable<'a> {
    grid: &'a Grid<'a>,
    actions: &'a mut Actions,
    cursor: Cursor,
}

impl TableDelegate for MatrixTable<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let rect = ui.max_rect();
        let bottom = rect.bottom() - size::HAIRLINE / 2.0;
        ui.painter().hline(rect.x_range(), bottom, Palette::of(ui.visuals()).hairline_stroke());
        self.place_ui(ui, Spot { row: 0, column: cell.col_range.start });
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom(), Palette::of(ui.visuals()).hairline_stroke());
        let row = usize::try_from(cell.row_nr).unwrap_or(usize::MAX).saturating_add(1);
        self.place_ui(ui, Spot { row, column: cell.col_nr });
    }

    fn default_row_height(&self) -> f32 {
        self.grid.row
    }
}

impl MatrixTable<'_> {
    /// Draws what stands at a spot as one widget that can have the keyboard focus.
    fn place_ui(&mut self, ui: &mut Ui, spot: Spot) {
        let grid = self.grid;
        let state = grid.state;
        let place = grid.place(spot);
        let response = match place {
            Place::Corner => return,
            Place::Theory(member) => theory::head_ui(ui, state, member, spot, self.actions),
            Place::Outcome(position) => {
                outcome::head_ui(ui, state, position, spot, grid.is_transposed, self.actions)
            }
            Place::Cell { member, outcome } => cell::cell_ui(ui, state, member, outcome, spot, self.actions),
        };
        self.cursor.visit(ui, spot, place, &response);
    }
}

/// The id of the widget of a place. It stays the same wherever the place stands, so that the focus follows
/// it when the matrix is turned, sorted or filtered.
fn widget_id(place: Place) -> Id {
    Id::unique(("matrix", place))
}
