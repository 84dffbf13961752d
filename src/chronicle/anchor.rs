//! Where a quotation that no longer stands in its document may stand now.

use crate::chronicle::near::{Near, nearly};
use std::ops::Range;

/// A passage that may be the one that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorCandidate {
    /// Where it stands, in code points of the document.
    pub chars: Range<usize>,
    /// How it agrees with the quotation: "only the quotation marks differ", "4 of 7 words".
    pub agrees: String,
}

/// How many candidates are shown.
const MOST: usize = 4;

/// Where words stand in a text, where they do once and no more, in code points.
pub fn stands_once(text: &str, words: &str) -> Option<Range<usize>> {
    let mut found = text.match_indices(words).filter(|_| !words.is_empty());
    let (at, None) = (found.next()?.0, found.next()) else { return None };
    Some(chars_at(text, at, words))
}

/// The passages that agree best with words, the best first.
pub fn candidates(text: &str, words: &str) -> Vec<AnchorCandidate> {
    let mut found: Vec<AnchorCandidate> = text
        .match_indices(words)
        .filter(|_| !words.trim().is_empty())
        .take(MOST)
        .map(|(at, _)| AnchorCandidate { chars: chars_at(text, at, words), agrees: "the same words".to_owned() })
        .collect();
    if found.is_empty() {
        found.extend(nearly(text, words).map(|near| of_near(near, words)));
    }
    for other in alike(text, words) {
        if found.iter().all(|known| known.chars.end <= other.chars.start || other.chars.end <= known.chars.start) {
            found.push(other);
        }
    }
    found.truncate(MOST);
    found
}

fn chars_at(text: &str, at: usize, words: &str) -> Range<usize> {
    let from = text.get(..at).map_or(0, |before| before.chars().count());
    from..from + words.chars().count()
}

fn of_near(near: Near, words: &str) -> AnchorCandidate {
    match near {
        Near::Changed { at, what } => {
            AnchorCandidate { chars: at, agrees: format!("only the {} differ", what.join(" and the ")) }
        }
        Near::Elided { at } => AnchorCandidate { chars: at, agrees: "with what was left out".to_owned() },
        Near::Begins { at, written, .. } => {
            // As long as what was quoted.
            let chars = at.start..at.end + written.chars().count().min(words.chars().count().saturating_sub(at.len()));
            AnchorCandidate { chars, agrees: "begins with the same words".to_owned() }
        }
    }
}

/// Stretches with at least half of the words, one for each part of the text.
fn alike(text: &str, words: &str) -> Vec<AnchorCandidate> {
    let sought = tokens(words);
    let all = tokens(text);
    let length = sought.len();
    if length < 3 || all.len() < length {
        return Vec::new();
    }
    let known: std::collections::BTreeSet<&str> = sought.iter().map(|(word, _)| word.as_str()).collect();
    let agrees: Vec<usize> = all.iter().map(|(word, _)| usize::from(known.contains(word.as_str()))).collect();
    let mut stretches: Vec<(usize, usize)> = (0..=all.len() - length)
        .map(|from| (agrees.get(from..from + length).unwrap_or_default().iter().sum(), from))
        .filter(|(agree, _)| agree * 2 >= length)
        .collect();
    stretches.sort_by_key(|(agree, from)| (std::cmp::Reverse(*agree), *from));
    let mut found: Vec<AnchorCandidate> = Vec::new();
    for (agree, from) in stretches {
        let (Some((_, first)), Some((_, last))) = (all.get(from), all.get(from + length - 1)) else { continue };
        let chars = first.start..last.end;
        if found.iter().all(|known| known.chars.end <= chars.start || chars.end <= known.chars.start) {
            found.push(AnchorCandidate { chars, agrees: format!("{agree} of {length} words") });
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// Words in small letters, with the code points they stand at.
fn tokens(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for (at, c) in text.chars().enumerate().filter(|(_, c)| c.is_alphanumeric()) {
        match found.last_mut().filter(|(_, range)| range.end == at) {
            Some((word, range)) => {
                word.extend(c.to_lowercase());
                range.end = at + 1;
            }
            None => found.push((c.to_lowercase().collect(), at..at + 1)),
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const TEXT: &str = "“Herat is ours,” a Taliban spokesman wrote. “Kandahar is ours,” the spokesman wrote later.";

    fn passage(candidate: &AnchorCandidate) -> String {
        TEXT.chars().skip(candidate.chars.start).take(candidate.chars.len()).collect()
    }

    #[test]
    fn words_that_stand_once_are_found_and_those_that_stand_twice_are_not() {
        assert_eq!(stands_once(TEXT, "Herat"), Some(1..6));
        for words in ["spokesman", "Mazar", ""] {
            assert_eq!(stands_once(TEXT, words), None, "{words}");
        }
    }

    #[test]
    fn candidates_say_how_they_agree_the_best_first() {
        let found = candidates(TEXT, "\"Herat is ours,\" a Taliban spokesman wrote");
        assert_eq!(passage(&found[0]), "“Herat is ours,” a Taliban spokesman wrote");
        assert_eq!(found[0].agrees, "only the quotation marks differ");
        assert!(passage(&found[1]).starts_with("Kandahar is ours"), "{found:?}");
        assert!(found[1].agrees.ends_with("of 7 words"), "{found:?}");
        assert_eq!(candidates(TEXT, "nothing of the kind was ever said"), Vec::new());
        assert_eq!(candidates(TEXT, "spokesman").len(), 2);
    }
}
