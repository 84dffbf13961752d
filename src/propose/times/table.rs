//! The words and patterns in which a language tells times, read from its table (`lexicon/*.times.toml`).

use crate::propose::languages::Language;
use crate::propose::times::pattern::{Element, Means, Pattern};
use foldhash::{HashMap, HashMapExt as _};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const EN: &str = include_str!("../lexicon/en.times.toml");
const ES: &str = include_str!("../lexicon/es.times.toml");

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A third of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Edge {
    Early,
    Mid,
    Late,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

/// Before or after noon, or the beginning of the era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Half {
    Before,
    After,
}

/// What a word can stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub weekday: Option<i8>,
    pub month: Option<i8>,
    pub number: Option<i32>,
    pub ordinal: Option<i32>,
    pub unit: Option<Unit>,
    pub season: Option<i8>,
    pub which: Option<i8>,
    pub edge: Option<Edge>,
    pub end: Option<Edge>,
    pub shift: Option<i32>,
    pub part: Option<Part>,
    pub noon: Option<Half>,
    pub decade: Option<i16>,
    pub zone: Option<i16>,
    pub era: Option<Half>,
    /// "several", "a few": more than one, nobody says how many.
    pub some: bool,
    /// The lists it stands in, as bits of [`List`].
    lists: u16,
}

/// Lists of words that bear on a time without being part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Tie = 1,
    Weak = 2,
    Counted = 4,
    Ahead = 8,
    Behind = 16,
    Plural = 32,
    At = 64,
    Joint = 128,
    Bound = 256,
}

impl Word {
    pub fn is(&self, list: List) -> bool {
        self.lists & list as u16 != 0
    }
}

/// How a language tells times.
#[derive(Debug)]
pub(super) struct Table {
    /// Whether names of days and months are capitalised.
    pub capital: bool,
    /// Endings of verbs in the past.
    pub behind_endings: Vec<String>,
    pub patterns: Vec<Pattern>,
    /// Two words that put what stands beside them after the report, or that do not though the first does.
    pairs: HashMap<(u16, u16), bool>,
    numbers: HashMap<String, u16>,
    words: Vec<Word>,
    /// For each word the patterns that may begin with it.
    by_word: Vec<Vec<u16>>,
    /// The patterns that may begin with digits.
    by_digits: Vec<u16>,
}

#[derive(serde::Deserialize)]
struct Written {
    capital: bool,
    #[serde(default)]
    weekday: BTreeMap<String, i8>,
    #[serde(default)]
    month: BTreeMap<String, i8>,
    #[serde(default)]
    number: BTreeMap<String, i32>,
    #[serde(default)]
    ordinal: BTreeMap<String, i32>,
    #[serde(default)]
    unit: BTreeMap<String, Unit>,
    #[serde(default)]
    season: BTreeMap<String, i8>,
    #[serde(default)]
    which: BTreeMap<String, i8>,
    #[serde(default)]
    edge: BTreeMap<String, Edge>,
    #[serde(default)]
    end: BTreeMap<String, Edge>,
    #[serde(default)]
    shift: BTreeMap<String, i32>,
    #[serde(default)]
    part: BTreeMap<String, Part>,
    #[serde(default)]
    noon: BTreeMap<String, Half>,
    #[serde(default)]
    decade: BTreeMap<String, i16>,
    #[serde(default)]
    zone: BTreeMap<String, i16>,
    #[serde(default)]
    era: BTreeMap<String, Half>,
    lists: Lists,
    patterns: BTreeMap<Means, Vec<String>>,
}

#[derive(serde::Deserialize)]
struct Lists {
    some: Vec<String>,
    tie: Vec<String>,
    weak: Vec<String>,
    counted: Vec<String>,
    ahead: Vec<String>,
    behind: Vec<String>,
    plural: Vec<String>,
    at: Vec<String>,
    joint: Vec<String>,
    #[serde(default)]
    bound: Vec<String>,
    behind_endings: Vec<String>,
    #[serde(default)]
    ahead_pairs: Vec<String>,
    #[serde(default)]
    no_pairs: Vec<String>,
}

