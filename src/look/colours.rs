//! The colours that the window's light theme shares with pictures and handouts.
//!
//! The page is calm on purpose: the verdict is the one saturated thing on it. `ui/tokens.rs` adds what only a window
//! has, and its tests hold every colour to its contrast.

use std::fmt;

use crate::assess::Verdict;

/// A colour: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// A colour as one writes it: red, green and blue, two digits each.
    pub const fn new(code: u32) -> Self {
        let [_, r, g, b] = code.to_be_bytes();
        Self([r, g, b])
    }
}

impl fmt::Display for Rgb {
    /// As CSS and SVG write it: `#0a5f85`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([r, g, b]) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// The paper of pictures and handouts.
pub const PAPER: Rgb = Rgb::new(0xFF_FF_FF);

/// How many hues there are to tell theories apart.
pub const HUES: usize = 8;

/// Ink on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// A line that parts two things. It carries no meaning, so it may be faint.
    pub hairline: Rgb,
    /// Text.
    pub text: Rgb,
    /// Text that may be passed over: sources, notes, prescriptions.
    pub quiet: Rgb,
    /// Verdicts without a score.
    pub unscored: Rgb,
    /// The grades from best to worst.
    pub grades: [Rgb; 5],
    /// The hues that tell theories apart. A further theory begins anew; the monogram still tells it.
    pub hues: [Rgb; HUES],
}

/// The ink of the light theme.
pub const INK: Ink = Ink {
    hairline: Rgb::new(0xDA_D7_D0),
    text: Rgb::new(0x1F_1E_1C),
    quiet: Rgb::new(0x5C_5A_55),
    unscored: Rgb::new(0x64_6A_73),
    grades: [
        Rgb::new(0x0A_5F_85),
        Rgb::new(0x2E_77_96),
        Rgb::new(0x6B_6B_6B),
        Rgb::new(0xA8_5A_2A),
        Rgb::new(0xB2_3A_0A),
    ],
    hues: [
        Rgb::new(0x4B_65_90),
        Rgb::new(0x83_69_38),
        Rgb::new(0x41_70_4F),
        Rgb::new(0x80_5C_88),
        Rgb::new(0x89_51_5B),
        Rgb::new(0x3D_78_76),
        Rgb::new(0x62_68_34),
        Rgb::new(0x7A_60_52),
    ],
};

impl Ink {
    /// The colour of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> Rgb {
        verdict.grade().map_or(self.unscored, |grade| self.grades[grade as usize])
    }

    /// The hue of the theory at this position.
    pub fn hue(&self, theory: usize) -> Rgb {
        self.hues[theory % HUES]
    }
}
