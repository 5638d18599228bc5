//! The scoreboards: where the theories stand by the essay and by the room, with and without what was defended.

use eframe::egui::{Align, CollapsingHeader, Label, Layout, Role, TextWrapMode, Ui, vec2};

use super::cells::{self, cell, measure};
use crate::app::room::{Page, Reckoned, RoomAction};
use crate::app::{Action, Actions, Command, Selection, State};
use crate::seminar::{Standing, readings};
use crate::ui::tokens::{Palette, Size, size, small, space};
use crate::ui::{marks, parts};
use crate::words::seminar::{ORDER_IS_NO_FINDING, WITHOUT_RESCUED, leads, rank_change, readings_told};
use crate::words::{self, figure};

/// The widths of the columns, in points: theory, each of the two sides, what has changed, and defences.
const THEORY: f32 = 176.0;
const SIDE: f32 = 124.0;
const CHANGE: f32 = 168.0;
const DEFENCES: f32 = 72.0;

/// The width of the whole table where it has room, in points.
const ALL: f32 = THEORY + 2.0 * SIDE + CHANGE + DEFENCES + 4.0 * space::AROUND;

/// The width of a rank within a side, in points.
const RANK: f32 = 20.0;

/// The height of a row, in points.
const ROW: f32 = size::MONOGRAM + space::BETWEEN;

/// Two ways to rank the theories, side by side.
struct Sides<'a> {
    /// What the table is called.
    name: &'a str,
    /// What each side is called.
    heads: [&'a str; 2],
    /// Where the theories stand on each.
    standings: [&'a [Standing]; 2],
    /// How often predictions of each theory were defended.
    rescues: &'a [usize],
}

/// Draws the scoreboards: the essay's and the room's, with and without what was defended.
pub fn boards_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(reckoned) = super::reckoned_ui(ui, state) else { return };
    let boards = &reckoned.boards;
    measure(ui, |ui| {
        let format = Size::Heading.bold_format(Palette::of(ui.visuals()).text);
        parts::heading(ui, &leads(boards, &state.comparison.names), format);
        parts::prose(ui, readings_told(boards));
        parts::note(ui, ORDER_IS_NO_FINDING);
    });
    ui.add_space(space::BETWEEN);
    let heads = ["By the essay", "By the room"];
    let all = [&boards.essay.all[..], &boards.room.all];
    let sides = Sides { name: "The essay and the room", heads, standings: all, rescues: &boards.rescues };
    table_ui(ui, state, &sides, actions);
    ui.add_space(space::APART);
    measure(ui, |ui| {
        ui.label(Size::Body.bold("Without the predictions that were defended"));
        if boards.rescues.iter().all(|rescues| *rescues == 0) {
            parts::note(ui, "No prediction has been defended, so nothing is left out.");
        } else {
            parts::note(ui, WITHOUT_RESCUED);
        }
    });
    if boards.rescues.iter().any(|rescues| *rescues > 0) {
        let without = [&boards.essay.without_rescued[..], &boards.room.without_rescued];
        let name = "The essay and the room, without the predictions that were defended";
        table_ui(ui, state, &Sides { name, heads, standings: without, rescues: &boards.rescues }, actions);
    }
    ui.add_space(space::BETWEEN);
    CollapsingHeader::new(small("Working of the scoreboards"))
        .id_salt("working of the scoreboards")
        .show(ui, |ui| measure(ui, |ui| working_ui(ui, state, actions)));
}

/// Draws what defences change: the ranking with the predictions that were defended, and without them.
pub fn with_and_without_ui(ui: &mut Ui, state: &State, reckoned: &Reckoned, actions: &mut Actions) {
    let boards = &reckoned.boards;
    measure(ui, |ui| {
        parts::note(ui, WITHOUT_RESCUED);
        parts::note(ui, ORDER_IS_NO_FINDING);
    });
    let heads = ["With them", "Without them"];
    let by_essay = ("By the essay", &boards.essay);
    let by_room = (boards.readings > 0).then_some(("By the room", &boards.room));
    for (whose, board) in std::iter::once(by_essay).chain(by_room) {
        ui.add_space(space::BETWEEN);
        ui.label(Size::Body.bold(whose));
        let name = format!("{whose}, with and without the predictions that were defended");
        let standings = [&board.all[..], &board.without_rescued];
        table_ui(ui, state, &Sides { name: &name, heads, standings, rescues: &boards.rescues }, actions);
    }
}

/// Draws the table, the theories from the first to the last of its left side.
fn table_ui(ui: &mut Ui, state: &State, sides: &Sides<'_>, actions: &mut Actions) {
    let is_wide = ui.available_width() >= ALL;
    parts::region(ui, Role::Table, sides.name, |ui| {
        ui.set_max_width(ALL.min(ui.available_width()));
        ui.spacing_mut().item_spacing.y = 0.0;
        head_ui(ui, sides, is_wide);
        let order = order(sides.standings[0]);
        parts::long_list(ui, ("board", sides.name), order.len(), |ui, i| {
            row_ui(ui, state, sides, order[i], is_wide, actions);
        });
    });
}

/// The positions of the theories from the first to the last, then those without a rank.
fn order(standings: &[Standing]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by_key(|theory| standings[*theory].rank.unwrap_or(usize::MAX));
    order
}

/// The widths of theory and sides.
fn widths(ui: &Ui, is_wide: bool) -> [f32; 3] {
    if is_wide { [THEORY, SIDE, SIDE] } else { cells::fitted(ui, [THEORY, SIDE, SIDE]) }
}

