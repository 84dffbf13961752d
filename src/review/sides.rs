//! Which side acts: one of the chronicle's, a new one, or none, by the words that name it.

use crate::catalogue::ControlEffect;
use crate::chronicle::{Chronicle, Event, Side, SideId};
use crate::language::fold;
use crate::propose::Kind;
use crate::review::document::ReadDocument;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

mod lists;

use lists::{AGENCIES, LED, OF_ANY, OF_STATE};

/// The side of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SideChoice {
    /// None of them.
    Nobody,
    /// One that the chronicle has.
    Known(SideId),
    /// One that it does not have yet.
    New(Side),
}

impl SideChoice {
    /// Its id; none for nobody.
    pub fn id(&self) -> Option<&SideId> {
        match self {
            Self::Nobody => None,
            Self::Known(id) | Self::New(Side { id, .. }) => Some(id),
        }
    }

    /// What it is called on its own: "Taliban".
    pub fn label<'a>(&'a self, chronicle: &'a Chronicle) -> &'a str {
        match self {
            Self::Nobody => "nobody",
            Self::Known(id) => crate::words::side_label(chronicle, id),
            Self::New(side) => &side.label,
        }
    }

    /// What it is called in a sentence, and whether in the singular; none for nobody.
    pub(super) fn named<'a>(&'a self, chronicle: &'a Chronicle) -> Option<(&'a str, bool)> {
        match self {
            Self::Nobody => None,
            Self::Known(id) => {
                chronicle.meta.sides.iter().find(|side| side.id == *id).map(|side| (side.name.as_str(), side.singular))
            }
            Self::New(side) => Some((&side.name, side.singular)),
        }
    }
}

/// The words of a name that say who, folded: "the Taliban fighters" is "taliban".
fn who(words: &str) -> Vec<String> {
    let all = words.split(|c: char| !c.is_alphanumeric()).map(fold);
    all.filter(|word| !(word.is_empty() || word == "s" || OF_ANY.contains(&word.as_str()))).collect()
}

/// The side that words name.
pub fn side_named(words: &str, sides: &[Side]) -> Option<SideId> {
    let wanted = who(words);
    let all_in = |of: &[String], among: &[String]| !of.is_empty() && of.iter().all(|word| among.contains(word));
    let is_named = |side: &&Side| {
        let names = [&side.name, &side.label].map(|name| who(name));
        names
            .iter()
            .chain([&who(&side.id.as_str().replace('-', " "))])
            .any(|name| all_in(name, &wanted) || all_in(&wanted, name))
    };
    sides.iter().find(is_named).map(|side| side.id.clone())
}

/// A side of the words that name it: "the Islamic State group" is Islamic State. None where they only say what it is.
fn made_of(words: &str) -> Option<Side> {
    let kept: Vec<&str> = words.split_whitespace().filter(|word| !who(word).is_empty()).collect();
    // A name begins with a capital; "a suicide bomber" is none.
    let label = kept.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_name = label.chars().next().is_some_and(char::is_uppercase) && kept.len() <= 4;
    if !is_name {
        return None;
    }
    let with_article = words.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("the"));
    let name = if with_article { format!("the {label}") } else { label.clone() };
    let id = who(&label).join("-");
    Some(Side { id: SideId::from(id.as_str()), name, label, singular: false })
}

/// The name that the words of a force lead to in a passage: "Fighters led by Hayat Tahrir al-Sham took …".
fn led_by(passage: &str, words: &str) -> Option<String> {
    let (_, rest) = passage.split_once(words)?;
    let (led, rest) = LED.iter().find_map(|led| Some((*led, rest.trim_start().strip_prefix(led)?.trim_start())))?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    // "al-Sham" is a name, too.
    let is_name =
        |word: &&str| word.rsplit('-').next().and_then(|last| last.chars().next()).is_some_and(char::is_uppercase);
    let name: Vec<&str> = rest.split_whitespace().take_while(is_name).collect();
    // "fighters of the North" may be from there; one of several words is a body.
    let least = if led == "of the" { 2 } else { 1 };
    (name.len() >= least).then(|| name.join(" "))
}

