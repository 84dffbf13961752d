//! What the packed streams of a PDF come to, before anything is made of them: the reader of PDF unpacks each whole,
//! however large it is.

use crate::ingest::Refusal;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::{Read, Write, sink};
use weezl::BitOrder;
use weezl::decode::Decoder;

/// The most that all streams together come to, bytes.
const MOST: u64 = 192 << 20;

/// Walks through all streams.
///
/// # Errors
/// Where they come to more than is read.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut left = MOST;
    let mut at = 0;
    while let Some(found) = find(bytes, at, b"stream") {
        at = found + b"stream".len();
        let is_end = found >= 3 && bytes.get(found - 3..found) == Some(b"end");
        let Some(after) = bytes.get(at..).filter(|_| !is_end) else { continue };
        let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let dictionary = bytes.get(found.saturating_sub(HEAD)..found).unwrap_or_default();
        let lzw = find(dictionary, 0, b"LZW").is_some();
        // To the end of the stream: no farther is unpacked.
        let end = find(data, 0, b"endstream").unwrap_or(data.len());
        let data = data.get(..end).unwrap_or_default();
        left = left.checked_sub(unpacked(data, lzw, left, 0)).ok_or_else(too_much)?;
    }
    Ok(())
}

/// How much of a stream's dictionary is looked at for the names of its filters.
const HEAD: usize = 300;
/// How often a stream may be packed in itself.
const DEEPEST: usize = 3;

fn too_much() -> Refusal {
    Refusal::Grows(format!("{} MB", MOST >> 20))
}

/// What a stream comes to, at most a little more than so many bytes.
fn unpacked(data: &[u8], lzw: bool, most: u64, depth: usize) -> u64 {
    if lzw {
        let mut count = Counted { left: most, count: 0, begin: Vec::new() };
        // A stream that is broken comes to what came out of it.
        let _ = Decoder::with_tiff_size_switch(BitOrder::Msb, 8).into_stream(&mut count).decode(data);
        return count.count;
    }
    let zlib = data.first().is_some_and(|first| first & 0x0f == 8);
    if !zlib {
        return 0;
    }
    let mut count = Counted { left: most, count: 0, begin: Vec::new() };
    let mut reader = ZlibDecoder::new(data).take(most.saturating_add(1));
    let _ = std::io::copy(&mut reader, &mut count);
    if count.count == 0 {
        let _ = std::io::copy(&mut DeflateDecoder::new(data).take(most.saturating_add(1)), &mut count);
    }
    let own = count.count;
    // What unpacks to something packed is unpacked again, where its dictionary says so: counted as if it always did.
    let again = depth < DEEPEST && count.begin.first() == Some(&0x78) && own < most;
    if !again {
        return own;
    }
    let mut inside = Vec::new();
    let _ = ZlibDecoder::new(data).take(most).read_to_end(&mut inside);
    own.saturating_add(unpacked(&inside, false, most - own, depth + 1))
}

/// Counts what is written, and ends the writing where it is too much.
struct Counted {
    left: u64,
    count: u64,
    begin: Vec<u8>,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.begin.is_empty() {
            self.begin.extend(bytes.iter().take(2));
        }
        self.count += bytes.len() as u64;
        if self.count > self.left {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        sink().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Where some bytes next stand.
fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut at = from;
    loop {
        let next = bytes.get(at..)?.iter().position(|byte| byte == first)? + at;
        if bytes.get(next..)?.starts_with(wanted) {
            return Some(next);
        }
        at = next + 1;
    }
}
