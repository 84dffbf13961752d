//! The chronicle as data: what each format holds, that nothing in a document breaks it, and that it says what it left
//! out.

mod bagit;
mod csv;
mod geojson;
mod kml;
mod read_again;
mod timelinejs;

use crate::world::TETON;
use bagit::{text_of, unzipped};
use csv::table;
use dateline::chronicle::{Basis, Chronicle, Embedded, Files, Folder};
use dateline::dataset::Dataset;
use dateline::export::{
    Coverage, CoverageKind, EXPORTERS, ExportError, Exporter, Job, Provenance, Unwatched, exporter_for,
};
use dateline::scene::{Theme, View};
use dateline::time::Moment;
use dateline::timeline::Filter;
use geojson::{features, property};
use kml::with_kml;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use timelinejs::slides;

/// The endings of the data formats: those made of the whole chronicle only.
fn endings() -> Vec<&'static str> {
    let data = EXPORTERS.iter().filter(|exporter| exporter.covers() == [CoverageKind::All]);
    data.map(|exporter| exporter.extension()).collect()
}

/// Those whose files are text.
fn text_endings() -> Vec<&'static str> {
    endings().into_iter().filter(|ending| *ending != "zip").collect()
}

/// A chronicle made ready, and what is asked of it.
struct Ready {
    job: Job,
    chronicle: Arc<Chronicle>,
}

impl Ready {
    fn built_in() -> Self {
        Self::of(Arc::new(Embedded))
    }

    fn teton() -> Self {
        Self::with(&TETON)
    }

    /// Both chronicles, with nothing else asked.
    fn all() -> [Self; 2] {
        [Self::built_in(), Self::teton()]
    }

    fn of(files: Arc<dyn Files>) -> Self {
        Self::with(&Dataset::of(files).unwrap())
    }

    fn with(data: &Dataset) -> Self {
        let view = View::still(data.chronicle.meta.bbox, [1920.0, 1080.0], Theme::Light);
        Self { chronicle: data.chronicle.clone(), job: Job::new(data, Coverage::All, view) }
    }

    fn known_by(mut self, by: &str) -> Self {
        self.job.known_by = Some(Moment::parse(by).unwrap());
        self
    }

    fn without(mut self, layer: &str) -> Self {
        self.job.view.hidden.insert(layer.to_owned());
        self
    }

    fn documents(mut self, carried: bool) -> Self {
        self.job.documents = carried;
        self
    }

    fn bytes(&self, ending: &str) -> Vec<u8> {
        exporter(ending).bytes(&self.job).unwrap()
    }

    fn text(&self, ending: &str) -> String {
        String::from_utf8(self.bytes(ending)).unwrap()
    }

    /// The claims of a basis that were published by then.
    fn claims(&self, basis: Basis) -> usize {
        let events = self.chronicle.events.values().filter(|event| event.basis == basis);
        let known = |reported: Option<Moment>| self.job.known_by.is_none_or(|by| reported.is_some_and(|r| r <= by));
        events.flat_map(|event| &event.claims).filter(|claim| known(claim.reported)).count()
    }
}

fn exporter(ending: &str) -> &'static dyn Exporter {
    exporter_for(Path::new(&format!("a.{ending}"))).unwrap()
}

/// A copy of the built-in chronicle's data, without its base map, with one file changed.
fn altered(path: &str, change: impl Fn(&str) -> String) -> (tempfile::TempDir, Ready) {
    let folder = tempfile::tempdir().unwrap();
    for dir in ["data", "seeds"] {
        std::fs::create_dir(folder.path().join(dir)).unwrap();
        for file in Embedded.list(dir) {
            std::fs::write(folder.path().join(&file), &*Embedded.read(&file).unwrap()).unwrap();
        }
    }
    let text = std::fs::read_to_string(folder.path().join(path)).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "nothing was changed in {path}");
    std::fs::write(folder.path().join(path), changed).unwrap();
    let ready = Ready::of(Arc::new(Folder(folder.path().to_owned())));
    (folder, ready)
}

/// A chronicle with no event at all.
fn empty() -> (tempfile::TempDir, Ready) {
    altered("data/events.geojson", |_| "{\"type\":\"FeatureCollection\",\"features\":[]}\n".to_owned())
}

/// Words that would break every format at once.
const HOSTILE: &str = "=HYPERLINK(\"x\") <script>alert('1')</script> ]]> & \u{1}\" \\ , ;\n-- <![CDATA[ {\"a\":1}";

/// The built-in chronicle with hostile words in the summary of an event, the name of a place and who says a passage.
fn hostile() -> (tempfile::TempDir, Ready) {
    altered("data/events.geojson", |text| {
        let mut value: Value = serde_json::from_str(text).unwrap();
        for feature in value["features"].as_array_mut().unwrap() {
            feature["properties"]["summary"] = HOSTILE.into();
            for claim in feature["properties"]["claims"].as_array_mut().unwrap() {
                if claim.get("by").is_some() {
                    claim["by"] = HOSTILE.into();
                } else {
                    claim["detail"] = HOSTILE.into();
                }
            }
        }
        value.to_string()
    })
}

#[test]
fn every_format_carries_its_provenance_and_gives_the_same_bytes_each_time() {
    for (ready, again) in Ready::all().into_iter().zip(Ready::all()) {
        for ending in endings() {
            let bytes = ready.bytes(ending);
            assert!(bytes == again.bytes(ending), "{ending}");
            let json = exporter(ending).provenance(&bytes).expect(ending);
            assert_eq!(json, Provenance::of(&ready.job).json(), "{ending}");
            let read: Provenance = serde_json::from_str(&json).unwrap();
            assert_eq!(read.chronicle_sha256, ready.chronicle.hash, "{ending}");
            assert_eq!(exporter(ending).provenance(b"something else"), None, "{ending}");
        }
    }
}