/// The side of a state's forces: the one the chronicle has, or a new one.
fn of_state(words: &str, sides: &[Side]) -> Option<SideChoice> {
    let is_of_state = |words: &[String]| words.iter().any(|word| OF_STATE.contains(&word.as_str()));
    if !is_of_state(&who(words)) {
        return None;
    }
    let known = sides.iter().find(|side| [&side.name, &side.label].iter().any(|name| is_of_state(&who(name))));
    Some(known.map_or_else(
        || {
            let (name, label) = ("the government".to_owned(), "Government".to_owned());
            SideChoice::New(Side { id: "government".into(), name, label, singular: true })
        },
        |side| SideChoice::Known(side.id.clone()),
    ))
}

/// What is known of sides besides the chronicle: whom words meant that only say what somebody is.
#[derive(Clone, Debug, Default)]
pub(super) struct SideMemory(BTreeMap<(String, String), SideId>);

impl SideMemory {
    /// Remembers whom the words of a document meant.
    pub fn learn(&mut self, document: &ReadDocument, words: Option<&str>, side: &SideChoice) {
        if let Some(id) = side.id() {
            self.0.insert((document.source.as_str().to_owned(), fold(words.unwrap_or_default())), id.clone());
        }
    }

    fn of(&self, document: &ReadDocument, words: &str) -> Option<&SideId> {
        self.0.get(&(document.source.as_str().to_owned(), fold(words)))
    }
}

/// The side of a happening, and why; with what else it may be, likeliest first.
pub(super) fn choices(
    chronicle: &Chronicle,
    document: &ReadDocument,
    memory: &SideMemory,
    kind: &str,
    (words, target): (Option<&str>, Option<&str>),
    passage: Range<usize>,
) -> (Vec<SideChoice>, String) {
    let text: String = document.text.chars().skip(passage.start).take(passage.len()).collect();
    let led = words.and_then(|words| led_by(&text, words));
    let mut names = names_in(document, passage);
    names.retain(|(name, _)| !is_in(name, target));
    let sides = &chronicle.meta.sides;
    let effect = chronicle.kind(kind).effect;
    let (first, reason) = likeliest(chronicle, document, memory, effect, (words, led.as_deref()), &names);
    let mut all = vec![first];
    let known = sides.iter().map(|side| SideChoice::Known(side.id.clone()));
    let words = words.into_iter().chain(names.iter().map(|(name, _)| name.as_str()));
    let made = words.filter(|words| side_named(words, sides).is_none()).filter_map(made_of);
    for other in known.chain(made.map(SideChoice::New)).chain([SideChoice::Nobody]) {
        if !all.iter().any(|choice| choice.id() == other.id()) {
            all.push(other);
        }
    }
    (all, reason)
}

