//! How wide a line of text is.

use crate::text::{arabic_files, font_files};
use rustybuzz::{Face, UnicodeBuffer};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

/// Widths remembered before the memory is emptied; a map with its legend needs some hundreds.
const REMEMBERED: usize = 4096;

/// A face with its weight.
struct Shaper {
    weight: u16,
    face: Face<'static>,
}

/// The advance of a line of text in px, kerning included, at `size` px and CSS weight `weight`.
pub fn measure(text: &str, size: f64, weight: u16) -> f64 {
    // Widths grow with the size, so that one per em serves all sizes.
    static EMS: OnceLock<Mutex<BTreeMap<u16, BTreeMap<String, f64>>>> = OnceLock::new();
    let ems = EMS.get_or_init(Mutex::default);
    if let Ok(ems) = ems.lock()
        && let Some(em) = ems.get(&weight).and_then(|known| known.get(text))
    {
        return em * size;
    }
    let em = shape(text, weight);
    if let Ok(mut ems) = ems.lock() {
        let known = ems.entry(weight).or_default();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(text.to_owned(), em);
    }
    em * size
}

/// The advance in ems.
fn shape(text: &str, weight: u16) -> f64 {
    static LATIN: OnceLock<Vec<Shaper>> = OnceLock::new();
    static ARABIC: OnceLock<Vec<Shaper>> = OnceLock::new();
    let parse = |files: &'static [crate::text::FontFile]| -> Vec<Shaper> {
        let faces = files.iter().filter_map(|file| Some((file.weight, Face::from_slice(file.bytes, 0)?)));
        faces.map(|(weight, face)| Shaper { weight, face }).collect()
    };
    let latin = LATIN.get_or_init(|| parse(font_files()));
    let mut width = 0.0;
    for (arabic, run) in runs(text) {
        let faces = if arabic { ARABIC.get_or_init(|| parse(arabic_files())) } else { latin };
        let nearest = faces.iter().min_by_key(|shaper| shaper.weight.abs_diff(weight));
        let Some(shaper) = nearest else { continue };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        let glyphs = rustybuzz::shape(&shaper.face, &[], buffer);
        let advance: i32 = glyphs.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        width += f64::from(advance) / f64::from(shaper.face.units_per_em());
    }
    width
}

/// The text in runs of one script.
fn runs(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let is_arabic = |c: char| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FEFF}');
    let mut rest = text;
    std::iter::from_fn(move || {
        let arabic = is_arabic(rest.chars().next()?);
        let end = rest.find(|c| is_arabic(c) != arabic).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some((arabic, run))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn figures_are_tabular() {
        assert_eq!(measure("111", 12.0, 400), measure("808", 12.0, 400));
    }

    #[test]
    fn bolder_is_wider_and_twice_the_size_is_twice_as_wide() {
        assert!(measure("Kandahar", 12.0, 700) > measure("Kandahar", 12.0, 400));
        assert!((measure("Kandahar", 24.0, 400) - 2.0 * measure("Kandahar", 12.0, 400)).abs() < 1e-9);
    }

    #[test]
    fn kerning_counts() {
        assert!(measure("AVA", 100.0, 400) < 2.0 * measure("A", 100.0, 400) + measure("V", 100.0, 400));
    }

    #[test]
    fn a_name_in_arabic_script_has_a_width() {
        assert!(measure("کابل", 12.0, 400) > 10.0);
        assert_eq!(measure("", 12.0, 400), 0.0);
    }
}
