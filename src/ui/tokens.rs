//! The design tokens: the only place that names colours, sizes and spacing.
//!
//! The page is calm on purpose. The verdict is the one saturated thing on it, so everything else is
//! a grey of warm paper, or a quiet hue. The tests below hold every colour to its contrast on every
//! background that it is used on.
#![allow(clippy::disallowed_methods, reason = "colours are made here, and nowhere else")]

use std::sync::{Arc, LazyLock};

use eframe::egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, FontTweak, Margin,
    RichText, Shadow, Stroke, Style, TextFormat, TextStyle, Theme, Visuals,
    style::{HandleShape, Selection, Spacing, TextCursorStyle, WidgetVisuals, Widgets},
    vec2,
};

use crate::assess::{Grade, Verdict};
use crate::look::colours::{HUES, INK, Rgb};
use crate::look::fonts::fonts as unpacked;

/// Distances in points: steps of four, named by what they part.
pub mod space {
    /// Within one thing: a mark and its word.
    pub const WITHIN: f32 = 4.0;
    /// Between neighbours that belong together.
    pub const BETWEEN: f32 = 8.0;
    /// Between the edge of a surface and what is on it.
    pub const AROUND: f32 = 12.0;
    /// Between things that stand on their own, such as paragraphs.
    pub const APART: f32 = 16.0;
    /// Between sections.
    pub const SECTION: f32 = 24.0;
    /// The margin of a page.
    pub const PAGE: f32 = 32.0;
}

/// Lengths in points that are no distances.
pub mod size {
    /// A line that parts two things.
    pub const HAIRLINE: f32 = 1.0;
    /// A thin line that carries meaning.
    pub const THIN: f32 = 1.5;
    /// The line around what has the keyboard focus.
    pub const FOCUS: f32 = 2.0;
    /// The stripe in a theory's hue.
    pub const STRIPE: f32 = 3.0;
    /// The rounding of corners.
    pub const CORNER: u8 = 4;
    /// A mark beside body text.
    pub const MARK: f32 = 16.0;
    /// A theory's monogram.
    pub const MONOGRAM: f32 = 24.0;
    /// The height of a bar that stands for counts.
    pub const BAR: f32 = 8.0;
    /// The least height of anything that can be clicked: a line of body text, and space above and
    /// below. Labels beside it then stand on the same line.
    pub const TARGET: f32 = 29.0;
}

/// The four sizes of text. Type does the hierarchy, so there are no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Notes, sources and figures.
    Small,
    /// What is read.
    Body,
    /// The name of a section.
    Heading,
    /// The name of a page.
    Title,
}

/// The distance from one line to the next, in sizes of the font.
const LINE_HEIGHT: f32 = 1.4;

impl Size {
    /// All sizes, from small to large.
    pub const ALL: [Self; 4] = [Self::Small, Self::Body, Self::Heading, Self::Title];

    /// The size in points at zoom 1.
    pub const fn points(self) -> f32 {
        match self {
            Self::Small => 13.0,
            Self::Body => 15.0,
            Self::Heading => 18.0,
            Self::Title => 24.0,
        }
    }

    /// The greatest width of running text, for lines of at most 75 characters.
    pub const fn measure(self) -> f32 {
        33.0 * self.points()
    }

    /// The distance from one line to the next, in points.
    pub const fn line_height(self) -> f32 {
        LINE_HEIGHT * self.points()
    }

    /// The regular font in this size.
    pub const fn font(self) -> FontId {
        FontId::new(self.points(), FontFamily::Proportional)
    }

    /// The bold font in this size.
    pub fn bold_font(self) -> FontId {
        FontId::new(self.points(), bold_family())
    }

    /// Text in the regular font.
    pub fn text(self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.font())
    }

    /// Text in the bold font. (egui's own `strong` changes the colour alone.)
    pub fn bold(self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.bold_font())
    }

    /// The format of regular text in a layout job.
    pub fn format(self, color: Color32) -> TextFormat {
        TextFormat::simple(self.font(), color)
    }

    /// The format of bold text in a layout job.
    pub fn bold_format(self, color: Color32) -> TextFormat {
        TextFormat::simple(self.bold_font(), color)
    }
}

