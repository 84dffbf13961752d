//! A line cut into runs of one face and one direction, in the order in which they stand from the left.

use crate::text::face::Face;
use crate::text::families::Family;
use crate::text::font_files;
use crate::text::system::system;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript as _};

/// All weights of what writes a run.
pub(super) type Faces = &'static [Face];

/// A part of a line.
pub(super) struct Run {
    /// Its bytes.
    pub of: Range<usize>,
    /// What writes it.
    pub faces: Faces,
    /// Whether it is written from the right.
    pub from_the_right: bool,
}

/// The weights of Inter.
pub(super) fn inter() -> Faces {
    static INTER: OnceLock<Vec<Face>> = OnceLock::new();
    INTER.get_or_init(|| font_files().iter().filter_map(Face::of).collect())
}

/// What writes a character of its own script: Inter for Latin and for signs, where it has them.
pub(super) fn faces_of(c: char) -> Option<Faces> {
    if c.is_ascii() {
        return Some(inter());
    }
    let script = c.script();
    if matches!(script, Script::Latin | Script::Common | Script::Inherited) {
        return has(inter(), c).then(inter);
    }
    // A rare letter may stand in a block that the family here leaves out.
    Family::of(script).map(Family::faces).filter(|faces| has(faces, c)).or_else(|| system(c))
}

fn has(faces: Faces, c: char) -> bool {
    faces.first().is_some_and(|face| face.has(c))
}

/// The runs of a line, from the left.
///
/// Source: Unicode Standard Annex 9; the direction of the whole is that of its first strong letter.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let one = |of| Run { of, faces: inter(), from_the_right: false };
    if text.is_ascii() {
        return if text.is_empty() { Vec::new() } else { vec![one(0..text.len())] };
    }
    let written = written(text);
    let bidi = BidiInfo::new(text, None);
    if !bidi.has_rtl() {
        return written.into_iter().map(|(of, faces)| Run { of, faces, from_the_right: false }).collect();
    }
    let mut runs = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, visual) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for level_run in visual {
            let from_the_right = levels.get(level_run.start).is_some_and(Level::is_rtl);
            let within = written.iter().filter_map(|(of, faces)| {
                let of = of.start.max(level_run.start)..of.end.min(level_run.end);
                (of.start < of.end).then_some(Run { of, faces, from_the_right })
            });
            if from_the_right { runs.extend(within.rev()) } else { runs.extend(within) }
        }
    }
    runs
}

/// The parts of a line by what writes them, in reading order. A sign between two letters of one script, and a mark on a
/// letter, are written with it, where its face has them.
fn written(text: &str) -> Vec<(Range<usize>, Faces)> {
    let mut parts: Vec<(Range<usize>, Faces)> = Vec::new();
    for (at, c) in text.char_indices() {
        let of = at..at + c.len_utf8();
        let before = parts.last().map(|(_, faces)| *faces);
        let faces = match c.script() {
            Script::Inherited => before.or_else(|| faces_of(c)),
            Script::Common => {
                let after = || text.get(of.end..).and_then(next_letter).and_then(faces_of);
                let both = before.filter(|faces| has(faces, c) && after().is_some_and(|after| same(after, faces)));
                both.or_else(|| faces_of(c))
                    .or(before.filter(|faces| has(faces, c)))
                    .or_else(|| after().filter(|faces| has(faces, c)))
            }
            _ => faces_of(c),
        };
        let faces = faces.unwrap_or_else(inter);
        match parts.last_mut() {
            Some((last, same_faces)) if same(same_faces, faces) => last.end = of.end,
            _ => parts.push((of, faces)),
        }
    }
    parts
}

fn next_letter(text: &str) -> Option<char> {
    text.chars().find(|c| !matches!(c.script(), Script::Common | Script::Inherited))
}

fn same(a: Faces, b: Faces) -> bool {
    std::ptr::eq(a, b)
}

/// Whether a text is in letters that any program writes rightly one after the other: Latin, Cyrillic, Greek.
pub fn is_plain(text: &str) -> bool {
    let plain = |c: char| {
        matches!(c.script(), Script::Latin | Script::Cyrillic | Script::Greek | Script::Common | Script::Inherited)
    };
    text.is_ascii() || text.chars().all(plain)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<&str> {
        runs(text).into_iter().map(|run| &text[run.of]).collect()
    }

    #[test]
    fn a_name_of_two_words_is_one_run_from_the_right() {
        let name = "مزار شریف";
        assert_eq!(seen(name), [name]);
        assert_eq!(seen("فیض‌آباد").len(), 1);
    }

    #[test]
    fn mixed_directions_stand_in_their_order_from_the_left() {
        // A number goes with the word before it.
        assert_eq!(seen("Kabul کابل 2021"), ["Kabul ", "2021", " ", "کابل"]);
        let label = "\u{2068}תל אביב\u{2069}, 122 km";
        assert_eq!(seen(label), ["\u{2068}", "תל אביב", "\u{2069}, 122 km"]);
        // Of a line that begins from the right the number stands at the left.
        assert_eq!(seen("באר שבע (271)"), [")", "271", " (", "באר שבע"]);
    }

    #[test]
    fn every_script_has_its_own_run() {
        assert_eq!(seen("Маріуполь, Mariupol"), ["Маріуполь", ", Mariupol"]);
        assert_eq!(seen("श्रीनगर ภูเก็ต"), ["श्रीनगर", " ", "ภูเก็ต"]);
    }
}
