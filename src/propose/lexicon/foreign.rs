//! Other languages than English: a table that gives each of their words as the word that the rules know.

use super::forms::{ing, past, s_form};
use crate::language::{Text, fold};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

/// Words at the beginning of a document by which its language is told.
const SAMPLE: usize = 300;

/// A language whose words are read as those of another.
#[derive(Debug, Default)]
pub(in crate::propose) struct Foreign {
    words: HashMap<String, String>,
    common: HashSet<String>,
}

#[derive(serde::Deserialize)]
struct Table {
    common: Vec<String>,
    endings: BTreeMap<String, Endings>,
    verbs: BTreeMap<String, Vec<String>>,
    nouns: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, String>,
}

#[derive(serde::Deserialize)]
struct Endings {
    s: Vec<String>,
    base: Vec<String>,
    past: Vec<String>,
    part: Vec<String>,
    ing: Vec<String>,
}

impl Foreign {
    /// Spanish.
    pub fn spanish() -> &'static Self {
        static SPANISH: OnceLock<Foreign> = OnceLock::new();
        SPANISH.get_or_init(|| Self::read(include_str!("es.toml")).unwrap_or_default())
    }

    /// Reads a table; a test holds that ours parse.
    fn read(table: &str) -> Result<Self, String> {
        let table: Table = toml_edit::de::from_str(table).map_err(|error| error.to_string())?;
        let mut words: HashMap<String, String> = HashMap::new();
        for (english, infinitives) in &table.verbs {
            let mut parts = english.split('/');
            let base = parts.next().unwrap_or_default();
            let did = parts.next().map_or_else(|| past(base), str::to_owned);
            let done = parts.next().map_or_else(|| did.clone(), str::to_owned);
            for infinitive in infinitives {
                let infinitive = fold(infinitive);
                let Some((stem, endings)) = table
                    .endings
                    .iter()
                    .find_map(|(ending, endings)| Some((infinitive.strip_suffix(ending.as_str())?, endings)))
                else {
                    return Err(format!("no endings for {infinitive}"));
                };
                for (endings, form) in [
                    (&endings.base, base),
                    (&endings.s, &s_form(base)),
                    (&endings.past, &did),
                    (&endings.part, &done),
                    (&endings.ing, &ing(base)),
                ] {
                    for ending in endings {
                        words.insert(format!("{stem}{ending}"), form.to_owned());
                    }
                }
            }
        }
        for (english, nouns) in &table.nouns {
            let (one, many) = english
                .split_once('/')
                .map_or_else(|| (english.clone(), s_form(english)), |(one, many)| (one.to_owned(), many.to_owned()));
            for noun in nouns.iter().map(|noun| fold(noun)) {
                let plural = if noun.ends_with(['a', 'e', 'i', 'o', 'u']) { "s" } else { "es" };
                words.insert(format!("{noun}{plural}"), many.clone());
                words.insert(noun, one.clone());
            }
        }
        words.extend(table.words.into_iter().map(|(word, english)| (fold(&word), english)));
        Ok(Self { words, common: table.common.iter().map(|word| fold(word)).collect() })
    }

    /// Whether a document is in it: one word in five is one of its common ones.
    pub fn is_of(&self, text: &Text<'_>) -> bool {
        let words = (0..text.tokens().len().min(SAMPLE)).filter(|at| text.tokens()[*at].is_word());
        let (mut all, mut common) = (0, 0);
        for at in words {
            all += 1;
            common += usize::from(!text.tokens()[at].is_capital() && self.common.contains(text.folded(at)));
        }
        common > 1 && common * 5 >= all
    }

    /// The same document with the words that the rules know. A word that is capitalised within a sentence is a name, as
    /// is one before another name.
    pub fn read_as<'a>(&self, text: &Text<'a>) -> Text<'a> {
        text.with_folded(|at| {
            let token = text.tokens().get(at)?;
            let begins = text.sentences().get(text.sentence_of(at)).is_some_and(|sentence| sentence.tokens.start == at);
            (!token.is_capital() || begins).then(|| self.words.get(text.folded(at)).map(String::as_str)).flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses_and_gives_each_form_its_own() {
        let spanish = Foreign::read(include_str!("es.toml"));
        let Ok(spanish) = spanish else { panic!("{spanish:?}") };
        for (word, english) in [
            ("capturaron", "captured"),
            ("capturada", "captured"),
            ("captura", "capture"),
            ("ciudades", "cities"),
            ("guerrilleros", "rebels"),
            ("retiraron", "withdrew"),
            ("cayo", "fell"),
            ("explosiones", "explosions"),
        ] {
            assert_eq!(spanish.words.get(word).map(String::as_str), Some(english), "{word}");
        }
        assert_eq!(spanish.words.get("capturar"), None);
    }

    #[test]
    fn a_language_is_told_by_its_common_words() {
        for (text, expected) in [
            ("Los rebeldes tomaron la ciudad de Goma el lunes, según el ejército.", true),
            ("Rebels took the city of Goma on Monday, the army said.", false),
            ("Les rebelles ont pris la ville de Goma lundi, selon l'armée.", false),
            ("El Fasher fell to the RSF. La Paz is calm.", false),
            ("", false),
        ] {
            assert_eq!(Foreign::spanish().is_of(&Text::new(text)), expected, "{text}");
        }
    }
}
