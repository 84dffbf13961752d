//! Paragraphs from lines: where a line break ends a thought and where it only wraps it; headings, bullets, datelines.

use crate::language::sentences::{Paragraph, ParagraphKind};
use crate::language::text::folded_of;
use crate::language::tokens::{Case, Token, TokenKind};
use std::ops::Range;

/// A heading has at most so many tokens.
const LONGEST_HEADING: usize = 24;
/// A dateline has at most so many tokens.
const LONGEST_DATELINE: usize = 16;
/// Text that is broken by hand has lines of at most so many bytes, and of at least so many where they go on.
const WRAPPED: Range<usize> = 40..100;

/// Cuts a document into paragraphs.
pub(super) fn paragraphs(source: &str, folded: &str, tokens: &[Token]) -> Vec<Paragraph> {
    let wrapped = is_wrapped(source);
    let mut found = Vec::new();
    let mut begin = 0;
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let ends = match token.breaks {
            0 => false,
            1 => !(wrapped && goes_on(source, tokens, at)),
            _ => true,
        };
        if ends {
            found.push(paragraph(source, folded, tokens, begin..at));
            begin = at;
        }
    }
    if begin < tokens.len() {
        found.push(paragraph(source, folded, tokens, begin..tokens.len()));
    }
    found
}

/// Whether lines are broken by hand: no long line at all, and most full ones end without a stop.
fn is_wrapped(source: &str) -> bool {
    let mut full = 0;
    let mut unfinished = 0;
    for line in source.lines().map(str::trim_end) {
        if line.len() > WRAPPED.end {
            return false;
        }
        if line.len() >= WRAPPED.start {
            full += 1;
            unfinished += usize::from(!line.ends_with(['.', '!', '?', '"', '”', ':', '’']));
        }
    }
    full >= 3 && unfinished * 2 > full
}

/// Whether the line before the token `at` is long enough to have been broken only for its width.
fn goes_on(source: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(token)) = (tokens.get(at.wrapping_sub(1)), tokens.get(at)) else { return false };
    let line = source.get(..before.end as usize).and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
    line.len() >= WRAPPED.start && !matches!(token.kind, TokenKind::Dash) && !is_bullet(source, token)
}

fn is_bullet(source: &str, token: &Token) -> bool {
    let first = source.get(token.start as usize..).and_then(|rest| rest.chars().next());
    matches!(first, Some('•' | '*' | '·' | '‣' | '▪' | '●'))
}

fn paragraph(source: &str, folded: &str, tokens: &[Token], range: Range<usize>) -> Paragraph {
    let own = tokens.get(range.clone()).unwrap_or_default();
    let bulleted = own.first().is_some_and(|first| is_bullet(source, first) || first.kind == TokenKind::Dash);
    // "- 'Laid down their arms' -" is a crosshead.
    let dashed = own.len() > 1 && own.last().is_some_and(|last| last.kind == TokenKind::Dash);
    let stopped = own.iter().rev().take(3).any(|token| {
        matches!(written(source, token), "." | "!" | "?" | "…" | "..." | ":" | ";" | "۔" | "؟" | "。")
            || token.kind == TokenKind::Word && token.end - token.start > 1 && written(source, token).ends_with('.')
    });
    let kind = if own.len() <= LONGEST_HEADING && (!stopped && !bulleted || dashed) {
        ParagraphKind::Heading
    } else if bulleted {
        ParagraphKind::Bullet
    } else {
        ParagraphKind::Prose
    };
    let dateline = dateline(source, folded, tokens, &range);
    Paragraph { tokens: range, kind, dateline }
}

/// "KABUL, Aug 13 (Reuters) -", "Kabul (AFP) –", "KABUL: The …", "BY TELEGRAPH. London, May 3.—": a place in capitals
/// or one that a date or an agency follows, then a dash or a colon.
fn dateline(source: &str, folded: &str, tokens: &[Token], range: &Range<usize>) -> Option<Range<usize>> {
    let first = tokens.get(range.start)?;
    if !first.is_capital() {
        return None;
    }
    let mut shouted = first.case == Case::Upper && first.end - first.start > 2;
    let mut dated = false;
    let mut agency = false;
    let mut open = false;
    for at in range.start..range.end.min(range.start + LONGEST_DATELINE) {
        let token = tokens.get(at)?;
        let word = written(source, token);
        match token.kind {
            TokenKind::Word
                if token.case == Case::Lower
                    && !open
                    && !matches!(
                        word,
                        "of" | "and" | "the" | "near" | "al" | "el" | "de" | "la" | "in" | "via" | "i" | "e"
                    ) =>
            {
                return None;
            }
            TokenKind::Word if is_month_or_day(folded_of(folded, token)) => dated = true,
            TokenKind::Word if shouted && !open && !dated && token.case == Case::Capitalised && at > range.start => {
                // "KABUL, Afghanistan (AP)": after the comma only.
                shouted = shouted && tokens.get(range.start..at)?.iter().any(|t| written(source, t) == ",");
            }
            TokenKind::Sign => match word {
                "(" => open = true,
                ")" => {
                    open = false;
                    agency = true;
                }
                "," | "/" | "." => {}
                ":" if shouted && at > range.start && at + 1 < range.end => return Some(range.start..at + 1),
                _ => return None,
            },
            TokenKind::Dash if at > range.start && at + 1 < range.end => {
                return (shouted || agency || dated).then_some(range.start..at + 1);
            }
            TokenKind::Quote | TokenKind::Clitic => return None,
            _ => {}
        }
    }
    None
}

fn is_month_or_day(folded: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const NAMES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    MONTHS.contains(&folded) || folded == "sept" || NAMES.contains(&folded)
}

fn written<'a>(source: &'a str, token: &Token) -> &'a str {
    source.get(token.start as usize..token.end as usize).unwrap_or_default()
}
