//! Records made and altered: what opens afterwards, and which bytes stay.

use super::*;
use crate::chronicle::{Basis, Chronicle, Embedded, Event, MapRole, Modality, Overrides, Severity, Standing, open};
use crate::time::Extent;
use std::sync::Arc;

fn built_in() -> Draft {
    Draft::new(Arc::new(Embedded))
}

fn text(draft: &Draft, file: RecordFile) -> String {
    use crate::chronicle::Files as _;
    String::from_utf8(draft.read(file.path()).unwrap().into_owned()).unwrap()
}

/// The chronicle after the changes, which leave nothing wrong.
fn opened(changes: &Changes) -> Chronicle {
    let opened = open(changes.draft()).unwrap();
    let wrong: Vec<String> =
        opened.problems.iter().filter(|p| p.severity > Severity::Hint).map(ToString::to_string).collect();
    assert_eq!(wrong, Vec::<String>::new());
    opened.chronicle
}

fn claim(chronicle: &Chronicle) -> NewClaim {
    let source = &chronicle.sources["003"];
    NewClaim {
        source: source.id.clone(),
        quote: Quote::at(&source.text, 100..140).unwrap(),
        voice: None,
        unattributed: false,
        by: "a lawmaker, to AFP".to_owned(),
        standing: Standing::Reported,
        when: "2021-08-12".to_owned(),
        earliest: Some("2021-08-12".to_owned()),
        latest: Some("2021-08-12".to_owned()),
        words: None,
        as_written: None,
        overrides: Overrides::default(),
        denies: None,
        note: None,
    }
}

fn event(chronicle: &Chronicle) -> NewEvent {
    NewEvent {
        kind: "capture".to_owned(),
        place: "herat".into(),
        when: "2021-08-12".to_owned(),
        earliest: Some("2021-08-12".to_owned()),
        latest: Some("2021-08-12".to_owned()),
        extent: Extent::Within,
        side: Some("taliban".into()),
        modality: Modality::Happened,
        role: MapRole::Mark,
        basis: Basis::Documents,
        summary: "The Taliban take Herat \"again\".".to_owned(),
        claims: vec![claim(chronicle), claim(chronicle)],
    }
}

#[test]
fn a_new_event_stands_as_the_others_do_and_opens_with_its_claims() {
    let draft = built_in();
    let chronicle = open(&draft).unwrap().chronicle;
    let mut changes = Changes::on(&draft);
    let id = changes.add_event(&event(&chronicle)).unwrap();
    let after = opened(&changes);
    let added = &after.events[&id];
    assert_eq!((added.claims.len(), added.side.as_ref().map(|side| side.as_str())), (2, Some("taliban")));
    assert_ne!(added.claims[0].id, added.claims[1].id);
    assert_eq!(added.claims[0].witness().unwrap().as_str(), "V-A-LAWMAKER-TO-AFP");
    // Line by line as its neighbours, so that a comparison shows what it says.
    let lines = text(changes.draft(), RecordFile::Events);
    for line in
        ["   \"id\": \"EV-HERAT-CAPTURE-2\",", "    \"kind\": \"capture\",", "      \"by\": \"a lawmaker, to AFP\","]
    {
        assert!(lines.lines().any(|found| found == line), "{line}");
    }
    let (before, made) = (text(&draft, RecordFile::Events), changes.made());
    assert_eq!(made.len(), 1, "one record, one change");
    let (next, back) = draft.apply_all(&made).unwrap();
    assert_eq!(text(&next, RecordFile::Events), lines);
    assert_eq!(text(&next.apply_all(&back).unwrap().0, RecordFile::Events), before);
}

#[test]
fn a_field_is_set_and_all_else_keeps_its_bytes() {
    let draft = built_in();
    let mut changes = Changes::on(&draft);
    let herat = EventId::from("EV-HERAT-CAPTURE");
    changes.set_when(&herat, None, "2021-08-13", (Some("2021-08-12"), Some("2021-08-13"))).unwrap();
    let (before, after) = (text(&draft, RecordFile::Events), text(changes.draft(), RecordFile::Events));
    let differ = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    assert_eq!(before.lines().count(), after.lines().count());
    assert!((1..=3).contains(&differ), "{differ}");
}

#[test]
fn claims_are_added_moved_and_taken_out() {
    let draft = built_in();
    let chronicle = open(&draft).unwrap().chronicle;
    let two = |event: &&Arc<Event>| event.claims.len() > 1 && event.basis == Basis::Documents;
    let herat = chronicle.events.values().find(two).unwrap().id.clone();
    let before: Vec<ClaimId> = chronicle.events[&herat].claims.iter().map(|claim| claim.id.clone()).collect();
    let mut changes = Changes::on(&draft);
    let id = changes.add_claim(&herat, &claim(&chronicle)).unwrap();
    changes.swap_claims(&herat, 0).unwrap();
    let now: Vec<ClaimId> = opened(&changes).events[&herat].claims.iter().map(|claim| claim.id.clone()).collect();
    assert_eq!((&now[0], &now[1], now.last()), (&before[1], &before[0], Some(&id)));
    changes.swap_claims(&herat, 0).unwrap();
    changes.remove_claim(&herat, before.len()).unwrap();
    assert_eq!(text(changes.draft(), RecordFile::Events), text(&draft, RecordFile::Events));
}

