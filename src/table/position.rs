//! Where a row is, as its cells write it: degrees with a point or a comma, degrees and minutes, both in one cell. What lies
//! nowhere is refused; nothing is put at 0° N 0° E.

use crate::geo::LonLat;
use crate::table::date::shown;
use crate::world::Gazetteer;
use std::collections::HashMap;

/// What the numbers of a position are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coordinates {
    /// Degrees on WGS 84.
    #[default]
    Degrees,
    /// Metres of Web Mercator (EPSG:3857).
    WebMercator,
}

/// Why cells are no position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PositionFault {
    /// Both are empty.
    #[error("no latitude and no longitude")]
    Empty,
    /// One is.
    #[error("a longitude and no latitude")]
    NoLatitude,
    /// The other is.
    #[error("a latitude and no longitude")]
    NoLongitude,
    /// Both are 0: nobody was there.
    #[error("0° N 0° E, which stands for no place")]
    Null,
    /// Something else is written.
    #[error("expected degrees, found “{0}”")]
    NoNumber(String),
    /// No degrees at all.
    #[error("expected degrees, found {0}: metres of another reference system")]
    Metres(String),
    /// Out of range, and in range the other way round; or the country that the row names tells so.
    #[error("north and east look exchanged: {0}")]
    Exchanged(String),
}

/// The largest value of Web Mercator, metres: half the earth's circumference.
pub(super) const MERCATOR: f64 = 20_037_508.342_789_244;

impl Coordinates {
    /// A position from its two numbers, in the order of the map: east, north.
    ///
    /// # Errors
    /// When it lies nowhere.
    pub fn position(self, east: f64, north: f64) -> Result<LonLat, PositionFault> {
        if east == 0.0 && north == 0.0 {
            return Err(PositionFault::Null);
        }
        if self == Self::WebMercator {
            let whole = east.abs() <= MERCATOR && north.abs() <= MERCATOR;
            let world = crate::geo::WorldPoint { x: east / MERCATOR / 2.0 + 0.5, y: 0.5 - north / MERCATOR / 2.0 };
            return if whole { Ok(world.lon_lat()) } else { Err(PositionFault::Metres(pair(east, north))) };
        }
        if north.abs() > 360.0 || east.abs() > 360.0 {
            return Err(PositionFault::Metres(pair(east, north)));
        }
        if north.abs() > 90.0 {
            return Err(match east.abs() <= 90.0 && north.abs() <= 180.0 {
                true => PositionFault::Exchanged(format!("there is no {north}° N")),
                false => PositionFault::NoNumber(pair(east, north)),
            });
        }
        // Longitudes from 0 to 360 are the same ones.
        let east = if east > 180.0 { east - 360.0 } else { east };
        if east < -180.0 {
            return Err(PositionFault::NoNumber(pair(east, north)));
        }
        Ok(LonLat::new(east, north))
    }
}

fn pair(east: f64, north: f64) -> String {
    format!("{north} N {east} E")
}

/// Reads a latitude and a longitude of two cells.
///
/// # Errors
/// When one is missing or no number.
pub(super) fn two_cells(lat: &[u8], lon: &[u8]) -> Result<(f64, f64), PositionFault> {
    let (lat, lon) = (lat.trim_ascii(), lon.trim_ascii());
    match (is_absent(lat), is_absent(lon)) {
        (true, true) => return Err(PositionFault::Empty),
        (true, false) => return Err(PositionFault::NoLatitude),
        (false, true) => return Err(PositionFault::NoLongitude),
        (false, false) => {}
    }
    let read = |cell: &[u8], letters| {
        plain_number(cell).map_or_else(
            || {
                let text = String::from_utf8_lossy(cell);
                angle(&text, letters).ok_or_else(|| PositionFault::NoNumber(shown(&text)))
            },
            Ok,
        )
    };
    Ok((read(lon, ['E', 'W'])?, read(lat, ['N', 'S'])?))
}

