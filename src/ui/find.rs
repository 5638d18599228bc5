//! The searches: a field, and below it a list of what was found.

use eframe::egui::accesskit::Live;
use eframe::egui::{
    Align2, Area, Button, Color32, Frame, Id, Key, Memory, Modifiers, Order, Rect, Response, Role,
    ScrollArea, TextEdit, Ui,
    text::{CCursor, CCursorRange, CharIndex, LayoutJob},
    vec2,
};

use super::parts;
use super::tokens::{Palette, Size, size, small, space};
use crate::app::find::{Find, Finder, Hit, Target};
use crate::app::{Action, Actions, Command, State};
use crate::words;

/// How many hits the keys for pages pass over.
const PAGE: usize = 10;

/// How one search looks, and what it says.
struct Look {
    finder: Finder,
    name: &'static str,
    hint: &'static str,
    /// What is shown while there is nothing to look for.
    begin: &'static str,
    /// What is shown where nothing was found.
    nothing: &'static str,
    /// Where on the page it opens.
    place: Align2,
    /// How wide it is where there is room, in points.
    width: f32,
    /// How high its list may grow, in points.
    height: f32,
    /// Whether a click outside closes it.
    is_passing: bool,
}

const FIND: Look = Look {
    finder: Finder::Find,
    name: "Find",
    hint: "Words in any order",
    begin: "Type words from a theory, a prediction or an outcome.",
    nothing: "No theory, prediction or outcome contains all of these words.",
    place: Align2::RIGHT_TOP,
    width: 400.0,
    height: 360.0,
    is_passing: false,
};

const PALETTE: Look = Look {
    finder: Finder::Palette,
    name: "Palette",
    hint: "A command, a theory, an outcome or a prediction",
    begin: "",
    nothing: "No command, theory, outcome or prediction has these letters.",
    place: Align2::CENTER_TOP,
    width: 600.0,
    height: 420.0,
    is_passing: true,
};

const OUTCOME: Look = Look {
    finder: Finder::Outcome,
    name: "Choose an outcome",
    hint: "Its statement, its topic or its id",
    begin: "",
    nothing: "No outcome that is free has these letters.",
    place: Align2::CENTER_TOP,
    width: 600.0,
    height: 420.0,
    is_passing: true,
};

impl Look {
    fn of(finder: Finder) -> &'static Self {
        match finder {
            Finder::Find => &FIND,
            Finder::Palette => &PALETTE,
            Finder::Outcome => &OUTCOME,
        }
    }

    fn field(&self) -> Id {
        Id::unique(("field of a search", self.name))
    }
}

/// Draws the search that is open, if one is, at the top of `ui` and above its contents.
pub fn find_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(finder) = state.view.open_finder() else {
        give_focus_back(ui, state);
        return;
    };
    let (look, find) = (Look::of(finder), state.view.finder(finder));
    // Above it a dialog has the keys.
    if state.dialog.is_none() {
        keys(ui, look, find, actions);
    }
    let within = ui.max_rect().shrink(space::BETWEEN);
    let area = Area::new(Id::unique(look.name))
        .accessible_name(look.name)
        .role(Role::Dialog)
        .order(Order::Foreground)
        .pivot(look.place)
        .fixed_pos(look.place.pos_in_rect(&within));
    let popup = area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| contents(ui, state, look, find, within, actions));
    });
    if look.is_passing && state.dialog.is_none() && popup.response.clicked_elsewhere() {
        actions.push(Action::CloseFind(look.finder));
    }
}

fn contents(ui: &mut Ui, state: &State, look: &Look, find: &Find, within: Rect, actions: &mut Actions) {
    ui.set_width(look.width.min(within.width() - 2.0 * space::AROUND));
    let field = field(ui, look, find, actions);
    let said = note(look, find);
    if !said.is_empty() {
        let response = parts::note(ui, said);
        ui.accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    }
    if find.hits.is_empty() {
        return;
    }
    // Without a least height the area would keep the size that it had before there were hits.
    let height = look.height.min(within.height() * 0.75);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        parts::region(ui, Role::ListBox, "Hits", |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (position, hit) in find.hits.iter().enumerate() {
                let option = hit_ui(ui, state, find, position, hit, actions);
                if position == find.cursor {
                    announce(ui, &field, &option);
                    scroll_to(ui, look, find, &option);
                }
            }
        });
    });
}

/// What is said between the field and the hits.
fn note(look: &Look, find: &Find) -> String {
    if find.is_updating() {
        "Searching…".to_owned()
    } else if find.query.trim().is_empty() {
        look.begin.to_owned()
    } else if find.hits.is_empty() {
        look.nothing.to_owned()
    } else {
        words::hits(find.hits.len(), find.unlisted)
    }
}

fn field(ui: &mut Ui, look: &Look, find: &Find, actions: &mut Actions) -> Response {
    let mut query = find.query.clone();
    let field =
        TextEdit::singleline(&mut query).id(look.field()).desired_width(f32::INFINITY).hint_text(look.hint);
    let mut output = field.show(ui);
    let response = output.response.response.accessible_name(look.name);
    let opened = Id::unique("search opened");
    let now = (look.name, find.opened);
    if ui.data(|data| data.get_temp::<(&str, u64)>(opened)) != Some(now) {
        ui.data_mut(|data| data.insert_temp(opened, now));
        keep_focus_in_mind(ui);
        response.request_focus();
        // Typing replaces what was looked for before.
        let end = CCursor::new(CharIndex(query.chars().count()));
        output.state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
        output.state.store(ui.ctx(), response.id);
    }
    if response.changed() {
        actions.push(Action::SetQuery(query));
    }
    response
}

