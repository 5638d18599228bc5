//! Work in the background: reading, writing, judging, and the system's file dialogs.
//!
//! A job runs on a thread of its own, ends by sending an [`Action`], and wakes the window.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::action::{Action, SeenFile};
use super::apply::Start;
use super::comparison::{Comparison, Ingredients};
use super::essay_text::EssayText;
use super::export::{ExportAction, Material, name_for};
use super::find::Search;
use super::recovery::{Found, UnsavedWork};
use super::room::{BallotsFor, OtherRoom, Reckoned, RoomAction, RoomFile};
use super::seminar::{Draft, differing};
use super::session::{Body, DocId, Document, file_name};
use super::state::{Analysed, Dialog};
use super::versions::{Comparing, Joining, Request, Source, Wanted};
use crate::export::{Export, Work};
use crate::import::{Imported, import};
use crate::model::json::Progress;
use crate::model::{Essay, Room, Seminar};
use crate::store::{self, Abandoned, AnyDocument, RecoveryFolder, Severity, Sheet, Stamp, crash};

/// The threads' way back to the window.
pub struct Jobs {
    ctx: Context,
    sender: Sender<Action>,
    receiver: Receiver<Action>,
    /// This process's recovery folder, once it is open.
    recovery: Arc<OnceLock<Arc<RecoveryFolder>>>,
}

impl Jobs {
    /// No jobs yet.
    pub fn new(ctx: &Context) -> Self {
        let (sender, receiver) = channel();
        Self { ctx: ctx.clone(), sender, receiver, recovery: Arc::default() }
    }

    /// What jobs have ended since the last call.
    pub fn finished(&self) -> Vec<Action> {
        self.receiver.try_iter().collect()
    }

    /// Runs `job` on a thread and sends what it returns.
    pub(super) fn spawn(&self, job: impl FnOnce() -> Option<Action> + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        thread::spawn(move || {
            // A job that fails leaves a report (store::crash), and the window goes on.
            let done = panic::catch_unwind(AssertUnwindSafe(job)).unwrap_or(Some(Action::JobFailed));
            if let Some(action) = done {
                // The window may have been closed meanwhile: then nobody waits for the result.
                let _ = sender.send(action);
                ctx.request_repaint();
            }
        });
    }

    /// Reads a document and checks it against `essay`.
    pub fn load(&self, path: PathBuf, essay: Arc<Essay>, progress: Arc<Progress>) {
        self.spawn(move || {
            let (loaded, stamp) = store::load_any_stamped(&path, Some(&essay), &progress);
            Some(Action::FileLoaded { path, stamp, loaded: Box::new(loaded) })
        });
    }

    /// Reads a document whose file states no format, as if it did.
    pub fn add_format(&self, doc: DocId, path: PathBuf, essay: Arc<Essay>) {
        self.spawn(move || {
            let bytes = store::read_file(&path, &Progress::default()).ok();
            let text = bytes.and_then(|bytes| store::with_format(&bytes));
            let loaded = text
                .map(|text| Box::new(store::parse_any(text.as_bytes(), Some(&essay), &Progress::default())));
            Some(Action::FormatAdded { doc, loaded })
        });
    }

    /// Reads the essay's text.
    pub fn load_text(&self, path: PathBuf) {
        self.spawn(move || {
            let result = read_text(&path);
            Some(Action::TextLoaded { path, result })
        });
    }

    /// Writes a document to its file.
    pub fn save_document(&self, doc: DocId, path: PathBuf, body: Body, expected: Option<Stamp>) {
        self.spawn(move || {
            let text = body.text().unwrap_or_default();
            let result = store::save_over(&path, text.as_bytes(), expected.as_ref());
            Some(Action::DocumentSaved { doc, path, body, result })
        });
    }

    /// Compares files with what they were.
    pub fn look_at_files(&self, files: Vec<(DocId, PathBuf, Stamp)>, seminar: Option<(PathBuf, Stamp)>) {
        self.spawn(move || {
            let documents = files.into_iter().map(|(doc, path, stamp)| (doc, SeenFile::look(path, stamp)));
            Some(Action::FilesSeen {
                documents: documents.collect(),
                seminar: seminar.map(|(path, stamp)| SeenFile::look(path, stamp)),
            })
        });
    }

    /// Opens this process's recovery folder, and looks what earlier starts have left.
    pub fn start_recovery(&self, root: PathBuf) {
        let place = Arc::clone(&self.recovery);
        self.spawn(move || {
            let problem = match RecoveryFolder::open(&root) {
                Ok(folder) => {
                    // It is set once: there is one start.
                    let _ = place.set(Arc::new(folder));
                    None
                }
                Err(problem) => Some(problem),
            };
            let left = store::abandoned(&root);
            let copies = left.iter().flat_map(|left| left.copies.iter().cloned());
            let found = copies.map(Found::read).collect();
            let reports = crash::crash_reports(&root);
            for report in &reports {
                // One that cannot be marked is told of again, which does no harm.
                let _ = crash::told(report);
            }
            Some(Action::Started(Box::new(Start { problem, left, found, reports })))
        });
    }

