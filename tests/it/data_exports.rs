//! The chronicle as data: what each format holds, that nothing in a document breaks it, and that it says what it left
//! out.

use crate::world::TETON;
use dateline::basemap::Basemap;
use dateline::chronicle::{
    Basis, Chronicle, Embedded, Files, Folder, LEFT_OUT, MapRole, Opened, PlaceId, Precision, open,
};
use dateline::dataset::Dataset;
use dateline::export::{
    Coverage, CoverageKind, ExportError, Exporter, Job, Progress, Provenance, Unwatched, exporter_for,
};
use dateline::scene::{Theme, View};
use dateline::time::{Day, Moment};
use dateline::timeline::{Certainty, Clock, Control, Filter};
use resvg::usvg::roxmltree;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// The endings of the data formats.
const ENDINGS: [&str; 5] = ["geojson", "kml", "csv", "json", "zip"];

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
        for ending in ENDINGS {
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
    for ending in ENDINGS {
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
    for ending in ["geojson", "kml", "csv", "json"] {
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
    for ending in ["geojson", "kml", "csv", "json"] {
        assert!(!ready.text(ending).contains(&start), "{ending}");
    }
}

#[test]
fn every_format_is_made_of_the_whole_chronicle_only() {
    for ending in ENDINGS {
        assert_eq!(exporter(ending).covers(), [CoverageKind::All], "{ending}");
    }
}

// GeoJSON

/// The features of a type.
fn features(ready: &Ready, kind: &str) -> Vec<geojson::Feature> {
    let collection: geojson::FeatureCollection = ready.text("geojson").parse().unwrap();
    let of_kind = |feature: &geojson::Feature| feature.foreign_members.as_ref().unwrap()["featureType"] == kind;
    collection.features.into_iter().filter(of_kind).collect()
}

fn property<'a>(feature: &'a geojson::Feature, name: &str) -> &'a Value {
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
    let time = |feature: &geojson::Feature| feature.foreign_members.as_ref().unwrap()["time"].clone();
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

#[test]
fn what_was_not_yet_published_is_left_out_and_that_is_said() {
    let ready = Ready::built_in().known_by("2021-08-13");
    let (all, known) = (Ready::built_in(), &ready);
    let claims = |ready: &Ready| ready.claims(Basis::Documents) + ready.claims(Basis::Reference);
    assert!(claims(known) < claims(&all));
    let missing = format!("({} claims)", claims(&all) - claims(known));
    let found: usize = features(&ready, "event").iter().map(|f| property(f, "sources").as_array().unwrap().len()).sum();
    assert_eq!(found, claims(known));
    for ending in ["geojson", "kml", "csv", "json"] {
        let text = ready.text(ending);
        assert!(text.contains("What had not been published by 2021-08-13") && text.contains(&missing), "{ending}");
    }
    assert_eq!(table(&ready.bytes("csv")).1.len(), claims(known));
}

#[test]
fn a_basis_that_is_not_shown_is_left_out_and_that_is_said() {
    let (no_reference, no_documents) = (Ready::built_in().without("reference"), Ready::built_in().without("documents"));
    for ending in ["geojson", "kml", "csv", "json"] {
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
    for ending in ["geojson", "kml", "csv", "json"] {
        assert!(ready.text(ending).contains(&words), "{ending}: {words}");
    }
    let (header, rows) = table(&ready.bytes("csv"));
    let source = header.iter().position(|name| name == "source").unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row[source] != "003"));
    let bag = unzipped(&ready);
    assert!(text_of(&bag, "bag-info.txt").contains("the bag is the whole chronicle"));
}

// CSV

/// Header and rows.
fn table(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("the mark Excel needs");
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (header, rows)
}

#[test]
fn the_csv_has_a_row_for_each_claim() {
    Ready::all().iter().for_each(has_a_row_for_each_claim);
}

