//! Packs the fonts, without what nothing draws: unpacked and whole they would be a fifteenth of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use skrifa::raw::TableProvider as _;
use skrifa::raw::collections::IntSet;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// Scripts and signs of the fallback font that no text of this field is likely to have. The window takes them from the
/// system's fonts, if it must. From and to.
const UNLIKELY: [(u32, u32); 18] = [
    (0x07C0, 0x07FF),   // N'Ko
    (0x1400, 0x169F),   // Canadian syllabics and Ogham
    (0x2200, 0x23FF),   // signs of mathematics and engineering
    (0x2500, 0x259F),   // what boxes are drawn with on terminals
    (0x2600, 0x27BF),   // signs of all kinds
    (0x2800, 0x28FF),   // Braille patterns
    (0x2980, 0x2AFF),   // more signs of mathematics
    (0x2D30, 0x2D7F),   // Tifinagh
    (0x2FE0, 0x2FFF),   // how Chinese characters are composed
    (0x4DC0, 0x4DFF),   // hexagrams
    (0xA4D0, 0xA63F),   // Lisu and Vai
    (0xA720, 0xA7FF),   // letters of medieval manuscripts
    (0xE000, 0xF8FF),   // for private use
    (0x10300, 0x1032F), // Old Italic
    (0x1D300, 0x1D35F), // Tai Xuan Jing
    (0x1D400, 0x1D7FF), // letters of mathematics
    (0x1F000, 0x1F0FF), // pieces and cards of games
    (0x1F300, 0x1F6FF), // pictures
];

/// Those among them that one does meet.
const LIKELY: &str = "∀∂∃∅∆∇∈∉∋∏∑−∕∙√∛∝∞∠∥∧∨∩∪∫∴∼≃≅≈≠≡≢≤≥≪≫⊂⊃⊄⊆⊇⊕⊗⊥⋅⋮⋯⌂⌈⌉⌊⌋⌘⏎─│┌┐└┘├┤┬┴┼█▒\
                      ☀☁☂★☆☎☐☑☒☓☠☢☣☭☮☯☹☺♀♂♔♕♖♗♘♙♚♛♜♝♞♟♠♣♥♦♪♫♯⚐⚑⚒⚓⚔⚖⚙⚠⚡\
                      ✁✂✆✈✉✌✍✎✏✓✔✕✖✗✘✚✝✡✦✧✪✱✳✴❄❌❎❓❗❤❶❷❸❹❺➔➘➙➚➜➝➞➡➤➥";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
    let (regular, bold) = (ttf_noto_sans::REGULAR, ttf_noto_sans::BOLD);
    let fallback = pruned(dejavu::sans::regular(), &[regular, bold]);
    let (regular, bold) = (with_tables(regular, &[]), with_tables(bold, &[]));
    for (name, font) in [("noto-sans", regular), ("noto-sans-bold", bold), ("dejavu-sans", fallback)] {
        let mut packed = Vec::new();
        zopfli::compress(zopfli::Options::default(), zopfli::Format::Deflate, &font[..], &mut packed)
            .expect("memory can be written to");
        std::fs::write(folder.join(name), packed).expect("cargo's folder can be written in");
    }
}

/// A table of a font by its tag.
type Table = ([u8; 4], Vec<u8>);

/// A font for what `others` lack: letters that all of them have, or that are unlikely, are left out. All glyphs keep their
/// numbers.
fn pruned(font: &[u8], others: &[&[u8]]) -> Vec<u8> {
    let read = FontRef::new(font).expect("a font");
    let letters = lacking_letters(&read, others);
    let kept = kept_glyphs(&read, &letters);
    let (glyf, loca) = outlines(&read, &kept);
    let mut head = read.table_data(skrifa::Tag::new(b"head")).expect("a table").as_bytes().to_vec();
    // Places in `loca` have four bytes.
    head[50..52].copy_from_slice(&1_u16.to_be_bytes());
    let tables = [
        (*b"cmap", letter_table(&letters)),
        (*b"glyf", glyf),
        (*b"loca", loca),
        (*b"hmtx", widths(&read, &kept)),
        (*b"head", head),
    ];
    with_tables(font, &tables)
}

