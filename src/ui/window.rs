//! The window: menus and tabs above, theories on the left, the inspector on the right, what has
//! happened below, and the open view in the middle.

use eframe::egui::accesskit::Live;
use eframe::egui::{
    Align, Button, CentralPanel, Event, Frame, KeyboardShortcut, Label, Layout, MenuBar, Panel, Role, Ui,
};

use super::tokens::{self, Palette, Size, size, small, space};
use super::{
    analysis, compare, dialogs, editor, essay, find, inspector, matrix, parts, problems, seminar, theories,
    timeline, what_if,
};
use crate::app::command::is_for_text;
use crate::app::menus::{MENUS, Menu};
use crate::app::{Action, Actions, Command, Dialog, State, Tab, label};
use crate::assess::AttributionFilter;
use crate::words;

/// The least width of a menu, in points: room for a command and its keys.
const MENU_WIDTH: f32 = 240.0;

/// Draws the whole window and collects what the user wants.
pub fn window_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let steps = if state.dialog.is_none() { shortcuts(ui, state, actions) } else { Vec::new() };
    let palette = Palette::of(ui.visuals());
    let bar = Frame::new().fill(palette.surface).inner_margin(tokens::margin(space::AROUND, space::WITHIN));
    Panel::top("menu").frame(bar).show(ui, |ui| menu_ui(ui, state, actions));
    // The page itself is not painted: the window is cleared to its colour.
    let page = Frame::new();
    Panel::top("tabs").frame(page.inner_margin(tokens::margin(space::AROUND, space::WITHIN))).show(
        ui,
        |ui| {
            tabs_ui(ui, state, actions);
        },
    );
    if state.has_what_if() {
        Panel::top("what-if").frame(bar).show(ui, |ui| what_if::changes_ui(ui, state, actions));
    }
    Panel::bottom("status").frame(bar).show(ui, |ui| status_ui(ui, state, actions));
    if state.view.shows_problems {
        Panel::bottom("problems")
            .frame(bar)
            .resizable(true)
            .default_size(180.0)
            .size_range(96.0..=400.0)
            .show(ui, |ui| {
                parts::region(ui, Role::Complementary, "Problems panel", |ui| {
                    problems::problems_ui(ui, state, actions);
                });
            });
    }
    if !state.view.hides_theories {
        let side =
            Frame::new().fill(palette.surface).inner_margin(tokens::margin(space::AROUND, space::AROUND));
        Panel::left("theories").frame(side).default_size(212.0).size_range(152.0..=320.0).show(ui, |ui| {
            parts::region(ui, Role::Navigation, "Theories", |ui| theories::theories_ui(ui, state, actions));
        });
    }
    if state.view.shows_inspector {
        let side = Frame::new().fill(palette.surface);
        Panel::right("inspector").frame(side).default_size(360.0).size_range(300.0..=560.0).show(ui, |ui| {
            inspector::inspector_ui(ui, state, actions);
        });
    }
    CentralPanel::default().frame(page).show(ui, |ui| {
        match state.view.tab {
            Tab::Compare => {
                let margin = tokens::margin(space::AROUND, 0.0);
                Frame::new().inner_margin(margin).show(ui, |ui| compare::compare_ui(ui, state, actions));
            }
            Tab::Matrix => {
                let margin = tokens::margin(space::AROUND, 0.0);
                Frame::new().inner_margin(margin).show(ui, |ui| matrix::matrix_ui(ui, state, actions));
            }
            Tab::Timeline => timeline::timeline_ui(ui, state, actions),
            Tab::Analysis => analysis::analysis_ui(ui, state, actions),
            Tab::Essay => essay::essay_ui(ui, state, actions),
            Tab::Editor => editor::editor_ui(ui, state, actions),
            Tab::Seminar => seminar::seminar_ui(ui, state, actions),
        }
        find::find_ui(ui, state, actions);
    });
    dialogs::dialog_ui(ui, state, actions);
    drop_ui(ui, actions);
    // Whatever was typed before the room goes on is counted first.
    actions.extend(steps);
}

