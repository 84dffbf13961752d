//! The languages that are read: for each its words and its times, in one table of `lexicon/` each.

use crate::language::Text;
use crate::propose::lexicon::Foreign;
use crate::propose::mentions::{PlaceMention, PlaceRole};
use crate::propose::places::places;
use crate::world::Gazetteer;

/// A language that the rules read. English is complete; Spanish is read through a table of its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// The language in which the rules are written.
    #[default]
    English,
    /// Through `lexicon/es.toml`.
    Spanish,
}

impl Language {
    /// By its BCP 47 tag; none for one that is not read.
    ///
    /// ```
    /// use dateline::propose::Language;
    /// assert_eq!(Language::named("es-MX"), Some(Language::Spanish));
    /// assert_eq!(Language::named("fa"), None);
    /// ```
    pub fn named(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "es" => Some(Self::Spanish),
            _ => None,
        }
    }

    /// The language of a document by its commonest words.
    pub fn of(text: &Text<'_>) -> Self {
        if Foreign::spanish().is_of(text) { Self::Spanish } else { Self::English }
    }

    /// The document with the words that the rules know, where it is written in others.
    pub(super) fn read_as<'a>(self, text: &Text<'a>) -> Option<Text<'a>> {
        match self {
            Self::English => None,
            Self::Spanish => Some(Foreign::spanish().read_as(text)),
        }
    }

    /// The places of a document. Names are looked up as they are written, words that point back as the rules know them.
    pub(super) fn places(text: &Text<'_>, read_as: Option<&Text<'_>>, world: &Gazetteer) -> Vec<PlaceMention> {
        let mut found = places(text, world);
        let Some(read_as) = read_as else { return found };
        let back = places(read_as, world);
        let free = |place: &PlaceMention| {
            matches!(place.role, PlaceRole::Anaphor(_))
                && !found
                    .iter()
                    .any(|known| known.tokens.start < place.tokens.end && place.tokens.start < known.tokens.end)
        };
        let back: Vec<_> = back.into_iter().filter(free).collect();
        found.extend(back);
        found.sort_by_key(|place| place.tokens.start);
        found
    }
}