#[test]
fn an_event_goes_with_its_place() {
    let draft = built_in();
    let mut changes = Changes::on(&draft);
    changes.move_place(&"herat".into(), Some(LonLat::new(62.123_456_78, 34.5))).unwrap();
    let after = opened(&changes);
    assert_eq!(after.places["herat"].position, Some(LonLat::new(62.12346, 34.5)));
    let there = after.events.values().filter(|event| event.place.as_str() == "herat").count();
    assert_eq!(changes.clone().made().len(), 1 + there);
    changes.set_place(&"EV-HERAT-CAPTURE".into(), &"ghazni".into()).unwrap();
    assert_eq!(opened(&changes).events["EV-HERAT-CAPTURE"].place.as_str(), "ghazni");
}

#[test]
fn a_new_place_is_drawn_where_it_lies() {
    let draft = built_in();
    let mut changes = Changes::on(&draft);
    let new = NewPlace {
        name: "Shindand".to_owned(),
        role: "town".to_owned(),
        position: Some(LonLat::new(62.14, 33.3)),
        names: [("prs".to_owned(), "شیندند".to_owned())].into(),
        gazetteer: Some(("geonames".to_owned(), "1127628".to_owned(), "Shīnḏanḏ".to_owned())),
        ..NewPlace::default()
    };
    let id = changes.add_place(&new).unwrap();
    assert_eq!(opened(&changes).places[&id].names.len(), 1);
    assert_ne!(changes.add_place(&new).unwrap(), id);
}

#[test]
fn keys_and_tables_of_the_chronicle_are_set_added_and_taken_out() {
    let draft = built_in();
    let mut changes = Changes::on(&draft);
    let side = json!({"name": "the militia", "label": "Militia"});
    assert_eq!(changes.add_table(RecordFile::Chronicle, "sides", "Militia", &side).unwrap(), "militia");
    changes.set_key("title", &json!("Another title")).unwrap();
    changes.set_key("extra", &json!(7)).unwrap();
    changes.set_in_table("view", "bbox", &json!([60, 29, 75, 39])).unwrap();
    changes.set_in_table("mine", "a", &json!("b")).unwrap();
    let after = opened(&changes);
    assert_eq!((after.meta.title.as_str(), after.meta.sides.len()), ("Another title", 3));
    changes.set_key("extra", &Value::Null).unwrap();
    changes.set_key("none", &Value::Null).unwrap();
    opened(&changes);
    let source = json!({"name": "AFP wire"});
    assert_eq!(changes.add_table(RecordFile::Sources, "wire", "AFP", &source).unwrap(), "afp");
    opened(&changes);
}

#[test]
fn what_does_not_fit_is_refused() {
    let draft = built_in();
    let mut changes = Changes::on(&draft);
    assert!(matches!(changes.remove_claim(&"EV-NONE".into(), 0), Err(ChangeError::Missing { .. })));
    let path = ["properties".into(), "none".into(), "deeper".into()];
    let refused = changes.set(RecordFile::Events, &"EV-HERAT-CAPTURE".into(), &path, &json!(1));
    assert!(matches!(refused, Err(ChangeError::Text { .. })));
    assert!(matches!(
        changes.set(RecordFile::Events, &"EV-HERAT-CAPTURE".into(), &["id".into()], &json!("X")),
        Err(ChangeError::Text { .. })
    ));
    assert_eq!(changes.made(), Vec::new());
}

#[test]
fn a_claim_is_made_an_event_of_its_own_with_its_own_date() {
    let draft = built_in();
    let chronicle = open(&draft).unwrap().chronicle;
    let mut changes = Changes::on(&draft);
    let mut other = claim(&chronicle);
    other.when = "2021-08-13".to_owned();
    (other.earliest, other.latest) = (Some(other.when.clone()), Some(other.when.clone()));
    let joined = changes.add_event(&NewEvent { claims: vec![claim(&chronicle), other], ..event(&chronicle) }).unwrap();
    let own = changes.separate(&joined, 1).unwrap();
    let opened = opened(&changes);
    let [first, second] = [&joined, &own].map(|id| &opened.events[id.as_str()]);
    assert_eq!((first.claims.len(), second.claims.len()), (1, 1));
    assert_eq!((first.when.written(), second.when.written()), ("2021-08-12", "2021-08-13"));
    assert_eq!((&first.kind, &first.place, &first.side), (&second.kind, &second.place, &second.side));
    assert!(changes.separate(&own, 0).is_err(), "an event rests on one claim at least");
}
