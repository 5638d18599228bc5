//! How two versions differ, field by field.

use eframe::egui::{Button, Role, ScrollArea, Ui};

use super::{edition_ui, marked, waiting_ui};
use crate::app::versions::{Compared, Request, Told, Wanted, question};
use crate::app::{Action, Actions, DocId, Document, State};
use crate::ui::parts;
use crate::ui::tokens::{Palette, Size, space};
use crate::versions::{Mark, Run};
use crate::words;

/// Draws the differences, or says that they are being looked for.
pub fn differences_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let Some(compared) = &state.versions.compared else { return waiting_ui(ui, "Comparing…", actions) };
    let document = state.session.document(compared.doc);
    let is_own = document.is_some_and(Document::is_editable);
    let unsaved = if document.is_some_and(|document| document.is_dirty) { ", not saved" } else { "" };
    edition_ui(ui, "A", &compared.mine, &format!(", as it is open here{unsaved}"));
    edition_ui(ui, "B", &compared.other, "");
    ui.add_space(space::WITHIN);
    let count = compared.differences.len();
    if count == 0 {
        parts::heading(ui, "Both are the same", Size::Body.bold_format(Palette::of(ui.visuals()).text));
        parts::prose(ui, "Every field of A is in B, with the same value and in the same order.");
    } else {
        let heading = format!("{} from A to B", words::count(count, "difference"));
        parts::heading(ui, &heading, Size::Body.bold_format(Palette::of(ui.visuals()).text));
        legend_ui(ui);
        list_ui(ui, compared, is_own, actions);
    }
    ui.add_space(space::BETWEEN);
    buttons_ui(ui, compared.doc, is_own && count > 0, actions);
}

fn legend_ui(ui: &mut Ui) {
    let run = |mark, text: &str| Run { mark, text: text.to_owned() };
    let runs = [run(Mark::Removed, "in A alone"), run(Mark::Same, "   "), run(Mark::Added, "in B alone")];
    marked::runs_ui(ui, &runs);
}

fn list_ui(ui: &mut Ui, compared: &Compared, is_own: bool, actions: &mut Actions) {
    let height = ui.ctx().content_rect().height() * 0.55;
    let scroll = ScrollArea::vertical().id_salt("differences").max_height(height).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        parts::region(ui, Role::List, "Differences", |ui| {
            parts::long_list(ui, "differences", compared.differences.len(), |ui, at| {
                let doc = is_own.then_some(compared.doc);
                difference_ui(ui, &compared.differences[at], doc, actions);
            });
        });
    });
}

/// A difference: its place, which leads to the field in the editor if the document can be changed, and what has
/// become of it.
pub fn difference_ui(ui: &mut Ui, told: &Told, doc: Option<DocId>, actions: &mut Actions) {
    let palette = Palette::of(ui.visuals());
    let difference = &told.difference;
    parts::hairline(ui);
    ui.spacing_mut().item_spacing.y = space::WITHIN;
    let place = difference.place.to_string();
    let spoken = words::versions::spoken(&difference.change, told.marks());
    let name = format!("{place}, {}. {spoken}", difference.change.word());
    let title = format!("{place}, {}", difference.change.word());
    let format = Size::Small.bold_format(palette.text);
    match doc {
        Some(doc) => {
            let link = parts::link(ui, &title, format);
            parts::name(ui, &link, &name);
            if link.clicked() {
                actions.push(Action::CloseDialog);
                actions.push(Action::Write { doc, place: difference.near_before.clone() });
            }
        }
        None => drop(parts::heading(ui, &title, format)),
    }
    marked::change_ui(ui, &difference.change, told.marks());
    parts::end(ui, space::WITHIN);
}

fn buttons_ui(ui: &mut Ui, doc: DocId, can_merge: bool, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let close = ui.button("Close");
        if ui.memory(|memory| memory.focused().is_none()) {
            close.request_focus();
        }
        if close.clicked() {
            actions.push(Action::CloseDialog);
        }
        let merge = ui.add_enabled(can_merge, Button::new("Merge…"));
        let hint = "Makes one document of both; undo brings yours back";
        let why_not = "There is nothing to merge, or A cannot be changed: write a copy of it (File > New)";
        if merge.on_hover_text(hint).on_disabled_hover_text(why_not).clicked() {
            actions.push(Action::Versions(Request::Merge));
        }
        if ui.button("Compare with another…").clicked() {
            actions.push(Action::Show(question(doc, Wanted::Other)));
        }
    });
}