/// Takes the keys that belong to the search. Home and End move in the list where they have no text to move
/// in, or with Ctrl.
fn keys(ui: &Ui, look: &Look, find: &Find, actions: &mut Actions) {
    let take = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if take(Modifiers::NONE, Key::Escape) {
        actions.push(Action::CloseFind(look.finder));
        return;
    }
    if !ui.memory(|memory| memory.has_focus(look.field())) {
        return;
    }
    if take(Modifiers::NONE, Key::Enter) {
        actions.push(Action::EnterQuery);
    }
    let Some(last) = find.hits.len().checked_sub(1) else { return };
    let end = if find.query.is_empty() { Modifiers::NONE } else { Modifiers::COMMAND };
    for (modifiers, key, to) in [
        (Modifiers::NONE, Key::ArrowDown, find.cursor + 1),
        (Modifiers::NONE, Key::ArrowUp, find.cursor.saturating_sub(1)),
        (Modifiers::NONE, Key::PageDown, find.cursor + PAGE),
        (Modifiers::NONE, Key::PageUp, find.cursor.saturating_sub(PAGE)),
        (end, Key::Home, 0),
        (end, Key::End, last),
    ] {
        if take(modifiers, key) {
            actions.push(Action::SetFindCursor(to.min(last)));
        }
    }
}

fn hit_ui(
    ui: &mut Ui,
    state: &State,
    find: &Find,
    position: usize,
    hit: &Hit,
    actions: &mut Actions,
) -> Response {
    let is_at = position == find.cursor;
    let command = match hit.target {
        Target::Command(command) => Some(command),
        Target::Shown(_) => None,
    };
    let obstacle = command.and_then(|command| state.obstacle(command));
    let mut button = Button::selectable(is_at, hit_text(ui, hit, obstacle)).wrap();
    if let Some(keys) = command.and_then(Command::shortcut) {
        button = button.shortcut_text(small(ui.ctx().format_shortcut(&keys)));
    }
    let response = ui.add(button.min_size(vec2(ui.available_width(), size::TARGET)));
    ui.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ListBoxOption);
        node.set_label(obstacle.map_or_else(|| hit.name(), |why| format!("{} ({why})", hit.name())));
        node.clear_toggled();
        node.set_selected(is_at);
        if obstacle.is_some() {
            node.set_disabled();
        }
    });
    if response.clicked() {
        actions.push(Action::SetFindCursor(position));
        actions.push(Action::OpenHit);
    }
    response
}

/// The kind and the words of a hit, the letters that were typed in bold; in the quiet colour, and with the
/// reason, if it is not possible now.
fn hit_text(ui: &Ui, hit: &Hit, obstacle: Option<&str>) -> LayoutJob {
    let palette = Palette::of(ui.visuals());
    let ink = if obstacle.is_some() { palette.quiet } else { palette.text };
    let mut job = LayoutJob::default();
    let kind = format!("{}: ", hit.kind);
    let split = kind.chars().count();
    append(&mut job, &kind, 0, &hit.marks, Size::Small, palette.quiet);
    append(&mut job, &hit.text, split, &hit.marks, Size::Body, ink);
    if let Some(obstacle) = obstacle {
        job.append(obstacle, space::BETWEEN, Size::Small.format(palette.quiet));
    }
    job
}

/// Tells screen readers where the arrows are: the keyboard itself stays in the field.
fn announce(ui: &Ui, field: &Response, option: &Response) {
    if field.has_focus() && ui.ctx().has_accesskit_node(option.id) {
        let option = option.id.accesskit_id();
        ui.accesskit_node_builder(field.id, |node| node.set_active_descendant(option));
    }
}

/// Appends text that begins at this position of the name, the marked letters in bold.
fn append(job: &mut LayoutJob, text: &str, start: usize, marks: &[u32], size: Size, ink: Color32) {
    let is_marked = |at: usize| u32::try_from(at).is_ok_and(|at| marks.binary_search(&at).is_ok());
    let letters: Vec<(bool, char)> =
        text.chars().enumerate().map(|(at, letter)| (is_marked(start + at), letter)).collect();
    for run in letters.chunk_by(|(one, _), (next, _)| one == next) {
        let format = if run[0].0 { size.bold_format(ink) } else { size.format(ink) };
        let run: String = run.iter().map(|(_, letter)| letter).collect();
        job.append(&run, 0.0, format);
    }
}

/// Scrolls to the hit at the cursor when it has moved or the hits are new.
fn scroll_to(ui: &Ui, look: &Look, find: &Find, option: &Response) {
    let id = Id::unique("place of a search that is in sight");
    let now = (look.name, find.answered, find.cursor);
    if ui.data(|data| data.get_temp::<(&str, u64, usize)>(id)) != Some(now) {
        ui.data_mut(|data| data.insert_temp(id, now));
        option.scroll_to_me(None);
    }
}

/// Whether the field of a search has this id.
fn is_field(id: Id) -> bool {
    Finder::ALL.into_iter().any(|finder| Look::of(finder).field() == id)
}

fn before() -> Id {
    Id::unique("focus before the search")
}

/// Keeps what has the focus, to give it back when the search closes.
fn keep_focus_in_mind(ui: &Ui) {
    let focused = ui.memory(Memory::focused);
    if let Some(focused) = focused.filter(|id| !is_field(*id)) {
        ui.data_mut(|data| data.insert_temp(before(), focused));
    }
}

/// Gives the focus back to what had it before the search was opened, unless something else has it by now.
fn give_focus_back(ui: &Ui, state: &State) {
    let Some(focused) = ui.data(|data| data.get_temp::<Id>(before())) else { return };
    ui.data_mut(|data| data.remove::<Id>(before()));
    let is_free = ui.memory(|memory| memory.focused().is_none_or(is_field));
    if is_free && state.dialog.is_none() {
        ui.memory_mut(|memory| memory.request_focus(focused));
    }
}
