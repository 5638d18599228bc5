//! Compare: the theories side by side.

mod card;
mod flash;
mod header;
mod heights;
mod rows;

use eframe::egui::{Align, Id, Rect, Response, Role, Ui, UiBuilder, pos2, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate, TableState};

use header::Header;
pub use header::column_menu_ui;
use heights::Heights;
use rows::Row;

use super::parts;
use super::stack::Stack;
use super::tokens::{Palette, Size, size, space};
use crate::app::{Action, Actions, Command, Selection, State, label};
use crate::arrange::rows::PAGE;

/// The width of the first column, in points.
const LABELS: f32 = 120.0;
/// The least width of a theory's column, in points.
const MIN_WIDTH: f32 = 180.0;
/// The greatest width of a theory's column, in points.
const MAX_WIDTH: f32 = 600.0;

/// Draws the theories side by side.
pub fn compare_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let columns = state.columns();
    if columns.is_empty() {
        return nothing_shown_ui(ui, state, actions);
    }
    let rows = rows::rows(state);
    let widths = widths(state, &columns, ui.available_width());
    let heights_id = Id::unique("compare-heights");
    let heights = ui.data(|data| data.get_temp::<Heights>(heights_id)).unwrap_or_default();
    let heights = heights.refreshed(state, &rows, &columns, &widths);
    let head = columns
        .iter()
        .zip(&widths)
        .map(|(member, width)| Header::layout(ui, state, *member, *width).height());
    let head = head.fold(0.0, f32::max).ceil();
    let builder = UiBuilder::new().accessibility_role(Role::Table).accessibility_label("Comparison");
    ui.scope_builder(builder, |ui| {
        let salt = "compare";
        let table = Table::new()
            .id_salt(salt)
            .num_sticky_cols(1)
            .headers([HeaderRow::new(head)])
            .num_rows(rows.len() as u64)
            .columns(table_columns(state, &columns, &widths));
        let id = table.get_id(ui);
        set_widths(ui, id, state, &columns, &widths);
        let target = scroll_target(ui, state, &rows, &columns);
        let table = match target {
            Some((row, column)) => {
                table.scroll_to_row(row as u64, Some(Align::Min)).scroll_to_column(column + 1, None)
            }
            None => table,
        };
        let mut view = CompareTable {
            state,
            actions,
            rows: &rows,
            columns: &columns,
            heights,
            measured: Vec::new(),
            jump: None,
        };
        table.show(ui, &mut view);
        let CompareTable { mut heights, measured, jump, .. } = view;
        let has_changed = heights.measure(&measured);
        if has_changed {
            ui.request_discard("row heights");
        } else if state.view.scroll_to.is_some() {
            actions.push(Action::Scrolled);
        }
        ui.data_mut(|data| {
            data.insert_temp(heights_id, heights);
            data.insert_temp(jump_id(), Jump(jump));
        });
        dragged_widths(ui, id, state, actions, &columns, &widths);
    });
}

/// The part to scroll to in the next frame.
#[derive(Clone, Default)]
struct Jump(Option<&'static str>);

fn jump_id() -> Id {
    Id::unique("compare-jump")
}

/// The row and the column that should come into view.
fn scroll_target(ui: &Ui, state: &State, rows: &[Row], columns: &[usize]) -> Option<(usize, usize)> {
    let jump = ui.data(|data| data.get_temp::<Jump>(jump_id())).unwrap_or_default().0;
    if let Some(part) = jump {
        return rows.iter().position(|row| *row == Row::Section(part)).map(|row| (row, 0));
    }
    state.view.scroll_to.as_ref().and_then(|target| rows::place(state, rows, columns, target))
}

fn nothing_shown_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ui.vertical_centered(|ui| {
        ui.add_space(space::PAGE);
        ui.label(super::tokens::heading("No theory is shown"));
        ui.label("Every column is hidden. Bring them back, or open a theory of your own.");
        for command in [Command::ShowAllColumns, Command::Open] {
            if ui.button(label(state, command)).clicked() {
                actions.push(Action::Command(command));
            }
        }
    });
}

// Widths. egui_table keeps widths of its own; we tell it ours before each frame, and read back what a
// drag has made of them.

/// Each column's width: what the user has set, else an even share of the window.
fn widths(state: &State, columns: &[usize], available: f32) -> Vec<f32> {
    let set = |member: &usize| state.view.widths.get(&state.comparison.members[*member].doc).copied();
    let taken: f32 = columns.iter().filter_map(set).sum();
    let free = columns.iter().filter(|member| set(member).is_none()).count().max(1);
    let share = ((available - LABELS - taken) / free as f32).floor().clamp(MIN_WIDTH, MAX_WIDTH);
    columns.iter().map(|member| set(member).unwrap_or(share)).collect()
}

fn column_id(state: &State, member: usize) -> Id {
    Id::unique(("compare-column", state.comparison.members[member].doc))
}