/// A font with these tables in place of its own, and without those that nothing here reads.
fn with_tables(font: &[u8], replaced: &[Table]) -> Vec<u8> {
    /// Names for people, kerning in the old form (the new one is in GPOS), programs that fit letters to the pixels of old
    /// screens, and what an editor of fonts has left.
    const UNREAD: [&[u8; 4]; 7] = [b"FFTM", b"kern", b"name", b"gasp", b"fpgm", b"prep", b"cvt "];
    let read = FontRef::new(font).expect("a font");
    let mut tables: Vec<Table> = Vec::new();
    for record in read.table_directory().table_records() {
        let tag = record.tag().to_be_bytes();
        let whole = read.table_data(record.tag()).expect("a table of the font").as_bytes();
        let own = replaced.iter().find(|(other, _)| *other == tag).map(|(_, table)| table.clone());
        match &tag {
            tag if UNREAD.contains(&tag) => {}
            // Version 3: glyphs without names.
            b"post" => tables.push((tag, [&[0, 3, 0, 0], &whole[4..32]].concat())),
            _ => tables.push((tag, own.unwrap_or_else(|| whole.to_vec()))),
        }
    }
    file_of(&tables)
}

/// The letters that the others lack, but for those that are unlikely, each with its glyph.
fn lacking_letters(font: &FontRef<'_>, others: &[&[u8]]) -> BTreeMap<u32, u32> {
    let others: Vec<FontRef<'_>> = others.iter().map(|other| FontRef::new(other).expect("a font")).collect();
    let likely: BTreeSet<u32> = LIKELY.chars().map(u32::from).collect();
    let is_in = |letter: u32| UNLIKELY.iter().any(|(from, to)| (*from..=*to).contains(&letter));
    let is_unlikely = |letter: u32| is_in(letter) && !likely.contains(&letter);
    let have = |letter: u32| others.iter().all(|other| other.charmap().map(letter).is_some());
    let letters = font.charmap().mappings().filter(|(letter, _)| !is_unlikely(*letter) && !have(*letter));
    letters.map(|(letter, glyph)| (letter, glyph.to_u32())).collect()
}

/// The glyphs whose outlines are kept: those of these letters, those that may be put in their place or follow from them,
/// what they are composed of, and the sign of what is missing.
fn kept_glyphs(font: &FontRef<'_>, letters: &BTreeMap<u32, u32>) -> BTreeSet<u32> {
    let mut reached: IntSet<GlyphId> = letters.values().copied().chain([0]).map(GlyphId::new).collect();
    let gsub = font.gsub().expect("a table");
    let lookups: IntSet<u16> = (0..gsub.lookup_list().expect("a list").lookup_count()).collect();
    gsub.closure_glyphs(&lookups, &mut reached).expect("a sound table");
    let mut kept: BTreeSet<u32> = reached.iter().map(GlyphId::to_u32).collect();
    let mut open: Vec<u32> = kept.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        open.extend(parts(glyph_data(font, glyph)).into_iter().filter(|part| kept.insert(*part)));
    }
    kept
}

/// The table of letters and their glyphs: one for all of Unicode, in format 12.
fn letter_table(letters: &BTreeMap<u32, u32>) -> Vec<u8> {
    let mut groups: Vec<[u32; 3]> = Vec::new();
    for (letter, glyph) in letters {
        match groups.last_mut() {
            Some([from, to, first]) if *to + 1 == *letter && *first + (letter - *from) == *glyph => {
                *to = *letter;
            }
            _ => groups.push([*letter, *letter, *glyph]),
        }
    }
    let count = u32::try_from(groups.len()).expect("fewer than there are letters");
    let head: [u16; 6] = [0, 1, 3, 10, 0, 12];
    let mut table: Vec<u8> = head.iter().flat_map(|number| number.to_be_bytes()).collect();
    table.extend([12_u16, 0].iter().flat_map(|number| number.to_be_bytes()));
    table.extend([16 + 12 * count, 0, count].iter().flat_map(|number| number.to_be_bytes()));
    table.extend(groups.iter().flatten().flat_map(|number| number.to_be_bytes()));
    table
}