/// Whether a cell says that there is nothing to say.
fn is_absent(cell: &[u8]) -> bool {
    cell.is_empty()
        || ["na", "n/a", "nan", "null", "none", "-", "--", "."]
            .iter()
            .any(|no| cell.eq_ignore_ascii_case(no.as_bytes()))
}

/// Reads both from one cell: "34.53, 69.17", "POINT (69.17 34.53)", "34°31'44\"N 69°10'20\"E".
///
/// # Errors
/// When it is no such pair.
pub(super) fn one_cell(cell: &str) -> Result<(f64, f64), PositionFault> {
    let text = cell.trim();
    if is_absent(text.as_bytes()) {
        return Err(PositionFault::Empty);
    }
    let wrong = || PositionFault::NoNumber(shown(text));
    let upper = text.to_ascii_uppercase();
    let upper =
        upper.rsplit_once(';').filter(|(head, _)| head.starts_with("SRID")).map_or(upper.as_str(), |(_, rest)| rest);
    if let Some(point) = upper.strip_prefix("POINT") {
        let inner = point.trim_start_matches([' ', 'Z', 'M']).trim_start_matches('(').trim_end_matches(')');
        let mut numbers = inner.split_whitespace().map(|number| plain_number(number.as_bytes()));
        return numbers.next().flatten().zip(numbers.next().flatten()).ok_or_else(wrong);
    }
    let text = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    // The clearest first: with a semicolon between, commas are decimal.
    let halves = [';', ',', '|', '/']
        .into_iter()
        .find_map(|sign| text.split_once(sign).filter(|(_, rest)| !rest.contains(sign)))
        .or_else(|| by_letters(text))
        .or_else(|| text.split_once(' ').filter(|(_, rest)| !rest.trim().contains(' ')))
        .ok_or_else(wrong)?;
    let (a, b) = (halves.0.trim(), halves.1.trim());
    let north = |text: &str| angle(text, ['N', 'S']);
    let east = |text: &str| angle(text, ['E', 'W']);
    let lettered = |text: &str| text.to_ascii_uppercase().contains(['E', 'W']);
    if lettered(a) && !lettered(b) {
        return east(a).zip(north(b)).ok_or_else(wrong);
    }
    east(b).zip(north(a)).ok_or_else(wrong)
}

/// The halves of "34°31′44″N 69°10′20″E", told apart by the letter that ends the first or begins the second.
fn by_letters(text: &str) -> Option<(&str, &str)> {
    let is_letter = |c: char| matches!(c.to_ascii_uppercase(), 'N' | 'S' | 'E' | 'W');
    let mut at = text.char_indices().filter(|(_, c)| is_letter(*c));
    let ((first, _), (second, _)) = (at.next()?, at.next()?);
    if at.next().is_some() {
        return None;
    }
    Some(if text.starts_with(is_letter) { text.split_at(second) } else { text.split_at(first + 1) })
}

/// An angle: degrees with a point or a comma, or degrees, minutes and seconds, with a letter before or after.
fn angle(text: &str, [positive, negative]: [char; 2]) -> Option<f64> {
    let text = text.trim();
    let mut sign = 1.0;
    let mut parts: Vec<f64> = Vec::new();
    let mut number = String::new();
    let mut lettered = false;
    let flush = |number: &mut String, parts: &mut Vec<f64>| -> Option<()> {
        if !number.is_empty() {
            parts.push(number.replace(',', ".").parse().ok()?);
            number.clear();
        }
        Some(())
    };
    for (at, c) in text.char_indices() {
        let upper = c.to_ascii_uppercase();
        match c {
            '0'..='9' | '.' | ',' => number.push(c),
            '-' | '−' if at == 0 => sign = -1.0,
            '+' if at == 0 => {}
            '°' | 'º' | '˚' | '\'' | '′' | '’' | '"' | '″' | '”' | ' ' | ':' | '\u{a0}' => {
                flush(&mut number, &mut parts)?;
            }
            _ if (upper == positive || upper == negative || (upper == 'O' && positive == 'E')) && !lettered => {
                flush(&mut number, &mut parts)?;
                lettered = true;
                // Ouest and oeste are west; in German O is Ost, so that the letter decides nothing.
                match upper {
                    'O' => return None,
                    upper if upper == negative => sign = -sign,
                    _ => {}
                }
            }
            _ => return None,
        }
    }
    flush(&mut number, &mut parts)?;
    let degrees = match parts.as_slice() {
        [degrees] => *degrees,
        [degrees, minutes] if *minutes < 60.0 && degrees.fract() == 0.0 => degrees + minutes / 60.0,
        [degrees, minutes, seconds]
            if *minutes < 60.0 && *seconds < 60.0 && degrees.fract() == 0.0 && minutes.fract() == 0.0 =>
        {
            degrees + minutes / 60.0 + seconds / 3600.0
        }
        _ => return None,
    };
    Some(sign * degrees)
}

