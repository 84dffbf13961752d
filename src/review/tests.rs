use super::*;
use crate::chronicle::{Change, Chronicle, Draft, Embedded, Files, RecordFile, Source, open};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::Arc;

/// Files in memory.
struct Held(BTreeMap<String, Vec<u8>>);

impl Files for Held {
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>> {
        let bytes = self.0.get(path).ok_or_else(|| std::io::Error::from(ErrorKind::NotFound))?;
        Ok(Cow::Owned(bytes.clone()))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let here = |path: &&String| path.rsplit_once('/').is_some_and(|(parent, _)| parent == folder);
        self.0.keys().filter(here).cloned().collect()
    }

    fn name(&self) -> String {
        "held".to_owned()
    }
}

const NONE: &str = "{\n\"type\": \"FeatureCollection\",\n\"features\": [\n\n]\n}\n";

/// A new chronicle about Afghanistan with these documents of 13 August 2021.
fn begun(documents: &[&str]) -> Draft {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let meta = "format = 1\ntitle = \"A\"\ntime_zone = \"Asia/Kabul\"\ncountry = \"Afghanistan\"\nlisted = \"place\"\n\
                tints = \"first-level areas\"\n\n[view]\nbbox = [60.0, 29.0, 75.0, 39.0]\n\n[range]\nfrom = \"2021-08-10\"\n\
                until = \"2021-08-20\"\n";
    let mut sources = String::new();
    for (number, text) in documents.iter().enumerate() {
        let path = format!("seeds/{number}.txt");
        let sum = crate::chronicle::load::reader::sha256_hex(text.as_bytes());
        sources += &format!(
            "[[source]]\nid = \"{number:03}\"\nfile = \"{path}\"\nsha256 = \"{sum}\"\nbytes = {}\npublished = \"2021-08-13\"\n\
             wire = \"W-{number}\"\n\n[[wire]]\nid = \"W-{number}\"\nname = \"wire {number}\"\n\n",
            text.len()
        );
        files.insert(path, text.as_bytes().to_vec());
    }
    for (path, text) in [
        ("data/chronicle.toml", meta),
        ("seeds/sources.toml", sources.trim_end()),
        ("data/places.geojson", NONE),
        ("data/events.geojson", NONE),
    ] {
        files.insert(path.to_owned(), format!("{text}\n").into_bytes());
    }
    Draft::new(Arc::new(Held(files)))
}

/// A person at work: the files and what follows from them, change by change.
struct Desk {
    draft: Draft,
    chronicle: Chronicle,
    review: Review,
}

impl Desk {
    fn at(draft: Draft) -> Self {
        let chronicle = open(&draft).unwrap().chronicle;
        let mut reader = DocumentReader::default();
        let mut review = Review::default();
        for source in chronicle.sources.values() {
            review.take(reader.read(source), &[]);
        }
        review.follow(&draft, &chronicle);
        Self { draft, chronicle, review }
    }

    fn change(&mut self, changes: &[Change]) {
        self.draft = self.draft.apply_all(changes).unwrap().0;
        let opened = open(&self.draft).unwrap();
        assert_eq!(opened.problems, Vec::new());
        let revision = self.chronicle.revision.next();
        self.chronicle = opened.chronicle;
        self.chronicle.revision = revision;
        self.review.follow(&self.draft, &self.chronicle);
    }

    fn accept(&mut self) {
        let changes = self.review.accept(Making { draft: &self.draft, chronicle: &self.chronicle }).unwrap();
        self.change(&changes);
    }

    fn reject(&mut self) {
        let changes = self.review.reject(Making { draft: &self.draft, chronicle: &self.chronicle }).unwrap();
        self.change(&changes);
    }

    fn current(&self) -> &str {
        self.review.current().map_or("", |(_, found)| found.id.as_str())
    }
}

const TAKEN: &str =
    "The Taliban captured Herat on Thursday, a senior official said.\n\nThe insurgents also took Ghazni.";
const AGAIN: &str = "Taliban fighters seized the city of Herat on Thursday, residents told reporters.";

#[test]
fn from_nothing_a_place_a_side_and_an_event_come_with_their_passage() {
    let mut desk = Desk::at(begun(&[TAKEN]));
    let card = desk.review.card().unwrap();
    assert_eq!(card.title(&desk.chronicle), "The Taliban take Herat");
    assert_eq!(card.chosen_place().unwrap().beside, "Herat, Afghanistan");
    assert_eq!((card.when.as_str(), card.dated.as_str()), ("2021-08-12", "“Thursday”"));
    desk.accept();
    let event = desk.chronicle.events.values().next().unwrap();
    assert_eq!(event.id.as_str(), "EV-HERAT-CAPTURE");
    assert_eq!(event.summary, "The Taliban take Herat.");
    assert!(desk.chronicle.meta.subject.control, "with a side and a listed place there is something to count");
    let source: &Source = &desk.chronicle.sources["000"];
    let quote = event.claims[0].quote().unwrap();
    assert_eq!(source.text.get(quote.bytes.clone()), Some(quote.exact.as_str()));
    // "The insurgents" are whom the document names elsewhere.
    assert_eq!(desk.review.card().unwrap().title(&desk.chronicle), "The Taliban take Ghazni");
}

#[test]
fn what_a_second_document_tells_of_the_same_joins_it_as_a_further_voice() {
    let mut desk = Desk::at(begun(&[TAKEN, AGAIN]));
    desk.accept();
    desk.reject();
    assert_eq!(desk.review.joins().unwrap().as_str(), "EV-HERAT-CAPTURE");
    desk.accept();
    let event = &desk.chronicle.events["EV-HERAT-CAPTURE"];
    assert_eq!(event.claims.len(), 2);
    assert_ne!(event.claims[0].witness(), event.claims[1].witness());
    assert_eq!(desk.review.tally(None), Tally { all: 3, accepted: 2, rejected: 1 });
    assert!(desk.review.current().is_none());
}

