//! Documents of word processors: a packed folder with XML in it. Comments, deleted words and instructions are left out.

use crate::files::{XmlStep, attribute, decoded_xml, local_name, walk};
use crate::ingest::read::tidy::{headed, tidy};
use crate::ingest::read::unpack::Packed;

use crate::ingest::{DocumentFormat, Incoming, Published, Refusal, Said};
use std::sync::Arc;

/// What takes the text of a DOCX, and the version of its rules.
pub(super) const DOCX: &str = "dateline-docx 1";
/// What takes the text of an ODT, and the version of its rules.
pub(super) const ODT: &str = "dateline-odt 1";

/// A document of Word.
pub(super) fn docx(name: &str, bytes: &Arc<[u8]>) -> Result<Incoming, Refusal> {
    let mut packed = Packed::open(bytes)?;
    let body = packed.entry("word/document.xml")?;
    let body = body.ok_or(Refusal::Broken { expected: "word/document.xml in it", found: "none".to_owned() })?;
    let mut taken = Taken::default();
    walk::<Refusal>(&decoded_xml(&body), |step| {
        match step {
            XmlStep::Open(name, attributes) => match local_name(name) {
                "del" | "delText" | "instrText" | "moveFrom" | "Fallback" => taken.hidden += 1,
                "pStyle" => taken.style = attribute(&attributes, "val").unwrap_or_default(),
                "tab" => taken.words(" "),
                "br" | "cr" => taken.words("\n"),
                "t" => taken.inside += 1,
                _ => {}
            },
            XmlStep::Close(name) => match local_name(name) {
                "del" | "delText" | "instrText" | "moveFrom" | "Fallback" => {
                    taken.hidden = taken.hidden.saturating_sub(1);
                }
                "t" => taken.inside = taken.inside.saturating_sub(1),
                "p" => taken.end_paragraph(),
                _ => {}
            },
            XmlStep::Words(words) if taken.inside > 0 => taken.words(words),
            XmlStep::Words(_) => {}
        }
        Ok(())
    })?;
    let about = packed.entry("docProps/core.xml")?.unwrap_or_default();
    Ok(taken.document(name, bytes, DocumentFormat::Docx, DOCX, &about))
}

/// An OpenDocument text.
pub(super) fn odt(name: &str, bytes: &Arc<[u8]>) -> Result<Incoming, Refusal> {
    let mut packed = Packed::open(bytes)?;
    if let Some(manifest) = packed.entry("META-INF/manifest.xml")?
        && decoded_xml(&manifest).contains("encryption-data")
    {
        return Err(Refusal::Encrypted);
    }
    let body = packed.entry("content.xml")?;
    let body = body.ok_or(Refusal::Broken { expected: "content.xml in it", found: "none".to_owned() })?;
    let mut taken = Taken::default();
    walk::<Refusal>(&decoded_xml(&body), |step| {
        match step {
            XmlStep::Open(name, attributes) => match name {
                "office:annotation" | "text:tracked-changes" | "text:note" => taken.hidden += 1,
                "text:p" | "text:h" => {
                    taken.inside += 1;
                    taken.style = match name {
                        "text:h" => "Heading".to_owned(),
                        _ => attribute(&attributes, "style-name").unwrap_or_default(),
                    };
                }
                "text:tab" | "text:s" => taken.words(" "),
                "text:line-break" => taken.words("\n"),
                _ => {}
            },
            XmlStep::Close(name) => match name {
                "office:annotation" | "text:tracked-changes" | "text:note" => {
                    taken.hidden = taken.hidden.saturating_sub(1);
                }
                "text:p" | "text:h" => {
                    taken.inside = taken.inside.saturating_sub(1);
                    taken.end_paragraph();
                }
                _ => {}
            },
            XmlStep::Words(words) if taken.inside > 0 => taken.words(words),
            XmlStep::Words(_) => {}
        }
        Ok(())
    })?;
    let about = packed.entry("meta.xml")?.unwrap_or_default();
    Ok(taken.document(name, bytes, DocumentFormat::Odt, ODT, &about))
}

/// What was taken so far.
#[derive(Default)]
struct Taken {
    text: String,
    paragraph: String,
    /// The style of the paragraph.
    style: String,
    /// The first paragraph that is a title or a heading, where nothing but such came before it.
    title: Option<String>,
    /// How deep within what is not shown.
    hidden: usize,
    /// How deep within what is text.
    inside: usize,
}

impl Taken {
    fn words(&mut self, words: &str) {
        if self.hidden == 0 {
            self.paragraph.push_str(words);
        }
    }

    fn end_paragraph(&mut self) {
        if self.hidden > 0 {
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let style = std::mem::take(&mut self.style).to_ascii_lowercase();
        let first = self.text.trim().is_empty();
        if first && (style.starts_with("title") || style.starts_with("heading")) {
            self.title = Some(paragraph.clone());
        }
        self.text.push_str(&paragraph);
        self.text.push_str("\n\n");
    }

    /// The document, with what the file says of itself.
    fn document(
        self,
        name: &str,
        bytes: &Arc<[u8]>,
        format: DocumentFormat,
        by: &'static str,
        about: &[u8],
    ) -> Incoming {
        let text = tidy(&self.text);
        let heading = self.title.as_deref().and_then(|title| Said::of(title, "its heading"));
        let mut document = Incoming { extractor: Some(by), title: heading, ..Incoming::new(name, bytes, format, text) };
        let mut element = String::new();
        // What the file says of itself may be broken: then it says nothing.
        let _ = walk::<Refusal>(&decoded_xml(about), |step| {
            match step {
                XmlStep::Open(name, _) => local_name(name).clone_into(&mut element),
                XmlStep::Close(_) => element.clear(),
                XmlStep::Words(words) => property(&mut document, &element, words),
            }
            Ok(())
        });
        document.text = headed(None, &document.text);
        document
    }
}

/// One thing the file says of itself. Its times are those of its making, which is not its publishing.
fn property(document: &mut Incoming, element: &str, words: &str) {
    match element {
        "title" if document.title.is_none() => document.title = Said::of(words, "the title in the file's properties"),
        "creator" | "initial-creator" if document.byline.is_none() => {
            document.byline = Said::of(words, "the author in the file's properties");
        }
        "created" | "creation-date" => {
            if let Some(day) = words.get(..10).filter(|day| crate::time::read_day(day).is_ok()) {
                document.published = Some(Published {
                    edtf: day.to_owned(),
                    stated: false,
                    how: format!("from {words}, when the file was begun"),
                    words: None,
                });
            }
        }
        _ => {}
    }
}