/// Type and spacing on the wall: by the height of the picture, so that the far end of the room can read it whatever
/// the projector's resolution.
///
/// The smallest text has 3.4 percent of the height. Where the picture is two metres high, its capitals are 4.8 cm
/// high: at ten metres 16 minutes of arc, the least that ISO 9241-303 asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WallType {
    /// One percent of the height, in points, times what the user has chosen.
    unit: f32,
}

impl WallType {
    /// For a picture of this height, in points, this much larger than designed.
    pub fn of(height: f32, size: f32) -> Self {
        Self { unit: (height * size / 100.0).max(1.0) }
    }

    /// The sizes in which a statement is set, the largest that fits.
    pub fn statements(self) -> [f32; 4] {
        [7.4, 6.2, 5.2, 4.4].map(|percent| self.percent(percent))
    }

    /// The size of what is read, in points.
    pub fn body(self) -> f32 {
        self.percent(4.2)
    }

    /// The size of what is said besides, in points.
    pub fn small(self) -> f32 {
        self.percent(3.4)
    }

    /// The margin of the picture, in points.
    pub fn margin(self) -> f32 {
        self.percent(6.0)
    }

    /// The distance between things that stand on their own, in points.
    pub fn apart(self) -> f32 {
        self.percent(3.0)
    }

    /// The distance between neighbours, in points.
    pub fn between(self) -> f32 {
        self.percent(1.0)
    }

    /// So many percent of the height, in whole points: nothing else lies on the grid of the screen.
    fn percent(self, percent: f32) -> f32 {
        (percent * self.unit).round()
    }

    /// The distance from one line of a size to the next, in points.
    pub fn line_height(self, points: f32) -> f32 {
        (LINE_HEIGHT * points).round()
    }

    /// Text of a size in the regular font.
    pub fn format(self, points: f32, color: Color32) -> TextFormat {
        TextFormat::simple(FontId::new(points, FontFamily::Proportional), color)
    }

    /// Text of a size in the bold font.
    pub fn bold_format(self, points: f32, color: Color32) -> TextFormat {
        TextFormat::simple(FontId::new(points, bold_family()), color)
    }
}

/// The look of a theme, for what does not follow the window's.
pub fn look(theme: Theme) -> Visuals {
    visuals(theme, Palette::for_theme(theme))
}

/// Bold text in the size of the body.
pub fn bold(text: impl Into<String>) -> RichText {
    Size::Body.bold(text)
}

/// Regular text in the small size.
pub fn small(text: impl Into<String>) -> RichText {
    Size::Small.text(text)
}

/// The name of a section, in bold.
pub fn heading(text: impl Into<String>) -> RichText {
    Size::Heading.bold(text)
}

/// The name of a page, in bold.
pub fn title(text: impl Into<String>) -> RichText {
    Size::Title.bold(text)
}

fn bold_family() -> FontFamily {
    static BOLD: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("bold".into()));
    BOLD.clone()
}

/// The colours of one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// The page.
    pub background: Color32,
    /// A surface beside or above the page: side panels, menus, dialogs.
    pub surface: Color32,
    /// The fill of a control under the pointer, and of what can be dragged.
    pub control: Color32,
    /// A line that parts two things. It carries no meaning, so it may be faint.
    pub hairline: Color32,
    /// The outline of a control: what tells a text field from the page.
    pub outline: Color32,
    /// Text.
    pub text: Color32,
    /// Text that may be passed over: sources, notes, prescriptions.
    pub quiet: Color32,
    /// Links, the keyboard focus, and the text of what is selected.
    pub accent: Color32,
    /// The background of what is selected.
    pub selection: Color32,
    /// Verdicts without a score.
    pub unscored: Color32,
    /// The text of warnings.
    pub warning: Color32,
    /// The text of errors.
    pub error: Color32,
    /// Words that the other version of a text has not.
    pub removed: Color32,
    /// Words that the other version of a text has on its own.
    pub added: Color32,
    /// What a menu or a dialog casts on the page.
    shadow: Color32,
    /// The grades from best to worst.
    grades: [Color32; 5],
    /// The hues that tell theories apart.
    hues: [Color32; Palette::HUES],
}

impl Palette {
    /// How many hues there are to tell theories apart. A further theory begins anew; the monogram
    /// still tells it.
    pub const HUES: usize = HUES;