fn has_a_row_for_each_claim(ready: &Ready) {
    let (header, rows) = table(&ready.bytes("csv"));
    let cell = |row: &[String], name: &str| row[header.iter().position(|known| known == name).unwrap()].clone();
    for basis in [Basis::Documents, Basis::Reference] {
        let name = if basis == Basis::Documents { "documents" } else { "reference" };
        let count = rows.iter().filter(|row| cell(row, "basis") == name).count();
        assert_eq!(count, ready.claims(basis), "{name}");
    }
    for row in &rows {
        assert_eq!(cell(row, "chronicle_sha256"), ready.chronicle.hash);
        let quote = cell(row, "quote");
        if quote.is_empty() {
            assert!(!cell(row, "says").is_empty());
            continue;
        }
        let text = &ready.chronicle.sources[cell(row, "source").as_str()].text;
        let (from, to): (usize, usize) =
            (cell(row, "quote_start").parse().unwrap(), cell(row, "quote_end").parse().unwrap());
        assert_eq!(text.chars().skip(from).take(to - from).collect::<String>(), quote);
    }
    assert!(ready.text("csv").contains("\r\n"));
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

// KML

fn with_kml(ready: &Ready, look: impl Fn(&roxmltree::Document<'_>)) {
    let text = ready.text("kml");
    look(&roxmltree::Document::parse(&text).unwrap());
}

#[test]
fn the_kml_has_a_placemark_for_each_event_and_holding() {
    for (ready, offset) in Ready::all().iter().zip(["+04:30", "-06:00"]) {
        has_a_placemark_for_each(ready, offset);
    }
}

fn has_a_placemark_for_each(ready: &Ready, offset: &str) {
    let told = ready.chronicle.events.values().filter(|event| event.role != MapRole::Exclude).count();
    let expected = told + features(ready, "holding").len();
    with_kml(ready, |kml| {
        let placemarks: Vec<_> = kml.descendants().filter(|node| node.has_tag_name("Placemark")).collect();
        assert_eq!(placemarks.len(), expected);
        let styles: BTreeSet<_> = kml
            .descendants()
            .filter(|node| node.has_tag_name("Style"))
            .filter_map(|node| node.attribute("id"))
            .collect();
        for placemark in &placemarks {
            // The order the schema wants.
            let order =
                ["name", "Snippet", "description", "TimeStamp", "TimeSpan", "styleUrl", "ExtendedData", "Point"];
            let children: Vec<_> = placemark.children().filter(|node| node.is_element()).collect();
            let places = children.iter().map(|node| order.iter().position(|tag| node.has_tag_name(*tag)).unwrap());
            assert!(places.collect::<Vec<_>>().is_sorted());
            let style = children.iter().find(|node| node.has_tag_name("styleUrl")).unwrap().text().unwrap();
            assert!(styles.contains(style.trim_start_matches('#')), "{style}");
        }
        for span in kml.descendants().filter(|node| node.has_tag_name("TimeSpan")) {
            let at = |tag: &str| span.children().find(|node| node.has_tag_name(tag)).and_then(|node| node.text());
            let [begin, end] = ["begin", "end"].map(|tag| at(tag).unwrap().parse::<jiff::Timestamp>().unwrap());
            assert!(begin <= end, "{begin} {end}");
            assert!(at("begin").unwrap().ends_with(offset));
        }
    });
}

// TimelineJS

fn slides(ready: &Ready) -> Vec<Value> {
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

// BagIt

/// The files of a bag, by their path below its one folder.
fn unzipped(ready: &Ready) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(ready.bytes("zip"))).unwrap();
    let mut files = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let (folder, path) = file.name().unwrap().split_once('/').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        folders.insert(folder);
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(path, bytes);
    }
    assert_eq!(folders.len(), 1);
    files
}

fn text_of(bag: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(bag[path].clone()).unwrap()
}

/// Paths and checksums of a manifest.
fn manifest(bag: &BTreeMap<String, Vec<u8>>, path: &str) -> BTreeMap<String, String> {
    let lines = text_of(bag, path);
    lines
        .lines()
        .map(|line| line.split_once("  ").map(|(sum, path)| (path.to_owned(), sum.to_owned())).unwrap())
        .collect()
}

