//! Quotations against their documents. Knows nothing of files or records.

use crate::chronicle::Quote;
use std::ops::Range;

/// Bytes of a text by code point, looked up rather than counted.
#[derive(Clone, Debug)]
pub(super) struct CharIndex {
    /// The byte of every [`CharIndex::STEP`]th code point.
    marks: Vec<usize>,
    /// Code points in all.
    chars: usize,
}

impl CharIndex {
    const STEP: usize = 64;

    /// Walks the text once.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if chars % Self::STEP == 0 {
                marks.push(byte);
            }
            chars += 1;
        }
        Self { marks, chars }
    }

    /// The byte where code point `index` begins; the length of the text for the one after the last.
    pub fn byte_of(&self, text: &str, index: usize) -> Option<usize> {
        if index >= self.chars {
            return (index == self.chars).then_some(text.len());
        }
        let mark = *self.marks.get(index / Self::STEP)?;
        let (byte, _) = text.get(mark..)?.char_indices().nth(index % Self::STEP)?;
        Some(mark + byte)
    }

    /// The code point that begins at `byte`.
    fn char_of(&self, text: &str, byte: usize) -> usize {
        let mark = self.marks.partition_point(|mark| *mark <= byte).saturating_sub(1);
        let from = self.marks.get(mark).copied().unwrap_or(0);
        mark * Self::STEP + text.get(from..byte).map_or(0, |part| part.chars().count())
    }
}

/// Why a quotation does not stand where it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// There are no words.
    Empty,
    /// The offsets lie outside the document, or end before they begin.
    Outside {
        /// Code points of the document.
        of: usize,
        /// Where the words stand, in code points.
        found: Vec<Range<usize>>,
    },
    /// Other words stand there; these stand at the given places, in code points.
    Words(Vec<Range<usize>>),
    /// The words stand there, but after other words than the prefix or before others than the suffix. They stand
    /// between those at the given places.
    Surroundings(Vec<Range<usize>>),
}

/// Compares a quotation with its document: words, prefix and suffix, at exactly its offsets. Returns its bytes.
pub(super) fn verify(text: &str, index: &CharIndex, quote: &Quote) -> Result<Range<usize>, Mismatch> {
    if quote.exact.is_empty() {
        return Err(Mismatch::Empty);
    }
    let start = index.byte_of(text, quote.chars.start);
    let end = index.byte_of(text, quote.chars.end);
    let Some((start, end)) = start.zip(end).filter(|(start, end)| start < end) else {
        return Err(Mismatch::Outside { of: index.chars, found: found(text, index, quote) });
    };
    if text.get(start..end) != Some(quote.exact.as_str()) {
        return Err(Mismatch::Words(found(text, index, quote)));
    }
    if surrounded(text, start..end, quote) {
        Ok(start..end)
    } else {
        Err(Mismatch::Surroundings(found(text, index, quote)))
    }
}

fn surrounded(text: &str, at: Range<usize>, quote: &Quote) -> bool {
    text.get(..at.start).is_some_and(|before| before.ends_with(&quote.prefix))
        && text.get(at.end..).is_some_and(|after| after.starts_with(&quote.suffix))
}

/// How many doubles of a quotation are looked at.
const MOST_DOUBLES: usize = 1000;

/// Where the words stand: between prefix and suffix if they do anywhere, else wherever they stand.
fn found(text: &str, index: &CharIndex, quote: &Quote) -> Vec<Range<usize>> {
    let all: Vec<Range<usize>> =
        text.match_indices(&quote.exact).take(MOST_DOUBLES).map(|(start, words)| start..start + words.len()).collect();
    let right: Vec<Range<usize>> = all.iter().filter(|at| surrounded(text, (*at).clone(), quote)).cloned().collect();
    let best = if right.is_empty() { all } else { right };
    best.into_iter().map(|at| index.char_of(text, at.start)..index.char_of(text, at.end)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "“Herat fell.” Caption. Herat fell again. Caption. The end — naïve.";

    fn quote(exact: &str, prefix: &str, suffix: &str, chars: Range<usize>) -> Quote {
        Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into(), chars, bytes: 0..0 }
    }

    fn check(quote: &Quote, expected: Result<&str, Mismatch>) {
        let got = verify(TEXT, &CharIndex::new(TEXT), quote);
        assert_eq!(got.map(|bytes| TEXT.get(bytes).unwrap()), expected, "{quote:?}");
    }

    #[test]
    fn words_at_their_offsets_between_prefix_and_suffix_verify() {
        check(&quote("Herat fell", "“", ".” Caption", 1..11), Ok("Herat fell"));
        check(&quote("Herat fell", "Caption. ", " again", 23..33), Ok("Herat fell"));
        check(&quote("naïve.", "— ", "", 60..66), Ok("naïve."));
    }

    #[test]
    fn a_quotation_that_moved_is_found_again() {
        check(&quote("Herat fell", "“", ".”", 2..12), Err(Mismatch::Words(vec![Range { start: 1, end: 11 }])));
        check(&quote("Herat rose", "“", ".”", 1..11), Err(Mismatch::Words(vec![])));
    }

    #[test]
    fn a_quotation_pointed_at_its_double_is_refused() {
        check(
            &quote("Caption.", "fell.” ", " Herat", 41..49),
            Err(Mismatch::Surroundings(vec![Range { start: 14, end: 22 }])),
        );
        check(&quote("Caption.", "nowhere", "", 14..22), Err(Mismatch::Surroundings(vec![14..22, 41..49])));
    }

    #[test]
    fn offsets_outside_the_document_are_refused() {
        for chars in [60..67, 66..66, 100..120, Range { start: 11, end: 1 }, 0..usize::MAX] {
            check(
                &quote("naïve", "", "", chars),
                Err(Mismatch::Outside { of: 66, found: vec![Range { start: 60, end: 65 }] }),
            );
        }
        check(&quote("", "", "", 0..1), Err(Mismatch::Empty));
    }

    proptest! {
        #[test]
        fn code_points_and_bytes_agree_both_ways(text in "\\PC{0,300}") {
            let index = CharIndex::new(&text);
            for (nth, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.byte_of(&text, nth), Some(byte));
                prop_assert_eq!(index.char_of(&text, byte), nth);
            }
            prop_assert_eq!(index.byte_of(&text, index.chars), Some(text.len()));
            prop_assert_eq!(index.byte_of(&text, index.chars + 1), None);
        }
    }
}
