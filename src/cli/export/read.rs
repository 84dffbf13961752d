//! The words of the command line, read or refused with an example.

use crate::chronicle::{Chronicle, PlaceId};
use crate::export::{PRESETS, Pace, Preset};
use crate::geo::BBox;
use crate::scene::{LAYERS, Names, hidden_at_first};
use crate::time::{Day, Moment};
use std::collections::BTreeSet;

pub(super) fn moment(option: &str, text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| format!("{option}: {error}"))
}

pub(super) fn day(option: &str, text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| format!("{option}: expected a day such as 2021-08-13, found \"{text}\""))
}

pub(super) fn size(text: &str) -> Result<[f64; 2], String> {
    if let Some(preset) = Preset::named(text) {
        return Ok(preset.size_px());
    }
    let known: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    let wrong = || {
        format!(
            "--size: expected pixels across and down (such as 1920x1080) or one of {}, found \"{text}\"",
            known.join(", ")
        )
    };
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    let pixels = |text: &str| text.trim().parse::<u32>().map(f64::from).map_err(|_| wrong());
    Ok([pixels(width)?, pixels(height)?])
}

pub(super) fn bbox(text: &str) -> Result<BBox, String> {
    let wrong =
        || format!("--bbox: expected west,south,east,north in degrees (such as 60.4,29.3,75,38.6), found \"{text}\"");
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse::<f64>()).collect();
    match numbers.map_err(|_| wrong())?.as_slice() {
        &[west, south, east, north]
            if (-180.0..=180.0).contains(&west)
                && (-180.0..=180.0).contains(&east)
                && (-85.0..=85.0).contains(&south)
                && (-85.0..=85.0).contains(&north)
                && east - west >= 0.01
                && north - south >= 0.01 =>
        {
            Ok(BBox { west, south, east, north })
        }
        _ => Err(wrong()),
    }
}

/// The language of names.
pub(super) fn names(text: &str) -> Result<Names, String> {
    let known = Names::ALL.map(|names| names.label().to_lowercase());
    let found = Names::ALL.into_iter().zip(&known).find(|(_, word)| word.as_str() == text.trim().to_lowercase());
    found
        .map(|(names, _)| names)
        .ok_or_else(|| format!("--names: expected one of {}, found \"{text}\"", known.join(", ")))
}

/// The pace of a film.
pub(super) fn pace(seconds_per_day: f64, frames_per_day: u32) -> Result<Pace, String> {
    if !(0.02..=60.0).contains(&seconds_per_day) {
        return Err(format!("--seconds-per-day: expected 0.02 to 60, found {seconds_per_day}"));
    }
    if !(1..=1440).contains(&frames_per_day) {
        return Err(format!("--frames-per-day: expected 1 to 1440, found {frames_per_day}"));
    }
    Ok(Pace { seconds_per_day, frames_per_day })
}

/// The layers that are off: those that are so at first and not shown, and those that are hidden.
pub(super) fn hidden(hide: &[String], show: &[String], no_reference: bool) -> Result<BTreeSet<String>, String> {
    let mut hidden = hidden_at_first();
    for id in layers("--show", show)? {
        hidden.remove(&id);
    }
    hidden.extend(layers("--hide", hide)?);
    hidden.extend(no_reference.then(|| "reference".to_owned()));
    Ok(hidden)
}

/// The ids of layers; an unknown one is refused with those that exist.
fn layers(option: &str, ids: &[String]) -> Result<Vec<String>, String> {
    let known = || LAYERS.iter().filter(|layer| layer.optional()).map(|layer| layer.id());
    let check = |id: &str| {
        if known().any(|known| known == id) {
            return Ok(id.to_owned());
        }
        let known: Vec<&str> = known().collect();
        Err(format!("{option}: expected one of {}, found \"{id}\"", known.join(", ")))
    };
    ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()).map(check).collect()
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
    let mut near: Vec<(usize, &str)> = chronicle
        .places
        .values()
        .filter(|place| place.position.is_some())
        .filter_map(|place| Some((names(place).iter().map(|name| edits(name, &wanted)).min()?, place.id.as_str())))
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

/// How many letters must be changed, added or left out to make one word the other.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or_default();
            let next = (above + 1).min(left + 1).min(diagonal + usize::from(x != *y));
            diagonal = above;
            if let Some(cell) = row.get_mut(j) {
                *cell = left;
            }
            left = next;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_by_the_letter() {
        for (a, b, n) in [("herat", "herat", 0), ("herat", "heart", 2), ("kabul", "kaboul", 1), ("", "abc", 3)] {
            assert_eq!(edits(a, b), n, "{a} {b}");
        }
    }

    #[test]
    fn sizes_and_boxes_are_read_or_refused_with_an_example() {
        assert_eq!(size("1920x1080").unwrap(), [1920.0, 1080.0]);
        assert!(size("wide").unwrap_err().contains("1920x1080"));
        assert!(bbox("60,29,75,38").is_ok());
        for wrong in ["", "1,2,3", "75,29,60,38", "nan,0,1,1", "0,0,inf,1", "0,0,0,0"] {
            assert!(bbox(wrong).is_err(), "{wrong}");
        }
    }
}