    /// The light theme: ink on warm paper.
    pub const LIGHT: Self = Self {
        background: rgb(0xFD_FC_FA),
        surface: rgb(0xF6_F5_F1),
        control: rgb(0xEA_E7_E1),
        hairline: of(INK.hairline),
        outline: rgb(0x8C_89_82),
        text: of(INK.text),
        quiet: of(INK.quiet),
        accent: rgb(0x62_45_AE),
        selection: rgb(0xE6_E2_F8),
        unscored: of(INK.unscored),
        warning: rgb(0x7A_55_00),
        error: rgb(0xA3_11_2E),
        removed: rgb(0x9C_2F_1E),
        added: rgb(0x1B_64_4C),
        shadow: Color32::from_black_alpha(28),
        grades: all(INK.grades),
        hues: all(INK.hues),
    };

    /// The dark theme.
    pub const DARK: Self = Self {
        background: rgb(0x12_12_12),
        surface: rgb(0x1C_1C_1B),
        control: rgb(0x2C_2B_2A),
        hairline: rgb(0x38_37_34),
        outline: rgb(0x7C_79_72),
        text: rgb(0xE8_E6_E1),
        quiet: rgb(0xAC_A9_A2),
        accent: rgb(0xB3_A3_F7),
        selection: rgb(0x35_2F_4E),
        unscored: rgb(0x98_A0_AA),
        warning: rgb(0xE3_B7_5A),
        error: rgb(0xFF_8C_9C),
        removed: rgb(0xF2_98_86),
        added: rgb(0x7C_D0_A8),
        shadow: Color32::from_black_alpha(120),
        grades: [rgb(0x4D_B4_DE), rgb(0x8F_C4_DB), rgb(0xA3_A3_A3), rgb(0xEB_A9_86), rgb(0xF0_76_3A)],
        hues: [
            rgb(0x9D_B4_DC),
            rgb(0xBF_A5_76),
            rgb(0x8F_BF_9E),
            rgb(0xBE_9C_C6),
            rgb(0xDB_A3_AC),
            rgb(0x84_B8_B5),
            rgb(0xB1_B9_87),
            rgb(0xBC_A3_96),
        ],
    };

    /// The palette that goes with these visuals.
    pub fn of(visuals: &Visuals) -> &'static Self {
        if visuals.dark_mode { Self::for_theme(Theme::Dark) } else { Self::for_theme(Theme::Light) }
    }

    /// The palette of a theme.
    pub fn for_theme(theme: Theme) -> &'static Self {
        match theme {
            Theme::Dark => &Self::DARK,
            Theme::Light => &Self::LIGHT,
        }
    }

    /// The colour of a grade.
    pub fn grade(&self, grade: Grade) -> Color32 {
        self.grades[grade as usize]
    }

    /// The colour of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> Color32 {
        verdict.grade().map_or(self.unscored, |grade| self.grade(grade))
    }

    /// The hue of the theory at this position.
    pub fn hue(&self, theory: usize) -> Color32 {
        self.hues[theory % Self::HUES]
    }

    /// The line that parts two things.
    pub fn hairline_stroke(&self) -> Stroke {
        Stroke::new(size::HAIRLINE, self.hairline)
    }
}

/// A colour as one writes it: red, green and blue, two digits each.
const fn rgb(code: u32) -> Color32 {
    of(Rgb::new(code))
}

/// A colour of pictures and handouts too.
const fn of(Rgb([r, g, b]): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// Several such colours.
const fn all<const N: usize>(colours: [Rgb; N]) -> [Color32; N] {
    let mut all = [Color32::BLACK; N];
    let mut at = 0;
    while at < N {
        all[at] = of(colours[at]);
        at += 1;
    }
    all
}

/// Sets the fonts, and the styles of both themes.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    ctx.all_styles_mut(set_type_and_spacing);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_visuals_of(theme, visuals(theme, Palette::for_theme(theme)));
    }
}

/// Noto Sans first, then DejaVu Sans for the symbols and letters that Noto lacks. What both lack comes from
/// the system's fonts.
fn fonts() -> FontDefinitions {
    static PREPARED: LazyLock<[(&str, Arc<FontData>); 3]> = LazyLock::new(prepared_fonts);
    let mut fonts = FontDefinitions::empty();
    for (name, font) in &*PREPARED {
        fonts.font_data.insert((*name).to_owned(), Arc::clone(font));
    }
    for (family, first) in [
        (FontFamily::Proportional, "noto-sans"),
        (bold_family(), "noto-sans-bold"),
        // Nothing is set in it, but egui wants one.
        (FontFamily::Monospace, "noto-sans"),
    ] {
        fonts.families.insert(family, [first, "dejavu-sans"].map(str::to_owned).into());
    }
    fonts
}

