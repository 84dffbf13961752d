//! The one type family, embedded, and how wide words are. Knows nothing of what is written.

mod fonts;

pub use fonts::{FontFile, font_files, measure};
