//! Sizes that are often wanted.

/// A size with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// What it is for.
    pub name: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Offered by the window and named by the command line's help; any other size works too.
pub const PRESETS: &[Preset] = &[
    Preset { name: "Article, slide (16:9)", width: 1920, height: 1080 },
    Preset { name: "4K (16:9)", width: 3840, height: 2160 },
    Preset { name: "Square", width: 1080, height: 1080 },
    Preset { name: "Portrait (4:5)", width: 1080, height: 1350 },
    Preset { name: "A4 landscape, 200 dpi", width: 2339, height: 1654 },
    Preset { name: "Small (16:9)", width: 1280, height: 720 },
];
