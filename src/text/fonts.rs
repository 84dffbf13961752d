//! The type family of the program, Inter, with tabular figures by default. Other scripts: [`mod@crate::text::families`].

/// One font file.
#[derive(Clone, Copy, Debug)]
pub struct FontFile {
    /// Family name.
    pub family: &'static str,
    /// CSS weight.
    pub weight: u16,
    /// OpenType bytes.
    pub bytes: &'static [u8],
    /// Which face of a collection.
    pub index: u32,
    /// WOFF2 bytes, of Inter with fewer characters, for embedding in SVG and HTML; empty where there are none.
    pub woff2: &'static [u8],
}

macro_rules! inter {
    ($weight:literal, $name:literal) => {
        FontFile {
            family: "Inter",
            weight: $weight,
            bytes: include_bytes!(concat!("../../assets/fonts/Inter-", $name, ".otf")),
            index: 0,
            woff2: include_bytes!(concat!("../../assets/fonts/Inter-", $name, ".woff2")),
        }
    };
}

static INTER: [FontFile; 4] =
    [inter!(400, "Regular"), inter!(500, "Medium"), inter!(600, "SemiBold"), inter!(700, "Bold")];

/// All weights of the one family, ascending: 400, 500, 600, 700.
pub fn font_files() -> &'static [FontFile] {
    &INTER
}