#[test]
fn what_was_rejected_stays_so_and_is_taken_back_as_one_step() {
    let mut desk = Desk::at(begun(&[TAKEN]));
    let (before, first) = (desk.draft.clone(), desk.current().to_owned());
    let changes = desk.review.reject(Making { draft: &desk.draft, chronicle: &desk.chronicle }).unwrap();
    let (_, inverse) = desk.draft.apply_all(&changes).unwrap();
    desk.change(&changes);
    assert_eq!(desk.review.state_of(&first).unwrap().1, ProposalState::Rejected);
    // Read anew, it still is.
    assert_eq!(Desk::at(desk.draft.clone()).review.tally(None).rejected, 1);
    assert_eq!(desk.review.back(&desk.chronicle), Some(ReviewStep::Decided(first.clone())));
    desk.change(&inverse);
    assert_eq!((desk.current(), desk.draft.hash()), (first.as_str(), before.hash()));
    assert!(desk.draft.records(RecordFile::Review).next().is_none());
}

#[test]
fn a_proposal_accepted_as_something_else_does_not_come_again() {
    let mut desk = Desk::at(begun(&[TAKEN]));
    let id = desk.current().to_owned();
    desk.review.card_mut().unwrap().kind = "siege".to_owned();
    desk.accept();
    assert_eq!(desk.review.state_of(&id).unwrap().1, ProposalState::Accepted);
    assert_eq!(Desk::at(desk.draft.clone()).review.tally(None).accepted, 1);
    // Its event removed, it is open again.
    let event = desk.chronicle.events.keys().next().unwrap().as_str().into();
    desk.change(&[Change::Remove { file: RecordFile::Events, id: event }]);
    assert_eq!(desk.review.state_of(&id).unwrap().1, ProposalState::Open);
}

#[test]
fn what_is_skipped_comes_last_and_a_step_back_leads_to_it() {
    let mut desk = Desk::at(begun(&[TAKEN, AGAIN]));
    let first = desk.current().to_owned();
    desk.review.skip(&desk.chronicle);
    desk.accept();
    desk.accept();
    assert_eq!(desk.current(), first);
    desk.review.back(&desk.chronicle);
    assert_ne!(desk.current(), first);
}

#[test]
fn a_date_that_is_none_says_so_and_changes_nothing() {
    let mut desk = Desk::at(begun(&[TAKEN]));
    desk.review.card_mut().unwrap().when = "last Thursday".to_owned();
    let refused = desk.review.accept(Making { draft: &desk.draft, chronicle: &desk.chronicle });
    assert!(refused.unwrap_err().contains("found “last Thursday”"));
    desk.accept_after_next_date();
}

impl Desk {
    fn accept_after_next_date(&mut self) {
        let chronicle = &self.chronicle;
        self.review.card_mut().unwrap().next_date(chronicle);
        assert_eq!(self.review.card().unwrap().when, "2021-08-12");
        self.accept();
    }
}

#[test]
fn what_another_reader_quotes_wrongly_is_refused_and_can_be_anchored() {
    let mut desk = Desk::at(begun(&[AGAIN]));
    let source = &desk.chronicle.sources["000"];
    let wrong = br#"{"id": "000", "proposals": [{"kind": "capture", "quote": {"exact": "Fighters stormed Herat at dawn", "start": 0, "end": 9}}]}"#;
    let mut review = Review::default();
    review.take(DocumentReader::default().read(source), &[wrong.to_vec()]);
    review.follow(&desk.draft, &desk.chronicle);
    let (_, refused) = review.refused().next().unwrap();
    assert!(refused.reason.contains("does not stand in the document"));
    assert_eq!(refused.shared, (2, 5));
    let id = refused.id.clone();
    desk.review = review;
    let dropped = desk.review.drop_refused(Making { draft: &desk.draft, chronicle: &desk.chronicle }, &id).unwrap();
    desk.change(&dropped);
    assert!(desk.review.refused().next().is_none());
    desk.review.anchor_refused(&id).unwrap();
    desk.review.follow(&desk.draft, &desk.chronicle);
    assert!(desk.current().ends_with("-other"));
}

#[test]
fn those_alike_are_accepted_at_once_as_one_list_of_changes() {
    let text = "The Taliban captured Herat on Thursday. The Taliban captured Ghazni on Thursday. The Taliban captured \
                Kandahar on Friday.";
    let mut desk = Desk::at(begun(&[text]));
    let alike = desk.review.alike();
    assert_eq!(alike.len(), 3);
    let changes = desk.review.accept_all(Making { draft: &desk.draft, chronicle: &desk.chronicle }, &alike);
    desk.change(&changes);
    assert_eq!(desk.chronicle.events.len(), 3);
    assert_eq!(desk.chronicle.meta.sides.len(), 1);
    assert!(desk.review.current().is_none());
}

#[test]
fn what_the_editors_of_the_built_in_chronicle_recorded_is_decided() {
    let mut desk = Desk::at(Draft::new(Arc::new(Embedded)));
    let tally = desk.review.tally(None);
    assert!(tally.accepted >= 38 && tally.open() > 20, "{tally:?}");
    // Every one of them can be accepted as it is, without a problem in any record.
    let mut taken = 0;
    while desk.review.current().is_some() {
        desk.accept();
        taken += 1;
    }
    assert_eq!(desk.review.tally(None).open(), 0);
    assert!(taken > 20);
}
