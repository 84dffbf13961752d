//! Web archives: the pages of a WARC, one document each; of a WACZ, those of the archives packed in it. Of what else was
//! archived (pictures, scripts, requests) nothing is taken.

use crate::ingest::read::html;
use crate::ingest::read::unpack::{MOST_PARTS, MOST_UNPACKED, Packed, gunzipped, read_whole};
use crate::ingest::{DocumentFormat, Incoming, Published, Refusal};
use crate::jobs::Progress;
use flate2::read::{GzDecoder, ZlibDecoder};
use std::sync::Arc;

/// A WARC, packed record by record or not at all.
pub(super) fn pages(name: &str, bytes: &Arc<[u8]>, progress: &dyn Progress) -> Result<Vec<Incoming>, Refusal> {
    let mut documents = Vec::new();
    take(name, bytes, DocumentFormat::Warc, &gunzipped(bytes)?, &mut documents, progress)?;
    found(documents)
}

/// A WACZ.
pub(super) fn packed(name: &str, bytes: &Arc<[u8]>, progress: &dyn Progress) -> Result<Vec<Incoming>, Refusal> {
    let mut packed = Packed::open(bytes)?;
    let mut names = packed.names();
    names.retain(|name| name.starts_with("archive/") && (name.ends_with(".warc.gz") || name.ends_with(".warc")));
    names.sort();
    let mut documents = Vec::new();
    for archive in names {
        let inside = packed.entry(&archive)?.unwrap_or_default();
        take(name, bytes, DocumentFormat::Wacz, &gunzipped(&inside)?, &mut documents, progress)?;
    }
    found(documents)
}

fn found(documents: Vec<Incoming>) -> Result<Vec<Incoming>, Refusal> {
    if documents.is_empty() {
        let found = "no page that was answered with one".to_owned();
        return Err(Refusal::Broken { expected: "archived pages", found });
    }
    Ok(documents)
}

/// Takes the pages of a WARC.
fn take(
    name: &str,
    received: &Arc<[u8]>,
    format: DocumentFormat,
    warc: &[u8],
    documents: &mut Vec<Incoming>,
    progress: &dyn Progress,
) -> Result<(), Refusal> {
    let mut rest = warc;
    while let Some(record) = Record::next(&mut rest)? {
        progress.go_on().map_err(|_| Refusal::Stopped)?;
        let Some(page) = record.page()? else { continue };
        if documents.len() >= MOST_PARTS {
            return Err(Refusal::Endless("there are too many pages in it"));
        }
        let address = record.header("WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']).to_owned();
        if documents.iter().any(|known| known.part.as_deref() == Some(address.as_str())) {
            continue;
        }
        let Ok((text, says)) = html::read(&page) else { continue };
        let shown = format!("{name}, {}", documents.len() + 1);
        let mut document = says.document(Incoming::new(&shown, received, format, text));
        document.part = Some(address);
        if document.published.is_none() {
            document.published = record.header("WARC-Date").and_then(archived);
        }
        documents.push(document);
    }
    Ok(())
}

/// A page that was archived was published by then.
fn archived(when: &str) -> Option<Published> {
    let day = when.get(..10).filter(|day| crate::time::read_day(day).is_ok())?;
    Some(Published {
        edtf: format!("../{day}"),
        stated: false,
        how: format!("not after it was archived, {}", when.replace('T', " ")),
        words: None,
    })
}

/// One record: its headers and its block.
struct Record<'w> {
    head: &'w str,
    block: &'w [u8],
}