#[test]
fn an_empty_chronicle_gives_valid_files() {
    let (_folder, ready) = empty();
    assert!(endings().len() >= 5);
    for ending in endings() {
        let bytes = ready.bytes(ending);
        assert_eq!(exporter(ending).provenance(&bytes).unwrap(), Provenance::of(&ready.job).json(), "{ending}");
    }
    assert!(features(&ready, "event").is_empty());
    assert_eq!(table(&ready.bytes("csv")).1.len(), 1);
    assert!(slides(&ready).is_empty());
    with_kml(&ready, |kml| assert!(kml.descendants().filter(|node| node.has_tag_name("Placemark")).count() > 0));
    assert!(unzipped(&ready).contains_key("data/data/events.geojson"));
}

#[test]
fn no_data_format_carries_the_base_map_and_each_says_so() {
    let ready = Ready::built_in().documents(true);
    for ending in text_endings() {
        assert!(ready.text(ending).contains("The base map (relief, countries, lakes, rivers, roads) is left out"));
    }
    let bag = unzipped(&ready);
    assert!(bag.keys().all(|path| !path.contains("basemap/")));
    assert!(
        text_of(&bag, "bag-info.txt").contains("The base map (relief, countries, lakes, rivers, roads) is left out")
    );
    // Nor do the documents slip in anywhere but in the bag.
    let document = &ready.chronicle.sources.values().next().unwrap().text;
    let start: String = document.chars().skip(600).take(300).collect();
    for ending in text_endings() {
        assert!(!ready.text(ending).contains(&start), "{ending}");
    }
}

#[test]
fn what_was_not_yet_published_is_left_out_and_that_is_said() {
    let ready = Ready::built_in().known_by("2021-08-13");
    let (all, known) = (Ready::built_in(), &ready);
    let claims = |ready: &Ready| ready.claims(Basis::Documents) + ready.claims(Basis::Reference);
    assert!(claims(known) < claims(&all));
    let missing = format!("({} claims)", claims(&all) - claims(known));
    let found: usize = features(&ready, "event").iter().map(|f| property(f, "sources").as_array().unwrap().len()).sum();
    assert_eq!(found, claims(known));
    for ending in text_endings() {
        let text = ready.text(ending);
        assert!(text.contains("What had not been published by 2021-08-13") && text.contains(&missing), "{ending}");
    }
    assert_eq!(table(&ready.bytes("csv")).1.len(), claims(known));
}

#[test]
fn a_basis_that_is_not_shown_is_left_out_and_that_is_said() {
    let (no_reference, no_documents) = (Ready::built_in().without("reference"), Ready::built_in().without("documents"));
    for ending in text_endings() {
        assert!(no_reference.text(ending).contains("The reference chronology is left out"), "{ending}");
        assert!(no_documents.text(ending).contains("What the documents say is left out"), "{ending}");
    }
    for (ready, basis) in [(no_reference, "documents"), (no_documents, "reference")] {
        let (header, rows) = table(&ready.bytes("csv"));
        let column = header.iter().position(|name| name == "basis").unwrap();
        assert!(rows.iter().all(|row| row[column] == basis));
        for kind in ["event", "holding"] {
            let features = features(&ready, kind);
            assert!(!features.is_empty() && features.iter().all(|f| property(f, "basis") == basis));
        }
    }
}

#[test]
fn what_a_filter_takes_away_is_left_out_and_that_is_said() {
    let mut ready = Ready::built_in();
    let filter = Filter { without_sources: BTreeSet::from(["003".into()]), ..Filter::default() };
    ready.job = ready.job.filtered(&filter);
    ready.chronicle = ready.job.timeline.chronicle().clone();
    let words = dateline::words::filtered(&ready.job.timeline).unwrap();
    for ending in text_endings() {
        assert!(ready.text(ending).contains(&words), "{ending}: {words}");
    }
    let (header, rows) = table(&ready.bytes("csv"));
    let source = header.iter().position(|name| name == "source").unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row[source] != "003"));
    let bag = unzipped(&ready);
    assert!(text_of(&bag, "bag-info.txt").contains("the bag is the whole chronicle"));
}

#[test]
fn hostile_words_break_nothing_and_come_back_as_they_were() {
    let (_folder, ready) = hostile();
    let (header, rows) = table(&ready.bytes("csv"));
    let column = |name: &str| header.iter().position(|known| known == name).unwrap();
    assert_eq!(rows.len(), ready.claims(Basis::Documents) + ready.claims(Basis::Reference));
    for row in &rows {
        assert_eq!(row[column("summary")], format!("'{HOSTILE}"));
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
    }
    for feature in features(&ready, "event") {
        assert_eq!(property(&feature, "summary"), HOSTILE);
    }
    // HTML inside KML and TimelineJS: the words are words.
    let harmless = |html: &str| {
        assert!(!html.contains("<script") && !html.contains("<![CDATA["), "{html}");
        html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
    };
    with_kml(&ready, |kml| {
        let html = kml.descendants().filter(|node| node.has_tag_name("description")).filter_map(|node| node.text());
        assert!(html.filter(|html| harmless(html)).count() > 50);
    });
    let slides = slides(&ready);
    let html = slides.iter().map(|slide| slide["text"]["text"].as_str().unwrap());
    assert_eq!(html.filter(|html| harmless(html)).count(), slides.len());
}

#[test]
fn a_disk_that_fills_is_said_so_by_every_format() {
    /// A disk without room.
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let ready = Ready::built_in();
    for ending in endings() {
        let error = exporter(ending).write(&ready.job, &mut Full, &Unwatched).unwrap_err();
        let ExportError::Io(error) = error else { panic!("{ending}: {error}") };
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{ending}");
    }
}