    /// Keeps unsaved work, and looks who has the open files open too.
    pub fn keep(&self, work: UnsavedWork) {
        let Some(folder) = self.recovery.get().cloned() else { return };
        self.spawn(move || {
            let result = folder.keep(&work.copies(), &work.files);
            let root = folder.path().parent().unwrap_or(Path::new("")).to_owned();
            let others = work.files.iter().flat_map(|file| {
                let others = store::others_with(&root, Some(&folder), file);
                others.into_iter().map(|other| (file.clone(), other))
            });
            Some(Action::Kept { others: others.collect(), result })
        });
    }

    /// Has unsaved work at hand for the case that the program fails.
    pub fn watch(&self, work: UnsavedWork) {
        crash::watch(self.recovery.get().cloned(), Arc::new(move || work.copies()));
    }

    /// Gives up what an earlier start has left.
    pub fn forget(&self, left: Abandoned) {
        self.spawn(move || {
            // What cannot be removed is offered again at the next start.
            let _ = left.remove();
            None
        });
    }

    /// Ends keeping: all is saved, or given up.
    pub fn end_recovery(&self) {
        if let Some(folder) = self.recovery.get() {
            folder.close();
        }
    }

    /// Writes a file.
    pub fn save(&self, doc: DocId, path: PathBuf, text: String) {
        self.spawn(move || {
            let result = store::save_bytes(&path, text.as_bytes());
            Some(Action::CopySaved { doc, path, result })
        });
    }

    /// Writes a seminar.
    pub fn save_seminar(&self, path: PathBuf, draft: Draft) {
        self.spawn(move || {
            let result = draft.save(&path);
            Some(Action::SeminarSaved { path, source: draft.source, result })
        });
    }

    /// Looks for documents that differ from a seminar's copies of them.
    pub fn find_differences(&self, documents: Vec<Document>, seminar: Arc<Seminar>) {
        self.spawn(move || {
            let names = differing(&documents, &seminar);
            (!names.is_empty()).then_some(Action::DifferencesFound(names))
        });
    }

    /// Reckons what follows from the votes of a room.
    pub fn reckon(&self, comparison: Arc<Comparison>, room: Arc<Room>, other: Option<Arc<OtherRoom>>) {
        self.spawn(move || {
            let reckoned = Box::new(Reckoned::of(comparison, room, other));
            Some(Action::Room(RoomAction::Reckoned(reckoned)))
        });
    }

    /// Reads ballots.
    pub fn read_ballots(&self, path: PathBuf, asked: BallotsFor) {
        self.spawn(move || {
            let result = read_ballots(&path, &asked.room);
            Some(Action::Room(RoomAction::BallotsRead { path, asked, result }))
        });
    }

    /// Writes a blank ballot sheet.
    pub fn save_sheet(&self, path: PathBuf, bytes: Vec<u8>) {
        self.spawn(move || {
            let result = store::save_bytes(&path, &bytes);
            Some(Action::Room(RoomAction::SheetSaved { path, result }))
        });
    }

    /// Makes documents of a matrix.
    pub fn import(&self, path: PathBuf) {
        self.spawn(move || {
            let result = read_matrix(&path);
            Some(Action::Imported { path, result })
        });
    }

    /// Looks what an export begins with.
    pub fn preview_export(&self, export: Export, material: Material) {
        self.spawn(move || {
            let preview = material.preview(export);
            Some(Action::Export(ExportAction::Previewed { export, preview }))
        });
    }

    /// Makes an export, and writes it.
    pub fn export(&self, export: Export, material: Material, path: PathBuf, work: Arc<Work>) {
        self.spawn(move || {
            let result = material.write(export, &path, &work);
            Some(Action::Export(ExportAction::Made { work, path, result }))
        });
    }

    /// Reads another room's seminar.
    pub fn read_other_room(&self, path: PathBuf) {
        self.spawn(move || {
            let result = read_other_room(&path);
            Some(Action::Room(RoomAction::OtherRoomRead { path, result }))
        });
    }

    /// Compares two versions of a document.
    pub fn compare_versions(&self, order: Box<Comparing>) {
        self.spawn(move || Some(order.run()));
    }

    /// Merges two versions of a document.
    pub fn merge(&self, order: Box<Joining>) {
        self.spawn(move || Some(order.run()));
    }

    /// Makes a comparison.
    pub fn compare(&self, ingredients: Ingredients) {
        self.spawn(move || Some(Action::Compared(Box::new(ingredients.compare()))));
    }

