//! How far an export is, and the way to stop it: what its maker on a worker thread and the window share.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::form::ExportProblem;

/// An export that is being made.
#[derive(Debug, Default)]
pub struct Work {
    is_stopped: AtomicBool,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Work {
    /// Asks the maker to stop at its next step.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked it to stop.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// How much of it is written, from 0 to 1; `None` while it is still being worked out.
    pub fn share(&self) -> Option<f32> {
        let (done, all) = (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed));
        (all > 0).then(|| done as f32 / all as f32)
    }

    /// So many steps are ahead.
    pub(super) fn begin(&self, steps: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(steps, Ordering::Relaxed);
    }

    /// A step is done.
    pub(super) fn step(&self) -> Result<(), ExportProblem> {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.go_on()
    }

    /// Whether to go on.
    pub(super) fn go_on(&self) -> Result<(), ExportProblem> {
        if self.is_stopped() { Err(ExportProblem::Cancelled) } else { Ok(()) }
    }
}
