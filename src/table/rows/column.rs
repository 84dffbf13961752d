//! Columns packed as narrowly as what they hold allows.

use crate::time::Moment;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Moments as minutes after the first of them: four bytes each where all lie within eight thousand years.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Moments {
    /// Minutes after a first one. `u32::MAX` stands for none.
    Near { first: i64, after: Vec<u32> },
    /// Minutes. `i64::MAX` stands for none.
    Far(Vec<i64>),
}

impl Moments {
    /// In the order given.
    pub fn new(moments: &[Option<Moment>]) -> Self {
        let known = || moments.par_iter().flatten().map(|moment| moment.0);
        let (first, last) = (known().min().unwrap_or_default(), known().max().unwrap_or_default());
        let fits = i128::from(last) - i128::from(first) < i128::from(u32::MAX);
        if !fits {
            return Self::Far(moments.iter().map(|moment| moment.map_or(i64::MAX, |moment| moment.0)).collect());
        }
        let after = |moment: &Option<Moment>| {
            moment.and_then(|moment| u32::try_from(moment.0 - first).ok()).unwrap_or(u32::MAX)
        };
        Self::Near { first, after: moments.par_iter().map(after).collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Near { after, .. } => after.len(),
            Self::Far(minutes) => minutes.len(),
        }
    }

    /// The one at a position.
    pub fn get(&self, at: usize) -> Option<Moment> {
        match self {
            Self::Near { first, after } => {
                after.get(at).filter(|after| **after != u32::MAX).map(|after| Moment(first + i64::from(*after)))
            }
            Self::Far(minutes) => {
                minutes.get(at).filter(|minutes| **minutes != i64::MAX).map(|minutes| Moment(*minutes))
            }
        }
    }

    /// Of ascending ones, how many come before `moment`.
    pub fn before(&self, moment: Moment) -> usize {
        match self {
            Self::Near { first, after } => {
                let least = moment.0.saturating_sub(*first).clamp(0, i64::from(u32::MAX));
                after.partition_point(|after| i64::from(*after) < least)
            }
            Self::Far(minutes) => minutes.partition_point(|minutes| *minutes < moment.0),
        }
    }
}

/// Numbers of which there are few different ones: two bytes each while these are fewer than 65,536.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Few<T> {
    /// All the same.
    One(T),
    /// Which of the different ones.
    Coded { values: Vec<T>, codes: Vec<u16> },
    /// As they are.
    Plain(Vec<T>),
}

/// A number that can be told apart by its bits.
pub(super) trait Bits: Copy + Default + Send + Sync {
    /// The same for the same number.
    fn bits(self) -> u64;
}

impl Bits for f32 {
    fn bits(self) -> u64 {
        u64::from(self.to_bits())
    }
}

impl Bits for i64 {
    fn bits(self) -> u64 {
        self.cast_unsigned()
    }
}

impl<T: Bits> Few<T> {
    /// In the order given.
    pub fn new(numbers: Vec<T>) -> Self {
        let first = numbers.first().copied().unwrap_or_default();
        if numbers.par_iter().all(|number| number.bits() == first.bits()) {
            return Self::One(first);
        }
        let mut known: BTreeMap<u64, u16> = BTreeMap::new();
        let mut values = Vec::new();
        let mut codes = Vec::with_capacity(numbers.len());
        let mut last: Option<(u64, u16)> = None;
        for number in &numbers {
            let bits = number.bits();
            let code = match last
                .filter(|(known, _)| *known == bits)
                .map(|(_, code)| code)
                .or_else(|| known.get(&bits).copied())
            {
                Some(code) => code,
                None => {
                    let Ok(code) = u16::try_from(values.len()) else { return Self::Plain(numbers) };
                    known.insert(bits, code);
                    values.push(*number);
                    code
                }
            };
            last = Some((bits, code));
            codes.push(code);
        }
        Self::Coded { values, codes }
    }

    /// The one at a position.
    pub fn get(&self, at: usize) -> T {
        let found = match self {
            Self::One(number) => Some(*number),
            Self::Coded { values, codes } => codes.get(at).and_then(|code| values.get(usize::from(*code))).copied(),
            Self::Plain(numbers) => numbers.get(at).copied(),
        };
        found.unwrap_or_default()
    }
}
