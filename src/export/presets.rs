//! Sizes that are often wanted: of screens in pixels, of paper in the pixels that a screen of 96 dpi would have.

/// A size with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// What the command line calls it.
    pub id: &'static str,
    /// What it is for.
    pub name: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Whether it is a sheet of paper, at 96 pixels an inch.
    pub paper: bool,
}

/// Offered by the window and named by the command line's help; any other size works too.
pub const PRESETS: &[Preset] = &[
    screen("hd", "Article, slide (16:9)", 1920, 1080),
    screen("4k", "4K (16:9)", 3840, 2160),
    screen("square", "Square", 1080, 1080),
    screen("portrait", "Portrait (4:5)", 1080, 1350),
    screen("a4-200dpi", "A4 landscape, 200 dpi", 2339, 1654),
    screen("small", "Small (16:9)", 1280, 720),
    paper("a4", "A4 landscape", 1123, 794),
    paper("a4-portrait", "A4 portrait", 794, 1123),
    paper("a3", "A3 landscape", 1587, 1123),
    paper("a3-portrait", "A3 portrait", 1123, 1587),
    paper("letter", "Letter landscape", 1056, 816),
    paper("letter-portrait", "Letter portrait", 816, 1056),
];

/// Short sides of the papers, points: A4, A3, letter.
const PAPERS_PT: [[f64; 2]; 3] = [[595.276, 841.89], [841.89, 1190.551], [612.0, 792.0]];

const fn screen(id: &'static str, name: &'static str, width: u32, height: u32) -> Preset {
    Preset { id, name, width, height, paper: false }
}

const fn paper(id: &'static str, name: &'static str, width: u32, height: u32) -> Preset {
    Preset { id, name, width, height, paper: true }
}

impl Preset {
    /// The preset of a name, in any case: "a4", "letter-portrait". A sheet of paper lies on its side unless it is said
    /// to stand; "a4-landscape" is "a4".
    pub fn named(id: &str) -> Option<&'static Self> {
        let id = id.trim().to_lowercase();
        let id = id.strip_suffix("-landscape").unwrap_or(&id);
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// The preset of a size, px.
    pub fn of(size_px: [f64; 2]) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.size_px() == size_px)
    }

    /// Pixels across and down.
    pub fn size_px(&self) -> [f64; 2] {
        [f64::from(self.width), f64::from(self.height)]
    }
}

/// Points of a page across and down, for a picture of this size: of a paper to the point, else a pixel is 1/96 inch.
pub fn page_pt(size_px: [f64; 2]) -> [f64; 2] {
    let [width, height] = size_px.map(|px| px * 0.75);
    // Whole pixels miss a paper by less than half of one.
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let sheet = PAPERS_PT.into_iter().flat_map(|[short, long]| [[short, long], [long, short]]);
    let found = sheet.into_iter().find(|[across, down]| near(*across, width) && near(*down, height));
    found.unwrap_or([width, height])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_of_paper_is_a_sheet_of_paper() {
        for (id, [width, height]) in [
            ("a4", [841.89, 595.276]),
            ("A4-portrait", [595.276, 841.89]),
            ("a3-landscape", [1190.551, 841.89]),
            ("letter", [792.0, 612.0]),
        ] {
            let preset = Preset::named(id).unwrap();
            assert!(preset.paper);
            assert_eq!(page_pt(preset.size_px()), [width, height], "{id}");
            assert_eq!(Preset::of(preset.size_px()), Some(preset));
        }
        assert_eq!(page_pt([1920.0, 1080.0]), [1440.0, 810.0]);
        assert_eq!(Preset::named("a9"), None);
    }

    #[test]
    fn no_two_presets_share_a_name_or_a_size() {
        for (i, a) in PRESETS.iter().enumerate() {
            for b in &PRESETS[i + 1..] {
                assert!(a.id != b.id && a.name != b.name && a.size_px() != b.size_px(), "{a:?} {b:?}");
            }
        }
    }
}
