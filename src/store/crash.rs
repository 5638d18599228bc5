//! Crashes: when the program itself fails, unsaved work is kept first, then a report is written, and both are
//! told of.
//!
//! The work is kept on a thread of its own, and waited for only so long: so neither a second failure nor a
//! lock that the failing thread holds keeps the report from being written.

use std::backtrace::Backtrace;
use std::fs;
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::recovery::{RecoveryCopy, RecoveryFolder, compact, make_root, now};
use super::save::{SaveProblem, save_private};

/// Makes copies of what is unsaved now. It runs on a thread of its own while another one fails, and may
/// be given up if it takes too long.
pub type Unsaved = Arc<dyn Fn() -> Vec<RecoveryCopy> + Send + Sync>;

/// What is to be saved from a crash.
#[derive(Clone)]
struct Watched {
    folder: Option<Arc<RecoveryFolder>>,
    unsaved: Unsaved,
}

static WATCHED: Mutex<Option<Watched>> = Mutex::new(None);

/// Sees to it that any panic keeps what [`watch`] was last given, writes a report to `root`, and says so on
/// standard error.
pub fn install(root: &Path) {
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    panic::set_hook(Box::new(move |panic| handle(&root, panic)));
}

/// Says what is unsaved now, and in which folder this process keeps it; without one, a new one is made when it
/// is needed. To be called after each change, which costs next to nothing: nothing is copied yet.
pub fn watch(folder: Option<Arc<RecoveryFolder>>, unsaved: Unsaved) {
    let watched = Some(Watched { folder, unsaved });
    let before = std::mem::replace(&mut *WATCHED.lock().unwrap_or_else(PoisonError::into_inner), watched);
    // Outside of the lock: documents may be large.
    drop(before);
}

/// The reports of crashes that nobody was told of yet, in the order of the crashes.
pub fn crash_reports(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let markers =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == NEW));
    let reports = markers.map(|marker| marker.with_extension("txt")).filter(|report| report.is_file());
    let mut reports: Vec<PathBuf> = reports.collect();
    reports.sort();
    reports
}

/// Remembers that somebody was told of this report. It stays where it is.
///
/// # Errors
/// It will be told of again.
pub fn told(report: &Path) -> Result<(), SaveProblem> {
    let marker = report.with_extension(NEW);
    fs::remove_file(&marker)
        .map_err(|error| SaveProblem::of(error, &marker, report.parent().unwrap_or(report)))
}

/// The extension of the empty file beside a report that nobody was told of yet.
const NEW: &str = "new";

fn handle(root: &Path, panic: &PanicHookInfo<'_>) {
    static IS_BUSY: AtomicBool = AtomicBool::new(false);
    let is_keeper = thread::current().name() == Some(KEEPER);
    if is_keeper || IS_BUSY.swap(true, Ordering::SeqCst) {
        // Keeping the work fails too, or another thread at the same time.
        say(&format!("Prescient has failed once more: {}.", Failure::of(panic).told()));
        return;
    }
    let failure = Failure::of(panic);
    let backtrace = Backtrace::force_capture();
    let outcome = keep_unsaved(root).told();
    let report = failure.report(&outcome, &backtrace);
    let written = match write_report(root, failure.time, &report) {
        Ok(path) => format!("A report of it is in {}.", path.display()),
        Err(problem) => format!("A report of it could not be written: {problem}.\n\n{report}"),
    };
    say(&format!("Prescient has failed: {}.\n{outcome}\n{written}", failure.told()));
    IS_BUSY.store(false, Ordering::SeqCst);
}

/// Says it on standard error, if there is one.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// What went wrong.
struct Failure {
    time: Timestamp,
    thread: String,
    message: String,
    place: String,
}

impl Failure {
    fn of(panic: &PanicHookInfo<'_>) -> Self {
        Self {
            time: now(),
            thread: thread::current().name().unwrap_or("without a name").to_owned(),
            message: panic.payload_as_str().unwrap_or("no message").to_owned(),
            place: panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string),
        }
    }

    fn told(&self) -> String {
        format!("{} (at {}, thread {})", self.message, self.place, self.thread)
    }

    fn report(&self, outcome: &str, backtrace: &Backtrace) -> String {
        let Self { time, thread, message, place } = self;
        format!(
            "Prescient {} on {} ({}) has failed.\n\nTime: {time}\nThread: {thread}\nMessage: {message}\n\
             Place: {place}\n\n{outcome}\n\n\
             The functions below have names if the program was built with `cargo build --profile named`.\n\n\
             {backtrace}\n",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
        )
    }
}

