//! XML, step by step: no tree, no recursion, no entities but those of XML itself.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};
use std::borrow::Cow;

/// One step of a walk through XML.
pub enum XmlStep<'a> {
    /// An element begins, by its name as written.
    Open(&'a str, Attributes<'a>),
    /// An element ends.
    Close(&'a str),
    /// Words between.
    Words(&'a str),
}

/// How deep elements may be nested.
const DEEPEST: usize = 2000;

/// Why a walk ended before the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XmlFault {
    /// It is no XML; what stands there.
    Broken(String),
    /// Elements are nested without end.
    Deep,
}

/// Walks through all of it. A step may end the walk.
///
/// # Errors
/// Where it is no XML, is nested too deep, or a step ends it.
pub fn walk<E: From<XmlFault>>(xml: &str, mut step: impl FnMut(XmlStep<'_>) -> Result<(), E>) -> Result<(), E> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| XmlFault::Broken(error.to_string()))? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(XmlFault::Deep.into());
                }
                step(XmlStep::Open(name(tag.name().as_ref()), tag.attributes()))?;
            }
            Event::Empty(tag) => {
                let full = tag.name();
                step(XmlStep::Open(name(full.as_ref()), tag.attributes()))?;
                step(XmlStep::Close(name(full.as_ref())))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                step(XmlStep::Close(name(tag.name().as_ref())))?;
            }
            Event::Text(text) => step(XmlStep::Words(&text.decode().unwrap_or_default()))?,
            Event::CData(text) => step(XmlStep::Words(&text.decode().unwrap_or_default()))?,
            Event::GeneralRef(reference) => step(XmlStep::Words(&resolved(&reference)))?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A name without the prefix of its namespace.
pub fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, by its name without prefix.
pub fn attribute(attributes: &Attributes<'_>, wanted: &str) -> Option<String> {
    let mut all = attributes.clone();
    let mut found = all.with_checks(false).flatten();
    let attribute = found.find(|attribute| local_name(name(attribute.key.as_ref())) == wanted)?;
    let written = String::from_utf8_lossy(&attribute.value).into_owned();
    Some(quick_xml::escape::unescape(&written).map_or_else(|_| written.clone(), Cow::into_owned))
}

fn name(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// What a reference stands for: one of XML's own, or a character by its number. Those that a document defines itself
/// stand for nothing.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    let own = quick_xml::escape::resolve_predefined_entity(&name);
    own.or_else(|| (name == "nbsp").then_some(" ")).unwrap_or_default().to_owned()
}

/// The text of an XML file in the encoding it names.
pub fn decoded_xml(bytes: &[u8]) -> String {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked.decode(bytes).0.into_owned();
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or_default());
    let label = head.split_once("encoding=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest.get(1..)?.split_once(quote).map(|(label, _)| label)
    });
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8);
    encoding.decode(bytes).0.into_owned()
}