/// The table of the widths of glyphs; of those that are not kept they are nothing, which packs to nothing.
fn widths(font: &FontRef<'_>, kept: &BTreeSet<u32>) -> Vec<u8> {
    let mut table = font.table_data(skrifa::Tag::new(b"hmtx")).expect("a table").as_bytes().to_vec();
    let full = usize::from(font.hhea().expect("a table").number_of_h_metrics());
    // A width and a bearing each; behind the last width bearings alone.
    for (glyph, width) in (0..).zip(table.chunks_exact_mut(4).take(full)) {
        if !kept.contains(&glyph) {
            width.fill(0);
        }
    }
    table
}

/// The bytes of a glyph.
fn glyph_data<'a>(font: &FontRef<'a>, glyph: u32) -> &'a [u8] {
    let loca = font.loca(None).expect("a table");
    let at = |index: u32| loca.get_raw(index as usize).expect("a glyph") as usize;
    let glyf = font.glyf().expect("a table");
    &glyf.offset_data().as_bytes()[at(glyph)..at(glyph + 1)]
}

/// The glyphs that a composite one is made of.
fn parts(glyph: &[u8]) -> Vec<u32> {
    let number = |at: usize| u16::from_be_bytes([glyph[at], glyph[at + 1]]);
    if glyph.len() < 10 || number(0) < 0x8000 {
        return Vec::new();
    }
    let (mut parts, mut at) = (Vec::new(), 10);
    loop {
        let flags = number(at);
        parts.push(u32::from(number(at + 2)));
        let has = |flag: u16| flags & flag != 0;
        // Arguments are words or bytes; then comes a scale, one for each axis, or a matrix.
        let scale = if has(0x08) {
            2
        } else if has(0x40) {
            4
        } else if has(0x80) {
            8
        } else {
            0
        };
        at += 4 + if has(0x01) { 4 } else { 2 } + scale;
        if !has(0x20) {
            return parts;
        }
    }
}

/// A glyph without the program that fits it to pixels. Composite glyphs are few, and keep theirs.
fn without_program(glyph: &[u8]) -> Vec<u8> {
    let number = |at: usize| usize::from(u16::from_be_bytes([glyph[at], glyph[at + 1]]));
    if glyph.len() < 10 || number(0) >= 0x8000 {
        return glyph.to_vec();
    }
    // The number of contours, four bounds, where each contour ends, and the length of the program.
    let length_at = 10 + 2 * number(0);
    [&glyph[..length_at], &[0, 0], &glyph[length_at + 2 + number(length_at)..]].concat()
}

/// The outlines that are kept, and where each glyph's begin.
fn outlines(font: &FontRef<'_>, kept: &BTreeSet<u32>) -> (Vec<u8>, Vec<u8>) {
    let all = u32::from(font.maxp().expect("a table").num_glyphs());
    let (mut glyf, mut loca) = (Vec::new(), Vec::new());
    for glyph in 0..all {
        loca.extend(u32::try_from(glyf.len()).expect("less than 4 GiB").to_be_bytes());
        if kept.contains(&glyph) {
            glyf.extend(without_program(glyph_data(font, glyph)));
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
    }
    loca.extend(u32::try_from(glyf.len()).expect("less than 4 GiB").to_be_bytes());
    (glyf, loca)
}

/// A font file of these tables. Nobody here looks at checksums.
fn file_of(tables: &[Table]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).expect("a few tables");
    let mut file = vec![0, 1, 0, 0];
    file.extend(count.to_be_bytes());
    // What speeds up a search of the directory.
    file.extend([0; 6]);
    let mut offset = file.len() + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(tag);
        file.extend([0; 4]);
        file.extend(u32::try_from(offset).expect("less than 4 GiB").to_be_bytes());
        file.extend(u32::try_from(table.len()).expect("less than 4 GiB").to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend_from_slice(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}
