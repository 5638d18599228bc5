//! Packs the fonts, without what nothing draws: unpacked and whole they would be a fifteenth of the program.

use std::collections::BTreeSet;
use std::path::PathBuf;

use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
    let (regular, bold) = (ttf_noto_sans::REGULAR, ttf_noto_sans::BOLD);
    let fallback = pruned(dejavu::sans::regular(), &[regular, bold]);
    for (name, font) in [("noto-sans", regular), ("noto-sans-bold", bold), ("dejavu-sans", &fallback)] {
        let mut packed = Vec::new();
        zopfli::compress(zopfli::Options::default(), zopfli::Format::Deflate, font, &mut packed)
            .expect("memory can be written to");
        std::fs::write(folder.join(name), packed).expect("cargo's folder can be written in");
    }
}

/// A font for what `others` lack: the outlines of letters that all of them have are left out, and so are tables that
/// nothing here reads. All glyphs keep their numbers.
fn pruned(font: &[u8], others: &[&[u8]]) -> Vec<u8> {
    /// Names for people, kerning in the old form (the new one is in GPOS), and what an editor of fonts has left.
    const UNREAD: [&[u8; 4]; 4] = [b"FFTM", b"kern", b"name", b"gasp"];
    let read = FontRef::new(font).expect("a font");
    let (glyf, loca) = outlines(&read, &kept_glyphs(&read, others));
    let mut tables: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    for record in read.table_directory().table_records() {
        let tag = record.tag().to_be_bytes();
        let whole = read.table_data(record.tag()).expect("a table of the font").as_bytes();
        match &tag {
            tag if UNREAD.contains(&tag) => {}
            b"glyf" => tables.push((tag, glyf.clone())),
            b"loca" => tables.push((tag, loca.clone())),
            // Version 3: glyphs without names.
            b"post" => tables.push((tag, [&[0, 3, 0, 0], &whole[4..32]].concat())),
            b"head" => {
                // Places in `loca` have four bytes.
                let mut head = whole.to_vec();
                head[50..52].copy_from_slice(&1_u16.to_be_bytes());
                tables.push((tag, head));
            }
            _ => tables.push((tag, whole.to_vec())),
        }
    }
    file_of(&tables)
}

/// The glyphs whose outlines are kept: those that no letter of the others stands for, and what they are composed of.
fn kept_glyphs(font: &FontRef<'_>, others: &[&[u8]]) -> BTreeSet<u32> {
    let others: Vec<FontRef<'_>> = others.iter().map(|other| FontRef::new(other).expect("a font")).collect();
    let has = |letter: u32| others.iter().all(|other| other.charmap().map(letter).is_some());
    let (known, needed): (Vec<_>, Vec<_>) = font.charmap().mappings().partition(|(letter, _)| has(*letter));
    let needed: BTreeSet<u32> = needed.into_iter().map(|(_, glyph)| glyph.to_u32()).collect();
    let spare: BTreeSet<u32> = known.into_iter().map(|(_, glyph)| glyph.to_u32()).collect();
    let all = u32::from(font.maxp().expect("a table").num_glyphs());
    let mut kept: BTreeSet<u32> =
        (0..all).filter(|glyph| needed.contains(glyph) || !spare.contains(glyph)).collect();
    let mut open: Vec<u32> = kept.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        open.extend(parts(glyph_data(font, glyph)).into_iter().filter(|part| kept.insert(*part)));
    }
    kept
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

/// The outlines that are kept, and where each glyph's begin.
fn outlines(font: &FontRef<'_>, kept: &BTreeSet<u32>) -> (Vec<u8>, Vec<u8>) {
    let all = u32::from(font.maxp().expect("a table").num_glyphs());
    let (mut glyf, mut loca) = (Vec::new(), Vec::new());
    for glyph in 0..all {
        loca.extend(u32::try_from(glyf.len()).expect("less than 4 GiB").to_be_bytes());
        if kept.contains(&glyph) {
            glyf.extend_from_slice(glyph_data(font, glyph));
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
    }
    loca.extend(u32::try_from(glyf.len()).expect("less than 4 GiB").to_be_bytes());
    (glyf, loca)
}

/// A font file of these tables. Nobody here looks at checksums.
fn file_of(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
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
