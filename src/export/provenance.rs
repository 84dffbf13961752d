//! Where a file comes from.

use crate::chronicle::Basis;
use crate::export::Still;
use crate::scene::{Theme, View};
use crate::timeline::{Timeslice, headline, text_alternative};

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
    pub at: String,
    /// By when claims had to be published to count; none is hindsight.
    pub known_by: Option<String>,
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
    /// The provenance of a still.
    pub fn of(still: Still<'_>, slice: &Timeslice) -> Self {
        let Still { chronicle, atlas, clock, view, .. } = still;
        let words = headline(chronicle, slice, view.reference());
        let meta = &chronicle.meta;
        let documents = chronicle.sources.values().filter(|_| view.shows("documents"));
        let references = chronicle.references.values().filter(|_| crate::export::shown(view, Basis::Reference));
        let credit = |c: &crate::chronicle::Credit| match &c.address {
            Some(address) => format!("{} ({}): {address}", c.title, c.licence),
            None => format!("{} ({})", c.title, c.licence),
        };
        Self {
            headline: format!("{}: {}", words.date, words.title),
            description: text_alternative(chronicle, slice, view.reference()),
            chronicle: meta.title.clone(),
            chronicle_version: meta.version.clone(),
            chronicle_sha256: chronicle.hash.clone(),
            basemap_sha256: atlas.basemap_hash().to_owned(),
            at: clock.cursor.written(),
            known_by: clock.known_by.map(|moment| moment.written()),
            sources: documents
                .map(|source| source.label.clone())
                .chain(references.map(|reference| format!("{}, {}", reference.publisher, reference.title)))
                .collect(),
            view: view.clone(),
            program: concat!("Dateline ", env!("CARGO_PKG_VERSION")).to_owned(),
            command: command(still),
            credits: meta.credits.iter().map(credit).chain(meta.notes.iter().cloned()).collect(),
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
            ("dateline:provenance", self.json()),
        ]
    }
}

/// The command line that makes the same file again, its path left open.
fn command(still: Still<'_>) -> String {
    let Still { chronicle, clock, view, opened_as, .. } = still;
    let mut words = vec!["dateline".to_owned(), "export".to_owned()];
    words.extend(opened_as.map(quoted));
    words.extend(["--at".to_owned(), clock.cursor.written()]);
    words.extend(clock.known_by.into_iter().flat_map(|moment| ["--known-by".to_owned(), moment.written()]));
    words.extend(["--size".to_owned(), format!("{}x{}", view.size_px[0], view.size_px[1])]);
    if view.theme == Theme::Dark {
        words.extend(["--theme".to_owned(), "dark".to_owned()]);
    }
    let opening = View::still(chronicle.meta.bbox, view.size_px, view.theme);
    if opening.viewport != view.viewport {
        let b = view.fitted_bbox();
        words.push(format!("--bbox={},{},{},{}", b.west, b.south, b.east, b.north));
    }
    words.extend(view.selection.iter().flat_map(|place| ["--select".to_owned(), quoted(place.as_str())]));
    let hidden: Vec<&str> = view.hidden.iter().map(String::as_str).filter(|layer| *layer != "reference").collect();
    if !view.reference() {
        words.push("--no-reference".to_owned());
    }
    if !hidden.is_empty() {
        words.extend(["--hide".to_owned(), hidden.join(",")]);
    }
    words.join(" ")
}

/// A word for a shell: in quotes where it needs them.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
