//! Wire copies: passages that stand in an earlier document too, so that two papers that print one agency's report are
//! one voice.

use crate::language::Text;
use crate::propose::proposal::Quote;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Words in a row that are compared.
const RUN: usize = 6;
/// The share of a passage's runs, in percent, that must stand in one document for it to be a copy of that.
const SHARED: usize = 60;

/// The passages of the documents read so far. Memory grows with their words: 12 bytes for each run.
///
/// ```
/// use dateline::language::Text;
/// use dateline::propose::{Copies, read};
/// use dateline::world::Gazetteer;
/// let wire = "Rebel fighters captured the eastern city of Goma on Monday after a week of clashes, the army said.";
/// let paper = format!("{wire} Our own reporter was not there.");
/// let mut copies = Copies::default();
/// for (number, text) in [wire, &paper].into_iter().enumerate() {
///     let text = Text::new(text);
///     let quote = read(&text, None, Gazetteer::shared()).proposals[0].quote.clone();
///     assert_eq!(copies.source(&text, &quote), (number == 1).then_some(0));
///     assert_eq!(copies.add(&text), number);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Copies {
    /// For each run of words the first document in which it stands.
    first: HashMap<u64, u32>,
    documents: u32,
    /// How many runs each document has.
    runs: Vec<usize>,
}

/// How much a document has in common with an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// The number of the earlier one.
    pub with: usize,
    /// The share of its own runs of words that stand there, 0 to 1.
    pub own: f64,
    /// The share of the earlier one's runs that stand here, 0 to 1.
    pub theirs: f64,
}

impl Copies {
    /// Adds a document and gives its number, counted from 0. Its own passages are to be asked for before.
    pub fn add(&mut self, text: &Text<'_>) -> usize {
        let number = self.documents;
        let mut count = 0;
        for run in runs(text, 0..text.tokens().len()) {
            self.first.entry(run).or_insert(number);
            count += 1;
        }
        self.runs.push(count);
        self.documents += 1;
        number as usize
    }

    /// The earlier document with which a whole one has most in common; none where they share nothing.
    pub fn shared(&self, text: &Text<'_>) -> Option<Shared> {
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        let mut all = 0_usize;
        for run in runs(text, 0..text.tokens().len()) {
            all += 1;
            if let Some(document) = self.first.get(&run) {
                *shared.entry(*document).or_default() += 1;
            }
        }
        let (document, count) = shared.into_iter().max_by_key(|(document, count)| (*count, Reverse(*document)))?;
        let theirs = self.runs.get(document as usize).copied().unwrap_or(0).max(1);
        let share = |of: usize| (count as f64 / of.max(1) as f64).min(1.0);
        Some(Shared { with: document as usize, own: share(all), theirs: share(theirs) })
    }

    /// The earlier document whose words a passage repeats: the first in which most of its runs of words stand. None for
    /// a passage of a few words, which two writers may well have in common.
    pub fn source(&self, text: &Text<'_>, passage: &Quote) -> Option<usize> {
        let tokens = text.tokens();
        let from = tokens.partition_point(|token| (token.char_start as usize) < passage.start);
        let to = tokens.partition_point(|token| (token.char_end as usize) <= passage.end);
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        let mut all = 0;
        for run in runs(text, from..to.max(from)) {
            all += 1;
            if let Some(document) = self.first.get(&run) {
                *shared.entry(*document).or_default() += 1;
            }
        }
        let enough = |count: usize| all > 2 && count * 100 >= all * SHARED;
        shared.into_iter().find(|(_, count)| enough(*count)).map(|(document, _)| document as usize)
    }
}

/// A number for every run of words, whatever stands between them; the same on every machine.
fn runs<'t>(text: &'t Text<'_>, tokens: Range<usize>) -> impl Iterator<Item = u64> + 't {
    let words: Vec<u64> = tokens
        .filter(|at| text.tokens().get(*at).is_some_and(|token| token.is_word()))
        .map(|at| text.folded(at).bytes().fold(FNV_OFFSET, mixed))
        .collect();
    let of = |run: &[u64]| run.iter().flat_map(|word| word.to_le_bytes()).fold(FNV_OFFSET, mixed);
    words.windows(RUN).map(of).collect::<Vec<_>>().into_iter()
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn mixed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::reader::quote;

    /// For each document and sentence, the earlier document that it is a copy of.
    fn sources(documents: &[&str]) -> Vec<Vec<Option<usize>>> {
        let mut copies = Copies::default();
        let mut of = |document: &&str| {
            let text = Text::new(document);
            let sentences = text.sentences().iter().map(|s| copies.source(&text, &quote(&text, s.tokens.clone())));
            let found = sentences.collect();
            copies.add(&text);
            found
        };
        documents.iter().map(&mut of).collect()
    }

    #[test]
    fn a_passage_that_was_printed_before_is_a_copy_of_the_first_that_had_it() {
        let wire = "Rebel fighters captured the eastern city of Goma on Monday, the army said in a statement.";
        let edited = "GOMA (AFP) - Rebel fighters captured the eastern city of Goma on Monday, the army said.";
        let own = "The army admitted late on Monday that Goma had fallen to rebels after a week of clashes.";
        assert_eq!(
            sources(&[wire, edited, own, &format!("{own} {wire}")]),
            [vec![None], vec![Some(0)], vec![None], vec![Some(2), Some(0)]]
        );
    }

    #[test]
    fn a_few_words_in_common_make_no_copy() {
        assert_eq!(sources(&["Herat fell on Friday.", "Herat fell on Friday."]), [[None], [None]]);
    }
}
