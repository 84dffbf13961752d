//! The columns of a table on the disk, so that it need not be read again. Never trusted over the table: they are of the
//! file and the mapping that they say they are of, or they are not taken.

use crate::table::rows::Rows;
use crate::table::rows::column::{Few, Moments};
use crate::table::rows::store::{Numbers, Offsets};
use crate::table::rows::window::Reach;
use rayon::prelude::*;
use std::io::{Read, Result, Write};
use std::sync::OnceLock;

/// What a file of columns begins with; the last byte is the version of the form.
const BEGINS: &[u8; 8] = b"dlrows\0\x01";
/// Longer texts, and columns of more rows, are taken for damage.
const LONGEST: u64 = 1 << 32;

/// Numbers that are written as they lie in memory, the lowest byte first.
trait Bytes: Sized + Copy + Send + Sync {
    const SIZE: usize;
    fn put(self, to: &mut [u8]);
    fn take(from: &[u8]) -> Self;
}

macro_rules! bytes {
    ($($number:ty),*) => {$(
        impl Bytes for $number {
            const SIZE: usize = size_of::<Self>();
            fn put(self, to: &mut [u8]) {
                to.copy_from_slice(&self.to_le_bytes());
            }
            fn take(from: &[u8]) -> Self {
                from.try_into().map(Self::from_le_bytes).unwrap_or_default()
            }
        }
    )*};
}
bytes!(u8, u16, u32, u64, i64, f32);

fn put_one<T: Bytes>(to: &mut dyn Write, number: T) -> Result<()> {
    let mut bytes = [0; 8];
    let part = bytes.get_mut(..T::SIZE).unwrap_or_default();
    number.put(part);
    to.write_all(part)
}

fn put<T: Bytes>(to: &mut dyn Write, numbers: &[T]) -> Result<()> {
    put_one(to, numbers.len() as u64)?;
    for part in numbers.chunks(1 << 16) {
        let mut bytes = vec![0; part.len() * T::SIZE];
        part.iter().zip(bytes.chunks_exact_mut(T::SIZE)).for_each(|(number, bytes)| number.put(bytes));
        to.write_all(&bytes)?;
    }
    Ok(())
}

fn take_one<T: Bytes>(from: &mut dyn Read) -> Option<T> {
    let mut bytes = [0; 8];
    let part = bytes.get_mut(..T::SIZE)?;
    from.read_exact(part).ok()?;
    Some(T::take(part))
}

fn take<T: Bytes>(from: &mut dyn Read) -> Option<Vec<T>> {
    let count: u64 = take_one(from)?;
    let length = usize::try_from(count).ok().filter(|_| count < LONGEST)? * T::SIZE;
    // A file that says it holds more than it does has no memory reserved for it.
    let mut bytes = Vec::new();
    from.take(length as u64).read_to_end(&mut bytes).ok()?;
    (bytes.len() == length).then(|| bytes.par_chunks_exact(T::SIZE).map(T::take).collect())
}

fn put_text(to: &mut dyn Write, text: &str) -> Result<()> {
    put(to, text.as_bytes())
}

fn take_text(from: &mut dyn Read) -> Option<String> {
    String::from_utf8(take(from)?).ok()
}

fn put_moments(to: &mut dyn Write, moments: &Moments) -> Result<()> {
    match moments {
        Moments::Near { first, after } => {
            put_one(to, 0u8)?;
            put_one(to, *first)?;
            put(to, after)
        }
        Moments::Far(minutes) => {
            put_one(to, 1u8)?;
            put(to, minutes)
        }
    }
}

fn take_moments(from: &mut dyn Read) -> Option<Moments> {
    match take_one::<u8>(from)? {
        0 => Some(Moments::Near { first: take_one(from)?, after: take(from)? }),
        1 => Some(Moments::Far(take(from)?)),
        _ => None,
    }
}

fn put_few<T: Bytes>(to: &mut dyn Write, few: &Few<T>) -> Result<()> {
    match few {
        Few::One(number) => {
            put_one(to, 0u8)?;
            put_one(to, *number)
        }
        Few::Coded { values, codes } => {
            put_one(to, 1u8)?;
            put(to, values)?;
            put(to, codes)
        }
        Few::Plain(numbers) => {
            put_one(to, 2u8)?;
            put(to, numbers)
        }
    }
}

fn take_few<T: Bytes>(from: &mut dyn Read) -> Option<Few<T>> {
    match take_one::<u8>(from)? {
        0 => Some(Few::One(take_one(from)?)),
        1 => Some(Few::Coded { values: take(from)?, codes: take(from)? }),
        2 => Some(Few::Plain(take(from)?)),
        _ => None,
    }
}

impl Rows {
    /// Writes the columns; `of` says of which file and which mapping they are.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write(&self, of: &str, to: &mut dyn Write) -> Result<()> {
        to.write_all(BEGINS)?;
        put_text(to, of)?;
        put_one(to, self.kinds.len() as u64)?;
        for kind in &self.kinds {
            put_text(to, kind)?;
        }
        let (by_position, position): (&[u32], &[u32]) = match &self.numbers {
            Numbers::InOrder => (&[], &[]),
            Numbers::Mixed { by_position, position } => (by_position, position),
        };
        put(to, by_position)?;
        put(to, position)?;
        put(to, &self.offsets.noted)?;
        put(to, &self.offsets.after)?;
        put_moments(to, &self.starts)?;
        put_few(to, &self.lengths)?;
        put_one(to, u8::from(self.reported.is_some()))?;
        if let Some(reported) = &self.reported {
            put_moments(to, reported)?;
        }
        put(to, &self.x)?;
        put(to, &self.y)?;
        put_few(to, &self.radii)?;
        put(to, &self.kind)?;
        put_few(to, &self.sizes)?;
        put(to, &self.codes)?;
        put(to, &self.reach.0)
    }

    /// Reads columns again; `None` where they are damaged or of something else.
    pub fn read(of: &str, from: &mut dyn Read) -> Option<Self> {
        let mut begins = [0; BEGINS.len()];
        from.read_exact(&mut begins).ok()?;
        if begins != *BEGINS || take_text(from)? != of {
            return None;
        }
        let kinds = (0..take_one::<u64>(from)?).map(|_| take_text(from)).collect::<Option<Vec<String>>>()?;
        let (by_position, position): (Vec<u32>, Vec<u32>) = (take(from)?, take(from)?);
        let in_order = by_position.is_empty();
        let numbers = if in_order { Numbers::InOrder } else { Numbers::Mixed { by_position, position } };
        let offsets = Offsets { noted: take(from)?, after: take(from)? };
        let (starts, lengths) = (take_moments(from)?, take_few(from)?);
        let reported = if take_one::<u8>(from)? == 1 { Some(take_moments(from)?) } else { None };
        let (x, y, radii, kind) = (take(from)?, take(from)?, take_few(from)?, take::<u16>(from)?);
        let (sizes, codes, reach) = (take_few(from)?, take(from)?, Reach(take(from)?));
        let spots = OnceLock::new();
        let rows =
            Self { kinds, numbers, offsets, starts, lengths, reported, x, y, radii, kind, sizes, codes, reach, spots };
        let whole = [rows.x.len(), rows.y.len(), rows.codes.len(), rows.starts.len()];
        (whole == [rows.len(); 4]).then_some(rows)
    }
}
