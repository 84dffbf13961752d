//! The boxes of an MP4 file (ISO/IEC 14496-12) with one track of AV1. Knows nothing of how pictures are encoded.

/// Ticks a second of a film.
pub(super) const TICKS_PER_S: u32 = 90_000;
/// The kind of the box with the provenance.
const PROVENANCE: [u8; 16] = *b"dateline:origin\0";

/// One encoded picture.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    /// As the decoder gets it.
    pub data: Vec<u8>,
    /// Ticks it stays.
    pub ticks: u64,
    /// Whether a player can start here.
    pub key: bool,
}

/// An encoded film.
#[derive(Clone, Debug)]
pub(super) struct Mp4Track {
    /// Pixels across and down.
    pub size: [u16; 2],
    /// What the decoder must know first: the contents of an `av1C` box.
    pub config: Vec<u8>,
    /// The pictures, at least one.
    pub samples: Vec<Sample>,
}

impl Mp4Track {
    /// All before the pictures: what the file is, and where each picture lies. The pictures follow, one after another.
    pub fn head(&self, title: &str, provenance: &str) -> Vec<u8> {
        let kind = boxed(b"ftyp", &[b"isom", &0x200_u32.to_be_bytes(), b"isom", b"iso2", b"av01", b"mp41"]);
        let length: u64 = self.samples.iter().map(|sample| sample.data.len() as u64).sum();
        let (content, header): (_, &[u8]) = match u32::try_from(length + 8) {
            Ok(short) => ([&short.to_be_bytes()[..], b"mdat"].concat(), &[]),
            Err(_) => ([&1_u32.to_be_bytes()[..], b"mdat"].concat(), &(length + 16).to_be_bytes()),
        };
        let content = [&content, header].concat();
        // Where the pictures begin depends on how long this is, which does not depend on where they begin.
        let ahead = kind.len() + self.movie(0, title, provenance).len() + content.len();
        let movie = self.movie(ahead as u64, title, provenance);
        [kind, movie, content].concat()
    }

    fn movie(&self, start: u64, title: &str, provenance: &str) -> Vec<u8> {
        let ticks: u64 = self.samples.iter().map(|sample| sample.ticks).sum();
        let header = full(
            b"mvhd",
            1,
            0,
            &[
                &times(TICKS_PER_S, ticks),
                &0x0001_0000_u32.to_be_bytes(),
                &0x0100_u16.to_be_bytes(),
                &[0; 10],
                &MATRIX,
                &[0; 24],
                &2_u32.to_be_bytes(),
            ],
        );
        let user = boxed(b"udta", &[&tags(title)]);
        let origin = boxed(b"uuid", &[&PROVENANCE, provenance.as_bytes()]);
        boxed(b"moov", &[&header, &self.track(start, ticks), &user, &origin])
    }

    fn track(&self, start: u64, ticks: u64) -> Vec<u8> {
        let [width, height] = self.size;
        let header = full(
            b"tkhd",
            1,
            3,
            &[
                &[0; 16],
                &1_u32.to_be_bytes(),
                &[0; 4],
                &ticks.to_be_bytes(),
                &[0; 16],
                &MATRIX,
                &(u32::from(width) << 16).to_be_bytes(),
                &(u32::from(height) << 16).to_be_bytes(),
            ],
        );
        // Language "und": undetermined, as there are only pictures.
        let media = full(b"mdhd", 1, 0, &[&times(TICKS_PER_S, ticks), &0x55C4_u16.to_be_bytes(), &[0; 2]]);
        let handler = full(b"hdlr", 0, 0, &[&[0; 4], b"vide", &[0; 12], b"Dateline\0"]);
        let here = full(b"url ", 0, 1, &[]);
        let data = boxed(b"dinf", &[&full(b"dref", 0, 0, &[&1_u32.to_be_bytes(), &here])]);
        let video = full(b"vmhd", 0, 1, &[&[0; 8]]);
        let info = boxed(b"minf", &[&video, &data, &self.table(start)]);
        boxed(b"trak", &[&header, &boxed(b"mdia", &[&media, &handler, &info])])
    }

