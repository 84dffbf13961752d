//! Outlines as arcs that neighbours share, at two levels of detail.
//!
//! A file is deflated as one piece. It has the length of its numbers (`u32`, little-endian), the numbers, and a line of words
//! for every feature, tab between tab. Numbers have seven bits a byte, the lowest first; those that may be below zero have
//! their sign in the lowest bit. They are: units a degree; how many arcs; for each how many points, and the way from each to
//! the next; then for each object how many features; for each how many polygons; for each how many rings; for each how many
//! arcs, and which. An arc `n` below zero is arc `!n` walked backwards.

use crate::geo::LonLat;
use crate::world::asset::inflate;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A map of arcs.
#[derive(Debug, Default)]
pub struct Outlines {
    units: f64,
    /// The points of all arcs, one arc after the other, in units.
    points: Vec<[i32; 2]>,
    /// Where each arc begins.
    starts: Vec<usize>,
}

/// Something on the map.
#[derive(Debug, Default)]
pub struct Feature {
    /// Polygons of rings of arcs; lines are the rings of one polygon.
    shapes: Vec<Vec<Vec<i32>>>,
    words: String,
}

impl Feature {
    /// What is said of it, by column; empty where there is no such column.
    pub fn word(&self, column: usize) -> &str {
        self.words.split('\t').nth(column).unwrap_or_default()
    }
}

/// The world to 400 m, for zooms from 5 on.
#[derive(Debug, Default)]
pub struct Near {
    /// Its arcs.
    pub map: Outlines,
    /// All land, without words.
    pub land: Vec<Feature>,
    /// Countries: ISO 3166-1 alpha-3 (or what stands for it), alpha-2, English name, other names (`|`).
    pub countries: Vec<Feature>,
    /// First-level areas: id, country, name, from which zoom it is named.
    pub areas: Vec<Feature>,
    /// Lines, each once: kind (`coast`, `country`, `disputed`, `control`, `indefinite`, `lease`, `admin1`), countries (`|`).
    pub lines: Vec<Feature>,
    /// Lines that one side claims: `claim`, country.
    pub claims: Vec<Feature>,
}

/// The world to 4 km.
#[derive(Debug, Default)]
pub struct Far {
    /// Its arcs.
    pub map: Outlines,
    /// As in [`Near`].
    pub land: Vec<Feature>,
    /// As in [`Near`].
    pub countries: Vec<Feature>,
    /// As in [`Near`], without first-level areas.
    pub lines: Vec<Feature>,
}

/// Lakes and rivers.
#[derive(Debug, Default)]
pub struct Water {
    /// Its arcs.
    pub map: Outlines,
    /// Rank from 1 (over 20,000 km²) to 5 (under 250).
    pub lakes: Vec<Feature>,
    /// Rank from 0 to 10, name.
    pub rivers: Vec<Feature>,
}

/// The world to 400 m.
pub fn near() -> &'static Near {
    static NEAR: OnceLock<Near> = OnceLock::new();
    NEAR.get_or_init(|| {
        let read = read(include_bytes!("../../../assets/world/outlines-hi.bin"));
        let (map, [land, countries, areas, lines, claims]) = read.unwrap_or_default();
        Near { map, land, countries, areas, lines, claims }
    })
}

/// The world to 4 km.
pub fn far() -> &'static Far {
    static FAR: OnceLock<Far> = OnceLock::new();
    FAR.get_or_init(|| {
        let read = read(include_bytes!("../../../assets/world/outlines-lo.bin"));
        let (map, [land, countries, lines]) = read.unwrap_or_default();
        Far { map, land, countries, lines }
    })
}

/// The waters of the world.
pub fn water() -> &'static Water {
    static WATER: OnceLock<Water> = OnceLock::new();
    WATER.get_or_init(|| {
        let (map, [lakes, rivers]) = read(include_bytes!("../../../assets/world/water.bin")).unwrap_or_default();
        Water { map, lakes, rivers }
    })
}

impl Outlines {
    /// The closed rings of a feature, by polygon.
    pub fn polygons(&self, feature: &Feature) -> Vec<Vec<Vec<LonLat>>> {
        feature.shapes.iter().map(|polygon| polygon.iter().map(|ring| self.chain(ring)).collect()).collect()
    }

    /// The lines of a feature, those first that run along another, then the others.
    pub fn lines_beside(&self, feature: &Feature, other: &Feature) -> [Vec<Vec<LonLat>>; 2] {
        let arc_of = |arc: &i32| if *arc < 0 { !arc } else { *arc };
        let others: BTreeSet<i32> = other.shapes.iter().flatten().flatten().map(arc_of).collect();
        let is_beside = |arc: &i32| others.contains(&arc_of(arc));
        let lines = feature.shapes.iter().flatten();
        let runs = lines.flat_map(|line| line.chunk_by(|a, b| is_beside(a) == is_beside(b)));
        let (beside, rest): (Vec<&[i32]>, Vec<&[i32]>) = runs.partition(|run| run.first().is_some_and(is_beside));
        [beside, rest].map(|runs| self.joined(runs.into_iter()))
    }

    /// The lines of a feature; where one begins at the end of another, both are one.
    pub fn lines(&self, feature: &Feature) -> Vec<Vec<LonLat>> {
        self.joined(feature.shapes.iter().flatten().map(Vec::as_slice))
    }

