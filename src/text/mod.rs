//! The type families, embedded, and how wide words are. Knows nothing of what is written.

mod fonts;
mod measure;
mod missing;
mod shape;
mod wrap;

pub use fonts::{FontFile, arabic_files, font_files};
pub use measure::measure;
pub use missing::missing;
pub use shape::{Letter, Segment, Shaped, is_arabic, shape};
pub use wrap::{together, wrap};
