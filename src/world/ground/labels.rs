//! Towns and seas to be named on the ground. A line each, tab between tab: of a town from which zoom it deserves a name,
//! latitude, longitude, name, the more important before the others; then, after an empty line, seas, whose first column is
//! their size in square degrees.

use crate::geo::LonLat;
use crate::world::asset::inflate;
use std::sync::OnceLock;

/// A name and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// From which zoom on: at zoom `z` the world is `256 · 2^z` px wide.
    pub zoom: f64,
    /// Where.
    pub position: LonLat,
    /// In Latin letters.
    pub name: &'static str,
}

/// Towns, the more important first.
pub fn towns() -> impl Iterator<Item = Label> {
    lists().0.lines().filter_map(|line| label(line, |zoom| zoom))
}

/// Seas, the larger first.
pub fn seas() -> impl Iterator<Item = Label> {
    // Where a third of a sea's breadth has room for its name.
    let zoom = |square_degrees: f64| libm::log2(SEA_PX / libm::sqrt(square_degrees.max(0.01)) * 360.0 / 256.0);
    lists().1.lines().filter_map(move |line| label(line, zoom))
}

/// How broad a sea is before it is named, px.
const SEA_PX: f64 = 150.0;

fn lists() -> (&'static str, &'static str) {
    static LISTS: OnceLock<String> = OnceLock::new();
    let read = || String::from_utf8(inflate(include_bytes!("../../../assets/world/labels.bin"))?).ok();
    LISTS.get_or_init(|| read().unwrap_or_default()).split_once("\n\n").unwrap_or_default()
}

fn label(line: &'static str, zoom: impl Fn(f64) -> f64) -> Option<Label> {
    let mut columns = line.split('\t');
    let mut number = || columns.next()?.parse::<f64>().ok();
    let (first, lat_deg, lon_deg) = (number()?, number()?, number()?);
    Some(Label { zoom: zoom(first), position: LonLat { lon_deg, lat_deg }, name: columns.next()? })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn large_towns_are_named_before_small_ones_and_oceans_before_bays() {
        let zoom = |name: &str| towns().find(|town| town.name == name).unwrap().zoom;
        assert!(zoom("Aleppo") < zoom("Manbij"), "{} {}", zoom("Aleppo"), zoom("Manbij"));
        assert!(towns().count() > 20_000);
        let sea = |name: &str| seas().find(|sea| sea.name == name).unwrap();
        assert!(sea("INDIAN OCEAN").zoom < 2.0 && sea("Mediterranean Sea").zoom < sea("Aegean Sea").zoom);
        assert!((sea("Black Sea").position.lat_deg - 43.0).abs() < 2.0);
    }
}
