//! Any bytes, loaded as a document of each kind, checked, saved and loaded again.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use prescient::model::Essay;
use prescient::store::builtin;

#[path = "../../tests/core/hostile/holds.rs"]
mod holds;

static BUILT_IN: LazyLock<Arc<Essay>> = LazyLock::new(builtin::essay);

fuzz_target!(|bytes: &[u8]| {
    holds::load(bytes, &BUILT_IN);
});
