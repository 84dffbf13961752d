//! What a name that the gazetteer knows is where it stands: a place, part of another name, or none of it.

use crate::language::{Case, TokenKind};
use crate::propose::mentions::PlaceRole;
use crate::propose::places::find::{Finder, Match, Span};
use crate::propose::places::words::{self, is_in};
use crate::world::PlaceClass;

/// A name and the words around it.
struct Around<'t> {
    at: usize,
    end: usize,
    single: bool,
    upper: bool,
    /// Its first word, the word before it and the one after it, folded; empty where there is none.
    first: &'t str,
    before: &'t str,
    after: &'t str,
    /// Whether those two are capital words of the same phrase.
    before_capital: bool,
    next_capital: bool,
    /// Whether a place stands right before it, with a comma or without.
    follows: bool,
    abuts: bool,
    /// Whether the text may mean something that everyone knows; and whether that is more than a city.
    strong: bool,
    wide: bool,
}

impl<'t> Finder<'t, '_> {
    /// Decides what a name is; where to go on.
    pub(super) fn judge(&mut self, at: usize, found: Match) -> usize {
        let mut entries: Vec<(u32, bool)> = self.world.postings(found.key).collect();
        let around = self.around(at, found, &entries);
        // "the left bank of the Dnipro", "relieved the Alcazar"
        if !found.people && self.takes_an_article(&around) {
            entries.retain(|(entry, _)| {
                !matches!(self.world.class(*entry), PlaceClass::Settlement | PlaceClass::Quarter | PlaceClass::District)
            });
            if entries.is_empty() {
                return found.end;
            }
        }
        if found.people {
            let person = around.before_capital && self.world.is_given_name(around.before);
            if !around.single || !(person || self.people.contains(&around.first)) {
                self.push(at..found.end, entries, PlaceRole::Demonym, None);
            }
            return found.end;
        }
        if around.single {
            if self.is_no_name(&around, &entries) {
                return at + 1;
            }
            if self.is_abbreviated(&around) {
                return self.abbreviation(&around, entries);
            }
        }
        // "General MacArthur said": a man, though a town is called after him.
        let located = is_in(&words::LOCATIVES, around.before) || around.follows;
        let titled = !around.single && is_in(&words::TITLES, around.first);
        if titled && !around.strong && !located && !self.contained(found.end) && !self.is_cued(&around) {
            return found.end;
        }
        if let Some(end) = self.of_nature_or_street(&around) {
            return end;
        }
        if around.single && self.is_person(&around) {
            return found.end;
        }
        let wants = self.wants(at, around.after);
        let (tokens, role) = self.extent(&around, wants, &entries);
        let end = tokens.end;
        let doubtful = if around.single { self.is_doubtful(&around) } else { self.is_phrase(&around) };
        let span = Span { tokens, entries, role, wants };
        if doubtful {
            self.doubtful.push(span);
        } else {
            self.spans.push(span);
        }
        end
    }

    /// Whether "the" stands before a name of one word and belongs to it, as it does to those of rivers and ranges, not of
    /// towns: no noun comes after that it could belong to.
    fn takes_an_article(&self, around: &Around<'_>) -> bool {
        let mut known = self.world.walk();
        let own = known.next("the") && known.next(around.first) && known.found().is_some();
        around.single
            && !own
            && around.before == "the"
            && !around.next_capital
            && (around.after.is_empty()
                || is_in(&words::NO_NOUNS, around.after)
                || !self.text.tokens().get(around.end).is_some_and(|token| token.is_word()))
            && self
                .text
                .tokens()
                .get(around.end)
                .is_none_or(|token| !matches!(token.kind, TokenKind::Hyphen | TokenKind::Clitic))
    }

    fn around(&self, at: usize, found: Match, entries: &[(u32, bool)]) -> Around<'t> {
        let end = found.end;
        let last = self.spans.last().map_or(0, |span| span.tokens.end);
        Around {
            at,
            end,
            single: found.words == 1,
            upper: self.text.tokens().get(at).is_some_and(|token| token.case == Case::Upper),
            first: self.folded(at),
            before: if at > 0 { self.folded(at - 1) } else { "" },
            after: if self.is_joined(end) { self.folded(end) } else { "" },
            before_capital: self.is_joined(at) && self.is_capital(at.wrapping_sub(1)),
            next_capital: self.is_joined(end) && self.is_capital(end),
            follows: at > 1 && last == at - 1 && self.is_sign(at - 1, ","),
            abuts: at > 0 && last == at,
            strong: entries.iter().any(|(entry, own)| *own && self.is_strong(*entry)),
            wide: entries.iter().any(|(entry, own)| *own && self.world.class(*entry) < PlaceClass::District),
        }
    }

    /// Small words, pronouns, and acronyms of something else.
    fn is_no_name(&self, around: &Around<'_>, entries: &[(u32, bool)]) -> bool {
        let first = around.first;
        if matches!(first, "us" | "uk" | "eu") {
            return !around.upper;
        }
        let acronym = around.upper && first.len() <= 5 && !self.is_abbreviated(around);
        (is_in(&words::NEVER, first) && first != "us.")
            || (acronym && !self.shouts(around.at) && !self.is_acronym(entries))
    }

    /// "Tex", "PA", which are words and names, too.
    fn is_abbreviated(&self, around: &Around<'_>) -> bool {
        let first = around.first;
        is_in(&words::ABBREVIATED, first) && !(around.upper && first.len() > 2) && !first.contains('.')
    }

    /// Short for a state after its city, or with its dot: "Paris, Tex.", "in Calif.".
    fn abbreviation(&mut self, around: &Around<'_>, mut entries: Vec<(u32, bool)>) -> usize {
        let dot = self.text.tokens().get(around.end).is_some_and(|token| !token.spaced);
        let dotted = dot && self.is_sign(around.end, ".");
        let city = around.follows || around.abuts;
        let alone = dotted && around.first.len() > 2 && !self.opens(around.at);
        if !(city && (dotted || around.upper)) && !alone {
            return around.at + 1;
        }
        entries.retain(|(entry, _)| self.world.class(*entry) == PlaceClass::Region);
        self.push(around.at..around.end, entries, PlaceRole::Name, Some(PlaceClass::Region));
        around.end
    }

    /// "Memphis Street" is no place of its own here; "Neches River" is one that nothing is known of.
    fn of_nature_or_street(&mut self, around: &Around<'_>) -> Option<usize> {
        let end = around.end;
        let goes_on = self.is_joined(end + 1) && self.is_capital(end + 1);
        if is_in(&words::STREETS, around.after) && (around.next_capital || around.after.len() > 3) && !goes_on {
            return Some(end + 1);
        }
        let another = self.name_at(end).is_some_and(|found| found.words > 1);
        if around.next_capital && is_in(&words::NATURE, around.after) && !another {
            self.push(around.at..end + 1, Vec::new(), PlaceRole::Name, None);
            return Some(end + 1);
        }
        None
    }

    /// A given name, an initial or a title before; one whom the text names in full; one who speaks.
    fn is_person(&self, around: &Around<'_>) -> bool {
        let Around { first, before, .. } = *around;
        let initial = before != "a" && before.trim_end_matches('.').len() == 1;
        let given = before.len() > 1 && self.world.is_given_name(before);
        let named = initial || given || is_in(&words::TITLES, before);
        if around.before_capital && named && !around.follows && !around.abuts {
            return true;
        }
        let cued = self.contained(around.end) || self.is_cued(around);
        (self.people.contains(&first) && !cued)
            || (self.is_persons_name(first) && is_in(&words::PERSONAL, around.after) && !around.strong)
    }

    pub(super) fn is_persons_name(&self, word: &str) -> bool {
        self.world.is_given_name(word) || self.world.is_surname(word)
    }

    /// Whether the words after it say that it is a place: "Sirte district", "a Chapin man", "CLINTON -".
    fn is_cued(&self, around: &Around<'_>) -> bool {
        let after = around.after;
        let line =
            around.upper && self.text.tokens().get(around.end).is_some_and(|token| token.kind == TokenKind::Dash);
        line || is_in(&words::REGIONS, after)
            || is_in(&words::DISTRICTS, after)
            || is_in(&words::SETTLEMENTS, after)
            || (!around.next_capital && is_in(&words::RESIDENTS, after))
    }

    /// The tokens and the role: with "province" where the province is meant.
    fn extent(
        &self,
        around: &Around<'_>,
        wants: Option<PlaceClass>,
        entries: &[(u32, bool)],
    ) -> (std::ops::Range<usize>, PlaceRole) {
        let areal = |word: &str| is_in(&words::REGIONS, word) || is_in(&words::DISTRICTS, word);
        let mut tokens = around.at..around.end;
        let mut role = PlaceRole::Name;
        if areal(around.after) {
            let is = |class| entries.iter().any(|(entry, _)| self.world.class(*entry) == class);
            let meant = wants.is_some_and(is) || is(PlaceClass::Area);
            if meant && !areal(self.folded(around.end - 1)) {
                tokens.end += 1;
            }
        } else if around.next_capital && !(self.is_demonym(around.end) && is_in(&words::SITED, around.before))
            || self.of_a_body(around.at)
            || self.hangs_on_a_name(around.at)
        {
            role = PlaceRole::PartOfName;
        }
        let seat = || entries.iter().any(|(entry, _)| self.is_capital_city(*entry));
        if around.single && is_in(&words::SAYING, around.after) && seat() {
            role = PlaceRole::Government;
        }
        (tokens, role)
    }

    /// Whether nothing shows that one word, which is a noun or a person's name, too, is a place's.
    fn is_doubtful(&self, around: &Around<'_>) -> bool {
        let Around { first, before, .. } = *around;
        let common = self.world.is_common_word(first);
        // "Reading is nice": a city's name that a sentence may begin with for another reason.
        let noun = common && !around.wide && self.opens(around.at);
        if (around.strong && !noun) || self.contained(around.end) || self.is_cued(around) {
            return false;
        }
        // "Pakistan's Swat valley"
        let owned = before == "'s" && self.spans.last().is_some_and(|span| span.tokens.end + 1 == around.at);
        if owned {
            return false;
        }
        let located = is_in(&words::LOCATIVES, before) || around.follows;
        let sited =
            matches!(before, "in" | "near" | "outside" | "at") && !around.next_capital && !around.before_capital;
        let odd = around.before_capital && !is_in(&words::QUALIFIERS, before) && !self.world.is_common_word(before);
        ((common && !sited) || (self.is_persons_name(first) && !located) || odd)
            && (self.opens(around.at) || !located || common)
    }

    /// Whether a name of several words may be an ordinary phrase: "But I", "Battle Ground".
    fn is_phrase(&self, around: &Around<'_>) -> bool {
        let last = self.folded(around.end - 1);
        let areal = is_in(&words::DISTRICTS, last) || is_in(&words::REGIONS, last);
        let located = is_in(&words::LOCATIVES, around.before) || around.follows;
        let cued = located || self.contained(around.end) || self.is_cued(around);
        !areal && !around.strong && !cued && self.is_of_common_words(around.at, around.end)
    }

    fn is_of_common_words(&self, at: usize, end: usize) -> bool {
        (at..end).all(|at| {
            let word = self.folded(at);
            !self.is_capital(at) || word.len() == 1 || self.world.is_common_word(word)
        })
    }

    /// "Islamic State-Khorasan".
    fn hangs_on_a_name(&self, at: usize) -> bool {
        let hyphen = |at: usize| self.text.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Hyphen);
        let place = self.spans.last().is_some_and(|span| span.tokens.end + 1 == at);
        at > 1 && hyphen(at - 1) && self.is_capital(at - 2) && !place
    }

    /// "of the University of Georgia", "the Bank of England".
    fn of_a_body(&self, at: usize) -> bool {
        at > 1 && self.folded(at - 1) == "of" && self.is_joined(at) && self.is_capital(at - 2)
    }

    /// Whether the words around are in capitals, too, or a dateline begins here.
    fn shouts(&self, at: usize) -> bool {
        let upper = |at: usize| self.text.tokens().get(at).is_some_and(|token| token.case == Case::Upper);
        let lines = || self.text.paragraphs().iter().filter_map(|paragraph| paragraph.dateline.clone());
        upper(at + 1) || upper(at.wrapping_sub(1)) || lines().any(|line| line.contains(&at))
    }

    /// "UAE", "USSR": a country's or an area's.
    fn is_acronym(&self, entries: &[(u32, bool)]) -> bool {
        entries.iter().any(|(entry, _)| {
            matches!(self.world.class(*entry), PlaceClass::Country | PlaceClass::Region | PlaceClass::Area)
                || self.world.population(*entry) > 150_000
        })
    }

    /// Whether ", Texas" or the like comes next.
    fn contained(&self, end: usize) -> bool {
        self.is_sign(end, ",")
            && self.is_capital(end + 1)
            && self.name_at(end + 1).is_some_and(|found| {
                self.world.postings(found.key).any(|(entry, _)| {
                    matches!(self.world.class(entry), PlaceClass::Region | PlaceClass::Country | PlaceClass::District)
                })
            })
    }

    /// What the words around a name say it is: "Logar province", "the town of Sirte", "Mount Sinjar".
    pub(super) fn wants(&self, at: usize, after: &str) -> Option<PlaceClass> {
        let of = at > 1 && self.folded(at - 1) == "of";
        let noun = if of { self.folded(at - 2) } else { "" };
        if is_in(&words::REGIONS, after) || is_in(&words::REGIONS, noun) {
            Some(PlaceClass::Region)
        } else if is_in(&words::DISTRICTS, after) || is_in(&words::DISTRICTS, noun) {
            Some(PlaceClass::District)
        } else if is_in(&words::SETTLEMENTS, after) || is_in(&words::SETTLEMENTS, noun) || self.city_before(at) {
            Some(PlaceClass::Settlement)
        } else {
            None
        }
    }

    fn city_before(&self, at: usize) -> bool {
        at > 0 && is_in(&words::SETTLEMENTS, self.folded(at - 1)) && !self.is_capital(at - 1)
    }
}
