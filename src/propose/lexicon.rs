//! Words and what they can do, read from one table for each language (`lexicon/*.toml`).

mod forms;

pub(super) use cue::{Cue, Cues};
pub(super) use foreign::Foreign;

use foldhash::{HashMap, HashMapExt as _};
use forms::{ing, past, s_form};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Forms of a verb, as bits.
pub(super) mod form {
    pub const BASE: u8 = 1;
    pub const S: u8 = 2;
    pub const PAST: u8 = 4;
    pub const PART: u8 = 8;
    pub const ING: u8 = 16;
}

/// Names in a table become variants, and a set of them a number.
macro_rules! named {
    ($(#[$doc:meta])* $vis:vis $name:ident { $($variant:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($variant),* }
        impl $name {
            $vis fn named(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

// Below the macro that they use.
mod cue;
mod foreign;

named! {
    /// What a verb does to what stands around it.
    pub(super) Frame {
        Take "take", TakeWeak "take_weak", Retake "retake", RetakeWeak "retake_weak", Expel "expel", Hold "hold", Fall "fall",
        Lose "lose", Enter "enter", Raise "raise", Leave "leave", Besiege "besiege", Fight "fight", Surrender "surrender", Arrest "arrest",
        Negotiate "negotiate", Evacuate "evacuate", Attack "attack", Blast "blast", Fire "fire", Land "land", Abduct "abduct",
        Protest "protest", Deploy "deploy", Devastate "devastate", Proclaim "proclaim", Happen "happen", Make "make", Say "say", Deny "deny",
        Intend "intend", Manage "manage", Other "other",
    }
}

named! {
    /// What a word names or does in its clause.
    pub(super) Class {
        Force "force", Person "person", Civilian "civilian", Crowd "crowd", Place "place", Part "part", Whole "whole",
        Weapon "weapon", Disaster "disaster", NCapture "n_capture", NRetake "n_retake", NLeave "n_leave", NSiege "n_siege",
        NFight "n_fight", NSurrender "n_surrender", NArrest "n_arrest", NTalks "n_talks", NEvacuate "n_evacuate",
        NAttack "n_attack", NAbduct "n_abduct", NProtest "n_protest", NDeploy "n_deploy", NDisaster "n_disaster",
        NStatement "n_statement", Unreal "unreal", UnrealAdjective "unreal_adjective", Rumour "rumour", Hedge "hedge",
        Anniversary "anniversary", BackgroundNoun "background_noun", Sport "sport", Election "election", Market "market",
        Art "art", Conditional "conditional", Future "future", Possible "possible", Negative "negative", Be "be",
        Have "have", Do "do", Determiner "determiner", Pronoun "pronoun", Relative "relative",
        Preposition "preposition", Locative "locative", Conjunction "conjunction", Adverb "adverb", Number "number",
        Agency "agency", Festive "festive", Plural "plural",
    }
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    pub fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.has(*class))
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }
}

/// One way to use a verb: what it does, and the words that must follow ("out of").
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub frame: Frame,
    pub tail: Vec<String>,
}

/// What a table says of one folded word.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub classes: Classes,
    pub cues: Cues,
    /// The forms it can be, over all uses.
    pub forms: u8,
    /// Longest tails first.
    pub uses: Vec<Use>,
    /// The base form of the verb, where it is one.
    pub lemma: String,
}

/// The words of a language.
#[derive(Debug)]
pub(super) struct Lexicon {
    numbers: HashMap<String, u32>,
    entries: Vec<Entry>,
    /// First words of paragraphs that belong to the page, not to the report; folded.
    pub boilerplate: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Table {
    verbs: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
    cues: BTreeMap<String, Vec<String>>,
    verb_cues: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// English.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::read(include_str!("lexicon/en.toml")))
    }

    /// A table that does not parse has no words; a test holds that ours do.
    fn read(table: &str) -> Self {
        let mut lexicon = Self { numbers: HashMap::new(), entries: vec![Entry::default()], boilerplate: Vec::new() };
        let Ok(Table { verbs, words, cues, verb_cues }) = toml_edit::de::from_str(table) else { return lexicon };
        // A verb is irregular wherever it is listed, though only one listing says so.
        let irregular: BTreeMap<&str, &str> = verbs
            .values()
            .flatten()
            .filter_map(|written| {
                written
                    .split(' ')
                    .next()?
                    .split_once('/')
                    .map(|(base, _)| (base, written.split(' ').next().unwrap_or_default()))
            })
            .collect();
        for (name, list) in &verbs {
            let Some(frame) = Frame::named(name) else { continue };
            for written in list {
                let (verb, tail) = written.split_once(' ').unwrap_or((written, ""));
                let verb = irregular.get(verb).copied().unwrap_or(verb);
                lexicon.add_verb(frame, verb, tail);
            }
        }
        for (name, list) in &words {
            if name == "boilerplate" {
                lexicon.boilerplate.extend(list.iter().map(|text| crate::language::fold(text)));
            } else if let Some(class) = Class::named(name) {
                for written in list {
                    lexicon.add_word(class, written);
                }
            }
        }
        for (cue, list) in cues.iter().filter_map(|(name, list)| Some((Cue::named(name)?, list))) {
            for word in list {
                lexicon.slot(word).cues.add(cue);
            }
        }
        for (cue, list) in verb_cues.iter().filter_map(|(name, list)| Some((Cue::named(name)?, list))) {
            lexicon
                .entries
                .iter_mut()
                .filter(|entry| list.contains(&entry.lemma))
                .for_each(|entry| entry.cues.add(cue));
        }
        for entry in &mut lexicon.entries {
            entry.uses.sort_by(|a, b| b.tail.len().cmp(&a.tail.len()).then(a.frame.cmp(&b.frame)));
        }
        lexicon
    }

    /// The number of a folded word's entry; 0 for a word that is not in the table.
    pub fn number(&self, folded: &str) -> u32 {
        self.numbers.get(folded).copied().unwrap_or(0)
    }

    /// What the table says of an entry.
    pub fn entry(&self, number: u32) -> &Entry {
        self.entries.get(number as usize).unwrap_or(&self.entries[0])
    }

    fn slot(&mut self, folded: &str) -> &mut Entry {
        let next = self.entries.len();
        let number = *self.numbers.entry(folded.to_owned()).or_insert(next as u32);
        if number as usize == next {
            self.entries.push(Entry::default());
        }
        &mut self.entries[number as usize]
    }

    fn add_verb(&mut self, frame: Frame, verb: &str, tail: &str) {
        let tail: Vec<String> = tail.split_whitespace().map(str::to_owned).collect();
        let mut parts = verb.split('/');
        let base = parts.next().unwrap_or_default();
        let regular = past(base);
        let past = parts.next().map_or(regular, str::to_owned);
        let part = parts.next().map_or_else(|| past.clone(), str::to_owned);
        let forms = [
            (base.to_owned(), form::BASE),
            (s_form(base), form::S),
            (past, form::PAST),
            (part, form::PART),
            (ing(base), form::ING),
        ];
        let mut merged: BTreeMap<String, u8> = BTreeMap::new();
        for (word, bit) in forms {
            *merged.entry(word).or_default() |= bit;
        }
        for (word, forms) in merged {
            let entry = self.slot(&word);
            entry.forms |= forms;
            base.clone_into(&mut entry.lemma);
            if !entry.uses.iter().any(|known| known.frame == frame && known.tail == tail) {
                entry.uses.push(Use { frame, tail: tail.clone() });
            }
        }
    }

    fn add_word(&mut self, class: Class, written: &str) {
        if written.contains(' ') {
            return;
        }
        let mut parts = written.split('/');
        let singular = crate::language::fold(parts.next().unwrap_or_default());
        let plural = parts.next().map_or_else(|| s_form(&singular), str::to_owned);
        // An apostrophe folds away but marks a clitic, whose folded form keeps it.
        let singular = if written.starts_with('\'') { written.to_owned() } else { singular };
        self.slot(&singular).classes.add(class);
        if is_noun(class) {
            let entry = self.slot(&plural);
            entry.classes.add(class);
            entry.classes.add(Class::Plural);
        }
    }
}

/// Whether the words of a class are nouns, with plurals.
fn is_noun(class: Class) -> bool {
    class <= Class::Unreal && class != Class::Whole
        || matches!(class, Class::Rumour | Class::BackgroundNoun | Class::Sport | Class::Election | Class::Art)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_by_rule_or_given() {
        for (word, lemma, forms) in [
            ("captured", "capture", form::PAST | form::PART),
            ("capturing", "capture", form::ING),
            ("fell", "fall", form::PAST),
            ("fallen", "fall", form::PART),
            ("withdrew", "withdraw", form::PAST),
            ("occupies", "occupy", form::S),
            ("stabbed", "stab", form::PAST | form::PART),
            ("besieged", "besiege", form::PAST | form::PART),
            ("fleeing", "flee", form::ING),
            ("hit", "hit", form::BASE | form::PAST | form::PART),
        ] {
            let lexicon = Lexicon::english();
            let entry = lexicon.entry(lexicon.number(word));
            assert_eq!((entry.lemma.as_str(), entry.forms), (lemma, forms), "{word}");
        }
    }

    #[test]
    fn every_name_in_the_table_is_known() {
        let table: Table = toml_edit::de::from_str(include_str!("lexicon/en.toml")).expect("the table");
        for name in table.verbs.keys() {
            assert!(Frame::named(name).is_some(), "{name}");
        }
        for name in table.cues.keys().chain(table.verb_cues.keys()) {
            assert!(Cue::named(name).is_some(), "{name}");
        }
        for name in table.words.keys().filter(|name| *name != "boilerplate") {
            assert!(Class::named(name).is_some(), "{name}");
        }
    }
}
