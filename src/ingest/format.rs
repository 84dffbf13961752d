//! What a file is, by its first bytes; its name decides only between what begins alike.

use crate::ingest::Refusal;

/// A kind of file that documents come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentFormat {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// A document of Word.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A letter as mail programs save it.
    Mail,
    /// RSS or Atom.
    Feed,
    /// A web archive: WARC.
    Warc,
    /// A web archive with its index: WACZ.
    Wacz,
}

impl DocumentFormat {
    /// What it is called in a list: "txt", "html".
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Mail => "eml",
            Self::Feed => "xml",
            Self::Warc => "warc",
            Self::Wacz => "wacz",
        }
    }
}

/// How much of the beginning is looked at, bytes.
const HEAD: usize = 4096;

/// What no document is, by how it begins.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\0\0\0\x18ftyp", "a film"),
    (b"\0\0\0 ftyp", "a film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file: save it as DOCX, PDF or text"),
    (b"{\\rtf", "rich text (RTF): save it as DOCX, ODT or text"),
    (b"7z\xbc\xaf", "a packed folder (7z): unpack it first"),
    (b"Rar!", "a packed folder (RAR): unpack it first"),
    (b"BZh", "a packed file (bzip2): unpack it first"),
    (b"\xfd7zXZ", "a packed file (xz): unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a packed file (Zstandard): unpack it first"),
    (b"SQLite format 3", "a database"),
    (b"%!PS", "PostScript: save it as PDF"),
    (b"PAR1", "a table (Parquet)"),
];

/// What a file is; of a packed folder, what is packed in it decides later.
///
/// # Errors
/// Says what it is, where it is no document.
pub(super) fn format_of(name: &str, bytes: &[u8]) -> Result<DocumentFormat, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if let Some((_, what)) = OTHERS.iter().find(|(begin, _)| head.starts_with(begin)) {
        return Err(Refusal::NotADocument(what));
    }
    // Some programs write a few bytes before it.
    if head.get(..1024.min(head.len())).unwrap_or_default().windows(5).any(|five| five == b"%PDF-") {
        return Ok(DocumentFormat::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        return packed(bytes, &ending);
    }
    if head.starts_with(b"\x1f\x8b") || head.starts_with(b"WARC/") {
        return Ok(DocumentFormat::Warc);
    }
    let begin = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let has = |tag: &str| begin.contains(tag);
    if begin.starts_with("<?xml")
        || begin.starts_with("<rss")
        || begin.starts_with("<feed")
        || begin.starts_with("<rdf:")
    {
        if has("<rss") || has("<feed") || has("<rdf:rdf") {
            return Ok(DocumentFormat::Feed);
        }
        if !has("<html") {
            return Err(Refusal::NotADocument("XML that is no feed and no page"));
        }
    }
    if ending == "eml" || is_letter(&begin) {
        return Ok(DocumentFormat::Mail);
    }
    if has("<!doctype html") || has("<html") || (begin.starts_with('<') && (has("<body") || has("<head") || has("<p")))
    {
        return Ok(DocumentFormat::Html);
    }
    if matches!(ending.as_str(), "html" | "htm" | "xhtml") {
        return Ok(DocumentFormat::Html);
    }
    Ok(DocumentFormat::Text)
}

/// What a packed folder is, by the names that stand in it.
fn packed(bytes: &[u8], ending: &str) -> Result<DocumentFormat, Refusal> {
    let names = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text")) {
        return Ok(DocumentFormat::Odt);
    }
    if names(b"word/document.xml") {
        return Ok(DocumentFormat::Docx);
    }
    if names(b"datapackage.json") && names(b"archive/") {
        return Ok(DocumentFormat::Wacz);
    }
    if ending == "odt" && names(b"content.xml") {
        return Ok(DocumentFormat::Odt);
    }
    Err(Refusal::NotADocument(match () {
        () if names(b"xl/workbook.xml") || ending == "ods" => "a table (a spreadsheet)",
        () if names(b"ppt/presentation.xml") || ending == "odp" => "a presentation: save it as PDF",
        () if names(b"application/epub+zip") => "a book (EPUB)",
        () => "a packed folder (zip): unpack it and add what is in it",
    }))
}

/// Whether a text begins as a letter does: lines of headers, two of which every letter has.
fn is_letter(begin: &str) -> bool {
    let headers = begin.lines().take_while(|line| !line.trim().is_empty());
    let named = headers.filter(|line| {
        ["from:", "date:", "received:", "subject:", "message-id:", "mime-version:", "return-path:"]
            .iter()
            .any(|name| line.starts_with(name))
    });
    let found: Vec<&str> = named.collect();
    let mime =
        |line: &&&str| line.starts_with("received:") || line.starts_with("message-id:") || line.starts_with("mime-");
    found.len() >= 3 && found.iter().any(|line| mime(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        for (name, bytes, expected) in [
            ("a.txt", &b"Herat fell on Thursday."[..], Ok(DocumentFormat::Text)),
            ("a", b"\xef\xbb\xbfHerat", Ok(DocumentFormat::Text)),
            ("a.txt", b"\n<!DOCTYPE html><title>x</title>", Ok(DocumentFormat::Html)),
            ("a.pdf", b"<html><body>Moved</body></html>", Ok(DocumentFormat::Html)),
            ("a.txt", b"%PDF-1.4\n", Ok(DocumentFormat::Pdf)),
            ("a.xml", b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Ok(DocumentFormat::Feed)),
            ("a.xml", b"<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">", Ok(DocumentFormat::Feed)),
            ("a.eml", b"From: a@b.c\n\nx", Ok(DocumentFormat::Mail)),
            ("a", b"Received: from x\nDate: Thu\nSubject: y\n\nx", Ok(DocumentFormat::Mail)),
            ("notes.txt", b"From: the field\nDate: today\nSubject: rain\n\nx", Ok(DocumentFormat::Text)),
            ("a.warc.gz", b"\x1f\x8b\x08\0", Ok(DocumentFormat::Warc)),
            ("a.txt", b" \n\t", Err(Refusal::Empty)),
            ("a.png", b"\x89PNG\r\n", Err(Refusal::NotADocument("a picture (PNG)"))),
        ] {
            assert_eq!(format_of(name, bytes), expected, "{name} {bytes:?}");
        }
    }

    #[test]
    fn a_packed_folder_is_what_is_packed_in_it() {
        let refused = format_of("a.zip", b"PK\x03\x04 photos/1.jpg").map_err(|refusal| refusal.to_string());
        assert!(refused.is_err_and(|said| said.contains("unpack it")));
        assert_eq!(format_of("a.zip", b"PK\x03\x04 [Content_Types].xml word/document.xml"), Ok(DocumentFormat::Docx));
    }
}
