//! What the reader of reports finds in words that are marked: read beside the frames.

use crate::chronicle::{Chronicle, NewPlace, PlaceId, Precision, SideId, SourceId};
use crate::geo::LonLat;
use crate::gui::widgets::waker;
use crate::jobs::Latest;
use crate::language::Text;
use crate::propose::{Proposal, ProposedPlace, read};
use crate::time::Day;
use crate::world::Gazetteer;
use std::ops::Range;
use std::sync::Arc;

/// Words of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedWords {
    /// The document.
    pub source: SourceId,
    /// Where they stand, in code points.
    pub chars: Range<usize>,
}

struct Asked {
    marked: MarkedWords,
    text: Arc<str>,
    published: Option<Day>,
}

/// What was read, and of which words.
type Answer = (MarkedWords, Option<Proposal>);

/// Reads words that are marked.
#[derive(Default)]
pub struct Prefill {
    worker: Option<Latest<Asked, Answer>>,
    asked: Option<MarkedWords>,
}

impl Prefill {
    /// Asks what stands in marked words, once.
    pub fn ask(&mut self, ctx: &egui::Context, chronicle: &Chronicle, marked: &MarkedWords) {
        if self.asked.as_ref() == Some(marked) {
            return;
        }
        self.asked = Some(marked.clone());
        let Some(source) = chronicle.sources.get(&marked.source) else { return };
        let worker = self.worker.get_or_insert_with(|| Latest::new("reader", waker(ctx), |asked, _| look(asked)));
        let published = source.published.span().days().1;
        worker.ask(Asked { marked: marked.clone(), text: Arc::clone(&source.text), published });
    }

    /// What was found, once.
    pub fn take(&self) -> Option<Answer> {
        self.worker.as_ref().and_then(Latest::take)?.ok()
    }

    /// Lets go of what was asked.
    pub fn forget(&mut self) {
        self.asked = None;
    }
}

/// The proposal whose passage has most of the words marked.
fn look(Asked { marked, text, published }: Asked) -> Answer {
    let read = read(&Text::new(&text), published, Gazetteer::shared());
    let shared = |proposal: &Proposal| {
        let (from, until) = (proposal.quote.start.max(marked.chars.start), proposal.quote.end.min(marked.chars.end));
        until.saturating_sub(from)
    };
    let best = read.proposals.into_iter().filter(|proposal| shared(proposal) > 0).max_by_key(shared);
    (marked, best)
}

/// The place of a chronicle that is meant, else a new one.
pub fn place_of(chronicle: &Chronicle, proposed: &ProposedPlace) -> Result<PlaceId, Box<NewPlace>> {
    /// Places of one name so near to each other are one, km.
    const SAME_KM: f64 = 30.0;
    let at = LonLat::new(proposed.lon, proposed.lat);
    let near = |known: LonLat| crate::geo::distance_km(known, at) < SAME_KM;
    let called = |name: &String| name.to_lowercase() == proposed.name.to_lowercase();
    let same = chronicle.places.values().find(|place| {
        // The points of regions and countries lie anywhere in them.
        let wide = place.precision > Some(Precision::Settlement);
        std::iter::once(&place.name).chain(&place.variants).any(called) && (wide || place.position.is_none_or(near))
    });
    if let Some(place) = same {
        return Ok(place.id.clone());
    }
    let (source, id) = proposed.id.split_once(':').unwrap_or(("dateline", &proposed.id));
    Err(Box::new(NewPlace {
        name: proposed.name.clone(),
        role: "town".to_owned(),
        position: Some(at),
        precision: Some(Precision::Settlement),
        gazetteer: Some((source.to_owned(), id.to_owned(), proposed.name.clone())),
        ..NewPlace::default()
    }))
}

/// The side that words name.
pub fn side_of(chronicle: &Chronicle, named: &str) -> Option<SideId> {
    let named = named.to_lowercase();
    let means = |name: &str| {
        let name = name.to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        !name.is_empty() && named.contains(name)
    };
    chronicle.meta.sides.iter().find(|side| means(&side.name) || means(&side.label)).map(|side| side.id.clone())
}