    /// Analyses a comparison.
    pub fn analyse(&self, comparison: Arc<Comparison>) {
        self.spawn(move || Some(Action::Analysed(Box::new(Analysed::of(comparison)))));
    }

    /// Searches.
    pub fn search(&self, search: Search) {
        self.spawn(move || Some(Action::Found(search.run())));
    }
}

fn read_text(path: &std::path::Path) -> Result<EssayText, String> {
    let bytes = store::read_file(path, &Progress::default())
        .map_err(|problem| format!("it is {problem}; {}", problem.hint()))?;
    let text =
        String::from_utf8(bytes).map_err(|_| "it is not text in UTF-8; save it as plain text".to_owned())?;
    let text = EssayText::parse(&text);
    if text.is_empty() { Err("it has no paragraphs".to_owned()) } else { Ok(text) }
}

fn read_matrix(path: &Path) -> Result<Box<Imported>, String> {
    let bytes = store::read_file(path, &Progress::default())
        .map_err(|problem| format!("it is {problem}; {}", problem.hint()))?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let imported = import(&name, &bytes, &store::day_of(path));
    imported.map(Box::new).map_err(|faults| faults.to_string())
}

fn read_ballots(path: &std::path::Path, room: &Room) -> Result<Sheet, Vec<String>> {
    let bytes = store::read_file(path, &Progress::default())
        .map_err(|problem| vec![format!("The file is {problem}; {}", problem.hint())])?;
    store::read_ballots(&bytes, room).map_err(|faults| faults.list.iter().map(ToString::to_string).collect())
}

fn read_other_room(path: &Path) -> Result<Box<OtherRoom>, String> {
    let loaded = store::load_any(path, None, &Progress::default());
    match loaded.document {
        Some(AnyDocument::Seminar(seminar)) if loaded.diagnostics.errors == 0 => {
            let other = OtherRoom::of(file_name(path), seminar);
            if other.has_voted() {
                Ok(Box::new(other))
            } else {
                let text =
                    "nobody has voted in it on a statement: choose the file of a seminar that was held";
                Err(text.to_owned())
            }
        }
        Some(AnyDocument::Theory(_)) => {
            Err("it is a theory, not a seminar: choose a file that ends in .seminar.json".to_owned())
        }
        Some(AnyDocument::Essay(_)) => {
            Err("it is an essay, not a seminar: choose a file that ends in .seminar.json".to_owned())
        }
        Some(AnyDocument::Seminar(_)) | None => {
            let mut faults = loaded.diagnostics.list.iter();
            let first = faults.find(|fault| fault.severity == Severity::Error);
            Err(first.map_or_else(
                || "it cannot be read: choose another file".to_owned(),
                // Some faults come without a hint of what to do.
                |fault| match fault.hint {
                    Some(_) => fault.to_string(),
                    None => format!("{fault}; mend it or choose another file"),
                },
            ))
        }
    }
}

/// A system without dialogs answers sooner than a person can.
const TOO_SOON: Duration = Duration::from_millis(300);

/// Says that a dialog is closed, also when the job that waits for it fails.
struct Closes(Arc<AtomicBool>);

impl Drop for Closes {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// The system's dialogs, one at a time.
#[derive(Default)]
pub struct Asker {
    is_open: Arc<AtomicBool>,
}

/// What a dialog asks for.
pub enum Question {
    /// Files to open.
    Files,
    /// Where to save a document or a copy of it, with a name to begin with.
    WhereToSave {
        /// Which document.
        doc: DocId,
        /// A name to begin with.
        name: String,
        /// Whether a copy is saved there, and the document keeps its own file.
        is_copy: bool,
    },
    /// Where to save the seminar, with a name to begin with.
    WhereToSaveSeminar {
        /// A name to begin with.
        name: String,
    },
    /// The essay's text.
    Text,
    /// A file for the room.
    RoomFile {
        /// What for.
        wanted: RoomFile,
        /// A name to begin with, where a file is written.
        name: String,
    },
    /// A matrix.
    Matrix,
    /// Where to export to.
    WhereToExport(Export),
    /// A version of a document.
    Version {
        /// Which document.
        doc: DocId,
        /// What for.
        wanted: Wanted,
    },
}

impl Asker {
    /// Asks, unless a dialog is open already.
    pub fn ask(&self, jobs: &Jobs, question: Question, frame: &eframe::Frame) {
        if self.is_open.swap(true, Ordering::SeqCst) {
            return;
        }
        let is_open = Closes(Arc::clone(&self.is_open));
        // The dialog must be made here, where the window's handle is; it is waited for elsewhere.
        let dialog = rfd::AsyncFileDialog::new().set_parent(frame);
        jobs.spawn(move || {
            let asked = Instant::now();
            let by_path = question.by_path();
            let answer = pollster::block_on(question.put(dialog));
            drop(is_open);
            // A system without a portal or zenity answers like a cancel, at once.
            Some(answer.unwrap_or(if asked.elapsed() < TOO_SOON { by_path } else { Action::NothingChosen }))
        });
    }
}

impl Question {
    /// The same question as a dialog of our own, with a path field.
    fn by_path(&self) -> Action {
        Action::Show(match self {
            Self::WhereToExport(_) => return Action::Export(ExportAction::NoDialog),
            Self::Matrix => Dialog::ImportMatrix { text: String::new(), problem: None },
            Self::Files => Dialog::OpenPath { text: String::new() },
            Self::WhereToSave { doc, name, is_copy: true } => {
                Dialog::SaveCopy { doc: *doc, text: name.clone(), problem: None }
            }
            Self::WhereToSave { doc, name, is_copy: false } => {
                Dialog::SaveAs { doc: *doc, text: name.clone(), problem: None }
            }
            Self::WhereToSaveSeminar { name } => Dialog::SaveSeminar { text: name.clone(), problem: None },
            Self::Text => Dialog::AttachText { text: String::new() },
            Self::RoomFile { wanted, name } => {
                let text = if *wanted == RoomFile::BlankSheet { name.clone() } else { String::new() };
                Dialog::RoomFile { wanted: *wanted, text, problem: None }
            }
            Self::Version { doc, wanted } => {
                let problem = Some("The system has no dialog for files: type the path.".to_owned());
                Dialog::ChooseVersion { doc: *doc, wanted: *wanted, text: String::new(), problem }
            }
        })
    }

