//! The form of `assets/world/entries.bin`: columns one after the other, deflated as one piece.
//!
//! Counts come first, as little-endian `u32`: entries, countries, regions, keys, postings. A number of several bytes is
//! stored as byte planes, all lowest bytes first, which deflates better. Lists of words are separated by line feeds.

use std::io::Read as _;

/// The columns as they are read.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) countries: usize,
    pub(super) regions: usize,
    pub(super) class: Vec<u8>,
    pub(super) country: Vec<u8>,
    pub(super) region: Vec<u16>,
    pub(super) population: Vec<u8>,
    pub(super) zone: Vec<u16>,
    /// Thousandths of a degree from the south pole.
    pub(super) lat: Vec<u32>,
    /// Thousandths of a degree from the antimeridian.
    pub(super) lon: Vec<u32>,
    /// GeoNames number, 0 where there is none.
    pub(super) id: Vec<u32>,
    /// For every country, then every region: its capital's entry plus one, or 0.
    pub(super) capital: Vec<u32>,
    /// For every country: west, south, east, north in hundredths of a degree from the south-west corner of the world.
    pub(super) bounds: Vec<u16>,
    /// How many postings each key has.
    pub(super) counts: Vec<u8>,
    /// Entries by key; [`ALTERNATE`] is set where the name is not the entry's first.
    pub(super) postings: Vec<u32>,
    pub(super) names: String,
    /// ISO 3166-1 alpha-2, blank, alpha-3, of every country; then the codes of every region.
    pub(super) codes: String,
    pub(super) zones: String,
}

/// The bit of a posting that marks a name as one of the entry's other names.
pub(super) const ALTERNATE: u32 = 1 << 23;

/// Inflates and cuts the columns apart; `None` if the bytes are not whole.
pub(super) fn read(deflated: &[u8]) -> Option<Columns> {
    let bytes = inflate(deflated)?;
    let mut rest = Rest(&bytes);
    let [entries, countries, regions, keys, postings] = [(); 5].map(|()| rest.word().unwrap_or_default() as usize);
    Some(Columns {
        countries,
        regions,
        class: rest.take(entries)?.to_vec(),
        country: rest.take(entries)?.to_vec(),
        region: rest.planes::<2>(entries)?.into_iter().map(|n| n as u16).collect(),
        population: rest.take(entries)?.to_vec(),
        zone: rest.planes::<2>(entries)?.into_iter().map(|n| n as u16).collect(),
        lat: rest.planes::<3>(entries)?,
        lon: rest.planes::<3>(entries)?,
        id: rest.planes::<4>(entries)?,
        capital: rest.planes::<3>(countries + regions)?,
        bounds: rest.planes::<2>(4 * countries)?.into_iter().map(|n| n as u16).collect(),
        counts: rest.take(keys)?.to_vec(),
        postings: rest.planes::<3>(postings)?,
        names: rest.words()?,
        codes: rest.words()?,
        zones: rest.words()?,
    })
}

/// Zlib-inflated bytes, if they are whole.
pub(super) fn inflate(deflated: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(deflated.len() * 4);
    flate2::read::ZlibDecoder::new(deflated).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn word(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn planes<const BYTES: usize>(&mut self, count: usize) -> Option<Vec<u32>> {
        let mut numbers = vec![0; count];
        for plane in 0..BYTES {
            for (number, byte) in numbers.iter_mut().zip(self.take(count)?) {
                *number |= u32::from(*byte) << (8 * plane);
            }
        }
        Some(numbers)
    }

    fn words(&mut self) -> Option<String> {
        let bytes = self.word()? as usize;
        Some(std::str::from_utf8(self.take(bytes)?).ok()?.to_owned())
    }
}