fn table_columns(state: &State, columns: &[usize], widths: &[f32]) -> Vec<Column> {
    let theories = columns.iter().zip(widths).map(|(member, width)| {
        Column::new(*width).range(MIN_WIDTH..=MAX_WIDTH).resizable(true).id(column_id(state, *member))
    });
    std::iter::once(Column::new(LABELS).range(LABELS..=LABELS).resizable(false)).chain(theories).collect()
}

fn set_widths(ui: &Ui, table: Id, state: &State, columns: &[usize], widths: &[f32]) {
    let mut table_state = TableState::load(ui, table).unwrap_or_default();
    for (member, width) in columns.iter().zip(widths) {
        table_state.col_widths.insert(column_id(state, *member), *width);
    }
    table_state.store(ui, table);
}

fn dragged_widths(
    ui: &Ui,
    table: Id,
    state: &State,
    actions: &mut Actions,
    columns: &[usize],
    widths: &[f32],
) {
    let Some(table_state) = TableState::load(ui, table) else { return };
    for (member, width) in columns.iter().zip(widths) {
        let now = table_state.col_widths.get(&column_id(state, *member));
        if let Some(now) = now.filter(|now| (**now - width).abs() > 0.5) {
            actions.push(Action::SetWidth(state.comparison.members[*member].doc, *now));
        }
    }
}

struct CompareTable<'a> {
    state: &'a State,
    actions: &'a mut Actions,
    rows: &'a [Row],
    columns: &'a [usize],
    heights: Heights,
    /// What this frame has found of the rows' heights.
    measured: Vec<(usize, f32)>,
    /// The part that the user wants to see.
    jump: Option<&'static str>,
}

impl TableDelegate for CompareTable<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let column = cell.col_range.start;
        parts::describe(ui, Role::ColumnHeader, 0, column);
        let rect = ui.max_rect();
        let bottom = rect.bottom() - size::HAIRLINE / 2.0;
        ui.painter().hline(rect.x_range(), bottom, Palette::of(ui.visuals()).hairline_stroke());
        match column.checked_sub(1) {
            None => self.corner_ui(ui),
            Some(at) => {
                let member = self.columns[at];
                let response = header::header_ui(ui, self.state, self.actions, member, rect);
                self.drag_ui(ui, &response, member);
            }
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Ok(row) = usize::try_from(cell.row_nr) else { return };
        let rect = ui.max_rect();
        if self.starts_group(row) {
            ui.painter().hline(rect.x_range(), rect.top(), Palette::of(ui.visuals()).hairline_stroke());
        }
        let height = match cell.col_nr.checked_sub(1) {
            None => {
                parts::describe(ui, Role::RowHeader, row + 1, 0);
                self.label_ui(ui, row)
            }
            Some(at) => {
                parts::describe(ui, Role::Cell, row + 1, cell.col_nr);
                self.content_ui(ui, row, self.columns[at])
            }
        };
        self.measured.push((row, height));
    }

    fn row_top_offset(&self, _: &eframe::egui::Context, _: Id, row: u64) -> f32 {
        self.heights.top(usize::try_from(row).unwrap_or(usize::MAX))
    }
}

