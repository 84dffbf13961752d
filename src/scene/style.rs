//! Every colour, width and size of the picture, by token; per theme.

use crate::basemap::Ink;
use crate::scene::Color;

/// Light or dark ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Ink on paper.
    #[default]
    Light,
    /// Chalk on slate.
    Dark,
}

/// The tokens of a theme. The sides are the only colours; the interface itself is ink.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The window behind everything.
    pub window: Color,
    /// A panel.
    pub panel: Color,
    /// A card or a field.
    pub raised: Color,
    /// A thin rule.
    pub rule: Color,
    /// A firm rule.
    pub rule_firm: Color,
    /// Under the pointer.
    pub hover: Color,
    /// Words.
    pub ink: Color,
    /// Secondary words.
    pub ink2: Color,
    /// Tertiary words.
    pub ink3: Color,
    /// The sides by rank, burnt orange and slate blue first: eight that hold for every kind of colour vision.
    pub sides: [Color; 8],
    /// How strongly the ground of each is tinted where every side is, beside the first of two.
    side_tints: [f64; 8],
    /// Low ground of the focus country.
    pub land: Color,
    /// Neighbouring countries.
    pub neighbours: Color,
    /// Behind labels.
    pub halo: Color,
    /// Standing water.
    pub lakes: Color,
    /// The sea of the world.
    pub sea: Color,
    /// Its coast.
    pub coast: Color,
    /// Names of seas.
    pub sea_names: Color,
    /// Flowing water.
    pub rivers: Color,
    /// Names of rivers.
    pub river_names: Color,
    /// Province borders.
    pub province_line: Color,
    /// The focus country's border.
    pub country_line: Color,
    /// Other borders.
    pub border_line: Color,
    /// Roads.
    pub road: Color,
    /// Tint alphas: documents, reference, possible; and what today adds.
    pub tint: [f64; 3],
    /// Added to the tint of what was taken today.
    pub tint_today: f64,
    /// Alpha of the hatch for what is only claimed.
    pub hatch: f64,
    /// The alpha of the textures that tell the grounds of several sides apart.
    pub texture: f64,
}

impl Palette {
    /// The colour of an ink of the ground.
    pub const fn ink(&self, ink: Ink) -> Color {
        match ink {
            Ink::Lakes => self.lakes,
            Ink::Rivers => self.rivers,
            Ink::Roads => self.road,
            Ink::Provinces => self.province_line,
            Ink::Country => self.country_line,
            Ink::Borders => self.border_line,
            Ink::Coast => self.coast,
        }
    }

    /// The tokens of a theme.
    pub const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The colour of a side. Beyond the eighth all are alike: no more can be told apart.
    pub fn side(&self, rank: usize) -> Color {
        self.sides.get(rank).copied().unwrap_or(self.ink2)
    }

    /// How strongly the ground of a side is tinted where every side is, beside the first of two.
    pub(super) fn side_tint(&self, rank: usize) -> f64 {
        self.side_tints.get(rank).copied().unwrap_or(0.6)
    }
}

const LIGHT: Palette = Palette {
    window: Color::hex(0xF4F2ED),
    panel: Color::hex(0xFBFAF7),
    raised: Color::hex(0xFFFFFF),
    rule: Color::hex(0xE2DED5),
    rule_firm: Color::hex(0xCFCABF),
    hover: Color::hex(0xEFECE5),
    ink: Color::hex(0x1B2125),
    ink2: Color::hex(0x4F585F),
    ink3: Color::hex(0x6A737A),
    sides: [
        Color::hex(0xB8481A),
        Color::hex(0x35597F),
        Color::hex(0x3C9091),
        Color::hex(0x483618),
        Color::hex(0x700848),
        Color::hex(0x8269C8),
        Color::hex(0x778C68),
        Color::hex(0x785F63),
    ],
    side_tints: [0.95, 0.59, 0.77, 0.73, 0.77, 0.91, 0.95, 0.95],
    land: Color::hex(0xEFEADF),
    neighbours: Color::hex(0xF5F3EE),
    halo: Color::hex(0xFAF8F3),
    lakes: Color::hex(0xCADBE2),
    sea: Color::hex(0xE1EAEC),
    coast: Color::hex(0xA9BCC4),
    sea_names: Color::hex(0x5E7782),
    rivers: Color::hex(0x9DBCC9),
    river_names: Color::hex(0x426A7A),
    province_line: Color::hex(0xBDB5A4),
    country_line: Color::hex(0x57534A),
    border_line: Color::hex(0xBEB8AB),
    road: Color::hex(0xA79D8B),
    tint: [0.44, 0.17, 0.10],
    tint_today: 0.14,
    hatch: 0.41,
    texture: 0.62,
};

const DARK: Palette = Palette {
    window: Color::hex(0x121518),
    panel: Color::hex(0x191D21),
    raised: Color::hex(0x21262B),
    rule: Color::hex(0x2B3137),
    rule_firm: Color::hex(0x3C444B),
    hover: Color::hex(0x242A2F),
    ink: Color::hex(0xECEAE5),
    ink2: Color::hex(0xB0B6BA),
    ink3: Color::hex(0x8D959B),
    sides: [
        Color::hex(0xF08A4B),
        Color::hex(0x8DB4DC),
        Color::hex(0x64E5D6),
        Color::hex(0xFFD88C),
        Color::hex(0xB7658F),
        Color::hex(0x907BDD),
        Color::hex(0x698665),
        Color::hex(0xBE9E99),
    ],
    side_tints: [1.0, 0.63, 0.6, 0.55, 1.05, 1.0, 1.1, 0.8],
    land: Color::hex(0x2C3033),
    neighbours: Color::hex(0x1F2326),
    halo: Color::hex(0x16191C),
    lakes: Color::hex(0x182C38),
    sea: Color::hex(0x14202A),
    coast: Color::hex(0x33495A),
    sea_names: Color::hex(0x7F99A8),
    rivers: Color::hex(0x2D4C5C),
    river_names: Color::hex(0x86ADBD),
    province_line: Color::hex(0x4A4F52),
    country_line: Color::hex(0xA9A596),
    border_line: Color::hex(0x41474B),
    road: Color::hex(0x5D5F5C),
    tint: [0.40, 0.16, 0.09],
    tint_today: 0.12,
    hatch: 0.38,
    texture: 0.6,
};
