//! Things written once and referred to by number.

use std::collections::BTreeMap;

/// Values in the order in which they were first met.
#[derive(Debug)]
pub(super) struct Numbered<T: Ord + Clone> {
    known: BTreeMap<T, usize>,
    values: Vec<T>,
}

impl<T: Ord + Clone> Default for Numbered<T> {
    fn default() -> Self {
        Self { known: BTreeMap::new(), values: Vec::new() }
    }
}

impl<T: Ord + Clone> Numbered<T> {
    /// The number of a value, a new one where it was never met.
    pub fn number(&mut self, value: T) -> usize {
        let next = self.values.len();
        *self.known.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        })
    }

    /// All of them, by number.
    pub fn values(&self) -> &[T] {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_met_again_keeps_its_number() {
        let mut words = Numbered::default();
        let numbers: Vec<usize> = ["b", "a", "b", "c", "a"].into_iter().map(|word| words.number(word)).collect();
        assert_eq!(numbers, [0, 1, 0, 2, 1]);
        assert_eq!(words.values(), ["b", "a", "c"]);
    }
}
