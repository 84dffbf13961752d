//! Where a quotation that stands nowhere in its document nearly stands, and what differs. Knows nothing of files or
//! records.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// What people and programs change in words that they copy, in the order in which it is said.
const CHANGES: [(Change, &str); 6] = [
    (Change::Marks, "quotation marks"),
    (Change::Blanks, "spaces or line ends"),
    (Change::Dashes, "dashes"),
    (Change::Dots, "the dots of an ellipsis"),
    (Change::Composed, "letters composed in another way (Unicode normalisation)"),
    (Change::Case, "capital and small letters"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Marks,
    Blanks,
    Dashes,
    Dots,
    Composed,
    Case,
}

/// Where words nearly stand, in code points of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// The same but for these changes.
    Changed {
        /// Where.
        at: Range<usize>,
        /// What differs.
        what: Vec<&'static str>,
    },
    /// Both sides of an ellipsis, one after the other.
    Elided {
        /// From the first of them to the last.
        at: Range<usize>,
    },
    /// The same up to a word.
    Begins {
        /// Where those words stand.
        at: Range<usize>,
        /// What the quotation has then.
        quoted: String,
        /// What the document has then.
        written: String,
    },
}

/// The shortest beginning that is worth a word, code points.
const SHORTEST: usize = 12;
/// How much of what differs is shown, code points.
const SHOWN: usize = 24;

/// Where `words` nearly stand in `text`, of which they are no part.
pub(super) fn nearly(text: &str, words: &str) -> Option<Near> {
    let all = CHANGES.map(|(change, _)| change);
    let (folded, quoted) = (Folded::new(text, &all), Folded::new(words, &all));
    if quoted.chars.is_empty() {
        return None;
    }
    if let Some(at) = folded.find(&quoted.chars, 0) {
        return Some(Near::Changed { at: folded.place(at, quoted.chars.len()), what: differences(text, words) });
    }
    elided(&folded, words, &all).or_else(|| begins(text, &folded, words, &quoted))
}

/// What has to be overlooked for the words to stand in the text.
fn differences(text: &str, words: &str) -> Vec<&'static str> {
    let needed = |change: Change| {
        let others: Vec<Change> =
            CHANGES.map(|(other, _)| other).into_iter().filter(|other| *other != change).collect();
        Folded::new(text, &others).find(&Folded::new(words, &others).chars, 0).is_none()
    };
    CHANGES.into_iter().filter(|(change, _)| needed(*change)).map(|(_, said)| said).collect()
}

/// The words on both sides of an ellipsis, in their order.
fn elided(folded: &Folded, words: &str, all: &[Change]) -> Option<Near> {
    let whole = words.replace("[…]", "…").replace("[...]", "…").replace("(...)", "…").replace("...", "…");
    let parts: Vec<Folded> = whole.split('…').map(|part| Folded::new(part, all).trimmed()).collect();
    let parts: Vec<&Folded> = parts.iter().filter(|part| !part.chars.is_empty()).collect();
    if parts.len() < 2 {
        return None;
    }
    let (mut from, mut first) = (0, None);
    for part in parts {
        let at = folded.find(&part.chars, from)?;
        first = first.or(Some(at));
        from = at + part.chars.len();
    }
    let first = first?;
    Some(Near::Elided { at: folded.place(first, from - first) })
}

/// The longest beginning that stands in the text.
fn begins(text: &str, folded: &Folded, words: &str, quoted: &Folded) -> Option<Near> {
    let stands = |length: usize| folded.find(quoted.chars.get(..length)?, 0);
    let (mut known, mut too_long) = (0, quoted.chars.len());
    while too_long - known > 1 {
        let middle = usize::midpoint(known, too_long);
        if stands(middle).is_some() { known = middle } else { too_long = middle }
    }
    if known < SHORTEST.min(quoted.chars.len() / 2).max(4) {
        return None;
    }
    // To the end of a word: what differs is shown from where its word begins.
    let known = quoted.chars.get(..known)?.iter().rposition(|c| *c == ' ').map_or(known, |blank| blank + 1);
    let at = stands(known)?;
    let shown = |text: &str, from: usize| text.chars().skip(from).take(SHOWN).collect::<String>();
    let place = folded.place(at, known);
    let quoted = shown(words, quoted.origins.get(known).map_or(0, |origin| origin.0));
    let written = shown(text, place.end);
    Some(Near::Begins { at: place, quoted, written })
}

/// A text with some changes overlooked.
struct Folded {
    chars: Vec<char>,
    /// For each of them the code points it comes from: first, and first after.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    fn new(text: &str, overlooked: &[Change]) -> Self {
        let overlooks = |change| overlooked.contains(&change);
        let mut folded = Self { chars: Vec::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        let all: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(&first) = all.get(at) {
            // A letter with the marks that follow it is composed anew as one.
            let marks = all.get(at + 1..).unwrap_or_default();
            let marks = marks.iter().take_while(|c| unicode_normalization::char::is_combining_mark(**c)).count();
            let end = at + 1 + if overlooks(Change::Composed) { marks } else { 0 };
            let origin = (at, end);
            if end > at + 1 || (overlooks(Change::Composed) && !first.is_ascii()) {
                let letter: String = all.get(at..end).unwrap_or_default().iter().collect();
                letter.nfc().for_each(|c| folded.push(c, origin, overlooks));
            } else {
                folded.push(first, origin, overlooks);
            }
            at = end;
        }
        folded
    }