#[test]
fn a_bag_is_complete_and_its_checksums_hold() {
    for (ready, documents) in [(Ready::built_in(), false), (Ready::built_in(), true), (Ready::teton(), true)] {
        let bag = unzipped(&ready.documents(documents));
        let payload = manifest(&bag, "manifest-sha256.txt");
        let tags = manifest(&bag, "tagmanifest-sha256.txt");
        for (path, bytes) in &bag {
            let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            let listed = if path.starts_with("data/") { payload.get(path) } else { tags.get(path) };
            assert!(path == "tagmanifest-sha256.txt" || listed == Some(&sum), "{path}");
        }
        assert!(payload.keys().chain(tags.keys()).all(|path| bag.contains_key(path)));
        let octets: usize = payload.keys().map(|path| bag[path].len()).sum();
        let info = text_of(&bag, "bag-info.txt");
        assert!(info.contains(&format!("Payload-Oxum: {octets}.{}\n", payload.len())), "{info}");
        assert!(text_of(&bag, "bagit.txt").starts_with("BagIt-Version: 1.0\n"));
        assert_eq!(payload.keys().any(|path| path.starts_with("data/seeds/") && path.ends_with(".txt")), documents);
        assert_eq!(info.contains("The documents, whose rights are their publishers'"), !documents);
    }
}

#[test]
fn an_unpacked_bag_with_documents_is_the_same_chronicle() {
    unpacked_is_the_same(&Ready::teton().documents(true));
    let (folder, opened) = unpacked_is_the_same(&Ready::built_in().documents(true));

    // The program carries the same base map; another's would be left out, and none is missed while the bag says so.
    let list = folder.path().join("data").join(LEFT_OUT);
    let base_map = || Basemap::load(&Folder(folder.path().join("data")), &opened.chronicle);
    let (built_in, _) = Basemap::load(&Embedded, &opened.chronicle);
    let (map, problems) = base_map();
    assert_eq!((map.hash, problems), (built_in.hash, Vec::new()));
    let text = std::fs::read_to_string(&list).unwrap();
    let others: String = text.lines().map(|line| format!("00{}\n", &line[2..])).collect();
    std::fs::write(&list, others).unwrap();
    let (map, problems) = base_map();
    assert!(map.layers.is_empty() && problems.is_empty(), "{problems:?}");
    std::fs::remove_file(&list).unwrap();
    assert_eq!(base_map().1.len(), opened.chronicle.meta.layers.len());
}

/// Unpacks a bag and opens what is in it.
fn unpacked_is_the_same(ready: &Ready) -> (tempfile::TempDir, Opened) {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in unzipped(ready).iter().filter(|(path, _)| path.starts_with("data/")) {
        let to = folder.path().join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, bytes).unwrap();
    }
    let opened = open(&Folder(folder.path().join("data"))).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    assert_eq!(opened.verified.0, opened.verified.1);
    assert_eq!(opened.chronicle.hash, ready.chronicle.hash);
    (folder, opened)
}

#[test]
fn a_chronicle_that_changed_on_disk_is_not_bagged_as_what_it_was() {
    let (folder, ready) = empty();
    let path = folder.path().join("data/references.toml");
    let changed = std::fs::read_to_string(&path).unwrap() + "# another line\n";
    std::fs::write(path, changed).unwrap();
    let error = exporter("zip").bytes(&ready.job).unwrap_err().to_string();
    assert!(error.contains("have changed since it was opened; open it again"), "{error}");
}

#[test]
fn a_document_that_is_gone_is_named_and_not_listed() {
    let (folder, _) = empty();
    std::fs::remove_file(folder.path().join(&Ready::built_in().chronicle.sources["003"].file)).unwrap();
    let ready = Ready::of(Arc::new(Folder(folder.path().to_owned()))).documents(true);
    let bag = unzipped(&ready);
    let file = &ready.chronicle.sources["003"].file;
    assert!(!bag.contains_key(&format!("data/{file}")));
    assert!(text_of(&bag, "bag-info.txt").contains(&format!("Documents that could not be read: {file}.")));
}

#[test]
fn a_bag_can_be_stopped() {
    struct Stop;
    impl Progress for Stop {
        fn step(&self, _: usize, _: usize) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    let ready = Ready::built_in();
    let stopped = exporter("zip").write(&ready.job, &mut Vec::new(), &Stop);
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
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
    for ending in ENDINGS {
        let error = exporter(ending).write(&ready.job, &mut Full, &Unwatched).unwrap_err();
        let ExportError::Io(error) = error else { panic!("{ending}: {error}") };
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{ending}");
    }
}
