//! The type families, embedded, and how words are set in them: which face writes which letters, in which order they stand,
//! how wide they are. Knows nothing of what is written.

mod face;
mod families;
mod fonts;
mod measure;
mod missing;
mod runs;
mod shape;
mod system;
mod wrap;

pub use face::Segment;
pub use families::{Family, families};
pub use fonts::{FontFile, font_files};
pub use measure::measure;
pub use missing::{borrowed, missing, script_name};
pub use runs::is_plain;
pub use shape::{Letter, Shaped, file_of, shape};
pub use wrap::{together, wrap};
