//! Where a text names places.

use crate::language::{Case, Text, TokenKind};
use crate::propose::mentions::PlaceRole;
use crate::propose::places::words::{self, is_in};
use crate::world::{Gazetteer, PlaceClass, Walk, name_part, other_spellings};
use std::ops::Range;

/// A name in a text that may be a place's.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) tokens: Range<usize>,
    /// What it may be, in the gazetteer's order, and whether each is called so first; empty where nothing is known.
    pub(super) entries: Vec<(u32, bool)>,
    pub(super) role: PlaceRole,
    /// What the words around it say it is.
    pub(super) wants: Option<PlaceClass>,
}

pub(super) fn find(text: &Text<'_>, world: &Gazetteer) -> Vec<Span> {
    let mut finder =
        Finder { text, world, names: Vec::new(), people: Vec::new(), spans: Vec::new(), doubtful: Vec::new() };
    finder.look_up();
    finder.people();
    let mut at = 0;
    while at < text.tokens().len() {
        at = finder.at(at).max(at + 1);
    }
    finder.second_look();
    finder.spans
}

pub(super) struct Finder<'t, 's> {
    pub(super) text: &'t Text<'s>,
    pub(super) world: &'t Gazetteer,
    /// The longest name that begins at each word; looked up once.
    pub(super) names: Vec<Option<Match>>,
    /// Family names of those whom the text calls by their full name, folded.
    pub(super) people: Vec<&'t str>,
    pub(super) spans: Vec<Span>,
    /// Names that nothing around them shows to be a place's: kept if the same name is a place elsewhere in the text.
    pub(super) doubtful: Vec<Span>,
}

/// A name that the gazetteer knows.
#[derive(Clone, Copy)]
pub(super) struct Match {
    pub(super) end: usize,
    pub(super) key: u64,
    pub(super) people: bool,
    pub(super) words: usize,
}