impl Table {
    /// That of a language.
    pub fn of(language: Language) -> &'static Self {
        static ENGLISH: OnceLock<Table> = OnceLock::new();
        static SPANISH: OnceLock<Table> = OnceLock::new();
        let (table, written) = match language {
            Language::English => (&ENGLISH, EN),
            Language::Spanish => (&SPANISH, ES),
        };
        table.get_or_init(|| Self::read(written).unwrap_or_else(|_| Self::empty()))
    }

    fn empty() -> Self {
        Self {
            capital: false,
            behind_endings: Vec::new(),
            patterns: Vec::new(),
            pairs: HashMap::new(),
            numbers: HashMap::new(),
            words: vec![Word::default()],
            by_word: vec![Vec::new()],
            by_digits: Vec::new(),
        }
    }

    /// Reads a table; a test holds that ours parse.
    ///
    /// # Errors
    /// What does not parse, in words.
    pub fn read(table: &str) -> Result<Self, String> {
        let written: Written = toml_edit::de::from_str(table).map_err(|error| error.to_string())?;
        let mut table = Self { capital: written.capital, ..Self::empty() };
        macro_rules! take {
            ($($class:ident),*) => {$(
                for (word, value) in written.$class {
                    table.slot(&word).$class = Some(value);
                }
            )*};
        }
        take!(weekday, month, number, ordinal, unit, season, which, edge, end, shift, part, noon, decade, zone, era);
        let Lists {
            some,
            tie,
            weak,
            counted,
            ahead,
            behind,
            plural,
            at,
            joint,
            bound,
            behind_endings,
            ahead_pairs,
            no_pairs,
        } = written.lists;
        for word in some {
            table.slot(&word).some = true;
        }
        for (list, words) in [
            (List::Tie, tie),
            (List::Weak, weak),
            (List::Counted, counted),
            (List::Ahead, ahead),
            (List::Behind, behind),
            (List::Plural, plural),
            (List::At, at),
            (List::Joint, joint),
            (List::Bound, bound),
        ] {
            for word in words {
                table.slot(&word).lists |= list as u16;
            }
        }
        table.behind_endings = behind_endings;
        for (pairs, ahead) in [(ahead_pairs, true), (no_pairs, false)] {
            for (first, second) in pairs.iter().filter_map(|pair| pair.split_once(' ')) {
                let pair = (table.number_of(first), table.number_of(second));
                table.pairs.insert(pair, ahead);
            }
        }
        for (means, patterns) in written.patterns {
            for pattern in patterns {
                let compiled = Pattern::compile(means, &pattern, |word| table.number_of(word))?;
                table.patterns.extend(compiled);
            }
        }
        table.index();
        Ok(table)
    }

    fn index(&mut self) {
        self.by_word = vec![Vec::new(); self.words.len()];
        for (number, pattern) in self.patterns.iter().enumerate() {
            let Some(first) = pattern.elements.first() else { continue };
            for (word, of) in self.words.iter().enumerate().skip(1) {
                if first.may_begin_with(word as u16, of) {
                    self.by_word[word].push(number as u16);
                }
            }
            if matches!(
                first,
                Element::N
                    | Element::Number
                    | Element::Day
                    | Element::Ordinal
                    | Element::Year
                    | Element::Hour
                    | Element::Clock
                    | Element::Glued
                    | Element::Dotted
                    | Element::Decade
            ) {
                self.by_digits.push(number as u16);
            }
        }
    }

    /// The number of a folded word; 0 for one that is not in the table.
    pub fn number(&self, folded: &str) -> u16 {
        self.numbers.get(folded).copied().unwrap_or(0)
    }

    pub fn word(&self, number: u16) -> &Word {
        self.words.get(number as usize).unwrap_or(&self.words[0])
    }

    /// Whether two words put what stands beside them after the report; none where it is for the first to say.
    pub fn pair(&self, first: u16, second: u16) -> Option<bool> {
        self.pairs.get(&(first, second)).copied()
    }

    /// The patterns that may begin with a word, or with digits.
    pub fn beginning(&self, word: u16, digits: bool) -> impl Iterator<Item = &Pattern> {
        let of_word = self.by_word.get(word as usize).map_or(&[][..], Vec::as_slice);
        let of_digits = if digits { self.by_digits.as_slice() } else { &[] };
        of_word.iter().chain(of_digits).filter_map(|number| self.patterns.get(*number as usize))
    }

    fn number_of(&mut self, word: &str) -> u16 {
        let next = self.words.len() as u16;
        let number = *self.numbers.entry(word.to_owned()).or_insert(next);
        if number == next {
            self.words.push(Word::default());
        }
        number
    }

    fn slot(&mut self, word: &str) -> &mut Word {
        let number = self.number_of(word);
        &mut self.words[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_all_languages_parse() {
        for table in [EN, ES] {
            assert_eq!(Table::read(table).map(|_| ()), Ok(()));
        }
    }
}
