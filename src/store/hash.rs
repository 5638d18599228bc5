//! The hash by which two copies of a document are told to be the same.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::save::canonical;

/// `sha256:` and the hash, in hex, of a document's canonical save without `$schema`: where its schema is
/// changes nothing in what it says.
pub fn content_hash(document: &impl Serialize) -> String {
    let text = canonical(document);
    let (before, after) = around_schema(&text);
    let digest = Sha256::new().chain_update(before).chain_update(after).finalize();
    format!("sha256:{}", hex(&digest))
}

/// The bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// A canonical text before and after the line of `$schema`, which is the first field where it is stated.
fn around_schema(text: &str) -> (&str, &str) {
    const OPENED: &str = "{\n";
    match text.strip_prefix(OPENED).and_then(|fields| fields.split_once('\n')) {
        Some((first, rest)) if first.starts_with("  \"$schema\": ") => (OPENED, rest),
        _ => (text, ""),
    }
}

/// The bytes that [`hex`] wrote so.
pub(super) fn unhex(digits: &str) -> Option<Vec<u8>> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.as_bytes().chunks(2).map(byte).collect()
}
