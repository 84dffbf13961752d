//! From a new chronicle and five documents to the map, decision by decision; and the screen on which that is done.

use crate::driven::{Driven, act, opened, settle, state};
use crate::world::WORLD;
use dateline::app::{Action, Screen};
use dateline::catalogue::ControlEffect;
use dateline::chronicle::{Basis, Chronicle, Draft, Folder, MapRole, Modality, open};
use dateline::ingest::{Counting, Ground, NewChronicle};
use dateline::review::{DocumentReader, Making, Review};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a person rejects of the five documents: what is planned, denied or twice the same, and where the reader errs.
fn is_rejected(id: &str, modality: &str) -> bool {
    modality == "negated"
        || modality == "planned" && id.contains("capture")
        || ["1220409", "1512440", "6252001", "2635167", "nowhere"].iter().any(|place| id.ends_with(place))
}

/// Who takes which place, and by when it is certain: places by their letters alone, which gazetteers agree on.
fn captures(chronicle: &Chronicle) -> BTreeMap<String, (String, String)> {
    let taken = chronicle.events.values().filter(|event| {
        event.basis == Basis::Documents
            && event.role == MapRole::Mark
            && event.modality == Modality::Happened
            && chronicle.kind(&event.kind).effect == ControlEffect::Takes
    });
    taken
        .map(|event| {
            let name = &chronicle.places[&event.place].name;
            let name = name.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
            let side = event.side.as_ref().map_or_else(String::new, ToString::to_string);
            (name, (side, event.span.end.map_or_else(String::new, |end| end.day().to_string())))
        })
        .collect()
}

#[test]
fn five_documents_reviewed_give_the_captures_of_the_built_in_chronicle() {
    let folder = tempfile::tempdir().unwrap();
    let ground = Ground::of_country("AF").unwrap();
    let today = "2021-08-15".parse().unwrap();
    let new = NewChronicle { title: "Five cuttings".to_owned(), ground, counting: Counting::Control, today };
    new.write(folder.path()).unwrap();
    for entry in std::fs::read_dir("seeds").unwrap() {
        let from = entry.unwrap().path();
        std::fs::copy(&from, folder.path().join("seeds").join(from.file_name().unwrap())).unwrap();
    }
    let mut draft = Draft::new(Arc::new(Folder(folder.path().to_owned())));
    let mut chronicle = open(&draft).unwrap().chronicle;
    let (mut reader, mut review) = (DocumentReader::default(), Review::default());
    for source in chronicle.sources.values() {
        review.take(reader.read(source), &[]);
    }
    review.follow(&draft, &chronicle);
    let all = review.tally(None).all;
    let (mut keys, mut decisions) = (0, 0);
    while let Some((_, found)) = review.current() {
        let (id, modality) = (found.id.clone(), found.proposal.modality.id());
        let making = Making { draft: &draft, chronicle: &chronicle };
        let changes = if is_rejected(&id, modality) {
            review.reject(making).unwrap()
        } else {
            // D: the next date of the document, where the reader left the day open.
            let day = match id.as_str() {
                "003-2871-capture-1140026" => Some("2021-08-12"),
                "001-1061-capture-1134720" => Some("2021-08-13"),
                _ => None,
            };
            if let Some(day) = day {
                while review.card().unwrap().when != day {
                    assert!(keys < 500, "{id}: no such date: {:?}", review.card().unwrap().dates);
                    review.card_mut().unwrap().next_date(&chronicle);
                    keys += 1;
                }
            }
            review.accept(making).unwrap()
        };
        keys += 1;
        decisions += 1;
        draft = draft.apply_all(&changes).unwrap().0;
        let opened = open(&draft).unwrap();
        assert_eq!(opened.problems, Vec::new(), "after {id}");
        let revision = chronicle.revision.next();
        chronicle = opened.chronicle;
        chronicle.revision = revision;
        review.follow(&draft, &chronicle);
    }
    assert_eq!(review.tally(None).open(), 0);
    assert!(decisions > 30 && decisions <= all, "{decisions} of {all}");
    let per_decision = keys as f64 / decisions as f64;
    assert!(per_decision <= 1.5, "{keys} keys for {decisions} decisions");
    assert_eq!(captures(&chronicle), captures(&WORLD.chronicle));
    // Everything stands on a passage, and is counted.
    dateline::chronicle::save_draft(&draft, folder.path()).unwrap();
    let saved = dateline::dataset::Dataset::open(Some(folder.path())).unwrap();
    assert!(saved.problems.is_empty() && saved.verified.0 == saved.verified.1 && saved.verified.0 >= 30);
    assert!(saved.chronicle.meta.subject.control);
}