    fn table(&self, start: u64) -> Vec<u8> {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for sample in &self.samples {
            let ticks = u32::try_from(sample.ticks).unwrap_or(u32::MAX);
            match runs.last_mut() {
                Some((count, same)) if *same == ticks => *count += 1,
                _ => runs.push((1, ticks)),
            }
        }
        let durations: Vec<u8> = runs.iter().flat_map(|(count, ticks)| words(&[*count, *ticks])).collect();
        let count = self.samples.len() as u32;
        let sizes: Vec<u8> = self.samples.iter().flat_map(|sample| (sample.data.len() as u32).to_be_bytes()).collect();
        let keys = self.samples.iter().zip(1_u32..).filter(|(sample, _)| sample.key);
        let keys: Vec<u8> = keys.flat_map(|(_, number)| number.to_be_bytes()).collect();
        // One chunk holds them all.
        boxed(
            b"stbl",
            &[
                &full(b"stsd", 0, 0, &[&1_u32.to_be_bytes(), &self.entry()]),
                &full(b"stts", 0, 0, &[&(runs.len() as u32).to_be_bytes(), &durations]),
                &full(b"stss", 0, 0, &[&(keys.len() as u32 / 4).to_be_bytes(), &keys]),
                &full(b"stsc", 0, 0, &[&words(&[1, 1, count, 1])]),
                &full(b"stsz", 0, 0, &[&words(&[0, count]), &sizes]),
                &full(b"co64", 0, 0, &[&1_u32.to_be_bytes(), &start.to_be_bytes()]),
            ],
        )
    }

    /// What the pictures are.
    fn entry(&self) -> Vec<u8> {
        let [width, height] = self.size;
        let mut name = [0; 32];
        name.iter_mut().zip(b"\x08Dateline").for_each(|(to, from)| *to = *from);
        // BT.709 throughout, limited range.
        let colours = boxed(b"colr", &[b"nclx", &[0, 1, 0, 1, 0, 1, 0]]);
        let square = boxed(b"pasp", &[&words(&[1, 1])]);
        boxed(
            b"av01",
            &[
                &[0, 0, 0, 0, 0, 0, 0, 1],
                &[0; 16],
                &width.to_be_bytes(),
                &height.to_be_bytes(),
                // 72 dpi, as every film says.
                &words(&[0x0048_0000, 0x0048_0000, 0]),
                &[0, 1],
                &name,
                &[0, 24, 0xFF, 0xFF],
                &boxed(b"av1C", &[&self.config]),
                &colours,
                &square,
            ],
        )
    }
}

/// The provenance in a file, if it has one.
pub(super) fn provenance(file: &[u8]) -> Option<String> {
    let (_, movie) = children(file).find(|(kind, _)| *kind == b"moov")?;
    let own =
        children(movie).filter(|(kind, _)| *kind == b"uuid").find_map(|(_, own)| own.strip_prefix(&PROVENANCE))?;
    String::from_utf8(own.to_vec()).ok()
}

/// The boxes that lie side by side in these bytes, kind and contents, as far as they are whole.
pub(super) fn children(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let (length, head, rest) = match u32::from_be_bytes(*length) {
            1 => {
                let (length, rest) = rest.split_first_chunk::<8>()?;
                (usize::try_from(u64::from_be_bytes(*length)).ok()?, 16, rest)
            }
            length => (length as usize, 8, rest),
        };
        let (body, after) = rest.split_at_checked(length.checked_sub(head)?)?;
        bytes = after;
        Some((kind, body))
    })
}

/// No turning, no scaling.
const MATRIX: [u8; 36] = {
    let mut matrix = [0; 36];
    (matrix[1], matrix[17], matrix[32]) = (1, 1, 0x40);
    matrix
};

fn boxed(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(length + 8);
    bytes.extend((length as u32 + 8).to_be_bytes());
    bytes.extend(kind);
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    bytes
}

/// A box with a version and flags.
fn full(kind: &[u8; 4], version: u8, flags: u8, parts: &[&[u8]]) -> Vec<u8> {
    boxed(kind, &[&[version, 0, 0, flags], &parts.concat()])
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// No dates of making, ticks a second, and how many.
fn times(per_s: u32, ticks: u64) -> Vec<u8> {
    [&[0; 16][..], &per_s.to_be_bytes(), &ticks.to_be_bytes()].concat()
}

/// Title and program, where players look for them.
fn tags(title: &str) -> Vec<u8> {
    let text = |text: &str| boxed(b"data", &[&words(&[1, 0]), text.as_bytes()]);
    let list = boxed(
        b"ilst",
        &[
            &boxed(b"\xA9nam", &[&text(title)]),
            &boxed(b"\xA9too", &[&text(concat!("Dateline ", env!("CARGO_PKG_VERSION")))]),
        ],
    );
    full(b"meta", 0, 0, &[&full(b"hdlr", 0, 0, &[&[0; 4], b"mdir", b"appl", &[0; 9]]), &list])
}
