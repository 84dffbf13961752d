//! The embedded font files. Inter has tabular figures by default; Noto Sans Arabic writes names in Arabic script.

/// One embedded font file.
#[derive(Clone, Copy, Debug)]
pub struct FontFile {
    /// Family name as in the file.
    pub family: &'static str,
    /// CSS weight.
    pub weight: u16,
    /// OpenType bytes.
    pub bytes: &'static [u8],
    /// WOFF2 bytes of a Latin subset for embedding in SVG; empty where there is none.
    pub woff2: &'static [u8],
}

macro_rules! inter {
    ($weight:literal, $name:literal) => {
        FontFile {
            family: "Inter",
            weight: $weight,
            bytes: include_bytes!(concat!("../../assets/fonts/Inter-", $name, ".otf")),
            woff2: include_bytes!(concat!("../../assets/fonts/Inter-", $name, ".woff2")),
        }
    };
}

macro_rules! arabic {
    ($weight:literal, $name:literal) => {
        FontFile {
            family: "Noto Sans Arabic",
            weight: $weight,
            bytes: include_bytes!(concat!("../../assets/fonts/NotoSansArabic-", $name, ".ttf")),
            woff2: &[],
        }
    };
}

static INTER: [FontFile; 4] =
    [inter!(400, "Regular"), inter!(500, "Medium"), inter!(600, "SemiBold"), inter!(700, "Bold")];
static ARABIC: [FontFile; 2] = [arabic!(400, "Regular"), arabic!(700, "Bold")];

/// All weights of the one family, ascending: 400, 500, 600, 700.
pub fn font_files() -> &'static [FontFile] {
    &INTER
}

/// The family for names in Arabic script, weights 400 and 700.
pub fn arabic_files() -> &'static [FontFile] {
    &ARABIC
}
