//! A window with one view in it, whose actions are applied after each frame.

use eframe::egui::{Role, Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use prescient::app::{self, Action, Actions, Selection, State};
use prescient::model::Theory;
use prescient::model::json::Progress;
use prescient::store::{self, AnyDocument, Loaded};
use prescient::ui::tokens;

/// A view: what draws it.
pub type View = fn(&mut Ui, &State, &mut Actions);

/// Shows a view of this state in a window of this size.
pub fn show(view: View, size: [f32; 2], state: State) -> Harness<'static, State> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(Theme::Light)
        .with_context_setup(tokens::install)
        .build_ui_state(
            move |ui, state: &mut State| {
                let mut actions = Actions::new();
                view(ui, state, &mut actions);
                for action in actions {
                    app::apply(state, action);
                }
            },
            state,
        );
    harness.run();
    harness
}

/// The built-in state after these actions.
pub fn after(actions: impl IntoIterator<Item = Action>) -> State {
    let mut state = State::default();
    for action in actions {
        app::apply(&mut state, action);
    }
    state
}

/// The built-in prediction with this id, to select.
pub fn prediction(theory: &str, id: &str) -> Selection {
    let state = State::default();
    let member = state.comparison.members.iter().find(|member| member.theory.id.as_str() == theory).unwrap();
    let position = member.theory.predictions.iter().position(|p| p.id.as_str() == id).unwrap();
    Selection::Prediction(member.doc, position)
}

/// The built-in theory with this id, to select.
pub fn theory(id: &str) -> Selection {
    let state = State::default();
    let member = state.comparison.members.iter().find(|member| member.theory.id.as_str() == id).unwrap();
    Selection::Theory(member.doc)
}

/// The built-in outcome with this id, to select.
pub fn outcome(id: &str) -> Selection {
    Selection::Outcome(id.to_owned())
}

/// Follows the link with this text.
#[track_caller]
pub fn follow(harness: &mut Harness<'_, State>, text: &str) {
    harness.get_by_role_and_label(Role::Link, text).click_accesskit();
    harness.run();
}

/// Presses the button with this text.
#[track_caller]
pub fn press(harness: &mut Harness<'_, State>, text: &str) {
    harness.get_by_role_and_label(Role::Button, text).click();
    harness.run();
}

/// Checks that every one of these texts stands somewhere, within a longer one too.
#[track_caller]
pub fn says(harness: &Harness<'_, State>, texts: &[&str]) {
    for text in texts {
        assert!(
            harness.query_all_by_label_contains(text).next().is_some(),
            "{text:?} is nowhere in {harness:?}"
        );
    }
}

/// How the outcome with this statement is read, as the control beside it says.
#[track_caller]
pub fn reading_of(harness: &Harness<'_, State>, statement: &str) -> String {
    let name = format!("Reading of {statement}");
    let value = harness.get_by_role_and_label(Role::ComboBox, &name).accesskit_node().value();
    value.unwrap_or_default()
}

/// Reads an outcome otherwise with the control beside it.
#[track_caller]
pub fn read_as(harness: &mut Harness<'_, State>, statement: &str, reading: &str) {
    harness.get_by_role_and_label(Role::ComboBox, &format!("Reading of {statement}")).click();
    harness.run();
    press(harness, reading);
}

/// The built-in theories, and one more that makes so many predictions from -9999 to 9999.
pub fn with_predictions(n: usize) -> State {
    let predictions: Vec<String> = (0..n)
        .map(|i| {
            let made = ["-9999", "9999", "-0431-05", "2000/2010", "1904"][i % 5];
            format!(
                r#"{{"id": "p-{i}", "statement": "Prediction number {i} comes true", "kind": "forecast",
                "made": "{made}", "due": "9999", "attribution": {{"essay": [1]}}}}"#
            )
        })
        .collect();
    let theory = format!(
        r#"{{"format": "prescient-theory/1", "id": "long", "name": "A long theory", "short_name": "Long",
        "theorist": "Nobody", "year": "2000", "predictions": [{}]}}"#,
        predictions.join(",")
    );
    let loaded = store::parse::<Theory>(theory.as_bytes(), None, &Progress::default());
    let document = loaded.document.map(AnyDocument::Theory);
    let loaded = Box::new(Loaded { document, diagnostics: loaded.diagnostics });
    after([Action::FileLoaded { path: "long.json".into(), stamp: None, loaded }])
}
