//! Input made worse, the same way each time.

/// Random numbers that a seed says: xorshift64*.
pub struct Random(u64);

impl Random {
    /// Begins with this seed.
    pub fn from_seed(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // The upper bits are the better ones.
        usize::try_from(self.next() >> 16).map_or(0, |number| number.checked_rem(end).unwrap_or(0))
    }

    /// One of several.
    pub fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// What stands in for a number.
const NUMBERS: [&str; 9] =
    ["0", "-0", "7", "0.5", "1e999", "1e-999", "4294967296", "18446744073709551616", "1.0000000000000000001"];

/// What stands in for a text.
const TEXTS: [&str; 16] = [
    "\"\"",
    "\"a\"",
    "\"a-b-2\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\\ud83e\\udded\"",
    "\"\u{202e}אב\"",
    "\"👩🏽\u{200d}🚀\"",
    "\"1990\"",
    "\"-0431/1990\"",
    "\"1990-02-30\"",
    "\"occurs\"",
    "\"does-not-occur\"",
    "\"pending\"",
    "\"fact\"",
    "\"prescient-theory/2\"",
];

/// What stands in for anything.
const VALUES: [&str; 7] = ["null", "true", "[]", "{}", "[[[]]]", "{\"id\": 1}", "{\"x\": 1, \"x\": 2}"];

const SIGNS: [&str; 14] =
    ["\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\0", "\u{feff}", "e", "-", "\"x\":1,"];

/// Spoils a file in some way; `others` lend it their parts.
pub fn spoil(bytes: &mut Vec<u8>, others: &[Vec<u8>], random: &mut Random) {
    let (at, length) = part(bytes, random);
    match random.below(20) {
        0 => flip(bytes, random),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..at + length)),
        3 => {
            let again = bytes[at..at + length].to_vec();
            insert(bytes, at, &again);
        }
        4 => {
            let other = &others[random.below(others.len())];
            let (from, length) = part(other, random);
            insert(bytes, at, &other[from..from + length]);
        }
        5 => nest(bytes, at, length, random),
        6 => insert(bytes, at, random.pick(&SIGNS).as_bytes()),
        7 => {
            let byte = u8::try_from(random.below(256)).unwrap_or_default();
            insert(bytes, at, &[byte]);
        }
        // What is no JSON any more is refused at once: most go deeper.
        _ => graft(bytes, at, random),
    }
}

/// A part of a file, up to a fourth of it.
fn part(bytes: &[u8], random: &mut Random) -> (usize, usize) {
    let at = random.below(bytes.len() + 1);
    (at, random.below((bytes.len() / 4).max(8)).min(bytes.len() - at))
}

fn insert(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    bytes.splice(at..at, new.iter().copied());
}

fn flip(bytes: &mut [u8], random: &mut Random) {
    let at = random.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << random.below(8);
    }
}

fn nest(bytes: &mut Vec<u8>, at: usize, length: usize, random: &mut Random) {
    let (open, close) = if random.below(2) == 0 { ("[", "]") } else { ("{\"x\":", "}") };
    let depth = 1 + random.below(200);
    insert(bytes, at + length, close.repeat(depth).as_bytes());
    insert(bytes, at, open.repeat(depth).as_bytes());
}

/// Puts a value in the place of the next text, key or number, or of the next one behind a colon; most often one
/// of the same kind.
fn graft(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let from = match random.below(4) {
        0 => at,
        _ => bytes[at..].iter().position(|byte| *byte == b':').map_or(at, |offset| at + offset),
    };
    let starts = |byte: &u8| *byte == b'"' || byte.is_ascii_digit();
    let Some(start) = bytes[from..].iter().position(starts).map(|offset| from + offset) else { return };
    let is_text = bytes[start] == b'"';
    let rest = &bytes[start + 1..];
    let ends = |byte: &u8| if is_text { *byte == b'"' } else { !byte.is_ascii_digit() };
    let length = rest.iter().position(ends).map_or(rest.len(), |end| end + usize::from(is_text));
    let new = match random.below(6) {
        0 => random.pick(&VALUES),
        _ if is_text => random.pick(&TEXTS),
        _ => random.pick(&NUMBERS),
    };
    bytes.splice(start..=start + length, new.bytes());
}