/// Writes a report under a name of its own, and marks it as one that nobody was told of.
fn write_report(root: &Path, time: Timestamp, report: &str) -> Result<PathBuf, SaveProblem> {
    let name = format!("crash-{}-{}", compact(time), std::process::id());
    let mut paths = (1..).map(|n| match n {
        1 => root.join(format!("{name}.txt")),
        _ => root.join(format!("{name}-{n}.txt")),
    });
    let path = paths.find(|path| !path.exists()).unwrap_or_default();
    make_root(root).map_err(|error| SaveProblem::of(error, root, root))?;
    save_private(&path, report.as_bytes())?;
    // Without it the report is not told of again.
    let _ = save_private(&path.with_extension(NEW), b"");
    Ok(path)
}

/// What became of unsaved work.
enum Outcome {
    /// There was none.
    Nothing,
    /// It is kept here.
    Kept { copies: usize, folder: PathBuf },
    /// Not all of it could be kept.
    Refused(SaveProblem),
    /// Making the copies failed as well.
    Failed,
    /// It took too long.
    Late,
}

impl Outcome {
    fn told(&self) -> String {
        const EARLIER: &str = "what was kept before that is offered at the next start";
        match self {
            Self::Nothing => "There was no unsaved work.".to_owned(),
            Self::Kept { copies: 1, folder } => {
                format!("A copy of unsaved work is in {}; the next start offers it.", folder.display())
            }
            Self::Kept { copies, folder } => {
                format!(
                    "{copies} copies of unsaved work are in {}; the next start offers them.",
                    folder.display()
                )
            }
            Self::Refused(problem) => format!("Not all unsaved work could be kept: {problem}; {EARLIER}."),
            Self::Failed => {
                format!("Unsaved work could not be kept, since copying it failed too; {EARLIER}.")
            }
            Self::Late => format!("Unsaved work could not be kept in time; {EARLIER}."),
        }
    }
}

/// The name of the thread that keeps unsaved work.
const KEEPER: &str = "keeping unsaved work";
/// How long is waited for the copies.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long is waited for another thread that is just keeping copies; then they go to another folder.
const COURTESY: Duration = Duration::from_secs(2);

fn keep_unsaved(root: &Path) -> Outcome {
    let (sender, receiver) = channel();
    let root = root.to_owned();
    let work = move || drop(sender.send(keep_now(&root)));
    if thread::Builder::new().name(KEEPER.to_owned()).spawn(work).is_err() {
        return Outcome::Failed;
    }
    receiver.recv_timeout(PATIENCE).unwrap_or_else(|error| match error {
        RecvTimeoutError::Timeout => Outcome::Late,
        RecvTimeoutError::Disconnected => Outcome::Failed,
    })
}

fn keep_now(root: &Path) -> Outcome {
    let watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let Some(Watched { folder, unsaved }) = watched else { return Outcome::Nothing };
    if folder.as_ref().is_some_and(|folder| folder.is_closed()) {
        return Outcome::Nothing;
    }
    let copies = unsaved();
    if copies.is_empty() {
        return Outcome::Nothing;
    }
    let kept_in = match folder.as_deref().and_then(|folder| keep_patiently(folder, &copies)) {
        Some(kept) => kept,
        None => keep_elsewhere(root, &copies),
    };
    match kept_in {
        Ok(folder) => Outcome::Kept { copies: copies.len(), folder },
        Err(problem) => Outcome::Refused(problem),
    }
}

/// Keeps the copies where they belong, unless another thread is at it for too long; it may be the one that fails.
fn keep_patiently(folder: &RecoveryFolder, copies: &[RecoveryCopy]) -> Option<Result<PathBuf, SaveProblem>> {
    let asked = Instant::now();
    while asked.elapsed() < COURTESY {
        if let Some(kept) = folder.try_keep(copies) {
            return Some(kept.map(|()| folder.path().to_owned()));
        }
        thread::sleep(Duration::from_millis(10));
    }
    None
}

fn keep_elsewhere(root: &Path, copies: &[RecoveryCopy]) -> Result<PathBuf, SaveProblem> {
    let folder = RecoveryFolder::open(root)?;
    folder.keep(copies, &[])?;
    let path = folder.path().to_owned();
    // The program may go on, and no other is to take its work for abandoned.
    std::mem::forget(folder);
    Ok(path)
}
