//! Who does what in a clause: the subject of a verb, its objects, and the places and phrases around it.

use crate::propose::lexicon::{Class, Cue, Frame};
use crate::propose::tags::{Group, Phrase, Tag, Tagged};

/// How far a subject is looked for through what stands between commas, in tokens.
const LONGEST_ASIDE: usize = 30;
/// How deep clauses are followed.
const DEPTH: u8 = 4;

impl Tagged<'_> {
    /// The subject of a verb group: its own, that of the verb it is joined to, or what its relative pronoun stands for.
    pub fn subject(&self, group: &Group) -> Option<&Phrase> {
        self.subject_from(group, DEPTH)
    }

    fn subject_from(&self, group: &Group, depth: u8) -> Option<&Phrase> {
        let begin = self.sentence(group.head).start;
        let mut at = group.tokens.start;
        let depth = depth.checked_sub(1)?;
        let mut commas = 0;
        while at > begin {
            let before = at - 1;
            match self.tag_of(before) {
                Tag::Adverb | Tag::Time | Tag::Quote | Tag::Negative => at = before,
                // "Kunduz and Taloqan all fell"
                Tag::Determiner if at > begin + 1 && self.floats(before) => at = before,
                Tag::Close => at = self.opening(before, begin)?,
                Tag::Comma | Tag::Dash => {
                    commas += 1;
                    let partner = if commas == 1 { self.aside(before, begin) } else { None };
                    // "Goma, captured by rebels on Monday, is quiet"
                    let described = group.bare && at == group.tokens.start && partner.is_none();
                    let first = described.then(|| self.phrase_at(before.checked_sub(1)?)).flatten();
                    if let Some(phrase) = first.filter(|phrase| phrase.tokens.start == begin) {
                        return Some(phrase);
                    }
                    match partner {
                        Some(partner) => at = partner,
                        None if group.finite() && !group.bare && commas < 3 => at = before,
                        None => return self.shared(group, begin, depth),
                    }
                }
                Tag::Relative => {
                    let mut antecedent = before;
                    while antecedent > begin
                        && matches!(self.tag_of(antecedent - 1), Tag::Comma | Tag::Preposition | Tag::Dash | Tag::Quote)
                    {
                        antecedent -= 1;
                    }
                    return (antecedent > begin)
                        .then(|| self.phrase_at(antecedent - 1))
                        .flatten()
                        .map(|phrase| self.antecedent(phrase, begin));
                }
                Tag::Conjunction => return self.shared(group, begin, depth),
                Tag::Noun
                | Tag::Name
                | Tag::Pronoun
                | Tag::Number
                | Tag::Possessive
                | Tag::Adjective
                | Tag::Determiner => {
                    let phrase = self.phrase_at(before)?;
                    let head = self.chain_head(phrase, begin);
                    return Some(self.before_relative(head, begin).unwrap_or(head));
                }
                Tag::Preposition if self.tag_of(at) == Tag::Time => at = before,
                _ => return self.shared(group, begin, depth),
            }
        }
        if group.participle { self.shared(group, begin, depth) } else { None }
    }

    /// "the rebels who took Goma on Monday have left": the phrase a relative clause belongs to that ends in another.
    fn before_relative<'s>(&'s self, phrase: &Phrase, begin: usize) -> Option<&'s Phrase> {
        let group = self.groups_in(begin..phrase.tokens.start).last().filter(|group| group.finite())?;
        let crossed = |at: usize| matches!(self.tag_of(at), Tag::Comma | Tag::Stop | Tag::Dash | Tag::Conjunction);
        let relative =
            group.tokens.start.checked_sub(1).filter(|at| *at > begin && self.tag_of(*at) == Tag::Relative)?;
        if (group.head..phrase.tokens.start).any(crossed) || crossed(relative - 1) {
            return None;
        }
        self.phrase_at(relative - 1).map(|phrase| self.chain_head(phrase, begin))
    }

    /// What a relative pronoun after a phrase stands for: "the capital of Logar province, which", but "by Typhoon Haiyan,
    /// which".
    fn antecedent<'s>(&'s self, phrase: &'s Phrase, begin: usize) -> &'s Phrase {
        let at = phrase.tokens.start;
        let of = at > begin + 1 && self.text.folded(at - 1) == "of";
        if of { self.chain_head(phrase, begin) } else { phrase }
    }

    /// "the capital of Logar province": the phrase that the others hang on.
    pub fn chain_head<'s>(&'s self, phrase: &'s Phrase, begin: usize) -> &'s Phrase {
        let mut head = phrase;
        // "a tsunami up to six metres high"
        let measured = self.cue(phrase.head, Cue::Measure);
        let mut before = phrase.tokens.start;
        while measured && before > begin && self.tag_of(before - 1) == Tag::Adverb {
            before -= 1;
        }
        if before < phrase.tokens.start
            && let Some(noun) = before.checked_sub(1).and_then(|at| self.phrase_at(at))
        {
            head = noun;
        }
        for _ in 0..4 {
            let at = head.tokens.start;
            if at < begin + 2 {
                break;
            }
            // "clashes between the army (SAF) and the rebels": the second hangs where the first does.
            if self.text.folded(at - 1) == "and" {
                let mut back = at - 2;
                if self.tag_of(back) == Tag::Close {
                    back = self.opening(back, begin).map_or(back, |open| open.saturating_sub(1));
                }
                let first = self.phrase_at(back).filter(|first| first.tokens.start > begin);
                match first.filter(|first| self.tag_of(first.tokens.start - 1) == Tag::Preposition) {
                    Some(first) => {
                        head = first;
                        continue;
                    }
                    None => break,
                }
            }
            // "the strongest earthquake to hit the country", "protesters carrying flags"
            if let Some(group) = self.groups_in(at - 1..at).first()
                && (group.infinitive || group.participle && group.tokens.len() == 1)
                && group.tokens.start > begin
                && let Some(before) = self.phrase_at(group.tokens.start - 1)
            {
                head = before;
                continue;
            }
            if self.tag_of(at - 1) != Tag::Preposition {
                break;
            }
            let mut back = at - 2;
            if self.tag_of(back) == Tag::Preposition && back > begin {
                back -= 1;
            }
            // "a truck packed with explosives"
            if self.tag_of(back) == Tag::Verb
                && back > begin
                && self.groups_in(back..back + 1).iter().any(|group| group.bare || group.participle)
            {
                back -= 1;
            }
            let Some(before) = self.phrase_at(back) else { break };
            if !self.cue(at - 1, Cue::Hung) {
                break;
            }
            head = before;
        }
        head
    }

    /// Whether "all", "both" or "each" stands after what it counts.
    pub(super) fn floats(&self, at: usize) -> bool {
        matches!(self.text.folded(at), "all" | "both" | "each")
            && !matches!(self.tag_of(at + 1), Tag::Noun | Tag::Name | Tag::Determiner | Tag::Number | Tag::Adjective)
            && self.text.folded(at + 1) != "of"
    }

    /// The token before which an aside between commas or dashes begins, where one ends at `end`.
    pub fn aside(&self, end: usize, begin: usize) -> Option<usize> {
        let mark = self.tag_of(end);
        let from = begin.max(end.saturating_sub(LONGEST_ASIDE));
        let open = (from..end).rev().find(|at| self.tag_of(*at) == mark)?;
        // An aside that holds a finite verb without a relative pronoun is a clause of its own.
        let groups = self.groups_in(open..end);
        let clause = groups.iter().any(|group| group.finite() && !group.bare);
        let relative = (open + 1..(open + 3).min(end)).any(|at| self.tag_of(at) == Tag::Relative);
        (open > begin && (!clause || relative)).then_some(open)
    }

    fn opening(&self, close: usize, begin: usize) -> Option<usize> {
        (begin..close).rev().find(|at| self.tag_of(*at) == Tag::Open)
    }

    /// The subject of the verb that this one is joined to or depends on: the nearest before it that has one, else the
    /// first after it ("After seizing Herat, the Taliban moved on").
    fn shared(&self, group: &Group, begin: usize, depth: u8) -> Option<&Phrase> {
        let end = self.sentence(group.head).end;
        let before = self.groups_in(begin..group.tokens.start);
        let joined = before.iter().rev().find(|other| other.finite());
        if let Some(found) = joined.and_then(|other| self.subject_from(other, depth)) {
            return Some(found);
        }
        if group.finite() && !group.bare {
            return None;
        }
        let tells = |other: &&Group| {
            let led = self.phrase_at(other.tokens.start.wrapping_sub(1)).is_some();
            other.finite() && (!other.bare || led)
        };
        let after = self.groups_in(group.head + 1..end).iter().find(tells)?;
        self.subject_from(after, depth)
    }

    /// Who does it in a passive clause: "by the rebels". The phrase after "by", unless it tells a time or a manner.
    pub fn agent(&self, group: &Group) -> Option<&Phrase> {
        let end = self.sentence(group.head).end.min(group.head + 14);
        for at in group.head + 1..end {
            match self.tag_of(at) {
                Tag::Stop | Tag::Relative => return None,
                Tag::Verb
                    if at > group.head + 1 && self.groups_in(at..at + 1).iter().any(|g| g.finite() && !g.bare) =>
                {
                    return None;
                }
                Tag::Preposition
                    if self.text.folded(at) == "by"
                        && self.time_at(at + 1).is_none()
                        && !self.cue(at + 1, Cue::Manner) =>
                {
                    return self.phrase_at(at + 1).or_else(|| self.phrase_at(at + 2));
                }
                _ => {}
            }
        }
        None
    }

    /// Where the clause around a token ends: at the next stop, or where another finite verb begins one.
    pub fn clause_end(&self, from: usize) -> usize {
        let end = self.sentence(from).end;
        (from + 1..end)
            .find(|at| matches!(self.tag_of(*at), Tag::Stop | Tag::Dash) && self.text.folded(*at) != ".")
            .unwrap_or(end)
    }

    /// The frames a group's verb has here, the longest phrase first: "pulled out of" before "pulled".
    pub fn frames(&self, group: &Group) -> impl Iterator<Item = (Frame, usize)> + '_ {
        let head = group.head;
        self.entry(head)
            .uses
            .iter()
            .filter_map(move |used| self.tail_end(head, &used.tail, used.frame).map(|end| (used.frame, end)))
    }

    pub fn has_frame(&self, group: &Group, frame: Frame) -> bool {
        self.frames(group).any(|(found, _)| found == frame)
    }

    /// Where the words that belong to a verb end, if they all follow: "pulled [its troops] out of".
    fn tail_end(&self, head: usize, tail: &[String], frame: Frame) -> Option<usize> {
        let Some(first) = tail.first() else { return Some(head + 1) };
        let limit = self.sentence(head).end;
        let mut at = head + 1;
        let mut skipped = 0;
        // A particle may stand after the object; a noun that belongs to the verb only after adverbs.
        let particle = self.is(head + 1, Class::Preposition)
            || tail.len() <= 3 && matches!(first.as_str(), "under" | "behind")
            || tail.len() <= 2
                && matches!(
                    first.as_str(),
                    "out"
                        | "back"
                        | "over"
                        | "off"
                        | "up"
                        | "down"
                        | "in"
                        | "away"
                        | "hostage"
                        | "prisoner"
                        | "captive"
                        | "into"
                );
        while at < limit && self.text.folded(at) != first {
            let passes = match self.tag_of(at) {
                Tag::Adverb | Tag::Quote => true,
                Tag::Determiner
                | Tag::Noun
                | Tag::Name
                | Tag::Number
                | Tag::Adjective
                | Tag::Pronoun
                | Tag::Possessive
                | Tag::Hyphen => {
                    particle && frame != Frame::Say
                        || tail.len() > 1 && self.is(at, Class::Determiner) | self.cue(at, Cue::Filler)
                }
                Tag::Conjunction => particle && self.text.folded(at) == "and",
                _ => false,
            };
            skipped += 1;
            if !passes || skipped > 6 {
                return None;
            }
            at += 1;
        }
        for word in tail {
            // "laid down its arms"
            let own = word == "their" && self.cue(at, Cue::Own);
            if self.text.folded(at) != word && !own {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}
