//! Words, numbers and signs with their offsets.

use crate::language::abbreviations::is_abbreviation;
use crate::language::fold::fold_into;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with their abbreviating dot: "Herat", "U.S.", "Lt."
    Word,
    /// What hangs on a word without a space: "'s", "n't", "'ll".
    Clitic,
    /// Digits with their separators: "3,000", "10.5", "123".
    Number,
    /// Digits with letters on them: "14th", "1990s", "50kms".
    Mixed,
    /// A hyphen with a letter or digit on both sides: the one of "Qala-i-Naw".
    Hyphen,
    /// A dash between words, however typed: "-", "--", "–", "—".
    Dash,
    /// A quotation mark.
    Quote,
    /// Any other sign.
    Sign,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// "city", or no letters at all.
    Lower,
    /// "City", "McKenzie".
    Capitalised,
    /// "AFP", "U.S."; never a single letter.
    Upper,
}

/// One word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the document.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// First code point.
    pub char_start: u32,
    /// The code point after the last.
    pub char_end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
    /// Whether white space, or the document's beginning, comes before it.
    pub spaced: bool,
    /// Line breaks between the token before and this one; 2 stands for all that are more.
    pub breaks: u8,
    /// Its folded form, in the text's own buffer.
    pub(super) folded: (u32, u32),
}

impl Token {
    /// Whether it is a word that begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.case != Case::Lower
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
}

/// Cuts a document into tokens; their folded forms go to `folded`.
pub(super) fn tokenize(source: &str, folded: &mut String) -> Vec<Token> {
    let mut cutter = Cutter { source, at: 0, char_at: 0, spaced: true, breaks: 2, tokens: Vec::new(), folded };
    cutter.tokens.reserve(source.len() / 5);
    cutter.folded.reserve(source.len());
    while let Some(c) = cutter.peek(0) {
        if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
            if c == '\n' || c == '\u{2028}' || c == '\u{2029}' {
                cutter.breaks = (cutter.breaks + 1).min(2);
            }
            cutter.spaced = true;
            cutter.at += c.len_utf8();
            cutter.char_at += 1;
        } else {
            cutter.token(c);
        }
    }
    cutter.tokens
}

struct Cutter<'a> {
    source: &'a str,
    at: usize,
    char_at: usize,
    spaced: bool,
    breaks: u8,
    tokens: Vec<Token>,
    folded: &'a mut String,
}

