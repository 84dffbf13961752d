//! What another reader proposed and what is not to be had: the passage does not stand in the document.

use crate::language::Text;
use crate::propose::{Proposal, admit, proposals_of};
use crate::review::document::ReadDocument;
use std::collections::BTreeSet;
use std::ops::Range;

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

/// Takes what another reader answered for a document, as a line of `dateline propose`; gives back what passed the door,
/// and keeps the rest as refused.
pub(super) fn take_answer(document: &mut ReadDocument, line: &[u8]) -> Vec<Proposal> {
    let mut admitted = Vec::new();
    for written in proposals_of(line).unwrap_or_default() {
        let text = std::sync::Arc::clone(&document.text);
        match admit(written.get(), &text) {
            Ok(proposal) => admitted.push(proposal),
            Err(reason) => {
                let refused = refused(document, written.get(), reason);
                document.refused.push(refused);
            }
        }
    }
    admitted
}

fn refused(document: &ReadDocument, written: &str, reason: String) -> RefusedProposal {
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
    let exact = serde_json::from_str::<Quoted>(written).map(|quoted| quoted.quote.exact).unwrap_or_default();
    let (nearest, shared) = nearest(&document.text, &exact);
    let id = format!("{}-refused-{}", document.source, document.refused.len() + 1);
    RefusedProposal { id, written: written.to_owned(), exact, reason, nearest, shared }
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
