//! Provenance as XMP: what librarians' and editors' tools read, and the whole of it as JSON.

use crate::export::Provenance;
use crate::export::escape::{escape, unescape};

/// The language of the words on a page.
pub(super) const LANGUAGE: &str = "en-GB";
/// Namespace of what only Dateline writes.
const NAMESPACE: &str = "urn:x-dateline:provenance";
const OPENING: &str = "<dateline:provenance>";
const CLOSING: &str = "</dateline:provenance>";

/// The packet.
pub(super) fn packet(of: &Provenance) -> String {
    let local = |name: &str, text: &str| {
        let text = escape(text);
        format!("<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></dc:{name}>\n")
    };
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:dateline=\"{NAMESPACE}\">\n\
         <dc:format>application/pdf</dc:format>\n\
         {}{}{}\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n\
         <dc:source>{}</dc:source>\n\
         <xmp:CreatorTool>{program}</xmp:CreatorTool>\n\
         <pdf:Producer>{program}</pdf:Producer>\n\
         {OPENING}{}{CLOSING}\n\
         </rdf:Description>\n\
         </rdf:RDF>\n\
         </x:xmpmeta>\n\
         <?xpacket end=\"r\"?>",
        local("title", &of.headline),
        local("description", &of.description),
        local("rights", &of.credits.join("; ")),
        LANGUAGE,
        escape(&of.sources.join("; ")),
        escape(&of.json()),
        program = escape(&of.program),
    )
}

/// The provenance in a file; none where it is not there.
pub(super) fn provenance(bytes: &[u8]) -> Option<String> {
    let find = |bytes: &[u8], what: &str| bytes.windows(what.len()).position(|part| part == what.as_bytes());
    let rest = bytes.get(find(bytes, OPENING)? + OPENING.len()..)?;
    let json = rest.get(..find(rest, CLOSING)?)?;
    Some(unescape(std::str::from_utf8(json).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_such_file_has_no_provenance() {
        for bytes in
            [&b""[..], b"%PDF-1.7", b"<dateline:provenance>half", b"<dateline:provenance>\xFF</dateline:provenance>"]
        {
            assert_eq!(provenance(bytes), None);
        }
        assert_eq!(
            provenance(b"..<dateline:provenance>{&quot;a&quot;:1}</dateline:provenance>..").as_deref(),
            Some("{\"a\":1}")
        );
    }
}
