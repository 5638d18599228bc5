//! Asks for a version: an open document, or a file.

use eframe::egui::{Label, ScrollArea, Ui};

use super::request_button;
use crate::app::versions::{Request, Source, Wanted};
use crate::app::{Action, Actions, DocId, Document, State};
use crate::ui::parts;
use crate::ui::tokens::{Palette, small, space};

/// Draws what stands above the path of a file.
pub fn choose_ui(
    ui: &mut Ui,
    state: &State,
    actions: &mut Actions,
    doc: DocId,
    wanted: Wanted,
    problem: Option<&str>,
) {
    let Some(document) = state.session.document(doc) else { return };
    parts::prose(
        ui,
        match wanted {
            Wanted::Other => format!(
                "See field by field how another version of {} differs: a file, or an open document.",
                document.name()
            ),
            Wanted::Base => {
                "It tells which of the two has changed what: then only what both have changed must be \
                 decided. Without it, whatever differs must be."
                    .to_owned()
            }
        },
    );
    ui.add_space(space::BETWEEN);
    ui.horizontal_wrapped(|ui| {
        request_button(ui, "Choose a file…", Request::AskForFile { doc, wanted }, actions);
        if wanted == Wanted::Base {
            request_button(ui, "Merge without it", Request::MergeFrom(None), actions);
        }
    });
    let others = state.other_versions(doc);
    if !others.is_empty() {
        ui.add_space(space::BETWEEN);
        parts::note(ui, "Open here");
        let height = ui.ctx().content_rect().height() / 4.0;
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                for other in others {
                    open_ui(ui, doc, wanted, other, actions);
                }
            });
        });
    }
    ui.add_space(space::BETWEEN);
    if let Some(problem) = problem {
        ui.add(Label::new(small(problem).color(Palette::of(ui.visuals()).error)).wrap());
    }
}

/// An open document that could be the version.
fn open_ui(ui: &mut Ui, doc: DocId, wanted: Wanted, other: &Document, actions: &mut Actions) {
    let verb = if wanted == Wanted::Other { "Compare with" } else { "Both come from" };
    let button = ui.button(other.name());
    if button.accessible_name(format!("{verb} {}", other.name())).clicked() {
        actions.push(Action::Versions(Request::with(doc, wanted, Source::Document(other.id))));
    }
}
