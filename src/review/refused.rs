//! What another reader proposed and what is not to be had: the passage does not stand in the document.

use crate::chronicle::{Files, SourceId};
use crate::language::Text;
use crate::propose::{Proposal, admit, proposals_of};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Where they stand.
const ANSWERS: &str = "data/proposals.jsonl";

/// A proposal whose quotation does not stand in its document.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusedProposal {
    /// What tells it from all others.
    pub id: String,
    /// As its reader wrote it.
    pub written: String,
    /// The quotation, which the document does not have.
    pub exact: String,
    /// Why it is refused.
    pub reason: String,
    /// The sentence that has most of its words, in code points; none where no word stands there.
    pub nearest: Option<Range<usize>>,
    /// How many of its words that sentence has, and how many it has.
    pub shared: (usize, usize),
}

impl RefusedProposal {
    /// The proposal with the nearest passage in the place of its quotation.
    ///
    /// # Errors
    /// Where there is no such passage, or what was written is no proposal.
    pub fn anchored(&self, document: &str) -> Result<Proposal, String> {
        let nearest = self.nearest.clone().ok_or("no passage of the document is near it")?;
        let exact: String = document.chars().skip(nearest.start).take(nearest.len()).collect();
        let mut value: serde_json::Value =
            serde_json::from_str(&self.written).map_err(|error| format!("this is no proposal: {error}"))?;
        if let Some(quote) = value.get_mut("quote") {
            *quote = serde_json::json!({ "exact": exact, "start": nearest.start, "end": nearest.end });
        }
        admit(&value.to_string(), document)
    }
}

/// What another reader answered for a document, as a line of `dateline propose`: what passed the door, and what did not.
/// `before` were refused already.
pub(super) fn answered(
    source: &SourceId,
    text: &str,
    before: usize,
    line: &[u8],
) -> (Vec<Proposal>, Vec<RefusedProposal>) {
    let (mut admitted, mut refused) = (Vec::new(), Vec::new());
    for written in proposals_of(line).unwrap_or_default() {
        match admit(written.get(), text) {
            Ok(proposal) => admitted.push(proposal),
            Err(reason) => {
                let exact = exact_of(written.get());
                let (nearest, shared) = nearest(text, &exact);
                let id = format!("{source}-refused-{}", before + refused.len() + 1);
                refused.push(RefusedProposal { id, written: written.get().to_owned(), exact, reason, nearest, shared });
            }
        }
    }
    (admitted, refused)
}

/// What other readers answered for the documents of a chronicle: the lines of `data/proposals.jsonl`, by document.
pub fn answers(files: &dyn Files) -> BTreeMap<SourceId, Vec<Vec<u8>>> {
    #[derive(serde::Deserialize)]
    struct Line {
        id: SourceId,
    }
    let mut all: BTreeMap<SourceId, Vec<Vec<u8>>> = BTreeMap::new();
    let Ok(bytes) = files.read(ANSWERS) else { return all };
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(Line { id }) = serde_json::from_slice(line) {
            all.entry(id).or_default().push(line.to_vec());
        }
    }
    all
}

fn exact_of(written: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Quoted {
        #[serde(default)]
        quote: Exact,
    }
    #[derive(Default, serde::Deserialize)]
    struct Exact {
        #[serde(default)]
        exact: String,
    }
    serde_json::from_str::<Quoted>(written).map(|quoted| quoted.quote.exact).unwrap_or_default()
}

/// The sentence that has most of the words of a quotation.
fn nearest(document: &str, exact: &str) -> (Option<Range<usize>>, (usize, usize)) {
    let (text, quoted) = (Text::new(document), Text::new(exact));
    let words = |text: &Text<'_>, tokens: Range<usize>| -> BTreeSet<String> {
        let is_word = |at: &usize| text.tokens().get(*at).is_some_and(|token| token.is_word());
        tokens.filter(is_word).map(|at| text.folded(at).to_owned()).collect()
    };
    let wanted = words(&quoted, 0..quoted.tokens().len());
    let counted = text.sentences().iter().map(|sentence| {
        let shared = words(&text, sentence.tokens.clone()).intersection(&wanted).count();
        (shared, sentence.tokens.clone())
    });
    // Of several the first.
    let best = counted.fold(None, |best: Option<(usize, Range<usize>)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    match best {
        Some((shared, tokens)) if shared > 0 => (Some(text.chars(tokens)), (shared, wanted.len())),
        _ => (None, (0, wanted.len())),
    }
}
