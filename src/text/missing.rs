//! Which characters no font has.

use crate::text::families::Family;
use crate::text::runs::faces_of;
use unicode_script::{Script, UnicodeScript as _};

/// The first character of a text that would be drawn as an empty box.
///
/// ```
/// assert_eq!(dateline::text::missing("Herat, هرات, Điện Biên Phủ, መቐለ"), None);
/// assert_eq!(dateline::text::missing("Phnom \u{10ffff}"), Some('\u{10ffff}'));
/// ```
pub fn missing(text: &str) -> Option<char> {
    // What has no shape of its own is none that lacks one.
    let shapeless = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    // Signs and marks of a script stand in its own family: ، and ।.
    let beside = |c: char| {
        matches!(c.script(), Script::Common | Script::Inherited)
            && text
                .chars()
                .any(|letter| faces_of(letter).and_then(|faces| faces.first()).is_some_and(|face| face.has(c)))
    };
    let lacks = |c: &char| !shapeless(*c) && faces_of(*c).is_none() && !beside(*c);
    if text.is_ascii() { None } else { text.chars().find(lacks) }
}

/// The script of a character, as it is called in English; none for signs.
pub fn script_name(c: char) -> Option<&'static str> {
    let script = c.script();
    (!matches!(script, Script::Common | Script::Inherited | Script::Unknown)).then(|| script.full_name())
}

/// The face of the system that writes a text, in part or whole: none where the program's own do.
pub fn borrowed(text: &str) -> Option<&'static str> {
    let own = |c: char| c.is_ascii() || matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
    let from_here =
        |c: char| Family::of(c.script()).is_none_or(|family| !family.faces().iter().any(|face| face.has(c)));
    let mut letters = text.chars().filter(|c| !own(*c) && from_here(*c));
    letters.find_map(|c| Some(faces_of(c)?.first()?.file.family))
}
