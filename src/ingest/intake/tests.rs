use super::*;
use crate::chronicle::{Draft, Embedded, Files, Folder, open, save_draft};
use crate::ingest::Refusal;
use crate::ingest::{Counting, Ground, NewChronicle, read};
use crate::jobs::Unwatched;
use std::sync::Arc;

fn taken(intake: &mut Intake, name: &str, bytes: &[u8]) {
    intake.take(read(name, bytes.into(), None, &Unwatched), bytes.len(), None);
}

fn begun(folder: &std::path::Path) -> Draft {
    let ground = Ground::of_country("AF").unwrap();
    let new = NewChronicle {
        title: "Kabul".into(),
        ground,
        counting: Counting::Control,
        today: "2026-11-29".parse().unwrap(),
    };
    new.write(folder).unwrap();
    Draft::new(Arc::new(Folder(folder.to_owned())))
}

fn added(intake: &Intake, draft: &Draft, folder: &std::path::Path) -> crate::chronicle::Opened {
    let plan = intake.plan(draft).unwrap();
    for (path, bytes) in &plan.files {
        assert!(!folder.join(path).exists(), "{path}");
        std::fs::write(folder.join(path), bytes).unwrap();
    }
    let (draft, _) = draft.apply_all(&plan.changes).unwrap();
    save_draft(&draft, folder).unwrap();
    let opened = open(&Folder(folder.to_owned())).unwrap();
    assert_eq!((&opened.problems, &opened.hints), (&Vec::new(), &Vec::new()));
    opened
}

#[test]
fn the_five_documents_come_with_their_dates_and_wires() {
    let folder = tempfile::tempdir().unwrap();
    let draft = begun(folder.path());
    let mut intake = Intake::into(&open(&draft).unwrap().chronicle);
    for path in Embedded.list("seeds").iter().filter(|path| path.ends_with(".txt")) {
        taken(&mut intake, path.trim_start_matches("seeds/"), &Embedded.read(path).unwrap());
    }
    intake.compare();
    let built_in = open(&Embedded).unwrap().chronicle;
    for (row, source) in intake.rows().iter().zip(built_in.sources.values()) {
        let document = row.read.as_ref().unwrap();
        let published = document.published.as_ref().map(|published| published.edtf.as_str());
        assert_eq!(published, Some(source.published.written()), "{}: {:?}", row.name, document.published);
        assert_eq!(document.published.as_ref().unwrap().stated, source.published_certainty == "stated", "{}", row.name);
        if source.title.as_deref() != Some("Afghanistan News LIVE Updates:") {
            assert_eq!(document.title.as_ref().map(|title| &title.value), source.title.as_ref(), "{}", row.name);
        }
    }
    assert_eq!(intake.count(RowState::Ready), 5);
    let opened = added(&intake, &draft, folder.path());
    assert_eq!(opened.unaltered, (5, 5));
    let range = opened.chronicle.meta.range;
    assert_eq!(range.until.to_string(), "2021-08-31");
    assert!(range.from.to_string().as_str() >= "2021-06-01", "{}", range.from);
    let wires: Vec<_> = opened.chronicle.sources.values().map(|source| source.wire.as_str()).collect();
    let same = |a: usize, b: usize| wires[a] == wires[b];
    assert!(same(1, 3) && same(3, 4) && !same(0, 1) && !same(2, 1), "{wires:?}");
}

#[test]
fn a_page_is_kept_as_received_with_its_text_beside_it_and_both_are_verified() {
    let page = "<html lang=en><head><title>Ferry stopped | Harbour Gazette</title>\
        <meta property='og:site_name' content='Harbour Gazette'>\
        <meta property='article:published_time' content='2021-08-12T21:14:00+04:30'></head><body><nav>Home News</nav>\
        <article><h1>Ferry stopped</h1><p>The ferry to the island was stopped on Tuesday because of high waves, the harbour \
        office said.</p><p>It will not sail before Friday, and the post will come by air until it does.</p></article>\
        <script>alert(1)</script></body></html>";
    let folder = tempfile::tempdir().unwrap();
    let draft = begun(folder.path());
    let mut intake = Intake::into(&open(&draft).unwrap().chronicle);
    taken(&mut intake, "ferry.html", page.as_bytes());
    taken(&mut intake, "ferry (1).html", page.as_bytes());
    intake.compare();
    assert_eq!(intake.rows()[1].read, Err(Refusal::Same("ferry.html".into())));
    let opened = added(&intake, &draft, folder.path());
    let source = opened.chronicle.sources.values().next().unwrap();
    assert_eq!(source.title.as_deref(), Some("Ferry stopped"));
    assert_eq!(source.publisher.as_deref(), Some("Harbour Gazette"));
    assert_eq!(source.published.written(), "2021-08-12T21:14+04:30");
    assert!(source.text.starts_with("Ferry stopped\n\nThe ferry"), "{}", source.text);
    assert!(!source.text.contains("alert") && !source.text.contains("Home"), "{}", source.text);
    let text = folder.path().join(&source.extracted.as_ref().unwrap().file);
    assert_eq!(std::fs::read(folder.path().join(&source.file)).unwrap(), page.as_bytes());
    // Once it is there it is not added again.
    let mut again = Intake::into(&opened.chronicle);
    taken(&mut again, "other.html", page.as_bytes());
    assert_eq!(again.rows()[0].state(), RowState::LeftOut);
    std::fs::write(text, "Ferry stopped, or not").unwrap();
    let problems = open(&Folder(folder.path().to_owned())).unwrap().problems;
    assert!(problems.len() == 1 && problems[0].to_string().contains("text_sha256"), "{problems:?}");
}

#[test]
fn what_has_no_date_asks_and_takes_an_answer_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let draft = begun(folder.path());
    let mut intake = Intake::into(&open(&draft).unwrap().chronicle);
    taken(
        &mut intake,
        "notes.txt",
        b"From the ridge the base looks empty. It was lost last week, after two days of shelling.",
    );
    assert_eq!(intake.rows()[0].state(), RowState::Asks);
    assert!(intake.set_published(0, "soon").is_err());
    intake.set_published(0, "[2015-05-25..2015-05-28]").unwrap();
    assert_eq!(intake.rows()[0].state(), RowState::Ready);
    intake.set_undated(0);
    assert_eq!(intake.rows()[0].state(), RowState::Ready);
    let opened = added(&intake, &draft, folder.path());
    let source = opened.chronicle.sources.values().next().unwrap();
    assert!(source.published.span().is_unknown());
    assert_eq!(source.label, "notes.txt");
}
