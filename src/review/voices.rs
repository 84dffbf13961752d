//! Whose words a claim is: the voice that is counted, by the words that name it.

use crate::chronicle::{Event, Source, VoiceId};
use crate::language::fold;
use crate::propose::Proposal;

/// Words of a voice that make up its id.
const WORDS: usize = 5;

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBy {
    /// Whose words they are.
    pub voice: VoiceId,
    /// In words: "a Taliban spokesman".
    pub by: String,
    /// Whether nobody but the copy itself speaks: then all copies of one wire are one voice.
    pub unattributed: bool,
}

/// Who says what a proposal tells. Somebody with a name is the same in every document; "officials" of one wire need not be
/// those of another.
pub(super) fn said_by(source: &Source, proposal: &Proposal) -> SaidBy {
    if proposal.voice.is_empty() || proposal.voice == "report" {
        let by = if proposal.by.is_empty() { "the report itself".to_owned() } else { proposal.by.clone() };
        return SaidBy { voice: VoiceId::from(format!("V-{}", slug(&source.wire)).as_str()), by, unattributed: true };
    }
    let words = strip_article(&proposal.voice);
    let has_name = words
        .split_whitespace()
        .skip(1)
        .chain(words.split_whitespace().next().filter(|_| !words.contains(' ')))
        .any(|word| word.chars().next().is_some_and(char::is_uppercase));
    let id = slug(words);
    let id = if has_name { format!("V-{id}") } else { format!("V-{id}-{}", slug(&source.wire)) };
    let by = if proposal.by.is_empty() { proposal.voice.clone() } else { proposal.by.clone() };
    SaidBy { voice: VoiceId::from(id.as_str()), by, unattributed: false }
}

/// How many voices an event has already, and whether this one is among them.
pub(super) fn heard(event: &Event, source: &Source, said: &SaidBy) -> (usize, bool) {
    let mut witnesses: Vec<&str> =
        event.claims.iter().filter_map(|claim| claim.witness()).map(VoiceId::as_str).collect();
    witnesses.sort_unstable();
    witnesses.dedup();
    let own = if said.unattributed { source.wire.as_str() } else { said.voice.as_str() };
    (witnesses.len(), witnesses.contains(&own))
}

fn strip_article(words: &str) -> &str {
    let rest = ["the ", "a ", "an "].iter().find_map(|article| {
        words.get(..article.len()).filter(|begin| begin.eq_ignore_ascii_case(article)).and(words.get(article.len()..))
    });
    rest.unwrap_or(words)
}

/// Capitals, digits and hyphens: "Ministry of Defence" is `MINISTRY-OF-DEFENCE`.
pub(super) fn slug(words: &str) -> String {
    let folded = fold(words).to_uppercase();
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.take(WORDS).collect::<Vec<_>>().join("-")
}
