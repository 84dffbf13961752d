//! Persons, who may be called like places.

use crate::language::TokenKind;
use crate::propose::places::find::Finder;
use crate::propose::places::words::{self, is_in};

impl Finder<'_, '_> {
    /// Gathers family names: "Lt. Gen. Sami Sadat", "Michael Jordan", "George W. Bush".
    pub(super) fn people(&mut self) {
        let mut at = 0;
        while at < self.text.tokens().len() {
            let end = self.person(at);
            if let Some(end) = end {
                let last = self.folded(end - 1);
                let last = if matches!(last, "jr" | "sr") { self.folded(end.saturating_sub(2)) } else { last };
                if !self.people.contains(&last) {
                    self.people.push(last);
                }
            }
            if end.is_none() && self.is_spoken_of(at) {
                self.people.push(self.folded(at));
            }
            at = end.unwrap_or(at + 1);
        }
    }

    /// "Stevens said", "said Stevens", "Donta Stevens": a family's name without a given name that is known.
    fn is_spoken_of(&self, at: usize) -> bool {
        let word = self.folded(at);
        if !self.is_capital(at) || !self.world.is_surname(word) || self.people.contains(&word) {
            return false;
        }
        let before = if at > 0 { self.folded(at - 1) } else { "" };
        let full = self.is_joined(at)
            && self.is_capital(at.wrapping_sub(1))
            && !self.is_capital(at + 1)
            && !self.world.is_common_word(before)
            && before.len() > 2
            && !is_in(&words::QUALIFIERS, before)
            && !is_in(&words::NEVER, before)
            && self.name_at(at - 1).is_none()
            && self.longest(at - 1, self.world.of_people()).is_none();
        let speaks = self.is_joined(at + 1) && is_in(&words::PERSONAL, self.folded(at + 1));
        let seat = self
            .name_at(at)
            .is_some_and(|found| self.world.postings(found.key).any(|(entry, own)| own && self.is_capital_city(entry)));
        full || (!seat && (speaks || (before == "said" && !self.is_capital(at + 1))))
    }

    /// The end of a person's full name or of a title with a name that begins here.
    pub(super) fn person(&self, at: usize) -> Option<usize> {
        if !self.is_capital(at) {
            return None;
        }
        let first = self.folded(at);
        let title = is_in(&words::TITLES, first);
        if !title && !self.world.is_given_name(first) {
            return None;
        }
        if self.name_at(at).is_some_and(|found| found.words > 1) && !title {
            return None;
        }
        let mut end = at + 1;
        let mut names = 0;
        while end < at + 6 && self.is_capital(end) && self.is_joined(end) {
            let word = self.folded(end);
            let initial = word.trim_end_matches('.').len() == 1;
            let named = initial || (title && is_in(&words::TITLES, word)) || self.is_family(word);
            if !named {
                break;
            }
            names += usize::from(!initial && !is_in(&words::TITLES, word));
            end += 1;
            let glued = self.text.tokens().get(end).is_some_and(|token| token.kind == TokenKind::Hyphen);
            if glued && self.is_capital(end + 1) {
                end += 2;
            }
        }
        (names > 0).then_some(end)
    }

    /// Whether a capital word can be a family's name rather than a noun of a body's: "Jordan Times", "Paris Hilton".
    fn is_family(&self, word: &str) -> bool {
        !is_in(&words::DISTRICTS, word)
            && !is_in(&words::STREETS, word)
            && !is_in(&words::REGIONS, word)
            && !is_in(&words::NATURE, word)
            && !is_in(&words::NEVER, word)
            && (self.world.is_surname(word) || self.world.is_given_name(word) || !self.world.is_common_word(word))
    }
}
