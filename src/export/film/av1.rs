//! Pictures as AV1. One part of a film is one encoder.

use crate::export::ExportError;
use crate::export::film::isobmff::{Mp4Track, Sample};
use crate::export::film::libaom::{Encoder, Packet};
use crate::export::film::yuv::Yuv;

/// The mark between pictures, for which a file has no use.
const DELIMITER: [u8; 2] = [0x12, 0];
/// How the header of a film begins: its kind, and that its length follows.
const HEADER: u8 = 0x0A;

/// An encoder at work on a film, or a part of one.
pub(super) struct Film {
    encoder: Encoder,
    size: [usize; 2],
    samples: Vec<Sample>,
    /// The tick the next picture begins.
    begins: u64,
}

impl Film {
    /// An encoder for pictures of this even size, the first of which begins at a tick.
    ///
    /// # Errors
    /// When the encoder cannot take it.
    pub fn new(size: [usize; 2], begins: u64) -> Result<Self, ExportError> {
        Ok(Self { encoder: Encoder::new(size)?, size, samples: Vec::new(), begins })
    }

    /// Adds a picture that stays until a tick.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn push(&mut self, picture: &Yuv, until: u64) -> Result<(), ExportError> {
        let Packet { data, key } = self.encoder.push(picture)?;
        let data = data.strip_prefix(&DELIMITER).map(<[u8]>::to_vec).unwrap_or(data);
        self.samples.push(Sample { data, ticks: until - self.begins, key });
        self.begins = until;
        Ok(())
    }

    /// The film.
    ///
    /// # Errors
    /// When it does not begin as a film does.
    pub fn finish(self) -> Result<Mp4Track, ExportError> {
        let config = self.samples.first().and_then(|first| config(&first.data));
        let config = config.ok_or_else(|| ExportError::Draw("the encoded film has no header".to_owned()))?;
        Ok(Mp4Track { size: self.size.map(|v| v as u16), config, samples: self.samples })
    }
}

/// What a decoder must know first, the contents of an `av1C` box (AV1 in ISO base media files, 2.3.3): read off the
/// header in front of the first picture, which follows whole.
fn config(first: &[u8]) -> Option<Vec<u8>> {
    let (&HEADER, rest) = first.split_first()? else { return None };
    // Of one operating point and without timing, as it is here, a header is far shorter than the 127 bytes at which
    // its length would take a second one.
    let (&length, rest) = rest.split_first()?;
    let header = rest.get(..usize::from(length))?;
    let (&start, &level) = (header.first()?, header.get(3)?);
    // Profile in the first three bits; after 24, the level in five, and for the higher ones the tier in another.
    let profile = start >> 5;
    let tier = if level >> 3 > 7 { level >> 2 & 1 } else { 0 };
    // Eight bits, colours at half the size both ways, their place unsaid.
    let mut config = vec![0x81, profile << 5 | level >> 3, tier << 7 | 0b1100, 0];
    config.extend(first.get(..usize::from(length) + 2)?);
    Some(config)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_a_decoder_must_know_is_read_off_the_header() {
        // Profile 0, level 8 (4.0), high tier; then the rest of the header and the picture.
        let first = [HEADER, 5, 0, 0, 0, 8 << 3 | 1 << 2, 0xAB, 0x32, 1, 0xFF];
        assert_eq!(config(&first).unwrap(), [0x81, 8, 0x80 | 0b1100, 0, HEADER, 5, 0, 0, 0, 0x44, 0xAB]);
        for end in 0..7 {
            assert_eq!(config(&first[..end]), None, "cut off after {end}");
        }
        assert_eq!(config(&[0x32, 1, 0]), None, "a picture without a header");
    }

    #[test]
    fn a_picture_of_another_size_is_refused() {
        let grey = |width, height| Yuv {
            width,
            height,
            planes: [vec![90; width * height], vec![128; width * height / 4], vec![128; width * height / 4]],
        };
        let mut film = Film::new([64, 48], 0).unwrap();
        film.push(&grey(64, 48), 10).unwrap();
        assert!(film.push(&grey(64, 46), 20).is_err());
        film.push(&grey(64, 48), 30).unwrap();
        let track = film.finish().unwrap();
        assert_eq!(
            track.samples.iter().map(|sample| (sample.ticks, sample.key)).collect::<Vec<_>>(),
            [(10, true), (20, false)]
        );
    }
}
