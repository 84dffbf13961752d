//! What the reader of reports finds in words that are marked: read beside the frames.

use crate::chronicle::{Chronicle, SourceId};
use crate::gui::widgets::waker;
use crate::jobs::Latest;
use crate::language::Text;
use crate::propose::{Proposal, read};
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
