//! Letters, as mail programs save them. Attachments are not read; they are said.

use crate::ingest::read::html;
use crate::ingest::read::tidy::tidy;
use crate::ingest::{DocumentFormat, Incoming, Published, Refusal, Said};
use mail_parser::{Address, MessageParser};
use std::sync::Arc;

/// What takes the text of a letter.
pub(super) const BY: &str = "mail-parser 0.11.9";

/// A letter: its subject, then its text; where it has none but as a page, that page's.
pub(super) fn letter(name: &str, bytes: &Arc<[u8]>) -> Result<Incoming, Refusal> {
    let message = MessageParser::default().parse(&**bytes);
    let message = message.ok_or(Refusal::Broken { expected: "a letter", found: "no headers".to_owned() })?;
    let plain = message.text_body.first().and_then(|_| message.body_text(0));
    let page = || message.body_html(0).and_then(|page| html::text_of(&page));
    let has_plain = message.text_part(0).is_some_and(|part| part.is_text() && !part.is_text_html());
    let body = match plain {
        Some(text) if has_plain => Some(text.into_owned()),
        other => page().or(other.map(std::borrow::Cow::into_owned)),
    };
    let body = body.filter(|body| !body.trim().is_empty()).ok_or(Refusal::NoWords)?;
    let subject = message.subject().map(str::trim).filter(|subject| !subject.is_empty());
    let text = match subject {
        Some(subject) => format!("{subject}\n\n{}", tidy(&body)),
        None => tidy(&body),
    };
    let mut document = Incoming { extractor: Some(BY), ..Incoming::new(name, bytes, DocumentFormat::Mail, text) };
    document.title = subject.and_then(|subject| Said::of(subject, "the letter's subject"));
    document.publisher = message.from().and_then(sender).and_then(|from| Said::of(&from, "the letter's sender"));
    document.published = message.date().filter(|date| date.is_valid()).map(|date| {
        let edtf = date.to_rfc3339();
        Published {
            how: format!("from the letter's Date, {}", edtf.replace('T', " ")),
            edtf,
            stated: true,
            words: None,
        }
    });
    Ok(document)
}

/// The name of a sender, or the address where there is no name.
fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    first.name().or_else(|| first.address()).map(str::to_owned)
}