fn likeliest(
    chronicle: &Chronicle,
    document: &ReadDocument,
    memory: &SideMemory,
    effect: ControlEffect,
    (words, led): (Option<&str>, Option<&str>),
    names: &[(String, usize)],
) -> (SideChoice, String) {
    let sides = &chronicle.meta.sides;
    let quoted = words.map(|words| format!("“{words}”"));
    if let Some(id) = words.and_then(|words| side_named(words, sides)) {
        return (SideChoice::Known(id), quoted.unwrap_or_default());
    }
    if let Some(side) = words.and_then(made_of) {
        // Who takes what must be a side; whoever else acts need not be one.
        let choice = if effect == ControlEffect::Takes { SideChoice::New(side) } else { SideChoice::Nobody };
        return (choice, quoted.unwrap_or_default());
    }
    if let Some(led) = led {
        let side = side_named(led, sides).map(SideChoice::Known).or_else(|| made_of(led).map(SideChoice::New));
        if let Some(side) = side {
            return (side, format!("“{} … {led}”", words.unwrap_or_default()));
        }
    }
    // Who leaves a place is a new side only beside others: the first of all is who takes one.
    let takes = effect == ControlEffect::Takes;
    let acts = takes || matches!(effect, ControlEffect::Leaves | ControlEffect::Besieges) && !sides.is_empty();
    if let Some(state) = words.filter(|_| acts).and_then(|words| of_state(words, sides)) {
        return (state, quoted.unwrap_or_default());
    }
    let known = |id: &SideId| sides.iter().any(|side| side.id == *id);
    if let Some(id) = memory.of(document, words.unwrap_or_default()).filter(|id| known(id)) {
        return (SideChoice::Known(id.clone()), quoted.map_or("as before".to_owned(), |q| format!("{q}, as before")));
    }
    if !matches!(effect, ControlEffect::Takes | ControlEffect::Besieges) {
        return (SideChoice::Nobody, quoted.unwrap_or_default());
    }
    let said = quoted.unwrap_or_else(|| "not named here".to_owned());
    // "as the Taliban claimed the fall of Kandahar": a side that the sentence names.
    if let Some((name, id)) = names.iter().find_map(|(name, _)| Some((name, side_named(name, sides)?))) {
        return (SideChoice::Known(id), format!("{said}; {name} is named beside it"));
    }
    // "the insurgents took it", "it fell": whoever else takes what in the same document.
    let mostly = mostly_named(document).and_then(|mostly| {
        let side = side_named(mostly, sides).map(SideChoice::Known).or_else(|| made_of(mostly).map(SideChoice::New));
        Some((side?, format!("{said}; elsewhere in it {mostly}")))
    });
    // A name that stands beside what is taken again and again.
    let often = often_beside(document).and_then(|name| {
        let side = side_named(&name, sides).map(SideChoice::Known).or_else(|| made_of(&name).map(SideChoice::New));
        Some((side?, format!("{said}; in this document mostly {name}")))
    });
    let takers = || {
        let takes = |event: &&Arc<Event>| chronicle.kind(&event.kind).effect == ControlEffect::Takes;
        let last = chronicle.events.values().filter(takes).filter_map(|event| event.side.clone()).next_back()?;
        Some((SideChoice::Known(last), format!("{said}; as elsewhere in this chronicle")))
    };
    mostly.or(often).or_else(takers).unwrap_or((SideChoice::Nobody, said))
}

/// Whether it was done to whom a name names.
fn is_in(name: &str, target: Option<&str>) -> bool {
    target.is_some_and(|target| target.contains(name))
}

/// The name that stands in most passages of the document in which a place is taken: in more than one, or again and again
/// elsewhere.
fn often_beside(document: &ReadDocument) -> Option<String> {
    let takes = |kind: Kind| matches!(kind, Kind::Capture | Kind::Recapture | Kind::Siege);
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for found in document.found.iter().filter(|found| takes(found.proposal.kind)) {
        let quote = &found.proposal.quote;
        let target = found.proposal.target.as_deref();
        for (name, times) in
            names_in(document, quote.start..quote.end).into_iter().filter(|(name, _)| !is_in(name, target))
        {
            let (passages, _) = counts.get(&name).copied().unwrap_or_default();
            counts.insert(name, (passages + 1, times));
        }
    }
    let best = counts.into_iter().max_by_key(|(_, counts)| *counts)?;
    (best.1.1 > 1).then_some(best.0)
}

/// Names in a passage that are no places and no times, each with how often its document has it.
fn names_in(document: &ReadDocument, passage: Range<usize>) -> Vec<(String, usize)> {
    let is_named = |at: usize| document.named.iter().any(|spot| spot.chars.contains(&at));
    let letters: Vec<char> = document.text.chars().skip(passage.start).take(passage.len()).collect();
    let (mut names, mut run): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut at = passage.start;
    for word in letters.split(|c| !c.is_alphanumeric()) {
        let text: String = word.iter().collect();
        let is_name = word.first().is_some_and(|c| c.is_uppercase())
            && !is_named(at)
            && !who(&text).is_empty()
            && !AGENCIES.contains(&text.as_str());
        if is_name {
            run.push(text);
        } else if !word.is_empty() && !run.is_empty() {
            names.push(std::mem::take(&mut run).join(" "));
        }
        at += word.len() + 1;
    }
    names.extend((!run.is_empty()).then(|| run.join(" ")));
    names.sort();
    names.dedup();
    let often = |name: String| (document.text.matches(name.as_str()).count(), name);
    names.into_iter().map(often).map(|(times, name)| (name, times)).collect()
}