/// The keys of commands. A key that edits text is left to the text field that has it; what the menus do not offer now,
/// no key does. Those of the room's course come back apart.
fn shortcuts(ui: &Ui, state: &State, actions: &mut Actions) -> Actions {
    let mut steps = Actions::new();
    let is_typing = ui.text_edit_focused();
    // Undo reaches our history before a text field's own. A search is in no history.
    let has_history = state.view.open_finder().is_none();
    let is_undo = |command| has_history && matches!(command, Command::Undo | Command::Redo);
    let mut commands = shortcuts_of(Command::ALL);
    commands.retain(|(command, keys)| {
        let is_left = is_typing && !is_undo(*command) && !command.precedes_text() && is_for_text(keys);
        !is_left && (state.view.tab == Tab::Seminar || !Command::OF_ROOM.contains(command))
    });
    // In the middle of a drag nothing is undone, by a text field neither.
    let is_dragging = ui.input(|input| input.pointer.any_down());
    for command in pressed(ui, &commands) {
        if state.is_possible(command) && !(is_dragging && is_undo(command)) {
            let of = if Command::OF_ROOM.contains(&command) { &mut steps } else { &mut *actions };
            of.push(Action::Command(command));
        }
    }
    steps
}

/// The keys of these commands. Those with more modifiers come first, since matching ignores modifiers that a shortcut
/// does not name.
fn shortcuts_of(commands: impl IntoIterator<Item = Command>) -> Vec<(Command, KeyboardShortcut)> {
    let each = |command: Command| command.shortcuts().map(move |keys| (command, keys));
    let mut all: Vec<_> = commands.into_iter().flat_map(each).collect();
    all.sort_by_key(|(_, keys)| u8::from(!keys.modifiers.shift) + u8::from(!keys.modifiers.alt));
    all
}

/// The commands whose keys were pressed since the last frame, in the order in which they were and each as often: a
/// slow frame loses none. What changes what a whole room sees is done once, however long its key is held down.
fn pressed(ui: &Ui, commands: &[(Command, KeyboardShortcut)]) -> Vec<Command> {
    let mut all = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, modifiers, pressed: true, repeat, .. } = event else { return true };
            let fits = |keys: &KeyboardShortcut| {
                *key == keys.logical_key && modifiers.matches_logically(keys.modifiers)
            };
            let Some((command, _)) = commands.iter().find(|(_, keys)| fits(keys)) else { return true };
            let is_once = Command::OF_ROOM.contains(command) || *command == Command::Projector;
            if !(is_once && *repeat) {
                all.push(*command);
            }
            false
        });
    });
    all
}

/// The keys of the room's course, in the projector's window. Like those of the cockpit they wait while a question is
/// open there.
pub fn room_keys(ui: &Ui, state: &State, actions: &mut Actions) {
    if state.dialog.is_some() {
        return;
    }
    let commands = shortcuts_of(Command::OF_ROOM.into_iter().chain([Command::Projector]));
    for command in pressed(ui, &commands) {
        if state.is_possible(command) {
            actions.push(Action::Command(command));
        }
    }
}

/// Files that are dropped on the window are opened.
fn drop_ui(ui: &Ui, actions: &mut Actions) {
    let dropped = ui
        .input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect::<Vec<_>>());
    if !dropped.is_empty() {
        actions.push(Action::Open(dropped));
    }
}

// Menus.

fn menu_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    MenuBar::new().ui(ui, |ui| {
        for menu in &MENUS {
            one_menu_ui(ui, state, actions, menu);
        }
    });
}

fn one_menu_ui(ui: &mut Ui, state: &State, actions: &mut Actions, menu: &Menu) {
    ui.menu_button(menu.name, |ui| {
        ui.set_min_width(MENU_WIDTH);
        for (i, group) in menu.groups.iter().enumerate() {
            if i > 0 {
                ui.separator();
            }
            items(ui, state, actions, group);
        }
        if !menu.inner.is_empty() {
            ui.separator();
        }
        for inner in menu.inner {
            one_menu_ui(ui, state, actions, inner);
        }
    });
}

fn items(ui: &mut Ui, state: &State, actions: &mut Actions, commands: &[Command]) {
    for command in commands {
        let mut button = Button::new(label(state, *command)).selected(state.is_chosen(*command));
        if let Some(keys) = command.shortcut() {
            button = button.shortcut_text(ui.ctx().format_shortcut(&keys));
        }
        let obstacle = state.obstacle(*command);
        let mut response = ui.add_enabled(obstacle.is_none(), button);
        if let Some(obstacle) = obstacle {
            response = response.on_disabled_hover_text(obstacle);
        }
        if response.clicked() {
            actions.push(Action::Command(*command));
            ui.close();
        }
    }
}

// Tabs.

