//! The ground of the world: outlines of land, countries and first-level areas, water, relief, towns and seas. Read when first
//! asked for; a chronicle that brings a map of its own never does.
//!
//! `examples/ground.rs` and `assets/world/relief.py` make the files; `assets/world/README.md` says whose work it is.

mod around;
mod labels;
mod outlines;
mod relief;

use crate::language::fold;

pub use around::area_around;
pub use labels::{Label, seas, towns};
pub use outlines::{Far, Feature, Near, Outlines, Water, far, near, water};
pub use relief::{FLAT, Shade, shade};

/// The country of a name in any language, as [`Near`] has it.
pub fn country_called(name: &str) -> Option<&'static Feature> {
    let wanted = fold(name);
    let called = |country: &&Feature| {
        [0, 2].iter().any(|column| fold(country.word(*column)) == wanted)
            || country.word(3).split('|').any(|other| fold(other) == wanted)
    };
    near().countries.iter().find(called).filter(|_| !wanted.is_empty())
}

/// Names this edition of the ground: files that show it say which they show.
pub const EDITION: &str = "world ground 1";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_a_name_in_any_language_and_by_none_that_is_no_country() {
        for (name, code) in
            [("Syria", "SYR"), ("Україна", "UKR"), ("turkey", "TUR"), ("Türkiye", "TUR"), ("BIH", "BIH")]
        {
            assert_eq!(country_called(name).map(|country| country.word(0)), Some(code), "{name}");
        }
        assert!(country_called("Testland").is_none() && country_called("").is_none());
    }
}