    async fn put(self, dialog: rfd::AsyncFileDialog) -> Option<Action> {
        match self {
            Self::Files => {
                let dialog =
                    dialog.set_title("Open theories, an essay or a seminar").add_filter("JSON", &["json"]);
                let files = dialog.add_filter("All files", &["*"]).pick_files().await?;
                Some(Action::Open(files.into_iter().map(|file| file.path().to_owned()).collect()))
            }
            Self::WhereToSave { doc, name, is_copy } => {
                let title = if is_copy { "Save a copy of the theory" } else { "Save as" };
                let dialog = dialog.set_title(title).set_file_name(&name);
                let file = dialog.add_filter("JSON", &["json"]).save_file().await?;
                let path = file.path().to_owned();
                Some(if is_copy {
                    Action::SaveCopy { doc, path, replaces: true }
                } else {
                    Action::SaveTo { doc, path, replaces: true }
                })
            }
            Self::WhereToSaveSeminar { name } => {
                let dialog = dialog.set_title("Save the seminar").set_file_name(&name);
                let file = dialog.add_filter("JSON", &["json"]).save_file().await?;
                Some(Action::SaveSeminar { path: file.path().to_owned(), replaces: true })
            }
            Self::Text => {
                let file = dialog.set_title("Attach the essay's text").pick_file().await?;
                Some(Action::AttachText(file.path().to_owned()))
            }
            Self::RoomFile { wanted, name } => {
                let (csv, json) = (("CSV", ["csv"]), ("JSON", ["json"]));
                let (title, (kind, ends)) = match wanted {
                    RoomFile::Ballots => ("Import ballots", csv),
                    RoomFile::BlankSheet => ("Save a blank ballot sheet", csv),
                    RoomFile::OtherRoom => ("Compare with another room", json),
                };
                let dialog = dialog.set_title(title).add_filter(kind, &ends).add_filter("All files", &["*"]);
                let file = if wanted == RoomFile::BlankSheet {
                    dialog.set_file_name(&name).save_file().await?
                } else {
                    dialog.pick_file().await?
                };
                let path = file.path().to_owned();
                Some(Action::Room(RoomAction::FileChosen { wanted, path, replaces: true }))
            }
            Self::Matrix => {
                let dialog = dialog
                    .set_title("Import a matrix")
                    .add_filter("Matrices", &["csv", "achz", "ach", "xml"]);
                let file = dialog.add_filter("All files", &["*"]).pick_file().await?;
                Some(Action::Import(file.path().to_owned()))
            }
            Self::WhereToExport(export) => {
                let form = export.form.to_string();
                let dialog = dialog.set_title("Export").set_file_name(name_for(export));
                let file = dialog.add_filter(form.to_uppercase(), &[form]).save_file().await?;
                Some(Action::Export(ExportAction::Make { path: file.path().to_owned(), replaces: true }))
            }
            Self::Version { doc, wanted } => {
                let dialog =
                    dialog.set_title("Choose a version of the document").add_filter("JSON", &["json"]);
                let file = dialog.add_filter("All files", &["*"]).pick_file().await?;
                Some(Action::Versions(Request::with(doc, wanted, Source::File(file.path().to_owned()))))
            }
        }
    }
}
