//! RSS and Atom: each entry that has a text of its own is a document.

use crate::files::{XmlStep, attribute, decoded_xml, walk};
use crate::ingest::read::html::{self, published};
use crate::ingest::read::tidy::headed;
use crate::ingest::read::unpack::MOST_PARTS;

use crate::ingest::{DocumentFormat, Incoming, Refusal, Said};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What takes the entries out of a feed, and the version of its rules.
pub(super) const BY: &str = "dateline-feed 1";

/// The elements of an entry that are read, by their names as they are usually written.
const READ: [&str; 14] = [
    "title",
    "link",
    "guid",
    "id",
    "pubDate",
    "dc:date",
    "published",
    "updated",
    "dc:creator",
    "author",
    "name",
    "description",
    "summary",
    "content",
];

/// An entry so far: what stands in which element.
type Entry = BTreeMap<&'static str, String>;

/// The documents of a feed.
pub(super) fn entries(name: &str, bytes: &Arc<[u8]>) -> Result<Vec<Incoming>, Refusal> {
    let (feed, entries) = taken(&decoded_xml(bytes))?;
    if entries.is_empty() {
        return Err(Refusal::NoWords);
    }
    let language = feed.get("language").and_then(|tag| Said::of(tag, "the feed's own word for its language"));
    let publisher = feed.get("title").and_then(|title| Said::of(title, "the feed's own title"));
    let documents = entries.into_iter().enumerate().map(|(at, entry)| {
        let mut document = document(name, bytes, at, &entry);
        document.publisher.clone_from(&publisher);
        document.language.clone_from(&language);
        document
    });
    Ok(documents.collect())
}

/// What a feed says of itself, and its entries.
fn taken(xml: &str) -> Result<(Entry, Vec<Entry>), Refusal> {
    let mut feed = Entry::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut inside = false;
    // Elements between the entry, or the feed, and here.
    let mut path: Vec<String> = Vec::new();
    walk::<Refusal>(xml, |step| {
        match step {
            XmlStep::Open("item" | "entry", _) => {
                if entries.len() >= MOST_PARTS {
                    return Err(Refusal::Endless("there are too many entries in it"));
                }
                inside = true;
                path.clear();
                entries.push(Entry::new());
            }
            XmlStep::Close("item" | "entry") => inside = false,
            XmlStep::Open(name, attributes) => {
                path.push(name.to_owned());
                let link = (name == "link").then(|| attribute(&attributes, "href")).flatten();
                let alternate = attribute(&attributes, "rel").is_none_or(|rel| rel == "alternate");
                if let (true, true, Some(link), Some(entry)) = (inside, alternate, link, entries.last_mut()) {
                    entry.entry("link").or_insert(link);
                }
            }
            XmlStep::Close(_) => {
                path.pop();
                // A text that is written as XML has paragraphs of its own.
                if let (true, Some("content" | "summary"), Some(entry)) = (inside, text_of(&path), entries.last_mut()) {
                    entry.entry("content").or_default().push_str("\n\n");
                }
            }
            XmlStep::Words(words) => {
                let Some(element) = text_of(&path).or_else(|| known(path.last()?)) else { return Ok(()) };
                let into = entries.last_mut().filter(|_| inside).unwrap_or(&mut feed);
                into.entry(element).or_default().push_str(words);
            }
        }
        Ok(())
    })?;
    Ok((feed, entries))
}

/// The text of the entry in which an element stands, which may have elements of its own.
fn text_of(path: &[String]) -> Option<&'static str> {
    known(path.first()?).filter(|first| matches!(*first, "content" | "summary" | "description"))
}

/// The name under which the words of an element are kept.
fn known(name: &str) -> Option<&'static str> {
    match name {
        "content:encoded" => Some("content"),
        "language" => Some("language"),
        "media:title" | "media:description" => None,
        _ => READ.into_iter().find(|known| *known == name),
    }
}

fn document(name: &str, bytes: &Arc<[u8]>, at: usize, entry: &Entry) -> Incoming {
    let of = |element: &str| entry.get(element).map(|text| text.trim()).filter(|text| !text.is_empty());
    let title = of("title").map(plain);
    let body = ["content", "description", "summary"].into_iter().filter_map(of).max_by_key(|text| text.len());
    let body = body.map(plain).unwrap_or_default();
    let text = headed(title.as_deref(), &body);
    let mut document = Incoming::new(&format!("{name}, {}", at + 1), bytes, DocumentFormat::Feed, text);
    document.extractor = Some(BY);
    let own = ["guid", "id", "link"].into_iter().find_map(of);
    document.part = Some(own.map_or_else(|| format!("entry {}", at + 1), str::to_owned));
    document.title = title.as_deref().and_then(|title| Said::of(title, "the entry's title"));
    document.byline =
        ["dc:creator", "name", "author"].into_iter().find_map(of).and_then(|by| Said::of(by, "the entry's author"));
    document.published = ["pubDate", "published", "dc:date", "updated"]
        .into_iter()
        .find_map(|element| published(of(element)?, "the entry's own date", element != "updated"));
    document
}

/// Words that may be written as a page.
fn plain(text: &str) -> String {
    let is_page = text.contains("</") || text.contains("/>") || text.contains("<br") || text.contains("<p>");
    if !is_page && !text.contains('&') {
        return text.to_owned();
    }
    html::text_of_part(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn entries_of_both_kinds_of_feed_are_documents() {
        let rss = "<?xml version='1.0'?><rss xmlns:content='c'><channel><title>Harbour Gazette</title><item>\
            <title>Bridge &amp; road closed</title><link>https://h.example/1</link><pubDate>Thu, 21 May 2015 21:14:00 +0300</pubDate>\
            <description>Short.</description><content:encoded><![CDATA[<p>The bridge was closed.</p><p>The road too.</p>]]></content:encoded>\
            </item><item><title>Only a title</title></item></channel></rss>";
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour Gazette</title><entry><title>Bridge &amp; road closed</title>\
            <link href='https://h.example/1'/><id>https://h.example/1</id><updated>2015-05-22T08:00:00Z</updated>\
            <published>2015-05-21T21:14:00+03:00</published><content type='xhtml'><div><p>The bridge was closed.</p>\
            <p>The road too.</p></div></content></entry></feed>";
        for (xml, number) in [(rss, 2), (atom, 1)] {
            let found = entries("feed.xml", &xml.as_bytes().into()).unwrap();
            assert_eq!(found.len(), number);
            let first = &found[0];
            assert!(first.text.starts_with("Bridge & road closed\n\nThe bridge was closed."), "{:?}", first.text);
            assert!(first.text.contains("The road too."), "{:?}", first.text);
            assert_eq!(first.part.as_deref(), Some("https://h.example/1"));
            assert_eq!(first.publisher.as_ref().unwrap().value, "Harbour Gazette");
            assert_eq!(first.published.as_ref().unwrap().edtf, "2015-05-21T21:14+03:00");
        }
    }
}