/// The fonts, ready for egui.
fn prepared_fonts() -> [(&'static str, Arc<FontData>); 3] {
    let fonts = unpacked();
    // egui centres a fallback's letters between the lines, which lifts them off the baseline.
    let on_the_baseline = FontTweak { y_offset_factor: 0.042, ..FontTweak::default() };
    [
        ("noto-sans", Arc::new(with_line_height(fonts.regular.clone()))),
        ("noto-sans-bold", Arc::new(with_line_height(fonts.bold.clone()))),
        ("dejavu-sans", Arc::new(FontData::from_static(&fonts.fallback).tweak(on_the_baseline))),
    ]
}

/// The font with room above and below its letters for [`LINE_HEIGHT`].
///
/// egui takes the line height of a label from its font alone, and Noto's 1.36 comes out as 1.33 once
/// it is rounded to pixels. The font's own ascender and descender are the one place that plain
/// strings, rich text and text fields all go by.
fn with_line_height(mut font: Vec<u8>) -> FontData {
    if let (Some(head), Some(hhea)) = (table(&font, *b"head"), table(&font, *b"hhea")) {
        let units = f32::from(number(&font, head + 18));
        let (ascender, descender) = (number(&font, hhea + 4), number(&font, hhea + 6));
        let lacking = LINE_HEIGHT * units - f32::from(ascender) + f32::from(descender);
        #[expect(clippy::cast_possible_truncation, reason = "a fraction of the font's units")]
        let half = (lacking / 2.0).round() as i16;
        font[hhea + 4..hhea + 6].copy_from_slice(&(ascender + half).to_be_bytes());
        font[hhea + 6..hhea + 8].copy_from_slice(&(descender - half).to_be_bytes());
    }
    FontData::from_owned(font)
}

/// Where a table of a TrueType font begins: the directory holds a tag, a checksum, the offset and
/// the length of each.
fn table(font: &[u8], tag: [u8; 4]) -> Option<usize> {
    let entry = font.get(12..)?.chunks_exact(16).find(|entry| entry.starts_with(&tag))?;
    usize::try_from(u32::from_be_bytes(*entry[8..].first_chunk()?)).ok()
}

/// The number at a place in a font.
fn number(font: &[u8], at: usize) -> i16 {
    i16::from_be_bytes([font[at], font[at + 1]])
}

fn set_type_and_spacing(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Small, Size::Small.font()),
        (TextStyle::Body, Size::Body.font()),
        (TextStyle::Button, Size::Body.font()),
        (TextStyle::Heading, Size::Heading.bold_font()),
        (TextStyle::Monospace, FontId::monospace(Size::Small.points())),
        (TextStyle::Name("small-bold".into()), Size::Small.bold_font()),
        (TextStyle::Name("body-bold".into()), Size::Body.bold_font()),
        (TextStyle::Name("title".into()), Size::Title.bold_font()),
    ]
    .into();
    style.spacing = Spacing {
        item_spacing: vec2(space::BETWEEN, space::BETWEEN),
        button_padding: vec2(space::AROUND, space::WITHIN),
        window_margin: margin(space::APART, space::APART),
        menu_margin: margin(space::BETWEEN, space::BETWEEN),
        menu_spacing: space::WITHIN,
        indent: space::SECTION,
        interact_size: vec2(2.0 * size::TARGET, size::TARGET),
        icon_width: size::MARK,
        icon_width_inner: size::MARK / 2.0,
        icon_spacing: space::BETWEEN,
        tooltip_width: Size::Body.measure(),
        ..Spacing::default()
    };
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let shadow = |offset, blur| Shadow { offset: [0, offset], blur, spread: 0, color: palette.shadow };
    Visuals {
        weak_text_color: Some(palette.quiet),
        widgets: widgets(palette),
        selection: Selection {
            bg_fill: palette.selection,
            // egui takes this for the text of what is selected, and to outline the text field that
            // has the focus.
            stroke: Stroke::new(size::FOCUS, palette.accent),
        },
        hyperlink_color: palette.accent,
        faint_bg_color: palette.surface,
        extreme_bg_color: palette.background,
        code_bg_color: palette.surface,
        warn_fg_color: palette.warning,
        error_fg_color: palette.error,
        window_corner_radius: CornerRadius::same(2 * size::CORNER),
        window_shadow: shadow(8, 24),
        window_fill: palette.surface,
        window_stroke: palette.hairline_stroke(),
        menu_corner_radius: CornerRadius::same(size::CORNER),
        panel_fill: palette.background,
        popup_shadow: shadow(4, 12),
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(size::FOCUS, palette.accent),
            ..TextCursorStyle::default()
        },
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        ..theme.default_visuals()
    }
}

