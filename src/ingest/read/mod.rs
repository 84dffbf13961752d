//! The text of a file and what the file says of itself, one file for each format. Nothing is run and nothing is fetched;
//! what grows, nests or repeats without end is refused in a sentence.

mod feed;
mod html;
mod mail;
mod office;
mod pdf;
mod tidy;
mod unpack;
mod warc;
mod xml;

use crate::ingest::about;
use crate::ingest::format::format_of;
use crate::ingest::{DocumentFormat, Incoming, Refusal};
use crate::jobs::Progress;
use std::sync::Arc;
use std::thread::Builder;

/// The largest file that is read, bytes.
pub const LARGEST_BYTES: u64 = 64 << 20;
/// The most text that is taken of one document, bytes: a long novel has two million.
const MOST_TEXT: usize = 8 << 20;
/// Parsers of nested things use the stack; what they may use of it, bytes.
const STACK: usize = 64 << 20;

/// Reads a file: one document, or several where it holds several. Those parts of it that could not be read come with
/// their names.
///
/// ```
/// use dateline::ingest::read;
/// use dateline::jobs::Unwatched;
///
/// let page = b"<html><head><title>Herat falls</title></head><body><p>Herat fell on Thursday.</p></body></html>";
/// let found = read("herat.html", page.as_slice().into(), None, &Unwatched);
/// assert_eq!(found[0].as_ref().unwrap().title.as_ref().unwrap().value, "Herat falls");
/// ```
pub fn read(
    name: &str,
    bytes: Arc<[u8]>,
    password: Option<&str>,
    progress: &dyn Progress,
) -> Vec<Result<Incoming, (String, Refusal)>> {
    // A parser of another's that fails ends its thread and no more.
    std::thread::scope(|scope| {
        let work = || parts(name, &bytes, password, progress);
        let reader = Builder::new().name("document".to_owned()).stack_size(STACK).spawn_scoped(scope, work);
        let refused = |refusal| vec![Err((name.to_owned(), refusal))];
        match reader.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(found)) => found,
            Ok(Err(_)) => {
                refused(Refusal::Broken { expected: "what its format has", found: "something else".to_owned() })
            }
            Err(error) => refused(Refusal::Unreadable(error.to_string())),
        }
    })
}

/// What a file holds.
fn parts(
    name: &str,
    bytes: &Arc<[u8]>,
    password: Option<&str>,
    progress: &dyn Progress,
) -> Vec<Result<Incoming, (String, Refusal)>> {
    if bytes.len() as u64 > LARGEST_BYTES {
        let refusal = Refusal::Grows(format!("{} MB", LARGEST_BYTES >> 20));
        return vec![Err((name.to_owned(), refusal))];
    }
    let one = |document: Result<Incoming, Refusal>| {
        vec![document.and_then(sound).map_err(|refusal| (name.to_owned(), refusal))]
    };
    let format = match format_of(name, bytes) {
        Ok(format) => format,
        Err(refusal) => return one(Err(refusal)),
    };
    let several = match format {
        DocumentFormat::Text => return one(plain(name, bytes)),
        DocumentFormat::Html => return one(html::page(name, bytes)),
        DocumentFormat::Pdf => return one(pdf::read(name, bytes, password, progress)),
        DocumentFormat::Docx => return one(office::docx(name, bytes)),
        DocumentFormat::Odt => return one(office::odt(name, bytes)),
        DocumentFormat::Mail => return one(mail::letter(name, bytes)),
        DocumentFormat::Feed => feed::entries(name, bytes),
        DocumentFormat::Warc => warc::pages(name, bytes, progress),
        DocumentFormat::Wacz => warc::packed(name, bytes, progress),
    };
    match several {
        Ok(documents) => documents
            .into_iter()
            .map(|document| {
                let name = document.name.clone();
                sound(document).map_err(|refusal| (name, refusal))
            })
            .collect(),
        Err(refusal) => one(Err(refusal)),
    }
}

/// A document that has words, and no more of them than are read.
fn sound(document: Incoming) -> Result<Incoming, Refusal> {
    if document.text.len() > MOST_TEXT {
        return Err(Refusal::Grows(format!("{} MB of text", MOST_TEXT >> 20)));
    }
    if !document.text.chars().any(char::is_alphabetic) {
        return Err(Refusal::NoWords);
    }
    let mut document = document;
    about::complete(&mut document);
    Ok(document)
}

/// A plain text, in whatever encoding.
fn plain(name: &str, bytes: &Arc<[u8]>) -> Result<Incoming, Refusal> {
    let (text, encoding) = crate::chronicle::decoded(bytes).ok_or(Refusal::NotADocument("bytes that are no text"))?;
    let odd = text.chars().filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{fffd}').count();
    if odd * 50 > text.chars().count() {
        return Err(Refusal::NotADocument("bytes that are no text"));
    }
    Ok(Incoming { encoding, ..Incoming::new(name, bytes, DocumentFormat::Text, text) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