    fn push(&mut self, c: char, origin: (usize, usize), overlooks: impl Fn(Change) -> bool) {
        match c {
            c if c.is_whitespace() && overlooks(Change::Blanks) => {
                if self.chars.last() == Some(&' ') {
                    if let Some(last) = self.origins.last_mut() {
                        last.1 = origin.1;
                    }
                } else {
                    self.put(' ', origin);
                }
            }
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' if overlooks(Change::Blanks) => {}
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '＂'
            | '＇'
                if overlooks(Change::Marks) =>
            {
                self.put('\'', origin);
            }
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '－' if overlooks(Change::Dashes) => {
                self.put('-', origin)
            }
            '…' if overlooks(Change::Dots) => (0..3).for_each(|_| self.put('.', origin)),
            c if overlooks(Change::Case) => c.to_lowercase().for_each(|c| self.put(c, origin)),
            c => self.put(c, origin),
        }
    }

    fn put(&mut self, c: char, origin: (usize, usize)) {
        // Two single marks are one double one.
        let doubled = c == '\'' && self.chars.last() == Some(&'\'');
        if doubled {
            if let Some(last) = self.origins.last_mut() {
                last.1 = origin.1;
            }
            return;
        }
        self.chars.push(c);
        self.origins.push(origin);
    }

    /// Without blanks at both ends.
    fn trimmed(mut self) -> Self {
        let blank = |c: &char| *c == ' ';
        let from = self.chars.iter().take_while(|c| blank(c)).count();
        let until = self.chars.len() - self.chars.iter().skip(from).rev().take_while(|c| blank(c)).count();
        self.chars = self.chars.get(from..until).unwrap_or_default().to_vec();
        self.origins = self.origins.get(from..until).unwrap_or_default().to_vec();
        self
    }

    /// Where a run begins, at `from` or later.
    fn find(&self, run: &[char], from: usize) -> Option<usize> {
        let first = run.first()?;
        let last = self.chars.len().checked_sub(run.len())?;
        (from..=last).find(|at| self.chars.get(*at) == Some(first) && self.chars.get(*at..*at + run.len()) == Some(run))
    }

    /// The code points a run comes from.
    fn place(&self, at: usize, length: usize) -> Range<usize> {
        let origin = |at: usize| self.origins.get(at).copied().unwrap_or_default();
        origin(at).0..origin((at + length).saturating_sub(1)).1
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str =
        "He said:\n“Herat fell” — on Thursday…  The Café’s owner, a “naïve man”, stayed until it was over.";

    fn passage(at: Range<usize>) -> String {
        TEXT.chars().skip(at.start).take(at.len()).collect()
    }

    #[test]
    fn what_differs_is_named_and_where_the_document_has_it() {
        let normalised = CHANGES[4].1;
        for (words, stands, differs) in [
            ("\"Herat fell\"", "“Herat fell”", &["quotation marks"][..]),
            ("said: “Herat fell”", "said:\n“Herat fell”", &["spaces or line ends"]),
            ("fell” - on Thursday", "fell” — on Thursday", &["dashes"]),
            ("on Thursday...", "on Thursday…", &["the dots of an ellipsis"]),
            ("The Cafe\u{301}’s", "The Café’s", &[normalised]),
            ("the owner", "", &[]),
            ("herat FELL", "Herat fell", &["capital and small letters"]),
            (
                "the Cafe\u{301}'s owner",
                "The Café’s owner",
                &["quotation marks", normalised, "capital and small letters"],
            ),
        ] {
            match nearly(TEXT, words) {
                Some(Near::Changed { at, what }) => {
                    assert_eq!((passage(at).as_str(), &*what), (stands, differs), "{words}")
                }
                other => assert!(differs.is_empty(), "{words}: {other:?}"),
            }
        }
    }

    #[test]
    fn words_around_an_ellipsis_are_found_in_their_order() {
        for words in ["Herat fell … stayed until", "Herat fell […] stayed until", "\"Herat fell [...] stayed until"]
        {
            let Some(Near::Elided { at }) = nearly(TEXT, words) else { panic!("{words}") };
            assert!(passage(at).ends_with("stayed until"), "{words}");
        }
        assert!(!matches!(nearly(TEXT, "stayed until … Herat fell"), Some(Near::Elided { .. })));
    }

    #[test]
    fn words_that_depart_from_the_document_are_followed_to_where_they_do() {
        let Some(Near::Begins { at, quoted, written }) = nearly(TEXT, "a “naïve man”, remained until it was over")
        else {
            panic!("found nothing")
        };
        assert_eq!(passage(at), "a “naïve man”, ");
        assert!(quoted.starts_with("remained until") && written.starts_with("stayed until"), "{quoted} {written}");
        assert_eq!(nearly(TEXT, "nothing of the kind was ever said there"), None);
    }

    proptest! {
        #[test]
        fn no_words_make_it_panic(text in "\\PC{0,80}", words in "\\PC{0,30}") {
            let _ = nearly(&text, &words);
        }

        #[test]
        fn what_is_folded_comes_from_where_it_says(text in "[a-zé“”… \n—.\u{301}]{1,60}") {
            let folded = Folded::new(&text, &CHANGES.map(|(change, _)| change));
            let all = text.chars().count();
            prop_assert!(folded.origins.iter().all(|(from, until)| from < until && *until <= all));
        }
    }
}