impl CompareTable<'_> {
    /// The corner above the labels: ways to the two parts.
    fn corner_ui(&mut self, ui: &mut Ui) {
        ui.with_layout(eframe::egui::Layout::bottom_up(Align::Min), |ui| {
            ui.add_space(space::BETWEEN);
            for part in [rows::PREDICTIONS, rows::IDEAS] {
                if ui.link(part).on_hover_text(format!("Scroll to the {}", part.to_lowercase())).clicked() {
                    self.jump = Some(part);
                    ui.request_repaint();
                }
            }
        });
    }

    /// While a header is dragged: where its column would go; when it is dropped, it goes there.
    fn drag_ui(&mut self, ui: &Ui, response: &Response, member: usize) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let width = response.rect.width();
        let from = self.columns.iter().position(|column| *column == member).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "a column's number is small")]
        let by = ((pointer.x - response.rect.center().x) / width).round() as isize;
        let to = from.saturating_add_signed(by).min(self.columns.len() - 1);
        if response.dragged() && to != from {
            #[expect(clippy::cast_precision_loss, reason = "a column's number is small")]
            let shift = (to as f32 - from as f32) * width;
            let edge = if to > from { response.rect.right() } else { response.rect.left() } + shift;
            let stroke = eframe::egui::Stroke::new(size::STRIPE, Palette::of(ui.visuals()).accent);
            ui.ctx().debug_painter().vline(edge, response.rect.y_range(), stroke);
        }
        if response.drag_stopped() && to != from {
            self.actions.push(Action::MoveColumn { doc: self.state.comparison.members[member].doc, to });
        }
    }

    /// Whether a line parts this row from the one above.
    fn starts_group(&self, row: usize) -> bool {
        match (&self.rows[row], row.checked_sub(1).map(|above| &self.rows[above])) {
            (Row::Section(_) | Row::Pager(_), _) | (_, None | Some(Row::Section(_))) => false,
            (Row::Predictions { row, .. }, _) => row % PAGE == 0,
            (Row::Dimension(_), _) => true,
        }
    }

    /// The first column; returns the height that it needs.
    fn label_ui(&mut self, ui: &mut Ui, row: usize) -> f32 {
        let palette = Palette::of(ui.visuals());
        let rect = ui.max_rect();
        let mut stack = Stack::new(rect.width() - space::BETWEEN);
        let text = match &self.rows[row] {
            Row::Section(part) => {
                stack.gap(space::APART);
                stack.text(ui, part, Size::Heading.bold_format(palette.text));
                (*part).to_owned()
            }
            Row::Dimension(key) => {
                let label = self.state.comparison.dimension_label(key);
                stack.gap(space::BETWEEN);
                stack.text(ui, label, Size::Small.bold_format(palette.text));
                label.to_owned()
            }
            Row::Predictions { group, row } => {
                let label = &self.state.comparison.topics[*group].label;
                stack.gap(space::BETWEEN);
                let format = if row % PAGE == 0 {
                    Size::Small.bold_format(palette.text)
                } else {
                    Size::Small.format(palette.quiet)
                };
                stack.text(ui, label, format);
                label.clone()
            }
            Row::Pager(_) => String::new(),
        };
        stack.gap(space::BETWEEN);
        let height = stack.height();
        stack.paint(ui.painter(), rect.min);
        ui.accesskit_node_builder(ui.unique_id(), |node| node.set_label(text));
        height
    }

    /// What a theory has in a row; returns the height that it needs.
    fn content_ui(&mut self, ui: &mut Ui, row: usize, member: usize) -> f32 {
        match &self.rows[row] {
            Row::Dimension(key) => self.dimension_ui(ui, key, member),
            Row::Predictions { group, row } => self.prediction_ui(ui, *group, *row, member),
            Row::Pager(group) if self.columns.first() == Some(&member) => self.pager_ui(ui, *group),
            Row::Section(_) | Row::Pager(_) => 0.0,
        }
    }

    fn dimension_ui(&self, ui: &Ui, key: &str, member: usize) -> f32 {
        let palette = Palette::of(ui.visuals());
        let rect = ui.max_rect();
        let theory = &self.state.comparison.members[member].theory;
        let text = theory.dimensions.as_ref().and_then(|dimensions| dimensions.get(key));
        let text = text.filter(|text| !text.trim().is_empty());
        let (words, ink) = text.map_or(("Says nothing", palette.quiet), |text| (text, palette.text));
        let mut stack = Stack::new(rect.width() - 2.0 * space::BETWEEN);
        stack.gap(space::BETWEEN);
        stack.text(ui, words, Size::Small.format(ink));
        stack.gap(space::BETWEEN);
        let height = stack.height();
        stack.paint(ui.painter(), rect.min + vec2(space::BETWEEN, 0.0));
        let label = self.state.comparison.dimension_label(key);
        let name = format!("{}, {label}: {words}", theory.short_name);
        ui.accesskit_node_builder(ui.unique_id(), |node| node.set_label(name));
        height
    }

    fn prediction_ui(&mut self, ui: &mut Ui, group: usize, row: usize, member: usize) -> f32 {
        let comparison = &*self.state.comparison;
        let position = comparison.topics[group].columns[member].get(row).map(|position| *position as usize);
        let Some((position, view)) = position.and_then(|p| Some((p, comparison.prediction(member, p)?)))
        else {
            return 0.0;
        };
        let selection = Selection::Prediction(comparison.members[member].doc, position);
        let rect = ui.max_rect();
        let height = card::layout(ui, view, rect.width()).height();
        let rect = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom().min(rect.top() + height)));
        card::card_ui(ui, self.state, view, rect, selection, self.actions);
        height
    }

    fn pager_ui(&mut self, ui: &mut Ui, group: usize) -> f32 {
        let topic = &self.state.comparison.topics[group];
        let page = rows::page(self.state, group);
        let last = topic.rows().min((page + 1) * PAGE);
        let mut turn = |ui: &mut Ui, text: &str, is_there: bool, page: usize| {
            let button = ui.add_enabled(is_there, eframe::egui::Button::new(text).small());
            if button.on_hover_text(format!("{text} of {}", topic.label)).clicked() {
                self.actions.push(Action::ShowPage { group, page });
            }
        };
        turn(ui, "Previous", page > 0, page.saturating_sub(1));
        turn(ui, "More", page + 1 < topic.pages(), page + 1);
        ui.label(super::tokens::small(format!("{} to {last} of {}", page * PAGE + 1, topic.rows())));
        size::TARGET + space::BETWEEN
    }
}
