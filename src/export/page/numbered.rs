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

/// Texts as what each has in common with the one before it: how much of its beginning and of its end, in UTF-16 as scripts
/// count, and what stands between.
pub(super) fn from_the_one_before(texts: &[String]) -> Vec<(usize, usize, &str)> {
    let before = std::iter::once("").chain(texts.iter().map(String::as_str));
    let length = |text: &str| text.encode_utf16().count();
    let common = |(before, text): (&str, &'_ String)| {
        let shared = |pair: &(char, char)| pair.0 == pair.1;
        let bytes = |pair: (char, char)| pair.0.len_utf8();
        let start: usize = before.chars().zip(text.chars()).take_while(shared).map(bytes).sum();
        let (before, rest) = (before.get(start..).unwrap_or_default(), text.get(start..).unwrap_or_default());
        let end: usize = before.chars().rev().zip(rest.chars().rev()).take_while(shared).map(bytes).sum();
        let until = text.len() - end;
        (length(text.get(..start).unwrap_or_default()), length(text.get(until..).unwrap_or_default()), (start, until))
    };
    let coded = before.zip(texts).map(|(before, text)| {
        let (start, end, (from, until)) = common((before, text));
        (start, end, text.get(from..until).unwrap_or_default())
    });
    coded.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_as_what_it_does_not_share_with_the_one_before() {
        let texts = ["hold Herat", "hold Herat and Ghazni", "hold Ghazni", "", "é𝄞b", "é𝄞𝄞b"].map(str::to_owned);
        let coded = from_the_one_before(&texts);
        assert_eq!(coded[1], (10, 0, " and Ghazni"));
        assert_eq!(coded[2], (5, 6, ""));
        assert_eq!(coded[5], (3, 1, "𝄞"));
        let mut before: Vec<u16> = Vec::new();
        for ((start, end, middle), text) in coded.into_iter().zip(&texts) {
            let tail = before[before.len() - end..].to_vec();
            before = before[..start].iter().copied().chain(middle.encode_utf16()).chain(tail).collect();
            assert_eq!(&String::from_utf16(&before).unwrap(), text);
        }
    }

    #[test]
    fn what_is_met_again_keeps_its_number() {
        let mut words = Numbered::default();
        let numbers: Vec<usize> = ["b", "a", "b", "c", "a"].into_iter().map(|word| words.number(word)).collect();
        assert_eq!(numbers, [0, 1, 0, 2, 1]);
        assert_eq!(words.values(), ["b", "a", "c"]);
    }
}
