//! Sentences and paragraphs.

use crate::language::abbreviations::{may_end_a_sentence, opens_a_sentence};
use crate::language::text::folded_of;
use crate::language::tokens::{Case, Token, TokenKind};
use std::ops::Range;

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// All of it, its marks included.
    pub tokens: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// Whether it ends with a question mark.
    pub question: bool,
}

/// What a paragraph is by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Prose,
    /// A short line without a full stop: a title, a crosshead, a link.
    Heading,
    /// A line that begins with a bullet.
    Bullet,
}

/// One paragraph, heading or bullet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// All of it.
    pub tokens: Range<usize>,
    /// What it looks like.
    pub kind: ParagraphKind,
    /// The place, date and agency before the first sentence, its dash included: "KABUL, Aug 13 (Reuters) -".
    pub dateline: Option<Range<usize>>,
}

/// Cuts paragraphs into sentences. A dateline is part of the first.
pub(super) fn cut(source: &str, folded: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(tokens.len() / 15 + paragraphs.len());
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let mut begin = paragraph.tokens.start;
        let mut at = begin;
        while at < paragraph.tokens.end {
            let Some(end) = ends_at(source, folded, tokens, paragraph, at) else {
                at += 1;
                continue;
            };
            push(source, tokens, begin..end, number, &mut found);
            begin = end;
            at = end;
        }
        if begin < paragraph.tokens.end {
            push(source, tokens, begin..paragraph.tokens.end, number, &mut found);
        }
    }
    found
}

fn push(source: &str, tokens: &[Token], range: Range<usize>, paragraph: usize, found: &mut Vec<Sentence>) {
    let marks = tokens.get(range.clone()).unwrap_or_default().iter().rev().take(3);
    let question = marks.filter(|token| token.kind == TokenKind::Sign).any(|token| written(source, token) == "?");
    found.push(Sentence { tokens: range, paragraph, question });
}

/// Where a sentence that has its last word at or before `at` ends: after its marks, or nowhere yet.
fn ends_at(source: &str, folded: &str, tokens: &[Token], paragraph: &Paragraph, at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let word = written(source, token);
    let abbreviated = token.kind == TokenKind::Word && word.ends_with('.');
    let stop = token.kind == TokenKind::Sign && matches!(word.as_bytes().first(), Some(b'.' | b'!' | b'?'))
        || matches!(word, "…" | "؟" | "۔" | "。" | "।");
    if !stop && !abbreviated {
        return None;
    }
    let mut end = at + 1;
    while end < paragraph.tokens.end {
        let Some(next) = tokens.get(end).filter(|next| !next.spaced) else { break };
        let closing = match next.kind {
            TokenKind::Quote => true,
            TokenKind::Sign => matches!(written(source, next), ")" | "]" | "." | "!" | "?" | "…"),
            _ => false,
        };
        if !closing {
            break;
        }
        end += 1;
    }
    if end >= paragraph.tokens.end {
        return Some(paragraph.tokens.end);
    }
    let next = tokens.get(end)?;
    if !next.spaced {
        return None;
    }
    // The next sentence begins with its first word, after whatever opens it.
    let opener = (end..paragraph.tokens.end.min(end + 3))
        .filter_map(|at| tokens.get(at))
        .find(|token| !matches!(token.kind, TokenKind::Quote | TokenKind::Dash | TokenKind::Sign))?;
    if abbreviated {
        let ends = may_end_a_sentence(folded_of(folded, token)) && opens_a_sentence(folded_of(folded, opener));
        return (ends && opener.case == Case::Capitalised).then_some(end);
    }
    let capital = opener.case != Case::Lower
        || opener.kind == TokenKind::Number
        || opener.kind == TokenKind::Mixed
        || !written(source, opener).is_ascii()
        || next.kind == TokenKind::Dash && word == ".";
    capital.then_some(end)
}

fn written<'a>(source: &'a str, token: &Token) -> &'a str {
    source.get(token.start as usize..token.end as usize).unwrap_or_default()
}
