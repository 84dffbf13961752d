//! The lines that readers speak: one JSON document in, one result out. A stable form.

use crate::language::Text;
use crate::propose::languages::Language;
use crate::propose::mentions::{PlaceMention, PlaceRole};
use crate::propose::proposal::Proposal;
use crate::propose::reader::{Reading, read_in};
use crate::time::Day;
use crate::world::Gazetteer;
use serde_json::Value;
use serde_json::value::RawValue;

/// The longest line that is read, in bytes: some thousand times a report.
pub const LONGEST_LINE: usize = 16 << 20;

/// A document to read: `{"id": "…", "published": "2021-08-13" or null, "language": "en" or null, "text": "…"}`.
#[derive(Debug, serde::Deserialize, serde::Serialize)]
pub struct Request {
    /// Its own name, given back with the result.
    #[serde(default)]
    pub id: Value,
    /// Its date, `YYYY-MM-DD`, by which relative words are understood.
    #[serde(default)]
    pub published: Option<String>,
    /// Its language by BCP 47; one that is not given, or not read, is told by the words.
    #[serde(default)]
    pub language: Option<String>,
    /// The text itself.
    pub text: String,
}

/// A place or a time that a text names, with its code points.
#[derive(Debug, serde::Serialize)]
struct PlaceLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    id: Option<String>,
    name: Option<&'a str>,
    lon: Option<f64>,
    lat: Option<f64>,
}

#[derive(Debug, serde::Serialize)]
struct TimeLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    when: Option<&'a str>,
    earliest: Option<&'a str>,
    latest: Option<&'a str>,
}

#[derive(Debug, serde::Serialize)]
struct Mentions<'a> {
    places: Vec<PlaceLine<'a>>,
    times: Vec<TimeLine<'a>>,
}

#[derive(Debug, serde::Serialize)]
struct Response<'a> {
    id: &'a Value,
    proposals: &'a [Proposal],
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Mentions<'a>>,
    /// Why proposals of another reader did not pass the door.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    refused: &'a [String],
}

/// What is wrong with one line, given back in the place of its result.
#[derive(Debug, serde::Serialize)]
struct Failure<'a> {
    id: &'a Value,
    error: &'a str,
}

impl Request {
    /// Reads a line.
    ///
    /// # Errors
    /// The line to give back instead: the document's id, where it can be read, and what is wrong.
    pub fn parse(line: &[u8]) -> Result<Self, String> {
        match serde_json::from_slice::<Self>(line) {
            Ok(request) => Ok(request),
            Err(error) => Err(failure(&id_of(line), &format!("this is no document: {error}"))),
        }
    }

    /// The date as a day; one that is longer than a day counts by its last.
    ///
    /// # Errors
    /// The line to give back instead.
    pub fn day(&self) -> Result<Option<Day>, String> {
        let Some(written) = self.published.as_deref().filter(|written| !written.is_empty()) else { return Ok(None) };
        let day = written.get(..10).unwrap_or(written).parse::<Day>();
        day.map(Some)
            .map_err(|_| failure(&self.id, &format!("expected published as YYYY-MM-DD or null, found \"{written}\"")))
    }
}

/// The id of a line that is no document, where it has one.
fn id_of(line: &[u8]) -> Value {
    #[derive(serde::Deserialize)]
    struct Named {
        id: Value,
    }
    serde_json::from_slice::<Named>(line).map_or(Value::Null, |named| named.id)
}

/// The line that stands in the place of a result.
pub fn failure(id: &Value, error: &str) -> String {
    serde_json::to_string(&Failure { id, error }).unwrap_or_default()
}

/// Reads one line and answers with one, both without a line feed.
pub fn answer(line: &[u8], mentions: bool, world: &Gazetteer) -> String {
    let request = match Request::parse(line) {
        Ok(request) => request,
        Err(failure) => return failure,
    };
    let published = match request.day() {
        Ok(published) => published,
        Err(failure) => return failure,
    };
    let text = Text::new(&request.text);
    let language = request.language.as_deref().and_then(Language::named).unwrap_or_else(|| Language::of(&text));
    let reading = read_in(language, &text, published, world);
    written(&request.id, &text, &reading, mentions, world)
}

/// A reading as a line.
pub fn written(id: &Value, text: &Text<'_>, reading: &Reading, mentions: bool, world: &Gazetteer) -> String {
    let mentions = mentions.then(|| Mentions {
        places: reading
            .places
            .iter()
            .filter(|place| is_named(place))
            .map(|place| place_line(place, text, world))
            .collect(),
        times: reading.times.iter().map(|time| time_line(time, text)).collect(),
    });
    response(&Response { id, proposals: &reading.proposals, mentions, refused: &[] })
}

/// What another reader proposed and passed the door, and why the rest did not, as a line.
pub fn admitted(id: &Value, proposals: &[Proposal], refused: &[String]) -> String {
    response(&Response { id, proposals, mentions: None, refused })
}

fn response(response: &Response<'_>) -> String {
    serde_json::to_string(response).unwrap_or_default()
}

/// Words that point back are no names; a name without a choice is given only where the gazetteer does not know it.
fn is_named(place: &PlaceMention) -> bool {
    !matches!(place.role, PlaceRole::Anaphor(_))
        && (place.chosen.is_some() || place.candidates.is_empty() && place.role == PlaceRole::Name)
}

fn place_line<'a>(place: &PlaceMention, text: &Text<'a>, world: &'a Gazetteer) -> PlaceLine<'a> {
    let chars = text.chars(place.tokens.clone());
    let entry = place.chosen.and_then(|chosen| place.candidates.get(chosen)).map(|candidate| candidate.entry);
    let position = entry.map(|entry| world.position(entry));
    PlaceLine {
        start: chars.start,
        end: chars.end,
        text: text.written(place.tokens.clone()),
        id: entry.map(|entry| world.key(entry)),
        name: entry.map(|entry| world.name(entry)),
        lon: position.map(|(lon, _)| lon),
        lat: position.map(|(_, lat)| lat),
    }
}

fn time_line<'a>(time: &'a crate::propose::TimeMention, text: &Text<'a>) -> TimeLine<'a> {
    let chars = text.chars(time.tokens.clone());
    TimeLine {
        start: chars.start,
        end: chars.end,
        text: text.written(time.tokens.clone()),
        when: time.value.as_deref(),
        earliest: time.earliest.as_deref(),
        latest: time.latest.as_deref(),
    }
}

/// What a reader answered for one document: its proposals, each still as it was written, or what went wrong.
///
/// # Errors
/// The reader's own error, or why its line cannot be read.
pub fn proposals_of(line: &[u8]) -> Result<Vec<Box<RawValue>>, String> {
    #[derive(serde::Deserialize)]
    struct Answer {
        #[serde(default)]
        proposals: Option<Vec<Box<RawValue>>>,
        #[serde(default)]
        error: Option<String>,
    }
    match serde_json::from_slice::<Answer>(line) {
        Ok(Answer { error: Some(error), .. }) => Err(error),
        Ok(Answer { proposals: Some(proposals), .. }) => Ok(proposals),
        Ok(Answer { proposals: None, .. }) => Err("the answer has no proposals".to_owned()),
        Err(error) => Err(format!("the answer is no JSON line: {error}")),
    }
}