/// The screen, with all documents read.
fn reviewing(size: [f32; 2]) -> Driven {
    let mut harness = opened(size);
    act(&mut harness, Action::Show(Screen::Review));
    for _ in 0..1000 {
        settle(&mut harness);
        if harness.query_by_label("Stop reading").is_none() && harness.query_by_label("Accept").is_some() {
            return Driven { harness };
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the documents are never read");
}

fn events(driven: &Driven) -> usize {
    driven.state().document.chronicle.events.len()
}

#[test]
fn one_key_decides_and_goes_on_and_another_goes_back() {
    let mut driven = reviewing([1440.0, 900.0]);
    let before = events(&driven);
    driven.press(Modifiers::NONE, Key::A);
    let claims =
        |driven: &Driven| driven.state().document.chronicle.events.values().map(|e| e.claims.len()).sum::<usize>();
    let after = claims(&driven);
    assert!(events(&driven) >= before);
    assert!(driven.shows("Last: accepted"));
    driven.press(Modifiers::NONE, Key::R);
    assert!(driven.shows("1 rejected") && driven.shows("Last: rejected"));
    driven.press(Modifiers::NONE, Key::Z);
    assert!(driven.shows("0 rejected"));
    driven.press(Modifiers::NONE, Key::Z);
    assert_eq!(events(&driven), before);
    assert!(claims(&driven) < after);
    driven.press(Modifiers::NONE, Key::Escape);
    assert_eq!(driven.state().screen, Screen::Map);
}

#[test]
fn a_click_on_a_passage_a_kind_or_a_place_does_what_its_name_says() {
    let mut driven = reviewing([1440.0, 900.0]);
    let of_talks = driven.names().into_iter().find(|(_, name)| name.starts_with("Show Talks")).unwrap().1;
    driven.click(&of_talks);
    assert!(driven.shows("Negotiation") || driven.shows("Statement"));
    driven.click("Skip");
    assert!(driven.shows("Last: skipped"));
    driven.click("Leave review");
    assert_eq!(driven.state().screen, Screen::Map);
}

#[test]
fn letters_are_written_while_a_field_has_the_keyboard_and_escape_leaves_it_first() {
    let mut driven = reviewing([1440.0, 900.0]);
    let before = events(&driven);
    driven.press(Modifiers::NONE, Key::E);
    driven.press(Modifiers::NONE, Key::A);
    assert_eq!(events(&driven), before, "A was written, not obeyed");
    driven.press(Modifiers::NONE, Key::Escape);
    assert_eq!(driven.state().screen, Screen::Review);
    driven.press(Modifiers::NONE, Key::Escape);
    assert_eq!(driven.state().screen, Screen::Map);
}

#[test]
fn all_of_it_has_a_name_in_small_and_large_windows() {
    for size in [[1280.0, 800.0], [960.0, 640.0], [2560.0, 1440.0]] {
        let driven = reviewing(size);
        for name in ["Accept", "Mend", "Reject", "Skip", "Kind", "When", "Side", "Event", "Leave review", "Map"] {
            assert!(driven.harness.query_all_by_label(name).count() > 0, "{name} at {size:?}");
        }
        assert!(state(&driven.harness).screen == Screen::Review);
    }
}
