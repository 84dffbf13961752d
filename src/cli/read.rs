//! The words of the command line, each read once into what it means, or refused with an example.

use crate::chronicle::{Chronicle, PlaceId, Standing};
use crate::export::{PRESETS, Preset};
use crate::geo::BBox;
use crate::limits::{FARTHEST_LATITUDE_DEG, NARROWEST_VIEW_DEG};
use crate::scene::LAYERS;
use crate::table::rows::{Exact, Nearness};
use crate::time::{Day, Moment, ParseMomentError, WrittenMoment};

/// A day (its end) or a time, on the chronicle's clock or with its distance from UTC.
pub(super) fn moment(text: &str) -> Result<WrittenMoment, String> {
    text.parse().map_err(|error: ParseMomentError| error.to_string())
}

/// A day.
pub(super) fn day(text: &str) -> Result<Day, String> {
    let moment = Moment::parse(text).ok().filter(|_| !text.contains(['T', 't', ' ']));
    moment.map(Moment::day).ok_or_else(|| format!("expected a day such as 2021-08-13, found \"{text}\""))
}

/// Pixels across and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size(pub [f64; 2]);

/// Pixels across and down, or the name of a preset.
pub(super) fn size(text: &str) -> Result<Size, String> {
    if let Some(preset) = Preset::named(text) {
        return Ok(Size(preset.size_px()));
    }
    let known: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    let wrong = || {
        format!("expected pixels across and down (such as 1920x1080) or one of {}, found \"{text}\"", known.join(", "))
    };
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    let pixels = |text: &str| text.trim().parse::<u32>().map(f64::from).map_err(|_| wrong());
    Ok(Size([pixels(width)?, pixels(height)?]))
}

/// West, south, east and north, degrees.
pub(super) fn bbox(text: &str) -> Result<BBox, String> {
    let wrong = || {
        format!(
            "expected west,south,east,north in degrees (such as 60.4,29.3,75,38.6), at least {NARROWEST_VIEW_DEG} apart and \
             no farther north or south than {FARTHEST_LATITUDE_DEG}, found \"{text}\""
        )
    };
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse::<f64>()).collect();
    let numbers = numbers.map_err(|_| wrong())?;
    let &[west, south, east, north] = numbers.as_slice() else { return Err(wrong()) };
    // A camera that was moved across the 180th meridian is written down with what lies past it.
    let BBox { west, south, east, north } = BBox { west, south, east, north }.unwrapped();
    match [west, south, east, north] {
        [west, south, east, north]
            if (-540.0..=540.0).contains(&west)
                && (-540.0..=540.0).contains(&east)
                && east - west <= 360.0
                && (-FARTHEST_LATITUDE_DEG..=FARTHEST_LATITUDE_DEG).contains(&south)
                && (-FARTHEST_LATITUDE_DEG..=FARTHEST_LATITUDE_DEG).contains(&north)
                && east - west >= NARROWEST_VIEW_DEG
                && north - south >= NARROWEST_VIEW_DEG =>
        {
            Ok(BBox { west, south, east, north })
        }
        _ => Err(wrong()),
    }
}

/// The least a claim may be worth.
pub(super) fn standing(text: &str) -> Result<Standing, String> {
    one_of(text, &[Standing::Claimed, Standing::Reported, Standing::Confirmed].map(|known| (known.word(), known)))
}

/// How exactly rows are dated at least.
pub(super) fn exact(text: &str) -> Result<Exact, String> {
    one_of(text, &Exact::ALL.map(|known| (known.word(), known)))
}

/// How exactly rows are placed at least.
pub(super) fn near(text: &str) -> Result<Nearness, String> {
    one_of(text, &Nearness::ALL.map(|known| (known.word(), known)))
}