/// The commands that open the views, from left to right.
const TABS: [Command; 7] = [
    Command::ShowCompare,
    Command::ShowMatrix,
    Command::ShowTimeline,
    Command::ShowAnalysis,
    Command::ShowEssay,
    Command::ShowEditor,
    Command::ShowSeminar,
];

/// The width from which all of the tabs' line stands in one line, in points.
const ONE_LINE: f32 = 1080.0;

fn tabs_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    if ui.available_width() < ONE_LINE {
        ui.horizontal_wrapped(|ui| views_ui(ui, state, actions));
        ui.horizontal(|ui| beside_views_ui(ui, state, actions));
        return;
    }
    ui.horizontal(|ui| {
        views_ui(ui, state, actions);
        ui.add_space(space::APART);
        beside_views_ui(ui, state, actions);
    });
}

/// What stands beside the views, or below them: filters on the left, tools on the right.
fn beside_views_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    filters_ui(ui, state, actions);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools_ui(ui, state, actions));
}

/// The views, of which one is open.
fn views_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    for command in TABS {
        let is_open = state.is_chosen(command);
        let label = label(state, command);
        let text = if is_open { Size::Body.bold(label) } else { Size::Body.text(label) };
        if ui.add(Button::selectable(is_open, text)).clicked() {
            actions.push(Action::Command(command));
        }
    }
}

/// Which predictions take part.
fn filters_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    for filter in [AttributionFilter::All, AttributionFilter::Essay] {
        let is_chosen = state.session.lens.attribution == filter;
        let button = Button::selectable(is_chosen, small(words::attribution(filter)));
        let response = ui.add(button).on_hover_text(match filter {
            AttributionFilter::All => {
                "Judge every prediction, from the essay and from the theorists' own works"
            }
            AttributionFilter::Essay => {
                "Judge only predictions that the essay itself attributes to a theorist"
            }
        });
        if response.clicked() {
            actions.push(Action::SetAttribution(filter));
        }
    }
    if state.is_updating {
        ui.label(small("Updating…").color(Palette::of(ui.visuals()).quiet));
    }
}

/// What opens beside a view.
fn tools_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    // From the right.
    for command in [Command::ToggleInspector, Command::Find] {
        let button = Button::selectable(state.is_chosen(command), label(state, command));
        if ui.add(button).on_hover_text(parts::hint(ui, state, command)).clicked() {
            actions.push(Action::Command(command));
        }
    }
}

// What has happened.

fn status_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    for loading in &state.loading {
        ui.horizontal(|ui| {
            let name = crate::app::session::file_name(&loading.path);
            let (read, entries) = (loading.progress.bytes_read() >> 20, loading.progress.entries_read());
            ui.label(small(format!("Reading {name}: {read} MiB, {entries} entries")));
            if ui.button(small("Cancel")).clicked() {
                actions.push(Action::CancelLoading(loading.path.clone()));
            }
        });
    }
    ui.horizontal(|ui| {
        ui.set_min_height(size::TARGET);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            viewpoint_ui(ui, state, actions);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| message_ui(ui, state, actions));
        });
    });
}

/// Whose word the verdicts are, always in sight.
fn viewpoint_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let essay = &state.comparison.essay;
    let text = match state.comparison.lens.room.len() {
        0 => format!("Verdicts are as “{}” reports, an essay with a viewpoint", essay.title),
        n => format!(
            "Verdicts are as “{}” reports, and the room reads {}",
            essay.title,
            words::count(n, "outcome")
        ),
    };
    let viewpoint = essay.viewpoint.as_deref().unwrap_or("Its file states no viewpoint.");
    if ui.link(small(text)).on_hover_text(viewpoint).clicked() {
        actions.push(Action::Command(Command::ShowEssay));
    }
}

/// What has happened last.
fn message_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(message) = state.messages.last() else { return };
    let palette = Palette::of(ui.visuals());
    if ui.link(small("All messages")).clicked() {
        actions.push(Action::Command(Command::Messages));
    }
    if let Some(doc) = message.doc.filter(|doc| has_diagnostics(state, *doc))
        && ui.link(small("What is wrong")).clicked()
    {
        actions.push(Action::Show(Dialog::Problems(doc)));
    }
    let ink = if message.is_problem { palette.error } else { palette.quiet };
    let response = ui.add(Label::new(small(&message.text).color(ink)).truncate());
    ui.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
}

fn has_diagnostics(state: &State, doc: crate::app::DocId) -> bool {
    state.session.document(doc).is_some_and(|document| !document.diagnostics.list.is_empty())
}
