//! Which characters no font of the program has.

use crate::text::{arabic_files, font_files};
use rustybuzz::Face;
use std::sync::OnceLock;

/// The first character of a text that would be drawn as an empty box.
///
/// ```
/// assert_eq!(dateline::text::missing("Herat, هرات, Điện Biên Phủ"), None);
/// assert_eq!(dateline::text::missing("Phnom \u{10ffff}"), Some('\u{10ffff}'));
/// ```
pub fn missing(text: &str) -> Option<char> {
    static FACES: OnceLock<Vec<Face<'static>>> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        // All weights of a family have the same characters.
        let files = font_files().iter().take(1).chain(arabic_files().iter().take(1));
        files.filter_map(|file| Face::from_slice(file.bytes, 0)).collect()
    });
    // What has no shape of its own is none that lacks one.
    let shapeless = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    let lacks = |c: &char| !shapeless(*c) && faces.iter().all(|face| face.glyph_index(*c).is_none());
    if text.is_ascii() { None } else { text.chars().find(lacks) }
}