/// Whom the document names most as taking or besieging places.
fn mostly_named(document: &ReadDocument) -> Option<&str> {
    let takes = |kind: Kind| matches!(kind, Kind::Capture | Kind::Recapture | Kind::Siege);
    let of_takers = document.found.iter().filter(|found| takes(found.proposal.kind));
    let mut counts: Vec<(Vec<String>, usize, &str)> = Vec::new();
    for words in of_takers.filter_map(|found| found.proposal.side.as_deref()) {
        if made_of(words).is_none() {
            continue;
        }
        let core = who(words);
        match counts.iter_mut().find(|(known, ..)| *known == core) {
            Some((_, count, _)) => *count += 1,
            None => counts.push((core, 1, words)),
        }
    }
    // Of several the first.
    counts.into_iter().rev().max_by_key(|(_, count, _)| *count).map(|(_, _, words)| words)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn side(id: &str, name: &str) -> Side {
        Side { id: id.into(), name: name.to_owned(), label: name.to_owned(), singular: false }
    }

    #[test]
    fn words_name_a_side_or_only_say_what_it_is() {
        let sides = [side("taliban", "the Taliban"), side("government", "the government"), side("is", "Islamic State")];
        for (words, expected) in [
            ("The Taliban", Some("taliban")),
            ("Taliban fighters", Some("taliban")),
            ("the Taliban's fighters", Some("taliban")),
            ("Afghan government forces", Some("government")),
            ("Fighters of the Islamic State group", Some("is")),
            ("the insurgents", None),
            ("they", None),
            ("US forces", None),
        ] {
            assert_eq!(side_named(words, &sides).as_ref().map(SideId::as_str), expected, "{words}");
        }
    }

    #[test]
    fn a_force_has_the_name_of_who_leads_it_and_that_of_a_state_is_the_governments() {
        for (passage, words, expected) in [
            ("Fighters led by Hayat Tahrir al-Sham took control of it", "Fighters", Some("Hayat Tahrir al-Sham")),
            ("troops loyal to the Northern Council, they said, left", "troops", Some("Northern Council,")),
            ("Fighters took control of Hama", "Fighters", None),
            ("Fighters of the Syrian National Army seized it", "Fighters", Some("Syrian National Army")),
            ("Fighters of the North seized it", "Fighters", None),
        ] {
            assert_eq!(led_by(passage, words).as_deref(), expected, "{passage}");
        }
        let sides = [side("opposition", "the opposition"), side("damascus", "government forces")];
        assert_eq!(of_state("The army", &sides), Some(SideChoice::Known("damascus".into())));
        assert!(matches!(of_state("the army", &[]), Some(SideChoice::New(side)) if side.label == "Government"));
        assert_eq!(of_state("the fighters", &sides), None);
    }

    #[test]
    fn a_new_side_is_called_by_its_name_alone() {
        for (words, expected) in [
            ("The Taliban", Some(("taliban", "the Taliban", "Taliban"))),
            ("Taliban fighters", Some(("taliban", "Taliban", "Taliban"))),
            ("Fighters of the Islamic State group", Some(("islamic-state", "Islamic State", "Islamic State"))),
            ("M23 rebels", Some(("m23", "M23", "M23"))),
            ("the insurgents", None),
            ("a suicide bomber", None),
        ] {
            let made = made_of(words);
            let made = made.as_ref().map(|side| (side.id.as_str(), side.name.as_str(), side.label.as_str()));
            assert_eq!(made, expected, "{words}");
        }
    }
}
