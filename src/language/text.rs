//! A document, cut up.

use crate::language::quotes::{self, Quotation};
use crate::language::sentences::{self, Paragraph, Sentence};
use crate::language::tokens::{Token, tokenize};
use std::ops::Range;

/// A document with its tokens, sentences, paragraphs and quotations. Ranges count tokens unless they say otherwise.
///
/// ```
/// use dateline::language::Text;
/// let text = Text::new("KABUL, Aug 13 (Reuters) - Lt. Gen. Sami Sadat said the city's fall was near. “No,” he said.");
/// assert_eq!(text.sentences().len(), 2);
/// assert_eq!(text.written(text.sentences()[1].tokens.clone()), "“No,” he said.");
/// ```
#[derive(Debug)]
pub struct Text<'a> {
    source: &'a str,
    folded: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
    quotations: Vec<Quotation>,
}

impl<'a> Text<'a> {
    /// Cuts a document up. Any text will do, and none panics.
    pub fn new(source: &'a str) -> Self {
        let mut folded = String::new();
        let tokens = tokenize(source, &mut folded);
        let paragraphs = crate::language::blocks::paragraphs(source, &folded, &tokens);
        let quotations = quotes::find(source, &tokens, &paragraphs);
        let sentences = sentences::cut(source, &folded, &tokens, &paragraphs);
        Self { source, folded, tokens, sentences, paragraphs, quotations }
    }

    /// The same document with other folded forms for some tokens, as if it were written in other words.
    pub fn with_folded<'w>(&self, other: impl Fn(usize) -> Option<&'w str>) -> Self {
        let mut folded = String::with_capacity(self.folded.len());
        let mut tokens = self.tokens.clone();
        for (at, token) in tokens.iter_mut().enumerate() {
            let from = folded.len() as u32;
            folded.push_str(other(at).unwrap_or_else(|| self.folded(at)));
            token.folded = (from, folded.len() as u32);
        }
        Self {
            source: self.source,
            folded,
            tokens,
            sentences: self.sentences.clone(),
            paragraphs: self.paragraphs.clone(),
            quotations: self.quotations.clone(),
        }
    }

    /// The document as it came.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, in order, without gaps: every token stands in exactly one.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All paragraphs, in order, without gaps.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// What stands between quotation marks, in order, outermost only.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The folded form of one token, empty past the end: "Herat’s" is "herat" and "'s", "U.S." is "us.".
    pub fn folded(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| folded_of(&self.folded, token))
    }

    /// One token as it is written, empty past the end.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).and_then(|t| self.source.get(t.start as usize..t.end as usize)).unwrap_or_default()
    }

    /// The bytes that tokens cover.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let covered = self.tokens.get(tokens).unwrap_or_default();
        match (covered.first(), covered.last()) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The code points that tokens cover.
    pub fn chars(&self, tokens: Range<usize>) -> Range<usize> {
        let covered = self.tokens.get(tokens).unwrap_or_default();
        match (covered.first(), covered.last()) {
            (Some(first), Some(last)) => first.char_start as usize..last.char_end as usize,
            _ => 0..0,
        }
    }

    /// The document's own words over some tokens, byte for byte.
    pub fn written(&self, tokens: Range<usize>) -> &'a str {
        self.source.get(self.bytes(tokens)).unwrap_or_default()
    }

    /// The number of the sentence a token stands in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The number of the paragraph a token stands in.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token)
    }

    /// The quotation a token stands in, if any.
    pub fn quotation_of(&self, token: usize) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|quotation| quotation.tokens.end <= token);
        self.quotations.get(at).filter(|quotation| quotation.tokens.contains(&token))
    }
}

