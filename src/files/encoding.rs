//! What text is written in, where nobody said it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// What bytes look like that are no UTF-8, where they look like text.
pub fn likely_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return Some(marked);
    }
    if bytes.contains(&0) {
        return utf_16_unmarked(bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Some(detector.guess(None, Utf8Detection::Deny))
}

/// UTF-16, where every fourth character and more has a zero at the same side.
pub fn utf_16_unmarked(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |at: usize| bytes.chunks_exact(2).filter(|pair| pair.get(at) == Some(&0)).count();
    let (high, low, pairs) = (zeros(0), zeros(1), bytes.len() / 2);
    let one_side = high.max(low) * 4 > pairs && high.min(low) * 20 < pairs;
    one_side.then_some(if low > high { UTF_16LE } else { UTF_16BE })
}
