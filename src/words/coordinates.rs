//! Points of the earth in words, and read from them.

use crate::geo::LonLat;

/// "34.34 N 62.20 E".
pub fn coordinates(at: LonLat) -> String {
    let side = |deg: f64, sides: [&'static str; 2]| {
        format!("{:.2} {}", deg.abs(), if deg < 0.0 { sides[1] } else { sides[0] })
    };
    format!("{} {}", side(at.lat_deg, ["N", "S"]), side(at.lon_deg, ["E", "W"]))
}

/// Reads a latitude and a longitude in degrees, in this order: "34.3412, 62.2031", "34.34 N 62.20 E", "12.5 S, 40 W".
///
/// # Errors
/// Says what was expected.
pub fn read_coordinates(text: &str) -> Result<LonLat, String> {
    let wrong = || format!("expected latitude and longitude, as 34.34 N 62.20 E or 34.34, 62.20, found \"{text}\"");
    let apart = text.replace(['°', ',', ';'], " ").to_uppercase();
    let mut degrees: Vec<(f64, Option<char>)> = Vec::new();
    for word in apart.split_whitespace() {
        let side = word.chars().last().filter(|c| "NSEW".contains(*c));
        let number = word.trim_end_matches(['N', 'S', 'E', 'W']);
        match (number.parse::<f64>(), side) {
            (Ok(number), side) => degrees.push((number, side)),
            (Err(_), Some(side)) if number.is_empty() => degrees.last_mut().ok_or_else(wrong)?.1 = Some(side),
            _ => return Err(wrong()),
        }
    }
    let &[first, second] = degrees.as_slice() else { return Err(wrong()) };
    let (lat, lon) = if matches!(first.1, Some('E' | 'W')) { (second, first) } else { (first, second) };
    if matches!(lat.1, Some('E' | 'W')) || matches!(lon.1, Some('N' | 'S')) {
        return Err(wrong());
    }
    let signed = |(number, side): (f64, Option<char>)| if matches!(side, Some('S' | 'W')) { -number } else { number };
    let (lat, lon) = (signed(lat), signed(lon));
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return Err(format!("expected a latitude from -90 to 90 and a longitude from -180 to 180, found \"{text}\""));
    }
    Ok(LonLat::new(lon, lat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (text, lat, lon) in [
            ("34.34 N 62.20 E", 34.34, 62.2),
            ("34.3412, 62.2031", 34.3412, 62.2031),
            ("12.5S 40W", -12.5, -40.0),
            ("62.2° E, 34.3° N", 34.3, 62.2),
            ("-1 -2", -1.0, -2.0),
        ] {
            assert_eq!(read_coordinates(text), Ok(LonLat::new(lon, lat)), "{text}");
        }
        for wrong in ["", "34", "91 0", "0 181", "N 34 E 62 7", "34 E 62 E", "Herat"] {
            assert!(read_coordinates(wrong).is_err(), "{wrong}");
        }
        assert_eq!(coordinates(LonLat::new(-62.203, 34.3412)), "34.34 N 62.20 W");
    }
}