    fn joined<'a>(&self, chains: impl Iterator<Item = &'a [i32]>) -> Vec<Vec<LonLat>> {
        let mut lines: Vec<Vec<LonLat>> = Vec::new();
        for line in chains.map(|line| self.chain(line)) {
            match lines.last_mut() {
                Some(before) if before.last() == line.first() => before.extend(line.into_iter().skip(1)),
                _ => lines.push(line),
            }
        }
        lines
    }

    fn chain(&self, arcs: &[i32]) -> Vec<LonLat> {
        let mut chain: Vec<LonLat> = Vec::new();
        for &arc in arcs {
            let backwards = arc < 0;
            let index = if backwards { !arc } else { arc } as usize;
            let from = self.starts.get(index).copied().unwrap_or_default();
            let until = self.starts.get(index + 1).copied().unwrap_or(self.points.len());
            let points = self.points.get(from..until).unwrap_or_default();
            // The first point is the last of the arc before.
            let skip = usize::from(!chain.is_empty());
            let degrees = |[x, y]: &[i32; 2]| LonLat::new(f64::from(*x) / self.units, f64::from(*y) / self.units);
            if backwards {
                chain.extend(points.iter().rev().skip(skip).map(degrees));
            } else {
                chain.extend(points.iter().skip(skip).map(degrees));
            }
        }
        chain
    }
}

/// The arcs of a file and its objects; `None` if the bytes are not whole.
fn read<const OBJECTS: usize>(deflated: &[u8]) -> Option<(Outlines, [Vec<Feature>; OBJECTS])> {
    let bytes = inflate(deflated)?;
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (numbers, words) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let mut words = std::str::from_utf8(words).ok()?.lines();
    let mut numbers = Numbers(numbers);
    let units = numbers.unsigned()? as f64;
    let arcs = numbers.unsigned()?;
    let (mut points, mut starts) = (Vec::with_capacity(rest.len() / 3), Vec::new());
    for _ in 0..arcs {
        starts.push(points.len());
        let (mut x, mut y) = (0, 0);
        for _ in 0..numbers.unsigned()? {
            (x, y) = (x + numbers.signed()?, y + numbers.signed()?);
            points.push([x, y]);
        }
    }
    let mut objects = [(); OBJECTS].map(|()| Vec::new());
    for object in &mut objects {
        for _ in 0..numbers.unsigned()? {
            let shapes = numbers.list(|numbers| numbers.list(|numbers| numbers.list(Numbers::signed)))?;
            object.push(Feature { shapes, words: words.next()?.to_owned() });
        }
    }
    points.shrink_to_fit();
    Some((Outlines { units, points, starts }, objects))
}

struct Numbers<'b>(&'b [u8]);

impl Numbers<'_> {
    fn unsigned(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 127).checked_shl(shift)?;
            if *byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> Option<i32> {
        let number = self.unsigned()?;
        Some((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.unsigned()?).map(|_| item(self)).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_whole_and_every_country_has_its_names() {
        assert_eq!((near().land.len(), near().countries.len(), near().areas.len()), (1, 251, 4596));
        assert_eq!((far().land.len(), far().countries.len()), (1, 249));
        assert!(water().lakes.len() > 1000 && water().rivers.len() > 1000);
        let kosovo = near().countries.iter().find(|country| country.word(2) == "Kosovo").unwrap();
        assert_eq!(kosovo.word(0), "KOS");
        let turkey = near().countries.iter().find(|country| country.word(0) == "TUR").unwrap();
        assert!(turkey.word(3).split('|').any(|name| name == "Türkei"), "{}", turkey.word(3));
    }

    #[test]
    fn rings_close_and_neighbours_share_their_border_point_by_point() {
        let ring_of = |a3: &str| {
            let country = near().countries.iter().find(|country| country.word(0) == a3).unwrap();
            let mut rings: Vec<_> = near().map.polygons(country).concat();
            rings.sort_by_key(Vec::len);
            rings.pop().unwrap()
        };
        let (syria, iraq) = (ring_of("SYR"), ring_of("IRQ"));
        assert_eq!(syria.first(), syria.last());
        let shared = syria.iter().filter(|p| iraq.contains(p)).count();
        assert!(shared > 50, "{shared}");
        for point in syria {
            assert!((35.0..43.0).contains(&point.lon_deg) && (32.0..38.0).contains(&point.lat_deg), "{point:?}");
        }
    }

    #[test]
    fn the_coast_of_a_country_is_told_from_the_others() {
        let syria = near().countries.iter().find(|country| country.word(0) == "SYR").unwrap();
        let coast = near().lines.iter().find(|line| line.word(0) == "coast").unwrap();
        let [own, others] = near().map.lines_beside(coast, syria);
        assert!(!own.is_empty() && others.len() > 1000);
        for point in own.concat() {
            assert!((35.5..36.5).contains(&point.lon_deg) && (34.5..36.1).contains(&point.lat_deg), "{point:?}");
        }
    }

    #[test]
    fn what_is_cut_short_is_not_read() {
        assert!(read::<2>(b"no such file").is_none());
        let mut numbers = Numbers(&[0x80]);
        assert_eq!(numbers.unsigned(), None);
    }
}
