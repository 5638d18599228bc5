//! The one repair of a file that cannot be held: the format that it forgot to state.

use super::load::decode;
use super::scan::{Cursor, Token};
use crate::model::{Essay, HasFormat as _, Seminar, Theory};

/// The text of a file that states no format, with the one that its fields tell; `None` where that is not
/// certain. All else stays as it is.
pub fn with_format(bytes: &[u8]) -> Option<String> {
    let text = decode(bytes).ok()?;
    let top = Cursor::new(text);
    if !matches!(top.token(), Some(Token::Object)) {
        return None;
    }
    let keys: Vec<_> = top.entries().filter_map(|entry| entry.key).collect();
    let has = |key: &str| keys.iter().any(|other| other == key);
    let format = match (has("predictions"), has("outcomes"), has("theories")) {
        _ if has("format") => return None,
        (true, false, false) => Theory::FORMAT,
        (false, true, false) => Essay::FORMAT,
        (false, false, true) => Seminar::FORMAT,
        _ => return None,
    };
    let (before, after) = text.split_at(top.at() + 1);
    Some(format!("{before}\n  \"format\": \"{format}\",{after}"))
}
