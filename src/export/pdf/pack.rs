//! Bytes as they stand in a stream of a file.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;

/// Compressed, for the filter `FlateDecode`.
pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
