//! A slide for each event.

use super::Ready;
use dateline::chronicle::{Basis, MapRole};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn slides(ready: &Ready) -> Vec<Value> {
    let story: Value = serde_json::from_str(&ready.text("json")).unwrap();
    assert!(!story["title"]["text"]["headline"].as_str().unwrap().is_empty());
    story["events"].as_array().unwrap().clone()
}

#[test]
fn the_story_tells_each_event_once() {
    assert_eq!(tells_each_event_once(&Ready::teton()), 0);
    let ready = Ready::built_in();
    assert!(tells_each_event_once(&ready) > 5);
    let slides = slides(&ready);
    let groups: BTreeSet<&str> = slides.iter().map(|slide| slide["group"].as_str().unwrap()).collect();
    assert!((2..=6).contains(&groups.len()), "{groups:?}");
    let herat = slides.iter().find(|slide| slide["unique_id"] == "EV-HERAT-CAPTURE").unwrap();
    assert_eq!(herat["start_date"], serde_json::json!({ "year": 2021, "month": 8, "day": 12 }));
    assert_eq!(herat.get("end_date"), None);
    let ghazni = slides.iter().find(|slide| slide["unique_id"] == "EV-GHAZNI-CAPTURE").unwrap();
    assert_eq!(ghazni["end_date"], serde_json::json!({ "year": 2021, "month": 8, "day": 12 }));
    assert_eq!(ghazni["display_date"], "11 to 12 August 2021");
}

/// How many events the story tells together with their twin on the other basis.
fn tells_each_event_once(ready: &Ready) -> usize {
    let slides = slides(ready);
    let ids: BTreeSet<&str> = slides.iter().map(|slide| slide["unique_id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), slides.len());
    let told = |event: &&Arc<dateline::chronicle::Event>| !matches!(event.role, MapRole::Exclude | MapRole::Context);
    let mut twins = 0;
    for event in ready.chronicle.events.values().filter(told) {
        let twin = event.same_as.as_ref().filter(|_| event.basis == Basis::Reference);
        assert_eq!(ids.contains(event.id.as_str()), twin.is_none(), "{}", event.id);
        if let Some(twin) = twin {
            let slide = slides.iter().find(|slide| slide["unique_id"] == twin.as_str()).unwrap();
            assert!(slide["text"]["text"].as_str().unwrap().contains("In the reference chronology: "), "{twin}");
            twins += 1;
        }
    }
    twins
}
