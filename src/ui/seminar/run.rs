//! The item that the room is at: what the lecturer says, counts and does next.

use eframe::egui::{Button, Id, Label, Response, Role, TextEdit, Ui, text::LayoutJob};

use super::votes;
use crate::app::room::{ItemEdit, Page, RoomAction};
use crate::app::{Action, Actions, Command, State, label};
use crate::model::{Item, Manner, Stage};
use crate::seminar::{Figures, Place, Subject, by_the_essay, subject_of};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, size, small, space};
use crate::words;

/// The width of the list of items, in points.
const ITEMS: f32 = 232.0;

/// Draws the page: the items on the left, the one that the room is at beside them.
pub fn run_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    if state.session.room.items().is_empty() {
        return empty_ui(ui, actions);
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(ITEMS);
            items_ui(ui, state, actions);
        });
        ui.add_space(space::SECTION);
        ui.vertical(|ui| {
            let place = state.course.place;
            match place {
                Place::Before => before_ui(ui, state, actions),
                Place::At { item, stage } => match state.session.room.items().get(item) {
                    Some(own) => item_ui(ui, state, item, own, stage, actions),
                    None => before_ui(ui, state, actions),
                },
                Place::Scoreboards => after_ui(ui, state, actions),
            }
        });
    });
}

fn empty_ui(ui: &mut Ui, actions: &mut Actions) {
    parts::heading(
        ui,
        "A room argues, votes, and sees the verdicts move",
        Size::Heading.bold_format(Palette::of(ui.visuals()).text),
    );
    parts::prose(
        ui,
        "Put outcomes or predictions on the agenda. Each is answered alone, compared in pairs, voted on, discussed, \
         voted on again, and revealed. The projector shows the room what has been revealed, and nothing else.",
    );
    ui.add_space(space::BETWEEN);
    if ui.button("Build the agenda").clicked() {
        actions.push(Action::Room(RoomAction::ShowPage(Page::Agenda)));
    }
}

/// The items, with how far each has come.
fn items_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::region(ui, Role::Navigation, "Items", |ui| {
        let items = state.session.room.items();
        parts::long_list(ui, "items of the room", items.len(), |ui, at| {
            let is_here = matches!(state.course.place, Place::At { item, .. } if item == at);
            item_link(ui, state, at, is_here, actions);
        });
    });
}

fn item_link(ui: &mut Ui, state: &State, at: usize, is_here: bool, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    let text = format!("{}. {}", at + 1, words::excerpt(&state.statement(at)));
    let format =
        if is_here { Size::Small.bold_format(palette.text) } else { Size::Small.format(palette.text) };
    let mut job = LayoutJob::single_section(text, format);
    let how_far = how_far(state, at);
    if !how_far.is_empty() {
        job.append(&format!("\n{how_far}"), 0.0, Size::Small.format(palette.quiet));
    }
    let response = ui.add(Button::selectable(is_here, job).wrap());
    if response.on_hover_text("Take up this item where the room left it").clicked() {
        actions.push(Action::Room(RoomAction::GoTo(at)));
    }
}

/// How far an item has come, in a word or two.
pub(super) fn how_far(state: &State, item: usize) -> String {
    let course = &state.course;
    let mut parts = Vec::new();
    if let Some((_, closed)) = course.latest(item) {
        parts.push(words::count(closed.counts.total(), "vote"));
    } else if course.is_begun(item) {
        parts.push("begun".to_owned());
    }
    if course.is_revealed(item) {
        parts.push("revealed".to_owned());
    }
    parts.join(", ")
}

fn before_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::kicker(ui, "Before the first item");
    title(ui, &state.comparison.essay.title);
    let items = words::count(state.session.room.items().len(), "item");
    parts::prose(ui, format!("{items} on the agenda. The projector shows the title until you go on."));
    if state.session.seminar.is_none() {
        parts::prose(ui, "Save the seminar first: from then on each step is kept in its file.");
        parts::command_button(ui, state, Command::SaveSeminarAs, actions);
    }
    steps_ui(ui, state, actions);
}

