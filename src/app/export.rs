//! What is exported from the window: what is chosen, what it begins with, and how far it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::comparison::Comparison;
use super::state::State;
use crate::export::picture::SCALES;
use crate::export::{self, Export, ExportProblem, Form, Preview, What, Work};
use crate::model::Room;
use crate::model::choice::Choice as _;
use crate::store;

/// What the user chose last, kept from one start to the next. By its words: those that a later version does not know
/// are as if nothing had been chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// What.
    pub what: String,
    /// In which form.
    pub form: String,
    /// Pixels a point, for a PNG.
    pub scale: f32,
    /// The folder of the last file.
    pub folder: Option<PathBuf>,
}

impl Default for Choices {
    fn default() -> Self {
        let (what, form) = (What::Report, Form::Html);
        Self { what: what.to_string(), form: form.to_string(), scale: SCALES[1], folder: None }
    }
}

impl Choices {
    /// The folder of the last file that is still there, else the user's own.
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.clone().filter(|folder| folder.is_dir()).or_else(std::env::home_dir)
    }

    /// The export that they name.
    pub fn export(&self) -> Export {
        let what = What::from_word(&self.what).unwrap_or(What::Report);
        let form = Form::from_word(&self.form).filter(|form| what.forms().contains(form));
        let scale = SCALES.into_iter().find(|scale| (scale - self.scale).abs() < 0.1).unwrap_or(SCALES[1]);
        Export { what, form: form.unwrap_or(what.forms()[0]), scale }
    }

    /// Keeps an export.
    pub fn keep(&mut self, export: Export) {
        self.what = export.what.to_string();
        self.form = export.form.to_string();
        self.scale = export.scale;
    }
}

/// An export that is prepared or made.
#[derive(Debug, Clone)]
pub struct Exporting {
    /// What, and in which form.
    pub export: Export,
    /// The path as typed so far.
    pub path: String,
    /// Why the last try failed, or what must be confirmed.
    pub problem: Option<String>,
    /// The file that is there, which whoever confirms its path once more replaces.
    pub to_replace: Option<PathBuf>,
    /// What it begins with, once that is there.
    pub preview: Option<Arc<Result<Preview, ExportProblem>>>,
    /// How far it is while it is made.
    pub running: Option<Arc<Work>>,
}

/// Something about an export.
#[derive(Debug)]
pub enum ExportAction {
    /// Another kind, form or scale is chosen.
    Choose(Export),
    /// A path is typed.
    Type(String),
    /// The system's dialog is asked for a path.
    Ask,
    /// The system has no dialog.
    NoDialog,
    /// The file is to be made.
    Make {
        /// Its path.
        path: PathBuf,
        /// Whether a file that is there may be replaced.
        replaces: bool,
    },
    /// It is to be stopped.
    Cancel,
    /// What it begins with has arrived.
    Previewed {
        /// Of which export.
        export: Export,
        /// It.
        preview: Result<Preview, ExportProblem>,
    },
    /// It has been made, or not.
    Made {
        /// Which one.
        work: Arc<Work>,
        /// The file.
        path: PathBuf,
        /// What is lacking in it, or why there is none.
        result: Result<Option<String>, String>,
    },
}

/// What an export is made of; cheap to hand to a worker.
#[derive(Debug, Clone)]
pub struct Material {
    comparison: Arc<Comparison>,
    room: Option<Arc<Room>>,
}

impl Material {
    /// What is compared now, and what the room has done.
    pub fn of(state: &State) -> Self {
        let room = state.has_room().then(|| Arc::clone(&state.session.room));
        Self { comparison: Arc::clone(&state.comparison), room }
    }

    fn comparison(&self) -> export::Comparison {
        let Comparison { essay, theories, names, lens, index, assessment, .. } = &*self.comparison;
        export::Comparison {
            essay: Arc::clone(essay),
            theories: theories.clone(),
            names: Arc::clone(names),
            lens: lens.clone(),
            has_what_if: lens.reads_otherwise(),
            index: Arc::clone(index),
            assessment: assessment.clone(),
        }
    }

    /// What an export begins with.
    ///
    /// # Errors
    /// Why there is nothing to show.
    pub fn preview(&self, export: Export) -> Result<Preview, ExportProblem> {
        export.preview(&self.comparison(), self.room.as_deref())
    }

    /// Makes the export, and writes its file unless it is stopped.
    ///
    /// # Errors
    /// Why there is no file.
    pub fn write(&self, export: Export, path: &Path, work: &Work) -> Result<Option<String>, String> {
        let made = export
            .make(&self.comparison(), self.room.as_deref(), work)
            .map_err(|problem| problem.to_string())?;
        if work.is_stopped() {
            return Err(ExportProblem::Cancelled.to_string());
        }
        store::save_bytes(path, &made.bytes).map_err(|problem| problem.to_string())?;
        Ok(made.warning)
    }
}

impl State {
    /// Whether an export is being made.
    pub fn is_exporting(&self) -> bool {
        self.exporting.as_ref().is_some_and(|exporting| exporting.running.is_some())
    }

    /// Whether there is a room whose agenda and votes could be exported.
    pub fn has_room(&self) -> bool {
        !self.session.room.items().is_empty()
    }
}

/// The name of a file, to begin with: `report.html`.
pub fn name_for(export: Export) -> String {
    format!("{}.{}", export.what, export.form)
}

/// The same in a folder.
pub fn path_for(export: Export, folder: Option<&Path>) -> String {
    let name = name_for(export);
    folder.map_or(name.clone(), |folder| folder.join(name).display().to_string())
}
