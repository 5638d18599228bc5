//! The fonts: Noto Sans, and DejaVu Sans for the symbols and letters that Noto lacks. `build.rs` has packed them.

use std::sync::LazyLock;

/// The fonts as the files that they come as.
pub struct Fonts {
    /// Noto Sans.
    pub regular: Vec<u8>,
    /// Noto Sans in bold.
    pub bold: Vec<u8>,
    /// DejaVu Sans.
    pub fallback: Vec<u8>,
}

/// The fonts, unpacked once.
pub fn fonts() -> &'static Fonts {
    static UNPACKED: LazyLock<Fonts> = LazyLock::new(|| Fonts {
        regular: unpack(include_bytes!(concat!(env!("OUT_DIR"), "/noto-sans"))),
        bold: unpack(include_bytes!(concat!(env!("OUT_DIR"), "/noto-sans-bold"))),
        fallback: unpack(include_bytes!(concat!(env!("OUT_DIR"), "/dejavu-sans"))),
    });
    &UNPACKED
}

fn unpack(packed: &[u8]) -> Vec<u8> {
    miniz_oxide::inflate::decompress_to_vec(packed).expect("build.rs has packed it: the tests draw with it")
}

#[cfg(test)]
mod tests {
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::pen::NullPen;
    use skrifa::{FontRef, MetadataProvider as _};

    use super::*;

    #[test]
    fn the_fallback_has_what_noto_lacks_and_draws_every_letter_that_it_has() {
        let read = |font: &'static [u8]| FontRef::new(font).unwrap();
        let (regular, fallback) = (read(&fonts().regular), read(&fonts().fallback));
        let has = |font: &FontRef<'_>, letter: char| font.charmap().map(letter).is_some();
        for letter in ['☐', '★', '↑', '⚠', 'ب', 'א', 'ა', '≈'] {
            assert!(has(&regular, letter) || has(&fallback, letter), "{letter}");
        }
        for letter in ['a', 'я', '⠿', '🀀'] {
            assert!(!has(&fallback, letter), "{letter}");
        }
        let outlines = fallback.outline_glyphs();
        let size = Size::new(16.0);
        for (letter, glyph) in fallback.charmap().mappings() {
            let settings = skrifa::outline::DrawSettings::unhinted(size, LocationRef::default());
            assert!(outlines.get(glyph).unwrap().draw(settings, &mut NullPen).is_ok(), "{letter:x}");
        }
    }
}
