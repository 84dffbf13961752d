//! What the text of a document says of it, where its file does not: headline, date, agency, language; each with the words
//! that say so.

mod agency;
mod date;
mod tongue;

pub(super) use date::weekday_near;

use crate::ingest::{Incoming, Said};
use crate::language::{ParagraphKind, Text};
use crate::propose::Language;

/// The fewest words of a headline; a shorter line is the name of a section.
const HEADLINE: usize = 4;
/// Paragraphs among which the headline is.
const TOP: usize = 10;

/// Fills in what a document's own text says.
pub(super) fn complete(document: &mut Incoming) {
    let source = std::mem::take(&mut document.text);
    let text = Text::new(&source);
    let language = Language::of(&text);
    if document.title.is_none() {
        document.title = headline(&text);
    }
    // A time of the file's making gives way to what is printed in it.
    if document.published.as_ref().is_none_or(|published| !published.stated) {
        let printed = date::printed(&text, language);
        document.published = printed.or_else(|| document.published.take()).or_else(|| date::named(&document.name));
    }
    document.agency = agency::of(&text);
    if document.language.is_none() {
        document.language = tongue::of(&source);
    }
    drop(text);
    document.text = source;
}

/// The first line that looks like a headline, before any running text.
fn headline(text: &Text<'_>) -> Option<Said> {
    let top = text.paragraphs().iter().take(TOP);
    let titles = top.take_while(|paragraph| paragraph.kind == ParagraphKind::Heading);
    let words = |tokens: std::ops::Range<usize>| {
        text.tokens().get(tokens).unwrap_or_default().iter().filter(|token| token.is_word()).count()
    };
    let (at, first) = titles.enumerate().find(|(_, paragraph)| words(paragraph.tokens.clone()) >= HEADLINE)?;
    let how = if at == 0 { "its first line" } else { "the first long line at its top" };
    Said::of(text.written(first.tokens.clone()), how)
}