impl<'t> Finder<'t, '_> {
    pub(super) fn folded(&self, at: usize) -> &'t str {
        self.text.folded(at)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|token| token.is_capital())
    }

    /// Whether a word follows the one before it within a name: a blank or a hyphen between them, no more.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        at > 0 && self.text.tokens().get(at).is_some_and(|token| token.breaks == 0)
    }

    pub(super) fn is_sign(&self, at: usize, sign: &str) -> bool {
        self.text.word(at) == sign
    }

    /// Whether the capital may stand there because a sentence or a heading begins.
    pub(super) fn opens(&self, at: usize) -> bool {
        let before = self.text.tokens().get(at.wrapping_sub(1));
        self.text.sentences().get(self.text.sentence_of(at)).is_none_or(|sentence| sentence.tokens.start == at)
            || before.is_some_and(|token| matches!(token.kind, TokenKind::Quote | TokenKind::Dash))
            || before.is_some_and(|token| {
                token.kind == TokenKind::Sign && !matches!(self.text.word(at - 1), "," | "&" | "/")
            })
    }

    pub(super) fn look_up(&mut self) {
        for at in 0..self.text.tokens().len() {
            let article = is_in(&words::ARTICLES, self.folded(at)) && self.is_capital(at + 2);
            let capital = self.is_capital(at);
            self.names.push((capital || article).then(|| self.longest(at, self.world.walk())).flatten());
        }
    }

    pub(super) fn name_at(&self, at: usize) -> Option<Match> {
        self.names.get(at).copied().flatten()
    }

    /// The longest name that begins here and ends in a capital word.
    pub(super) fn longest(&self, at: usize, mut walk: Walk<'t>) -> Option<Match> {
        let mut best = None;
        let mut count = 0;
        let mut outer = true;
        for end in at..usize::min(at + 11, self.text.tokens().len()) {
            let token = &self.text.tokens()[end];
            if end > at && !self.is_joined(end) {
                break;
            }
            let hyphened = end > at && self.text.tokens()[end - 1].kind == TokenKind::Hyphen;
            let capital = token.is_capital();
            match token.kind {
                TokenKind::Hyphen => continue,
                TokenKind::Clitic => {}
                TokenKind::Number | TokenKind::Word | TokenKind::Mixed if capital || hyphened || end == at => {}
                TokenKind::Number => {}
                TokenKind::Word if is_in(&words::INNER, self.folded(end)) => {}
                _ => break,
            }
            let part = name_part(self.folded(end), outer);
            let mut next = walk;
            if !next.next(part) {
                let other = other_spellings(part).find_map(|other| {
                    let mut walk = walk;
                    walk.next(other).then_some(walk)
                });
                let Some(other) = other else { break };
                next = other;
            }
            walk = next;
            outer = false;
            count += 1;
            if (capital || hyphened || end == at)
                && let Some(key) = walk.found()
            {
                best = Some(Match { end: end + 1, key, people: false, words: count });
            }
        }
        best
    }

    /// Looks at one word; where to go on.
    pub(super) fn at(&mut self, at: usize) -> usize {
        let article = is_in(&words::ARTICLES, self.folded(at))
            && self.text.tokens().get(at + 1).is_some_and(|token| token.kind == TokenKind::Hyphen)
            && self.is_capital(at + 2);
        if !self.is_capital(at) && !article {
            return at + 1;
        }
        let mut found = self.name_at(at);
        let people = self.longest(at, self.world.of_people()).map(|found| Match { people: true, ..found });
        if people.is_some_and(|people| found.is_none_or(|found| found.end <= people.end)) {
            found = people;
        }
        if found.is_none_or(|found| found.words == 1)
            && let Some(end) = self.person(at)
        {
            return end;
        }
        if found.is_none() && article {
            // "al-Fashir" where the gazetteer has it under another article or none.
            let mut walk = self.world.walk();
            found = walk.next("al").then(|| self.longest(at + 2, walk)).flatten();
            found = found.or_else(|| self.name_at(at + 2));
        }
        // "Ras al-Ain" is not al-Ain, if nobody knows it.
        if article && self.is_part_of_unknown(at) {
            return self.unknown(at);
        }
        match found {
            Some(found) => self.judge(at, found),
            None => self.unknown(at),
        }
    }

    /// Whether an article stands inside a longer name that nobody knows.
    fn is_part_of_unknown(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.is_joined(at)
            && self.is_capital(before)
            && !self.opens(before)
            && self.name_at(before).is_none()
            && self.spans.last().is_none_or(|span| span.tokens.end != at)
            && !self.is_persons_name(self.folded(before))
    }

    /// Known to everyone: a country, an area, a state, a big city.
    pub(super) fn is_strong(&self, entry: u32) -> bool {
        match self.world.class(entry) {
            PlaceClass::Continent | PlaceClass::Area | PlaceClass::Country | PlaceClass::Region => true,
            PlaceClass::Settlement => self.world.population(entry) > 150_000 || self.is_capital_city(entry),
            _ => false,
        }
    }

    pub(super) fn is_capital_city(&self, entry: u32) -> bool {
        let country = self.world.country(entry);
        country.and_then(|country| self.world.capital_of(country)) == Some(entry)
    }

    /// A name nothing is known of, where the words around it say that it is a place's.
    pub(super) fn unknown(&mut self, at: usize) -> usize {
        let before = if at > 1 && self.folded(at - 1) == "of" { self.folded(at - 2) } else { "" };
        let mut end = at + 1;
        while end < at + 6 && self.is_joined(end) {
            let hyphen = self.text.tokens().get(end).is_some_and(|token| token.kind == TokenKind::Hyphen);
            if hyphen && self.text.tokens().get(end + 1).is_some_and(|token| token.is_word()) {
                end += 2;
            } else if self.is_capital(end) && !hyphen && (self.name_at(end).is_none() || self.is_opaque(at)) {
                end += 1;
            } else {
                break;
            }
        }
        let after = if self.is_joined(end) { self.folded(end) } else { "" };
        let lower = !self.is_capital(end);
        let taken = is_in(&words::TAKEN, self.folded(at.wrapping_sub(1))) && self.folded(end) != "'s";
        let two = (self.folded(at.wrapping_sub(2)), self.folded(at.wrapping_sub(1)));
        let taken = taken
            || matches!(two, ("took" | "take" | "taken", "over") | ("control" | "capture" | "fall", "of"))
            || self.is_about(at);
        let sited = taken || is_in(&words::SITED, self.folded(at.wrapping_sub(1)));
        let bearing = self.is_sign(end, ",") && is_in(&words::BEARINGS, self.folded(end + 1));
        let upper = self.text.tokens().get(at).is_some_and(|token| token.case == Case::Upper);
        let alone = at > 0
            && self.folded(end) != "'s"
            && end <= at + 3
            && lower
            && !upper
            && self.is_joined(at)
            && !(at..end).any(|at| self.is_persons_name(self.folded(at)) || self.world.is_common_word(self.folded(at)));
        let settled = is_in(&words::SETTLED, before);
        let areal = lower && (is_in(&words::SITES, after) || after == "air" && self.folded(end + 1) == "base");
        let word = self.folded(at);
        // "the towns of Tal Kayf, Bartella and Karamlesh": a list goes on.
        let last = self.spans.last().filter(|span| span.role == PlaceRole::Name).map_or(0, |span| span.tokens.end);
        let listed = last > 0
            && (last + 1 == at && (self.folded(last) == "and" || self.is_sign(last, ",") && self.folded(end) == "and")
                || last + 2 == at && self.is_sign(last, ",") && self.folded(last + 1) == "and")
            && self.folded(end) != "'s";
        let falls = self.folded(end) == "fell" || self.is_said_to_fall(end);
        let shown = settled || areal || alone && (falls || listed || sited || bearing && !self.opens(at));
        if shown && !is_in(&words::NEVER, word) && !self.world.is_common_word(word) && !self.is_demonym(at) {
            let wants = self.wants(at, after);
            self.push(at..end, Vec::new(), PlaceRole::Name, wants);
            return end;
        }
        at + 1
    }

    /// "have both fallen", "has been overrun", "was retaken": what is said of places alone.
    fn is_said_to_fall(&self, at: usize) -> bool {
        if !matches!(self.folded(at), "has" | "had" | "have" | "was" | "were" | "is" | "are") {
            return false;
        }
        let helps = |word: &str| matches!(word, "both" | "all" | "also" | "now" | "been" | "being" | "again" | "since");
        let verb = (at + 1..at + 5).find(|at| !helps(self.folded(*at))).unwrap_or(at);
        is_in(&words::FALLEN, self.folded(verb)) || self.folded(verb) == "lost" && self.folded(verb + 1) == "to"
    }

    /// After words for what is done to places: "the shelling of Stepanakert".
    fn is_about(&self, at: usize) -> bool {
        self.folded(at.wrapping_sub(1)) == "of" && is_in(&words::DONE_TO, self.folded(at.wrapping_sub(2)))
            || self.folded(at.wrapping_sub(1)) == "on" && is_in(&words::MADE_ON, self.folded(at.wrapping_sub(2)))
    }

    /// A word that is neither a common one nor a person's name, after words that a place follows: "took over Bint Jbeil".
    fn is_opaque(&self, at: usize) -> bool {
        let (word, before) = (self.folded(at), self.folded(at.wrapping_sub(1)));
        let cued = is_in(&words::SITED, before) || is_in(&words::TAKEN, before) || before == "over";
        cued && !self.world.is_common_word(word) && !self.is_persons_name(word) && !is_in(&words::QUALIFIERS, word)
    }

    pub(super) fn is_demonym(&self, at: usize) -> bool {
        self.longest(at, self.world.of_people()).is_some()
    }

    pub(super) fn push(
        &mut self,
        tokens: Range<usize>,
        entries: Vec<(u32, bool)>,
        role: PlaceRole,
        wants: Option<PlaceClass>,
    ) {
        self.spans.push(Span { tokens, entries, role, wants });
    }

    /// A name that nobody knows, once shown to be a place's, is one wherever the text has it.
    fn look_for_unknown(&mut self) {
        let unknown = |span: &&Span| span.entries.is_empty() && span.tokens.len() == 1;
        let names: Vec<&str> = self.spans.iter().filter(unknown).map(|span| self.folded(span.tokens.start)).collect();
        if names.is_empty() {
            return;
        }
        let taken = |at: usize, spans: &[Span]| spans.iter().any(|span| span.tokens.contains(&at));
        let again: Vec<usize> = (0..self.text.tokens().len())
            .filter(|at| self.is_capital(*at) && names.contains(&self.folded(*at)) && !taken(*at, &self.spans))
            .collect();
        for at in again {
            self.push(at..at + 1, Vec::new(), PlaceRole::Name, None);
        }
    }

    /// Doubtful names are places where the same name surely is one elsewhere in the text.
    pub(super) fn second_look(&mut self) {
        for span in std::mem::take(&mut self.doubtful) {
            let name = self.folded(span.tokens.start);
            let sure = |other: &Span| {
                other.tokens.len() == span.tokens.len()
                    && !other.entries.is_empty()
                    && other.entries == span.entries
                    && self.text.folded(other.tokens.start) == name
            };
            if self.spans.iter().any(sure) {
                self.spans.push(span);
            }
        }
        self.look_for_unknown();
        let datelines = || self.text.paragraphs().iter().filter_map(|paragraph| paragraph.dateline.clone());
        for span in &mut self.spans {
            if span.role != PlaceRole::Demonym && datelines().any(|line| line.contains(&span.tokens.start)) {
                span.role = PlaceRole::Dateline;
            }
        }
        self.spans.sort_by_key(|span| span.tokens.start);
    }
}
