//! What is named: every place that changed on a day, and the held ones wherever they can be read.

use crate::world::WORLD;
use dateline::chronicle::{Basis, PlaceId};
use dateline::dataset::Dataset;
use dateline::export::PRESETS;
use dateline::scene::{Frame, Inputs, Mark, Record, Shape, Stratum, Theme, View, each_day, hit, marks_of};
use dateline::timeline::{Clock, Control, Timeslice};
use std::collections::{BTreeMap, BTreeSet};

/// The map pane of a window of these sizes with both panels open.
const PANES: [(&str, [f64; 2]); 8] = [
    ("window 1280x720", [709.0, 438.0]),
    ("window 1280x800", [709.0, 506.0]),
    ("window 1366x768", [795.0, 478.0]),
    ("window 1280x800 without inspector", [1052.0, 506.0]),
    ("window 1600x900", [1028.0, 606.0]),
    ("window 1440x900", [868.0, 606.0]),
    ("window 1920x1080", [1348.0, 786.0]),
    ("window 2560x1440", [1988.0, 1146.0]),
];

fn views() -> Vec<(String, View)> {
    let bbox = WORLD.chronicle.meta.bbox;
    let mut views = Vec::new();
    for (name, size_px) in PANES {
        let viewport = View::fitted(bbox, Frame::Window, size_px, 1.0);
        let still = View::still(bbox, size_px, Theme::Light);
        views.push((name.to_owned(), View { viewport, scale: 1.0, frame: Frame::Window, ..still }));
    }
    for preset in PRESETS {
        let size = [f64::from(preset.width), f64::from(preset.height)];
        views.push((format!("still {}x{}", preset.width, preset.height), View::still(bbox, size, Theme::Light)));
    }
    views
}

/// The places that carry a symbol, and those that carry a name.
fn seen(clock: Clock, view: &View) -> (BTreeSet<PlaceId>, BTreeSet<PlaceId>, Timeslice) {
    let slice = WORLD.timeline.slice(clock);
    let Dataset { chronicle, atlas, timeline, .. } = &WORLD.data;
    let inputs = Inputs { chronicle, atlas, timeline, slice: &slice, view };
    let marks = marks_of(inputs, &[Stratum::Marks, Stratum::Furniture]);
    let of = |wanted: &dyn Fn(&&Mark) -> bool| -> BTreeSet<PlaceId> {
        let places = marks.iter().filter(wanted).filter_map(|mark| match &mark.record {
            Some(Record::Place(id)) => Some(id.clone()),
            _ => None,
        });
        places.collect()
    };
    let symbols = of(&|mark| mark.layer == "symbols");
    let names = of(&|mark| matches!(mark.shape, Shape::Text(_)) && (mark.layer == "labels" || mark.layer == "inset"));
    (symbols, names, slice)
}

/// The symbols without a name, by why they want one.
fn unnamed(clock: Clock, view: &View) -> BTreeMap<&'static str, Vec<PlaceId>> {
    let (symbols, names, slice) = seen(clock, view);
    let changed: BTreeSet<&PlaceId> = slice.changes.iter().map(|change| &change.place).collect();
    let first =
        |control: &Control| matches!(control, Control::Side(side) if WORLD.chronicle.side_rank(side) == Some(0));
    let mut found: BTreeMap<&str, Vec<PlaceId>> = BTreeMap::new();
    for place in symbols.difference(&names) {
        let Some(state) = slice.place(place.as_str()) else { continue };
        let bases = [state.on(Basis::Documents), state.on(Basis::Reference)];
        let why = match () {
            () if changed.contains(place) => "changed",
            () if bases.iter().any(|state| first(&state.control)) => "held",
            () if bases.iter().any(|state| state.control == Control::Contested) => "contested",
            () => continue,
        };
        found.entry(why).or_default().push(place.clone());
    }
    found
}

#[test]
fn what_changed_is_named_and_what_is_held_too_but_for_a_day_or_two() {
    for (what, view) in views() {
        let mut told = Vec::new();
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for clock in each_day("2021-08-05".parse().unwrap(), "2021-08-17".parse().unwrap(), None) {
            for (why, places) in unnamed(clock, &view) {
                *count.entry(why).or_default() += places.len();
                let places: Vec<&str> = places.iter().map(PlaceId::as_str).collect();
                told.push(format!("    {} {why}: {}", clock.cursor.written(), places.join(", ")));
            }
        }
        println!("{what} ({:.1} px a degree): {count:?}\n{}", view.px_per_degree(), told.join("\n"));
        let of = |why: &str| count.get(why).copied().unwrap_or(0);
        let told = told.join("\n");
        assert_eq!(of("changed"), 0, "{what}:\n{told}");
        // Of 323 held or contested places on thirteen days, where symbols touch.
        let most = if view.px_per_degree() < 45.0 { 4 } else { 0 };
        assert!(of("held") + of("contested") <= most, "{what}:\n{told}");
    }
}

#[test]
fn what_has_no_name_has_one_under_the_pointer() {
    let mut met = 0;
    for (what, view) in views() {
        for clock in each_day("2021-08-05".parse().unwrap(), "2021-08-17".parse().unwrap(), None) {
            let slice = WORLD.timeline.slice(clock);
            let Dataset { chronicle, atlas, timeline, .. } = &WORLD.data;
            let marks = marks_of(Inputs { chronicle, atlas, timeline, slice: &slice, view: &view }, &[Stratum::Marks]);
            for place in unnamed(clock, &view).into_values().flatten() {
                let at = view.viewport.screen_from_lon_lat(chronicle.places[&place].position.unwrap());
                assert_eq!(hit(&marks, at, 12.0), Some(&Record::Place(place)), "{what}, {}", clock.cursor.written());
                met += 1;
            }
        }
    }
    println!("{met} places are named by the pointer only");
}
