//! The searches: opened, asked, answered, and one of their hits chosen.

use super::command_effects;
use super::look::reveal;
use super::write::picked;
use crate::app::action::Effect;
use crate::app::command::{Command, label};
use crate::app::find::{Find, Finder, Found, Search, Target};
use crate::app::palette::MAX_RECENT;
use crate::app::state::{Selection, State};

/// Opens a search, and closes the others. Find keeps what was looked for; the others begin anew.
pub(super) fn open(state: &mut State, finder: Finder) {
    for other in Finder::ALL {
        close(state, other);
    }
    let find = state.view.finder_mut(finder);
    find.is_open = true;
    find.opened += 1;
    if finder != Finder::Find {
        find.query.clear();
    }
    ask(find);
}

pub(super) fn close(state: &mut State, finder: Finder) {
    let find = state.view.finder_mut(finder);
    find.is_open = false;
    find.is_entered = false;
}

pub(super) fn set_query(state: &mut State, query: String) {
    if let Some(find) = open_one(state) {
        find.query = query;
        ask(find);
    }
}

pub(super) fn set_cursor(state: &mut State, cursor: usize) {
    if let Some(find) = open_one(state) {
        find.cursor = cursor;
    }
}

/// Asks anew what was asked: what it is asked of has changed.
pub(super) fn ask_again(state: &mut State) {
    if let Some(find) = open_one(state) {
        ask(find);
    }
}

fn ask(find: &mut Find) {
    find.asked += 1;
    find.is_entered = false;
}

fn open_one(state: &mut State) -> Option<&mut Find> {
    let finder = state.view.open_finder()?;
    Some(state.view.finder_mut(finder))
}

/// Answers what was asked: at once where that is quick, else on a worker. One worker at a time: when its
/// answer arrives, the next is begun if more has been typed meanwhile.
pub(super) fn answer_if_asked(state: &mut State) -> Vec<Effect> {
    let Some(finder) = state.view.open_finder() else { return Vec::new() };
    if !state.view.finder(finder).is_updating() {
        return Vec::new();
    }
    let search = Search::of(state, finder);
    if search.is_quick() {
        return answered(state, search.run());
    }
    let is_free = !std::mem::replace(&mut state.view.finder_mut(finder).is_searching, true);
    if is_free { vec![Effect::Search(search)] } else { Vec::new() }
}

pub(super) fn arrived(state: &mut State, found: Found) -> Vec<Effect> {
    state.view.finder_mut(found.finder).is_searching = false;
    answered(state, found)
}

fn answered(state: &mut State, found: Found) -> Vec<Effect> {
    let find = state.view.finder_mut(found.finder);
    if found.asked != find.asked {
        return Vec::new();
    }
    find.answered = found.asked;
    find.hits = found.hits;
    find.unlisted = found.unlisted;
    find.cursor = 0;
    if std::mem::take(&mut find.is_entered) { open_hit(state) } else { Vec::new() }
}

/// Opens the hit at the cursor, or as soon as there are hits for what was typed.
pub(super) fn enter(state: &mut State) -> Vec<Effect> {
    match open_one(state) {
        Some(find) if find.is_updating() => {
            find.is_entered = true;
            Vec::new()
        }
        _ => open_hit(state),
    }
}

/// Does or shows what the search stands at. A command that is not possible says why.
pub(super) fn open_hit(state: &mut State) -> Vec<Effect> {
    let Some(finder) = state.view.open_finder() else { return Vec::new() };
    let find = state.view.finder(finder);
    let Some(target) = find.hits.get(find.cursor).map(|hit| hit.target.clone()) else { return Vec::new() };
    if let Target::Command(command) = target
        && let Some(obstacle) = state.obstacle(command)
    {
        let text = format!("{} is not possible now: {obstacle}", label(state, command));
        if state.messages.last().is_none_or(|last| last.text != text) {
            state.tell(text, false, None);
        }
        return Vec::new();
    }
    close(state, finder);
    match target {
        Target::Shown(Selection::Outcome(id)) if finder == Finder::Outcome => picked(state, &id),
        Target::Command(command) => command_effects(state, command),
        Target::Shown(selection) => {
            reveal(state, selection);
            Vec::new()
        }
    }
}

/// Keeps in mind that a command was used. The palette itself is no news to who has opened it.
pub(super) fn remember(state: &mut State, command: Command) {
    if command != Command::Palette {
        let recent = &mut state.view.recent;
        recent.retain(|other| *other != command);
        recent.insert(0, command);
        recent.truncate(MAX_RECENT);
    }
}