impl<'w> Record<'w> {
    /// The next record of an archive.
    fn next(rest: &mut &'w [u8]) -> Result<Option<Self>, Refusal> {
        let broken = |found: &str| Refusal::Broken { expected: "a record of a web archive", found: found.to_owned() };
        while let Some(after) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            *rest = after;
        }
        if rest.is_empty() {
            return Ok(None);
        }
        if !rest.starts_with(b"WARC/") {
            return Err(broken("something else"));
        }
        let (head, after) = split_head(rest).ok_or_else(|| broken("headers without an end"))?;
        let head = std::str::from_utf8(head).map_err(|_| broken("headers that are no text"))?;
        let length = header(head, "Content-Length").and_then(|length| length.parse::<usize>().ok());
        let length = length.ok_or_else(|| broken("no length"))?;
        // One that was cut off is taken as far as it goes.
        let (block, after) = after.split_at_checked(length).unwrap_or((after, &[]));
        *rest = after;
        Ok(Some(Self { head, block }))
    }

    fn header(&self, name: &str) -> Option<&'w str> {
        header(self.head, name)
    }

    /// The page, where the record is the answer with one.
    fn page(&self) -> Result<Option<String>, Refusal> {
        let kind = self.header("WARC-Type").unwrap_or_default();
        let content = self.header("Content-Type").unwrap_or_default();
        if !matches!(kind, "response" | "resource") {
            return Ok(None);
        }
        if !content.starts_with("application/http") {
            let is_page = content.starts_with("text/html") || content.starts_with("application/xhtml");
            return Ok(is_page.then(|| html::decoded(self.block)));
        }
        let Some((head, body)) = split_head(self.block) else { return Ok(None) };
        let head = String::from_utf8_lossy(head);
        let answered = head.split_whitespace().nth(1) == Some("200");
        let kind = header(&head, "Content-Type").unwrap_or_default().to_ascii_lowercase();
        if !answered || !(kind.starts_with("text/html") || kind.starts_with("application/xhtml")) {
            return Ok(None);
        }
        let chunked = header(&head, "Transfer-Encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked"));
        let body = if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
        let body = match header(&head, "Content-Encoding").map(str::to_ascii_lowercase).as_deref() {
            Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => {
                read_whole(GzDecoder::new(&*body), MOST_UNPACKED)?
            }
            Some("deflate") => read_whole(ZlibDecoder::new(&*body), MOST_UNPACKED)?,
            // Brotli and others: such records are rare, archives keep what they unpacked.
            Some("br" | "zstd") => return Ok(None),
            _ => body,
        };
        Ok(Some(html::decoded(&body)))
    }
}

/// Headers and what follows the blank line after them.
fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let find = |end: &[u8]| bytes.windows(end.len()).position(|window| window == end).map(|at| (at, end.len()));
    let (at, length) = find(b"\r\n\r\n").or_else(|| find(b"\n\n"))?;
    Some((bytes.get(..at)?, bytes.get(at + length..)?))
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A body that was sent in chunks; `None` where it was not, though it says so.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 2..)?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..length)?);
        rest = rest.get(length + 2..)?;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::jobs::Unwatched;
    use std::io::Write as _;

    const PAGE: &str = "<html><head><title>Ferry stopped</title></head><body><p>The ferry to the island was stopped on \
        Tuesday because of high waves, the harbour office said.</p></body></html>";

    fn record(kind: &str, address: &str, http: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2015-05-23T10:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    }

    fn archive() -> String {
        let chunks = format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
        let answers = [
            ("request", "https://a.example/", format!("GET / HTTP/1.1\r\n\r\n{PAGE}")),
            ("response", "https://a.example/", format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}")),
            ("response", "https://a.example/x.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG".to_owned()),
            ("response", "https://a.example/gone", format!("HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n{PAGE}")),
            (
                "response",
                "https://a.example/2",
                format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"),
            ),
        ];
        answers.iter().map(|(kind, address, http)| record(kind, address, http)).collect()
    }

    #[test]
    fn the_pages_of_an_archive_are_documents_packed_or_not() {
        let plain = archive();
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(plain.as_bytes()).unwrap();
        for bytes in [plain.into_bytes(), gz.finish().unwrap()] {
            let found = pages("a.warc", &bytes.into(), &Unwatched).unwrap();
            let parts: Vec<_> = found.iter().map(|page| page.part.as_deref().unwrap()).collect();
            assert_eq!(parts, ["https://a.example/", "https://a.example/2"]);
            assert!(found[1].text.contains("stopped on Tuesday"), "{}", found[1].text);
            assert_eq!(found[0].published.as_ref().unwrap().edtf, "../2015-05-23");
        }
    }

    #[test]
    fn an_archive_without_pages_or_records_says_so() {
        let mute = record("request", "https://a.example/", "GET / HTTP/1.1\r\n\r\n");
        for bytes in [mute.as_str(), "WARC/1.0\r\n", "WARC/1.0\r\nContent-Length: x\r\n\r\n"] {
            assert!(
                matches!(pages("a.warc", &bytes.as_bytes().into(), &Unwatched), Err(Refusal::Broken { .. })),
                "{bytes}"
            );
        }
    }
}