fn after_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    parts::kicker(ui, "After the last item");
    title(ui, "The essay and the room");
    steps_ui(ui, state, actions);
    ui.add_space(space::APART);
    super::boards::boards_ui(ui, state, actions);
}

fn item_ui(ui: &mut Ui, state: &State, at: usize, item: &Item, stage: Stage, actions: &mut Actions) {
    let of = state.session.room.items().len();
    parts::kicker(ui, format!("Item {} of {of}. {}", at + 1, words::seminar::question(item.asked())));
    title(ui, &state.statement(at));
    for_lecturer_ui(ui, state, at, item);
    stages_ui(ui, item, stage);
    parts::prose(ui, words::seminar::instruction(stage));
    if let Some((_, round)) = state.course.open_vote() {
        ui.add_space(space::BETWEEN);
        votes::counting_ui(ui, state, item.asked(), round, actions);
    }
    steps_ui(ui, state, actions);
    if state.course.latest(at).is_some() {
        parts::section(ui, "Votes");
        votes::closed_ui(ui, state, at, item.asked(), actions);
        result_ui(ui, state, at, item, actions);
    }
    parts::section(ui, "Notes");
    notes_ui(ui, at, item, actions);
}

fn title(ui: &mut Ui, text: &str) {
    parts::heading(ui, text, Size::Title.bold_format(Palette::of(ui.visuals()).text));
}

/// What the lecturer sees and the room does not.
fn for_lecturer_ui(ui: &mut Ui, state: &State, at: usize, item: &Item) {
    let mut lines = Vec::new();
    if let Some(Subject::Prediction { theory, prediction, .. }) = subject_of(item, &state.compared()) {
        let name = state.comparison.names.get(theory).cloned().unwrap_or_default();
        let hidden = if state.is_put(at, Manner::TheoryHidden) { ", hidden until the result" } else { "" };
        lines.push(format!("{name}, {}{hidden}", prediction.made.text()));
    }
    if let Some(negated) = state.course.negated(at) {
        lines.push(format!("A control: the negation of item {}", negated + 1));
    }
    for line in lines {
        parts::note(ui, format!("For you alone: {line}."));
    }
}

/// The stages of the item, the present one in bold.
fn stages_ui(ui: &mut Ui, item: &Item, now: Stage) {
    let palette = Palette::of(ui.visuals());
    let mut job = LayoutJob::default();
    for (i, stage) in item.stages().enumerate() {
        if i > 0 {
            job.append("  ›  ", 0.0, Size::Small.format(palette.quiet));
        }
        let format = if stage == now {
            Size::Small.bold_format(palette.accent)
        } else {
            Size::Small.format(palette.quiet)
        };
        job.append(words::seminar::stage(stage), 0.0, format);
    }
    let response = ui.add(Label::new(job).wrap());
    parts::say(ui, &response, &format!("Stage: {}", words::seminar::stage(now)));
}

/// What the room sees now: the lecturer may stand where the wall is not in sight, and a screen reader is given this
/// window alone.
fn on_wall_ui(ui: &mut Ui, state: &State) {
    let text = if state.projector.is_open {
        words::seminar::on_wall(&state.wall())
    } else {
        "On the wall: nothing, the projector is closed (F9 opens it)."
    };
    parts::note(ui, text);
}

/// On, back, reveal, and the timer.
fn steps_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ui.add_space(space::BETWEEN);
    ui.horizontal_wrapped(|ui| {
        let main = if state.is_possible(Command::Reveal) { Command::Reveal } else { Command::NextStage };
        let response = step_button(ui, state, main, true, actions);
        parts::keep_focus(ui, main_step_place(), &response);
        step_button(ui, state, Command::PreviousStage, false, actions);
        timer_ui(ui, state, actions);
    });
    if let Some(obstacle) = state.obstacle(Command::NextStage).filter(|_| !state.is_possible(Command::Reveal))
    {
        parts::note(ui, format!("{obstacle}."));
    }
    on_wall_ui(ui, state);
}