/// Controls are outlines on the page. Only the pointer, the keyboard focus and a selection fill them.
fn widgets(palette: &Palette) -> Widgets {
    let outlined = |fill, outline| WidgetVisuals {
        bg_fill: palette.control,
        weak_bg_fill: fill,
        bg_stroke: outline,
        corner_radius: CornerRadius::same(size::CORNER),
        fg_stroke: Stroke::new(1.5, palette.text),
        expansion: 0.0,
    };
    let outline = Stroke::new(size::HAIRLINE, palette.outline);
    Widgets {
        noninteractive: WidgetVisuals {
            bg_fill: palette.background,
            ..outlined(palette.background, palette.hairline_stroke())
        },
        inactive: outlined(Color32::TRANSPARENT, outline),
        hovered: outlined(palette.control, outline),
        // Pressed, or with the keyboard focus. Menus drop the outline, so the fill tells it too.
        active: WidgetVisuals {
            bg_fill: palette.selection,
            ..outlined(palette.selection, Stroke::new(size::FOCUS, palette.accent))
        },
        open: outlined(palette.control, outline),
    }
}

/// A margin of this much on the left and right, and this much above and below, in points.
#[expect(clippy::cast_possible_truncation, reason = "spacing is a small whole number")]
pub fn margin(x: f32, y: f32) -> Margin {
    Margin::symmetric(x as i8, y as i8)
}

#[cfg(test)]
mod tests {
    use eframe::egui::RawInput;

    use super::*;
    use crate::model::choice::Choice as _;

    const PALETTES: [&Palette; 2] = [&Palette::LIGHT, &Palette::DARK];

    /// What text may stand on.
    fn backgrounds(palette: &Palette) -> [Color32; 4] {
        [palette.background, palette.surface, palette.control, palette.selection]
    }