/// A number with a point, exactly as the standard library reads it, and without its generality where there are at most
/// fifteen digits.
pub(super) fn plain_number(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (mut value, mut count, mut after) = (0u64, 0usize, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' if count < 15 => {
                value = value * 10 + u64::from(byte - b'0');
                count += 1;
                after = after.map(|after: usize| after + 1);
            }
            b'.' if after.is_none() => after = Some(0),
            _ => {
                let finite = |number: &f64| number.is_finite();
                return std::str::from_utf8(text).ok()?.parse().ok().filter(finite);
            }
        }
    }
    if count == 0 {
        return None;
    }
    // Both are exact, so that the quotient is the nearest number.
    let number = value as f64 / POWERS.get(after.unwrap_or_default()).copied().unwrap_or(1.0);
    Some(if negative { -number } else { number })
}

/// Where countries lie by the names that rows call them, each looked up once.
#[derive(Default)]
pub(super) struct CountryBoxes(HashMap<Vec<u8>, Option<[f64; 4]>, foldhash::fast::FixedState>);

impl CountryBoxes {
    /// How far outside its bounds a country's rows may lie, degrees: coasts, and what is rounded.
    const MARGIN_DEG: f64 = 1.0;

    /// What speaks against a position in a country: exchanged it would lie in it.
    pub fn against(&mut self, country: &[u8], at: LonLat) -> Option<String> {
        let exchanged = LonLat::new(at.lat_deg, at.lon_deg);
        let against = !self.holds(country, at)? && self.holds(country, exchanged)?;
        against.then(|| {
            let name = String::from_utf8_lossy(country);
            format!("{} N {} E is not in {}", at.lat_deg, at.lon_deg, shown(&name))
        })
    }

    /// Whether a position lies within the bounds of a country; `None` where nobody knows the country.
    pub fn holds(&mut self, country: &[u8], at: LonLat) -> Option<bool> {
        if !self.0.contains_key(country) {
            self.0.insert(country.to_vec(), bounds(&String::from_utf8_lossy(country)));
        }
        let [west, south, east, north] = (*self.0.get(country)?)?;
        let margin = Self::MARGIN_DEG;
        let within = if west <= east {
            (west - margin..=east + margin).contains(&at.lon_deg)
        } else {
            at.lon_deg >= west - margin || at.lon_deg <= east + margin
        };
        Some(within && (south - margin..=north + margin).contains(&at.lat_deg))
    }
}