pub(super) fn folded_of<'f>(folded: &'f str, token: &Token) -> &'f str {
    folded.get(token.folded.0 as usize..token.folded.1 as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{ParagraphKind, TokenKind};
    use proptest::prelude::*;

    fn sentences(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        text.sentences().iter().map(|sentence| text.written(sentence.tokens.clone())).collect()
    }

    #[test]
    fn a_full_stop_ends_a_sentence_only_where_it_does() {
        for (source, expected) in [
            ("Herat fell. Ghazni fell.", &["Herat fell.", "Ghazni fell."][..]),
            (
                "Lt. Gen. Sami Sadat and Mr. Khan met in the U.S. on Aug. 13 at 10 a.m. local time.",
                &["Lt. Gen. Sami Sadat and Mr. Khan met in the U.S. on Aug. 13 at 10 a.m. local time."],
            ),
            (
                "They left for the U.S. The city fell at 6 a.m. He fled.",
                &["They left for the U.S.", "The city fell at 6 a.m.", "He fled."],
            ),
            (
                "“Kandahar is conquered. It is ours,” he said. Nobody agreed.",
                &["“Kandahar is conquered.", "It is ours,” he said.", "Nobody agreed."],
            ),
            ("He said \"no.\" Then he left.", &["He said \"no.\"", "Then he left."]),
            ("Has it fallen? No! It stands…", &["Has it fallen?", "No!", "It stands…"]),
            (
                "About 3.5 million fled St. Petersburg. J. Smith stayed.",
                &["About 3.5 million fled St. Petersburg.", "J. Smith stayed."],
            ),
            ("Troops left.\n\nThe city\n\nIt fell", &["Troops left.", "The city", "It fell"]),
            ("", &[]),
        ] {
            assert_eq!(sentences(source), expected, "{source}");
        }
    }

    #[test]
    fn a_dateline_is_told_from_the_sentence_it_opens() {
        for (source, dateline) in [
            ("KABUL, Aug 13 (Reuters) - The Taliban seized Herat.", "KABUL, Aug 13 (Reuters) -"),
            ("Kabul (AFP) – The Taliban seized Herat.", "Kabul (AFP) –"),
            ("KABUL: The Taliban seized Herat.", "KABUL:"),
            ("KABUL, Afghanistan (AP) — The Taliban seized Herat.", "KABUL, Afghanistan (AP) —"),
            ("NEW DELHI, 3 May. — The troops left.", "NEW DELHI, 3 May. —"),
            ("The Taliban - who hold Herat - seized Ghazni.", ""),
            ("Pul-e-Alam fell on Friday - a blow.", ""),
            ("Officials said: the city fell.", ""),
        ] {
            let text = Text::new(source);
            let found = text.paragraphs()[0].dateline.clone().map_or("", |range| text.written(range));
            assert_eq!(found, dateline, "{source}");
        }
    }

    #[test]
    fn lines_are_paragraphs_unless_they_were_broken_for_their_width() {
        let wrapped = "The insurgents have taken over more than a dozen\nprovincial capitals in the past week and they have\n\
                       encircled the biggest city in the north, where the\narmy held out.\n\nIt was Friday.";
        assert_eq!(Text::new(wrapped).paragraphs().len(), 2);
        let lines = "Taliban near gates of Kabul\nThe Taliban seized more major cities on Friday as they raced to take control \
                     of Afghanistan and inched closer to Kabul.\nIn Kandahar it was calm.";
        let text = Text::new(lines);
        let kinds: Vec<_> = text.paragraphs().iter().map(|paragraph| paragraph.kind).collect();
        assert_eq!(kinds, [ParagraphKind::Heading, ParagraphKind::Prose, ParagraphKind::Prose]);
        assert_eq!(Text::new("• One fell\n• Two fell").paragraphs()[1].kind, ParagraphKind::Bullet);
        assert_eq!(Text::new("- 'Laid down their arms' -\n\nA. B.").paragraphs()[0].kind, ParagraphKind::Heading);
    }

    #[test]
    fn quotations_are_found_and_apostrophes_are_none() {
        for (source, expected) in [
            ("He said \"the city fell\" and left.", &["\"the city fell\""][..]),
            ("He said ‘the city fell’ and left.", &["‘the city fell’"]),
            ("The Mujahideen reached Martyrs' Square, the soldiers' post.", &[]),
            ("The 'city' fell; the soldiers' post too.", &["'city'"]),
            ("“We left,” he said. “All of us.”", &["“We left,”", "“All of us.”"]),
            ("«Мы ушли», сказал он.", &["«Мы ушли»"]),
        ] {
            let text = Text::new(source);
            let found: Vec<_> = text.quotations().iter().map(|q| text.written(q.tokens.clone())).collect();
            assert_eq!(found, expected, "{source}");
        }
    }

    #[test]
    fn names_with_hyphens_and_apostrophes_are_cut_where_readers_would() {
        let text = Text::new("Qala-i-Naw’s 14th day: Ta'izz, 50kms (3,000 U.S. troops) don't -- won’t.");
        let words: Vec<_> = (0..text.tokens().len()).map(|at| text.folded(at)).collect();
        assert_eq!(
            words,
            [
                "qala", "-", "i", "-", "naw", "'s", "14th", "day", ":", "taizz", ",", "50kms", "(", "3,000", "us.",
                "troops", ")", "don", "'t", "--", "won", "'t", "."
            ]
        );
        assert_eq!(text.tokens()[1].kind, TokenKind::Hyphen);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_without_gaps_and_offsets_agree(source in "(\\PC|[ \n\t.,'’\"“”A-Za-z0-9-]){0,120}") {
            let text = Text::new(&source);
            let chars: Vec<char> = source.chars().collect();
            for (at, token) in text.tokens().iter().enumerate() {
                let own: String = chars[token.char_start as usize..token.char_end as usize].iter().collect();
                prop_assert_eq!(own.as_str(), text.word(at));
                prop_assert!(!own.is_empty());
            }
            let mut next = 0;
            for sentence in text.sentences() {
                prop_assert_eq!(sentence.tokens.start, next);
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, text.tokens().len());
        }
    }
}
