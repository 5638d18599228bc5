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
