//! The text of a file: unpacked, and decoded.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use crate::store::{InputFault, is_workbook};

/// The largest text that is read, in bytes: 32 MiB. Ten thousand outcomes with a page of notes each are smaller, and
/// a packed file of a few KiB can unpack to any size.
const MAX_TEXT: usize = 32 << 20;

const GZIP: &[u8] = b"\x1f\x8b";
const EXPECTED: &str = "a CSV sheet or the file of an ACH program";

/// The text in `bytes`, without a byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, InputFault> {
    if bytes.starts_with(GZIP) {
        return decode(&unpack(bytes)?);
    }
    if is_workbook(bytes) {
        return Err(InputFault::new("a workbook or an archive", EXPECTED)
            .hint("save the sheet as \"CSV UTF-8\" and import that".to_owned()));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_large());
    }
    decode(bytes)
}

/// Unpacks no more than is read of any file.
fn unpack(bytes: &[u8]) -> Result<Vec<u8>, InputFault> {
    let mut unpacked = Vec::new();
    let most = MAX_TEXT as u64 + 1;
    MultiGzDecoder::new(bytes).take(most).read_to_end(&mut unpacked).map_err(|_| {
        InputFault::new("a packed file that is damaged or cut short", EXPECTED)
            .hint("copy it again from where it came from, or save it again".to_owned())
    })?;
    if unpacked.len() > MAX_TEXT { Err(too_large()) } else { Ok(unpacked) }
}

fn too_large() -> InputFault {
    let expected = format!("at most {} MiB", MAX_TEXT >> 20);
    InputFault::new("a file with more text than a matrix has", expected)
        .hint("import a part of it".to_owned())
}

fn decode(bytes: &[u8]) -> Result<String, InputFault> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        // Without a mark, but what begins like this is XML.
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes)?,
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?,
        _ => utf8(bytes)?,
    };
    if text.contains('\0') {
        return Err(
            InputFault::new("no text", EXPECTED).hint("name the file that your program saved".to_owned())
        );
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<String, InputFault> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        not_decoded("bytes that are not UTF-8").on(line)
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, InputFault> {
    let (pairs, odd) = bytes.as_chunks();
    let units = pairs.iter().map(|pair| unit(*pair));
    match char::decode_utf16(units).collect::<Result<String, _>>() {
        Ok(text) if odd.is_empty() => Ok(text),
        _ => Err(not_decoded("UTF-16 that is damaged or cut short")),
    }
}

fn not_decoded(found: &str) -> InputFault {
    InputFault::new(found, "text in UTF-8 or UTF-16")
        .hint("save the file again, a sheet as \"CSV UTF-8\"".to_owned())
}