impl Cutter<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self, bytes: usize) -> Option<char> {
        self.source.get(self.at + bytes..)?.chars().next()
    }

    fn token(&mut self, first: char) {
        if let Some(bytes) = self.clitic(first) {
            return self.push(bytes, TokenKind::Clitic);
        }
        if is_letter(first) {
            return self.word();
        }
        if first.is_numeric() {
            return self.number();
        }
        let joined = !self.spaced && self.peek(first.len_utf8()).is_some_and(|c| is_letter(c) || c.is_numeric());
        match first {
            '-' | '‐' | '‑' if joined && self.tokens.last().is_some_and(|t| t.kind != TokenKind::Dash) => {
                self.push(first.len_utf8(), TokenKind::Hyphen);
            }
            '-' | '‐' | '‑' | '–' | '—' | '―' => {
                let bytes = self.rest().chars().take_while(|c| matches!(c, '-' | '–' | '—')).map(char::len_utf8).sum();
                self.push(usize::max(bytes, first.len_utf8()), TokenKind::Dash);
            }
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '‚' | '‹' | '›' | '`' => {
                let doubled = matches!(first, '\'' | '`') && self.peek(1) == Some(first);
                self.push(first.len_utf8() * (1 + usize::from(doubled)), TokenKind::Quote);
            }
            '.' => {
                let bytes = self.rest().bytes().take_while(|b| *b == b'.').count();
                self.push(bytes, TokenKind::Sign);
            }
            _ => self.push(first.len_utf8(), TokenKind::Sign),
        }
    }

    /// The bytes of "'s" and the like, directly after a word.
    fn clitic(&self, first: char) -> Option<usize> {
        if self.spaced || !matches!(first, '\'' | '’') || !self.tokens.last().is_some_and(Token::is_word) {
            return None;
        }
        let after = self.source.get(self.at + first.len_utf8()..)?;
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let ending = after.get(..letters)?;
        let known = ["s", "t", "d", "m", "ll", "re", "ve"].iter().any(|known| ending.eq_ignore_ascii_case(known));
        known.then_some(first.len_utf8() + letters)
    }

    fn word(&mut self) {
        let rest = self.rest();
        let mut bytes = 0;
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            let inner = matches!(c, '\'' | '’' | 'ʼ' | 'ʻ' | '\u{200c}' | '\u{200d}' | '\u{ad}')
                && chars.peek().is_some_and(|next| is_letter(*next));
            if inner && matches!(c, '\'' | '’') {
                // The apostrophe of "Sana'a" and "Ta'izz" belongs to the word, that of "city's" does not.
                let after = rest.get(bytes + c.len_utf8()..).unwrap_or_default();
                let ending: usize = after.chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
                let ending = after.get(..ending).unwrap_or_default();
                if ["s", "t", "d", "m", "ll", "re", "ve"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
                    break;
                }
            } else if !inner && !is_letter(c) && !c.is_numeric() {
                break;
            }
            bytes += c.len_utf8();
        }
        bytes = self.with_dots(bytes);
        self.push(bytes, TokenKind::Word);
    }

    /// Takes in the dots of an abbreviation: "U.S.", "a.m.", "Lt.".
    fn with_dots(&self, bytes: usize) -> usize {
        let rest = self.rest();
        let byte = |at: usize| rest.as_bytes().get(at).copied().unwrap_or(b' ');
        if byte(bytes) != b'.' {
            return bytes;
        }
        if bytes == 1 {
            let mut end = bytes + 1;
            while byte(end).is_ascii_alphabetic() && byte(end + 1) == b'.' {
                end += 2;
            }
            // "J. Smith", "U.S."; a lower-case letter alone is no abbreviation.
            let initial = byte(0).is_ascii_uppercase() && byte(end) == b' ';
            return if end > 2 || initial { end } else { bytes };
        }
        let word = rest.get(..bytes).unwrap_or_default();
        if is_abbreviation(word) { bytes + 1 } else { bytes }
    }

    fn number(&mut self) {
        let rest = self.rest();
        let mut bytes = 0;
        let mut letters = 0;
        for (at, c) in rest.char_indices() {
            if c.is_numeric() && letters == 0 {
                bytes = at + c.len_utf8();
            } else if matches!(c, ',' | '.') && letters == 0 && at == bytes {
                let digit = |n: usize| rest.as_bytes().get(at + n).is_some_and(u8::is_ascii_digit);
                let thousands = digit(1) && digit(2) && digit(3) && !digit(4);
                if !(thousands || (c == '.' && digit(1))) {
                    break;
                }
                bytes = at + 1;
            } else if is_letter(c) {
                letters += 1;
                bytes = at + c.len_utf8();
            } else {
                break;
            }
        }
        self.push(bytes.max(1), if letters > 0 { TokenKind::Mixed } else { TokenKind::Number });
    }

    fn push(&mut self, bytes: usize, kind: TokenKind) {
        let mut end = (self.at + bytes).min(self.source.len());
        while !self.source.is_char_boundary(end) {
            end += 1;
        }
        let written = self.source.get(self.at..end).unwrap_or_default();
        let begin = self.folded.len();
        fold_token(written, kind, self.folded);
        let chars = if written.is_ascii() { written.len() } else { written.chars().count() };
        self.tokens.push(Token {
            start: offset(self.at),
            end: offset(end),
            char_start: offset(self.char_at),
            char_end: offset(self.char_at + chars),
            kind,
            case: if kind == TokenKind::Word { case_of(written) } else { Case::Lower },
            spaced: self.spaced,
            breaks: self.breaks,
            folded: (offset(begin), offset(self.folded.len())),
        });
        self.at = end;
        self.char_at += chars;
        self.spaced = false;
        self.breaks = 0;
    }
}

/// "U.S." folds to "us." with one dot at its end, so that it is never the pronoun; "Lt." to "lt".
fn fold_token(written: &str, kind: TokenKind, folded: &mut String) {
    match kind {
        TokenKind::Word if written.ends_with('.') => {
            let begin = folded.len();
            fold_into(written, folded);
            let dots = folded.get(begin..).map_or(0, |word| word.bytes().filter(|b| *b == b'.').count());
            let plain: String = folded.get(begin..).unwrap_or_default().chars().filter(|c| *c != '.').collect();
            folded.truncate(begin);
            folded.push_str(&plain);
            if dots > 1 {
                folded.push('.');
            }
        }
        TokenKind::Clitic => {
            folded.push('\'');
            fold_into(written, folded);
        }
        TokenKind::Word | TokenKind::Mixed => fold_into(written, folded),
        _ => folded.push_str(written),
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    if !first.is_uppercase() {
        return Case::Lower;
    }
    let mut more = letters.peekable();
    if more.peek().is_some() && more.all(char::is_uppercase) { Case::Upper } else { Case::Capitalised }
}

/// A document of more than 4 GiB is refused where it comes in.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
