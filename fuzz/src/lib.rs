//! What is done with each input from outside that is tried at random. Whatever it is, nothing may panic, hang or take
//! memory without limit. `tests/it/fuzz.rs` feeds the corpus to the same functions.

use clap::Parser;
use dateline::basemap::Basemap;
use dateline::chronicle::{Files, open};
use dateline::cli::export::Args;
use dateline::export::{EXPORTERS, Provenance};
use dateline::language::Text;
use dateline::propose::{admit, answer, proposals_of, read};
use dateline::time::{Day, EdtfDate, Moment};
use dateline::timeline::{Clock, Timeline, report};
use dateline::world::Gazetteer;
use std::borrow::Cow;
use std::io::{Error, ErrorKind};

/// A small chronicle that is sound, of which an input replaces one file.
const SOUND: [(&str, &str); 9] = [
    ("data/chronicle.toml", include_str!("../../tests/fixtures/teton/data/chronicle.toml")),
    ("data/events.geojson", include_str!("../../tests/fixtures/teton/data/events.geojson")),
    ("data/places.geojson", include_str!("../../tests/fixtures/teton/data/places.geojson")),
    ("data/areas.geojson", include_str!("../../tests/fixtures/teton/data/areas.geojson")),
    ("data/corridors.geojson", include_str!("../../tests/fixtures/teton/data/corridors.geojson")),
    ("data/references.toml", include_str!("../../tests/fixtures/teton/data/references.toml")),
    ("seeds/sources.toml", include_str!("../../tests/fixtures/teton/seeds/sources.toml")),
    ("seeds/001_dam.txt", include_str!("../../tests/fixtures/teton/seeds/001_dam.txt")),
    ("seeds/002_valley.txt", include_str!("../../tests/fixtures/teton/seeds/002_valley.txt")),
];

/// The sound chronicle with one file as an input has it.
struct Patched {
    path: String,
    bytes: Vec<u8>,
}

impl Files for Patched {
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>> {
        if path == self.path {
            return Ok(Cow::Owned(self.bytes.clone()));
        }
        let sound = SOUND.iter().find(|(known, _)| *known == path).ok_or(Error::from(ErrorKind::NotFound))?;
        Ok(Cow::Borrowed(sound.1.as_bytes()))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let inside = |path: &&str| path.rsplit_once('/').is_some_and(|(parent, _)| parent == folder);
        let mut all: Vec<String> = SOUND.iter().map(|(path, _)| *path).filter(inside).map(str::to_owned).collect();
        all.sort();
        all
    }

    fn name(&self) -> String {
        "a chronicle tried at random".to_owned()
    }
}

/// A chronicle of which one file is the input: its first line is the file's path, the rest its bytes.
///
/// What opens is asked what holds at the ends of its range and at every stop between.
pub fn chronicle(data: &[u8]) {
    let Some(end) = data.iter().position(|byte| *byte == b'\n') else { return };
    let Ok(path) = std::str::from_utf8(&data[..end]) else { return };
    let files = Patched { path: path.to_owned(), bytes: data[end + 1..].to_vec() };
    let Ok(opened) = open(&files) else { return };
    let _ = Basemap::load(&files, &opened.chronicle);
    let range = opened.chronicle.meta.range;
    let timeline = Timeline::new(opened.chronicle.into());
    let ends = [Moment::start_of(range.from), Moment::end_of(range.until)];
    for cursor in timeline.stops().iter().copied().take(20).chain(ends) {
        let said = report(&timeline, Clock { cursor, known_by: None });
        assert!(serde_json::to_string(&said).is_ok());
    }
}

/// A date or an instant as somebody writes it. What is understood is written so that it is understood again, alike.
pub fn dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(date) = EdtfDate::parse(text) {
        let span = date.span();
        assert!(span.start.zip(span.end).is_none_or(|(start, end)| start <= end), "{text}");
        let written = span.edtf();
        let again = EdtfDate::parse(&written).map(|date| date.span()).ok();
        // Bounds are written as days, whatever their minutes.
        assert!(again == Some(span) || date.has_time() && again.is_some(), "{text} is written {written}");
    }
    if let Ok(moment) = Moment::parse(text) {
        assert_eq!(Moment::parse(&moment.written()).ok(), Some(moment), "{text}");
    }
    let _ = text.parse::<Day>();
}

/// A file that says Dateline wrote it, read as `dateline verify` reads it before it makes the file again.
pub fn exported(data: &[u8]) {
    for exporter in EXPORTERS {
        let Some(told) = exporter.provenance(data) else { continue };
        let Ok(provenance) = serde_json::from_str::<Provenance>(&told) else { continue };
        words(&provenance.command);
    }
}

/// A command line, one word a line.
pub fn arguments(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        words(text);
    }
}

/// A report: every quotation stands in it at its offsets, every date is one.
pub fn reader(data: &[u8]) {
    let Ok(written) = std::str::from_utf8(data) else { return };
    let text = Text::new(written);
    for published in [None, "2024-02-29".parse::<Day>().ok()] {
        let reading = read(&text, published, Gazetteer::shared());
        for proposal in &reading.proposals {
            for quote in std::iter::once(&proposal.quote).chain(&proposal.also) {
                let stands = written.chars().skip(quote.start).take(quote.end - quote.start);
                assert!(stands.eq(quote.exact.chars()), "{quote:?}");
            }
        }
        let told = reading.times.iter().filter_map(|time| time.value.as_deref());
        for when in told.chain(reading.proposals.iter().filter_map(|proposal| proposal.when.as_deref())) {
            assert!(EdtfDate::parse(when).is_ok(), "{when}");
        }
    }
}

/// Lines as `dateline propose` gets them: from whoever asks, and from another reader. Each is answered by one line.
pub fn lines(data: &[u8]) {
    const DOCUMENT: &str = "Rebels captured Goma on Monday. The rebels captured Bukavu.";
    for line in data.split(|byte| *byte == b'\n') {
        let answered = answer(line, true, Gazetteer::shared());
        assert!(!answered.contains('\n'));
        let value = serde_json::from_str::<serde_json::Value>(&answered).ok();
        assert!(value.is_some_and(|value| value.get("id").is_some()), "{answered}");
        for proposal in proposals_of(line).unwrap_or_default() {
            if let Ok(admitted) = admit(proposal.get(), DOCUMENT) {
                let stands = DOCUMENT.chars().skip(admitted.quote.start).take(admitted.quote.exact.chars().count());
                assert!(stands.eq(admitted.quote.exact.chars()));
            }
        }
    }
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    _args: Args,
}

fn words(text: &str) {
    let _ = Line::try_parse_from(std::iter::once("dateline").chain(text.lines()));
}
