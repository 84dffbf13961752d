//! What stands between quotation marks.

use crate::language::sentences::Paragraph;
use crate::language::tokens::{Token, TokenKind};
use std::ops::Range;

/// A passage in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The marks and all between them. One that is never closed ends with its paragraph.
    pub tokens: Range<usize>,
    /// Whether the closing mark stands there: a speech over several paragraphs closes only its last.
    pub closed: bool,
}

/// Finds quotations, outermost only. An apostrophe ("Martyrs' Square") opens and closes nothing.
pub(super) fn find(source: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let mut open: Option<(usize, char)> = None;
        for at in paragraph.tokens.clone() {
            let Some(token) = tokens.get(at).filter(|token| token.kind == TokenKind::Quote) else { continue };
            let mark = source.get(token.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            let next_is_glued = tokens.get(at + 1).is_some_and(|next| !next.spaced && next.breaks == 0);
            match open {
                None => {
                    let opens = match mark {
                        '“' | '„' | '«' | '‹' | '‚' => true,
                        '"' | '`' => next_is_glued || paragraph.tokens.start == at,
                        '‘' => next_is_glued,
                        '\'' => token.spaced && next_is_glued,
                        _ => false,
                    };
                    if opens && closes_later(source, tokens, paragraph, at, mark) {
                        open = Some((at, mark));
                    }
                }
                Some((begin, opened)) => {
                    if closes(opened, mark, token, tokens.get(at + 1)) {
                        found.push(Quotation { tokens: begin..at + 1, closed: true });
                        open = None;
                    }
                }
            }
        }
        if let Some((begin, _)) = open {
            found.push(Quotation { tokens: begin..paragraph.tokens.end, closed: false });
        }
    }
    found
}

/// Single marks need their partner in the paragraph; double ones may run on.
fn closes_later(source: &str, tokens: &[Token], paragraph: &Paragraph, open: usize, mark: char) -> bool {
    if !matches!(mark, '\'' | '‘' | '`') {
        return true;
    }
    (open + 1..paragraph.tokens.end).any(|at| {
        let Some(token) = tokens.get(at).filter(|token| token.kind == TokenKind::Quote) else { return false };
        let other = source.get(token.start as usize..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        closes(mark, other, token, tokens.get(at + 1))
    })
}

fn closes(opened: char, mark: char, token: &Token, next: Option<&Token>) -> bool {
    let partner = match opened {
        '“' => matches!(mark, '”' | '"'),
        '„' => matches!(mark, '“' | '”' | '"'),
        '«' => mark == '»',
        '‹' => mark == '›',
        '‘' | '‚' => matches!(mark, '’' | '‘'),
        '"' => matches!(mark, '"' | '”' | '“'),
        '`' => mark == '\'',
        _ => mark == opened,
    };
    // A single mark before a letter is an apostrophe.
    let apostrophe = matches!(mark, '\'' | '’') && next.is_some_and(|next| !next.spaced && next.is_word());
    partner
        && !apostrophe
        && !(matches!(opened, '\'' | '"')
            && token.spaced
            && next.is_some_and(|n| !n.spaced && n.breaks == 0 && n.is_word()))
}