/// Where the id of the main button is remembered: its fields come before it on the page.
fn main_step_place() -> Id {
    Id::unique("main step")
}

/// The button that goes on, as it was drawn last.
pub fn main_step(ui: &Ui) -> Id {
    parts::last_id(ui, main_step_place())
}

fn step_button(
    ui: &mut Ui,
    state: &State,
    command: Command,
    is_main: bool,
    actions: &mut Actions,
) -> Response {
    let text = label(state, command);
    let text = if is_main { Size::Body.bold(text) } else { Size::Body.text(text) };
    let mut button = Button::new(text).min_size([0.0, size::TARGET].into());
    if let Some(keys) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&keys));
    }
    let response = ui.add_enabled(state.is_possible(command), button);
    if response.clicked() {
        actions.push(Action::Command(command));
    }
    response
}

fn timer_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    if !matches!(state.course.place, Place::At { .. }) {
        return;
    }
    ui.add_space(space::APART);
    let left = state.timer.countdown(state.now());
    if left.seconds == 0 && !state.timer.is_started() {
        return add_time_ui(ui, "+1 min", 60.0, actions);
    }
    let response = ui.label(Size::Heading.bold(words::seminar::minutes(left.seconds)));
    parts::say(ui, &response, &format!("Time left: {}", words::seminar::minutes(left.seconds)));
    let verb = if left.is_running { "Stop" } else { "Start" };
    let button = ui.add_enabled(left.seconds > 0, Button::new(small(verb)));
    if button.on_hover_text(parts::hint(ui, state, Command::Timer)).clicked() {
        actions.push(Action::Command(Command::Timer));
    }
    for (text, seconds) in [("−1 min", -60.0), ("+1 min", 60.0)] {
        add_time_ui(ui, text, seconds, actions);
    }
}

fn add_time_ui(ui: &mut Ui, text: &str, seconds: f64, actions: &mut Actions) {
    if ui.button(small(text)).on_hover_text("Change the time that is left").clicked() {
        actions.push(Action::Room(RoomAction::AddTime(seconds)));
    }
}

/// What the room makes of it, beside the essay, and whether its reading counts.
fn result_ui(ui: &mut Ui, state: &State, at: usize, item: &Item, actions: &mut Actions) {
    let Some(reading) = state.course.reading(at) else { return };
    let asked = item.asked();
    let room = words::seminar::reading(reading, asked);
    ui.add_space(space::BETWEEN);
    parts::prose(ui, format!("The room: {room}, {}.", words::seminar::reading_because(reading)));
    parts::prose(ui, format!("The essay: {}.", by_the_essay(item, &state.compared())));
    if let Some(outcome) = item.outcome.as_ref().filter(|_| item.negates.is_none()) {
        replaces_ui(ui, state, outcome, actions);
    }
    for line in words::seminar::told(&Figures::of(&state.session.room, &state.course, at), asked) {
        parts::note(ui, line);
    }
}

fn replaces_ui(ui: &mut Ui, state: &State, outcome: &crate::model::Id, actions: &mut Actions) {
    let mut counts = state.session.room.replaces.iter().flatten().any(|own| own == outcome);
    let text = "The room's reading counts in place of the essay's";
    if ui.checkbox(&mut counts, text).changed() {
        actions.push(Action::Room(RoomAction::SetReplaces(outcome.clone(), counts)));
    }
}

fn notes_ui(ui: &mut Ui, at: usize, item: &Item, actions: &mut Actions) {
    let mut notes = item.notes.clone().unwrap_or_default();
    let field = TextEdit::multiline(&mut notes).desired_rows(3).desired_width(Size::Body.measure());
    let response = ui.add(field.hint_text("For you alone")).accessible_name("Notes on this item");
    if response.changed() {
        actions.push(Action::Room(RoomAction::EditItem(at, ItemEdit::Notes(notes))));
    }
}
