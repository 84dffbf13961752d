//! Comparing words as people type them: without case, accents and punctuation, and, where nothing is spelt so, with a
//! slip or two.

use crate::language::fold_into;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// How well a word answers, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// The same word.
    Whole,
    /// It begins so.
    Begins,
    /// It has that in it.
    Inside,
    /// It is spelt nearly so.
    Near,
}

/// A word of a text, folded, each letter with where it came from.
struct Word {
    letters: Vec<char>,
    /// Bytes of the text each letter comes from.
    at: Vec<Range<usize>>,
}

impl Word {
    /// The bytes of some of its letters.
    fn bytes(&self, letters: Range<usize>) -> Range<usize> {
        match self.at.get(letters) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => 0..0,
        }
    }

    /// The bytes of all of them.
    fn all(&self) -> Range<usize> {
        self.bytes(0..self.at.len())
    }
}

/// What is sought, in words.
#[derive(Clone, Debug)]
pub(super) struct Query {
    words: Vec<Vec<char>>,
    joined: Vec<char>,
}

/// Where and how well a text answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The worst of its words.
    pub(super) how: Match,
    /// Whether the text begins with what is sought.
    pub(super) first: bool,
    /// Bytes of the words that answer, ascending.
    pub(super) marks: Vec<Range<usize>>,
}

impl Query {
    /// Reads what was typed; `None` where it has no letter or digit.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let words: Vec<Vec<char>> = words(typed).into_iter().map(|word| word.letters).collect();
        let joined = words.concat();
        (!words.is_empty()).then_some(Self { words, joined })
    }

    /// The words, folded.
    pub(super) fn words(&self) -> impl Iterator<Item = String> {
        self.words.iter().map(|word| word.iter().collect())
    }

    /// Whether every word of it is in the text; `near` lets slips pass.
    pub(super) fn in_text(&self, text: &str, near: bool) -> Option<Hit> {
        let words = words(text);
        let mut hit = Hit { how: Match::Whole, first: false, marks: Vec::new() };
        for (i, sought) in self.words.iter().enumerate() {
            let answers =
                words.iter().enumerate().filter_map(|(at, word)| Some((answer(sought, word, near)?, at, word)));
            let Some((how, at, word)) = answers.min_by_key(|(how, at, _)| (*how, *at)) else {
                // A single letter between words is often spelt otherwise: Pul-e-Alam, Pul-i-Alam.
                if near && sought.len() == 1 && self.words.len() > 1 {
                    hit.how = Match::Near;
                    continue;
                }
                return None;
            };
            hit.how = hit.how.max(how);
            hit.first |= i == 0 && at == 0;
            hit.marks.push(mark(sought, word, how));
        }
        hit.marks.sort_by_key(|mark| mark.start);
        hit.marks.dedup();
        Some(hit)
    }

    /// Whether a name answers, in its words or written as one: "pulialam".
    pub(super) fn in_name(&self, name: &str, near: bool) -> Option<Hit> {
        let apart = self.in_text(name, near);
        let whole = words(name);
        let (Some(start), Some(end)) = (whole.first(), whole.last()) else { return apart };
        let at = start.all().start..end.all().end;
        let one = Word { letters: whole.iter().flat_map(|word| word.letters.clone()).collect(), at: Vec::new() };
        let joined = answer(&self.joined, &one, near)
            .filter(|how| matches!(how, Match::Whole | Match::Begins | Match::Near))
            .map(|how| Hit { how, first: true, marks: vec![at] });
        [apart, joined].into_iter().flatten().min_by_key(|hit| (hit.how, !hit.first))
    }

    /// The words of a text that answer any of the words sought.
    pub(super) fn marks(&self, text: &str, near: bool) -> Vec<Range<usize>> {
        let words = words(text);
        let mut marks: Vec<Range<usize>> = Vec::new();
        for word in &words {
            let best = self.words.iter().filter(|sought| sought.len() > 1 || self.words.len() == 1);
            let best = best.filter_map(|sought| Some((answer(sought, word, near)?, sought))).min();
            marks.extend(best.map(|(how, sought)| mark(sought, word, how)));
        }
        marks
    }
}

fn mark(sought: &[char], word: &Word, how: Match) -> Range<usize> {
    match how {
        Match::Begins => word.bytes(0..sought.len()),
        Match::Inside => {
            let from = word.letters.windows(sought.len()).position(|part| part == sought).unwrap_or(0);
            word.bytes(from..from + sought.len())
        }
        Match::Whole | Match::Near => word.all(),
    }
}