/// The bounds of the one country of a name or a code.
fn bounds(name: &str) -> Option<[f64; 4]> {
    let world = Gazetteer::shared();
    let name = name.trim();
    let called = world.named(name).into_iter().find(|entry| world.countries().contains(entry));
    let coded = || if (2..=3).contains(&name.len()) { world.country_of_code(name) } else { None };
    world.bounds(called.or_else(coded)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn positions_are_read_from_two_cells() {
        for (lat, lon, expected) in [
            ("34.53", "69.17", Ok((69.17, 34.53))),
            ("34,53", "69,17", Ok((69.17, 34.53))),
            ("34°31'48\"N", "69°10'12\"E", Ok((69.17, 34.53))),
            ("34 31.8 N", "69 10.2", Ok((69.17, 34.53))),
            ("S 34.53", "W69.17", Ok((-69.17, -34.53))),
            ("-34.53", " 69.17 ", Ok((69.17, -34.53))),
            ("", "", Err("no latitude and no longitude")),
            ("NA", "", Err("no latitude and no longitude")),
            ("34.53", "", Err("a latitude and no longitude")),
            ("", "69.17", Err("a longitude and no latitude")),
            ("north", "69.17", Err("expected degrees, found “north”")),
            ("34°75'N", "69.17", Err("expected degrees, found “34°75'N”")),
            ("34.53E", "69.17", Err("expected degrees, found “34.53E”")),
        ] {
            let read = two_cells(lat.as_bytes(), lon.as_bytes()).map_err(|fault| fault.to_string());
            match (read, expected) {
                (Ok((a, b)), Ok((c, d))) => {
                    assert!((a - c).abs() < 1e-9 && (b - d).abs() < 1e-9, "{lat} {lon}: {a} {b}")
                }
                (read, expected) => assert_eq!(read, expected.map_err(str::to_owned), "{lat} {lon}"),
            }
        }
    }

    #[test]
    fn positions_are_read_from_one_cell() {
        for cell in [
            "34.53, 69.17",
            "(34.53, 69.17)",
            "34,53; 69,17",
            "34.53 69.17",
            "POINT (69.17 34.53)",
            "SRID=4326;POINT(69.17 34.53)",
            "34°31'48\"N 69°10'12\"E",
            "69.17E, 34.53N",
            "N34.53 E69.17",
        ] {
            let (east, north) = one_cell(cell).unwrap();
            assert!((east - 69.17).abs() < 1e-9 && (north - 34.53).abs() < 1e-9, "{cell}: {east} {north}");
        }
        for cell in ["34.53", "34,53,69,17", "somewhere", "1 2 3"] {
            assert!(one_cell(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn what_lies_nowhere_is_refused_with_its_reason() {
        for (east, north, expected) in [
            (0.0, 0.0, "0° N 0° E, which stands for no place"),
            (34.5, 115.2, "north and east look exchanged: there is no 115.2° N"),
            (512_345.0, 4_134_567.0, "metres of another reference system"),
            (-250.0, 10.0, "expected degrees"),
        ] {
            let said = Coordinates::Degrees.position(east, north).unwrap_err().to_string();
            assert!(said.contains(expected), "{said}");
        }
        assert_eq!(Coordinates::Degrees.position(0.0, 51.5), Ok(LonLat::new(0.0, 51.5)));
        assert_eq!(Coordinates::Degrees.position(359.0, 51.5), Ok(LonLat::new(-1.0, 51.5)));
        let kabul = Coordinates::WebMercator.position(7_699_969.0, 4_100_000.0).unwrap();
        assert!((kabul.lon_deg - 69.17).abs() < 0.01 && (kabul.lat_deg - 34.5).abs() < 0.5, "{kabul:?}");
    }

    #[test]
    fn the_country_that_a_row_names_tells_whether_north_and_east_are_exchanged() {
        let mut boxes = CountryBoxes::default();
        let against = |boxes: &mut CountryBoxes, lon, lat| boxes.against(b"Mali", LonLat::new(lon, lat));
        assert_eq!(against(&mut boxes, -3.0, 16.27), None);
        assert!(against(&mut boxes, 16.27, -3.0).unwrap().contains("is not in Mali"));
        // Neither way: it says nothing of an exchange.
        assert_eq!(against(&mut boxes, 100.0, 50.0), None);
        assert_eq!(boxes.against(b"Nowhereland", LonLat::new(16.27, -3.0)), None);
        assert!(boxes.against(b"MLI", LonLat::new(16.27, -3.0)).is_some());
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_library(value in -1e6f64..1e6, digits in 0usize..9) {
            let text = format!("{value:.digits$}");
            prop_assert_eq!(plain_number(text.as_bytes()), text.parse::<f64>().ok());
        }

        #[test]
        fn no_cell_makes_it_panic(cell in "\\PC{0,20}") {
            let _ = one_cell(&cell);
            let _ = two_cells(cell.as_bytes(), b"1");
        }
    }
}