/// The id of a layer that can be switched; of nothing, nothing.
pub(super) fn layer(text: &str) -> Result<String, String> {
    let known: Vec<(&str, &str)> =
        LAYERS.iter().filter(|layer| layer.in_files()).map(|layer| (layer.id, layer.id)).collect();
    if text.trim().is_empty() { Ok(String::new()) } else { one_of(text, &known).map(str::to_owned) }
}

/// How long a film rests on a day, seconds.
pub(super) fn seconds(text: &str) -> Result<f64, String> {
    let found = text.parse().ok().filter(|seconds| (0.02..=60.0).contains(seconds));
    found.ok_or_else(|| format!("expected 0.02 to 60, found {text}"))
}

/// Pictures a film has for a day.
pub(super) fn frames(text: &str) -> Result<u32, String> {
    let found = text.parse().ok().filter(|frames| (1..=1440).contains(frames));
    found.ok_or_else(|| format!("expected 1 to 1440, found {text}"))
}

fn one_of<T: Copy>(text: &str, known: &[(impl AsRef<str>, T)]) -> Result<T, String> {
    let wanted = text.trim().to_lowercase();
    known.iter().find(|(word, _)| word.as_ref() == wanted).map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|(word, _)| word.as_ref()).collect();
        format!("expected one of {}, found \"{text}\"", words.join(", "))
    })
}

/// A place by its id, or by any of its names; an unknown one is refused with the nearest there are.
pub(super) fn select(chronicle: &Chronicle, text: &str) -> Result<PlaceId, String> {
    let wanted = text.trim().to_lowercase();
    let names = |place: &crate::chronicle::Place| {
        let mut names = vec![place.id.as_str().to_lowercase(), place.name.to_lowercase()];
        names.extend(place.variants.iter().map(|name| name.to_lowercase()));
        names
    };
    if let Some(place) = chronicle.places.values().find(|place| names(place).contains(&wanted)) {
        return Ok(place.id.clone());
    }
    let far = |name: &String| strsim::levenshtein(name, &wanted);
    let mut near: Vec<(usize, &str)> = chronicle
        .places
        .values()
        .filter(|place| place.position.is_some())
        .filter_map(|place| Some((names(place).iter().map(far).min()?, place.id.as_str())))
        .collect();
    near.sort();
    let near: Vec<&str> = near.iter().filter(|(far, _)| *far <= 3).take(3).map(|(_, id)| *id).collect();
    let hint = if near.is_empty() {
        "`dateline report` lists the places".into()
    } else {
        format!("near it: {}", near.join(", "))
    };
    Err(format!("--select: expected a place of the chronicle, found \"{text}\" ({hint})"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_boxes_are_read_or_refused_with_an_example() {
        assert_eq!(size("1920x1080").unwrap(), Size([1920.0, 1080.0]));
        assert!(size("wide").unwrap_err().contains("1920x1080"));
        assert!(bbox("60,29,75,38").is_ok());
        assert_eq!(bbox("176,-21,-177,-14").unwrap().east, 183.0);
        for wrong in ["", "1,2,3", "75,38,60,29", "nan,0,1,1", "0,0,inf,1", "0,0,0,0"] {
            assert!(bbox(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_time_is_no_day_however_it_is_written() {
        assert!(day("2021-08-13").is_ok() && day("-0043-03-15").is_ok());
        for time in ["2021-08-13T21:00", "2021-08-13t21:00", "2021-08-13 21:00", "2021-08-13T21:00Z"] {
            assert!(moment(time).is_ok(), "{time}");
            assert_eq!(day(time).unwrap_err(), format!("expected a day such as 2021-08-13, found \"{time}\""));
        }
    }

    #[test]
    fn an_unknown_word_is_refused_with_those_that_are_known() {
        assert_eq!(standing("Confirmed"), Ok(Standing::Confirmed));
        assert_eq!(standing("sure").unwrap_err(), "expected one of claimed, reported, confirmed, found \"sure\"");
        assert_eq!(layer(""), Ok(String::new()));
        assert!(layer("grid").unwrap_err().contains("graticule"));
    }
}