    /// The colour in linear light, from 0 to 1.
    fn linear(color: Color32) -> [f64; 3] {
        let [r, g, b, _] = color.to_array();
        [r, g, b].map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The contrast ratio of WCAG 2, from 1 to 21.
    fn contrast(one: Color32, other: Color32) -> f64 {
        let luminance = |color| {
            let [r, g, b] = linear(color);
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        let (one, other) = (luminance(one), luminance(other));
        one.max(other) / one.min(other)
    }

    fn assert_contrast(least: f64, color: Color32, background: Color32) {
        let contrast = contrast(color, background);
        assert!(contrast >= least, "{color:?} on {background:?}: {contrast:.2} is less than {least}");
    }

    #[test]
    fn text_is_readable_on_every_background() {
        for palette in PALETTES {
            for background in backgrounds(palette) {
                for color in [
                    palette.text,
                    palette.quiet,
                    palette.accent,
                    palette.warning,
                    palette.error,
                    palette.removed,
                    palette.added,
                ] {
                    assert_contrast(4.5, color, background);
                }
            }
        }
    }

    #[test]
    fn verdicts_and_hues_are_readable_as_text_on_page_and_surface() {
        for palette in PALETTES {
            for background in [palette.background, palette.surface] {
                assert_contrast(4.5, palette.unscored, background);
                for color in palette.grades.iter().chain(&palette.hues) {
                    assert_contrast(4.5, *color, background);
                }
            }
        }
    }

    #[test]
    fn marks_and_outlines_show_on_every_background() {
        for palette in PALETTES {
            for background in backgrounds(palette) {
                for color in palette.grades.iter().chain(&palette.hues).chain([&palette.unscored]) {
                    assert_contrast(3.0, *color, background);
                }
            }
            for background in [palette.background, palette.surface] {
                assert_contrast(3.0, palette.outline, background);
            }
        }
    }

    #[test]
    fn the_verdicts_of_the_design_are_readable_on_pure_white() {
        for grade in Grade::ALL {
            assert_contrast(4.5, Palette::LIGHT.grade(*grade), Color32::WHITE);
        }
    }

    /// The colour as somebody without green cones sees it (Viénot, Brettel and Mollon 1999), in the
    /// perceptual space OKLab.
    fn seen_with_deuteranopia(color: Color32) -> [f64; 3] {
        let [red, green, blue] = linear(color);
        let yellow = 0.29275 * red + 0.70725 * green;
        let blue = -0.02234 * red + 0.02234 * green + blue;
        let long = (0.948_554 * yellow + 0.051_446 * blue).cbrt();
        let medium = (0.892_603 * yellow + 0.107_397 * blue).cbrt();
        let short = (0.370_021 * yellow + 0.629_979 * blue).cbrt();
        [
            0.210_454 * long + 0.793_618 * medium - 0.004_072 * short,
            1.977_998 * long - 2.428_592 * medium + 0.450_594 * short,
            0.025_904 * long + 0.782_772 * medium - 0.808_676 * short,
        ]
    }

    #[test]
    fn both_ends_and_the_middle_of_the_scale_differ_without_green_cones() {
        for palette in PALETTES {
            let seen = palette.grades.map(seen_with_deuteranopia);
            for (one, other) in [(0, 2), (0, 3), (0, 4), (1, 3), (1, 4), (2, 4), (1, 2), (2, 3)] {
                let distance =
                    seen[one].iter().zip(seen[other]).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                assert!(distance > 0.05, "grades {one} and {other} are {distance:.3} apart");
            }
        }
    }

    #[test]
    fn theories_have_hues_of_their_own_until_they_run_out() {
        for palette in PALETTES {
            let mut hues: Vec<_> = palette.hues.iter().map(Color32::to_array).collect();
            hues.sort_unstable();
            hues.dedup();
            assert_eq!(hues.len(), Palette::HUES);
            assert_eq!(palette.hue(Palette::HUES + 1), palette.hue(1));
        }
    }

    /// Runs `look` in a window with our fonts and styles.
    fn with_fonts(mut look: impl FnMut(&Context)) {
        let ctx = Context::default();
        install(&ctx);
        ctx.run_ui(RawInput::default(), |ui| look(ui.ctx())).drop_without_applying_deltas();
    }

    #[test]
    fn lines_are_far_enough_apart_in_whole_pixels() {
        with_fonts(|ctx| {
            for size in Size::ALL {
                for font in [size.font(), size.bold_font()] {
                    let line = ctx.fonts_mut(|fonts| fonts.row_height(&font));
                    assert!((line - LINE_HEIGHT * size.points()).abs() < 0.1, "{font:?}: {line}");
                    assert!(line.round() >= 1.35 * size.points(), "{font:?}: {line}");
                }
            }
        });
    }

    #[test]
    fn lines_have_at_most_75_characters() {
        const TEXT: &str = "After the Cold War the United States is the only global power, and its lead \
            depends on keeping any rival state or coalition from dominating Eurasia. As the essay reads \
            him, Russia is the danger to prepare for, and China stays a regional power until 2020 at \
            least. The speed of China's growth; and the states of Eurasia appear mostly as pieces to be \
            moved, seldom as makers of an order.";
        with_fonts(|ctx| {
            for size in Size::ALL {
                let galley = ctx.fonts_mut(|fonts| {
                    fonts.layout(TEXT.to_owned(), size.font(), Color32::PLACEHOLDER, size.measure())
                });
                let longest = galley.rows.iter().map(|row| row.text().trim_end().chars().count()).max();
                assert!(longest.is_some_and(|longest| (60..=75).contains(&longest)), "{size:?}: {longest:?}");
            }
        });
    }

    #[test]
    fn names_and_symbols_of_the_field_have_glyphs_in_both_weights() {
        with_fonts(|ctx| {
            for font in [Size::Body.font(), Size::Body.bold_font()] {
                let has =
                    ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, "→ ≥ − × … “Đặng” Кузнецов ʿAbd ṭ Ξένος"));
                assert!(has, "{font:?}");
            }
        });
    }
}
