//! Where a file comes from.

use crate::chronicle::{Basis, Chronicle};
use crate::export::png::PROVENANCE;
use crate::export::{Coverage, Job, command};
use crate::scene::View;
use crate::text::borrowed;
use crate::timeline::Clock;
use crate::words::{self, headline, text_alternative};
use std::collections::BTreeSet;

/// Written into every export: what it shows, of which chronicle, and how to make it again. The path of the file
/// itself is left out, so that the same picture has the same bytes wherever it is saved.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Provenance {
    /// Date and title of the picture.
    pub headline: String,
    /// What the map says, in words.
    pub description: String,
    /// The chronicle's title.
    pub chronicle: String,
    /// The chronicle's own version.
    pub chronicle_version: String,
    /// SHA-256 of the chronicle.
    pub chronicle_sha256: String,
    /// SHA-256 of its base map.
    pub basemap_sha256: String,
    /// The instant shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The first day shown, of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day shown, of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// By when claims had to be published to count; none is hindsight.
    pub known_by: Option<String>,
    /// Whether each picture knows what had been published by its own instant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_known_then: bool,
    /// What is left out, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filtered: Option<String>,
    /// Fonts of the system that write some of the names: elsewhere the same command may draw them in another hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub system_fonts: Vec<String>,
    /// The documents and references of the chronicle.
    pub sources: Vec<String>,
    /// The view.
    pub view: View,
    /// Name and version of the program.
    pub program: String,
    /// The command that makes the file again, without its path.
    pub command: String,
    /// Who made the base map, with licences.
    pub credits: Vec<String>,
}

impl Provenance {
    /// The provenance of what is ordered.
    pub fn of(job: &Job) -> Self {
        let (chronicle, view) = (job.chronicle(), &job.view);
        let meta = &chronicle.meta;
        let (headline, description) = words(job);
        let documents = chronicle.sources.values().filter(|_| job.shows(Basis::Documents));
        let references = chronicle.references.values().filter(|_| job.shows(Basis::Reference));
        let credit = |c: &crate::chronicle::Credit| match &c.address {
            Some(address) => format!("{} ({}): {address}", c.title, c.licence),
            None => format!("{} ({})", c.title, c.licence),
        };
        let (at, days) = match job.coverage {
            Coverage::At(moment) => (Some(moment.written()), None),
            Coverage::Days { from, until } => (None, Some((from.to_string(), until.to_string()))),
            Coverage::All => (None, None),
        };
        let (from, until) = days.unzip();
        Self {
            headline,
            description,
            chronicle: meta.title.clone(),
            chronicle_version: meta.version.clone(),
            chronicle_sha256: chronicle.hash.clone(),
            basemap_sha256: job.data.atlas.basemap_hash().to_owned(),
            at,
            from,
            until,
            known_by: job.known_by.map(|moment| moment.written()),
            as_known_then: job.as_known_then,
            filtered: words::filtered(&job.timeline),
            system_fonts: system_fonts(chronicle),
            sources: documents
                .map(|source| source.label.clone())
                .chain(references.map(|reference| format!("{}, {}", reference.publisher, reference.titled())))
                .collect(),
            view: view.clone(),
            program: concat!("Dateline ", env!("CARGO_PKG_VERSION")).to_owned(),
            command: command(job, None),
            credits: {
                let notes = job.data.atlas.notes(meta).into_iter().map(str::to_owned);
                job.data.atlas.credits(meta).map(credit).chain(notes).collect()
            },
        }
    }

    /// As one line of JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The text chunks of a picture: keyword and text.
    pub(super) fn words(&self) -> [(&'static str, String); 6] {
        [
            ("Title", self.headline.clone()),
            ("Description", self.description.clone()),
            ("Source", self.sources.join("; ")),
            ("Copyright", self.credits.join("; ")),
            ("Software", self.program.clone()),
            (PROVENANCE, self.json()),
        ]
    }
}

/// The fonts of the system that write names of places and sides, or the title.
fn system_fonts(chronicle: &Chronicle) -> Vec<String> {
    let places = chronicle.places.values().flat_map(|place| std::iter::once(&place.name).chain(place.names.values()));
    let sides = chronicle.meta.sides.iter().flat_map(|side| [&side.name, &side.label]);
    let drawn = places.chain(sides).chain([&chronicle.meta.title]).filter(|name| !name.is_ascii());
    drawn.filter_map(|name| borrowed(name)).collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect()
}

/// Headline and description: of an instant what it shows, of several days what each brought.
fn words(job: &Job) -> (String, String) {
    let (chronicle, timeline, view) = (job.chronicle(), &job.timeline, &job.view);
    let meta = &chronicle.meta;
    match job.coverage {
        Coverage::At(_) => {
            let slice = timeline.slice(job.last());
            let words = headline(chronicle, &slice, view.shown());
            let description = text_alternative(chronicle, &slice, view.shown());
            (format!("{}: {}", words.date, words.title), description)
        }
        Coverage::Days { from, until } => {
            let day = |clock: Clock| {
                let words = headline(chronicle, &timeline.slice(clock), view.shown());
                format!("{}: {}. {}", words.date, words.title, words.sum)
            };
            let days: Vec<String> = job.clocks().into_iter().map(day).collect();
            (format!("{}: {from} to {until}", meta.title), days.join("\n"))
        }
        Coverage::All => (meta.title.clone(), meta.summary.clone()),
    }
}
