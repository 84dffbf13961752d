//! What the GeoJSON holds, and that it agrees with what the map shows.

use super::Ready;
use dateline::chronicle::{Basis, MapRole, PlaceId, Precision};
use dateline::time::{Day, Moment};
use dateline::timeline::{Certainty, Clock, Control};
use serde_json::Value;

/// The features of a type.
pub(super) fn features(ready: &Ready, kind: &str) -> Vec<::geojson::Feature> {
    let collection: ::geojson::FeatureCollection = ready.text("geojson").parse().unwrap();
    let of_kind = |feature: &::geojson::Feature| feature.foreign_members.as_ref().unwrap()["featureType"] == kind;
    collection.features.into_iter().filter(of_kind).collect()
}

pub(super) fn property<'a>(feature: &'a ::geojson::Feature, name: &str) -> &'a Value {
    feature.property(name).unwrap_or(&Value::Null)
}

#[test]
fn the_geojson_holds_every_event_and_draws_none_that_is_excluded() {
    Ready::all().iter().for_each(holds_every_event);
}

fn holds_every_event(ready: &Ready) {
    let events = features(ready, "event");
    assert_eq!(events.len(), ready.chronicle.events.len());
    for feature in &events {
        let event = &ready.chronicle.events[property(feature, "id").as_str().unwrap()];
        assert_eq!(property(feature, "kind"), event.kind.as_str());
        assert_eq!(property(feature, "when"), event.when.written());
        assert_eq!(property(feature, "sources").as_array().unwrap().len(), event.claims.len());
        if event.role == MapRole::Exclude {
            assert!(feature.geometry.is_none(), "{}", event.id);
        }
        for claim in property(feature, "sources").as_array().unwrap() {
            if let Some(quote) = claim["quote"].as_str() {
                assert!(property(feature, "quotes").as_str().unwrap().contains(quote));
                let text = &ready.chronicle.sources[claim["source"].as_str().unwrap()].text;
                let (from, to) = (claim["start"].as_u64().unwrap() as usize, claim["end"].as_u64().unwrap() as usize);
                assert_eq!(text.chars().skip(from).take(to - from).collect::<String>(), quote);
            }
        }
    }
    let has_point = |place: &PlaceId| {
        let place = &ready.chronicle.places[place];
        place.position.is_some() && matches!(place.precision, Some(Precision::Exact | Precision::Settlement))
    };
    let marks = ready.chronicle.events.values().filter(|event| event.role == MapRole::Mark && has_point(&event.place));
    let drawn = events.iter().filter(|f| property(f, "role") == "mark" && f.geometry.is_some()).count();
    assert_eq!(drawn, marks.count());
}

#[test]
fn the_worth_of_an_event_is_that_of_the_last_day() {
    let ready = Ready::built_in().known_by("2021-08-13");
    let last = Moment::end_of(ready.chronicle.meta.range.until);
    let slice = ready.job.timeline.slice(Clock { cursor: last, known_by: ready.job.known_by });
    let events = features(&ready, "event");
    let mut checked = 0;
    for state in slice.events.iter() {
        let feature = events.iter().find(|f| property(f, "id") == state.event.id.as_str()).unwrap();
        assert_eq!(property(feature, "standing"), state.standing.word(), "{}", state.event.id);
        assert_eq!(property(feature, "voices"), state.voices, "{}", state.event.id);
        checked += 1;
    }
    assert!(checked > 20);
}

/// An instant on the civil clock.
fn moment(value: &Value) -> Moment {
    Moment::of(value.as_str().unwrap().parse().unwrap())
}

#[test]
fn the_holdings_of_the_geojson_agree_with_the_timeslice_at_every_hour() {
    let (known, documents) = (Ready::built_in().known_by("2021-08-13"), Ready::built_in().without("reference"));
    for ready in Ready::all().into_iter().chain([known, documents]) {
        let holdings = features(&ready, "holding");
        let range = ready.chronicle.meta.range;
        let (first, last) = (Moment::start_of(range.from), Moment::end_of(range.until));
        // Every day's end; every hour of the days that matter.
        let days = std::iter::successors(Some(range.from), |day: &Day| day.tomorrow().ok())
            .take_while(|day| *day <= range.until)
            .map(Moment::end_of);
        let hours = (Moment::start_of(range.dense.0).0..=Moment::end_of(range.dense.1).0).step_by(60).map(Moment);
        for t in [first].into_iter().chain(days).chain(hours) {
            let slice = ready.job.timeline.slice(Clock { cursor: t, known_by: ready.job.known_by });
            for state in &slice.places {
                for basis in [Basis::Documents, Basis::Reference] {
                    let name = if basis == Basis::Documents { "documents" } else { "reference" };
                    let here: Vec<_> = holdings
                        .iter()
                        .filter(|f| property(f, "place") == state.place.as_str() && property(f, "basis") == name)
                        .filter(|f| {
                            let (start, end) = (moment(property(f, "start")), moment(property(f, "end")));
                            start <= t && (t < end || (property(f, "open_end") == true && t <= end))
                        })
                        .collect();
                    let expected = state.on(basis);
                    let hidden = basis == Basis::Reference && !ready.job.view.reference();
                    if hidden || expected.control == Control::NotReported {
                        assert!(here.is_empty(), "{} {name} at {}", state.place, t.written());
                        continue;
                    }
                    let [found] = here[..] else {
                        panic!("{} {name} at {}: {} holdings", state.place, t.written(), here.len())
                    };
                    let certainty = match expected.certainty {
                        Some(Certainty::Definite) => "definite",
                        Some(Certainty::Possible) => "possible",
                        None => "",
                    };
                    assert_eq!(property(found, "control"), expected.control.as_str());
                    assert_eq!(property(found, "certainty"), certainty, "{} {name} at {}", state.place, t.written());
                    assert_eq!(property(found, "standing"), expected.standing.map_or("", |s| s.word()));
                    assert_eq!(property(found, "voices"), expected.voices);
                    assert_eq!(property(found, "besieged"), expected.besieged);
                }
            }
        }
        assert!(last.0 > first.0 && !holdings.is_empty());
    }
}

#[test]
fn the_time_of_json_fg_says_the_same_as_the_plain_properties() {
    let ready = Ready::built_in();
    let time = |feature: &::geojson::Feature| feature.foreign_members.as_ref().unwrap()["time"].clone();
    let cases = [
        ("EV-CONTROL-0815", serde_json::json!({ "interval": ["..", "2021-08-15"] })),
        ("EV-HERAT-CAPTURE", serde_json::json!({ "date": "2021-08-12" })),
    ];
    let events = features(&ready, "event");
    for (id, expected) in cases {
        let feature = events.iter().find(|f| property(f, "id") == id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(time(feature), expected, "{id}");
    }
    let open = events.iter().find(|f| property(f, "id") == "EV-CONTROL-0815").unwrap();
    assert_eq!(property(open, "start"), "2021-08-15T00:00:00", "an unknown start is said of the last day only");
    assert_eq!(property(open, "end"), "2021-08-16T00:00:00");
    assert_eq!(property(open, "open_start"), true);
    // Midnight in Kabul is 19:30 in UTC.
    let herat = features(&ready, "holding").into_iter().find(|f| property(f, "id") == "herat/documents/2").unwrap();
    assert!(time(&herat).to_string().contains("19:3"), "{}", time(&herat));
}