fn head_ui(ui: &mut Ui, sides: &Sides<'_>, is_wide: bool) {
    let [theory, left, right] = widths(ui, is_wide);
    cells::row(ui, |ui| {
        let head = |ui: &mut Ui, width, name: &str| {
            cell(ui, width, Align::Min, |ui| parts::note(ui, name));
        };
        head(ui, theory, "Theory");
        head(ui, left, &format!("{}: rank, score (n)", sides.heads[0]));
        head(ui, right, &format!("{}: rank, score (n)", sides.heads[1]));
        if is_wide {
            head(ui, CHANGE, "Difference");
            head(ui, DEFENCES, "Defences");
        }
    });
    parts::hairline(ui);
}

fn row_ui(
    ui: &mut Ui,
    state: &State,
    sides: &Sides<'_>,
    theory: usize,
    is_wide: bool,
    actions: &mut Actions,
) {
    let [left, right] = sides.standings.map(|standings| standings.get(theory).copied().unwrap_or_default());
    let rescues = sides.rescues.get(theory).copied().unwrap_or_default();
    let change = changed(&left, &right);
    let widths = widths(ui, is_wide);
    let name = format!(
        "{}: {} {}, {} {}, {change}, {}",
        state.comparison.names[theory],
        sides.heads[0].to_lowercase(),
        words::seminar::standing(&left),
        sides.heads[1].to_lowercase(),
        words::seminar::standing(&right),
        words::count(rescues, "defence"),
    );
    parts::region(ui, Role::Row, &name, |ui| {
        cells::row(ui, |ui| {
            line(ui, widths[0], |ui| theory_ui(ui, state, theory, actions));
            line(ui, widths[1], |ui| standing_ui(ui, &left, false));
            line(ui, widths[2], |ui| standing_ui(ui, &right, left.rank != right.rank));
            if is_wide {
                line(ui, CHANGE, |ui| drop(ui.label(Size::Body.text(&change))));
                line(ui, DEFENCES, |ui| drop(ui.label(Size::Body.text(rescues.to_string()))));
            }
        });
        remarks_ui(ui, state, theory, (&left, &right), (!is_wide).then_some((&change, rescues)));
        parts::hairline(ui);
    });
}

/// A cell of one line.
fn line(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, ROW), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = space::BETWEEN;
        contents(ui);
    });
}

fn theory_ui(ui: &mut Ui, state: &State, theory: usize, actions: &mut Actions) {
    let member = &state.comparison.members[theory];
    marks::monogram(ui, &member.monogram, &member.theory.short_name, theory, size::MONOGRAM);
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    let name = &state.comparison.names[theory];
    parts::link_to(ui, name, Action::Select(Selection::Theory(member.doc)), actions).on_hover_text(name);
}

/// A rank, and the score with its n.
fn standing_ui(ui: &mut Ui, standing: &Standing, is_bold: bool) {
    let text = |text: String| if is_bold { Size::Body.bold(text) } else { Size::Body.text(text) };
    let rank = standing.rank.map_or("–".to_owned(), |rank| rank.to_string());
    ui.allocate_ui_with_layout(vec2(RANK, ROW), Layout::right_to_left(Align::Center), |ui| {
        ui.set_width(RANK);
        ui.add(Label::new(text(rank)).extend());
    });
    ui.label(text(figure(standing.score)));
    let quiet = Palette::of(ui.visuals()).quiet;
    ui.label(small(format!("({})", standing.scored)).color(quiet));
}

/// How rank and score differ: `↑ up 1, +0.05`.
fn changed(left: &Standing, right: &Standing) -> String {
    let rank = rank_change(left, right);
    match left.score.zip(right.score) {
        Some((left, right)) => format!("{rank}, {}", words::seminar::signed_change(right - left)),
        None => rank,
    }
}

/// What one must know beside the numbers.
fn remarks_ui(
    ui: &mut Ui,
    state: &State,
    theory: usize,
    (left, right): (&Standing, &Standing),
    rest: Option<(&String, usize)>,
) {
    let mut remarks = Vec::new();
    if let Some((change, rescues)) = rest {
        remarks.push(format!("Difference: {change}"));
        remarks.push(words::count(rescues, "defence"));
    }
    if left.rank.is_none() || right.rank.is_none() {
        remarks.push(format!("A rank needs {} scored forecasts", crate::assess::MIN_RANKED));
    }
    if state.comparison.theories[theory].is_advocated_by(state.comparison.essay.id.as_str()) {
        remarks.push("Judged by its own essay".to_owned());
    }
    if !remarks.is_empty() {
        parts::note(ui, remarks.join(" · "));
        parts::end(ui, space::WITHIN);
    }
}

/// How the numbers come about, and what leads further.
fn working_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::note(
        ui,
        "A score is the mean over a theory's scored forecasts, from 0 to 1; n is how many those are. A theory's name \
         opens their verdicts as they count now. The essay's board leaves all what-ifs out. The room's has the \
         room's readings in place of the essay's, whether or not they count elsewhere in the program.",
    );
    let read: Vec<_> = readings(&state.session.room, &state.course, false).into_iter().collect();
    if !read.is_empty() {
        ui.label(Size::Small.bold("What the room reads"));
    }
    parts::long_list(ui, "what the room reads", read.len(), |ui, i| {
        let (id, room) = &read[i];
        let Some((_, outcome)) = state.comparison.outcome(id) else { return };
        parts::outcome_link(ui, state, outcome, actions);
        let (room, essay) = (words::reported(*room), words::reported(outcome.reported));
        parts::note(ui, format!("The room: {}. The essay: {}.", room.to_lowercase(), essay.to_lowercase()));
    });
    ui.horizontal_wrapped(|ui| {
        if ui.link(small("How few changed readings put another theory first")).clicked() {
            actions.push(Action::Command(Command::ShowAnalysis));
        }
        if ui.link(small("Which predictions were defended")).clicked() {
            actions.push(Action::Room(RoomAction::ShowPage(Page::Rescues)));
        }
    });
}