fn answer(sought: &[char], word: &Word, near: bool) -> Option<Match> {
    let letters = &word.letters;
    if letters == sought {
        Some(Match::Whole)
    } else if letters.starts_with(sought) {
        Some(Match::Begins)
    } else if sought.len() > 2 && letters.windows(sought.len()).any(|part| part == sought) {
        Some(Match::Inside)
    } else {
        let slips = match sought.len() {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        (near && slips > 0 && slips_between(sought, letters) <= slips).then_some(Match::Near)
    }
}

/// Letters to add, leave out, change or swap between what is sought and a word, or the beginning of a word: one table
/// gives the distances to all beginnings, where strsim gives the one to the whole word.
fn slips_between(sought: &[char], word: &[char]) -> usize {
    if word.len() + 2 < sought.len() {
        return usize::MAX;
    }
    // Rows of the table of distances between beginnings: the one before last, the last, and this one.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (i, a) in sought.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in word.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut least = (cell(&last, j) + usize::from(a != b)).min(cell(&last, j + 1) + 1).min(cell(&row, j) + 1);
            let swapped = i > 0 && j > 0 && sought.get(i - 1) == Some(b) && word.get(j - 1) == Some(a);
            if swapped {
                least = least.min(cell(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = last;
        last = row;
    }
    // The first letter is rarely mistaken, and the end of a long word need not be typed.
    let same_start = sought.first() == word.first();
    let whole = last.last().copied().unwrap_or(usize::MAX);
    if !same_start {
        whole.saturating_add(1)
    } else if sought.len() > 4 {
        last.iter().copied().min().unwrap_or(whole)
    } else {
        whole
    }
}

/// The words of a text: runs of letters and digits, apostrophes inside them left out.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word { letters: Vec::new(), at: Vec::new() };
    let mut close = |word: &mut Word| {
        if !word.letters.is_empty() {
            words.push(std::mem::replace(word, Word { letters: Vec::new(), at: Vec::new() }));
        }
    };
    let mut folded = String::new();
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || is_combining_mark(c) {
            folded.clear();
            fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
            for letter in folded.chars() {
                word.letters.push(letter);
                word.at.push(at..at + c.len_utf8());
            }
        } else if !matches!(c, '\'' | '’' | 'ʿ' | 'ʾ' | '‘' | '\u{200c}') {
            close(&mut word);
        }
    }
    close(&mut word);
    words
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn how(sought: &str, name: &str) -> Option<Match> {
        let query = Query::new(sought).unwrap();
        query.in_name(name, false).or_else(|| query.in_name(name, true)).map(|hit| hit.how)
    }

    #[test]
    fn names_answer_to_what_people_type() {
        for (sought, name, expected) in [
            ("herat", "Herat", Some(Match::Whole)),
            ("HER", "Herat", Some(Match::Begins)),
            ("charikar", "Chārīkār", Some(Match::Whole)),
            ("mazar sharif", "Mazar-i-Sharif", Some(Match::Whole)),
            ("puli alam", "Pul-e-Alam", Some(Match::Near)),
            ("pulealam", "Pul-e-Alam", Some(Match::Whole)),
            ("qala e naw", "Qala-i-Naw", Some(Match::Near)),
            ("khandahar", "Kandahar", Some(Match::Near)),
            ("kandhar", "Kandahar", Some(Match::Near)),
            ("heart", "Herat", Some(Match::Near)),
            ("gazni", "Ghazni", Some(Match::Near)),
            ("jalalbad", "Jalalabad", Some(Match::Near)),
            ("kundoz", "Kunduz", Some(Match::Near)),
            ("lashkargah", "Lashkar Gah", Some(Match::Whole)),
            ("هرات", "هرات", Some(Match::Whole)),
            ("كابل", "کابل", Some(Match::Whole)),
            ("zaranj", "Herat", None),
            ("nili", "Kabul", None),
            ("cat", "Farah", None),
        ] {
            assert_eq!(how(sought, name), expected, "{sought} for {name}");
        }
    }

    #[test]
    fn what_answers_is_marked_where_it_stands() {
        let marked = |sought: &str, text: &str| -> Vec<String> {
            let query = Query::new(sought).unwrap();
            query.marks(text, true).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(marked("fell herat", "Herat’s fall; Hérāt fell"), ["Herat", "fall", "Hérāt", "fell"]);
        assert_eq!(marked("flag", "raised their flags in"), ["flag"]);
        assert_eq!(marked("۱۲ اوت", "۱۲ اوت"), ["۱۲", "اوت"]);
    }

    #[test]
    fn nothing_is_sought_without_a_letter_or_digit() {
        for typed in ["", "  ", "—!?", "\u{300}"] {
            let words = Query::new(typed).map_or(0, |query| query.words.concat().len());
            assert_eq!(words, 0, "{typed:?}");
        }
    }
}
