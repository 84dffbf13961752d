//! In which languages a chronicle names its places, and what those languages are called.

use crate::chronicle::{Chronicle, LanguageTag};
use std::collections::BTreeSet;

/// BCP 47 tags and what English calls them, as CLDR has it. A language that is not here is called by its tag. A name that
/// once stood here is written into commands, and stays readable only while it does.
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("az", "Azerbaijani"),
    ("bal", "Balochi"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bangla"),
    ("bo", "Tibetan"),
    ("bs", "Bosnian"),
    ("ca", "Catalan"),
    ("ce", "Chechen"),
    ("ckb", "Sorani"),
    ("crh", "Crimean Tatar"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("dv", "Divehi"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("ff", "Fula"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("grc", "Ancient Greek"),
    ("ha", "Hausa"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("ig", "Igbo"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("ko", "Korean"),
    ("ku", "Kurdish"),
    ("ky", "Kyrgyz"),
    ("la", "Latin"),
    ("ln", "Lingala"),
    ("lo", "Lao"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("mn", "Mongolian"),
    ("ms", "Malay"),
    ("my", "Burmese"),
    ("nb", "Norwegian Bokmål"),
    ("ne", "Nepali"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("om", "Oromo"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("prs", "Dari"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("rw", "Kinyarwanda"),
    ("sd", "Sindhi"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("syr", "Syriac"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("tg", "Tajik"),
    ("th", "Thai"),
    ("ti", "Tigrinya"),
    ("tk", "Turkmen"),
    ("tr", "Turkish"),
    ("tt", "Tatar"),
    ("ug", "Uyghur"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("yo", "Yoruba"),
    ("zh", "Chinese"),
    ("zh-Hans", "Simplified Chinese"),
    ("zh-Hant", "Traditional Chinese"),
    ("zu", "Zulu"),
];

/// What names in the chronicle's own spelling were called until version 0.2.
const OWN_BEFORE: &str = "latin";

/// What a tag stands for, where the table has all of it.
fn known(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)).map(|(_, name)| *name)
}

/// What a language is called: "Dari", "German (AT)", or its tag where nobody here knows it.
pub fn language(tag: &LanguageTag) -> String {
    let whole = tag.as_str();
    let (first, rest) = whole.split_once('-').unwrap_or((whole, ""));
    match (known(whole), known(first)) {
        (Some(name), _) => name.to_owned(),
        (None, Some(name)) => format!("{name} ({rest})"),
        (None, None) => whole.to_owned(),
    }
}

/// The language that a chronicle names its places in itself: what `None` of a view stands for.
pub fn own_language(chronicle: &Chronicle) -> LanguageTag {
    LanguageTag::from(chronicle.meta.language.as_str())
}

/// The languages that a chronicle has other names of places in.
pub fn other_languages(chronicle: &Chronicle) -> BTreeSet<LanguageTag> {
    let own = own_language(chronicle);
    let tags = chronicle.places.values().flat_map(|place| place.names.keys());
    tags.filter(|tag| **tag != own).cloned().collect()
}

/// The word for a language on a command line; [`language_called`] reads it.
pub fn language_word(tag: &LanguageTag) -> String {
    let word = known(tag.as_str()).map(str::to_lowercase);
    word.filter(|word| word != OWN_BEFORE).unwrap_or_else(|| tag.as_str().to_owned())
}

/// How a view is written down with its language: by the word of the command line, the chronicle's own as it was called until
/// version 0.2, so that files stay what they were.
pub(crate) mod language_in_view {
    use super::{LANGUAGES, LanguageTag, OWN_BEFORE, language_word};
    use serde::{Deserialize as _, Deserializer, Serializer};

    /// Writes the word.
    #[allow(clippy::ref_option, reason = "serde asks for it")]
    pub fn serialize<S: Serializer>(names: &Option<LanguageTag>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&names.as_ref().map_or_else(|| OWN_BEFORE.to_owned(), language_word))
    }

    /// Reads it; a word that nobody here knows is a tag.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<LanguageTag>, D::Error> {
        let word = Option::<String>::deserialize(from)?.filter(|word| word != OWN_BEFORE);
        Ok(word.map(|word| {
            let known = LANGUAGES.iter().find(|(_, name)| name.to_lowercase() == word);
            LanguageTag::from(known.map_or(word.as_str(), |(tag, _)| *tag))
        }))
    }
}

/// The language that is called so, by its tag or its name in whatever case, of those the chronicle names places in;
/// `None` is its own.
///
/// # Errors
/// Lists the languages there are.
pub fn language_called(chronicle: &Chronicle, text: &str) -> Result<Option<LanguageTag>, String> {
    let text = text.trim();
    let meant = |tag: &LanguageTag| {
        tag.as_str().eq_ignore_ascii_case(text) || language(tag).to_lowercase() == text.to_lowercase()
    };
    let (own, others) = (own_language(chronicle), other_languages(chronicle));
    if let Some(tag) = others.iter().find(|tag| meant(tag)) {
        return Ok(Some(tag.clone()));
    }
    if meant(&own) || text.eq_ignore_ascii_case(OWN_BEFORE) {
        return Ok(None);
    }
    let all: Vec<String> =
        std::iter::once(&own).chain(&others).map(|tag| format!("{tag} ({})", language(tag))).collect();
    Err(format!("expected one of {}, in which the chronicle names places, found \"{text}\"", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_called_by_one_name_which_no_other_has() {
        let mut called = BTreeSet::new();
        for (tag, name) in LANGUAGES {
            assert_eq!(language(&LanguageTag::from(*tag)), *name);
            assert!(called.insert(name.to_lowercase()) && called.insert(tag.to_lowercase()), "{tag} {name}");
        }
    }

    #[test]
    fn a_language_is_called_by_as_much_as_is_known_of_it() {
        for (tag, name) in [("ZH-hant", "Traditional Chinese"), ("de-AT", "German (AT)"), ("tlh", "tlh"), ("", "")] {
            assert_eq!(language(&LanguageTag::from(tag)), name);
        }
    }
}
