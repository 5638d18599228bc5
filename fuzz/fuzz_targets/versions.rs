//! Two or three versions of a document, compared and merged.

#![no_main]

use libfuzzer_sys::fuzz_target;
use prescient::model::{Essay, Seminar, Theory};

#[path = "../../tests/core/hostile/holds.rs"]
mod holds;

fuzz_target!(|bytes: &[u8]| {
    holds::versions_in::<Theory>(bytes);
    holds::versions_in::<Essay>(bytes);
    holds::versions_in::<Seminar>(bytes);
});
