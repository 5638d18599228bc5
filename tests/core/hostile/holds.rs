//! What must hold of any bytes at all; the fuzz targets (`fuzz/`) hold to the same.

use prescient::model::json::Progress;
use prescient::model::{Essay, Seminar, Theory};
use prescient::store::{AnyDocument, Code, Diagnostic, Document, Loaded, canonical, check, parse, parse_any};
use prescient::versions::{Resolution, Resolutions, diff, merge};

/// The codes of what no document can hold.
pub const SHAPE_CODES: [Code; 12] = [
    Code::Unreadable,
    Code::InvalidUtf8,
    Code::Syntax,
    Code::WrongType,
    Code::UnknownValue,
    Code::MissingField,
    Code::NotExactlyOne,
    Code::DuplicateKey,
    Code::NumberOutOfRange,
    Code::TooDeep,
    Code::WrongFormat,
    Code::NewerFormat,
];

/// Loads bytes as a document of this kind. What cannot be held is told with its place; what can is saved so
/// that it is the same when it is loaded again.
#[track_caller]
pub fn load_as<T: Document>(bytes: &[u8], essay: Option<&Essay>) -> Option<T> {
    let shown = || String::from_utf8_lossy(bytes);
    let Loaded { document, diagnostics } = parse::<T>(bytes, essay, &Progress::default());
    let shape_faults = diagnostics.list.iter().filter(|fault| SHAPE_CODES.contains(&fault.code));
    let shape_faults: Vec<&Diagnostic> = shape_faults.collect();
    for fault in &diagnostics.list {
        assert!(fault.line.is_some_and(|line| line >= 1), "{fault:?}\n{}", shown());
        assert!(fault.column.is_some_and(|column| column >= 1), "{fault:?}\n{}", shown());
        assert_eq!(fault.severity, fault.code.severity());
        assert!(!fault.found.is_empty() && !fault.expected.is_empty(), "{fault:?}");
    }
    let Some(document) = document else {
        assert!(diagnostics.errors >= 1 && !shape_faults.is_empty(), "{:?}\n{}", diagnostics.list, shown());
        // The walk over the shapes knows of all that the typed reader refuses.
        if serde_json::from_slice::<serde_json::Value>(bytes).is_ok() {
            let is_known = shape_faults.iter().any(|fault| fault.code != Code::Syntax);
            assert!(is_known, "{shape_faults:?}\n{}", shown());
        }
        return None;
    };
    assert!(shape_faults.is_empty(), "{shape_faults:?}\n{}", shown());
    let found = check(&document, essay);
    assert_eq!((found.errors, found.warnings), (diagnostics.errors, diagnostics.warnings));
    let saved = canonical(&document);
    let Some(again) = parse::<T>(saved.as_bytes(), essay, &Progress::default()).document else {
        panic!("what was saved cannot be loaded:\n{saved}");
    };
    assert_eq!(canonical(&again), saved);
    Some(document)
}

/// Loads bytes as every kind of document, and says whether they are one of the kind that they say they are.
pub fn load(bytes: &[u8], essay: &Essay) -> bool {
    let kinds = [
        load_as::<Theory>(bytes, Some(essay)).is_some(),
        load_as::<Essay>(bytes, None).is_some(),
        load_as::<Seminar>(bytes, None).is_some(),
    ];
    let any = parse_any(bytes, Some(essay), &Progress::default()).document;
    let stated = any.as_ref().map(|any| match any {
        AnyDocument::Theory(_) => 0,
        AnyDocument::Essay(_) => 1,
        AnyDocument::Seminar(_) => 2,
    });
    let held = kinds.iter().position(|is_held| *is_held);
    assert_eq!(stated, held, "{}", String::from_utf8_lossy(bytes));
    any.is_some()
}

/// Compares and merges versions of a document: what comes of them can be saved and loaded.
pub fn versions<T: Document>(base: Option<&T>, mine: &T, theirs: &T) {
    let differences = diff(mine, theirs).expect("what was loaded can be held");
    assert_eq!(differences.is_empty(), canonical(mine) == canonical(theirs));
    for preferred in [Resolution::Mine, Resolution::Theirs] {
        let merged = merge(base, mine, theirs, &Resolutions::all(preferred)).expect("so can their merge");
        let saved = canonical(&merged.document);
        let again = parse::<T>(saved.as_bytes(), None, &Progress::default()).document;
        assert_eq!(again.as_ref().map(canonical), Some(saved));
    }
}

/// What stands between the versions of a document that are fuzzed together: no text has this byte.
const BETWEEN: u8 = 0xff;

/// Compares and merges the two or three versions of a document that stand in these bytes, the last of three
/// being what both come from. Says whether they are such.
pub fn versions_in<T: Document>(bytes: &[u8]) -> bool {
    let parts = bytes.split(|byte| *byte == BETWEEN);
    let held: Vec<T> = parts.filter_map(|part| parse(part, None, &Progress::default()).document).collect();
    match &held[..] {
        [mine, theirs] => versions(None, mine, theirs),
        [mine, theirs, base] => versions(Some(base), mine, theirs),
        _ => return false,
    }
    true
}
